"""How figures are laid on the wall: as large as all of them have room, on several turns where one has none."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from board.ui.drawing import ACCENT, fit, text
from board.ui.widgets.wall.cell import Cell, Scale, body_height, body_lines, fits, title_height, title_lines

SCALES = (
    *(Scale(digits, 3, 3) for digits in (9, 8, 7, 6)),
    *(Scale(digits, 2, 2) for digits in (5, 4)),
    *(Scale(digits, 1, 1) for digits in (4, 3, 2)),
    Scale(2, 0, 0),
    Scale(1, 0, 0),
    Scale(0, 0, 0),
)
"""From the largest to the smallest."""

LEAST_COLUMN = 24
"""Cells that a figure's words need."""

GAP = 3
"""Cells between two columns."""


class Band(NamedTuple):
    """Figures that belong together, under one heading."""

    heading: str
    cells: tuple[Cell, ...]


class Laid(NamedTuple):
    """Some figures in one row of the wall."""

    band: Band
    cells: tuple[Cell, ...]
    width: int
    """Cells of each."""
    title: int
    """Lines of the highest title."""
    height: int
    """Lines in all, without the heading."""


class Sheet(NamedTuple):
    """What a page shows: its turns, each with the rows that it holds."""

    scale: Scale
    turns: tuple[tuple[Laid, ...], ...]


def least_scale(width: int, height: int) -> Scale:
    """Return the scale below which figures go rather to another turn: it is read from six metres."""
    if width >= 200 and height >= 60:
        return Scale(3, 1, 1)
    return Scale(2, 1, 1) if width >= 130 and height >= 36 else Scale(1, 0, 0)


def lay(bands: Sequence[Band], width: int, height: int) -> Sheet:
    """Return the figures in as few turns as the least scale allows, and there as large as they have room.

    Args:
        bands: What the page shows, in order.
        width: Cells of the page.
        height: Lines of the page.
    """
    least = SCALES.index(least_scale(width, height))
    for scale in SCALES[: least + 1]:
        sheet = _best(bands, scale, width, height, most=1)
        if sheet is not None:
            return sheet
    for scale in SCALES[least:]:
        sheet = _best(bands, scale, width, height, most=None)
        if sheet is not None:
            return sheet
    return Sheet(SCALES[-1], tuple((row,) for row in _rows(bands, SCALES[-1], 1, width)))


def _best(bands: Sequence[Band], scale: Scale, width: int, height: int, most: int | None) -> Sheet | None:
    """Return the sheet of fewest turns at a scale of digits and captions; None where something has no room."""
    best: tuple[tuple[int, int, int], Sheet] | None = None
    widest = max((len(band.cells) for band in bands), default=1)
    for titles in dict.fromkeys((scale.titles, min(scale.titles, 1), 0)):
        here = scale._replace(titles=titles)
        for columns in range(1, min(widest, max(1, (width + GAP) // (LEAST_COLUMN + GAP))) + 1):
            if not all(fits(cell, here, _column(band, columns, width)) for band in bands for cell in band.cells):
                continue
            turns = _packed(_rows(bands, here, columns, width), height)
            if turns is None or (most is not None and len(turns) > most):
                continue
            holes = sum(-len(band.cells) % min(columns, len(band.cells) or 1) for band in bands)
            worth = (len(turns), -titles, holes)
            if best is None or worth < best[0]:
                best = worth, Sheet(here, turns)
    return best and best[1]


def _column(band: Band, columns: int, width: int) -> int:
    count = min(columns, len(band.cells)) or 1
    return (width - GAP * (count - 1)) // count


def _rows(bands: Sequence[Band], scale: Scale, columns: int, width: int) -> Iterator[Laid]:
    """Yield the rows of all bands; the figures of a row stand level, below the highest of its titles."""
    for band in bands:
        room = _column(band, columns, width)
        count = min(columns, len(band.cells)) or 1
        for start in range(0, len(band.cells), count):
            cells = band.cells[start : start + count]
            title = max(title_height(cell, scale, room) for cell in cells)
            body = max(body_height(cell, scale, room) for cell in cells)
            yield Laid(band, cells, room, title, title + body)


def _packed(rows: Iterator[Laid], height: int) -> tuple[tuple[Laid, ...], ...] | None:
    """Return the rows in turns of at most `height` lines, a blank one between two; None where one is higher."""
    turns: list[list[Laid]] = []
    left = 0
    for row in rows:
        first = not turns or row.height + 1 + _heading_height(row, turns[-1]) > left
        if first:
            turns.append([])
            left = height + 1
        needed = row.height + 1 + _heading_height(row, turns[-1])
        if needed > left:
            return None
        left -= needed
        turns[-1].append(row)
    return tuple(tuple(turn) for turn in turns)


def _heading_height(row: Laid, turn: Sequence[Laid]) -> int:
    """Return the lines of a row's heading: it stands above the first row of its band, on every turn anew."""
    return 2 if row.band.heading and (not turn or turn[-1].band is not row.band) else 0


def drawn(sheet: Sheet, turn: int, width: int, height: int, marked: frozenset[object]) -> list[Content]:
    """Return a turn in exactly `height` lines of `width` cells, its rows spread over them.

    Args:
        sheet: What the page shows.
        turn: Which of its turns, from 0.
        width: Cells.
        height: Lines.
        marked: Keys of the figures that changed a moment ago.
    """
    if not sheet.turns:
        return [Content(" " * width)] * height
    rows = sheet.turns[turn]
    blocks = [
        _heading(row, rows[:number], width) + _row(row, sheet.scale, width, marked) for number, row in enumerate(rows)
    ]
    spare = max(0, height - sum(map(len, blocks)) - len(blocks) + 1)
    between = min(spare // (len(blocks) + 1), 6)
    blank = Content(" " * width)
    lines = [blank] * min(between, spare)
    for number, block in enumerate(blocks):
        lines += [*([blank] * (between + 1) if number else []), *block]
    return [*lines, *[blank] * max(0, height - len(lines))][:height]


def _heading(row: Laid, before: Sequence[Laid], width: int) -> list[Content]:
    if not _heading_height(row, before):
        return []
    rule = "─" * max(0, width - Content(row.band.heading).cell_length - 1)
    return [
        fit(Content.assemble(text(row.band.heading, ACCENT), text(f" {rule}", "$frame")), width),
        Content(" " * width),
    ]


def _row(row: Laid, scale: Scale, width: int, marked: frozenset[object]) -> list[Content]:
    columns = []
    blank = Content(" " * row.width)
    for cell in row.cells:
        is_marked = cell.key in marked
        title = title_lines(cell, scale, row.width, is_marked)
        body = body_lines(cell, scale, row.width, is_marked)
        block = [*[blank] * (row.title - len(title)), *title, *body]
        columns.append([*block, *[blank] * (row.height - len(block))])
    gap = " " * GAP
    joined = [Content(gap).join(line) for line in zip(*columns, strict=True)]
    return [fit(line, width) for line in joined]
