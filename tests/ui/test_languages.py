"""Does the board speak four languages, at once and within eighty columns?"""

from collections.abc import Callable
from pathlib import Path

import pytest

from board.exchange.lines import wrapped
from board.locale import LANGUAGES, phrases, use
from board.model.wanted import LedgerOf, SituationOf, StatementsOf
from board.store.reader import Reader
from board.ui.app import BoardApp
from board.ui.widgets.wall.glyphs import NUMBERS, large, width_of
from tests.conftest import NOON
from tests.entries import ACTION, rehearse
from tests.ui.conftest import MakeBoard, lines_of, text_of

Compare = Callable[..., bool]


@pytest.fixture
def rehearsed(store_path: Path, open_readers: Callable[..., Reader]) -> Reader:
    """A store in which entries were counted."""
    rehearse(store_path, NOON)
    return open_readers(store_path)


@pytest.mark.parametrize("spoken", LANGUAGES)
@pytest.mark.parametrize("screen", ["main", "ledger", "keys"])
def test_eighty_columns(spoken: str, screen: str, rehearsed: Reader, snap_compare: Compare) -> None:
    """The board, its ledger and its keys fit eighty columns in every language."""
    use(spoken)
    wanted = LedgerOf(ACTION) if screen == "ledger" else SituationOf(ACTION)
    press = ["question_mark"] if screen == "keys" else []
    assert snap_compare(BoardApp(rehearsed, wanted, live=False), terminal_size=(80, 24), press=press)


@pytest.mark.parametrize("spoken", ["fr", "nl", "de"])
async def test_foot_keeps_its_ways_out(spoken: str, make_board: MakeBoard) -> None:
    """However long the words of a language, help and quit have their keys at eighty columns."""
    use(spoken)
    board = make_board()
    async with board.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        foot = lines_of(board)[-1]
        assert " ? " in foot
        assert " q " in foot


async def test_language_changes_without_restart(make_board: MakeBoard) -> None:
    """Every open screen speaks the other language at once, and agencies bear their names in it."""
    board = make_board(SituationOf("is-2019-11"))
    async with board.run_test(size=(160, 50)) as pilot:
        board.open_view(StatementsOf("is-2019-11"))
        await pilot.pause()
        await board.run_action("speak('nl')")
        await pilot.pause()
        assert "bron" in text_of(board).casefold()
        await pilot.press("escape")
        await pilot.pause()
        said = text_of(board)
        assert "Federaal Parket" in said
        assert "verwijderd" in said
        assert "removed" not in said
        await board.run_action("speak('en')")
        await pilot.pause()
        assert "Federal Prosecutor's Office" in text_of(board)


async def test_languages_stand_in_the_palette(make_board: MakeBoard) -> None:
    """Each language is found by its own name."""
    board = make_board()
    async with board.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"Neder")
        for _look in range(40):
            await pilot.pause(0.05)
            if "Nederlands" in text_of(board):
                break
        assert "Nederlands" in text_of(board)


@pytest.mark.parametrize(
    ("spoken", "said"), [("fr", "27\xa0326"), ("nl", "27.326"), ("de", "27.326"), ("en", "27,326")]
)
def test_the_wall_draws_thousands_of_every_language(spoken: str, said: str) -> None:
    """A separator of thousands is a gap between large digits, whatever it is."""
    use(spoken)
    assert phrases.number(27_326) == said
    assert all(width_of(said, face) == width_of("27,326", face) for face in NUMBERS)
    assert len(set(large(said, NUMBERS[-1]))) > 1


def test_a_french_number_is_not_broken_at_the_end_of_a_line() -> None:
    """Its space is a no-break space."""
    assert wrapped("92 gardés en attente, 11\xa0095 signalés", 27) == ["92 gardés en attente,", "  11\xa0095 signalés"]
