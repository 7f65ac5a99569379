"""Can anything be lost, doubled, halved or changed in the ledger?"""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.model.entry import NO_HASH, Entry, LedgerRow, hash_of
from board.model.figure import Quantity
from board.model.instants import instant_of, milliseconds
from board.model.text import clean
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.model.wanted import SituationOf
from board.store.connection import speaking, writing
from board.store.guards import GUARDS
from board.store.ledger import COLUMNS, Appending, append, correct, last_of, reverse
from board.store.opening import Store, open_store
from board.store.reader import Reader
from board.store.refused import Refused
from board.store.running_total import declare
from board.store.verify import verify
from tests.foreign import Refusal, other_program

NOW = datetime(2019, 11, 22, 14, 30, tzinfo=UTC)


def entry(quantity: object = 120, **other: object) -> Entry:
    """Return an entry of videos that the EU IRU had removed from Telegram."""
    values = {
        "action": "is-2019-11",
        "agency": "eu-iru",
        "stage": Stage.REMOVED,
        "content_type": ContentType.VIDEO,
        "quantity": quantity,
        "provider": "telegram",
        "occurred_at": NOW - timedelta(minutes=5),
    }
    return Entry.model_validate(values | other)


@pytest.fixture
def store(reader: Reader) -> Store:
    """The test's own store."""
    return reader.store


def removed(reader: Reader) -> Quantity | None:
    """Return what the board shows as removed."""
    return reader.read(SituationOf("is-2019-11")).stages.get(Stage.REMOVED)


def test_an_entry_is_on_every_panel_it_concerns(reader: Reader) -> None:
    """One append counts in the stage, the content type, the partner and the provider, with its qualifier."""
    append(reader.store, [entry(qualifier=Qualifier.ABOUT, note="from the 14:30 call")], "duty officer", NOW)
    situation = reader.read(SituationOf("is-2019-11"))
    about = Quantity(120, Qualifier.ABOUT)
    assert situation.stages == {Stage.REMOVED: about}
    assert next(p.stages for p in situation.content_types if p.type == ContentType.VIDEO) == {Stage.REMOVED: about}
    assert next(p.stages for p in situation.partners if p.agency.slug == "eu-iru") == {Stage.REMOVED: about}
    assert [(p.slug, p.stages) for p in situation.providers] == [("telegram", {Stage.REMOVED: about})]
    assert situation.entries == 1
    assert situation.head == verify(reader.store).head


def test_the_chain_has_no_gap_and_every_hash_covers_its_row(store: Store) -> None:
    """Rows follow each other from 1, each hash is over the row before and its own content, ids are UUIDv7."""
    rows = append(store, [entry(), entry(7), entry(-3)], "duty officer", NOW).rows
    rows += append(store, [entry(5)], "duty officer", NOW + timedelta(seconds=1)).rows
    assert [row.seq for row in rows] == [1, 2, 3, 4]
    assert [row.prev_hash for row in rows] == [NO_HASH, *(row.hash for row in rows[:-1])]
    assert all(row.hash == hash_of(row) for row in rows)
    assert {row.id[14] for row in rows} == {"7"}
    assert len({row.id for row in rows}) == 4
    assert verify(store)[:3] == (4, rows[-1].hash.hex(), ())


def test_all_of_several_entries_or_none(reader: Reader) -> None:
    """The last of three is refused: none of them is there."""
    with pytest.raises(Refused, match="below zero"):
        append(reader.store, [entry(10), entry(5), entry(-16)], "duty officer", NOW)
    assert removed(reader) is None
    assert verify(reader.store).entries == 0


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"agency": "nobody"}, "no agency nobody"),
        ({"provider": "nowhere"}, "no provider nowhere"),
        ({"action": "never"}, "no action never"),
        ({"source": "hearsay"}, "no source hearsay"),
        ({"quantity": -1}, "below zero"),
    ],
)
def test_what_cannot_be_counted_is_refused(store: Store, other: dict[str, object], why: str) -> None:
    """An unknown name or a tally below zero is refused with its reason, and nothing is recorded."""
    with pytest.raises(Refused, match=why):
        append(store, [entry(**{"quantity": 120, **other})], "duty officer", NOW)
    assert verify(store).entries == 0


