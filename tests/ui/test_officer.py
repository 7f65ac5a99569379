"""Does the board ask before it records what looks odd, and can everything be added from the screen?"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from textual.events import Key
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.notifications import SeverityLevel
from textual.widgets import Input, Select

from board.model.vocabulary import ContentType, Role, Stage
from board.model.wanted import SituationOf, StatementsOf, TimelineOfAll
from board.store.additions import add, add_from_desk
from board.store.reader import Reader
from board.store.verify import verify
from board.ui.app import BoardApp
from board.ui.said import cut, room_on
from board.ui.screens.ask import AskScreen
from board.ui.screens.form import FieldRow, FormScreen
from board.ui.screens.main import MainScreen
from board.ui.widgets.entry_line import EntryLine
from board.ui.widgets.why_line import WhyLine
from tests.entries import ACTION, count
from tests.foreign import other_program
from tests.ui.conftest import lines_of, text_of, until

pytestmark = pytest.mark.usefixtures("impatient")

SIZE = (120, 40)


@pytest.fixture
def board(reader: Reader) -> BoardApp:
    """A live board of a duty officer; its clock stands at noon."""
    return BoardApp(reader, SituationOf(ACTION), operator="duty officer")


def entries(board: BoardApp) -> int:
    """Return how many entries the ledger has."""
    return verify(board.reader.store).entries


def has_entries(board: BoardApp, count: int) -> bool:
    """Say whether the ledger has so many entries."""
    return entries(board) == count


def says(board: BoardApp, said: str) -> bool:
    """Say whether something stands on the screen."""
    return said in text_of(board)


def fill(board: BoardApp, **values: str) -> None:
    """Fill in a form by the names of its fields."""
    for row in board.screen.query(FieldRow):
        if row.field.name in values:
            for line in row.query(Input):
                line.value = values[row.field.name]
            for select in row.query(Select):
                select.value = values[row.field.name]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("5 video removed @bka at 2019-11-01 10:00", "the time lies before the action"),
        ("5 video removed @bka at 13:00", "the time lies in the future"),
        ("5 video removed @pharos", "pharos is no partner of this action"),
    ],
)
async def test_what_looks_odd_is_asked_first(typed: str, why: str, board: BoardApp) -> None:
    """Esc records nothing; Enter records it all the same: it is never refused."""
    async with board.run_test(size=SIZE) as pilot:
        for answer, count in (("escape", 0), ("enter", 1)):
            await pilot.press("plus", *typed, "enter")
            assert await until(pilot, lambda: isinstance(board.screen, AskScreen))
            assert why in text_of(board)
            assert "TLP:CLEAR" in text_of(board)
            await pilot.press(answer)
            assert await until(pilot, partial(has_entries, board, count))


async def test_a_stranger_can_be_made_a_partner(board: BoardApp) -> None:
    """`p` adds the agency in a role, then records; the partner has its panel at once, and says who added it."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("plus", *"5 video removed @pharos", "enter")
        assert await until(pilot, lambda: isinstance(board.screen, AskScreen))
        await pilot.press("p")
        assert isinstance(board.screen, FormScreen)
        fill(board, role="referral")
        await pilot.press("ctrl+s")
        assert await until(pilot, lambda: entries(board) == 1)
        panel = next(one for one in board.reader.read(SituationOf(ACTION)).partners if one.agency.slug == "pharos")
        assert panel.roles == (Role.REFERRAL,)
        source = board.reader.store.connection.execute(
            "SELECT publisher, date FROM sources WHERE slug = "
            "(SELECT source FROM participations WHERE agency = 'pharos' AND action = ?)",
            (ACTION,),
        ).fetchone()
        assert source == ("duty officer", "2026-11-23")


async def test_a_lower_total_is_asked_for(board: BoardApp) -> None:
    """A running total below the present one is recorded only if it is said to be a correction."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("equals_sign", *"100 acc ref @bka", "enter")
        assert await until(pilot, lambda: entries(board) == 1)
        for answer, total in (("escape", 100), ("enter", 90)):
            await pilot.press("equals_sign", *"90 acc ref @bka", "enter")
            assert await until(pilot, lambda: "a correction? say why" in text_of(board))
            await pilot.press(*(("escape", "escape") if answer == "escape" else (*"recounted", answer)))

            def is_right(total: int = total) -> bool:
                return board.reader.read(SituationOf(ACTION)).stages[Stage.REFERRED].value == total

            assert await until(pilot, is_right)


async def test_tab_completes(board: BoardApp) -> None:
    """Half a word and Tab: the word, and a space to go on."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("plus", *"120 vid", "tab", *"rem", "tab", *"@eu-", "tab", *"on tel", "tab")
        assert board.screen.query_one(Input).value == "+120 video removed @eu-iru on telegram "
        await pilot.press("enter")
        assert await until(pilot, lambda: entries(board) == 1)


