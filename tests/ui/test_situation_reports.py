"""Does S freeze the situation at once, and can nobody take a report for the live board?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from board.model.moment import Moment
from board.model.wanted import ComparisonOf, SituationOf, SituationReportOf, SituationReportsOf
from board.store.reader import Reader
from board.store.situation_reports import take
from board.store.verify import verify
from board.ui.app import BoardApp
from board.ui.screens.comparison import ComparisonScreen
from board.ui.screens.main import MainScreen
from board.ui.screens.report import ReportScreen
from board.ui.screens.reports import ReportRow, ReportsScreen
from board.ui.widgets.entry_line import EntryLine
from tests.conftest import NOON
from tests.entries import ACTION, REHEARSED, count, rehearse
from tests.foreign import other_program
from tests.ui.conftest import lines_of, text_of, until

pytestmark = pytest.mark.usefixtures("impatient")

SIZE = (160, 50)
SIZES = ((80, 24), SIZE, (240, 70))


@pytest.fixture
def reader(store_path: Path, open_readers: Callable[..., Reader]) -> Reader:
    """A reader of a rehearsed action, whose head is the same every time."""
    rehearse(store_path, NOON)
    return open_readers(store_path)


@pytest.fixture
def board(reader: Reader) -> BoardApp:
    """A live board of a duty officer."""
    return BoardApp(reader, SituationOf(ACTION), operator="duty officer")


def reports(board: BoardApp) -> list[tuple[int, str]]:
    """Return the reports of the store."""
    return [(one.number, one.operator) for one in board.reader.read(SituationReportsOf(ACTION)).reports]


async def test_s_asks_and_freezes_and_r_lists(board: BoardApp) -> None:
    """Esc freezes nothing, Enter does; its number and head are said; it stands in the list, and Enter opens it."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        for answer in ("escape", "enter"):
            await pilot.press("S")
            assert await until(pilot, lambda: "freeze a situation report?" in text_of(board))
            assert reports(board) == []
            await pilot.press(answer)
        assert await until(pilot, lambda: "situation report 1: 123 entries, head" in text_of(board))
        assert isinstance(board.screen, MainScreen)
        assert reports(board) == [(1, "duty officer")]
        await pilot.press("R", "down")
        assert isinstance(board.screen, ReportsScreen)
        assert "23 Nov 2026 12:00:00 UTC   duty officer" in text_of(board)
        await pilot.press("enter")
        assert isinstance(board.screen, ReportScreen)
        assert verify(board.reader.store).problems == REHEARSED


