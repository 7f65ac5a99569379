"""Does verify find what fits the chain and still was never written by a board, and say what it cannot vouch for?"""

import re
import shutil
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.exchange.scenario_file import read_file
from board.model.entry import LedgerRow, hash_of, note_hash_of
from board.model.vocabulary import Marking
from board.store import sums_check
from board.store.additions import add, mark
from board.store.edition import shipped_exercise, shipped_record
from board.store.guards import GUARDS
from board.store.ledger import COLUMNS, append, reverse
from board.store.opening import Store, open_store, take_in_record
from board.store.play import Play, Script, prepare
from board.store.situation_reports import take
from board.store.verify import Verdict, verify
from tests.conftest import NOON
from tests.entries import ACTION, count
from tests.faults.writers import counted
from tests.store.files import edited_record

INSERT = f"INSERT INTO ledger ({COLUMNS}) VALUES ({', '.join('?' * len(LedgerRow._fields))})"


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """A store of three entries, the second of them taken back."""
    with closing(open_store(store_path, record=None)) as opened:
        append(opened, [counted(f"mail {seq}", quantity=seq, occurred_at=NOON) for seq in (1, 2, 3)], "officer", NOON)
        (row,) = opened.connection.execute("SELECT site FROM ledger WHERE seq = 2").fetchall()
        reverse(opened, row[0], 2, "typed twice", "officer", NOON)
        yield opened


