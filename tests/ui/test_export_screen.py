"""Is an action written to a file at the screen: what is shown, whole, and never over something unasked?"""

import json
import stat
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from board.exchange.outgoing import export as outgoing_export
from board.exchange.outgoing.whole_file import write
from board.locale.sizes import size
from board.model.moment import Clock, Moment
from board.model.wanted import SituationOf
from board.store.reader import Reader
from board.ui.app import BoardApp
from board.ui.screens.ask import AskScreen
from board.ui.screens.export import ExportScreen, kinds
from board.ui.screens.main import MainScreen
from tests.conftest import NOON
from tests.entries import ACTION, count, rehearse
from tests.ui.conftest import text_of, until
from tests.ui.test_hostile import HOSTILE, assert_harmless, poison

pytestmark = pytest.mark.usefixtures("impatient")

SIZE = (120, 40)
NAME = "is-2019-11-2026-11-23.html"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: empty."""
    made = tmp_path / "out"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def board(reader: Reader, folder: Path) -> BoardApp:
    """A live board on the action of November 2019 with two entries; its clock stands at noon."""
    for hours, quantity in ((2, 10), (1, 5)):
        count(reader.store, "bka", "video", "removed", quantity, at=NOON - timedelta(hours=hours))
    return BoardApp(reader, SituationOf(ACTION), operator="duty officer")


def flat(board: BoardApp) -> str:
    """Return what stands on the screen without its line breaks and frames."""
    return " ".join(text_of(board).replace("│", " ").split())


async def written(pilot: Pilot[None], board: BoardApp) -> None:
    """Wait until the file is written."""
    assert await until(pilot, lambda: "written:" in text_of(board)), text_of(board)


async def name_it(pilot: Pilot[None], board: BoardApp, name: str) -> None:
    """Put another name in the line."""
    await pilot.press("ctrl+u")
    board.post_message(Paste(name))
    assert await until(pilot, lambda: isinstance(board.focused, Input) and board.focused.value == name)


async def test_each_form_is_written_under_a_sensible_name(board: BoardApp, folder: Path) -> None:
    """The arrows choose what; the name follows; it says where the file lies and how large it is; 0600."""
    async with board.run_test(size=SIZE) as pilot:
        for place, kind in enumerate(kinds()):
            await pilot.press("e", *["down"] * place, "enter")
            await written(pilot, board)
            file = folder / f"is-2019-11{f'-{kind.what}' if kind.what else ''}-2026-11-23.{kind.form}"
            assert file.name in flat(board)
            assert size(file.stat().st_size) in flat(board)
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            await pilot.press("enter")
            assert isinstance(board.screen, MainScreen)
        assert len(list(folder.iterdir())) == len(kinds())


async def test_the_ledger_holds_what_was_counted(board: BoardApp, folder: Path) -> None:
    """Lines of JSON, an entry each."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("e", "down", "down", "down", "down", "enter")
        await written(pilot, board)
    [file] = folder.iterdir()
    assert [json.loads(line)["quantity"] for line in file.read_text().splitlines()] == [10, 5]


async def test_nothing_is_overwritten_unasked(board: BoardApp, folder: Path) -> None:
    """Esc leaves what is there; Enter writes over it."""
    (folder / NAME).write_text("mine")
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter")
        assert await until(pilot, lambda: isinstance(board.screen, AskScreen))
        assert NAME in text_of(board)
        await pilot.press("escape")
        assert isinstance(board.screen, ExportScreen)
        assert (folder / NAME).read_text() == "mine"
        await pilot.press("enter")
        assert await until(pilot, lambda: isinstance(board.screen, AskScreen))
        await pilot.press("enter")
        await written(pilot, board)
        assert (folder / NAME).read_text() != "mine"


async def test_a_name_of_ones_own_stays(board: BoardApp, folder: Path) -> None:
    """What was typed is not filled in anew; a path goes where it says, and the next one starts there."""
    (folder / "in here").mkdir()
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        await name_it(pilot, board, "in here/a.csv")
        await pilot.press("down", "down", "down", "enter")
        await written(pilot, board)
        assert (folder / "in here" / "a.csv").read_text().startswith("site,")
        await pilot.press("enter", "e")
        assert "in here/is-2019-11" in flat(board)


