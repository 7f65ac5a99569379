"""What happens to an entry while another program holds the store?"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from board.model.wanted import SituationOf
from board.store.ledger import append
from board.store.opening import PATIENCE, open_store
from board.store.reader import Reader
from board.store.refused import Refused
from board.store.verify import verify
from tests.faults import FULL
from tests.faults.conftest import See
from tests.faults.writers import ACTION, counted

NOW = datetime(2019, 11, 22, 14, 30, tzinfo=UTC)
WAIT = PATIENCE if FULL else 0.3
"""Seconds that the board waits."""

_HOLD = """
import sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE settings SET value = 'RED' WHERE key = 'marking'")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
connection.execute("ROLLBACK")
print("released", flush=True)
"""


@contextmanager
def held(path: Path, seconds: float) -> Iterator["subprocess.Popen[str]"]:
    """Another program, with Python's own SQLite, holds the write lock for so long, or until the block ends."""
    command = [sys.executable, "-I", "-S", "-c", _HOLD, str(path), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "held\n"
        try:
            yield program
        finally:
            program.kill()


def test_a_store_held_for_too_long_is_refused(store_path: Path, see: See) -> None:
    """The lock is held longer than the board waits (the default patience in full, 0.3 s in the normal suite).

    It says who is in the way and for how long it waited; nothing is recorded; what is there can be read all the while;
    and as soon as the other program is gone, even by a crash, the entry goes in.
    """
    with closing(open_store(store_path, record=None, wait=WAIT)) as store:
        append(store, [counted("before")], "duty officer", NOW)
        with held(store_path, 60.0):
            began = time.monotonic()
            with pytest.raises(Refused) as refusal:
                append(store, [counted("mail 1")], "duty officer", NOW)
            waited = time.monotonic() - began
            assert f"another program held the store {store_path} for more than {WAIT:g} s" in str(refusal.value)
            assert "\n" not in str(refusal.value)
            assert WAIT <= waited < WAIT + 5
            began = time.monotonic()
            assert Reader(store).read(SituationOf(ACTION)).entries == 1
            assert time.monotonic() - began < WAIT + 0.2
        assert verify(store)[::2] == (1, ())
        append(store, [counted("mail 1")], "duty officer", NOW)
        assert verify(store)[::2] == (2, ())
    see(f"held for a minute: refused after {waited:.1f} s, nothing recorded, reading went on")


def test_a_store_released_in_time_takes_the_entry(store_path: Path) -> None:
    """The lock is released while the board waits: the entry goes in, once."""
    with closing(open_store(store_path, record=None, wait=30.0)) as store, held(store_path, 0.3) as other:
        append(store, [counted("mail 1")], "duty officer", NOW)
        assert other.stdout is not None
        assert other.stdout.readline() == "released\n"
        assert verify(store)[::2] == (1, ())


def test_a_board_is_opened_while_the_store_is_held(store_path: Path) -> None:
    """A board that is started meanwhile shows what is there."""
    with held(store_path, 60.0), closing(open_store(store_path, record=None, wait=0.3)) as store:
        assert Reader(store).read(SituationOf(ACTION)).entries == 0
