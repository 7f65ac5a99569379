"""Appending the counts of a file by the portion: the same rows, hashes and sums as one by one, made faster.

A few counts go the ordinary way, summed by the trigger. From `FEW` on the guards are put aside within the same
transaction and put back, word for word, before it ends; what they would have refused cannot be asked for here (only
positive counts, each behind the last row), and the sums are added portion by portion instead of row by row.
"""

import hashlib
import secrets
from array import array
from json.encoder import encode_basestring
from typing import NamedTuple

from board.model.entry import NO_HASH, LedgerRow, note_hash_of
from board.model.incoming import Sent
from board.store.connection import Connection
from board.store.guards import GUARDS
from board.store.ledger import COLUMNS

FEW = 2_000
"""Counts that are left to the guards and the trigger."""

PORTION = 100_000
"""Counts whose sums are added in one go: few enough to be held in memory."""

_INSERT = f"INSERT INTO ledger ({COLUMNS}) VALUES ({', '.join('?' * len(LedgerRow._fields))})"  # noqa: S608 ours
_ASIDE = tuple(name for name, statement in GUARDS.items() if "INSERT ON ledger" in statement)


class Place(NamedTuple):
    """Where a ledger stands: what the next entry of a site follows."""

    site: str
    seq: int = 0
    hash: bytes = NO_HASH


class Bulk:
    """Appends positive counts of one action within one transaction."""

    def __init__(self, connection: Connection, place: Place, action: str, operator: str, at: int, batch: str) -> None:
        """Start behind the last entry of this site.

        Args:
            connection: Within a transaction that holds the write lock.
            place: The last entry of this site.
            action: Slug.
            operator: Who records; clean.
            at: When it is recorded, in milliseconds since 1970; not before the last entry.
            batch: Id of the batch.
        """
        self._connection = connection
        self.place = place
        self._action, self._operator, self._at, self._batch = action, operator, at, batch
        self._rows: list[tuple[object, ...]] = []
        self._notes: list[tuple[bytes | None, str]] = []
        self._kinds: dict[tuple[str, ...], tuple[str, str]] = {}
        self._counted = 0
        self._aside = False
        self._unsummed = 0
        self._chance = secrets.randbits(73)  # below the top, so that adding to it does not overflow (RFC 9562, 6.2)
        self._steps = array("I")
        self._start = f"{at & (2**48 - 1):012x}"
        self._start = f"{self._start[:8]}-{self._start[8:]}-7"
        self._head = f'{{"action":{_text(action)},"agency":'
        self._foot = f'"reverses_seq":null,"reverses_site":null,"seq":%d,"site":{_text(place.site)},"source":null,'

    def add(self, sent: Sent, occurred_at: int, ref: str | None) -> None:
        """Append one count, behind the one before.

        Args:
            sent: What is counted; positive.
            occurred_at: When it happened, in milliseconds since 1970.
            ref: The reference it is known by.
        """
        before, number = self.place.hash, self.place.seq + 1
        kind = (sent.agency, sent.provider or "", sent.content_type, sent.stage, sent.qualifier)
        pieces = self._kinds.get(kind)
        if pieces is None:
            pieces = self._kinds[kind] = self._pieces(sent)
        first, middle = pieces
        note_hash = note_hash_of(sent.note)
        note = "null" if note_hash is None else f'"{note_hash.hex()}"'
        id_ = self._next_id()
        canonical = (
            f'{first}{id_}","note_hash":{note},"occurred_at":{occurred_at}{middle}{sent.quantity},'
            f'"recorded_at":{self._at},"ref":{"null" if ref is None else encode_basestring(ref)},'
            f'{self._foot % number}"stage":"{sent.stage}"}}'
        )
        digest = hashlib.sha256(before + canonical.encode()).digest()
        self._rows.append(
            (
                self.place.site,
                number,
                id_,
                self._action,
                sent.agency,
                sent.provider,
                sent.content_type,
                sent.stage,
                sent.quantity,
                sent.qualifier,
                occurred_at,
                self._at,
                self._operator,
                None,
                ref,
                None,
                None,
                self._batch,
                note_hash,
                before,
                digest,
            )
        )
        if sent.note is not None:
            self._notes.append((note_hash, sent.note))
        self.place = Place(self.place.site, number, digest)

    def flush(self) -> None:
        """Put the rows that were added into the ledger, so that they can be looked up."""
        if not self._rows:
            return
        if not self._aside and self._counted + len(self._rows) > FEW and self._counted:
            self._put_aside()  # the first row has gone by the trigger that keeps what was there before
        if self._notes:
            self._connection.executemany("INSERT OR IGNORE INTO notes (hash, text) VALUES (?, ?)", self._notes)
        self._connection.executemany(_INSERT, self._rows)
        self._counted += len(self._rows)
        if self._aside:
            self._unsummed += len(self._rows)
            if self._unsummed >= PORTION:
                self._sum()
        self._rows.clear()
        self._notes.clear()

    def close(self) -> None:
        """Put everything into the ledger, add the last sums, and put the guards back."""
        self.flush()
        if self._aside:
            self._sum()
            for name in _ASIDE:
                self._connection.execute(GUARDS[name])
            self._aside = False

    def _pieces(self, sent: Sent) -> tuple[str, str]:
        first = (
            f'{self._head}{_text(sent.agency)},"batch":{_text(self._batch)},'
            f'"content_type":{_text(sent.content_type)},"id":"'
        )
        middle = (
            f',"operator":{_text(self._operator)},"provider":{_text(sent.provider)},'
            f'"qualifier":{_text(sent.qualifier)},"quantity":'
        )
        return first, middle

    def _next_id(self) -> str:
        """Return a UUIDv7 that is greater than the one before (RFC 9562, 6.2, method 2): its index only grows."""
        if not self._steps:
            self._steps = array("I", secrets.token_bytes(4 * 4096))
        self._chance += 1 + self._steps.pop()
        rest = f"{self._chance & (2**62 - 1) | 2 << 62:016x}"
        return f"{self._start}{self._chance >> 62:03x}-{rest[:4]}-{rest[4:]}"

    def _put_aside(self) -> None:
        for name in _ASIDE:
            self._connection.execute(f"DROP TRIGGER {name}")
        self._aside = True

    def _sum(self) -> None:
        """Add what was appended since the last time to every sum that the trigger keeps."""
        if not self._unsummed:
            return
        values = {
            "site": self.place.site,
            "first": self.place.seq - self._unsummed + 1,
            "last": self.place.seq,
            "action": self._action,
            "at": self._at,
        }
        self._connection.execute(_FRESH, values)
        try:
            for statement in _SUMS:
                self._connection.execute(statement, values)
        finally:
            self._connection.execute("DROP TABLE temp.fresh")
        self._unsummed = 0


