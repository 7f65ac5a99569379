"""How figures are laid on the wall: as large as all of them have room, on several turns where one has none."""

from collections.abc import Hashable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from textual.content import Content

from board.ui.drawing import ACCENT, fit, text
from board.ui.widgets.wall.cell import (
    GUTTER,
    Cell,
    Scale,
    body_height,
    body_lines,
    fits,
    shape,
    sign_lines,
    title_height,
    title_lines,
)
from board.ui.widgets.wall.glyphs import NUMBERS

SCALES = (
    *(Scale(digits, 3, 3) for digits in (7, 6)),
    *(Scale(digits, 2, 2) for digits in (6, 5, 4)),
    *(Scale(digits, 1, 1) for digits in (5, 4, 3, 2)),
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

    @property
    def gutter(self) -> int:
        """Cells before each figure, for the signs of those that contradict the one before."""
        return GUTTER if any(cell.sign for cell in self.cells) else 0


class Laid(NamedTuple):
    """Some figures in one row of the wall."""

    band: Band
    cells: tuple[Cell, ...]
    width: int
    """Cells of each, without its gutter."""
    title: int
    """Lines of the highest title."""
    height: int
    """Lines in all, without the heading."""


class Turn(NamedTuple):
    """What is shown at once."""

    scale: Scale
    rows: tuple[Laid, ...]


def least_scale(width: int, height: int) -> Scale:
    """Return the scale below which figures go rather to another turn: it is read from six metres."""
    if width >= 200 and height >= 60:
        return Scale(3, 1, 1)
    return Scale(2, 1, 1) if width >= 130 and height >= 36 else Scale(1, 0, 0)


def lay(bands: Sequence[Band], width: int, height: int) -> tuple[Turn, ...]:
    """Return the figures in as few turns as the least scale allows, and on each as large as they have room there.

    Args:
        bands: What the page shows, in order.
        width: Cells of the page.
        height: Lines of the page.
    """
    least = SCALES.index(least_scale(width, height))
    whole = _at_once(bands, SCALES[: least + 1], width, height)
    if whole is not None:
        return (whole,)
    for scale in SCALES[least:]:
        turns = _in_turns(bands, scale, width, height)
        if turns is not None:
            return tuple(_enlarged(turn, SCALES[:least], width, height) for turn in turns)
    return tuple(Turn(SCALES[-1], (row,)) for row in _rows(bands, SCALES[-1], 1, width))


def _enlarged(turn: Turn, larger: Sequence[Scale], width: int, height: int) -> Turn:
    """Return a turn as large as it has room by itself; its words are never smaller than they were."""
    digits = (turn.scale._replace(digits=size) for size in range(len(NUMBERS), turn.scale.digits, -1))
    return _at_once(_bands(turn), (*larger, *digits), width, height) or turn


def shapes(bands: Sequence[Band]) -> tuple[object, ...]:
    """Return that of bands on which it depends how they are laid."""
    return tuple((band.heading, tuple(map(shape, band.cells))) for band in bands)


def filled(turns: Sequence[Turn], bands: Sequence[Band]) -> tuple[Turn, ...]:
    """Return turns as they were laid, with the figures of other bands of the same shape."""
    cells = iter([cell for band in bands for cell in band.cells])
    return tuple(
        turn._replace(rows=tuple(row._replace(cells=tuple(islice(cells, len(row.cells)))) for row in turn.rows))
        for turn in turns
    )


def _bands(turn: Turn) -> list[Band]:
    """Return what a turn shows, as if it were all there is."""
    bands: list[Band] = []
    for row in turn.rows:
        if bands and bands[-1].heading == row.band.heading:
            bands[-1] = Band(row.band.heading, (*bands[-1].cells, *row.cells))
        else:
            bands.append(Band(row.band.heading, row.cells))
    return bands


def _at_once(bands: Sequence[Band], scales: Sequence[Scale], width: int, height: int) -> Turn | None:
    """Return everything on one turn at the largest scale at which it has room; None where it has at none of them."""
    for scale in scales:
        best: tuple[int, Turn] | None = None
        for columns in _columns(bands, scale, width):
            turns = _packed(_rows(bands, scale, columns, width), height)
            if turns is not None and len(turns) == 1:
                holes = _holes(bands, columns)
                if best is None or holes < best[0]:
                    best = holes, Turn(scale, turns[0])
        if best is not None:
            return best[1]
    return None


def _in_turns(bands: Sequence[Band], scale: Scale, width: int, height: int) -> tuple[Turn, ...] | None:
    """Return everything in turns at a scale of digits; None where something has no room by itself.

    Words in large letters are worth a turn more.
    """
    best: tuple[tuple[int, int], tuple[Turn, ...]] | None = None
    small = ((scale.titles, scale.captions), (scale.titles, 0), (0, scale.captions), (0, 0))
    for lost, (titles, captions) in enumerate(dict.fromkeys(small)):
        here = scale._replace(titles=titles, captions=captions)
        for columns in _columns(bands, here, width):
            turns = _packed(_rows(bands, here, columns, width), height)
            if turns is None:
                continue
            worth = (len(turns) + (lost > 0) + (lost > 2), _holes(bands, columns))
            if best is None or worth < best[0]:
                best = worth, tuple(Turn(here, turn) for turn in turns)
    return best and best[1]


def _columns(bands: Sequence[Band], scale: Scale, width: int) -> list[int]:
    """Return in how many columns each figure has room for its number, its title and its caption."""
    widest = max((len(band.cells) for band in bands), default=1)
    most = min(widest, max(1, (width + GAP) // (LEAST_COLUMN + GAP)))
    return [
        columns
        for columns in range(1, most + 1)
        if all(
            fits(cell, scale, _column(band, columns, width), alone=min(columns, len(band.cells)) == 1)
            for band in bands
            for cell in band.cells
        )
    ]


def _holes(bands: Sequence[Band], columns: int) -> int:
    """Return how many places stay empty at the ends of bands."""
    return sum(-len(band.cells) % min(columns, len(band.cells)) for band in bands if band.cells)


def _column(band: Band, columns: int, width: int) -> int:
    count = min(columns, len(band.cells)) or 1
    return (width - GAP * (count - 1)) // count - band.gutter


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
    every = list(rows)
    for place, row in enumerate(every):
        begins = row.band.gutter and (not place or every[place - 1].band is not row.band)
        whole = 2 + sum(one.height + 1 for one in every[place:] if one.band is row.band) if begins else 0
        first = not turns or row.height + 1 + _heading_height(row, turns[-1]) > left
        if first or left < whole <= height + 1:  # what contradicts each other stands on one turn where it has room
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


def drawn(turn: Turn, width: int, height: int, marked: frozenset[Hashable]) -> list[Content]:
    """Return a turn in exactly `height` lines of `width` cells, its rows spread over them.

    Args:
        turn: What is shown.
        width: Cells.
        height: Lines.
        marked: Keys of the figures that changed a moment ago.
    """
    rows = turn.rows
    blocks = [
        _heading(row, rows[:number], width) + _row(row, turn.scale, width, marked) for number, row in enumerate(rows)
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


def _row(row: Laid, scale: Scale, width: int, marked: frozenset[Hashable]) -> list[Content]:
    columns = []
    blank = Content(" " * row.width)
    for cell in row.cells:
        is_marked = cell.key in marked
        title = title_lines(cell, scale, row.width, is_marked)
        body = body_lines(cell, scale, row.width, is_marked)
        block = [*[blank] * (row.title - len(title)), *title, *body]
        block += [blank] * (row.height - len(block))
        if row.band.gutter:
            signs = [" " * GUTTER] * row.title + sign_lines(cell, row.height - row.title)
            block = [Content.assemble(text(sign, ACCENT), line) for sign, line in zip(signs, block, strict=True)]
        columns.append(block)
    gap = " " * GAP
    joined = [Content(gap).join(line) for line in zip(*columns, strict=True)]
    return [fit(line, width) for line in joined]
