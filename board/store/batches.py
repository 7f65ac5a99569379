"""Files as they were taken in: which, by whom, what they brought; and taking a whole one back."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from board.locale import _
from board.model.entry import Entry, LedgerRow
from board.model.instants import instant_of, milliseconds
from board.model.text import clean, is_visible
from board.store import items
from board.store.appending import When
from board.store.connection import Connection, speaking
from board.store.edition import setting
from board.store.ledger import COLUMNS, ID_BYTES, Appending, check, opposite, recording, uuid7
from board.store.opening import Store
from board.store.refused import Refused

PORTION = 5_000
"""Entries that are taken back in one go."""

SHORTEST_START = 4
"""Characters of an id that suffice to name a batch."""


class Batch(NamedTuple):
    """A file that was taken in, or the taking back of one."""

    id: str
    action: str
    file: str
    """Its name, without the folder; clean."""
    digest: str
    """SHA-256 of the file, hexadecimal."""
    operator: str
    taken_at: datetime
    first_seq: int | None
    """Of this store's own site; None where nothing was appended."""
    last_seq: int | None
    new: int
    """Rows that were counted."""
    known: int
    """Rows that were counted before."""
    shared: int
    """Items that another partner had sent before."""
    refused: int
    skipped: int
    """Totals rows and empty ones."""
    reverses: str | None
    """Id of the batch that this one takes back."""
    why: str | None
    taken_back: str | None
    """Id of the batch that took this one back; None while it stands."""


_BATCH = """
    SELECT id, action, file, digest, operator, taken_at, first_seq, last_seq, new, known, shared, refused, skipped,
        reverses, why, (SELECT later.id FROM batches AS later WHERE later.reverses = batches.id)
    FROM batches
"""


def batches_of(store: Store, action: str | None = None) -> list[Batch]:
    """Return the batches of one action or of all, the newest first.

    Raises:
        Refused: The store cannot be read.
    """
    with speaking(store.path, store.wait):
        rows = store.connection.execute(
            f"{_BATCH} WHERE :action IS NULL OR action = :action ORDER BY id DESC", {"action": action}
        ).fetchall()
        return [_batch(row) for row in rows]


def batch_of(connection: Connection, start: str) -> Batch:
    """Return the batch whose id begins with `start`, or has it at its end.

    Raises:
        Refused: There is none, or more than one.
    """
    wanted = clean(start).strip().casefold()
    if len(wanted) < SHORTEST_START:
        raise Refused(_("give at least {count} characters of the batch's id").format(count=SHORTEST_START))
    rows = connection.execute(
        f"{_BATCH} WHERE substr(id, 1, :length) = :id OR substr(id, -:length) = :id LIMIT 2",
        {"id": wanted, "length": len(wanted)},
    ).fetchall()
    if not rows:
        raise Refused(_("there is no batch {id}: board batches lists them").format(id=wanted[:40]))
    if len(rows) > 1:
        raise Refused(_("several batches begin or end with {id}: give more of it").format(id=wanted))
    return _batch(rows[0])


def standing_with(connection: Connection, action: str, digest: str) -> Batch | None:
    """Return the batch of an action that took in the file with this digest and stands, None if there is none."""
    for row in connection.execute(
        f"{_BATCH} WHERE action = :action AND digest = :digest AND reverses IS NULL ORDER BY id",
        {"action": action, "digest": digest},
    ).fetchall():
        found = _batch(row)
        if found.taken_back is None:
            return found
    return None


def taken_back(connection: Connection) -> frozenset[str]:
    """Return the ids of the batches that were taken back."""
    return frozenset(
        id_ for (id_,) in connection.execute("SELECT reverses FROM batches WHERE reverses IS NOT NULL").fetchall()
    )


def put(connection: Connection, batch: Batch) -> None:
    """Write down a batch. It never changes."""
    values = batch._asdict() | {"taken_at": milliseconds(batch.taken_at)}
    del values["taken_back"]
    connection.execute(
        f"INSERT INTO batches ({', '.join(values)}) VALUES ({', '.join(f':{name}' for name in values)})",  # noqa: S608
        values,
    )


def new_id(at: int) -> str:
    """Return the id of a batch that is taken in at an instant, in milliseconds since 1970."""
    import secrets

    return uuid7(at, secrets.token_bytes(ID_BYTES))


