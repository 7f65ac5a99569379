"""The ledger: one entry or many are appended, one is taken back or put right. Nothing is ever changed or taken out."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from board.locale import _, punctuation
from board.model.entry import Entry, LedgerRow
from board.model.text import clean
from board.store.acts import Undoing, undoing
from board.store.appending import ID_BYTES as ID_BYTES
from board.store.appending import Appending as Appending
from board.store.appending import Recorded as Recorded
from board.store.appending import When
from board.store.appending import uuid7 as uuid7
from board.store.connection import Connection, speaking, writing
from board.store.edition import setting
from board.store.ledger_rows import COLUMNS as COLUMNS
from board.store.ledger_rows import STANDS
from board.store.ledger_rows import opposite as opposite
from board.store.opening import Store, must_be
from board.store.refused import Refused
from board.store.worded import operator_of


def append(store: Store, entries: Sequence[Entry], operator: str, now: When) -> Recorded:
    """Append entries in one transaction: all of them are on disk when this returns, or none is.

    Args:
        store: A store that may be written.
        entries: At least one, in the order in which they are to stand. Each stands for itself: they are no act.
        operator: Who records them.
        now: The instant of recording, aware, or a clock that tells it.

    Raises:
        Refused: An entry names what the store does not know, repeats a sender's reference, or would take a tally below
            zero. Nothing is recorded then.
    """
    who = check(store, operator)
    with recording(store) as connection:
        appending = Appending(connection, who, now)
        for entry in entries:
            appending.add(entry)
        return appending.done()


def reverse(store: Store, site: str, seq: int, why: str, operator: str, now: When) -> Recorded:
    """Take back one entry by appending its opposite, with the reason; a whole act, where it belongs to one.

    Raises:
        Refused: There is no such entry, it is a reversal, it or its act was taken back before, or no reason is given.
    """
    who = check(store, operator)
    with recording(store) as connection:
        appending = Appending(connection, who, now)
        appending.take_back(site, seq, why)
        return appending.done()


def correct(store: Store, site: str, seq: int, right: Entry, why: str, operator: str, now: When) -> Recorded:
    """Put an entry right: its reversal with the reason, and what it should have been, in one transaction.

    Raises:
        Refused: The entry cannot be taken back (see `reverse`), or the right one cannot be appended. Nothing is
            changed then.
    """
    who = check(store, operator)
    with recording(store) as connection:
        appending = Appending(connection, who, now)
        appending.put_right(site, seq, right, why)
        return appending.done()


def last_of(store: Store, operator: str, action: str | None = None) -> LedgerRow | None:
    """Return the last entry of an operator at this site that stands, None where there is none.

    Args:
        store: The store.
        operator: Who recorded it.
        action: Slug of the action it is of; None for any.

    Raises:
        Refused: The store cannot be read.
    """
    with speaking(store.path, store.wait):
        row = store.connection.execute(
            f"""
            SELECT {COLUMNS} FROM ledger INDEXED BY ledger_by_operator
            WHERE operator = ?1 AND +site = ?2 AND (?3 IS NULL OR action = ?3) AND {STANDS}
            ORDER BY recorded_at DESC, site DESC, seq DESC LIMIT 1
            """,  # noqa: S608 ours
            (clean(operator).strip(), setting(store.connection, "site"), action),
        ).fetchone()
        return LedgerRow(*row) if row else None


def taking_back(store: Store, site: str, seq: int) -> Undoing:
    """Return what `reverse` would take back, and what would stand again.

    Raises:
        Refused: The entry cannot be taken back, or the store cannot be read.
    """
    with speaking(store.path, store.wait):
        return undoing(store.connection, site, seq)


def check(store: Store, operator: str) -> str:
    """Check that somebody may record here, and return who, as the ledger keeps it.

    Raises:
        Refused: The store is open for reading only, or nobody says who records.
    """
    if store.read_only:
        raise Refused(_("the store is open for reading only: leave out --read-only to record"))
    return operator_of(operator)


@contextmanager
def recording(store: Store) -> Iterator[Connection]:
    """Hold the ledger of a store: what the block writes is on disk in that very file when it ends, or nothing is.

    Raises:
        Refused: The store is held by another program, cannot be written, or another file lies in its place by now. It
            says whether anything may have been recorded.
    """
    with speaking(store.path, store.wait, reads=False):
        with writing(store.connection):
            _be_there(store, _("nothing was recorded"))
            yield store.connection
        _be_there(store, _("what was recorded just now may be lost, so look for it before you record it again"))


def _be_there(store: Store, otherwise: str) -> None:
    """Check that the store's file is still the one that was opened: others may have replaced it while this waited."""
    try:
        must_be(store.path, store.opened)
    except Refused as gone:
        raise Refused(punctuation.labelled(otherwise, str(gone))) from gone
