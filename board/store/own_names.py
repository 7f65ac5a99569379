"""Agencies by the name they bear in the language in use, where the record knows it, or only describes them."""

from board.locale.places import DESCRIBED, NOT_NAMED


def own_name(agency: str) -> str:
    """Return the SQL of an agency's name: its own in the language in use, else the one the record calls it by.

    Only a name that the record made itself is given to a function: another program's can be no text at all.

    Args:
        agency: Name under which the table `agencies` stands in the statement; ours, never what somebody typed.
    """
    own = f"SELECT own.name FROM agency_names AS own WHERE own.agency = {agency}.slug AND own.language = spoken()"  # noqa: S608
    of_country = f"{agency}.name LIKE '%{NOT_NAMED}' AND {agency}.country GLOB '[A-Z][A-Z]'"
    described = f"{agency}.name IN ({', '.join(repr(name) for name in DESCRIBED)})"
    return (
        f"coalesce(({own}), CASE WHEN spoken() = 'en' THEN NULL "
        f"WHEN {of_country} THEN authority_of({agency}.country) "
        f"WHEN {described} THEN described({agency}.name) END, {agency}.name)"
    )
