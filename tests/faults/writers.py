"""Processes that write to a store or read from it, forked from one that has loaded the board and opened nothing."""

import multiprocessing
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path
from typing import NamedTuple

from board.model.entry import Entry
from board.model.wanted import SituationOf
from board.store.ledger import append
from board.store.opening import open_store
from board.store.reader import Reader

ACTION = "is-2019-11"
TALLIES = (
    ("eu-iru", "telegram", "video", "referred"),
    ("eu-iru", "telegram", "video", "removed"),
    ("bka", None, "publication", "referred"),
    ("europol", "twitter", "account", "removed"),
)

PATIENCE = 60.0
"""Seconds after which somebody who was waited for is missing."""


def counted(ref: str, tally: int = 0, quantity: int = 1, **other: object) -> Entry:
    """Return an entry of one of `TALLIES` with a sender's reference."""
    agency, provider, unit, stage = TALLIES[tally % len(TALLIES)]
    values = {
        "action": ACTION,
        "agency": agency,
        "provider": provider,
        "content_type": unit,
        "stage": stage,
        "quantity": quantity,
        "occurred_at": datetime.now(UTC),
        "ref": ref,
    }
    return Entry.model_validate(values | other)


def nursery() -> ForkServerContext:
    """Return what starts processes in some milliseconds."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


class Acknowledged(NamedTuple):
    """What a writer says of an append that returned."""

    number: int
    """Of the append, from 0."""
    hash: bytes
    """Of its last row."""


class Doomed:
    """A writer that appends until it is killed, and acknowledges each append after it returned."""

    def __init__(self, context: ForkServerContext, store: Path, name: str, batch: int) -> None:
        """Start it.

        Args:
            context: From `nursery`.
            store: What it writes to.
            name: Its entries' references start with it.
            batch: Entries in each append.
        """
        self.name = name
        self.batch = batch
        self._acks, sender = context.Pipe(duplex=False)
        self._process: ForkServerProcess = context.Process(target=_write, args=(store, name, batch, sender))
        self._process.start()
        sender.close()

    def until_it_writes(self) -> None:
        """Wait until it has opened the store."""
        assert self._acks.recv_bytes() == b"open"

    def kill(self) -> list[Acknowledged]:
        """Kill it (SIGKILL) and return what it had acknowledged."""
        self._process.kill()
        self._process.join()
        return list(self._received())

    def _received(self) -> Iterator[Acknowledged]:
        with closing(self._acks):
            while True:
                try:
                    said = self._acks.recv_bytes()
                except EOFError:
                    return
                if said != b"open":
                    number, hash_ = said.split()
                    yield Acknowledged(int(number), bytes.fromhex(hash_.decode()))


def _write(path: Path, name: str, batch: int, acks: Connection) -> None:
    store = open_store(path, record=None)
    acks.send_bytes(b"open")
    for number in count():
        entries = [counted(f"{name} {number} {place}", place, note=f"{name} {number}") for place in range(batch)]
        rows = append(store, entries, "duty officer", datetime.now(UTC)).rows
        acks.send_bytes(f"{number} {rows[-1].hash.hex()}".encode())  # shorter than PIPE_BUF: all of it or nothing


class Wrote(NamedTuple):
    """What a writer among many has to say."""

    errors: tuple[str, ...]
    longest: float
    """Seconds of its slowest append."""


def write_many(path: Path, name: str, entries: int, start: Barrier, result: Connection) -> None:
    """Append entries one by one as fast as possible, once all others are ready too; send a `Wrote`."""
    errors: list[str] = []
    longest = 0.0
    with closing(open_store(path, record=None)) as store:
        start.wait(PATIENCE)
        for number in range(entries):
            before = time.perf_counter()
            try:
                append(store, [counted(f"{name} {number}", number)], name, datetime.now(UTC))
            except Exception as error:
                errors.append(f"{type(error).__name__}: {error}")
            longest = max(longest, time.perf_counter() - before)
    result.send(Wrote(tuple(errors), longest))


class Looked(NamedTuple):
    """What a reader beside many writers has to say."""

    errors: tuple[str, ...]
    situations: int
    changes: int
    longest: float
    """Seconds of its slowest look, with the situation it read."""


def look_meanwhile(path: Path, start: Barrier, stop: Event, result: Connection) -> None:
    """Read situations until told to stop, without waiting for any lock; send a `Looked`.

    Each entry counts 1, so in every situation the stages add up to the entries.
    """
    errors: list[str] = []
    situations = changes = before = 0
    longest = 0.0
    with closing(open_store(path, record=None, wait=0.0)) as store:
        reader = Reader(store)
        start.wait(PATIENCE)
        while not stop.is_set():
            began = time.perf_counter()
            try:
                changes += reader.changed()
                situation = reader.read(SituationOf(ACTION))
                counts = sum(quantity.value for quantity in situation.stages.values())
                if not before <= counts == situation.entries:
                    errors.append(f"{counts} counted in {situation.entries} entries after {before}")
                before = situation.entries
            except Exception as error:
                errors.append(f"{type(error).__name__}: {error}")
            situations += 1
            longest = max(longest, time.perf_counter() - began)
            time.sleep(0.01)
    result.send(Looked(tuple(errors), situations, changes, longest))
