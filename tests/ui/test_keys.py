"""Does every key do what the help says?"""

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from board.model.wanted import AgencyOf, SituationOf, StatementsOf, TimelineOfAll
from board.ui.app import BoardApp
from board.ui.moves import DIRECTIONS, next_in
from board.ui.screens.actions import ActionRow, ActionsScreen
from board.ui.screens.agency import AgencyScreen
from board.ui.screens.base import BoardScreen
from board.ui.screens.keys import KeysScreen, key_lines
from board.ui.screens.main import MainScreen
from board.ui.screens.statements import StatementsScreen
from board.ui.themes import THEMES
from board.ui.widgets.content_panel import ContentTypePanel
from board.ui.widgets.drawn import Panel
from board.ui.widgets.edges import KeysLine
from board.ui.widgets.partner_panel import PartnerPanel
from board.ui.widgets.published import Published
from tests.ui.conftest import MakeBoard, lines_of, text_of, until

pytestmark = pytest.mark.usefixtures("impatient")

SIZE = (160, 50)


def chosen(board: BoardApp) -> Panel[object]:
    """Return the chosen panel."""
    assert isinstance(board.focused, Panel)
    return board.focused


def shown(board: BoardApp) -> object:
    """Return what the top screen was asked to show."""
    assert isinstance(board.screen, BoardScreen)
    return board.screen.wanted


async def choose(pilot: Pilot[None], panel: Widget) -> None:
    """Choose a panel as the screen's own keys do."""
    panel.focus()
    await pilot.pause()


@pytest.mark.parametrize(("down", "right", "left", "up"), [("down", "right", "left", "up"), ("j", "right", "h", "k")])
async def test_arrows_and_letters_move_between_panels(
    down: str, right: str, left: str, up: str, make_board: MakeBoard
) -> None:
    """Down goes to what lies below, right and left along a row, up back again."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        assert board.focused is None
        await pilot.press(down)
        assert isinstance(chosen(board), Published)
        await pilot.press(down)
        first = chosen(board)
        assert isinstance(first, ContentTypePanel)
        assert first.value.type == "video"
        await pilot.press(right)
        second = chosen(board)
        assert isinstance(second, ContentTypePanel)
        assert second.value.type == "publication"
        await pilot.press(left)
        assert chosen(board) is first
        await pilot.press(down, down)
        assert isinstance(chosen(board), PartnerPanel)
        await pilot.press(up, up, up)
        assert isinstance(chosen(board), Published)


async def test_home_and_end(make_board: MakeBoard) -> None:
    """Home and g choose the first panel, end and G the last."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        panels = board.screen.query(Panel)
        for last, first in (("end", "home"), ("G", "g")):
            await pilot.press(last)
            assert chosen(board) is panels.last()
            await pilot.press(first)
            assert chosen(board) is panels.first()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), SIZE, (240, 70)])
async def test_every_panel_can_be_reached_by_arrows(size: tuple[int, int], make_board: MakeBoard) -> None:
    """From the first panel, the four directions lead to all of them."""
    board = make_board()
    async with board.run_test(size=size):
        panels = list(board.screen.query(Panel))
        reached: set[Widget] = {panels[0]}
        edge: list[Widget] = [panels[0]]
        while edge:
            here = edge.pop()
            for direction in DIRECTIONS:
                there = next_in(direction, here, panels)
                if there is not None and there not in reached:
                    reached.add(there)
                    edge.append(there)
        assert reached == set(panels)


async def test_the_chosen_panel_is_scrolled_into_sight(make_board: MakeBoard) -> None:
    """On a small terminal, moving down never leaves the chosen panel below the edge."""
    board = make_board()
    async with board.run_test(size=(80, 24)) as pilot:
        for _step in range(25):
            await pilot.press("down")
            assert await until(pilot, lambda: chosen(board).region.y >= 1)
            assert await until(pilot, lambda: chosen(board).region.bottom <= 23 or chosen(board).region.height > 22)


