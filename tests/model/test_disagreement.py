"""Are drifts found where two sources contradict each other, and only there?"""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.model.disagreement import contradiction, drifts_between, find_disagreements, readings
from board.model.figure import Quantity
from board.model.situation import AgencyView, DisagreementView, SourceView, StatementView
from board.model.vocabulary import AgencyKind, ContentType, Drift, Qualifier, SourceKind, Stage

AT_LEAST = Qualifier.AT_LEAST
POLICE = AgencyView("federal-police-be", "Federal Police", AgencyKind.POLICE, "BE")
EUROPOL = AgencyView("europol", "Europol", AgencyKind.EU_AGENCY, "EU")
BKA = AgencyView("bka", "Federal Criminal Police Office (BKA)", AgencyKind.POLICE, "DE")
SOURCE = SourceView("release", "Europol", "Release", "2019-11-25", None, "en", SourceKind.PRIMARY)

REMOVED = StatementView(
    slug="removed",
    subject="is-2019-11",
    stage=Stage.REMOVED,
    quantity=Quantity(26_000, AT_LEAST),
    unit=ContentType.ITEM,
    of=(),
    agency=POLICE,
    share_of=None,
    part=None,
    since=None,
    as_of="2019-11-25",
    wording="plus de 26 000 sujets",
    quoted=True,
    source=SOURCE,
    note=None,
)
REFERRED = REMOVED._replace(slug="referred", stage=Stage.REFERRED, agency=EUROPOL, as_of="2019-11-24")
ELEVEN = REMOVED._replace(slug="eleven", stage=Stage.TOOK_PART, unit=ContentType.COUNTRY, quantity=Quantity(11))
TWELVE = ELEVEN._replace(slug="twelve", quantity=Quantity(12), agency=EUROPOL)

UNITS = (ContentType.ITEM, ContentType.VIDEO, ContentType.ACCOUNT)
STATEMENTS = st.builds(
    StatementView,
    slug=st.text("abcdef", min_size=4, max_size=8),
    subject=st.sampled_from(["is-2019-11", "amaq-2018"]),
    stage=st.sampled_from([Stage.REMOVED, Stage.REFERRED, Stage.TOOK_PART]),
    quantity=st.none() | st.builds(Quantity, st.integers(10, 12), st.sampled_from(Qualifier)),
    unit=st.sampled_from(UNITS),
    of=st.lists(st.sampled_from(UNITS), max_size=2).map(tuple),
    agency=st.sampled_from([POLICE, EUROPOL]),
    share_of=st.sampled_from([None, None, BKA]),
    part=st.sampled_from([None, None, "22 Nov 2019"]),
    since=st.none(),
    as_of=st.sampled_from([None, "2019-11-24", "2019-11-25"]),
    wording=st.just("words"),
    quoted=st.booleans(),
    source=st.just(SOURCE),
    note=st.none(),
)


def _linked(drift: Drift, *statements: StatementView) -> DisagreementView:
    return DisagreementView("curated", "what was done with the 26 000", (drift,), statements)


def test_same_number_other_verb_other_agency() -> None:
    """The key case: more than 26 000 removed (police) beside over 26 000 referred (Europol)."""
    assert drifts_between(REMOVED, REFERRED) == (Drift.STAGE,)


def test_one_agency_may_use_two_verbs() -> None:
    """An agency that says how many it referred and that as many were removed contradicts nobody."""
    assert drifts_between(REMOVED, REFERRED._replace(agency=POLICE)) == ()


def test_same_number_other_unit_other_agency() -> None:
    """26 000 items here and 26 000 accounts there: one of the units is wrong."""
    assert drifts_between(REMOVED, REMOVED._replace(agency=EUROPOL, unit=ContentType.ACCOUNT)) == (Drift.UNIT,)


def test_a_mixed_unit_said_to_consist_of_other_things() -> None:
    """Items that are accounts and links, items that are videos: a drift; items of which nobody says more: none."""
    one = REMOVED._replace(of=(ContentType.ACCOUNT, ContentType.LINK))
    other = REMOVED._replace(agency=EUROPOL, of=(ContentType.VIDEO,))
    assert drifts_between(one, other) == (Drift.UNIT,)
    assert drifts_between(one, other._replace(of=())) == ()
    assert drifts_between(one, other._replace(of=(ContentType.LINK, ContentType.ACCOUNT))) == ()


