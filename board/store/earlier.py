"""What of a file was counted before: by the sender's reference, or by what a row without one says."""

import json
from collections.abc import Iterator, Sequence
from enum import Enum
from hashlib import blake2b
from typing import NamedTuple

from board.locale import _
from board.model.entry import Entry
from board.model.incoming import Sent
from board.model.instants import milliseconds
from board.store.batches import taken_back
from board.store.connection import Connection
from board.store.references import one_spaced

ROW = "row "
"""Begins the reference of a row that has none of its own: `row 9a3c…:120:1`, what it says, its count, its turn."""

AGAIN = "·"
"""Stands between a reference and its turn, where what bore it was taken back: `mail 12·2`."""


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

    def says(self, row: Sent) -> bool:
        """Say whether a row says the same."""
        return (self.stage, self.content_type, self.provider, self.quantity, self.qualifier) == (
            row.stage,
            row.content_type,
            row.provider,
            row.quantity,
            row.qualifier,
        )


_ENTRY = """
    SELECT l.site, l.seq, l.batch, l.ref, l.stage, l.content_type, l.provider, l.quantity, l.qualifier,
        NOT EXISTS (SELECT 1 FROM ledger AS later WHERE later.reverses_site = l.site AND later.reverses_seq = l.seq)
    FROM json_each(:asked) AS asked CROSS JOIN ledger AS l
"""


