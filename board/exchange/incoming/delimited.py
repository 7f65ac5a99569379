"""CSV: which delimiter, which line is the header, and the rows below it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from board.exchange.incoming.column_names import MOST_COLUMNS, check_columns, name_columns, said
from board.exchange.incoming.opening import LONGEST_LINE, Text
from board.exchange.incoming.partners_file import Position
from board.locale import _
from board.model.incoming import Cell, Row, Table
from board.store.refused import Refused

DELIMITERS = "\t;|,"
"""In the order in which they are believed where two fit as well: a comma stands in texts and numbers, a tab hardly."""

LONGEST_ROW = 2 * LONGEST_LINE
"""Characters; a row of more has lost a quote, and would otherwise take the rest of the file into memory."""

_NO_DELIMITER = "\ud800"
"""For a table of one column: half a character, which no decoded text can hold."""

_row = partial(tuple.__new__, Row)
"""`Row` of a line and its cells in half the time; a file of a million lines makes a million."""

_SAMPLE_LINES = 4000
_SAMPLE_ROWS = 500
_HEADER_WITHIN = 50
"""Rows among which the header is looked for; more above it is no title but another table."""
_ROWS_BELOW = 30
_MOST_TITLES = 10

_SEP = re.compile(r'"?sep=([^"\r\n])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""Excel's own first line: "sep=;"."""
_FIGURE = re.compile(r"[\s\d.,:;/+\-–−%'’()]*")
"""A number, a date or a time: what a header seldom is."""
_ADDRESS = re.compile(r"\s*([a-z][a-z0-9+.\-]*(:|\[:\])//\S+|@\w\S*|www\.\S+|\S+\.[a-z]{2,}/\S*)\s*", re.IGNORECASE)


class Head(NamedTuple):
    """Where a table begins among the rows that were looked at."""

    at: int
    """Index of its header; of its first row where it has none."""
    named: bool
    """It has a header."""
    sure: bool
    """The row looks like one."""


class _Reading(NamedTuple):
    """The beginning of a text, read with one delimiter."""

    delimiter: str
    rows: list[Row]
    """Blank lines too, without cells."""
    after: int
    """Line at which the row after them begins."""
    fault: int
    """Line of the row that cannot be read so, 0 where all can."""
    why: str


def read_csv(text: Text) -> Table:
    """Return the one table of a CSV file (RFC 4180; any line end; the delimiter is found by evidence).

    Cells that are quoted in another way than by doubling, or not closed, are refused with their line: read on a guess
    they would move figures into other columns. Extra cells among the first rows widen the table by columns without a
    name, which a notice says; further down such a row is refused. `rows` leaves out blank lines only.

    Args:
        text: As `opening` found it.

    Raises:
        Refused: No delimiter fits, or there are too many columns.
    """
    name = text.file.name
    reading = _read_beginning(text)
    sample = reading.rows
    head = find_header(sample)
    header_row = sample[head.at]
    body = sample[head.at + head.named :]
    width = max(extent(row.cells) for row in sample[head.at :])
    if head.named and len(header_row.cells) <= MOST_COLUMNS:
        width = max(width, len(header_row.cells))
    check_columns(width, name)
    header, notices = name_header(head, header_row.cells, body, width)
    position = Position()
    below = head.at + head.named
    first = sample[below].line if below < len(sample) else reading.after
    return Table(
        name=name,
        kind="csv",
        header=header,
        above=texts_above(sample[: head.at]),
        digest=text.file.digest,
        size=text.file.size,
        notices=text.notices + notices,
        rows=lambda: _rows(text, position, reading.delimiter, first, width),
        position=position.read,
    )


def find_header(sample: Sequence[Row]) -> Head:
    """Return where the table begins: at the first row that looks like a header of the rows that follow.

    It is as wide as most of them, most of its cells are filled, and most of those are texts. A list of addresses alone
    has no header. Where no row looks like one, the first that is wide enough is taken.

    Args:
        sample: The first rows of a file, blank ones too; at least one is not blank.
    """
    extents = [extent(row.cells) for row in sample]
    filled = [at for at, width in enumerate(extents) if width]
    if _most_common(extents) == 1 and _is_address(sample[filled[0]]):
        return Head(filled[0], named=False, sure=True)
    for at in [at for at in filled if at < _HEADER_WITHIN]:
        if _looks_like_header(sample, extents, at):
            return Head(at, named=True, sure=True)
    width = _most_common(extents)
    return Head(next(at for at in filled if len(sample[at].cells) >= width), named=True, sure=False)


