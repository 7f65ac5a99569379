"""What the board says, in as few lines as it may cover: on a small screen two, over the end of the ledger."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.geometry import Size

from board.ui.drawing import broken, fit, text

NARROW, LOW = 100, 34
"""Columns and lines below which what is said takes two lines over the whole width (`board.tcss` says the same)."""

EDGES = 4
"""Cells at the sides of what is said, and one to spare."""


class Room(NamedTuple):
    """How much may be said at once."""

    lines: int
    cells: int


def room_on(size: Size) -> Room:
    """Return how much may be said on a screen of a size."""
    if size.width < NARROW or size.height < LOW:
        return Room(2, max(20, size.width - EDGES))
    return Room(6, min(60, size.width // 2) - EDGES)


def cut(said: Sequence[str], room: Room) -> str:
    """Return several sentences in as many lines as there is room, each its share; what has no room ends with "…".

    Args:
        said: The oldest first; where there are more of them than lines, the last ones are kept.
        room: For all of them.
    """
    kept = said[-room.lines :]
    lines: list[str] = []
    for left, one in zip(range(len(kept), 0, -1), kept, strict=True):
        share = (room.lines - len(lines)) // left
        lines += [fit(text(line), room.cells).plain.rstrip() for line in broken(one, room.cells, share)]
    return "\n".join(lines)
