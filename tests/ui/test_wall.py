"""Can the wall be read from afar, does it turn by itself, and does it stay up?"""

import asyncio
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from itertools import product
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from board import cli
from board.model.figure import Quantity
from board.model.moment import Moment
from board.model.vocabulary import Qualifier, Stage
from board.model.wanted import SituationOf, WallOf
from board.store.reader import Reader
from board.ui.app import BoardApp
from board.ui.screens.main import MainScreen
from board.ui.screens.wall import TURN, WallScreen
from board.ui.widgets.edges import State
from board.ui.widgets.wall.cell import Cell
from board.ui.widgets.wall.glyphs import LETTERS, NUMBERS, Face, large, width_of
from board.ui.widgets.wall.page import WallPage
from board.ui.widgets.wall.published import PublishedPage
from board.ui.widgets.wall.sheet import drawn, lay
from board.ui.widgets.wall.tallies import FunnelPage, PartnersPage, TypesPage
from tests.conftest import NOON
from tests.entries import ACTION, rehearse
from tests.foreign import other_program
from tests.ui.conftest import lines_of, text_of, until
from tests.ui.test_hostile import HOSTILE, assert_harmless, poison

pytestmark = pytest.mark.usefixtures("impatient")

SIZES = [(80, 24), (120, 40), (160, 50), (240, 70)]
Open = Callable[..., Reader]


@pytest.fixture
def counted(store_path: Path, open_readers: Open) -> Reader:
    """A store with an exercise that was counted in until noon."""
    rehearse(store_path, NOON)
    return open_readers(store_path)


def wall_of(board: BoardApp) -> WallScreen:
    """Return the wall, which is shown."""
    assert isinstance(board.screen, WallScreen)
    return board.screen


def pages_of(board: BoardApp) -> list[WallPage]:
    """Return all pages."""
    return [page for page in board.screen.children if isinstance(page, WallPage)]


def page_of(board: BoardApp) -> WallPage:
    """Return the page that is shown: there is always exactly one."""
    (page,) = [page for page in pages_of(board) if page.display]
    return page


def number_of(board: BoardApp) -> tuple[int, int]:
    """Return which page it is and how many there are, as the foot says."""
    words = lines_of(board)[-1].split("page ")[1].split()
    return int(words[0]), int(words[2])


def stands_large(lines: list[str], plain: str, faces: tuple[Face, ...]) -> bool:
    """Say whether a text stands on the screen whole, in large glyphs of any of these sizes."""
    for face in faces:
        if width_of(plain, face) is None:
            continue
        rows = large(plain, face)
        for top in range(len(lines) - len(rows) + 1):
            start = lines[top].find(rows[0].rstrip())
            while start >= 0:
                below = (lines[top + number][start : start + len(row)] for number, row in enumerate(rows))
                if all(found.ljust(len(row)) == row for found, row in zip(below, rows, strict=True)):
                    return True
                start = lines[top].find(rows[0].rstrip(), start + 1)
    return False


def worded(lines: list[str], plain: str) -> bool:
    """Say whether every word of a text stands on the screen, in ordinary or in large letters."""
    ordinary = " ".join(" ".join(lines).split())
    return all(word in ordinary or stands_large(lines, word, LETTERS) for word in plain.split())


def cells_of(board: BoardApp) -> list[Cell]:
    """Return the figures that this turn of the page is meant to show."""
    page = page_of(board)
    turns = page._turns(page.size)
    return [cell for row in turns[page.turn].rows for cell in row.cells] if turns else []


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_figure_of_every_page_stands_whole_with_its_verb(size: tuple[int, int], counted: Reader) -> None:
    """Each number, its verb and what it is of are drawn on their turn, in digits of three lines or more."""
    board = BoardApp(counted, WallOf(ACTION), live=False)
    view = counted.read(SituationOf(ACTION))
    titles, pages = [], set()
    async with board.run_test(size=size) as pilot:
        _first, count = number_of(board)
        for place in range(count):
            lines = lines_of(board)
            assert number_of(board) == (place + 1, count)
            pages.add(type(page_of(board)).__name__)
            for cell in cells_of(board):
                assert worded(lines, cell.title), cell
                assert worded(lines, cell.caption), cell
                assert not cell.number or stands_large(lines, cell.number, NUMBERS), cell
                assert all(worded(lines, note) for note in cell.notes), cell
                titles.append(cell.title)
            assert "EXERCISE" in lines[0]
            assert "EXERCISE" in lines[-1]
            assert "TLP:CLEAR" in lines[0]
            await pilot.press("space")
        assert number_of(board) == (1, count)
    assert pages == {"FunnelPage", "TypesPage", "PartnersPage", "PulsePage", "PublishedPage"}
    assert [p.agency.name for p in view.partners if not any(t.startswith(p.agency.name) for t in titles)] == []


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_numbers_of_eight_digits_are_never_cut(size: tuple[int, int], counted: Reader) -> None:
    """12,345,678 steps down a size where it must, and stands whole with the sign of its qualifier."""
    view = counted.read(SituationOf(ACTION))
    huge = Quantity(12_345_678, Qualifier.AT_LEAST)
    stages = dict.fromkeys((*view.stages, Stage.ORDERED, Stage.REINSTATED), huge)
    grown = view._replace(
        stages=stages,
        content_types=tuple(panel._replace(stages=stages) for panel in view.content_types),
        partners=tuple(panel._replace(stages=stages) for panel in view.partners),
    )
    board = BoardApp(counted, WallOf(ACTION), live=False)
    async with board.run_test(size=size) as pilot:
        wall_of(board).show(grown)
        wall_of(board).tell(wall_of(board).state)
        await pilot.pause()
        seen = 0
        _first, count = number_of(board)
        for _place in range(count):
            lines = lines_of(board)
            for cell in cells_of(board):
                assert not cell.number or stands_large(lines, cell.number, NUMBERS), cell
                assert all(worded(lines, note) for note in cell.notes), cell
                seen += cell.number == "≥12,345,678"
            await pilot.press("space")
        assert seen == len(stages) + len(view.content_types) + len(view.partners)


