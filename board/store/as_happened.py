"""One tally by when its entries happened: what stood there at each instant, so that none takes it below zero."""

from bisect import bisect_right, insort
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from board.model.vocabulary import Qualifier
from board.store.connection import Connection
from board.store.spans import FIRMNESS

SIZE = 500
"""Instants in a block at the start; one that has grown to twice as many becomes two."""

ALWAYS = -1
"""Milliseconds, before every entry."""


class Tally(NamedTuple):
    """What names one tally."""

    action: str
    agency: str
    provider: str
    """Slug, "" where none was named."""
    content_type: str
    stage: str


class Sums(NamedTuple):
    """What a tally holds, or what was added to it."""

    quantity: int = 0
    at_least: int = 0
    at_most: int = 0
    about: int = 0
    """How many of its entries are not exact, by kind."""

    def kinds(self) -> dict[Qualifier, int]:
        """Return how many entries are firm in which way, of those that are not exact; only what there is."""
        counts = {Qualifier.AT_LEAST: self.at_least, Qualifier.AT_MOST: self.at_most, Qualifier.ABOUT: self.about}
        return {kind: count for kind, count in counts.items() if count}

    def without(self, other: "Sums") -> "Sums":
        """Return what is left where another part is taken off."""
        return Sums(*(one - another for one, another in zip(self, other, strict=True)))


def added_after(connection: Connection, tally: Tally, at: int, entries: int) -> Sums:
    """Return what was added to a tally after an instant.

    Args:
        connection: The store.
        tally: Which.
        at: Milliseconds since 1970; what happened at this instant is not after it.
        entries: How many entries the tally has.
    """
    row = connection.execute(
        f"""
        SELECT coalesce(sum(quantity), 0), coalesce(sum(at_least), 0), coalesce(sum(at_most), 0),
            coalesce(sum(about), 0)
        FROM (SELECT quantity,{FIRMNESS} {_after(connection, tally, at, entries)})
        """,  # noqa: S608 ours
        {**tally._asdict(), "at": at},
    ).fetchone()
    return Sums(*row)


def _after(connection: Connection, tally: Tally, at: int, entries: int) -> str:
    """Return from where the entries after an instant are read: from the shorter of what there is to look through."""
    later: tuple[int] = connection.execute(
        """
        SELECT count(*) FROM (
            SELECT 1 FROM ledger INDEXED BY ledger_by_occurrence WHERE action = ? AND occurred_at > ? LIMIT ?
        )
        """,
        (tally.action, at, entries),
    ).fetchone()
    index = "ledger_by_occurrence" if later[0] < entries else "ledger_by_tally"
    return f"""
        FROM ledger INDEXED BY {index}
        WHERE action = :action AND agency = :agency AND provider IS nullif(:provider, '')
            AND content_type = :content_type AND stage = :stage AND occurred_at > :at
    """


class AsHappened:
    """What a tally held at every instant from one on. Entries can be added; it costs the root of their number."""

    def __init__(self, start: int, before: int, changes: Iterable[tuple[int, int]]) -> None:
        """Start with what is there.

        Args:
            start: The first instant, in milliseconds since 1970.
            before: What the tally held then, with what happened at that very instant.
            changes: What was added after it, in the order of time; no instant twice.
        """
        self.start = start
        self._before = before
        listed = list(changes)
        self._blocks = [listed[place : place + SIZE] for place in range(0, len(listed), SIZE)] or [[]]
        self._firsts = [block[0][0] if block else start for block in self._blocks]
        self._sums = [sum(quantity for _at, quantity in block) for block in self._blocks]
        self._lows = [_low(block) for block in self._blocks]

    @classmethod
    def read(cls, connection: Connection, tally: Tally, start: int) -> "AsHappened":
        """Read a tally from the ledger."""
        row = connection.execute(
            """
            SELECT quantity, entries FROM totals
            WHERE action = :action AND agency = :agency AND provider = :provider
                AND content_type = :content_type AND stage = :stage
            """,
            tally._asdict(),
        ).fetchone()
        total, entries = row or (0, 0)
        changes: list[tuple[int, int]] = connection.execute(
            f"""
            SELECT occurred_at, sum(quantity) {_after(connection, tally, start, entries)}
            GROUP BY occurred_at ORDER BY occurred_at
            """,
            {**tally._asdict(), "at": start},
        ).fetchall()
        return cls(start, total - sum(quantity for _at, quantity in changes), changes)

    def add(self, at: int, quantity: int) -> None:
        """Add an entry that happened at an instant."""
        if at <= self.start:
            self._before += quantity
            return
        place = self._place(at)
        block = self._blocks[place]
        within = bisect_right(block, at, key=_instant)
        if within and block[within - 1][0] == at:
            block[within - 1] = (at, block[within - 1][1] + quantity)
        else:
            insort(block, (at, quantity), key=_instant)
        self._sums[place] += quantity
        self._lows[place] = _low(block)
        self._firsts[place] = block[0][0]
        if len(block) >= 2 * SIZE:
            self._split(place)

    def _split(self, place: int) -> None:
        block = self._blocks[place]
        halves = [block[:SIZE], block[SIZE:]]
        self._blocks[place : place + 1] = halves
        self._firsts[place : place + 1] = [half[0][0] for half in halves]
        self._sums[place : place + 1] = [sum(quantity for _at, quantity in half) for half in halves]
        self._lows[place : place + 1] = [_low(half) for half in halves]

    def least(self, at: int) -> int:
        """Return the least that the tally held at an instant, not before the start, or after it."""
        place = self._place(at)
        block = self._blocks[place]
        within = bisect_right(block, at, key=_instant)
        held = self._before + sum(self._sums[:place]) + sum(quantity for _at, quantity in block[:within])
        least = held + _low(block[within:])
        held = self._before + sum(self._sums[: place + 1])
        for added, low in zip(self._sums[place + 1 :], self._lows[place + 1 :], strict=True):
            least = min(least, held + low)
            held += added
        return least

    def when_least(self, at: int) -> int:
        """Return the first instant, not before `at`, at which the tally held the least from then on."""
        least, held, found = self.least(at), self._before, at
        for block in self._blocks:
            for instant, quantity in block:
                if instant > at and held == least:
                    return found
                held += quantity
                found = max(at, instant)
        return found

    def _place(self, at: int) -> int:
        """Return which block an instant belongs to."""
        return max(0, bisect_right(self._firsts, at) - 1)


def _instant(change: tuple[int, int]) -> int:
    return change[0]


def _low(block: Iterable[tuple[int, int]]) -> int:
    """Return by how much a sum falls at most along a block; 0 where it never falls below its beginning."""
    return min(accumulate((quantity for _at, quantity in block), initial=0))
