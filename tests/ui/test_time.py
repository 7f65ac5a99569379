"""Does the time screen show how the action breathes, and does the whole board follow its cursor, and say so?"""

from datetime import timedelta

import pytest
from textual.pilot import Pilot

from board.model.moment import Clock, Moment
from board.model.pulse import Group
from board.model.wanted import LedgerOf, MatrixOf, PartnerOf, PulseOf, SituationOf
from board.store.entries import read_page
from board.store.ledger import reverse
from board.store.reader import Reader
from board.ui.app import BoardApp
from board.ui.screens.base import BoardScreen
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
        assert "23 Nov 2026 12:00:00 UTC  as we knew it · now" in shown or f"{NOON:%H:%M:%S} UTC" in shown
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
            assert "WOUND BACK" in lines_of(board)[0]
        await _press(pilot, "escape", "escape", "escape")
        assert counted.moment == Moment(NOON - 4 * HOUR, Clock.KNOWN)
        await _press(pilot, "escape")
        assert counted.moment is None
        assert "WOUND BACK" not in lines_of(board)[0]
        assert board.screen.view.stages["referred"].value == 100


@pytest.mark.parametrize("keys", [("plus",), ("equals_sign",), ("u",), ("f",), ("S",)])
async def test_nothing_is_recorded_in_the_past(keys: tuple[str, ...], counted: Reader, make_board: MakeBoard) -> None:
    """Every key that records is refused in words while the board is wound back."""
    board = make_board()
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        counted.moment = Moment(NOON - HOUR, Clock.HAPPENED)
        board.read_uppermost()
        await _press(pilot, *keys)
        assert await until(pilot, lambda: "wound back" in text_of(board))
        page = read_page(counted.store.connection, LedgerOf(ACTION, most=100), NOON)
        assert page.entries_in_all == 22


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
        count(counted.store, "eu-iru", "video", "referred", 7, at=NOON)
        board.look()
        await pilot.pause(0.4)
        assert counted.moment == held


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
