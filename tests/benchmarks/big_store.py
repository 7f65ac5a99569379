"""A store with as many entries as wanted, written past the guards, and as whole as one that was appended to.

Run it from the checkout, in the environment the board is installed in; a million entries take about 45 seconds and
950 MB:

    python3 -m tests.benchmarks.big_store /tmp/big.db --entries 1000000 --verify

What is said in it is the course of the shipped exercise, with some of its partners and providers, at one pace by day
and night up to this moment, over at least the hours that a tempo shows: a longer ledger is an older one, and its last
hours are no fuller. The rows have the real chain of hashes, the store itself sums them and the other guards are put
back, so `board verify` finds it clean. They are streamed: a longer ledger takes no more memory.
"""

import argparse
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice, product
from pathlib import Path

from board.exchange.scenario_file import read_file
from board.model.course import Course
from board.model.entry import NO_HASH, LedgerRow, hash_of
from board.model.instants import instant_of, milliseconds
from board.model.said import Correction, Count, Said, Sheet, TakeBack, Total
from board.model.scenario import Joins, Scenario
from board.model.vocabulary import FIRST_TYPES, Qualifier
from board.store.connection import use_wal, writing
from board.store.edition import setting, shipped_exercise, shipped_record
from board.store.guards import GUARDS
from board.store.ledger import COLUMNS
from board.store.opening import open_store
from board.store.play import record_of
from board.store.record import take_in
from board.store.verify import verify

ACTION = "ex-four-days"
"""The action that a board shows first."""
AGENCIES = ("ex-eu-iru", "ex-police-be", "ex-iru-fr", "ex-iru-nl", "ex-police-de", "ex-police-it")
"""The first four count as it happens, then one says running totals, then one sends sheets."""
PROVIDERS = ("ex-messenger", "ex-videos")
TYPES = tuple(map(str, FIRST_TYPES))
STAGES = ("assessed", "referred", "removed")
OPERATORS = ("night desk", "duty officer", "second officer")

Tally = tuple[str, str | None, str, str]
"""Agency, provider, content type, stage."""
TALLIES: tuple[Tally, ...] = tuple(
    (agency, provider, unit, stage)
    for agency, unit, stage in product(
        AGENCIES, TYPES, ("assessed", "held", "referred", "removed", "refused", "reappeared")
    )
    for provider in ((None,) if agency == "ex-police-de" else PROVIDERS)
)
"""264; each begins with an entry of its own, so that a longer ledger has no more tallies."""

PACE = 180
"""Milliseconds between two entries: 20 000 an hour."""
SPAN = 8 * 3_600_000
"""Milliseconds over which a short ledger is spread: those of which a tempo is shown."""
BYTES_AN_ENTRY = 1_000
"""Space that an entry takes with its indexes and its part in the sums."""
PORTION = 50_000
SUMMING = {"ledger_is_summed", "ledger_keeps_openings"}
"""The guards that keep the sums: the only ones that stay, so that they are the board's own."""

Values = tuple[str | int | bytes | None, ...]

REVERSES, QUANTITY = LedgerRow._fields.index("reverses_seq"), LedgerRow._fields.index("quantity")
"""Places among the values."""


def lengthened(entries: int, end: int) -> tuple[Scenario, int]:
    """Return the shipped scenario for so many entries up to an instant, and the milliseconds that it takes.

    All providers are there from the start, and few enough partners and providers that each has all its tallies soon.
    """
    span = max(PACE * entries, SPAN)
    shipped, _document = read_file(shipped_exercise())
    partners = {one.agency: one for one in shipped.partners}
    scenario = shipped.model_copy(
        update={
            "starts_at": instant_of(end - span),
            "partners": tuple(partners[slug] for slug in AGENCIES),
            "providers": tuple(
                one.model_copy(update={"joins": Joins()}) for one in shipped.providers if one.agency in PROVIDERS
            ),
            "units": {unit: shipped.units[unit] for unit in FIRST_TYPES},
        }
    )
    return scenario, span


def _first(start: int) -> Iterator[Said]:
    """Yield an entry for each tally."""
    for agency, provider, unit, stage in TALLIES:
        yield Count(0, start, OPERATORS[0], agency, provider, unit, stage, 1, Qualifier.EXACT, start)


def rows(site: str, entries: int, seed: int, end: int) -> Iterator[Values]:
    """Yield the values of ledger rows, numbered from 1.

    Args:
        site: Of the store.
        entries: How many.
        seed: The same gives the same counts.
        end: Just after the last is recorded, milliseconds since 1970.
    """
    scenario, span = lengthened(entries, end)
    writing_ = _Rows(site, f"{seed} {entries}")
    for said in islice(_first(scenario.starts), entries):
        yield from writing_.of(said)
    left = entries - len(TALLIES)
    if left > 0:
        for said in Course(scenario, seed, left, span=span, even=True):
            yield from writing_.of(said)


