"""Do findings that say the very same come out as one mark, with all their lines?"""

import json

import pytest

from board.exchange.checking.markdown import as_markdown
from board.exchange.checking.marking import as_json, as_text, summary
from board.exchange.checking.marks import MOST_LINES
from board.exchange.communique.report import report
from board.store.opening import Store
from tests.benchmarks.check import actions
from tests.exchange.checking.conftest import Checks

TWICE = {
    "fr": "Au total, 24 640 contenus ont été supprimés.",
    "nl": "In totaal werden 24.640 inhouden verwijderd.",
    "de": "Insgesamt wurden 24.640 Inhalte gelöscht.",
    "en": "In total, 24,640 items were removed.",
}
BOTH = {
    "fr": "Selon la police fédérale, plus de 26 000 contenus ont été supprimés.\nSelon Europol, plus de 26 000 contenus"
    " ont été signalés.",
    "nl": "Volgens de Federale Politie werden meer dan 26.000 items verwijderd.\nVolgens Europol werden meer dan 26.000"
    " items gemeld.",
    "de": "Laut der föderalen Polizei wurden mehr als 26.000 Inhalte gelöscht.\nLaut Europol wurden mehr als 26.000"
    " Inhalte gemeldet.",
    "en": "The Federal Police removed more than 26,000 items.\nEuropol referred more than 26,000 items.",
}
LANGUAGES = pytest.mark.parametrize("language", list(TWICE))


@LANGUAGES
def test_the_same_finding_is_explained_once_with_its_lines(language: str, checked: Checks) -> None:
    said = as_text(checked("room", f"{TWICE[language]}\n\n{TWICE[language]}\n"))
    assert said.count("‹1 other verb›") == 2
    assert "1. lines 1, 3, “" in said
    assert said.count("OTHER VERB") == 1
    assert "2 other verb" in said


def test_the_same_finding_is_a_single_point_in_markdown(checked: Checks) -> None:
    said = as_markdown(checked("room", f"{TWICE['en']}\n\n{TWICE['en']}\n"))
    assert said.count("**‹1 other verb›**") == 2
    assert said.count("OTHER VERB") == 1
    assert "lines 1, 3" in said


def test_a_finding_twice_in_a_line_names_it_once(checked: Checks) -> None:
    assert "1. line 1, “24,640”" in as_text(checked("room", f"{TWICE['en']} {TWICE['en']}"))


def test_findings_that_differ_have_marks_of_their_own(checked: Checks) -> None:
    said = as_text(checked("room", "In total, 24,640 items were removed.\nIn total, 12,345 items were removed."))
    assert "‹1 other verb›" in said
    assert "‹2 unknown›" in said


def test_the_json_has_every_figure(checked: Checks) -> None:
    shown = json.loads(as_json(checked("room", f"{TWICE['en']}\n\n{TWICE['en']}\n")))
    assert [one["kind"] for one in shown["figures"]] == ["other_verb", "other_verb"]
    assert shown["figures"][0]["says"] == shown["figures"][1]["says"]


def test_no_more_lines_are_named_than_are_read(checked: Checks) -> None:
    said = as_text(checked("room", f"{TWICE['en']}\n" * (MOST_LINES + 3))).replace("\n  ", " ")
    assert f", {MOST_LINES}; and 3 more, “24,640”" in said


@LANGUAGES
def test_the_draft_of_the_board_is_explained_in_a_few_points(
    language: str, stores: dict[str, Store], checked: Checks
) -> None:
    done = checked("record", report(stores["record"], language, "txt", actions()["record"], None, None))
    assert len(done.marked) > 30
    assert as_text(done).count("DISPUTED.") < 12


@LANGUAGES
def test_a_draft_with_both_readings_and_their_sources_is_said_to_have_them(language: str, checked: Checks) -> None:
    assert "2 disputed (both readings given: 2)" in summary(checked("record", BOTH[language]))


@LANGUAGES
def test_a_single_reading_is_only_disputed(language: str, checked: Checks) -> None:
    said = summary(checked("record", BOTH[language].split("\n")[0]))
    assert "1 disputed" in said
    assert "both readings" not in said
