"""Is nothing recorded in the past, and does every screen say whether what it shows is of the past?"""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from textual.pilot import Pilot

from board.model.moment import Clock, Moment
from board.model.wanted import (
    AgencyOf,
    ComparisonOf,
    LedgerOf,
    PulseOf,
    SituationOf,
    SituationReportsOf,
    TimelineOfAll,
    WallOf,
    Wanted,
)
from board.store.entries import read_page
from board.store.reader import Reader
from board.store.situation_reports import take
from board.ui.app import BoardApp
from board.ui.screens.ask import Answer, AskScreen
from board.ui.screens.form import FormScreen
from board.ui.screens.main import MainScreen
from board.ui.screens.over import Over
from board.ui.screens.time import TimeScreen
from board.ui.widgets.entry_line import EntryLine
from board.ui.widgets.filter_line import FilterLine
from board.ui.widgets.typed_line import TypedLine
from board.ui.widgets.why_line import WhyLine
from tests.conftest import NOON
from tests.entries import ACTION, count
from tests.ui.conftest import lines_of, text_of, until

pytestmark = pytest.mark.usefixtures("impatient")

SIZE = (160, 50)
HOUR = timedelta(hours=1)

OPENED = {
    "line": ("plus", *"5 video removed @bka"),
    "total": ("equals_sign", *"900 account removed @bka"),
    "correction": ("l", "down", "c"),
    "reason": ("l", "down", "c", "enter", *"typed twice"),
    "take back": ("u",),
    "doubt": ("plus", *"5 video removed @pharos", "enter"),
    "lower total": ("equals_sign", *"1 account removed @bka", "enter"),
    "form": ("f",),
}
"""Everything that can be left open with an entry in it, and the keys that open it."""

FORM = {
    "total": "+", "quantity": "5", "qualifier": "exact", "content_type": "video", "stage": "removed", "agency": "bka",
    "provider": "", "when": "", "note": "", "ref": "",
}  # fmt: skip
"""A form that is filled in."""


@pytest.fixture
def board(reader: Reader) -> BoardApp:
    """A board of a duty officer who has counted over four hours."""
    for hours in range(4, 0, -1):
        count(reader.store, "bka", "account", "removed", 5, at=NOON - hours * HOUR)
    return BoardApp(reader, SituationOf(ACTION), live=False, operator="duty officer")


def entries(board: BoardApp) -> int:
    """Return how many entries there are now, wherever the board is wound."""
    return read_page(board.reader.store.connection, LedgerOf(ACTION), NOON).entries_in_all


async def _press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def _is_open(board: BoardApp) -> bool:
    return isinstance(board.screen, Over) or bool(board.screen.query("TypedLine"))


async def _wind(board: BoardApp, pilot: Pilot[None]) -> str:
    """Wind the board back as somebody does who finds the time screen in the palette, and come back to what was open.

    Returns:
        What the time screen showed.
    """
    await board.run_action("time")
    await pilot.pause()
    assert isinstance(board.screen, TimeScreen)
    await _press(pilot, "left", "left")
    shown = text_of(board)
    await _press(pilot, "escape")
    assert board.reader.moment == Moment(NOON - 2 * HOUR, Clock.KNOWN)
    return shown


