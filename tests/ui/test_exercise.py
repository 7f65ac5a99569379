"""Does every screen of an exercise say so above and below, and does a board on which nothing was counted offer one?"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from board.model.wanted import (
    AgencyOf,
    EntryOf,
    LedgerOf,
    MatrixOf,
    PartnerOf,
    SituationOf,
    StatementsOf,
    TimelineOfAll,
)
from board.store.edition import setting
from board.store.exercise import ExerciseClock, clock_of, played_of
from board.store.opening import Store
from board.store.play import Play
from board.store.reader import Reader
from board.ui.app import BoardApp
from board.ui.player import LONGEST_WAIT, Player
from board.ui.screens.ask import AskScreen
from board.ui.screens.main import MainScreen
from board.ui.themes import THEMES
from tests.exercises import begun, play, script
from tests.ui.conftest import MakeBoard, lines_of, text_of, until

ACTION = "ex-four-days"
KEYS = ("plus", "slash", "f", "u", "question_mark", "c")
"""Each opens a line, a form, a question or a table over what is shown."""


@pytest.fixture(scope="module")
def exercise(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A short exercise that is over; only looked at."""
    store = begun(tmp_path_factory.mktemp("exercise") / "e.db", 120)
    play(store, 120)
    yield store
    store.close()


def _bears(board: BoardApp) -> bool:
    lines = lines_of(board)
    return "EXERCISE" in lines[0] and "EXERCISE" in lines[-1]


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
async def test_every_screen_of_an_exercise_says_so_above_and_below(exercise: Store, theme: str) -> None:
    """In words, in every theme."""
    reader = Reader(exercise, clock_of(exercise))
    site = setting(exercise.connection, "site") or ""
    board = BoardApp(reader, SituationOf(), live=False, theme=theme)
    seen = set()
    async with board.run_test(size=(80, 24)) as pilot:
        for wanted in (
            SituationOf(ACTION),
            TimelineOfAll(),
            AgencyOf("ex-eu-iru"),
            StatementsOf(ACTION),
            PartnerOf(ACTION, "ex-eu-iru"),
            MatrixOf(ACTION),
            EntryOf(site, 1),
            LedgerOf(ACTION),
        ):
            board.open_view(wanted)
            await pilot.pause()
            seen.add(type(board.screen))
            assert _bears(board), wanted
    assert len(seen) == 8


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
@pytest.mark.parametrize("key", ["plus", "slash", "f", "u", "question_mark"])
async def test_what_lies_over_a_screen_says_so_too(exercise: Store, key: str, size: tuple[int, int]) -> None:
    """A line that is typed in, a form, a question, the keys."""
    board = BoardApp(Reader(exercise, clock_of(exercise)), SituationOf(), live=False, operator="night desk")
    async with board.run_test(size=size) as pilot:
        board.open_view(LedgerOf(ACTION))
        await pilot.pause()
        before = text_of(board)
        await pilot.press(key)
        await pilot.pause()
        assert text_of(board) != before
        assert _bears(board)


async def test_a_real_board_does_not_say_exercise(make_board: MakeBoard) -> None:
    """The word means something."""
    board = make_board()
    async with board.run_test(size=(160, 50)):
        assert "EXERCISE" not in text_of(board)
        assert board.title == "board"


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_a_board_on_which_nothing_was_counted_offers_an_exercise(
    make_board: MakeBoard, size: tuple[int, int]
) -> None:
    """x asks first; yes leaves the board for it, no stays."""
    board = make_board()
    async with board.run_test(size=size) as pilot:
        assert "press x for a live exercise" in text_of(board)
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(board.screen, AskScreen)
        assert "store of its own" in text_of(board)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(board.screen, MainScreen)
        assert not board.wants_exercise
        await pilot.press("x")
        await pilot.press("enter")
        await pilot.pause()
    assert board.wants_exercise


async def test_a_board_on_which_something_was_counted_offers_none(exercise: Store) -> None:
    """Nor does an exercise."""
    board = BoardApp(Reader(exercise, clock_of(exercise)), SituationOf(), live=False)
    async with board.run_test(size=(160, 50)) as pilot:
        assert "press x" not in text_of(board)
        await pilot.press("x")
        await pilot.pause()
        assert isinstance(board.screen, MainScreen)