async def test_an_open_list_shows_what_is_frozen_meanwhile(board: BoardApp) -> None:
    """S on the list itself, and another board's report, stand in it without another key."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("R")
        assert "no situation report yet" in text_of(board)
        await pilot.press("S", "enter")
        assert await until(pilot, lambda: len(board.screen.query(ReportRow)) == 1)
        await pilot.press("R")
        assert len(board.screen_stack) == 2
        other = board.reader.store.again
        assert other is not None
        store = other()
        take(store, ACTION, "second officer", NOON)
        store.close()
        assert await until(pilot, lambda: len(board.screen.query(ReportRow)) == 2)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_nobody_takes_a_report_for_the_live_board(board: BoardApp, size: tuple[int, int]) -> None:
    """At every size: FROZEN at the top, never "live", the instant of then for a clock, the whole head, the edges.

    Entries that come in meanwhile change nothing on it.
    """
    head = take(board.reader.store, ACTION, "duty officer", NOON).head
    assert head is not None
    async with board.run_test(size=size) as pilot:
        board.open_view(SituationReportOf(ACTION, 1))
        await pilot.pause()
        before = text_of(board)
        first, last = lines_of(board)[0], lines_of(board)[-1]
        assert "FROZEN · situation report 1" in first
        assert "● live" not in before
        assert first.rstrip().endswith("23 Nov 2026 12:00 UTC")
        assert "FROZEN, NOT LIVE: what was known on 23 Nov 2026 12:00:00 UTC" in lines_of(board)[1]
        assert "EXERCISE  TLP:CLEAR" in first
        assert "EXERCISE  TLP:CLEAR" in last
        assert head.hash in before or (head.hash[:32] in before and head.hash[32:] in before)
        assert "duty officer" in before
        count(board.reader.store, "bka", "video", "removed", 1000, at=NOON)
        board.following.read_again()
        await pilot.pause()
        assert text_of(board) == before
        await pilot.press("end")
        assert "FROZEN, NOT LIVE" in lines_of(board)[-2]


async def test_a_report_takes_no_entry(board: BoardApp) -> None:
    """The keys that record do nothing on a frozen report: it is not the place for it."""
    take(board.reader.store, ACTION, "duty officer", NOON)
    async with board.run_test(size=SIZE) as pilot:
        board.open_view(SituationReportOf(ACTION, 1))
        await pilot.pause()
        await pilot.press("plus", "equals_sign", "u", "S")
        await pilot.pause(0.1)
        assert not board.screen.query(EntryLine)
        assert isinstance(board.screen, ReportScreen)
        assert len(reports(board)) == 1


async def test_d_compares(board: BoardApp) -> None:
    """On the list the chosen one with the one before; on an opened report that with now. Nothing before the first."""
    take(board.reader.store, ACTION, "duty officer", NOON)
    count(board.reader.store, "bka", "video", "removed", 1000, at=NOON)
    take(board.reader.store, ACTION, "duty officer", NOON)
    count(board.reader.store, "bka", "video", "removed", -7, at=NOON, note="seven were others")
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("R", "down", "d")
        assert await until(pilot, lambda: isinstance(board.screen, ComparisonScreen))
        text = text_of(board)
        assert "Situation report 1 → 2" in text
        assert "● live" not in text
        assert "+1,000" in text
        assert "corrected · 0" in text
        await pilot.press("escape", "enter", "d")
        assert await until(pilot, lambda: "Situation report 2 → now" in text_of(board))
        assert "● live" in text_of(board)
        assert "corrected · 1" in text_of(board)
        assert "counts less · seven were others · duty officer" in text_of(board)
        await pilot.press("escape", "escape", "down", "d")
        assert await until(pilot, lambda: "there is no report before it" in text_of(board))
        assert isinstance(board.screen, ReportsScreen)


async def test_a_comparison_with_now_goes_on(board: BoardApp) -> None:
    """An entry that comes in while it is open is in it."""
    take(board.reader.store, ACTION, "duty officer", NOON)
    async with board.run_test(size=SIZE) as pilot:
        board.open_view(ComparisonOf(ACTION, 1))
        await pilot.pause()
        assert "no tally changed" in text_of(board)
        count(board.reader.store, "bka", "video", "removed", 1000, at=NOON)
        board.following.read_again()
        assert await until(pilot, lambda: "+1,000" in text_of(board))


async def test_read_only_freezes_nothing(store_path: Path, reader: Reader, open_readers: Callable[..., Reader]) -> None:
    """It is said in words; the reports that are there can be read."""
    take(reader.store, ACTION, "duty officer", NOON)
    watching = BoardApp(open_readers(store_path, read_only=True), SituationOf(ACTION))
    async with watching.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("S")
        assert await until(pilot, lambda: "the store is open for reading only" in text_of(watching))
        await pilot.press("R", "down", "enter")
        assert isinstance(watching.screen, ReportScreen)
        assert len(reports(watching)) == 1


async def test_a_board_that_is_wound_back_freezes_nothing(board: BoardApp) -> None:
    """What would be frozen is not what is on the screen: it is said, and nothing is frozen."""
    board.reader.moment = Moment(NOON)
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("S")
        assert await until(pilot, lambda: "come back to now first" in text_of(board))
        assert reports(board) == []


async def test_a_changed_report_is_not_opened(board: BoardApp) -> None:
    """It is said what happened, and the list stays."""
    take(board.reader.store, ACTION, "duty officer", NOON)
    with other_program(board.reader.store.path) as other:
        other.execute("DROP TRIGGER reports_never_change")
        other.execute("UPDATE situation_reports SET content = replace(content, 'Europol', '[bold]')")
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("R", "down", "enter")
        assert await until(pilot, lambda: "is not what was frozen" in text_of(board))
        assert isinstance(board.screen, ReportsScreen)


async def test_capital_letters_are_typed_in_a_line(board: BoardApp) -> None:
    """S and R in a note are letters and freeze nothing."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("plus", *"5 video removed @bka # SR")
        assert "# SR" in text_of(board)
        await pilot.press("enter")
        assert await until(pilot, lambda: not board.screen.query(EntryLine))
        assert reports(board) == []