@pytest.mark.parametrize(
    ("name", "why"), [("", "name a file"), (".", "is a folder"), ("no/where.csv", "cannot be written")]
)
async def test_what_cannot_be_written_is_said(name: str, why: str, board: BoardApp, folder: Path) -> None:
    """In words, on the sheet; nothing is half there."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("e", "ctrl+u", *name, "enter")
        assert await until(pilot, lambda: why in flat(board)), text_of(board)
        await pilot.press("escape")
        assert isinstance(board.screen, MainScreen)
        assert list(folder.iterdir()) == []


async def test_the_store_is_never_overwritten(board: BoardApp, store_path: Path) -> None:
    """Not even where somebody says yes."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        await name_it(pilot, board, str(store_path))
        await pilot.press("enter")
        assert await until(pilot, lambda: isinstance(board.screen, AskScreen))
        await pilot.press("enter")
        assert await until(pilot, lambda: "is the store itself" in flat(board))
    assert store_path.read_bytes().startswith(b"SQLite format 3")


async def test_a_dash_is_a_name_like_any_other(board: BoardApp, folder: Path) -> None:
    """Standard output is the screen: nothing is written to it."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        await name_it(pilot, board, "-")
        await pilot.press("enter")
        await written(pilot, board)
        assert (folder / "-").is_file()


async def test_wound_back_it_is_of_that_moment(board: BoardApp, folder: Path) -> None:
    """The sheet and the file's name say so, and what came later is not in it."""
    board.reader.moment = Moment(NOON - timedelta(minutes=90), Clock.KNOWN)
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        assert "WOUND BACK to 23 Nov 2026 10:30" in text_of(board)
        await pilot.press(*["down"] * 4, "enter")
        await written(pilot, board)
    file = folder / "is-2019-11-ledger-2026-11-23T1030Z.jsonl"
    assert [json.loads(line)["quantity"] for line in file.read_text().splitlines()] == [10]


async def test_read_only_exports_all_the_same(
    store_path: Path, folder: Path, open_readers: Callable[..., Reader]
) -> None:
    """Nothing is written to the store."""
    watching = BoardApp(open_readers(store_path, read_only=True), SituationOf(ACTION))
    async with watching.run_test(size=SIZE) as pilot:
        await pilot.press("e", "enter")
        await written(pilot, watching)
        assert (folder / NAME).is_file()


async def test_an_exercise_says_so_everywhere(
    store_path: Path, folder: Path, open_readers: Callable[..., Reader]
) -> None:
    """Above and below the sheet, and in the file."""
    rehearse(store_path, NOON, entries=5)
    board = BoardApp(open_readers(store_path), SituationOf(ACTION))
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        assert text_of(board).count("EXERCISE") >= 2
        await pilot.press("enter")
        await written(pilot, board)
    assert "EXERCISE" in (folder / NAME).read_text(encoding="utf-8")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Holds up whoever writes a file until it is opened."""
    held = threading.Event()

    def slowly(*args: object) -> None:
        held.wait(20)
        write(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(outgoing_export, "write", slowly)
    yield held
    held.set()


async def test_the_keyboard_lives_while_it_is_written(board: BoardApp, folder: Path, gate: threading.Event) -> None:
    """Esc leaves the sheet; quit waits for the file; when it is there, it is said wherever somebody is by then."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("e", "enter")
        assert await until(pilot, lambda: "writing" in text_of(board))
        await pilot.press("escape")
        assert isinstance(board.screen, MainScreen)
        await pilot.press("q")
        assert await until(pilot, lambda: "still being written" in text_of(board))
        gate.set()
        assert await until(pilot, lambda: "only you" in text_of(board))
        assert (folder / NAME).is_file()


@pytest.mark.parametrize("kind", ["clipboard", "closing_markup", "bidi"])
async def test_hostile_names_are_harmless(
    kind: str, store_path: Path, folder: Path, open_readers: Callable[..., Reader]
) -> None:
    """Of the action, and of the file that would be overwritten."""
    poison(store_path, HOSTILE[kind])
    board = BoardApp(open_readers(store_path), SituationOf(ACTION))
    hostile = folder / HOSTILE[kind].replace("/", "∕")[:60]
    hostile.mkdir()
    async with board.run_test(size=(80, 24)) as pilot:
        await pilot.press("e")
        assert_harmless(board, (80, 24))
        board.files._to = hostile
        await pilot.press("escape", "e")
        assert_harmless(board, (80, 24))
        await pilot.press("enter")
        await written(pilot, board)
        assert_harmless(board, (80, 24))
        await pilot.press("enter", "e", "enter")
        assert await until(pilot, lambda: isinstance(board.screen, AskScreen))
        assert_harmless(board, (80, 24))
