"""Can the ledger be scrolled, filtered, opened and corrected from the keyboard, while others write to it?"""

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from textual.widgets import Input

from board.model.wanted import EntryOf, LedgerOf, MatrixOf, PartnerOf, SituationOf, Wanted
from board.store import entries as reading
from board.store.ledger import reverse
from board.store.opening import open_store
from board.store.reader import Reader
from board.store.verify import verify
from board.ui.app import BoardApp
from board.ui.screens import ledger
from board.ui.screens.entry import EntryScreen
from board.ui.screens.ledger import LedgerScreen
from board.ui.screens.matrix import MatrixScreen
from board.ui.screens.partner import PartnerScreen
from board.ui.widgets.ledger_rows import LedgerRows
from tests.conftest import NOON
from tests.entries import ACTION, REHEARSED, count, rehearse
from tests.ui.conftest import lines_of, text_of, until

SIZE = (140, 30)
MakeRehearsed = Callable[..., BoardApp]


@pytest.fixture
def make(store_path: Path, open_readers: Callable[..., Reader], monkeypatch: pytest.MonkeyPatch) -> MakeRehearsed:
    """Makes live boards of an exercise with 123 entries, of which few are kept in hand."""
    rehearse(store_path, NOON)
    monkeypatch.setattr(ledger, "AHEAD", 30)
    monkeypatch.setattr(reading, "STEP", 20)

    def board(wanted: Wanted | None = None) -> BoardApp:
        return BoardApp(open_readers(store_path), wanted or LedgerOf(ACTION), operator="duty officer")

    return board


def numbers(board: BoardApp) -> list[int]:
    """Return the numbers of the entries on the screen, from top to bottom."""
    return [entry.position.seq for entry in board.screen.query_one(LedgerRows).value.entries]


def chosen(board: BoardApp) -> int:
    """Return the number of the entry under the cursor."""
    entry = board.screen.chosen() if isinstance(board.screen, LedgerScreen) else None
    assert entry is not None
    return entry.position.seq


async def test_every_entry_is_reached_and_none_twice(make: MakeRehearsed) -> None:
    """Down to the oldest and up again, one by one, though only a few are ever in hand."""
    board = make()
    async with board.run_test(size=SIZE) as pilot:
        seen = [chosen(board)]
        await pilot.press("down", "up")
        assert isinstance(board.screen, LedgerScreen)
        for _step in range(140):
            board.screen.action_go(1)
            seen.append(chosen(board))
        assert seen == [*range(123, 0, -1), *[1] * 18]
        assert len(board.screen._rows) <= 60
        back = []
        for _step in range(125):
            board.screen.action_go(-1)
            back.append(chosen(board))
        assert back == [*range(2, 124), 123, 123, 123]


async def test_no_published_number_is_cut(make: MakeRehearsed) -> None:
    """Beside a published figure stands what the ledger has, whole or not at all, at every width."""
    board = make(SituationOf())
    async with board.run_test(size=(80, 24)) as pilot:
        for width in range(80, 124, 3):
            await pilot.resize_terminal(width, 24)
            said = [line for line in lines_of(board) if "26,000" in line and "items " in line][:2]
            assert len(said) == 2, width
            for line in said:
                assert "ledger" in line, (width, line)
                assert not re.search(r"ledger [^()]*(\([^)]*)?…", line), (width, line)


@pytest.mark.parametrize("width", [80, 110, 160])
async def test_what_was_taken_back_says_so(make: MakeRehearsed, store_path: Path, width: int) -> None:
    """A reversal and what it reverses are told from other entries in the tail and in the ledger, at every width."""
    store = open_store(store_path, record=None)
    row = count(store, "bka", "video", "removed", 7, at=NOON)
    reverse(store, row.site, row.seq, "typed twice", "duty officer", NOON)
    store.close()
    for wanted in (SituationOf(ACTION), LedgerOf(ACTION)):
        board = make(wanted)
        async with board.run_test(size=(width, 24)):
            new, old = next(pair for pair in pairwise(lines_of(board)) if "−7 videos" in pair[0])
            assert "↩" in new
            assert "+7 videos" in old
            assert "✗" in old


