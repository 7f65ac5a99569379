"""Are partners' files taken in by one command, right to the last unit, once, and whole or not at all?"""

import csv
import json
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from board.exchange.incoming.stood import PLACE, WHY
from board.exchange.incoming.watch import arriving
from board.store.edition import shipped_exercise
from board.store.opening import open_store
from board.store.refused import Refused
from board.store.verify import verify
from tests.cli.run import board, done, refusal
from tests.exercises import begun

SHEETS = shipped_exercise().parent / "sheets"
OF = ("--action", "is-2019-11")
LONG = "BKA\nDatum;Anbieter;Art;Maßnahme;Anzahl;Vorgang\n"


@pytest.fixture
def exercise(tmp_path: Path) -> Path:
    """An exercise of which nothing was played, its clock at the end of its last day."""
    path = tmp_path / "exercise.db"
    store = begun(path, 10)
    from tests.exercises import script

    store.connection.execute("UPDATE settings SET value = value WHERE key = 'site'")
    from board.store.exercise import set_clock

    set_clock(store.connection, script(10).scenario.ends, 0)
    store.close()
    return path


def totals(path: Path) -> dict[tuple[str, str, str], int]:
    """Return what each agency has at each stage of each content type."""
    with closing(open_store(path, record=None, read_only=True)) as store:
        rows = store.connection.execute(
            "SELECT agency, stage, content_type, sum(quantity) FROM totals GROUP BY 1, 2, 3 HAVING sum(quantity) <> 0"
        ).fetchall()
        assert verify(store).problems == ()
    return {row[:3]: row[3] for row in rows}


def sheet(path: Path, *rows: str, head: str = LONG, name: str = "bka.csv") -> Path:
    """Write a sheet of the BKA."""
    file = path.parent / name
    file.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return file


def row(number: int, count: str = "10", **other: str) -> str:
    """Return a row of the sheet."""
    cells = {"day": "22.11.2019", "provider": "Telegram", "unit": "Videos", "stage": "gemeldet"} | other
    return ";".join([cells["day"], cells["provider"], cells["unit"], cells["stage"], count, f"R {number}"])


def take(path: Path, *args: str | Path) -> str:
    """Import and return what was said."""
    return done(board("--store", path, "--as", "one", "import", *args, *OF))


def test_the_french_sheet_is_right_to_the_last_unit(exercise: Path) -> None:
    """Wide, Windows-1252, a space between thousands, a column and a row of totals: no option given."""
    said = done(board("--store", exercise, "import", SHEETS / "signalements-fr.csv"))
    assert said.startswith("EXERCISE")
    assert totals(exercise) == {
        ("ex-iru-fr", "referred", "video"): 14_188,
        ("ex-iru-fr", "referred", "publication"): 2_240,
        ("ex-iru-fr", "referred", "group"): 456,
        ("ex-iru-fr", "referred", "account"): 3_201,
    }


def test_the_german_sheet_is_right_to_the_last_unit(exercise: Path) -> None:
    """Long, dotted thousands, a mark of byte order, a reference in each row: no option given."""
    done(board("--store", exercise, "import", SHEETS / "meldungen-de.csv"))
    found = totals(exercise)
    assert {key[1:]: count for key, count in found.items()} == {
        ("referred", "video"): 10_246,
        ("referred", "publication"): 1_143,
        ("referred", "group"): 906,
        ("referred", "account"): 1_003,
        ("referred", "channel"): 1_323,
        ("removed", "video"): 7_914,
        ("removed", "publication"): 1_304,
        ("removed", "group"): 958,
        ("removed", "account"): 1_417,
        ("removed", "channel"): 1_029,
    }
    assert {key[0] for key in found} == {"ex-police-de"}


def test_the_feed_of_addresses_is_right_to_the_last_unit(exercise: Path) -> None:
    """Twenty of its items are there twice; no address is in the store, none is shown alive."""
    said = done(board("--store", exercise, "import", SHEETS / "feed-eu-iru.json"))
    assert totals(exercise) == {
        ("ex-eu-iru", "referred", "video"): 107,
        ("ex-eu-iru", "referred", "publication"): 53,
    }
    assert "20 known before" in said
    assert "http" not in said.replace("hxxp", "")
    assert b"watch/1001" not in exercise.read_bytes() + Path(f"{exercise}-wal").read_bytes()


