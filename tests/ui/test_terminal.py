"""Does the board suit the terminal it is given?"""

import pytest

from board.ui.moves import next_in
from board.ui.widgets.content_panel import ContentTypePanel
from tests.ui.conftest import MakeBoard, lines_of, text_of


@pytest.mark.parametrize("size", [(79, 24), (80, 23), (20, 5), (1, 1), (240, 10)])
async def test_too_small_says_so_and_recovers(size: tuple[int, int], make_board: MakeBoard) -> None:
    """Below 80×24 the board says what it needs; when the terminal grows, it is there again."""
    board = make_board()
    async with board.run_test(size=size) as pilot:
        assert "REMOVED" not in text_of(board)
        if size[0] >= 79:
            assert "The board needs 80×24" in text_of(board)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "REMOVED" in text_of(board)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert "REMOVED" not in text_of(board)


async def test_panels_fold_to_one_line_each(make_board: MakeBoard) -> None:
    """At 80×24 every panel is one line, and unfolds when the terminal grows."""
    board = make_board()
    async with board.run_test(size=(80, 24)) as pilot:
        assert {panel.size.height for panel in board.screen.query(ContentTypePanel)} == {1}
        await pilot.resize_terminal(160, 50)
        await pilot.pause()
        assert {panel.size.height for panel in board.screen.query(ContentTypePanel)} == {4}


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (140, 45), (160, 50), (200, 60), (240, 70)])
async def test_both_readings_are_seen_at_every_size(size: tuple[int, int], make_board: MakeBoard) -> None:
    """The disagreement on the 26 000, with both verbs and the marking at top and bottom, is always on the screen."""
    board = make_board()
    async with board.run_test(size=size):
        text = text_of(board).lower()
        assert "≠" in text
        for word in ("more than", "removed", "referred", "federal police", "europol"):
            assert word in text
        lines = lines_of(board)
        assert "TLP:CLEAR" in lines[0]
        assert "TLP:CLEAR" in lines[-1]


async def test_no_color_leaves_no_colour(make_board: MakeBoard, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR set, every cell is a shade of grey, and the disagreement is still marked."""
    monkeypatch.setenv("NO_COLOR", "1")
    board = make_board()
    async with board.run_test(size=(120, 40)) as pilot:
        await pilot.press("down")
        colours = set()
        for strip in board.screen._compositor.render_strips():
            for segment in strip:
                if segment.style is not None:
                    for colour in (segment.style.color, segment.style.bgcolor):
                        if colour is not None and colour.triplet is not None:
                            colours.add(tuple(colour.triplet))
        filtered = {filter_.__class__.__name__ for filter_ in board._filters}
        assert {"Monochrome", "NoColor"} & filtered
        assert "≠" in text_of(board)
        assert "┏" in text_of(board)


async def test_moving_right_prefers_the_row(make_board: MakeBoard) -> None:
    """Right leads to the neighbour in the same row before anything nearer in another."""
    board = make_board()
    async with board.run_test(size=(160, 50)):
        panels = list(board.screen.query(ContentTypePanel))
        assert next_in("right", panels[0], panels) is panels[1]
        assert next_in("down", panels[0], panels) is panels[5]
        assert next_in("left", panels[0], panels) is None
