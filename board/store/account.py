"""The account of one file that is being taken in: what its rows became, what they added, and what is told of them."""

from collections.abc import Callable
from datetime import datetime

from pydantic import ValidationError

from board.locale import _
from board.model.entry import Entry
from board.model.incoming import Item, Sent
from board.model.instants import instant_of, milliseconds
from board.model.taken import File, Tally, Told, Verdict
from board.model.text import clean
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.store import batches
from board.store.appending import Recorded
from board.store.connection import Connection
from board.store.ledger import Appending
from board.store.refused import Refused


class Account:
    """Keeps count while a file is taken in, within one transaction."""

    def __init__(
        self, connection: Connection, file: File, operator: str, now: datetime, tell: Callable[[Told], None]
    ) -> None:
        """Open it.

        Args:
            connection: Within a transaction that holds the write lock.
            file: Which is taken in, and how.
            operator: Who takes it in; clean.
            now: This instant, aware.
            tell: Is told of each row that does not count anew.
        """
        self.connection, self.file, self.operator, self._tell = connection, file, operator, tell
        self.at = milliseconds(now)
        """This instant, in milliseconds since 1970."""
        self.recorded = self.at
        """When what it appends is recorded, in milliseconds since 1970; not before the last entry."""
        self.id = batches.new_id(self.at)
        """Of the batch."""
        self.new = 0
        self.counts = dict.fromkeys(Verdict, 0)
        self.tallies: dict[Tally, int] = {}
        """What was added to each."""
        self._known_names: set[tuple[str, str]] = set()

    def say(self, line: int, verdict: Verdict, why: str) -> None:
        """Tell what became of a row that does not count anew."""
        self.counts[verdict] += 1
        self._tell(Told(line, verdict, why))

    def refuse(self, line: int, why: str) -> None:
        """Tell that a row is refused."""
        self.say(line, Verdict.REFUSED, why)

    def grew(self, row: Sent | Item, quantity: int) -> None:
        """Take note of what a row added to its tally."""
        self.new += 1
        key = (row.agency, row.stage, row.content_type)
        self.tallies[key] = self.tallies.get(key, 0) + quantity

    def names(self, row: Sent | Item) -> bool:
        """Say whether the store knows what a row names; refuse the row if not."""
        for what, slug in (("agency", row.agency), ("provider", row.provider)):
            if slug is None or (what, slug) in self._known_names:
                continue
            if self.connection.execute("SELECT 1 FROM agencies WHERE slug = ?", (slug,)).fetchone() is None:
                self.refuse(row.line, _("there is no {what} {slug}: add it first").format(what=what, slug=slug))
                return False
            self._known_names.add((what, slug))
        return True

    def when(self, row: Sent | Item) -> int:
        """Return when a row happened: not later than now, as a day without a time lasts until its end."""
        return self.at if row.occurred_at is None else min(row.occurred_at, self.at)

    def entry(self, row: Sent, ref: str | None) -> Entry:
        """Return the entry that a row asks for.

        Raises:
            Refused: It breaks a rule of the model; it says which.
        """
        try:
            return self._made(row, ref)
        except ValidationError as error:
            why = error.errors(include_url=False)[0]["msg"].removeprefix("Value error, ")
            raise Refused(clean(why)) from error

    def appending(self) -> Appending:
        """Return what appends entries to the ledger under this batch's time and operator."""
        return Appending(self.connection, self.operator, instant_of(self.recorded))

    def added(self, row: Sent, recorded: Recorded) -> None:
        """Take note of what was recorded for a row."""
        self.grew(row, sum(one.quantity for one in recorded.rows))

    def _made(self, row: Sent, ref: str | None) -> Entry:
        return Entry(
            action=self.file.action,
            agency=row.agency,
            stage=Stage(row.stage),
            content_type=ContentType(row.content_type),
            quantity=row.quantity,
            qualifier=Qualifier(row.qualifier),
            provider=row.provider,
            occurred_at=instant_of(self.when(row)),
            note=row.note,
            ref=ref,
        )
