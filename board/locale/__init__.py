"""Messages: every word a user sees comes through here, so that it can be translated."""

import gettext as _gettext
from pathlib import Path

LANGUAGES = ("en", "fr", "nl", "de")

_catalog: _gettext.NullTranslations = _gettext.NullTranslations()


def use(language: str) -> None:
    """Speak `language` from now on (ISO 639-1); English where there is no catalog for it yet."""
    global _catalog
    _catalog = _gettext.translation("board", Path(__file__).parent, [language], fallback=True)


def _(message: str) -> str:
    """Return `message` in the language in use."""
    return _catalog.gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a message that goes with `number`."""
    return _catalog.ngettext(one, many, number)
