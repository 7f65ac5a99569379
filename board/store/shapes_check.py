"""Checking the file itself: its guards, its tables and indexes, what refers to nothing, SQLite's own pages."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache

from board.locale import _
from board.model.text import clean
from board.store.connection import Connection, in_memory
from board.store.guards import GUARDS
from board.store.opening import SCHEMA

OURS = frozenset({
    "ledger", "notes", "totals", "agency_totals", "provider_totals", "pulse", "tempo", "spans", "openings",
    "situation_reports", "batches", "items", "item_totals", "entry_kinds",
})  # fmt: skip
"""The tables to which nobody else may add a trigger or an index: what the ledger is, and what is derived from it."""


def guards(connection: Connection) -> Iterator[str]:
    """Yield the guards that are gone or were replaced by harmless ones, and triggers that somebody added."""
    rows = connection.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    kept = {name: sql for name, _table, sql in rows}
    for name, sql in sorted(GUARDS.items()):
        if name not in kept:
            yield _("the guard {name} was taken away").format(name=name)
        elif kept[name].split() != sql.split():
            yield _("the guard {name} is not what it was").format(name=name)
    for name, table, _sql in sorted(rows):
        if name not in GUARDS and table in OURS:
            yield _("a trigger {name} was added to {table}").format(name=clean(name), table=table)


def taken_away(connection: Connection) -> list[str]:
    """Return the names of the tables and indexes of this board that are not there any more."""
    return sorted(_made().keys() - _definitions(connection).keys())


def tables(connection: Connection) -> Iterator[str]:
    """Yield the tables and indexes that are not those which this board makes.

    To a table of the record others may add an index of their own; to the ledger and what is derived from it, nobody.
    """
    made, kept = _made(), _definitions(connection)
    for name in sorted(made.keys() | kept.keys()):
        if name not in kept:
            yield _("{name} was taken away from the board's tables").format(name=clean(name))
        elif name not in made and kept[name][0] not in OURS:
            continue
        elif made.get(name) != kept[name]:
            yield _("{name} is not what this board makes of its tables").format(name=clean(name))


@contextmanager
def new_store() -> Iterator[Connection]:
    """Make an empty store in memory, as this board makes one."""
    from sqlite_utils import Database

    from board.store.migrations import upgrade

    with closing(in_memory()) as fresh:
        upgrade(Database(fresh, execute_plugins=False), SCHEMA)
        yield fresh


@cache
def _made() -> dict[str, list[str]]:
    """Return the definitions in a store that this board makes."""
    with new_store() as fresh:
        return _definitions(fresh)


def _definitions(connection: Connection) -> dict[str, list[str]]:
    """Return the table of each table and index, and the words that define it, but for what sqlite-utils remembers."""
    rows = connection.execute(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type IN ('table', 'index')"
    ).fetchall()
    return {name: [table, *(sql or "").split()] for name, table, sql in rows if not table.startswith("_sqlite")}


def references(connection: Connection) -> Iterator[str]:
    """Yield the tables of which a row refers to nothing."""
    found = {(row[0], row[2]) for row in connection.execute("PRAGMA foreign_key_check")}
    for table, parent in sorted(found):
        yield _("a row of {table} refers to nothing in {parent}").format(table=clean(table), parent=clean(parent))


def pages(connection: Connection) -> Iterator[str]:
    """Yield what SQLite says of its own pages, of values that break a rule, and of indexes that miss a row."""
    for (said,) in connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield _("SQLite: {said}").format(said=clean(said))
