"""Checking batches and items: what stands of them in the ledger, and what is kept for the panels."""

from collections import Counter
from collections.abc import Iterator

from board.locale import _
from board.model.text import clean
from board.store.connection import Connection
from board.store.edition import setting

TABLES = ("batches", "items", "item_totals", "entry_kinds")
"""What this checks; their guards and shapes are those of this board."""


def problems(connection: Connection) -> Iterator[str]:
    """Yield what is wrong, each in a line. Reads everything; writes nothing."""
    for (id_,) in connection.execute(_ASTRAY, {"site": setting(connection, "site")}).fetchall():
        yield _("the entries of batch {id} are not where it says").format(id=clean(str(id_)))
    wrong = connection.execute(_TOTALS).fetchall()
    for action, agency, stage in wrong:
        yield _("the items of {agency} in {action}, {stage}, are not as many as is kept").format(
            agency=clean(str(agency)), action=clean(str(action)), stage=clean(str(stage))
        )
    (uncounted,) = connection.execute(_COUNTED).fetchone()
    if uncounted:
        yield _("{count} items do not count exactly once").format(count=uncounted)
    for id_, count in connection.execute(_GONE).fetchall():
        yield _("{count} entries of batch {id} stand, though it was taken back").format(count=count, id=clean(str(id_)))
    for tally, counted, stands in _differing(connection):
        action, agency, _unit, stage, _provider = map(clean, tally)
        yield _(
            "the ledger counts {stands} items of {agency} in {action}, {stage}: {counted} are known by name"
        ).format(stands=stands, agency=agency, action=action, stage=stage, counted=counted)
    (odd,) = connection.execute(_KINDS).fetchone()
    if odd:
        yield _("what {count} entries are is not kept as the ledger has them").format(count=odd)


def _differing(connection: Connection) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Yield the tallies of which the ledger counts another number of items than are known; both numbers.

    An entry of items may be put right on the board, which says nothing of the list: of such a tally nothing is claimed.
    Memory is that of the tallies, however many items there are.
    """
    named: Counter[tuple[str, ...]] = Counter(connection.execute(_NAMED))
    stand: dict[tuple[str, ...], tuple[int, int]] = {
        tuple(tally): (stands, touched) for *tally, stands, touched in connection.execute(_KNOWN)
    }
    for tally in sorted(named.keys() | stand.keys()):
        stands, touched = stand.get(tally, (0, 0))
        if not touched and stands != named[tally]:
            yield tally, named[tally], stands


# an entry that was taken back and recorded again bears its batch too, and lies behind it; so does what a batch counts
# since another one was taken back, which may be all that it counts
_ASTRAY = """
    SELECT coalesce(batches.id, found.batch)
    FROM batches LEFT JOIN (
        SELECT batch, min(seq) AS first, max(seq) AS last FROM ledger
        WHERE site = :site AND batch IN (SELECT id FROM batches) GROUP BY batch
    ) AS found ON found.batch = batches.id
    WHERE first_seq IS NOT NULL AND first IS NOT first_seq OR coalesce(last, 0) < coalesce(last_seq, 0)
    ORDER BY 1
"""

_TOTALS = """
    WITH senders AS (
        SELECT action, stage, fingerprint, count(*) AS count FROM items GROUP BY action, stage, fingerprint
    ), rightly AS (
        SELECT items.action, items.agency, items.stage, count(*) AS contributed, sum(count > 1) AS shared
        FROM items JOIN senders USING (action, stage, fingerprint) GROUP BY 1, 2, 3
    ), kept AS (
        SELECT action, agency, stage, contributed, shared FROM item_totals WHERE contributed > 0 OR shared > 0
    )
    SELECT DISTINCT action, agency, stage FROM (
        SELECT * FROM (SELECT * FROM rightly EXCEPT SELECT * FROM kept)
        UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM rightly)
    ) ORDER BY 1, 2, 3
"""

_COUNTED = """
    SELECT count(*) FROM (
        SELECT 1 FROM items GROUP BY action, stage, fingerprint HAVING sum(counted) <> 1
    )
"""

_GONE = """
    SELECT ledger.batch, count(*) FROM ledger
    WHERE ledger.batch IN (SELECT reverses FROM batches WHERE reverses IS NOT NULL) AND ledger.reverses_seq IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM ledger AS later WHERE later.reverses_site = ledger.site AND later.reverses_seq = ledger.seq
        )
    GROUP BY ledger.batch ORDER BY ledger.batch
"""

_NAMED = "SELECT action, agency, content_type, stage, coalesce(provider, '') FROM items WHERE counted"

# in the order of the index, so that nothing has to be sorted
_KNOWN = """
    SELECT k.action, k.agency, k.content_type, k.stage, k.provider,
        sum(iif(later.seq IS NULL, ledger.quantity, 0)),
        sum(later.seq IS NOT NULL AND (later.batch IS NULL OR later.batch NOT IN (SELECT id FROM batches)))
    FROM entry_kinds AS k INDEXED BY entry_kinds_by_tally
    CROSS JOIN ledger ON ledger.site = k.site AND ledger.seq = k.seq
    LEFT JOIN ledger AS later ON later.reverses_site = ledger.site AND later.reverses_seq = ledger.seq
    WHERE k.kind = 'items' GROUP BY k.action, k.agency, k.content_type, k.stage, k.provider
"""

_KINDS = """
    SELECT count(*) FROM entry_kinds AS k LEFT JOIN ledger ON ledger.site = k.site AND ledger.seq = k.seq
    WHERE ledger.seq IS NULL OR ledger.reverses_seq IS NOT NULL
        OR (k.action, k.agency, k.content_type, k.stage, k.provider)
            <> (ledger.action, ledger.agency, ledger.content_type, ledger.stage, coalesce(ledger.provider, ''))
"""