def test_same_number_less_firmly_said() -> None:
    """More than 26 000 became about 26 000: a drift of the qualifier, whoever says it."""
    about = REMOVED._replace(quantity=Quantity(26_000, Qualifier.ABOUT))
    assert drifts_between(REMOVED, about) == (Drift.QUALIFIER,)
    assert drifts_between(REMOVED, about._replace(agency=EUROPOL)) == (Drift.QUALIFIER,)


def test_eleven_or_twelve_countries() -> None:
    """Two exact counts as of one day contradict each other; as of different days both may be true."""
    assert drifts_between(ELEVEN, TWELVE) == (Drift.QUANTITY,)
    assert drifts_between(ELEVEN, TWELVE._replace(as_of="2019-11-24")) == ()


def test_countries_that_took_part_are_no_takedown() -> None:
    """Twelve countries that took part and twelve that were identified are two things with one number."""
    assert drifts_between(TWELVE, TWELVE._replace(agency=POLICE, stage=Stage.IDENTIFIED)) == ()
    assert drifts_between(TWELVE, TWELVE._replace(agency=POLICE, stage=Stage.REMOVED)) == ()


def test_133_satisfies_more_than_100() -> None:
    """A closer figure does not contradict a looser one."""
    loose = REMOVED._replace(quantity=Quantity(100, AT_LEAST))
    assert drifts_between(loose, REMOVED._replace(agency=EUROPOL, quantity=Quantity(133))) == ()
    assert drifts_between(loose, REMOVED._replace(agency=EUROPOL, quantity=Quantity(99))) == (Drift.QUANTITY,)


@pytest.mark.parametrize(
    "apart",
    [{"share_of": BKA}, {"part": "22 Nov 2019"}, {"subject": "amaq-2018"}, {"quantity": None}],
    ids=["a partner's share", "a day", "another action", "no number"],
)
@pytest.mark.parametrize("other", [REFERRED, TWELVE], ids=["verb", "number"])
def test_a_part_is_never_held_against_the_whole(apart: dict[str, object], other: StatementView) -> None:
    """A share, a day, another action or words without a number contradict no figure of the whole."""
    one = {REFERRED: REMOVED, TWELVE: ELEVEN}[other]
    assert drifts_between(one, other)
    changed = StatementView(**{**other._asdict(), **apart})
    assert drifts_between(one, changed) == ()
    assert drifts_between(changed, one) == ()


@given(STATEMENTS, STATEMENTS)
def test_drifts_are_symmetric(one: StatementView, other: StatementView) -> None:
    """Who is named first does not matter."""
    assert drifts_between(one, other) == drifts_between(other, one)


@given(STATEMENTS)
def test_nothing_drifts_from_itself(said: StatementView) -> None:
    """A statement, and the same statement printed elsewhere, do not contradict each other."""
    assert drifts_between(said, said._replace(slug="reprint")) == ()


@given(STATEMENTS, STATEMENTS)
def test_a_drift_is_of_one_subject_and_has_two_numbers(one: StatementView, other: StatementView) -> None:
    """Nothing without a number, of another action or of another part is ever a drift."""
    if drifts_between(one, other):
        assert one.quantity is not None
        assert other.quantity is not None
        assert (one.subject, one.share_of, one.part) == (other.subject, other.share_of, other.part)


def test_a_drift_that_nobody_linked_is_found_once() -> None:
    """The pair is reported with both statements, in the order of the record."""
    found = find_disagreements([REMOVED, ELEVEN, REFERRED])
    assert [(one.drifts, one.statements) for one in found] == [((Drift.STAGE,), (REMOVED, REFERRED))]


def test_what_is_linked_already_is_not_reported_again() -> None:
    """A curated disagreement that holds the pair for this drift says it better."""
    assert find_disagreements([REMOVED, REFERRED], [_linked(Drift.STAGE, REMOVED, REFERRED)]) == ()


def test_the_same_two_readings_by_others_are_not_reported_again() -> None:
    """Removed against referred stands on the board once, however many reprints repeat either."""
    reprint = REMOVED._replace(slug="reprint", agency=BKA)
    found = find_disagreements([REMOVED, REFERRED, reprint], [_linked(Drift.STAGE, REMOVED, REFERRED)])
    assert found == ()
    assert len(find_disagreements([REMOVED, REFERRED, reprint])) == 1


def test_a_link_for_another_drift_hides_nothing() -> None:
    """That the unit is disputed is known; that the verb is, is not."""
    found = find_disagreements([REMOVED, REFERRED], [_linked(Drift.UNIT, REMOVED, REFERRED)])
    assert [one.drifts for one in found] == [(Drift.STAGE,)]