def forge(store: Store, **changes: object) -> None:
    """Append a copy of the first entry, changed, with its right hash and sums, past the guards that would refuse it."""
    connection = store.connection
    first, last = (
        LedgerRow(*connection.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY seq {way} LIMIT 1").fetchone())
        for way in ("", "DESC")
    )
    linked = {"seq": last.seq + 1, "id": "forged", "ref": None, "prev_hash": last.hash, "recorded_at": last.recorded_at}
    row = first._replace(**(linked | changes))  # type: ignore[arg-type]
    refusing = [name for name, sql in GUARDS.items() if "BEFORE INSERT ON ledger" in sql and name.startswith("ledger_")]
    connection.execute("PRAGMA ignore_check_constraints = ON")
    for name in refusing:
        if name != "ledger_keeps_openings":
            connection.execute(f"DROP TRIGGER {name}")
    connection.execute(INSERT, row._replace(hash=hash_of(row)))
    for name in refusing:
        if name != "ledger_keeps_openings":
            connection.execute(GUARDS[name])
    connection.execute("PRAGMA ignore_check_constraints = OFF")


FORGED: dict[str, tuple[dict[str, object], str]] = {
    "a verb of statements": ({"stage": "took_part"}, "entry 5 of site .*: no entry can have the stage took_part"),
    "a unit of statements": ({"content_type": "country"}, "entry 5 of site .*: no entry can have the content type"),
    "a billion and one": ({"quantity": 10**9 + 1}, "entry 5 of site .*: no entry can count 1000000001"),
    "nobody": ({"operator": ""}, "entry 5 of site .*: nobody can be seen"),
    "nobody to be seen": ({"operator": "\u200d"}, "entry 5 of site .*: nobody can be seen"),
    "an operator who writes the clipboard": ({"operator": "\x1b]52;c;eA==\x07 me"}, "entry 5 of .* characters that no"),
    "a reference that turns round": ({"ref": "\u202e12"}, "entry 5 of site .*: it holds characters that no board"),
    "a time that is none": ({"occurred_at": 10**15}, "entry 5 of site .*: its times are none"),
    "a large reversal of a small entry": (
        {"quantity": -900, "reverses_seq": 1}, "entry 5 of site .*: it does not take back one whole entry",
    ),
    "a reversal of a reversal": (
        {"quantity": 2, "reverses_seq": 4}, "entry 5 of site .*: it does not take back one whole entry",
    ),
    "a reversal of itself": ({"quantity": -1, "reverses_seq": 5}, "entry 5 .* it does not take back one whole entry"),
    "a reversal of another verb": (
        {"quantity": -1, "reverses_seq": 1, "stage": "held"}, "entry 5 .* it does not take back one whole entry",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FORGED)
def test_what_the_guards_forbid_is_found_though_its_hash_is_right(store: Store, what: str) -> None:
    """Who can take the guards away, write, and put them back, can hash as well."""
    changes, why = FORGED[what]
    if "reverses_seq" in changes:
        changes = {**changes, "reverses_site": store.connection.execute("SELECT site FROM ledger").fetchone()[0]}
    forge(store, **changes)
    said = [problem for problem in verify(store).problems if "CHECK" not in problem]
    assert any(re.search(why, problem) for problem in said), said


def test_a_note_that_acts_on_a_terminal_is_found(store: Store) -> None:
    """Its hash may be right: it is that of what was written."""
    text = "from the \x1b[2J call"
    store.connection.execute("INSERT INTO notes (hash, text) VALUES (?, ?)", (note_hash_of(text), text))
    assert any("characters that no board lets in" in problem for problem in verify(store).problems)


def test_what_a_board_writes_is_no_problem(store: Store) -> None:
    """Not one false alarm, in what other scripts write either."""
    for text in ("Évreux, Zoë", "می‌خواهم", "क्‍ष", "연방 경찰"):
        count(store, "bka", "video", "removed", 1, at=NOON, operator=text, note=f"{text} said", ref=f"ref {text}")
    assert verify(store).problems == ()


OUTSIDE = {
    "a published figure": "UPDATE statements SET quantity = 2600 WHERE slug = 'is-2019-11-removed-federal-police'",
    "its verb": "UPDATE statements SET stage = 'referred' WHERE slug = 'is-2019-11-removed-federal-police'",
    "what its unit consists of": "UPDATE statement_units SET unit = 'link' WHERE unit = 'video'",
    "a unit more": "INSERT INTO statement_units VALUES ('is-2019-11-referred-europol', 0, 'link')",
    "the name of an agency": "UPDATE agencies SET name = 'Europol' WHERE slug = 'bka'",
    "its name in another language": "UPDATE agency_names SET name = 'Europol'",
    "a source": "UPDATE sources SET kind = 'primary' WHERE kind = 'press'",
    "an action made an exercise": "UPDATE actions SET exercise = 1 WHERE slug = 'is-2019-11'",
    "a statement taken out": "DELETE FROM disagreement_statements",
    "who took part": "UPDATE participations SET words = 'led it alone'",
    "the marking": "UPDATE settings SET value = 'PUBLIC' WHERE key = 'marking'",
    "a store made an exercise": (
        "INSERT INTO settings VALUES ('exercise', "
        """'{"slug":"x","name":"x","digest":"00","seed":1,"entries":1,"starts":1,"ends":1}')"""
    ),
}


@pytest.mark.parametrize("what", OUTSIDE)
def test_what_is_outside_the_ledger_is_held_against_the_record(store: Store, what: str) -> None:
    """Nothing of the shipped record can be changed unnoticed in a store that took in this very one."""
    assert verify(store).problems == ()
    store.connection.execute(OUTSIDE[what])
    assert any("record" in one or "marking" in one or "exercise" in one for one in verify(store).problems)


def test_what_was_added_here_is_named_as_not_covered(store: Store) -> None:
    """It is nobody's but this store's: a check that says nothing of it would say too much."""
    whole = verify(store)
    assert whole.coverage.record == "the record that ships"
    assert whole.coverage.beyond == ("the marking TLP:CLEAR",)
    for slug in ("new-one", "new-two"):
        add(store, "agencies", {"slug": slug, "name": slug, "kind": "police"})
    found = verify(store)
    assert found.problems == ()
    assert found.coverage.beyond == ("what was added here: agencies 2", "the marking TLP:CLEAR")


def test_rows_of_an_older_record_are_no_false_alarm(tmp_path: Path) -> None:
    """A store that took in another record first holds its rows: nobody can tell, and that is said."""

    def older(rows: list[dict[str, object]]) -> None:
        next(row for row in rows if row["slug"] == "bka")["name"] = "Bundeskriminalamt, as it was called"

    folder = edited_record(tmp_path / "record", "agencies", older)
    with closing(open_store(tmp_path / "board.db", record=folder)) as opened:
        assert verify(opened).coverage.record == ""
        take_in_record(opened, shipped_record())
        found = verify(opened)
        assert found.problems == ()
        assert [one for one in found.coverage.beyond if "1 rows differ" in one]
        opened.connection.execute("DELETE FROM statement_units")
        opened.connection.execute("DELETE FROM disagreement_statements")
        assert any("was taken out" in problem for problem in verify(opened).problems)


def test_an_exercise_that_no_longer_says_so_is_found(tmp_path: Path) -> None:
    """Its site, which every entry's hash covers, is one of an exercise; its rows are those of its scenario."""
    path, changed = tmp_path / "exercise.db", tmp_path / "changed.db"
    scenario, document = read_file(shipped_exercise())
    with closing(open_store(path, record=None)) as opened:
        script = Script(scenario, document, 3, 40)
        prepare(opened, script)
        Play(opened, script).go_on()
        found = verify(opened)
        assert (found.problems, found.coverage.record) == ((), "the exercise's scenario")
        opened.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    for statement in (
        "DELETE FROM settings WHERE key = 'exercise'",
        "UPDATE settings SET value = replace(value, '\"seed\": 3', '\"seed\": 4') WHERE key = 'exercise'",
        "UPDATE settings SET value = replace(value, 'Four Days', 'Five Days') WHERE key = 'exercise scenario'",
        "UPDATE actions SET exercise = 0",
        "UPDATE agencies SET name = 'Europol' WHERE slug = 'ex-europol'",
    ):
        with closing(open_store(Path(shutil.copy(path, changed)), record=None)) as opened:
            opened.connection.execute(statement)
            assert verify(opened).problems, statement


def test_a_report_tells_what_an_action_was(store: Store) -> None:
    """A report is sealed: what was an exercise in it cannot be none of a sudden, and another marking is said."""
    fields = {
        "slug": "drill",
        "name": "Drill",
        "status": "ongoing",
        "exercise": True,
        "sources": ["be-police-2019-reprint"],
    }
    add(store, "actions", fields)
    count(store, "bka", "video", "removed", 1, at=NOON, action="drill")
    take(store, "drill", "officer", NOON)
    assert verify(store).problems == ()
    mark(store, Marking.AMBER)
    found = verify(store)
    assert found.problems == ()
    assert found.coverage.beyond[-1] == "the marking TLP:AMBER; situation report 1 of drill is marked TLP:CLEAR"
    store.connection.execute("UPDATE actions SET exercise = 0 WHERE slug = 'drill'")
    assert any("situation report 1 says otherwise" in problem for problem in verify(store).problems)


def test_an_index_that_was_taken_away_stops_nothing(store: Store) -> None:
    """It is named, and what does not need it is checked all the same."""
    store.connection.execute("DROP INDEX ledger_by_occurrence")
    store.connection.execute("UPDATE totals SET quantity = quantity + 1")
    said = " · ".join(verify(store).problems)
    assert "ledger_by_occurrence was taken away" in said
    assert "the total of" in said
    assert "was not looked at" in said


SUMS = ("pulse", "tempo", "spans")


@pytest.mark.parametrize("table", SUMS)
@settings(max_examples=15)
@given(portion=st.integers(1, 7), data=st.data())
def test_every_sum_is_looked_at_whatever_the_stretches(
    made_store: Path, tmp_path_factory: pytest.TempPathFactory, table: str, portion: int, data: st.DataObject
) -> None:
    """Wherever a stretch of the ledger ends, no row of the sums is left out, and none is compared twice."""
    path = Path(shutil.copy(made_store, tmp_path_factory.mktemp("sums") / "board.db"))
    with closing(open_store(path, record=None)) as opened, pytest.MonkeyPatch.context() as patch:
        patch.setattr(sums_check, "PORTION", portion)
        minutes = data.draw(st.lists(st.integers(-4_000, 4_000), min_size=1, max_size=12))
        entries = [
            counted(f"mail {place}", place, 2, occurred_at=NOON + timedelta(minutes=minute))
            for place, minute in enumerate(minutes)
        ]
        append(opened, entries, "officer", NOON)
        assert [*sums_check.problems(opened.connection)] == []
        rows = opened.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        key = ", ".join(
            row[0]
            for row in opened.connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk ORDER BY pk", (table,))
        )
        place = data.draw(st.integers(0, rows - 1))
        where = f"WHERE ({key}) = (SELECT {key} FROM {table} LIMIT 1 OFFSET {place})"
        opened.connection.execute("BEGIN")
        opened.connection.execute(f"UPDATE {table} SET quantity = quantity + 1 {where}")
        assert [one for one in sums_check.problems(opened.connection) if " in 1 " in one]
        opened.connection.execute("ROLLBACK")
        opened.connection.execute(f"DELETE FROM {table} {where}")
        assert [one for one in sums_check.problems(opened.connection) if " in 1 " in one]


def test_sums_of_what_was_never_counted_are_found(store: Store) -> None:
    """Far before the first entry, far behind the last, and of an action without one."""
    connection = store.connection
    for action, minute in ((ACTION, 5), (ACTION, 2**40), ("amaq-2018", 5)):
        connection.execute("BEGIN")
        connection.execute("INSERT INTO pulse VALUES (?, 'bka', 'video', 'removed', ?, 7)", (action, minute))
        assert [*sums_check.problems(connection)] == ["the pulse differs from the ledger in 1 minutes"]
        connection.execute("ROLLBACK")


def test_verify_writes_nothing_and_leaves_a_read_only_store_so(store_path: Path, store: Store) -> None:
    """The table in which it sums is the connection's own, in memory."""
    assert verify(store).problems == ()
    with closing(open_store(store_path, record=None, read_only=True)) as reading:
        before = reading.connection.execute("PRAGMA data_version").fetchone()
        assert verify(reading).problems == ()
        assert reading.connection.execute("PRAGMA query_only").fetchone() == (1,)
        assert reading.connection.execute("SELECT count(*) FROM temp.sqlite_master").fetchone() == (0,)
        assert reading.connection.execute("PRAGMA data_version").fetchone() == before


def test_memory_does_not_grow_with_the_ledger(store: Store) -> None:
    """Ten times the entries, each in its own minute, in the same memory, but for what SQLite keeps for itself."""

    def peak() -> int:
        tracemalloc.start()
        try:
            verdict: Verdict = verify(store)
            assert verdict.problems == ()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def more(first: int, entries: int) -> None:
        append(
            store,
            [
                counted(f"minute {number}", 0, occurred_at=datetime(2019, 1, 1, tzinfo=UTC) + timedelta(minutes=number))
                for number in range(first, first + entries)
            ],
            "officer",
            NOON,
        )

    verify(store)
    more(0, 200)
    few = peak()
    more(200, 1_800)
    assert peak() < few * 1.2 + 200_000
