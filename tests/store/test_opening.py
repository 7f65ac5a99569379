"""Is a store made as it should be, once, by whoever comes first, and never made worse by opening it again?"""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from board.model.vocabulary import ContentType, Stage
from board.store.connection import APPLICATION_ID, Connection, connect
from board.store.edition import digest_of, shipped_record
from board.store.migrations import migrations
from board.store.opening import SCHEMA, open_store, take_in_record
from board.store.record import read_record, take_in
from board.store.refused import Refused
from tests.store.files import Rows, contents, edited_record, foreign, refused_by, tables_of

TABLES = {
    *("agencies", "agency_names", "content_types", "stages", "actions", "participations"),
    *("sources", "statements", "ledger", "notes", "totals", "pulse"),
}
"""The tables that part 4 of the design names."""

posix = pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")


@posix
def test_first_run_makes_a_private_file_in_a_private_folder(tmp_path: Path) -> None:
    """Nobody else of the machine reads the store: 0600 in 0700, and so are the files SQLite puts beside it."""
    path = tmp_path / "new" / "board.db"
    mask = os.umask(0)
    try:
        store = open_store(path, record=shipped_record())
    finally:
        os.umask(mask)
    beside = {file.name: oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()}
    store.close()
    assert oct(path.parent.stat().st_mode & 0o777) == "0o700"
    assert "board.db-wal" in beside
    assert set(beside.values()) == {"0o600"}


@posix
def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    """A shared folder is not closed to others because a store is made in it."""
    folder = tmp_path / "shared"
    folder.mkdir(mode=0o755)
    open_store(folder / "board.db", record=None).close()
    assert oct(folder.stat().st_mode & 0o777) == "0o755"


def test_tables_are_those_of_the_design_and_strict(store_path: Path) -> None:
    """Every table is there, and none takes text for a number."""
    with closing(open_store(store_path, record=None).connection) as connection:
        names = set(tables_of(connection))
        strict = {row[1] for row in connection.execute("PRAGMA table_list").fetchall() if row[5]}
    assert names >= TABLES
    assert names - strict == set()


def test_the_connection_is_as_safe_as_the_design_says(store_path: Path) -> None:
    """WAL, synchronous FULL, foreign keys and recursive triggers on, and no reference to nothing in the record."""
    with closing(open_store(store_path, record=None).connection) as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers")
        }
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1}
    assert broken == []


