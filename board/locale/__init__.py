"""Messages: every word a user sees comes through here, so that it can be translated.

The catalogs lie beside this module, one folder a language, as GNU gettext reads them; `python3 -m tests.catalogs` makes
them.
"""

import gettext as _gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = {"en": "English", "fr": "Français", "nl": "Nederlands", "de": "Deutsch"}
"""The languages there are (ISO 639-1), each with its own name for itself."""

FOLDER = Path(__file__).parent
"""Where the catalogs lie: `fr/LC_MESSAGES/board.mo`."""

DOMAIN = "board"

Catalog = _gettext.NullTranslations

_ENGLISH = "en", Catalog()
"""The messages stand in the code in English."""
_in_use: tuple[str, Catalog] = _ENGLISH
_here: ContextVar[tuple[str, Catalog] | None] = ContextVar("language", default=None)
"""What is spoken for a while, by one thread or task alone."""


def use(language: str) -> None:
    """Speak `language` from now on (ISO 639-1); English where it is none of `LANGUAGES` or its catalog is missing."""
    global _in_use
    _in_use = _spoken(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak `language` within, in this thread or task alone (ISO 639-1); English where it has no catalog."""
    before = _here.set(_spoken(language))
    try:
        yield
    finally:
        _here.reset(before)


def language() -> str:
    """Return the language in use (ISO 639-1)."""
    return (_here.get() or _in_use)[0]


def _spoken(language: str) -> tuple[str, Catalog]:
    if language == "en" or language not in LANGUAGES:
        return _ENGLISH
    try:
        return language, _gettext.translation(DOMAIN, FOLDER, [language])
    except OSError:  # it is missing, or no catalog
        return _ENGLISH


def from_environment(environment: Mapping[str, str] | None = None) -> str:
    """Return the language the environment asks for; English where it asks for none of `LANGUAGES`.

    The order is that of GNU gettext: LANGUAGE, which may name several, then LC_ALL, LC_MESSAGES, LANG; a locale "C" or
    "POSIX" overrules LANGUAGE.

    Args:
        environment: The variables; None for those of this process.
    """
    given = os.environ if environment is None else environment
    locale = next((given[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if given.get(name)), "")
    if _plain(locale) in ("", "c", "posix"):
        return "en"
    asked = [*given.get("LANGUAGE", "").split(":"), locale]
    return next((found for one in asked if (found := _plain(one)) in LANGUAGES), "en")


def _plain(locale: str) -> str:
    """Return the language of a locale name: "nl" for "nl_BE.UTF-8"."""
    return locale.partition(".")[0].partition("@")[0].replace("-", "_").partition("_")[0].casefold()


def _(message: str) -> str:
    """Return `message` in the language in use."""
    return (_here.get() or _in_use)[1].gettext(message) if message else ""


@cache
def everywhere(message: str) -> frozenset[str]:
    """Return a message as every language says it, in small letters: what is typed is understood in each of them."""
    said = {message.casefold()}
    for one in LANGUAGES:
        with speaking(one):
            said.add(_(message).casefold())
    return frozenset(said)


def N_(message: str) -> str:  # noqa: N802 (the name by which gettext's tools know it)
    """Return `message` as it is: it stands before any language is known, and is translated when it is shown."""
    return message


def npgettext(context: str, one: str, many: str, number: int) -> str:
    """Return the form of a message that goes with `number` and with a context, as the gender of what it is said of."""
    return (_here.get() or _in_use)[1].npgettext(context, one, many, number)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a message that goes with `number`."""
    return (_here.get() or _in_use)[1].ngettext(one, many, number)