async def test_enter_opens_what_lies_behind(make_board: MakeBoard) -> None:
    """Enter opens a partner's file from its panel, the statements from the published figures; Esc goes back."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        europol = next(p for p in board.screen.query(PartnerPanel) if p.value.agency.slug == "europol")
        await choose(pilot, europol)
        await pilot.press("enter")
        assert isinstance(board.screen, AgencyScreen)
        assert shown(board) == AgencyOf("europol")
        await pilot.press("escape")
        assert isinstance(board.screen, MainScreen)
        await choose(pilot, board.screen.query_one(Published))
        await pilot.press("enter")
        assert shown(board) == StatementsOf("is-2019-11")
        await pilot.press("escape", "escape", "escape")
        assert isinstance(board.screen, MainScreen)


async def test_brackets_step_through_the_actions(make_board: MakeBoard) -> None:
    """`[` and `]` show the action before and after; at the ends they say so and stay."""
    board = make_board(SituationOf("is-2019-11"))
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("left_square_bracket")
        assert shown(board) == SituationOf("rad-11")
        assert "Telegram (11th)" in lines_of(board)[0]
        await pilot.press("right_square_bracket", "right_square_bracket")
        assert shown(board) == SituationOf("rad-17")
        await pilot.press(*["left_square_bracket"] * 40)
        assert shown(board) == SituationOf("amaq-2016")
        assert isinstance(board.screen, MainScreen)


async def test_a_held_key_steps_as_often_as_it_repeats(make_board: MakeBoard) -> None:
    """Ten `[` that come faster than the screen is drawn are ten steps."""
    board = make_board(SituationOf("rad-2021-05-rw"))
    async with board.run_test(size=SIZE) as pilot:
        for _repeat in range(10):
            board.simulate_key("left_square_bracket")
        assert await until(pilot, lambda: "(6th)" in text_of(board))
        assert shown(board) == SituationOf("rad-06")
        assert isinstance(board.screen, MainScreen)
        assert [panel.value for panel in board.screen.query(PartnerPanel)] == list(board.screen.view.partners)


async def test_all_actions_in_turn_are_shown_without_a_hitch(make_board: MakeBoard) -> None:
    """Stepping through every action shows each one's partners and content types, whatever the one before had."""
    board = make_board(SituationOf("amaq-2016"))
    async with board.run_test(size=(120, 40)) as pilot:
        seen = []
        while True:
            assert isinstance(board.screen, MainScreen)
            view = board.screen.view
            seen.append(view.action.slug)
            assert [p.value for p in board.screen.query(PartnerPanel)] == list(view.partners)
            assert [p.value for p in board.screen.query(ContentTypePanel)] == list(view.content_types)
            if view.after is None:
                break
            await pilot.press("right_square_bracket")
            await pilot.pause()
        assert len(seen) == len(set(seen)) == 28


async def test_a_shows_all_actions_and_enter_opens_one(make_board: MakeBoard) -> None:
    """`a` shows the time line; Enter on a row shows that action on the main screen, an aggregate its statements."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("a")
        assert isinstance(board.screen, ActionsScreen)
        assert shown(board) == TimelineOfAll()
        row = next(row for row in board.screen.query(ActionRow) if row.row.slug == "amaq-2018")
        await choose(pilot, row)
        await pilot.press("enter")
        assert isinstance(board.screen, MainScreen)
        assert shown(board) == SituationOf("amaq-2018")
        assert len(board.screen_stack) == 1
        await pilot.press("a", "end", "enter")
        assert isinstance(board.screen, StatementsScreen)


async def test_s_shows_statements_of_the_action(make_board: MakeBoard) -> None:
    """`s` shows what was published of the action on the main screen, once."""
    board = make_board(SituationOf("amaq-2018"))
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("s")
        assert shown(board) == StatementsOf("amaq-2018")
        await pilot.press("s")
        assert len(board.screen_stack) == 2


async def test_question_mark_shows_every_key(make_board: MakeBoard) -> None:
    """`?` lists the keys over the screen; Esc and `?` close it."""
    board = make_board()
    async with board.run_test(size=(80, 24)) as pilot:
        for close in ("escape", "question_mark"):
            await pilot.press("question_mark")
            assert isinstance(board.screen, KeysScreen)
            text = text_of(board)
            assert [does for _key, does in key_lines() if does not in text] == []
            await pilot.press(close)
            assert isinstance(board.screen, MainScreen)


async def test_palette_finds_actions_and_agencies(make_board: MakeBoard) -> None:
    """Ctrl+P finds an agency by name and opens it; every action and agency is in it."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("ctrl+p")
        await pilot.press(*"Eurojust")
        assert await until(pilot, lambda: "agency" in text_of(board))
        await pilot.press("enter")
        assert await until(pilot, lambda: isinstance(board.screen, AgencyScreen))
        assert shown(board) == AgencyOf("eurojust")


async def test_t_steps_through_the_themes(make_board: MakeBoard) -> None:
    """`T` changes to light, to high contrast, and back to dark."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        seen = [board.theme]
        for _step in THEMES:
            await pilot.press("T")
            seen.append(board.theme)
        assert seen == ["board-dark", "board-light", "board-contrast", "board-dark"]


async def test_q_quits(make_board: MakeBoard) -> None:
    """`q` ends the board with exit code 0."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("q")
        await pilot.pause()
    assert board.return_code == 0
    assert not board.is_running


async def test_mouse_chooses_and_opens(make_board: MakeBoard) -> None:
    """A click chooses a panel, a double click opens it, and a click on a key in the foot does what the key does."""
    board = make_board()
    async with board.run_test(size=SIZE) as pilot:
        europol = next(p for p in board.screen.query(PartnerPanel) if p.value.agency.slug == "europol")
        await pilot.click(europol)
        assert chosen(board) is europol
        await pilot.click(europol, times=2)
        assert shown(board) == AgencyOf("europol")
        await pilot.press("escape")
        foot = board.screen.query_one(KeysLine)
        await pilot.click(foot, offset=(lines_of(board)[-1].index("statements"), 0))
        assert shown(board) == StatementsOf("is-2019-11")


async def test_every_key_in_the_foot_is_bound(make_board: MakeBoard) -> None:
    """A foot shows no key that does nothing, on any screen."""
    for wanted in (SituationOf(), TimelineOfAll(), AgencyOf("europol"), StatementsOf("is-2019-11")):
        board = make_board(wanted)
        async with board.run_test(size=SIZE) as pilot:
            assert isinstance(board.screen, BoardScreen)
            await pilot.press("down")
            active = set(board.screen.active_bindings)
            assert [binding.key for binding in board.screen.KEYS if binding.key not in active] == []
