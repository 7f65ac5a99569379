"""Is a partner's file taken in at the screen by keys alone: shown first, put right, and whole or not at all?"""

import os
import shutil
import stat
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot
from textual.widgets import Input

from board.exchange.incoming import handing_in
from board.exchange.incoming.reading import understand
from board.exchange.incoming.stood import WHY
from board.model.moment import Clock, Moment
from board.model.wanted import SituationOf
from board.store.batches import batches_of
from board.store.connection import writing
from board.store.edition import shipped_exercise
from board.store.exercise import clock_of, set_clock
from board.store.opening import open_store
from board.store.reader import Reader
from board.store.verify import verify
from board.ui.app import BoardApp
from board.ui.screens import reading
from board.ui.screens.ask import AskScreen
from board.ui.screens.batches import BatchesScreen
from board.ui.screens.choice import ChoiceScreen
from board.ui.screens.file_choice import FileChoice
from board.ui.screens.form import FormScreen
from board.ui.screens.main import MainScreen
from board.ui.screens.reading import ReadingScreen
from board.ui.screens.taking import TakingScreen
from board.ui.widgets.outcome import why_here
from tests.conftest import NOON
from tests.entries import ACTION, the_same_ids
from tests.exercises import begun, script
from tests.foreign import other_program
from tests.ui.conftest import text_of, until
from tests.ui.test_hostile import HOSTILE, assert_harmless

pytestmark = pytest.mark.usefixtures("impatient", "quick")

SIZE = (120, 40)
SHEETS = shipped_exercise().parent / "sheets"
LONG = "BKA\nDatum;Anbieter;Art;Maßnahme;Anzahl;Vorgang\n"
Compare = Callable[..., bool]


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test sees at once what a person needs a moment for."""
    monkeypatch.setattr(reading, "SEEN_SECONDS", 0.0)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory: empty."""
    made = tmp_path / "in"
    made.mkdir()
    monkeypatch.chdir(made)
    return made


@pytest.fixture
def board(reader: Reader, folder: Path) -> BoardApp:
    """A live board on the action of November 2019; its clock stands at noon."""
    return BoardApp(reader, SituationOf(ACTION), operator="duty officer")


def sheet(folder: Path, *rows: str, head: str = LONG, name: str = "bka.csv") -> Path:
    """Write a sheet of the BKA."""
    file = folder / name
    file.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def row(number: int, count: str = "10", provider: str = "Telegram") -> str:
    """Return a row of it."""
    return f"22.11.2019;{provider};Videos;gemeldet;{count};R {number}"


def entries(board: BoardApp) -> int:
    """Return how many entries the ledger has; it is in order."""
    found = verify(board.reader.store)
    assert found.problems == ()
    return found.entries


def total(board: BoardApp) -> dict[tuple[str, str, str], int]:
    """Return what each agency has at each stage of each content type."""
    rows = board.reader.store.connection.execute(
        "SELECT agency, stage, content_type, sum(quantity) FROM totals GROUP BY 1, 2, 3 HAVING sum(quantity) <> 0"
    ).fetchall()
    return {line[:3]: line[3] for line in rows}


def rehearsed(board: BoardApp) -> bool:
    """Say whether it stands on the screen what would count."""
    screen = board.screen
    shown = isinstance(screen, ReadingScreen) and screen.listing.value.rehearsed is not None and not screen._doing
    return shown and "would count" in text_of(board)


def asks(board: BoardApp) -> bool:
    """Say whether something is asked on the screen."""
    screen = board.screen
    shown = isinstance(screen, ReadingScreen) and screen.listing.value.looked is not None and not screen._doing
    return shown and "answer first" in text_of(board)


def came(board: BoardApp) -> bool:
    """Say whether it stands on the screen what came of a file."""
    return isinstance(board.screen, TakingScreen) and "→" in text_of(board) and "done" in text_of(board)


async def look_at(
    pilot: Pilot[None], board: BoardApp, typed: str = "", then: Callable[[BoardApp], bool] = rehearsed
) -> None:
    """Choose a file by typing, and wait for what is found out about it."""
    await pilot.press("i", *typed, "enter")
    assert await until(pilot, lambda: then(board)), text_of(board)


