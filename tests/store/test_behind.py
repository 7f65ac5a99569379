"""Are the entries behind a tally found at the ends of its index those that the whole ledger shows?"""

from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import pytest

from board.model.instants import instant_of, milliseconds
from board.model.moment import Clock, Moment
from board.store.behind import Run, evidence_of
from board.store.opening import Store, open_store
from tests.benchmarks.big_store import ACTION as LONG
from tests.benchmarks.big_store import make
from tests.conftest import NOON
from tests.entries import ACTION, count


@pytest.fixture(scope="module")
def long_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with entries that were recorded soon, late and in sheets, corrected and taken back, on providers."""
    path = tmp_path_factory.mktemp("behind") / "long.db"
    make(path, 3_000, 1, NOON)
    return open_store(path, record=None, read_only=True)


def by_reading_all(store: Store, action: str, moment: Moment | None) -> set[Run]:
    """Return what stands behind each tally, row by row."""
    found = defaultdict(list)
    for agency, unit, stage, site, seq, occurred_at, recorded_at in store.connection.execute(
        "SELECT agency, content_type, stage, site, seq, occurred_at, recorded_at FROM ledger WHERE action = ?",
        (action,),
    ):
        at = occurred_at if moment is not None and moment.clock == Clock.HAPPENED else recorded_at
        if moment is None or at <= milliseconds(moment.at):
            found[agency, unit, stage, site].append(seq)
    return {Run(*tally, min(numbers), max(numbers), len(numbers)) for tally, numbers in found.items()}


@pytest.mark.parametrize("part", [0.0, 0.02, 0.5, 0.9, 1.0])
@pytest.mark.parametrize("clock", Clock)
def test_at_a_moment(long_store: Store, clock: Clock, part: float) -> None:
    """First, last and how many, by either clock."""
    first, last = long_store.connection.execute("SELECT min(recorded_at), max(recorded_at) FROM ledger").fetchone()
    moment = Moment(instant_of(round(first + (last - first) * part)), clock)
    assert set(evidence_of(long_store, LONG, moment).runs) == by_reading_all(long_store, LONG, moment)


def test_now(long_store: Store) -> None:
    """First, last and how many."""
    assert set(evidence_of(long_store, LONG, None).runs) == by_reading_all(long_store, LONG, None)


def test_what_happened_long_before_it_was_recorded(store_path: Path) -> None:
    """It is behind what had happened by then, though it has the last number of all."""
    store = open_store(store_path, record=None)
    for hour in range(3):
        count(store, "bka", "video", "removed", 5, at=NOON + timedelta(hours=hour))
    count(store, "bka", "video", "removed", 7, at=NOON)
    moment = Moment(NOON, Clock.HAPPENED)
    (run,) = evidence_of(store, ACTION, moment).runs
    assert (run.first, run.last, run.entries) == (1, 4, 2)
    store.close()


def test_several_sites_stand_side_by_side(store_path: Path) -> None:
    """A ledger that came together from two sites names both."""
    store = open_store(store_path, record=None)
    count(store, "bka", "video", "removed", 5, at=NOON)
    store.connection.execute("UPDATE settings SET value = '00000000-0000-4000-8000-000000000000' WHERE key = 'site'")
    count(store, "bka", "video", "removed", 6, at=NOON)
    runs = evidence_of(store, ACTION, None).runs
    assert {(run.first, run.last, run.entries) for run in runs} == {(1, 1, 1)}
    assert len({run.site for run in runs}) == 2
    store.close()
