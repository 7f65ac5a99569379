"""Does a disagreement that turns out to be none become a caution everywhere at once?"""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

from board.exchange.show import as_json, as_text
from board.model.disagreement import find_disagreements
from board.model.wanted import SituationOf, StatementsOf, TimelineOfAll
from board.store.reader import Reader
from board.ui.app import BoardApp
from tests.entries import ACTION
from tests.foreign import other_program
from tests.ui.conftest import lines_of, text_of, until

SLUG = "is-2019-11-countries"


def turn(store: Path, caution: bool) -> str:
    """Make the disagreement on the countries a caution, or a disagreement again; return what it is about."""
    with other_program(store) as other:
        other.execute("UPDATE disagreements SET caution = ? WHERE slug = ?", (caution, SLUG))
        row: tuple[str] = other.execute("SELECT about FROM disagreements WHERE slug = ?", (SLUG,)).fetchone()
    return row[0]


def disagreements_on_the_time_line(reader: Reader) -> int:
    """Return the number behind ≠ of the action on the actions screen."""
    return next(row.disagreements for row in reader.read(TimelineOfAll()).rows if row.slug == ACTION)


def test_it_changes_sides_in_every_view(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """One fewer among the disagreements of situation, statements, JSON and time line, one more among the cautions."""
    reader = open_readers(store_path)
    before, file = reader.read(SituationOf(ACTION)), reader.read(StatementsOf(ACTION))
    counted = disagreements_on_the_time_line(reader)
    assert SLUG in [one.slug for one in before.disagreements]
    turn(store_path, caution=True)
    after, file_after = reader.read(SituationOf(ACTION)), reader.read(StatementsOf(ACTION))
    for was, now in ((before, after), (file, file_after)):
        assert [one for one in was.disagreements if one.slug != SLUG] == list(now.disagreements)
        assert SLUG in [one.slug for one in now.cautions]
        assert len(now.cautions) == len(was.cautions) + 1
    assert len(json.loads(as_json(after))["disagreements"]) == len(before.disagreements) - 1
    assert disagreements_on_the_time_line(reader) == counted - 1


def test_it_is_not_found_again_as_a_disagreement(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """What the record says is none is not taken for one because the numbers differ."""
    reader = open_readers(store_path)
    turn(store_path, caution=True)
    situation = reader.read(SituationOf(ACTION))
    linked = [one for one in (*situation.disagreements, *situation.cautions) if one.about]
    assert find_disagreements(situation.statements, linked) == ()
    assert [one for one in situation.disagreements if not one.about] == []


def test_the_print_out_moves_it_to_its_own_section(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """In text it stands once, after "not to be compared or added", behind "!" and not behind "≠"."""
    reader = open_readers(store_path)
    about = turn(store_path, caution=True)
    lines = as_text(reader.read(SituationOf(ACTION))).splitlines()
    said = [(number, line) for number, line in enumerate(lines) if about[:40] in line]
    assert len(said) == 1
    number, line = said[0]
    assert line.strip().startswith("! ")
    assert lines.index("NOT TO BE COMPARED OR ADDED") < number < lines.index("CONTENT TYPES")


async def test_open_screens_follow(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """Main and statements screen show "!" instead of "≠" while they are open, and "≠" again afterwards."""
    reader = open_readers(store_path)
    about = turn(store_path, caution=False)[:40]
    for wanted in (SituationOf(ACTION), StatementsOf(ACTION)):
        board = BoardApp(reader, wanted)
        async with board.run_test(size=(160, 120)) as pilot:
            assert _stands_with("≠", about, board), text_of(board)
            turn(store_path, caution=True)
            assert await until(pilot, partial(_stands_with, "!", about, board)), text_of(board)
            turn(store_path, caution=False)
            assert await until(pilot, partial(_stands_with, "≠", about, board)), text_of(board)


def _stands_with(mark: str, about: str, board: BoardApp) -> bool:
    lines = [line for line in lines_of(board) if about in line]
    return bool(lines) and all(f"{mark} " in line[: line.index(about)] for line in lines)


async def test_a_caution_alone_is_under_no_heading_of_disagreements(
    store_path: Path, open_readers: Callable[..., Reader]
) -> None:
    """Where all there is are cautions, neither print-out nor statements screen says that sources disagree."""
    with other_program(store_path) as other:
        other.execute("UPDATE disagreements SET caution = 1")
    reader = open_readers(store_path)
    situation = reader.read(SituationOf(ACTION))
    assert situation.cautions
    assert situation.disagreements == ()
    assert "WHERE SOURCES DISAGREE" not in as_text(situation)
    assert all(panel.against is None for panel in situation.content_types)
    board = BoardApp(reader, StatementsOf(ACTION), live=False)
    async with board.run_test(size=(160, 120)):
        assert "sources disagree" not in text_of(board).casefold()
        assert "! not to be compared" in text_of(board)
