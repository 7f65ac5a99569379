"""Appending to the ledger: one entry or many, a reversal, a correction. Nothing is ever changed or taken out."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from board.locale import _, phrases
from board.model.entry import NO_HASH, Entry, LedgerRow, hash_of, note_hash_of
from board.model.figure import Quantity
from board.model.instants import instant_of, milliseconds
from board.model.text import clean
from board.model.vocabulary import ContentType, Stage
from board.store.connection import Connection, speaking, writing
from board.store.edition import setting
from board.store.opening import Store
from board.store.refused import Refused

COLUMNS = ", ".join(LedgerRow._fields)
"""Of the table, in the order of a `LedgerRow`."""
_INSERT = f"INSERT INTO ledger ({COLUMNS}) VALUES ({', '.join('?' * len(LedgerRow._fields))})"  # noqa: S608
_INSERT_NOTE = "INSERT OR IGNORE INTO notes (hash, text) VALUES (?, ?)"
LONGEST_OPERATOR = 80
"""Characters."""


class Recorded(NamedTuple):
    """What an append made."""

    rows: tuple[LedgerRow, ...]
    clock_back: int
    """Milliseconds by which this machine's clock is behind the last entry; 0 while it is not."""


def append(store: Store, entries: Sequence[Entry], operator: str, now: datetime) -> Recorded:
    """Append entries in one transaction: all of them are on disk when this returns, or none is.

    Args:
        store: A store that may be written.
        entries: At least one, in the order in which they are to stand.
        operator: Who records them.
        now: The instant of recording, aware.

    Raises:
        Refused: An entry names what the store does not know, repeats a sender's reference, or would take a tally below
            zero. Nothing is recorded then.
    """
    check(store, operator)
    with speaking(store.path, store.wait), writing(store.connection):
        appending = Appending(store.connection, operator, now)
        for entry in entries:
            appending.add(entry)
        return appending.done()


def reverse(store: Store, site: str, seq: int, why: str, operator: str, now: datetime) -> Recorded:
    """Take back one entry by appending its opposite, with the reason.

    Raises:
        Refused: There is no such entry, it is a reversal, it was taken back before, or no reason is given.
    """
    check(store, operator)
    with speaking(store.path, store.wait), writing(store.connection):
        appending = Appending(store.connection, operator, now)
        appending.take_back(site, seq, why)
        return appending.done()


def correct(store: Store, site: str, seq: int, right: Entry, why: str, operator: str, now: datetime) -> Recorded:
    """Put an entry right: its reversal with the reason, and what it should have been, in one transaction.

    Raises:
        Refused: The entry cannot be taken back (see `reverse`), or the right one cannot be appended. Nothing is
            changed then.
    """
    check(store, operator)
    with speaking(store.path, store.wait), writing(store.connection):
        appending = Appending(store.connection, operator, now)
        appending.put_right(site, seq, right, why)
        return appending.done()


def _standing(connection: Connection, site: str, seq: int, why: str) -> LedgerRow:
    """Return an entry that can be taken back.

    Raises:
        Refused: It cannot, or no reason is given.
    """
    if not why.strip():
        raise Refused(_("say why the entry is taken back"))
    row = _row(connection, "site = :site AND seq = :seq", {"site": site, "seq": seq})
    if row is None:
        raise Refused(_("there is no entry {seq}").format(seq=seq))
    if row.reverses_seq is not None:
        raise Refused(_("entry {seq} takes one back itself: record anew what is right").format(seq=seq))
    taken = {"site": site, "seq": seq}
    if _row(connection, "reverses_site = :site AND reverses_seq = :seq", taken) is not None:
        raise Refused(_("entry {seq} was taken back before").format(seq=seq))
    return row


