"""Does a board read back what a board has exported, field for field, and say which rows are not what was recorded?"""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.exchange.incoming.own_export import made_of, sent_of
from board.exchange.outgoing.export import export
from board.exchange.outgoing.rows import LEDGER
from board.model.entry import Entry
from board.model.incoming import Cell, Row, Sent, Skipped, Table, Unread
from board.model.text import clean, is_visible
from board.model.vocabulary import ContentType, Marking, Qualifier, Stage
from board.store.ledger import append, reverse
from board.store.opening import Store, open_store
from board.store.outgoing import Line, outgoing
from tests.conftest import NOON
from tests.entries import ACTION, count, rehearse
from tests.exchange.outgoing.stores import rows_of, table_of
from tests.store.test_intake import hand_in, item, sent

TEXTS = (
    *("=1+1", "-5", "'quoted'", "'=x", '"a", b;c', "æøå ≥ 5 😀", "+32 2 123", "@desk", "007", "1e5", "yes"),
    "x" * 20_000,
)
"""Notes and references that a spreadsheet, or a careless reader, would take for something else."""


@pytest.fixture(scope="module")
def rehearsed(made_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, made once; copy it, do not write to it."""
    path = Path(shutil.copy(made_store, tmp_path_factory.mktemp("rehearsed") / "board.db"))
    rehearse(path, NOON, entries=20)
    store = open_store(path, record=None)
    for place, text in enumerate(TEXTS):
        count(store, "bka", "video", "referred", place + 1, at=NOON, note=text, ref=text[:200],
              qualifier=list(Qualifier)[place % 4])  # fmt: skip
    store.close()
    return path


@pytest.fixture
def store(rehearsed: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of an exercise with notes, references, a correction and something taken back."""
    store = open_store(Path(shutil.copy(rehearsed, tmp_path / "board.db")), record=None)
    yield store
    store.close()


def lines_of(store: Store) -> list[Line]:
    """Return what the ledger holds."""
    with outgoing(store, ACTION, None) as of:
        return list(of.lines())


def exported(store: Store, file: Path) -> Table:
    """Export the ledger and look at the file."""
    export(store, file.suffix[1:], file, ACTION, None, None)
    return table_of(file)


def read(table: Table) -> list[Sent | Unread | Skipped]:
    """Return what is read back."""
    found = sent_of(table)
    assert found is not None
    return list(found)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_every_field_comes_back(store: Store, form: str, tmp_path: Path) -> None:
    """In the order of the ledger, the ids as origins, the reversals with the ids of what they take back."""
    lines = lines_of(store)
    sent = read(exported(store, tmp_path / f"x.{form}"))
    assert len(sent) == len(lines) == 23 + len(TEXTS)
    for one, line in zip(sent, lines, strict=True):
        row = line.row
        assert isinstance(one, Sent)
        assert (one.origin, one.reverses, one.note, one.ref, one.total) == (
            row.id, line.reverses_id, line.note, row.ref, False)  # fmt: skip
        assert (one.agency, one.provider, one.stage, one.content_type) == (
            row.agency, row.provider, row.stage, row.content_type)  # fmt: skip
        assert (one.quantity, one.qualifier, one.occurred_at) == (row.quantity, row.qualifier, row.occurred_at)
    assert sum(isinstance(one, Sent) and one.reverses is not None for one in sent) == 2


def test_it_says_of_what_it_was_made(store: Store, tmp_path: Path) -> None:
    """Action, exercise and marking, from the first row; None of another table."""
    made = made_of(exported(store, tmp_path / "x.csv"))
    assert made is not None
    assert (made.action, made.exercise, made.marking) == (ACTION, True, Marking.CLEAR)


@pytest.mark.parametrize(
    "header", [(), ("agency", "count"), ("seq", "id"), tuple(name for name in LEDGER if name != "hash")]
)
def test_another_table_is_not_ours(header: tuple[str, ...]) -> None:
    """By its header alone; its rows are not looked at."""

    def rows() -> Iterator[Row]:
        raise AssertionError("looked at")

    table = Table("x", "csv", header, (), "", 1, (), rows, lambda: 0.0)
    assert sent_of(table) is None
    assert made_of(table) is None


class _Change(NamedTuple):
    """Somebody changes cells of the third row."""

    name: str
    value: str
    why: str


CHANGES = (
    _Change("quantity", "99", "hash does not fit"),
    _Change("quantity", "many", "no whole number"),
    _Change("quantity", "１２", "no whole number"),
    _Change("quantity", "", "no whole number"),
    _Change("stage", "removed!", "hash does not fit"),
    _Change("note", "another reason", "note is not what was recorded"),
    _Change("agency", "", "is empty"),
    _Change("id", "x", "hash does not fit"),
    _Change("occurred_at", "2026-11-23", "no instant"),
    _Change("occurred_at", "99999-11-23T02:00:00.000+00:00", "no instant"),
    _Change("hash", "0" * 64, "hash does not fit"),
    _Change("hash", "zz", "no hash"),
    _Change("prev_hash", "0" * 64, "hash does not fit"),
    _Change("exercise", "no", "two exports"),
    _Change("exercise", "perhaps", "exercise"),
    _Change("marking", "PINK", "Traffic Light"),
    _Change("action", "amaq-2018", "hash does not fit"),
    _Change("reverses_id", "01a20621-ad00-738b-a652-e44da7f29e26", "does not go with"),
    _Change("seq", "1" * 30, "no whole number"),
    _Change("kind", "guess", "kind is none"),
)


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change.name}={change.value[:8]}")
def test_a_row_that_was_changed_is_not_believed(store: Store, change: _Change, tmp_path: Path) -> None:
    """That row says why, with its cells; all others are read."""
    table = _rows_changed(exported(store, tmp_path / "x.csv"), lambda rows: _set(rows[2], change.name, change.value))
    found = read(table)
    wrong = [one for one in found if isinstance(one, Unread)]
    assert len(wrong) == 1
    assert wrong[0] is found[2]
    assert change.why in wrong[0].why
    assert wrong[0].cells == list(table.rows())[2].cells