@pytest.mark.parametrize("opened", OPENED)
async def test_what_was_open_is_closed_when_the_board_is_wound_back(opened: str, board: BoardApp) -> None:
    """It is gone, that is said, and no key that would have taken it records anything."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await _press(pilot, *OPENED[opened])
        assert await until(pilot, partial(_is_open, board))
        assert "what was open is closed" in await _wind(board, pilot)
        assert await until(pilot, lambda: not _is_open(board))
        await _press(pilot, "enter", "y", "ctrl+s")
        await board.workers.wait_for_complete()
        assert entries(board) == 4


def _take(board: BoardApp) -> Callable[[], object]:
    """Return how what is open is taken."""
    screen = board.screen
    if isinstance(screen, AskScreen):
        return lambda: screen.dismiss(Answer.YES)
    if isinstance(screen, FormScreen):
        return lambda: screen.dismiss(dict(FORM))
    line = next(one for one in screen.query("TypedLine") if isinstance(one, TypedLine))

    def take_it() -> None:
        line.taken(line.typed or "typed twice")
        line.action_close()

    return take_it


@pytest.mark.parametrize("opened", OPENED)
async def test_even_what_stays_open_records_nothing_in_the_past(
    opened: str, board: BoardApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is taken while the board is wound back is refused where everything that writes comes through."""
    monkeypatch.setattr(board, "leave_open", lambda: None)
    said: list[str] = []
    monkeypatch.setattr(board, "say", lambda what, severity="information": said.append(what))
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await _press(pilot, *OPENED[opened])
        assert await until(pilot, partial(_is_open, board))
        take_it = _take(board)
        await _wind(board, pilot)
        take_it()
        if opened == "correction":  # asks for the reason
            assert await until(pilot, lambda: bool(board.screen.query(WhyLine)))
            _take(board)()
        assert await until(pilot, lambda: "nothing is recorded in the past" in "".join(said))
        await board.workers.wait_for_complete()
        assert entries(board) == 4


async def test_the_same_keys_record_where_the_board_is_not_wound_back(board: BoardApp) -> None:
    """What is refused in the past is meant now: the tests above refuse what would be recorded."""
    async with board.run_test(size=SIZE) as pilot:
        await _press(pilot, *OPENED["line"], "enter")
        assert await until(pilot, lambda: entries(board) == 5)
        await _press(pilot, *OPENED["take back"], "enter")
        assert await until(pilot, lambda: entries(board) == 6)


async def test_what_was_typed_comes_back_with_the_up_key(board: BoardApp) -> None:
    """Closing a line loses nothing of it: back at now it is there again."""
    async with board.run_test(size=SIZE) as pilot:
        await _press(pilot, *OPENED["line"])
        await _wind(board, pilot)
        await _press(pilot, "escape", "plus", "up")
        assert board.reader.moment is None
        assert board.screen.query_one(EntryLine).typed == "+5 video removed @bka"
        await _press(pilot, "enter")
        assert await until(pilot, lambda: entries(board) == 5)


async def test_a_filter_stays_open(board: BoardApp) -> None:
    """Looking is no recording."""
    async with board.run_test(size=SIZE) as pilot:
        await _press(pilot, "l", "slash", *"@bk")
        await _wind(board, pilot)
        assert board.screen.query_one(FilterLine).typed == "@bk"


@pytest.mark.parametrize("key", ["plus", "equals_sign", "u", "f", "S"])
async def test_no_key_opens_anything_in_the_past(key: str, board: BoardApp) -> None:
    """Every key that records is refused in words, and neither entry nor report is made."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        board.reader.moment = Moment(NOON - HOUR, Clock.HAPPENED)
        board.following.read_uppermost()
        before = board.screen.query("*").nodes
        await _press(pilot, key)
        assert await until(pilot, lambda: "the board is wound back:" in text_of(board))
        assert isinstance(board.screen, MainScreen)
        assert not _is_open(board)
        assert len(board.screen.query("*").nodes) <= len(before) + 5  # what is said, and nothing else
        await board.workers.wait_for_complete()
        assert entries(board) == 4
        board.reader.moment = None
        assert board.reader.read(SituationReportsOf(ACTION)).reports == ()


async def test_c_corrects_nothing_in_the_past(board: BoardApp) -> None:
    """Nor does the key of the ledger."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await _wind(board, pilot)
        await _press(pilot, "l", "down", "c")
        assert await until(pilot, lambda: "the board is wound back:" in text_of(board))
        assert not board.screen.query("TypedLine")


OF_NOW: dict[str, Wanted] = {
    "actions": TimelineOfAll(),
    "agency": AgencyOf("bka"),
    "reports": SituationReportsOf(ACTION),
    "compared with now": ComparisonOf(ACTION, 1),
}


