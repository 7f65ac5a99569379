"""Is a store that was deleted, replaced or closed off while it is open told from one that merely changed?"""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from board.model.entry import Entry
from board.model.wanted import SituationOf
from board.store.connection import Connection, connect, identity
from board.store.ledger import append, correct, reverse
from board.store.opening import Store, must_be, open_store
from board.store.reader import Reader
from board.store.refused import Refused
from board.store.running_total import declare
from tests.conftest import NOON
from tests.entries import ACTION, count
from tests.foreign import other_program
from tests.store.files import refused_by
from tests.store.test_bad_stores import UNPRIVILEGED, bound

Open = Callable[..., Reader]

posix = pytest.mark.skipif(os.name != "posix", reason="Windows keeps open files where they are")

DELETED = "was deleted or moved away: bring it back, then close this board and open it again"
REPLACED = "was replaced by another file: close this board and open it again"


def _asked(reader: Reader) -> str | None:
    return refused_by(reader.changed)


def _opened_again(reader: Reader) -> str | None:
    assert reader.store.again is not None
    return refused_by(reader.store.again)


ASKED = {"changed": _asked, "again": _opened_again}


def test_the_same_file_is_the_same_store(store_path: Path, open_readers: Open) -> None:
    """Writing, a checkpoint, another name and a link to it do not make it another file."""
    reader = open_readers(store_path)
    with other_program(store_path) as other:
        other.execute("UPDATE settings SET value = 'RED' WHERE key = 'marking'")
    with other_program(store_path) as other:
        other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert reader.changed()
    assert reader.store.opened == identity(store_path)
    link = store_path.with_name("link.db")
    link.symlink_to(store_path)
    must_be(link, reader.store.opened)


@posix
@pytest.mark.parametrize("ask", ASKED)
def test_a_deleted_store_stays_deleted(ask: str, store_path: Path, open_readers: Open) -> None:
    """Each time it is asked for: what happened and what to do, in one line, and nothing is made in its place."""
    reader = open_readers(store_path)
    store_path.unlink()
    for _time in range(3):
        line = ASKED[ask](reader)
        assert line is not None
        assert line.endswith(DELETED)
        assert str(store_path) in line
    assert not store_path.exists()


@posix
@pytest.mark.parametrize("ask", ASKED)
def test_its_folder_goes_away(ask: str, store_path: Path, tmp_path: Path, open_readers: Open) -> None:
    """The stick is pulled with everything on it: the same line, and no folder is made."""
    folder = tmp_path / "stick"
    folder.mkdir()
    reader = open_readers(Path(shutil.copy(store_path, folder / "board.db")))
    folder.rename(tmp_path / "elsewhere")
    line = ASKED[ask](reader)
    assert line is not None
    assert line.endswith(DELETED)
    assert not folder.exists()


@posix
@pytest.mark.parametrize("ask", ASKED)
@pytest.mark.parametrize("other", ["a copy", "an empty file", "a text", "a folder", "an older state renamed over it"])
def test_another_file_in_its_place(
    ask: str, other: str, store_path: Path, made_store: Path, tmp_path: Path, open_readers: Open
) -> None:
    """Whatever it is, it is refused as another file and not one byte of it is changed."""
    before = Path(shutil.copy(made_store, tmp_path / "before.db"))
    reader = open_readers(store_path)
    if other == "an older state renamed over it":
        before.replace(store_path)
    else:
        store_path.unlink()
        make: dict[str, Callable[[], object]] = {
            "a copy": lambda: shutil.copy(made_store, store_path),
            "an empty file": store_path.touch,
            "a text": lambda: store_path.write_text("not a store", encoding="utf-8"),
            "a folder": store_path.mkdir,
        }
        make[other]()
    kept = None if store_path.is_dir() else store_path.read_bytes()
    line = ASKED[ask](reader)
    assert line is not None
    assert line.endswith(REPLACED)
    assert kept is None or store_path.read_bytes() == kept


@posix
@pytest.mark.parametrize("read_only", [False, True])
def test_the_very_file_brought_back_is_the_store_again(store_path: Path, open_readers: Open, read_only: bool) -> None:
    """Moved away and back: asked again it answers, as does a thread that opens it once more."""
    reader = open_readers(store_path, read_only=read_only)
    away = store_path.with_name("away.db")
    store_path.rename(away)
    with pytest.raises(Refused):
        reader.changed()
    away.rename(store_path)
    assert reader.changed() is False
    answers: list[bool] = []

    def look() -> None:
        assert reader.store.again is not None
        store: Store = reader.store.again()
        answers.extend((store.read_only, "26" in str(Reader(store).read(SituationOf(ACTION)).statements[0].wording)))
        store.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert answers == [read_only, True]


OPENED_BEFORE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from board.model.entry import Entry
from board.model.wanted import SituationOf
from board.store.opening import open_store
from board.store.reader import Reader
from board.store.refused import Refused
from board.store.running_total import declare
from tests.entries import count