def test_a_senders_reference_counts_once(reader: Reader) -> None:
    """The same agency's same reference is refused the second time; another agency's is not."""
    append(reader.store, [entry(10, ref="mail 7")], "duty officer", NOW)
    with pytest.raises(Refused, match="counted once"):
        append(reader.store, [entry(10, ref="mail 7")], "duty officer", NOW)
    append(reader.store, [entry(10, ref="mail 7", agency="bka")], "duty officer", NOW)
    assert removed(reader) == Quantity(20)


def test_a_reversal_takes_back_one_whole_entry_once(reader: Reader) -> None:
    """After a reversal the tally and its qualifier are as before; it needs a reason, and happens once."""
    store = reader.store
    append(store, [entry(50)], "duty officer", NOW)
    wrong = append(store, [entry(20, qualifier=Qualifier.AT_LEAST)], "duty officer", NOW).rows[0]
    assert removed(reader) == Quantity(70, Qualifier.AT_LEAST)
    with pytest.raises(Refused, match="say why"):
        reverse(store, wrong.site, wrong.seq, " ", "duty officer", NOW)
    back = reverse(store, wrong.site, wrong.seq, "counted twice", "duty officer", NOW).rows[0]
    assert (back.quantity, back.reverses_seq) == (-20, wrong.seq)
    assert removed(reader) == Quantity(50)
    for seq, why in ((wrong.seq, "before"), (back.seq, "itself"), (99, "no entry 99")):
        with pytest.raises(Refused, match=why):
            reverse(store, wrong.site, seq, "again", "duty officer", NOW)
    assert verify(store).problems == ()


def test_my_last_entry_is_mine_and_stands(store: Store) -> None:
    """Taking back finds the operator's own last entry, past those of others and those taken back."""
    first = append(store, [entry(1)], "one", NOW).rows[0]
    second = append(store, [entry(2)], "one", NOW).rows[0]
    append(store, [entry(3)], "other", NOW)
    assert last_of(store, "one") == second
    reverse(store, second.site, second.seq, "slip", "one", NOW)
    assert last_of(store, "one") == first
    assert last_of(store, "nobody") is None


def test_a_clock_that_was_set_back_is_said(store: Store) -> None:
    """Recording order and recording time never contradict each other; the difference is reported."""
    append(store, [entry()], "duty officer", NOW)
    recorded = append(store, [entry()], "duty officer", NOW - timedelta(hours=1))
    assert recorded.clock_back == 3_600_000
    assert recorded.rows[0].recorded_at == milliseconds(NOW)


def test_read_only_and_nobody_are_refused(store_path: Path, open_readers: Callable[..., Reader], store: Store) -> None:
    """A store opened for reading takes no entry, and neither does one without an operator."""
    with pytest.raises(Refused, match="reading only"):
        append(open_readers(store_path, read_only=True).store, [entry()], "duty officer", NOW)
    for operator in ("", "  ", "x" * 81, "\u200d", "\u200b\u0301", "\u3164", " \n\t"):
        with pytest.raises(Refused, match="who records"):
            append(store, [entry()], operator, NOW)


def test_who_records_is_one_name_however_it_is_typed(store: Store) -> None:
    """Spaces around it and what acts on a terminal are no part of it: my last entry is mine."""
    row = append(store, [entry()], " duty\tofficer ", NOW).rows[0]
    assert row.operator == "duty officer"
    for name in ("duty officer", "duty officer ", "\nduty officer"):
        assert last_of(store, name) == row
    odd = append(store, [entry()], "\udcff\x1b[2J", NOW).rows[0]
    assert odd.operator == clean("\udcff\x1b[2J")
    assert last_of(store, "\udcff\x1b[2J") == odd


