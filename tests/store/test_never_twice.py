"""Whatever a partner sends of one truth, in whatever shape and order: is it never counted above what there was?

Counts by the second, by the day, as running totals, with references and without, with providers and without: a board
that is told nothing more refuses what it cannot tell apart.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.model.incoming import Sent
from board.model.instants import milliseconds
from board.model.taken import Differing, Verdict
from board.store import batches
from board.store.opening import Store, open_store
from tests.store.test_intake import hand_in, holds, in_all, sent

HOUR = 3_600_000
DAY = 24 * HOUR
FIRST = milliseconds(datetime(2019, 11, 21, tzinfo=UTC))
LATER = datetime(2019, 11, 25, 12, tzinfo=UTC)
PROVIDERS = ("telegram", "twitter")


class Happened(NamedTuple):
    """One thing that a partner counted."""

    at: int
    provider: str
    quantity: int
    ref: str


class View(NamedTuple):
    """One file of it: which days, and how they are told."""

    shape: str
    first: int
    last: int
    provider: bool
    refs: bool
    hour: int


truths = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 22), st.sampled_from(PROVIDERS), st.integers(1, 9)),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one[:2],
).map(
    lambda rows: [
        Happened(FIRST + day * DAY + hour * HOUR + 7_000, provider, quantity, f"K {number}")
        for number, (day, hour, provider, quantity) in enumerate(sorted(rows))
    ]
)
views = st.builds(
    View,
    shape=st.sampled_from(["timed", "by day", "totals"]),
    first=st.integers(0, 2),
    last=st.integers(0, 2),
    provider=st.booleans(),
    refs=st.booleans(),
    hour=st.integers(0, 23),
)


def told(truth: list[Happened], view: View) -> list[Sent]:
    """Return the rows of a file that tells some days of a truth.

    A sheet of days with references names providers: two references are two counts, so one shape of it has to do.
    """
    days = range(view.first, view.last + 1)
    there = [one for one in truth if (one.at - FIRST) // DAY in days]
    if view.shape == "timed":
        return [
            sent(one.quantity, line, occurred_at=one.at, provider=one.provider if view.provider else None,
                 ref=one.ref if view.refs else None)
            for line, one in enumerate(there, 2)
        ]  # fmt: skip
    sums: Counter[tuple[int, str | None]] = Counter()
    if view.shape == "by day":
        for one in there:
            sums[(one.at - FIRST) // DAY, one.provider if view.provider or view.refs else None] += one.quantity
        return [
            sent(quantity, line, occurred_at=FIRST + (day + 1) * DAY - 1000, provider=provider,
                 ref=f"D {day} {provider}" if view.refs else None)
            for line, ((day, provider), quantity) in enumerate(sums.items(), 2)
        ]  # fmt: skip
    until = [FIRST + day * DAY + view.hour * HOUR for day in days]
    for number, at in enumerate(until):
        for one in truth:
            if one.at <= at:
                sums[number, one.provider if view.provider else None] += one.quantity
    return [
        sent(quantity, line, occurred_at=until[number], provider=provider, total=True)
        for line, ((number, provider), quantity) in enumerate(sums.items(), 2)
    ]


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """The test's own store."""
    with closing(open_store(store_path, record=None)) as opened:
        yield opened


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(truth=truths, files=st.lists(views, min_size=1, max_size=5))
def test_nothing_is_counted_above_what_there_was(
    made_store: Path, tmp_path: Path, truth: list[Happened], files: list[View]
) -> None:
    """Nor below nought; and what was counted first stays."""
    path = tmp_path / "board.db"
    path.write_bytes(made_store.read_bytes())
    with closing(open_store(path, record=None)) as store:
        for number, view in enumerate(files):
            before = in_all(store)
            rows = told(truth, view)
            hand_in(store, *rows, now=LATER + timedelta(minutes=number))
            assert before <= in_all(store) <= sum(one.quantity for one in truth)
            again = hand_in(store, *rows, now=LATER + timedelta(minutes=number, seconds=30))
            assert again.taken.new == 0
        assert holds(store)


steps = st.lists(st.tuples(st.booleans(), st.integers(0, 3), st.integers(1, 9)), min_size=1, max_size=6)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(truth=truths, shape=st.sampled_from(["timed", "by day"]), provider=st.booleans(), refs=st.booleans(), done=steps)
def test_what_is_put_right_again_and_again_is_what_was_said_last(
    made_store: Path,
    tmp_path: Path,
    truth: list[Happened],
    shape: str,
    provider: bool,
    refs: bool,
    done: list[tuple[bool, int, int]],
) -> None:
    """Whatever was taken back in between; and when all of it is taken back, the last one first, nothing is left."""
    path = tmp_path / "board.db"
    path.write_bytes(made_store.read_bytes())
    view = View(shape, 0, 2, provider, refs, 0)
    stack: list[str] = []
    with closing(open_store(path, record=None)) as store:
        for number, (sends, which, quantity) in enumerate(done):
            now = LATER + timedelta(minutes=number)
            if not sends and stack:
                batches.take_back(store, stack.pop(), "too early", "duty officer", now)
                continue
            place = which % len(truth)
            truth[place] = truth[place]._replace(quantity=quantity)
            came = hand_in(store, *told(truth, view), now=now, differing=Differing.CORRECT)
            assert came.told == [] or all(one.verdict is Verdict.KNOWN for one in came.told)
            assert in_all(store) == sum(one.quantity for one in truth)
            assert hand_in(store, *told(truth, view), now=now).taken[1:5] == (0, len(told(truth, view)), 0, 0)
            stack += [came.taken.batch] if came.taken.batch else []
        for batch in reversed(stack):
            batches.take_back(store, batch, "too early", "duty officer", LATER + timedelta(hours=1))
        assert in_all(store) == 0
        assert holds(store)