async def test_home_end_and_pages(make: MakeRehearsed) -> None:
    """Home is the newest, End the oldest, and a page down goes on where the screen ended."""
    board = make()
    async with board.run_test(size=SIZE) as pilot:
        height = len(numbers(board))
        await pilot.press("pagedown")
        assert chosen(board) == 123 - height
        await pilot.press("end")
        assert (chosen(board), numbers(board)[-1]) == (1, 1)
        await pilot.press("pageup")
        assert chosen(board) == 1 + height
        await pilot.press("home")
        assert (chosen(board), numbers(board)[0]) == (123, 123)


async def test_a_filter_shows_only_what_fits(make: MakeRehearsed) -> None:
    """`/`, words, Enter; Esc leaves the filter as it was; an unknown name is not taken."""
    board = make()
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"@eu-iru accounts removed", "enter")
        rows = board.screen.query_one(LedgerRows).value.entries
        assert rows
        assert {(row.agency.slug, row.content_type, row.stage) for row in rows} == {("eu-iru", "account", "removed")}
        assert f"{len(rows)} of 123 entries" in text_of(board)
        assert "only @eu-iru account removed" in text_of(board)
        await pilot.press("slash")
        line = board.screen.query_one(Input)
        assert line.value == "@eu-iru account removed"
        line.value = "@nobody"
        await pilot.press("enter")
        assert "unknown agency" in text_of(board)
        await pilot.press("escape")
        assert not board.screen.query("TypedLine")
        assert "only @eu-iru account removed" in text_of(board)


async def test_rare_entries_are_looked_for_while_keys_work(make: MakeRehearsed, store_path: Path) -> None:
    """A word that stands in one old entry is found step by step; where nothing fits, it is said."""
    store = open_store(store_path, record=None)
    count(store, "bka", "video", "removed", 1, at=NOON, note="the one with the needle")
    for _number in range(60):
        count(store, "bka", "video", "removed", 1, at=NOON)
    store.close()
    board = make()
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("slash", *"needle", "enter")
        assert await until(pilot, lambda: numbers(board) == [124])
        assert await until(pilot, lambda: "looking" not in text_of(board))
        assert "1 of 184 entries" in text_of(board)
        await pilot.press("slash", *(["backspace"] * 20), *"nowhere", "enter")
        assert await until(pilot, lambda: "no entry fits" in text_of(board))
        assert "0 of 184 entries" in text_of(board)


async def test_new_entries_come_in_at_the_top(make: MakeRehearsed, store_path: Path) -> None:
    """Whoever looks at the newest sees what others record; whoever has moved keeps the entry under the cursor."""
    board = make()
    async with board.run_test(size=SIZE) as pilot:
        store = open_store(store_path, record=None)
        count(store, "bka", "video", "removed", 1, at=NOON)
        assert await until(pilot, lambda: numbers(board)[0] == 124)
        assert chosen(board) == 124
        await pilot.press("down", "down")
        assert chosen(board) == 122
        count(store, "bka", "video", "removed", 1, at=NOON)
        assert await until(pilot, lambda: "125 entries" in text_of(board))
        assert chosen(board) == 122
        store.close()


async def test_an_entry_opens_and_is_corrected(make: MakeRehearsed) -> None:
    """Enter opens it with its hash; `c`, what it should be, why: reversal and new entry stand in the ledger."""
    board = make()
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("end", "enter")
        assert isinstance(board.screen, EntryScreen)
        view = board.screen.view
        assert view.hash in text_of(board)
        await pilot.press("c")
        line = board.screen.query_one(Input)
        assert line.value.startswith(f"+{view.entry.quantity.value} {view.entry.content_type} {view.entry.stage}")
        line.value = line.value.replace(f"+{view.entry.quantity.value}", "+3", 1)
        await pilot.press("enter")
        assert "why was entry 1 wrong?" in text_of(board)
        await pilot.press("enter")  # no reason, no correction
        assert board.screen.query("TypedLine")
        await pilot.press(*"misheard", "enter")
        assert await until(pilot, lambda: verify(board.reader.store).entries == 125)
        assert await until(pilot, lambda: "taken back by entry 1" in text_of(board))
        site = view.entry.position.site
        new = board.reader.entry(site, 124) if view.entry.quantity.value > 0 else board.reader.entry(site, 125)
        assert (new.quantity.value, new.occurred_at, new.agency) == (3, view.entry.occurred_at, view.entry.agency)
        await pilot.press("c")
        assert not board.screen.query("TypedLine")
        assert verify(board.reader.store).problems == REHEARSED


