"""Does Ctrl-C end a command at once, without Python's own words, and with the store whole?"""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from board.model.entry import Entry
from board.model.vocabulary import ContentType, Stage
from board.store.connection import connect
from board.store.ledger import append
from board.store.opening import open_store
from tests.cli.run import board, done, process
from tests.cli.test_record import stages
from tests.conftest import NOON
from tests.entries import ACTION, count

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a store so that not even reading is possible, as a program that repairs it would."""
    connection = connect(path, read_only=False, key=None, wait=5.0)
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("UPDATE settings SET value = value")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@pytest.mark.parametrize("words", [("verify",), ("record", "+5 video removed @bka"), ("show",)], ids=lambda one: one[0])
def test_waiting_for_another_program_ends_with_ctrl_c(store_path: Path, words: tuple[str, ...]) -> None:
    """It neither succeeds nor leaves a traceback, and the store is as it was."""
    store = open_store(store_path, record=None)
    count(store, "bka", "video", "removed", 7, at=NOON)
    store.close()
    command = [sys.executable, "-m", "board.cli", "--store", str(store_path), "--wait", "4", *words]
    with held(store_path), subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as waiting:
        time.sleep(2.0)
        assert waiting.poll() is None
        waiting.send_signal(signal.SIGINT)
        out, said = waiting.communicate(timeout=30)
    assert waiting.returncode in (1, 130, -signal.SIGINT)
    assert b"Traceback" not in said
    assert out == b""
    assert stages(store_path) == {"removed": 7}


def test_a_check_that_is_cut_short_says_nothing_of_the_store(store_path: Path) -> None:
    """`board verify` interrupted while it reads: no word that the store holds or does not; asked again, it holds."""
    store = open_store(store_path, record=None)
    entry = Entry(
        action=ACTION,
        agency="bka",
        stage=Stage.REMOVED,
        content_type=ContentType.VIDEO,
        quantity=1,
        occurred_at=NOON,
    )
    append(store, [entry] * 3_000, "duty officer", NOON)
    store.close()
    start = time.monotonic()
    done(process("--store", store_path, "verify"))
    whole = time.monotonic() - start
    for part in (0.5, 0.7, 0.9):
        command = [sys.executable, "-m", "board.cli", "--store", str(store_path), "verify"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as checking:
            time.sleep(whole * part)
            checking.send_signal(signal.SIGINT)
            out, said = checking.communicate(timeout=30)
        assert said.strip() in ("", "Aborted!")
        assert checking.returncode or "all of it holds" in out
    assert "3,000 entries, all of it holds" in done(board("--store", store_path, "verify"))
