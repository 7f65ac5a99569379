"""Is a part ever shown as the whole, or a caution as a disagreement?"""

import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from board.locale import words
from board.model.wanted import SituationOf
from board.store.reader import Reader
from board.ui.app import BoardApp
from board.ui.widgets.content_panel import ContentTypePanel
from board.ui.widgets.partner_panel import PartnerPanel
from tests.conftest import NOON
from tests.entries import ACTION, count
from tests.foreign import other_program
from tests.ui.conftest import text_of


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (240, 70)])
@pytest.mark.parametrize("counted", [False, True], ids=["published", "counted"])
async def test_a_panel_never_shows_a_part_as_the_whole(reader: Reader, size: tuple[int, int], counted: bool) -> None:
    """5,408 links are the jihadist ones only: panels say which, or that it is a part, or show no number."""
    action = "rad-2025-11-gaming"
    if counted:
        count(reader.store, "europol", "link", "referred", 5, at=NOON - timedelta(minutes=3), action=action)
    board = BoardApp(reader, SituationOf(action), live=False)
    async with board.run_test(size=size):
        panels = [*board.screen.query(ContentTypePanel), *board.screen.query(PartnerPanel)]
        shown = {type(panel).__name__: drawn(panel) for panel in panels if "5,408" in drawn(panel)}
        assert shown or counted
        for name, text in shown.items():
            assert "jihadist" in text or "(part" in text, (name, text)


@pytest.mark.parametrize("size", [(80, 24), (100, 24), (120, 40), (139, 24), (140, 40), (190, 40)])
async def test_the_unit_is_never_cut(reader: Reader, size: tuple[int, int]) -> None:
    """A panel of one line keeps the name of its content type whole: a figure is nothing without its unit."""
    board = BoardApp(reader, SituationOf(ACTION), live=False)
    async with board.run_test(size=size):
        for panel in board.screen.query(ContentTypePanel):
            assert re.match(rf" *{words.unit(panel.value.type)} ", drawn(panel)), drawn(panel)


@pytest.mark.parametrize(
    ("action", "figure"), [("amaq-2018", "4 servers blocked"), ("rad-uk-stop", "3,500"), ("rad-2023-12", "872 links")]
)
async def test_a_folded_panel_keeps_the_press(reader: Reader, action: str, figure: str) -> None:
    """A figure that only the press reported says so in one line too."""
    board = BoardApp(reader, SituationOf(action), live=False)
    async with board.run_test(size=(80, 24)):
        folded = [drawn(panel) for panel in board.screen.query(PartnerPanel) if figure in drawn(panel)]
        assert folded
        assert all("press" in line for line in folded)


def drawn(panel: ContentTypePanel | PartnerPanel) -> str:
    """Return what a panel shows."""
    return "\n".join("".join(part.text for part in panel.render_line(y)) for y in range(panel.size.height))


async def test_the_main_screen_does_not_call_cautions_disagreements(
    store_path: Path, open_readers: Callable[..., Reader]
) -> None:
    """Where all there is are cautions, the main screen does not say that sources disagree."""
    with other_program(store_path) as other:
        other.execute("UPDATE disagreements SET caution = 1")
    board = BoardApp(open_readers(store_path), SituationOf(ACTION), live=False)
    async with board.run_test(size=(160, 120)):
        assert "sources disagree" not in text_of(board).casefold()
        assert "not to be compared or added" in text_of(board)
