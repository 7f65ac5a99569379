"""Does `board exercise` play in a store of its own, the same every time, and does everything that is printed say so?"""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from board.exchange.show import FORMATS
from board.model.instants import milliseconds
from board.store.edition import shipped_exercise
from board.store.opening import open_store
from board.store.place import default_store
from tests.cli.run import board, done, process, refusal
from tests.store.files import contents

HEAD = "4381ecfdd96349030afd8f41a5e49212ad1db0b75fbad973b5f70a1a61a7c0ed"
"""Of the shipped exercise with the seed 7, on every machine."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped exercise, played to its end; look at it, do not write to it."""
    path = tmp_path_factory.mktemp("played") / "e.db"
    assert HEAD in done(board("--store", path, "exercise", "--seed", "7", "--fast"))
    return path


def test_the_shipped_exercise_is_the_same_everywhere(played: Path) -> None:
    """The same head, an exercise, more than 26 000 referred, and clean."""
    shown = json.loads(done(board("--store", played, "show", "--format", "json")))
    assert shown["head"] == HEAD
    assert shown["action"]["exercise"] is True
    assert shown["entries"] == 5_000
    assert shown["stages"]["referred"] > 26_000
    assert HEAD in done(board("--store", played, "verify"))


def test_neither_hash_seed_nor_language_nor_time_zone_changes_the_ledger(tmp_path: Path) -> None:
    """Two processes that differ in all of it write the same head."""
    said = []
    for number, env in enumerate((
        {"PYTHONHASHSEED": "1", "LANG": "fr_FR.UTF-8", "TZ": "Pacific/Auckland"},
        {"PYTHONHASHSEED": "2", "LANG": "C", "TZ": "UTC"},
    )):  # fmt: skip
        ended = process("--store", tmp_path / f"{number}.db", "exercise", "--fast", "--entries", "300", env=env)
        said.append(done(ended).splitlines()[1])
    assert said[0].split()[-1] == said[1].split()[-1]
    assert "300 inscriptions, graine 7" in said[0]
    assert "300 entries, seed 7, head " in said[1]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_what_is_printed_of_an_exercise_says_so(played: Path, form: str) -> None:
    """In text above and below, in JSON and CSV with every action or row."""
    said = done(board("--store", played, "show", "--format", form))
    _bears(said, form, whole=json.loads(said)["action"] if form == "json" else None)


@pytest.mark.parametrize("part", ["actions", "agencies", "sources", "statements"])
@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_lists_of_an_exercise_say_so(played: Path, part: str, form: str) -> None:
    """As what `show` prints."""
    _bears(done(board("--store", played, part, "list", "--format", form)), form)


def _bears(said: str, form: str, whole: dict[str, object] | None = None) -> None:
    lines = said.splitlines()
    if form == "text":
        assert "EXERCISE" in lines[0]
        assert "EXERCISE" in lines[-1]
    elif form == "csv":
        assert "exercise" in lines[0].split(",")
        assert {row["exercise"] for row in csv.DictReader(lines)} <= {"yes"}
    else:
        rows = [whole] if whole is not None else json.loads(said)
        assert all(row["exercise"] in ("yes", True) for row in rows)


def test_answers_and_pictures_of_an_exercise_say_so(tmp_path: Path) -> None:
    """Whatever is asked of it: its own answer, verify, where, record, add, init; first and last line of a picture."""
    store = ("--store", tmp_path / "e.db")
    made = done(board(*store, "exercise", "--fast", "--entries", "60"))
    assert all(line.startswith("EXERCISE · ") for line in made.splitlines())
    for words in (
        ("verify",),
        ("record", "+3 video referred @ex-eu-iru on ex-videos"),
        ("agencies", "add", "ex-later", "Exercise Later", "--kind", "police"),
        ("init",),
    ):
        assert done(board(*store, *words)).startswith("EXERCISE · ")
    assert "EXERCISE" in done(board(*store, "where"))
    for screen in ("main", "actions", "ledger", "matrix", "statements"):
        file = tmp_path / f"{screen}.txt"
        done(board(*store, "snapshot", file, "--screen", screen, "--size", "80x24"))
        lines = file.read_text(encoding="utf-8").splitlines()
        assert "EXERCISE" in lines[0]
        assert "EXERCISE" in lines[23]
    done(board(*store, "snapshot", tmp_path / "main.svg"))
    svg = (tmp_path / "main.svg").read_text(encoding="utf-8").replace("&#160;", " ")
    assert "EXERCISE · board · EXERCISE" in svg
    assert svg.count("EXERCISE") >= 4


