"""Situation reports: situations that were frozen with their number, and what two of them differ in."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from board.model.figure import Quantity, upside_down, weakest
from board.model.situation import AgencyView, EntryView, Situation, Stages, StatementView
from board.model.vocabulary import ContentType, Marking, Stage


class Head(NamedTuple):
    """The last entry of a ledger, which by its hash stands for all that went before."""

    site: str
    seq: int
    hash: str
    """SHA-256, hexadecimal."""


class ReportLine(NamedTuple):
    """A situation report in a list."""

    number: int
    """From 1 within its action, without a gap."""
    taken_at: datetime
    operator: str
    entries: int
    """Of the action."""
    head: Head | None
    """None while the ledger was empty."""
    stages: Stages | None
    """Its tallies; None where another program changed them."""


class SituationReports(NamedTuple):
    """The situation reports of an action, the newest first."""

    marking: Marking
    as_of: datetime
    action: str
    """Slug."""
    action_name: str
    exercise: bool
    reports: tuple[ReportLine, ...]
    reports_in_all: int
    """However many are left out here."""


class SituationReport(NamedTuple):
    """A situation that was frozen. What it says is of then; only `marking` and `exercise` mind what is now as well."""

    marking: Marking
    """The stricter of that of then and that of now."""
    as_of: datetime
    """When it was frozen."""
    exercise: bool
    number: int
    operator: str
    head: Head | None
    """None while the ledger was empty."""
    digest: str
    """SHA-256 of the report as it is kept, hexadecimal."""
    situation: Situation


class Turn(StrEnum):
    """What became of a tally from one report to a later one."""

    NEW = "new"
    ROSE = "rose"
    FELL = "fell"
    FIRMNESS = "firmness"
    """The number is the same, and is said more or less firmly."""


class Change(NamedTuple):
    """A tally in two reports: of one stage, and of one content type or of all by name."""

    stage: Stage
    unit: ContentType | None
    """None for "all"."""
    partner: AgencyView | None
    """Whose part it is; None for that of everybody."""
    before: Quantity | None
    """None where nothing had been counted."""
    after: Quantity
    turn: Turn

    @property
    def by(self) -> Quantity:
        """By how much it rose or fell, as firm as both: "at least 130" after "at least 100" is about 30 more."""
        before = self.before or Quantity(0)
        firmness = weakest(self.after.qualifier, upside_down(before.qualifier))
        difference = self.after.value - before.value
        return Quantity(abs(difference), upside_down(firmness) if difference < 0 else firmness)


class Side(NamedTuple):
    """One of two situations that are held against each other."""

    number: int | None
    """Of the report; None for the situation of now."""
    as_of: datetime
    operator: str | None
    entries: int
    head: str | None


class Comparison(NamedTuple):
    """What rose, fell, came new and was corrected from one report to a later one, or to now."""

    marking: Marking
    as_of: datetime
    action: str
    """Slug."""
    action_name: str
    exercise: bool
    earlier: Side
    later: Side
    changes: tuple[Change, ...]
    """Of the action: by stage, of all units and of each."""
    partners: tuple[Change, ...]
    """Of each partner: by stage and unit."""
    joined: tuple[AgencyView, ...]
    """Partners that were not there before."""
    statements: tuple[StatementView, ...]
    """What the later one has that had not been published, or had not come in, before."""
    corrections: tuple[EntryView, ...]
    """Entries in between that take back or count less, the newest first; their notes say why."""
    corrections_in_all: int
    """However many are left out here."""


def stricter(one: Marking, other: Marking) -> Marking:
    """Return that marking which lets fewer people see what is marked."""
    order = tuple(Marking)
    return order[min(order.index(one), order.index(other))]


def compare(
    earlier: tuple[Side, Situation],
    later: tuple[Side, Situation],
    corrections: tuple[EntryView, ...] = (),
    corrections_in_all: int = 0,
) -> Comparison:
    """Return what changed between two situations of one action. Only like is held against like.

    Args:
        earlier: The one, and what it is called.
        later: The other.
        corrections: Entries of the ledger between the two that take back or count less, the newest first.
        corrections_in_all: How many there are.
    """
    (one, before), (other, after) = earlier, later
    units = {panel.type: panel.stages for panel in before.content_types}
    changes = [*_changes(None, None, before.stages, after.stages)]
    for panel in after.content_types:
        changes += _changes(panel.type, None, units.get(panel.type, {}), panel.stages)
    known = {panel.agency.slug: panel for panel in before.partners}
    partners: list[Change] = []
    for partner in after.partners:
        types = known[partner.agency.slug].types if partner.agency.slug in known else {}
        for unit, stages in partner.types.items():
            partners += _changes(unit, partner.agency, types.get(unit, {}), stages)
    said = {statement.slug for statement in before.statements}
    return Comparison(
        marking=stricter(before.marking, after.marking),
        as_of=other.as_of,
        action=after.action.slug,
        action_name=after.action.name,
        exercise=before.action.exercise or after.action.exercise,
        earlier=one,
        later=other,
        changes=tuple(changes),
        partners=tuple(partners),
        joined=tuple(partner.agency for partner in after.partners if partner.agency.slug not in known),
        statements=tuple(statement for statement in after.statements if statement.slug not in said),
        corrections=corrections,
        corrections_in_all=corrections_in_all,
    )


def _changes(unit: ContentType | None, partner: AgencyView | None, before: Stages, after: Stages) -> Iterable[Change]:
    for stage in Stage:
        now, then = after.get(stage), before.get(stage)
        if now is not None and now != then:
            yield Change(stage, unit, partner, then, now, _turn(then, now))


def _turn(before: Quantity | None, after: Quantity) -> Turn:
    if before is None:
        return Turn.NEW
    if before.value == after.value:
        return Turn.FIRMNESS
    return Turn.ROSE if after.value > before.value else Turn.FELL
