"""What a board worked out from its ledger or quotes: it comes back as the ledger, or not at all."""

from board.exchange.incoming.own_export import is_own
from board.locale import _
from board.model.incoming import Table
from board.store.refused import Refused

WORKED_OUT = (
    frozenset(("action", "content_type", "stage", "quantity", "entries", "says")),
    frozenset(("slug", "stage", "quantity", "unit", "share_of", "wording", "publisher")),
    frozenset(("row", "content_type", "stage", "quantity", "source_kind", "wording")),
)
"""Columns by which the board knows what it worked out or quotes: exported totals, statements, and `board show`."""


def refuse_worked_out(table: Table) -> None:
    """Check that a table is nothing that a board worked out from its ledger: beside that ledger it would count twice.

    Raises:
        Refused: It is.
    """
    if not is_own(table) and any(columns <= set(table.header) for columns in WORKED_OUT):
        why = _("{file} holds what a board worked out or quotes, and no entries: export the ledger instead")
        raise Refused(why.format(file=table.name))
