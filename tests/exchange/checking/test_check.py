"""Does each figure of a draft come out as it stands to the board?"""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.exchange.checking.marking import as_json, as_text
from board.model.text import clean
from board.store.opening import Store
from board.store.refused import Refused
from tests.benchmarks.check import DRAFTS, Outcome, outcomes, scores
from tests.exchange.checking.conftest import Checks

COMMUNIQUE = (
    "La propagande terroriste en ligne enrayée\nDepuis le 21 novembre 2019, une action internationale est en cours."
    " Au total, plus de 26 000 sujets ont été supprimés, y compris des vidéos et des comptes.\n"
)


def kinds(checks: Checks, board: str, text: str) -> list[tuple[str, str]]:
    return [(text[one.claim.start : one.claim.end], str(one.kind)) for one in checks(board, text).findings]


def test_the_communique_is_disputed_by_what_europol_says(checked: Checks) -> None:
    done = checked("record", COMMUNIQUE)
    (finding,) = done.findings
    assert finding.kind == "disputed"
    assert finding.against[0].said is not None
    assert finding.against[0].said.agency.slug == "federal-police-be"
    assert finding.others[0].slug == "is-2019-11-referred-europol"
    said = as_text(done)
    assert "more than 26,000 items referred (Europol" in said.replace("\n  ", " ")
    assert "Federal Police" in said


@pytest.mark.parametrize(
    ("board", "text", "kind"),
    [
        ("room", "Au total, 24 640 contenus ont été signalés.", "agrees"),
        ("room", "In totaal werden 24.640 inhouden verwijderd.", "other_verb"),
        ("room", "10.853 Videos wurden gemeldet.", "other_unit"),
        ("room", "1,317 videos were referred.", "part_for_whole"),
        ("room", "43 385 contenus ont été signalés ou supprimés.", "sum_across_stages"),
        ("rough", "26.000 Inhalte wurden gemeldet.", "qualifier_dropped"),
        ("rough", "More than 5,200 channels were removed.", "qualifier_hardened"),
        ("room", "12 345 contenus ont été signalés.", "unknown"),
    ],
)
def test_each_kind_of_drift_is_marked(board: str, text: str, kind: str, checked: Checks) -> None:
    assert [found for _text, found in kinds(checked, board, text)] == [kind]


def test_a_rounded_number_agrees_where_it_is_true_and_near(checked: Checks) -> None:
    assert kinds(checked, "room", "More than 24,000 items were referred.") == [("24,000", "agrees")]
    assert kinds(checked, "room", "More than 25,000 items were referred.") == [("25,000", "unknown")]
    assert kinds(checked, "room", "24,000 items were referred.") == [("24,000", "unknown")]


def test_a_softer_qualifier_is_no_mark(checked: Checks) -> None:
    assert kinds(checked, "rough", "About 26,000 items were referred.") == [("26,000", "agrees")]


def test_a_number_is_whose_the_draft_says(checked: Checks) -> None:
    text = "Die EU IRU meldete 8.120 Videos, das BKA 1.317; die Guardia Civil meldete 842 Konten."
    assert [kind for _text, kind in kinds(checked, "room", text)] == ["agrees", "agrees", "part_for_whole"]


def test_the_verb_may_stand_in_the_heading_of_a_list(checked: Checks) -> None:
    text = "Ont été supprimés :\n– 7 321 vidéos ;\n– 1 150 groupes.\n"
    assert [kind for _text, kind in kinds(checked, "room", text)] == ["agrees", "other_verb"]


def test_what_was_not_done_is_not_what_was_done(checked: Checks) -> None:
    assert kinds(checked, "room", "96 accounts were not removed but refused.") == [("96", "agrees")]


@pytest.mark.parametrize(
    "text",
    [
        "Conformément à l’article 17 du règlement (UE) 2021/784, depuis 2019, 76 % de la propagande a disparu.",
        "Am 5. März 2026 um 18 Uhr, nach 36 Stunden, war die Aktion nach Artikel 3 und 4 zu Ende. Tel. 030 1234567.",
        "Op 2 maart 2026 om 18.00 uur begon de 16e actiedag van de 23-jarige; die kostte € 1.200.",
        "On 2 March 2026 at 14:30 the 16th day began; he is 23 years old. Call +44 20 7946 0000 or see www.x.org/9437.",
    ],
)
def test_dates_articles_shares_and_phones_are_no_tallies_and_are_named(text: str, checked: Checks) -> None:
    done = checked("room", text)
    assert done.findings == ()
    assert len(done.passed_over) >= 4
    assert "not the same as" in as_text(done).replace("\n  ", " ")


