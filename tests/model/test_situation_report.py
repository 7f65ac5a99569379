"""Does a comparison hold only like against like, and does it keep how firmly each number was said?"""

from datetime import UTC, datetime

import pytest

from board.model.figure import Quantity
from board.model.situation import (
    ActionView,
    AgencyView,
    ContentPanel,
    PartnerPanel,
    Situation,
    SourceView,
    Stages,
    StatementView,
)
from board.model.situation_report import Change, Comparison, Side, Turn, compare, stricter
from board.model.vocabulary import ActionStatus, AgencyKind, ContentType, Marking, Qualifier, Role, SourceKind, Stage

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
BKA = AgencyView("bka", "BKA", AgencyKind.POLICE, "DE")
EUROPOL = AgencyView("europol", "Europol", AgencyKind.EU_AGENCY, "EU")
SAID = StatementView(
    *("said", "spring", Stage.REMOVED, Quantity(9), ContentType.ITEM, (), EUROPOL, None, None, None, None, "9", True),
    SourceView("release", "Europol", "Release", None, None, "en", SourceKind.PRIMARY),
    None,
)
ABOUT, LEAST, MOST = Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.AT_MOST


def situation(
    stages: Stages,
    units: dict[ContentType, Stages] | None = None,
    partners: dict[AgencyView, dict[ContentType, Stages]] | None = None,
    statements: tuple[StatementView, ...] = (),
    *,
    exercise: bool = False,
    marking: Marking = Marking.CLEAR,
) -> Situation:
    """Return a situation with these tallies."""
    dates = ("2026", "2026-03", None)
    action = ActionView(
        "spring", "Spring", ActionStatus.ONGOING, *dates, None, None, None, exercise, None, (), (), (), None
    )
    return Situation(
        action=action,
        marking=marking,
        as_of=NOON,
        entries=1,
        head=None,
        stages=stages,
        content_types=tuple(ContentPanel(unit, found, (), ()) for unit, found in (units or {}).items()),
        partners=tuple(
            PartnerPanel(agency, (Role.SUPPORT,), None, {}, types, (), ()) for agency, types in (partners or {}).items()
        ),
        providers=(),
        statements=statements,
        disagreements=(),
        cautions=(),
        tempos={},
        tail=(),
        before=None,
        after=None,
    )


def between(before: Situation, after: Situation) -> Comparison:
    """Compare report 1 with report 2."""
    return compare((Side(1, NOON, "one", 1, None), before), (Side(2, NOON, "two", 2, None), after))


def change(before: Quantity | None, after: Quantity) -> Change:
    """Return what became of the removed."""
    stages = {Stage.REMOVED: before} if before is not None else {}
    return between(situation(stages), situation({Stage.REMOVED: after})).changes[0]


@pytest.mark.parametrize(
    ("before", "after", "turn", "by"),
    [
        (Quantity(100), Quantity(130), Turn.ROSE, Quantity(30)),
        (Quantity(130), Quantity(100), Turn.FELL, Quantity(30)),
        (None, Quantity(5, LEAST), Turn.NEW, Quantity(5, LEAST)),
        (Quantity(0), Quantity(5), Turn.ROSE, Quantity(5)),
        (Quantity(5), Quantity(0), Turn.FELL, Quantity(5)),
        (Quantity(100), Quantity(130, LEAST), Turn.ROSE, Quantity(30, LEAST)),
        (Quantity(100, LEAST), Quantity(130), Turn.ROSE, Quantity(30, MOST)),
        (Quantity(100, LEAST), Quantity(130, LEAST), Turn.ROSE, Quantity(30, ABOUT)),
        (Quantity(100), Quantity(130, ABOUT), Turn.ROSE, Quantity(30, ABOUT)),
        (Quantity(100), Quantity(90, LEAST), Turn.FELL, Quantity(10, MOST)),
        (Quantity(100, LEAST), Quantity(90), Turn.FELL, Quantity(10, LEAST)),
        (Quantity(100), Quantity(100, LEAST), Turn.FIRMNESS, Quantity(0, LEAST)),
    ],
)
def test_a_difference_is_as_firm_as_both(before: Quantity | None, after: Quantity, turn: Turn, by: Quantity) -> None:
    """ "at least 130" after 100 is at least 30 more; after "at least 100" nobody knows better than about."""
    found = change(before, after)
    assert (found.turn, found.by) == (turn, by)
    assert (found.before, found.after) == (before, after)


def test_what_stayed_is_left_out() -> None:
    """A tally that is the same, as firmly said, is no change."""
    same = situation({Stage.REMOVED: Quantity(7, ABOUT)}, {ContentType.VIDEO: {Stage.REMOVED: Quantity(7, ABOUT)}})
    found = between(same, same)
    assert (found.changes, found.partners, found.joined, found.statements) == ((), (), (), ())


def test_only_like_is_held_against_like() -> None:
    """Each stage, unit and partner for itself: 5 videos gone to 5 accounts are two changes, and none is 0."""
    before = situation(
        {Stage.REMOVED: Quantity(5), Stage.REFERRED: Quantity(9)},
        {ContentType.VIDEO: {Stage.REMOVED: Quantity(5)}, ContentType.ACCOUNT: {}},
        {BKA: {ContentType.VIDEO: {Stage.REMOVED: Quantity(5)}}},
    )
    after = situation(
        {Stage.REMOVED: Quantity(5), Stage.REFERRED: Quantity(9), Stage.HELD: Quantity(1)},
        {ContentType.VIDEO: {Stage.REMOVED: Quantity(0)}, ContentType.ACCOUNT: {Stage.REMOVED: Quantity(5)}},
        {
            BKA: {ContentType.VIDEO: {Stage.REMOVED: Quantity(0)}},
            EUROPOL: {ContentType.ACCOUNT: {Stage.REMOVED: Quantity(5)}},
        },
    )
    found = between(before, after)
    assert [(one.stage, one.unit, one.before, one.after) for one in found.changes] == [
        (Stage.HELD, None, None, Quantity(1)),
        (Stage.REMOVED, ContentType.VIDEO, Quantity(5), Quantity(0)),
        (Stage.REMOVED, ContentType.ACCOUNT, None, Quantity(5)),
    ]
    assert [(one.partner, one.unit, one.turn) for one in found.partners] == [
        (BKA, ContentType.VIDEO, Turn.FELL),
        (EUROPOL, ContentType.ACCOUNT, Turn.NEW),
    ]
    assert found.joined == (EUROPOL,)


def test_statements_that_came_in_between() -> None:
    """What the later one has and the earlier one had not; never added to a tally."""
    found = between(situation({}), situation({}, statements=(SAID,)))
    assert found.statements == (SAID,)
    assert found.changes == ()
    assert between(situation({}, statements=(SAID,)), situation({}, statements=(SAID,))).statements == ()


def test_the_edges_are_those_of_the_stricter() -> None:
    """An exercise on either side makes it one, and the stricter marking counts."""
    one, other = situation({}, exercise=True, marking=Marking.GREEN), situation({}, marking=Marking.AMBER)
    for found in (between(one, other), between(other, one)):
        assert (found.exercise, found.marking) == (True, Marking.AMBER)
    assert stricter(Marking.AMBER, Marking.AMBER_STRICT) == Marking.AMBER_STRICT
    assert stricter(Marking.CLEAR, Marking.CLEAR) == Marking.CLEAR
