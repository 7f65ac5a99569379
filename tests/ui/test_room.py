"""Has every word its room at eighty columns, in every language: are figures whole, and do columns never touch?"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.cells import cell_len

from board.locale import LANGUAGES, _, days, phrases, use, words
from board.model.pulse import Group
from board.model.situation import LedgerPage
from board.model.vocabulary import FIRST_TYPES, LEDGER_STAGES, Stage
from board.model.wanted import (
    AgencyOf,
    LedgerOf,
    MatrixOf,
    PulseOf,
    SituationOf,
    SituationReportsOf,
    TimelineOfAll,
    Wanted,
)
from board.store.batches import Batch
from board.store.reader import Reader
from board.store.situation_reports import take
from board.ui import columns
from board.ui.app import BoardApp
from board.ui.screens.actions import line_of
from board.ui.screens.batches import BatchList, Taken
from board.ui.screens.export import KindList, Offered, kinds
from board.ui.screens.file_choice import FileChoice
from board.ui.screens.keys import KeyTable, key_lines, time_lines
from board.ui.screens.reports import SHOWN
from board.ui.screens.sheet import FRAME, SheetKeys
from board.ui.widgets.curves import row_names
from board.ui.widgets.entry_row import MOST_WHAT, entry_line
from tests.conftest import NOON
from tests.entries import ACTION, count, rehearse
from tests.ui.conftest import lines_of, text_of, until

pytestmark = pytest.mark.usefixtures("impatient", "spoken")

SIZE = (80, 24)


@pytest.fixture(params=LANGUAGES)
def spoken(request: pytest.FixtureRequest) -> str:
    """Speak each language."""
    language: str = request.param
    use(language)
    return language


@pytest.fixture
def rehearsed(store_path: Path, open_readers: Callable[..., Reader]) -> Reader:
    """A store in which entries were counted."""
    rehearse(store_path, NOON)
    return open_readers(store_path)


def stands(word: str, text: str) -> bool:
    """Say whether a word stands in a text with room on both sides."""
    return re.search(rf"(?<!\S){re.escape(word)}(?!\S)", text) is not None


async def screen_of(reader: Reader, wanted: Wanted, *keys: str) -> str:
    """Return what stands on a small screen after some keys."""
    board = BoardApp(reader, wanted, live=False)
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        return text_of(board)


async def test_the_keys_are_said_whole(reader: Reader) -> None:
    """In a box that is as wide as its words."""
    said = await screen_of(reader, SituationOf(ACTION), "question_mark")
    for key, does in key_lines():
        assert re.search(rf"{re.escape(key)} +{re.escape(does)}", said), does


async def test_the_keys_of_the_time_screen_are_said_whole(reader: Reader) -> None:
    """They too."""
    said = await screen_of(reader, PulseOf(ACTION), "question_mark")
    assert [does for _key, does in time_lines() if does not in said] == []


async def test_keys_without_room_are_scrolled_to_and_said_to_be_there(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The frame says how many lines are below; the page key brings the last one."""
    many = tuple((f"k{number}", f"{number} " + "word " * 20 + "end") for number in range(20))
    monkeypatch.setattr("board.ui.screens.keys.key_lines", lambda: many)
    board = BoardApp(reader, SituationOf(ACTION), live=False)
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        assert _("↓ {count} more").format(count=board.screen.query_one(KeyTable).beyond) in text_of(board)
        assert "k19" not in text_of(board)
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert "k19" in text_of(board)
        assert "↑" in lines_of(board)[0]
        assert text_of(board).count("end") > 5


def test_no_key_of_a_sheet_is_cut() -> None:
    """They take a second line rather."""
    keys = FileChoice(Path("/"), None, None).keys()  # type: ignore[arg-type]
    lines = SheetKeys(keys).lines(SIZE[0] - FRAME)
    assert all(line.cell_length <= SIZE[0] - FRAME for line in lines)
    shown = "\n".join(line.plain for line in lines)
    assert all(f"{key} {does}" in shown for key, does in keys)


@pytest.mark.parametrize(
    ("room", "say"),
    [
        (columns.day_room, lambda at: days.day(f"{at:%Y-%m-%d}")),
        (columns.instant_room, days.instant),
        (columns.exact_room, days.exact_instant),
        (columns.short_room, columns.short_instant),
    ],
)
def test_every_day_of_a_year_has_room(room: Callable[[], int], say: Callable[[datetime], str]) -> None:
    """Also those of the longest month."""
    year = [datetime(2028, 1, 1, 23, 59, 59, tzinfo=UTC) + timedelta(days=number) for number in range(366)]
    assert max(cell_len(say(at)) for at in year) == room()


