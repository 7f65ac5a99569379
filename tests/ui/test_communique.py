"""Does r show the draft of a communiqué, in the language that is chosen, and does it follow the board?"""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from board.model.moment import Clock, Moment
from board.model.wanted import SituationOf
from board.store.reader import Reader
from board.ui.app import BoardApp
from board.ui.screens.communique import CommuniqueScreen
from tests.conftest import NOON
from tests.entries import ACTION, count
from tests.ui.conftest import lines_of, text_of, until

pytestmark = pytest.mark.usefixtures("impatient")


@pytest.fixture
def board(store_path: Path, open_readers: Callable[..., Reader]) -> BoardApp:
    """A live board of a duty officer."""
    return BoardApp(open_readers(store_path), SituationOf(ACTION), operator="duty officer")


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_r_shows_the_draft_and_arrows_change_its_language(board: BoardApp, size: tuple[int, int]) -> None:
    """English first, as the board is; then French, and back with Escape."""
    async with board.run_test(size=size) as pilot:
        await pilot.press("r")
        assert await until(pilot, lambda: "Draft press release" in text_of(board))
        assert isinstance(board.screen, CommuniqueScreen)
        await pilot.press("right")
        assert await until(pilot, lambda: "Projet de communiqué" in text_of(board))
        await pilot.press("left", "left")
        assert await until(pilot, lambda: "Entwurf einer Pressemitteilung" in text_of(board))
        await pilot.press("escape")
        assert not isinstance(board.screen, CommuniqueScreen)


async def test_its_lines_are_broken_once_at_the_width_there_is(board: BoardApp) -> None:
    """Anew when the terminal is resized; a paragraph stands whole, with the next word missing for lack of room."""
    async with board.run_test(size=(80, 40)) as pilot:
        await pilot.press("r")
        assert await until(pilot, lambda: "Draft press release" in text_of(board))
        for width in (80, 100, 84):
            await pilot.resize_terminal(width, 40)
            assert await until(pilot, lambda width=width: _is_broken_at(board, width))  # type: ignore[misc]


def _is_broken_at(board: BoardApp, width: int) -> bool:
    """Say whether each line of the first paragraph lacks room for the next word."""
    lines = [line.strip() for line in lines_of(board)]
    start = next((place for place, line in enumerate(lines) if line.startswith("A coordinated action")), len(lines))
    paragraph = lines[start : lines.index("", start)] if "" in lines[start:] else []
    return len(paragraph) > 1 and all(
        width - 6 < len(line) + 1 + len(following.split(" ")[0]) and len(line) <= width
        for line, following in itertools.pairwise(paragraph)
    )


async def test_what_is_set_off_is_set_off_by_an_empty_line(board: BoardApp) -> None:
    """A heading stands between two; the points of a list do not."""
    async with board.run_test(size=(80, 50)) as pilot:
        await pilot.press("r")
        assert await until(pilot, lambda: "WHO TAKES PART" in text_of(board))
        lines = [line.strip() for line in lines_of(board)]
        heading = lines.index("WHO TAKES PART")
        assert lines[heading - 1] == lines[heading + 1] == ""
        assert lines[heading + 2].startswith("– ")
        assert lines[heading + 3]


async def test_the_draft_follows_the_ledger(board: BoardApp) -> None:
    """What is recorded meanwhile stands in it."""
    async with board.run_test(size=(160, 50)) as pilot:
        await pilot.press("r")
        assert await until(pilot, lambda: "no entry in the ledger" in text_of(board))
        count(board.reader.store, "eu-iru", "video", "removed", 77, at=NOON)
        board.following.read_again()
        assert await until(pilot, lambda: "77 videos" in text_of(board))


async def test_wound_back_it_says_so(board: BoardApp) -> None:
    """And speaks of then."""
    board.reader.moment = Moment(NOON, Clock.KNOWN)
    async with board.run_test(size=(160, 50)) as pilot:
        await pilot.press("r")
        assert await until(pilot, lambda: "what was known on" in text_of(board))
        assert "WOUND BACK" in text_of(board)


async def test_e_writes_it(board: BoardApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To a file that is not there yet."""
    monkeypatch.chdir(tmp_path)
    async with board.run_test(size=(160, 50)) as pilot:
        await pilot.press("r")
        assert await until(pilot, lambda: "Draft press release" in text_of(board))
        await pilot.press("e")
        assert await until(pilot, lambda: "write the draft" in text_of(board))
        await pilot.press("enter", "enter")
        assert await until(pilot, lambda: any(tmp_path.glob("is-2019-11-en-*.md")))
