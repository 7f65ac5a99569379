"""Rows of the board's own export: entries of another ledger, each under its own id, and so never twice.

A running total of another board was worked out from what that one held. Where this one holds more of the same tally
than the export tells, the two would count the same beside each other: such an entry is refused, unless it is said that
it counts as well.
"""

from collections import Counter

from board.locale import _
from board.model.incoming import Sent
from board.model.taken import Differing, Verdict
from board.store.account import Account
from board.store.earlier import Earlier
from board.store.earlier_entries import EarlierEntry
from board.store.items_elsewhere import said_elsewhere, why_not
from board.store.kinds import Kind, last_total_with
from board.store.ledger_rows import Place
from board.store.made_references import made, parts_of
from board.store.refused import Refused

_Tally = tuple[str, str, str]
"""Agency, stage, content type."""


class TakingOwn:
    """Takes in entries of another ledger, one after the other, in the order of the file."""

    def __init__(self, account: Account, earlier: Earlier) -> None:
        """Begin.

        Args:
            account: Of the file.
            earlier: What judges rows by the ledger.
        """
        self._account, self._earlier, self._entries = account, earlier, earlier.entries
        self._told: Counter[_Tally] = Counter()
        """What the file told of each tally so far, but what was refused."""
        self._told_here: set[int] = set()
        """Numbers of the entries of this ledger that the file told."""
        self._stands_for: dict[str, Place] = {}
        """Entries of this ledger by the ids of those that say the same there."""
        self._elsewhere: dict[tuple[str, Kind], str] = {}

    def take(self, row: Sent) -> None:
        """Append an entry, if it is to be counted."""
        assert row.origin is not None  # noqa: S101 the caller looked
        account = self._account
        here = self._entries.taken_in_as(row.origin)
        if here is not None and here.taken_back:
            account.refuse(row.line, _(
                "entry {seq} is this one and was taken back here with its file; it keeps its id, so it cannot come in "
                "again: record it by hand, or import the file into a new store").format(seq=here.seq))  # fmt: skip
            return
        if here is not None:
            self._tell(row, self._entries.place_of(row.origin))
            account.say(row.line, Verdict.KNOWN, _("this entry is in the ledger already"))
            return
        same = self._same(row)
        if same is not None:
            self._tell(row, (same.site, same.seq))
            self._stands_for[row.origin] = (same.site, same.seq)
            account.say(row.line, Verdict.KNOWN, _("entry {seq} counts it").format(seq=same.seq))
            return
        place = None
        if row.reverses is not None:
            place = self._stands_for.get(row.reverses) or self._entries.place_of(row.reverses)
        if place is not None and (seq := self._entries.taken_back_by(place)) is not None:
            self._tell(row, None)
            account.say(row.line, Verdict.KNOWN, _("entry {seq} takes it back here already").format(seq=seq))
            return
        why = self._why_not(row, takes_back=place is not None)
        if why:
            account.refuse(row.line, why)
            return
        appending = account.appending()
        try:
            appending.add(account.entry(row, row.ref), place, account.id, id=row.origin, said=said_elsewhere(row))
        except Refused as refusal:
            account.refuse(row.line, str(refusal))
            return
        (appended,) = appending.done().rows
        self._tell(row, (appended.site, appended.seq))
        account.grew(row, row.quantity)

    def counted_elsewhere(self, stage: str, kind: Kind) -> str:
        """Say why items at a stage are not counted: others of it were, here or on another board, and may be the same.

        Args:
            stage: Slug.
            kind: Which others there must not be.
        """
        if (stage, kind) not in self._elsewhere:
            self._elsewhere[stage, kind] = why_not(self._account.connection, self._account.file.action, stage, kind)
        return self._elsewhere[stage, kind]

    def _why_not(self, row: Sent, *, takes_back: bool) -> str:
        """Return why an entry that is not in the ledger is not counted, "" where it is."""
        if row.kind == Kind.ITEMS and (why := self.counted_elsewhere(row.stage, Kind.ITEMS)):
            return why
        if row.reverses is not None and not takes_back:
            return _("what it takes back is not in the ledger")
        if row.reverses is not None or self._account.file.differing is Differing.ADD:
            return ""
        account = self._account
        beside = self._beside(row)
        if beside is not None:
            return _(
                "entry {seq} of this board may count it, and the export does not tell of that one: say so if both "
                "count (--add)"
            ).format(seq=beside.seq)
        total = last_total_with(account.connection, row, account.file.action, "")
        if (row.kind == Kind.TOTAL or total is not None) and (more := self._more_here(row)):
            return _(
                "a running total is in it, and this board has {count} here that the export does not tell of: they may "
                "be the same, so take one of them back, or say that both count (--add)"
            ).format(count=more)
        return ""

    def _same(self, row: Sent) -> EarlierEntry | None:
        """Return the entry that came here by itself and says the same under the same reference, None for none."""
        if row.ref is None or row.reverses is not None:
            return None
        found = self._entries.with_ref(row.agency, row.ref)
        same = found is not None and found.stands and found.says(row) and found.is_then(row)
        return found if same and found is not None and found.action == self._account.file.action else None

    def _beside(self, row: Sent) -> EarlierEntry | None:
        """Return what may count an entry here, or counted it and was put right, and the file did not tell."""
        if row.quantity < 1 or row.kind is not None:
            return None
        own = row.ref if row.ref is not None and parts_of(row.ref) is None else None
        like = row._replace(ref=own, origin=None)
        kin = self._entries.kin([(like, f"{made(like, self._account.file.action)}:{row.quantity}:1")])
        found = [] if own is not None else self._entries.may_be(like, kin)
        otherwise = self._earlier.otherwise
        for one in [*found, *otherwise.beside(like), *otherwise.by_hand(like)]:
            if one.stands and one.seq not in self._told_here:
                return one
            if not one.stands and one.seq in self._told_here:
                by = self._entries.taken_back_by((one.site, one.seq))
                if by is not None and by not in self._told_here:
                    return one
        return None

    def _more_here(self, row: Sent) -> str:
        """Return what this board counts in a row's tally and the export has not told so far, "" for nothing."""
        account = self._account
        (here,) = account.connection.execute(
            """
            SELECT coalesce(sum(quantity), 0) FROM totals
            WHERE action = ? AND agency = ? AND stage = ? AND content_type = ?
            """,
            (account.file.action, *_tally(row)),
        ).fetchone()
        more = here - self._told[_tally(row)]
        return f"{more:+}" if more else ""

    def _tell(self, row: Sent, place: Place | None) -> None:
        self._told[_tally(row)] += row.quantity
        if place is not None:
            self._told_here.add(place[1])


def _tally(row: Sent) -> _Tally:
    return row.agency, row.stage, row.content_type