class Earlier:
    """Looks rows up in the ledger, while the batch they belong to is being taken in."""

    def __init__(self, connection: Connection, action: str, batch: str) -> None:
        """Look things up within a transaction.

        Args:
            connection: Within a transaction that holds the write lock.
            action: Slug.
            batch: Id of the batch that is being taken in.
        """
        self._connection, self._action, self._batch = connection, action, batch
        self._taken_back = taken_back(connection)
        self._said: set[int] = set()
        self._said_again: dict[int, int] = {}
        self._senders: dict[str, tuple[bool, bool]] = {}
        self._replaced: set[tuple[str, int]] = set()

    def judge(self, rows: Sequence[Sent]) -> Iterator[Judged]:
        """Yield for each row what it is to the ledger. What is new must be in the ledger before the next call.

        Args:
            rows: In the order of the file.
        """
        refs = [self._ref(row) if row.ref is None else one_spaced(row.ref) for row in rows]
        found = self._look_up(rows, refs)
        groups = self._groups(
            [(row.agency, ref) for row, ref in zip(rows, refs, strict=True)
             if row.ref is None and (row.agency, ref) not in found]
        )  # fmt: skip
        fresh: dict[tuple[str, str], Sent] = {}
        for row, ref in zip(rows, refs, strict=True):
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
            while before is not None and before.batch in self._taken_back:  # it may be counted again
                ref = _next(ref)
                before = self._entry(row.agency, ref)
            if before is None:
                doubtful = row.ref is None and (row.agency, _group(ref)) in groups
                fresh[key] = row
                yield Judged(row, ref, Judgement.DOUBTFUL if doubtful else Judgement.NEW)
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
            turns = [entry for entry in self._turns(row.agency, ref) if entry.batch not in self._taken_back]
            return next((entry for entry in reversed(turns) if entry.stands), turns[-1] if turns else None)
        for entry in self._group_of(row.agency, _group(ref)):
            _said, count, turn = entry.ref.rsplit(":", 2)
            said = self._times(row.agency, _group(ref), int(count)) >= int(turn.partition(AGAIN)[0])
            if entry.stands and not said and (entry.site, entry.seq) not in self._replaced:
                return entry
        return None

    def replaced(self, entry: EarlierEntry) -> None:
        """Take note that a row now stands in the place of an entry."""
        self._replaced.add((entry.site, entry.seq))

    def next_ref(self, row: Sent, ref: str) -> str:
        """Return the reference of what stands in the place of an entry."""
        while self._entry(row.agency, ref) is not None:
            ref = _next(ref)
        return ref

    def has(self, agency: str, ref: str) -> bool:
        """Say whether an agency has sent a reference that counts, or was put right on the board."""
        entry = self._entry(agency, ref)
        while entry is not None and entry.batch in self._taken_back:
            ref = _next(ref)
            entry = self._entry(agency, ref)
        return entry is not None

    def has_later_total(self, entry: Entry) -> bool:
        """Say whether something of the same tally was taken in from a file for a later time."""
        row = self._connection.execute(
            """
            SELECT 1 FROM ledger
            WHERE action = :action AND agency = :agency AND provider IS :provider AND content_type = :content_type
                AND stage = :stage AND occurred_at > :at AND batch IS NOT NULL LIMIT 1
            """,
            {
                "action": entry.action,
                "agency": entry.agency,
                "provider": entry.provider,
                "content_type": str(entry.content_type),
                "stage": str(entry.stage),
                "at": milliseconds(entry.occurred_at),
            },
        ).fetchone()
        return row is not None

    def has_id(self, id_: str) -> bool:
        """Say whether an entry with this id is in the ledger."""
        return self.place_of(id_) is not None

    def place_of(self, id_: str) -> tuple[str, int] | None:
        """Return site and number of the entry with this id, None if there is none."""
        row: tuple[str, int] | None = self._connection.execute(
            "SELECT site, seq FROM ledger WHERE id = ?", (id_,)
        ).fetchone()
        return row

    def _ref(self, row: Sent) -> str:
        """Return the reference of a row without one, and take note that the file says it."""
        said = identity(row)
        return f"{ROW}{said}:{row.quantity}:{self._say(row.agency, said, row.quantity)}"

    def _say(self, agency: str, said: str, quantity: int) -> int:
        number = _number(agency, said, quantity)
        if number not in self._said:
            self._said.add(number)
            return 1
        self._said_again[number] = times = self._said_again.get(number, 1) + 1
        return times

    def _times(self, agency: str, group: str, quantity: int) -> int:
        number = _number(agency, group.removeprefix(ROW), quantity)
        return self._said_again.get(number, 1) if number in self._said else 0

    def _look_up(self, rows: Sequence[Sent], refs: Sequence[str]) -> dict[tuple[str, str], EarlierEntry]:
        """Return the entries that bear the references."""
        asked: dict[str, list[str]] = {}
        for row, ref in zip(rows, refs, strict=True):
            if self._sends(row.agency)[0] or row.ref is not None:
                asked.setdefault(row.agency, []).append(ref)
        return {
            (agency, entry.ref): entry
            for agency, wanted in asked.items()
            for entry in self._entries("l.agency = :agency AND l.ref = asked.value", agency, wanted)
        }

    def _groups(self, wanted: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Return which rows without a reference say something of which earlier files said another number."""
        asked: dict[str, set[str]] = {}
        for agency, ref in wanted:
            if self._sends(agency)[1]:
                asked.setdefault(agency, set()).add(_group(ref))
        return {
            (agency, _group(entry.ref))
            for agency, groups in asked.items()
            for entry in self._entries(_IN_GROUP, agency, sorted(groups))
            if entry.batch != self._batch and entry.batch not in self._taken_back
        }

    def _group_of(self, agency: str, group: str) -> list[EarlierEntry]:
        return [
            entry
            for entry in self._entries(_IN_GROUP, agency, [group])
            if entry.batch != self._batch and entry.batch not in self._taken_back
        ]

    def _turns(self, agency: str, ref: str) -> list[EarlierEntry]:
        """Return the entries that bear a reference, one after the other."""
        found: list[EarlierEntry] = []
        while (entry := self._entry(agency, ref)) is not None:
            found.append(entry)
            ref = _next(ref)
        return found

    def _entry(self, agency: str, ref: str) -> EarlierEntry | None:
        return next(self._entries("l.agency = :agency AND l.ref = asked.value", agency, [ref]), None)

    def _entries(self, condition: str, agency: str, asked: Sequence[str]) -> Iterator[EarlierEntry]:
        for row in self._connection.execute(
            f"{_ENTRY} WHERE {condition}", {"agency": agency, "asked": json.dumps(asked)}
        ).fetchall():
            yield EarlierEntry(*row)

    def _sends(self, agency: str) -> tuple[bool, bool]:
        """Say whether an agency has any entry with a reference, and any from a row without one, before this file."""
        if agency not in self._senders:
            own, ours = self._connection.execute(
                """
                SELECT EXISTS (SELECT 1 FROM ledger WHERE agency = :agency AND ref IS NOT NULL),
                    EXISTS (SELECT 1 FROM ledger WHERE agency = :agency AND ref >= :row AND ref < :row || '~')
                """,
                {"agency": agency, "row": ROW},
            ).fetchone()
            self._senders[agency] = own == 1, ours == 1
        return self._senders[agency]


_IN_GROUP = "l.agency = :agency AND l.ref >= asked.value || ':' AND l.ref < asked.value || ';'"


def identity(row: Sent) -> str:
    """Return what a row without a reference of its own is known by, but for its count: 16 hexadecimal digits."""
    said = f"{row.stage}\n{row.content_type}\n{row.provider or ''}\n{row.occurred_at}\n{row.qualifier}"
    return blake2b(said.encode(), digest_size=8).hexdigest()


def _number(agency: str, said: str, quantity: int) -> int:
    return int.from_bytes(blake2b(f"{agency} {said} {quantity}".encode(), digest_size=8).digest())


def _group(ref: str) -> str:
    return ref.rsplit(":", 2)[0]


def _next(ref: str) -> str:
    """Return the reference for the next turn of one."""
    start, mark, turn = ref.rpartition(AGAIN)
    return f"{start}{AGAIN}{int(turn) + 1}" if mark and turn.isdecimal() else f"{ref}{AGAIN}2"


def _twice(row: Sent, ref: str, *, same: bool) -> Judged:
    if same:
        return Judged(row, ref, Judgement.KNOWN, _("the file says it twice, with one reference"))
    return Judged(row, ref, Judgement.REFUSED, _("the file says this reference before, with another figure"))
