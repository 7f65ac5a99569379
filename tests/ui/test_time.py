"""Does the time screen show how the action breathes, and does the whole board follow its cursor, and say so?"""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from board.model.moment import Clock, Moment
from board.model.pulse import Group
from board.model.vocabulary import Stage
from board.model.wanted import LedgerOf, MatrixOf, PartnerOf, PulseOf, SituationOf
from board.store.ledger import reverse
from board.store.reader import Reader
from board.ui.app import BoardApp
from board.ui.screens.base import BoardScreen
from board.ui.screens.main import MainScreen
from board.ui.screens.time import TimeScreen
from tests.conftest import NOON
from tests.entries import ACTION, count
from tests.ui.conftest import MakeBoard, lines_of, text_of, until

pytestmark = pytest.mark.usefixtures("impatient")

SIZE = (160, 50)
HOUR = timedelta(hours=1)


@pytest.fixture
def counted(reader: Reader) -> Reader:
    """A store in which three partners counted over ten hours, one of them late, and one entry was taken back."""
    store = reader.store
    for hours in range(10, 0, -1):
        count(store, "eu-iru", "video", "referred", 10, at=NOON - hours * HOUR, provider="telegram")
        count(store, "bka", "account", "removed", 5, at=NOON - hours * HOUR + HOUR / 2)
    wrong = count(store, "europol", "group", "referred", 1_000, at=NOON - HOUR / 3)
    reverse(store, wrong.site, wrong.seq, "typed twice", "second officer", NOON - HOUR / 4)
    return reader


def _screen(board: BoardApp) -> TimeScreen:
    assert isinstance(board.screen, TimeScreen)
    return board.screen


async def _press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


async def test_the_figures_at_the_cursor_have_verb_time_and_clock(counted: Reader, make_board: MakeBoard) -> None:
    """What is read out is what the ledger says of that moment, and the curves are named on the plot itself."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        await _press(pilot, "t")
        shown = text_of(board)
        assert "23 Nov 2026 12:00:00 UTC  as we knew it · now" in shown
        assert "100 referred" in shown
        assert "50 removed" in shown
        plot = [line for line in lines_of(board) if "⠀" <= max(line, default=" ") <= "⣿" or "referred" in line]
        assert any(line.rstrip().endswith("referred") for line in plot)
        await _press(pilot, "left", "left", "left")  # the hour begins at noon, so three hours back
        assert counted.moment == Moment(NOON - 3 * HOUR, Clock.KNOWN)
        assert "80 referred" in text_of(board)  # those of ten to three hours ago
        assert "WOUND BACK" in lines_of(board)[0]


async def test_the_whole_board_follows_and_comes_back(counted: Reader, make_board: MakeBoard) -> None:
    """Main screen, partner, matrix and ledger show the moment and say so; esc on the first screen is now again."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        await _press(pilot, "t", "left", "left", "left", "left", "escape")
        assert "WOUND BACK" in lines_of(board)[0]
        assert "live" not in lines_of(board)[0]
        assert not board.screen.query(".-changed")  # another moment is no change
        for wanted in (SituationOf(ACTION), PartnerOf(ACTION, "bka"), MatrixOf(ACTION), LedgerOf(ACTION)):
            board.open_view(wanted)
            await pilot.pause()
            screen = board.screen
            assert isinstance(screen, BoardScreen)
            assert screen.view.as_of == NOON - 4 * HOUR
            assert "WOUND BACK" in "\n".join(lines_of(board)[:2])  # below a long title where it has no room beside it
        await _press(pilot, "escape", "escape", "escape")
        assert counted.moment == Moment(NOON - 4 * HOUR, Clock.KNOWN)
        await _press(pilot, "escape")
        assert counted.moment is None
        assert "WOUND BACK" not in lines_of(board)[0]
        assert board.screen.view.stages["referred"].value == 100


async def _readout(board: BoardApp, pilot: Pilot[None], back: int) -> str:
    """Return what the readout says so many hours back."""
    await _press(pilot, "t", *["left"] * back)
    return "\n".join(lines_of(board)[-5:-1])


async def test_what_is_added_came_before_the_cursor(counted: Reader, make_board: MakeBoard) -> None:
    """ "+n" is what the interval that ends at the cursor brought, and the range is named: none of it came later."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        shown = await _readout(board, pilot, 9)
        assert counted.moment == Moment(NOON - 9 * HOUR, Clock.KNOWN)
        assert "20 referred +10" in shown  # of ten and of nine hours ago; those of eight hours ago are no part of it
        assert "5 removed +5" in shown
        assert "from 02:00 to 03:00 UTC: 2 entries, 0 taken back" in shown


async def test_what_is_added_ends_at_a_cursor_between_two_intervals(counted: Reader, make_board: MakeBoard) -> None:
    """From the last full hour to the second of the cursor: what was taken away has a minus, and nothing came later."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        await _press(pilot, "t", "left", "n")
        assert counted.moment == Moment(NOON - HOUR / 4, Clock.KNOWN)
        shown = "\n".join(lines_of(board)[-5:-1])
        assert "100 referred  " in shown  # a thousand came and went again within the hour
        assert "50 removed +5" in shown
        assert "from 11:00 to 11:45 UTC: 3 entries, 1 taken back" in shown
        await _press(pilot, *["up"] * 3)
        shown = "\n".join(lines_of(board)[-5:-1])
        assert "100 referred −1,000" in shown
        assert "from 11:40 to 11:45 UTC: 1 entry, 1 taken back" in shown


