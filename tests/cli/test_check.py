"""Does `board check` answer a person, a pipe and a script?"""

import json
from pathlib import Path

import pytest

from tests.cli.run import board, done, refusal


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    file = tmp_path / "draft.txt"
    file.write_text("Au total, plus de 26 000 sujets ont été supprimés depuis le 21 novembre 2019.\n", "utf-8")
    return file


def test_the_text_comes_back_with_marks_and_both_sources(store_path: Path, draft: Path) -> None:
    said = done(board("--store", store_path, "check", draft, "--action", "is-2019-11"))
    assert "plus de 26 000 ‹1 disputed› sujets" in said
    together = said.replace("\n  ", " ")
    assert "Federal Police" in together
    assert "more than 26,000 items referred (Europol" in together
    assert "1 figure found" in together
    assert "2 numbers not read as a count" in together


def test_the_json_has_offsets_into_the_file(store_path: Path, draft: Path) -> None:
    shown = json.loads(done(board("--store", store_path, "check", draft, "--format", "json", "--action", "is-2019-11")))
    (figure,) = shown["figures"]
    text = draft.read_text("utf-8")
    assert (text[figure["start"] : figure["end"]], figure["kind"]) == ("26 000", "disputed")
    assert {one["stage"] for one in figure["against"]} >= {"removed", "referred"}


def test_only_a_strict_check_ends_with_an_error(store_path: Path, draft: Path) -> None:
    args = ("--store", store_path, "check", draft, "--action", "is-2019-11")
    assert board(*args).exit_code == 0
    assert board(*args, "--strict").exit_code == 1


def test_a_draft_in_no_known_language_is_refused(store_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "es.txt"
    file.write_text("En total, 26.000 contenidos fueron eliminados por las plataformas y los proveedores.", "utf-8")
    assert "none of French, Dutch, German and English" in refusal(board("--store", store_path, "check", file))


def test_a_draft_that_is_not_there_is_refused(store_path: Path, tmp_path: Path) -> None:
    assert "No such file" in refusal(board("--store", store_path, "check", tmp_path / "none.txt"))


def test_an_unknown_action_is_refused(store_path: Path, draft: Path) -> None:
    assert "there is no action" in refusal(board("--store", store_path, "check", draft, "--action", "nothing"))


def test_the_board_is_wound_back_for_a_draft(store_path: Path, draft: Path) -> None:
    args = ("--store", store_path, "check", draft, "--action", "is-2019-11", "--format", "json")
    shown = json.loads(done(board(*args, "--as-of", "2019-11-20T12:00Z")))
    assert [one["kind"] for one in shown["figures"]] == ["unknown"]


def test_markdown_has_the_marks_and_what_they_mean(store_path: Path, draft: Path) -> None:
    said = done(board("--store", store_path, "check", draft, "--format", "md", "--action", "is-2019-11"))
    assert "plus de 26 000 **‹1 disputed›** sujets" in said
    assert "more than 26,000 items referred (Europol" in said.split("## ")[1]


def test_a_named_source_is_held_to_its_own_figure(store_path: Path, tmp_path: Path) -> None:
    file = tmp_path / "swapped.txt"
    file.write_text("Europol removed more than 26,000 items.\nPolice fédérale : 26 000 contenus supprimés\n", "utf-8")
    said = done(board("--store", store_path, "check", file, "--action", "is-2019-11"))
    assert "‹1 other verb›" in said
    assert "‹2 qualifier dropped›" in said


def test_the_same_finding_is_explained_once(store_path: Path, draft: Path) -> None:
    draft.write_text(draft.read_text("utf-8") * 2, "utf-8")
    said = done(board("--store", store_path, "check", draft, "--action", "is-2019-11"))
    assert said.count("‹1 disputed›") == 2
    assert "1. lines 1, 2, “26 000”: DISPUTED." in said
