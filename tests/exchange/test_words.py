"""Is a figure said as firmly as its source said it, and never without its reserve?"""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.locale import days, phrases
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
        "più di 26.000 contenuti", "au-delà de 26 000", "MÁS DE 26.000", "Mas de 26.000", "Über 26.000", "Over 26,000",
    ],
)  # fmt: skip
def test_more_than_is_said_where_the_source_says_it(wording: str) -> None:
    """In the languages of the sources."""
    assert phrases.said_quantity(said(wording)) == "more than 26,000"
    assert phrases.said_shortly(said(wording)) == ">26,000"


@pytest.mark.parametrize(
    "wording",
    [
        "at least 26 000", "26 000 items", "moreover, than 26 000", "no fewer than 26,000",
        "au moins 26 000", "pas moins de 26 000", "minstens 26.000", "ten minste 26.000", "mindestens 26.000",
        "gegenüber 26.000", "al menos 26.000", "además 26.000", "almeno 26.000", "turnover 26,000", "",
    ],
)  # fmt: skip
def test_elsewhere_no_more_than_at_least_is_claimed(wording: str) -> None:
    """ "At least" is kept as it is."""
    assert phrases.said_quantity(said(wording)) == "at least 26,000"
    assert phrases.said_shortly(said(wording)) == "≥26,000"


@pytest.mark.parametrize(
    ("qualifier", "expected"), [(Qualifier.EXACT, "26,000"), (Qualifier.ABOUT, "about 26,000"),
                                (Qualifier.AT_MOST, "at most 26,000")]
)  # fmt: skip
def test_a_wording_makes_no_other_qualifier_firmer(qualifier: Qualifier, expected: str) -> None:
    """The words of the source decide only between "more than" and "at least", never against the record."""
    figure = said("more than 26 000 over 26 000")._replace(quantity=Quantity(26_000, qualifier))
    assert phrases.said_quantity(figure) == expected
    assert ">" not in phrases.said_shortly(figure)


def test_without_a_number_no_qualifier_is_said() -> None:
    """Of what was said in words only, the words are all there is."""
    figure = said("more than a few")._replace(quantity=None)
    assert (phrases.said_qualifier(figure), phrases.said_quantity(figure), phrases.said_shortly(figure)) == ("", "", "")
    assert phrases.figure(figure) == "items removed: “more than a few”"


def test_a_partners_part_and_a_figure_in_words_keep_their_reserve() -> None:
    """Whose part it is, which part of it, and the press, in this order; also where there is no number."""
    police = AgencyView("bka", "BKA", AgencyKind.POLICE, "DE")
    figure = said("several", part="22 Nov 2019", kind=SourceKind.PRESS)._replace(share_of=police)
    for shown in (figure, figure._replace(quantity=None)):
        assert phrases.figure(shown).endswith("(only BKA, 22 Nov 2019, press)")


@pytest.mark.parametrize("kind", [kind for kind in SourceKind if kind != SourceKind.PRESS])
def test_only_the_press_is_called_the_press(kind: SourceKind) -> None:
    """A reprint of an agency's own text and a parliament's paper are not press figures."""
    assert phrases.reserve(said(kind=kind)) == ""


@pytest.mark.parametrize("drifts", [(Drift.UNIT,), (Drift.STAGE, Drift.QUANTITY), (Drift.SCOPE,)])
def test_each_side_of_a_dispute_keeps_its_reserve(drifts: tuple[Drift, ...]) -> None:
    """Also where the units are named instead of the figure."""
    figure = said(part="22 Nov 2019", kind=SourceKind.PRESS)._replace(of=(ContentType.VIDEO, ContentType.GROUP))
    assert phrases.disputed(figure, drifts).endswith("(only 22 Nov 2019, press)")


def test_a_part_and_the_press_are_named_with_the_figure() -> None:
    """A sub-total cannot be taken for the whole, nor a press figure for an official one."""
    figure = said(part="22 Nov 2019", kind=SourceKind.PRESS)
    assert phrases.reserve(figure) == " (only 22 Nov 2019, press)"
    for shown in (phrases.figure(figure), phrases.figure_shortly(figure), phrases.disputed(figure, (Drift.QUANTITY,))):
        assert shown.endswith("(only 22 Nov 2019, press)")
    assert phrases.reserve(said()) == ""


def test_a_part_that_is_there_is_not_zero_per_cent() -> None:
    """9 of 2,682 is less than one per cent, and not none of it; no part at all is none."""
    assert phrases.per_cent(Quantity(0), Quantity(9)) == "<1 %"
    assert phrases.per_cent(Quantity(0), Quantity(0)) == "0 %"
    assert phrases.per_cent(Quantity(71, Qualifier.AT_LEAST), Quantity(9)) == "at least 71 %"
    assert phrases.per_cent(Quantity(71, Qualifier.AT_LEAST), Quantity(9), shortly=True) == "≥71 %"


@given(st.dates(), st.integers(1, 3), st.one_of(st.none(), st.dates()), st.integers(1, 3))
def test_every_partial_date_can_be_said(first: object, parts: int, last: object, more: int) -> None:
    """Years, months and days, in any mix of precision."""
    start = "-".join(str(first).split("-")[:parts])
    end = None if last is None else "-".join(str(last).split("-")[:more])
    assert days.day(start)
    assert days.period(start, end)
    assert days.when(None, start, end)


@given(st.dates(), st.integers(1, 3))
def test_a_date_is_said_no_more_precisely_than_it_is_known(date: datetime.date, parts: int) -> None:
    """The year always, the month and the day only where the record has them."""
    shown = days.day("-".join(date.isoformat().split("-")[:parts])).split()
    assert len(shown) == parts
    assert int(shown[-1]) == date.year
    if parts > 1:
        assert shown[-2] == days.months()[date.month - 1]
    if parts > 2:
        assert int(shown[0]) == date.day


@pytest.mark.parametrize(
    "wording",
    [
        "at least 26 000 items on more than 60 platforms",
        "over the weekend at least 26 000 items",
        "handed over: at least 26,000",
        "über Telegram mindestens 26.000 Inhalte",
        "au moins 26 000, en plus de 3 jours",
        "ruim honderd sites, minstens 26.000",
        "more than 26 000 000",
    ],
)
def test_more_than_is_claimed_only_of_the_number_it_was_said_of(wording: str) -> None:
    """ "More than" elsewhere in the sentence, or of another number, says nothing of this one."""
    assert phrases.said_quantity(said(wording)) == "at least 26,000"


@pytest.mark.parametrize(
    "wording",
    ["plus\u00a0de 26\u202f000", "more  than 26,000", "26 000 +", "in excess of 26,000", "superiore a 26.000"],
)
def test_more_than_in_other_typography(wording: str) -> None:
    """No-break spaces, as French texts have them, and other usual words."""
    assert phrases.said_quantity(said(wording)) == "more than 26,000"
