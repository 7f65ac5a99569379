"""Items that partners send by address or handle: known by fingerprint, and counted once whoever sends them.

The store holds no list of addresses, only HMAC-SHA-256 fingerprints with a key of its own, unless it is asked to keep
them. An item counts for the partner that sent it first; for another that sends it as well it is shared.
"""

import hmac
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from board.model.entry import Entry
from board.model.incoming import Item
from board.model.instants import instant_of
from board.model.vocabulary import ContentType, Stage
from board.store.connection import Connection, speaking
from board.store.edition import setting
from board.store.opening import Store

if TYPE_CHECKING:
    from board.store.batches import Batch

KEY = "item_key"
"""The setting that holds the key of the fingerprints, hexadecimal; made when the first list comes in."""

MINUTE = 60_000
"""Milliseconds: items of one minute, partner, stage, content type and provider are one entry."""


PATIENCE = 200
"""Milliseconds that are waited for other boards to let the log be emptied."""


class _Kind(NamedTuple):
    """What items have in common that are one entry."""

    agency: str
    stage: str
    content_type: str
    provider: str | None
    minute: int


class Register:
    """Takes in the items of one file, within one transaction."""

    def __init__(self, connection: Connection, action: str, batch: str, *, keep_addresses: bool) -> None:
        """Use the store's own key; make one where there is none.

        Args:
            connection: Within a transaction that holds the write lock.
            action: Slug.
            batch: Id of the batch.
            keep_addresses: Write the addresses down beside their fingerprints.
        """
        self._connection, self._action, self._batch = connection, action, batch
        self._keep = keep_addresses
        self._key = bytes.fromhex(setting(connection, KEY) or _new_key(connection))
        self._counts: Counter[_Kind] = Counter()

    def add(self, item: Item, occurred_at: int) -> str:
        """Take in one item; say whether it is "new", "known" (this partner sent it before), or "shared".

        Args:
            item: Its address is normalised.
            occurred_at: When it happened, in milliseconds since 1970.
        """
        fingerprint = hmac.digest(self._key, item.address.encode(), "sha256")
        others = self._connection.execute(
            "SELECT agency FROM items WHERE action = ? AND stage = ? AND fingerprint = ?",
            (self._action, item.stage, fingerprint),
        ).fetchall()
        if self._keep:  # also of one that came before, when nobody asked for it
            self._connection.execute(
                "INSERT OR IGNORE INTO addresses (fingerprint, address) VALUES (?, ?)", (fingerprint, item.address)
            )
        if (item.agency,) in others:
            return "known"
        self._connection.execute(
            """
            INSERT INTO items (action, stage, fingerprint, agency, batch, content_type, provider, occurred_at, counted)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            (
                self._action,
                item.stage,
                fingerprint,
                item.agency,
                self._batch,
                item.content_type,
                item.provider,
                occurred_at,
                int(not others),
            ),
        )
        self._add_to_totals(item.agency, item.stage, contributed=1, shared=int(bool(others)))
        if len(others) == 1:  # until now nobody shared it
            self._add_to_totals(others[0][0], item.stage, contributed=0, shared=1)
        if others:
            return "shared"
        self._counts[_Kind(item.agency, item.stage, item.content_type, item.provider, occurred_at // MINUTE)] += 1
        return "new"

    def entries(self, note: str) -> list[Entry]:
        """Return what the ledger is to count, in the order of time; each bears the note."""
        return _entries(self._action, self._counts, note)

    def _add_to_totals(self, agency: str, stage: str, *, contributed: int, shared: int) -> None:
        add_to_totals(self._connection, (self._action, agency, stage), contributed, shared)


def add_to_totals(connection: Connection, key: tuple[str, str, str], contributed: int, shared: int) -> None:
    """Add signed deltas to what an agency contributed at a stage of an action (`key`: action, agency, stage)."""
    connection.execute("INSERT OR IGNORE INTO item_totals (action, agency, stage) VALUES (?, ?, ?)", key)
    connection.execute(
        """
        UPDATE item_totals SET contributed = contributed + ?, shared = shared + ?
        WHERE action = ? AND agency = ? AND stage = ?
        """,
        (contributed, shared, *key),
    )


def give_back(connection: Connection, batch: "Batch", note: str) -> list[tuple[str, Entry]]:
    """Forget the items of a batch that is taken back; return what is now counted for those that sent them as well.

    The partner whose batch came in first counts them.

    Args:
        connection: Within a transaction that holds the write lock.
        batch: Which is taken back.
        note: Of each entry.

    Returns:
        The batch of who counts them now, and the entry: it belongs to that batch, and goes with it.
    """
    counts: dict[str, Counter[_Kind]] = {}
    gone = connection.execute(
        "SELECT action, stage, fingerprint, agency, counted FROM items WHERE batch = ?", (batch.id,)
    ).fetchall()
    for action, stage, fingerprint, agency, counted in gone:
        others = connection.execute(
            """
            SELECT agency, content_type, provider, occurred_at, batch FROM items
            WHERE action = ? AND stage = ? AND fingerprint = ? AND agency <> ? ORDER BY batch, agency
            """,
            (action, stage, fingerprint, agency),
        ).fetchall()
        connection.execute(
            "DELETE FROM items WHERE action = ? AND stage = ? AND fingerprint = ? AND agency = ?",
            (action, stage, fingerprint, agency),
        )
        add_to_totals(connection, (action, agency, stage), -1, -int(bool(others)))
        if len(others) == 1:  # nobody shares it any more
            add_to_totals(connection, (action, others[0][0], stage), 0, -1)
        heirs = [one for one in others if one[-1] != batch.id]  # a list of several partners goes with all of them
        if heirs and counted:
            heir, content_type, provider, occurred_at, its_batch = heirs[0]
            connection.execute(
                """
                UPDATE items SET counted = 1 WHERE action = ? AND stage = ? AND fingerprint = ? AND agency = ?
                """,
                (action, stage, fingerprint, heir),
            )
            kind = _Kind(heir, stage, content_type, provider, occurred_at // MINUTE)
            counts.setdefault(its_batch, Counter())[kind] += 1
    if gone:
        _wipe_addresses(connection)
    return [
        (its_batch, entry)
        for its_batch, kinds in sorted(counts.items())
        for entry in _entries(batch.action, kinds, note)
    ]


def _wipe_addresses(connection: Connection) -> None:
    """Keep only addresses of known items, in new pages: where a page was divided, the old one may hold more."""
    if connection.execute("SELECT 1 FROM addresses LIMIT 1").fetchone() is None:
        return
    for statement in (
        """
        CREATE TABLE addresses_left AS
        SELECT fingerprint, address FROM addresses WHERE fingerprint IN (SELECT fingerprint FROM items)
        """,
        "DELETE FROM addresses",
        "INSERT INTO addresses (fingerprint, address) SELECT fingerprint, address FROM addresses_left",
        "DROP TABLE addresses_left",
    ):
        connection.execute(statement)


@contextmanager
def wiping(store: Store) -> Iterator[None]:
    """Overwrite what the block takes out of the file: an address that is deleted is not to be read in its pages.

    The log beside the file is emptied after it, if no other board reads in it just then; else with the next emptying.
    A backup that was made before keeps what it holds.

    Args:
        store: Outside a transaction.

    Raises:
        Refused: The store cannot be read.
    """
    connection = store.connection
    with speaking(store.path, store.wait):
        (before,) = connection.execute("PRAGMA secure_delete").fetchone()
        (kept,) = connection.execute("SELECT EXISTS (SELECT 1 FROM addresses)").fetchone()
        connection.execute("PRAGMA secure_delete = ON").fetchone()
    try:
        yield
    finally:
        connection.execute(f"PRAGMA secure_delete = {before}").fetchone()
    if kept:
        with speaking(store.path, store.wait):
            connection.execute(f"PRAGMA busy_timeout = {PATIENCE}").fetchone()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            connection.execute(f"PRAGMA busy_timeout = {int(store.wait * 1000)}").fetchone()


def _entries(action: str, counts: "Counter[_Kind]", note: str) -> list[Entry]:
    return [
        Entry(
            action=action,
            agency=kind.agency,
            stage=Stage(kind.stage),
            content_type=ContentType(kind.content_type),
            quantity=count,
            provider=kind.provider,
            occurred_at=instant_of(kind.minute * MINUTE),
            note=note,
        )
        for kind, count in sorted(
            counts.items(), key=lambda pair: (pair[0].minute, pair[0][:3], pair[0].provider or "")
        )
    ]


def _new_key(connection: Connection) -> str:
    key = secrets.token_hex(32)
    connection.execute("INSERT INTO settings (key, value) VALUES (?, ?)", (KEY, key))
    return key