@pytest.mark.parametrize("why", ["", "  ", "\u200d", "\u115f", "x" * 20_001])
def test_a_reason_that_says_nothing_or_too_much_is_asked_for_again(store: Store, why: str) -> None:
    """It is what somebody typed, and no other program is blamed for it."""
    row = append(store, [entry()], "duty officer", NOW).rows[0]
    expected = "say why the entry is taken back, in at most 20,000 characters"
    with pytest.raises(Refused, match=expected):
        reverse(store, row.site, row.seq, why, "duty officer", NOW)
    with pytest.raises(Refused, match=expected):
        correct(store, row.site, row.seq, entry(7), why, "duty officer", NOW)
    reverse(store, row.site, row.seq, " a\x1bb ", "duty officer", NOW)
    assert store.connection.execute("SELECT text FROM notes").fetchall() == [(clean("a\x1bb"),)]


def test_our_own_errors_are_not_laid_to_another_program(store: Store) -> None:
    """What goes wrong with what somebody typed is not a store that was changed; what rows hold is."""
    for error in (ValueError("ours"), TypeError("ours"), KeyError("ours")):
        with pytest.raises(type(error)), speaking(store.path, 1.0, reads=False):
            raise error
        with pytest.raises(Refused, match="another program changed it"), speaking(store.path, 1.0):
            raise error


def test_a_row_no_board_writes_is_said_to_be_one(store: Store) -> None:
    """Somebody put it there past the guards: it is not taken back as if nothing were."""
    row = append(store, [entry()], "duty officer", NOW).rows[0]
    with other_program(store.path) as other:
        other.execute("DROP TRIGGER ledger_never_changes")
        other.execute("UPDATE ledger SET quantity = 10000000000")
    with pytest.raises(Refused, match="entry 1 is not one that a board writes: another program changed the store"):
        reverse(store, row.site, row.seq, "slip", "duty officer", NOW)


def test_the_clock_is_asked_once_the_lock_is_held(store_path: Path, store: Store) -> None:
    """An entry that waited is recorded when it was recorded: nobody finds it in the hour before, nor a clock behind."""
    clock = [NOW]
    with closing(open_store(store_path, record=None)) as other:

        def told() -> datetime:
            assert store.connection.in_transaction
            return clock[0]

        append(other, [entry()], "other officer", NOW + timedelta(seconds=2))
        clock[0] += timedelta(seconds=3)
        recorded = append(store, [entry()], "duty officer", told)
    assert recorded.clock_back == 0
    assert recorded.rows[0].recorded_at == milliseconds(NOW + timedelta(seconds=3))
    row = recorded.rows[0]
    reverse(store, row.site, row.seq, "slip", "duty officer", told)
    clock[0] += timedelta(seconds=1)
    assert declare(store, entry(500), "duty officer", told).rows[0].recorded_at == milliseconds(clock[0])


def test_an_entry_that_travelled_keeps_its_id(store: Store) -> None:
    """A UUID in small letters, once; what is none is refused in words."""
    own = "01930e5c-7b1a-7c3d-9e2f-5a6b7c8d9e0f"
    with writing(store.connection):
        appending = Appending(store.connection, "duty officer", NOW)
        appending.add(entry(5), id=own)
        with pytest.raises(Refused, match="in the ledger already"):
            appending.add(entry(6), id=own)
        assert appending.done().rows[0].id == own
    with writing(store.connection):
        appending = Appending(store.connection, "duty officer", NOW)
        for wrong in (own, own.upper(), own.replace("-", ""), f"{own}\n", "\x1b[2J", "", own.replace("1", "١")):
            with pytest.raises(Refused, match="already" if wrong == own else "UUID in small letters"):
                appending.add(entry(6), id=wrong)
    assert verify(store).problems == ()


def test_four_boards_at_once_lose_nothing(store_path: Path) -> None:
    """Four writers append at the same time: a chain without a gap, sums exact."""

    def write(number: int) -> None:
        store = open_store(store_path, record=None)
        with closing(store):
            for _entry in range(40):
                append(store, [entry(1)], f"writer {number}", NOW)

    with ThreadPoolExecutor(4) as writers:
        list(writers.map(write, range(4)))
    store = open_store(store_path, record=None)
    with closing(store):
        assert verify(store).entries == 160
        assert verify(store).problems == ()
        assert removed(Reader(store)) == Quantity(160)


