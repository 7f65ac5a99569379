"""Does `board report` write the draft it is asked for, and refuse in one line what it cannot?"""

from pathlib import Path

import pytest

from tests.cli.run import board, done, refusal
from tests.entries import ACTION

OF = ("--action", ACTION)


@pytest.mark.parametrize(
    ("name", "begins"), [("d.html", "<!DOCTYPE"), ("d.md", "**TLP"), ("d.txt", "TLP"), ("d", "TLP")]
)
def test_the_ending_says_the_form(store_path: Path, tmp_path: Path, name: str, begins: str) -> None:
    """And the language of the draft is its own: the board still speaks English."""
    file = tmp_path / name
    said = done(board("--store", store_path, "--read-only", "report", file, "--lang", "de", *OF))
    assert said == f"written: {file}\n"
    text = file.read_text(encoding="utf-8")
    assert text.startswith(begins)
    assert "Inhalte entfernt" in text


def test_a_template_of_ones_own(store_path: Path, tmp_path: Path) -> None:
    """It says what stands where; marking, footnotes and head are there all the same."""
    own = tmp_path / "own.j2"
    own.write_text("{% filter title %}Hello {{ action.name }}{% endfilter %}{{ figures.removed }}", encoding="utf-8")
    ended = board("--store", store_path, "report", "--lang", "en", "--template", own, *OF)
    assert ended.stdout.count("TLP:CLEAR") == 2
    assert "no figure was published" in ended.stdout


@pytest.mark.parametrize("text", ["{{ figures.nonsense }}", "{% include 'x' %}", "{{"])
def test_a_wrong_template_is_refused(store_path: Path, tmp_path: Path, text: str) -> None:
    """In one line, and nothing is written."""
    own, file = tmp_path / "own.j2", tmp_path / "d.txt"
    own.write_text(text, encoding="utf-8")
    assert "own.j2" in refusal(board("--store", store_path, "report", file, "--lang", "en", "--template", own, *OF))
    assert not file.exists()


def test_a_language_that_is_not_there_is_refused(store_path: Path) -> None:
    """With those that are."""
    assert "fr, nl, de, en" in refusal(board("--store", store_path, "report", "--lang", "es", *OF))
