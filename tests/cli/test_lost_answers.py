"""Is what was done said to be done, though its answer reaches nobody?"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.run import board, done
from tests.cli.test_record import stages

posix = pytest.mark.skipif(os.name != "posix", reason="Windows closes its standard output in another way")

RECORD = ("record", "+5 video removed @bka")
ADD = ("agencies", "add", "new-one", "New one", "--kind", "police")
MARK = ("init", "--marking", "RED")


def started(store: Path, words: tuple[str, ...], redirected: str) -> "subprocess.CompletedProcess[str]":
    """Run `board` from a shell that redirects it."""
    return subprocess.run(
        ["/bin/sh", "-c", f'"$@" {redirected}', "sh", sys.executable, "-m", "board.cli", "--store", str(store), *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def is_done(store: Path, words: tuple[str, ...]) -> bool:
    """Say whether a command has left in the store what it is for, once."""
    if words == RECORD:
        return stages(store) == {"removed": 5}
    if words == ADD:
        return done(board("--store", store, "agencies", "list")).count("New one") == 1
    return "TLP:RED" in done(board("--store", store, "show"))


@posix
@pytest.mark.parametrize("words", [RECORD, ADD, MARK], ids=["record", "add", "init"])
@pytest.mark.parametrize("redirected", [">&-", ">/dev/full"], ids=["closed", "full"])
def test_whatever_changes_the_store_ends_well_once_it_is_changed(
    store_path: Path, words: tuple[str, ...], redirected: str
) -> None:
    """Standard output closed or full: exit code 0, one line on standard error that says what was done, and it is."""
    if redirected == ">/dev/full" and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    ended = started(store_path, words, redirected)
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.startswith("board: done, but the answer could not be written (")
    assert len(ended.stderr.splitlines()) == 1
    assert is_done(store_path, words)


@posix
def test_nobody_left_to_read_the_answer(store_path: Path) -> None:
    """A pipe whose reader has gone: recorded once, exit code 0, said on standard error."""
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run(
        [sys.executable, "-m", "board.cli", "--store", str(store_path), *RECORD],
        stdin=subprocess.DEVNULL,
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    os.close(write)
    assert ended.returncode == 0, ended.stderr
    assert "done, but the answer could not be written" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert stages(store_path) == {"removed": 5}


@posix
@pytest.mark.parametrize("redirected", [">&- 2>&-", ">/dev/full 2>/dev/full"], ids=["closed", "full"])
def test_neither_output_can_be_written(store_path: Path, redirected: str) -> None:
    """Nothing can be said, and still: exit code 0 and one entry, so that a script does not record it again."""
    if "/dev/full" in redirected and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    assert started(store_path, RECORD, redirected).returncode == 0
    assert stages(store_path) == {"removed": 5}


@posix
@pytest.mark.parametrize("redirected", [">&-", ">/dev/full"], ids=["closed", "full"])
def test_what_is_refused_is_no_less_refused(store_path: Path, redirected: str) -> None:
    """A line that is not understood: exit code 1 and its reason, and nothing that says "done"."""
    ended = started(store_path, ("record", "+5 vidoe removed @bka"), redirected)
    assert ended.returncode == 1
    assert "did you mean video" in ended.stderr
    assert "done" not in ended.stderr
    assert stages(store_path) == {}


@posix
@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_print_out_that_could_not_be_written_is_a_failure(store_path: Path, form: str) -> None:
    """`board show` has done nothing if nobody got it: exit code 1, one line, no traceback."""
    ended = started(store_path, ("show", "--format", form), ">&-")
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1
    assert ended.stderr.startswith("board: ")
