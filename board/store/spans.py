"""The ledger as of a moment, by either clock: from what was there at a start, by spans of time, to single entries.

However long a ledger is, what is read is bounded: by when things happened, the sums of its days and of the ten minutes
of one, those before the moment or those after it; by when they were recorded, what was there when the last two hours
began and their ten minutes; then the entries of one side of the last ten minutes, the shorter one.
"""

from typing import NamedTuple

from board.model.instants import milliseconds
from board.model.moment import Clock, Moment
from board.store.connection import Connection

MINUTE = 60_000
"""Milliseconds."""
SPAN = 10
"""Minutes of a short span."""
DAY = 1440
"""Minutes of a long one."""
OPENING = 120
"""Minutes after which it is put aside what was there."""

SHORT_SIDE = 2_000
"""Entries up to which the beginning of a span is added up; where it holds more, its end is taken off, if shorter."""

INDEXES = {Clock.KNOWN: "ledger_by_action", Clock.HAPPENED: "ledger_by_occurrence"}
"""That hold the entries of an action in the order of a clock."""

_SIGN = "iif(reverses_seq IS NULL, 1, -1)"
_TURNED = "(quantity < 0) = (reverses_seq IS NULL)"
FIRMNESS = f"""
    {_SIGN} * (qualifier = iif({_TURNED}, 'at_most', 'at_least')) AS at_least,
    {_SIGN} * (qualifier = iif({_TURNED}, 'at_least', 'at_most')) AS at_most,
    {_SIGN} * (qualifier = 'about') AS about"""
"""Columns of a query on the ledger: what each entry adds to how many are not exact, by kind."""
_KEY = "agency, provider, content_type, stage"
_SUMS = "sum(quantity), sum(at_least), sum(at_most), sum(about), sum(entries)"


class Sum(NamedTuple):
    """What one agency counted of one content type at one stage on one provider, "" where none was named."""

    agency: str
    provider: str
    content_type: str
    stage: str
    quantity: int
    at_least: int
    at_most: int
    about: int
    entries: int


def sums_at(connection: Connection, action: str, moment: Moment) -> list[Sum]:
    """Return the sums of an action as they were at a moment; those to which nothing had been added are absent."""
    at, clock = milliseconds(moment.at), moment.clock
    step = at // (SPAN * MINUTE)
    if clock == Clock.HAPPENED:
        start = f"spans WHERE action = :action AND clock = '{clock}' AND minutes = {DAY} AND step < :opening"
        opening, first = at // (DAY * MINUTE), at // (DAY * MINUTE) * DAY // SPAN
        late = step - first > DAY // SPAN // 2  # in the second half of the day its rest is shorter, and is taken off
        opening += late
    else:
        start = "openings WHERE action = :action AND step = :opening AND agency <> ''"
        opened: tuple[int] | None = connection.execute(
            "SELECT step FROM openings WHERE action = ? AND step <= ? ORDER BY step DESC LIMIT 1",
            (action, at // (OPENING * MINUTE)),
        ).fetchone()
        if opened is None:
            return []
        opening, first, late = opened[0], opened[0] * OPENING // SPAN, False
    rest, whole = _rest(connection, action, clock, at)
    last = step if whole else step - 1
    sign = ""
    if late:
        first, last, sign = last + 1, first + DAY // SPAN - 1, "-"
    columns = f"{_KEY}, quantity, at_least, at_most, about, entries"
    rows = connection.execute(
        f"""
        SELECT {_KEY}, {_SUMS} FROM (
            SELECT {columns} FROM {start}
            UNION ALL
            SELECT {_KEY}, {sign}quantity, {sign}at_least, {sign}at_most, {sign}about, {sign}entries
            FROM spans WHERE action = :action AND clock = :clock AND minutes = {SPAN} AND step BETWEEN :first AND :last
            UNION ALL {rest}
        ) GROUP BY {_KEY} HAVING sum(entries)
        """,  # noqa: S608 ours
        {
            "action": action,
            "clock": str(clock),
            "opening": opening,
            "first": first,
            "last": last,
            "at": at,
            "start": step * SPAN * MINUTE,
            "end": (step + 1) * SPAN * MINUTE - 1,
        },
    ).fetchall()
    return [Sum(*row) for row in rows]


def _rest(connection: Connection, action: str, clock: Clock, at: int) -> tuple[str, bool]:
    """Return the query of the entries on one side of a moment within its span, and whether the span is counted whole.

    The query has the columns of a `Sum`; where the span is counted whole, it takes off what came after the moment.
    """
    index = INDEXES[clock]
    start = at // (SPAN * MINUTE) * SPAN * MINUTE
    counted: tuple[int] = connection.execute(
        f"""
        SELECT count(*) FROM (
            SELECT 1 FROM ledger INDEXED BY {index} WHERE action = ? AND {clock} BETWEEN ? AND ? LIMIT {SHORT_SIDE}
        )
        """,  # noqa: S608 ours
        (action, start, at),
    ).fetchone()
    whole = counted[0] == SHORT_SIDE
    side = ":at + 1 AND :end" if whole else ":start AND :at"
    sign = "-" if whole else ""
    return (
        f"""
        SELECT agency, coalesce(provider, ''), content_type, stage,
            {sign}quantity, {sign}at_least, {sign}at_most, {sign}about, {sign}1
        FROM (
            SELECT *,{FIRMNESS} FROM ledger INDEXED BY {index} WHERE action = :action AND {clock} BETWEEN {side}
        )
        """,  # noqa: S608 ours
        whole,
    )
