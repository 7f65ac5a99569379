"""Whether a number said is a number known: the very one, or rounded, and true and near."""

from enum import IntEnum

from board.exchange.checking.qualifiers import Said
from board.model.figure import Quantity
from board.model.vocabulary import Qualifier


class Near(IntEnum):
    """How near."""

    NOT = 0
    ROUNDED = 1
    SAME = 2


FARTHEST = 0.16
"""Of the known number: what is farther away is no rounding of it."""


def nearness(low: int, high: int, said: Said, known: int) -> Near:
    """Return whether a number as said is the known one.

    Args:
        low: The number, or where its range begins.
        high: Where it ends; the same for no range.
        said: How firmly it is said.
        known: The board's.
    """
    if low == high == known:
        return Near.SAME
    if low != high:
        return Near.ROUNDED if low <= known <= high and high - low <= max(known * 0.5, 2) else Near.NOT
    if said.qualifier in (None, Qualifier.EXACT) or known < 10 or not low:
        return Near.NOT
    step = _step(low)
    away = known - low
    if step < 5 and abs(away) > 5:
        return Near.NOT
    if said.qualifier == Qualifier.AT_LEAST:
        near = 0 < away < step
    elif said.qualifier == Qualifier.AT_MOST:
        near = 0 < -away < step
    else:
        near = abs(away) < step and abs(away) <= known * 0.06
    return Near.ROUNDED if near and abs(away) <= known * FARTHEST else Near.NOT


def _step(number: int) -> int:
    """Return how coarsely a number is rounded: 24 000 to 1 000."""
    step = 1
    while number % (step * 10) == 0:
        step *= 10
    if step >= 10 and number % (step * 5) == 0 and number // step >= 10:
        return step * 5  # 2 500 may stand for what lies up to 3 000
    return step


def firmness(said: Said, low: int, known: Quantity) -> str | None:
    """Return in what a draft's qualifier goes beyond the board's: "dropped", "hardened", None where it is true.

    Args:
        said: The draft's.
        low: Its number.
        known: The board's figure, which is near to it.
    """
    board = known.qualifier
    if said.qualifier is None:
        return None if board == Qualifier.EXACT else "dropped"
    if said.qualifier == Qualifier.EXACT:
        return None if board == Qualifier.EXACT else "hardened"
    if said.qualifier == Qualifier.ABOUT:
        return None
    if board == Qualifier.EXACT:
        return "hardened" if said.beyond and low == known.value else None
    return None if board == said.qualifier else "hardened"
