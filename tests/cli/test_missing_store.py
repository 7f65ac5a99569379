"""Does a store that is not there stay away until somebody means to make it?"""

from pathlib import Path

import pytest

from board.store.place import default_store
from tests.cli.run import board, done, process, refusal

READING = {
    "show": ("show",),
    "none": (),
    "verify": ("verify",),
    "snapshot": ("snapshot", "picture.svg"),
    "actions": ("actions", "list"),
    "agencies": ("agencies", "list"),
    "sources": ("sources", "list"),
    "statements": ("statements", "list"),
    "batches": ("batches", "list"),
    "ledger": ("ledger",),
    "correct": ("correct", "1", "+1 video removed @bka", "--why", "x"),
    "reverse": ("reverse", "1", "--why", "x"),
    "export": ("export", "csv", "ledger.csv"),
    "backup": ("backup", "copy.db"),
    "sitrep list": ("sitrep", "list"),
    "sitrep show": ("sitrep", "show", "1"),
    "sitrep compare": ("sitrep", "compare", "1"),
    "dry run": ("import", "file.csv", "--dry-run"),
}
"""Commands that find nothing to do where there is no store."""

RECORDING = {
    "record": ("record", "+5 video removed @bka"),
    "init": ("init",),
    "add": ("agencies", "add", "nl-iru", "Netherlands IRU", "--kind", "referral_unit"),
    "sitrep": ("sitrep", "take"),
}
"""Commands that make one."""


@pytest.mark.parametrize("command", READING.values(), ids=READING)
def test_a_name_that_was_mistyped_makes_nothing(
    tmp_path: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither store nor folder, named by --store or by BOARD_STORE; the refusal says how one is made."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "typo" / "board.db"
    for said in (
        board("--store", path, *command),
        board(*command, env={"BOARD_STORE": str(path)}),
    ):
        line = refusal(said)
        assert f"there is no store at {path}" in line
        assert "board init makes one" in line
        assert "init --encrypt" in line
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("show",), ("--read-only", "show"), ("verify",)], ids=" ".join)
def test_a_file_with_nothing_in_it_is_not_filled_by_reading(tmp_path: Path, command: tuple[str, ...]) -> None:
    """It is no store yet, and stays what it is."""
    path = tmp_path / "board.db"
    path.touch()
    assert "there is no store" in refusal(board("--store", path, *command))
    assert [(one.name, one.stat().st_size) for one in tmp_path.iterdir()] == [("board.db", 0)]


@pytest.mark.parametrize("command", RECORDING.values(), ids=RECORDING)
def test_a_store_that_is_made_is_said_once(tmp_path: Path, command: tuple[str, ...]) -> None:
    """On standard error: the name may have been mistyped, or meant for a store that is encrypted."""
    path = tmp_path / "new.db"
    first = board("--store", path, *command)
    assert first.exit_code == 0
    assert first.stderr == f"board: there was no store at {path}: a new one was made, not encrypted\n"
    assert board("--store", path, "show").stderr == ""


def test_the_default_place_is_made_by_reading() -> None:
    """As the README says of the first run, and without a word."""
    assert not default_store().exists()
    assert "26,000" in done(board("show"))
    assert default_store().is_file()


def test_verify_in_the_default_place_makes_nothing_and_says_how() -> None:
    """It only looks, and its advice knows of encrypted stores."""
    line = refusal(board("verify"))
    assert "board init --encrypt an encrypted one" in line
    assert not default_store().exists()


def test_a_key_without_encrypt_is_said(tmp_path: Path) -> None:
    """BOARD_KEY and a plain `init`: the store is made, and that it is not encrypted is said in words."""
    said = process("--store", tmp_path / "a.db", "init", env={"BOARD_KEY": "correct horse"})
    assert said.returncode == 0
    assert "BOARD_KEY is set, but the store" in said.stderr
    assert "correct horse" not in said.stdout + said.stderr
