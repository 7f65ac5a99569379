"""Running totals of a file: what each adds, held against what the board has by its time.

A reference that a total bears may be a lasting one, as of a case: the next total under it goes on from it.
"""

from itertools import groupby

from board.locale import _
from board.model.figure import upside_down
from board.model.incoming import Sent
from board.model.taken import Differing, Verdict
from board.model.vocabulary import Qualifier
from board.store.account import Account
from board.store.earlier import Earlier
from board.store.earlier_entries import EarlierEntry
from board.store.kinds import Kind, said_in, total_said
from board.store.references import one_spaced
from board.store.refused import Refused
from board.store.running_total import LaterTotal, NothingNew, append_plan, plan
from board.store.totals_in_order import TotalsInOrder
from board.store.without_provider import may_be_held

_Tally = tuple[str, str, str, str | None]


class TakingTotals:
    """Takes in the running totals of one file, in the order of their time."""

    def __init__(self, account: Account, earlier: Earlier) -> None:
        """Hold none yet.

        Args:
            account: Of the file.
            earlier: What judges its rows.
        """
        self._account, self._earlier = account, earlier
        self._held = TotalsInOrder()

    def add(self, row: Sent) -> None:
        """Hold a row back."""
        self._held.add(row, self._account.when(row))

    def run(self) -> None:
        """Take in what was held back."""
        torn = self._torn()
        for row in self._held.rows():
            if (self._account.when(row), _tally(row)) in torn:
                why = _("the file says two running totals of the same for one time: one of them is wrong")
                self._account.refuse(row.line, why)
            elif self._account.names(row):
                self._total(row)

    def _torn(self) -> set[tuple[int, _Tally]]:
        """Return the instants at which the file says two numbers for one tally."""
        torn: set[tuple[int, _Tally]] = set()
        for at, rows in groupby(self._held.rows(), self._account.when):
            said: dict[_Tally, tuple[int, str]] = {}
            for row in rows:
                number = (row.quantity, row.qualifier)
                if said.setdefault(_tally(row), number) != number:
                    torn.add((at, _tally(row)))
        return torn

    def _total(self, row: Sent) -> None:
        """Append what a running total adds."""
        account = self._account
        ref = None if row.ref is None else one_spaced(row.ref)
        if ref is not None:
            before = self._earlier.has(row.agency, ref)
            if before is not None:
                verdict = self._under_its_reference(row, before)
                if verdict is not None:
                    account.say(row.line, *verdict)
                    return
                ref = self._earlier.next_ref(row, ref)
        whole_day = self._of_the_whole_day(row)
        if whole_day is not None and account.file.differing is not Differing.ADD:
            why = _(
                "entry {seq} counts the whole day, which goes on after this running total: say so if the total holds "
                "nothing of it (--add)"
            )
            account.refuse(row.line, why.format(seq=whole_day.seq))
            return
        correct = account.file.differing is Differing.CORRECT
        appending = account.appending()
        try:
            entry = account.entry(row, ref)
            held = "" if account.file.differing is Differing.ADD else may_be_held(account.connection, entry)
            if held:
                account.refuse(row.line, _("{held}: say so if none of it is (--add)").format(held=held))
                return
            append_plan(appending, entry, plan(account.connection, entry, correction=correct), account.id)
        except NothingNew:
            account.say(row.line, Verdict.KNOWN, _("the board has this running total already"))
            return
        except LaterTotal as refusal:
            if total_said(account.connection, entry):
                account.say(row.line, Verdict.KNOWN, _("this running total was counted before a later one"))
            else:
                account.refuse(row.line, str(refusal))
            return
        except Refused as refusal:
            account.refuse(row.line, str(refusal))
            return
        account.added(row, appending.done())

    def _of_the_whole_day(self, row: Sent) -> EarlierEntry | None:
        """Return an entry that counts the whole day of a running total, None where none stands behind its time."""
        at = self._account.when(row)
        beside = self._earlier.otherwise.beside(row._replace(ref=None, occurred_at=at))
        return next((entry for entry in beside if entry.occurred_at > at), None)

    def _under_its_reference(self, row: Sent, before: EarlierEntry) -> tuple[Verdict, str] | None:
        """Return what is told of a row whose reference an entry bears, None where it goes on from it."""
        same = (before.action, before.stage, before.content_type, before.provider) == (
            self._account.file.action, row.stage, row.content_type, row.provider
        )  # fmt: skip
        said = said_in(self._account.connection, (before.site, before.seq))
        if not same or said is None or said.kind is not Kind.TOTAL:
            why = _("reference {ref} stands for another count, entry {seq}: give this one a reference of its own")
            return Verdict.REFUSED, why.format(ref=row.ref, seq=before.seq)
        firmness = Qualifier(before.qualifier)
        firmness = firmness if before.quantity > 0 else upside_down(firmness)
        again = not before.stands and self._account.file.differing is Differing.CORRECT
        if not (before.stands or again) and said.quantity == row.quantity and before.is_then(row):
            why = _("entry {seq} counted it and was taken back since: say so if it is right again (--correct)")
            return Verdict.REFUSED, why.format(seq=before.seq)
        if said.quantity == row.quantity and before.is_then(row) and firmness == row.qualifier and not again:
            return Verdict.KNOWN, _("reference {ref} was counted before").format(ref=row.ref)
        return None


def _tally(row: Sent) -> _Tally:
    return row.agency, row.stage, row.content_type, row.provider