async def test_a_million_letters_are_not_an_entry(board: BoardApp) -> None:
    """A megabyte in the line is cut, said to be none, and the board lives."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("plus")
        board.screen.query_one(Input).insert_text_at_cursor("video " * 170_000)
        await pilot.press("enter")
        assert board.screen.query(EntryLine)
        assert len(board.screen.query_one(Input).value) <= 2_000
        await pilot.press("escape")
        assert entries(board) == 0


async def test_the_form_records_the_same_entry(board: BoardApp) -> None:
    """What is still missing is said; ctrl+s records; a reference counts once."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        for ask in (1, 2):
            await pilot.press("f")
            assert isinstance(board.screen, FormScreen)
            assert "still to say: number" in text_of(board)
            await pilot.press("ctrl+s")
            assert isinstance(board.screen, FormScreen)
            fill(board, quantity="120", content_type="video", stage="removed", agency="eu-iru", provider="telegram",
                 qualifier="at_least", note="by phone", ref="IRU-7")  # fmt: skip
            await pilot.pause()
            assert "+120 (at least) videos removed @eu-iru on telegram # by phone" in text_of(board)
            await pilot.press("ctrl+s")
            if ask == 1:
                assert await until(pilot, lambda: entries(board) == 1)
        assert await until(pilot, lambda: "has sent IRU-7 before" in text_of(board))
        assert entries(board) == 1


async def test_an_action_is_added_and_shown(board: BoardApp) -> None:
    """From the palette's form to an action on the screen, in which something can be counted."""
    async with board.run_test(size=SIZE) as pilot:
        await board.action_add("action")
        await pilot.pause()
        fill(board, slug="rehearsal-2026", name="A rehearsal [b]x[/]", exercise="yes", place="Brussels")
        await pilot.press("ctrl+s")
        assert await until(
            pilot, lambda: isinstance(board.screen, MainScreen) and board.screen.view.action.slug == "rehearsal-2026"
        )
        assert "A rehearsal [b]x[/]" in text_of(board)
        assert "EXERCISE" in text_of(board)
        await pilot.press("plus", *"3 video removed @bka", "enter", "enter")
        assert await until(pilot, lambda: entries(board) == 1)


async def test_a_provider_and_a_panel_are_added(board: BoardApp) -> None:
    """A provider can be named from then on; a content type has its panel before anything of it is counted."""
    async with board.run_test(size=SIZE) as pilot:
        await board.action_add("provider")
        await pilot.pause()
        fill(board, slug="files-example", name="files.example.org")
        await pilot.press("ctrl+s")
        assert await until(pilot, lambda: "files-example" in board.officer.names().providers)
        await board.action_add("content_type")
        await pilot.pause()
        fill(board, type="file")
        await pilot.press("ctrl+s")

        def types() -> set[ContentType]:
            return {panel.type for panel in board.reader.read(SituationOf(ACTION)).content_types}

        assert await until(pilot, lambda: ContentType.FILE in types())
        await pilot.press("plus", *"3 file removed @bka on files-ex", "enter")
        assert await until(pilot, lambda: entries(board) == 1)


async def test_what_is_wrong_with_an_addition_is_said(board: BoardApp) -> None:
    """A short name that is taken or is none: the form says which field, how to write it, and keeps the rest."""
    async with board.run_test(size=SIZE) as pilot:
        await board.action_add("provider")
        for slug, said in (
            ("telegram", "short name: telegram is there already, choose another"),
            ("Not A Slug", "short name: small letters, digits and hyphens: telegram"),
        ):
            await pilot.pause()
            fill(board, slug=slug, name="Somebody")
            await pilot.press("ctrl+s")
            assert await until(pilot, partial(says, board, said))
            assert isinstance(board.screen, FormScreen)
            assert "Somebody" in text_of(board)
        fill(board, slug="somebody")
        await pilot.press("ctrl+s")
        assert await until(pilot, lambda: not isinstance(board.screen, FormScreen))


