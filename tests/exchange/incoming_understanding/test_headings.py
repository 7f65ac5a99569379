"""Are the words of four languages understood, and never more than they say?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.exchange.incoming.headings import (
    content_type_of,
    folded,
    heading,
    is_sum,
    is_wholly,
    quoted,
    senses,
    stage_of,
)
from board.locale import LANGUAGES, columns, speaking, words
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES


@pytest.mark.parametrize(
    ("stage", "words"),
    [
        ("referred", "signalé signalées Signalements transmis gemeld meldingen gemeldet gemeldete Meldungen referred"),
        ("removed", "retiré retirées supprimé RETRAITS verwijderd verwijderde entfernt gelöscht geloescht gelöschter"),
        ("removed", "removed deleted takedowns"),
        ("ordered", "injonctions ordered Entfernungsanordnungen verwijderingsbevel"),
        ("refused", "refusé rejetées geweigerd abgelehnt rejected"),
        ("arrested", "arrêtés verhaftet gearresteerd arrested"),
        ("reinstated", "rétabli wiederhergestellt hersteld restored"),
    ],
)
def test_words_for_stages(stage: str, words: str) -> None:
    """In every form that a file may use, with accents or without."""
    for word in words.split():
        assert stage_of(word).slug == stage, word


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("video", "vidéo vidéos video's Videos VIDEO"),
        ("publication", "publications publicaties Publikationen"),
        ("group", "groupes groepen Gruppen groups"),
        ("account", "comptes accounts Konten Konto account's"),
        ("channel", "chaînes canaux kanalen Kanäle Kanaele channels"),
        ("link", "liens links Links"),
        ("website", "websites Webseiten"),
        ("person", "personnes personen people"),
        ("item", "éléments contenus Inhalte items"),
    ],
)
def test_words_for_content_types(kind: str, words: str) -> None:
    """In every form that a file may use, with accents or without."""
    for word in words.split():
        assert content_type_of(word).slug == kind, word


def test_every_slug_of_the_ledger_means_itself() -> None:
    """As the board's own exports write them."""
    assert [stage_of(stage).slug for stage in LEDGER_STAGES] == list(LEDGER_STAGES)
    assert [content_type_of(kind).slug for kind in LEDGER_TYPES] == list(LEDGER_TYPES)


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("Plateforme", "provider"),
        ("Anbieter", "provider"),
        ("Nom de la plateforme", "provider"),
        ("Behörde", "agency"),
        ("Art", "content_type"),
        ("Type de contenu", "content_type"),
        ("Soort", "content_type"),
        ("Maßnahme", "stage"),
        ("Massnahme", "stage"),
        ("Anzahl", "quantity"),
        ("Aantal", "quantity"),
        ("Nombre", "quantity"),
        ("Datum", "date"),
        ("found_at", "date"),
        ("foundAt", "date"),
        ("Gelöscht am", "date"),
        ("Date de retrait", "date"),
        ("Heure (CET)", "time"),
        ("Bemerkung", "note"),
        ("Vorgang", "ref"),
        ("N°", "ref"),
        ("URL", "address"),
        ("adresse", "address"),
    ],
)
def test_words_for_columns(header: str, role: str) -> None:
    """As the headers of partners' files say them."""
    assert role in heading(header).roles


def test_stage_and_type_in_one_header() -> None:
    """ "vidéos signalées" and its like in the other languages."""
    for header in ("vidéos signalées", "gemelde video's", "gemeldete Videos", "videos referred"):
        says = heading(header)
        assert (says.types, says.stages, says.negated) == (("video",), ("referred",), False)


@pytest.mark.parametrize("cell", ["non retirées", "not removed", "nicht gelöscht", "niet verwijderd", "à supprimer"])
def test_what_was_not_done_is_not_done(cell: str) -> None:
    """A word beside another can turn it round."""
    assert stage_of(cell).slug is None
    assert heading(cell).negated


def test_a_word_for_several_stages_is_asked() -> None:
    """ "gesperrt" is said of accounts, of access and of servers."""
    assert "suspended" in stage_of("gesperrt").why
    assert "blocked" in stage_of("gesperrt").why


def test_verbs_and_units_of_statements_are_refused_as_by_the_model() -> None:
    """The ledger counts neither."""
    assert "published statements only" in stage_of("reported").why
    assert "published statements only" in content_type_of("posts").why


def test_a_slip_of_the_pen_gets_a_suggestion() -> None:
    """The nearest word's meaning."""
    assert "did you mean removed?" in stage_of("gelösht").why
    assert "did you mean group?" in content_type_of("grupe").why


@pytest.mark.parametrize(
    "cell", ["Total", "TOTAL :", "Totaal", "Somme", "Summe", "Gesamt", "Sous-total", "sous total", "Zwischensumme"]
)
def test_words_for_sums(cell: str) -> None:
    """Of a row or a column."""
    assert is_sum(cell)
    assert is_wholly(cell, "sum")


@pytest.mark.parametrize("cell", ["Telegram", "Totalitarisme", "summary", "Gesamtschule", "video", ""])
def test_words_that_only_begin_like_sums_are_none(cell: str) -> None:
    """A whole word is needed."""
    assert not is_sum(cell)


def test_growth_is_read_by_the_longest_phrase() -> None:
    """ "bis heute" is a running total, "heute" is not."""
    assert heading("Gelöscht bis heute").cumulative
    assert not heading("Gelöscht bis heute").new
    assert heading("heute gelöscht").new
    assert heading("nouveaux signalements par jour").new
    assert heading("Tot nu toe verwijderd").cumulative


@given(st.text(max_size=400))
def test_no_text_raises(text: str) -> None:
    """Folding is idempotent in what it means, and a quoted text is harmless."""
    heading(text)
    senses(text)
    stage_of(text)
    is_sum(text)
    assert folded(folded(text)) == folded(folded(folded(text)))
    assert "\x1b" not in quoted(text)


def test_a_header_of_a_megabyte_is_looked_at_in_part() -> None:
    """It names nothing, and costs little."""
    assert heading("vidéos " * 200_000).types == ("video",)


def test_a_sentence_names_no_stage() -> None:
    """It only holds a word for one."""
    assert stage_of("the provider said that it had been removed some time before").slug is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_that_the_board_says_itself_are_understood(language: str) -> None:
    """A partner who writes what this board shows is never asked what it means."""
    with speaking(language):
        for stage in LEDGER_STAGES:
            said = {words.stage(stage), *(words.stage(stage, unit, n) for unit in LEDGER_TYPES for n in (1, 2))}
            assert {stage_of(word).slug for word in said} == {stage}
        for unit in LEDGER_TYPES:
            assert {content_type_of(words.unit(unit, n)).slug for n in (1, 2)} == {unit}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "role",
    ["agency", "stage", "content_type", "provider", "quantity", "date", "time", "note", "ref", "qualifier", "address"],
)
def test_the_names_that_the_board_gives_columns_are_understood(language: str, role: str) -> None:
    """A sheet that is headed as this board heads its own lists is read."""
    with speaking(language):
        assert role in heading(columns.meaning(role)).roles
