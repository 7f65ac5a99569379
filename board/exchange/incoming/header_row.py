"""Where a table begins: which of its first rows is the header, what its columns are called, what stands above it."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from board.exchange.incoming.column_names import name_columns, said
from board.exchange.incoming.headings import heading
from board.locale import _
from board.model.incoming import Cell, Row

HEADER_WITHIN = 50
"""Rows among which the header is looked for; more above it is no title but another table."""
_ROWS_BELOW = 30
_MOST_TITLES = 10

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


def find_header(sample: Sequence[Row]) -> Head:
    """Return where the table begins: at the first row that looks like a header of the rows that follow.

    It is as wide as most of them, most of its cells are filled, and most of those are texts. A list of addresses alone
    has no header. Where no row looks like one, it is the first of words that name columns, though every row below is
    wider; else the first that is wide enough.

    Args:
        sample: The first rows of a file, blank ones too; at least one is not blank.
    """
    extents = [extent(row.cells) for row in sample]
    filled = [at for at, width in enumerate(extents) if width]
    if most_common(extents) == 1 and _is_address(sample[filled[0]]):
        return Head(filled[0], named=False, sure=True)
    for at in [at for at in filled if at < HEADER_WITHIN]:
        if _looks_like_header(sample, extents, at):
            return Head(at, named=True, sure=True)
    narrow = next((at for at in filled if at < HEADER_WITHIN and _names_columns(sample[at].cells)), None)
    if narrow is not None:  # every row below it has a comma too many
        return Head(narrow, named=True, sure=True)
    width = most_common(extents)
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


def _names_columns(cells: Sequence[Cell]) -> bool:
    """Say whether all cells of a row are texts, and most of them words of a header."""
    texts = [cell for column, cell in enumerate(cells) if is_filled(cells, column) and isinstance(cell, str)]
    if len(texts) < 2 or len(texts) < len(cells) or any(_FIGURE.fullmatch(text) for text in texts):
        return False
    said = [heading(text) for text in texts]
    known = sum(1 for one in said if one.roles or one.types or one.stages or one.sum)
    return any(one.roles for one in said) and known > 1 and 2 * known > len(texts)


def _width(rows: Sequence[Row]) -> int:
    """Return how many cells most rows of a table have; titles above a short one may outnumber its rows."""
    widths = [extent(row.cells) for row in rows]
    width = max(most_common(widths), 1)
    titles = next((at for at, one in enumerate(widths) if one > 1), len(widths))
    if width == 1 and titles <= min(_MOST_TITLES, len(widths) - 2) and not any(map(_is_address, rows[:titles])):
        return most_common(widths[titles:]) if min(widths[titles:]) > 1 else 1
    return width


def _is_address(row: Row) -> bool:
    cell = row.cells[0]
    return isinstance(cell, str) and bool(_ADDRESS.fullmatch(cell))


def most_common(widths: Sequence[int]) -> int:
    """Return how wide most rows are, the widest where several are as frequent; 0 where all are empty."""
    counts = Counter(width for width in widths if width)
    return max(counts, key=lambda width: (counts[width], width), default=0)