store = open_store(Path(sys.argv[1]), record=None, wait=0.2)
reader = Reader(store)
print("open", flush=True)
sys.stdin.readline()
for call in (
    lambda: reader.changed(),
    lambda: reader.read(SituationOf()).entries,
    lambda: store.again().close(),
    lambda: count(store, "bka", "video", "removed", 5, at=datetime.now(UTC)).seq,
    lambda: reader.read(SituationOf()).entries,
):
    try:
        print(call())
    except Refused as refused:
        print("refused:", refused)
"""
"""A program that opens a store, waits for a line, and then asks everything of it, in one line each."""


@bound
@pytest.mark.parametrize("of_folder", [0o500, 0o000], ids=["read-only", "closed"])
def test_a_folder_closed_off_while_the_store_is_open(of_folder: int, made_store: Path, tmp_path: Path) -> None:
    """Each answer is one or a refusal that names the way out, never another error; what was said to be kept is."""
    folder = tmp_path / "closed"
    folder.mkdir()
    path = Path(shutil.copy(made_store, folder / "board.db"))
    command = [*UNPRIVILEGED, sys.executable, "-c", OPENED_BEFORE, str(path)]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "open\n"
        folder.chmod(of_folder)
        try:
            said, trouble = program.communicate("go\n", timeout=60)
        finally:
            folder.chmod(0o700)
    assert trouble == ""
    answers = said.splitlines()
    assert len(answers) == 5
    kept = answers[3] == "1"
    assert kept or answers[3].startswith("refused:")
    for answer in answers:
        assert not answer.startswith("refused:") or "permissions" in answer, answer
    store = open_store(path, record=None)
    assert Reader(store).read(SituationOf(ACTION)).entries == int(kept)
    store.close()


@posix
def test_nothing_is_counted_in_a_store_that_took_its_place(
    store_path: Path, made_store: Path, open_readers: Open
) -> None:
    """Who records through a store opened again is refused; the other file has no entry, nor has it one later."""
    reader = open_readers(store_path)
    count(reader.store, "bka", "video", "removed", 5, at=NOON)
    store_path.unlink()
    for end in ("-wal", "-shm"):
        store_path.with_name(store_path.name + end).unlink(missing_ok=True)
    shutil.copy(made_store, store_path)
    assert _opened_again(reader) is not None
    assert open_readers(store_path).read(SituationOf(ACTION)).entries == 0


@posix
@pytest.mark.parametrize("what", ["append", "declare", "reverse", "correct"])
@pytest.mark.parametrize("gone", ["deleted", "replaced"])
def test_nothing_is_recorded_in_a_file_that_is_gone(
    what: str, gone: str, store_path: Path, made_store: Path, open_readers: Open
) -> None:
    """Whoever waited for the lock, or for an answer, is told that nothing was recorded, and why."""
    store = open_readers(store_path).store
    row = count(store, "bka", "video", "removed", 5, at=NOON)
    said = Entry.model_validate(
        {**{name: getattr(row, name) for name in ("action", "agency", "stage", "content_type")},
         "quantity": 7, "occurred_at": NOON}
    )  # fmt: skip
    recording: dict[str, Callable[[], object]] = {
        "append": lambda: append(store, [said], "duty officer", NOON),
        "declare": lambda: declare(store, said, "duty officer", NOON),
        "reverse": lambda: reverse(store, row.site, row.seq, "slip", "duty officer", NOON),
        "correct": lambda: correct(store, row.site, row.seq, said, "slip", "duty officer", NOON),
    }
    store_path.unlink()
    if gone == "replaced":
        shutil.copy(made_store, store_path)
    line = refused_by(recording[what])
    assert line == f"nothing was recorded: the store {store_path} {DELETED if gone == 'deleted' else REPLACED}"
    assert store.connection.execute("SELECT count(*) FROM ledger").fetchone() == (1,)


@posix
def test_what_was_recorded_in_a_file_that_went_away_meanwhile_is_not_acknowledged(
    store_path: Path, made_store: Path, open_readers: Open, tmp_path: Path
) -> None:
    """Another file took its place between the last look and the commit: it is said that it may be lost."""
    store = open_readers(store_path).store
    other = Path(shutil.copy(made_store, tmp_path / "other.db"))

    def replacing() -> datetime:
        other.replace(store_path)
        return NOON

    row = Entry.model_validate(
        {"action": ACTION, "agency": "bka", "stage": "removed", "content_type": "video", "quantity": 7,
         "occurred_at": NOON}
    )  # fmt: skip
    line = refused_by(lambda: append(store, [row], "duty officer", replacing))
    assert line is not None
    assert line.startswith("what was recorded just now may be lost, so look for it before you record it again: ")
    assert line.endswith(REPLACED)


def test_a_file_that_takes_its_place_while_it_is_opened(
    store_path: Path, made_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection is to the old file, the name that of the new one: said, not taken for the same."""
    real = connect

    def replaced(path: Path, *, read_only: bool, key: str | None, wait: float) -> Connection:
        connection = real(path, read_only=read_only, key=key, wait=wait)
        path.unlink()
        shutil.copy(made_store, path)
        return connection

    monkeypatch.setattr("board.store.opening.connect", replaced)
    with pytest.raises(Refused, match="replaced"):
        open_store(store_path, record=None)
