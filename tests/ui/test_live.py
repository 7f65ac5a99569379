"""Does the open board show what another program wrote, without a key?"""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from board.model.situation import Situation
from board.model.vocabulary import ContentType
from board.model.wanted import AgencyOf, SituationOf, StatementsOf, TimelineOfAll, Wanted
from board.store.opening import open_store
from board.ui.app import BoardApp
from board.ui.widgets.content_panel import ContentTypePanel
from board.ui.widgets.partner_panel import PartnerPanel
from board.ui.widgets.published import Published
from tests.conftest import NOON
from tests.entries import count
from tests.foreign import other_program
from tests.ui.conftest import MakeBoard, text_of, until

SIZE = (160, 50)
NOW = datetime.now(UTC)


def add_statement(store: Path, slug: str, quantity: int) -> None:
    """Run `board statements add` as another process."""
    said = ["--action", "is-2019-11", "--stage", "reinstated", "--unit", "video", "--agency", "eurojust"]
    said += ["--source", "france3-2019", "--wording", "said in a test"]
    number = ["--quantity", str(quantity), "--qualifier", "exact", "--as-of", "2019-11-30"]
    command = [sys.executable, "-m", "board.cli", "--store", str(store), "statements", "add", slug, *said, *number]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


async def test_a_statement_added_by_another_process_appears(make_board: MakeBoard, store_path: Path) -> None:
    """`board statements add` shows on the open main screen, and the panel that changed is marked for a moment."""
    board = make_board(live=True)
    async with board.run_test(size=SIZE) as pilot:
        assert "4,321" not in text_of(board)
        add_statement(store_path, "test-live", 4321)
        assert await until(pilot, lambda: "4,321 reinstated" in text_of(board))
        assert board.screen.query_one(Published).marked
        assert "◆" in text_of(board)
        assert await until(pilot, lambda: not board.screen.query_one(Published).marked)


async def test_an_entry_recorded_by_another_process_appears(make_board: MakeBoard, store_path: Path) -> None:
    """`board record` shows in funnel, content type and partner of the open screen, and marks them for a moment."""
    board = make_board(live=True)
    async with board.run_test(size=SIZE) as pilot:
        assert "no entries" in text_of(board)
        command = [sys.executable, "-m", "board.cli", "--store", str(store_path), "record"]
        subprocess.run([*command, "+4321 video removed @eu-iru"], check=True, capture_output=True, timeout=60)
        assert await until(pilot, lambda: text_of(board).count("4,321 removed") >= 2)
        assert "no entries" not in text_of(board)
        assert _marked(board) == {"eu-iru", ContentType.VIDEO}


async def test_only_what_changed_is_marked(make_board: MakeBoard, store_path: Path) -> None:
    """What one partner counts changes the share of the others, but theirs are not the panels that are marked."""
    store = open_store(store_path, record=None)
    for agency, unit in (("eu-iru", "video"), ("bka", "video"), ("bka", "group")):
        count(store, agency, unit, "removed", 100, at=NOW)
    board = make_board(live=True)
    async with board.run_test(size=SIZE) as pilot:
        count(store, "eu-iru", "video", "removed", 50, at=NOW)
        assert await until(pilot, lambda: bool(_marked(board)))
        assert _marked(board) == {"eu-iru", ContentType.VIDEO}
    store.close()


def _marked(board: BoardApp) -> set[str]:
    panels = [*board.screen.query(PartnerPanel), *board.screen.query(ContentTypePanel)]
    return {
        panel.value.agency.slug if isinstance(panel, PartnerPanel) else panel.value.type
        for panel in panels
        if panel.marked
    }


async def test_every_screen_is_live(make_board: MakeBoard, store_path: Path) -> None:
    """Statements, agency and actions screens follow the store too."""
    screens: list[tuple[Wanted, str]] = [
        (StatementsOf("is-2019-11"), "statements · 23"),
        (AgencyOf("eurojust"), "published, or published of its part · 2"),
        (TimelineOfAll(), "An action that was added"),
    ]
    for number, (wanted, expected) in enumerate(screens):
        board = make_board(wanted, live=True)
        async with board.run_test(size=(160, 120)) as pilot:
            assert expected not in text_of(board)
            if number < 2:
                add_statement(store_path, f"test-live-{number}", 111)
            else:
                with other_program(store_path) as other:
                    other.execute(
                        "INSERT INTO actions (slug, name, status, started_on) "
                        "VALUES ('added', 'An action that was added', 'planned', '2026-12-01')"
                    )
            assert await until(pilot, partial(_stands_on, board, expected)), expected


def _stands_on(board: BoardApp, expected: str) -> bool:
    return expected in text_of(board)


async def test_a_clock_that_is_set_back_is_followed_at_once(
    make_board: MakeBoard, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What changes by the mere passing of time is read again though the hour has been there before."""
    board = make_board(live=True)
    async with board.run_test(size=SIZE):
        reads: list[Wanted] = []
        read = board.reader.read

        def noted(wanted: SituationOf) -> Situation:
            reads.append(wanted)
            return read(wanted)

        monkeypatch.setattr(board.reader, "read", noted)
        board.following.tick()
        assert reads == []
        board.reader.clock = lambda: NOON - timedelta(hours=1)
        board.following.tick()
        assert len(reads) == 1
        board.following.tick()
        assert len(reads) == 1
        board.reader.clock = lambda: NOON - timedelta(minutes=59)
        board.following.tick()
        assert len(reads) == 2


async def test_a_board_that_is_being_left_follows_no_more(
    make_board: MakeBoard, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is committed while its screens are taken down is not given to them: they are not whole any more."""
    board = make_board(live=False)
    async with board.run_test(size=SIZE):
        store = open_store(store_path, record=None)
        count(store, "bka", "video", "removed", 5, at=NOON)
        store.close()
        await board.screen.query("#action").remove()
        monkeypatch.setattr(board, "_running", False)
        board.following.look()
        board.following.tick()
        monkeypatch.undo()
        board.exit()


async def test_nothing_is_drawn_again_while_nothing_changes(
    make_board: MakeBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A look at an unchanged store reads nothing."""
    board = make_board(live=True)
    async with board.run_test(size=SIZE) as pilot:
        reads: list[Wanted] = []
        monkeypatch.setattr(board.reader, "read", reads.append)
        await pilot.pause(0.5)
        assert reads == []


async def test_trouble_with_the_store_is_said_and_ends(make_board: MakeBoard, store_path: Path) -> None:
    """A store that cannot be read any more says "not live" with the reason; the figures stay; it recovers."""
    board = make_board(live=True)
    async with board.run_test(size=SIZE) as pilot:
        with other_program(store_path) as other:
            other.execute("ALTER TABLE hits RENAME TO elsewhere")
        assert await until(pilot, lambda: "not live" in text_of(board))
        assert "REMOVED" in text_of(board)
        with other_program(store_path) as other:
            other.execute("ALTER TABLE elsewhere RENAME TO hits")
        assert await until(pilot, lambda: "● live" in text_of(board))
