"""Can another program, with its own SQLite, change the ledger without being refused or found by verify?"""

import re
import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from board.model.entry import LedgerRow, hash_of
from board.store.guards import GUARDS
from board.store.ledger import COLUMNS, append
from board.store.opening import open_store
from board.store.refused import Refused
from board.store.verify import Verdict, verify
from tests.faults.conftest import See, verdict_on
from tests.faults.foreign_program import Program
from tests.faults.writers import counted

NOW = datetime(2019, 11, 22, 14, 30, tzinfo=UTC)
SUMS = re.findall(r"INTO (\w+)", GUARDS["ledger_is_summed"])
"""The tables that hold sums."""


@pytest.fixture
def path(store_path: Path) -> Path:
    """A store of three entries, the second with a note."""
    with closing(open_store(store_path, record=None)) as store:
        notes = (None, "from the 14:30 call", None)
        entries = [counted(f"mail {seq}", quantity=10 * seq, note=note) for seq, note in enumerate(notes, start=1)]
        append(store, entries, "duty officer", NOW)
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return store_path


def row_like(number: int, how: str = "INSERT", **changes: str) -> str:
    """Return a statement that inserts an entry like that of a number, with some columns changed."""
    columns = [changes.get(column, column) for column in LedgerRow._fields]
    return f"{how} INTO ledger SELECT {', '.join(columns)} FROM ledger WHERE seq = {number}"


def following(how: str = "INSERT", **changes: str) -> str:
    """Return a statement that inserts an entry linked to the last one; only its hash is not that of its content."""
    link = {"seq": "4", "id": "'forged'", "ref": "'forged'", "prev_hash": "hash", "hash": "randomblob(32)"}
    return row_like(3, how, **(link | {"quantity": "5000"} | changes))


REFUSED = {
    "update": "UPDATE ledger SET quantity = 21 WHERE seq = 2",
    "update to the same": "UPDATE ledger SET quantity = quantity",
    "update or replace": "UPDATE OR REPLACE ledger SET seq = 1 WHERE seq = 3",
    "delete": "DELETE FROM ledger WHERE seq = 3",
    "delete all": "DELETE FROM ledger",
    "insert or replace": row_like(2, "INSERT OR REPLACE", quantity="21"),
    "replace the last": row_like(3, "REPLACE", quantity="21"),
    "replace by id": following("REPLACE", id="id"),
    "replace by reference": following("REPLACE", ref="ref"),
    "upsert": f"{row_like(2)} ON CONFLICT DO UPDATE SET quantity = 21",
    "upsert by id": f"{following(id='id')} ON CONFLICT (id) DO UPDATE SET quantity = 21",
    "insert or ignore": row_like(2, "INSERT OR IGNORE", quantity="21"),
    "again": row_like(2),
    "a gap": following(seq="5"),
    "before the first": following(seq="0"),
    "linked to nothing": following(prev_hash="randomblob(32)"),
    "another start": following(site="'elsewhere'"),
    "of nobody": following(agency="'nobody'"),
    "below zero": following(quantity="-61"),
    "half a reversal": following(quantity="-1", reverses_site="site", reverses_seq="3"),
}


@pytest.mark.parametrize("attempt", REFUSED)
def test_another_program_is_refused(path: Path, foreign: Program, attempt: str) -> None:
    """What SQL alone can try is refused to whoever connects, and nothing is changed."""
    before = verdict_on(path)
    assert foreign.run(REFUSED[attempt])
    assert verdict_on(path) == before
    assert before.problems == ()


def past(guard: str, *statements: str) -> tuple[str, ...]:
    """Take a guard away, do something, and put the guard back word for word."""
    return (f"DROP TRIGGER {guard}", *statements, GUARDS[guard])


def schema(statement: str) -> tuple[str, ...]:
    """Change the text in which SQLite keeps its tables, indexes and triggers."""
    return ("PRAGMA writable_schema = ON", statement)