def last_of(store: Store, operator: str) -> LedgerRow | None:
    """Return the last entry of an operator at this site that stands, None where there is none.

    Raises:
        Refused: The store cannot be read.
    """
    with speaking(store.path, store.wait):
        row = store.connection.execute(
            f"""
            SELECT {COLUMNS} FROM ledger INDEXED BY ledger_by_operator
            WHERE operator = ? AND +site = ? AND reverses_seq IS NULL AND NOT EXISTS (
                SELECT 1 FROM ledger AS later
                WHERE later.reverses_site = ledger.site AND later.reverses_seq = ledger.seq
            )
            ORDER BY recorded_at DESC, site DESC, seq DESC LIMIT 1
            """,  # noqa: S608 ours
            (clean(operator), setting(store.connection, "site")),
        ).fetchone()
        return LedgerRow(*row) if row else None


def check(store: Store, operator: str) -> None:
    """Check that somebody may record here.

    Raises:
        Refused: The store is open for reading only, or nobody says who records.
    """
    if store.read_only:
        raise Refused(_("the store is open for reading only: leave out --read-only to record"))
    if not operator.strip() or len(operator) > LONGEST_OPERATOR:
        raise Refused(_("say who records, in at most {most} characters, with --as").format(most=LONGEST_OPERATOR))


class Appending:
    """Appends one entry after the other within one transaction; what it has looked up once it keeps."""

    def __init__(
        self, connection: Connection, operator: str, now: datetime, chance: Callable[[int], bytes] | None = None
    ) -> None:
        """Start behind the last entry of this site.

        Args:
            connection: Within a transaction that holds the write lock.
            operator: Who records.
            now: The instant of recording, aware.
            chance: Gives that many bytes for an id; those of the system, if it is left out.
        """
        self._connection = connection
        self._chance = chance or secrets.token_bytes
        self._operator = clean(operator).strip()
        self._site = setting(connection, "site") or ""
        self._last = _row(connection, "site = :site", {"site": self._site})
        self._at = milliseconds(now)
        self._behind = max(0, self._last.recorded_at - self._at) if self._last else 0
        self._known: set[tuple[str, str]] = set()
        self._tallies: dict[tuple[str, ...], int] = {}
        self._refs: set[tuple[str, str]] = set()
        self._rows: list[LedgerRow] = []
        self._notes: list[tuple[bytes | None, str]] = []

    def add(self, entry: Entry, reverses: tuple[str, int] | None = None, batch: str | None = None) -> None:
        """Append an entry; `reverses` names the one it takes back.

        Raises:
            Refused: It names what the store does not know, repeats a reference, or takes a tally below zero.
        """
        last = self._last
        row = LedgerRow(
            site=self._site,
            seq=last.seq + 1 if last else 1,
            id=uuid7(self._at, self._chance(ID_BYTES)),
            action=entry.action,
            agency=entry.agency,
            provider=entry.provider,
            content_type=str(entry.content_type),
            stage=str(entry.stage),
            quantity=entry.quantity,
            qualifier=str(entry.qualifier),
            occurred_at=milliseconds(entry.occurred_at),
            recorded_at=self._at + self._behind,  # recording order and recording time never contradict each other
            operator=self._operator,
            source=entry.source,
            ref=entry.ref,
            reverses_site=reverses[0] if reverses else None,
            reverses_seq=reverses[1] if reverses else None,
            batch=batch,
            note_hash=note_hash_of(entry.note),
            prev_hash=last.hash if last else NO_HASH,
            hash=b"",
        )
        row = LedgerRow(*row[:-1], hash_of(row))
        self._check(row)
        if entry.note is not None:
            self._notes.append((row.note_hash, entry.note))
        self._rows.append(row)
        self._last = row

    def take_back(self, site: str, seq: int, why: str) -> None:
        """Append the opposite of one entry.

        Raises:
            Refused: There is no such entry, it is a reversal, it was taken back before, or no reason is given.
        """
        row = _standing(self._connection, site, seq, why)
        self.add(opposite(row, clean(why)), (site, seq))

    def put_right(self, site: str, seq: int, right: Entry, why: str) -> None:
        """Append the opposite of one entry and what it should have been.

        Raises:
            Refused: The entry cannot be taken back, or the right one cannot be appended.
        """
        wrong = opposite(_standing(self._connection, site, seq, why), clean(why))
        steps: list[tuple[Entry, tuple[str, int] | None]] = [(right, None), (wrong, (site, seq))]
        for entry, reverses in sorted(steps, key=lambda step: step[0].quantity < 0):  # no tally dips on the way
            self.add(entry, reverses)

    def done(self) -> Recorded:
        """Write what was added, all in one go, and return it."""
        self._connection.executemany(_INSERT_NOTE, self._notes)
        self._connection.executemany(_INSERT, self._rows)
        return Recorded(tuple(self._rows), self._behind)

    def _check(self, row: LedgerRow) -> None:
        """Say in words why the store would refuse a row, if it would."""
        for what, slug in (
            ("action", row.action),
            ("agency", row.agency),
            ("provider", row.provider),
            ("source", row.source),
        ):
            if slug is not None and (what, slug) not in self._known:
                if self._connection.execute(_KNOWN[what], (slug,)).fetchone() is None:
                    raise Refused(_("there is no {what} {slug}: add it first").format(what=what, slug=slug))
                self._known.add((what, slug))
        if row.ref is not None:
            sent = (row.agency, row.ref)
            if sent in self._refs or self._connection.execute(_SENT, sent).fetchone() is not None:
                raise Refused(
                    _("{agency} has sent {ref} before: it is counted once").format(agency=row.agency, ref=row.ref)
                )
            self._refs.add(sent)
        key = (row.action, row.agency, row.provider or "", row.content_type, row.stage)
        present = self._tallies[key] if key in self._tallies else self._tally_of(key)
        if present + row.quantity < 0:
            raise Refused(
                _("{agency} has {tally}: {quantity} would take it below zero").format(
                    agency=row.agency,
                    tally=phrases.tally(Quantity(present), ContentType(row.content_type), Stage(row.stage)),
                    quantity=phrases.signed(Quantity(row.quantity)),
                )
            )
        self._tallies[key] = present + row.quantity

    def _tally_of(self, key: tuple[str, ...]) -> int:
        row: tuple[int] | None = self._connection.execute(
            """
            SELECT quantity FROM totals
            WHERE action = ? AND agency = ? AND provider = ? AND content_type = ? AND stage = ?
            """,
            key,
        ).fetchone()
        return row[0] if row else 0


