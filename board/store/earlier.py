"""What of a file was counted before: by the sender's reference, or by what a row without one says.

References of files are compared exactly but for spaces. A row whose reference differs from one that stood before the
file by the case of letters alone, or by leading noughts, is refused and the entry named: it is never counted silently.
So is one whose reference stands for something else: another action, stage or content type.
"""

from array import array
from collections.abc import Iterator, Sequence
from enum import Enum
from hashlib import blake2b
from typing import NamedTuple

from board.locale import _, words
from board.model.incoming import Sent
from board.model.vocabulary import ContentType, Stage
from board.store import originals
from board.store.connection import Connection
from board.store.earlier_entries import EarlierEntries, EarlierEntry
from board.store.made_references import made, made_before, next_turn, parts_of, said_of
from board.store.references import alike_sent, one_spaced
from board.store.same_file import SameFile
from board.store.told_otherwise import ToldOtherwise
from board.store.within_totals import WithinTotals


class Judgement(Enum):
    """What a row is to the ledger."""

    NEW = "new"
    KNOWN = "known"
    DOUBTFUL = "doubtful"
    """It may be counted already; to be decided once the whole file is known."""
    REFUSED = "refused"


class Judged(NamedTuple):
    """A row, the reference it is to bear, and what it is to the ledger."""

    row: Sent
    ref: str
    what: Judgement
    why: str = ""


