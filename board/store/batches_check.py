"""Checking batches and items: what stands of them in the ledger, and what is kept for the panels."""

from collections.abc import Iterator

from board.locale import _
from board.model.text import clean
from board.store.connection import Connection
from board.store.edition import setting

TABLES = ("batches", "items", "item_totals")
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


# an entry that was taken back and recorded again bears its batch too, and lies behind it
_ASTRAY = """
    SELECT coalesce(batches.id, found.batch)
    FROM batches LEFT JOIN (
        SELECT batch, min(seq) AS first, max(seq) AS last FROM ledger
        WHERE site = :site AND batch IN (SELECT id FROM batches) GROUP BY batch
    ) AS found ON found.batch = batches.id
    WHERE first IS NOT first_seq OR coalesce(last, 0) < coalesce(last_seq, 0)
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