def test_what_people_record_in_an_exercise_is_recorded_by_its_clock(tmp_path: Path) -> None:
    """Behind the end of the exercise it goes on as the real one."""
    store = tmp_path / "e.db"
    done(board("--store", store, "exercise", "--fast", "--entries", "60"))
    done(board("--store", store, "record", "+3 video referred @ex-eu-iru on ex-videos"))
    with closing(open_store(store, record=None, read_only=True)) as opened:
        recorded, occurred = opened.connection.execute(
            "SELECT recorded_at, occurred_at FROM ledger ORDER BY seq DESC LIMIT 1"
        ).fetchone()
    ends = milliseconds(datetime(2026, 11, 6, 7, tzinfo=UTC))
    assert ends <= recorded < ends + 600_000
    assert ends <= occurred < ends + 600_000


def test_nothing_printed_of_a_real_store_says_exercise(store_path: Path) -> None:
    """The word means something."""
    for words in (("show",), ("agencies", "list"), ("verify",), ("where",)):
        assert "EXERCISE" not in done(board("--store", store_path, *words))
    rows = csv.DictReader(done(board("--store", store_path, "show", "--format", "csv")).splitlines())
    assert {row["exercise"] for row in rows} == {"no"}


def test_an_exercise_is_refused_in_a_real_store(store_path: Path) -> None:
    """Nothing of it is changed, not even by a link to it or where an action of it is an exercise."""
    link = store_path.with_name("link.db")
    link.symlink_to(store_path)
    before = contents(store_path)
    for path in (store_path, link):
        for fast in ((), ("--fast",)):
            assert "an exercise is never played in one" in refusal(board("--store", path, "exercise", *fast))
    assert contents(store_path) == before


def test_an_exercise_is_refused_where_the_real_store_would_lie() -> None:
    """Before there is one: nobody takes an exercise for the real board later."""
    default_store().parent.mkdir(parents=True)
    assert "where the real store lies" in refusal(board("--store", default_store(), "exercise", "--fast"))
    assert not default_store().exists()


def test_an_exercise_is_refused_in_what_is_no_store(tmp_path: Path) -> None:
    """Another program's file stays as it is; so does a folder, and a store opened for reading only."""
    other = tmp_path / "letter.txt"
    other.write_text("dear all, " * 50, encoding="utf-8")
    assert "no board store" in refusal(board("--store", other, "exercise", "--fast"))
    assert other.read_text(encoding="utf-8") == "dear all, " * 50
    assert "is not a file" in refusal(board("--store", tmp_path, "exercise", "--fast"))
    assert "reading only" in refusal(board("--read-only", "--store", tmp_path / "e.db", "exercise", "--fast"))
    assert not (tmp_path / "e.db").exists()


def test_an_exercise_lies_beside_the_real_store_when_nobody_says_where(store_path: Path) -> None:
    """Beside the default one, and beside the one that BOARD_STORE names; that stays as it is."""
    before = contents(store_path)
    said = done(board("exercise", "--fast", "--entries", "20", env={"BOARD_STORE": str(store_path)}))
    assert f"store: {store_path.with_name('exercise.db')}" in said
    assert contents(store_path) == before
    said = done(board("exercise", "--fast", "--entries", "20"))
    assert f"store: {default_store().with_name('exercise.db')}" in said


