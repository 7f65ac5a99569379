"""Does a mended row count once and only once, whatever else its file said, and whatever is sent again?"""

import csv
import json
from contextlib import closing
from pathlib import Path

import pytest

from board.store.opening import open_store
from board.store.verify import verify
from tests.cli.run import board

OF = ("--action", "is-2019-11", "--partner", "bka", "--stage", "referred", "--increments")
DAY = "2019-11-22"
HEAD = "date,provider,type,count\n"
GOOD = f"{DAY},telegram,video,5\n"
BAD = f"{DAY},telegrxx,video,5\n"


def total(path: Path) -> int:
    """Return what stands, from a store of which all holds."""
    with closing(open_store(path, record=None, read_only=True)) as store:
        assert verify(store).problems == ()
        return int(store.connection.execute("SELECT coalesce(sum(quantity), 0) FROM totals").fetchone()[0])


def send(path: Path, file: Path, *options: str) -> str:
    """Import a file and return what was said; some of its rows may be refused."""
    ended = board("--store", path, "--as", "one", "import", file, *options, *OF)
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    assert "rows:" in ended.stdout, ended.stderr
    return ended.stdout


def written(path: Path, text: str, name: str = "m.csv") -> Path:
    """Write a file."""
    file = path.parent / name
    file.write_text(text, encoding="utf-8")
    return file


def mended(path: Path, name: str = "m.csv.refused.csv", wrong: str = "telegrxx", right: str = "telegram") -> Path:
    """Mend a file of refused rows."""
    file = path.parent / name
    text = file.read_text(encoding="utf-8-sig")
    assert wrong in text
    file.write_text(text.replace(f'"{wrong}"', f'"{right}"'), encoding="utf-8-sig")
    return file


def test_a_mended_row_that_equals_another_is_a_further_one(store_path: Path) -> None:
    """Once, also where the mended file and the original come again, in either order."""
    original = written(store_path, HEAD + GOOD + BAD)
    send(store_path, original)
    mend = mended(store_path)
    assert "1 new" in send(store_path, mend)
    assert total(store_path) == 10
    for again in (mend, original, mend):
        send(store_path, again)
        assert total(store_path) == 10


def test_a_mended_file_that_is_saved_anew_counts_once(store_path: Path) -> None:
    """It is another file then, with a semicolon between the cells and its rows in another order."""
    send(store_path, written(store_path, HEAD + GOOD + BAD + BAD + BAD.replace(",5", ",7")))
    mend = mended(store_path)
    send(store_path, mend)
    assert total(store_path) == 22
    head, *rows = csv.reader(mend.read_text(encoding="utf-8-sig").splitlines())
    with mend.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows([head, *reversed(rows)])
    assert "3 known" in send(store_path, mend)
    assert total(store_path) == 22


@pytest.mark.parametrize("twin", ["", GOOD])
@pytest.mark.parametrize("first", ["mended", "put right"])
def test_a_row_mended_in_both_files_counts_once(store_path: Path, twin: str, first: str) -> None:
    """Beside its file and in it, by two people, whoever sends first; where nobody can tell, it is asked."""
    original = written(store_path, HEAD + twin + BAD)
    send(store_path, original)
    files = [mended(store_path), written(store_path, HEAD + twin + GOOD)]
    for file in files if first == "mended" else reversed(files):
        send(store_path, file)
        assert total(store_path) == (10 if twin else 5)


def test_a_row_that_an_earlier_file_may_have_said_is_asked_about(store_path: Path) -> None:
    """Whether it is the same, nobody can tell: `--add` counts it, `--correct` says that it is the same."""
    send(store_path, written(store_path, HEAD + GOOD, "yesterday.csv"))
    send(store_path, written(store_path, HEAD + BAD))
    mend = mended(store_path)
    assert "may be this row, told otherwise" in send(store_path, mend)
    assert total(store_path) == 5
    send(store_path, mend, "--correct")
    assert total(store_path) == 5
    send(store_path, mend)
    assert total(store_path) == 5


def test_a_row_that_is_mended_twice_is_asked_about(store_path: Path) -> None:
    """The second time it says another number for the same row: that puts it right, it does not add."""
    send(store_path, written(store_path, HEAD + GOOD + BAD))
    mend = mended(store_path)
    send(store_path, mend)
    mend = mended(store_path, wrong="5", right="6")
    assert "--correct" in send(store_path, mend)
    assert total(store_path) == 10
    send(store_path, mend, "--correct")
    assert total(store_path) == 11