async def paste(pilot: Pilot[None], board: BoardApp, text: str) -> None:
    """Paste into the line that has the focus."""
    board.post_message(Paste(text))
    assert await until(pilot, lambda: isinstance(board.focused, Input) and board.focused.value != "")


async def take_in(pilot: Pilot[None], board: BoardApp) -> None:
    """Take in what is looked at."""
    await pilot.press("enter")
    assert await until(pilot, lambda: came(board)), text_of(board)


async def done(pilot: Pilot[None], board: BoardApp) -> None:
    """Be done with a file, and back at the board."""
    await pilot.press("enter")
    assert await until(pilot, lambda: isinstance(board.screen, MainScreen)), text_of(board)


async def choose(pilot: Pilot[None], board: BoardApp, key: str) -> None:
    """Put the cursor below a line, and then on it."""
    screen = board.screen
    assert isinstance(screen, ReadingScreen)
    keys = screen.listing.choosable()
    screen.listing.choose(keys[keys.index(key) + 1])
    await pilot.press("up")
    assert screen.listing.chosen == key


@pytest.fixture(scope="session")
def made_exercise(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exercise of which nothing was played, its clock at the end of its last day; copy it."""
    path = tmp_path_factory.mktemp("exercise") / "exercise.db"
    store = begun(path, 10)
    set_clock(store.connection, script(10).scenario.ends, 0)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


@pytest.fixture
def exercise(made_exercise: Path, tmp_path: Path, folder: Path) -> Iterator[BoardApp]:
    """A board on an exercise."""
    store = open_store(Path(shutil.copy(made_exercise, tmp_path / "exercise.db")), record=None)
    yield BoardApp(Reader(store, clock_of(store)), SituationOf(), operator="duty officer")
    store.close()


async def test_the_french_sheet_is_taken_in_by_keys_alone(exercise: BoardApp, folder: Path) -> None:
    """Enter looks at the newest file, Enter takes it in: the right figures stand on the main screen."""
    shutil.copy(SHEETS / "signalements-fr.csv", folder)
    async with exercise.run_test(size=SIZE) as pilot:
        await look_at(pilot, exercise)
        said = text_of(exercise)
        assert "Plateforme" in said
        assert "14,188 videos" in said
        assert said.count("EXERCISE") >= 2
        assert entries(exercise) == 0
        await take_in(pilot, exercise)
        assert text_of(exercise).count("EXERCISE") >= 2
        await pilot.press("enter")
        assert await until(pilot, lambda: isinstance(exercise.screen, MainScreen) and "14,188" in text_of(exercise))
        assert total(exercise) == {
            ("ex-iru-fr", "referred", "video"): 14_188,
            ("ex-iru-fr", "referred", "publication"): 2_240,
            ("ex-iru-fr", "referred", "group"): 456,
            ("ex-iru-fr", "referred", "account"): 3_201,
        }


async def test_what_is_typed_right_after_the_key_is_not_lost(board: BoardApp, folder: Path) -> None:
    """A path is typed through folders: Tab opens them, a part of a name narrows, hidden files are not there."""
    (folder / "mail" / "today").mkdir(parents=True)
    sheet(folder / "mail" / "today", row(1))
    sheet(folder / "mail" / "today", row(1), name="other.csv")
    sheet(folder / "mail" / "today", row(1), name=".hidden.csv")
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("i", *"ma", "tab", *"to", "tab")
        assert await until(pilot, lambda: "bka.csv" in text_of(board))
        assert ".hidden" not in text_of(board)
        await pilot.press(*"bk", "enter")
        assert await until(pilot, lambda: rehearsed(board))
        assert "bka.csv" in text_of(board)
        await pilot.press("escape", "escape")
        await pilot.press("i")
        assert await until(pilot, lambda: "other.csv" in text_of(board)), "it starts where the last file came from"


async def test_a_path_can_be_typed_whole(board: BoardApp, folder: Path) -> None:
    """An absolute path, also of a hidden file; one of a file that is not there is answered in words."""
    file = sheet(folder, row(1), name=".hidden.csv")
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("i")
        await paste(pilot, board, str(file))
        await pilot.press("enter")
        assert await until(pilot, lambda: rehearsed(board))
        await pilot.press("escape", "escape", "i")
        await paste(pilot, board, str(folder / "none.csv"))
        await pilot.press("enter")
        assert await until(pilot, lambda: "none.csv is not there" in text_of(board))
        await pilot.press("enter", "escape", "escape")
        assert isinstance(board.screen, MainScreen)


async def test_a_question_is_answered_with_the_arrows(board: BoardApp, folder: Path) -> None:
    """Nothing is taken in while something is asked; the answer is looked for by a part of its name, a time is typed."""
    sheet(folder, "Video;5", "Account;7", head="Art;Anzahl\n", name="a.csv")
    async with board.run_test(size=SIZE) as pilot:
        await look_at(pilot, board, then=asks)
        await pilot.press("ctrl+s")
        assert isinstance(board.screen, ReadingScreen)
        for typed in ("bka", "remo"):
            await pilot.press("enter")
            assert isinstance(board.screen, ChoiceScreen)
            await pilot.press(*typed, "enter")
            assert await until(pilot, lambda: isinstance(board.screen, ReadingScreen) and not board.screen._doing)
        await pilot.press("enter")
        assert isinstance(board.screen, FormScreen)
        await paste(pilot, board, "2019-11-22 18:00")
        await pilot.press("enter")
        assert await until(pilot, lambda: isinstance(board.screen, ReadingScreen) and not board.screen._doing)
        assert asks(board)
        assert "running totals" in text_of(board)
        await pilot.press("enter", "enter")
        assert await until(pilot, lambda: rehearsed(board)), text_of(board)
        await take_in(pilot, board)
        assert total(board) == {("bka", "removed", "video"): 5, ("bka", "removed", "account"): 7}


async def test_an_answer_that_is_none_is_said_in_words(board: BoardApp, folder: Path) -> None:
    """A time that is none stays in its form with the reason; esc answers nothing."""
    sheet(folder, "BKA;Video;gelöscht;5", head="Stelle;Art;Maßnahme;Anzahl\n")
    async with board.run_test(size=SIZE) as pilot:
        await look_at(pilot, board, then=asks)
        await pilot.press("enter", *"the day before", "enter")
        assert isinstance(board.screen, FormScreen)
        assert "is no instant" in text_of(board)
        await pilot.press("escape")
        assert asks(board)


async def test_a_column_is_put_right(board: BoardApp, folder: Path) -> None:
    """The total that was left out is taken for the videos instead: what would count is worked out anew."""
    head = "BKA, gemeldet\nDatum;Videos;Konten\n"
    sheet(folder, "22.11.2019;5;7", "23.11.2019;1;2", head=head)
    async with board.run_test(size=SIZE) as pilot:
        await look_at(pilot, board, then=lambda board: rehearsed(board) or asks(board))
        if asks(board):
            await pilot.press("enter", "enter")
            assert await until(pilot, lambda: rehearsed(board))
        assert "+6 videos" in text_of(board)
        await choose(pilot, board, "column:1")
        await pilot.press("enter", *"publ", "enter")
        assert await until(pilot, lambda: rehearsed(board) and "+6 publications" in text_of(board)), text_of(board)
        assert "as you stated" in text_of(board)
        await pilot.press("end")
        await take_in(pilot, board)
        assert total(board) == {("bka", "referred", "publication"): 6, ("bka", "referred", "account"): 9}


async def test_what_holds_for_all_rows_is_put_right(board: BoardApp, folder: Path) -> None:
    """Partner, stage and provider can be said otherwise."""
    sheet(folder, "22.11.2019;5", head="BKA, gemeldet, Zugang je Tag\nDatum;Videos\n")
    async with board.run_test(size=SIZE) as pilot:
        await look_at(pilot, board)
        for what, typed in (("agency", "guar"), ("stage", "remo"), ("provider", "tele")):
            await choose(pilot, board, f"found:{what}")
            await pilot.press("enter", *typed, "enter")
            assert await until(pilot, lambda: rehearsed(board))
        await pilot.press("ctrl+s")
        assert await until(pilot, lambda: came(board))
        assert total(board) == {("guardia-civil", "removed", "video"): 5}


async def test_esc_at_every_step_leaves_nothing(board: BoardApp, folder: Path) -> None:
    """Of the choice, the reading, a meaning, a setting: nothing is written, and nothing is remembered."""
    sheet(folder, row(1))
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("i", "escape")
        await look_at(pilot, board)
        await pilot.press("escape")
        assert isinstance(board.screen, FileChoice)
        await pilot.press("enter")
        assert await until(pilot, lambda: rehearsed(board))
        for key in ("column:1", "found:agency", "differing"):
            await choose(pilot, board, key)
            await pilot.press("enter")
            assert isinstance(board.screen, ChoiceScreen)
            await pilot.press("down", "escape")
        await pilot.press("escape", "escape")
        assert isinstance(board.screen, MainScreen)
        assert entries(board) == 0
        assert batches_of(board.reader.store) == []
        assert board.reader.store.connection.execute("SELECT count(*) FROM profiles").fetchone() == (0,)
        assert [file.name for file in folder.iterdir()] == ["bka.csv"]


async def test_a_key_pressed_twice_takes_nothing_in(
    board: BoardApp, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How a file is read is always seen before it is taken in."""
    monkeypatch.setattr(reading, "SEEN_SECONDS", 60.0)
    sheet(folder, row(1))
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("i", "enter", "enter", "enter", "enter")
        assert await until(pilot, lambda: rehearsed(board))
        await pilot.press("enter", "ctrl+s")
        assert isinstance(board.screen, ReadingScreen)
        assert entries(board) == 0


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Holds up whoever goes through the rows of a file after the first 1,500, until it is opened."""
    held = threading.Event()
    held.set()

    def slowly(*args: object) -> Iterator[object]:
        for number, one in enumerate(understand(*args)):  # type: ignore[arg-type]
            if number == 1_500:
                held.wait(20)
            yield one

    monkeypatch.setattr(handing_in, "understand", slowly)
    yield held
    held.set()


async def test_it_is_called_off_while_it_runs(board: BoardApp, folder: Path, gate: threading.Event) -> None:
    """It says how far it is, the keyboard lives; Esc leaves nothing half there, and it can be taken in after that."""
    sheet(folder, *(row(number) for number in range(3_000)))
    async with board.run_test(size=SIZE) as pilot:
        await look_at(pilot, board)
        gate.clear()
        await pilot.press("enter")
        assert await until(pilot, lambda: "1,000 rows" in text_of(board)), text_of(board)
        assert "█" in text_of(board)
        await pilot.press("enter", "escape")
        gate.set()
        assert await until(pilot, lambda: rehearsed(board)), text_of(board)
        assert entries(board) == 0
        assert batches_of(board.reader.store) == []
        await take_in(pilot, board)
        assert entries(board) == 3_000


async def test_the_board_is_not_left_while_a_file_is_taken_in(
    board: BoardApp, folder: Path, gate: threading.Event
) -> None:
    """Quit says so; it is left once the file is there."""
    sheet(folder, *(row(number) for number in range(2_000)))
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await look_at(pilot, board)
        gate.clear()
        await pilot.press("enter")
        assert await until(pilot, lambda: "1,000 rows" in text_of(board))
        await board.action_quit()
        assert await until(pilot, lambda: "still being written" in text_of(board))
        gate.set()
        assert await until(pilot, lambda: came(board))
        assert entries(board) == 2_000


async def test_who_leaves_the_board_meanwhile_finds_all_of_it_or_nothing(
    board: BoardApp, store_path: Path, folder: Path, gate: threading.Event, open_readers: Callable[..., Reader]
) -> None:
    """The terminal was closed: nothing waits for an answer, and nothing is half there."""
    sheet(folder, *(row(number) for number in range(2_000)))
    async with board.run_test(size=SIZE) as pilot:
        await look_at(pilot, board)
        gate.clear()
        await pilot.press("enter")
        assert await until(pilot, lambda: "1,000 rows" in text_of(board))
        threading.Timer(0.2, gate.set).start()
        board.exit()
    assert verify(open_readers(store_path).store).entries == 0


async def test_refused_rows_are_said_and_written_beside_the_file(board: BoardApp, folder: Path) -> None:
    """With the row, the reason and the file; mended, that file is taken in and only they count."""
    sheet(folder, row(1), row(2, provider="Nowhere"), row(3, "many"))
    async with board.run_test(size=(120, 40)) as pilot:
        await look_at(pilot, board)
        assert "would be refused" in text_of(board)
        assert not (folder / "bka.csv.refused.csv").exists(), "a rehearsal writes nothing"
        await take_in(pilot, board)
        said = text_of(board)
        assert "bka.csv.refused.csv, beside it" in said
        assert "“Nowhere” is no known provider" in said
        refused = folder / "bka.csv.refused.csv"
        assert stat.S_IMODE(refused.stat().st_mode) == 0o600
        text = refused.read_text(encoding="utf-8-sig")
        assert WHY in text
        refused.write_text(text.replace("Nowhere", "Twitter").replace("many", "4"), encoding="utf-8-sig")
        await done(pilot, board)
        await look_at(pilot, board, "refused")
        await take_in(pilot, board)
        assert total(board) == {("bka", "referred", "video"): 24}


async def test_refused_rows_that_cannot_be_written_there_go_elsewhere(board: BoardApp, folder: Path) -> None:
    """What was counted stays counted; the reason is said, and `w` asks for another place."""
    sheet(folder, row(1), row(2, provider="Nowhere"))
    (folder / "bka.csv.refused.csv").symlink_to(folder / "gone" / "x")
    async with board.run_test(size=SIZE) as pilot:
        await look_at(pilot, board, "bka.csv")
        await take_in(pilot, board)
        assert "w writes them elsewhere" in " ".join(text_of(board).replace("│", " ").split())
        await pilot.press("w", "ctrl+u")
        await paste(pilot, board, str(folder / "other.csv"))
        await pilot.press("enter")
        assert await until(pilot, lambda: (folder / "other.csv").exists())
        assert await until(pilot, lambda: "other.csv" in text_of(board))
        assert entries(board) == 1


async def test_a_file_that_vanishes_after_it_was_looked_at(board: BoardApp, folder: Path) -> None:
    """It is said, and nothing was taken in."""
    file = sheet(folder, row(1))
    async with board.run_test(size=SIZE) as pilot:
        await look_at(pilot, board)
        file.unlink()
        await pilot.press("enter")
        assert await until(pilot, lambda: "bka.csv is not there" in text_of(board)), text_of(board)
        assert "nothing was taken in" in text_of(board)
        await pilot.press("enter", "escape", "escape")
        assert isinstance(board.screen, MainScreen)
        assert entries(board) == 0


async def test_a_file_that_changes_after_it_was_looked_at(board: BoardApp, folder: Path) -> None:
    """What is taken in is what was seen, or nothing."""
    file = sheet(folder, row(1))
    async with board.run_test(size=SIZE) as pilot:
        await look_at(pilot, board)
        file.write_text(LONG + row(1, "9999") + "\n", encoding="utf-8")
        await pilot.press("enter")
        assert await until(pilot, lambda: "was changed while it was read" in text_of(board))
        assert entries(board) == 0


@pytest.mark.parametrize(("way", "videos"), [("are", 10), ("put", 12), ("count", 22)])
async def test_rows_that_differ_from_an_earlier_file(way: str, videos: int, board: BoardApp, folder: Path) -> None:
    """They are left out, put the earlier ones right, or count as well: as it is said."""
    head = "BKA, gemeldet, Zugang je Tag\nDatum;Videos\n"
    sheet(folder, "22.11.2019;10", head=head)
    async with board.run_test(size=SIZE) as pilot:
        await look_at(pilot, board)
        await take_in(pilot, board)
        await done(pilot, board)
        sheet(folder, "22.11.2019;12", head=head, name="again.csv")
        await look_at(pilot, board, "again")
        assert "1 may be counted already" in text_of(board)
        assert "--correct" not in text_of(board), "the options of the command line are none here"
        await choose(pilot, board, "differing")
        await pilot.press("enter", *way, "enter")
        assert await until(pilot, lambda: rehearsed(board))
        await pilot.press("ctrl+s")
        assert await until(pilot, lambda: came(board))
        assert total(board) == {("bka", "referred", "video"): videos}


async def test_the_same_file_again_counts_once(board: BoardApp, folder: Path) -> None:
    """It says as which batch it was taken in."""
    sheet(folder, row(1))
    async with board.run_test(size=SIZE) as pilot:
        for _time in range(2):
            await look_at(pilot, board)
            await take_in(pilot, board)
            await done(pilot, board)
        assert entries(board) == 1
        await look_at(pilot, board)
        assert "was taken in before" in text_of(board)


async def test_a_file_is_taken_back_whole(board: BoardApp, folder: Path) -> None:
    """From what came of it: the list, a reason, a question; the list says so, and a second time is refused in words."""
    sheet(folder, row(1), row(2))
    async with board.run_test(size=SIZE) as pilot:
        await look_at(pilot, board)
        await take_in(pilot, board)
        await pilot.press("ctrl+t")
        assert await until(pilot, lambda: isinstance(board.screen, BatchesScreen) and "bka.csv" in text_of(board))
        await pilot.press("enter")
        assert isinstance(board.screen, FormScreen)
        await pilot.press(*"wrong", "enter")
        assert await until(pilot, lambda: isinstance(board.screen, AskScreen))
        assert "2 entries" in text_of(board)
        await pilot.press("escape")
        assert len(batches_of(board.reader.store)) == 1
        await pilot.press("enter", *"wrong", "enter")
        assert await until(pilot, lambda: isinstance(board.screen, AskScreen))
        await pilot.press("enter")
        assert await until(pilot, lambda: "is taken back" in text_of(board)), text_of(board)
        assert "TAKEN BACK" in text_of(board)
        assert total(board) == {}
        assert {one.why for one in batches_of(board.reader.store)} == {None, "wrong"}
        said = set()
        for key in ("home", "end"):  # both of one instant
            await pilot.press(key, "enter")
            assert await until(pilot, lambda: "✖ this" in text_of(board))
            said |= {line for line in ("was taken back before", "takes one back itself") if line in text_of(board)}
        assert len(said) == 2
        await pilot.press("escape", "enter")
        assert await until(pilot, lambda: isinstance(board.screen, MainScreen))


async def test_the_sheets_of_a_workbook_come_one_after_the_other(board: BoardApp, folder: Path) -> None:
    """Each is seen before it is taken in; [ and ] turn between them, and esc leaves the rest."""
    xlsxwriter = pytest.importorskip("xlsxwriter")
    book = xlsxwriter.Workbook(folder / "book.xlsx")
    for name, count in (("Montag", 5), ("Dienstag", 7)):
        page = book.add_worksheet(name)
        head = ("Datum", "Stelle", "Art", "Maßnahme", "Anzahl", "Vorgang")
        for number, cells in enumerate((head, ("2019-11-22", "BKA", "Videos", "gemeldet", count, f"R {count}"))):
            page.write_row(number, 0, cells)
    book.close()
    async with board.run_test(size=SIZE) as pilot:
        await look_at(pilot, board)
        assert "sheet 1 of 2" in text_of(board)
        await pilot.press("right_square_bracket")
        assert await until(pilot, lambda: rehearsed(board) and "sheet 2 of 2" in text_of(board))
        await take_in(pilot, board)
        await pilot.press("enter")
        assert await until(pilot, lambda: rehearsed(board) and "sheet 1 of 2" in text_of(board))
        assert total(board) == {("bka", "referred", "video"): 7}
        await take_in(pilot, board)
        await pilot.press("enter")
        assert await until(pilot, lambda: isinstance(board.screen, MainScreen))
        assert total(board) == {("bka", "referred", "video"): 12}


@pytest.mark.parametrize("kind", ["clipboard", "closing_markup", "markup", "bidi", "long"])
async def test_hostile_names_headers_and_cells_are_harmless(kind: str, board: BoardApp, folder: Path) -> None:
    """On every sheet, whatever a partner writes: no escape, no markup, no link, no line that is longer than others."""
    text = HOSTILE[kind].replace("/", "∕").replace("\0", "")
    os.makedirs(folder / f"a{text[:40]}")  # noqa: PTH103 as it is
    name = f"{text[:40]}.csv"
    cell = HOSTILE[kind][:3_000].replace('"', "").replace("\n", " ").replace("\r", " ")
    head = f'"BKA {cell}"\nDatum;Anbieter;Art;Maßnahme;Anzahl;Vorgang;"{cell}"\n'
    rows = (
        f'22.11.2019;Telegram;Videos;gemeldet;5;R 1;"{cell}"',
        f'22.11.2019;"{cell}";Videos;gemeldet;5;R 2;"{cell}"',
    )
    sheet(folder, *rows, head=head, name=name)
    async with board.run_test(size=(80, 24)) as pilot:
        await pilot.press("i")
        assert_harmless(board, (80, 24))
        await pilot.press("enter")
        assert await until(pilot, lambda: rehearsed(board) or asks(board)), text_of(board)
        for _page in range(4):
            assert_harmless(board, (80, 24))
            await pilot.press("pagedown")
        if asks(board):
            await pilot.press("home", "enter")
            assert_harmless(board, (80, 24))
            return
        await choose(pilot, board, "column:6")
        await pilot.press("enter")
        assert_harmless(board, (80, 24))
        await pilot.press("escape", "ctrl+s")
        assert await until(pilot, lambda: came(board)), text_of(board)
        assert_harmless(board, (80, 24))
        await pilot.press("ctrl+t")
        assert await until(pilot, lambda: isinstance(board.screen, BatchesScreen))
        assert_harmless(board, (80, 24))


@pytest.mark.parametrize("key", ["i", "f", "plus"])
async def test_what_is_pasted_is_harmless(key: str, board: BoardApp) -> None:
    """Into a path, a form, the line of an entry: pasted text is not typed, and its escapes do not reach the screen."""
    async with board.run_test(size=(80, 24)) as pilot:
        await pilot.press(key)
        board.post_message(Paste("\x1b]52;c;aGFja2Vk\x07\u202e.csv"))
        assert await until(pilot, lambda: "52;c;" in text_of(board))
        assert_harmless(board, (80, 24))


async def test_read_only_takes_no_file(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """It says so in words; the list of files can be looked at, and nothing is taken back."""
    watching = BoardApp(open_readers(store_path, read_only=True), SituationOf(ACTION))
    async with watching.run_test(size=SIZE, notifications=True) as pilot:
        await pilot.press("i")
        assert isinstance(watching.screen, MainScreen)
        assert await until(pilot, lambda: "reading only" in text_of(watching))
        await watching.run_action("batches")
        assert await until(pilot, lambda: "no file was taken in" in text_of(watching))


async def test_wound_back_takes_no_file(board: BoardApp, folder: Path) -> None:
    """Neither where it is wound back already, nor where that happened while the sheet was open."""
    sheet(folder, row(1))
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        await look_at(pilot, board)
        board.reader.moment = Moment(NOON, Clock.KNOWN)
        await pilot.press("enter")
        assert isinstance(board.screen, ReadingScreen)
        assert await until(pilot, lambda: "wound back" in text_of(board))
        await pilot.press("escape", "escape", "i")
        assert isinstance(board.screen, MainScreen)
        assert entries(board) == 0


async def test_the_keyboard_lives_while_another_program_holds_the_store(
    board: BoardApp, store_path: Path, folder: Path
) -> None:
    """What would count is waited for in a thread: Esc leaves at once."""
    sheet(folder, row(1))
    async with board.run_test(size=SIZE) as pilot:
        with other_program(store_path) as other:
            other.execute("BEGIN IMMEDIATE")
            await look_at(pilot, board, then=lambda board: "working out" in text_of(board))
            await pilot.press("escape", "escape")
            assert isinstance(board.screen, MainScreen)


async def test_a_list_of_addresses_shows_none_alive(exercise: BoardApp, folder: Path) -> None:
    """It says that only fingerprints are kept, and Enter there keeps the addresses too; none is ever a live link."""
    shutil.copy(SHEETS / "feed-eu-iru.json", folder)
    async with exercise.run_test(size=SIZE) as pilot:
        await look_at(pilot, exercise)
        assert "only their fingerprints are kept" in text_of(exercise)
        assert "http" not in text_of(exercise).replace("hxxp", "")
        assert "[.]" in text_of(exercise)
        await choose(pilot, exercise, "addresses")
        await pilot.press("enter")
        assert await until(pilot, lambda: rehearsed(exercise) and "kept as they are" in text_of(exercise))
        await pilot.press("ctrl+s")
        assert await until(pilot, lambda: came(exercise))
        assert exercise.reader.store.connection.execute("SELECT count(*) FROM addresses").fetchone()[0] == 160


async def test_a_ledger_that_was_exported_comes_back_once(board: BoardApp, folder: Path) -> None:
    """What is in the ledger already is known; nothing has to be guessed of it."""
    sheet(folder, row(1), row(2))
    async with board.run_test(size=SIZE) as pilot:
        await look_at(pilot, board)
        await take_in(pilot, board)
        await done(pilot, board)
        await pilot.press("e", "down", "down", "down", "enter")
        assert await until(pilot, lambda: "written:" in text_of(board))
        await done(pilot, board)
        await look_at(pilot, board, "ledger")
        assert "the ledger of a board" in text_of(board)
        assert "rows known before" in text_of(board)
        await take_in(pilot, board)
        assert entries(board) == 2


async def test_the_list_says_why_it_cannot_be_read(board: BoardApp, folder: Path) -> None:
    """A folder that is none is answered in words, and the way up stays open."""
    async with board.run_test(size=SIZE) as pilot:
        await pilot.press("i", *"nowhere/x")
        assert await until(pilot, lambda: "nowhere cannot be read" in text_of(board)), text_of(board)


def test_nothing_of_it_is_loaded_before_it_is_wanted() -> None:
    """The first screen does not pay for files."""
    import subprocess
    import sys

    code = "import sys, board.ui.app; print([one for one in sys.modules if 'incoming.' in one or 'ui.files' in one])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


ROWS = (
    "BKA, Zugang je Tag\nDatum;Anbieter;Videos;Konten;Summe\n",
    "22.11.2019;Telegram;1.275;183;1.458",
    "23.11.2019;Twitter;2.314;238;2.552",
    "24.11.2019;Nowhere;12;3;15",
    "24.11.2019;Google;-4;x;0",
)
"""A sheet with a column that sums up others, and rows that cannot be counted; nobody says what was done."""


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("step", ["reading", "came"])
def test_looks(step: str, size: tuple[int, int], reader: Reader, folder: Path, snap_compare: Compare) -> None:
    """How a file is read, and what came of it, are read at a glance on the smallest terminal and on a large one."""
    with writing(reader.store.connection):
        reader.store.connection.execute("UPDATE settings SET value = 'AMBER' WHERE key = 'marking'")
    sheet(folder, *ROWS[1:], head=ROWS[0])
    board = BoardApp(reader, SituationOf(ACTION), live=False, operator="duty officer")

    async def steps(pilot: Pilot[None]) -> None:
        await look_at(pilot, board, then=asks)
        await pilot.press("enter", *"refer", "enter")
        assert await until(pilot, lambda: rehearsed(board))
        if step == "came":
            await take_in(pilot, board)

    with the_same_ids():
        assert snap_compare(board, terminal_size=size, run_before=steps)


async def test_what_was_refused_before_does_not_lie_over_the_questions(board: BoardApp, folder: Path) -> None:
    """Whoever opens the sheet has seen it."""
    sheet(folder, row(1))
    async with board.run_test(size=SIZE, notifications=True) as pilot:
        board.say("the store is held by somebody", "error")
        await pilot.pause()
        assert "held by somebody" in text_of(board)
        await pilot.press("i")
        assert await until(pilot, lambda: "bka.csv" in text_of(board))
        assert "held by somebody" not in text_of(board)


@pytest.mark.parametrize("way", ["(--add)", "(--correct)"])
def test_a_reason_names_no_option_of_the_command_line(way: str) -> None:
    """On the screen it is a line that is chosen."""
    said = why_here(f"an earlier file said 5 for the same: say so if it counts as well {way}")
    assert said == "an earlier file said 5 for the same: say so if it counts as well"