async def test_reversals_are_opened_from_each_other(make: MakeRehearsed) -> None:
    """From what was taken back to what took it back."""
    board = make()
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "down", "down", "enter")
        assert isinstance(board.screen, EntryScreen)
        assert board.screen.view.entry.position.seq == 120
        assert "taken back by entry 123" in text_of(board)


async def test_the_matrix_changes_its_stage_and_opens_a_partner(make: MakeRehearsed, store_path: Path) -> None:
    """`m` shows numbers of one stage, right the next; Enter opens the partner; a commit shows without a key."""
    board = make(SituationOf(ACTION))
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("m")
        assert isinstance(board.screen, MatrixScreen)
        assert "▸removed" in text_of(board)
        store = open_store(store_path, record=None)
        count(store, "bka", "video", "removed", 55_000, at=NOON)
        assert await until(pilot, lambda: "55,0" in text_of(board))
        await pilot.press("right")
        assert "▸refused" in text_of(board)
        await pilot.press("left", "left", "down", "down", "enter")
        assert isinstance(board.screen, PartnerScreen)
        store.close()


async def test_a_partner_opens_its_entries(make: MakeRehearsed) -> None:
    """Its panel opens to matrix, entries and statements; an entry opens, and the ledger shows all of its own."""
    board = make(PartnerOf(ACTION, "eu-iru"))
    async with board.run_test(size=SIZE) as pilot:
        text = text_of(board)
        assert "counted · content type and provider by stage" in text
        await pilot.press("plus")
        assert board.screen.query_one(Input).value == "+ @eu-iru"
        await pilot.press("escape", "down", "down", "enter")
        assert isinstance(board.screen, EntryScreen)
        assert board.screen.view.entry.agency.slug == "eu-iru"


@pytest.mark.parametrize("wanted", [LedgerOf(ACTION), MatrixOf(ACTION), PartnerOf(ACTION, "bka")])
async def test_every_screen_says_exercise_at_both_ends(wanted: Wanted, make: MakeRehearsed) -> None:
    """In words, with the marking."""
    board = make(wanted)
    async with board.run_test(size=SIZE):
        for line in (lines_of(board)[0], lines_of(board)[-1]):
            assert "EXERCISE" in line
            assert "TLP:CLEAR" in line


async def test_nothing_counted_yet(reader: Reader) -> None:
    """Ledger and matrix of an action without entries say so, and every key is harmless."""
    board = BoardApp(reader, SituationOf(ACTION))
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("l")
        assert "no entries yet" in text_of(board)
        await pilot.press("down", "up", "pagedown", "end", "home", "enter", "c")
        assert isinstance(board.screen, LedgerScreen)
        await pilot.press("escape", "m")
        assert "nothing has been counted" in text_of(board)
        await pilot.press("right", "left", "down", "enter")


async def test_hostile_notes_are_harmless(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """Escapes, markup and bidi controls in operator and note are shown as plain text wherever an entry stands."""
    reader = open_readers(store_path)
    hostile = "\x1b]52;c;cm0=\x07[bold]\u202egnol[/] " + "M" * 5_000
    row = count(reader.store, "bka", "video", "removed", 5, at=NOON - timedelta(minutes=1), note="x")
    reader.store.connection.execute("DROP TRIGGER ledger_never_changes")
    reader.store.connection.execute("UPDATE ledger SET operator = ?", (hostile,))
    reader.store.connection.execute("UPDATE notes SET text = ?", (hostile,))
    for wanted in (SituationOf(ACTION), LedgerOf(ACTION), EntryOf(row.site, row.seq), PartnerOf(ACTION, "bka")):
        board = BoardApp(reader, wanted, live=False)
        async with board.run_test(size=SIZE):
            text = text_of(board)
            assert not {"\x1b", "\x07", "\u202e"} & set(text)
            assert "[bold]" in text or "]52;c" in text