@pytest.mark.parametrize("size", [(80, 24), SIZE], ids=str)
@pytest.mark.parametrize("screen", OF_NOW)
async def test_a_screen_that_shows_what_is_now_does_not_say_wound_back(
    screen: str, size: tuple[int, int], board: BoardApp
) -> None:
    """Actions, agencies and the list of reports are as of now, and say that in the place of the banner."""
    take(board.reader.store, ACTION, "duty officer", NOON)
    async with board.run_test(size=size) as pilot:
        board.reader.moment = Moment(NOON - HOUR, Clock.KNOWN)
        board.open_view(OF_NOW[screen])
        await pilot.pause()
        edge = "\n".join(lines_of(board)[:2])
        assert "AS OF NOW, 12:00:00 UTC: not wound back" in edge
        assert "WOUND BACK" not in text_of(board)
        board.reader.moment = None
        board.following.read_uppermost()
        await pilot.pause()
        assert "not wound back" not in text_of(board)


async def test_the_time_screen_comes_back_to_now_with_the_board(board: BoardApp) -> None:
    """Below another screen as well: a replay that reaches now leaves no old figures under "live"."""
    async with board.run_test(size=SIZE) as pilot:
        await _press(pilot, "t", *["greater_than_sign"] * 4, "space", "l")
        assert board.reader.moment is not None
        assert await until(pilot, lambda: board.reader.moment is None)
        await _press(pilot, "escape")
        assert isinstance(board.screen, TimeScreen)
        assert board.screen.view.cursor is None
        assert "20 removed" in text_of(board)
        assert "as we knew it · now" in text_of(board)


@pytest.mark.parametrize("wanted", [SituationOf(ACTION), PulseOf(ACTION, cursor=NOON - HOUR), WallOf(ACTION)], ids=str)
async def test_the_smallest_terminal_names_screen_action_and_moment(wanted: Wanted, board: BoardApp) -> None:
    """At 80×24 the banner takes nothing away from the title: it has a line of its own, and gives it back."""
    async with board.run_test(size=(80, 24)) as pilot:
        before = lines_of(board)[0]
        board.reader.moment = Moment(NOON - HOUR, Clock.KNOWN)
        board.open_view(wanted)
        await pilot.pause()
        first, second, *_rest, last = lines_of(board)
        title = "Time · International action" if isinstance(wanted, PulseOf) else "International action against"
        assert title in first
        assert second.strip() == "◀◀ WOUND BACK to 23 Nov 2026 11:00 UTC · as we knew it"
        assert "TLP:CLEAR" in first
        assert "TLP:CLEAR" in last
        await _press(pilot, *["escape"] * 3)
        assert lines_of(board)[0] == before
        assert "WOUND BACK" not in text_of(board)


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (60, 20), (40, 10)], ids=str)
async def test_too_small_a_terminal_shows_no_figure_and_keeps_the_first_line(
    size: tuple[int, int], board: BoardApp
) -> None:
    """No entry stays on it without its marking; what must not be overlooked is there at any size."""
    async with board.run_test(size=size) as pilot:
        assert "board needs" in " ".join(text_of(board).split())
        assert "bka" not in text_of(board)
        assert "TLP:CLEAR" in lines_of(board)[0]
        board.reader.moment = Moment(NOON - 2 * HOUR, Clock.KNOWN)
        board.following.read_uppermost()
        await pilot.pause()
        assert "WOUND BACK to 23 Nov 2026 10:00" in "\n".join(lines_of(board)[:2])
        assert "bka" not in text_of(board)


async def test_too_small_an_exercise_still_says_so(board: BoardApp) -> None:
    """With a line, a form or nothing over it."""
    board.reader.exercise = True
    async with board.run_test(size=(60, 20)) as pilot:
        board.following.renew_edges()
        for keys in ((), ("plus",), ("escape", "f")):
            await _press(pilot, *keys)
            assert "EXERCISE" in lines_of(board)[0]
            assert "TLP:CLEAR" in lines_of(board)[0]
