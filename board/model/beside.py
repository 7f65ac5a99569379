"""What the ledger has counted beside a published figure. The two are held against each other and never added."""

from typing import NamedTuple

from board.model.figure import Quantity
from board.model.situation import Situation, StatementView
from board.model.vocabulary import LEDGER_STAGES, ContentType


class Beside(NamedTuple):
    """The tally of the same stage and unit as a statement."""

    tally: Quantity
    difference: int
    """The tally's number less the published one."""
    fits: bool
    """Whether one true count could satisfy both."""


def beside(said: StatementView, situation: Situation) -> Beside | None:
    """Return the tally that a statement can be held against, None where there is none.

    Only like is held against like: the same stage; a partner's part against that partner's tally; "items", the mixed
    unit, against every unit together. A part that is not a partner's has no tally.
    """
    if said.quantity is None or said.stage not in LEDGER_STAGES or said.part is not None:
        return None
    if said.share_of is not None:
        panel = next((one for one in situation.partners if one.agency.slug == said.share_of.slug), None)
        if panel is None:
            return None
        stages = panel.stages if said.unit == ContentType.ITEM else panel.types.get(said.unit)
    elif said.unit == ContentType.ITEM:
        stages = situation.stages
    else:
        stages = next((one.stages for one in situation.content_types if one.type == said.unit), None)
    tally = stages.get(said.stage) if stages else None
    if tally is None:
        return None
    return Beside(tally, tally.value - said.quantity.value, tally.compatible(said.quantity))
