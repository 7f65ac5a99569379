"""Appending one row after the other within one transaction: what is refused, and what a row is made of."""

import re
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from board.locale import _, days, phrases
from board.model.entry import NO_HASH, Entry, LedgerRow, hash_of, note_hash_of
from board.model.figure import Quantity
from board.model.instants import instant_of, milliseconds
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.store import kinds
from board.store.acts import ACT, undoing
from board.store.as_happened import ALWAYS, AsHappened, Tally
from board.store.connection import Connection
from board.store.kinds import Said
from board.store.ledger_rows import COLUMNS, Place, opposite, standing_at
from board.store.references import in_one_case, one_spaced, sent_before
from board.store.refused import Refused
from board.store.worded import operator_of, reason_of

When = datetime | Callable[[], datetime]
"""An instant, aware, or what tells it: a clock is asked only once the write lock is held."""

_INSERT = f"INSERT INTO ledger ({COLUMNS}) VALUES ({', '.join('?' * len(LedgerRow._fields))})"  # noqa: S608
_INSERT_NOTE = "INSERT OR IGNORE INTO notes (hash, text) VALUES (?, ?)"
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


class Recorded(NamedTuple):
    """What an append made."""

    rows: tuple[LedgerRow, ...]
    clock_back: int
    """Milliseconds by which this machine's clock is behind the last entry; 0 while it is not."""
    said: int = 0
    """Place in `rows` of the one that carries what was said: its note, source and reference."""
    stays: Qualifier | None = None
    """How firm the tally is after a running total, where parts of it keep it weaker than it was said."""


class _Kept:
    """What is known of one tally while rows are appended to it."""

    __slots__ = ("added", "happened", "present")

    def __init__(self, present: int) -> None:
        self.present = present
        self.added: list[tuple[int, int]] = []
        """When the rows happened that are not written yet, and their quantities."""
        self.happened: AsHappened | None = None
        """Read when something is taken off for the first time."""


