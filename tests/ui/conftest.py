"""Boards for the tests of the screen: on a store of their own, with the clock at noon."""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from board.model.wanted import SituationOf, Wanted
from board.store.reader import Reader
from board.ui.app import BoardApp

MakeBoard = Callable[..., BoardApp]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look twice as often whether the board has come to rest after a key, for tests that type hundreds of them."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 100)


@pytest.fixture
def make_board(reader: Reader) -> MakeBoard:
    """Makes a board that stands still, or with live=True one that follows its store."""

    def make(wanted: Wanted | None = None, *, live: bool = False, theme: str = "board-dark") -> BoardApp:
        return BoardApp(reader, wanted or SituationOf(), live=live, theme=theme)

    return make


def lines_of(board: BoardApp) -> list[str]:
    """Return what stands on the screen, line by line."""
    strips = board.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip).rstrip() for strip in strips]


def text_of(board: BoardApp) -> str:
    """Return what stands on the screen."""
    return "\n".join(lines_of(board))


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> bool:
    """Wait for something to become true, at most ten seconds."""
    for _look in range(200):
        if true():
            return True
        await pilot.pause(0.05)
    return False
