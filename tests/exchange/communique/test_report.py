"""Is every figure of a draft said whole, by the rules of its language, and is nothing there that the board has not?"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.exchange.communique.forms import FORMS
from board.exchange.communique.report import LANGUAGES, report, wording_of
from board.exchange.communique.saying import Saying
from board.model.figure import Quantity
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.store.opening import Store, open_store
from board.store.refused import Refused
from tests.conftest import NOON
from tests.entries import ACTION, count, rehearse
from tests.exchange.outgoing.stores import poison


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """A store of the test's own, with the shipped record."""
    store = open_store(store_path, record=None)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", ["plus de 26\u202f000 contenus retirés du 21 au 25 novembre 2019", "Parquet fédéral", "(PJF)"]),
        ("nl", ["meer dan 26.000 items verwijderd", "Federaal Parket", "(FGP)"]),
        ("de", ["mehr als 26.000 Inhalte entfernt", "Föderalanwaltschaft", "(FGP)"]),
        ("en", ["more than 26,000 items removed from 21 to 25 November 2019", "Federal Prosecutor's Office"]),
    ],
)
def test_the_shipped_record_in_four_languages(store: Store, language: str, said: list[str]) -> None:
    """Numbers, dates and names by the rules of each; both readings stand there, and what nobody published is said."""
    text = " ".join(re.split(r"[ \n\u00a0]+", report(store, language, "txt", ACTION, None)))
    wording = wording_of(language)
    for words in (
        *said,
        wording.says["no number"].split("{verb})")[1].split("{")[0].split(";")[0].split("\u00a0;")[0].strip(":\u00a0 "),
        wording.verbs[Stage.REFERRED].participle.replace("~", "s"),
    ):
        assert words in text
    assert "is-2019-11-referred-europol" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", FORMS)
def test_the_same_state_gives_the_same_bytes_and_an_exercise_says_so(
    store_path: Path, language: str, form: str
) -> None:
    """Above and below, in the headline, and with the head of the ledger and the entries behind each tally."""
    rehearse(store_path, NOON, entries=20)
    store = open_store(store_path, record=None)
    text = report(store, language, form, ACTION, None)
    assert text == report(store, language, form, ACTION, None)
    assert text.count(wording_of(language).says["exercise"]) >= 5
    head = store.connection.execute("SELECT lower(hex(hash)) FROM ledger ORDER BY seq DESC LIMIT 1").fetchone()[0]
    assert head in text.replace("\\", "")
    store.close()


def test_removed_within_referred(store: Store) -> None:
    """Of the same unit, and never more of it."""
    count(store, "eu-iru", "video", "referred", 300, at=NOON)
    count(store, "eu-iru", "video", "removed", 200, at=NOON, qualifier=Qualifier.AT_LEAST)
    count(store, "eu-iru", "account", "removed", 5, at=NOON)
    text = " ".join(re.split(r"[ \n\u00a0]+", report(store, "fr", "txt", ACTION, None)))
    assert "300 vidéos ont été signalées, dont au moins 200 retirées au 23 novembre 2026 à 12 h 00 UTC" in text
    assert "5 comptes ont été retirés" in text
    assert "Au moins 205 contenus de tous types ont été retirés" in text


def test_hostile_names_and_notes_do_nothing(store: Store) -> None:
    """No escape, no control, no tag, whatever the store holds."""
    poison(store)
    for form in FORMS:
        text = report(store, "fr", form, ACTION, None)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
        assert form == "txt" or not re.search(r"(?<!\\)<script", text)


@pytest.mark.parametrize("language", ["", "es", "FR", "\x1b[2J", "x" * 9999])
def test_a_language_that_is_not_there(store: Store, language: str) -> None:
    """It is refused with those that are."""
    with pytest.raises(Refused, match="fr, nl, de, en"):
        report(store, language, "txt", ACTION, None)


@given(
    st.sampled_from(LANGUAGES),
    st.integers(0, 10**9),
    st.sampled_from(Qualifier),
    st.sampled_from(ContentType),
    st.sampled_from(Stage),
)
def test_no_number_stands_alone(
    language: str, value: int, qualifier: Qualifier, unit: ContentType, stage: Stage
) -> None:
    """Verb, unit and qualifier of all vocabulary, in the form that goes with the number."""
    saying = Saying(wording_of(language))
    said = saying.counted(Quantity(value, qualifier), unit, stage)
    assert saying.number(value) in said
    assert saying.noun(unit, value) in said
    assert saying.done(unit, stage, value) in said
    assert said.startswith(saying.wording.qualifiers[qualifier])
    assert "~" not in said


def test_french_agrees_in_gender_and_number() -> None:
    """One video was removed, two accounts were."""
    say = Saying(wording_of("fr"))
    assert say.counted(Quantity(1), ContentType.VIDEO, Stage.REMOVED) == "1 vidéo retirée"
    assert say.counted(Quantity(2), ContentType.VIDEO, Stage.REMOVED) == "2 vidéos retirées"
    assert (
        say.counted(Quantity(2), ContentType.CHANNEL, Stage.ORDERED) == "2 canaux frappés d’une injonction de retrait"
    )
    assert say.counted(Quantity(0), ContentType.ACCOUNT, Stage.REMOVED) == "0 compte retiré"


def test_a_footnote_stands_only_behind_what_its_source_says(store: Store) -> None:
    """In a dispute, too: what Europol referred is no evidence of what the police say was removed."""
    text = " ".join(re.split(r"[ \n\u00a0]+", report(store, "en", "txt", ACTION, None)))
    marks: dict[str, set[str]] = {figure: set() for figure in ("removed", "referred")}
    for found in re.finditer(r"items (removed|referred)[^–]*?((?: \[\d+\])+)\.", text.split(" NOTES ")[0]):
        marks[found[1]] |= set(re.findall(r"\d+", found[2]))
    assert marks["removed"]
    assert marks["referred"]
    assert not marks["removed"] & marks["referred"]


def test_an_action_that_is_counted_in_goes_on_as_of_the_figures(store: Store) -> None:
    """Not as of the day on which somebody last said so; with nothing counted that day stands."""
    store.connection.execute(
        "UPDATE actions SET status = 'ongoing', status_as_of = '2026-11-20', ended_on = NULL WHERE slug = ?", (ACTION,)
    )
    assert "The action is ongoing as of 20 November 2026." in flat(report(store, "en", "txt", ACTION, None))
    count(store, "eu-iru", "video", "removed", 5, at=NOON)
    assert "ongoing as of 23 November 2026 at 12:00 UTC." in flat(report(store, "en", "txt", ACTION, None))


def test_a_status_that_was_said_after_the_figures_has_its_own_day(store: Store) -> None:
    """It was not known when the last entry was recorded."""
    count(store, "eu-iru", "video", "removed", 5, at=NOON)
    store.connection.execute(
        "UPDATE actions SET status = 'ongoing', status_as_of = '2026-11-24', ended_on = NULL WHERE slug = ?", (ACTION,)
    )
    assert "The action is ongoing as of 24 November 2026." in flat(report(store, "en", "txt", ACTION, None))


def test_a_sentence_that_ends_with_a_quotation_has_one_full_stop(store: Store) -> None:
    """The quoted one gives way."""
    store.connection.execute("UPDATE actions SET objective = 'Stop it.' WHERE slug = ?", (ACTION,))
    for language in LANGUAGES:
        text = flat(report(store, language, "txt", ACTION, None))
        assert re.search(r"Stop it[ \u202f]?[”“»]\.", text)


def flat(text: str) -> str:
    """Return a text in one line."""
    return " ".join(re.split(r"[ \n\u00a0]+", text))