class Appending:
    """Appends one entry after the other within one transaction; what it has looked up once it keeps."""

    def __init__(
        self, connection: Connection, operator: str, now: When, chance: Callable[[int], bytes] | None = None
    ) -> None:
        """Start behind the last entry of this site.

        Args:
            connection: Within a transaction that holds the write lock.
            operator: Who records.
            now: The instant of recording, aware, or a clock that tells it.
            chance: Gives that many bytes for an id; those of the system, if it is left out.

        Raises:
            Refused: Nobody says who records.
        """
        self._connection = connection
        self._chance = chance or secrets.token_bytes
        self._operator = operator_of(operator)
        site, *last = connection.execute(_LAST).fetchone() or ("", None)
        self._site: str = site
        self._last = LedgerRow(*last) if last[0] is not None else None
        self.now = milliseconds(now() if callable(now) else now)
        """What this machine's clock says, in milliseconds since 1970."""
        self._behind = max(0, self._last.recorded_at - self.now) if self._last else 0
        self._known: set[tuple[str | None, ...]] = set()
        self._tallies: dict[Tally, _Kept] = {}
        self._refs: set[tuple[str, str]] = set()
        self._rows: list[LedgerRow] = []
        self._notes: list[tuple[bytes | None, str]] = []
        self._said: list[tuple[LedgerRow, Said]] = []

    def add(
        self,
        entry: Entry,
        reverses: Place | None = None,
        batch: str | None = None,
        *,
        id: str | None = None,  # noqa: A002 what the column is called
        said: Said | None = None,
        stands_for: Place | None = None,
    ) -> None:
        """Append an entry.

        Args:
            entry: What is counted.
            reverses: Site and number of the entry it takes back.
            batch: What it belongs to.
            id: Its own, where it travelled here from another store; a UUID in small letters.
            said: What it is, where its row does not tell.
            stands_for: The row that it says again, or puts right: within the same tally it is what that one was.

        Raises:
            Refused: It names what the store does not know, repeats a reference or an id, or takes a tally below zero,
                now or at any instant since it happened.
        """
        last = self._last
        row = LedgerRow(
            site=self._site,
            seq=last.seq + 1 if last else 1,
            id=self._own(id) if id is not None else uuid7(self.now, self._chance(ID_BYTES)),
            action=entry.action,
            agency=entry.agency,
            provider=entry.provider,
            content_type=str(entry.content_type),
            stage=str(entry.stage),
            quantity=entry.quantity,
            qualifier=str(entry.qualifier),
            occurred_at=milliseconds(entry.occurred_at),
            recorded_at=self.now + self._behind,  # recording order and recording time never contradict each other
            operator=self._operator,
            source=entry.source,
            ref=entry.ref and one_spaced(entry.ref),
            reverses_site=reverses[0] if reverses else None,
            reverses_seq=reverses[1] if reverses else None,
            batch=batch,
            note_hash=note_hash_of(entry.note),
            prev_hash=last.hash if last else NO_HASH,
            hash=b"",
        )
        self._check(row)
        row = LedgerRow(*row[:-1], hash_of(row))
        if entry.note is not None:
            self._notes.append((row.note_hash, entry.note))
        self._rows.append(row)
        self._last = row
        if said is None and stands_for is not None:
            said = kinds.said_with(self._connection, stands_for, row)
        if said is not None:
            self._said.append((row, said))

    def act(self) -> str:
        """Return a batch for rows that mean one thing together: they are taken back as a whole."""
        return f"{ACT}{uuid7(self.now + self._behind, self._chance(ID_BYTES))}"

    def take_back(self, site: str, seq: int, why: str, batch: str | None = None) -> None:
        """Append the opposite of one entry; of a whole act, where it belongs to one.

        Args:
            site: Where the entry was written.
            seq: Its number.
            why: The reason.
            batch: What the opposite belongs to; an act of its own where there are several rows, if it is left out.

        Raises:
            Refused: There is no such entry, it is a reversal, it or its act was taken back before, or no reason is
                given.
        """
        reason = reason_of(why)
        undone = undoing(self._connection, site, seq)
        if batch is None and len(undone.back) + len(undone.again) > 1:
            batch = self.act()
        for step in undone.steps(self._connection, reason, batch):
            self.add(step.entry, step.reverses, step.batch, stands_for=step.stands_for)

    def put_right(self, site: str, seq: int, right: Entry, why: str, batch: str | None = None) -> None:
        """Append the opposite of one entry and what it should have been, as one act.

        What else was recorded together with it stays: a correction says of one entry what it should have been.

        Args:
            site: Where the entry was written.
            seq: Its number.
            right: What it should have been.
            why: The reason.
            batch: What both belong to; an act of their own, if it is left out.

        Raises:
            Refused: The entry cannot be taken back, or the right one cannot be appended.
        """
        standing = standing_at(self._connection, site, seq)
        wrong = opposite(standing, reason_of(why))
        kinds.must_bear(self._connection, [standing], right)
        together = batch or self.act()
        steps: list[tuple[Entry, Place | None]] = [(right, None), (wrong, (site, seq))]
        for entry, reverses in sorted(steps, key=lambda step: step[0].quantity < 0):  # no tally dips on the way
            self.add(entry, reverses, together, stands_for=(site, seq) if reverses is None else None)

    def done(self) -> Recorded:
        """Write what was added, all in one go, and return it."""
        if self._notes:
            self._connection.executemany(_INSERT_NOTE, self._notes)
        self._connection.executemany(_INSERT, self._rows)
        if self._said:
            kinds.put(self._connection, self._said)
        return Recorded(tuple(self._rows), self._behind)

    def _own(self, id_: str) -> str:
        """Return the id of an entry that came from another store."""
        if _UUID.fullmatch(id_) is None:
            raise Refused(_("“{id}” is no id of an entry: it is a UUID in small letters").format(id=id_[:40]))
        here = self._connection.execute("SELECT 1 FROM ledger WHERE id = ?", (id_,)).fetchone()
        if here is not None or any(row.id == id_ for row in self._rows):
            raise Refused(_("the entry {id} is in the ledger already: it is counted once").format(id=id_))
        return id_

    def _check(self, row: LedgerRow) -> None:
        """Say in words why the store would refuse a row, if it would; count it, if not."""
        names = (row.action, row.agency, row.provider, row.source)
        key = Tally(row.action, row.agency, row.provider or "", row.content_type, row.stage)
        tally = self._tallies.get(key)
        if tally is None or names not in self._known:
            tally = self._look_up(names, key)
        if row.ref is not None:
            before = row.ref if (row.agency, in_one_case(row.ref)) in self._refs else None
            before = before or sent_before(self._connection, row.agency, row.ref)
            if before is not None:
                raise Refused(
                    _("{agency} has sent {ref} before: it is counted once").format(agency=row.agency, ref=before)
                )
        if row.quantity < 0:
            self._bears(key, tally, row)
        if row.ref is not None:
            self._refs.add((row.agency, in_one_case(row.ref)))
        tally.present += row.quantity
        tally.added.append((row.occurred_at, row.quantity))
        if tally.happened is not None:
            tally.happened.add(row.occurred_at, row.quantity)

    def _look_up(self, names: tuple[str | None, ...], key: Tally) -> _Kept:
        """Check that the store knows the action, agency, provider and source of a row; return its tally."""
        *known, present = self._connection.execute(_LOOK_UP, (*names, *key)).fetchone()
        for what, slug, there in zip(("action", "agency", "provider", "source"), names, known, strict=True):
            if slug is not None and not there:
                raise Refused(_("there is no {what} {slug}: add it first").format(what=what, slug=slug))
        self._known.add(names)
        return self._tallies.setdefault(key, _Kept(present or 0))

    def _bears(self, key: Tally, tally: _Kept, row: LedgerRow) -> None:
        """Check that a tally bears what is taken off: now, and at every instant since it happened."""
        if tally.present + row.quantity < 0:
            raise Refused(
                _("{agency} has {tally}: {quantity} would take it below zero").format(
                    agency=row.agency, tally=_in_words(row, tally.present), quantity=_signed(row)
                )
            )
        at = row.occurred_at
        happened = tally.happened
        if happened is None or at < happened.start:  # a second time, all of it: never more often than twice
            happened = AsHappened.read(self._connection, key, at if happened is None else ALWAYS)
            for entry in tally.added:
                happened.add(*entry)
            tally.happened = happened
        least = happened.least(at)
        if least + row.quantity < 0:
            raise Refused(
                _(
                    "{agency} had {tally} at {instant}, as it happened: {quantity} since {start} would take it below "
                    "zero; give the time at which it was taken off"
                ).format(
                    agency=row.agency,
                    tally=_in_words(row, least),
                    instant=days.exact_instant(instant_of(happened.when_least(at))),
                    quantity=_signed(row),
                    start=days.exact_instant(instant_of(at)),
                )
            )