class _Rows:
    """Makes rows of what is said, each linked to the one before."""

    def __init__(self, site: str, chance: str) -> None:
        self._site = site
        self._chance = chance
        self._seq = 0
        self._before = NO_HASH
        self._awaited: dict[int, int] = {}

    def of(self, said: Said) -> Iterator[Values]:
        match said:
            case Count():
                if said.awaited:
                    self._awaited[said.number] = self._seq + 1
                yield self._row(said)
            case Total():
                count = Count(
                    said.number, said.at, said.operator, said.agency, None, said.unit, said.stage, said.increment,
                    Qualifier.EXACT, said.occurred_at,
                )  # fmt: skip
                yield self._row(count)
            case Sheet():
                if not said.again:
                    for row in said.rows:
                        yield self._row(row, batch=said.name)
            case Correction(of=of):
                yield self._row(of._replace(at=said.at, operator=said.operator, quantity=said.quantity, ref=None))
                yield self._back(said)
            case TakeBack():
                yield self._back(said)

    def _back(self, said: Correction | TakeBack) -> Values:
        opposite = said.of._replace(at=said.at, operator=said.operator, quantity=-said.of.quantity, ref=None)
        return self._row(opposite, reverses=self._awaited.pop(said.of.number))

    def _row(self, count: Count, reverses: int | None = None, batch: str | None = None) -> Values:
        """Return one row; its canonical JSON is written out here, as `hash_of` costs three times as much."""
        self._seq = seq = self._seq + 1
        site, ref = self._site, f"mail {seq}" if count.ref is not None else None
        time_, chance = f"{count.at:012x}", sha256(f"{self._chance} {seq}".encode()).hexdigest()
        id_ = f"{time_[:8]}-{time_[8:]}-7{chance[:3]}-8{chance[3:6]}-{chance[6:18]}"
        content = (
            f'{{"action":"{ACTION}","agency":"{count.agency}","batch":{_json(batch)},"content_type":"{count.unit}",'
            f'"id":"{id_}","note_hash":null,"occurred_at":{count.occurred_at},"operator":"{count.operator}",'
            f'"provider":{_json(count.provider)},"qualifier":"{count.qualifier}","quantity":{count.quantity},'
            f'"recorded_at":{count.at},"ref":{_json(ref)},"reverses_seq":{reverses or "null"},'
            f'"reverses_site":{_json(site if reverses else None)},"seq":{seq},"site":"{site}","source":null,'
            f'"stage":"{count.stage}"}}'
        )
        before, self._before = self._before, sha256(self._before + content.encode()).digest()
        return (
            site, seq, id_, ACTION, count.agency, count.provider, count.unit, str(count.stage), count.quantity,
            str(count.qualifier), count.occurred_at, count.at, count.operator, None, ref, site if reverses else None,
            reverses, batch, None, before, self._before,
        )  # fmt: skip


def _json(text: str | None) -> str:
    return "null" if text is None else f'"{text}"'


def make(path: Path, entries: int, seed: int, end: datetime | None = None) -> None:
    """Make a store with the shipped record, and an exercise of `entries` entries, the last of them recorded at `end`.

    Args:
        path: Where there is no file yet.
        entries: How many.
        seed: The same gives the same counts.
        end: Aware; now, if it is left out.

    Raises:
        OSError: The disk has not enough room.
    """
    if shutil.disk_usage(path.parent).free < entries * BYTES_AN_ENTRY:
        raise OSError(f"{entries} entries need {entries * BYTES_AN_ENTRY / 1e9:.1f} GB at {path.parent}")
    with closing(open_store(path, record=shipped_record())) as store:
        connection = store.connection
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute("PRAGMA journal_mode = OFF").fetchone()  # half a store is thrown away, not mended
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA cache_size = -400000")
        site = setting(connection, "site") or ""
        last = milliseconds(end or datetime.now(UTC))
        take_in(connection, record_of(lengthened(entries, last)[0]))
        insert = f"INSERT INTO ledger ({COLUMNS}) VALUES ({', '.join('?' * len(LedgerRow._fields))})"
        source = rows(site, entries, seed, last)
        with writing(connection):
            for name in GUARDS.keys() - SUMMING:
                connection.execute(f"DROP TRIGGER {name}")
            while portion := list(islice(source, PORTION)):
                row = LedgerRow(*portion[-1])  # type: ignore[arg-type]
                assert row.hash == hash_of(row)
                connection.executemany(insert, portion)
            for name in GUARDS.keys() - SUMMING:
                connection.execute(GUARDS[name])
        use_wal(connection, 1.0)


def main() -> None:
    """Make a store."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path)
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verify", action="store_true", help="check it afterwards")
    options = parser.parse_args()
    started = time.perf_counter()
    make(options.path, options.entries, options.seed)
    size = options.path.stat().st_size
    print(f"{options.entries:,} entries, {size / 1e6:,.0f} MB, {time.perf_counter() - started:.0f} s")
    if options.verify:
        started = time.perf_counter()
        with closing(open_store(options.path, record=None, read_only=True)) as store:
            verdict = verify(store)
        print(f"verified in {time.perf_counter() - started:.0f} s: {verdict.problems or 'clean'}")


if __name__ == "__main__":
    main()
