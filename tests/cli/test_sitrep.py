"""Do the commands of situation reports say what was frozen, compare it, and refuse in one line?"""

import csv
import json
import shutil
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from board.exchange.show import rfc3339
from board.model.instants import instant_of
from board.model.vocabulary import Marking
from board.store.additions import mark
from tests.cli.run import board, done, process, refusal
from tests.exercises import begun, play, script

OF = ("--action", "ex-four-days")
ENTRIES = 120


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An exercise that is over, marked AMBER, with two reports and entries in between."""
    path = tmp_path_factory.mktemp("played") / "e.db"
    with closing(begun(path, ENTRIES)) as store:
        play(store, ENTRIES)
        mark(store, Marking.AMBER)
    for line in (
        "+>500 video removed @ex-eu-iru on ex-videos",
        "-3 video removed @ex-eu-iru on ex-videos # counted twice",
    ):
        done(board("--store", path, "--as", "one", "sitrep", "take", *OF))
        done(board("--store", path, "--as", "one", "record", *OF, "--", line))
    return path


@pytest.fixture
def path(played: Path, tmp_path: Path) -> Path:
    """The same, for one test alone."""
    return Path(shutil.copy(played, tmp_path / "e.db"))


def sitrep(path: Path, *args: str) -> str:
    """Return what a command of the group printed."""
    return done(board("--store", path, "--as", "one", "sitrep", *args, *OF))


def edges_are(text: str, edge: str) -> bool:
    """Say whether a print-out begins and ends with a line."""
    return text.splitlines()[0] == text.splitlines()[-1] == edge


def test_take_says_what_was_frozen(path: Path) -> None:
    """Number, entries and the beginning of the head, which `verify` and `show` give whole."""
    said = sitrep(path, "take")
    head = done(board("--store", path, "verify")).splitlines()[0].split()[-1]
    assert said == f"EXERCISE · situation report 3: 122 entries, head {head[:12]}…\n"
    assert head in sitrep(path, "show", "3")


def test_the_list(path: Path) -> None:
    """The newest first; in text with the edges, in JSON and CSV with whole heads and qualifiers of their own."""
    text = sitrep(path, "list")
    assert edges_are(text, "EXERCISE · TLP:AMBER · EXERCISE")
    assert [line.split()[0] for line in text.splitlines() if "one" in line.split()] == ["2", "1"]
    rows = json.loads(sitrep(path, "list", "--format", "json"))
    assert [(row["number"], row["operator"], row["entries"]) for row in rows] == [(2, "one", 121), (1, "one", 120)]
    assert rows[0]["removed_qualifier"] == "at_least"
    assert len(rows[0]["head"]) == 64
    table = list(csv.DictReader(StringIO(sitrep(path, "list", "--format", "csv"))))
    assert [row["head"] for row in table] == [row["head"] for row in rows]
    assert {row["exercise"] for row in [*rows, *table]} == {"yes"}


def test_show_says_that_it_is_frozen(path: Path) -> None:
    """EXERCISE and TLP at both ends, FROZEN at the top, the head and the digest whole."""
    text = sitrep(path, "show", "2")
    found = json.loads(sitrep(path, "show", "2", "--format", "json"))
    assert edges_are(text, "EXERCISE · TLP:AMBER · EXERCISE")
    assert "SITUATION REPORT 2 · FROZEN, NOT LIVE" in text
    assert found["head"]["hash"] in text
    assert found["digest"] in text
    assert "at least" in text
    assert found["situation"]["stages"]["removed"]["qualifier"] == "at_least"
    table = list(csv.DictReader(StringIO(sitrep(path, "show", "2", "--format", "csv"))))
    removed = next(row for row in table if (row["row"], row["stage"]) == ("total", "removed"))
    assert removed["qualifier"] == "at_least"
    assert int(removed["quantity"]) == found["situation"]["stages"]["removed"]["value"]


def test_compare(path: Path) -> None:
    """What rose between two reports with its qualifier, and what was corrected until now with its reason."""
    text = sitrep(path, "compare", "1", "2")
    assert edges_are(text, "EXERCISE · TLP:AMBER · EXERCISE")
    assert "at least 500 more" in text
    assert "CORRECTED · 0" in text
    now = sitrep(path, "compare", "1")
    assert "CORRECTED · 1" in now
    assert "counts less · counted twice · one" in " ".join(now.split())
    found = json.loads(sitrep(path, "compare", "1", "2", "--format", "json"))
    video = [one for one in found["changes"] if one["content_type"] == "video" and one["partner"] == "ex-eu-iru"]
    assert [(one["stage"], one["by"]) for one in video] == [("removed", {"value": 500, "qualifier": "at_least"})]
    table = list(csv.DictReader(StringIO(sitrep(path, "compare", "1", "2", "--format", "csv"))))
    assert {row["stage"] for row in table} == {"removed"}
    assert {row["after_qualifier"] for row in table} == {"at_least"}
    taken = {row["number"]: row["taken_at"] for row in json.loads(sitrep(path, "list", "--format", "json"))}
    sides = {tuple(row[name] for name in ("earlier", "earlier_as_of", "later", "later_as_of")) for row in table}
    assert sides == {("1", taken[1], "2", taken[2])}
    assert {row["exercise"] for row in table} == {"yes"}
    present = next(csv.DictReader(StringIO(sitrep(path, "compare", "1", "--format", "csv"))))
    assert (present["earlier"], present["later"]) == ("1", "")
    assert present["later_as_of"] >= present["earlier_as_of"] == taken[1]


def test_a_report_of_an_exercise_is_of_its_time(tmp_path: Path) -> None:
    """One that is halted midway: the report is of that instant, and so is the next one after it."""
    path, starts = tmp_path / "e.db", script(ENTRIES).scenario.starts
    with closing(begun(path, ENTRIES)) as store:
        play(store, ENTRIES, until=starts + 30 * 3_600_000).set_clock(0)
        (last,) = store.connection.execute("SELECT max(recorded_at) FROM ledger").fetchone()
    for _time in range(2):
        assert sitrep(path, "take").startswith("EXERCISE · situation report ")
    taken = {row["taken_at"] for row in json.loads(sitrep(path, "list", "--format", "json"))}
    assert taken == {rfc3339(instant_of(last))}


def test_nothing_that_is_said_of_a_real_store_says_exercise(store_path: Path) -> None:
    """The word means something: nor does a table have it in its column."""
    said = [done(board("--store", store_path, "--as", "one", "sitrep", "take", "--action", "is-2019-11"))]
    for words in (("list", "--format", "csv"), ("list", "--format", "json"), ("list",)):
        said.append(done(board("--store", store_path, "sitrep", *words, "--action", "is-2019-11")))
    said.append(done(board("--store", store_path, "verify", "--since", "1", "--action", "is-2019-11")))
    assert "EXERCISE" not in "".join(said)
    assert said[1].splitlines()[1].endswith(",no")
    assert json.loads(said[2])[0]["exercise"] == "no"


@pytest.mark.parametrize(
    "args",
    [
        ("show", "3"),
        ("show", "0"),
        ("show", "1" + "0" * 30),
        ("compare", "2", "1"),
        ("compare", "1", "9"),
        ("compare", "7"),
    ],
)
def test_what_is_not_there_is_refused(path: Path, args: tuple[str, ...]) -> None:
    """One line, exit code 1."""
    assert "report" in refusal(board("--store", path, "sitrep", *args, *OF))


def test_wrong_usage(path: Path) -> None:
    """A number that is none is wrong usage, as everywhere."""
    for args in (("show", "x"), ("show", "-1"), ("show", "1.5"), ("show",), ("compare",)):
        assert board("--store", path, "sitrep", *args).exit_code == 2


def test_read_only_and_nobody(path: Path) -> None:
    """Refused in words; nothing is frozen."""
    assert "reading only" in refusal(board("--store", path, "--read-only", "sitrep", "take", *OF))
    assert "who records" in refusal(board("--store", path, "--as", "x" * 81, "sitrep", "take", *OF))
    assert "no action never" in refusal(board("--store", path, "sitrep", "take", "--action", "never"))
    assert len(json.loads(sitrep(path, "list", "--format", "json"))) == 2


def test_verify_since(path: Path) -> None:
    """By number and by printed head: the beginning of the ledger of now, and how many entries came since."""
    head = json.loads(sitrep(path, "list", "--format", "json"))[1]["head"]
    for said in ("1", head[:8], head):
        first, second, *_covered = done(board("--store", path, "verify", "--since", said, *OF)).splitlines()
        assert first.startswith(
            "EXERCISE · the ledger of then is the beginning of the ledger of now: entry 120 with the hash"
        )
        assert head in first
        assert first.endswith("2 entries since")
        assert second.startswith("EXERCISE · 122 entries, all of it holds")
    for said in ("9", "deadbeef", "nonsense"):
        assert refusal(board("--store", path, "verify", "--since", said, *OF))


def test_as_a_process_of_its_own(path: Path) -> None:
    """Started as `python -m board.cli`, the group is there and its help says what it is."""
    assert "compare" in done(process("--store", path, "sitrep", "--help"))
    assert done(process("--store", path, "sitrep", "list", *OF, env={"PYTHONIOENCODING": "ascii"}))


def test_a_picture_of_the_list(path: Path, tmp_path: Path) -> None:
    """`board snapshot --screen reports` draws it."""
    file = tmp_path / "reports.txt"
    done(board("--store", path, "snapshot", file, "--screen", "reports", "--size", "80x24", *OF))
    text = file.read_text(encoding="utf-8")
    assert "Situation reports" in text
    assert "EXERCISE  TLP:AMBER" in text.splitlines()[-1]
