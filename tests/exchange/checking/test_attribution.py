"""Is a figure held first against what the one published whom its sentence names?

Of the shipped record: the Federal Police published "more than 26,000 removed" and "about 26,000 removed", Europol "more
than 26,000 referred", and the press of Europol "26,000 removed".
"""

import pytest

from board.exchange.checking.holding import Finding
from board.exchange.checking.saying import says
from tests.exchange.checking.conftest import Checks


def finding(checks: Checks, text: str, board: str = "record") -> Finding:
    (one,) = checks(board, text).findings
    return one


@pytest.mark.parametrize(
    "text",
    [
        "Europol removed more than 26,000 items.",
        "In the table: items.\n\n| source | items removed |\n|---|---|\n| Europol | more than 26,000 |\n",
        "Europol, which hosted the command post, has removed more than 26,000 items.",
        "More than 26,000 items were removed by Europol.",
        "According to Europol, more than 26,000 items were removed.",
        "More than 26,000 items were removed, Europol has said.",
        "– Europol: more than 26,000 items removed",
        "According to Europol:\n– more than 26,000 items removed",
        "Europol’s Internet Referral Unit removed more than 26,000 items.",
        "Europol a supprimé plus de 26 000 contenus.",
        "Selon Europol, plus de 26 000 contenus ont été supprimés.",
        "Europol annonce avoir supprimé plus de 26 000 contenus.",
        "Europol a signalé que plus de 26 000 contenus ont été supprimés.",
        "Europol :\n– plus de 26 000 contenus supprimés",
        "Europol a supprimé :\n– plus de 26 000 contenus",
        "In totaal verwijderde Europol meer dan 26.000 items.",
        "Meer dan 26.000 items werden door Europol verwijderd.",
        "Volgens Europol werden meer dan 26.000 items verwijderd.",
        "Europol meldde dat meer dan 26.000 items werden verwijderd.",
        "Insgesamt hat Europol mehr als 26.000 Inhalte gelöscht.",
        "Mehr als 26.000 Inhalte wurden von Europol gelöscht.",
        "Laut Europol wurden mehr als 26.000 Inhalte gelöscht.",
        "Europol meldete, dass mehr als 26.000 Inhalte gelöscht wurden.",
    ],
)
def test_the_verb_of_another_source_is_marked_for_europol(text: str, checked: Checks) -> None:
    one = finding(checked, text)
    assert one.kind == "other_verb"
    assert one.source is not None
    assert one.source.slug == "europol"
    assert {figure.said.slug for figure in one.against if figure.said} == {"is-2019-11-referred-europol"}
    assert says(one).startswith("the draft says removed, Europol (EU) said referred: more than 26,000 items referred")


@pytest.mark.parametrize(
    "text",
    [
        "The Federal Police referred more than 26,000 items.",
        "D’après la police fédérale, plus de 26 000 contenus ont été signalés.",
        "De Federale Politie zegt dat meer dan 26.000 items werden gemeld.",
        "Mehr als 26.000 Inhalte wurden gemeldet, teilte die föderale Polizei mit.",
    ],
)
def test_the_verb_of_another_source_is_marked_for_the_police(text: str, checked: Checks) -> None:
    one = finding(checked, text)
    assert one.kind == "other_verb"
    assert "Federal Police (BE) said removed" in says(one)


@pytest.mark.parametrize(
    "text",
    [
        "Federal Police: 26,000 items removed",
        "Police fédérale : 26 000 contenus supprimés",
        "Selon la police fédérale, 26 000 contenus ont été supprimés.",
        "Volgens de Federale Politie werden 26.000 items verwijderd.",
        "Laut der föderalen Polizei wurden 26.000 Inhalte gelöscht.",
    ],
)
def test_a_qualifier_that_the_named_source_gave_is_missed(text: str, checked: Checks) -> None:
    one = finding(checked, text)
    assert one.kind == "qualifier_dropped"
    assert says(one).startswith("Federal Police (BE) did not say this as exactly: more than 26,000 items removed")


@pytest.mark.parametrize(
    "text",
    [
        "Exactly 26,000 items were removed, according to the Federal Police.",
        "Exactement 26 000 contenus ont été supprimés, selon la police fédérale.",
        "Precies 26.000 items werden verwijderd, zegt de Federale Politie.",
        "Genau 26.000 Inhalte wurden gelöscht, sagt die föderale Polizei.",
    ],
)
def test_a_figure_is_no_firmer_than_the_named_source_gave_it(text: str, checked: Checks) -> None:
    one = finding(checked, text)
    assert one.kind == "qualifier_hardened"
    assert says(one).startswith("the draft claims more than Federal Police (BE) said: ")


