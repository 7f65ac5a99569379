"""Do the years stand on one axis, with what was hit and what was published, and is no number bare?"""

import re

import pytest

from board.locale import words
from board.model.situation import Timeline
from board.model.vocabulary import Stage, Target
from board.model.wanted import TimelineOfAll
from board.store.reader import Reader
from board.ui.app import BoardApp
from board.ui.screens.actions import ActionRow
from board.ui.widgets.axis import SIGNS, Axis, label_of, place_on_axis
from tests.ui.conftest import MakeBoard, lines_of, text_of

SIZES = [(80, 24), (120, 40), (160, 50), (240, 70)]


def axis_of(board: BoardApp) -> list[str]:
    """Return the lines of the axis."""
    region = board.screen.query_one(Axis).region
    return lines_of(board)[region.y : region.bottom]


def published(timeline: Timeline) -> list[str]:
    """Return the figures that belong on the axis, as its points show them."""
    rows = [row for row in timeline.rows if not row.aggregate and (row.started_on or row.ended_on)]
    return [label_of(row.headline) for row in rows if row.headline and row.headline.quantity]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_figure_is_a_point_or_is_counted_as_left_out(
    size: tuple[int, int], make_board: MakeBoard, reader: Reader
) -> None:
    """No label is cut and none hides another: those shown and those that are said to stand below are all there are."""
    board = make_board(TimelineOfAll())
    wanted = published(reader.read(TimelineOfAll()))
    async with board.run_test(size=size):
        shown = "\n".join(axis_of(board))
        found = [label for label in set(wanted) if f"•{label}" in shown or f"{label}•" in shown]
        left_out = re.search(r"(\d+) more figures below", shown)
        assert shown.count("•") == len(wanted) - (int(left_out[1]) if left_out else 0)
        assert len(found) >= (len(set(wanted)) if size[0] >= 160 else 4)
        assert (left_out is None) == (size[0] >= 160)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_sign_of_a_verb_is_in_the_legend(size: tuple[int, int], make_board: MakeBoard) -> None:
    """Whoever reads "x" behind a number finds the verb below it."""
    board = make_board(TimelineOfAll())
    async with board.run_test(size=size):
        shown = "\n".join(axis_of(board))
        used = {match[1] for match in re.finditer(r"•[^•\n]*? [a-z ]+ ([a-z!])\*?(?=\s|$)", shown, re.MULTILINE)}
        assert "x" in used
        assert [sign for sign in used if not re.search(rf"(?:^|· |\s){re.escape(sign)} [a-z]{{3}}", shown)] == []


def test_every_verb_has_its_own_sign() -> None:
    """Two verbs never share one."""
    assert set(SIGNS) == set(Stage)
    assert len(set(SIGNS.values())) == len(Stage)


async def test_a_mark_for_each_action_that_hit_a_target(make_board: MakeBoard, reader: Reader) -> None:
    """As many marks as actions, in a line for each kind of target."""
    timeline = reader.read(TimelineOfAll())
    board = make_board(TimelineOfAll())
    async with board.run_test(size=(160, 50)):
        lines = axis_of(board)
        for target in Target:
            hit = [row for row in timeline.rows if target in row.targets and (row.started_on or row.ended_on)]
            line = next((line for line in lines if line.strip().startswith(words.target(target))), "")
            marks = [1 if mark == "●" else int(mark) for mark in re.findall(r"[●\d]", line)]
            assert sum(marks) == len(hit), target


async def test_the_chosen_action_is_marked_on_the_axis(make_board: MakeBoard) -> None:
    """Moving through the rows moves the mark, and the axis stays in sight while the rows scroll."""
    board = make_board(TimelineOfAll())
    async with board.run_test(size=(160, 50)) as pilot:
        assert "▼" not in text_of(board)
        places = []
        for _step in range(20):
            await pilot.press("down")
            assert isinstance(board.focused, ActionRow)
            line = axis_of(board)[0]
            assert "actions" in line
            places.append(line.index("▼"))
        assert places == sorted(places)
        assert len(set(places)) > 15


@pytest.mark.parametrize("date", ["2016", "2016-01", "2016-12-31", "2026-12-31", "2020-06-15"])
def test_a_date_stands_within_the_axis(date: str) -> None:
    """Whatever the precision."""
    assert 0 <= place_on_axis(date, 2016, 2026, 100) < 100