async def test_a_form_that_the_store_refuses_stays_open(board: BoardApp) -> None:
    """What only the store knows to be wrong is said in the form too, by the label of its field."""
    async with board.run_test(size=SIZE) as pilot:
        await board.action_add("action")
        await pilot.pause()
        fill(board, slug="spring-action", name="Spring Action", started_on="2026-02-31")
        await pilot.press("ctrl+s")
        assert await until(pilot, lambda: "started on: year-month-day, as 2026-11-24" in text_of(board))
        assert isinstance(board.screen, FormScreen)
        assert "Spring Action" in text_of(board)
        fill(board, started_on="2026-02-28")
        await pilot.press("ctrl+s")
        assert await until(pilot, lambda: board.action_shown() == "spring-action")


async def test_a_number_that_is_none_is_said_at_once(board: BoardApp) -> None:
    """The form does not wait for the other fields."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("f")
        fill(board, quantity="xyz")
        assert await until(pilot, lambda: "number: a whole number" in text_of(board))


async def test_any_chosen_entry_is_taken_back_with_a_reason(board: BoardApp) -> None:
    """`u` on the ledger names the chosen entry, whoever recorded it; without a reason nothing is done."""
    for number in (5, 6):
        count(board.reader.store, "bka", "video", "removed", number, at=board.reader.clock(), operator="somebody")
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("l", "down", "u")
        assert await until(pilot, lambda: bool(board.screen.query(WhyLine)))
        assert "take back THIS entry, 1 by somebody? say why" in text_of(board)
        assert "entry 1: +5 videos removed" in text_of(board)
        await pilot.press("enter")
        assert entries(board) == 2
        await pilot.press(*"misheard", "enter")
        assert await until(pilot, lambda: entries(board) == 3)
        reversed_ = board.reader.store.connection.execute("SELECT reverses_seq FROM ledger WHERE seq = 3").fetchone()
        assert reversed_ == (1,)
        assert [one[0] for one in board.reader.store.connection.execute("SELECT text FROM notes")] == ["misheard"]


async def test_an_opened_entry_is_taken_back(board: BoardApp) -> None:
    """`u` on an entry that was opened asks for the why of that one."""
    count(board.reader.store, "bka", "video", "removed", 5, at=board.reader.clock(), operator="somebody")
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("l", "enter", "u")
        assert await until(pilot, lambda: "take back THIS entry, 1 by somebody?" in text_of(board))
        await pilot.press(*"twice", "enter")
        assert await until(pilot, lambda: entries(board) == 2)


async def test_an_empty_correction_says_how_to_take_back(board: BoardApp) -> None:
    """Who wants nothing in an entry's place reads which key does that."""
    count(board.reader.store, "bka", "video", "removed", 5, at=board.reader.clock())
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("l", "c")
        assert await until(pilot, lambda: bool(board.screen.query(EntryLine)))
        board.screen.query_one(Input).value = ""
        assert await until(pilot, lambda: "esc, then u, and say why" in text_of(board))


async def test_what_is_typed_after_a_lower_total_is_no_command(board: BoardApp) -> None:
    """It stands in the line that asks why; Esc brings the typed line back."""
    mine = board.officer.desk.operator
    count(board.reader.store, "bka", "account", "referred", 100, at=board.reader.clock(), operator=mine)
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("equals_sign", *"90 acc ref @bka", "enter", *"recount", "u")
        assert board.screen.query_one(Input).value == "recountu"
        assert entries(board) == 1
        await pilot.press("escape")
        assert board.screen.query_one(Input).value == "=90 acc ref @bka"
        await pilot.press("enter", *"recounted", "enter")
        assert await until(pilot, lambda: entries(board) == 2)
        assert [one[0] for one in board.reader.store.connection.execute("SELECT text FROM notes")] == [
            "running total of 90 · recounted"
        ]


