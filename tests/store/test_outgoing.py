"""Is what leaves the store one state of it, in the order of recording, in constant memory, and wound back if asked?"""

import shutil
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from board.model.entry import hash_of
from board.model.instants import milliseconds
from board.model.moment import Clock, Moment
from board.store import outgoing as module
from board.store.ledger import reverse
from board.store.opening import Store, open_store
from board.store.outgoing import document_of, outgoing
from board.store.pulse import read_pulse
from board.store.refused import Refused
from tests.conftest import NOON
from tests.entries import ACTION, count, rehearse
from tests.exercises import begun, play
from tests.foreign import other_program


@pytest.fixture(scope="module")
def rehearsed(made_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, made once; copy it, do not write to it."""
    path = Path(shutil.copy(made_store, tmp_path_factory.mktemp("rehearsed") / "board.db"))
    rehearse(path, NOON)
    return path


@pytest.fixture
def store(rehearsed: Path, tmp_path: Path) -> Iterator[Store]:
    """A store in which 123 entries were counted."""
    store = open_store(Path(shutil.copy(rehearsed, tmp_path / "board.db")), record=None)
    yield store
    store.close()


def test_lines_are_whole_rows_in_the_order_of_recording(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every entry once, its hash fits, whatever the size of a batch."""
    with outgoing(store, ACTION, None) as of:
        lines = list(of.lines())
        monkeypatch.setattr(module, "BATCH", 7)
        assert list(of.lines()) == lines
    assert [line.row.seq for line in lines] == list(range(1, 123 + 1))
    assert all(hash_of(line.row) == line.row.hash for line in lines)


def test_a_reversal_names_the_id_of_what_it_takes_back(store: Store) -> None:
    """And no other line names one; the reason is its note."""
    with outgoing(store, ACTION, None) as of:
        lines = list(of.lines())
    ids = {line.row.seq: line.row.id for line in lines}
    reversals = [line for line in lines if line.row.reverses_seq is not None]
    assert [line.note for line in reversals] == ["one was missed", "typed twice"]
    assert [line.reverses_id for line in reversals] == [ids[line.row.reverses_seq or 0] for line in reversals]
    assert sum(line.reverses_id is not None for line in lines) == 2


def test_what_others_record_meanwhile_is_of_another_state(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry that is committed while the lines are read is not among them, and in no total."""
    monkeypatch.setattr(module, "BATCH", 10)
    with outgoing(store, ACTION, None) as of:
        before = of.totals()
        lines = of.lines()
        next(lines)
        other = open_store(store.path, record=None)
        count(other, "bka", "video", "removed", 5, at=NOON)
        other.close()
        assert sum(1 for _line in lines) == 122
        assert of.totals() == before
    with outgoing(store, ACTION, None) as of:
        assert sum(1 for _line in of.lines()) == 124


@pytest.mark.parametrize("clock", Clock)
def test_it_is_wound_back(store: Store, clock: Clock) -> None:
    """By either clock: lines, totals and entries are of then and fit together."""
    late = count(store, "bka", "video", "removed", 5, at=NOON + timedelta(hours=2))
    moment = Moment(NOON - timedelta(hours=4), clock)
    with outgoing(store, ACTION, moment) as of:
        lines = list(of.lines())
        totals = of.totals()
        assert of.as_of == moment.at
        assert of.situation.entries == len(lines) == sum(one.entries for one in totals)
    assert all(getattr(line.row, str(clock)) <= milliseconds(moment.at) for line in lines)
    assert late.seq not in {line.row.seq for line in lines}
    assert sum(line.row.quantity for line in lines) == sum(one.quantity.value for one in totals)


def test_as_we_knew_it_a_later_reversal_is_not_there(store: Store) -> None:
    """What was taken back at noon still stood a minute before."""
    before = Moment(NOON - timedelta(minutes=1))
    with outgoing(store, ACTION, before) as of:
        assert all(line.reverses_id is None for line in of.lines())
    assert document_of(store, ACTION, before).corrections == ()
    assert document_of(store, ACTION, None).corrections_in_all == 2


def test_a_state_is_as_of_its_last_entry(store: Store) -> None:
    """Never of the instant of reading; of no entries it is as of nothing."""
    assert document_of(store, ACTION, None).as_of == NOON
    count(store, "bka", "video", "removed", 5, at=NOON + timedelta(hours=1), action="amaq-2018")
    assert document_of(store, ACTION, None).as_of == NOON + timedelta(hours=1)


def test_an_empty_ledger(reader_store: Store) -> None:
    """No lines, no totals, no curves, and the edition of the record."""
    with outgoing(reader_store, ACTION, None) as of:
        assert (list(of.lines()), of.totals(), of.as_of) == ([], (), None)
        assert of.edition is not None
    assert document_of(reader_store, ACTION, None).pulse is None


@pytest.fixture
def reader_store(store_path: Path) -> Iterator[Store]:
    """A store in which nothing was counted, open for reading only."""
    store = open_store(store_path, record=None, read_only=True)
    yield store
    store.close()


@pytest.mark.parametrize("hours", [None, 0, 3, 7])
@pytest.mark.parametrize("clock", Clock)
def test_curves_end_at_the_tallies(store: Store, hours: int | None, clock: Clock) -> None:
    """The numbers of the time screen: each curve adds up to the tally of its stage, now and wound back."""
    moment = None if hours is None else Moment(NOON - timedelta(hours=hours, seconds=77), clock)
    found = document_of(store, ACTION, moment)
    assert found.pulse is not None
    assert {curve.stage: curve.at for curve in found.pulse.curves} == dict(found.situation.stages)
    assert all(curve.before + sum(curve.counts) == curve.at.value for curve in found.pulse.curves)
    assert len(found.pulse.entries) <= module.STEPS


@pytest.mark.parametrize("days", [0, 1, 40, 4000])
def test_the_curves_hold_every_entry_however_long_the_action_was(store_path: Path, days: int) -> None:
    """From minutes to years: nothing was counted before the first interval."""
    store = open_store(store_path, record=None)
    for at in (NOON - timedelta(days=days), NOON):
        count(store, "bka", "video", "removed", 5, at=at)
    pulse = document_of(store, ACTION, None).pulse
    store.close()
    assert pulse is not None
    assert [(curve.before, sum(curve.counts)) for curve in pulse.curves] == [(0, 10)]
    assert pulse.curves[0].counts[0] in (5, 10)


def test_a_document_is_read_anew_when_somebody_records_meanwhile(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The situation and the curves are of one state; who never pauses gets a sentence."""
    real, times = read_pulse, iter((True, True, False))

    def meddle(*args: object) -> object:
        if next(times, False):
            with other_program(store.path) as other:
                other.execute("UPDATE settings SET value = value || ' ' WHERE key = 'nothing'")
                other.execute("INSERT OR REPLACE INTO settings VALUES ('x', hex(randomblob(4)))")
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read_pulse", meddle)
    found = document_of(store, ACTION, None)
    assert found.pulse is not None
    assert next(times, None) is None
    monkeypatch.setattr(module, "TRIES", 3)
    times = iter((True,) * 9)
    with pytest.raises(Refused, match="of one state"):
        document_of(store, ACTION, None)


def test_memory_does_not_grow_with_the_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small batches take a part of what one large one takes: the lines before are forgotten."""
    store = begun(tmp_path / "e.db", 600)
    play(store, 600)
    peaks = []
    for batch in (30, 30, 600):
        monkeypatch.setattr(module, "BATCH", batch)
        tracemalloc.start()
        with outgoing(store, None, None) as of:
            assert sum(1 for _line in of.lines()) == 600
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    store.close()
    assert peaks[1] < peaks[2] / 4


def test_what_another_program_wrote_is_refused_in_words(store: Store) -> None:
    """An instant beyond the calendar is no traceback."""
    with other_program(store.path) as other:
        other.execute("DROP TRIGGER ledger_never_changes")
        other.execute("UPDATE ledger SET occurred_at = 4611686018427387904 WHERE seq = 3")
    with outgoing(store, ACTION, None) as of, pytest.raises(Refused, match="another program changed it"):
        list(of.lines())


def test_an_unknown_action_is_refused_with_the_nearest(store: Store) -> None:
    """As everywhere on the board."""
    with pytest.raises(Refused, match=ACTION), outgoing(store, "is-2019-12", None):
        pass


def test_an_entry_of_another_site_that_was_taken_back_here(store: Store) -> None:
    """The id is found by site and number."""
    row = count(store, "europol", "video", "removed", 9, at=NOON)
    reverse(store, row.site, row.seq, "counted by another", "one", NOON)
    with outgoing(store, ACTION, None) as of:
        assert list(of.lines())[-1].reverses_id == row.id
