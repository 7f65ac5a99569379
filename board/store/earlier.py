"""What of a file was counted before: by the sender's reference, or by what a row without one says.

References of files are compared exactly but for spaces. A row whose reference differs from one that stood before the
file by the case of letters alone, or by leading noughts, is refused and the entry named: it is never counted silently.
"""

import json
from collections.abc import Iterator, Sequence
from enum import Enum
from hashlib import blake2b
from typing import NamedTuple

from board.locale import _
from board.model.incoming import Sent
from board.store import originals
from board.store.batches import taken_back
from board.store.connection import Connection
from board.store.made_references import MADE, ROW, kin_of, made, made_before, next_turn, parts_of
from board.store.references import alike_sent, one_spaced

MOST_KIN = 100_000
"""Kin of which is remembered what earlier files said."""


class Judgement(Enum):
    """What a row is to the ledger."""

    NEW = "new"
    KNOWN = "known"
    DOUBTFUL = "doubtful"
    """An earlier file said another number for the same; to be decided once the whole file is known."""
    REFUSED = "refused"


class Judged(NamedTuple):
    """A row, the reference it is to bear, and what it is to the ledger."""

    row: Sent
    ref: str
    what: Judgement
    why: str = ""


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

    def may_be(self, row: Sent) -> bool:
        """Say whether a row of its kin may be it, told otherwise: no other provider, no other part of a second."""
        if self.provider != row.provider and None not in (self.provider, row.provider):
            return False
        at = row.occurred_at
        return at is None or at == self.occurred_at or not (at % 1000 and self.occurred_at % 1000)


class _Sender(NamedTuple):
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


class TakenIn(NamedTuple):
    """An entry that came from another board's ledger."""

    seq: int
    taken_back: bool
    """With the file it came in."""


