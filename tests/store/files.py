"""What the tests of the store look at: all that a store holds, and records to take in."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from board.model.text import clean
from board.store.connection import Connection, connect
from board.store.edition import shipped_record
from board.store.refused import Refused

Rows = list[dict[str, Any]]
"""One part of a record, as JSON has it."""


def tables_of(connection: Connection) -> list[str]:
    """Return the names of the board's own tables."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return sorted(row[0] for row in rows if not row[0].startswith(("sqlite_", "_")))


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table, sorted, as another connection sees them."""
    with closing(connect(path, read_only=True, key=None, wait=1.0)) as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(f"SELECT * FROM {name}").fetchall()), key=repr)
            for name in tables_of(connection)
        }


def foreign(path: Path, *statements: str, **values: object) -> None:
    """Write to a store as another program would: Python's own SQLite, none of the board's settings.

    Close the board's connections first: two SQLite libraries in one process do not see each other's locks.
    """
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement, values)


def edited_record(folder: Path, part: str = "", change: Callable[[Rows], object] | None = None) -> Path:
    """Return a copy of the shipped record in `folder`, one part of it changed in place."""
    copy = Path(shutil.copytree(shipped_record(), folder))
    if change is not None:
        file = copy / f"{part}.json"
        rows: Rows = json.loads(file.read_text(encoding="utf-8"))
        change(rows)
        file.write_text(json.dumps(rows), encoding="utf-8")
    return copy


def refused_by(call: Callable[[], object]) -> str | None:
    """Return the one harmless line with which something was refused, None if it was not; any other error stays one."""
    try:
        call()
    except Refused as refused:
        line = str(refused)
        return line if line.splitlines() == [line] == [clean(line)] else f"no harmless line: {line!a}"
    return None


def no_other_error(call: Callable[[], object]) -> bool:
    """Say whether something either works or is refused in one harmless line."""
    line = refused_by(call)
    return line is None or not line.startswith("no harmless line")
