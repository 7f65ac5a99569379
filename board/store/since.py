"""Whether the ledger of then is the beginning of the ledger of now: nothing was rewritten, entries only came after."""

import re
from typing import NamedTuple

from board.locale import _
from board.model.entry import NO_HASH, LedgerRow, hash_of
from board.model.instants import EPOCH
from board.model.situation_report import Head
from board.model.text import clean
from board.store.connection import Connection, reading, speaking
from board.store.ledger import COLUMNS
from board.store.opening import Store
from board.store.refused import Refused
from board.store.situation import situation_of
from board.store.situation_reports import head_of

LEAST_DIGITS = 8
"""Hexadecimal digits of a head's hash that are asked for at least: 4 thousand million ledgers differ in them."""

_NUMBER = re.compile(rf"\d{{1,{LEAST_DIGITS - 1}}}", re.ASCII)
_HASH = re.compile(rf"[0-9a-f]{{{LEAST_DIGITS},64}}", re.ASCII)


class Since(NamedTuple):
    """The ledger of then is the beginning of that of now."""

    head: Head | None
    """The last entry of then; None where the ledger was empty."""
    entries: int
    """That came since, of all actions."""


def since(store: Store, said: str, action: str | None) -> Since:
    """Check that the ledger only grew since a situation report was taken, or a head hash was printed.

    Args:
        store: The store.
        said: The number of a report, or the beginning of a head's hash.
        action: Slug of the action whose report it is; None for the newest that is ongoing.

    Raises:
        Refused: It did not only grow, `said` names nothing, or the store cannot be read.
    """
    wanted = said.strip().lower()
    with speaking(store.path, store.wait), reading(store.connection):
        if _NUMBER.fullmatch(wanted):
            slug = action or situation_of(store.connection, None, EPOCH).action.slug
            head = head_of(store.connection, slug, int(wanted))
            return _look(store.connection, head.hash, head) if head else Since(None, _entries(store.connection))
        if _HASH.fullmatch(wanted):
            return _look(store.connection, wanted, None)
    raise Refused(
        _("“{said}” names no situation report: write its number, or at least {least} digits of a head's hash").format(
            said=clean(said)[:40], least=LEAST_DIGITS
        )
    )


def _look(connection: Connection, start: str, named: Head | None) -> Since:
    """Walk along the chains up to the entry whose hash starts so, working every hash out anew."""
    found: LedgerRow | None = None
    after = 0
    site, seq, before, whole, why = "", 0, NO_HASH, True, ""
    for values in connection.execute(f"SELECT {COLUMNS} FROM ledger ORDER BY site, seq"):  # noqa: S608 ours
        row = LedgerRow(*values)
        if row.site != site:
            site, seq, before, whole = row.site, 0, NO_HASH, True
        if whole and not (row.seq == seq + 1 and row.prev_hash == before and row.hash == hash_of(row)):
            whole, why = False, _("entry {seq} was changed, or one before it taken out").format(seq=row.seq)
        seq, before = row.seq, row.hash
        if row.hash.hex().startswith(start):
            if found is not None:
                raise Refused(
                    _("more than one entry has a hash that starts with {start}: give more of it").format(start=start)
                )
            if not whole:
                raise Refused(_not_a_prefix(start, why))
            found, after = row, 0
        elif found is not None and row.site == found.site:
            after += 1
    if found is None:
        raise Refused(
            _(
                "no entry of the ledger has a hash that starts with {start}: the ledger was rewritten since, "
                "or this is another store"
            ).format(start=start[:16])
        )
    if named is not None and (found.site, found.seq) != (named.site, named.seq):
        raise Refused(_not_a_prefix(start, _("its last entry stands in another place")))
    return Since(Head(found.site, found.seq, found.hash.hex()), after)


def _not_a_prefix(start: str, why: str) -> str:
    return _("the ledger of then ({start}…) is not the beginning of the ledger of now: {why}").format(
        start=start[:16], why=why
    )


def _entries(connection: Connection) -> int:
    count: tuple[int] = connection.execute("SELECT count(*) FROM ledger").fetchone()
    return count[0]
