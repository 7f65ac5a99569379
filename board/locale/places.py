"""How countries are said, and the authorities of which nothing but the country is known."""

from functools import cache

from board.locale import N_, _, language

NOT_NAMED = " (authority not named)"
"""How the record ends the name of an agency where a source names its country alone."""

DESCRIBED = (N_("Foreign police forces (not named)"), N_("Online service providers (not named)"))
"""Names of the record that are its own words for several of which a source names none."""


def country(code: str | None) -> str:
    """Return the code of a country (ISO 3166-1 alpha-2) as it is shown; that of the Union differs: "EU", "UE"."""
    return _("EU") if code == "EU" else code or ""


def authority_of(code: str) -> str | None:
    """Return the name of an authority of which a source names the country alone; None where it is no country.

    Args:
        code: ISO 3166-1 alpha-2.
    """
    where = _territory(language(), code)
    return _("{country} (authority not named)").format(country=where) if where else None


def described(name: str) -> str:
    """Return one of `DESCRIBED` in the language in use."""
    return _(name)


def agency_name(name: str, code: str | None) -> str:
    """Return the name of an agency as the record has it; one that the record only describes in the language in use.

    Args:
        name: As the record has it.
        code: Of its country, as for `country`.
    """
    if name in DESCRIBED:
        return described(name)
    if name.endswith(NOT_NAMED) and code and language() != "en":
        return authority_of(code) or name
    return name


@cache
def _territory(spoken: str, code: str) -> str | None:
    """Return the name of a country in a language, as CLDR has it."""
    from babel import Locale  # only where such a name is shown: the first screen need not wait for it

    return Locale.parse(spoken).territories.get(code)