def test_a_reversal_of_another_entry_is_not_believed(store: Store, tmp_path: Path) -> None:
    """Its id is not in the hash, so it is held against the entry that it takes back."""
    table = exported(store, tmp_path / "x.csv")
    ids = [row.cells[LEDGER.index("id")] for row in table.rows()]
    place = next(number for number, row in enumerate(table.rows()) if row.cells[LEDGER.index("reverses_id")])

    def change(rows: list[list[Cell]]) -> None:
        _set(rows[place], "reverses_id", str(ids[0]))

    found = read(_rows_changed(table, change))
    assert [one.why for one in found if isinstance(one, Unread)] == [
        "its reverses_id is not the id of the entry that it takes back"
    ]


@pytest.mark.parametrize(
    ("mix", "why"),
    [
        (lambda rows: rows.insert(5, rows[2]), "re-sorted or doubled"),
        (lambda rows: rows.reverse(), "re-sorted or doubled"),
        (lambda rows: rows.insert(9, rows.pop(3)), "re-sorted or doubled"),
        (lambda rows: rows.__delitem__(slice(0, 21)), "does not stand before it"),
    ],
)
def test_rows_that_were_mixed_up_are_not_believed(
    store: Store, mix: Callable[[list[list[Cell]]], object], why: str, tmp_path: Path
) -> None:
    """Doubled, turned round, moved, or cut off above what is taken back."""
    found = read(_rows_changed(exported(store, tmp_path / "x.csv"), mix))
    assert why in " ".join(one.why for one in found if isinstance(one, Unread))
    assert any(isinstance(one, Sent) for one in found)


