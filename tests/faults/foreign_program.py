"""A program that is not the board: another process, with Python's own SQLite and none of the board's settings."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from board.store.guards import GUARDS

STRICT = (3, 37, 0)
"""The first SQLite that reads STRICT tables."""

_RUN = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
try:
    for statement in sys.argv[2:]:
        connection.execute(statement).fetchall()
except sqlite3.Error as error:
    sys.exit(str(error))
"""


class Program:
    """Runs statements on a store, each set in a process of its own."""

    def __init__(self, path: Path) -> None:
        """Take a store as its target."""
        if sqlite3.sqlite_version_info < STRICT:
            pytest.skip("Python's own SQLite cannot read STRICT tables")
        self._path = path

    def run(self, *statements: str) -> str:
        """Run statements one after the other; return what SQLite said of the first it refused, or nothing."""
        command = [sys.executable, "-I", "-S", "-c", _RUN, str(self._path), *statements]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert "Traceback" not in ended.stderr
        return ended.stderr.strip()

    def past_the_guard(self, guard: str, *statements: str) -> None:
        """Take a guard away, run statements, put the guard back word for word."""
        assert self.run(f"DROP TRIGGER {guard}", *statements, GUARDS[guard]) == ""
