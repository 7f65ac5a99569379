"""How fast is a large file taken in, as a share of the speed of bare executemany, and in how much memory?

Run it from the checkout, in the environment the board is installed in:

    python3 -m tests.benchmarks.intake --rows 1000000

"board import" is the whole command in a process of its own, from its start to its answer: the file is read, recognised,
understood, looked up, hashed, chained, summed and made durable. Against it stands `executemany` of the very rows that
came of it, ready in memory, into the same tables of another store without guards, and of the sums, worked out
beforehand; same SQLite, WAL, synchronous = FULL. They take turns. Then the same file comes again, and once more with a
line added, so that it is not known by its digest: both add nothing else.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from board.store.connection import Connection, writing
from board.store.edition import shipped_record
from board.store.guards import GUARDS
from board.store.ledger import COLUMNS
from board.store.opening import open_store
from board.store.verify import verify

ACTION = "is-2019-11"
_SUMS = ("totals", "agency_totals", "provider_totals", "pulse", "tempo", "spans", "openings")


class Ran(NamedTuple):
    """What a command took and said."""

    seconds: float
    mebibytes: float
    """At most, of memory."""
    said: str


def write_file(path: Path, rows: int) -> None:
    """Write a long sheet: day and time, provider, type, stage, a count and a reference in each row."""
    start = datetime(2019, 11, 21, tzinfo=UTC)
    providers = ("Telegram", "Twitter", "Instagram", "Google")
    units, stages = ("Videos", "Publikationen", "Gruppen", "Konten"), ("gemeldet", "entfernt")
    with path.open("w", encoding="utf-8") as file:
        file.write("BKA\nDatum;Anbieter;Art;Maßnahme;Anzahl;Vorgang\n")
        for number in range(rows):
            at = start + timedelta(minutes=number * 4 * 1440 // rows)
            file.write(
                f"{at:%d.%m.%Y %H:%M};{providers[number % 4]};{units[number // 4 % 4]};{stages[number // 16 % 2]};"
                f"{1 + number % 7};R-{number:07d}\n"
            )


def run(store: Path, *arguments: str) -> Ran:
    """Run a command of the board in a process of its own, which notes the most memory it ever had (Linux)."""
    noted = store.with_name("memory.txt")
    command = [sys.executable, "-c", _NOTING, str(noted), "--store", str(store), *arguments]
    start = time.perf_counter()
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    seconds = time.perf_counter() - start
    assert ended.returncode == 0, ended.stdout
    return Ran(seconds, int(noted.read_text()) / 1024, ended.stdout)


_NOTING = """
import atexit, pathlib, re, sys
file = pathlib.Path(sys.argv.pop(1))
most = lambda: re.search(r"VmHWM:\\s+([0-9]+)", pathlib.Path("/proc/self/status").read_text())[1]
atexit.register(lambda: file.write_text(most()))
from board.cli import main
main(prog_name="board")
"""


def bare(empty: Path, full: Path, folder: Path) -> float:
    """Return the seconds in which executemany puts the rows of one store, and its sums, into another."""
    path = Path(shutil.copy(empty, folder / "bare.db"))
    with closing(Connection(str(full))) as source:
        ledger = source.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY seq").fetchall()
        sums = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in _SUMS}
    with closing(open_store(path, record=None)) as store:
        for guard in GUARDS:
            store.connection.execute(f"DROP TRIGGER {guard}")
        site = ledger[0][0]
        store.connection.execute("UPDATE settings SET value = ? WHERE key = 'site'", (site,))
        store.connection.execute("PRAGMA cache_size = -65536")
        start = time.perf_counter()
        with writing(store.connection):
            store.connection.executemany(
                f"INSERT INTO ledger ({COLUMNS}) VALUES ({', '.join('?' * len(ledger[0]))})", ledger
            )
            for table, rows in sums.items():
                store.connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        seconds = time.perf_counter() - start
    _throw_away(path)
    return seconds


def _throw_away(path: Path) -> None:
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)


def measure(folder: Path, rows: int, rounds: int) -> Iterator[str]:
    """Yield the lines of the table."""
    file, again, empty = folder / "sheet.csv", folder / "again.csv", folder / "empty.db"
    write_file(file, rows)
    shutil.copy(file, again)
    with again.open("a", encoding="utf-8") as more:
        more.write("22.11.2019 10:00;Telegram;Videos;gemeldet;1;R-more\n")
    with closing(open_store(empty, record=shipped_record())) as store:
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    imports, bares, ratios, most = [], [], [], 0.0
    for number in range(rounds):
        full = Path(shutil.copy(empty, folder / "full.db"))
        first = run(full, "import", str(file), "--action", ACTION)
        imports.append(first.seconds)
        bares.append(bare(empty, full, folder))
        ratios.append(bares[-1] / first.seconds)
        most = max(most, first.mebibytes)
        if number < rounds - 1:
            _throw_away(full)
    same = run(full, "import", str(file), "--action", ACTION)
    longer = run(full, "import", str(again), "--action", ACTION)
    with closing(open_store(full, record=None, read_only=True)) as store:
        verdict = verify(store)
        assert (verdict.entries, verdict.problems) == (rows + 1, ())
    title = f"{rows:,} rows, {file.stat().st_size / 2**20:.0f} MiB"
    yield f"{title:34}{'s':>8}{'rows a second':>16}{'÷ bare':>9}{'MiB':>7}"
    for name, seconds, share, memory in (
        ("executemany, rows and sums", statistics.median(bares), "1", ""),
        ("board import", statistics.median(imports), f"{statistics.median(ratios):.2f}", f"{most:.0f}"),
        ("the same file again (adds 0)", same.seconds, "", f"{same.mebibytes:.0f}"),
        ("one row more (adds 1)", longer.seconds, "", f"{longer.mebibytes:.0f}"),
    ):
        yield f"{name:34}{seconds:>8.1f}{rows / seconds:>16,.0f}{share:>9}{memory:>7}"


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="on the disk to measure; the temporary folder if left out")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for line in measure(Path(folder), options.rows, options.rounds):
            print(line, flush=True)


if __name__ == "__main__":
    main()
