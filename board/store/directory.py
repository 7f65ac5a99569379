"""By which names a file from outside can name the agencies of a store, and what is remembered of such files."""

import json
from collections.abc import Mapping
from typing import NamedTuple

from board.locale import _
from board.model.text import clean
from board.store.connection import speaking
from board.store.edition import is_exercise
from board.store.opening import Store
from board.store.refused import Refused

LONGEST_PROFILE = 100_000
"""Characters; what is longer was not written by this board."""


class Directory(NamedTuple):
    """Slugs by every name there is: the slug itself, the name, and the name in each language; as they are written."""

    partners: Mapping[str, str]
    """The agencies that take part in the action."""
    agencies: Mapping[str, str]
    """All that are no providers."""
    providers: Mapping[str, str]


def directory_of(store: Store, action: str) -> Directory:
    """Return by which names a file can name agencies and providers.

    A name that two of them share names neither.

    Raises:
        Refused: The store cannot be read.
    """
    with speaking(store.path, store.wait):
        rows = store.connection.execute(
            """
            SELECT agencies.slug, agencies.name, agencies.kind = 'provider',
                EXISTS (SELECT 1 FROM participations WHERE action = :action AND agency = agencies.slug)
            FROM agencies ORDER BY agencies.slug
            """,
            {"action": action},
        ).fetchall()
        others = store.connection.execute("SELECT agency, name FROM agency_names ORDER BY agency, language").fetchall()
    names: dict[str, list[str]] = {slug: [slug, name] for slug, name, _provider, _partner in rows}
    for slug, name in others:
        names[slug].append(name)
    return Directory(
        _by_name({slug: names[slug] for slug, _name, _provider, partner in rows if partner}),
        _by_name({slug: names[slug] for slug, _name, provider, _partner in rows if not provider}),
        _by_name({slug: names[slug] for slug, _name, provider, _partner in rows if provider}),
    )


def _by_name(names: Mapping[str, list[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    shared: set[str] = set()
    for slug, all_of_it in names.items():
        for name in {clean(one).casefold() for one in all_of_it}:
            if found.setdefault(name, slug) != slug:
                shared.add(name)
    return {name: slug for name, slug in found.items() if name not in shared or name == slug}


class Frame(NamedTuple):
    """What a file of an action has to fit into."""

    first: str | None
    """The first day as ISO 8601 writes it; None where it is not told to the day. So for the last one."""
    last: str | None
    exercise: bool
    """The action is one, or the whole store is."""


def frame_of(store: Store, action: str) -> Frame:
    """Return what a file of an action has to fit into.

    Raises:
        Refused: There is no such action, or the store cannot be read.
    """
    with speaking(store.path, store.wait):
        row = store.connection.execute(
            "SELECT started_on, ended_on, exercise FROM actions WHERE slug = :action", {"action": action}
        ).fetchone()
        exercise = is_exercise(store.connection)
    if row is None:
        raise Refused(_("there is no action {slug}: board actions list names them").format(slug=clean(action)[:60]))
    first, last = (day if day is not None and len(day) == len("2019-11-21") else None for day in row[:2])
    return Frame(first, last, exercise or row[2] == 1)


def profiles_of(store: Store, header: str) -> dict[str, dict[str, object]]:
    """Return what is remembered of files with a header, by the agency that sent them.

    Args:
        store: An open store.
        header: Digest of the header.

    Raises:
        Refused: The store cannot be read.
    """
    with speaking(store.path, store.wait):
        rows = store.connection.execute(
            "SELECT agency, substr(profile, 1, :most) FROM profiles WHERE header = :header ORDER BY agency",
            {"header": header, "most": LONGEST_PROFILE},
        ).fetchall()
    found: dict[str, dict[str, object]] = {}
    for agency, text in rows:
        try:
            profile = json.loads(text)
        except ValueError:  # another program changed it: nothing is remembered then
            continue
        if isinstance(profile, dict):
            found[agency] = profile
    return found