async def test_x_says_why_there_is_no_exercise(board: BoardApp) -> None:
    """Where something was counted the key says so."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("plus", *"5 video removed @bka", "enter")
        assert await until(pilot, lambda: "ledger · 1 entry" in text_of(board))
        await pilot.press("x")
        assert await until(pilot, lambda: "a live exercise is offered" in text_of(board))


@pytest.mark.parametrize("what", ["action", "partner", "provider", "content_type"])
async def test_read_only_adds_nothing(what: str, store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """A board opened for reading opens no form."""
    watching = BoardApp(open_readers(store_path, read_only=True), SituationOf(ACTION))
    async with watching.run_test(size=SIZE, notifications=True) as pilot:
        await watching.action_add(what)
        await watching.action_form()
        await pilot.pause()
        assert not isinstance(watching.screen, FormScreen)
        assert "reading only" in text_of(watching)


async def test_without_an_action_nothing_is_typed(reader: Reader) -> None:
    """On the time line there is no action to count in; on the statements of an action there is."""
    board = BoardApp(reader, TimelineOfAll())
    async with board.run_test(size=SIZE) as pilot:
        board.action_ledger()
        await pilot.press("plus", "u", "c", "f", "slash")
        assert not board.screen.query(EntryLine)
        board.open_view(StatementsOf(ACTION))
        await pilot.pause()
        assert board.action_shown() == ACTION


async def test_asking_on_too_small_a_terminal(board: BoardApp) -> None:
    """A question says what the terminal needs, and comes back when it grows."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("plus", *"5 video removed @pharos", "enter")
        assert await until(pilot, lambda: isinstance(board.screen, AskScreen))
        await pilot.resize_terminal(60, 20)
        assert await until(pilot, lambda: "terminal too small" in text_of(board))
        await pilot.resize_terminal(*SIZE)
        assert await until(pilot, lambda: "record it all the same?" in text_of(board))
        assert datetime.now(UTC) > board.reader.clock()


async def test_nothing_that_is_typed_is_lost(board: BoardApp) -> None:
    """A line typed at once, before the board had time to draw, is the line that is recorded."""
    async with board.run_test(size=SIZE) as pilot:
        lines = ("+120 video removed @eu-iru on telegram", "=500 acc ref @bka # by phone")
        for count, line in enumerate(lines, 1):
            for letter in line:
                board.post_message(Key(_character_to_key(letter), letter))
            board.post_message(Key("enter", "\r"))
            assert await until(pilot, partial(has_entries, board, count))
        situation = board.reader.read(SituationOf(ACTION))
        assert {stage: quantity.value for stage, quantity in situation.stages.items()} == {
            Stage.REMOVED: 120,
            Stage.REFERRED: 500,
        }


@pytest.mark.parametrize("keys", [("y", "u"), ("enter", "u"), ("u", "y"), ("u", "enter")])
async def test_no_key_takes_back_what_nobody_has_seen(board: BoardApp, keys: tuple[str, str]) -> None:
    """What is pressed before the question can be read answers nothing; Enter does, once it can."""
    mine = board.officer.desk.operator
    count(board.reader.store, "bka", "video", "removed", 5, at=board.reader.clock(), operator=mine)
    async with board.run_test(size=SIZE) as pilot:
        for key in keys:
            board.post_message(Key(key, "\r" if key == "enter" else key))
        assert await until(pilot, lambda: isinstance(board.screen, AskScreen))
        await pilot.pause(0.3)
        assert entries(board) == 1
        assert isinstance(board.screen, AskScreen)
        await pilot.press("enter")
        assert await until(pilot, lambda: entries(board) == 2)