@pytest.mark.parametrize(("width", "dated"), [(78, True), (77, False), (118, True), (158, True), (158, False)])
def test_an_entry_says_whole_what_was_counted(rehearsed: Reader, width: int, dated: bool) -> None:
    """Number, unit and verb, however little room there is for the rest."""
    page = rehearsed.read(LedgerOf(ACTION))
    assert isinstance(page, LedgerPage)
    like = page.rows[0]
    for unit in FIRST_TYPES:
        for stage in LEDGER_STAGES:
            entry = like._replace(content_type=unit, stage=stage)
            said = phrases.unit_and_stage(entry)
            line = entry_line(entry, width, dated=dated)
            assert line.cell_length <= width
            assert cell_len(said) > MOST_WHAT or f"{phrases.signed(entry.quantity)} {said}" in line.plain


def test_a_number_of_rows_is_never_cut() -> None:
    """In the list of files that were taken in, however long the words of its head are."""
    width = SIZE[0] - FRAME - 1
    batch = Batch(
        id="0" * 36, action=ACTION, file="a very long name of a file that somebody sent at night.csv", digest="",
        operator="second duty officer", taken_at=datetime(2026, 9, 28, 23, 59, tzinfo=UTC), first_seq=1, last_seq=2,
        new=1_234_567, known=0, shared=0, refused=7_654_321, skipped=0, reverses=None, why=None, taken_back=None,
    )  # fmt: skip
    head, line = (one.content.plain for one in BatchList(Taken((batch,))).lines(width))
    assert len(line) <= width
    assert all(stands(phrases.number(count), line) for count in (batch.new, batch.refused))
    assert columns.short_instant(batch.taken_at) in line
    assert stands(_("new"), head)
    assert stands(_("refused"), head)


def test_a_kind_of_export_does_not_touch_its_form() -> None:
    """There is room between them."""
    for kind, line in zip(kinds(), KindList(Offered()).lines(SIZE[0] - FRAME), strict=True):
        assert re.search(rf"{re.escape(kind.label)} +{re.escape(kind.more)}$", line.content.plain)


async def test_the_columns_of_the_reports_stand_apart(rehearsed: Reader) -> None:
    """Every name and every number, and the instant is whole."""
    take(rehearsed.store, ACTION, "duty officer", NOON)
    said = await screen_of(rehearsed, SituationReportsOf(ACTION))
    for name in (_("entries"), *map(words.stage, SHOWN)):
        assert stands(name, said), name
    assert f" {_('head')[:4]}" in said
    assert f"{days.instant(NOON)} " in said


def test_an_action_does_not_touch_its_date(reader: Reader) -> None:
    """Nor is the date cut."""
    for row in reader.read(TimelineOfAll()).rows:
        day = days.day(row.started_on or row.ended_on)
        assert line_of(row, 78).plain.startswith(f"{day} ")


async def test_an_agency_has_its_dates_whole(reader: Reader) -> None:
    """Each stands before the name of an action."""
    said = await screen_of(reader, AgencyOf("europol"))
    view = reader.read(AgencyOf("europol"))
    for appearance in view.appearances[:8]:
        assert f" {days.day(appearance.started_on)} " in said


async def test_the_rows_and_curves_of_the_time_screen_are_named(rehearsed: Reader) -> None:
    """Whole, or with a sign that something is missing."""
    said = await screen_of(rehearsed, PulseOf(ACTION), "g", "g")
    for name in row_names():
        assert stands(name, said), name
    curves = rehearsed.read(PulseOf(ACTION)._replace(group=Group.AGENCY)).curves
    for curve in curves:
        assert re.search(rf" {re.escape(curve.name[:12])}\S*( \S+)*($|…)", said, re.MULTILINE)
        assert curve.name in said or "…" in said


async def test_the_chosen_stage_of_the_matrix_is_whole(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """Also the last of many."""
    reader = open_readers(store_path)
    for stage in LEDGER_STAGES:
        count(reader.store, "bka", "video", stage, 3, at=NOON)
    board = BoardApp(reader, MatrixOf(ACTION), live=False)
    async with board.run_test(size=SIZE) as pilot:
        for _step in LEDGER_STAGES:
            await pilot.press("right")
            await pilot.pause()
            chosen = board.screen.stage  # type: ignore[attr-defined]
            assert stands(f"▸{words.stage(chosen)}", lines_of(board)[1])


@pytest.mark.parametrize(
    ("unit", "stage"), [("link", Stage.ORDERED), ("domain", Stage.SEIZED), ("publication", Stage.REAPPEARED)]
)
async def test_the_tally_of_a_folded_panel_is_whole(
    unit: str, stage: Stage, store_path: Path, open_readers: Callable[..., Reader]
) -> None:
    """Where the name before it leaves the room."""
    reader = open_readers(store_path)
    count(reader.store, "bka", unit, stage, 7, at=NOON)
    board = BoardApp(reader, SituationOf(ACTION), live=False)
    async with board.run_test(size=SIZE) as pilot:
        assert await until(pilot, lambda: " 7 " in text_of(board))
        view = reader.read(SituationOf(ACTION))
        panel = next(one for one in view.content_types if one.type == unit)
        said = f"7 {words.stage(stage, panel.type, 7)}"
        if cell_len(words.unit(panel.type)) + 2 + cell_len(said) <= 37:
            assert said in text_of(board)
