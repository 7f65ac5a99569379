"""Is a figure said as firmly as its source said it, and never without its reserve?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.locale import words
from board.model.figure import Quantity
from board.model.situation import AgencyView, SourceView, StatementView
from board.model.vocabulary import AgencyKind, ContentType, Drift, Qualifier, SourceKind, Stage


def said(wording: str = "x", *, part: str | None = None, kind: SourceKind = SourceKind.PRIMARY) -> StatementView:
    """Make a statement of at least 26 000 items removed."""
    return StatementView(
        slug="one",
        subject="action",
        stage=Stage.REMOVED,
        quantity=Quantity(26_000, Qualifier.AT_LEAST),
        unit=ContentType.ITEM,
        of=(),
        agency=AgencyView("police", "Police", AgencyKind.POLICE, "BE"),
        share_of=None,
        part=part,
        since=None,
        as_of="2019-11-25",
        wording=wording,
        quoted=True,
        source=SourceView("s", "P", "T", None, None, "en", kind),
        note=None,
    )


@pytest.mark.parametrize(
    "wording",
    [
        "more than 26 000 items", "over 26,000", "plus de 26 000 contenus", "meer dan 26.000", "ruim 26.000",
        "mehr als 26.000 Inhalte", "über 26.000", "más de 26.000", "oltre 26.000", "26,000+ items", "upwards of 26,000",
    ],
)  # fmt: skip
def test_more_than_is_said_where_the_source_says_it(wording: str) -> None:
    """In the languages of the sources."""
    assert words.said_quantity(said(wording)) == "more than 26,000"
    assert words.said_shortly(said(wording)) == ">26,000"


@pytest.mark.parametrize("wording", ["at least 26 000", "au moins 26 000", "26 000 items", "moreover, than 26 000"])
def test_elsewhere_no_more_than_at_least_is_claimed(wording: str) -> None:
    """ "At least" is kept as it is."""
    assert words.said_quantity(said(wording)) == "at least 26,000"
    assert words.said_shortly(said(wording)) == "≥26,000"


def test_a_part_and_the_press_are_named_with_the_figure() -> None:
    """A sub-total cannot be taken for the whole, nor a press figure for an official one."""
    figure = said(part="22 Nov 2019", kind=SourceKind.PRESS)
    assert words.reserve(figure) == " (only 22 Nov 2019, press)"
    for shown in (words.figure(figure), words.figure_shortly(figure), words.disputed(figure, (Drift.QUANTITY,))):
        assert shown.endswith("(only 22 Nov 2019, press)")
    assert words.reserve(said()) == ""


@given(st.dates(), st.integers(1, 3), st.one_of(st.none(), st.dates()), st.integers(1, 3))
def test_every_partial_date_can_be_said(first: object, parts: int, last: object, more: int) -> None:
    """Years, months and days, in any mix of precision."""
    start = "-".join(str(first).split("-")[:parts])
    end = None if last is None else "-".join(str(last).split("-")[:more])
    assert words.day(start)
    assert words.period(start, end)
    assert words.when(None, start, end)