def _text(value: str | None) -> str:
    return "null" if value is None else encode_basestring(value)


# only counts that add: their qualifiers are not turned over
_FRESH = """
    CREATE TEMP TABLE fresh AS
    SELECT agency, coalesce(provider, '') AS provider, content_type, stage, occurred_at / 60000 AS minute,
        sum(quantity) AS quantity, sum(qualifier = 'at_least') AS at_least, sum(qualifier = 'at_most') AS at_most,
        sum(qualifier = 'about') AS about, count(*) AS entries, max(seq) AS last_seq
    FROM ledger WHERE site = :site AND seq BETWEEN :first AND :last
    GROUP BY 1, 2, 3, 4, 5
"""
_ADDED = "sum(quantity), sum(at_least), sum(at_most), sum(about)"
_GROWN = """
        quantity = quantity + excluded.quantity,
        at_least = at_least + excluded.at_least,
        at_most = at_most + excluded.at_most,
        about = about + excluded.about"""


def _span(clock: str, minutes: int, step: str) -> str:
    return f"""
    INSERT INTO spans (action, clock, minutes, step, agency, provider, content_type, stage,
        quantity, at_least, at_most, about, entries)
    SELECT :action, '{clock}', {minutes}, {step} AS step, agency, provider, content_type, stage, {_ADDED}, sum(entries)
    FROM temp.fresh WHERE true GROUP BY step, agency, provider, content_type, stage
    ON CONFLICT DO UPDATE SET{_GROWN}, entries = entries + excluded.entries
    """  # noqa: S608 ours


_SUMS = (
    f"""
    INSERT INTO totals (action, agency, provider, content_type, stage, quantity, at_least, at_most, about, entries)
    SELECT :action, agency, provider, content_type, stage, {_ADDED}, sum(entries)
    FROM temp.fresh WHERE true GROUP BY agency, provider, content_type, stage
    ON CONFLICT DO UPDATE SET{_GROWN}, entries = entries + excluded.entries
    """,  # noqa: S608 ours
    f"""
    INSERT INTO agency_totals (action, agency, content_type, stage, quantity, at_least, at_most, about, entries,
        last_site, last_seq, last_at)
    SELECT :action, agency, content_type, stage, {_ADDED}, sum(entries), :site, max(last_seq), :at
    FROM temp.fresh WHERE true GROUP BY agency, content_type, stage
    ON CONFLICT DO UPDATE SET{_GROWN}, entries = entries + excluded.entries,
        last_site = excluded.last_site, last_seq = excluded.last_seq, last_at = excluded.last_at
    """,  # noqa: S608 ours
    f"""
    INSERT INTO provider_totals (action, provider, stage, quantity, at_least, at_most, about)
    SELECT :action, provider, stage, {_ADDED}
    FROM temp.fresh WHERE provider <> '' GROUP BY provider, stage
    ON CONFLICT DO UPDATE SET{_GROWN}
    """,  # noqa: S608 ours
    """
    INSERT INTO pulse (action, agency, content_type, stage, minute, quantity)
    SELECT :action, agency, content_type, stage, minute, sum(quantity)
    FROM temp.fresh WHERE true GROUP BY minute, agency, content_type, stage
    ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity
    """,
    """
    INSERT INTO tempo (action, step, kind, slug, stage, quantity)
    SELECT :action, minute / 10 AS step, 'agency', agency, stage, sum(quantity)
    FROM temp.fresh WHERE true GROUP BY step, agency, stage
    ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity
    """,
    """
    INSERT INTO tempo (action, step, kind, slug, stage, quantity)
    SELECT :action, minute / 10 AS step, 'content_type', content_type, stage, sum(quantity)
    FROM temp.fresh WHERE true GROUP BY step, content_type, stage
    ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity
    """,
    _span("occurred_at", 10, "minute / 10"),
    _span("occurred_at", 1440, "minute / 1440"),
    _span("recorded_at", 10, ":at / 600000"),
)
