"""Is what was recorded together taken back together, and is nothing from before lost by it?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from board.model.entry import Entry, LedgerRow
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.store.acts import Undoing
from board.store.connection import writing
from board.store.ledger import Appending, append, correct, last_of, reverse, taking_back
from board.store.opening import Store
from board.store.reader import Reader
from board.store.refused import Refused
from board.store.running_total import MOST_RESTATED, declare
from board.store.verify import verify
from tests.foreign import other_program
from tests.store.test_running_total import ABOUT, AT_LEAST, EXACT, held, notes_of

NOW = datetime(2019, 11, 22, 15, 0, tzinfo=UTC)
OFFICER = "duty officer"


def entry(quantity: int, **other: object) -> Entry:
    """Return an entry of videos that the EU IRU had removed from Telegram at ten."""
    values = {
        "action": "is-2019-11",
        "agency": "eu-iru",
        "stage": Stage.REMOVED,
        "content_type": ContentType.VIDEO,
        "quantity": quantity,
        "provider": "telegram",
        "occurred_at": NOW - timedelta(hours=5),
    }
    return Entry.model_validate(values | other)


@pytest.fixture
def store(reader: Reader) -> Iterator[Store]:
    """The test's own store; whatever was done in it, it is whole."""
    yield reader.store
    assert verify(reader.store).problems == ()


def count(store: Store, quantity: int, qualifier: Qualifier = EXACT, **other: object) -> LedgerRow:
    """Append one entry."""
    return append(store, [entry(quantity, qualifier=qualifier, **other)], OFFICER, NOW).rows[0]


def total(store: Store, quantity: int, qualifier: Qualifier = EXACT, **other: object) -> tuple[LedgerRow, ...]:
    """Record a running total of now."""
    said = entry(quantity, qualifier=qualifier, occurred_at=NOW, **other)
    return declare(store, said, OFFICER, NOW, correction=True).rows


def back(store: Store, row: LedgerRow | None = None) -> tuple[LedgerRow, ...]:
    """Take back an entry; the officer's last one, if none is named."""
    taken = row or last_of(store, OFFICER)
    assert taken is not None
    return reverse(store, taken.site, taken.seq, "slip", OFFICER, NOW).rows


def test_a_total_is_taken_back_and_the_figure_before_it_stands(store: Store) -> None:
    """About 100 were there before, and are there again, as they stood: note, source, hour, and how firm."""
    source = store.connection.execute("SELECT slug FROM sources LIMIT 1").fetchone()[0]
    before = count(store, 100, ABOUT, note="early call", source=source, ref="mail 1")
    total(store, 120)
    rows = back(store)
    assert held(store) == {"telegram": (100, ABOUT)}
    assert held(store, NOW - timedelta(hours=1)) == {"telegram": (100, ABOUT)}
    again = next(row for row in rows if row.reverses_seq is None)
    same = ("action", "agency", "provider", "content_type", "stage", "quantity", "qualifier", "occurred_at", "source")
    assert [getattr(again, name) for name in same] == [getattr(before, name) for name in same]
    assert (again.ref, again.batch) == (None, None)
    assert notes_of(store, (again,)) == ["as entry 1 stood · early call"]
    with pytest.raises(Refused, match="sent mail 1 before"):
        count(store, 100, ref="mail 1")


def test_any_row_of_an_act_takes_back_all_of_it_once(store: Store) -> None:
    """The difference, what was restated, or the reversal; a second time is refused, whichever is named."""
    count(store, 100, ABOUT)
    for place in range(3):
        rows = total(store, 120)
        back(store, rows[place])
        assert held(store) == {"telegram": (100, ABOUT)}
        for row in rows:
            with pytest.raises(Refused, match="taken back before, and what was recorded with it"):
                back(store, row)


def test_step_by_step_everything_is_taken_back(store: Store) -> None:
    """Each `u` goes back to what was before, to the empty board, however the totals restated each other."""
    states = [held(store)]
    for quantity, qualifier in ((50, AT_LEAST), (60, ABOUT), (70, EXACT), (80, AT_LEAST), (75, EXACT)):
        total(store, quantity, qualifier)
        states.append(held(store))
    assert states[-1] == {"telegram": (75, EXACT)}
    for state in reversed(states[:-1]):
        back(store)
        assert held(store) == state
    assert last_of(store, OFFICER) is None


def test_a_correction_is_taken_back_and_the_wrong_entry_stands_again(store: Store) -> None:
    """And can be put right once more, or taken back in its turn."""
    wrong = count(store, 100)
    correct(store, wrong.site, wrong.seq, entry(90), "misheard", OFFICER, NOW)
    back(store)
    assert held(store) == {"telegram": (100, EXACT)}
    again = last_of(store, OFFICER)
    assert again is not None
    correct(store, again.site, again.seq, entry(95), "misheard", OFFICER, NOW)
    assert held(store) == {"telegram": (95, EXACT)}
    back(store)
    back(store)
    assert held(store) == {}


def test_a_correction_of_a_correction_counts_the_last_one(store: Store) -> None:
    """What it stands for is not counted again."""
    row = count(store, 100)
    for quantity in (90, 95):
        rows = correct(store, row.site, row.seq, entry(quantity), "misheard", OFFICER, NOW).rows
        row = next(one for one in rows if one.reverses_seq is None)
    assert held(store) == {"telegram": (95, EXACT)}


