"""Checking the ledger row by row: the chain of hashes, what no board would have written, reversals, notes."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from board.locale import _
from board.model.entry import LARGEST_ENTRY, NO_HASH, LedgerRow, hash_of, note_hash_of
from board.model.instants import milliseconds
from board.model.text import clean, is_clean, is_visible
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES
from board.store.connection import Connection
from board.store.edition import setting

MOST_NAMED = 10
"""Reversals that are named; a store in which more are wrong is not mended one by one."""

_COLUMNS = ", ".join(LedgerRow._fields)
_STAGES, _TYPES = frozenset(map(str, LEDGER_STAGES)), frozenset(map(str, LEDGER_TYPES))
_LAST = milliseconds(datetime.max.replace(tzinfo=UTC))


def problems(connection: Connection, seen: Callable[[LedgerRow], None]) -> Iterator[str]:
    """Yield the first broken row of each site; all that follow it are in doubt.

    Args:
        connection: The store.
        seen: Is handed every row, in the order of sites and numbers.
    """
    site, expected, before, at, broken = "", 1, NO_HASH, 0, False
    for values in connection.execute(f"SELECT {_COLUMNS} FROM ledger ORDER BY site, seq"):  # noqa: S608 ours
        row = LedgerRow(*values)
        seen(row)
        if row.site != site:
            site, expected, before, at, broken = row.site, 1, NO_HASH, 0, False
        if not broken:
            why = _broken(row, expected, before, at) or _never_written(row)
            if why:
                broken = True
                yield _("entry {seq} of site {site}: {why}").format(seq=row.seq, site=row.site, why=why)
        expected, before, at = row.seq + 1, row.hash, row.recorded_at


def _broken(row: LedgerRow, expected: int, before: bytes, at: int) -> str | None:
    if row.seq != expected:
        return _("entry {expected} is missing before it").format(expected=expected)
    if row.prev_hash != before:
        return _("it does not follow the entry before it")
    if row.hash != hash_of(row):
        return _("its content is not what was recorded")
    if row.recorded_at < at:
        return _("it was recorded before the entry before it")
    return None


def _never_written(row: LedgerRow) -> str | None:
    """Return what no board would have recorded of a row that fits the chain: whoever writes it may hash it too."""
    if row.stage not in _STAGES:
        return _("no entry can have the stage {stage}").format(stage=clean(row.stage))
    if row.content_type not in _TYPES:
        return _("no entry can have the content type {unit}").format(unit=clean(row.content_type))
    if not 0 < abs(row.quantity) <= LARGEST_ENTRY:
        return _("no entry can count {quantity}").format(quantity=row.quantity)
    if not (0 <= row.occurred_at <= _LAST and 0 <= row.recorded_at <= _LAST):
        return _("its times are none")
    if row.note_hash is not None and len(row.note_hash) != len(NO_HASH):
        return _("its note has no hash")
    if not is_visible(row.operator):
        return _("nobody can be seen who recorded it")
    texts = (row.site, row.id, row.action, row.agency, row.provider, row.operator, row.source, row.ref)
    kept = [one for one in (*texts, row.reverses_site, row.batch) if one is not None]
    if not all(map(is_clean, kept)):
        return _("it holds characters that no board lets in")
    return None


def reversals(connection: Connection) -> Iterator[str]:
    """Yield the entries that take back something else than one whole entry before them."""
    for site, seq in connection.execute(
        """
        SELECT new.site, new.seq FROM ledger AS new
        LEFT JOIN ledger AS old ON old.site = new.reverses_site AND old.seq = new.reverses_seq
        WHERE new.reverses_seq IS NOT NULL AND NOT coalesce(
            old.reverses_seq IS NULL
            AND old.action = new.action AND old.agency = new.agency AND old.provider IS new.provider
            AND old.content_type = new.content_type AND old.stage = new.stage
            AND old.qualifier = new.qualifier AND old.quantity = -new.quantity
            AND old.occurred_at = new.occurred_at
            AND (old.site <> new.site OR old.seq < new.seq), 0)
        ORDER BY new.site, new.seq LIMIT ?
        """,
        (MOST_NAMED,),
    ):
        yield _("entry {seq} of site {site}: it does not take back one whole entry").format(seq=seq, site=clean(site))


def notes(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the notes. Those of another site's entries may have stayed there."""
    site = setting(connection, "site")
    if connection.execute("SELECT 1 FROM ledger LIMIT 1").fetchone():
        own = connection.execute("SELECT 1 FROM ledger WHERE site = ? LIMIT 1", (site,)).fetchone()
        if own is None:
            yield _("no entry is of this store's own site {site}").format(site=clean(str(site)))
    for (seq,) in connection.execute(
        """
        SELECT seq FROM ledger WHERE site = :site AND note_hash IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM notes WHERE notes.hash = ledger.note_hash)
        LIMIT 1
        """,
        {"site": site},
    ):
        yield _("the note of entry {seq} of site {site} was taken out").format(seq=seq, site=clean(str(site)))
    for kept, text in connection.execute("SELECT hash, text FROM notes"):
        if note_hash_of(text) != kept:
            yield _("the note {start} is not what was recorded").format(start=kept.hex()[:12])
        elif not is_clean(text):
            yield _("the note {start} holds characters that no board lets in").format(start=kept.hex()[:12])
