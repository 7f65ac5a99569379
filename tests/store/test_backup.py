"""Is a copy of the store all that was recorded, whatever boards do meanwhile, and is nothing ever overwritten?"""

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from board.store.backup import back_up
from board.store.connection import ENCRYPTS
from board.store.opening import open_store
from board.store.reader import Reader
from board.store.refused import Refused
from board.store.verify import verify
from tests.entries import count

NOW = datetime(2019, 11, 24, 18, 0, tzinfo=UTC)


def test_a_copy_holds_what_was_recorded_last(reader: Reader, tmp_path: Path) -> None:
    """Though it still lies beside the store's file; the copy is a store that checks out and can be recorded in."""
    row = count(reader.store, "bka", "video", "referred", 5, at=NOW)
    file = tmp_path / "copy.db"
    made = back_up(reader.store, file)
    assert (made.entries, made.head) == (1, row.hash.hex())
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    copy = open_store(file, record=None)
    assert verify(copy).problems == ()
    count(copy, "bka", "video", "referred", 6, at=NOW)
    copy.close()
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("copy")) == ["copy.db"]


def test_a_store_open_for_reading_can_be_copied(store_path: Path, tmp_path: Path) -> None:
    """Nothing is written to it."""
    store = open_store(store_path, record=None, read_only=True)
    assert back_up(store, tmp_path / "copy.db").entries == 0
    store.close()


def test_nothing_is_overwritten(reader: Reader, tmp_path: Path) -> None:
    """Neither a file nor what a link leads to, nor the store itself; no folder is filled with halves."""
    file = tmp_path / "there.db"
    file.write_text("mine")
    (tmp_path / "link.db").symlink_to(tmp_path / "nowhere")
    for name in ("there.db", "link.db", "board.db"):
        with pytest.raises(Refused, match="is there already"):
            back_up(reader.store, tmp_path / name)
    with pytest.raises(Refused, match=r"cannot make|cannot be written"):
        back_up(reader.store, Path("/proc/copy.db"))
    assert file.read_text() == "mine"
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.skipif(not ENCRYPTS, reason="this SQLite does not encrypt")
def test_a_copy_of_an_encrypted_store_is_encrypted(tmp_path: Path) -> None:
    """With the same key; without it nothing can be read."""
    store = open_store(tmp_path / "case.db", record=None, key="correct horse", encrypt=True)
    back_up(store, tmp_path / "copy.db")
    store.close()
    assert b"SQLite" not in (tmp_path / "copy.db").read_bytes()[:16]
    with pytest.raises(Refused, match="key"):
        open_store(tmp_path / "copy.db", record=None, key="wrong horse")
    copy = open_store(tmp_path / "copy.db", record=None, key="correct horse")
    assert verify(copy).problems == ()
    copy.close()


def test_a_full_disk_leaves_nothing(reader: Reader, tmp_path: Path) -> None:
    """And says that it is full."""
    if not Path("/dev/full").exists() or os.geteuid() != 0:
        pytest.skip("needs a small disk of its own")
    folder = tmp_path / "small"
    folder.mkdir()
    if os.system(f"mount -t tmpfs -o size=64k tmpfs {folder} 2>/dev/null"):
        pytest.skip("cannot mount here")
    try:
        with pytest.raises(Refused, match="full"):
            back_up(reader.store, folder / "copy.db")
        assert list(folder.iterdir()) == []
    finally:
        os.system(f"umount {folder}")
