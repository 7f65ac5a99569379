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
from board.store.earlier_entries import EarlierEntries
from board.store.items_elsewhere import said_elsewhere, why_not
from board.store.kinds import Kind, last_total_with
from board.store.refused import Refused

_Tally = tuple[str, str, str]
"""Agency, stage, content type."""


class TakingOwn:
    """Takes in entries of another ledger, one after the other, in the order of the file."""

    def __init__(self, account: Account, entries: EarlierEntries) -> None:
        """Begin.

        Args:
            account: Of the file.
            entries: What the ledger holds.
        """
        self._account, self._entries = account, entries
        self._told: Counter[_Tally] = Counter()
        """What the file told of each tally so far, but what was refused."""
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
            self._tell(row)
            account.say(row.line, Verdict.KNOWN, _("this entry is in the ledger already"))
            return
        place = None if row.reverses is None else self._entries.place_of(row.reverses)
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
        appending.done()
        self._tell(row)
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
        total = last_total_with(account.connection, row, account.file.action, "")
        if (row.kind == Kind.TOTAL or total is not None) and (more := self._more_here(row)):
            return _(
                "a running total is in it, and this board has {count} here that the export does not tell of: they may "
                "be the same, so take one of them back, or say that both count (--add)"
            ).format(count=more)
        return ""

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

    def _tell(self, row: Sent) -> None:
        self._told[_tally(row)] += row.quantity


def _tally(row: Sent) -> _Tally:
    return row.agency, row.stage, row.content_type
