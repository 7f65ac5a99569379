"""Is the status of an action as of the day on which it was last counted in?"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from board.model.moment import Clock, Moment
from board.model.wanted import SituationOf
from board.store.reader import Reader
from tests.conftest import NOON
from tests.entries import ACTION, count

DAY = timedelta(days=1)


@pytest.fixture
def ongoing(store_path: Path, open_readers: Callable[..., Reader]) -> Reader:
    """A store in which the action was ongoing three days ago, as somebody said."""
    reader = open_readers(store_path)
    said = f"{NOON - 3 * DAY:%Y-%m-%d}"
    reader.store.connection.execute("UPDATE actions SET status = 'ongoing', status_as_of = ?", (said,))
    return reader


def status_day(reader: Reader) -> str | None:
    """Return as of when the status of the action is."""
    return reader.read(SituationOf(ACTION)).action_as_counted().status_as_of


def test_nothing_counted_leaves_the_day_on_which_it_was_said(ongoing: Reader) -> None:
    """There is no other."""
    assert status_day(ongoing) == f"{NOON - 3 * DAY:%Y-%m-%d}"


def test_an_action_that_is_counted_in_stands_until_then(ongoing: Reader) -> None:
    """Wound back, until the moment."""
    for days in (2, 0):
        count(ongoing.store, "bka", "video", "removed", 5, at=NOON - days * DAY)
    assert status_day(ongoing) == f"{NOON:%Y-%m-%d}"
    ongoing.moment = Moment(NOON - DAY, Clock.KNOWN)
    assert status_day(ongoing) == f"{NOON - DAY:%Y-%m-%d}"


def test_what_was_over_stays_over(ongoing: Reader) -> None:
    """A late entry does not make it stand again."""
    ongoing.store.connection.execute("UPDATE actions SET status = 'concluded', status_as_of = NULL")
    count(ongoing.store, "bka", "video", "removed", 5, at=NOON)
    assert status_day(ongoing) is None
