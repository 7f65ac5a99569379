"""How much of what was referred was removed, where the two can be compared at all."""

from typing import NamedTuple

from board.model.figure import Quantity, share
from board.model.situation import Situation
from board.model.vocabulary import Stage


class RemovalRate(NamedTuple):
    """Removed beside referred, of one action."""

    removed: Quantity
    referred: Quantity
    per_cent: Quantity | None
    """Of what was referred; None where more was removed than referred, be it of a single unit: then not everything that
    was removed had been referred, and a percentage would say so."""


def removal_rate(situation: Situation) -> RemovalRate | None:
    """Return how much of what was referred was removed, None where nothing was counted of either.

    The percentage is within "all", but unit by unit everything that was removed must lie within what was referred:
    videos that were removed are no part of accounts that were referred. It is as firm as its parts, never above 100,
    and true only as of the situation.
    """
    referred, removed = situation.stages.get(Stage.REFERRED), situation.stages.get(Stage.REMOVED)
    if referred is None or removed is None:
        return None
    nothing = Quantity(0)
    within = all(
        panel.stages.get(Stage.REMOVED, nothing).value <= panel.stages.get(Stage.REFERRED, nothing).value
        for panel in situation.content_types
    )
    return RemovalRate(removed, referred, share(removed, referred) if within else None)
