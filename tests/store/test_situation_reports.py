"""Does a situation report stay what it was, whoever writes to the store, and can anybody check it later?"""

import json
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from board.model.figure import Quantity
from board.model.frozen import canonical, digest_of
from board.model.situation import Situation
from board.model.situation_report import SituationReport
from board.model.text import clean
from board.model.vocabulary import Marking, Qualifier, Stage
from board.model.wanted import ComparisonOf, SituationOf, SituationReportOf, SituationReportsOf
from board.store.additions import mark
from board.store.guards import GUARDS
from board.store.ledger import reverse
from board.store.opening import SCHEMA, Store, open_store
from board.store.reader import Reader
from board.store.refused import Refused
from board.store.since import since
from board.store.situation_reports import take
from board.store.verify import verify
from tests.conftest import NOON
from tests.entries import ACTION, REHEARSED, count, rehearse
from tests.foreign import Refusal, other_program
from tests.store.files import contents, foreign, refused_by

OTHER = "amaq-2018"
FORMAT_1 = Path(__file__).parent / "report_format_1.json"
"""A report as the first board that froze any wrote it, with entries, a correction and all its statements."""


@pytest.fixture
def store(reader: Reader) -> Store:
    """The test's own store."""
    return reader.store


def freeze(
    store: Store, action: str | None = ACTION, at: datetime = NOON, operator: str = "duty officer"
) -> SituationReport:
    return take(store, action, operator, at)


def alike(one: Situation, other: Situation) -> bool:
    """Say whether two situations show the same, wherever in time their actions stand."""
    return one._replace(before=None, after=None) == other._replace(before=None, after=None)


