"""What partners sent by name, and how much of it was theirs alone. Read for every screen: it knows no entries."""

from typing import NamedTuple

from board.store.connection import Connection


class Contribution(NamedTuple):
    """What a partner sent by name at one stage of an action."""

    agency: str
    stage: str
    contributed: int
    """Different items."""
    shared: int
    """Of these, items that another partner sent as well."""

    @property
    def unique(self) -> int:
        """Items that nobody else sent."""
        return self.contributed - self.shared


def contributions(connection: Connection, action: str) -> list[Contribution]:
    """Return what each partner of an action sent by name; nothing for one that sent no list."""
    return [
        Contribution(*row)
        for row in connection.execute(
            """
            SELECT agency, stage, contributed, shared FROM item_totals
            WHERE action = ? AND contributed > 0 ORDER BY agency, stage
            """,
            (action,),
        ).fetchall()
    ]