async def test_now_is_all_that_the_board_shows_after_the_clock_was_set_back(
    counted: Reader, make_board: MakeBoard
) -> None:
    """Entries that lie ahead of a clock that was set back are in the curves as they are in the funnel."""
    counted.clock = lambda: NOON - 2 * HOUR
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        assert isinstance(board.screen, MainScreen)
        assert board.screen.view.stages[Stage.REFERRED].value == 100
        await _press(pilot, "t")
        assert "100 referred" in text_of(board)
        assert "50 removed" in text_of(board)
        await _press(pilot, "left")
        assert counted.moment == Moment(NOON - HOUR, Clock.KNOWN)


async def test_the_two_clocks(counted: Reader, make_board: MakeBoard) -> None:
    """What was taken back stood as we knew it, and never happened; the key changes the clock, in words."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        await _press(pilot, "t", *["up"] * 3)
        assert _screen(board).view.minutes == 10
        await _press(pilot, "left", "left")
        assert counted.moment == Moment(NOON - HOUR / 3, Clock.KNOWN)
        assert "1,100 referred" in text_of(board)
        await _press(pilot, "o")
        assert counted.moment == Moment(NOON - HOUR / 3, Clock.HAPPENED)
        assert "as it happened" in lines_of(board)[0]
        assert "1,100 referred" not in text_of(board)


async def test_grouped_by_partner_with_their_lag(counted: Reader, make_board: MakeBoard) -> None:
    """g gives content types, partners and providers a curve each, v changes the stage that all of them are of."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        await _press(pilot, "t", "g", "g")
        view = _screen(board).view
        assert view.group == Group.AGENCY
        assert {curve.stage for curve in view.curves} == {view.stage}
        assert "(lag 0 min)" in text_of(board)
        before = view.stage
        await _press(pilot, "v")
        assert _screen(board).view.stage != before
        await _press(pilot, "g")
        assert {curve.slug for curve in _screen(board).view.curves} <= {"telegram", ""}
        await _press(pilot, "y")
        assert "in each 60 min" in text_of(board)


async def test_to_the_next_correction_and_back(counted: Reader, make_board: MakeBoard) -> None:
    """n and N go from correction to correction, and say so where there is none."""
    board = make_board()
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await _press(pilot, "t", "left", "left", "left", "n")
        assert counted.moment == Moment(NOON - HOUR / 4, Clock.KNOWN)
        await _press(pilot, "n")
        assert "no correction after this" in text_of(board)
        await _press(pilot, "left", "left", "N")
        assert "no correction before this" in text_of(board)


async def test_the_replay_runs_to_now_and_stops(counted: Reader, make_board: MakeBoard) -> None:
    """From the beginning, at the chosen speed, to now; the terminal may change its size meanwhile."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        await _press(pilot, "t", *["greater_than_sign"] * 5, "space")
        assert "playing, 120 min in a second" in text_of(board)
        seen = {counted.moment.at if counted.moment else None}
        for size in ((80, 24), (60, 10), (240, 70), SIZE):
            await pilot.resize_terminal(*size)
            await pilot.pause(0.3)
            seen.add(counted.moment.at if counted.moment else None)
        assert len(seen) > 2
        assert await until(pilot, lambda: counted.moment is None)
        assert "playing" not in text_of(board)


async def test_a_held_replay_stays_where_it_is(counted: Reader, make_board: MakeBoard) -> None:
    """Space stands still and goes on; new entries do not move the moment."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        await _press(pilot, "t", "space")
        await pilot.pause(0.4)
        await _press(pilot, "space")
        assert counted.moment is not None
        held = counted.moment
        shown = _screen(board).view
        count(counted.store, "eu-iru", "video", "referred", 7, at=NOON)
        board.following.look()
        await pilot.pause(0.4)
        assert counted.moment == held
        assert _screen(board).view.curves[0].at == shown.curves[0].at


async def test_nothing_counted_yet(make_board: MakeBoard) -> None:
    """Without an entry the screen says so, and no key does harm."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        await _press(pilot, "t", "space", "home", "n", "g", "v", "y", "up", "down", "o")
        assert "nothing has been counted" in text_of(board)
        assert isinstance(board.screen, TimeScreen)


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (240, 70)])
async def test_every_figure_has_room(size: tuple[int, int], counted: Reader, make_board: MakeBoard) -> None:
    """At every size the figures under the cursor are whole: none is cut."""
    board = make_board(PulseOf(ACTION))
    async with board.run_test(size=size) as pilot:
        await pilot.pause()
        readout = lines_of(board)[-5:-1]
        assert any("100 referred" in line and "50 removed" in line for line in readout)
        assert not any("…" in line for line in readout)