async def test_a_live_exercise_appears_on_the_board(tmp_path: Path) -> None:
    """Its entries come in while the board is open, by the exercise's clock, and it stops cleanly."""
    store = begun(tmp_path / "e.db", 200)
    said: list[tuple[str, bool]] = []
    assert store.again is not None
    player = Player(store.again, script(200), 10_000, lambda words, trouble: said.append((words, trouble)))
    board = BoardApp(Reader(store, clock_of(store)), SituationOf())
    async with board.run_test(size=(160, 50)) as pilot:
        assert "no entries" in text_of(board)
        player.start()
        assert await until(pilot, lambda: "the funnel" in text_of(board))
        assert board.reader.clock() > script(200).scenario.starts_at
        player.stop()
    assert said == []
    halted = played_of(store.connection)
    assert halted.said > 0
    assert not halted.over
    store.close()


def test_a_player_says_how_it_ended(tmp_path: Path) -> None:
    """That all was said; or that the store went away."""
    store = begun(tmp_path / "e.db", 30)
    play(store, 30, until=script(30).scenario.ends - 3_600_000)
    said: list[tuple[str, bool]] = []
    assert store.again is not None
    player = Player(store.again, script(30), 10_000, lambda words, trouble: said.append((words, trouble)))
    player.start()
    player.wait()
    assert said == [("the exercise is over: all of it was said", False)]
    store.close()
    (tmp_path / "e.db").rename(tmp_path / "gone.db")
    lost = Player(store.again, script(30), 10_000, lambda words, trouble: said.append((words, trouble)))
    lost.start()
    lost.wait()
    assert said[1][0].startswith("the exercise has stopped: ")
    assert said[1][1]


async def test_one_of_two_boards_that_leaves_does_not_halt_the_exercise(tmp_path: Path) -> None:
    """Whoever is still there plays on, in either order, as fast as before; when the last one leaves it is halted."""
    store = begun(tmp_path / "e.db", 400)
    again = store.again
    assert again is not None
    clock = ExerciseClock(store.connection)

    def player(speed: float | None) -> Player:
        one = Player(again, script(400), speed, lambda _said, _trouble: None)
        one.start()
        return one

    async def is_at(speed: float) -> bool:
        for _look in range(100):
            clock.renew(store.connection)
            if clock.hand.speed == speed:
                return True
            await asyncio.sleep(0.05)
        return False

    first = player(50)
    assert await is_at(50)
    second = player(None)
    await asyncio.sleep(2 * LONGEST_WAIT)
    assert await is_at(50)  # nobody asked for another speed
    await asyncio.to_thread(first.stop)
    assert first.goes_on
    assert await is_at(50)
    third = player(70)
    assert await is_at(70)  # this one did
    await asyncio.sleep(2 * LONGEST_WAIT)
    await asyncio.to_thread(third.stop)
    assert third.goes_on
    assert await is_at(70)
    await asyncio.to_thread(second.stop)
    assert not second.goes_on
    clock.renew(store.connection)
    assert clock.halted
    store.close()


async def test_a_halted_exercise_says_so_and_is_not_called_live(tmp_path: Path) -> None:
    """Before it is begun, and when somebody halts it; live again as soon as it goes on."""
    store = begun(tmp_path / "e.db", 200)
    assert store.again is not None
    other = store.again()
    board = BoardApp(Reader(store, clock_of(store)), SituationOf())
    async with board.run_test(size=(80, 24)) as pilot:
        for speed, sign, other_sign in (
            (0.0, "■ halted", "live"),
            (60.0, "● live", "halted"),
            (0.0, "■ halted", "live"),
        ):
            Play(other, script(200)).set_clock(speed)

            def is_said(sign: str = sign, other_sign: str = other_sign) -> bool:
                first = lines_of(board)[0]
                return sign in first and other_sign not in first

            assert await until(pilot, is_said)
    other.close()
    store.close()
