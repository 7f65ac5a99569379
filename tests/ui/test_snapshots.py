"""Does every screen look as it did, at every size a room uses?"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from board.model.wanted import (
    AgencyOf,
    LedgerOf,
    MatrixOf,
    PartnerOf,
    SituationOf,
    SituationReportOf,
    StatementsOf,
    TimelineOfAll,
    WallOf,
    Wanted,
)
from board.store.reader import Reader
from board.store.situation_reports import take
from board.ui.app import BoardApp
from tests.conftest import NOON
from tests.entries import ACTION, rehearse
from tests.ui.conftest import MakeBoard

SIZES = ((80, 24), (120, 40), (160, 50))
SCREENS: dict[str, Wanted] = {
    "main": SituationOf("is-2019-11"),
    "main_2018": SituationOf("amaq-2018"),
    "actions": TimelineOfAll(),
    "agency": AgencyOf("europol"),
    "statements": StatementsOf("is-2019-11"),
    "aggregate": StatementsOf("tcap"),
}
Compare = Callable[..., bool]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(screen: str, size: tuple[int, int], make_board: MakeBoard, snap_compare: Compare) -> None:
    """A screen with the shipped record looks the same as when it was last looked at."""
    assert snap_compare(make_board(SCREENS[screen]), terminal_size=size)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_keys_screen(size: tuple[int, int], make_board: MakeBoard, snap_compare: Compare) -> None:
    """The key help fits on every size."""
    assert snap_compare(make_board(), terminal_size=size, press=["question_mark"])


def test_main_on_the_wall(make_board: MakeBoard, snap_compare: Compare) -> None:
    """The largest size uses its width."""
    assert snap_compare(make_board(), terminal_size=(240, 70))


@pytest.mark.parametrize("theme", ["board-light", "board-contrast"])
def test_theme(theme: str, make_board: MakeBoard, snap_compare: Compare) -> None:
    """The other themes."""
    assert snap_compare(make_board(theme=theme), terminal_size=(120, 40))


def test_chosen_panel(make_board: MakeBoard, snap_compare: Compare) -> None:
    """The chosen panel has a heavy frame, which is seen without colour."""
    assert snap_compare(make_board(), terminal_size=(160, 50), press=["down", "down", "down"])


def test_terminal_too_small(make_board: MakeBoard, snap_compare: Compare) -> None:
    """Too small a terminal says what it needs."""
    assert snap_compare(make_board(), terminal_size=(60, 20))


COUNTED: dict[str, Wanted] = {
    "main": SituationOf(ACTION),
    "ledger": LedgerOf(ACTION),
    "matrix": MatrixOf(ACTION),
    "partner": PartnerOf(ACTION, "eu-iru"),
}


@pytest.fixture
def rehearsed(store_path: Path, open_readers: Callable[..., Reader]) -> Reader:
    """A store with an exercise that was counted in until noon, marked."""
    with sqlite3.connect(store_path) as other:
        other.execute("UPDATE settings SET value = 'AMBER+STRICT' WHERE key = 'marking'")
    rehearse(store_path, NOON)
    return open_readers(store_path)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", COUNTED)
def test_exercise(screen: str, size: tuple[int, int], rehearsed: Reader, snap_compare: Compare) -> None:
    """An exercise says so at top and bottom, tallies stand by stage, the marking is the store's."""
    assert snap_compare(BoardApp(rehearsed, COUNTED[screen], live=False), terminal_size=size)


@pytest.mark.parametrize(
    "keys",
    [["plus", *"120 vid"], ["f"], ["l", "enter"], ["l", "slash", *"@eu-i"]],
    ids=["line", "form", "entry", "filter"],
)
@pytest.mark.parametrize("size", SIZES[:2], ids=lambda size: f"{size[0]}x{size[1]}")
def test_recording(keys: list[str], size: tuple[int, int], rehearsed: Reader, snap_compare: Compare) -> None:
    """The line, the form, an entry and the filter have room at the smallest size."""
    board = BoardApp(rehearsed, SituationOf(ACTION), live=False, operator="duty officer")
    assert snap_compare(board, terminal_size=size, press=keys)


@pytest.mark.parametrize("size", [SIZES[0], SIZES[-1]], ids=lambda size: f"{size[0]}x{size[1]}")
def test_situation_report(size: tuple[int, int], rehearsed: Reader, snap_compare: Compare) -> None:
    """A frozen report says so, with its whole head and its figures in tables."""
    take(rehearsed.store, ACTION, "duty officer", NOON)
    assert snap_compare(BoardApp(rehearsed, SituationReportOf(ACTION, 1), live=False), terminal_size=size)


@pytest.mark.parametrize(
    ("page", "size"), [(1, (160, 50)), (5, (80, 24)), (6, (240, 70))], ids=["funnel", "partners", "pulse"]
)
def test_wall(page: int, size: tuple[int, int], rehearsed: Reader, snap_compare: Compare) -> None:
    """Large digits with their verbs, the marking at top and bottom, one page at each size."""
    assert snap_compare(BoardApp(rehearsed, WallOf(ACTION, page), live=False), terminal_size=size)
