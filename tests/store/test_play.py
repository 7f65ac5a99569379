"""Is an exercise played through the board's own ways, the same every time, and never where anything real lies?"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from board.exchange.scenario_file import understand
from board.model.entry import Entry
from board.model.instants import instant_of, milliseconds
from board.model.vocabulary import ContentType, Stage
from board.model.wanted import AgencyOf, SituationOf, TimelineOfAll
from board.store.additions import add
from board.store.connection import writing
from board.store.edition import is_exercise, setting, shipped_exercise, shipped_record
from board.store.exercise import ExerciseClock, clock_of, exercise_of, played_of, set_clock
from board.store.ledger import append
from board.store.opening import Store, open_store, take_in_record
from board.store.play import Play, Script, prepare
from board.store.reader import Reader, utc_now
from board.store.refused import Refused
from board.store.verify import verify
from tests.exercises import begun, fractional, play, script

SHORT = 400
"""Entries: each kind of saying is among them."""

HEAD = "0c7d513b6682d75bb80e59c45357df60dd0cf3c6c5f541ba50d6cba4b08323c2"
"""Of a short exercise with the seed 7, on every machine."""

HEAD_OF_FRACTIONS = "83a12b3faed780bd404f8e54695d2b319fa41b2e967122a86f944642c713476c"
"""Of one whose shares are no whole numbers, on every Python."""


@pytest.fixture
def opened() -> Iterator[Callable[[Store], Store]]:
    """Closes stores after the test."""
    stores: list[Store] = []

    def keep(store: Store) -> Store:
        stores.append(store)
        return store

    yield keep
    for store in stores:
        store.close()


@pytest.fixture
def store(tmp_path: Path, opened: Callable[[Store], Store]) -> Store:
    """An exercise that was not played yet."""
    return opened(begun(tmp_path / "e.db", SHORT))


def test_the_same_seed_gives_the_same_head_on_every_machine(store: Store) -> None:
    """The hash covers all of it: site, ids, instants, words. Whoever changes the course changes this head knowingly."""
    play(store, SHORT)
    verdict = verify(store)
    assert verdict.problems == ()
    assert (verdict.entries, verdict.head) == (SHORT, HEAD)


def test_fractional_shares_give_the_same_head_on_every_python(tmp_path: Path, opened: Callable[[Store], Store]) -> None:
    """Python 3.12 adds floats in another way than 3.11: at each of these steps that would move an entry."""
    document = fractional(json.loads(shipped_exercise().read_text(encoding="utf-8")))
    uneven = Script(*understand(json.dumps(document), "fractional"), 7, 144)
    store = opened(open_store(tmp_path / "f.db", record=None))
    prepare(store, uneven)
    played = Play(store, uneven)
    while played.next_at is not None:
        played.go_on()
    verdict = verify(store)
    assert verdict.problems == ()
    assert (verdict.entries, verdict.head) == (144, HEAD_OF_FRACTIONS)


def test_another_seed_or_length_is_another_ledger(tmp_path: Path, opened: Callable[[Store], Store]) -> None:
    """From its site on."""
    heads, sites = set(), set()
    for number, (entries, seed) in enumerate(((60, 1), (60, 2), (61, 1))):
        store = opened(begun(tmp_path / f"{number}.db", entries, seed))
        play(store, entries, seed)
        heads.add(verify(store).head)
        sites.add(setting(store.connection, "site"))
    assert (len(heads), len(sites)) == (3, 3)


def test_an_exercise_goes_on_where_it_stopped(store: Store) -> None:
    """Stopped twice, it ends with the very ledger of one that was written at once."""
    scenario = script(SHORT).scenario
    for hours in (9, 50):
        played = play(store, SHORT, until=scenario.starts + hours * 3_600_000)
        assert played.next_at is not None
        assert played_of(store.connection).said > 0
    play(store, SHORT)
    assert verify(store).head == HEAD
    assert played_of(store.connection).over
    assert play(store, SHORT).entries == 0


def test_two_boards_that_play_one_exercise_say_everything_once(
    store: Store, tmp_path: Path, opened: Callable[[Store], Store]
) -> None:
    """In turn, each goes on behind the other."""
    other = opened(open_store(tmp_path / "e.db", record=None))
    plays = [Play(store, script(SHORT)), Play(other, script(SHORT))]
    starts = script(SHORT).scenario.starts
    for hour in range(97):
        plays[hour % 2].go_on(starts + hour * 3_600_000)
    assert verify(store).head == HEAD


def test_a_sheet_that_comes_twice_counts_once(store: Store) -> None:
    """Its rows carry its name and their own references; the second coming adds nothing."""
    played = play(store, SHORT)
    rows = store.connection.execute(
        "SELECT count(*), count(DISTINCT ref), count(DISTINCT batch) FROM ledger WHERE batch NOT LIKE 'act %'"
    ).fetchone()
    assert played.repeated > 0
    assert rows[0] == rows[1] >= played.repeated
    assert rows[2] > 1


def test_people_may_record_in_an_exercise(store: Store) -> None:
    """What they take away and what they count too much does not stop it, and the store stays whole."""
    starts = script(SHORT).scenario.starts
    play(store, SHORT, until=starts + 30 * 3_600_000)
    now = instant_of(starts + 30 * 3_600_000)
    for action, agency, provider, unit, stage, quantity in store.connection.execute(
        "SELECT action, agency, nullif(provider, ''), content_type, stage, quantity FROM totals WHERE quantity > 0"
    ).fetchall():
        entry = Entry(
            action=action,
            agency=agency,
            provider=provider,
            content_type=ContentType(unit),
            stage=Stage(stage),
            quantity=-quantity,
            occurred_at=now,
        )
        append(store, [entry], "a visitor", now)
    total = Entry(
        action="ex-four-days",
        agency="ex-police-de",
        content_type=ContentType.VIDEO,
        stage=Stage.REFERRED,
        quantity=100_000,
        occurred_at=now,
    )
    append(store, [total], "a visitor", now)
    played = play(store, SHORT)
    assert 0 < played.entries < SHORT
    assert verify(store).problems == ()


def test_nothing_real_is_in_an_exercise_nor_comes_into_it(store: Store, tmp_path: Path) -> None:
    """Every agency and action is of the exercise, and stays so whoever opens the store."""
    store.close()
    again = open_store(tmp_path / "e.db", record=shipped_record())
    try:
        slugs = [row[0] for row in again.connection.execute("SELECT slug FROM agencies UNION SELECT slug FROM actions")]
        assert len(slugs) == 27
        assert all(slug.startswith("ex-") for slug in slugs)
        with pytest.raises(Refused, match="nothing real is taken into it"):
            take_in_record(again, shipped_record())
    finally:
        again.close()


def test_an_action_that_is_added_to_an_exercise_is_one(store: Store) -> None:
    """Whatever is said of it."""
    add(
        store,
        "actions",
        {"slug": "second", "name": "Second", "status": "planned", "sources": ["ex-four-days-scenario"]},
    )
    assert Reader(store).read(SituationOf("second")).action.exercise
    assert all(row.exercise for row in Reader(store).read(TimelineOfAll()).rows)


def test_no_exercise_in_a_real_store(store_path: Path, opened: Callable[[Store], Store]) -> None:
    """Not even in one in which nothing was counted yet; nothing is changed."""
    store = opened(open_store(store_path, record=None))
    before = list(store.connection.execute("SELECT key, value FROM settings ORDER BY key"))
    with pytest.raises(Refused, match="never played in one"):
        prepare(store, script(SHORT))
    assert list(store.connection.execute("SELECT key, value FROM settings ORDER BY key")) == before
    assert not is_exercise(store.connection)


def test_no_other_exercise_in_the_store_of_one(store: Store) -> None:
    """Nor the same with another seed."""
    with pytest.raises(Refused, match="holds the exercise Exercise Four Days with seed 7 and 400 entries"):
        prepare(store, script(SHORT, seed=8))
    kept = exercise_of(store.connection)
    assert kept is not None
    assert kept.seed == 7


def test_a_making_that_was_cut_off_is_made_good(tmp_path: Path, opened: Callable[[Store], Store]) -> None:
    """A store that was made and into which nothing was put becomes the exercise; one without its action gains it."""
    path = tmp_path / "e.db"
    open_store(path, record=None).close()
    store = opened(begun(path, SHORT))
    assert is_exercise(store.connection)
    prepare(store, script(SHORT))
    play(store, SHORT)
    assert verify(store).head == HEAD


def test_what_no_record_can_hold_is_not_begun(store_path: Path, opened: Callable[[Store], Store]) -> None:
    """It is refused as a scenario that cannot be played: no other program is blamed, and the store is not spoiled."""
    store = opened(open_store(store_path.with_name("new.db"), record=None))
    before = list(store.connection.execute("SELECT key, value FROM settings ORDER BY key"))
    right = script(SHORT)
    late = right.scenario.model_copy(update={"starts_at": datetime(2100, 12, 31, tzinfo=UTC)})
    with pytest.raises(Refused, match=r"the scenario ex-four-days cannot be played: actions\.0\.ended_on: "):
        prepare(store, right._replace(scenario=late))
    assert list(store.connection.execute("SELECT key, value FROM settings ORDER BY key")) == before
    prepare(store, right)
    assert is_exercise(store.connection)


def test_a_beginning_that_fails_leaves_nothing(
    tmp_path: Path, opened: Callable[[Store], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the store is and what it holds are written at one stroke."""

    def fails(*_args: object) -> None:
        raise Refused("no")

    store = opened(open_store(tmp_path / "e.db", record=None))
    with monkeypatch.context() as patched:
        patched.setattr("board.store.play.bring_in", fails)
        with pytest.raises(Refused, match="no"):
            prepare(store, script(SHORT))
    assert not is_exercise(store.connection)
    prepare(store, script(SHORT))
    play(store, SHORT)
    assert verify(store).head == HEAD