FOREIGN = {
    "update": "UPDATE ledger SET quantity = 1 WHERE seq = 2",
    "delete": "DELETE FROM ledger WHERE seq = 3",
    "gap": "INSERT INTO ledger SELECT site, 9, 'x', action, agency, provider, content_type, stage, quantity,"
    " qualifier, occurred_at, recorded_at, operator, source, 'y', NULL, NULL, batch, note_hash, hash, hash"
    " FROM ledger WHERE seq = 3",
    "no link": "INSERT INTO ledger SELECT site, 4, 'x', action, agency, provider, content_type, stage, quantity,"
    " qualifier, occurred_at, recorded_at, operator, source, 'y', NULL, NULL, batch, note_hash, prev_hash, hash"
    " FROM ledger WHERE seq = 3",
    "below zero": "INSERT INTO ledger SELECT site, 4, 'x', action, agency, provider, content_type, stage, -10000,"
    " qualifier, occurred_at, recorded_at, operator, source, 'y', NULL, NULL, batch, note_hash, hash, hash"
    " FROM ledger WHERE seq = 3",
    "half a reversal": "INSERT INTO ledger SELECT site, 4, 'x', action, agency, provider, content_type, stage, -1,"
    " qualifier, occurred_at, recorded_at, operator, source, 'y', site, 3, batch, note_hash, hash, hash"
    " FROM ledger WHERE seq = 3",
    "a published verb": "INSERT INTO ledger SELECT site, 4, 'x', action, agency, provider, content_type, 'took_part',"
    " 1, qualifier, occurred_at, recorded_at, operator, source, 'y', NULL, NULL, batch, note_hash, hash, hash"
    " FROM ledger WHERE seq = 3",
}


@pytest.mark.parametrize("attempt", FOREIGN)
def test_another_program_cannot_break_the_ledger(store: Store, attempt: str) -> None:
    """What the database itself can hold, it holds, whoever connects."""
    append(store, [entry(10), entry(20), entry(30)], "duty officer", NOW)
    before = verify(store)
    with other_program(store.path) as other, pytest.raises(Refusal):
        other.execute(FOREIGN[attempt])
    assert verify(store) == before


@pytest.mark.parametrize(
    "column", ["quantity", "operator", "occurred_at", "recorded_at", "provider", "id", "note_hash"]
)
def test_what_is_changed_past_the_guards_is_named(store: Store, column: str) -> None:
    """Somebody drops the guards and changes a column of row 2: verify names row 2 first, and the missing guard."""
    append(store, [entry(10, note="a"), entry(20, note="b"), entry(30, note="c")], "duty officer", NOW)
    value = "zeroblob(32)" if column == "note_hash" else "'bka'" if column in ("operator", "provider", "id") else "21"
    with other_program(store.path) as other:
        other.execute("DROP TRIGGER ledger_never_changes")
        other.execute(f"UPDATE ledger SET {column} = {value} WHERE seq = 2")
    problems = verify(store).problems
    assert problems[0].startswith("entry 2 of site")
    assert any("ledger_never_changes" in problem for problem in problems)


def test_sums_and_notes_changed_by_another_program_are_found(store: Store) -> None:
    """A total, a pulse or a note that somebody changed is found; so is a row that was taken out of the middle."""
    append(store, [entry(10, note="a"), entry(20), entry(30)], "duty officer", NOW)
    for statement, expected in (
        ("UPDATE totals SET quantity = 61", "the total of is-2019-11 eu-iru telegram video removed is 61"),
        ("UPDATE pulse SET quantity = 61", "the pulse differs"),
        ("UPDATE notes SET text = 'b'", "the note"),
        ("DELETE FROM totals", "is None, the ledger says 60"),
    ):
        with other_program(store.path) as other:
            other.execute(statement)
        assert any(expected in problem for problem in verify(store).problems), statement
    with other_program(store.path) as other:
        other.execute("DROP TRIGGER ledger_never_shrinks")
        other.execute("DELETE FROM ledger WHERE seq = 2")
    assert "entry 2 is missing" in verify(store).problems[0]


def test_the_guards_that_verify_knows_are_those_of_the_store(store: Store) -> None:
    """No trigger of the ledger is forgotten by verify."""
    rows = store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    assert {row[0] for row in rows} == set(GUARDS)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))
