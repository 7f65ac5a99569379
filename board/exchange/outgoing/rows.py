"""The tables that leave the board: the ledger, its tallies, what was published. The same ones in every format."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from board.locale import phrases
from board.model.entry import LedgerRow
from board.model.instants import instant_of
from board.store.outgoing import Line, Outgoing

Value = str | int | bool | None
"""A cell: a number stays one, a text is harmless, None where there is nothing."""

EDGES = ("marking", "exercise")
"""The columns at the end of each table: whatever becomes of a row, it says with whom it may be shared."""

LEDGER = (*LedgerRow._fields, "note", "reverses_id", "kind", *EDGES)
"""Columns of the ledger: all that an entry has. Hashes are hexadecimal, instants in UTC as `utc` writes them. `kind` is
"total" for what a running total added, "items" for items of a list of addresses, else empty."""

TOTALS = (
    *("action", "agency", "provider", "content_type", "stage", "quantity", "qualifier", "entries"),
    *("as_of", "clock", "says", *EDGES),
)
"""Columns of the tallies. `clock` is empty but where the board was wound back; `says` is always the ledger."""

STATEMENTS = (
    *("slug", "action", "stage", "quantity", "qualifier", "unit", "of", "agency", "agency_name", "share_of", "part"),
    *("since", "as_of", "wording", "quoted", "source", "publisher", "title", "date", "address", "language", "kind"),
    *("note", *EDGES),
)
"""Columns of what was published. `quantity` is empty where no number was; `address` is text, never a link."""

_INSTANTS = tuple(LedgerRow._fields.index(name) for name in ("occurred_at", "recorded_at"))
_HASHES = tuple(LedgerRow._fields.index(name) for name in ("note_hash", "prev_hash", "hash"))


class Rows(NamedTuple):
    """One table on its way out."""

    name: str
    """ledger, totals or statements."""
    head: tuple[str, ...]
    rows: Iterator[tuple[Value, ...]]
    """In constant memory, once."""


def utc(of: datetime) -> str:
    """Return an instant in UTC to the millisecond: "2019-11-24T18:00:00.000+00:00"."""
    return of.isoformat(timespec="milliseconds")


def utc_of(milliseconds: int) -> str:
    """Return that of milliseconds since 1970."""
    return utc(instant_of(milliseconds))


def ledger(of: Outgoing) -> Rows:
    """Return the entries of an action in the order in which they were recorded."""
    edges = _edges(of)
    return Rows("ledger", LEDGER, (_entry(line, edges) for line in of.lines()))


def _entry(line: Line, edges: tuple[Value, ...]) -> tuple[Value, ...]:
    cells: list[Value] = [*line.row, line.note, line.reverses_id, line.kind, *edges]  # type: ignore[list-item]  # bytes: see below
    for place in _INSTANTS:
        cells[place] = utc_of(line.row[place])  # type: ignore[arg-type]  # the columns of whole numbers
    for place in _HASHES:
        value = line.row[place]
        cells[place] = value.hex() if isinstance(value, bytes) else None
    return tuple(cells)


def totals(of: Outgoing) -> Rows:
    """Return the tallies of an action, the smallest parts only: no row holds what another one holds."""
    action = of.situation.action.slug
    as_of = None if of.as_of is None else utc(of.as_of)
    clock = None if of.moment is None else str(of.moment.clock)
    end = (as_of, clock, "ledger", *_edges(of))
    return Rows(
        "totals",
        TOTALS,
        (
            (
                *(action, one.agency, one.provider, str(one.content_type), str(one.stage)),
                *(one.quantity.value, str(one.quantity.qualifier), one.entries, *end),
            )
            for one in of.totals()
        ),
    )


def statements(of: Outgoing) -> Rows:
    """Return what was published of an action, each figure with its source."""
    edges = _edges(of)
    return Rows(
        "statements",
        STATEMENTS,
        (
            (
                *(said.slug, said.subject, str(said.stage)),
                *((said.quantity.value, str(said.quantity.qualifier)) if said.quantity else (None, None)),
                *(str(said.unit), " ".join(map(str, said.of)) or None, said.agency.slug, phrases.agency(said.agency)),
                *(said.share_of.slug if said.share_of else None, said.part, said.since, said.as_of),
                *(said.wording, "yes" if said.quoted else "no", said.source.slug, said.source.publisher),
                *(said.source.title, said.source.date, said.source.address, said.source.language),
                *(str(said.source.kind), said.note, *edges),
            )
            for said in of.situation.statements
        ),
    )


def _edges(of: Outgoing) -> tuple[Value, ...]:
    return str(of.situation.marking), of.exercise


TABLES: dict[str, Callable[[Outgoing], Rows]] = {"ledger": ledger, "totals": totals, "statements": statements}
"""By name."""
