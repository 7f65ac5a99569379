"""The rows of one file on their way into the ledger: which are new, which were counted before, which are refused."""

from collections.abc import Callable, Iterable
from datetime import datetime

from pydantic import ValidationError

from board.locale import _, phrases
from board.model.entry import Entry
from board.model.figure import Quantity
from board.model.incoming import Item, Sent, Skipped, Understood, Unread
from board.model.instants import instant_of, milliseconds
from board.model.taken import Differing, File, Taken, Tally, Told, Verdict
from board.model.text import clean
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.store import batches
from board.store.batches import Batch
from board.store.bulk import Bulk, Place
from board.store.connection import Connection
from board.store.earlier import Earlier, EarlierEntry, Judgement
from board.store.edition import setting
from board.store.items import Register
from board.store.items_elsewhere import said_elsewhere, why_not
from board.store.kinds import Kind, Said
from board.store.ledger import Appending
from board.store.refused import Refused
from board.store.running_total import LaterTotal, NothingNew, append_plan, plan
from board.store.totals_in_order import TotalsInOrder

PORTION = 2_000
"""Rows that are looked up in one go."""


class Taking:
    """Takes in one file, within one transaction."""

    def __init__(
        self, connection: Connection, file: File, operator: str, now: datetime, tell: Callable[[Told], None]
    ) -> None:
        self._connection, self._file, self._operator, self._now, self._tell = connection, file, operator, now, tell
        if connection.execute("SELECT 1 FROM actions WHERE slug = ?", (file.action,)).fetchone() is None:
            raise Refused(_("there is no action {slug}: board actions list names them").format(slug=file.action))
        self._at = milliseconds(now)
        self._id = batches.new_id(self._at)
        self._start = self._place()
        self._recorded = max(self._at, self._last_time())
        self._bulk: Bulk | None = None
        self._register: Register | None = None
        self._known_names: set[tuple[str, str]] = set()
        self._earlier = Earlier(connection, file.action, self._id, file.digest)
        self._doubtful: list[tuple[Sent, str]] = []
        self._counts = dict.fromkeys(Verdict, 0)
        self._new = 0
        self._tallies: dict[Tally, int] = {}
        self._elsewhere: dict[tuple[str, Kind], str] = {}

    def run(self, rows: Iterable[Understood]) -> None:
        """Go through the rows."""
        waiting: list[Sent] = []
        totals = TotalsInOrder()
        for row in rows:
            kind = type(row)
            if kind is Sent and not (row.total or row.origin):  # type: ignore[union-attr]
                waiting.append(row)  # type: ignore[arg-type]
                if len(waiting) == PORTION:
                    self._count(waiting)
                    waiting.clear()
                continue
            if kind is Skipped:
                self._say(row.line, Verdict.SKIPPED, row.why)  # type: ignore[union-attr]
            elif kind is Unread:
                self._say(row.line, Verdict.REFUSED, row.why)  # type: ignore[union-attr]
            elif kind is Sent and not row.origin:  # type: ignore[union-attr]
                totals.add(row, self._when(row))  # type: ignore[arg-type]
            else:
                self._count(waiting)
                waiting.clear()
                self._close()
                self._one(row)
        self._count(waiting)
        self._settle()
        self._close()
        for total in totals.rows():
            self._one(total)
        if self._register is not None:
            self._append_items(self._register.entries(_("named in {file}").format(file=self._file.name)))

    def done(self) -> Taken:
        """Write down the batch and return what was made."""
        end = self._place()
        appended = end.seq > self._start.seq
        if self._new or self._counts[Verdict.SHARED]:
            batches.put(
                self._connection,
                Batch(
                    id=self._id,
                    action=self._file.action,
                    file=self._file.name,
                    digest=self._file.digest,
                    operator=self._operator,
                    taken_at=instant_of(self._recorded),
                    first_seq=self._start.seq + 1 if appended else None,
                    last_seq=end.seq if appended else None,
                    new=self._new,
                    known=self._counts[Verdict.KNOWN],
                    shared=self._counts[Verdict.SHARED],
                    refused=self._counts[Verdict.REFUSED],
                    skipped=self._counts[Verdict.SKIPPED],
                    reverses=None,
                    why=None,
                    taken_back=None,
                ),
            )
            self._remember()
        counts = self._counts
        return Taken(
            self._id if self._new or counts[Verdict.SHARED] else None,
            self._new,
            counts[Verdict.KNOWN],
            counts[Verdict.SHARED],
            counts[Verdict.REFUSED],
            counts[Verdict.SKIPPED],
            self._tallies,
        )

    def _count(self, rows: list[Sent]) -> None:
        """Append those of the rows that were not counted before."""
        if not rows:
            return
        rows = [row for row in rows if self._names(row)]
        bulk = self._bulk or self._open()
        for row, ref, what, why in self._earlier.judge(rows):
            if what is Judgement.NEW:
                bulk.add(row, self._when(row), ref)
                self._new += 1
                key = (row.agency, row.stage, row.content_type)
                self._tallies[key] = self._tallies.get(key, 0) + row.quantity
            elif what is Judgement.DOUBTFUL:
                self._doubtful.append((row, ref))
            else:
                self._say(row.line, Verdict.KNOWN if what is Judgement.KNOWN else Verdict.REFUSED, why)
        bulk.flush()

    def _settle(self) -> None:
        """Decide on the rows for which an earlier file said another number, now that the whole file is known."""
        for row, ref in self._doubtful:
            before = self._earlier.in_its_place(row, ref)
            adds = self._file.differing is Differing.ADD and row.ref is None
            if before is None and row.ref is None and not adds:
                before = self._earlier.put_right_since(row, ref)
            if before is None:
                self._put(row, ref)
            elif not before.stands:
                self._say(row.line, Verdict.REFUSED, _("entry {seq} counted it and was put right on the board since")
                          .format(seq=before.seq))  # fmt: skip
            elif self._file.differing is Differing.CORRECT:
                self._earlier.replaced(before)
                self._put(row, self._earlier.next_ref(row, ref), before)
            elif adds:
                self._put(row, ref)
            else:
                self._say(row.line, Verdict.REFUSED, _differs(row, before.quantity))
        self._doubtful.clear()

    def _put(self, row: Sent, ref: str, instead_of: EarlierEntry | None = None) -> None:
        """Append one row after the others, and take back the entry in whose place it stands."""
        self._close()
        appending = self._appending()
        try:
            appending.add(self._entry(row, ref), batch=self._id)
            if instead_of is not None:
                why = _("corrected by {file}, row {line}").format(file=self._file.name, line=row.line)
                appending.take_back(instead_of.site, instead_of.seq, why, batch=self._id)
        except Refused as refusal:
            self._say(row.line, Verdict.REFUSED, str(refusal))
            return
        self._grew(row, sum(one.quantity for one in appending.done().rows))

    def _one(self, row: Understood) -> None:
        """Take in what does not come by the thousand: an item, a running total, a row of the board's own export."""
        if isinstance(row, Item):
            self._item(row)
        elif isinstance(row, Sent) and self._names(row):
            if row.origin:
                self._own(row)
            else:
                self._total(row)

    def _item(self, item: Item) -> None:
        if not self._names(item):
            return
        elsewhere = self._counted_elsewhere(item.stage, Kind.ITEMS_ELSEWHERE)
        if elsewhere:
            self._say(item.line, Verdict.REFUSED, elsewhere)
            return
        if self._register is None:
            self._register = Register(
                self._connection, self._file.action, self._id, keep_addresses=self._file.keep_addresses
            )
        verdict = self._register.add(item, self._when(item))
        if verdict == "new":
            self._new += 1
            key = (item.agency, item.stage, item.content_type)
            self._tallies[key] = self._tallies.get(key, 0) + 1
        elif verdict == "shared":
            self._say(item.line, Verdict.SHARED, _("another partner sent it before"))
        else:
            self._say(item.line, Verdict.KNOWN, _("it was sent before"))

    def _total(self, row: Sent) -> None:
        """Append what a running total adds."""
        if row.ref is not None and self._earlier.has(row.agency, row.ref):
            self._say(row.line, Verdict.KNOWN, _("reference {ref} was counted before").format(ref=row.ref))
            return
        try:
            entry = self._entry(row, row.ref)
        except Refused as refusal:
            self._say(row.line, Verdict.REFUSED, str(refusal))
            return
        correct = self._file.differing is Differing.CORRECT
        appending = self._appending()
        try:
            append_plan(appending, entry, plan(self._connection, entry, correction=correct), self._id)
        except LaterTotal as refusal:
            if refusal.below:
                self._say(row.line, Verdict.KNOWN, _("a later running total was counted before"))
            else:
                self._say(row.line, Verdict.REFUSED, str(refusal))
            return
        except NothingNew:
            self._say(row.line, Verdict.KNOWN, _("the board has this running total already"))
            return
        except Refused as refusal:
            self._say(row.line, Verdict.REFUSED, str(refusal))
            return
        self._grew(row, sum(one.quantity for one in appending.done().rows))

    def _own(self, row: Sent) -> None:
        """Append an entry that was exported from a store, under its own id."""
        assert row.origin is not None  # noqa: S101 the caller looked
        here = self._earlier.taken_in_as(row.origin)
        if here is not None and here.taken_back:
            self._say(row.line, Verdict.REFUSED, _(
                "entry {seq} is this one and was taken back here with its file; it keeps its id, so it cannot come in "
                "again: record it by hand, or import the file into a new store").format(seq=here.seq))  # fmt: skip
            return
        if here is not None:
            self._say(row.line, Verdict.KNOWN, _("this entry is in the ledger already"))
            return
        elsewhere = self._counted_elsewhere(row.stage, Kind.ITEMS) if row.kind == Kind.ITEMS else ""
        if elsewhere:
            self._say(row.line, Verdict.REFUSED, elsewhere)
            return
        place = None
        if row.reverses is not None:
            place = self._earlier.place_of(row.reverses)
            if place is None:
                self._say(row.line, Verdict.REFUSED, _("what it takes back is not in the ledger"))
                return
        appending = self._appending()
        try:
            appending.add(self._entry(row, row.ref), place, self._id, id=row.origin, said=said_elsewhere(row))
        except Refused as refusal:
            self._say(row.line, Verdict.REFUSED, str(refusal))
            return
        appending.done()
        self._grew(row, row.quantity)

    def _counted_elsewhere(self, stage: str, kind: Kind) -> str:
        """Say why items at a stage are not counted: others of it were, here or on another board, and may be the same.

        Args:
            stage: Slug.
            kind: Which others there must not be.
        """
        if (stage, kind) not in self._elsewhere:
            self._elsewhere[stage, kind] = why_not(self._connection, self._file.action, stage, kind)
        return self._elsewhere[stage, kind]

    def _grew(self, row: Sent, quantity: int) -> None:
        self._new += 1
        key = (row.agency, row.stage, row.content_type)
        self._tallies[key] = self._tallies.get(key, 0) + quantity

    def _say(self, line: int, verdict: Verdict, why: str) -> None:
        self._counts[verdict] += 1
        self._tell(Told(line, verdict, why))

    def _names(self, row: Sent | Item) -> bool:
        """Say whether the store knows what a row names; refuse the row if not."""
        for what, slug in (("agency", row.agency), ("provider", row.provider)):
            if slug is None or (what, slug) in self._known_names:
                continue
            if self._connection.execute("SELECT 1 FROM agencies WHERE slug = ?", (slug,)).fetchone() is None:
                self._say(
                    row.line, Verdict.REFUSED, _("there is no {what} {slug}: add it first").format(what=what, slug=slug)
                )
                return False
            self._known_names.add((what, slug))
        return True

    def _when(self, row: Sent | Item) -> int:
        """Return when a row happened: not later than now, as a day without a time lasts until its end."""
        return self._at if row.occurred_at is None else min(row.occurred_at, self._at)

    def _entry(self, row: Sent, ref: str | None) -> Entry:
        try:
            return self._made(row, ref)
        except ValidationError as error:
            why = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
            raise Refused(clean(why)) from error

    def _made(self, row: Sent, ref: str | None) -> Entry:
        return Entry(
            action=self._file.action,
            agency=row.agency,
            stage=Stage(row.stage),
            content_type=ContentType(row.content_type),
            quantity=row.quantity,
            qualifier=Qualifier(row.qualifier),
            provider=row.provider,
            occurred_at=instant_of(self._when(row)),
            note=row.note,
            ref=ref,
        )

    def _append_items(self, entries: Iterable[Entry]) -> None:
        appending = self._appending()
        for entry in entries:
            appending.add(entry, batch=self._id, said=Said(Kind.ITEMS, milliseconds(entry.occurred_at)))
        appending.done()

    def _appending(self) -> Appending:
        return Appending(self._connection, self._operator, instant_of(self._recorded))

    def _open(self) -> Bulk:
        self._bulk = Bulk(self._connection, self._place(), self._file.action, self._operator, self._recorded, self._id)
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
                (agency, header, profile, self._at),
            )


def _differs(row: Sent, before: int) -> str:
    unit, stage = ContentType(row.content_type), Stage(row.stage)
    if before == row.quantity and row.mended is not None:
        return _(
            "an earlier file said {before} too, and nobody can tell whether that is this row: import it with --correct "
            "if it is, with --add if it counts as well"
        ).format(before=phrases.tally(Quantity(before), unit, stage))
    return _(
        "an earlier file said {before} for the same, this one says {now}: import it with --correct if that was put "
        "right, with --add if it counts as well"
    ).format(
        before=phrases.tally(Quantity(before), unit, stage),
        now=phrases.number(row.quantity),
    )