async def test_larger_terminals_have_larger_digits(counted: Reader) -> None:
    """Three lines at 80×24, at least five at 160×50, at least seven at 240×70: on every page."""
    least = {(80, 24): 3, (160, 50): 5, (240, 70): 7}
    for size, lines in least.items():
        board = BoardApp(counted, WallOf(ACTION), live=False)
        async with board.run_test(size=size):
            for page in pages_of(board):
                room = page_of(board).size
                heights = {NUMBERS[turn.scale.digits - 1].height for turn in page._turns(room)}
                assert all(height >= lines for height in heights), (size, page)


async def test_pages_turn_by_the_clock(counted: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not before its time, then one page on; held it stays."""
    now = 1_000.0
    monkeypatch.setattr("board.ui.screens.wall.monotonic", lambda: now)
    board = BoardApp(counted, WallOf(ACTION), live=False)
    async with board.run_test(size=(160, 50)) as pilot:
        wall = wall_of(board)

        async def at(seconds: float) -> int:
            nonlocal now
            now = 1_000.0 + seconds
            wall.tell(State(NOON, live=True))
            await pilot.pause()
            return number_of(board)[0]

        turn = TURN
        assert await at(turn - 1) == 1
        assert await at(turn) == 2
        assert await at(2 * turn - 1) == 2
        assert await at(2 * turn) == 3
        await pilot.press("p")
        assert "stands still" in lines_of(board)[-1]
        assert await at(9 * turn) == 3
        await pilot.press("p")
        assert await at(10 * turn) == 4
        assert await at(11 * turn) == 5
        await pilot.press("left", "left", "right")
        assert number_of(board)[0] == 4
        assert await at(12 * turn - 1) == 4


async def test_the_running_board_turns_the_pages(counted: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody presses a key, and it does so even while the clock of an exercise is halted."""
    monkeypatch.setattr("board.ui.screens.wall.TURN", 0.5)
    board = BoardApp(counted, WallOf(ACTION), live=True)
    async with board.run_test(size=(160, 50)) as pilot:
        assert await until(pilot, lambda: number_of(board)[0] == 3)
        assert "12:00:00 UTC" in lines_of(board)[0]
        assert "● live" in lines_of(board)[0]


async def test_a_clock_that_races_turns_no_page(counted: Reader) -> None:
    """An exercise at speed 3600: an hour on its clock is a second of whoever reads the wall."""
    hours = iter(range(100_000))
    counted.clock = lambda: NOON + next(hours) * timedelta(hours=1)
    board = BoardApp(counted, WallOf(ACTION), live=True)
    async with board.run_test(size=(160, 50)) as pilot:
        before = lines_of(board)[0]
        assert await until(pilot, lambda: lines_of(board)[0] != before)
        await pilot.pause(1.2)
        assert number_of(board)[0] == 1


async def test_a_wall_that_is_wound_back_has_room_for_it(counted: Reader) -> None:
    """At 80×24 the first line takes two, and the page one line less: nothing is cut, no page is called too many."""
    counted.moment = Moment(NOON - timedelta(hours=3))
    board = BoardApp(counted, WallOf(ACTION), live=False)
    async with board.run_test(size=(80, 24)) as pilot:
        for _place in range(number_of(board)[1]):
            lines = lines_of(board)
            assert "WOUND BACK" in lines[1]
            assert page_of(board).size == wall_of(board)._room()
            assert [c for c in cells_of(board) if c.number and not stands_large(lines, c.number, NUMBERS)] == []
            await pilot.press("space")
            await pilot.pause()


@pytest.mark.parametrize("kind", ["clipboard", "markup", "bidi", "long", "wide"])
async def test_hostile_names_are_harmless_on_every_page(kind: str, store_path: Path, open_readers: Open) -> None:
    """No escape, markup, bidi control or length acts on the terminal; numbers still stand whole."""
    rehearse(store_path, NOON)
    poison(store_path, HOSTILE[kind])
    reader = open_readers(store_path)
    for size in ((80, 24), (160, 50)):
        board = BoardApp(reader, WallOf(ACTION), live=False)
        async with board.run_test(size=size) as pilot:
            wall = wall_of(board)
            _first, count = number_of(board)
            for _place in range(count):
                assert_harmless(board, size)
                lines = lines_of(board)
                assert [c for c in cells_of(board) if c.number and not stands_large(lines, c.number, NUMBERS)] == []
                wall.action_turn(1)
                await pilot.pause()


async def test_an_entry_shows_and_is_marked_for_a_moment(counted: Reader, store_path: Path) -> None:
    """What another process records stands on the page that is shown, marked with a sign and not by colour alone."""
    board = BoardApp(counted, WallOf(ACTION), live=True)
    async with board.run_test(size=(160, 50)) as pilot:
        before = wall_of(board).view.stages[Stage.REMOVED].value
        assert "◆" not in text_of(board)
        record = [sys.executable, "-m", "board.cli", "--store", str(store_path), "record", "--action", ACTION]
        subprocess.run([*record, "+4321 video removed @eu-iru"], check=True, capture_output=True, timeout=60)
        number = f"{before + 4321:,}"
        assert await until(pilot, lambda: stands_large(lines_of(board), number, NUMBERS))
        assert "◆" in text_of(board)
        assert await until(pilot, lambda: "◆" not in text_of(board))


async def test_the_store_goes_away_and_comes_back(counted: Reader, store_path: Path) -> None:
    """The first line says so, the figures stay and go on turning, and it recovers without a key."""
    board = BoardApp(counted, WallOf(ACTION), live=True)
    async with board.run_test(size=(160, 50), notifications=True) as pilot:
        elsewhere = store_path.with_name("elsewhere.db")
        store_path.rename(elsewhere)
        assert await until(pilot, lambda: "not live" in lines_of(board)[0])
        wall_of(board).action_turn(1)
        await pilot.pause()
        assert number_of(board)[0] == 2
        assert stands_large(lines_of(board), cells_of(board)[0].number, NUMBERS)
        elsewhere.rename(store_path)
        assert await until(pilot, lambda: "● live" in lines_of(board)[0])
        assert not board._notifications


async def test_a_reading_that_fails_by_the_clock_recovers_too(counted: Reader, store_path: Path) -> None:
    """What is read again because time passed may fail as well: that message does not stay for ever either."""
    board = BoardApp(counted, WallOf(ACTION), live=True)
    async with board.run_test(size=(160, 50), notifications=True) as pilot:
        board.following.in_trouble("the store is held")
        assert await until(pilot, lambda: "● live" in lines_of(board)[0])
        assert not board._notifications


async def test_resizing_never_fails(counted: Reader) -> None:
    """Too small a terminal says what it needs; grown again, the wall is there, on every page."""
    board = BoardApp(counted, WallOf(ACTION), live=False)
    async with board.run_test(size=(240, 70)) as pilot:
        for size in ((80, 24), (20, 5), (1, 1), (160, 50), (79, 24), (81, 24), (200, 30), (90, 70), (240, 70)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            if size[0] >= 80 and size[1] >= 24:
                assert number_of(board)[0] <= number_of(board)[1]
                assert len(lines_of(board)) == size[1]
                assert page_of(board).turn < page_of(board).turns(page_of(board).size)
            await pilot.press("left")
        assert "too small" not in text_of(board)


async def test_another_action_begins_at_its_first_page(counted: Reader, store_path: Path) -> None:
    """A wall that follows the newest ongoing action changes to it, and marks nothing as changed."""
    board = BoardApp(counted, WallOf(), live=True)
    async with board.run_test(size=(160, 50)) as pilot:
        await pilot.press("space", "space")
        with other_program(store_path) as other:
            other.execute(
                "INSERT INTO actions (slug, name, status, started_on) "
                "VALUES ('added', 'An action that was added', 'ongoing', '2026-12-01')"
            )
        assert await until(pilot, lambda: "An action that was added" in lines_of(board)[0])
        assert "EXERCISE" not in lines_of(board)[0]
        assert number_of(board) == (1, 1)
        assert "no entries" in text_of(board)
        assert "◆" not in text_of(board)


async def test_another_moment_marks_nothing(counted: Reader) -> None:
    """Figures that differ because the board was wound back have not changed; the page says as of when they are."""
    board = BoardApp(counted, WallOf(ACTION), live=False)
    async with board.run_test(size=(160, 50)) as pilot:
        wall = wall_of(board)
        before = wall.view
        wall.show(before._replace(stages={Stage.REMOVED: Quantity(7)}, moment=Moment(NOON - timedelta(hours=5))))
        await pilot.pause()
        assert "as of 23 Nov 2026 07:00 UTC" in text_of(board)
        assert "◆" not in text_of(board)
        wall.show(wall.view._replace(stages={Stage.REMOVED: Quantity(8)}))
        await pilot.pause()
        assert "◆" in text_of(board)


async def test_a_page_without_anything_to_say_is_skipped(reader: Reader) -> None:
    """Before the first entry there is neither funnel nor pulse."""
    board = BoardApp(reader, WallOf(ACTION), live=False)
    async with board.run_test(size=(160, 50)) as pilot:
        seen = set()
        for _place in range(number_of(board)[1]):
            seen.add(type(page_of(board)).__name__)
            await pilot.press("space")
        assert seen == {"TypesPage", "PartnersPage", "PublishedPage"}


async def test_w_opens_the_wall_and_escape_leaves_it(counted: Reader) -> None:
    """From the main screen and back to it; where the wall was first, the board takes its place."""
    board = BoardApp(counted, SituationOf(ACTION), live=False)
    async with board.run_test(size=(160, 50)) as pilot:
        await pilot.press("w")
        assert wall_of(board).view.action.slug == ACTION
        await pilot.press("escape")
        assert isinstance(board.screen, MainScreen)
    board = BoardApp(counted, WallOf(ACTION), live=False)
    async with board.run_test(size=(160, 50)) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(board.screen, MainScreen)
        assert board.screen.view.action.slug == ACTION


async def test_nothing_is_recorded_from_the_wall(counted: Reader) -> None:
    """A key that somebody leans on opens no line and asks nothing."""
    board = BoardApp(counted, WallOf(ACTION), live=False)
    async with board.run_test(size=(160, 50)) as pilot:
        before = text_of(board)
        await pilot.press("plus", "equals_sign", "u", "c", "f", "slash", "enter", "up", "down", "w")
        assert text_of(board) == before


def test_board_opens_on_the_wall(monkeypatch: pytest.MonkeyPatch, store_path: Path) -> None:
    """`board --wall` on a terminal begins with it."""
    terminal = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr(cli, "sys", SimpleNamespace(stdout=terminal, stdin=terminal))
    seen: list[type] = []

    async def look(board: BoardApp) -> None:
        async with board.run_test(size=(80, 24)):
            seen.append(type(board.screen))

    monkeypatch.setattr(BoardApp, "run", lambda board: asyncio.run(look(board)))
    for arguments in (["--wall"], []):
        result = CliRunner().invoke(cli.main, ["--store", str(store_path), *arguments])
        assert result.exit_code == 0, result.output
    assert seen == [WallScreen, MainScreen]


def test_a_picture_of_a_page(store_path: Path, tmp_path: Path) -> None:
    """`board snapshot --screen wall --page 2` shows the second page."""
    file = tmp_path / "wall.txt"
    arguments = [
        "--store",
        str(store_path),
        "snapshot",
        str(file),
        "--screen",
        "wall",
        "--page",
        "2",
        "--action",
        ACTION,
    ]
    result = CliRunner().invoke(cli.main, arguments)
    assert result.exit_code == 0, result.output
    assert "page 2 of" in file.read_text(encoding="utf-8")


def test_what_is_laid_has_room(counted: Reader) -> None:
    """At any size every figure is laid once, in order, on a turn that is no higher than the page."""
    view = counted.read(SituationOf(ACTION))
    for page in (FunnelPage(view), TypesPage(view), PartnersPage(view), PublishedPage(view)):
        bands = page.bands()
        for columns, lines in product((76, 77, 93, 116, 155, 196, 236), (20, 30, 43, 63)):
            turns = lay(bands, columns, lines)
            laid = [cell.key for turn in turns for row in turn.rows for cell in row.cells]
            assert laid == [cell.key for band in bands for cell in band.cells]
            for turn in turns:
                assert len(drawn(turn, columns, lines, frozenset())) == lines
                assert sum(row.height for row in turn.rows) + len(turn.rows) - 1 <= lines
