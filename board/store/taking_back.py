"""Taking back a whole batch: what stands of it is reversed, and what it had taken back stands again under its own name.

A batch is taken back only as long as nothing was built on it: where an entry of it was put right or restated since, or
a later running total was worked out from one of it, that comes first. So nothing of a batch that was taken back stands.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from board.locale import _, punctuation
from board.model.entry import Entry, LedgerRow
from board.model.instants import milliseconds
from board.store import items
from board.store.acts import rows_of, standing_of
from board.store.connection import Connection
from board.store.edition import setting
from board.store.kinds import Kind, Said, StandingTotal, totals_since
from board.store.ledger import Appending
from board.store.ledger_rows import COLUMNS, STANDS, Place, again, free_turn, opposite, row_at, taken_back_by
from board.store.refused import Refused

if TYPE_CHECKING:
    from board.store.batches import Batch

PORTION = 5_000
"""Entries that are taken back in one go."""

MOST_NAMED = 3
"""Entries in a refusal."""

_Row = tuple[Entry, Place | None, str | None, Place | None, Said | None]
"""What is appended, which row it takes back, its batch, which row it says again, and what was said with it."""


class TakingBack:
    """Appends what takes one batch back, within one transaction."""

    def __init__(
        self, connection: Connection, batch: "Batch", id_: str, why: str, operator: str, now: datetime
    ) -> None:
        """Be ready to take a batch back.

        Args:
            connection: Within a transaction that holds the write lock.
            batch: One that stands.
            id_: Of the batch that takes it back.
            why: The reason.
            operator: Who takes it back.
            now: This instant, aware.
        """
        self._connection, self._batch, self._id, self._why = connection, batch, id_, why
        self._operator, self._now = operator, now
        self._site = setting(connection, "site") or ""
        self._start = _first(connection, batch, self._site)
        self.first: int | None = None
        self.last: int | None = None
        self.count = 0
        """Entries that were taken back."""

    def run(self, taken_back: frozenset[str]) -> None:
        """Take it back.

        Args:
            taken_back: Ids of the batches that were taken back before.

        Raises:
            Refused: Something was built on it since, or a tally would go below zero.
        """
        self._nothing_in_its_place(taken_back)
        self._no_later_total()
        self._append(self._again(taken_back))
        self._append(
            (opposite(row, self._why), (row.site, row.seq), self._id, None, None) for row in self._rows(STANDS)
        )
        note = _("sent as well as in batch {id}, which was taken back").format(id=self._batch.id)
        self._append(
            (entry, None, batch, None, Said(Kind.ITEMS, milliseconds(entry.occurred_at)))
            for batch, entry in items.give_back(self._connection, self._batch, note)
        )

    def _nothing_in_its_place(self, taken_back: frozenset[str]) -> None:
        """Check that nothing stands in the place of an entry of the batch.

        Raises:
            Refused: Something does; it says what, and what to take back first.
        """
        if self._start is None:
            return
        found: list[str] = []
        by_hand = False
        for seq, *place in self._connection.execute(
            """
            SELECT old.seq, later.site, later.seq FROM ledger AS old
            JOIN ledger AS later ON later.reverses_site = old.site AND later.reverses_seq = old.seq
            WHERE old.site = ? AND old.seq >= ? AND old.batch = ? AND old.reverses_seq IS NULL
                AND later.batch IS NOT NULL AND later.batch <> old.batch
            ORDER BY old.seq
            """,
            (self._site, self._start, self._batch.id),
        ):
            by = self._in_its_place(row_at(self._connection, *place), taken_back)
            if by is None:
                continue
            if len(found) == MOST_NAMED:
                found.append("…")
                break
            file = self._file_of(by.batch)
            by_hand = by_hand or file is None
            found.append(
                _("entry {seq} by entry {by}").format(seq=seq, by=by.seq)
                if file is None
                else _("entry {seq} by {file}, batch {id}").format(seq=seq, file=file, id=by.batch)
            )
        if found:
            way = _("take that back first")
            if by_hand:
                way = _("take that correction back first, with u or board reverse")
            raise Refused(
                _("what batch {id} says was put right or restated since ({entries}): {way}").format(
                    id=self._batch.id, entries=", ".join(found), way=way
                )
            )

    def _in_its_place(self, reversal: LedgerRow, taken_back: frozenset[str]) -> LedgerRow | None:
        """Return what stands in the place of an entry that a row takes back, None where nothing does."""
        if self._file_of(reversal.batch) is not None:
            return None if reversal.batch in taken_back else reversal
        act = [row for row in rows_of(self._connection, reversal) if row.reverses_seq is None]
        standing = standing_of(self._connection, act) if act else []
        if standing:
            return standing[0]
        for row in act:
            by = taken_back_by(self._connection, row)
            found = None if by is None else self._in_its_place(by, taken_back)
            if found is not None:
                return found
        return None

    def _file_of(self, batch: str | None) -> str | None:
        """Return from which file a batch is, None where it is no file's, or takes one back."""
        row = self._connection.execute(
            "SELECT file FROM batches WHERE id = ? AND reverses IS NULL", (batch,)
        ).fetchone()
        return None if row is None else str(row[0])

    def _no_later_total(self) -> None:
        """Check that no later running total was worked out from one of the batch.

        Raises:
            Refused: One was; it says which batches or entries to take back first.
        """
        if self._start is None:
            return
        found: dict[str, StandingTotal] = {}
        for row, since in self._last_ones():
            for later in totals_since(self._connection, row, since=since):
                file = self._file_of(later.batch)
                named = _("entry {seq}").format(seq=later.seq) if file is None else f"{file}, {later.batch}"
                found.setdefault(named, later)
        if found:
            names = sorted(found, key=lambda name: -found[name].seq)
            if len(names) > MOST_NAMED:
                names[MOST_NAMED:] = ["…"]
            raise Refused(
                _(
                    "later running totals were worked out from those of batch {id}: take them back first, the last "
                    "one first ({later})"
                ).format(id=self._batch.id, later=punctuation.one_by_one(names))
            )

    def _last_ones(self) -> Iterator[tuple[LedgerRow, int | None]]:
        """Yield of each tally the batch's last running total, and its last entry that stands.

        With the latter the first instant at which one of them happened: totals of before it were not worked out with
        them.
        """
        values = (self._site, self._start, self._batch.id)
        for (seq,) in self._connection.execute(
            """
            SELECT max(k.seq) FROM entry_kinds AS k
            CROSS JOIN ledger ON ledger.site = k.site AND ledger.seq = k.seq
            WHERE k.kind = 'total' AND k.site = ? AND k.seq >= ? AND ledger.batch = ?
            GROUP BY k.action, k.agency, k.content_type, k.stage, k.provider
            """,
            values,
        ).fetchall():
            yield row_at(self._connection, self._site, seq), None
        for seq, since in self._connection.execute(
            f"""
            SELECT max(seq), min(occurred_at) FROM ledger
            WHERE site = ? AND seq >= ? AND batch = ? AND {STANDS}
            GROUP BY action, agency, content_type, stage, provider
            """,  # noqa: S608 ours
            values,
        ).fetchall():
            yield row_at(self._connection, self._site, seq), since

    def _again(self, taken_back: frozenset[str]) -> Iterator[_Row]:
        """Yield what stands again: the entries from before the batch that it took back, but for what is itself gone."""
        note = _("stands again: batch {id} was taken back").format(id=self._batch.id)
        for row in self._rows("reverses_seq IS NOT NULL"):
            old = row_at(self._connection, str(row.reverses_site), row.reverses_seq or 0)
            if old.batch != self._batch.id and old.batch not in taken_back:
                entry = again(self._connection, old, note)
                if old.ref is not None:  # so that a file that says it again finds it
                    entry = entry.model_copy(update={"ref": free_turn(self._connection, old.agency, old.ref)})
                yield entry, None, old.batch, (old.site, old.seq), None

    def _append(self, steps: Iterator[_Row]) -> None:
        appending = Appending(self._connection, self._operator, self._now)
        waiting = 0
        for entry, reverses, batch, stands_for, said in steps:
            appending.add(entry, reverses, batch, stands_for=stands_for, said=said)
            waiting += 1
            if waiting == PORTION:
                self._done(appending)
                appending, waiting = Appending(self._connection, self._operator, self._now), 0
        self._done(appending)

    def _done(self, appending: Appending) -> None:
        for row in appending.done().rows:
            if row.batch == self._id:
                self.first = self.first or row.seq
                self.last = row.seq
            self.count += row.reverses_seq is not None

    def _rows(self, condition: str) -> Iterator[LedgerRow]:
        """Yield the batch's rows that fit, the newest first; read by the portion, as others are added."""
        if self._start is None:
            return
        beyond = 1 << 62  # what was recorded again since bears the batch too, and lies behind it
        while True:
            rows = self._connection.execute(
                f"""
                SELECT {COLUMNS} FROM ledger
                WHERE site = :site AND seq >= :first AND seq < :beyond AND batch = :batch AND {condition}
                ORDER BY seq DESC LIMIT {PORTION}
                """,  # noqa: S608 ours
                {"site": self._site, "first": self._start, "beyond": beyond, "batch": self._batch.id},
            ).fetchall()
            if not rows:
                return
            for values in rows:
                yield LedgerRow(*values)
            beyond = LedgerRow(*rows[-1]).seq


def _first(connection: Connection, batch: "Batch", site: str) -> int | None:
    """Return the number of the first entry that a batch can have, None where there is none.

    One that only shared items appended nothing; what it counts since others were taken back are items too.
    """
    if batch.first_seq is not None:
        return batch.first_seq
    row: tuple[int | None] = connection.execute(
        """
        SELECT min(ledger.seq) FROM entry_kinds AS k
        CROSS JOIN ledger ON ledger.site = k.site AND ledger.seq = k.seq
        WHERE k.kind = 'items' AND k.action = ? AND k.site = ? AND ledger.batch = ?
        """,
        (batch.action, site, batch.id),
    ).fetchone()
    return row[0]
