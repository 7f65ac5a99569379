"""Is every message there in every language, and is it the one that is read?"""

import re

import pytest

from board.locale import DOMAIN, FOLDER, LANGUAGES
from tests.catalogs import Message, as_read, brought_up, catalog_of, missing, translated

FIELD = re.compile(r"\{[^{}]*\}|%\([a-z_]+\)s")


def forms(message: Message | list[str] | None) -> list[str]:
    return [] if message is None else [message] if isinstance(message, str) else list(message)


@pytest.mark.parametrize("language", translated())
def test_nothing_is_missing(language: str) -> None:
    """Every message of the code, of the commands and of click is translated, in every form."""
    assert missing(brought_up(language)) == []


@pytest.mark.parametrize("language", translated())
def test_nothing_is_stale(language: str) -> None:
    """No catalog holds a message that nobody says any more, and none is in doubt."""
    said = {(one.context, str(one.id)) for one in brought_up(language)}
    kept = catalog_of(language)
    assert {(one.context, str(one.id)) for one in kept} - said == set()
    assert not kept.obsolete
    assert not [one.id for one in kept if one.id and one.fuzzy]


@pytest.mark.parametrize("language", translated())
def test_what_is_read_is_what_is_written(language: str) -> None:
    """The compiled catalog is that of the text beside it."""
    assert (FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.mo").read_bytes() == as_read(catalog_of(language))


@pytest.mark.parametrize("language", translated())
def test_fields_are_those_of_the_message(language: str) -> None:
    """A translation has each field of its message as often as the message itself; of a plural, no other ones."""
    for one in catalog_of(language):
        if one.id and isinstance(one.string, str):
            assert sorted(FIELD.findall(one.string)) == sorted(FIELD.findall(str(one.id))), one.string
        elif one.id:
            known = {field for form in forms(one.id) for field in FIELD.findall(form)}
            assert {field for form in forms(one.string) for field in FIELD.findall(form)} <= known, one.string


def test_each_language_names_itself() -> None:
    """Whoever looks for a language finds it by its own name."""
    assert LANGUAGES == {"en": "English", "fr": "Français", "nl": "Nederlands", "de": "Deutsch"}
