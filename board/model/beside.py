"""What the ledger has counted beside a published figure. The two are held against each other and never added."""

from typing import NamedTuple

from board.model.figure import Quantity, weakest
from board.model.situation import Situation, Stages, StatementView
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, ContentType, Qualifier


class Beside(NamedTuple):
    """The tally of the same stage as a statement, of the same unit or of the units that it mixes."""

    tally: Quantity
    difference: Quantity | None
    """By how many the tally's number differs from the published one, less than 0 where it is below it; as firm as the
    two are. None where the tally is of one unit and the statement of a mixture: these are not compared."""
    fits: bool
    """Whether the tally's number satisfies what was published, as 133 satisfies "more than 100"."""
    units: tuple[ContentType, ...] = ()
    """What the tally is of where it is not the very unit of the statement."""


def beside(said: StatementView, situation: Situation) -> Beside | None:
    """Return the tally that a statement can be held against, None where there is none.

    Only like is held against like: the same stage; a partner's part against that partner's tally; a unit against the
    same unit. "Items" are the mixed unit of communiqués: they are held against what was counted as items and of those
    units together that the source names (of every unit, where it names none), if more than one of these was counted. A
    part that is not a partner's has no tally.
    """
    if said.quantity is None or said.stage not in LEDGER_STAGES or said.part is not None:
        return None
    counted: dict[ContentType, Stages] = {one.type: one.stages for one in situation.content_types}
    if said.share_of is not None:
        slug = said.share_of.slug
        counted = next((one.types for one in situation.partners if one.agency.slug == slug), {})
    mixed = said.unit == ContentType.ITEM
    wanted = {said.unit, *(said.of or LEDGER_TYPES)} if mixed else {said.unit}
    tallies = {
        unit: counted[unit][said.stage]
        for unit in LEDGER_TYPES
        if unit in wanted and said.stage in counted.get(unit, {})
    }
    if not tallies:
        return None
    tally = Quantity(sum(one.value for one in tallies.values()), weakest(*(one.qualifier for one in tallies.values())))
    units = () if tallies.keys() == {said.unit} else tuple(tallies)
    if len(units) == 1:
        return Beside(tally, None, fits=False, units=units)
    return Beside(tally, _difference(tally, said.quantity), _satisfies(tally.value, said.quantity), units)


def _satisfies(number: int, published: Quantity) -> bool:
    """Say whether a number is what was published: nobody says how wide "about" is, so it lets only itself pass."""
    if published.qualifier == Qualifier.AT_LEAST:
        return number >= published.value
    if published.qualifier == Qualifier.AT_MOST:
        return number <= published.value
    return number == published.value


def _difference(tally: Quantity, published: Quantity) -> Quantity:
    """Return how far a tally's number is from the published one: "at least 5" is at most 3 below 8."""
    away = tally.value - published.value
    if Qualifier.ABOUT in (tally.qualifier, published.qualifier):
        return Quantity(away, Qualifier.ABOUT)
    if tally.qualifier == Qualifier.EXACT:
        return Quantity(away)
    grows = (tally.qualifier == Qualifier.AT_LEAST) == (away > 0)
    return Quantity(away, Qualifier.AT_LEAST if grows else Qualifier.AT_MOST)
