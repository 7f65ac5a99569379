"""Does the last line always name help and the ways out, and only keys that do something now?"""

import pytest

from board.model.moment import Moment
from board.store.reader import Reader
from board.ui.screens.keys import KeysScreen
from board.ui.widgets.edges import with_room
from tests.conftest import NOON
from tests.entries import count
from tests.ui.conftest import MakeBoard, lines_of, text_of


@pytest.mark.parametrize("key", ["", "l", "t", "m", "a", "s"])
async def test_help_and_quit_have_room_on_the_smallest_terminal(key: str, make_board: MakeBoard) -> None:
    """Whatever else has to give way."""
    board = make_board()
    async with board.run_test(size=(80, 24)) as pilot:
        await pilot.press(*filter(None, [key]))
        await pilot.pause()
        assert "? keys" in lines_of(board)[-1]
        assert "q quit" in lines_of(board)[-1]


def test_keys_give_way_in_their_order() -> None:
    """Help is not one of them."""
    keys = (("a", "one", "x"), ("b", "two", "x"), ("?", "keys", "app.keys"))
    assert with_room(keys, 20) == (keys[0], keys[2])


async def test_a_board_that_is_wound_back_offers_no_recording(make_board: MakeBoard, reader: Reader) -> None:
    """It says how to come back to now."""
    count(reader.store, "bka", "video", "removed", 5, at=NOON)
    reader.moment = Moment(NOON)
    board = make_board()
    async with board.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        foot = lines_of(board)[-1]
        assert "esc now" in foot
        assert "record" not in foot
        assert "total" not in foot
        assert "take back" not in foot


async def test_help_on_the_time_screen_lists_its_keys(make_board: MakeBoard) -> None:
    """On the smallest terminal too, whole."""
    board = make_board()
    count(board.reader.store, "bka", "video", "removed", 5, at=NOON)
    async with board.run_test(size=(80, 24)) as pilot:
        await pilot.press("t", "question_mark")
        assert isinstance(board.screen, KeysScreen)
        for said in (
            "play; stand still",
            "the other clock",
            "another stage",
            "in all, or in each",
            "back to the board",
        ):
            assert said in text_of(board)