def name_header(
    head: Head, cells: Sequence[Cell], body: Sequence[Row], width: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the columns, and what has to be known of them.

    Args:
        head: Where the table begins.
        cells: The row there.
        body: The first rows below the header.
        width: Columns of the table.
    """
    if not head.named:
        return ("item", *[""] * (width - 1)), (_("no header: each row is taken for an item"),)
    header, notices = name_columns([*cells[:width], *[None] * (width - len(cells))])
    if not head.sure:
        notices += (
            _("no row looks like a header: “{row}” is taken for it").format(row=texts_above([Row(0, tuple(cells))])[0]),
        )
    nameless = [column for column, name in enumerate(header) if not name]
    found = {column: row.line for row in reversed(body) for column in nameless if is_filled(row.cells, column)}
    if found:
        columns = ", ".join(str(column + 1) for column in sorted(found)[:10])
        notice = _("columns without a name hold something: {columns} (first in line {line})")
        notices += (notice.format(columns=columns, line=min(found.values())),)
    return header, notices


def texts_above(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the rows above a header, each as one clean text."""
    texts = (" ".join(filter(None, map(said, row.cells[:100]))) for row in rows)
    return tuple(said(text) for text in texts if text)


def extent(cells: Sequence[Cell]) -> int:
    """Return how many cells a row has up to the last that is filled."""
    width = len(cells)
    while width and not is_filled(cells, width - 1):
        width -= 1
    return width


def is_filled(cells: Sequence[Cell], column: int) -> bool:
    """Say whether a row has something in a column."""
    if column >= len(cells):
        return False
    cell = cells[column]
    return bool(cell.strip()) if isinstance(cell, str) else cell is not None


def _looks_like_header(sample: Sequence[Row], extents: Sequence[int], at: int) -> bool:
    cells = sample[at].cells
    filled = [cell for column, cell in enumerate(cells) if is_filled(cells, column)]
    below = [row for row, width in zip(sample[at + 1 :], extents[at + 1 :], strict=True) if width][:_ROWS_BELOW]
    width = _width(below)
    texts = sum(isinstance(cell, str) and not _FIGURE.fullmatch(cell) for cell in filled)
    if len(cells) < width or 2 * len(filled) <= width or 2 * texts <= len(filled):
        return False
    if width > 1 or not below or any(cell is not None for cell in sample[at + 1].cells):
        return True
    # one column, then a blank line: a title, unless a list of addresses begins below the line
    return _is_address(below[0])


def _width(rows: Sequence[Row]) -> int:
    """Return how many cells most rows of a table have; titles above a short one may outnumber its rows."""
    widths = [extent(row.cells) for row in rows]
    width = max(_most_common(widths), 1)
    titles = next((at for at, one in enumerate(widths) if one > 1), len(widths))
    if width == 1 and titles <= min(_MOST_TITLES, len(widths) - 2) and not any(map(_is_address, rows[:titles])):
        return _most_common(widths[titles:]) if min(widths[titles:]) > 1 else 1
    return width


def _is_address(row: Row) -> bool:
    cell = row.cells[0]
    return isinstance(cell, str) and bool(_ADDRESS.fullmatch(cell))


def _most_common(widths: Sequence[int]) -> int:
    counts = Counter(width for width in widths if width)
    return max(counts, key=lambda width: (counts[width], width), default=0)


def _read_beginning(text: Text) -> _Reading:
    """Return the beginning of a text, read with the delimiter that fits best."""
    end = len(text.head) if text.whole else max(text.head.rfind("\n"), text.head.rfind("\r", 0, -1)) + 1
    if not end:
        raise Refused(
            _("{file}: line {line} is longer than {limit} characters: it is no table of counts").format(
                file=text.file.name, line=1, limit=LONGEST_LINE
            )
        )
    stream = io.StringIO(text.head[:end], newline="")
    lines = list(islice(stream, _SAMPLE_LINES))
    whole = text.whole and not stream.read(1)
    told = _SEP.fullmatch(lines[0])
    if told:
        reading = _read_sample(lines, told[1], whole, 1)
    else:
        readings = [_read_sample(lines, one, whole, 0) for one in (*DELIMITERS, _NO_DELIMITER)]
        reading = max(readings, key=_fit)
    if reading.fault:
        raise Refused(reading.why.format(file=text.file.name, line=reading.fault))
    if not any(extent(row.cells) for row in reading.rows):
        raise Refused(_("{file} holds no table: there is nothing but empty lines").format(file=text.file.name))
    return reading


def _read_sample(lines: Sequence[str], delimiter: str, whole: bool, skipped: int) -> _Reading:
    reader = csv.reader(lines[skipped:], delimiter=delimiter, strict=True)
    rows: list[Row] = []
    begin = skipped + 1
    try:
        for cells in reader:
            rows.append(Row(begin, tuple(cells)))
            begin = skipped + reader.line_num + 1
            if len(rows) == _SAMPLE_ROWS:
                break
    except csv.Error as error:
        # where the beginning was cut off, its last row may well be open
        if whole or not rows or skipped + reader.line_num < len(lines):
            return _Reading(delimiter, rows, begin, begin, _fault(error))
    return _Reading(delimiter, rows, begin, 0, "")


def _fit(reading: _Reading) -> tuple[bool, bool, int, float]:
    """Return how well a delimiter fits: it divides, it can be read, how far, and how many of the rows are as wide."""
    widths = [len(row.cells) for row in reading.rows if extent(row.cells)]
    width = _most_common(widths)
    if width < 2:
        # titles above a short table may outnumber its rows
        titles = next((at for at, one in enumerate(widths) if one > 1), len(widths))
        below = set(widths[titles:])
        texts = "".join(str(cell) for row in reading.rows for cell in row.cells)
        if len(widths) - titles < 2 or len(below) > 1 or titles > _HEADER_WITHIN or "://" in texts:
            return False, not reading.fault, reading.fault, reading.delimiter == _NO_DELIMITER
        width, widths = below.pop(), widths[titles:]
    share = widths.count(width) / len(widths)
    return True, not reading.fault, reading.fault, share - DELIMITERS.find(reading.delimiter) / 1e6


def _fault(error: csv.Error) -> str:
    if str(error).startswith("unexpected end"):
        return _("{file} breaks off within a cell that begins in line {line}: its closing quote is missing")
    if str(error).startswith("field larger"):
        return _("{file}: line {line} has a cell that is too long for a table of counts: is a closing quote missing?")
    return _("{file}: line {line} is not quoted as CSV is: a quote within a quoted cell is written twice")


def _rows(text: Text, position: Position, delimiter: str, first: int, width: int) -> Iterator[Row]:
    """Read the rows from line `first` on."""
    begin = first
    last = ""

    def lines() -> Iterator[io.StringIO]:
        nonlocal last
        before, size = 0, 0
        for piece in text.pieces(position):
            size = size + len(piece) if begin == before else len(piece)
            if size > LONGEST_ROW:
                why = _("{file}: the row that begins in line {line} does not end: is a closing quote missing?")
                raise Refused(why.format(file=text.file.name, line=begin))
            before, last = begin, piece[-1]
            yield io.StringIO(piece, newline="")

    # from here to the cells no line passes through Python
    below = islice(chain.from_iterable(lines()), first - 1, None)
    reader = csv.reader(below, delimiter=delimiter, strict=True)
    short: list[int] = []
    try:
        for cells in reader:
            if len(cells) == width:
                yield _row((begin, tuple(cells)))
            elif cells:
                if len(cells) < width and len(short) < 2:
                    short.append(begin)
                yield Row(begin, _fitted(cells, width, begin, text))
            row, begin = begin, first + reader.line_num
    except csv.Error as error:
        raise Refused(_fault(error).format(file=text.file.name, line=begin)) from error
    if short and first < short[0] == row and last not in "\r\n":
        # the only row that is short is the last, and its line does not end
        raise Refused(_("{file} breaks off in line {line}: send it again").format(file=text.file.name, line=row))


def _fitted(cells: list[str], width: int, line: int, text: Text) -> tuple[Cell, ...]:
    if len(cells) <= width:
        return (*cells, *[None] * (width - len(cells)))
    if extent(cells) > width:
        why = _("{file}: line {line} has {count} cells, the table {width} columns: is a delimiter within a text?")
        raise Refused(why.format(file=text.file.name, line=line, count=extent(cells), width=width))
    return tuple(cells[:width])
