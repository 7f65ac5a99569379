"""Is a report that is frozen while others write exactly the beginning of the ledger that it names?"""

import os
import time
from contextlib import closing
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from board.model.situation_report import SituationReport
from board.store.ledger import append
from board.store.opening import open_store
from board.store.since import since
from board.store.situation_reports import take
from board.store.verify import verify
from tests.faults import FULL
from tests.faults.conftest import See
from tests.faults.writers import ACTION, counted, nursery

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the processes are forked")

WRITERS = 2
REPORTS = 200 if FULL else 20
"""Frozen while the writers write."""

BREATH = 0.005
"""Seconds without the lock, so that nobody who waits for it is passed by for ever: SQLite has no queue."""


def write_until(path: Path, name: str, stop: Event, to: Connection) -> None:
    """Append entries that count 1 item each until it is said to stop; tell how many they were."""
    done = 0
    with closing(open_store(path, record=None)) as store:
        while not stop.is_set():
            append(store, [counted(f"{name} {done}", done)], name, datetime.now(UTC))
            done += 1
            time.sleep(BREATH)
    to.send(done)
    to.close()


def test_reports_while_two_processes_append(store_path: Path, see: See) -> None:
    """2 processes append; reports are frozen all the while. Each entry of the writers counts 1 item.

    So the tallies of a report add up to its number of entries, which is the number of the entry that is its head; and
    `verify` works out every tally of every report from the ledger anew.
    """
    context = nursery()
    stop = context.Event()
    pipes = [context.Pipe(duplex=False) for _writer in range(WRITERS)]
    processes = [
        context.Process(target=write_until, args=(store_path, f"writer {number}", stop, sender))
        for number, (_receiver, sender) in enumerate(pipes)
    ]
    for process in processes:
        process.start()
    for _receiver, sender in pipes:
        sender.close()
    with closing(open_store(store_path, record=None)) as store:
        found: list[SituationReport] = []
        while len(found) < REPORTS or len({report.situation.entries for report in found}) < REPORTS // 2:
            found.append(take(store, ACTION, "duty officer", datetime.now(UTC)))
            time.sleep(BREATH)
        stop.set()
        wrote: int = sum(receiver.recv() for receiver, _sender in pipes)
        for process in processes:
            process.join()
        found.append(take(store, ACTION, "duty officer", datetime.now(UTC)))
        for report in found:
            entries = report.situation.entries
            assert sum(one.value for one in report.situation.stages.values()) == entries
            assert entries == (report.head.seq if report.head else 0)
        entries_of = [report.situation.entries for report in found]
        assert entries_of == sorted(entries_of)
        assert entries_of[-1] == wrote
        assert verify(store).problems == ()
        assert since(store, "1", ACTION).entries == wrote - entries_of[0]
    see(f"{len(found)} reports of {len(set(entries_of))} moments among {wrote} entries of {WRITERS} writers")