@settings(max_examples=60)
@given(st.lists(STATEMENTS, max_size=7))
def test_every_found_drift_is_one_and_none_twice(statements: list[StatementView]) -> None:
    """What is found is a drift between its two; once all of it is linked nothing is found any more."""
    found = find_disagreements(statements)
    for dispute in found:
        assert set(dispute.drifts) <= set(drifts_between(*dispute.statements))
    assert find_disagreements(statements, found) == ()
    assert any(drifts_between(*pair) for pair in combinations(statements, 2)) == bool(found)


def test_readings_group_those_that_agree() -> None:
    """Two who say removed stand together, against the one who says referred."""
    reprint = REMOVED._replace(slug="reprint")
    assert readings(_linked(Drift.STAGE, REMOVED, REFERRED, reprint)) == ((REMOVED, reprint), (REFERRED,))


def test_readings_of_what_no_field_shows_stand_alone() -> None:
    """A dispute about the place is in no field: nobody is put beside anybody."""
    assert readings(_linked(Drift.PLACE, REMOVED, REFERRED)) == ((REMOVED,), (REFERRED,))


@given(st.lists(STATEMENTS, min_size=2, max_size=6), st.lists(st.sampled_from(Drift), min_size=1, max_size=3))
def test_readings_lose_no_statement(statements: list[StatementView], drifts: list[Drift]) -> None:
    """Every statement of a disagreement stands in exactly one reading."""
    groups = readings(DisagreementView("x", "x", tuple(drifts), tuple(statements)))
    assert sorted(one.slug for group in groups for one in group) == sorted(one.slug for one in statements)
    assert all(groups)


def test_contradiction_names_the_first_who_says_otherwise() -> None:
    """Beside the police's figure stands Europol's, and the other way round."""
    dispute = _linked(Drift.STAGE, REMOVED, REMOVED._replace(slug="reprint"), REFERRED)
    assert contradiction(REMOVED, [dispute]) == REFERRED
    assert contradiction(REFERRED, [dispute]) == REMOVED


def test_contradiction_only_of_verb_and_number() -> None:
    """A dispute about the unit or the date puts no other figure beside this one."""
    assert contradiction(REMOVED, [_linked(Drift.UNIT, REMOVED, REFERRED)]) is None
    assert contradiction(REMOVED, [_linked(Drift.DATE, REMOVED, REFERRED)]) is None


@pytest.mark.parametrize(
    "other",
    [
        REFERRED._replace(share_of=BKA),
        REFERRED._replace(part="22 Nov 2019"),
        REFERRED._replace(subject="eu-iru-2019"),
        REFERRED._replace(unit=ContentType.ACCOUNT),
        REFERRED._replace(quantity=None),
    ],
    ids=["share", "part", "subject", "unit", "no number"],
)
def test_contradiction_is_never_a_part_or_another_unit(other: StatementView) -> None:
    """Linked or not: what counts something else does not stand against the figure."""
    assert contradiction(REMOVED, [_linked(Drift.STAGE, REMOVED, other)]) is None


def test_contradiction_needs_the_statement_in_the_dispute() -> None:
    """What others dispute among themselves is not held against a third."""
    assert contradiction(ELEVEN, [_linked(Drift.STAGE, REMOVED, REFERRED)]) is None


def test_a_link_about_one_figure_hides_no_other_figure() -> None:
    """That 26 000 were removed or referred is known; that 500 accounts were is another matter, not yet said."""
    removed, referred = (
        one._replace(slug=f"{one.slug}-accounts", unit=ContentType.ACCOUNT, quantity=Quantity(500))
        for one in (REMOVED, REFERRED)
    )
    found = find_disagreements([REMOVED, REFERRED, removed, referred], [_linked(Drift.STAGE, REMOVED, REFERRED)])
    assert [one.statements for one in found] == [(removed, referred)]


def test_a_link_about_countries_hides_nothing_about_arrests() -> None:
    """11 or 12 countries is known; 11 or 12 arrests is another matter."""
    arrests = [one._replace(slug=f"{one.slug}-arrests", unit=ContentType.PERSON, stage=Stage.ARRESTED)
               for one in (ELEVEN, TWELVE)]  # fmt: skip
    found = find_disagreements([ELEVEN, TWELVE, *arrests], [_linked(Drift.QUANTITY, ELEVEN, TWELVE)])
    assert [one.statements for one in found] == [tuple(arrests)]