@pytest.mark.parametrize("name", ["signalements-fr.csv", "meldungen-de.csv", "feed-eu-iru.json"])
def test_each_of_them_comes_twice_and_counts_once(exercise: Path, name: str, tmp_path: Path) -> None:
    """As the very file, and as one that is known only row by row."""
    done(board("--store", exercise, "import", SHEETS / name))
    before = totals(exercise)
    assert "nothing counts again" in done(board("--store", exercise, "import", SHEETS / name))
    other = tmp_path / f"other-{name}"
    other.write_bytes((SHEETS / name).read_bytes() + b"\n")
    said = done(board("--store", exercise, "import", other))
    assert " new" not in said.split("rows: ")[1]
    assert totals(exercise) == before


def test_a_dry_run_shows_how_it_is_read_and_writes_nothing(store_path: Path) -> None:
    """Columns, what they are taken for and why, and what would count."""
    said = take(store_path, sheet(store_path, row(1), row(2, "1.200")), "--dry-run")
    assert "Maßnahme" in said
    assert "what was done" in said
    assert "nothing was written" in said
    assert "+1,210 videos referred" in said
    assert totals(store_path) == {}


def test_what_cannot_be_told_is_refused_with_the_option_that_says_it(store_path: Path) -> None:
    """And imports once it is said; the next file of that header need not be told again."""
    head = "BKA\nDatum;Art;Anzahl;Vorgang\n"
    first = sheet(store_path, "22.11.2019;Videos;10;R 1", head=head)
    ended = board("--store", store_path, "import", first, *OF)
    assert ended.exit_code == 1
    assert "--stage" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    take(store_path, first, "--stage", "referred")
    take(store_path, sheet(store_path, "23.11.2019;Videos;5;R 2", head=head, name="next.csv"))
    assert totals(store_path) == {("bka", "referred", "video"): 15}


def test_a_column_can_be_corrected_and_is_remembered(store_path: Path) -> None:
    """By its name: what is ignored stays ignored for that partner."""
    head = "BKA\nDatum;Art;Maßnahme;Anzahl;Vorgang;Zahl 2\n"
    first = sheet(store_path, "22.11.2019;Videos;gemeldet;10;R 1;99", head=head)
    take(store_path, first, "--column", "Zahl 2=ignore")
    take(store_path, sheet(store_path, "22.11.2019;Videos;gemeldet;3;R 2;99", head=head, name="next.csv"))
    assert totals(store_path) == {("bka", "referred", "video"): 13}


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--column", "Anzahl"), "COLUMN=MEANING"),
        (("--column", "Anzahl=nonsense"), "nothing that a column can be"),
        (("--stage", "reported"), "none of"),
        (("--partner", "nobody"), "no known agency"),
        (("--as-of", "soon"), "no instant"),
        (("--sheet", "One"), "no sheets"),
        (("--refused", "a", "b.csv"), "one file"),
    ],
)
def test_options_that_say_nothing_are_refused(store_path: Path, option: tuple[str, ...], said: str) -> None:
    """In one sentence, before anything is read."""
    ended = board("--store", store_path, "import", sheet(store_path, row(1)), *option, *OF)
    assert ended.exit_code in (1, 2)
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert totals(store_path) == {}


