"""What the ledger holds of earlier files, looked up for the rows of one that is being taken in."""

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from board.model.incoming import Sent
from board.store import originals
from board.store.batches import taken_back
from board.store.connection import Connection
from board.store.made_references import MADE, ROW, kin_of, made, made_before, next_turn, parts_of, said_of

MOST_KIN = 100_000
"""Kin of which is remembered what earlier files said."""

HOUR = 3600
"""Seconds."""

DAY = 86_400_000
"""Milliseconds."""

Kin = dict[tuple[str, str], list["EarlierEntry"]]
"""What earlier files said, by agency and kin."""


class EarlierEntry(NamedTuple):
    """An entry that was counted before."""

    site: str
    seq: int
    batch: str | None
    ref: str
    stage: str
    content_type: str
    provider: str | None
    quantity: int
    qualifier: str
    stands: bool
    """It was not taken back."""
    action: str
    occurred_at: int

    def says(self, row: Sent) -> bool:
        """Say whether a row says the same."""
        return (self.stage, self.content_type, self.provider, self.quantity, self.qualifier) == (
            row.stage,
            row.content_type,
            row.provider,
            row.quantity,
            row.qualifier,
        )

    def is_then(self, row: Sent) -> bool:
        """Say whether a row is of the same time: of the same second, or one of them of a day that holds the other.

        The day may be one of any zone; one that is not over when it is counted stands for the instant of counting.
        """
        at = row.occurred_at
        if at is None or at // 1000 == self.occurred_at // 1000:
            return True
        earlier, later = sorted((at, self.occurred_at))
        return later - earlier < DAY and (later // 1000 % HOUR == HOUR - 1 or later % DAY == 0 or earlier % DAY == 0)

    def may_be(self, row: Sent) -> bool:
        """Say whether a row of its kin may be it, told otherwise: no other provider, no other part of a second."""
        if self.provider != row.provider and None not in (self.provider, row.provider):
            return False
        at = row.occurred_at
        return at is None or at == self.occurred_at or not (at % 1000 and self.occurred_at % 1000)


class Sender(NamedTuple):
    """Which references an agency has sent before a file."""

    own: bool
    """Its own; the others were made for rows without one."""
    made: bool
    before: bool
    """As stores of before made them."""


_ENTRY = """
    SELECT l.site, l.seq, l.batch, l.ref, l.stage, l.content_type, l.provider, l.quantity, l.qualifier,
        NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.reverses_site = l.site AND later.reverses_seq = l.seq),
        l.action, l.occurred_at
    FROM json_each(:asked) AS asked CROSS JOIN ledger AS l
"""

_OF_KIN = "l.agency = :agency AND l.ref >= asked.value AND l.ref < asked.value || '~'"
_BEARS = "l.agency = :agency AND l.ref = asked.value"


class TakenIn(NamedTuple):
    """An entry that came from another board's ledger."""

    seq: int
    taken_back: bool
    """With the file it came in."""


class EarlierEntries:
    """Finds entries by their references and by what they say, while a batch is being taken in."""

    def __init__(self, connection: Connection, action: str, batch: str, digest: str) -> None:
        """Look things up within a transaction.

        Args:
            connection: Within a transaction that holds the write lock.
            action: Slug.
            batch: Id of the batch that is being taken in.
            digest: Of the file, hexadecimal.
        """
        self.connection, self.action, self.batch = connection, action, batch
        self.taken_back = taken_back(connection)
        self.mended_of_here: dict[tuple[str, str, str], list[EarlierEntry]] = {}
        """What counts rows of this very file that were refused before and mended: by place, stage and content type."""
        self.here = originals.place(digest, "")
        self._senders: dict[str, Sender] = {}
        self._kin_read: Kin = {}

    def bearing(
        self, rows: Sequence[Sent], refs: Sequence[str], before_refs: Sequence[str]
    ) -> dict[tuple[str, str], EarlierEntry]:
        """Return the entries that bear references, by agency and reference.

        Args:
            rows: Of the file.
            refs: What each of them bears, or is to bear.
            before_refs: What a store of before made for each, "" for none.
        """
        asked: dict[str, list[str]] = {}
        for row, ref, ref_of_before in zip(rows, refs, before_refs, strict=True):
            if row.ref is not None or row.mended is not None or self.sender(row.agency).made:
                asked.setdefault(row.agency, []).append(ref)
            if ref_of_before:
                asked.setdefault(row.agency, []).append(ref_of_before)
        return {
            (agency, entry.ref): entry
            for agency, wanted in asked.items()
            for entry in self._entries(_BEARS, agency, wanted)
        }

    def with_ref(self, agency: str, ref: str) -> EarlierEntry | None:
        """Return the entry of an agency that bears a reference, None where there is none."""
        return next(self._entries(_BEARS, agency, [ref]), None)

    def turns(self, agency: str, ref: str) -> list[EarlierEntry]:
        """Return the entries that bear a reference, one after the other."""
        found: list[EarlierEntry] = []
        while (entry := self.with_ref(agency, ref)) is not None:
            found.append(entry)
            ref = next_turn(ref)
        return found

    def kin(self, wanted: Sequence[tuple[Sent, str]]) -> Kin:
        """Return what earlier files said of the kin of rows without a reference.

        It is read once: while this file is taken in, no other says more, and what this one appends lies among it.

        Args:
            wanted: Rows, each with the reference made for it.
        """
        asked: dict[str, set[str]] = {}
        found: Kin = {}
        if len(self._kin_read) > MOST_KIN:
            self._kin_read.clear()
        for row, ref in wanted:
            sender = self.sender(row.agency)
            of_now = [kin_of(said_of(ref))] if sender.made else []
            for kin in (*of_now, kin_of(made_before(row))) if sender.before else of_now:
                key = (row.agency, kin)
                if key not in found:
                    if key not in self._kin_read:
                        asked.setdefault(row.agency, set()).add(kin)
                        self._kin_read[key] = []
                    found[key] = self._kin_read[key]
        for agency, kins in asked.items():
            for entry in self._entries(_OF_KIN, agency, sorted(kins)):
                parts = parts_of(entry.ref)
                if parts is None or self.leaves_out(entry):
                    continue
                if originals.place_in(entry.ref).startswith(self.here):
                    stood = (originals.place_in(entry.ref), entry.stage, entry.content_type)
                    self.mended_of_here.setdefault(stood, []).append(entry)
                else:
                    self._kin_read[agency, kin_of(parts.said)].append(entry)
        return found

    def may_be(self, row: Sent, kin: Kin) -> list[EarlierEntry]:
        """Return the entries of a row's kin that may be it, told otherwise."""
        refs = made(row, self.action), made_before(row)
        return [entry for said in refs for entry in kin.get((row.agency, kin_of(said)), ()) if entry.may_be(row)]

    def leaves_out(self, entry: EarlierEntry) -> bool:
        """Say whether an entry says nothing of this file's rows: of this file itself, taken back, of another action."""
        return entry.batch == self.batch or entry.batch in self.taken_back or entry.action != self.action

    def put_right_by_a_row(self, entry: EarlierEntry, beside: Sequence[EarlierEntry]) -> bool:
        """Say whether a row of a file stands in the place of an entry, and not what was done by hand or by a total.

        Args:
            entry: One that was taken back.
            beside: What files said of its kin.
        """
        batch, seq = self.taken_back_in(entry)
        if batch is None or batch in self.taken_back:
            return False
        return any(other.site == entry.site and other.seq == seq - 1 for other in beside)  # as they were appended

    def taken_back_in(self, entry: EarlierEntry) -> tuple[str | None, int]:
        """Return the batch of what took an entry back that does not stand, None where it has none, and its number."""
        row: tuple[str | None, int] = self.connection.execute(
            "SELECT batch, seq FROM ledger WHERE reverses_site = ? AND reverses_seq = ?", (entry.site, entry.seq)
        ).fetchone()
        return row

    def taken_back_by(self, place: tuple[str, int]) -> int | None:
        """Return the number of what takes the entry at a place back, None while it stands."""
        row = self.connection.execute(
            "SELECT seq FROM ledger WHERE reverses_site = ? AND reverses_seq = ?", place
        ).fetchone()
        return None if row is None else row[0]

    def taken_in_as(self, id_: str) -> TakenIn | None:
        """Return what became of the entry with this id, None if there is none."""
        row = self.connection.execute("SELECT seq, batch FROM ledger WHERE id = ?", (id_,)).fetchone()
        return None if row is None else TakenIn(row[0], row[1] in self.taken_back)

    def place_of(self, id_: str) -> tuple[str, int] | None:
        """Return site and number of the entry with this id, None if there is none."""
        row: tuple[str, int] | None = self.connection.execute(
            "SELECT site, seq FROM ledger WHERE id = ?", (id_,)
        ).fetchone()
        return row

    def sender(self, agency: str) -> Sender:
        """Return which references an agency has sent before this file."""
        if agency not in self._senders:
            found = self.connection.execute(
                """
                SELECT EXISTS (SELECT 1 FROM ledger WHERE agency = :agency AND ref < :row)
                    OR EXISTS (SELECT 1 FROM ledger WHERE agency = :agency AND ref >= :row || '~'),
                    EXISTS (SELECT 1 FROM ledger WHERE agency = :agency AND ref >= :made AND ref < :made || '~'),
                    EXISTS (SELECT 1 FROM ledger WHERE agency = :agency AND ref >= :row AND ref < :row || 'g')
                """,
                {"agency": agency, "row": ROW, "made": MADE},
            ).fetchone()
            self._senders[agency] = Sender(*(one == 1 for one in found))
        return self._senders[agency]

    def _entries(self, condition: str, agency: str, asked: Sequence[str]) -> Iterator[EarlierEntry]:
        for row in self.connection.execute(
            f"{_ENTRY} WHERE {condition}", {"agency": agency, "asked": json.dumps(asked)}
        ).fetchall():
            yield EarlierEntry(*row)