class Earlier:
    """Judges rows by the ledger, while the batch they belong to is being taken in."""

    def __init__(self, connection: Connection, action: str, batch: str, digest: str, now: int, *, again: bool) -> None:
        """Judge within a transaction.

        Args:
            connection: Within a transaction that holds the write lock.
            action: Slug.
            batch: Id of the batch that is being taken in.
            digest: Of the file, hexadecimal.
            now: This instant, in milliseconds since 1970.
            again: What the file says is right, though it said so before and was put right since.
        """
        self.entries = EarlierEntries(connection, action, batch, digest)
        self.otherwise = ToldOtherwise(self.entries, now)
        self.totals = WithinTotals(connection, action, batch, now)
        self.same_file = SameFile(self.entries, digest)
        self._action, self._batch, self._again = action, batch, again
        self._said: set[int] = set()
        self._said_again: dict[int, int] = {}
        self._mended: set[str] = set()
        self._met: set[tuple[str, int]] = set()
        self._refs_met = array("Q")
        self._refs_met_in_all: frozenset[int] | None = None
        self._refs_doubted: dict[int, int] = {}
        self._originals: dict[str, originals.Original] = {}

    def judge(self, rows: Sequence[Sent]) -> Iterator[Judged]:
        """Yield for each row what it is to the ledger. What is new must be in the ledger before the next call.

        Args:
            rows: In the order of the file.
        """
        refs = [self._ref(row) if row.ref is None else one_spaced(row.ref) for row in rows]
        before_refs = [self._ref_of_before(row) if row.ref is None else "" for row in rows]
        found = self.entries.bearing(rows, refs, before_refs)
        groups = self._groups(
            [(row, ref) for row, ref in zip(rows, refs, strict=True)
             if row.ref is None and not self._keeps(found.get((row.agency, ref)))]
        )  # fmt: skip
        fresh: dict[tuple[str, str], Sent] = {}
        for row, ref, ref_of_before in zip(rows, refs, before_refs, strict=True):
            key = (row.agency, ref)
            twin = fresh.get(key)
            if twin is not None:
                same = twin[4:6] == row[4:6] and twin[2:4] == row[2:4] and twin.provider == row.provider
                yield self._twice(row, ref, same=same)
                continue
            before = found.get(key)
            if before is not None and before.batch == self._batch:
                yield self._twice(row, ref, same=before.says(row))
                continue
            self.same_file.see(row)
            self.otherwise.see(row)
            if row.ref is not None:
                judged = self._by_reference(row, ref, before)
            else:
                beside = groups.get((row.agency, said_of(ref)), _NOTHING)
                of_before = found.get((row.agency, ref_of_before)) if ref_of_before else None
                judged = self._by_what_it_says(row, ref, before, (ref_of_before, of_before), beside)
            if judged.what in (Judgement.NEW, Judgement.DOUBTFUL):
                fresh[key] = row
            yield judged

    def has(self, agency: str, ref: str) -> EarlierEntry | None:
        """Return the last entry that bears a reference an agency has sent, None where all went with their files."""
        kept = self._kept_turns(agency, ref)
        return kept[-1] if kept else None

    def next_ref(self, row: Sent, ref: str) -> str:
        """Return the first turn of a reference that no entry bears."""
        while self.entries.with_ref(row.agency, ref) is not None:
            ref = next_turn(ref)
        return ref

    def contradicts(self, row: Sent) -> bool:
        """Say whether the file says a doubtful row's reference with another figure as well."""
        return row.ref is not None and self._is_met(row.agency, one_spaced(row.ref))

    def is_said(self, agency: str, entry: EarlierEntry) -> bool:
        """Say whether the file says what an entry counts, too. Only to be asked once the whole file was judged."""
        parts = parts_of(entry.ref)
        if parts is None:
            return self._is_met(agency, entry.ref)
        if (entry.site, entry.seq) in self._met:
            return True
        if not parts.turn.isdecimal():
            return f"{parts.said}:{parts.quantity}:{parts.turn}" in self._mended
        return self._times(agency, parts.said, parts.quantity) >= int(parts.turn)

    def _is_met(self, agency: str, ref: str) -> bool:
        """Say whether the file says a reference as it counts. Only to be asked once the whole file was judged."""
        if (
            self._refs_met_in_all is None
        ):  # of most files nothing is asked, and eight bytes are less than a set's hundred
            self._refs_met_in_all = frozenset(self._refs_met)
        return number_of(agency, ref) in self._refs_met_in_all

    def kept_turns(self, row: Sent, ref: str) -> list[EarlierEntry]:
        """Return the entries that bear a row's reference, one after the other, but those that went with their file."""
        return self._kept_turns(row.agency, ref)

    def original(self, row: Sent) -> originals.Original:
        """Return the file in which a mended row stood."""
        digest = (row.mended or "").partition("-")[0]
        if digest not in self._originals:
            self._originals[digest] = originals.original(self.entries.connection, self._action, digest)
        return self._originals[digest]

    def _by_reference(self, row: Sent, ref: str, before: EarlierEntry | None) -> Judged:
        """Judge a row with a reference of its own; `before` bears it as it stands."""
        if before is not None and before.stands and self._keeps(before) and self._is(before, row):
            self._refs_met.append(number_of(row.agency, ref))
            return _known(row, ref, before)
        turns = [] if before is None else self._kept_turns(row.agency, ref)
        if not turns:
            alike = self._alike(row.agency, ref)
            if alike is not None:
                return Judged(row, ref, Judgement.REFUSED, alike)
            return self._doubted(row, ref) if self._may_be_counted(row) else Judged(row, self.next_ref(row, ref)
                if before is not None else ref, Judgement.NEW)  # fmt: skip
        last = turns[-1]
        if last.action != self._action or last.stage != row.stage or last.content_type != row.content_type:
            return Judged(row, ref, Judgement.REFUSED, _stands_for_another(row, last))
        standing = next((entry for entry in reversed(turns) if entry.stands), None)
        if standing is not None and self._is(standing, row):
            self._refs_met.append(number_of(row.agency, ref))
            return _known(row, ref, standing)
        said = next((entry for entry in reversed(turns) if self._is(entry, row)), None)
        if said is not None and (standing is None or self._is_old(said)):
            return _was_known(row, ref, said)
        return self._doubted(row, ref)

    def _by_what_it_says(
        self,
        row: Sent,
        ref: str,
        before: EarlierEntry | None,
        of_before: tuple[str, EarlierEntry | None],
        beside: originals.Beside,
    ) -> Judged:
        """Judge a row without a reference; `before` bears the one made for it, `of_before` the one made formerly."""
        for made_ref, entry in ((ref, before), of_before):
            turns = [] if entry is None else self._kept_turns(row.agency, made_ref)
            if not turns:
                continue
            standing = next((one for one in turns if one.stands), None)
            if standing is not None:
                return _known(row, ref, standing)
            if not self._put_right_by_a_row(row, turns[-1]) or self._is_old(turns[-1]):
                return _was_known(row, ref, turns[-1])
            return Judged(row, ref, Judgement.DOUBTFUL)
        if before is not None:
            ref = self.next_ref(row, ref)
        met = self._mended_before(row) or self._meets(row, beside)
        if met is not None:
            return _known(row, ref, met)
        doubtful = self.original(row).is_doubtful(row, beside) if row.mended else bool(beside.entries)
        return Judged(row, ref, Judgement.DOUBTFUL if doubtful or self._may_be_counted(row) else Judgement.NEW)

    def _may_be_counted(self, row: Sent) -> bool:
        """Say whether a row of which nothing says the same may be counted in another way."""
        return (
            self.totals.over(row) is not None
            or bool(self.otherwise.beside(row))
            or bool(self.otherwise.by_hand(row))
            or self.same_file.at_another_time(row) is not None
        )

    def _doubted(self, row: Sent, ref: str) -> Judged:
        """Judge a row with a reference doubtful; the file may say it once only."""
        number, said = number_of(row.agency, ref), number_of(row.agency, repr(row[2:8]))
        twin = self._refs_doubted.get(number)
        if twin is not None:
            return self._twice(row, ref, same=twin == said)
        self._refs_doubted[number] = said
        return Judged(row, ref, Judgement.DOUBTFUL)

    def _twice(self, row: Sent, ref: str, *, same: bool) -> Judged:
        """Judge a row of which the file said the reference before."""
        if same:
            return Judged(row, ref, Judgement.KNOWN, _("the file says it twice, with one reference"))
        self._refs_met.append(number_of(row.agency, ref))  # so that a doubtful one of both is not believed either
        return Judged(row, ref, Judgement.REFUSED, _("the file says this reference before, with another figure"))

    def _is(self, entry: EarlierEntry, row: Sent) -> bool:
        return entry.action == self._action and entry.says(row) and entry.is_then(row)

    def _is_old(self, entry: EarlierEntry) -> bool:
        """Say whether this file is the very one that said it first: what came since is newer."""
        return not self._again and self.same_file.holds(entry)

    def _put_right_by_a_row(self, row: Sent, entry: EarlierEntry) -> bool:
        """Say whether a row of a later file stands in the place of an entry, and not what was done by hand."""
        kin = self.entries.kin([(row, f"{made(row, self._action)}:{row.quantity}:1")])
        return self.entries.put_right_by_a_row(entry, self.entries.may_be(row, kin))

    def _keeps(self, entry: EarlierEntry | None) -> bool:
        """Say whether an entry keeps its reference: its batch was not taken back, and a made one is of this action."""
        if entry is None or entry.batch in self.entries.taken_back:
            return False
        return entry.action == self._action or parts_of(entry.ref) is None

    def _kept_turns(self, agency: str, ref: str) -> list[EarlierEntry]:
        return [entry for entry in self.entries.turns(agency, ref) if self._keeps(entry)]

    def _mended_before(self, row: Sent) -> EarlierEntry | None:
        """Return the entry that counts this very row of this very file, which was mended before; each for one count."""
        if row.mended is not None or not self.entries.mended_of_here:
            return None
        place = f"{self.entries.here}{row.line}"
        found = self.entries.mended_of_here.get((place, row.stage, row.content_type), [])
        same = next((entry for entry in found if entry.says(row)), found[0] if found else None)
        if same is not None:
            found.remove(same)
            self._met.add((same.site, same.seq))
        return same

    def _alike(self, agency: str, ref: str) -> str | None:
        """Say why a reference is not counted beside one that may be it, None where there is no such one.

        That one stands, or was put right on the board, as with the same reference; it was not taken back with its file.

        Only those from before this file: programs make references that differ by case alone, and what a file says
        apart is apart.
        """
        if not self.entries.sender(agency).own:
            return None
        for other in alike_sent(self.entries.connection, agency, ref):
            entry = self.has(agency, other)
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
        return self._with_turn(row, made_before(row)) if self.entries.sender(row.agency).before else ""

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
            may_be = self.original(row).mended_otherwise(row, beside)
        else:
            may_be = [entry for entry in beside.placed if entry.says(row)]
        met = next((entry for entry in may_be if (entry.site, entry.seq) not in self._met), None)
        if met is not None:
            self._met.add((met.site, met.seq))
        return met

    def _say(self, agency: str, said: str, quantity: int) -> int:
        number = number_of(agency, said, quantity)
        if number not in self._said:
            self._said.add(number)
            return 1
        self._said_again[number] = times = self._said_again.get(number, 1) + 1
        return times

    def _times(self, agency: str, said: str, quantity: int) -> int:
        number = number_of(agency, said, quantity)
        return self._said_again.get(number, 1) if number in self._said else 0

    def _groups(self, wanted: Sequence[tuple[Sent, str]]) -> dict[tuple[str, str], originals.Beside]:
        """Return what earlier files said of the same as rows without a reference, by agency and what they say."""
        kin = self.entries.kin(wanted)
        found: dict[tuple[str, str], originals.Beside] = {}
        for row, ref in wanted if kin else ():
            key = (row.agency, said_of(ref))
            if key not in found:
                found[key] = beside = originals.Beside()
                for entry in self.entries.may_be(row, kin):
                    beside.add(entry)
        return found


_NOTHING = originals.Beside()


def number_of(agency: str, said: str, quantity: int = 0) -> int:
    """Return what something an agency said is remembered by: as good as its own, in eight bytes."""
    return int.from_bytes(blake2b(f"{agency} {said} {quantity}".encode(), digest_size=8).digest())


def _known(row: Sent, ref: str, entry: EarlierEntry) -> Judged:
    return Judged(row, ref, Judgement.KNOWN, _("entry {seq} counts it").format(seq=entry.seq))


def _was_known(row: Sent, ref: str, entry: EarlierEntry) -> Judged:
    why = _("entry {seq} counted it and was put right since").format(seq=entry.seq)
    return Judged(row, ref, Judgement.KNOWN, why)


def _stands_for_another(row: Sent, entry: EarlierEntry) -> str:
    return _(
        "reference {ref} stands for another count, entry {seq} ({content_type}, {stage}, {action}): give this one a "
        "reference of its own, or correct that entry on the board"
    ).format(
        ref=row.ref,
        seq=entry.seq,
        content_type=words.unit(ContentType(entry.content_type)),
        stage=words.stage(Stage(entry.stage)),
        action=entry.action,
    )