def test_refused_rows_are_mended_and_sent_again(store_path: Path) -> None:
    """In a file of their own, which counts only what is new, also beside the whole file sent once more."""
    file = sheet(store_path, row(1), row(2, provider="Nowhere"), row(3, "-5"), row(4, "7", provider="=1+1"))
    ended = board("--store", store_path, "import", file, *OF)
    assert ended.exit_code == 1
    assert "3 refused" in ended.stdout
    mended = store_path.parent / "bka.csv.refused.csv"
    rows = list(csv.reader(mended.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1][-2:] == [WHY, PLACE]
    assert [row[5] for row in rows[2:]] == ["R 2", "R 3", "R 4"]
    assert rows[4][1] == "'=1+1"
    assert mended.stat().st_mode & 0o777 == 0o600
    text = mended.read_text(encoding="utf-8").replace("Nowhere", "Twitter").replace("'=1+1", "Google")
    mended.write_text(text.replace('"-5"', '"5"'), encoding="utf-8")
    said = take(store_path, mended)
    assert "3 new" in said
    assert totals(store_path) == {("bka", "referred", "video"): 32}
    file.write_text(file.read_text().replace("Nowhere", "Twitter").replace("=1+1", "Google").replace(";-5;", ";5;"))
    assert "4 known" in take(store_path, file)
    assert totals(store_path) == {("bka", "referred", "video"): 32}


def test_a_corrected_file_puts_right_what_it_says_otherwise(store_path: Path) -> None:
    """Only if that is said."""
    take(store_path, sheet(store_path, row(1), row(2)))
    other = sheet(store_path, row(1), row(2, "12"), name="corrected.csv")
    ended = board("--store", store_path, "import", other, *OF)
    assert ended.exit_code == 1
    assert "--correct" in ended.stdout
    take(store_path, other, "--correct")
    assert totals(store_path) == {("bka", "referred", "video"): 22}


def test_an_export_taken_into_an_empty_store_gives_the_same_totals(store_path: Path, made_store: Path) -> None:
    """Entries, qualifiers, what was taken back: the same ids; and a second time nothing."""
    take(store_path, sheet(store_path, row(1), row(2, ">12"), row(3, "5", unit="Konten")))
    for line in ("+~30 video removed @eu-iru on telegram # = from the call", "=40 video removed @eu-iru on telegram"):
        done(board("--store", store_path, "record", line, *OF))
    done(board("--store", store_path, "batches", "reverse", batches(store_path)[0]["id"], "--why", "wrong"))
    other = store_path.parent / "other.db"
    other.write_bytes(made_store.read_bytes())
    for form in ("csv", "jsonl"):
        file = store_path.parent / f"export.{form}"
        done(board("--store", store_path, "export", form, file, *OF))
        take(other, file)
    assert totals(other) == totals(store_path)
    tallies = "SELECT agency, provider, content_type, stage, quantity, at_least, at_most, about, entries FROM totals"
    with closing(open_store(store_path, record=None)) as one, closing(open_store(other, record=None)) as two:
        assert one.connection.execute(tallies).fetchall() == two.connection.execute(tallies).fetchall()


def test_an_exercise_and_something_real_are_never_mixed(exercise: Path, store_path: Path) -> None:
    """An export says what it is of."""
    done(board("--store", exercise, "import", SHEETS / "meldungen-de.csv"))
    file = store_path.parent / "exercise.csv"
    done(board("--store", exercise, "export", "csv", file))
    assert "exercise" in refusal(board("--store", store_path, "import", file, *OF))
    feed = store_path.parent / "feed.json"  # a copy: refused rows are written beside it
    feed.write_bytes((SHEETS / "feed-eu-iru.json").read_bytes())
    ended = board("--store", store_path, "import", feed, *OF)
    assert ended.exit_code == 1
    assert totals(store_path) == {}


def batches(path: Path) -> list[dict[str, Any]]:
    """Return the list of batches."""
    listed: list[dict[str, Any]] = json.loads(done(board("--store", path, "batches", "list", "--format", "json")))
    return listed


def test_batches_are_listed_and_taken_back(store_path: Path) -> None:
    """With what they brought; a hostile name of a file is harmless."""
    file = sheet(store_path, row(1), row(2), name="a\x1b]52;c;aGk=\x07[bold].csv")
    take(store_path, file)
    [batch] = batches(store_path)
    assert (batch["new"], batch["operator"], batch["taken_back"]) == (2, "one", None)
    assert "\x1b" not in batch["file"]
    said = done(board("--store", store_path, "batches", "reverse", batch["id"][-8:], "--why", "wrong sheet"))
    assert said.startswith(f"batch {batch['id']}")
    text = done(board("--store", store_path, "batches", "list"))
    assert "TAKEN BACK" in text
    assert "wrong sheet" in text
    assert totals(store_path) == {}
    assert "taken back before" in refusal(board("--store", store_path, "batches", "reverse", batch["id"], "--why", "x"))
    assert "no batch" in refusal(board("--store", store_path, "batches", "reverse", "zzzz", "--why", "x"))


def test_json_says_what_was_read_and_what_came_of_it(store_path: Path) -> None:
    """One object a line, for other programs."""
    said = json.loads(take(store_path, sheet(store_path, row(1)), "--format", "json"))
    assert said["rows"] == {"new": 1, "known": 0, "shared": 0, "refused": 0, "skipped": 0}
    assert said["added"] == [{"agency": "bka", "stage": "referred", "content_type": "video", "quantity": 10}]
    assert [column["meaning"] for column in said["columns"]][:2] == ["date", "provider"]


def test_several_files_are_taken_in_each_for_itself(store_path: Path) -> None:
    """One that cannot be read does not keep the others out; the command says that not all went well."""
    good, bad = sheet(store_path, row(1)), store_path.parent / "bad.csv"
    bad.write_bytes(b"\x00\x01\x02" * 100)
    ended = board("--store", store_path, "import", bad, good, *OF)
    assert ended.exit_code == 1
    assert "bad.csv" in ended.stderr
    assert totals(store_path) == {("bka", "referred", "video"): 10}


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 64, b"PK\x03\x04 no workbook", b"{", b"[1,2", b"\xff\xfe\x00", b"<html></html>", b"a\n" * 3],
    ids=["empty", "NUL", "no workbook", "brace", "cut off", "UTF-16", "HTML", "one column"],
)
def test_what_is_no_table_is_refused_in_one_line(store_path: Path, content: bytes) -> None:
    """Whatever it is."""
    file = store_path.parent / "what.csv"
    file.write_bytes(content)
    ended = board("--store", store_path, "import", file, *OF)
    assert ended.exit_code == 1
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.startswith("board: ")
    assert totals(store_path) == {}