_SENT = "SELECT 1 FROM ledger WHERE agency = ? AND ref = ?"
_KNOWN = {
    "action": "SELECT 1 FROM actions WHERE slug = ?",
    "agency": "SELECT 1 FROM agencies WHERE slug = ?",
    "provider": "SELECT 1 FROM agencies WHERE slug = ?",
    "source": "SELECT 1 FROM sources WHERE slug = ?",
}


def _row(connection: Connection, condition: str, values: dict[str, object]) -> LedgerRow | None:
    """Return the latest row that fits."""
    row = connection.execute(
        f"SELECT {COLUMNS} FROM ledger WHERE {condition} ORDER BY seq DESC LIMIT 1",  # noqa: S608 ours
        values,
    ).fetchone()
    return LedgerRow(*row) if row else None


def opposite(row: LedgerRow, why: str) -> Entry:
    """Return the entry that takes one back."""
    return Entry.model_validate(
        {
            "action": row.action,
            "agency": row.agency,
            "stage": row.stage,
            "content_type": row.content_type,
            "quantity": -row.quantity,
            "qualifier": row.qualifier,
            "provider": row.provider,
            "occurred_at": instant_of(row.occurred_at),
            "note": why,
        }
    )


ID_BYTES = 10
"""Of chance in an id."""


def uuid7(at: int, chance: bytes) -> str:
    """Return a UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, then those of `chance`."""
    rest = int.from_bytes(chance, "big")
    digits = f"{(at & (2**48 - 1)) << 80 | 0x7 << 76 | rest >> 68 << 64 | 0b10 << 62 | rest & (2**62 - 1):032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
