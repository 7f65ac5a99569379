"""May figures be added only as they should be, and is a sum never firmer than its parts?"""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.model.figure import NotAddable, Quantity, Tally, all_units, weakest
from board.model.vocabulary import ContentType, Qualifier, Stage

VALUES = st.integers(0, 10**12)
QUALIFIERS = st.sampled_from(Qualifier)
QUANTITIES = st.builds(Quantity, VALUES, QUALIFIERS)
TALLIES = st.builds(Tally, st.sampled_from(Stage), st.sampled_from(ContentType), QUANTITIES)

EXACT, AT_LEAST, AT_MOST, ABOUT = Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ABOUT


@given(QUALIFIERS)
def test_exact_is_neutral(qualifier: Qualifier) -> None:
    """An exact part makes a sum neither firmer nor weaker."""
    assert weakest(EXACT, qualifier) == weakest(qualifier, EXACT) == weakest(qualifier) == qualifier


@given(st.lists(QUALIFIERS))
def test_about_absorbs(qualifiers: list[Qualifier]) -> None:
    """One part that is only about a number makes the whole about."""
    assert weakest(*qualifiers, ABOUT) == ABOUT


def test_at_least_and_at_most_leave_about() -> None:
    """More than 100 and at most 50 bound their sum on neither side."""
    assert Quantity(100, AT_LEAST) + Quantity(50, AT_MOST) == Quantity(150, ABOUT)


def test_no_parts_are_exactly_nothing() -> None:
    """The sum of no parts is firm."""
    assert weakest() == EXACT


@given(st.lists(QUALIFIERS))
def test_a_sum_is_exact_only_of_exact_parts(qualifiers: list[Qualifier]) -> None:
    """No mixture of weak parts comes out firm, and firm parts alone do."""
    assert (weakest(*qualifiers) == EXACT) == all(one == EXACT for one in qualifiers)


@given(QUANTITIES, QUANTITIES)
def test_addition_commutes(one: Quantity, other: Quantity) -> None:
    """In which order two figures came in does not matter."""
    assert one + other == other + one


@given(QUANTITIES, QUANTITIES, QUANTITIES)
def test_addition_associates(one: Quantity, other: Quantity, third: Quantity) -> None:
    """How figures are grouped before they are added does not matter."""
    assert (one + other) + third == one + (other + third)


@given(QUANTITIES, QUANTITIES, st.data())
def test_a_sum_lets_pass_what_its_parts_let_pass(one: Quantity, other: Quantity, data: st.DataObject) -> None:
    """Two true counts that fit their figures add up to a count that fits the sum."""
    counts = [_count_that_fits(part, data) for part in (one, other)]
    assert (one + other).compatible(Quantity(sum(counts)))


def _count_that_fits(figure: Quantity, data: st.DataObject) -> int:
    low = 0 if figure.qualifier in (AT_MOST, ABOUT) else figure.value
    high = 2 * figure.value + 10 if figure.qualifier in (AT_LEAST, ABOUT) else figure.value
    return data.draw(st.integers(low, high))


@given(QUANTITIES, QUANTITIES)
def test_compatible_is_symmetric(one: Quantity, other: Quantity) -> None:
    """If one figure can be true beside another, so can the other beside the one."""
    assert one.compatible(other) == other.compatible(one)


@given(QUANTITIES)
def test_a_figure_is_compatible_with_itself(figure: Quantity) -> None:
    """No figure contradicts itself."""
    assert figure.compatible(figure)


@given(VALUES, VALUES)
def test_exact_figures_are_compatible_only_if_equal(one: int, other: int) -> None:
    """Two exact counts of one thing are the same count, or one of them is wrong."""
    assert Quantity(one).compatible(Quantity(other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (Quantity(133), Quantity(100, AT_LEAST), True),
        (Quantity(99), Quantity(100, AT_LEAST), False),
        (Quantity(11), Quantity(12), False),
        (Quantity(11), Quantity(12, AT_MOST), True),
        (Quantity(13), Quantity(12, AT_MOST), False),
        (Quantity(100, AT_LEAST), Quantity(90, AT_MOST), False),
        (Quantity(100, AT_LEAST), Quantity(200, AT_LEAST), True),
        (Quantity(10, AT_MOST), Quantity(20, AT_MOST), True),
        (Quantity(1), Quantity(1_000_000, ABOUT), True),
    ],
)
def test_which_figures_can_both_be_true(one: Quantity, other: Quantity, both: bool) -> None:
    """133 satisfies "more than 100"; 11 and 12 are not one count; "about" contradicts nothing."""
    assert one.compatible(other) is both


@given(TALLIES, QUANTITIES)
def test_tallies_of_one_stage_and_unit_add_up(tally: Tally, more: Quantity) -> None:
    """The same verb and unit: the sum keeps both."""
    assert tally + Tally(tally.stage, tally.unit, more) == Tally(tally.stage, tally.unit, tally.quantity + more)


@pytest.mark.parametrize(("one", "other"), list(combinations(Stage, 2)))
def test_no_two_stages_are_ever_added(one: Stage, other: Stage) -> None:
    """Referred and removed are different things, as are any two other verbs: refused both ways round."""
    tallies = [Tally(stage, ContentType.ITEM, Quantity(1)) for stage in (one, other)]
    with pytest.raises(NotAddable, match="different stages"):
        tallies[0] + tallies[1]
    with pytest.raises(NotAddable, match="different stages"):
        tallies[1] + tallies[0]


@given(st.sampled_from(Stage), *[st.one_of(st.none(), st.sampled_from(ContentType))] * 2)
def test_no_two_units_are_ever_added(stage: Stage, one: ContentType | None, other: ContentType | None) -> None:
    """Videos and accounts do not add up, nor does "all" with one of them."""
    tallies = [Tally(stage, unit, Quantity(1)) for unit in (one, other)]
    if one == other:
        assert (tallies[0] + tallies[1]).quantity == Quantity(2)
    else:
        with pytest.raises(NotAddable, match="different units"):
            tallies[0] + tallies[1]


@given(st.lists(TALLIES))
def test_all_units_keeps_stages_apart_and_every_count(tallies: list[Tally]) -> None:
    """For each stage "all" holds every unit's count, as weak as the weakest, and nothing of another stage."""
    sums = all_units(tallies)
    assert set(sums) == {tally.stage for tally in tallies}
    for stage, whole in sums.items():
        of_stage = [tally.quantity for tally in tallies if tally.stage == stage]
        assert (whole.stage, whole.unit) == (stage, None)
        assert whole.quantity.value == sum(part.value for part in of_stage)
        assert whole.quantity.qualifier == weakest(*(part.qualifier for part in of_stage))
