"""Rows of which nobody can tell at first whether they are counted already, decided once the whole file is known.

What the file says too is another row's entry; what is left is what a doubtful row may stand in the place of. Where
that is one entry, the row is refused, or put in its place if that is said. Where it may be several it is always
refused: to take back the wrong one would make a figure that nobody said.
"""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from board.locale import _, days, phrases
from board.model.figure import Quantity
from board.model.incoming import Sent
from board.model.instants import instant_of
from board.model.taken import Differing
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.store.earlier import Earlier, number_of
from board.store.earlier_entries import EarlierEntry
from board.store.kinds import StandingTotal
from board.store.made_references import kin_of, made, parts_of, said_of
from board.store.originals import place_in
from board.store.packed_rows import PackedRows

MOST_NAMED = 4
"""Entries in a refusal."""

MOST_REMEMBERED = 20_000
"""Kinds of rows of which it is remembered what they may stand in the place of."""


class Decided(NamedTuple):
    """What becomes of a doubtful row."""

    row: Sent
    ref: str
    """What it is to bear."""
    instead_of: EarlierEntry | None
    """The entry in whose place it is counted; None where it is counted beside what there is."""
    refused: str
    """Why it is not counted, "" where it is."""


class Doubts:
    """Keeps the doubtful rows of a file, and decides on them."""

    def __init__(self, earlier: Earlier, differing: Differing) -> None:
        """Begin with none.

        Args:
            earlier: What judges the file's rows.
            differing: What the person said is to be done with such rows.
        """
        self._earlier, self._differing = earlier, differing
        self._rows = PackedRows()
        self._waiting: Counter[int] = Counter()
        self._replaced: set[tuple[str, int]] = set()
        self._unsaid: dict[tuple[str, str], list[EarlierEntry]] = {}

    def add(self, row: Sent, ref: str) -> None:
        """Keep a row, with the reference made for it or its own."""
        self._rows.add(row, ref)
        if row.ref is None or not self._earlier.kept_turns(row, ref):
            self._waiting[self._key(row)] += 1

    def take(self) -> Iterator[tuple[Sent, str]]:
        """Yield the rows and forget them."""
        return self._rows.take()

    def decide(self, row: Sent, ref: str) -> Decided:
        """Decide on one row. What was decided before is to be in the ledger by then."""
        if self._earlier.contradicts(row):
            return self._no(row, ref, _("the file says this reference with another figure as well"))
        if row.ref is not None and (turns := self._earlier.kept_turns(row, ref)):
            return self._by_reference(row, ref, turns)
        may_be = self._may_be(row, ref)
        self._waiting[self._key(row)] -= 1
        adds = self._differing is Differing.ADD
        if may_be:
            return self._with(row, ref, may_be, adds=adds)
        if not adds and row.ref is None:
            right = self._put_right_since(row, ref)
            if right is not None:
                return self._no(row, ref, _put_right(right))
        return self._beside_totals(row, ref, adds=adds)

    def _by_reference(self, row: Sent, ref: str, turns: list[EarlierEntry]) -> Decided:
        """Decide on a row whose own reference was counted before, with something else."""
        before = next((entry for entry in reversed(turns) if entry.stands), None)
        if before is None:
            return self._no(row, ref, _put_right(turns[-1]))
        if self._differing is Differing.CORRECT:
            return self._instead(row, ref, before)
        return self._no(row, ref, _differs(row, before))

    def _with(self, row: Sent, ref: str, may_be: list[EarlierEntry], *, adds: bool) -> Decided:
        """Decide on a row beside what it may stand in the place of."""
        if adds:
            return self._yes(row, ref)
        if self._differing is not Differing.CORRECT:
            return self._no(row, ref, _differs(row, may_be[0]))
        very = [entry for entry in may_be if row.mended is not None and place_in(entry.ref) == row.mended]
        very = very or [entry for entry in may_be if entry.provider == row.provider] or may_be
        number = [entry for entry in may_be if entry.quantity == row.quantity]
        if number and not any(entry in very for entry in number):  # one is it by its name, another one by its number
            return self._no(row, ref, _several(may_be))
        differ = len({(one.quantity, one.qualifier, one.provider, one.occurred_at) for one in very}) > 1
        if differ and len(very) > self._waiting[self._key(row)] + 1:  # rows that are left, and this one
            return self._no(row, ref, _several(very))
        return self._instead(row, ref, very[0])

    def _beside_totals(self, row: Sent, ref: str, *, adds: bool) -> Decided:
        """Decide on a row that stands in no entry's place: a running total may hold it, or the file came before."""
        total = None if adds else self._earlier.totals.over(row)
        if total is not None:
            return self._no(row, ref, held_by(total))
        batch = None if adds else self._earlier.same_file.at_another_time(row)
        if batch is not None:
            why = _(
                "this very file was taken in before as of another time, in batch {id}: say so if it counts as well "
                "(--add); if that time was wrong, take the batch back first"
            )
            return self._no(row, ref, why.format(id=batch))
        return self._yes(row, ref)

    def _may_be(self, row: Sent, ref: str) -> list[EarlierEntry]:
        """Return what a row may stand in the place of, and the file does not say itself."""
        key = (row.agency, said_of(ref) if row.ref is None else ref)
        if len(self._unsaid) > MOST_REMEMBERED:
            self._unsaid.clear()
        if key not in self._unsaid or row.mended:  # worked out once for all rows that say the same but for their count
            self._unsaid[key] = self._unsaid_beside(row, ref)
        by_hand = [] if row.mended else self._earlier.otherwise.by_hand(row)
        left = [one for one in (*self._unsaid[key], *by_hand) if (one.site, one.seq) not in self._replaced]
        return self._earlier.original(row).in_its_place(row, left) if row.mended else left

    def _unsaid_beside(self, row: Sent, ref: str) -> list[EarlierEntry]:
        entries = self._earlier.entries
        found: list[EarlierEntry] = []
        if row.ref is None:
            found = [entry for entry in entries.may_be(row, entries.kin([(row, ref)])) if entry.stands]
        if not row.mended:
            found += self._earlier.otherwise.beside(row)
        return [entry for entry in found if not self._earlier.is_said(row.agency, entry)]

    def _put_right_since(self, row: Sent, ref: str) -> EarlierEntry | None:
        """Return what counted a row, it may be, and was put right by something that is no row of a file.

        By hand, by a running total, by a correction that was itself taken back: what stands in its place bears no
        reference that a file could be held against. Nor does anything where a later file put another number in it.
        """
        entries = self._earlier.entries
        beside = entries.may_be(row, entries.kin([(row, ref)]))
        for entry in beside:
            if entry.stands or (self._earlier.is_said(row.agency, entry) and not self._says_it(entry, row)):
                continue
            if entries.taken_back_in(entry)[0] == entries.batch:
                continue
            if self._says_it(entry, row) or not entries.put_right_by_a_row(entry, beside):
                return entry
        return None

    def _says_it(self, entry: EarlierEntry, row: Sent) -> bool:
        """Say whether the reference that an entry bears is the one made for a row."""
        parts = parts_of(entry.ref)
        return parts is not None and entry.says(row) and parts.said == made(row, self._earlier.entries.action)

    def _instead(self, row: Sent, ref: str, before: EarlierEntry) -> Decided:
        total = self._earlier.totals.over(row) if self._changes(row, before) else None
        if total is not None:
            return self._no(row, ref, _worked_out(before, total))
        self._replaced.add((before.site, before.seq))
        return Decided(row, self._earlier.next_ref(row, ref), before, "")

    def _changes(self, row: Sent, before: EarlierEntry) -> bool:
        return row.quantity != before.quantity

    def _yes(self, row: Sent, ref: str) -> Decided:
        return Decided(row, self._earlier.next_ref(row, ref), None, "")

    def _no(self, row: Sent, ref: str, why: str) -> Decided:
        return Decided(row, ref, None, why)

    def _key(self, row: Sent) -> int:
        """Return what a row has in common with those that may stand in the same places."""
        return number_of(row.agency, f"{kin_of(made(row, self._earlier.entries.action))} {row.provider}")