@pytest.mark.parametrize(
    "text",
    [
        "Europol referred more than 26,000 videos.",
        "Europol a signalé plus de 26 000 vidéos.",
        "Volgens de Federale Politie werden meer dan 26.000 video's verwijderd.",
        "Laut der föderalen Polizei wurden mehr als 26.000 Videos gelöscht.",
    ],
)
def test_another_unit_than_that_of_the_named_source_is_marked(text: str, checked: Checks) -> None:
    one = finding(checked, text)
    assert one.kind == "other_unit"
    assert "counted something else: more than 26,000 items" in says(one)


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Europol referred more than 26,000 items.", "is-2019-11-referred-europol"),
        ("Selon la police fédérale, environ 26 000 contenus ont été supprimés.", "is-2019-11-removed-annual-report"),
        ("Volgens Europol werden 26.000 items verwijderd.", "is-2019-11-suppressed-europol-afp"),
        ("Laut der föderalen Polizei wurden mehr als 26.000 Inhalte gelöscht.", "is-2019-11-removed-federal-police"),
    ],
)
def test_one_statement_of_several_that_says_exactly_so_suffices(text: str, statement: str, checked: Checks) -> None:
    """It is disputed then, as the sources disagree; what the named one said stands first."""
    one = finding(checked, text)
    assert (one.kind, one.source) == ("disputed", None)
    assert one.against[0].said is not None
    assert one.against[0].said.slug == statement


@pytest.mark.parametrize(
    "text",
    [
        "More than 26,000 items were removed, the Federal Police says, while more than 26,000 were referred, says"
        " Europol.",
        "Federal Police: more than 26,000 items removed; Europol: more than 26,000 items referred.",
        "Selon la police fédérale, plus de 26 000 contenus ont été supprimés, tandis qu’Europol parle de plus de 26 000"
        " contenus signalés.",
        "Volgens de Federale Politie werden meer dan 26.000 items verwijderd, volgens Europol werden er meer dan 26.000"
        " gemeld.",
        "Laut der föderalen Polizei wurden mehr als 26.000 Inhalte gelöscht, laut Europol wurden mehr als 26.000"
        " gemeldet.",
    ],
)
def test_each_of_two_sources_is_held_to_its_own_figure(text: str, checked: Checks) -> None:
    assert [str(one.kind) for one in checked("record", text).findings] == ["disputed", "disputed"]


@pytest.mark.parametrize(
    "text",
    [
        "In an action led by Europol, more than 26,000 items were removed.",
        "Europol coordinated an action in which more than 26,000 items were removed.",
        "More than 26,000 items referred by Europol were removed.",
        "Europol supported the removal of more than 26,000 items.",
        "The action that Europol supports has removed more than 26,000 items.",
        "Europol’s partners removed more than 26,000 items.",
        "The Federal Police was told that more than 26,000 items were referred.",
        "Au siège d’Europol, plus de 26 000 contenus ont été supprimés.",
        "Après signalement par Europol, plus de 26 000 contenus ont été supprimés.",
        "Europol a coordonné une action au cours de laquelle plus de 26 000 contenus ont été supprimés.",
        "Résultats de l’action coordonnée par Europol :\n– plus de 26 000 contenus supprimés",
        "Bij een door Europol gecoördineerde actie werden meer dan 26.000 items verwijderd.",
        "Op verzoek van Europol werden meer dan 26.000 items verwijderd.",
        "Auf Hinweis von Europol löschten die Anbieter mehr als 26.000 Inhalte.",
        "Bei einer von Europol koordinierten Aktion wurden mehr als 26.000 Inhalte gelöscht.",
        "Europol koordinierte eine Aktion, bei der mehr als 26.000 Inhalte gelöscht wurden.",
    ],
)
def test_who_only_stands_beside_a_figure_is_not_its_source(text: str, checked: Checks) -> None:
    one = finding(checked, text)
    assert (one.kind, one.claim.sources) == ("disputed", ())


@pytest.mark.parametrize(
    "text",
    [
        "More than 26,000 items were removed, Belgian police and Europol said.",
        "Selon la police fédérale et Europol, plus de 26 000 contenus ont été supprimés.",
        "Volgens de Federale Politie en Europol werden meer dan 26.000 items verwijderd.",
        "Laut der föderalen Polizei und Europol wurden mehr als 26.000 Inhalte gelöscht.",
    ],
)
def test_of_two_who_say_it_together_one_suffices(text: str, checked: Checks) -> None:
    assert finding(checked, text).kind == "disputed"


def test_who_published_no_such_number_is_held_as_before(checked: Checks) -> None:
    assert finding(checked, "According to Eurojust, more than 26,000 items were removed.").kind == "disputed"


@pytest.mark.parametrize(
    "text",
    [
        "The BKA removed 1,317 videos.",
        "Le BKA a supprimé 1 317 vidéos.",
        "Het BKA verwijderde 1.317 video's.",
        "Das BKA löschte 1.317 Videos.",
    ],
)
def test_a_partner_is_held_against_its_own_tally(text: str, checked: Checks) -> None:
    one = finding(checked, text, "room")
    assert one.kind == "other_verb"
    assert one.source is not None
    assert one.source.slug == "bka"