def test_an_exercise_is_not_played_read_only(store: Store, tmp_path: Path, opened: Callable[[Store], Store]) -> None:
    """It is refused in words."""
    looked = opened(open_store(tmp_path / "e.db", record=None, read_only=True))
    with pytest.raises(Refused, match="reading only"):
        prepare(looked, script(SHORT))


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets the real clock, in seconds behind an instant."""
    start = utc_now()

    def set_to(seconds: float) -> None:
        monkeypatch.setattr("board.store.exercise.utc_now", lambda: start + timedelta(seconds=seconds))

    set_to(0)
    return set_to


def test_the_clock_of_an_exercise_goes_at_its_speed_and_beyond_the_end_as_the_real_one(
    store: Store, at: Callable[[float], None]
) -> None:
    """It stands until it is played, and stands again while it is halted."""
    exercise = exercise_of(store.connection)
    assert exercise is not None
    clock = ExerciseClock(store.connection)

    def shown() -> int:
        return (milliseconds(clock()) - exercise.starts) // 1000

    at(100)
    assert shown() == 0
    with writing(store.connection):
        set_clock(store.connection, exercise.starts, 60)
    clock.renew(store.connection)
    at(110)
    assert shown() == 600
    at(90)  # set back: it does not run backwards beyond where it was set
    assert shown() == 0
    length = (exercise.ends - exercise.starts) // 1000
    at(100 + length / 60 + 30)
    assert shown() == length + 30
    with writing(store.connection):
        set_clock(store.connection, exercise.starts + 5_000, 0)
    clock.renew(store.connection)
    at(100_000)
    assert shown() == 5


def test_a_clock_that_is_started_again_goes_on_from_where_the_exercise_stands(
    store: Store, at: Callable[[float], None]
) -> None:
    """Also when nobody could halt it: what is next is not long past then."""
    starts = script(SHORT).scenario.starts
    played = play(store, SHORT, until=starts + 5 * 3_600_000)
    assert played.next_at is not None
    played.set_clock(60)
    at(86_400)
    assert milliseconds(ExerciseClock(store.connection)()) > played.next_at
    played.set_clock(60)
    now = milliseconds(ExerciseClock(store.connection)())
    assert starts + 4 * 3_600_000 < now <= played.next_at


def test_every_board_on_an_exercise_shows_the_same_time(
    store: Store, tmp_path: Path, opened: Callable[[Store], Store], at: Callable[[float], None]
) -> None:
    """A reader notices that another program has set the clock."""
    other = opened(open_store(tmp_path / "e.db", record=None))
    readers = [Reader(one, clock_of(one)) for one in (store, other)]
    Play(store, script(SHORT)).set_clock(60)
    at(60)
    for reader in readers:
        reader.changed()
    readers[0].clock.renew(store.connection)  # type: ignore[attr-defined]
    assert readers[0].clock() == readers[1].clock() == script(SHORT).scenario.starts_at + timedelta(hours=1)
    assert readers[1].read(AgencyOf("ex-eu-iru")).as_of == readers[1].clock()
    assert [reader.exercise for reader in readers] == [True, True]


def test_the_clock_of_a_real_store_is_the_real_one(store_path: Path, opened: Callable[[Store], Store]) -> None:
    """And the store is no exercise."""
    store = opened(open_store(store_path, record=None))
    assert clock_of(store) is utc_now
    assert not Reader(store).exercise
