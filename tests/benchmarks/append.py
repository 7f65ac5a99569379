"""How long until an entry is durable, and how fast are ten thousand, as multiples of the bare SQLite transaction?

Run it from the checkout, in the environment the board is installed in:

    python3 -m tests.benchmarks.append --rounds 9

One by one: `append` of one entry, against BEGIN IMMEDIATE, one INSERT, COMMIT into a table of the same columns and
indexes, without guards, sums or keys to other tables; "guarded" is that same bare transaction into a store, so what
lies between it and "board" is the board's Python. In bulk: one `append` of many entries, against `executemany` of the
same rows into the same tables without guards, and `executemany` of the sums, added up beforehand.

All use the same SQLite, WAL and synchronous = FULL, start from files with the same entries, and take turns. It prints
medians, and the median of the ratios taken round by round. With --profile it shows where the board's time goes.
"""

import argparse
import cProfile
import itertools
import pstats
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from board.model.entry import Entry, LedgerRow
from board.model.instants import instant_of, milliseconds
from board.store.connection import Connection, use_wal, writing
from board.store.edition import setting
from board.store.guards import GUARDS
from board.store.ledger import COLUMNS, append
from board.store.opening import Store, open_store
from board.store.verify import verify
from tests.benchmarks.big_store import QUANTITY, REVERSES, SUMMING, Values, make, rows

INSERT = f"INSERT INTO ledger ({COLUMNS}) VALUES ({', '.join('?' * len(LedgerRow._fields))})"
Times = dict[str, list[float]]


class Material:
    """Files to start from, and what is appended to them."""

    def __init__(self, folder: Path, present: int, more: int) -> None:
        """Make them.

        Args:
            folder: For the files.
            present: Entries in each file at the start.
            more: Entries that can be appended.
        """
        self.folder = folder
        self._names = itertools.count()
        self.present = present
        self.now = datetime.now(UTC)
        self.store = folder / "start.db"
        make(self.store, present, 1, self.now)
        with closing(open_store(self.store, record=None)) as store:
            self.site = setting(store.connection, "site") or ""
            _truncate(store.connection)
            self.bare = _bare(store, folder / "bare.db")
        later = instant_of(milliseconds(self.now) + 60_000)
        found = list(rows(self.site, present + more, 1, milliseconds(later)))[present:]
        self.rows = [row for row in found if row[REVERSES] is None and int(row[QUANTITY] or 0) > 0]
        self.entries = [_entry(LedgerRow(*row)) for row in self.rows]  # type: ignore[arg-type]

    def copy(self, start: Path) -> Path:
        """Return a copy of a file to write to."""
        return Path(shutil.copy(start, self.folder / f"{next(self._names)}.db"))

    def done_with(self, path: Path) -> None:
        """Throw a copy away."""
        for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            name.unlink(missing_ok=True)


def _entry(row: LedgerRow) -> Entry:
    return Entry.model_validate(
        {
            "action": row.action,
            "agency": row.agency,
            "stage": row.stage,
            "content_type": row.content_type,
            "quantity": row.quantity,
            "qualifier": row.qualifier,
            "provider": row.provider,
            "occurred_at": instant_of(row.occurred_at),
            "ref": row.ref,
        }
    )


