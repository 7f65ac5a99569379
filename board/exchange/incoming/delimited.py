"""CSV: which delimiter, which line is the header, and the rows below it."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from board.exchange.incoming.column_names import MOST_COLUMNS, check_columns
from board.exchange.incoming.header_row import HEADER_WITHIN, extent, find_header, most_common, name_header, texts_above
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

_SEP = re.compile(r'"?sep=([^"\r\n])"?(?:\r\n|\r|\n|$)', re.IGNORECASE)
"""Excel's own first line: "sep=;"."""


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
    they would move figures into other columns. A row with more cells than the header keeps them all, so that it can be
    refused; empty ones at its end are no cells. `rows` leaves out blank lines only.

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
    width = len(header_row.cells)
    if not head.named or width > MOST_COLUMNS:
        width = max(extent(row.cells) for row in sample[head.at :])
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
        notices=text.notices + notices + (() if text.ended else (_unended(),)),
        rows=lambda: _rows(text, position, reading.delimiter, first, width),
        position=position.read,
    )


def _unended() -> str:
    return _("the last line does not end: make sure that nothing of the file was cut off")


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
    width = most_common(widths)
    if width < 2:
        # titles above a short table may outnumber its rows
        titles = next((at for at, one in enumerate(widths) if one > 1), len(widths))
        below = set(widths[titles:])
        texts = "".join(str(cell) for row in reading.rows for cell in row.cells)
        if len(widths) - titles < 2 or len(below) > 1 or titles > HEADER_WITHIN or "://" in texts:
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
    short = 0
    """Line of the last row that is not as wide as the header."""
    narrow = fewest = width
    """Cells of that one; of the shortest before it."""
    try:
        for cells in reader:
            if len(cells) == width:
                yield _row((begin, tuple(cells)))
            elif cells:
                if len(cells) < width:
                    fewest, narrow, short = min(fewest, narrow), len(cells), begin
                yield Row(begin, _fitted(cells, width))
            row, begin = begin, first + reader.line_num
    except csv.Error as error:
        raise Refused(_fault(error).format(file=text.file.name, line=begin)) from error
    if first < short == row and narrow < fewest and last not in "\r\n":
        # the last row is shorter than all before it, and its line does not end
        raise Refused(_("{file} breaks off in line {line}: send it again").format(file=text.file.name, line=row))


def _fitted(cells: list[str], width: int) -> tuple[Cell, ...]:
    """Return a row as wide as the header; where it holds more than that, with all that it holds."""
    return (*cells[: max(width, extent(cells))], *[None] * (width - len(cells)))
