"""The rows of one file on their way into the ledger: which are new, which were counted before, which are refused."""

from collections.abc import Callable, Iterable
from datetime import datetime

from board.locale import _
from board.model.entry import Entry
from board.model.incoming import Item, Sent, Skipped, Understood, Unread
from board.model.instants import instant_of, milliseconds
from board.model.taken import Differing, File, Taken, Told, Verdict
from board.store import batches
from board.store.account import Account
from board.store.batches import Batch
from board.store.bulk import Bulk, Place
from board.store.connection import Connection
from board.store.doubts import Doubts, held_by
from board.store.earlier import Earlier, Judgement
from board.store.earlier_entries import EarlierEntry
from board.store.edition import setting
from board.store.items import Register
from board.store.kinds import Kind, Said
from board.store.refused import Refused
from board.store.taking_own import TakingOwn
from board.store.taking_totals import TakingTotals

PORTION = 2_000
"""Rows that are looked up in one go."""


class Taking:
    """Takes in one file, within one transaction."""

    def __init__(
        self, connection: Connection, file: File, operator: str, now: datetime, tell: Callable[[Told], None]
    ) -> None:
        self._connection, self._file = connection, file
        if connection.execute("SELECT 1 FROM actions WHERE slug = ?", (file.action,)).fetchone() is None:
            raise Refused(_("there is no action {slug}: board actions list names them").format(slug=file.action))
        self._account = account = Account(connection, file, operator, now, tell)
        self._start = self._place()
        account.recorded = max(account.at, self._last_time())
        self._bulk: Bulk | None = None
        self._register: Register | None = None
        again = file.differing is Differing.CORRECT and not file.watched
        self._earlier = Earlier(connection, file.action, account.id, file.digest, account.at, again=again)
        self._doubts = Doubts(self._earlier, file.differing)
        self._totals = TakingTotals(account, self._earlier)
        self._own = TakingOwn(account, self._earlier)

    def run(self, rows: Iterable[Understood]) -> None:
        """Go through the rows."""
        waiting: list[Sent] = []
        for row in rows:
            kind = type(row)
            if kind is Sent and not (row.total or row.origin):  # type: ignore[union-attr]
                waiting.append(row)  # type: ignore[arg-type]
                if len(waiting) == PORTION:
                    self._count(waiting)
                    waiting.clear()
                continue
            if kind is Skipped:
                self._account.say(row.line, Verdict.SKIPPED, row.why)  # type: ignore[union-attr]
            elif kind is Unread:
                self._account.refuse(row.line, row.why)  # type: ignore[union-attr]
            elif kind is Sent and not row.origin:  # type: ignore[union-attr]
                self._totals.add(row)  # type: ignore[arg-type]
            else:
                self._count(waiting)
                waiting.clear()
                self._close()
                self._one(row)  # type: ignore[arg-type]
        self._count(waiting)
        self._settle()
        self._close()
        self._totals.run()
        if self._register is not None:
            self._append_items(self._register.entries(_("named in {file}").format(file=self._file.name)))

    def done(self) -> Taken:
        """Write down the batch and return what was made."""
        end = self._place()
        appended = end.seq > self._start.seq
        account, counts = self._account, self._account.counts
        if account.new or counts[Verdict.SHARED]:
            batches.put(
                self._connection,
                Batch(
                    id=account.id,
                    action=self._file.action,
                    file=self._file.name,
                    digest=self._file.digest,
                    operator=account.operator,
                    taken_at=instant_of(account.recorded),
                    first_seq=self._start.seq + 1 if appended else None,
                    last_seq=end.seq if appended else None,
                    new=account.new,
                    known=counts[Verdict.KNOWN],
                    shared=counts[Verdict.SHARED],
                    refused=counts[Verdict.REFUSED],
                    skipped=counts[Verdict.SKIPPED],
                    reverses=None,
                    why=None,
                    taken_back=None,
                ),
            )
            self._remember()
        return Taken(
            account.id if account.new or counts[Verdict.SHARED] else None,
            account.new,
            counts[Verdict.KNOWN],
            counts[Verdict.SHARED],
            counts[Verdict.REFUSED],
            counts[Verdict.SKIPPED],
            account.tallies,
        )

    def _count(self, rows: list[Sent]) -> None:
        """Append those of the rows that were not counted before."""
        if not rows:
            return
        account = self._account
        rows = [row for row in rows if account.names(row)]
        bulk = self._bulk or self._open()
        for row, ref, what, why in self._earlier.judge(rows):
            if what is Judgement.NEW:
                bulk.add(row, account.when(row), ref)
                account.grew(row, row.quantity)
            elif what is Judgement.DOUBTFUL:
                self._doubts.add(row, ref)
            else:
                account.say(row.line, Verdict.KNOWN if what is Judgement.KNOWN else Verdict.REFUSED, why)
        bulk.flush()

    def _settle(self) -> None:
        """Decide on the rows that may be counted already, now that the whole file is known."""
        for row, ref in self._doubts.take():
            self._close()
            decided = self._doubts.decide(row, ref)
            if decided.refused:
                self._account.refuse(row.line, decided.refused)
            else:
                self._put(row, decided.ref, decided.instead_of)

    def _put(self, row: Sent, ref: str, instead_of: EarlierEntry | None) -> None:
        """Append one row after the others, and take back the entry in whose place it stands."""
        appending = self._account.appending()
        try:
            appending.add(self._account.entry(row, ref), batch=self._account.id)
            if instead_of is not None:
                why = _("corrected by {file}, row {line}").format(file=self._file.name, line=row.line)
                appending.take_back(instead_of.site, instead_of.seq, why, batch=self._account.id)
        except Refused as refusal:
            self._account.refuse(row.line, str(refusal))
            return
        self._account.added(row, appending.done())

    def _one(self, row: Sent | Item) -> None:
        """Take in what does not come by the thousand: an item, a row of the board's own export."""
        if not self._account.names(row):
            return
        if isinstance(row, Item):
            self._item(row)
        else:
            self._own.take(row)

    def _item(self, item: Item) -> None:
        account = self._account
        elsewhere = self._own.counted_elsewhere(item.stage, Kind.ITEMS_ELSEWHERE)
        if elsewhere:
            account.refuse(item.line, elsewhere)
            return
        counted = self._counted_as_well(item)
        if counted:
            account.refuse(item.line, counted)
            return
        if self._register is None:
            self._register = Register(
                self._connection, self._file.action, account.id, keep_addresses=self._file.keep_addresses
            )
        verdict = self._register.add(item, account.when(item))
        if verdict == "new":
            account.grew(item, 1)
        elif verdict == "shared":
            account.say(item.line, Verdict.SHARED, _("another partner sent it before"))
        else:
            account.say(item.line, Verdict.KNOWN, _("it was sent before"))

    def _counted_as_well(self, item: Item) -> str:
        """Say why an item is not counted beside what counts it already, it may be; "" where nothing does."""
        if self._file.differing is Differing.ADD:
            return ""
        row = Sent(item.line, item.agency, item.stage, item.content_type, 1, "exact", item.provider, item.occurred_at)
        total = self._earlier.totals.over(row)
        if total is not None:
            return held_by(total)
        counts = self._earlier.otherwise.counts_of_the_day(row)
        if not counts:
            return ""
        return _(
            "entry {seq} is a count of the same day, which may hold this item: say so if it counts as well (--add)"
        ).format(seq=counts[0].seq)

    def _append_items(self, entries: Iterable[Entry]) -> None:
        appending = self._account.appending()
        for entry in entries:
            appending.add(entry, batch=self._account.id, said=Said(Kind.ITEMS, milliseconds(entry.occurred_at)))
        appending.done()

    def _open(self) -> Bulk:
        account = self._account
        self._bulk = Bulk(
            self._connection, self._place(), self._file.action, account.operator, account.recorded, account.id
        )
        return self._bulk

    def _close(self) -> None:
        if self._bulk is not None:
            self._bulk.close()
            self._bulk = None

    def _place(self) -> Place:
        site = setting(self._connection, "site") or ""
        row = self._connection.execute(
            "SELECT seq, hash FROM ledger WHERE site = ? ORDER BY seq DESC LIMIT 1", (site,)
        ).fetchone()
        return Place(site, *row) if row else Place(site)

    def _last_time(self) -> int:
        row = self._connection.execute(
            "SELECT recorded_at FROM ledger WHERE site = ? ORDER BY seq DESC LIMIT 1", (self._start.site,)
        ).fetchone()
        return row[0] if row else 0

    def _remember(self) -> None:
        if self._file.profile is not None:
            agency, header, profile = self._file.profile
            self._connection.execute(
                "INSERT OR REPLACE INTO profiles (agency, header, profile, set_at) VALUES (?, ?, ?, ?)",
                (agency, header, profile, self._account.at),
            )