class Earlier:
    """Looks rows up in the ledger, while the batch they belong to is being taken in."""

    def __init__(self, connection: Connection, action: str, batch: str, digest: str) -> None:
        """Look things up within a transaction.

        Args:
            connection: Within a transaction that holds the write lock.
            action: Slug.
            batch: Id of the batch that is being taken in.
            digest: Of the file, hexadecimal.
        """
        self._here = originals.place(digest, "")
        self._mended_of_here: dict[tuple[str, str, str], list[EarlierEntry]] = {}
        self._connection, self._action, self._batch = connection, action, batch
        self._taken_back = taken_back(connection)
        self._said: set[int] = set()
        self._said_again: dict[int, int] = {}
        self._senders: dict[str, _Sender] = {}
        self._replaced: set[tuple[str, int]] = set()
        self._mended: set[str] = set()
        self._kin_read: dict[tuple[str, str], list[EarlierEntry]] = {}
        self._met: set[tuple[str, int]] = set()
        self._unsaid: dict[tuple[str, str], list[EarlierEntry]] = {}
        self._originals: dict[str, originals.Original] = {}

    def judge(self, rows: Sequence[Sent]) -> Iterator[Judged]:
        """Yield for each row what it is to the ledger. What is new must be in the ledger before the next call.

        Args:
            rows: In the order of the file.
        """
        refs = [self._ref(row) if row.ref is None else one_spaced(row.ref) for row in rows]
        before_refs = [self._ref_of_before(row) if row.ref is None else "" for row in rows]
        found = self._look_up(rows, refs, before_refs)
        groups = self._groups(
            [(row, ref) for row, ref in zip(rows, refs, strict=True)
             if row.ref is None and self._free(found.get((row.agency, ref)), row)]
        )  # fmt: skip
        fresh: dict[tuple[str, str], Sent] = {}
        for row, ref, ref_of_before in zip(rows, refs, before_refs, strict=True):
            key = (row.agency, ref)
            twin = fresh.get(key)
            if twin is not None:
                same = twin[4:6] == row[4:6] and twin[2:4] == row[2:4] and twin.provider == row.provider
                yield _twice(row, ref, same=same)
                continue
            before = found.get(key)
            if before is not None and before.batch == self._batch:
                yield _twice(row, ref, same=before.says(row))
                continue
            before, ref = self._first_kept(row, ref, before)
            if before is None and ref_of_before:
                before, _free = self._first_kept(row, ref_of_before, found.get((row.agency, ref_of_before)))
            if before is None:
                beside = groups.get((row.agency, _said(ref)), _NOTHING) if row.ref is None else _NOTHING
                judged = self._without_entry(row, ref, beside)
                if judged.what in (Judgement.NEW, Judgement.DOUBTFUL):
                    fresh[key] = row
                yield judged
            elif before.says(row):
                yield Judged(row, ref, Judgement.KNOWN, _("entry {seq} counts it").format(seq=before.seq))
            elif any(entry.says(row) for entry in self._turns(row.agency, ref)):
                yield Judged(row, ref, Judgement.KNOWN, _("entry {seq} counted it").format(seq=before.seq))
            else:
                yield Judged(row, ref, Judgement.DOUBTFUL)

    def in_its_place(self, row: Sent, ref: str) -> EarlierEntry | None:
        """Return the entry for which the file now says a doubtful row; None where the row is a further one.

        Only to be asked once the whole file was judged.
        """
        if row.ref is not None:
            turns = [entry for entry in self._turns(row.agency, ref) if not self._leaves_free(entry, row)]
            return next((entry for entry in reversed(turns) if entry.stands), turns[-1] if turns else None)
        unsaid = self._unsaid_beside(row, ref)
        may_be = self._original(row).in_its_place(row, unsaid) if row.mended else unsaid
        may_be = sorted(may_be, key=lambda entry: entry.provider != row.provider)  # its very counterpart goes first
        return next((entry for entry in may_be if (entry.site, entry.seq) not in self._replaced), None)

    def _unsaid_beside(self, row: Sent, ref: str) -> list[EarlierEntry]:
        """Return what stands beside a row and is not said by the file: worked out once for all rows that say the same.

        Only to be asked once the whole file was judged.
        """
        key = (row.agency, _said(ref))
        if key not in self._unsaid:
            beside = self._may_be(row, self._kin([(row, ref)]))
            self._unsaid[key] = [entry for entry in beside if entry.stands and not self._is_said(row.agency, entry)]
        return self._unsaid[key]

    def replaced(self, entry: EarlierEntry) -> None:
        """Take note that a row now stands in the place of an entry."""
        self._replaced.add((entry.site, entry.seq))

    def next_ref(self, row: Sent, ref: str) -> str:
        """Return the reference of what stands in the place of an entry."""
        while self._entry(row.agency, ref) is not None:
            ref = next_turn(ref)
        return ref

    def has(self, agency: str, ref: str) -> bool:
        """Say whether an agency has sent a reference that counts, or was put right on the board."""
        entry = self._entry(agency, ref)
        while entry is not None and entry.batch in self._taken_back:
            ref = next_turn(ref)
            entry = self._entry(agency, ref)
        return entry is not None

    def _leaves_free(self, entry: EarlierEntry, row: Sent) -> bool:
        """Say whether a row may be counted though an entry bears its reference.

        Its batch was taken back; or the row has no reference of its own, and the same was said in another action.
        """
        return entry.batch in self._taken_back or (row.ref is None and entry.action != self._action)

    def taken_in_as(self, id_: str) -> TakenIn | None:
        """Return what became of the entry with this id, None if there is none."""
        row = self._connection.execute("SELECT seq, batch FROM ledger WHERE id = ?", (id_,)).fetchone()
        return None if row is None else TakenIn(row[0], row[1] in self._taken_back)

    def place_of(self, id_: str) -> tuple[str, int] | None:
        """Return site and number of the entry with this id, None if there is none."""
        row: tuple[str, int] | None = self._connection.execute(
            "SELECT site, seq FROM ledger WHERE id = ?", (id_,)
        ).fetchone()
        return row

    def _first_kept(self, row: Sent, ref: str, before: EarlierEntry | None) -> tuple[EarlierEntry | None, str]:
        """Return the first entry with a reference, from its first turn on, that does not leave it free; and its turn.

        Where there is none, it is the first turn that no entry bears.
        """
        while before is not None and self._leaves_free(before, row):
            ref = next_turn(ref)
            before = self._entry(row.agency, ref)
        return before, ref

    def _free(self, before: EarlierEntry | None, row: Sent) -> bool:
        return before is None or self._leaves_free(before, row)

    def _without_entry(self, row: Sent, ref: str, beside: originals.Beside) -> Judged:
        """Judge a row of which no entry bears the reference."""
        if row.ref is not None:
            alike = self._alike(row.agency, row.ref)
            return Judged(row, ref, Judgement.NEW) if alike is None else Judged(row, ref, Judgement.REFUSED, alike)
        met = self._mended_before(row) or self._meets(row, beside)
        if met is not None:
            return Judged(row, ref, Judgement.KNOWN, _("entry {seq} counts it").format(seq=met.seq))
        doubtful = self._may_be_another(row, beside)
        return Judged(row, ref, Judgement.DOUBTFUL if doubtful else Judgement.NEW)

    def _mended_before(self, row: Sent) -> EarlierEntry | None:
        """Return the entry that counts this very row of this very file, which was mended before; each for one count."""
        if row.mended is not None or not self._mended_of_here:
            return None
        place = f"{self._here}{row.line}"
        found = self._mended_of_here.get((place, row.stage, row.content_type), [])
        same = next((entry for entry in found if entry.says(row)), found[0] if found else None)
        if same is not None:
            found.remove(same)
            self._met.add((same.site, same.seq))
        return same

    def put_right_since(self, row: Sent, ref: str) -> EarlierEntry | None:
        """Return what counted a doubtful row, it may be, and was put right by something that is no row of a file.

        By hand, by a running total, by a correction that was itself taken back: what stands in its place bears no
        reference that a file could be held against. Only to be asked once the whole file was judged.
        """
        beside = self._may_be(row, self._kin([(row, ref)]))
        for entry in beside:
            if entry.stands or self._is_said(row.agency, entry):
                continue
            (batch,) = self._connection.execute(
                "SELECT batch FROM ledger WHERE reverses_site = ? AND reverses_seq = ?", (entry.site, entry.seq)
            ).fetchone()
            by_a_row = batch is not None and batch not in self._taken_back
            if batch != self._batch and not (by_a_row and any(other.batch == batch for other in beside)):
                return entry
        return None

    def _alike(self, agency: str, ref: str) -> str | None:
        """Say why a reference is not counted beside one that may be it, None where there is no such one.

        That one stands, or was put right on the board, as with the same reference; it was not taken back with its file.

        Only those from before this file: programs make references that differ by case alone, and what a file says
        apart is apart.
        """
        if not self._sends(agency).own:
            return None
        ref = one_spaced(ref)
        for other in alike_sent(self._connection, agency, ref):
            entry = self._entry(agency, other)
            while entry is not None and entry.batch in self._taken_back:
                other = next_turn(other)
                entry = self._entry(agency, other)
            if entry is not None and entry.batch != self._batch:  # one that was put right on the board is told too
                return _(
                    "reference {ref} differs from {other} of entry {seq} by capital letters or leading noughts alone: "
                    "it is not counted beside it; if it is another one, give it a reference of its own"
                ).format(ref=ref, other=other, seq=entry.seq)
        return None

    def _ref(self, row: Sent) -> str:
        """Return the reference of a row without one, and take note that the file says it."""
        return self._with_turn(row, made(row, self._action))

    def _ref_of_before(self, row: Sent) -> str:
        """Return the one that a store of before made for it, "" where the agency has none of those."""
        return self._with_turn(row, made_before(row)) if self._sends(row.agency).before else ""

    def _with_turn(self, row: Sent, said: str) -> str:
        if row.mended is not None:
            ref = f"{said}:{row.quantity}:{row.mended}"
            self._mended.add(ref)
            return ref
        return f"{said}:{row.quantity}:{self._say(row.agency, said, row.quantity)}"

    def _meets(self, row: Sent, beside: originals.Beside) -> EarlierEntry | None:
        """Return the entry that counts a row which no entry bears the reference of, each for one row only.

        A row that was mended beside its file is counted under its place there; the file put right says it by its turn.
        """
        if row.mended is not None:
            may_be = self._original(row).mended_otherwise(row, beside)
        else:
            may_be = [entry for entry in beside.placed if entry.says(row)]
        met = next((entry for entry in may_be if (entry.site, entry.seq) not in self._met), None)
        if met is not None:
            self._met.add((met.site, met.seq))
        return met

    def _may_be_another(self, row: Sent, beside: originals.Beside) -> bool:
        """Say whether nobody can tell if a row is new, or what an earlier file said."""
        return self._original(row).is_doubtful(row, beside) if row.mended else bool(beside.entries)

    def _original(self, row: Sent) -> originals.Original:
        digest = (row.mended or "").partition("-")[0]
        if digest not in self._originals:
            self._originals[digest] = originals.original(self._connection, self._action, digest)
        return self._originals[digest]

    def _is_said(self, agency: str, entry: EarlierEntry) -> bool:
        """Say whether the file says what an entry counts, too."""
        parts = parts_of(entry.ref)
        if parts is None or (entry.site, entry.seq) in self._met:
            return True
        if not parts.turn.isdecimal():
            return f"{parts.said}:{parts.quantity}:{parts.turn}" in self._mended
        return self._times(agency, parts.said, parts.quantity) >= int(parts.turn)

    def _say(self, agency: str, said: str, quantity: int) -> int:
        number = _number(agency, said, quantity)
        if number not in self._said:
            self._said.add(number)
            return 1
        self._said_again[number] = times = self._said_again.get(number, 1) + 1
        return times

    def _times(self, agency: str, said: str, quantity: int) -> int:
        number = _number(agency, said, quantity)
        return self._said_again.get(number, 1) if number in self._said else 0

    def _look_up(
        self, rows: Sequence[Sent], refs: Sequence[str], before_refs: Sequence[str]
    ) -> dict[tuple[str, str], EarlierEntry]:
        """Return the entries that bear the references."""
        asked: dict[str, list[str]] = {}
        for row, ref, ref_of_before in zip(rows, refs, before_refs, strict=True):
            if row.ref is not None or row.mended is not None or self._sends(row.agency).made:
                asked.setdefault(row.agency, []).append(ref)
            if ref_of_before:
                asked.setdefault(row.agency, []).append(ref_of_before)
        return {
            (agency, entry.ref): entry
            for agency, wanted in asked.items()
            for entry in self._entries("l.agency = :agency AND l.ref = asked.value", agency, wanted)
        }

    def _groups(self, wanted: Sequence[tuple[Sent, str]]) -> dict[tuple[str, str], originals.Beside]:
        """Return what earlier files said of the same as rows without a reference, by agency and what they say."""
        kin = self._kin(wanted)
        found: dict[tuple[str, str], originals.Beside] = {}
        for row, ref in wanted if kin else ():
            key = (row.agency, _said(ref))
            if key not in found:
                found[key] = self._beside(row, kin)
        return found

    def _kin(self, wanted: Sequence[tuple[Sent, str]]) -> dict[tuple[str, str], list[EarlierEntry]]:
        """Return what earlier files said of the kin of rows without a reference, by agency and kin.

        It is read once: while this file is taken in, no other says more, and what this one appends lies among it.
        """
        asked: dict[str, set[str]] = {}
        found: dict[tuple[str, str], list[EarlierEntry]] = {}
        if len(self._kin_read) > MOST_KIN:
            self._kin_read.clear()
        for row, ref in wanted:
            sender = self._sends(row.agency)
            of_now = [kin_of(_said(ref))] if sender.made else []
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
                if parts is not None and self._is_elsewhere(entry):
                    self._kin_read[agency, kin_of(parts.said)].append(entry)
                elif parts is not None and self._is_mended_of_here(entry):
                    stood = (originals.place_in(entry.ref), entry.stage, entry.content_type)
                    self._mended_of_here.setdefault(stood, []).append(entry)
        return found

    def _beside(self, row: Sent, kin: dict[tuple[str, str], list[EarlierEntry]]) -> originals.Beside:
        beside = originals.Beside()
        for entry in self._may_be(row, kin):
            beside.add(entry)
        return beside

    def _may_be(self, row: Sent, kin: dict[tuple[str, str], list[EarlierEntry]]) -> list[EarlierEntry]:
        """Return the entries of a row's kin that may be it, told otherwise."""
        refs = made(row, self._action), made_before(row)
        return [entry for said in refs for entry in kin.get((row.agency, kin_of(said)), ()) if entry.may_be(row)]

    def _is_elsewhere(self, entry: EarlierEntry) -> bool:
        """Say whether another file of the action said what an entry counts: not this one, nor a mended row of it."""
        if entry.batch == self._batch or entry.batch in self._taken_back or entry.action != self._action:
            return False
        return not originals.place_in(entry.ref).startswith(self._here)

    def _is_mended_of_here(self, entry: EarlierEntry) -> bool:
        """Say whether an entry counts a row of this very file that was refused before and mended."""
        if entry.batch == self._batch or entry.batch in self._taken_back or entry.action != self._action:
            return False
        return originals.place_in(entry.ref).startswith(self._here)

    def _turns(self, agency: str, ref: str) -> list[EarlierEntry]:
        """Return the entries that bear a reference, one after the other."""
        found: list[EarlierEntry] = []
        while (entry := self._entry(agency, ref)) is not None:
            found.append(entry)
            ref = next_turn(ref)
        return found

    def _entry(self, agency: str, ref: str) -> EarlierEntry | None:
        return next(self._entries("l.agency = :agency AND l.ref = asked.value", agency, [ref]), None)

    def _entries(self, condition: str, agency: str, asked: Sequence[str]) -> Iterator[EarlierEntry]:
        for row in self._connection.execute(
            f"{_ENTRY} WHERE {condition}", {"agency": agency, "asked": json.dumps(asked)}
        ).fetchall():
            yield EarlierEntry(*row)

    def _sends(self, agency: str) -> _Sender:
        """Return which references an agency has sent before this file."""
        if agency not in self._senders:
            found = self._connection.execute(
                """
                SELECT EXISTS (SELECT 1 FROM ledger WHERE agency = :agency AND ref < :row)
                    OR EXISTS (SELECT 1 FROM ledger WHERE agency = :agency AND ref >= :row || '~'),
                    EXISTS (SELECT 1 FROM ledger WHERE agency = :agency AND ref >= :made AND ref < :made || '~'),
                    EXISTS (SELECT 1 FROM ledger WHERE agency = :agency AND ref >= :row AND ref < :row || 'g')
                """,
                {"agency": agency, "row": ROW, "made": MADE},
            ).fetchone()
            self._senders[agency] = _Sender(*(one == 1 for one in found))
        return self._senders[agency]


_NOTHING = originals.Beside()

_OF_KIN = "l.agency = :agency AND l.ref >= asked.value AND l.ref < asked.value || '~'"


def _number(agency: str, said: str, quantity: int) -> int:
    return int.from_bytes(blake2b(f"{agency} {said} {quantity}".encode(), digest_size=8).digest())


def _said(ref: str) -> str:
    return ref.rsplit(":", 2)[0]


def _twice(row: Sent, ref: str, *, same: bool) -> Judged:
    if same:
        return Judged(row, ref, Judgement.KNOWN, _("the file says it twice, with one reference"))
    return Judged(row, ref, Judgement.REFUSED, _("the file says this reference before, with another figure"))
