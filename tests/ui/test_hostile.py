"""Is text from outside shown as plain harmless text, on every screen?"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from board.model.wanted import AgencyOf, SituationOf, StatementsOf, TimelineOfAll, Wanted
from board.store.reader import Reader
from board.ui.app import BoardApp
from tests.ui.conftest import lines_of, text_of

pytestmark = pytest.mark.usefixtures("impatient")

HOSTILE = {
    "clipboard": "\x1b]52;c;aGFja2Vk\x07Europol",
    "clear": "\x1b[2J\x1b[HEuropol",
    "c1": "\x9b2JEuropol\x9d52;c;eA==\x9c",
    "hyperlink": "\x1b]8;;https://example.org\x1b\\Europol\x1b]8;;\x1b\\",
    "closing_markup": "Europol [/bar][/]",
    "markup": "[bold red]Europol[/bold red] [@click=app.quit]quit[/] [link=https://example.org]x[/link] $accent",
    "bidi": "\u202eloporuE\u202c \u2066x\u2069 \u200e\u200f",
    "lines": "Eur\nopol\r\n\x0bx\u2028y\x85z",
    "long": "Europol " * 1250,
    "wide": "欧洲刑警组织" * 40,
    "marks": "E\u0301" + "\u0301" * 500 + "uropol",
    "nul": "Euro\x00pol\x7f",
}
SCREENS: dict[str, Wanted] = {
    "main": SituationOf("is-2019-11"),
    "actions": TimelineOfAll(),
    "agency": AgencyOf("europol"),
    "statements": StatementsOf("is-2019-11"),
}


def poison(path: Path, text: str) -> None:
    """Put text wherever another program could put it."""
    with sqlite3.connect(path) as other:
        other.execute("UPDATE agencies SET name = ?, note = ?", (text, text))
        other.execute("UPDATE agency_names SET name = ?", (text,))
        other.execute("UPDATE actions SET name = ?, objective = ?, command_post = ?, place = ?, note = ?", (text,) * 5)
        other.execute("UPDATE aggregates SET name = ?, note = ?", (text, text))
        other.execute("UPDATE sources SET publisher = ?, title = ?, address = ?, note = ?", (text,) * 4)
        other.execute("UPDATE statements SET wording = ?, part = ?, note = ?", (text,) * 3)
        other.execute("UPDATE disagreements SET about = ?, note = ?", (text, text))
        other.execute("UPDATE participations SET words = ?", (text,))
        other.execute("UPDATE findings SET words = ?, rendering = ?", (text, text))
        other.execute("UPDATE hits SET words = ? || id", (text,))
        other.execute("UPDATE points SET words = ? || id", (text,))


def assert_harmless(board: BoardApp, size: tuple[int, int]) -> None:
    """Every cell holds a plain character or a space, in exactly as many lines as the terminal has."""
    strips = board.screen._compositor.render_strips()
    assert len(strips) == size[1]
    assert {strip.cell_length for strip in strips} == {size[0]}
    text = text_of(board)
    bad = [char for char in text if not (char.isprintable() or char == "\n")]
    assert bad == []
    links = [segment.style.link for strip in strips for segment in strip if segment.style and segment.style.link]
    assert links == []
    clicks = [segment.style.meta.get("@click") for strip in strips for segment in strip if segment.style]
    assert [click for click in clicks if click] == []


@pytest.mark.parametrize("kind", HOSTILE)
async def test_hostile_text_is_harmless_on_every_screen(
    kind: str, store_path: Path, open_readers: Callable[..., Reader]
) -> None:
    """No escape, markup, bidi control, line break or length in any field acts on the terminal or on the layout."""
    poison(store_path, HOSTILE[kind])
    reader = open_readers(store_path)
    for wanted in SCREENS.values():
        for size in ((80, 24), (120, 40)):
            board = BoardApp(reader, wanted, live=False)
            async with board.run_test(size=size) as pilot:
                await pilot.press("down", "down")
                assert_harmless(board, size)


async def test_markup_is_shown_to_the_letter(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """Brackets are text: what was written is what is read."""
    poison(store_path, HOSTILE["closing_markup"])
    board = BoardApp(open_readers(store_path), SituationOf(), live=False)
    async with board.run_test(size=(120, 40)):
        assert "Europol [/bar][/]" in lines_of(board)[0]


async def test_hostile_names_in_the_palette_and_in_messages(
    store_path: Path, open_readers: Callable[..., Reader]
) -> None:
    """The palette lists hostile names, and a refusal that quotes one is shown, without an escape on the screen."""
    poison(store_path, HOSTILE["markup"] + HOSTILE["clear"])
    board = BoardApp(open_readers(store_path), SituationOf(), live=False)
    async with board.run_test(size=(120, 40), notifications=True) as pilot:
        await _palette(pilot)
        assert_printable(board)
        await pilot.press("escape")
        board.open_view(AgencyOf("[/bar]\x1b[2J"))
        await pilot.pause(0.2)
        assert_printable(board)


async def _palette(pilot: Pilot[None]) -> None:
    await pilot.press("ctrl+p")
    await pilot.press(*"Europol")
    await pilot.pause(0.5)


def assert_printable(board: BoardApp) -> None:
    """No control character stands on the screen."""
    assert [char for char in text_of(board) if not (char.isprintable() or char == "\n")] == []