def test_everything_the_board_shows_is_frozen(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """What is opened again is the situation itself, to the last word, in the order of the screen, not only its sums."""
    rehearse(store_path, NOON)
    reader = open_readers(store_path)
    live = reader.read(SituationOf(ACTION))
    freeze(reader.store)
    report = reader.read(SituationReportOf(ACTION, 1))
    assert alike(report.situation, live)
    assert list(report.situation.stages) == list(live.stages)
    assert [list(one.stages) for one in report.situation.partners] == [list(one.stages) for one in live.partners]
    assert (report.number, report.operator, report.as_of) == (1, "duty officer", NOON)
    assert report.head is not None
    assert report.head.hash == live.head == verify(reader.store).head


def test_a_report_stays_as_it_was(reader: Reader) -> None:
    """Entries, a reversal and another name of an agency come afterwards: what was frozen is what was frozen."""
    store = reader.store
    row = count(store, "bka", "video", "removed", 120, at=NOON, qualifier=Qualifier.AT_LEAST)
    before = freeze(store)
    reverse(store, row.site, row.seq, "counted twice", "duty officer", NOON)
    count(store, "bka", "video", "removed", 7, at=NOON)
    with other_program(store.path) as other:
        other.execute("UPDATE agencies SET name = 'Another name' WHERE slug = 'bka'")
    assert reader.read(SituationReportOf(ACTION, 1)) == before
    assert before.situation.stages == {Stage.REMOVED: Quantity(120, Qualifier.AT_LEAST)}
    assert reader.read(SituationOf(ACTION)).stages == {Stage.REMOVED: Quantity(7)}
    assert verify(store).problems == ("the record, agencies, bka: it is not what was taken in",)


def test_numbers_are_gapless_within_each_action(reader: Reader) -> None:
    """Each action counts its reports from 1; the list has the newest first and says of which tallies and head."""
    count(reader.store, "bka", "video", "removed", 5, at=NOON)
    assert [freeze(reader.store, action).number for action in (ACTION, OTHER, ACTION, OTHER, ACTION)] == [1, 1, 2, 2, 3]
    listed = reader.read(SituationReportsOf(ACTION, most=2))
    assert [line.number for line in listed.reports] == [3, 2]
    assert listed.reports_in_all == 3
    assert [line.stages for line in listed.reports] == [{Stage.REMOVED: Quantity(5)}] * 2
    assert [line.head and line.head.seq for line in listed.reports] == [1, 1]
    assert listed.reports[0].operator == "duty officer"


def test_an_empty_ledger_and_an_action_without_entries(reader: Reader) -> None:
    """Both can be frozen; the first has no head, the second has the head of the whole ledger and no tally."""
    empty = freeze(reader.store)
    count(reader.store, "bka", "video", "removed", 5, at=NOON)
    without = freeze(reader.store, OTHER)
    assert (empty.head, empty.situation.entries, empty.situation.stages) == (None, 0, {})
    assert (without.head is not None, without.situation.entries, without.situation.stages) == (True, 0, {})
    assert verify(reader.store).problems == ()
    assert since(reader.store, "1", ACTION) == (None, 1)


def test_the_newest_action_is_frozen_where_none_is_named(reader: Reader) -> None:
    """As `board show` does without a name."""
    assert freeze(reader.store, None).situation.action.slug == reader.read(SituationOf()).action.slug


def test_a_clock_set_back_takes_no_report_before_another(reader: Reader) -> None:
    """Neither before the report with the number before, nor before the last entry it holds."""
    count(reader.store, "bka", "video", "removed", 5, at=NOON)
    assert freeze(reader.store, at=NOON - timedelta(hours=1)).as_of == NOON
    later = freeze(reader.store, at=NOON + timedelta(hours=1)).as_of
    assert freeze(reader.store, at=NOON).as_of == later
    assert verify(reader.store).problems == ()


@pytest.mark.parametrize("operator", ["", "  ", "x" * 81])
def test_somebody_must_say_who_freezes(store: Store, operator: str) -> None:
    """As for entries; nothing is stored."""
    with pytest.raises(Refused, match="who records"):
        freeze(store, operator=operator)
    assert contents(store.path)["situation_reports"] == []


def test_what_cannot_be_frozen_is_refused(store: Store, open_readers: Callable[..., Reader]) -> None:
    """An action that is not there, a store opened for reading; nothing is stored."""
    with pytest.raises(Refused, match="no action is-2019-12: did you mean is-2019-11"):
        freeze(store, "is-2019-12")
    with pytest.raises(Refused, match="reading only"):
        freeze(open_readers(store.path, read_only=True).store)
    assert contents(store.path)["situation_reports"] == []


@pytest.mark.parametrize("number", [0, -1, 2, 10**6, 10**30, -(10**30)])
def test_a_number_that_is_not_there(reader: Reader, number: int) -> None:
    """One harmless line that says which there are."""
    freeze(reader.store)
    for wanted in (SituationReportOf(ACTION, number), ComparisonOf(ACTION, number), ComparisonOf(ACTION, 1, number)):
        line = refused_by(lambda wanted=wanted: reader.read(wanted))  # type: ignore[misc]
        assert line is not None
        assert line.endswith("of is-2019-11: there is only 1")


def test_reports_of_an_action_that_is_not_there(reader: Reader) -> None:
    """Refused in words, in each way of asking."""
    for wanted in (SituationReportsOf("never"), SituationReportOf("never", 1), ComparisonOf("never", 1)):
        assert refused_by(lambda wanted=wanted: reader.read(wanted)) == "there is no action never"  # type: ignore[misc]


ATTEMPTS = {
    "update": "UPDATE situation_reports SET content = '{}'",
    "update or replace": "UPDATE OR REPLACE situation_reports SET number = 1",
    "update the operator": "UPDATE OR IGNORE situation_reports SET operator = 'nobody' WHERE number = 2",
    "delete the last": "DELETE FROM situation_reports WHERE number = 2",
    "delete all": "DELETE FROM situation_reports",
    **{
        name: f"{how} INTO situation_reports SELECT action, {number}, taken_at, operator, entries, head_site, {seq},"
        f" head_hash, format, stages, digest, content FROM situation_reports WHERE number = 2"
        for name, how, number, seq in (
            ("replace", "INSERT OR REPLACE", 2, "head_seq"),
            ("replace the first", "REPLACE", 1, "head_seq"),
            ("a gap", "INSERT", 4, "head_seq"),
            ("a number before the first", "INSERT OR IGNORE", 0, "head_seq"),
            ("another head", "INSERT", 3, "1"),
            ("a head that is not there", "INSERT", 3, "99"),
        )
    },
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_another_program_cannot_change_a_report(store: Store, attempt: str) -> None:
    """Whoever connects, with none of the board's settings: nothing is changed, taken out or put in."""
    for quantity in (5, 6):
        count(store, "bka", "video", "removed", quantity, at=NOON)
        freeze(store)
    before = contents(store.path)["situation_reports"]
    with other_program(store.path) as other, pytest.raises(Refusal):
        other.execute(ATTEMPTS[attempt])
    assert contents(store.path)["situation_reports"] == before
    assert verify(store).problems == ()


def past_the_guards(path: Path, *statements: str, **values: object) -> None:
    """Take the guards of the reports away, do something, and put them back word for word."""
    names = [name for name in GUARDS if name.startswith("reports_")]
    with other_program(path) as other:
        for name in names:
            other.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            other.execute(statement, values)
        for name in names:
            other.execute(GUARDS[name])


CHANGED = {
    "a figure": (
        "UPDATE situation_reports SET content = replace(content, ':120', ':121')",
        "content",
    ),
    "a word": ("UPDATE situation_reports SET content = replace(content, 'Europol', 'Interpol')", "content"),
    "the digest": ("UPDATE situation_reports SET digest = zeroblob(32)", "content"),
    "the operator": ("UPDATE situation_reports SET operator = 'nobody'", "beside"),
    "the time": ("UPDATE situation_reports SET taken_at = taken_at + 1", "beside"),
    "the entries": ("UPDATE situation_reports SET entries = 2", "beside"),
    "the tallies of the list": ("UPDATE situation_reports SET stages = '{}'", "beside"),
    "the head": ("UPDATE situation_reports SET head_hash = zeroblob(32)", "beside"),
    "the first taken out": ("DELETE FROM situation_reports WHERE number = 1", "report 1 of is-2019-11 was taken out"),
}


@pytest.mark.parametrize("change", CHANGED)
def test_what_is_changed_past_the_guards_is_found(store: Store, change: str) -> None:
    """Somebody drops the guards, changes a report, and puts them back: verify names the report and what is wrong."""
    count(store, "bka", "video", "removed", 120, at=NOON)
    freeze(store)
    freeze(store)
    statement, why = CHANGED[change]
    past_the_guards(store.path, statement)
    problems = verify(store).problems
    assert problems
    assert problems[0].startswith("situation report 1 of is-2019-11")
    assert why in problems[0]


def forged(store: Store, change: Callable[[str], str], number: int = 1) -> None:
    """Change the content of a report and make its digest fit."""
    row = store.connection.execute("SELECT content FROM situation_reports WHERE number = ?", (number,)).fetchone()
    content = change(row[0])
    past_the_guards(
        store.path,
        "UPDATE situation_reports SET content = :content, digest = :digest, stages = :stages WHERE number = :number",
        content=content,
        digest=digest_of(content),
        stages=json.dumps(json.loads(content)["situation"]["stages"], separators=(",", ":"), sort_keys=True)
        if content.startswith("{")
        else "{}",
        number=number,
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"value":120', '"value":121', "its tallies are not what the ledger had then"),
        ('"qualifier":"at_least"', '"qualifier":"exact"', "its tallies are not what the ledger had then"),
        ('"stages":{}', '"stages":{"removed":{"qualifier":"exact","value":4}}', "its tallies"),
        ('"entries":1', '"entries":2', "beside"),
    ],
)
def test_figures_that_were_never_in_the_ledger_are_found(store: Store, old: str, new: str, why: str) -> None:
    """A report whose digest fits is still held against the entries up to its head, tally by tally."""
    count(store, "bka", "video", "removed", 120, at=NOON, qualifier=Qualifier.AT_LEAST, provider="telegram")
    freeze(store)
    forged(store, lambda content: content.replace(old, new))
    problems = verify(store).problems
    assert len(problems) == 1
    assert why in problems[0]


def test_each_report_is_held_against_its_own_beginning_of_the_ledger(store: Store) -> None:
    """Of several reports among many entries only the forged one is named."""
    for quantity in range(1, 8):
        count(store, "bka", "video", "removed", quantity, at=NOON)
        count(store, "europol", "account", "referred", quantity, at=NOON, action=OTHER)
        freeze(store)
    assert verify(store).problems == ()
    forged(store, lambda content: content.replace('"value":10}', '"value":11}'), number=4)
    assert [problem.split(":")[0] for problem in verify(store).problems] == ["situation report 4 of is-2019-11"]


def test_a_changed_report_is_refused_and_the_others_are_not(reader: Reader) -> None:
    """It is not shown as if it were what was frozen; the list still stands and marks whose tallies are unreadable."""
    count(reader.store, "bka", "video", "removed", 120, at=NOON)
    freeze(reader.store)
    freeze(reader.store)
    past_the_guards(
        reader.store.path, "UPDATE situation_reports SET content = content || ' ', stages = '[' WHERE number = 1"
    )
    for wanted in (SituationReportOf(ACTION, 1), ComparisonOf(ACTION, 1, 2)):
        line = refused_by(lambda wanted=wanted: reader.read(wanted))  # type: ignore[misc]
        assert line is not None
        assert line.startswith("situation report 1 of is-2019-11 is not what was frozen")
    assert [line.stages for line in reader.read(SituationReportsOf(ACTION)).reports] == [
        {Stage.REMOVED: Quantity(120)},
        None,
    ]
    assert reader.read(SituationReportOf(ACTION, 2)).number == 2


NONSENSE = {
    "nothing": "",
    "no JSON": "{",
    "a list": "[]",
    "a number": "7",
    "deep": "[" * 100_000,
    "not a number": '{"format":1,"number":NaN}',
    "a fraction": '{"format":1.0}',
    "a long number": '{"format":' + "9" * 5000 + "}",
    "empty": '{"format":1}',
    "no situation": '{"format":1,"action":"x","number":1,"taken_at":"2026-01-01T00:00:00Z","operator":"x","head":null,'
    '"situation":{}}',
    "another board": '{"format":2}',
    "hostile": '{"format":1,"\x1b[2J":"\u202e"}',
}


@pytest.mark.parametrize("content", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_with_the_right_digest_is_refused_in_a_line(reader: Reader, content: str) -> None:
    """Whatever lies in a report: one harmless line, here and from verify, and never a traceback."""
    freeze(reader.store)
    past_the_guards(
        reader.store.path,
        "UPDATE situation_reports SET content = :content, digest = :digest",
        content=content,
        digest=digest_of(content),
    )
    line = refused_by(lambda: reader.read(SituationReportOf(ACTION, 1)))
    assert line is not None
    assert line.startswith("situation report 1 of is-2019-11 is not what was frozen")
    problems = verify(reader.store).problems
    assert [problem.split(" (")[0] for problem in problems] == ["situation report 1 of is-2019-11: it cannot be read"]
    assert all(clean(problem) == problem for problem in problems)


def test_hostile_text_is_harmless_when_it_is_read(reader: Reader) -> None:
    """Names, notes and wordings inside a report go through the same border as everything else from outside."""
    count(reader.store, "bka", "video", "removed", 120, at=NOON, note="plain")
    freeze(reader.store)
    hostile = json.dumps("\x1b]52;c;AAAA\x07\u202e[bold]")[1:-1]
    forged(reader.store, lambda content: content.replace("Europol", hostile).replace('"plain"', f'"{hostile}"'))
    situation = reader.read(SituationReportOf(ACTION, 1)).situation
    names = [panel.agency.name for panel in situation.partners]
    assert "\ufffd]52;c;AAAA\ufffd\ufffd[bold]" in names
    assert all(clean(name) == name for name in names)
    assert situation.tail[0].note == "\ufffd]52;c;AAAA\ufffd\ufffd[bold]"


def test_the_marking_is_the_stricter_of_then_and_now(reader: Reader) -> None:
    """What was RED when it was frozen stays RED; what became RED since is RED."""
    mark(reader.store, Marking.AMBER)
    freeze(reader.store)
    for now, shown in ((Marking.CLEAR, Marking.AMBER), (Marking.RED, Marking.RED)):
        mark(reader.store, now)
        assert reader.read(SituationReportOf(ACTION, 1)).marking == shown
        assert reader.read(ComparisonOf(ACTION, 1)).marking == shown


def test_the_first_format_is_still_read(reader: Reader) -> None:
    """A report that the first board froze is read by every later one, word for word."""
    content = FORMAT_1.read_text(encoding="utf-8")
    freeze(reader.store)
    past_the_guards(
        reader.store.path,
        "UPDATE situation_reports SET content = :content, digest = :digest",
        content=content,
        digest=digest_of(content),
    )
    report = reader.read(SituationReportOf(ACTION, 1))
    assert (report.number, report.operator, report.situation.entries) == (1, "duty officer", 3)
    assert report.situation.stages == {Stage.REMOVED: Quantity(20, Qualifier.AT_LEAST)}
    assert [entry.note for entry in report.situation.tail] == ["typed twice", None, "from the 14:30 call"]
    assert len(report.situation.statements) == 1
    assert canonical(json.loads(content)) == content


def test_a_store_from_before_is_brought_up_to_date(store_path: Path) -> None:
    """A store of the schema before opens with all its entries, and takes a report."""
    rehearse(store_path, NOON, entries=5)
    names = [name for name in GUARDS if name.startswith("reports_")]
    foreign(
        store_path,
        *(f"DROP TRIGGER {name}" for name in names),
        "DROP INDEX ledger_by_correction",
        "DROP TABLE situation_reports",
        "DELETE FROM _sqlite_migrations WHERE name = 'situation_reports'",
        f"PRAGMA user_version = {SCHEMA - 1}",
    )
    before = contents(store_path)
    with pytest.raises(Refused, match="brought up to date first"):
        open_store(store_path, record=None, read_only=True)
    with closing(open_store(store_path, record=None)) as store:
        after = contents(store_path)
        assert {name: rows for name, rows in after.items() if name != "situation_reports"} == before
        assert freeze(store).number == 1
        assert verify(store).problems == REHEARSED


def test_corrections_between_two_reports(reader: Reader) -> None:
    """Reversals and lower counts of this action between the two heads, the newest first, with their reasons."""
    store = reader.store
    rows = [count(store, "bka", "video", "removed", quantity, at=NOON) for quantity in (50, 60, 70, 80)]
    reverse(store, rows[0].site, rows[0].seq, "before the first report", "duty officer", NOON)
    freeze(store)
    reverse(store, rows[1].site, rows[1].seq, "typed twice", "duty officer", NOON)
    count(store, "bka", "video", "removed", -7, at=NOON, note="seven were others")
    count(store, "bka", "video", "removed", 5, at=NOON, action=OTHER)
    count(store, "bka", "video", "removed", -5, at=NOON, action=OTHER, note="another action")
    freeze(store)
    reverse(store, rows[2].site, rows[2].seq, "after the second report", "duty officer", NOON)
    between = reader.read(ComparisonOf(ACTION, 1, 2))
    assert [(entry.note, entry.reverses) for entry in between.corrections] == [
        ("seven were others", None),
        ("typed twice", 2),
    ]
    assert between.corrections_in_all == 2
    until_now = reader.read(ComparisonOf(ACTION, 1))
    assert until_now.corrections[0].note == "after the second report"
    assert [(one.before, one.after) for one in between.changes] == [(Quantity(210), Quantity(143))] * 2
    with pytest.raises(Refused, match="name the earlier report first"):
        reader.read(ComparisonOf(ACTION, 2, 1))


def test_corrections_are_listed_up_to_a_bound(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest are listed, and it is said how many there are."""
    monkeypatch.setattr("board.store.situation_reports.MOST_CORRECTIONS", 2)
    count(reader.store, "bka", "video", "removed", 50, at=NOON)
    freeze(reader.store)
    for less in (1, 2, 3):
        count(reader.store, "bka", "video", "removed", -less, at=NOON)
    found = reader.read(ComparisonOf(ACTION, 1))
    assert [entry.quantity.value for entry in found.corrections] == [-3, -2]
    assert found.corrections_in_all == 3


def test_a_report_is_there_whole_or_not_at_all(store: Store) -> None:
    """Where the store refuses the row nothing of it stays, and the number is free for the next one."""
    with other_program(store.path) as other:
        other.execute(
            "CREATE TRIGGER stop BEFORE INSERT ON situation_reports BEGIN SELECT RAISE(ABORT, 'stopped'); END"
        )
    with pytest.raises(Refused, match="stopped"):
        freeze(store)
    assert any("a trigger stop was added to situation_reports" in problem for problem in verify(store).problems)
    with other_program(store.path) as other:
        other.execute("DROP TRIGGER stop")
    assert freeze(store).number == 1
