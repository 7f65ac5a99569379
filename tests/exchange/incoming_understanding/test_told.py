"""Is what a person says, or what is remembered, taken up in its form and refused otherwise?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.exchange.incoming.told import Told, answered, meaning_of, told_of

JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@pytest.mark.parametrize(
    "written", ["quantity", "ignore", "video", "removed", "removed:video", "date:Europe/Brussels", "time:CET"]
)
def test_what_a_column_can_be(written: str) -> None:
    """A role, a content type, a stage, both, or a date or time in a zone."""
    assert meaning_of(written) == written


@pytest.mark.parametrize("written", ["", "message", "video:removed", "took_part", "date:Nowhere/Land", "\x1b[2J"])
def test_what_a_column_cannot_be(written: str) -> None:
    """Says so in harmless words."""
    with pytest.raises(ValueError, match=r".") as refused:
        meaning_of(written)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize(
    ("about", "answer"),
    [("totals", "maybe"), ("stage", "took_part"), ("decimal", ";"), ("date", "today"), ("date", "9" * 15), ("x", "y")],
)
def test_what_is_no_answer_is_refused(about: str, answer: str) -> None:
    """In words."""
    with pytest.raises(ValueError, match="is no answer"):
        answered(Told(), about, answer)


def test_what_is_said_now_goes_before_what_is_remembered() -> None:
    """Field by field, column by column."""
    old = {"agency": "bka", "stage": "removed", "totals": True, "columns": {"a": "date", "b": "ref"}}
    told = told_of(old, Told(stage="referred", columns={"b": "note"}))
    assert (told.agency, told.stage, told.totals, told.columns) == (
        "bka", "referred", True, {"a": "date", "b": "note"}
    )  # fmt: skip
    assert told.remembered == {"agency", "totals", "column:a"}
    assert answered(told, "column:a", "note").remembered == {"agency", "totals"}


@given(st.dictionaries(st.sampled_from([*Told._fields, "header"]), JSON))
def test_no_profile_raises(profile: dict[str, object]) -> None:
    """It may have been changed by hand."""
    told_of(profile)
