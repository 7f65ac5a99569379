"""Files as they were taken in: which, by whom, what they brought; and taking a whole one back."""

from datetime import datetime
from typing import NamedTuple

from board.locale import _
from board.model.instants import instant_of, milliseconds
from board.model.text import clean, is_visible
from board.store.appending import When
from board.store.connection import Connection, speaking
from board.store.items import wiping
from board.store.ledger import ID_BYTES, check, recording, uuid7
from board.store.opening import Store
from board.store.refused import Refused
from board.store.taking_back import TakingBack

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


def take_back(store: Store, start: str, why: str, operator: str, now: When) -> Batch:
    """Take back a whole batch by appending the opposite of each of its entries that stands, in one transaction.

    What its entries had taken back themselves (a running total restates entries) is recorded again as it stood, under
    the batch it was of. An item that other partners had sent as well is counted for the one that sent it next, in that
    one's batch. Addresses that were kept of the batch are wiped out of the file.

    Args:
        store: A store that may be written.
        start: The id of the batch, or its beginning or end.
        why: The reason.
        operator: Who takes it back.
        now: This instant, aware, or a clock that tells it.

    Returns:
        The batch that takes it back.

    Raises:
        Refused: There is no such batch, it was taken back before, no reason is given, an entry of it was put right
            since, a later running total was worked out from one of it, or a tally would go below zero. Nothing is
            changed then.
    """
    who = check(store, operator)
    reason = clean(why).strip()
    if not is_visible(reason):
        raise Refused(_("say why the batch is taken back, with --why"))
    with wiping(store), recording(store) as connection:
        at = now() if callable(now) else now
        batch = batch_of(connection, start)
        if batch.reverses is not None:
            raise Refused(_("batch {id} takes one back itself: import the file again").format(id=batch.id))
        if batch.taken_back is not None:
            raise Refused(_("batch {id} was taken back before").format(id=batch.id))
        id_ = new_id(milliseconds(at))
        taking = TakingBack(connection, batch, id_, reason, who, at)
        taking.run(taken_back(connection))
        done = batch._replace(
            id=id_,
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


def _batch(row: tuple[object, ...]) -> Batch:
    batch = Batch(*row)  # type: ignore[arg-type]
    return batch._replace(
        taken_at=instant_of(int(str(row[5]))),
        file=clean(batch.file),
        operator=clean(batch.operator),
        why=batch.why and clean(batch.why),
    )
