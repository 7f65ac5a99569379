"""Adding one agency, action, source or statement by hand: the record's own way in, for one thing at a time."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

from pydantic import ValidationError

from board.locale import _
from board.model.record import Record
from board.model.text import clean
from board.model.vocabulary import ContentType, Marking, SourceKind
from board.store.connection import speaking, writing
from board.store.opening import Store
from board.store.record import bring_in
from board.store.refused import Refused
from board.store.worded import operator_of

_DAY = "2000-01-01"
"""The edition of a record that is only one addition; it is not kept."""


def add(store: Store, part: str, values: Mapping[str, object]) -> str:
    """Add one thing of a part of the record ("agencies", "actions", "sources", "statements", "participations").

    Args:
        store: A store that may be written.
        part: Which list of the record it belongs to.
        values: Its fields, as the model names them; None for a field that was not given.

    Returns:
        Its slug.

    Raises:
        Refused: A field is wrong, its slug is taken, or it refers to nothing. Nothing is changed.
    """
    _check_writable(store)
    return _add(store, part, values, _record({part: [dict(values)]}, part))


def add_from_desk(store: Store, part: str, values: Mapping[str, object], operator: str, now: datetime) -> str:
    """Add an action or a participation for which nobody has published a source: the operator says so.

    The operator becomes a source of that day, in the same transaction; several desks of one operator are one source.

    Args:
        store: A store that may be written.
        part: As for `add`.
        values: As for `add`, without sources.
        operator: Who adds it.
        now: The instant, aware.

    Raises:
        Refused: As for `add`, or nobody says who adds it.
    """
    _check_writable(store)
    day, who = f"{now.astimezone(UTC):%Y-%m-%d}", operator_of(operator)
    source = f"desk-{day}-{hashlib.sha256(who.encode()).hexdigest()[:8]}"
    desk = {
        "slug": source,
        "publisher": who,
        "title": _("recorded on this board"),
        "date": day,
        "address": None,
        "language": "en",
        "kind": SourceKind.PRIMARY,
    }
    cited = {"sources": [source]} if part == "actions" else {"source": source}
    return _add(store, part, values, _record({"sources": [desk], part: [{**values, **cited}]}, part))


def _record(parts: Mapping[str, object], part: str) -> Record:
    """Return a record that is only one addition, with what it cites.

    Raises:
        Refused: A field is wrong.
    """
    try:
        return Record.model_validate({"edition": _DAY, "marking": Marking.CLEAR, **parts})
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        field = ".".join(str(step) for step in problem["loc"][2:]) or part
        raise Refused(f"{field}: {problem['msg'].removeprefix('Value error, ')}") from error


def _add(store: Store, part: str, values: Mapping[str, object], record: Record) -> str:
    """Bring in an addition, all of it or nothing; return its slug."""
    slug = clean(str(values.get("slug", part)))
    taken = _("{slug} is there already: choose another slug").format(slug=slug)
    if part == "participations":
        taken = _("{agency} has this role in {action} already").format(
            agency=clean(str(values.get("agency"))), action=clean(str(values.get("action")))
        )
    with speaking(store.path, store.wait), writing(store.connection):
        if not bring_in(store.connection, record)[part]:
            raise Refused(taken)  # which takes back what was brought in beside it
    return slug


def watch(store: Store, action: str, content_type: ContentType) -> None:
    """Give a content type its panel in an action before anything of it is counted.

    Raises:
        Refused: The store cannot be written, or there is no such action.
    """
    _check_writable(store)
    with speaking(store.path, store.wait), writing(store.connection):
        store.connection.execute(
            "INSERT OR IGNORE INTO action_content_types (action, content_type) VALUES (?, ?)",
            (action, str(content_type)),
        )


def mark(store: Store, marking: Marking) -> None:
    """Set with whom the content of the store may be shared.

    Raises:
        Refused: The store cannot be written.
    """
    _check_writable(store)
    with speaking(store.path, store.wait), writing(store.connection):
        store.connection.execute(
            "UPDATE settings SET value = :marking WHERE key = 'marking'", {"marking": str(marking)}
        )


def _check_writable(store: Store) -> None:
    if store.read_only:
        raise Refused(_("the store is open for reading only: leave out --read-only to change it"))