def test_an_exercise_that_is_over_says_so(tmp_path: Path) -> None:
    """And adds nothing; another one is not played on top of it."""
    words = ("--store", tmp_path / "e.db", "exercise")
    head = done(board(*words, "--fast", "--entries", "30", "--seed", "3")).splitlines()[1]
    again = done(board(*words, "--fast"))
    assert "is over" in again
    assert head in again
    refused = refusal(board(*words, "--fast", "--seed", "4"))
    assert "with seed 3 and 30 entries" in refused
    assert "to start another one anew delete that file, or name one that is not there yet" in refused
    assert "with seed 3 and 30 entries" in refusal(board(*words, "--entries", "31"))


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT between processes")
def test_an_exercise_that_is_interrupted_goes_on_where_it_stopped(tmp_path: Path) -> None:
    """Played live without a terminal, interrupted, then written to its end: the ledger of one written at once."""
    path = tmp_path / "e.db"
    env = {**os.environ, "PYTHONUNBUFFERED": "1"}
    command = (
        sys.executable,
        "-m",
        "board.cli",
        "--store",
        str(path),
        "exercise",
        "--speed",
        "10000",
        "--entries",
        "400",
    )
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)
    try:
        assert started.stdout is not None
        assert "is being played" in started.stdout.readline()
        for _look in range(200):
            time.sleep(0.05)
            if _entries(path) > 10:
                break
        started.send_signal(signal.SIGINT)
        _out, said = started.communicate(timeout=30)
    finally:
        started.kill()
    assert "Traceback" not in said
    halted = _entries(path)
    assert 10 < halted < 400
    clock = [json.loads(done(board("--store", path, "show", "--format", "json")))["as_of"] for _look in range(2)]
    assert clock[0] == clock[1]
    assert clock[0] > "2026-11-02T07:00:00Z"
    ended = done(board("--store", path, "exercise", "--fast"))
    at_once = done(board("--store", tmp_path / "other.db", "exercise", "--fast", "--entries", "400"))
    assert ended.splitlines()[1] == at_once.splitlines()[1]
    assert "all of it holds" in done(board("--store", path, "verify"))


def _entries(path: Path) -> int:
    shown = board("--read-only", "--store", path, "show", "--format", "json")
    return int(json.loads(shown.stdout)["entries"]) if shown.exit_code == 0 else 0


@pytest.mark.parametrize(
    "words",
    [
        ("--speed", "nan"),
        ("--speed", "0"),
        ("--speed", "-60"),
        ("--speed", "inf"),
        ("--seed", "-1"),
        ("--seed", "9" * 30),
        ("--entries", "0"),
        ("--entries", "1000000000000"),
        ("--entries", "many"),
    ],
)
def test_numbers_that_make_no_exercise_are_wrong_usage(tmp_path: Path, words: tuple[str, str]) -> None:
    """Nothing is made."""
    ended = board("--store", tmp_path / "e.db", "exercise", "--fast", *words)
    assert ended.exit_code == 2
    assert words[0] in ended.stderr
    assert not (tmp_path / "e.db").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("not json", "is not JSON"),
        ("{}", "slug: Field required"),
        (json.dumps({"slug": "europol"}), 'slug: every slug in an exercise begins with "ex-"'),
        ('{"slug": "\\u001b[2J"}', "slug: "),
    ],
)
def test_a_scenario_that_cannot_be_played_is_refused(tmp_path: Path, content: str, words: str) -> None:
    """In one harmless line; nothing is made."""
    file = tmp_path / "own.json"
    file.write_text(content, encoding="utf-8")
    store = tmp_path / "e.db"
    assert words in refusal(board("--store", store, "exercise", "--fast", "--scenario", file))
    assert "cannot be read" in refusal(board("--store", store, "exercise", "--scenario", tmp_path / "none.json"))
    assert not store.exists()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (
            "starts_at",
            "2100-12-31T10:00:00Z",
            "starts_at: write an instant from 1990 on, so that the action ends by 2100",
        ),
        ("starts_at", "1989-12-31T10:00:00Z", "starts_at: write an instant from 1990 on"),
        ("starts_at", "0001-01-01T00:00:00+14:00", "starts_at: write an instant from 1990 on"),
        ("slug", f"ex-{'a' * 75}", "slug: write at most 70 characters"),
    ],
)
def test_a_scenario_that_no_store_can_hold_is_refused_as_such(
    tmp_path: Path, field: str, value: str, words: str
) -> None:
    """No other program is blamed, and nothing is made or spoiled."""
    file, store = tmp_path / "own.json", tmp_path / "e.db"
    scenario = json.loads(shipped_exercise().read_text(encoding="utf-8"))
    file.write_text(json.dumps({**scenario, field: value}), encoding="utf-8")
    said = refusal(board("--store", store, "exercise", "--fast", "--scenario", file))
    assert words in said
    assert "program" not in said
    assert not store.exists()