def test_milliseconds_go_there_and_back(instant: datetime) -> None:
    """An instant of whole milliseconds comes back as it was."""
    whole = milliseconds(instant)
    assert milliseconds(instant_of(whole)) == whole


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (Qualifier.AT_LEAST, Qualifier.AT_MOST),
        (Qualifier.AT_MOST, Qualifier.AT_LEAST),
        (Qualifier.ABOUT, Qualifier.ABOUT),
        (Qualifier.EXACT, Qualifier.EXACT),
    ],
)
def test_what_is_taken_off_turns_its_qualifier_over(reader: Reader, said: Qualifier, left: Qualifier) -> None:
    """At least 5 taken off 100 leaves at most 95; taking that back leaves 100, as firm as before."""
    append(reader.store, [entry(100)], "duty officer", NOW)
    row = append(reader.store, [entry(-5, qualifier=said)], "duty officer", NOW).rows[0]
    assert removed(reader) == Quantity(95, left)
    reverse(reader.store, row.site, row.seq, "slip", "duty officer", NOW)
    assert removed(reader) == Quantity(100)
    assert verify(reader.store).problems == ()


def test_a_correction_is_a_reversal_and_what_is_right(reader: Reader) -> None:
    """Both stand in the ledger, with the reason; a correction that cannot be kept changes nothing."""
    row = append(reader.store, [entry(100)], "duty officer", NOW).rows[0]
    append(reader.store, [entry(-30)], "duty officer", NOW)
    recorded = correct(reader.store, row.site, row.seq, entry(90), "typed 100 for 90", "second officer", NOW)
    assert [(one.quantity, one.reverses_seq, one.operator) for one in recorded.rows] == [
        (90, None, "second officer"),
        (-100, row.seq, "second officer"),
    ]
    assert removed(reader) == Quantity(60)
    note = reader.store.connection.execute("SELECT text FROM notes WHERE hash = ?", (recorded.rows[1].note_hash,))
    assert note.fetchone() == ("typed 100 for 90",)
    with pytest.raises(Refused, match="taken back before"):
        correct(reader.store, row.site, row.seq, entry(80), "again", "second officer", NOW)
    with pytest.raises(Refused, match="below zero"):
        correct(reader.store, recorded.rows[0].site, recorded.rows[0].seq, entry(20), "too low", "officer", NOW)
    assert removed(reader) == Quantity(60)
    assert verify(reader.store).problems == ()


@given(
    st.builds(
        LedgerRow,
        **{
            name: st.text()
            for name in ("site", "id", "action", "agency", "content_type", "stage", "qualifier", "operator")
        },
        **{name: st.none() | st.text() for name in ("provider", "source", "ref", "reverses_site", "batch")},
        **{name: st.integers(-(2**53), 2**53) for name in ("seq", "quantity", "occurred_at", "recorded_at")},
        reverses_seq=st.none() | st.integers(1, 2**53),
        note_hash=st.none() | st.binary(min_size=32, max_size=32),
        prev_hash=st.binary(min_size=32, max_size=32),
        hash=st.just(b""),
    )
)
def test_the_hash_is_over_canonical_json(row: LedgerRow) -> None:
    """Another program gets the same with a JSON library: sorted keys, no spaces, texts as they are (RFC 8785)."""
    content = row._asdict()
    del content["hash"], content["prev_hash"]
    content["note_hash"] = row.note_hash.hex() if row.note_hash else None
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hash_of(row) == hashlib.sha256(row.prev_hash + canonical.encode()).digest()


def test_a_row_that_goes_back_in_time_is_found(reader: Reader) -> None:
    """An entry with a whole chain, recorded before the one before it, was not written by a board."""
    append(reader.store, [entry(5)], "duty officer", NOW)
    last = LedgerRow(*reader.store.connection.execute(f"SELECT {COLUMNS} FROM ledger").fetchone())
    row = last._replace(seq=2, id="x", recorded_at=last.recorded_at - 1, prev_hash=last.hash, note_hash=None)
    row = row._replace(hash=hash_of(row))
    reader.store.connection.execute(f"INSERT INTO ledger VALUES ({', '.join('?' * len(row))})", row)
    assert any("recorded before the entry before it" in problem for problem in verify(reader.store).problems)
