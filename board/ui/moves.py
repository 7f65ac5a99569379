"""Moving between panels: which one lies next in a direction, as the eye sees it."""

from collections.abc import Iterable

from textual.geometry import Region
from textual.widget import Widget

DIRECTIONS = {"left": (-1, 0), "right": (1, 0), "up": (0, -1), "down": (0, 1)}


def next_in(direction: str, here: Widget, others: Iterable[Widget]) -> Widget | None:
    """Return the nearest widget in a direction, None at the edge.

    The way along the direction counts once, the way across it four times: right means right before it means near.
    """
    across, along = DIRECTIONS[direction]
    best: tuple[int, Widget] | None = None
    for other in others:
        if other is here:
            continue
        ahead, aside = _distance(here.region, other.region, across, along)
        if ahead > 0:
            cost = ahead + 4 * aside
            if best is None or cost < best[0]:
                best = (cost, other)
    return best and best[1]


def _distance(here: Region, there: Region, across: int, along: int) -> tuple[int, int]:
    """Return how far `there` lies ahead, and how far it is out of line (0 while the two overlap across the way)."""
    if across:
        ahead = (there.x - here.x) * across
        aside = max(0, there.y - here.bottom + 1, here.y - there.bottom + 1)
    else:
        ahead = (there.y - here.y) * along
        aside = max(0, there.x - here.right + 1, here.x - there.right + 1)
    return ahead, aside