def _differs(row: Sent, entry: EarlierEntry) -> str:
    """Return why a row is not counted beside an entry that may be it."""
    unit, stage = ContentType(row.content_type), Stage(row.stage)
    before = phrases.tally(Quantity(entry.quantity, Qualifier(entry.qualifier)), unit, stage)
    if not entry.is_then(row):
        return _(
            "entry {seq} counts this reference at another time ({instant}): say so if that was put right (--correct)"
        ).format(seq=entry.seq, instant=days.instant(instant_of(entry.occurred_at)))
    if entry.quantity == row.quantity and entry.qualifier == row.qualifier:
        return _(
            "entry {seq} may be this row, told otherwise ({before}, {instant}): say whether it is (--correct) or "
            "counts as well (--add)"
        ).format(seq=entry.seq, before=before, instant=days.instant(instant_of(entry.occurred_at)))
    return _(
        "an earlier file said {before} for the same, this one says {now}: say whether that was put right (--correct) "
        "or counts as well (--add)"
    ).format(
        before=before,
        now=phrases.quantity(Quantity(row.quantity, Qualifier(row.qualifier))),
    )


def _put_right(entry: EarlierEntry) -> str:
    return _("entry {seq} counted it and was put right on the board since").format(seq=entry.seq)


def _several(entries: list[EarlierEntry]) -> str:
    named = [str(entry.seq) for entry in entries[:MOST_NAMED]] + ["…"] * (len(entries) > MOST_NAMED)
    return _(
        "it may stand in the place of each of several entries ({entries}), and to take back the wrong one would be "
        "worse: correct the right one on the board"
    ).format(entries=", ".join(named))


def held_by(total: StandingTotal) -> str:
    """Say why what a running total may hold is not counted beside it."""
    return _("a running total that may hold it stands ({total}): say so if it counts as well (--add)").format(
        total=total.in_words()
    )


def _worked_out(entry: EarlierEntry, total: StandingTotal) -> str:
    return _("a running total was worked out with entry {seq} ({total}): take that back first").format(
        seq=entry.seq, total=total.in_words()
    )