FOUND = {
    "a forged entry": ("^entry 4 of site .* content is not", (following(),)),
    "the last entry taken out": (
        "the total of .* is 60, the ledger says 30",
        past("ledger_never_shrinks", "DELETE FROM ledger WHERE seq = 3"),
    ),
    "the first entry taken out": (
        "^entry 2 of site .* entry 1 is missing",
        past("ledger_never_shrinks", "DELETE FROM ledger WHERE seq = 1"),
    ),
    "all entries taken out": (
        "the total of",
        past("ledger_never_shrinks", "DELETE FROM ledger"),
    ),
    "an entry that is not summed": ("the total of", past("ledger_is_summed", following())),
    "an entry of nobody": (
        "refers to nothing",
        ("PRAGMA foreign_keys = OFF", following(provider="'nobody'")),
    ),
    "an entry of nothing": ("CHECK", ("PRAGMA ignore_check_constraints = ON", following(quantity="0"))),
    "an entry below zero": ("CHECK", ("PRAGMA ignore_check_constraints = ON", following(quantity="-61"))),
    "a note changed": ("the note", ("UPDATE notes SET text = 'from the 15:30 call'",)),
    "a note of another entry": ("the note", ("UPDATE notes SET hash = zeroblob(32)",)),
    "a total added": (
        "the total of",
        ("INSERT INTO totals SELECT action, agency, 'twitter', content_type, stage, 5, 0, 0, 0, 1 FROM totals",),
    ),
    "a trigger added": (
        "a trigger more was added",
        ("CREATE TRIGGER more AFTER INSERT ON ledger BEGIN UPDATE totals SET quantity = quantity + 1; END",),
    ),
    "a trigger added to the sums": (
        "a trigger more was added",
        ("CREATE TRIGGER more AFTER UPDATE ON totals BEGIN DELETE FROM pulse; END",),
    ),
    "all triggers taken out of the schema": ("guard", schema("DELETE FROM sqlite_master WHERE type = 'trigger'")),
    "a guard made harmless in the schema": (
        "the guard ledger_never_changes",
        schema(
            "UPDATE sqlite_master SET sql = replace(sql, 'ON ledger', 'ON ledger WHEN 0')"
            " WHERE name = 'ledger_never_changes'"
        ),
    ),
    "the ledger renamed": (
        ".",
        ("ALTER TABLE ledger RENAME TO old", f"CREATE TABLE ledger AS SELECT {COLUMNS} FROM old"),
    ),
    "the ledger taken away": (".", ("DROP TABLE ledger",)),
    "the pulse taken away": (".", ("DROP TABLE pulse",)),
    "a reference no longer unique": ("ledger_by_ref was taken away", ("DROP INDEX ledger_by_ref",)),
    "an index added": ("more is not what", ("CREATE UNIQUE INDEX more ON ledger (agency, stage, seq)",)),
    "a check taken out": (
        "ledger is not what this board makes",
        schema("UPDATE sqlite_master SET sql = replace(sql, 'CHECK (quantity <> 0)', '') WHERE name = 'ledger'"),
    ),
    "a note taken out": ("the note of entry .* was taken out", ("DELETE FROM notes",)),
    "the store's own name changed": (
        "no entry is of this store's own site",
        ("UPDATE settings SET value = 'elsewhere' WHERE key = 'site'",),
    ),
    "an action renamed": ("refers to nothing", ("UPDATE actions SET slug = 'other' WHERE slug = 'is-2019-11'",)),
}
"""What a program with the right to write can do, and what verify says of it."""


@pytest.mark.parametrize("attempt", FOUND)
def test_another_program_is_found(path: Path, foreign: Program, attempt: str) -> None:
    """What cannot be refused to a program that may write the file is found."""
    why, statements = FOUND[attempt]
    assert foreign.run(*statements) == ""
    assert said_of(path, why) != []


def said_of(path: Path, why: str) -> list[str]:
    """Return what fits of the problems that verify names, or of the sentence with which the store is refused."""
    try:
        problems = verdict_on(path).problems
    except Refused as refusal:
        problems = (str(refusal),)
    return [problem for problem in problems if re.search(why, problem)]


