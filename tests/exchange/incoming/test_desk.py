"""Is a file taken in for nobody but its sender, is what came of it always said, and is no address in it shown alive?"""

import json
from contextlib import closing
from pathlib import Path

import pytest

from board.store.opening import open_store
from tests.cli.run import board, done

OF = ("--action", "is-2019-11")
HEAD = "Datum;Anbieter;Art;Maßnahme;Anzahl;Vorgang\n"
ROW = "22.11.2019;Telegram;Videos;gemeldet;10;R 1\n"
ALIVE = "https://video.example.org/watch/1"


def sheet(store_path: Path, text: str, name: str = "liste.csv") -> Path:
    """Write a file."""
    file = store_path.parent / name
    file.write_text(text, encoding="utf-8")
    return file


def take(path: Path, *args: str | Path) -> str:
    """Import and return what was said."""
    return done(board("--store", path, "import", *args, *OF))


def totals(path: Path) -> dict[tuple[str, str], int]:
    """Return what each agency has at each stage."""
    with closing(open_store(path, record=None, read_only=True)) as store:
        rows = store.connection.execute("SELECT agency, stage, sum(quantity) FROM totals GROUP BY 1, 2").fetchall()
    return {(agency, stage): count for agency, stage, count in rows}


def test_a_header_names_no_sender(store_path: Path) -> None:
    """Another agency's file of the same columns is asked about, with who wrote so before as the first answer."""
    take(store_path, sheet(store_path, HEAD + ROW), "--partner", "bka")
    other = sheet(store_path, HEAD + ROW.replace("R 1", "R 2"), "guardia.csv")
    ended = board("--store", store_path, "import", other, *OF)
    assert ended.exit_code == 1
    said = ended.stderr
    assert "Files with these columns came from bka before [bka, " in said
    assert "--partner" in said
    assert totals(store_path) == {("bka", "referred"): 10}
    take(store_path, other, "--partner", "guardia-civil")
    assert totals(store_path) == {("bka", "referred"): 10, ("guardia-civil", "referred"): 10}


def test_a_name_in_the_file_or_of_the_file_is_its_sender(store_path: Path) -> None:
    """Then what is remembered of that agency holds."""
    head = "Datum;Art;Anzahl;Vorgang\n"
    take(store_path, sheet(store_path, head + "22.11.2019;Videos;10;R 1\n"), "--partner", "bka", "--stage", "referred")
    take(store_path, sheet(store_path, head + "22.11.2019;Videos;10;R 2\n", "bka-2.csv"))
    take(store_path, sheet(store_path, "BKA\n" + head + "22.11.2019;Videos;10;R 3\n", "drei.csv"))
    assert totals(store_path) == {("bka", "referred"): 30}


def test_what_is_remembered_of_one_agency_holds_for_no_other(store_path: Path) -> None:
    """Whether numbers are running totals, and what was done, is asked anew."""
    file = sheet(store_path, "Datum;Art;Anzahl\n22.11.2019;Videos;10\n")
    take(store_path, file, "--partner", "bka", "--stage", "removed", "--totals")
    asked = board("--store", store_path, "import", file, "--partner", "guardia-civil", "--format", "json", *OF)
    assert {one["about"] for one in json.loads(asked.stdout)["questions"]} == {"stage", "totals"}


def test_what_was_taken_in_is_said_before_a_refused_file_that_cannot_be_written(store_path: Path) -> None:
    """The counts stand; nobody may read that the import failed and nothing else."""
    file = sheet(store_path, "BKA\n" + HEAD + ROW + ROW.replace("Telegram", "Nowhere").replace("R 1", "R 2"))
    ended = board("--store", store_path, "import", file, "--refused", store_path.parent / "no" / "a.csv", *OF)
    assert ended.exit_code == 1
    assert "1 new, 1 refused" in ended.stdout
    assert "was taken in" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert totals(store_path) == {("bka", "referred"): 10}


@pytest.mark.parametrize("form", ["text", "json"])
def test_half_a_character_in_a_refused_row_loses_nothing(store_path: Path, form: str) -> None:
    """JSON can hold one, and no encoding can write it."""
    rows = [
        {"date": "2019-11-22", "provider": provider, "type": "video", "stage": "removed", "count": 5, "ref": ref}
        for provider, ref in (("Telegram", "a"), ("\ud800", "b"))
    ]
    file = sheet(store_path, json.dumps({"agency": "bka", "rows": rows}), "feed.json")
    ended = board("--store", store_path, "import", file, "--format", form, *OF)
    assert ended.exit_code == 1
    assert ended.exception is None or isinstance(ended.exception, SystemExit)
    assert ("1 new, 1 refused" if form == "text" else '"new": 1') in ended.stdout
    assert totals(store_path) == {("bka", "removed"): 5}


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_address_in_a_cell_is_shown_alive(store_path: Path, form: str) -> None:
    """Headers, samples, notes, references, providers; in refusals, questions and notices."""
    head = f"Datum;Anbieter;Art;Maßnahme;Anzahl;Vorgang;Bemerkung;{ALIVE};{ALIVE}\n"
    row = f"22.11.2019;{{}};Videos;gemeldet;10;{{}};siehe {ALIVE};5;7\n"
    text = (
        "BKA\n" + head + row.format("Telegram", f"{ALIVE}/1") + row.format(ALIVE, "R 2") + row.format("Telegram", "R 3")
    )
    for file in (sheet(store_path, text), sheet(store_path, text.replace("Anzahl", "Videos"), "two.csv")):
        ended = board("--store", store_path, "import", file, "--format", form, *OF)
        said = ended.stdout + ended.stderr
        assert "hxxps://video[.]example[.]org" in said
        assert "https:" not in said
        assert "video.example" not in said


def test_a_column_is_found_by_the_name_that_was_shown(store_path: Path) -> None:
    """Though its address was made harmless."""
    file = sheet(store_path, f"BKA\nDatum;Maßnahme;Vorgang;{ALIVE}\n22.11.2019;gemeldet;R 1;5\n")
    take(store_path, file, "--column", "hxxps://video[.]example[.]org/watch/1=video")
    assert totals(store_path) == {("bka", "referred"): 5}


def test_columns_that_are_days_count_once_each(store_path: Path) -> None:
    """Sent again with one more day, only that day is new; a refused row is mended in its own shape."""
    first = "BKA, gelöscht, neu pro Tag\nArt;2019-11-18;2019-11-19{}\nVideos;3;4{}\nKonten;{};6{}\n"
    take(store_path, sheet(store_path, first.format("", "", "5", "")))
    later = sheet(store_path, first.format(";2019-11-20", ";7", "5", ";8"), "later.csv")
    assert "2 new, 4 known before" in take(store_path, later)
    assert totals(store_path) == {("bka", "removed"): 33}
    bad = sheet(
        store_path, first.format(";2019-11-21", ";1", "many", ";2").replace("2019-11-1", "2019-11-2"), "bad.csv"
    )
    ended = board("--store", store_path, "import", bad, *OF)
    assert ended.exit_code == 1
    assert "1 refused" in ended.stdout


def test_no_address_in_a_note_is_shown_alive_by_the_ledger(store_path: Path) -> None:
    """What a partner wrote beside a count is seen long after its file."""
    file = sheet(store_path, f"BKA\n{HEAD.strip()};Bemerkung\n{ROW.strip()};siehe {ALIVE}\n")
    take(store_path, file)
    said = done(board("--store", store_path, "ledger", *OF))
    assert "siehe hxxps://video[.]example[.]org" in said