def test_two_exports_in_one_file(store: Store, tmp_path: Path) -> None:
    """The rows of the second action are not counted for the first."""
    count(store, "bka", "video", "removed", 5, at=NOON, action="amaq-2018")
    one = exported(store, tmp_path / "x.csv")
    export(store, "csv", tmp_path / "y.csv", "amaq-2018", None, None)
    other = [list(row.cells) for row in table_of(tmp_path / "y.csv").rows()]
    found = read(_rows_changed(one, lambda rows: rows.extend(other)))
    assert isinstance(found[-1], Unread)
    assert "two exports were put together" in found[-1].why


def test_columns_that_are_missing_or_doubled(store: Store, tmp_path: Path) -> None:
    """No row is believed, and each says which column; another order is no matter, nor one more."""
    table = exported(store, tmp_path / "x.csv")
    place = LEDGER.index("operator")
    gone = table._replace(header=(*table.header[:place], *table.header[place + 1 :]))
    assert all(isinstance(one, Unread) and "operator is missing" in one.why for one in read(gone))
    twice = table._replace(header=(*table.header, "note"))
    assert all(isinstance(one, Unread) and "note is there twice" in one.why for one in read(twice))
    order = sorted(range(len(LEDGER)), key=lambda one: LEDGER[one])

    def turned() -> Iterator[Row]:
        for row in table.rows():
            yield Row(row.line, (*(row.cells[one] for one in order), "remark"))

    header = (*(LEDGER[one] for one in order), "remarks")
    assert all(isinstance(one, Sent) for one in read(table._replace(header=header, rows=turned)))


def test_a_workbook_as_a_spreadsheet_reads_it(store: Store, tmp_path: Path) -> None:
    """Numbers as floats, texts as they are, and the last row with the marking, which holds no entry."""
    export(store, "xlsx", tmp_path / "x.xlsx", ACTION, None, None)
    lines = rows_of(tmp_path / "x.xlsx")["EXERCISE ledger"]
    rows = [Row(number, cells) for number, cells in enumerate(lines[2:], start=3)]
    table = Table("x.xlsx", "xlsx", LEDGER, (), "", 1, (), lambda: iter(rows), lambda: 0.0)
    found = read(table)
    assert isinstance(found[-1], Skipped)
    assert all(isinstance(one, Sent) for one in found[:-1])
    assert [one.note for one in found[:-1] if isinstance(one, Sent)] == [line.note for line in lines_of(store)]


def test_a_note_that_stayed_at_home(store: Store, tmp_path: Path) -> None:
    """A row without its note's text is believed; it has no note then."""
    note = LEDGER.index("note")

    def without(rows: list[list[Cell]]) -> None:
        for row in rows:
            row[note] = ""

    found = read(_rows_changed(exported(store, tmp_path / "x.csv"), without))
    assert all(isinstance(one, Sent) and one.note is None for one in found)


def test_a_reversal_of_a_reversed_row_survives_the_way(store: Store, tmp_path: Path) -> None:
    """Counted, taken back, counted again: three rows, the second names the first."""
    first = count(store, "bka", "video", "removed", 5, at=NOON)
    reverse(store, first.site, first.seq, "typed twice", "one", NOON)
    count(store, "bka", "video", "removed", 6, at=NOON)
    last = read(exported(store, tmp_path / "x.jsonl"))[-3:]
    assert [one.quantity for one in last if isinstance(one, Sent)] == [5, -5, 6]
    assert [one.reverses for one in last if isinstance(one, Sent)] == [None, first.id, None]


def test_what_an_entry_is_comes_back(store: Store, tmp_path: Path) -> None:
    """Of a running total, or of a list of items; an export of an earlier board says nothing of it."""
    hand_in(store, sent(5, total=True), item("https://a.example.org/", 3, stage="removed"))
    table = exported(store, tmp_path / "x.csv")
    kinds = [one.kind for one in read(table) if isinstance(one, Sent)]
    assert kinds[-2:] == ["total", "items"]
    assert set(kinds[:-2]) <= {None, "total"}
    place = LEDGER.index("kind")

    def earlier() -> Iterator[Row]:
        for row in table.rows():
            yield Row(row.line, (*row.cells[:place], *row.cells[place + 1 :]))

    old = table._replace(header=(*LEDGER[:place], *LEDGER[place + 1 :]), rows=earlier)
    assert [one.kind for one in read(old) if isinstance(one, Sent)] == [None] * len(kinds)


