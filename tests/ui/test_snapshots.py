"""Does every screen look as it did, at every size a room uses?"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from board.model.wanted import AgencyOf, SituationOf, StatementsOf, TimelineOfAll, Wanted
from board.store.reader import Reader
from board.ui.app import BoardApp
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


def test_exercise_with_tallies_and_marking(
    store_path: Path, open_readers: Callable[..., Reader], snap_compare: Compare
) -> None:
    """An exercise says so at top and bottom, tallies stand by stage, the marking is the store's."""
    with sqlite3.connect(store_path) as other:
        other.execute("UPDATE settings SET value = 'AMBER+STRICT' WHERE key = 'marking'")
        other.execute("UPDATE actions SET exercise = 1 WHERE slug = 'is-2019-11'")
        rows = [
            ("eu-iru", "telegram", "video", "referred", 900, 0, 0),
            ("eu-iru", "telegram", "video", "removed", 612, 0, 0),
            ("eu-iru", "", "account", "referred", 1200, 1, 0),
            ("bka", "twitter", "account", "held", 40, 0, 1),
        ]
        for agency, provider, unit, stage, quantity, at_least, about in rows:
            other.execute(
                "INSERT INTO totals (action, agency, provider, content_type, stage, quantity, at_least, about) "
                "VALUES ('is-2019-11', ?, ?, ?, ?, ?, ?, ?)",
                (agency, provider, unit, stage, quantity, at_least, about),
            )
    assert snap_compare(BoardApp(open_readers(store_path), SituationOf(), live=False), terminal_size=(120, 40))
