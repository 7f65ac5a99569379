"""Does a disk that is full in the middle of an append lose, halve or break anything?"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from board.store.ledger import append
from board.store.opening import Store, open_store
from board.store.refused import Refused
from board.store.situation_reports import take
from board.store.verify import verify
from tests.faults import FULL
from tests.faults.conftest import See, verdict_on
from tests.faults.writers import ACTION, counted

if sys.platform == "win32":
    pytest.skip("limits and mounts are those of POSIX", allow_module_level=True)

import resource

NOW = datetime(2019, 11, 22, 14, 30, tzinfo=UTC)
LIMITS = range(1, 60_000, 577 if FULL else 5_003)
"""Bytes that a file may still grow: to the middle of a page, of a frame's head, of a log that is begun anew."""


def append_until_refused(store: Store, name: str) -> tuple[list[str], str]:
    """Append until it is refused; return the acknowledged references and what the refusal says."""
    acknowledged: list[str] = []
    for number in range(10_000):
        refs = [f"{name} {number} {place}" for place in range(3)]
        try:
            append(store, [counted(ref, place, note=ref) for place, ref in enumerate(refs)], "duty officer", NOW)
        except Refused as refusal:
            return acknowledged, str(refusal)
        acknowledged += refs
    raise AssertionError("the disk was never full")


def check(store: Store, acknowledged: list[str]) -> None:
    """Check that what was acknowledged is there in order, nothing else, and that the store is whole."""
    rows = store.connection.execute("SELECT ref FROM ledger ORDER BY seq").fetchall()
    assert [row[0] for row in rows] == acknowledged
    assert verify(store).problems == ()


def is_one_clear_line(said: str, path: Path) -> bool:
    """Say whether a refusal is a sentence that speaks of the disk."""
    return said.startswith("the disk that holds ") and str(path) in said and "\n" not in said


def test_a_file_that_may_not_grow(store_path: Path, see: See) -> None:
    """A limit on the size of files stops the log at 104 places (12 in the normal suite), in the middle of an append.

    The limit is set and lifted in this process, as it is for the whole process: nothing else writes meanwhile.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    acknowledged: list[str] = []
    log = Path(f"{store_path}-wal")
    with closing(open_store(store_path, record=None)) as store:
        for more in LIMITS:
            size = max(log.stat().st_size if log.exists() else 0, store_path.stat().st_size)
            try:
                resource.setrlimit(resource.RLIMIT_FSIZE, (size + more, hard))
                done, said = append_until_refused(store, f"limit {more}")
                more_done, again = append_until_refused(store, f"again {more}")
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            assert is_one_clear_line(said, store_path)
            assert is_one_clear_line(again, store_path)
            acknowledged += done + more_done
            check(store, acknowledged)
            append(store, [counted(f"after {more}")], "duty officer", NOW)
            acknowledged.append(f"after {more}")
    assert verdict_on(store_path)[::2] == (len(acknowledged), ())
    see(f"{len(LIMITS)} limits hit: {len(acknowledged)} acknowledged entries all there, nothing else; “{said}”")


def freeze_until_refused(store: Store) -> tuple[int, str]:
    """Freeze reports until one is refused; return the number of the last acknowledged one and what is said."""
    last = 0
    for _report in range(1_000):
        try:
            last = take(store, ACTION, "duty officer", NOW).number
        except Refused as refusal:
            return last, str(refusal)
    raise AssertionError("the disk was never full")


def test_a_report_on_a_file_that_may_not_grow(store_path: Path) -> None:
    """A report that has no room is refused in a sentence and leaves nothing; with room it gets the very number."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    log = Path(f"{store_path}-wal")
    with closing(open_store(store_path, record=None)) as store:
        append(store, [counted("before")], "duty officer", NOW)
        for more in (5_000, 300_000):
            size = max(log.stat().st_size, store_path.stat().st_size)
            before = take(store, ACTION, "duty officer", NOW).number
            try:
                resource.setrlimit(resource.RLIMIT_FSIZE, (size + more, hard))
                last, said = freeze_until_refused(store)
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            assert is_one_clear_line(said, store_path)
            assert take(store, ACTION, "duty officer", NOW).number == (last or before) + 1
            assert verify(store).problems == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes in memory; needs root and the right to mount."""
    place = tmp_path / "small"
    place.mkdir()
    mounting = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_full(store_path: Path, small_disk: Path, see: See) -> None:
    """A disk of two megabytes is filled by the store itself; after room is made, also in a board opened anew."""
    path = Path(shutil.copy(store_path, small_disk / "board.db"))
    filler = small_disk / "filler"
    acknowledged: list[str] = []
    lines = set()
    for number, room in enumerate((500_000, 400_000, 300_000)):
        with closing(open_store(path, record=None)) as store:
            filler.write_bytes(bytes(max(0, shutil.disk_usage(small_disk).free - room)))
            done, said = append_until_refused(store, f"full {number}")
            acknowledged += done
            assert is_one_clear_line(said, path)
            lines.add(said)
            filler.unlink()
            check(store, acknowledged)
            append(store, [counted(f"after {number}")], "duty officer", NOW)
            acknowledged.append(f"after {number}")
    assert verdict_on(path)[::2] == (len(acknowledged), ())
    see(f"a full disk: {len(acknowledged)} acknowledged entries all there, nothing else; “{' / '.join(lines)}”")


def test_a_board_opened_on_a_full_disk(store_path: Path, small_disk: Path) -> None:
    """On a disk without a byte of room a store opens or is refused in one line; nothing is lost either way."""
    path = Path(shutil.copy(store_path, small_disk / "board.db"))
    with closing(open_store(path, record=None)) as store:
        append(store, [counted("before")], "duty officer", NOW)
    filler = small_disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(small_disk).free))
    try:
        with closing(open_store(path, record=None)) as store:
            said = append_until_refused(store, "on a full disk")[1]
    except Refused as refusal:
        said = str(refusal)
    assert str(path) in said
    assert "\n" not in said
    filler.unlink()
    with closing(open_store(path, record=None)) as store:
        rows = [row[0] for row in store.connection.execute("SELECT ref FROM ledger ORDER BY seq").fetchall()]
        assert rows[0] == "before"
        assert verify(store).problems == ()
        append(store, [counted("after")], "duty officer", NOW)


def test_a_process_that_is_told_of_its_limit(store_path: Path) -> None:
    """`board record` with 20 kB left ends in one line on stderr and exit code 1, and records nothing."""
    command = f'ulimit -f 40; exec "{sys.executable}" -m board.cli --store "{store_path}" record "$0"'
    ended = subprocess.run(
        ["sh", "-c", command, "+120 video removed @eu-iru"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("board: the disk that holds ")
    assert ended.stderr.count("\n") == 1
    assert verdict_on(store_path)[::2] == (0, ())