def take_back(store: Store, id_: str, why: str, operator: str, now: When) -> Batch:
    """Take back a whole batch by appending the opposite of each of its entries that stands, in one transaction.

    What its entries had taken back themselves (a running total restates entries) is recorded again as it stood. An item
    that other partners had sent as well is counted for the one that sent it next.

    Args:
        store: A store that may be written.
        id_: Of the batch, or its beginning or end.
        why: The reason.
        operator: Who takes it back.
        now: This instant, aware, or a clock that tells it.

    Returns:
        The batch that takes it back.

    Raises:
        Refused: There is no such batch, it was taken back before, no reason is given, or a tally would go below zero.
            Nothing is changed then.
    """
    who = check(store, operator)
    reason = clean(why).strip()
    if not is_visible(reason):
        raise Refused(_("say why the batch is taken back, with --why"))
    with recording(store) as connection:
        at = now() if callable(now) else now
        batch = batch_of(connection, id_)
        if batch.reverses is not None:
            raise Refused(_("batch {id} takes one back itself: import the file again").format(id=batch.id))
        if batch.taken_back is not None:
            raise Refused(_("batch {id} was taken back before").format(id=batch.id))
        taking = _TakingBack(connection, batch, reason, who, at)
        taking.run()
        done = batch._replace(
            id=taking.id,
            operator=who,
            taken_at=at,
            first_seq=taking.first,
            last_seq=taking.last,
            new=taking.count,
            known=0,
            shared=0,
            refused=0,
            skipped=0,
            reverses=batch.id,
            why=reason,
        )
        put(connection, done)
        return done


class _TakingBack:
    """Appends what takes one batch back."""

    def __init__(self, connection: Connection, batch: Batch, why: str, operator: str, now: datetime) -> None:
        self._connection, self._batch, self._why, self._operator, self._now = connection, batch, why, operator, now
        self.id = new_id(milliseconds(now))
        self.first: int | None = None
        self.last: int | None = None
        self.count = 0

    def run(self) -> None:
        again = _("stands again: batch {id} was taken back").format(id=self._batch.id)
        self._append((_anew(row, again), None) for row in self._taken_by_it())
        self._append((opposite(row, self._why), (row.site, row.seq)) for row in self._standing())
        given = items.give_back(self._connection, self._batch)
        self._append((entry, None) for entry in given)

    def _append(self, steps: Iterator[tuple[Entry, tuple[str, int] | None]]) -> None:
        appending = Appending(self._connection, self._operator, self._now)
        waiting = 0
        for entry, reverses in steps:
            appending.add(entry, reverses, self.id)
            waiting += 1
            if waiting == PORTION:
                self._done(appending)
                appending, waiting = Appending(self._connection, self._operator, self._now), 0
        self._done(appending)

    def _done(self, appending: Appending) -> None:
        rows = appending.done().rows
        if rows:
            self.first = self.first or rows[0].seq
            self.last = rows[-1].seq
            self.count += len(rows)

    def _standing(self) -> Iterator[LedgerRow]:
        """Yield the batch's plain entries that stand, the newest first; read by the portion, as others are added."""
        yield from self._rows("""
            reverses_seq IS NULL AND NOT EXISTS (
                SELECT 1 FROM ledger AS later
                WHERE later.reverses_site = ledger.site AND later.reverses_seq = ledger.seq
            )
        """)

    def _taken_by_it(self) -> Iterator[LedgerRow]:
        """Yield the entries from before the batch that it took back."""
        for row in self._rows("reverses_seq IS NOT NULL"):
            old = self._connection.execute(
                f"SELECT {COLUMNS} FROM ledger WHERE site = ? AND seq = ?",  # noqa: S608 ours
                (row.reverses_site, row.reverses_seq),
            ).fetchone()
            if old is not None and LedgerRow(*old).batch != self._batch.id:
                yield LedgerRow(*old)

    def _rows(self, condition: str) -> Iterator[LedgerRow]:
        if self._batch.first_seq is None:
            return
        beyond = 1 << 62  # what was recorded again since bears the batch too, and lies behind it
        while True:
            rows = self._connection.execute(
                f"""
                SELECT {COLUMNS} FROM ledger
                WHERE site = :site AND seq >= :first AND seq < :beyond AND batch = :batch AND {condition}
                ORDER BY seq DESC LIMIT {PORTION}
                """,  # noqa: S608 ours
                {
                    "site": setting(self._connection, "site"),
                    "first": self._batch.first_seq,
                    "beyond": beyond,
                    "batch": self._batch.id,
                },
            ).fetchall()
            if not rows:
                return
            for values in rows:
                yield LedgerRow(*values)
            beyond = LedgerRow(*rows[-1]).seq


def _anew(row: LedgerRow, note: str) -> Entry:
    """Return the entry that says again what one said that was taken back."""
    right = opposite(row, note)
    return right.model_copy(update={"quantity": -right.quantity})


def _batch(row: tuple[object, ...]) -> Batch:
    batch = Batch(*row)  # type: ignore[arg-type]
    return batch._replace(
        taken_at=instant_of(int(str(row[5]))),
        file=clean(batch.file),
        operator=clean(batch.operator),
        why=batch.why and clean(batch.why),
    )