async def test_entries_keep_the_order_of_the_keys(
    board: BoardApp, store_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Typed while another program holds the store: nothing is lost or swapped, the board is not left too soon."""
    monkeypatch.setattr("board.ui.writing.LONG", 60.0)  # what is said after a while would take the place of the answer
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        with other_program(store_path) as other:
            other.execute("BEGIN IMMEDIATE")
            for number in range(1, 6):
                await pilot.press("plus", *f"{number} video removed @bka", "enter")
            await pilot.press("down")
            assert board.focused is not None  # keys are answered meanwhile
            await pilot.press("q")
            assert await until(pilot, lambda: "still being written" in text_of(board))
            other.execute("ROLLBACK")
        assert await until(pilot, partial(has_entries, board, 5))
        rows = board.reader.store.connection.execute("SELECT quantity FROM ledger ORDER BY seq").fetchall()
        assert [row[0] for row in rows] == [1, 2, 3, 4, 5]


async def test_it_is_said_that_an_entry_waits(board: BoardApp, store_path: Path) -> None:
    """Another program holds the store: the board says that nothing is recorded yet, and records when it can."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        with other_program(store_path) as other:
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("plus", *"1 video removed @bka", "enter")
            assert await until(pilot, lambda: "not recorded yet" in text_of(board))
            other.execute("ROLLBACK")
        assert await until(pilot, partial(has_entries, board, 1))
        assert await until(pilot, lambda: "not recorded yet" not in text_of(board))


async def test_a_refusal_stays_until_it_is_seen(board: BoardApp) -> None:
    """What is recorded after it does not push it out of sight; Escape does."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("plus", "backspace", *"-5 video removed @bka", "enter")
        assert await until(pilot, lambda: "below zero" in text_of(board))
        board.say("something else")
        await pilot.pause()
        assert "something else" in text_of(board)
        assert "below zero" in text_of(board)
        await pilot.press("escape")
        assert "below zero" not in text_of(board)


async def test_a_refused_line_is_not_lost(board: BoardApp) -> None:
    """What the ledger refuses comes back with the up key, to be mended."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("plus", "backspace", *"-5 video removed @bka", "enter")
        assert await until(pilot, lambda: "below zero" in text_of(board))
        await pilot.press("plus", "up")
        assert board.screen.query_one(Input).value == "-5 video removed @bka"


async def test_what_is_shown_is_recorded(board: BoardApp) -> None:
    """A partner that comes while the line is open changes what a prefix means; the line stays what was shown."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("plus", *"5 video removed @bk")
        assert "+5 videos removed @bka" in text_of(board)
        store = board.reader.store
        values = {"slug": "bk-at", "name": "Federal Criminal Police Office", "kind": "police", "country": "AT"}
        add(store, "agencies", values)
        fields = {"action": ACTION, "agency": "bk-at", "roles": [Role.SUPPORT]}
        add_from_desk(store, "participations", fields, "officer", board.reader.clock())
        await pilot.press("enter")
        assert await until(pilot, lambda: entries(board) == 1)
        assert store.connection.execute("SELECT agency FROM ledger").fetchall() == [("bka",)]


async def test_a_line_is_for_the_action_it_was_opened_on(board: BoardApp) -> None:
    """Where another action is on the screen by then, it is asked; the answer records where the line was begun."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("plus", *"5 video removed @bka")
        board.open_view(SituationOf("amaq-2018"))
        await pilot.pause()
        await pilot.press("enter")
        assert await until(pilot, lambda: isinstance(board.screen, AskScreen))
        assert "not for what the screen shows" in text_of(board)
        await pilot.press("enter")
        assert await until(pilot, lambda: entries(board) == 1)
        assert board.reader.store.connection.execute("SELECT action FROM ledger").fetchall() == [(ACTION,)]


async def test_u_takes_back_only_what_was_counted_here(board: BoardApp) -> None:
    """My last entry of another action stays: it is not on the screen."""
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("plus", *"5 video removed @bka", "enter")
        assert await until(pilot, lambda: entries(board) == 1)
        board.open_view(SituationOf("amaq-2018"))
        await pilot.pause()
        await pilot.press("u")
        assert await until(pilot, lambda: "in this action there is no entry of yours" in text_of(board))
        assert not isinstance(board.screen, AskScreen)
        board.open_view(SituationOf(ACTION))
        await pilot.pause()
        await pilot.press("u", "enter")
        assert await until(pilot, lambda: entries(board) == 2)


async def test_the_form_records_what_it_showed(board: BoardApp) -> None:
    """A number with spaces is one number; two in one field are none; a reference that cannot be kept is said."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("f")
        fill(board, quantity="500 +20", content_type="video", stage="removed", agency="bka")
        await pilot.pause()
        assert "said twice: a number" in text_of(board)
        fill(board, quantity="26 100", ref="Mail\ue00012")
        await pilot.pause()
        assert "ref: " in text_of(board)
        await pilot.press("ctrl+s")
        assert isinstance(board.screen, FormScreen)
        fill(board, ref="Mail 12")
        await pilot.pause()
        assert "+26,100 videos removed @bka" in text_of(board)
        await pilot.press("ctrl+s")
        assert await until(pilot, lambda: entries(board) == 1)
        assert board.reader.read(SituationOf(ACTION)).stages[Stage.REMOVED].value == 26_100


@pytest.mark.parametrize(
    ("what", "line", "values"),
    [
        ("agency", "5 video removed @nl-iru", {"slug": "nl-iru", "name": "Netherlands IRU", "kind": "referral_unit"}),
        ("provider", "5 video removed @bka on files-ex", {"slug": "files-example", "name": "files.example.org"}),
    ],
)
async def test_who_is_new_is_added_while_the_line_is_open(
    what: str, line: str, values: dict[str, str], board: BoardApp
) -> None:
    """The line says how; once it is added the line knows it, and nothing has to be typed anew."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("plus", *line)
        assert "added with ctrl+p" in text_of(board)
        await pilot.press("ctrl+p")
        await pilot.press(*{"agency": "an agency", "provider": "service provider"}[what])
        assert await until(pilot, lambda: "Add a" in text_of(board))
        await pilot.pause(0.3)
        await pilot.press("enter")
        assert await until(pilot, lambda: isinstance(board.screen, FormScreen))
        fill(board, **values)
        await pilot.press("ctrl+s")
        assert await until(pilot, lambda: "⏎ record" in text_of(board))
        await pilot.press("enter")
        if what == "agency":
            assert await until(pilot, lambda: isinstance(board.screen, AskScreen))
            await pilot.press("enter")
        assert await until(pilot, lambda: entries(board) == 1)


async def test_a_bare_time_of_a_correction_is_of_that_day(board: BoardApp) -> None:
    """The line of a correction understands a time as one of the day of the wrong entry, and says which."""
    count(board.reader.store, "bka", "video", "removed", 50, at=datetime(2026, 11, 20, 10, 0, tzinfo=UTC))
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("l")
        await pilot.press("c")
        assert await until(pilot, lambda: bool(board.screen.query(EntryLine)))
        board.screen.query_one(Input).value = "+40 video removed @bka at 10:25"
        assert await until(pilot, lambda: "20 Nov 2026 10:25 UTC" in text_of(board))
        await pilot.press("enter")
        assert await until(pilot, lambda: bool(board.screen.query(WhyLine)))
        assert await until(pilot, lambda: "20 Nov 2026 10:25 UTC" in text_of(board))
        await pilot.press(*"misheard", "enter")
        assert await until(pilot, lambda: entries(board) == 3)


async def test_an_entry_with_a_long_note_is_corrected_by_its_own_line(board: BoardApp) -> None:
    """All of the note is there, and there is room to type more."""
    note = "x" * 5_000
    count(board.reader.store, "bka", "video", "removed", 50, at=datetime(2026, 11, 20, 10, 0, tzinfo=UTC), note=note)
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("l")
        await pilot.press("c")
        assert await until(pilot, lambda: bool(board.screen.query(EntryLine)))
        await pilot.press(*" end", "enter")
        assert await until(pilot, lambda: bool(board.screen.query(WhyLine)))
        await pilot.press(*"misheard", "enter")
        assert await until(pilot, lambda: entries(board) == 3)
        texts = [one[0] for one in board.reader.store.connection.execute("SELECT text FROM notes")]
        assert f"{note} end" in texts


LONG_REFUSAL = "bka has at least 1,300 accounts referred: −1,500 would take it below zero; " * 9


@pytest.mark.parametrize("severity", ["error", "information"])
async def test_a_long_message_covers_no_partner_at_80x24(severity: SeverityLevel, reader: Reader) -> None:
    """Two lines above the foot, over the end of the ledger, cut with "…"; the partners' lines stay whole."""
    count(reader.store, "bka", "video", "removed", 50, at=datetime(2026, 11, 20, 10, 0, tzinfo=UTC))
    board = BoardApp(reader, SituationOf(ACTION))
    async with board.run_test(size=(80, 24), notifications=True) as pilot:
        assert await until(pilot, lambda: "── ledger" in text_of(board))
        before = lines_of(board)
        ledger = next(place for place, line in enumerate(before) if "── ledger" in line)
        for _time in range(3):
            board.say(LONG_REFUSAL, severity)
            assert await until(pilot, lambda: text_of(board).count("▌") in (1, 2))
        said = lines_of(board)
        assert said[1:ledger] == before[1:ledger]
        assert said[-1] == before[-1]
        assert said[-2].endswith("…")


async def test_what_is_said_does_not_cover_a_line_that_is_open(board: BoardApp) -> None:
    """At 80x24 it stands above the line in which the next entry is typed, and at the foot again once it is closed."""
    async with board.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("plus", *"5 video")
        board.say(LONG_REFUSAL, "error")
        assert await until(pilot, lambda: "below zero" in text_of(board))
        assert "+5 videos" in text_of(board)
        assert "still to say" in text_of(board)
        await pilot.press("escape")
        assert await until(pilot, lambda: "below zero" in lines_of(board)[-2])


@pytest.mark.parametrize("count_of", [1, 2, 5])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (240, 70)])
def test_what_is_said_takes_no_more_lines_than_it_may(count_of: int, size: tuple[int, int]) -> None:
    """However much was refused: each has its share, the last ones are kept, nothing is wider than its room."""
    room = room_on(Size(*size))
    lines = cut([f"{number}: {LONG_REFUSAL}" for number in range(count_of)], room).splitlines()
    assert len(lines) <= room.lines
    assert max(map(len, lines)) <= room.cells
    assert lines[-1].endswith("…")
    assert any(line.startswith(f"{count_of - 1}: ") for line in lines)
