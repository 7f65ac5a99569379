"""Recording from the screen: off the screen's thread, so that the keyboard lives while a store is held."""

from collections.abc import Callable

from board.exchange.record_line import login_name, record
from board.locale import _, words
from board.model.entry import LedgerRow
from board.model.text import clean
from board.model.vocabulary import ContentType, Stage
from board.store.ledger import last_of, reverse
from board.store.opening import Store
from board.store.reader import Reader
from board.store.refused import Refused


class Desk:
    """The duty officer's place: who records, and how to reach the store from another thread."""

    def __init__(self, reader: Reader, operator: str) -> None:
        """Take the place.

        Args:
            reader: On the store that the board shows.
            operator: Who records; the login name if it is empty.
        """
        self._reader = reader
        self.operator = operator or login_name()
        self.lines: list[str] = []
        """What was recorded here, as it was typed, the oldest first."""

    def record(self, typed: str, action: str) -> str:
        """Record a line; call it in a thread. Return in words what the ledger holds now.

        Raises:
            Refused: Nothing was recorded.
        """
        said = self._with_store(
            lambda store: record(Reader(store, self._reader.clock), typed, self.operator, action=action)
        )
        self.lines.append(typed)
        return said

    def last(self) -> LedgerRow | None:
        """Return the officer's last entry that stands."""
        return last_of(self._reader.store, self.operator)

    def take_back(self, row: LedgerRow, why: str) -> str:
        """Take an entry back; call it in a thread. Return it in words.

        Raises:
            Refused: Nothing was changed.
        """
        self._with_store(
            lambda store: reverse(store, row.site, row.seq, why, self.operator, self._reader.clock()) and ""
        )
        return _("taken back: {entry}").format(entry=entry_in_words(row))

    def _with_store(self, work: Callable[[Store], str]) -> str:
        again = self._reader.store.again
        if again is None:
            raise Refused(_("this store was not opened to be written to"))
        store = again()
        try:
            return work(store)
        finally:
            store.close()


def entry_in_words(row: LedgerRow) -> str:
    """Return an entry of the ledger in a line: "entry 12: +120 videos removed, eu-iru on telegram"."""
    unit = words.unit(ContentType(row.content_type), abs(row.quantity))
    where = _(" on {provider}").format(provider=clean(row.provider)) if row.provider else ""
    return _("entry {seq}: {quantity} {unit} {stage}, {agency}{where}").format(
        seq=row.seq,
        quantity=f"{row.quantity:+,}",
        unit=unit,
        stage=words.stage(Stage(row.stage)),
        agency=clean(row.agency),
        where=where,
    )
