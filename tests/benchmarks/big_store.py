"""A store with as many entries as wanted, written past the guards, and as whole as one that was appended to.

Run it from the checkout, in the environment the board is installed in; a million entries take about 30 seconds and
640 MB:

    python3 -m tests.benchmarks.big_store /tmp/big.db --entries 1000000 --verify

The rows have the real chain of hashes, the store itself sums them and the other guards are put back, so `board verify`
finds it clean. The entries come at one pace up to this moment, over at least the hours that a tempo shows: a longer
ledger is an older one, and its last hours are no fuller.
"""

import argparse
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice, product
from pathlib import Path

from board.model.entry import NO_HASH, LedgerRow, hash_of
from board.model.instants import milliseconds
from board.store.connection import use_wal, writing
from board.store.edition import setting, shipped_record
from board.store.guards import GUARDS
from board.store.ledger import COLUMNS
from board.store.opening import open_store
from board.store.verify import verify

ACTION = "is-2019-11"
"""The action that a board shows first."""
AGENCIES = ("eu-iru", "bka", "europol", "guardia-civil", "federal-prosecutor-be", "eurojust")
PROVIDERS = ("telegram", "twitter", None)
TYPES = ("video", "publication", "group", "account")
STAGES = ("assessed", "referred", "removed")
OPERATORS = ("duty officer", "second officer", "night desk", "import")

Tally = tuple[str, str | None, str, str]
"""Agency, provider, content type, stage."""
TALLIES: tuple[Tally, ...] = tuple(product(AGENCIES, PROVIDERS, TYPES, STAGES))
"""216; each has an entry once there are as many entries, so that a longer ledger has no more tallies."""

PACE = 180
"""Milliseconds between two entries: 20 000 an hour."""
SPAN = 8 * 3_600_000
"""Milliseconds over which a short ledger is spread: those of which a tempo is shown."""
BACK = 997
"""Of so many entries one takes back an earlier one."""
REFERENCES = 4
"""Of so many entries one has the sender's reference."""
BYTES_AN_ENTRY = 700
"""Space that an entry takes with its indexes and its part in the sums."""
PORTION = 50_000
SUMMING = "ledger_is_summed"
"""The guard that keeps the sums: the only one that stays, so that they are the board's own."""

Values = tuple[str | int | bytes | None, ...]


def rows(site: str, entries: int, seed: int, end: int) -> Iterator[Values]:
    """Yield the values of ledger rows, numbered from 1.

    Args:
        site: Of the store.
        entries: How many.
        seed: The same gives the same counts.
        end: When the last is recorded, milliseconds since 1970.
    """
    chance = random.Random(seed)
    gap = max(PACE, SPAN // entries)
    before = NO_HASH
    kept: dict[int, tuple[Tally, int, str, int]] = {}
    for seq in range(1, entries + 1):
        recorded = end - (entries - seq) * gap
        reverses = seq - 10 if seq % BACK == 0 else None
        if reverses is None:
            tally = TALLIES[seq - 1] if seq <= len(TALLIES) else TALLIES[chance.randrange(len(TALLIES))]
            quantity, qualifier = chance.randrange(1, 500), "exact" if chance.random() < 0.9 else "at_least"
            occurred = recorded - chance.randrange(600_000)
            if seq % BACK == BACK - 10:
                kept[seq] = (tally, quantity, qualifier, occurred)
        else:
            tally, quantity, qualifier, occurred = kept.pop(reverses)
            quantity = -quantity
        agency, provider, unit, stage = tally
        operator = OPERATORS[seq % len(OPERATORS)]
        ref = f"mail {seq}" if seq % REFERENCES == 0 else None
        bits = f"{recorded:012x}7{chance.getrandbits(12):03x}{1 << 63 | chance.getrandbits(62):016x}"
        id_ = f"{bits[:8]}-{bits[8:12]}-{bits[12:16]}-{bits[16:20]}-{bits[20:]}"
        content = (
            f'{{"action":"{ACTION}","agency":"{agency}","batch":null,"content_type":"{unit}","id":"{id_}",'
            f'"note_hash":null,"occurred_at":{occurred},"operator":"{operator}","provider":{_json(provider)},'
            f'"qualifier":"{qualifier}","quantity":{quantity},"recorded_at":{recorded},"ref":{_json(ref)},'
            f'"reverses_seq":{reverses or "null"},"reverses_site":{_json(site if reverses else None)},'
            f'"seq":{seq},"site":"{site}","source":null,"stage":"{stage}"}}'
        )
        hash_ = sha256(before + content.encode()).digest()
        values: Values = (
            site, seq, id_, ACTION, agency, provider, unit, stage, quantity, qualifier, occurred, recorded, operator,
            None, ref, site if reverses else None, reverses, None, None, before, hash_,
        )  # fmt: skip
        yield values
        before = hash_


def _json(text: str | None) -> str:
    return "null" if text is None else f'"{text}"'


def make(path: Path, entries: int, seed: int, end: datetime | None = None) -> None:
    """Make a store with the shipped record and `entries` entries, the last of them recorded at `end`.

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
        insert = f"INSERT INTO ledger ({COLUMNS}) VALUES ({', '.join('?' * len(LedgerRow._fields))})"
        source = rows(site, entries, seed, milliseconds(end or datetime.now(UTC)))
        with writing(connection):
            for name in GUARDS.keys() - {SUMMING}:
                connection.execute(f"DROP TRIGGER {name}")
            while portion := list(islice(source, PORTION)):
                row = LedgerRow(*portion[-1])  # type: ignore[arg-type]
                assert row.hash == hash_of(row)
                connection.executemany(insert, portion)
            for name in GUARDS.keys() - {SUMMING}:
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
