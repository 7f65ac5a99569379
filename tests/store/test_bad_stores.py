"""Is whatever is no good store refused in one line that says why and how to go on, with nothing of it lost?"""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest

from board.model.wanted import SituationOf
from board.store.connection import Connection, connect
from board.store.edition import shipped_record
from board.store.opening import SCHEMA, open_store
from board.store.reader import Reader
from tests.cli.run import board, done, process, refusal
from tests.store.files import contents, foreign, no_other_error, refused_by

WAYS_OUT = r"--store|--wait|--read-only|BOARD_KEY|backup|update this board|check (its|the folder's) permissions"
"""What a person can do; each refusal names at least one."""


posix = pytest.mark.skipif(os.name != "posix", reason="names and links are those of POSIX")


class Bad(NamedTuple):
    """A file that is no good store."""

    spoil: Callable[[Path], None]
    """Makes it of a good one."""
    why: str
    """What the refusal must say, as a pattern."""


def _text(path: Path) -> None:
    path.write_text("The minutes of the meeting of 25 November 2019.\n" * 40, encoding="utf-8")


def _short_text(path: Path) -> None:
    path.write_text("minutes", encoding="utf-8")


def _half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _page(table: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            size = connection.execute("PRAGMA page_size").fetchone()[0]
            root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        content = bytearray(path.read_bytes())
        content[(root - 1) * size : (root - 1) * size + 100] = b"\xff" * 100
        path.write_bytes(content)

    return spoil


def _schema(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:200] = b"\xff" * 100
    path.write_bytes(content)


def _header(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[:16] = b"\0" * 16
    path.write_bytes(content)


def _newer_board(path: Path) -> None:
    foreign(path, f"PRAGMA user_version = {SCHEMA + 1}")


def _other_program(path: Path) -> None:
    path.unlink()
    foreign(path, "CREATE TABLE bookmarks (address TEXT)", "INSERT INTO bookmarks VALUES ('https://example.org')")


def _other_program_same_version(path: Path) -> None:
    _other_program(path)
    foreign(path, f"PRAGMA user_version = {SCHEMA}")


def _other_program_empty(path: Path) -> None:
    path.unlink()
    foreign(path, "PRAGMA application_id = 252006675", f"PRAGMA user_version = {SCHEMA + 8}")


BAD = {
    "text": Bad(_text, "no board store"),
    "short text": Bad(_short_text, "no board store"),
    "cut in half": Bad(_half, "damaged"),
    "damaged settings": Bad(_page("settings"), "damaged"),
    "damaged schema": Bad(_schema, "damaged"),
    "damaged header": Bad(_header, "no board store"),
    "newer board": Bad(_newer_board, f"schema {SCHEMA + 1}"),
    "other program": Bad(_other_program, "another program"),
    "other program, our version": Bad(_other_program_same_version, "another program"),
    "other program, no tables yet": Bad(_other_program_empty, "another program"),
}


@pytest.fixture(params=[*BAD])
def bad(request: pytest.FixtureRequest, store_path: Path) -> tuple[Path, Bad]:
    """A spoilt store, and what it is."""
    kind = BAD[request.param]
    kind.spoil(store_path)
    return store_path, kind


def _assert_says(line: str, why: str) -> None:
    assert re.search(why, line), line
    assert re.search(WAYS_OUT, line), line


@pytest.mark.parametrize("read_only", [False, True])
def test_a_bad_store_is_refused_and_kept(bad: tuple[Path, Bad], read_only: bool) -> None:
    """Opening and reading it says why not, and not one byte of it is changed."""
    path, kind = bad
    before = path.read_bytes()

    def look() -> None:
        store = open_store(path, record=shipped_record(), read_only=read_only)
        with closing(store.connection):
            Reader(store).read(SituationOf())

    line = refused_by(look)
    assert path.read_bytes() == before
    assert line is not None
    _assert_says(line, kind.why)


@pytest.mark.parametrize("command", ["show", "where"])
def test_a_bad_store_is_one_line_on_the_command_line(bad: tuple[Path, Bad], command: str) -> None:
    """`board` prints that line alone, ends with 1, and the file stays as it was."""
    path, kind = bad
    before = path.read_bytes()
    _assert_says(refusal(board("--store", path, command)), kind.why)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("table", "command"),
    [
        *[
            (table, command)
            for table in ("statements", "actions", "sources", "agencies")
            for command in ("show", "list")
        ],
        ("agencies", "add"),
    ],
)
def test_damage_that_is_met_only_when_reading(store_path: Path, table: str, command: str) -> None:
    """A page deep in the store is found to be damaged when it is read or added to: said, not a traceback."""
    _page(table)(store_path)
    before = store_path.read_bytes()
    words = {
        "show": ["show"],
        "list": [table, "list"],
        "add": ["agencies", "add", "new-one", "New one", "--kind", "police"],
    }[command]
    _assert_says(refusal(board("--store", store_path, *words)), "damaged")
    assert store_path.read_bytes() == before


def test_a_folder_as_store(tmp_path: Path) -> None:
    """Somebody names the folder and not the file: refused, whether or not the folder holds something."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "kept.txt").write_text("kept", encoding="utf-8")
    for options in ([], ["--read-only"]):
        _assert_says(refusal(board("--store", tmp_path / "folder", *options, "show")), "folder")
    assert [file.name for file in (tmp_path / "folder").iterdir()] == ["kept.txt"]


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    """The store cannot lie inside a file."""
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    _assert_says(refusal(board("--store", tmp_path / "file" / "board.db", "show")), "file")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


@posix
@pytest.mark.parametrize("command", ["show", "where", "init"])
def test_a_name_longer_than_the_system_takes(tmp_path: Path, command: str) -> None:
    """A file name of 300 characters is refused like any other that cannot be."""
    assert "too long" in refusal(board("--store", tmp_path / ("a" * 300), command)).casefold()


@posix
def test_a_link_that_leads_in_a_circle(tmp_path: Path) -> None:
    """Neither made nor followed for ever."""
    link = tmp_path / "board.db"
    link.symlink_to(link)
    refusal(board("--store", link, "show"))


def test_read_only_without_a_store(tmp_path: Path) -> None:
    """Looking makes nothing: no store, no folder."""
    line = refusal(board("--store", tmp_path / "none" / "board.db", "--read-only", "show"))
    _assert_says(line, "no store")
    assert not (tmp_path / "none").exists()


def test_read_only_shows_and_refuses_to_write(store_path: Path) -> None:
    """A store that is up to date is shown; an addition is refused, by SQLite itself too."""
    before = store_path.read_bytes()
    assert "26,000" in done(board("--store", store_path, "--read-only", "show"))
    refusal(board("--store", store_path, "--read-only", "agencies", "add", "x", "X", "--kind", "other"))
    store = open_store(store_path, record=None, read_only=True)
    with pytest.raises(Exception, match="readonly"):
        store.connection.execute("UPDATE settings SET value = 'RED'")
    store.close()
    assert store_path.read_bytes() == before


def test_read_only_with_an_older_store(store_path: Path) -> None:
    """A store that must first be brought up to date is not, when nothing may be written."""
    foreign(store_path, f"PRAGMA user_version = {SCHEMA - 1}")
    before = store_path.read_bytes()
    _assert_says(refusal(board("--store", store_path, "--read-only", "show")), "up to date")
    assert store_path.read_bytes() == before


def test_an_older_store_is_brought_up_to_date(store_path: Path) -> None:
    """A stamp that lags behind its tables is set right, and nothing else is touched."""
    before = contents(store_path)
    foreign(store_path, f"PRAGMA user_version = {SCHEMA - 1}")
    done(board("--store", store_path, "init"))
    assert contents(store_path) == before
    with closing(sqlite3.connect(store_path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    """`touch board.db` is no other program's file: nothing is lost by using it."""
    path = tmp_path / "board.db"
    path.touch()
    assert board("--store", path, "init").exit_code == 0
    assert "26,000" in done(board("--store", path, "show"))


@posix
def test_an_empty_file_that_becomes_a_store_is_private(tmp_path: Path) -> None:
    """Whoever could read the empty file cannot read the store."""
    path = tmp_path / "board.db"
    path.touch(mode=0o644)
    assert board("--store", path, "init").exit_code == 0
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_failed_first_run_leaves_no_empty_file(tmp_path: Path) -> None:
    """Where the first run fails before anything was written, no file is left that looks like a store."""
    path = tmp_path / "board.db"
    (tmp_path / "board.db-journal").mkdir()
    (tmp_path / "board.db-wal").mkdir()
    refusal(board("--store", path, "init"))
    assert not path.exists()


@pytest.fixture
def held() -> Iterator[Callable[[Path], Connection]]:
    """Opens stores that another board then holds for writing, until the test is over."""
    holders: list[Connection] = []

    def hold(path: Path) -> Connection:
        holder = connect(path, read_only=False, key=None, wait=0.0)
        holder.execute("BEGIN IMMEDIATE")
        holders.append(holder)
        return holder

    yield hold
    for holder in holders:
        holder.close()


HELD = r"held the store .* for more than 0\.2 s.*--wait"


def test_held_on_the_first_run(tmp_path: Path, held: Callable[[Path], Connection]) -> None:
    """Another program holds the new file: said after --wait, and the file is not taken away from it."""
    path = tmp_path / "board.db"
    path.touch()
    held(path)
    assert re.search(HELD, refusal(board("--store", path, "--wait", "0.2", "init")))
    assert path.read_bytes() == b""


def test_held_during_an_upgrade(store_path: Path, held: Callable[[Path], Connection]) -> None:
    """An older store that another program writes to is left as it is."""
    foreign(store_path, f"PRAGMA user_version = {SCHEMA - 1}")
    before = store_path.read_bytes()
    held(store_path)
    assert re.search(HELD, refusal(board("--store", store_path, "--wait", "0.2", "show")))
    assert store_path.read_bytes() == before


def test_held_during_an_addition(store_path: Path, held: Callable[[Path], Connection]) -> None:
    """What cannot be written in time is refused and not half there; once the other is done it goes in."""
    before = contents(store_path)
    holder = held(store_path)
    add = ("agencies", "add", "new-one", "New one", "--kind", "police")
    assert re.search(HELD, refusal(board("--store", store_path, "--wait", "0.2", *add)))
    assert contents(store_path) == before
    holder.execute("ROLLBACK")
    done(board("--store", store_path, "--wait", "0.2", *add))
    assert len(contents(store_path)["agencies"]) == len(before["agencies"]) + 1


def test_readers_do_not_wait_for_a_writer(store_path: Path, held: Callable[[Path], Connection]) -> None:
    """While one board writes, the others go on showing: WAL."""
    held(store_path)
    assert "26,000" in done(board("--store", store_path, "--wait", "0", "show"))


def test_a_store_that_is_taken_away_while_it_is_open(store_path: Path) -> None:
    """The stick is pulled: the next look is an answer or a refusal, never another error."""
    store = open_store(store_path, record=None)
    reader = Reader(store)
    store_path.unlink()
    assert no_other_error(lambda: reader.read(SituationOf()))
    assert no_other_error(reader.changed)
    store.close()


UNPRIVILEGED = (
    ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all")
    if hasattr(os, "geteuid") and os.geteuid() == 0
    else ()
)
"""Starts a program that permissions bind, also where the tests run as root."""

bound = pytest.mark.skipif(
    os.name != "posix" or bool(UNPRIVILEGED and not shutil.which("setpriv")),
    reason="nothing here can be made to obey permissions",
)


@pytest.fixture
def closed(tmp_path: Path, made_store: Path) -> Iterator[Callable[[int, int], Path]]:
    """Puts a store into a folder and sets the modes of both; opens them again after the test."""
    folder = tmp_path / "closed"
    folder.mkdir()

    def close(of_folder: int, of_file: int) -> Path:
        path = Path(shutil.copy(made_store, folder / "board.db"))
        path.chmod(of_file)
        folder.chmod(of_folder)
        return path

    yield close
    folder.chmod(0o700)


@bound
@pytest.mark.parametrize(
    ("of_folder", "of_file", "command"),
    [
        (0o500, 0o600, "show"),
        (0o000, 0o600, "show"),
        (0o000, 0o600, "where"),
        (0o700, 0o000, "show"),
        (0o700, 0o400, "init"),
    ],
    ids=["folder read-only", "folder closed", "folder closed, where", "file closed", "file read-only, init"],
)
def test_a_store_that_permissions_forbid(
    closed: Callable[[int, int], Path], of_folder: int, of_file: int, command: str
) -> None:
    """No right to the file or to its folder: one line that says so. An up-to-date store may also just be shown."""
    path = closed(of_folder, of_file)
    more = ("--marking", "RED") if command == "init" else ()
    ended = process("--store", path, "--wait", "0.2", command, *more, before=UNPRIVILEGED)
    path.parent.chmod(0o700)
    path.chmod(0o600)
    _assert_says(refusal(ended), "cannot|may not")
    assert contents(path)["settings"]


@bound
def test_a_new_store_in_a_folder_that_may_not_be_written(closed: Callable[[int, int], Path]) -> None:
    """The first run in a foreign folder: one line, and nothing made."""
    path = closed(0o500, 0o600).with_name("other.db")
    _assert_says(refusal(process("--store", path, "init", before=UNPRIVILEGED)), "cannot make a store")
    assert not path.exists()
