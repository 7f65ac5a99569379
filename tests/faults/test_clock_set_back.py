"""What becomes of the order of entries when this machine's clock is set back?"""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from board.model.instants import instant_of, milliseconds
from board.model.wanted import LedgerOf, SituationOf
from board.store.ledger import append, last_of, reverse
from board.store.opening import open_store
from board.store.reader import Reader
from board.store.running_total import declare
from board.store.verify import verify
from tests.faults.writers import ACTION, counted

NOW = datetime(2019, 11, 24, 14, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
CLOCK = (
    (NOW, 0),
    (NOW + timedelta(minutes=1), 0),
    (NOW + timedelta(minutes=1) - HOUR, 3_600_000),
    (NOW + timedelta(minutes=31) - HOUR, 1_800_000),
    (NOW + timedelta(minutes=61) - HOUR, 0),
    (NOW + timedelta(minutes=61), 0),
    (NOW + timedelta(minutes=61) - 365 * 24 * HOUR, 365 * 24 * 3_600_000),
)
"""What the clock says at each append, and by how many milliseconds it is behind then."""


def test_entries_keep_their_order(store_path: Path) -> None:
    """The clock is set back an hour, runs on, is put right, and is set back a year.

    The order of recording and the time of recording never contradict each other; the append says by how much the clock
    is behind; what an entry says of when it happened is left as it is.
    """
    with closing(open_store(store_path, record=None)) as store:
        for number, (now, behind) in enumerate(CLOCK):
            recorded = append(store, [counted(f"mail {number}", occurred_at=now)], "duty officer", now)
            assert recorded.clock_back == behind
        rows = store.connection.execute("SELECT ref, recorded_at, occurred_at FROM ledger ORDER BY seq").fetchall()
        assert [row[0] for row in rows] == [f"mail {number}" for number in range(len(CLOCK))]
        assert [row[1] for row in rows] == sorted(row[1] for row in rows)
        assert [row[2] for row in rows] == [milliseconds(now) for now, _behind in CLOCK]
        assert rows[2][1] == rows[1][1] == milliseconds(NOW + timedelta(minutes=1))
        assert verify(store)[::2] == (len(CLOCK), ())


def test_the_board_shows_them_in_order(store_path: Path) -> None:
    """The end of the ledger, its pages and what can be taken back follow the order of recording, not the clock."""
    with closing(open_store(store_path, record=None)) as store:
        for number, (now, _behind) in enumerate(CLOCK):
            append(store, [counted(f"mail {number}")], "duty officer", now)
        newest_first = [f"mail {number}" for number in range(len(CLOCK))][::-1]
        reader = Reader(store, clock=lambda: NOW)
        assert [entry.ref for entry in reader.read(LedgerOf(ACTION)).rows] == newest_first
        assert [entry.ref for entry in reader.read(SituationOf(ACTION)).tail] == newest_first[:5]
        last = last_of(store, "duty officer")
        assert last is not None
        assert last.ref == newest_first[0]


def test_reversals_and_totals_keep_order_too(store_path: Path) -> None:
    """A reversal and a running total recorded by a clock that is behind come after what they are about."""
    with closing(open_store(store_path, record=None)) as store:
        row = append(store, [counted("mail 1", quantity=5)], "duty officer", NOW).rows[0]
        taken_back = reverse(store, row.site, row.seq, "slip", "duty officer", NOW - HOUR)
        declared = declare(store, counted("mail 2", quantity=9), "duty officer", NOW - 2 * HOUR)
        assert (taken_back.clock_back, declared.clock_back) == (3_600_000, 7_200_000)
        recorded = [one.rows[0].recorded_at for one in (taken_back, declared)]
        assert [instant_of(at) for at in recorded] == [NOW, NOW]
        assert verify(store)[::2] == (3, ())