@pytest.mark.parametrize("guard", GUARDS)
def test_no_guard_can_go_or_be_replaced(path: Path, foreign: Program, guard: str) -> None:
    """A guard that is taken away is named; so is one that was replaced by a harmless one of its name."""
    assert foreign.run(f"DROP TRIGGER {guard}") == ""
    assert said_of(path, f"the guard {guard} was taken away")
    head, _begin, _body = GUARDS[guard].partition("BEGIN")
    never = re.sub(r"ON (ledger|situation_reports|batches|entry_kinds)", r"ON \1 WHEN 0", GUARDS[guard], count=1)
    for harmless in (f"{head} BEGIN SELECT 1; END", never):
        if foreign.run(harmless) == "":  # else it has a condition already
            assert said_of(path, f"the guard {guard} is not what it was")
            assert foreign.run(f"DROP TRIGGER {guard}") == ""
    assert foreign.run(GUARDS[guard]) == ""
    assert verdict_on(path).problems == ()


def test_no_column_of_the_sums_can_change_unnoticed(path: Path, tmp_path: Path, see: See) -> None:
    """Each column of each table of sums is changed in turn; so is each row taken out."""
    with closing(open_store(path, record=None)) as store:
        columns = [
            (table, name, kind)
            for table in dict.fromkeys(SUMS)
            for name, kind in store.connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,))
        ]
    attempts = [f"DELETE FROM {table}" for table in dict.fromkeys(SUMS)]
    for table, name, kind in columns:
        value = f"{name} + 1" if kind == "INTEGER" else f"{name} || 'x'"
        attempts.append(f"UPDATE {table} SET {name} = {value}")
    for attempt in attempts:
        copy = Path(shutil.copy(path, tmp_path / "copy.db"))
        if Program(copy).run(attempt) == "":  # else SQLite refused it
            assert said_of(copy, "."), attempt
    see(f"{len(attempts)} changes to the columns of {len(set(SUMS))} tables of sums, each refused or found")


def test_a_tail_cut_off_with_its_sums_changes_the_head(path: Path, tmp_path: Path) -> None:
    """Who takes out the last entry, its sums too, and puts every guard back, leaves a clean store with another head.

    Nothing in the file can show it: this is why the head is shown on the board and printed in reports.
    """
    before = verdict_on(path)
    shorter = Path(shutil.copy(path, tmp_path / "shorter.db"))
    with closing(open_store(shorter, record=None)) as store:
        rows = _rows(store.connection.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY seq").fetchall())
    after = _rewritten(shorter, rows[:2])
    assert after.problems == ()
    assert (after.entries, after.head) == (2, rows[1].hash.hex())
    assert after.head != before.head


def test_a_history_written_anew_changes_the_head(path: Path, tmp_path: Path) -> None:
    """Who changes an entry, every hash after it and all sums leaves a clean store with another head."""
    before = verdict_on(path)
    copy = Path(shutil.copy(path, tmp_path / "anew.db"))
    with closing(open_store(copy, record=None)) as store:
        rows = _rows(store.connection.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY seq").fetchall())
    rows[1] = rows[1]._replace(quantity=21)
    for place in (1, 2):
        linked = rows[place]._replace(prev_hash=rows[place - 1].hash)
        rows[place] = linked._replace(hash=hash_of(linked))
    after = _rewritten(copy, rows)
    assert (after.entries, after.problems) == (3, ())
    assert after.head != before.head


def _rows(found: list[tuple[object, ...]]) -> list[LedgerRow]:
    return [LedgerRow(*row) for row in found]  # type: ignore[arg-type]


def _rewritten(path: Path, rows: list[LedgerRow]) -> Verdict:
    """Put other entries into a store, with their sums, as if they had always been there."""
    with closing(open_store(path, record=None)) as store:
        store.connection.execute("BEGIN")
        store.connection.execute("DROP TRIGGER ledger_never_shrinks")
        for table in ("ledger", *dict.fromkeys(SUMS)):
            store.connection.execute(f"DELETE FROM {table}")
        store.connection.executemany(f"INSERT INTO ledger VALUES ({', '.join('?' * len(LedgerRow._fields))})", rows)
        store.connection.execute(GUARDS["ledger_never_shrinks"])
        store.connection.execute("COMMIT")
        return verify(store)
