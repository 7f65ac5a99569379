"""Is an entry typed on the screen kept, shown and taken back as the duty officer means it?"""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.widgets import Input

from board.model.vocabulary import Qualifier
from board.model.wanted import SituationOf
from board.store.reader import Reader
from board.store.verify import verify
from board.ui.app import BoardApp
from board.ui.screens.ask import AskScreen
from board.ui.widgets.content_panel import ContentTypePanel
from board.ui.widgets.entry_line import EntryLine
from board.ui.widgets.partner_panel import PartnerPanel
from tests.conftest import NOON
from tests.entries import count
from tests.ui.conftest import lines_of, text_of, until

pytestmark = pytest.mark.usefixtures("impatient")

SIZE = (160, 50)


@pytest.fixture
def board(reader: Reader) -> BoardApp:
    """A live board of a duty officer."""
    return BoardApp(reader, SituationOf("is-2019-11"), operator="duty officer")


def tallies(board: BoardApp) -> dict[str, int]:
    """Return the stages of the store."""
    stages = board.reader.read(SituationOf("is-2019-11")).stages
    return {str(stage): quantity.value for stage, quantity in stages.items()}


async def test_plus_records_and_the_panels_change(board: BoardApp) -> None:
    """`+`, a line, Enter: in the ledger, on the screen without another key, and said in words."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("plus")
        await pilot.press(*"120 video removed @eu-iru on tel")
        assert "+120 videos removed @eu-iru on telegram" in text_of(board)
        assert "TLP:CLEAR" in lines_of(board)[-1]
        await pilot.press("enter")
        assert await until(pilot, lambda: "120 removed" in text_of(board))
        assert tallies(board) == {"removed": 120}
        assert not board.screen.query(EntryLine)
        assert board.screen.query_one("#body").scroll_y == 0
        assert verify(board.reader.store).problems == ()


async def test_what_is_not_understood_is_not_recorded(board: BoardApp) -> None:
    """Enter on half a line does nothing but say what is missing; Esc closes; nothing is in the ledger."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("plus")
        await pilot.press(*"120 vidoe", "enter")
        assert "did you mean video" in text_of(board)
        assert board.screen.query(EntryLine)
        await pilot.press("escape")
        assert not board.screen.query(EntryLine)
        assert tallies(board) == {}


async def test_the_chosen_panel_fills_in(board: BoardApp) -> None:
    """On a partner's panel the line names the partner, on a content type's the type; the chosen panel stays chosen."""
    async with board.run_test(size=SIZE) as pilot:
        partner = next(p for p in board.screen.query(PartnerPanel) if p.value.agency.slug == "bka")
        partner.focus()
        await pilot.press("equals_sign")
        assert board.screen.query_one(Input).value == "= @bka"
        await pilot.press(*"1300 acc ref", "enter")
        assert await until(pilot, lambda: tallies(board) == {"referred": 1300})
        assert board.focused is partner
        next(p for p in board.screen.query(ContentTypePanel) if p.value.type == "video").focus()
        await pilot.press("plus")
        assert board.screen.query_one(Input).value == "+ video"


async def test_up_brings_back_an_earlier_line(board: BoardApp) -> None:
    """The line recorded before is there again with the up key."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("plus", *"7 video removed @bka", "enter")
        assert await until(pilot, lambda: board.officer.desk.lines == ["+7 video removed @bka"])
        await pilot.press("plus", "up")
        assert board.screen.query_one(Input).value == "+7 video removed @bka"
        await pilot.press("down")
        assert board.screen.query_one(Input).value == "+"


async def test_u_takes_back_my_last_entry_after_showing_it(board: BoardApp) -> None:
    """`u` shows the entry; Esc leaves it, Enter takes it back with a reversal."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("plus", *"7 video removed @bka", "enter")
        assert await until(pilot, lambda: tallies(board) == {"removed": 7})
        await pilot.press("u")
        assert isinstance(board.screen, AskScreen)
        assert "entry 1: +7 videos removed, bka" in text_of(board)
        await pilot.press("escape")
        assert tallies(board) == {"removed": 7}
        await pilot.press("u", "enter")
        assert await until(pilot, lambda: tallies(board) == {"removed": 0})
        assert verify(board.reader.store).entries == 2
        await pilot.press("u")
        assert not isinstance(board.screen, AskScreen)


async def test_u_shows_and_takes_back_all_of_a_running_total(board: BoardApp) -> None:
    """What the total restated is named, and stands again as it was said; `u` again goes on to what was before."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("plus", *"~100 video removed @bka", "enter")
        assert await until(pilot, lambda: tallies(board) == {"removed": 100})
        await pilot.press("equals_sign", *"120 video removed @bka # by phone", "enter")
        assert await until(pilot, lambda: tallies(board) == {"removed": 120})
        assert await until(pilot, lambda: "1 entry of another firmness restated" in text_of(board))
        await pilot.press("u")
        assert isinstance(board.screen, AskScreen)
        said = " ".join(text_of(board).replace("│", " ").split())
        assert "entry 2: +20 videos removed, bka; entry 3: +100 videos removed, bka; stands again: entry 1:" in said
        assert "International action against" in said
        await pilot.press("enter")
        assert await until(pilot, lambda: tallies(board) == {"removed": 100})
        stages = board.reader.read(SituationOf("is-2019-11")).stages
        assert [quantity.qualifier for quantity in stages.values()] == ["about"]
        await pilot.press("u", "enter")
        assert await until(pilot, lambda: tallies(board) == {"removed": 0})
        assert verify(board.reader.store).problems == ()


@pytest.mark.parametrize("size", [(160, 50), (80, 24)])
async def test_the_question_of_a_long_act_fits(size: tuple[int, int], board: BoardApp) -> None:
    """It names the first entries and says how many there are beyond them, and how to answer."""
    async with board.run_test(size=size) as pilot:
        for number in range(1, 7):
            count(board.reader.store, "bka", "video", "removed", number, at=NOON, qualifier=Qualifier.ABOUT)
        await pilot.press("equals_sign", *"120 video removed @bka", "enter")
        assert await until(pilot, lambda: tallies(board) == {"removed": 120})
        await pilot.press("u")
        assert isinstance(board.screen, AskScreen)
        said = " ".join(text_of(board).replace("│", " ").split())
        assert "entry 7: +99 videos removed, bka; entry 8: +6 videos removed, bka;" in said
        assert "and 5 more" in said
        assert "⏎ yes esc no" in said


async def test_a_refusal_is_said_and_nothing_is_kept(board: BoardApp) -> None:
    """What the ledger refuses is said on the screen, and the board goes on."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("plus", "backspace", *"-5 video removed @bka", "enter")
        assert await until(pilot, lambda: "below zero" in text_of(board))
        assert tallies(board) == {}


async def test_read_only_takes_no_entry(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """A board opened for reading says so at the top and opens no line."""
    watching = BoardApp(open_readers(store_path, read_only=True), SituationOf("is-2019-11"))
    async with watching.run_test(size=SIZE) as pilot:
        await pilot.press("plus", "u")
        assert not watching.screen.query(EntryLine)
        assert "read-only" in lines_of(watching)[0]
