"""Does anything that another program wrote into a store reach a print-out as more than plain text?"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from board.exchange.show import FORMATS
from board.model.text import clean
from board.model.wanted import SituationOf
from board.store.reader import Reader
from tests.conftest import NOON
from tests.entries import ACTION, count
from tests.foreign import other_program

HOSTILE = "a\x1b[2J\x1b]52;c;eA==\x07\x9b31m\u202egnihton\u2066\x00=cmd()"


@pytest.fixture
def poisoned(store_path: Path, open_readers: Callable[..., Reader]) -> Reader:
    """A store whose names, words, notes and entries another program has filled with escapes and bidi controls."""
    reader = open_readers(store_path)
    count(reader.store, "bka", "video", "removed", 5, at=NOON, provider="telegram", note="x")
    with other_program(store_path) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute("DROP TRIGGER ledger_never_changes")
        for table, columns in {
            "actions": ("name", "objective", "command_post", "place", "note"),
            "agencies": ("name", "note"),
            "sources": ("publisher", "title", "address"),
            "statements": ("wording", "part", "note"),
            "hits": ("words",),
            "points": ("words",),
            "participations": ("words",),
            "disagreements": ("about",),
            "ledger": ("operator",),
            "notes": ("text",),
        }.items():
            unique = table not in ("ledger", "notes", "participations")  # whose rows may all say the same
            value = "? || rowid" if unique else "?"
            for column in columns:
                other.execute(f"UPDATE {table} SET {column} = {value}", (HOSTILE,))
    return reader


@pytest.mark.parametrize("form", FORMATS)
def test_print_outs_are_plain_text(form: str, poisoned: Reader) -> None:
    """No escape, no C1 control, no bidi control, in text, JSON and CSV; in JSON not after it was read either."""
    said = FORMATS[form](poisoned.read(SituationOf(ACTION)))
    assert "gnihton" in said
    if form == "json":
        said = " ".join(_texts(json.loads(said)))
    assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u2066", "\x00"} & set(said)
    assert all(clean(line) == line for line in said.splitlines())


def _texts(value: object) -> list[str]:
    """Return every text in a document, keys too."""
    if isinstance(value, dict):
        return [text for pair in value.items() for one in pair for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


def test_no_cell_of_the_table_is_a_formula(poisoned: Reader) -> None:
    """A spreadsheet that opens the CSV runs nothing."""
    for line in FORMATS["csv"](poisoned.read(SituationOf(ACTION))).splitlines():
        assert not any(cell.strip('"').startswith(("=", "@", "+")) for cell in line.split(","))