def test_the_file_says_what_it_is(store_path: Path) -> None:
    """Application id and schema stand in the header, where any program finds them."""
    with closing(sqlite3.connect(store_path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_schema_counts_the_migrations(tmp_path: Path) -> None:
    """Whoever adds a step must raise `SCHEMA`, or no store would ever take it."""
    with closing(open_store(tmp_path / "board.db", record=None).connection) as connection:
        applied = connection.execute("SELECT count(*) FROM _sqlite_migrations").fetchone()[0]
    assert applied == SCHEMA
    assert migrations.name == "board"


def test_the_vocabulary_in_the_store_is_that_of_the_model(store_path: Path) -> None:
    """Each stage and content type of the model can be referred to, in its order."""
    held = contents(store_path)
    for table, words in (("stages", Stage), ("content_types", ContentType)):
        assert [row[0] for row in sorted(held[table], key=lambda row: int(str(row[1])))] == [
            str(word) for word in words
        ]


@pytest.mark.parametrize("read_only", [False, True])
def test_opening_again_changes_nothing(store_path: Path, read_only: bool) -> None:
    """The second start writes nothing: the bytes of the file stay as they are."""
    before = store_path.read_bytes()
    open_store(store_path, record=shipped_record(), read_only=read_only).close()
    assert store_path.read_bytes() == before
    if not read_only:  # one that may not write may not tidy up either: SQLite leaves an empty log beside the file
        assert [file.name for file in store_path.parent.iterdir() if file.name.startswith("board.db-")] == []


def test_a_record_taken_in_twice_is_there_once(store_path: Path) -> None:
    """Taking in the same record again, as a board does that was a moment slower, changes nothing."""
    before = contents(store_path)
    with closing(open_store(store_path, record=None).connection) as connection:
        new = take_in(connection, read_record(shipped_record()), digest_of(shipped_record()))
    assert set(new.values()) == {0}
    assert contents(store_path) == before


RACER = """
import sys
from pathlib import Path
from board.store import migrations, record
from board.store.edition import shipped_record
from board.store.opening import open_store
print("ready", flush=True)
for line in sys.stdin:
    try:
        open_store(Path(line.rstrip("\\n")), record=shipped_record()).close()
        print("done", flush=True)
    except BaseException as error:
        print(repr(error), flush=True)
"""


def test_two_boards_that_make_the_same_store_at_once(tmp_path: Path, made_store: Path) -> None:
    """Both succeed, whoever is first at which step, and the record is there once."""
    racers = [
        subprocess.Popen([sys.executable, "-c", RACER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _one in range(2)
    ]
    paths = [tmp_path / f"{number}.db" for number in range(6)]
    answers: list[str] = []
    try:
        for racer in racers:
            assert racer.stdout
            assert racer.stdout.readline() == "ready\n"
        for path in paths:
            for racer in racers:
                assert racer.stdin
                racer.stdin.write(f"{path}\n")
                racer.stdin.flush()
            answers += [racer.stdout.readline().rstrip() for racer in racers if racer.stdout]
    finally:
        for racer in racers:
            racer.communicate(timeout=30)
    assert answers == ["done"] * 12
    expected = contents(made_store)
    for path in paths:
        held = contents(path)
        assert {name: len(rows) for name, rows in held.items()} == {name: len(rows) for name, rows in expected.items()}


def test_another_board_makes_the_store_at_any_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between any two steps of opening a new store another board may have made it: both succeed, none is refused."""
    before: list[str] = []
    busy = False

    def step(path: Path, moment: int, statement: str) -> None:
        nonlocal busy
        if busy:
            return
        before.append(statement)
        if len(before) == moment:
            busy = True
            refused_by(lambda: open_store(path, record=None, wait=0.0).close())  # it waits for no lock of this one
            busy = False

    for moment in range(1, 40):
        before.clear()
        path = tmp_path / f"{moment}.db"

        def traced(to: Path, moment: int = moment, **settings: Any) -> Connection:
            connection = connect(to, **settings)
            connection.set_trace_callback(partial(step, to, moment))
            return connection

        monkeypatch.setattr("board.store.opening.connect", traced)
        refusal = refused_by(lambda path=path: open_store(path, record=None, wait=1.0).close())  # type: ignore[misc]
        assert refusal is None, f"made by another board before: {before[moment - 1]}"
        if any(statement.lstrip().startswith("CREATE TABLE") for statement in before[:moment]):
            break  # from here on this board holds the lock
    else:
        pytest.fail("no table was ever made")


def _newer(rows: Rows) -> None:
    rows.append({**rows[0], "slug": "brought-by-the-newer-record", "quantity": 7})
    rows[1]["wording"] = "changed by the newer record"


def test_a_newer_record_brings_only_what_is_new(store_path: Path, tmp_path: Path) -> None:
    """One statement more comes in; one whose wording changed stays as the store has it; nothing else changes."""
    before = contents(store_path)
    folder = edited_record(tmp_path / "record", "statements", _newer)
    open_store(store_path, record=folder).close()
    after = contents(store_path)
    added = [row for row in after["statements"] if row not in before["statements"]]
    assert [row[1] for row in added] == ["brought-by-the-newer-record"]
    assert len(after["statements"]) == len(before["statements"]) + 1
    assert [row for row in after["settings"] if row not in before["settings"]] == [
        (f"record {digest_of(folder)}", "2026-11-23")
    ]
    for name in set(before) - {"statements", "settings"}:
        assert after[name] == before[name], name


def test_what_was_entered_by_hand_outlives_a_newer_record(store_path: Path, tmp_path: Path) -> None:
    """A name the duty officer corrected in the store is not put back by the next edition."""
    foreign(store_path, "UPDATE agencies SET name = 'Corrected by hand' WHERE slug = 'europol'")
    open_store(store_path, record=edited_record(tmp_path / "record", "statements", _newer)).close()
    assert [row[1] for row in contents(store_path)["agencies"] if row[0] == "europol"] == ["Corrected by hand"]


@pytest.mark.parametrize("table", ["agencies", "statements", "findings", "disagreement_statements", "settings"])
def test_a_record_comes_in_whole_or_not_at_all(store_path: Path, tmp_path: Path, table: str) -> None:
    """If the store refuses any part of a newer record, nothing of any other part stays either."""
    foreign(
        store_path,
        f"CREATE TRIGGER stop BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'stopped'); END",
    )
    before = contents(store_path)
    folder = edited_record(tmp_path / "record", "statements", _newer)
    for part, change in (
        ("agencies", lambda rows: rows.append({**rows[0], "slug": "new-agency"})),
        ("findings", lambda rows: rows.append({**rows[0], "slug": "new-finding"})),
        ("disagreements", lambda rows: rows[0]["statements"].append("brought-by-the-newer-record")),
    ):
        other = edited_record(tmp_path / part, part, change)
        (other / f"{part}.json").replace(folder / f"{part}.json")
    with pytest.raises(Refused, match="stopped"):
        open_store(store_path, record=folder)
    assert contents(store_path) == before
    foreign(store_path, "DROP TRIGGER stop")
    open_store(store_path, record=folder).close()
    assert len(contents(store_path)["agencies"]) == len(before["agencies"]) + 1


def test_an_action_that_names_a_source_twice_is_taken_in(store_path: Path, tmp_path: Path) -> None:
    """A slip in a record that means nothing else is no reason to fail."""

    def change(rows: Rows) -> None:
        rows.append({**rows[0], "slug": "twice", "sources": [rows[0]["sources"][0]] * 2, "hits": rows[0]["hits"] * 2})

    folder = edited_record(tmp_path / "record", "actions", change)
    with closing(open_store(store_path, record=None).connection) as connection:
        assert take_in(connection, read_record(folder))["actions"] == 1


ROW = """
    INSERT {how} INTO ledger ({rowid} site, seq, id, action, agency, content_type, stage, quantity, qualifier,
        occurred_at, recorded_at, operator, ref, prev_hash, hash)
    SELECT {number} value, {seq}, '{id}', 'is-2019-11', 'europol', 'video', 'removed', {quantity}, 'exact',
        1574640000000, 1574640000000, 'duty officer', '{ref}', zeroblob(32), zeroblob(32)
    FROM settings WHERE true AND key = 'site'
"""
"""One entry in SQL; `true` keeps SQLite from reading ON CONFLICT as a join."""


def _row(how: str = "", *, rowid: str = "", seq: int = 2, ident: str = "b", ref: str = "r2", quantity: int = 1) -> str:
    number = "1," if rowid else ""
    return ROW.format(how=how, rowid=rowid, number=number, seq=seq, id=ident, ref=ref, quantity=quantity)


@pytest.fixture
def ledger_path(store_path: Path) -> Path:
    """A store with one entry, written by another program: 120 videos removed."""
    foreign(store_path, _row(seq=1, ident="a", ref="r1", quantity=120))
    return store_path


def test_a_second_entry_is_taken(ledger_path: Path) -> None:
    """Appending stays possible: the refusals below are not those of a ledger that refuses all."""
    foreign(ledger_path, _row())
    assert len(contents(ledger_path)["ledger"]) == 2


def _answer(path: Path, attack: str) -> str:
    """Return what SQLite says to another program's statement, "" where it takes it."""
    try:
        foreign(path, attack)
    except sqlite3.DatabaseError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    "attack",
    [
        "UPDATE ledger SET quantity = 121",
        "UPDATE OR REPLACE ledger SET quantity = 121",
        "UPDATE OR IGNORE ledger SET operator = 'nobody'",
        "DELETE FROM ledger",
        "DELETE FROM ledger WHERE seq = 1",
        _row("OR REPLACE", seq=1, ident="a", ref="r1"),
        _row("OR REPLACE", seq=1),
        _row("OR REPLACE", ident="a"),
        _row("OR REPLACE", ref="r1"),
        _row("OR REPLACE", rowid="rowid,"),
        _row(seq=1).replace("INSERT", "REPLACE"),
        _row("OR REPLACE", seq=1) + " ON CONFLICT DO UPDATE SET quantity = 1",
    ],
    ids=[
        *("update", "update or replace", "update or ignore", "delete all", "delete one"),
        *("replace by all keys", "replace by seq", "replace by id", "replace by ref", "replace by rowid"),
        *("replace into", "upsert"),
    ],
)
def test_the_ledger_is_append_only_whoever_connects(ledger_path: Path, attack: str) -> None:
    """Another program's SQLite, with none of our settings, cannot change, remove or replace an entry."""
    before = contents(ledger_path)["ledger"]
    assert "syntax" not in _answer(ledger_path, attack)
    assert contents(ledger_path)["ledger"][: len(before)] == before


def test_a_record_is_not_taken_in_read_only(store_path: Path, tmp_path: Path) -> None:
    """A store opened for reading stays as it is, also when a newer record lies ready."""
    before = store_path.read_bytes()
    folder = edited_record(tmp_path / "record", "statements", _newer)
    store = open_store(store_path, record=folder, read_only=True)
    with pytest.raises(Refused):
        take_in_record(store, folder)
    store.close()
    assert store_path.read_bytes() == before
