"""Rows of a file that a running total holds already: that one says all that its partner has by its time.

A count of a time before it, or of its very time, is part of it, unless somebody says that it is not.
"""

from board.model.incoming import Sent
from board.store.connection import Connection
from board.store.kinds import StandingTotal, last_total_with
from board.store.made_references import day_end, is_last_second

DAY = 86_400_000
"""Milliseconds."""


class WithinTotals:
    """Knows the running totals that stand while a batch is being taken in."""

    def __init__(self, connection: Connection, action: str, batch: str, now: int) -> None:
        """Look at those from before a batch.

        Args:
            connection: Within a transaction that holds the write lock.
            action: Slug.
            batch: Id of the batch that is being taken in.
            now: This instant, in milliseconds since 1970: of rows that say no time.
        """
        self._connection, self._action, self._batch, self._now = connection, action, batch, now
        self._totals: dict[tuple[str, str, str, str | None], StandingTotal | None] = {}

    def over(self, row: Sent) -> StandingTotal | None:
        """Return a running total that may hold what a row counts, None where there is none."""
        key = (row.agency, row.stage, row.content_type, row.provider)
        try:
            total = self._totals[key]
        except KeyError:
            total = self._totals[key] = last_total_with(self._connection, row, self._action, self._batch)
        if total is None:
            return None
        at = row.occurred_at
        if at is None:
            return total if total.at > self._now else None
        since = day_end(at) - DAY + 1 if is_last_second(at) else at  # of a day without a time, all of it counts
        return total if total.at >= since else None
