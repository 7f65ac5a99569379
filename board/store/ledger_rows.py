"""Single rows of the ledger: finding them, and the entries that take them back, say them again, or restate them."""

from collections.abc import Mapping

from pydantic import ValidationError

from board.locale import _
from board.model.entry import LONGEST_REFERENCE, Entry, LedgerRow
from board.model.figure import upside_down
from board.model.instants import instant_of
from board.model.text import LONGEST_TEXT, clean
from board.model.vocabulary import Qualifier
from board.store.connection import Connection
from board.store.made_references import next_turn
from board.store.refused import Refused

COLUMNS = ", ".join(LedgerRow._fields)
"""Of the table, in the order of a `LedgerRow`."""

STANDS = """reverses_seq IS NULL AND NOT EXISTS (
    SELECT 1 FROM ledger AS later WHERE later.reverses_site = ledger.site AND later.reverses_seq = ledger.seq
)"""
"""Condition of a query on the ledger: a plain entry that was not taken back."""

Place = tuple[str, int]
"""Site and number of a row."""


def row_where(connection: Connection, condition: str, values: Mapping[str, object]) -> LedgerRow | None:
    """Return the latest row that fits."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM ledger WHERE {condition} ORDER BY seq DESC LIMIT 1",  # noqa: S608 ours
        values,
    ).fetchone()
    return LedgerRow(*row) if row else None


def row_at(connection: Connection, site: str, seq: int) -> LedgerRow:
    """Return the row at a place.

    Raises:
        Refused: There is none.
    """
    row = row_where(connection, "site = :site AND seq = :seq", {"site": site, "seq": seq})
    if row is None:
        raise Refused(_("there is no entry {seq}").format(seq=seq))
    return row


def taken_back_by(connection: Connection, row: LedgerRow) -> LedgerRow | None:
    """Return the row that took one back, None while it stands."""
    taken = {"site": row.site, "seq": row.seq}
    return row_where(connection, "reverses_site = :site AND reverses_seq = :seq", taken)


def standing_at(connection: Connection, site: str, seq: int) -> LedgerRow:
    """Return the entry at a place, if it can be taken back.

    Raises:
        Refused: There is none, it takes one back itself, or it was taken back before.
    """
    row = row_at(connection, site, seq)
    if row.reverses_seq is not None:
        raise Refused(_("entry {seq} takes one back itself: record anew what is right").format(seq=seq))
    if taken_back_by(connection, row) is not None:
        raise Refused(_("entry {seq} was taken back before").format(seq=seq))
    return row


def opposite(row: LedgerRow, why: str) -> Entry:
    """Return the entry that takes one back.

    Raises:
        Refused: The row is not one that a board writes.
    """
    return _entry_of(row, -row.quantity, why, None)


def again(connection: Connection, row: LedgerRow, why: str) -> Entry:
    """Return the entry that says once more what one said: all of it but the reference, which counts once.

    Args:
        connection: Where its note lies.
        row: What was said.
        why: Stands before the note.

    Raises:
        Refused: The row is not one that a board writes.
    """
    found = connection.execute("SELECT text FROM notes WHERE hash = ?", (row.note_hash,)).fetchone()
    note = f"{why} · {clean(found[0]).strip()}" if found else why
    return _entry_of(row, row.quantity, note if len(note) <= LONGEST_TEXT else why, row.source)


def free_turn(connection: Connection, agency: str, ref: str) -> str | None:
    """Return the first turn of a reference that no entry bears, None where it would be too long."""
    while connection.execute("SELECT 1 FROM ledger WHERE agency = ? AND ref = ?", (agency, ref)).fetchone() is not None:
        ref = next_turn(ref)
    return ref if len(ref) <= LONGEST_REFERENCE else None


def restated(connection: Connection, row: LedgerRow, effect: Qualifier, why: str) -> Entry:
    """Return the entry that says once more what one said, and leaves its tally as firm as `effect`."""
    qualifier = effect if row.quantity > 0 else upside_down(effect)
    return again(connection, row, why).model_copy(update={"qualifier": qualifier})


def _entry_of(row: LedgerRow, quantity: int, note: str, source: str | None) -> Entry:
    try:
        return Entry.model_validate(
            {
                "action": row.action,
                "agency": row.agency,
                "stage": row.stage,
                "content_type": row.content_type,
                "quantity": quantity,
                "qualifier": row.qualifier,
                "provider": row.provider,
                "occurred_at": instant_of(row.occurred_at),
                "note": note,
                "source": source,
            }
        )
    except (ValidationError, OverflowError) as error:
        raise Refused(
            _("entry {seq} is not one that a board writes: another program changed the store, so run board verify")
            .format(seq=row.seq)
        ) from error  # fmt: skip