def test_the_counts_of_a_row_are_mended_together(store_path: Path) -> None:
    """A wide sheet's refused file has its shape; each of the counts is a further one, once."""
    head = "date,provider,videos referred,accounts referred\n"
    good = f"{DAY},telegram,5,7\n"
    original = written(store_path, head + good + good.replace("telegram", "telegrxx"))
    send(store_path, original)
    mend = mended(store_path)
    send(store_path, mend)
    assert total(store_path) == 24
    for again in (mend, original):
        send(store_path, again)
        assert total(store_path) == 24


def test_days_as_heads_are_mended_likewise(store_path: Path) -> None:
    """A row holds as many counts as there are days."""
    head = "provider,type,2019-11-21,2019-11-22\n"
    original = written(store_path, f"{head}telegram,video,5,7\ntelegrxx,video,5,7\ngoogle,video,1,2\n")
    send(store_path, original)
    mend = mended(store_path)
    send(store_path, mend)
    assert total(store_path) == 27
    for again in (mend, original):
        send(store_path, again)
        assert total(store_path) == 27


def test_rows_of_json_on_one_line_are_told_apart(store_path: Path) -> None:
    """Only the refused one is written, and it is a further one."""
    names = ("date", "provider", "type", "count")
    rows = [dict(zip(names, row.strip().split(","), strict=True)) for row in (GOOD, BAD, GOOD.replace(",5", ",9"))]
    original = written(store_path, json.dumps(rows), "m.json")
    assert "row 2" in send(store_path, original)
    mend = mended(store_path, "m.json.refused.csv")
    assert len(mend.read_text(encoding="utf-8-sig").splitlines()) == 2
    for again in (mend, original, mend):
        send(store_path, again)
        assert total(store_path) == 19


def test_a_count_that_was_taken_does_not_count_again_with_its_row(store_path: Path) -> None:
    """Of a wide row one count was counted and another refused, as an earlier file said another number for it."""
    head = "date,provider,videos referred,accounts referred\n"
    send(store_path, written(store_path, f"{head}{DAY},telegram,,6\n", "yesterday.csv"))
    send(store_path, written(store_path, f"{head}{DAY},telegram,5,7\n"))
    assert total(store_path) == 11
    refused = store_path.parent / "m.csv.refused.csv"
    assert "(1 count)" in refused.read_text(encoding="utf-8-sig")
    send(store_path, refused)
    assert total(store_path) == 11
    send(store_path, refused, "--add")
    assert total(store_path) == 18
    send(store_path, refused)
    assert total(store_path) == 18


def test_the_name_of_such_a_file_says_no_stage(store_path: Path) -> None:
    """It says whose the file was, as the name of the original did, and its columns are remembered as the original's."""
    options = ("--increments", *OF[:2])
    original = written(store_path, HEAD + GOOD + BAD, "bka.csv")
    board("--store", store_path, "--as", "one", "import", original, "--stage", "removed", *options)
    ended = board("--store", store_path, "--as", "one", "import", mended(store_path, "bka.csv.refused.csv"), *options)
    assert ended.exit_code == 0, ended.stderr
    with closing(open_store(store_path, record=None, read_only=True)) as store:
        found = store.connection.execute("SELECT agency, stage, sum(quantity) FROM ledger GROUP BY 1, 2").fetchall()
    assert found == [("bka", "removed", 10)]


def test_what_is_taken_back_may_come_again(store_path: Path) -> None:
    """The original alone, and then its mended row is still a further one."""
    original = written(store_path, HEAD + GOOD + BAD)
    send(store_path, original)
    with closing(open_store(store_path, record=None, read_only=True)) as store:
        batch = store.connection.execute("SELECT id FROM batches").fetchone()[0]
    mend = mended(store_path)
    send(store_path, mend)
    ended = board("--store", store_path, "--as", "one", "batches", "reverse", batch, "--why", "a mistake")
    assert ended.exit_code == 0, ended.stderr
    assert total(store_path) == 5
    send(store_path, original)
    assert total(store_path) == 10
    send(store_path, mend)
    assert total(store_path) == 10