def _in_words(row: LedgerRow, quantity: int) -> str:
    return phrases.tally(Quantity(quantity), ContentType(row.content_type), Stage(row.stage))


def _signed(row: LedgerRow) -> str:
    return phrases.signed(Quantity(row.quantity))


_LOOK_UP = """
    SELECT EXISTS (SELECT 1 FROM actions WHERE slug = ?), EXISTS (SELECT 1 FROM agencies WHERE slug = ?),
        EXISTS (SELECT 1 FROM agencies WHERE slug = ?), EXISTS (SELECT 1 FROM sources WHERE slug = ?),
        (
            SELECT quantity FROM totals
            WHERE action = ? AND agency = ? AND provider = ? AND content_type = ? AND stage = ?
        )
"""
_LAST = f"""
    SELECT settings.value, {", ".join(f"ledger.{name}" for name in LedgerRow._fields)}
    FROM settings LEFT JOIN ledger ON ledger.site = settings.value
        AND ledger.seq = (SELECT max(seq) FROM ledger AS last WHERE last.site = settings.value)
    WHERE settings.key = 'site'
"""  # noqa: S608 ours
"""Which site this store is, and its last row."""

ID_BYTES = 10
"""Of chance in an id."""


def uuid7(at: int, chance: bytes) -> str:
    """Return a UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, then those of `chance`."""
    rest = int.from_bytes(chance, "big")
    digits = f"{(at & (2**48 - 1)) << 80 | 0x7 << 76 | rest >> 68 << 64 | 0b10 << 62 | rest & (2**62 - 1):032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
