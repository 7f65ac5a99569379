"""Are signs, dates, sizes, places and agreement those of the language, wherever the code puts them?"""

import ast
import errno
from pathlib import Path

import pytest

from board.locale import FOLDER, _, causes, days, phrases, places, punctuation, sizes, use, words
from board.model.figure import Quantity
from board.model.vocabulary import ContentType, Qualifier, Stage
from tests.catalogs import template

NB = "\N{NO-BREAK SPACE}"
CODE = FOLDER.parent


def said_in(file: Path) -> list[tuple[int, str]]:
    """Return the messages that a module says, each with its line."""
    calls = (one for one in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(one, ast.Call) and one.args)
    named = ((one, one.args[0]) for one in calls if isinstance(one.func, ast.Name) and one.func.id in ("_", "N_"))
    return [
        (call.lineno, said.value)
        for call, said in named
        if isinstance(said, ast.Constant) and isinstance(said.value, str) and said.value
    ]


def test_no_message_hides_within_an_f_string() -> None:
    """What extracts the messages does not look there, and such a message would stay English in every language."""
    known = {one.id if isinstance(one.id, str) else one.id[0] for one in template("en")}
    hidden = [
        (file.name, line, said) for file in CODE.rglob("*.py") for line, said in said_in(file) if said not in known
    ]
    assert hidden == []


@pytest.mark.parametrize(("language", "said"), [("en", "“a”"), ("fr", f"«{NB}a{NB}»"), ("de", "„a“")])
def test_quotation_marks_are_those_of_the_language(language: str, said: str) -> None:
    """The code puts none of its own."""
    use(language)
    assert punctuation.quoted("a") == said


def test_french_sets_colons_and_semicolons_behind_a_space_that_does_not_break() -> None:
    """However the line is broken, no sign begins the next one."""
    use("fr")
    assert punctuation.labelled("objectif", "arrêter") == f"objectif{NB}: arrêter"
    assert punctuation.one_by_one(["a", "b"]) == f"a{NB}; b"


@pytest.mark.parametrize(
    ("since", "said"),
    [
        ("2019-11-21", f"depuis le 21{NB}nov. 2019"),
        ("2019-11-01", f"depuis le 1er{NB}nov. 2019"),
        ("2019-11", "depuis nov. 2019"),
        ("2019", "depuis 2019"),
    ],
)
def test_a_date_has_the_article_that_goes_with_how_precise_it_is(since: str, said: str) -> None:
    """Before a day French has one, before a month and a year none."""
    use("fr")
    assert days.period(since, None) == said


@pytest.mark.parametrize(
    ("unit", "number", "said"),
    [(None, 1, "retiré"), (None, 3, "retirés"), (ContentType.VIDEO, 0, "retirée"), (ContentType.VIDEO, -3, "retirées")],
)
def test_a_verb_agrees_with_its_number_where_no_unit_stands_beside_it(
    unit: ContentType | None, number: int, said: str
) -> None:
    """Nothing is said in the singular, as French has it; less than nothing as so many."""
    use("fr")
    assert words.stage(Stage.REMOVED, unit, number) == said


def test_verbs_of_published_figures_agree_too() -> None:
    """ "1 personne identifiée", not "identifiés"."""
    use("fr")
    assert words.stage(Stage.IDENTIFIED, ContentType.PERSON, 1) == "identifiée"
    assert words.stage(Stage.TOOK_PART, ContentType.COUNTRY, 1) == "a participé"


@pytest.mark.parametrize(("language", "said"), [("en", "2.2 kB"), ("fr", f"2,2{NB}ko"), ("de", f"2,2{NB}kB")])
def test_a_size_has_the_decimal_sign_and_the_unit_of_the_language(language: str, said: str) -> None:
    """As CLDR has it."""
    use(language)
    assert sizes.size(2_200).replace(" ", NB) == said.replace(" ", NB)


@pytest.mark.parametrize(
    ("of", "said"), [(999, "999 bytes"), (999_600, "1.0 MB"), (48_000, "48 kB"), (5 * 10**12, "5000 GB")]
)
def test_a_size_is_said_in_the_unit_that_makes_it_short(of: int, said: str) -> None:
    """Never "1000 kB"."""
    use("en")
    assert sizes.size(of) == said


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Canada (authority not named)"), ("fr", "Canada (autorité non précisée)"), ("nl", "Canada (")],
)
def test_an_authority_of_which_only_the_country_is_known_is_said_in_the_language(language: str, said: str) -> None:
    """It is no name of its own, so that it stands in no language of the record."""
    use(language)
    assert places.agency_name("Canada (authority not named)", "CA").startswith(said)


@pytest.mark.parametrize("name", ["Eurojust", "", "\0 (authority not named", "Europol (authority named)"])
def test_a_name_stays_as_it_is(name: str) -> None:
    """What somebody is called is never translated."""
    use("fr")
    assert places.agency_name(name, "EU") == name


def test_the_union_has_its_own_letters() -> None:
    """ "UE" in French; every other code is the same everywhere."""
    use("fr")
    assert (places.country("EU"), places.country("BE"), places.country(None)) == ("UE", "BE", "")


def test_the_operating_system_speaks_the_language() -> None:
    """Its own words are English; one that the board does not know stays as it is."""
    use("fr")
    assert (
        causes.cause(FileNotFoundError(errno.ENOENT, "No such file or directory")) == "fichier ou dossier introuvable"
    )
    assert causes.cause(OSError(errno.ENOTTY, "Not a typewriter")) == "Not a typewriter"
    assert causes.cause(ValueError("embedded null byte")) == "embedded null byte"


def test_a_per_cent_sign_stands_as_the_language_has_it() -> None:
    """Behind a space that does not break, in French."""
    use("fr")
    exact = Quantity(71, Qualifier.EXACT)
    assert phrases.per_cent(exact, exact) == f"71{NB}%"
    assert _("removed") == "retirés"