CELLS = st.one_of(
    st.none(), st.text(max_size=8), st.integers(), st.floats(), st.booleans(), st.just("\ud800"), st.just(10**5000)
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(LEDGER), CELLS, min_size=1, max_size=4), st.integers(0, 30))
def test_any_cell_is_read_or_said(changes: dict[str, Cell], cut: int) -> None:
    """No cell of any kind, and no short row, raises anything: each row is a count or a sentence."""
    rows = [dict(zip(LEDGER, row, strict=True)) | changes for row in _ROWS]
    table = _table([list(row.values())[: len(LEDGER) - cut if cut < 20 else None] for row in rows])
    found = read(table)
    assert len(found) == len(rows)
    assert all(one.why for one in found if isinstance(one, Unread))


TEXT = st.text(max_size=30).filter(is_visible)
REFERENCE = TEXT.map(clean).filter(lambda text: "\N{REPLACEMENT CHARACTER}" not in text)


@settings(max_examples=12)
@given(many=st.lists(st.tuples(TEXT, REFERENCE, st.integers(1, 10**9)), min_size=1, max_size=4))
def test_any_note_and_reference_comes_back(
    many: list[tuple[str, str, int]], made_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Through CSV and JSON lines, exactly as the ledger keeps them."""
    folder = tmp_path_factory.mktemp("any")
    store = open_store(Path(shutil.copy(made_store, folder / "b.db")), record=None)
    entries = [
        Entry(action=ACTION, agency="bka", stage=Stage.REMOVED, content_type=ContentType.VIDEO, quantity=quantity,
              occurred_at=NOON, note=note, ref=f"{place} {ref}")
        for place, (note, ref, quantity) in enumerate(many)
    ]  # fmt: skip
    append(store, entries, "one", NOON)
    lines = lines_of(store)
    assert [line.note for line in lines] == [entry.note for entry in entries]
    for form in ("csv", "jsonl"):
        found = read(exported(store, folder / f"x.{form}"))
        assert [(one.note, one.ref, one.quantity) for one in found if isinstance(one, Sent)] == [
            (line.note, line.row.ref, line.row.quantity) for line in lines
        ]
    store.close()


def _set(row: list[Cell], name: str, value: Cell) -> None:
    row[LEDGER.index(name)] = value


def _rows_changed(table: Table, change: Callable[[list[list[Cell]]], object]) -> Table:
    """Return a table in which somebody changed rows."""
    rows = [list(row.cells) for row in table.rows()]
    change(rows)
    return _table(rows)


def _table(rows: Sequence[Sequence[Cell]]) -> Table:
    made = [Row(number, tuple(cells)) for number, cells in enumerate(rows, start=2)]
    return Table("x.csv", "csv", LEDGER, (), "", 1, (), lambda: iter(made), lambda: 0.0)


_ROWS: list[list[Cell]] = [
    list(next(csv.reader(io.StringIO(line))))
    for line in (
        "00000000-0000-4000-8000-000000000000,1,01a20621-ad00-738b-a652-e44da7f29e26,is-2019-11,europol,,group,referred,"
        "60,exact,2026-11-23T02:00:00.000+00:00,2026-11-23T02:00:00.000+00:00,duty officer,,,,,,"
        "29e77aab8b9c65b4d95b0fd6658656bda91ad85dc9bb2448e408ccfbe1e7e9fc," + "0" * 64 + ","
        "3f65dc60dfda60e2b807f0f3a47831bfb62c433d8e04aa31a880d81a2f62ad61,sheet of the morning,,,CLEAR,yes",
    )
]
"""A row that is whole."""


def test_the_row_of_these_tests_is_whole() -> None:
    """Else they would show nothing."""
    assert isinstance(read(_table(_ROWS))[0], Sent)
    assert json.dumps(_ROWS[0])
