"""Checking what is derived from the ledger and kept by time: the pulse, the tempo, the spans of ten minutes and days.

The ledger is read through the index of a clock, some thousand entries at a time. They are summed in a table that only
this connection has, in memory, and held against what is kept, in SQL. So memory is that of one stretch of time, however
long the ledger is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from board.locale import _
from board.model.moment import Clock
from board.store.connection import Connection
from board.store.spans import DAY, FIRMNESS, INDEXES, MINUTE, SPAN

PORTION = 20_000
"""Entries after which what was summed is compared, at the end of the span they lie in."""

_BEFORE, _AFTER = -(2**62), 2**62
"""Milliseconds before and after everything that is kept."""

_KEY = "agency, provider, content_type, stage"
_SUMS = "quantity, at_least, at_most, about, entries"


class _Kept(NamedTuple):
    """A table of sums, or a part of it."""

    rows: str
    """Query of what is kept of an action between the steps `:first` and `:last` of `minutes`: first what it is of."""
    right: str
    """Query of the same in what was summed."""
    key: str
    """Columns that say what it is of."""
    minutes: int
    """Of a step."""


_PULSE = _Kept(
    "SELECT minute, agency, content_type, stage, quantity FROM pulse "
    "WHERE action = :action AND minute BETWEEN :first AND :last",
    "SELECT step AS minute, agency, content_type, stage, sum(quantity) AS quantity FROM temp.summed "
    "GROUP BY step, agency, content_type, stage",
    "minute, agency, content_type, stage",
    1,
)
_TEMPO = _Kept(
    "SELECT step, kind, slug, stage, quantity FROM tempo WHERE action = :action AND step BETWEEN :first AND :last",
    f"""
        SELECT step / {SPAN} AS step, 'agency' AS kind, agency AS slug, stage, sum(quantity) AS quantity
        FROM temp.summed GROUP BY 1, agency, stage
        UNION ALL SELECT step / {SPAN}, 'content_type', content_type, stage, sum(quantity)
        FROM temp.summed GROUP BY 1, content_type, stage
    """,  # noqa: S608 ours
    "step, kind, slug, stage",
    SPAN,
)


def _spans(clock: Clock, minutes: int, summed_by: int) -> _Kept:
    """Return the spans of one length, by one clock, of which sums by so many minutes are there."""
    return _Kept(
        f"SELECT step, {_KEY}, {_SUMS} FROM spans WHERE action = :action AND clock = '{clock}' "  # noqa: S608 ours
        f"AND minutes = {minutes} AND step BETWEEN :first AND :last",
        f"SELECT step / {minutes // summed_by} AS step, {_KEY}, sum(quantity) AS quantity, "  # noqa: S608 ours
        "sum(at_least) AS at_least, sum(at_most) AS at_most, sum(about) AS about, sum(entries) AS entries "
        f"FROM temp.summed GROUP BY 1, {_KEY}",
        f"step, {_KEY}",
        minutes,
    )


class _Pass(NamedTuple):
    """What is checked in one reading of the ledger."""

    clock: Clock
    summed_by: int
    """Minutes of the steps by which is summed."""
    ends_with: int
    """Minutes of the steps with whose end a stretch ends."""
    kept: tuple[_Kept, ...]


_PASSES = (
    _Pass(Clock.HAPPENED, 1, SPAN, (_PULSE, _TEMPO, _spans(Clock.HAPPENED, SPAN, 1))),
    _Pass(Clock.HAPPENED, DAY, DAY, (_spans(Clock.HAPPENED, DAY, DAY),)),
    _Pass(Clock.KNOWN, SPAN, SPAN, (_spans(Clock.KNOWN, SPAN, SPAN),)),
)


def problems(connection: Connection) -> Iterator[str]:
    """Yield where what is kept by time is not what the ledger says; each kind in a line."""
    actions = _actions(connection)
    for one in _PASSES:
        wrong = [0] * len(one.kept)
        with _summing(connection):
            for action in actions:
                for place, count in enumerate(_wrong(connection, one, action)):
                    wrong[place] += count
        yield from (_said(kept, one.clock, count) for kept, count in zip(one.kept, wrong, strict=True) if count)
    odd: tuple[int] = connection.execute(
        "SELECT count(*) FROM spans WHERE (clock, minutes) NOT IN (VALUES (?, ?), (?, ?), (?, ?))",
        (Clock.HAPPENED, SPAN, Clock.HAPPENED, DAY, Clock.KNOWN, SPAN),
    ).fetchone()
    if odd[0]:
        yield _("{count} sums by spans of time are none of this board's").format(count=odd[0])


def _said(kept: _Kept, clock: Clock, count: int) -> str:
    if kept is _PULSE:
        return _("the pulse differs from the ledger in {count} minutes").format(count=count)
    if kept is _TEMPO:
        return _("the tempo differs from the ledger in {count} steps").format(count=count)
    return _("the sums by {minutes} minutes ({clock}) differ from the ledger in {count} places").format(
        minutes=kept.minutes, clock=clock, count=count
    )


def _actions(connection: Connection) -> list[str]:
    """Return every action of which anything was counted or is kept; each table is asked only for the next one."""
    found: set[str] = set()
    for table in ("ledger", "pulse", "tempo", "spans"):
        query = f"SELECT min(action) FROM {table} WHERE action > ?"  # noqa: S608 ours
        action: str | None = ""
        while (action := connection.execute(query, (action,)).fetchone()[0]) is not None:
            found.add(action)
    return sorted(found)


@contextmanager
def _summing(connection: Connection) -> Iterator[None]:
    """Give this connection a table of its own in which to sum. The store itself, if opened for reading, stays so."""
    (only,) = connection.execute("PRAGMA query_only").fetchone()
    connection.execute("PRAGMA query_only = OFF")
    connection.execute("""
        CREATE TEMP TABLE summed (
            step INTEGER, agency TEXT, provider TEXT, content_type TEXT, stage TEXT,
            quantity INTEGER, at_least INTEGER, at_most INTEGER, about INTEGER, entries INTEGER,
            PRIMARY KEY (step, agency, provider, content_type, stage)
        ) WITHOUT ROWID
    """)
    try:
        yield
    finally:
        connection.execute("DROP TABLE temp.summed")
        connection.execute(f"PRAGMA query_only = {only}")


def _wrong(connection: Connection, one: _Pass, action: str) -> list[int]:
    """Return for each kind of sums at how many places those of an action differ."""
    wrong = [0] * len(one.kept)
    for start, end in _stretches(connection, one, action):
        connection.execute("DELETE FROM temp.summed")
        connection.execute(
            f"""
            INSERT INTO temp.summed
            SELECT {one.clock} / {one.summed_by * MINUTE}, agency, coalesce(provider, ''), content_type, stage,
                quantity, at_least, at_most, about, 1
            FROM (
                SELECT *,{FIRMNESS} FROM ledger INDEXED BY {INDEXES[one.clock]}
                WHERE action = ? AND {one.clock} BETWEEN ? AND ?
            ) WHERE true
            ON CONFLICT DO UPDATE SET
                quantity = quantity + excluded.quantity,
                at_least = at_least + excluded.at_least,
                at_most = at_most + excluded.at_most,
                about = about + excluded.about,
                entries = entries + 1
            """,  # noqa: S608 ours
            (action, start, end),
        )
        for place, kept in enumerate(one.kept):
            found: tuple[int] = connection.execute(
                f"""
                SELECT count(*) FROM (
                    SELECT DISTINCT {kept.key} FROM (
                        SELECT * FROM (SELECT * FROM ({kept.rows}) EXCEPT SELECT * FROM ({kept.right}))
                        UNION ALL SELECT * FROM (SELECT * FROM ({kept.right}) EXCEPT SELECT * FROM ({kept.rows}))
                    )
                )
                """,  # noqa: S608 ours
                {
                    "action": action,
                    "first": start // (kept.minutes * MINUTE),
                    "last": (end + 1) // (kept.minutes * MINUTE) - 1,
                },
            ).fetchone()
            wrong[place] += found[0]
    return wrong


def _stretches(connection: Connection, one: _Pass, action: str) -> Iterator[tuple[int, int]]:
    """Yield stretches of time that lie side by side and together hold everything, in milliseconds, the end included."""
    length = one.ends_with * MINUTE
    start, end = _BEFORE // length * length, _AFTER // length * length - 1
    while True:
        last: tuple[int] | None = connection.execute(
            f"""
            SELECT {one.clock} FROM ledger INDEXED BY {INDEXES[one.clock]}
            WHERE action = ? AND {one.clock} >= ? ORDER BY {one.clock} LIMIT 1 OFFSET {PORTION - 1}
            """,  # noqa: S608 ours
            (action, start),
        ).fetchone()
        if last is None or last[0] > end - length:
            yield start, end
            return
        yield start, (last[0] // length + 1) * length - 1
        start = (last[0] // length + 1) * length
