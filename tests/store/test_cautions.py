"""Are figures that must not be compared kept apart from sources that contradict each other?"""

import csv
import io
import json

import pytest

from board.exchange.show import as_csv, as_json, as_text
from board.model.vocabulary import Drift
from board.model.wanted import SituationOf, StatementsOf, TimelineOfAll
from board.store.reader import Reader
from board.ui.app import BoardApp
from tests.entries import ACTION
from tests.ui.conftest import text_of


def test_cautions_are_no_disagreements(reader: Reader) -> None:
    """The record has both for November 2019, and none stands in both places."""
    situation = reader.read(SituationOf(ACTION))
    cautions, disputes = ({one.slug for one in found} for found in (situation.cautions, situation.disagreements))
    assert cautions
    assert disputes
    assert not cautions & disputes
    assert all(one.caution for one in situation.cautions)
    file = reader.read(StatementsOf(ACTION))
    assert (file.cautions, file.disagreements) == (situation.cautions, situation.disagreements)


def test_print_outs_keep_them_apart(reader: Reader) -> None:
    """Text has a section of their own; JSON lists only disagreements; CSV has neither as a row."""
    situation = reader.read(SituationOf(ACTION))
    text = as_text(situation)
    disputed = text.index("WHERE SOURCES DISAGREE")
    apart = text.index("NOT TO BE COMPARED OR ADDED")
    assert disputed < apart
    assert f"! {situation.cautions[0].about}" in text[apart:]
    assert f"≠ {situation.disagreements[0].about}" in text[disputed:apart]
    assert len(json.loads(as_json(situation))["disagreements"]) == len(situation.disagreements)
    assert {row["row"] for row in csv.DictReader(io.StringIO(as_csv(situation)))} == {"statement"}


def test_the_time_line_counts_disagreements_only(reader: Reader) -> None:
    """What stands behind ≠ on the actions screen is what the statements screen calls a disagreement."""
    for row in reader.read(TimelineOfAll()).rows:
        assert row.disagreements == len(reader.read(StatementsOf(row.slug)).disagreements), row.slug


@pytest.mark.parametrize("size", [(100, 30), (160, 50)])
async def test_the_statements_screen_marks_them(reader: Reader, size: tuple[int, int]) -> None:
    """A caution says that it is one, with its reason."""
    file = reader.read(StatementsOf(ACTION))
    board = BoardApp(reader, StatementsOf(ACTION), live=False)
    async with board.run_test(size=size) as pilot:
        await pilot.press("down")
        for _dispute in file.disagreements:
            await pilot.press("down")
        assert "! " in text_of(board)
        assert Drift.STAGE in file.disagreements[0].drifts