def test_a_row_of_a_total_is_put_right_alone(store: Store) -> None:
    """20 more were 30: what was there before stays, as firm as the total said."""
    count(store, 100, ABOUT)
    more = total(store, 120)[0]
    correct(store, more.site, more.seq, entry(30, occurred_at=NOW), "misheard", OFFICER, NOW)
    assert held(store) == {"telegram": (130, EXACT)}
    with pytest.raises(Refused, match="entry 2, recorded together with this one, was taken back by entry 6: take that"):
        back(store, total_row(store, 3))
    back(store)
    assert held(store) == {"telegram": (120, EXACT)}
    back(store)
    assert held(store) == {"telegram": (100, ABOUT)}


def total_row(store: Store, seq: int) -> LedgerRow:
    """Return a row by its number."""
    return LedgerRow(*store.connection.execute("SELECT * FROM ledger WHERE seq = ?", (seq,)).fetchone())


def test_a_correction_from_one_agency_to_another_is_taken_back_whole(store: Store) -> None:
    """Two tallies are concerned, or two actions."""
    wrong = count(store, 100)
    store.connection.execute("INSERT INTO actions (slug, name, status) VALUES ('other', 'Other', 'ongoing')")
    for elsewhere in ({"agency": "bka"}, {"action": "other"}):
        rows = correct(store, wrong.site, wrong.seq, entry(100, **elsewhere), "theirs", OFFICER, NOW).rows
        right = next(row for row in rows if row.reverses_seq is None)
        tallies = store.connection.execute("SELECT action, agency FROM totals WHERE quantity > 0").fetchall()
        assert tallies == [(right.action, right.agency)]
        wrong = next(row for row in back(store, rows[0]) if row.reverses_seq is None)
        assert (wrong.agency, wrong.action, wrong.quantity) == ("eu-iru", "is-2019-11", 100)


def test_what_others_rest_upon_is_not_taken_back(store: Store) -> None:
    """An act as well as an entry: the tally would be below zero. Nothing of it is recorded then."""
    count(store, 100, ABOUT)
    total(store, 120)
    count(store, -110, occurred_at=NOW)
    taken = last_of(store, OFFICER)
    assert taken is not None
    before = verify(store)
    with pytest.raises(Refused, match="below zero"):
        back(store, total_row(store, 2))
    assert verify(store) == before
    back(store, taken)
    back(store)
    assert held(store) == {"telegram": (100, ABOUT)}


def test_the_largest_act_is_one(store: Store) -> None:
    """As many as a total restates, taken back in one go."""
    append(store, [entry(1, qualifier=ABOUT)] * MOST_RESTATED, OFFICER, NOW)
    rows = total(store, MOST_RESTATED + 5)
    assert len(rows) == 2 * MOST_RESTATED + 1
    undone = taking_back(store, rows[0].site, rows[-1].seq)
    assert (len(undone.back), len(undone.again)) == (MOST_RESTATED + 1, MOST_RESTATED)
    assert len(back(store, rows[7])) == 2 * MOST_RESTATED + 1
    assert held(store) == {"telegram": (MOST_RESTATED, ABOUT)}


def test_entries_that_were_appended_together_stand_for_themselves(store: Store) -> None:
    """They are no act, and neither is a file's batch, whatever it is called."""
    append(store, [entry(1), entry(2)], OFFICER, NOW)
    back(store)
    assert held(store) == {"telegram": (1, EXACT)}
    with writing(store.connection):
        appending = Appending(store.connection, OFFICER, NOW)
        for quantity in (3, 4):
            appending.add(entry(quantity), batch="act of a file")
        appending.done()
    back(store)
    assert held(store) == {"telegram": (4, EXACT)}


def test_who_takes_back_for_a_file_names_the_batch(store: Store) -> None:
    """The opposite bears it, and so does what is put in its place."""
    row = count(store, 100)
    with writing(store.connection):
        appending = Appending(store.connection, OFFICER, NOW)
        appending.put_right(row.site, row.seq, entry(90), "sheet", batch="file 7")
        assert {one.batch for one in appending.done().rows} == {"file 7"}
        appending = Appending(store.connection, OFFICER, NOW)
        appending.take_back(row.site, row.seq + 1, "sheet", batch="file 8")
        assert [one.batch for one in appending.done().rows] == ["file 8"]


def test_acts_of_one_millisecond_are_told_apart(store: Store) -> None:
    """The clock stands still for all of them."""
    count(store, 100, ABOUT)
    rows = [total(store, 120), total(store, 130, ABOUT), total(store, 140)]
    undone: Undoing = taking_back(store, rows[2][0].site, rows[2][0].seq)
    assert [row.quantity for row in undone.back] == [10, 10]
    back(store)
    back(store)
    assert held(store) == {"telegram": (120, EXACT)}


def test_an_act_that_another_program_tore_apart_is_said_to_be_one(store: Store) -> None:
    """Whoever put a row into a batch past the board: nothing is taken back by halves."""
    count(store, 100, ABOUT)
    rows = total(store, 120)
    with other_program(store.path) as other:
        guard = other.execute("SELECT sql FROM sqlite_master WHERE name = 'ledger_never_changes'").fetchone()[0]
        other.execute("DROP TRIGGER ledger_never_changes")
        other.execute("UPDATE ledger SET batch = ? WHERE seq = 1", (rows[0].batch,))
    with pytest.raises(Refused, match="taken back by entry 4"):
        back(store, rows[0])
    with other_program(store.path) as other:
        other.execute("UPDATE ledger SET batch = NULL WHERE seq = 1")
        other.execute(guard)
