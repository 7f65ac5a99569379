"""The lists of the command line: head and rows for each part of the record."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from board.exchange.table import FORMATS
from board.locale import phrases
from board.store.connection import Connection, speaking
from board.store.edition import is_exercise
from board.store.opening import Store
from board.store.overview import all_agencies, read_timeline
from board.store.statements import all_sources, all_statements

Table = tuple[Sequence[str], Sequence[Sequence[object]]]
"""Names of the columns, and rows of as many cells."""


def actions(connection: Connection) -> Table:
    """Return the actions by date, then the running counts."""
    rows = read_timeline(connection, datetime.now(UTC)).rows
    head = ("slug", "name", "status", "started_on", "ended_on", "statements", "disagreements")
    return head, [
        (
            row.slug,
            row.name,
            row.status or "running count",
            row.started_on,
            row.ended_on,
            row.statements,
            row.disagreements,
        )
        for row in rows
    ]


def agencies(connection: Connection) -> Table:
    """Return the agencies by slug."""
    head = ("slug", "name", "kind", "country")
    return head, [(one.slug, one.name, one.kind, one.country) for one in all_agencies(connection)]


def sources(connection: Connection) -> Table:
    """Return the sources by slug."""
    head = ("slug", "publisher", "title", "date", "kind", "language", "address")
    return head, [
        (one.slug, one.publisher, one.title, one.date, one.kind, one.language, one.address)
        for one in all_sources(connection)
    ]


def statements(connection: Connection) -> Table:
    """Return the statements in the order of the record."""
    head = ("slug", "of", "stage", "quantity", "qualifier", "unit", "agency", "as_of", "source", "wording")
    return head, [
        (one.slug, one.subject, one.stage)
        + ((one.quantity.value, one.quantity.qualifier) if one.quantity else (None, None))
        + (one.unit, one.agency.slug, one.as_of, one.source.slug, one.wording)
        for one in all_statements(connection)
    ]


LISTS: dict[str, Callable[[Connection], Table]] = {
    "actions": actions,
    "agencies": agencies,
    "sources": sources,
    "statements": statements,
}
"""By the name of the command group."""


def listed(store: Store, part: str) -> Table:
    """Return the list of one part of the record.

    Raises:
        Refused: The store cannot be read.
    """
    with speaking(store.path, store.wait):
        return LISTS[part](store.connection)


def printed(store: Store, part: str, form: str) -> str:
    """Return the list of one part of the record as "text", "json" or "csv".

    That of an exercise says so: in text above and below, else in a column of its own.

    Raises:
        Refused: The store cannot be read.
    """
    head, rows = listed(store, part)
    with speaking(store.path, store.wait):
        exercise = is_exercise(store.connection)
    if not exercise:
        return FORMATS[form](head, rows)
    if form == "text":
        line = phrases.exercise_line()
        return f"{line}\n\n{FORMATS[form](head, rows)}\n{line}\n"
    return FORMATS[form]((*head, "exercise"), [(*row, "yes") for row in rows])
