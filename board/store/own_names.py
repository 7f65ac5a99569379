"""Agencies by the name they bear in the language in use, where the record knows it."""


def own_name(agency: str) -> str:
    """Return the SQL of an agency's name: its own in the language in use, else the one the record calls it by.

    Args:
        agency: Name under which the table `agencies` stands in the statement; ours, never what somebody typed.
    """
    own = f"SELECT own.name FROM agency_names AS own WHERE own.agency = {agency}.slug AND own.language = spoken()"  # noqa: S608
    return f"coalesce(({own}), {agency}.name)"
