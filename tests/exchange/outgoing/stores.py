"""Stores for the tests of what leaves the board, and a look at a CSV file as a reader of partners' files has it."""

import csv
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from python_calamine import CalamineWorkbook

from board.model.incoming import Cell, Row, Table
from board.store.opening import Store
from tests.conftest import NOON
from tests.entries import count
from tests.foreign import other_program

HOSTILE = (
    "=cmd|'/c calc'!A1 \x1b]52;c;eA==\x07\u202egnihton <script>alert(1)</script> ]]> --> &lt; [x](http://e.vil) "
    "www.e.vil a@e.vil"
)
"""A name, a note or a wording of somebody who means harm; `clean` has not seen it."""


def poison(store: Store, text: str = HOSTILE) -> None:
    """Fill every text of a store with a hostile one, as another program would."""
    count(store, "bka", "video", "removed", 5, at=NOON, provider="telegram", note="x")
    count(store, "bka", "video", "removed", -2, at=NOON, provider="telegram", note="y", ref="r 1")
    with other_program(store.path) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute("DROP TRIGGER ledger_never_changes")
        for table, columns in {
            "actions": ("name", "objective", "command_post", "place", "note"),
            "agencies": ("name", "note"),
            "sources": ("publisher", "title", "address"),
            "statements": ("wording", "part", "note"),
            "hits": ("words",),
            "participations": ("words",),
            "disagreements": ("about", "note"),
            "ledger": ("operator", "ref"),
            "notes": ("text",),
        }.items():
            value = "? || rowid" if table in ("actions", "sources", "hits", "disagreements") else "?"
            value = "? || seq" if table == "ledger" else value
            for column in columns:
                other.execute(f"UPDATE {table} SET {column} = {value}", (text,))


def table_of(file: Path) -> Table:
    """Return a CSV or JSON lines file as the readers of partners' files hand it on."""

    def rows() -> Iterator[Row]:
        with file.open(newline="", encoding="utf-8") as lines:
            if file.suffix == ".csv":
                reader = csv.reader(lines)
                next(reader)
                for cells in reader:
                    yield Row(reader.line_num, tuple(cells))
            else:
                for number, line in enumerate(lines, start=1):
                    yield Row(number, tuple(json.loads(line).values()))

    with file.open(newline="", encoding="utf-8") as lines:
        header = next(csv.reader(lines)) if file.suffix == ".csv" else list(json.loads(next(lines)))
    return Table(file.name, file.suffix[1:], tuple(header), (), "", file.stat().st_size, (), rows, lambda: 0.0)


def one_long_text(store: Store, text: str) -> None:
    """Give an action, an agency, a note and a reference a text of any length, as another program would."""
    row = count(store, "bka", "video", "removed", 5, at=NOON, note="x", ref="r 1")
    with other_program(store.path) as other:
        other.execute("DROP TRIGGER ledger_never_changes")
        other.execute("UPDATE actions SET name = ? WHERE slug = ?", (text, row.action))
        other.execute("UPDATE agencies SET name = ? WHERE slug = 'bka'", (text,))
        other.execute("UPDATE notes SET text = ? WHERE hash = ?", (text, row.note_hash))
        other.execute("UPDATE ledger SET ref = ? WHERE seq = ?", (text, row.seq))


def rows_of(file: Path) -> dict[str, list[tuple[Cell, ...]]]:
    """Return the rows of each sheet of a workbook; its numbers are floats, and nothing is an empty text."""
    book = CalamineWorkbook.from_path(file)
    found: dict[str, list[tuple[Cell, ...]]] = {}
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        found[name] = [tuple(cell for cell in row if not isinstance(cell, timedelta)) for row in rows]
    return found