def test_ctrl_c_leaves_nothing_half_taken_in(store_path: Path) -> None:
    """While it reads, looks up and writes; the guards stand, and the file can come again."""
    file = sheet(store_path, *(row(number) for number in range(25_000)))
    command = [sys.executable, "-m", "board.cli", "--store", str(store_path), "import", str(file), *OF]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as running:
        wal = Path(f"{store_path}-wal")
        until = time.monotonic() + 30
        while running.poll() is None and time.monotonic() < until and not (wal.exists() and wal.stat().st_size > 10**6):
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        _out, said = running.communicate(timeout=60)
    assert "Traceback" not in said
    assert totals(store_path) in ({}, {("bka", "referred", "video"): 250_000})
    take(store_path, file)
    assert totals(store_path) == {("bka", "referred", "video"): 250_000}


def test_a_folder_is_watched_for_whole_files(tmp_path: Path) -> None:
    """One that still grows, is hidden or on its way is left alone; one that changed comes again."""
    (tmp_path / "b.csv.part").write_text("x")
    (tmp_path / ".hidden").write_text("x")
    (tmp_path / "a.refused.csv").write_text("x")
    (tmp_path / "empty.csv").write_text("")
    (tmp_path / "folder.csv").mkdir()
    growing = tmp_path / "growing.csv"
    steps = iter(range(100))
    found: list[str] = []

    def sleep(_seconds: float) -> None:
        step = next(steps)
        if step < 5:
            growing.write_text("x" * (step + 1))
        if step == 12:
            growing.write_text("other")
        if step == 20:
            raise KeyboardInterrupt

    with suppress(KeyboardInterrupt):
        for path in arriving(tmp_path, sleep):
            found.append(f"{path.name} {path.read_text()}")
    assert found == ["growing.csv xxxxx", "growing.csv other"]


def test_what_is_no_folder_cannot_be_watched(tmp_path: Path) -> None:
    """It says so at once."""
    with pytest.raises(Refused, match="cannot be watched"):
        next(arriving(tmp_path / "nowhere", lambda _seconds: None))


def test_files_or_a_folder(store_path: Path) -> None:
    """One of them has to be named."""
    assert board("--store", store_path, "import").exit_code == 2


@pytest.fixture
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who answers."""
    monkeypatch.setattr("board.cli_import._is_there", lambda: True)


def answers(path: Path, typed: str, *args: str | Path, env: Mapping[str, str] | None = None) -> str:
    """Import with a person at the terminal."""
    from click.testing import CliRunner

    from board.cli import main

    ended = CliRunner().invoke(main, ["--store", str(path), "import", *map(str, args), *OF], input=typed, env=env)
    if ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    return ended.output


@pytest.mark.usefixtures("_terminal")
def test_a_person_is_asked_until_the_answer_is_one(store_path: Path) -> None:
    """What cannot be told is never guessed."""
    file = sheet(store_path, "03/04/2019;Videos;10;R 1", head="BKA\nDatum;Art;Anzahl;Vorgang\n")
    said = answers(store_path, "nonsense\nreferred\ndmy\n", file)
    assert "is no answer" in said
    with closing(open_store(store_path, record=None)) as store:
        rows = store.connection.execute("SELECT stage, quantity, occurred_at / 86400000 FROM ledger").fetchall()
    assert rows == [("referred", 10, 17989)]


def test_two_partners_who_write_alike_are_told_apart_and_share_items(exercise: Path) -> None:
    """The file says whose it is; what both sent counts once, and both panels say that it is shared."""
    done(board("--store", exercise, "import", SHEETS / "feed-eu-iru.json"))
    other = exercise.parent / "other.json"
    text = (SHEETS / "feed-eu-iru.json").read_text(encoding="utf-8")
    other.write_text(text.replace("Exercise EU IRU", "Exercise Police ES").replace("watch/10", "watch/90", 57))
    before = sum(totals(exercise).values())
    said = done(board("--store", exercise, "import", other))
    new, shared = (int(said.split(word)[0].split()[-1]) for word in (" new", " shared with other partners"))
    assert min(new, shared) > 0
    shown = done(board("--store", exercise, "show"))
    assert f"listed 160 referred: {160 - shared} only here, {shared} shared" in shown
    assert f"listed {new + shared} referred: {new} only here, {shared} shared" in shown
    assert sum(totals(exercise).values()) == before + new
