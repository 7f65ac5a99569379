"""Does `board export` write what it is asked for, say so, and refuse in one line?"""

import csv
import io
import json
import sys
from pathlib import Path

import pytest

from board import cli
from board.exchange.outgoing import whole_file
from tests.cli.run import board, done, refusal
from tests.conftest import NOON
from tests.entries import ACTION, rehearse

OF = ("--action", ACTION)


@pytest.fixture(autouse=True)
def _export_is_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cli.ELSEWHERE, "export", "cli_export")


@pytest.fixture
def path(store_path: Path) -> Path:
    """A store of an exercise."""
    rehearse(store_path, NOON, entries=20)
    return store_path


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "md", "html"])
def test_it_says_what_it_has_written(path: Path, form: str, tmp_path: Path) -> None:
    """One line, and the file is there; a store that may only be read suffices."""
    file = tmp_path / f"out.{form}"
    said = done(board("--store", path, "--read-only", "export", form, file, *OF))
    assert said == f"EXERCISE · written: {file}\n"
    assert file.stat().st_size > 1_000


@pytest.mark.parametrize("form", ["csv", "jsonl", "md", "html"])
def test_standard_output_holds_what_the_file_holds(path: Path, form: str, tmp_path: Path) -> None:
    """Byte for byte, and nothing else."""
    file = tmp_path / "out"
    done(board("--store", path, "export", form, file, *OF))
    ended = board("--store", path, "export", form, "-", *OF)
    assert ended.stdout_bytes == file.read_bytes()
    assert (ended.exit_code, ended.stderr) == (0, "")


def test_what_and_when(path: Path) -> None:
    """The table that is named, as of the moment that is named, by its clock."""
    said = done(board("--store", path, "export", "jsonl", "-", *OF, "--what", "totals", "--as-of",
                      "2026-11-23T05:00Z", "--clock", "happened"))  # fmt: skip
    rows = [json.loads(line) for line in said.splitlines()]
    assert {(row["as_of"], row["clock"]) for row in rows} == {("2026-11-23T05:00:00.000+00:00", "occurred_at")}
    ledger = list(csv.reader(io.StringIO(done(board("--store", path, "export", "csv", "-", *OF)), newline="")))
    assert len(ledger) == 24


def test_answers_of_an_exercise_say_so(tmp_path: Path) -> None:
    """As every answer does."""
    store = tmp_path / "e.db"
    done(board("--store", store, "exercise", "--fast", "--entries", "60"))
    said = done(board("--store", store, "export", "md", tmp_path / "x.md"))
    assert said.startswith("EXERCISE · written: ")
    assert "EXERCISE" in (tmp_path / "x.md").read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("csv", "FOLDER"), "is a folder"),
        (("html", "FOLDER/no/x.html"), "cannot be written: No such file or directory"),
        (("xlsx", "-"), "not to standard output"),
        (("md", "x.md", "--what", "ledger"), "leave out --what"),
        (("csv", "STORE"), "is the store itself"),
        (("csv", "x.csv", "--action", "is-2019-12"), "did you mean"),
        (("csv", "x.csv", "--as-of", "noon"), "is no instant"),
        (("csv", "x\x1b[2J\u202e/y", *OF), "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_refused(path: Path, args: tuple[str, ...], why: str, tmp_path: Path) -> None:
    """One harmless line, exit code 1, and no file."""
    folder = tmp_path / "folder"
    folder.mkdir()
    said = [arg.replace("FOLDER", str(folder)).replace("STORE", str(path)) for arg in args]
    said[1] = str(folder / said[1]) if said[1].startswith("x") else said[1]
    assert why in refusal(board("--store", path, "export", *said))
    assert list(folder.iterdir()) == []


def test_a_format_that_is_none_is_wrong_usage(path: Path) -> None:
    """Exit code 2, and the formats there are."""
    ended = board("--store", path, "export", "pdf", "x")
    assert ended.exit_code == 2
    assert "'csv', 'jsonl', 'xlsx', 'md', 'html'" in ended.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this machine has no full device")
def test_a_full_standard_output_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not taken for done, and is closed, so that nothing is flushed to it once more."""
    out = open("/dev/full", "w", encoding="utf-8")  # noqa: SIM115, PTH123 it is closed by what is tested
    monkeypatch.setattr(sys, "stdout", out)
    with pytest.raises(OSError, match="No space left"):
        whole_file.write([b"x" * 100_000], whole_file.STANDARD_OUTPUT, Path("store"))
    assert out.closed
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OSError, match="Bad file descriptor"):
        whole_file.write([b"x"], whole_file.STANDARD_OUTPUT, Path("store"))


def test_help_says_what_the_formats_are() -> None:
    """With examples."""
    said = done(board("export", "--help"))
    assert "board export csv ledger.csv" in said
    assert "md and html are the situation" in said
