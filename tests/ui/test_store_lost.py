"""Does the board say so when its store goes away, and does it never show another store in its place?"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from board.model.wanted import SituationOf
from board.store.opening import open_store
from board.store.reader import Reader
from board.store.refused import Refused
from board.ui.app import BoardApp
from tests.conftest import NOON
from tests.entries import ACTION, count
from tests.ui.conftest import lines_of, text_of, until

SIZE = (120, 40)
Open = Callable[..., Reader]


def test_a_deleted_store_is_refused_and_not_made_anew(store_path: Path, open_readers: Open) -> None:
    """Whoever asks again is told what happened and what to do; nobody makes an empty store in its place."""
    reader = open_readers(store_path)
    assert reader.store.again is not None
    store_path.unlink()
    with pytest.raises(Refused, match="was deleted or moved away: bring it back"):
        reader.changed()
    with pytest.raises(Refused):
        reader.store.again()
    assert not store_path.exists()


def test_another_store_in_its_place_is_refused(store_path: Path, made_store: Path, open_readers: Open) -> None:
    """A file with the same name and content is not the same store: entries would go to one, eyes to the other."""
    reader = open_readers(store_path)
    store_path.unlink()
    shutil.copy(made_store, store_path)
    with pytest.raises(Refused, match="was replaced by another file"):
        reader.changed()
    assert reader.store.again is not None
    with pytest.raises(Refused, match="was replaced by another file"):
        reader.store.again()


async def test_the_board_says_that_it_is_not_live_and_recovers(store_path: Path, open_readers: Open) -> None:
    """Moved away: said at the top and below. Moved back: live again, with what was recorded meanwhile."""
    board = BoardApp(open_readers(store_path), SituationOf(ACTION), operator="duty officer")
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        elsewhere = store_path.with_name("elsewhere.db")
        store_path.rename(elsewhere)
        assert await until(pilot, lambda: "not live" in lines_of(board)[0])
        assert await until(pilot, lambda: "deleted or moved away" in " ".join(text_of(board).split()))
        await pilot.press("plus", *"5 video removed @bka", "enter")
        assert await until(pilot, lambda: not board.screen.query("EntryLine"))
        assert not store_path.exists()
        elsewhere.rename(store_path)
        assert await until(pilot, lambda: "not live" not in lines_of(board)[0])
        store = open_store(store_path, record=None)
        count(store, "bka", "video", "removed", 77, at=NOON)
        store.close()
        assert await until(pilot, lambda: "77 removed" in text_of(board))


async def test_a_board_on_a_replaced_store_stays_not_live(
    store_path: Path, made_store: Path, open_readers: Open
) -> None:
    """It goes on showing what it knew, says that it is not live, and records nothing in the other file."""
    board = BoardApp(open_readers(store_path), SituationOf(ACTION), operator="duty officer")
    async with board.run_test(size=SIZE) as pilot:
        store_path.unlink()
        shutil.copy(made_store, store_path)
        assert await until(pilot, lambda: "not live" in lines_of(board)[0])
        await pilot.press("plus", *"5 video removed @bka", "enter")
        await pilot.pause(0.5)
        assert open_readers(store_path).read(SituationOf(ACTION)).entries == 0
        assert "26,000" in text_of(board)
