"""Is a percentage only ever one of like things, and never of more than there is?"""

from collections.abc import Sequence

import pytest

from board.locale import phrases
from board.model.removal_rate import RemovalRate, removal_rate
from board.model.situation import Situation
from board.model.vocabulary import Qualifier, Stage
from board.model.wanted import SituationOf
from board.store.reader import Reader
from board.ui.widgets.funnel import Funnel
from board.ui.widgets.wall.tallies import FunnelPage
from tests.conftest import NOON
from tests.entries import ACTION, count

Counts = Sequence[tuple[str, str, int]]
"""Unit, stage and how many."""


def counted(reader: Reader, counts: Counts, qualifier: Qualifier = Qualifier.EXACT) -> Situation:
    """Return the situation after something was counted."""
    for unit, stage, quantity in counts:
        count(reader.store, "bka", unit, stage, quantity, at=NOON, qualifier=qualifier)
    return reader.read(SituationOf(ACTION))


def said(situation: Situation) -> str | None:
    """Return the rate in words."""
    rate = removal_rate(situation)
    return None if rate is None else phrases.removed_of_referred(rate)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ((("account", "referred", 20), ("video", "removed", 5_368)), "more than was referred"),
        ((("account", "referred", 20_000), ("video", "removed", 5_368)), "not all of it referred"),
        ((("video", "referred", 100), ("video", "removed", 101)), "more than was referred"),
        (
            (("account", "referred", 900), ("video", "referred", 100), ("video", "removed", 101)),
            "not all of it referred",
        ),
    ],
    ids=["other units", "other units, fewer", "more of the same", "more of one of two"],
)
def test_no_rate_of_unlike_things(reader: Reader, counts: Counts, words: str) -> None:
    """Videos that were removed are no part of accounts that were referred: words instead of 26,840 or of 26 %."""
    situation = counted(reader, counts)
    assert said(situation) == words
    shown = Funnel(situation)._label(Stage.REMOVED)
    assert "%" not in shown
    assert words in shown
    page = str([cell for band in FunnelPage(situation).bands() for cell in band.cells])
    assert "%" not in page
    assert words in page


def test_a_rate_is_within_what_was_referred_of_each_unit(reader: Reader) -> None:
    """Of 150 referred 40 were removed, all of them videos, of which 50 had been referred."""
    counts = (("account", "referred", 100), ("video", "referred", 50), ("video", "removed", 40))
    assert said(counted(reader, counts)) == "26 % of referred"


def test_a_rate_never_says_more_than_all(reader: Reader) -> None:
    """Everything that was referred was removed: 100 %, as firm as it was said."""
    situation = counted(reader, (("video", "referred", 20), ("video", "removed", 20)), Qualifier.AT_LEAST)
    assert said(situation) == "about 100 % of referred"


def test_no_rate_while_one_of_both_is_missing(reader: Reader) -> None:
    """Nothing is said of what nobody counted."""
    assert removal_rate(counted(reader, ())) is None
    assert removal_rate(counted(reader, (("video", "removed", 20),))) is None


def test_nothing_of_nothing_is_no_rate(reader: Reader) -> None:
    """Referred and taken back, removed and taken back: no percentage of 0."""
    counts = (("video", "referred", 5), ("video", "referred", -5), ("video", "removed", 5), ("video", "removed", -5))
    rate = removal_rate(counted(reader, counts))
    assert isinstance(rate, RemovalRate)
    assert rate.per_cent is None
