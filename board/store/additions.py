"""Adding one agency, action, source or statement by hand: the record's own way in, for one thing at a time."""

from collections.abc import Mapping

from pydantic import ValidationError

from board.locale import _
from board.model.record import Record
from board.model.text import clean
from board.model.vocabulary import Marking
from board.store.connection import speaking, writing
from board.store.opening import Store
from board.store.record import take_in
from board.store.refused import Refused

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
    item = dict(values)
    try:
        record = Record.model_validate({"edition": _DAY, "marking": Marking.CLEAR, part: [item]})
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        field = ".".join(str(step) for step in problem["loc"][2:]) or part
        raise Refused(f"{field}: {problem['msg'].removeprefix('Value error, ')}") from error
    slug = clean(str(item.get("slug", part)))
    with speaking(store.path, store.wait):
        if not take_in(store.connection, record)[part]:
            raise Refused(_("{slug} is there already: choose another slug").format(slug=slug))
    return slug


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
