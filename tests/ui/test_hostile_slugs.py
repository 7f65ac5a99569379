"""Is everything that another program can write into a store harmless: names by which things are asked for, entries?"""

import json
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from board.exchange.lists import LISTS, listed
from board.exchange.show import FORMATS
from board.exchange.table import FORMATS as TABLES
from board.model.text import clean
from board.model.wanted import (
    AgencyOf,
    EntryOf,
    LedgerOf,
    MatrixOf,
    PartnerOf,
    SituationOf,
    StatementsOf,
    TimelineOfAll,
    Wanted,
)
from board.store.reader import Reader
from board.ui.app import BoardApp
from tests.cli.run import board, done
from tests.conftest import NOON
from tests.entries import ACTION, count
from tests.foreign import other_program
from tests.store.files import refused_by
from tests.ui.conftest import text_of

pytestmark = pytest.mark.usefixtures("impatient")

HOSTILE = {
    "c1": "\x9b31m\x9d0;t\x9c",
    "escape": "\x1b]52;c;eA==\x07\x1b[2J",
    "bidi": "\u202e\u2066\u200f",
    "lines": "\n\r\u2028\x85",
    "tags": "\U000e0041\ufeff\u00ad",
}
SLUGS = ("actions", "agencies", "sources", "statements", "aggregates", "disagreements")
"""The tables of what has a slug."""

NAMED = ("action", "agency", "provider", "share_of", "source", "statement", "aggregate", "disagreement")
"""The columns in which a slug of another table stands."""


def poison(path: Path, text: str) -> None:
    """Put text before every slug, wherever it stands, and into everything else that an entry holds."""
    with other_program(path) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            other.execute(f"DROP TRIGGER {name}")
        for (table,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            columns = {row[1] for row in other.execute(f"PRAGMA table_info({table})").fetchall()}
            for column in columns.intersection(NAMED):
                other.execute(f"UPDATE {table} SET {column} = ? || {column} WHERE {column} <> ''", (text,))
            if table in SLUGS:
                other.execute(f"UPDATE {table} SET slug = ? || slug", (text,))
        other.execute("UPDATE ledger SET operator = ? || operator, ref = ? || ref", (text, text))
        other.execute("UPDATE notes SET text = ? || text", (text,))


@pytest.fixture(params=HOSTILE)
def poisoned(request: pytest.FixtureRequest, store_path: Path, open_readers: Callable[..., Reader]) -> Reader:
    """A store with an entry, whose slugs, operator, reference and note another program has filled with controls."""
    reader = open_readers(store_path)
    at = NOON - timedelta(minutes=1)
    count(reader.store, "bka", "video", "removed", 5, at=at, provider="telegram", note="a note", ref="BKA-1")
    reader.store.close()
    poison(store_path, HOSTILE[request.param])
    return open_readers(store_path)


def _slug(reader: Reader, table: str, ending: str) -> str:
    """Return a slug as the store has it now."""
    row: tuple[str] = reader.store.connection.execute(
        f"SELECT slug FROM {table} WHERE slug LIKE ?", (f"%{ending}",)
    ).fetchone()
    return row[0]


def wanted_of(reader: Reader) -> list[Wanted]:
    """Return what every screen asks for."""
    action, agency = _slug(reader, "actions", ACTION), _slug(reader, "agencies", "bka")
    site: tuple[str] = reader.store.connection.execute("SELECT site FROM ledger").fetchone()
    return [
        SituationOf(),
        SituationOf(action),
        TimelineOfAll(),
        AgencyOf(agency),
        StatementsOf(action),
        PartnerOf(action, clean(agency)),
        MatrixOf(action),
        LedgerOf(action),
        EntryOf(site[0], 1),
    ]


def _acting(text: str) -> set[str]:
    """Return the characters that do more than stand there."""
    return {char for char in text if char != "\n" and not char.isprintable()}


def _texts(value: object) -> list[str]:
    """Return every text in a document, keys too."""
    if isinstance(value, dict):
        return [text for pair in value.items() for one in pair for text in _texts(one)]
    if isinstance(value, list):
        return [text for one in value for text in _texts(one)]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize("form", FORMATS)
def test_a_print_out_of_hostile_slugs(form: str, poisoned: Reader) -> None:
    """Slugs of action, agency, provider, source and statement are plain text in every format, in JSON once read too."""
    said = FORMATS[form](poisoned.read(SituationOf(_slug(poisoned, "actions", ACTION))))
    assert _acting(said) == set()
    if form == "json":
        document = json.loads(said)
        assert document["providers"][0]["slug"].endswith("telegram")
        texts = _texts(document)
        assert [text for text in texts if _acting(text) or "\n" in text] == []


@pytest.mark.parametrize("part", LISTS)
@pytest.mark.parametrize("form", TABLES)
def test_a_list_of_hostile_slugs(form: str, part: str, poisoned: Reader) -> None:
    """`board actions|agencies|sources|statements list` prints plain text in every format."""
    said = TABLES[form](*listed(poisoned.store, part))
    assert _acting(said) == set()
    if form == "json":
        assert [text for text in _texts(json.loads(said)) if _acting(text) or "\n" in text] == []


def test_the_command_line_prints_them_harmlessly(poisoned: Reader) -> None:
    """`board show` as a program, on the newest action: no control character on either output."""
    for form in FORMATS:
        assert _acting(done(board("--store", poisoned.store.path, "show", "--format", form))) == set()


async def test_every_screen_shows_them_harmlessly(poisoned: Reader) -> None:
    """Every screen holds plain characters only, whatever is opened from it, or is refused in one plain line."""
    for wanted in wanted_of(poisoned):
        refusal = refused_by(partial(poisoned.read, wanted))
        if refusal is not None:
            assert not refusal.startswith("no harmless line"), refusal
            continue
        on = BoardApp(poisoned, wanted, live=False)
        async with on.run_test(size=(160, 50)) as pilot:
            await pilot.press("down", "down")
            assert _acting(text_of(on)) == set(), wanted
            await pilot.press("enter")
            assert _acting(text_of(on)) == set(), wanted
