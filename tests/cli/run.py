"""Running the command: in this process where that is enough, in one of its own where the process matters."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from click.testing import CliRunner, Result

from board.cli import main
from board.model.text import clean


def board(*args: str | Path, env: Mapping[str, str | None] | None = None) -> Result:
    """Run `board` in this process, its output no terminal."""
    return CliRunner().invoke(main, [str(arg) for arg in args], env=env, prog_name="board")


def process(
    *args: str | Path,
    env: Mapping[str, str] | None = None,
    before: Sequence[str] = (),
    stdout: int | None = subprocess.PIPE,
) -> "subprocess.CompletedProcess[str]":
    """Run `board` as a process of its own.

    Args:
        args: The command line.
        env: Added to this process's environment.
        before: A command that starts it, such as `setpriv`.
        stdout: Where its output goes, if it is not to be read.
    """
    return subprocess.run(
        [*before, sys.executable, "-m", "board.cli", *map(str, args)],
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **(env or {})},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=60,
        check=False,
    )


def refusal(ended: "Result | subprocess.CompletedProcess[str]") -> str:
    """Return the one line of a refused command, after making sure that it is one, harmless, and all there is."""
    code = ended.exit_code if isinstance(ended, Result) else ended.returncode
    if isinstance(ended, Result) and ended.exception is not None and not isinstance(ended.exception, SystemExit):
        raise ended.exception
    assert "Traceback" not in ended.stderr, ended.stderr
    assert code == 1, ended.stderr
    assert not ended.stdout
    lines = ended.stderr.splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("board: ")
    assert clean(lines[0]) == lines[0]
    return lines[0]


def done(ended: "Result | subprocess.CompletedProcess[str]") -> str:
    """Return what a command printed, after making sure that it did what it was asked."""
    code = ended.exit_code if isinstance(ended, Result) else ended.returncode
    if isinstance(ended, Result) and ended.exception is not None:
        raise ended.exception
    assert (code, ended.stderr) == (0, "")
    return ended.stdout
