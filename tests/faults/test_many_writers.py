"""Do eight writers at once, with a board beside them, lose anything, fail, or make anybody wait?"""

import os
from contextlib import closing
from pathlib import Path

import pytest

from board.store.opening import open_store
from board.store.verify import verify
from tests.faults import FULL
from tests.faults.conftest import See
from tests.faults.writers import TALLIES, Looked, Wrote, look_meanwhile, nursery, write_many

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the processes are forked")

WRITERS = 8
ENTRIES = 2_000 if FULL else 100
"""Of each writer."""


def test_eight_writers_and_a_board(store_path: Path, see: See) -> None:
    """8 processes append 2 000 entries each (100 in the normal suite) while another reads situations.

    Nobody sees an error; the reader, which refuses to wait for any lock, never has to; in each situation it reads the
    stages add up to the entries, and nothing goes backwards. At the end every entry is there, in one chain without a
    gap, and every total is exact.
    """
    context = nursery()
    start, stop = context.Barrier(WRITERS + 1), context.Event()
    pipes = [context.Pipe(duplex=False) for _writer in range(WRITERS)]
    processes = [
        context.Process(target=write_many, args=(store_path, f"writer {number}", ENTRIES, start, sender))
        for number, (_receiver, sender) in enumerate(pipes)
    ]
    view, shown = context.Pipe(duplex=False)
    board = context.Process(target=look_meanwhile, args=(store_path, start, stop, shown))
    for process in (board, *processes):
        process.start()
    for sender in (shown, *(sender for _receiver, sender in pipes)):
        sender.close()
    wrote: list[Wrote] = [receiver.recv() for receiver, _sender in pipes]
    stop.set()
    looked: Looked = view.recv()
    for process in (board, *processes):
        process.join()
    assert [error for one in wrote for error in one.errors] == []
    assert looked.errors == ()
    with closing(open_store(store_path, record=None)) as store:
        assert verify(store)[::2] == (WRITERS * ENTRIES, ())
        numbers = store.connection.execute("SELECT min(seq), max(seq), count(*), count(DISTINCT ref) FROM ledger")
        assert numbers.fetchone() == (1, *[WRITERS * ENTRIES] * 3)
        totals = store.connection.execute(
            "SELECT agency, nullif(provider, ''), content_type, stage, quantity, entries FROM totals"
        ).fetchall()
    each = WRITERS * ENTRIES // len(TALLIES)
    assert set(totals) == {(*tally, each, each) for tally in TALLIES}
    see(
        f"{WRITERS} × {ENTRIES} entries, no error; slowest append {max(one.longest for one in wrote) * 1e3:.0f} ms; "
        f"{looked.situations} situations read meanwhile ({looked.changes} after a change), "
        f"slowest {looked.longest * 1e3:.0f} ms"
    )
