"""Is a difference of numbers called one only where no true count could satisfy both?"""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.model.disagreement import contradiction, contradictions, drifts_between
from board.model.figure import Quantity
from board.model.situation import DisagreementView
from board.model.vocabulary import Drift, Qualifier
from board.model.wanted import StatementsOf, TimelineOfAll
from board.store.reader import Reader
from tests.model.test_disagreement import ELEVEN, TWELVE

SATISFIES: dict[Qualifier, Callable[[int, int], bool]] = {
    Qualifier.EXACT: lambda true, said: true == said,
    Qualifier.AT_LEAST: lambda true, said: true >= said,
    Qualifier.AT_MOST: lambda true, said: true <= said,
    Qualifier.ABOUT: lambda _true, _said: True,
}
"""Whether a true count satisfies what was said; nobody says how wide "about" is."""

QUANTITIES = st.builds(Quantity, st.integers(0, 12), st.sampled_from(Qualifier))


def both_can_be_true(one: Quantity, other: Quantity) -> bool:
    """Say whether any count at all satisfies both, by trying every one."""
    return any(
        SATISFIES[one.qualifier](true, one.value) and SATISFIES[other.qualifier](true, other.value)
        for true in range(14)
    )


@given(QUANTITIES, QUANTITIES)
def test_a_number_drifts_only_where_no_count_satisfies_both(one: Quantity, other: Quantity) -> None:
    """Two statements of the same thing as of one day, whatever they say and how firmly."""
    drifts = drifts_between(ELEVEN._replace(quantity=one), TWELVE._replace(quantity=other))
    assert (Drift.QUANTITY in drifts) == (not both_can_be_true(one, other))


@given(QUANTITIES, QUANTITIES)
def test_a_number_stands_against_another_only_where_no_count_satisfies_both(one: Quantity, other: Quantity) -> None:
    """Somebody linked them as different numbers: a panel shows "≠" between them only if they are."""
    this, that = ELEVEN._replace(quantity=one), TWELVE._replace(quantity=other)
    linked = DisagreementView("linked", "how many took part", (Drift.QUANTITY,), (this, that))
    assert (contradiction(this, [linked]) is None) == both_can_be_true(one, other)


@given(QUANTITIES, QUANTITIES)
def test_a_caution_stands_against_nothing(one: Quantity, other: Quantity) -> None:
    """Figures that must only not be compared are no disagreement, linked or found, however far apart."""
    this, that = ELEVEN._replace(quantity=one), TWELVE._replace(quantity=other)
    drifts = drifts_between(this, that) or (Drift.SCOPE,)
    caution = DisagreementView("linked", "not to be compared", drifts, (this, that), caution=True)
    assert contradictions((this, that), (caution,)) == ((), (caution,))


@pytest.mark.parametrize("drift", [Drift.QUANTITY, Drift.QUALIFIER])
def test_what_the_board_finds_in_the_record_is_so(drift: Drift, reader: Reader) -> None:
    """Every disagreement found by the board or linked by hand: in number or firmness some two of its members differ."""
    looked_at = 0
    for row in reader.read(TimelineOfAll()).rows:
        for dispute in reader.read(StatementsOf(row.slug)).disagreements:
            said = [one.quantity for one in dispute.statements if one.quantity is not None]
            if drift not in dispute.drifts or len(said) < len(dispute.statements):
                continue
            looked_at += 1
            if drift == Drift.QUANTITY:
                assert any(not one.compatible(other) for one in said for other in said), dispute.slug
            else:
                assert len({one.qualifier for one in said}) > 1, dispute.slug
    assert looked_at