def test_two_languages_in_one_draft_are_both_read(checked: Checks) -> None:
    done = checked("room", "In totaal werden 24.640 inhouden gemeld. In total, 24,640 items were removed.")
    assert [(one.claim.language, str(one.kind)) for one in done.findings] == [("nl", "agrees"), ("en", "other_verb")]


def test_a_draft_in_none_of_the_four_languages_is_refused(checked: Checks) -> None:
    with pytest.raises(Refused, match="nothing could be read"):
        checked("room", "En total, 24.640 contenidos fueron eliminados por las plataformas y los proveedores.")


def test_a_sentence_that_was_not_read_is_said(checked: Checks) -> None:
    done = checked(
        "room",
        "In total, 24,640 items were referred. En total, 18.745 contenidos fueron eliminados por las plataformas.",
    )
    assert (len(done.findings), done.unread, done.unread_numbers) == (1, 1, True)
    assert "NOT read" in as_text(done)


def test_a_table_of_numbers_is_refused(checked: Checks) -> None:
    with pytest.raises(Refused, match="board import"):
        checked("room", "the items were removed " + "17 " * 30_000)


def test_a_draft_of_half_a_megabyte_in_one_line_is_read(checked: Checks) -> None:
    done = checked("record", COMMUNIQUE.replace("\n", " ") + "La propagande de l’action est en cours. " * 12_000)
    assert len(done.findings) == 1


def test_hostile_text_is_shown_clean_and_its_offsets_stay(checked: Checks) -> None:
    text = "\x1b]52;c;eA==\x07\u202eAu total, \x1b[31m24 640\x1b[0m contenus [/bar] ont été <b>signalés</b>.\x00"
    done = checked("room", text)
    (finding,) = done.findings
    assert (finding.claim.start, finding.kind) == (text.index("24 640"), "agrees")
    said = as_text(done)
    assert all(clean(line) == line for line in said.splitlines())
    figure = json.loads(as_json(done))["figures"][0]
    assert text[figure["start"] : figure["end"]] == "24 640"


def test_the_json_says_with_what_a_figure_was_held(checked: Checks) -> None:
    shown = json.loads(as_json(checked("room", "Le BKA a signalé 1 317 vidéos le 5 mars 2026.")))
    (figure,) = shown["figures"]
    held = figure["against"][0]
    assert (held["stage"], held["unit"], held["value"], held["agency"]) == ("referred", "video", 1317, "bka")
    assert held["entries"].startswith("@bka video referred")
    assert [one["text"] for one in shown["passed_over"]] == ["5", "2026"]
    assert shown["action"]["slug"] == "exercise-north"


@given(st.text(max_size=120), st.sampled_from(["fr", "nl", "de", "en"]))
def test_whatever_stands_around_it_a_check_never_fails(checked: Checks, noise: str, language: str) -> None:
    sentence = {
        "fr": "Au total, plus de 26 000 sujets ont été supprimés par la police.",
        "nl": "In totaal werden meer dan 26.000 items door de politie verwijderd.",
        "de": "Insgesamt wurden mehr als 26.000 Inhalte von der Polizei gelöscht.",
        "en": "In total, more than 26,000 items were removed by the police.",
    }[language]
    text = f"{sentence}\n\n{noise}\n\n{sentence}"
    done = checked("record", text)
    assert str(done.findings[0].kind) == "disputed"
    for one in done.findings:
        assert text[one.claim.start : one.claim.end].strip()
    json.loads(as_json(done))
    as_text(done)


@pytest.mark.parametrize("name", ["seen", "grammar"])
def test_the_cases_looked_at_come_out_right(name: str, stores: dict[str, Store]) -> None:
    """At least 95 in 100, of all and in each language but English, which has the record's own odd wordings."""
    done: list[Outcome] = outcomes(json.loads((DRAFTS / f"{name}.json").read_text("utf-8")), stores)
    for part, score in scores(done).items():
        if part in ("fr", "nl", "de", "all", "detection"):
            assert score.right >= 0.95 * max(score.expected, score.found), (part, score)


def test_other_verb_and_unknown_are_said_only_where_they_are(stores: dict[str, Store]) -> None:
    """Of the constructions in which a verb is not the figure's: a purpose, a "must", an occasion, another clause."""
    found = scores(outcomes(json.loads((DRAFTS / "grammar.json").read_text("utf-8")), stores))
    for kind in ("other_verb", "unknown"):
        assert found[kind].right == found[kind].expected >= 0.95 * found[kind].found, (kind, found[kind])
