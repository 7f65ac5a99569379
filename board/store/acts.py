"""Acts: rows that were written together and mean one thing, and taking a whole one back.

A running total that restates entries, and a correction, are several rows. They bear one batch, "act " and a UUIDv7 that
tells when they were recorded. An act is taken back as a whole: its plain entries are reversed, and what its reversals
took back is recorded again as it stood, with the batch it had. So it can be taken back in its turn, step by step.
"""

import re
from typing import NamedTuple

from board.locale import _
from board.model.entry import Entry, LedgerRow
from board.store.connection import Connection
from board.store.kinds import must_bear
from board.store.ledger_rows import (
    COLUMNS,
    STANDS,
    Place,
    again,
    opposite,
    row_at,
    standing_at,
    taken_back_by,
)
from board.store.refused import Refused

ACT = "act "
"""Begins the batch of an act."""

_ACT = re.compile(rf"{ACT}([0-9a-f]{{8}})-([0-9a-f]{{4}})(?:-[0-9a-f]{{4}}){{2}}-[0-9a-f]{{12}}")

MOST_ROWS = 500
"""Of an act: a running total restates at most 200 entries, each with two rows."""


class Step(NamedTuple):
    """A row that is to be appended."""

    entry: Entry
    reverses: Place | None
    """Which row it takes back."""
    batch: str | None
    stands_for: Place | None
    """Which row it says again."""


class Undoing(NamedTuple):
    """What taking back an entry, or the act it belongs to, comes to."""

    back: tuple[LedgerRow, ...]
    """Entries that are taken back."""
    again: tuple[LedgerRow, ...]
    """Entries that had been taken back, and are recorded again."""

    def steps(self, connection: Connection, why: str, batch: str | None) -> list[Step]:
        """Return what is to be appended; what counts more comes first, so that no tally dips on the way.

        Raises:
            Refused: A row is not one that a board writes.
        """
        stood = _("as entry {seq} stood")
        steps = [
            Step(again(connection, row, stood.format(seq=row.seq)), None, row.batch, (row.site, row.seq))
            for row in self.again
        ]
        steps += [Step(opposite(row, why), (row.site, row.seq), batch, None) for row in self.back]
        return sorted(steps, key=lambda step: step.entry.quantity < 0)


def undoing(connection: Connection, site: str, seq: int) -> Undoing:
    """Return what taking back the row at a place comes to.

    Raises:
        Refused: There is no such row, it or another one of its act was taken back before, it takes one back itself, or
            it is of a running total from which a later one was worked out.
    """
    found = _undoing(connection, site, seq)
    must_bear(connection, found.back)
    return found


def _undoing(connection: Connection, site: str, seq: int) -> Undoing:
    row = row_at(connection, site, seq)
    act = rows_of(connection, row)
    plain = [one for one in act if one.reverses_seq is None]
    if not plain:
        return Undoing((standing_at(connection, site, seq),), ())
    standing = standing_of(connection, plain)
    if not standing:
        raise Refused(_("entry {seq} was taken back before, and what was recorded with it").format(seq=seq))
    if len(standing) != len(plain):
        raise Refused(_later(connection, plain))
    taken = [row_at(connection, str(one.reverses_site), one.reverses_seq) for one in act if one.reverses_seq]
    return Undoing(tuple(standing), tuple(taken))


def _later(connection: Connection, plain: list[LedgerRow]) -> str:
    """Return which row of an act no longer stands, in words."""
    for row in plain:
        by = taken_back_by(connection, row)
        if by is not None:
            return _(
                "entry {seq}, recorded together with this one, was taken back by entry {by}: take that back first"
            ).format(seq=row.seq, by=by.seq)
    return _("another program changed what belongs together here: run board verify")


def rows_of(connection: Connection, row: LedgerRow) -> list[LedgerRow]:
    """Return the rows of the act that a row belongs to, in their order; none where it belongs to no act."""
    match = _ACT.fullmatch(row.batch or "")
    if match is None:
        return []
    values = {"action": row.action, "batch": row.batch, "at": int(match[1] + match[2], 16), "most": MOST_ROWS}
    rows = connection.execute(
        f"""
        SELECT {COLUMNS} FROM ledger
        JOIN (
            SELECT site AS there, seq AS first FROM ledger INDEXED BY ledger_by_action
            WHERE action = :action AND recorded_at = :at AND batch = :batch ORDER BY seq LIMIT 1
        ) ON site = there AND seq BETWEEN first - :most AND first + :most
        WHERE batch = :batch AND recorded_at = :at ORDER BY seq
        """,  # noqa: S608 ours
        values,
    ).fetchall()
    found: list[LedgerRow] = []
    for values_ in rows:
        one = LedgerRow(*values_)
        if found and one.seq != found[-1].seq + 1:  # recorded again later, at the same millisecond
            break
        found.append(one)
    return found


def standing_of(connection: Connection, plain: list[LedgerRow]) -> list[LedgerRow]:
    """Return the plain entries of an act that stand: they themselves, or recorded again in their place."""
    found: list[LedgerRow] = []
    for tally in dict.fromkeys((row.action, row.agency, row.provider, row.content_type, row.stage) for row in plain):
        rows = connection.execute(
            f"""
            SELECT {COLUMNS} FROM ledger INDEXED BY ledger_by_tally
            WHERE action = ? AND agency = ? AND provider IS ? AND content_type = ? AND stage = ?
                AND recorded_at >= ? AND batch = ? AND {STANDS}
            ORDER BY recorded_at, site, seq
            """,  # noqa: S608 ours
            (*tally, plain[0].recorded_at, plain[0].batch),
        ).fetchall()
        found += [LedgerRow(*row) for row in rows]
    return found
