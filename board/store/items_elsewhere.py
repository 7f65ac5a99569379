"""Items that another board counted: here they are known by their number only, so a list may name them a second time.

Lists of one stage of an action are therefore taken in on one board. Whose items they are does not matter: an item that
two partners send is one.
"""

from board.locale import _, words
from board.model.incoming import Sent
from board.model.vocabulary import Stage
from board.store.connection import Connection
from board.store.kinds import Kind, Said, items_at


def why_not(connection: Connection, action: str, stage: str, kind: Kind) -> str:
    """Say why items at a stage are not counted: others of it were, and may be the same; "" where there are none.

    Args:
        connection: The store.
        action: Slug.
        stage: Slug.
        kind: Which others there must not be: `ITEMS` for those of an export, `ITEMS_ELSEWHERE` for those of a list.
    """
    found = items_at(connection, action, stage, kind)
    if found is None:
        return ""
    if kind is Kind.ITEMS:
        why = _(
            "lists of items {stage} were taken in here (entry {seq}, {agency}), and this entry counts items of a list "
            "that another board took in: they may be the same, so take in that list here instead"
        )
    else:
        why = _(
            "items {stage} came here in another board's export (entry {seq}, {agency}), without their addresses: this "
            "one may be among them, so take in the list on that board, or take back that export first"
        )
    return why.format(stage=words.stage(Stage(stage)), seq=found[0], agency=found[1])


def said_elsewhere(row: Sent) -> Said | None:
    """Return what an entry of another store is, where its row does not tell; None for others."""
    if row.kind is None or row.occurred_at is None:
        return None
    return Said(Kind.TOTAL if row.kind == Kind.TOTAL else Kind.ITEMS_ELSEWHERE, row.occurred_at)