def _truncate(connection: Connection) -> None:
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _bare(store: Store, path: Path) -> Path:
    """Make a file with the entries of a store in a table of the same columns and indexes, and nothing else."""
    columns = store.connection.execute("SELECT name, type, pk FROM pragma_table_info('ledger')").fetchall()
    indexes = store.connection.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'ledger' AND sql IS NOT NULL"
    ).fetchall()
    key = ", ".join(name for name, _type, place in sorted(columns, key=lambda column: int(column[2])) if place)
    with closing(_connect(path)) as connection:
        use_wal(connection, 1.0)
        with writing(connection):
            connection.execute(
                f"CREATE TABLE ledger ({', '.join(f'{name} {type_}' for name, type_, _place in columns)},"
                f" UNIQUE (id), PRIMARY KEY ({key})) WITHOUT ROWID"
            )
            for (sql,) in indexes:
                connection.execute(sql)
            connection.executemany(INSERT, store.connection.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY seq"))
        _truncate(connection)
    return path


def _connect(path: Path) -> Connection:
    connection = Connection(str(path), isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def measure_singly(material: Material, count: int, times: Times) -> None:
    """Make `count` entries durable one by one: in a bare table, in a store without the board, with the board."""
    for name, start in (("bare", material.bare), ("guarded", material.store)):
        path = material.copy(start)
        with closing(_connect(path)) as connection:
            values = _following(connection, material, count)
            times[name].append(_time(lambda: _one_by_one(connection, values)) / count)  # noqa: B023 called at once
        material.done_with(path)
    path = material.copy(material.store)
    with closing(open_store(path, record=None)) as store:
        entries = material.entries[:count]
        times["board"].append(_time(lambda: append_singly(store, entries)) / count)
        verdict = verify(store)
        assert verdict[::2] == (material.present + count, ()), verdict
    material.done_with(path)


def _following(connection: Connection, material: Material, count: int) -> list[Values]:
    """Return rows that follow the last one, without a gap; their hashes need not be right, only linked."""
    (before,) = connection.execute("SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1").fetchone()
    found: list[Values] = []
    for place, row in enumerate(material.rows[:count]):
        found.append((row[0], material.present + 1 + place, *row[2:-2], before, row[-1]))
        before = row[-1]
    return found


def _one_by_one(connection: Connection, values: Sequence[Values]) -> None:
    for row in values:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(INSERT, row)
        connection.execute("COMMIT")


def append_singly(store: Store, entries: Sequence[Entry]) -> None:
    """Append entries, each in a transaction of its own."""
    for entry in entries:
        append(store, [entry], "duty officer", datetime.now(UTC))


def measure_bulk(material: Material, count: int, times: Times) -> None:
    """Append `count` entries in one transaction: as bare rows, as bare rows and sums, with the board."""
    for name, with_sums in (("bare rows", False), ("bare rows and sums", True)):
        path = material.copy(material.store)
        with closing(_connect(path)) as connection:
            values = _following(connection, material, count)
            sums = _sums_after(material, values) if with_sums else {}
            for guard in GUARDS:
                connection.execute(f"DROP TRIGGER {guard}")
            _truncate(connection)
            times[name].append(_time(lambda: _all_at_once(connection, values, sums)))  # noqa: B023 called at once
        material.done_with(path)
    path = material.copy(material.store)
    with closing(open_store(path, record=None)) as store:
        entries = material.entries[:count]
        times["board in bulk"].append(_time(lambda: append(store, entries, "duty officer", datetime.now(UTC))))
        assert verify(store)[::2] == (material.present + count, ())
    material.done_with(path)


Sums = dict[str, list[Values]]
"""Rows by the statement that puts them into one of the tables that hold sums."""


def _sums_after(material: Material, values: Sequence[Values]) -> Sums:
    """Return the sums that a store holds after it has taken in rows, as far as they are not those from before."""
    path = material.copy(material.store)
    with closing(_connect(path)) as connection:
        tables = [
            table
            for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            if any(f"INTO {table} " in GUARDS[name] for name in SUMMING)
        ]
        before = {table: set(connection.execute(f"SELECT * FROM {table}").fetchall()) for table in tables}
        with writing(connection):
            connection.executemany(INSERT, values)
        sums = {}
        for table in tables:
            found = connection.execute(f"SELECT * FROM {table}")
            holes = ", ".join("?" * len(found.description))
            sums[f"INSERT OR REPLACE INTO {table} VALUES ({holes})"] = list(set(found.fetchall()) - before[table])
    material.done_with(path)
    return sums


def _all_at_once(connection: Connection, values: Sequence[Values], sums: Sums) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(INSERT, values)
    for statement, rows_ in sums.items():
        connection.executemany(statement, rows_)
    connection.execute("COMMIT")


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def show_profile(material: Material, singly: int) -> None:
    """Show where the board's time goes, one by one and in bulk."""
    for title, count in ((f"{singly} entries one by one", singly), ("in bulk", len(material.entries))):
        path = material.copy(material.store)
        with closing(open_store(path, record=None)) as store, cProfile.Profile() as profile:
            if count == singly:
                append_singly(store, material.entries[:count])
            else:
                append(store, material.entries, "duty officer", datetime.now(UTC))
        material.done_with(path)
        print(title)
        pstats.Stats(profile).sort_stats("tottime").print_stats(18)


def _compare(times: Times, board: str, bare: str) -> str:
    return f"{statistics.median(one / other for one, other in zip(times[board], times[bare], strict=True)):.2f}"


def main() -> None:
    """Measure and print two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--present", type=int, default=10_000, help="entries in the files at the start")
    parser.add_argument("--singly", type=int, default=200, help="transactions of a round")
    parser.add_argument("--bulk", type=int, default=10_000, help="entries of one bulk append")
    parser.add_argument("--folder", type=Path, help="on the disk to measure; the temporary folder if left out")
    parser.add_argument("--profile", action="store_true", help="show where the board's time goes instead")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        material = Material(Path(folder), options.present, max(options.singly, options.bulk) * 11 // 10 + 100)
        bulk = min(options.bulk, len(material.entries))
        if options.profile:
            show_profile(material, options.singly)
            return
        one: Times = {name: [] for name in ("bare", "guarded", "board")}
        many: Times = {name: [] for name in ("bare rows", "bare rows and sums", "board in bulk")}
        measure_singly(material, options.singly, {name: [] for name in one})
        measure_bulk(material, bulk, {name: [] for name in many})
        for _round in range(options.rounds):
            measure_singly(material, options.singly, one)
            measure_bulk(material, bulk, many)
    print(f"{'one entry a transaction':26}{'µs':>10}{'a second':>12}{'time ÷ bare':>14}")
    for name, found in one.items():
        each = statistics.median(found)
        print(f"{name:26}{each * 1e6:>10.0f}{1 / each:>12,.0f}{_compare(one, name, 'bare'):>14}")
    print(f"\n{f'{bulk:,} entries at once':26}{'ms':>10}{'a second':>12}{'speed ÷ rows':>14}{'÷ rows and sums':>18}")
    for name, found in many.items():
        each = statistics.median(found)
        ratios = (_compare(many, bare, name) for bare in ("bare rows", "bare rows and sums"))
        print(f"{name:26}{each * 1e3:>10.0f}{bulk / each:>12,.0f}{next(ratios):>14}{next(ratios):>18}")


if __name__ == "__main__":
    main()
