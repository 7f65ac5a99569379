"""Checking a store from the ground: each part by a module of its own, all of it in one state of the store."""

from typing import NamedTuple

from board.locale import _
from board.store import (
    batches_check,
    chain_check,
    openings_check,
    record_check,
    reports_check,
    shapes_check,
    sums_check,
)
from board.store.connection import reading, speaking
from board.store.opening import Store
from board.store.totals_check import Totals


class Verdict(NamedTuple):
    """What a check found."""

    entries: int
    head: str | None
    """Hash of the last entry of this store's own site, hexadecimal."""
    problems: tuple[str, ...]
    """Each in a line; the first broken row of a site is named first, as all that follow it are in doubt."""
    coverage: record_check.Coverage = record_check.Coverage()


def verify(store: Store) -> Verdict:
    """Check one state of the store. Reads everything; writes nothing.

    Raises:
        Refused: The store cannot be read at all.
    """
    connection = store.connection
    with speaking(store.path, store.wait), reading(connection):
        totals = Totals()
        problems = [*chain_check.problems(connection, totals.add), *totals.problems(connection)]
        problems += chain_check.notes(connection)
        if shapes_check.taken_away(connection):
            problems.append(_("what is kept by time was not looked at, as a table or an index was taken away"))
        else:
            problems += [*chain_check.reversals(connection), *sums_check.problems(connection)]
            problems += [*openings_check.problems(connection), *batches_check.problems(connection)]
        problems += reports_check.problems(connection)
        record = record_check.check(connection)
        problems += record.problems
        problems += [*shapes_check.guards(connection), *shapes_check.tables(connection)]
        problems += [*shapes_check.references(connection), *shapes_check.pages(connection)]
        head: tuple[str] | None = connection.execute(
            """
            SELECT lower(hex(hash)) FROM ledger
            WHERE site = (SELECT value FROM settings WHERE key = 'site') ORDER BY seq DESC LIMIT 1
            """
        ).fetchone()
        return Verdict(totals.entries, head and head[0], tuple(problems), record.coverage)
