"""The ledger as of a moment, by either clock: whole days, then spans of ten minutes, then the entries of the last.

However long a ledger is, what is read is bounded: the sums of its days, those of at most a day's spans, and the
entries of one side of one span, the shorter one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from board.locale import _
from board.model.instants import milliseconds
from board.model.moment import Clock, Moment
from board.store.connection import Connection

MINUTE = 60_000
"""Milliseconds."""
SPAN = 10
"""Minutes of a short span."""
DAY = 1440
"""Minutes of a long one."""

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
    step, day = at // (SPAN * MINUTE), at // (DAY * MINUTE)
    rest, whole = _rest(connection, action, clock, at)
    rows = connection.execute(
        f"""
        SELECT {_KEY}, {_SUMS} FROM (
            SELECT * FROM spans WHERE action = :action AND clock = :clock AND minutes = {DAY} AND step < :day
            UNION ALL
            SELECT * FROM spans WHERE action = :action AND clock = :clock AND minutes = {SPAN}
                AND step BETWEEN :first AND :last
            UNION ALL {rest}
        ) GROUP BY {_KEY} HAVING sum(entries)
        """,  # noqa: S608 ours
        {
            "action": action,
            "clock": str(clock),
            "day": day,
            "first": day * DAY // SPAN,
            "last": step if whole else step - 1,
            "at": at,
            "start": step * SPAN * MINUTE,
            "end": (step + 1) * SPAN * MINUTE - 1,
        },
    ).fetchall()
    return [Sum(*row) for row in rows]


def _rest(connection: Connection, action: str, clock: Clock, at: int) -> tuple[str, bool]:
    """Return the query of the entries on one side of a moment within its span, and whether the span is counted whole.

    The query has the columns of `spans`; where the span is counted whole, it takes off what came after the moment.
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
        SELECT action, '', 0, 0, agency, coalesce(provider, ''), content_type, stage,
            {sign}quantity, {sign}at_least, {sign}at_most, {sign}about, {sign}1
        FROM (
            SELECT *,{FIRMNESS} FROM ledger INDEXED BY {index} WHERE action = :action AND {clock} BETWEEN {side}
        )
        """,  # noqa: S608 ours
        whole,
    )


def tempo_at(
    connection: Connection, action: str, moment: Moment, steps: int, per_step: int
) -> dict[tuple[str, str, str], list[int]]:
    """Return for each kind ("agency" or "content_type"), slug and stage what was counted in the last steps.

    Args:
        connection: The store.
        action: Slug.
        moment: The end of the last step, which is the span of ten minutes that holds it.
        steps: How many.
        per_step: Short spans of a step.

    Returns:
        Counts, the oldest first, and after them that of the last two steps, as a situation's tempo has it.
    """
    at, clock = milliseconds(moment.at), moment.clock
    last = at // (SPAN * MINUTE)
    found: defaultdict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0] * (steps + 1))
    rows: list[tuple[int, str, str, str, int]] = connection.execute(
        """
        SELECT step, agency, content_type, stage, sum(quantity) FROM spans
        WHERE action = :action AND clock = :clock AND minutes = :minutes AND step BETWEEN :first AND :last
        GROUP BY step, agency, content_type, stage
        """,
        {
            "action": action,
            "clock": str(clock),
            "minutes": SPAN,
            "first": last - steps * per_step + 1,
            "last": last,
        },
    ).fetchall()
    later: list[tuple[int, str, str, str, int]] = connection.execute(
        f"""
        SELECT :last, agency, content_type, stage, -sum(quantity) FROM ledger INDEXED BY {INDEXES[clock]}
        WHERE action = :action AND {clock} BETWEEN :at + 1 AND :end GROUP BY agency, content_type, stage
        """,  # noqa: S608 ours
        {"last": last, "action": action, "at": at, "end": (last + 1) * SPAN * MINUTE - 1},
    ).fetchall()
    for step, agency, unit, stage, quantity in [*rows, *later]:
        age = last - step
        for kind, slug in (("agency", agency), ("content_type", unit)):
            counts = found[kind, slug, stage]
            counts[steps - 1 - age // per_step] += quantity
            if age <= 2 * per_step:  # from the ten minutes in which the last hour began
                counts[-1] += quantity
    return dict(found)


def problems(connection: Connection) -> Iterator[str]:
    """Yield where the spans are not what the ledger says."""
    for clock in Clock:
        for minutes, said in ((SPAN, _("ten minutes")), (DAY, _("a day"))):
            wrong = _different(connection, clock, minutes)
            if wrong:
                yield _("the sums by {span} ({clock}) differ from the ledger in {count} places").format(
                    span=said, clock=clock, count=wrong
                )


def _different(connection: Connection, clock: Clock, minutes: int) -> int:
    """Return in how many places the kept sums of one kind of span differ from the ledger's."""
    columns = f"action, step, {_KEY}, quantity, at_least, at_most, about, entries"
    kept = f"SELECT {columns} FROM spans WHERE clock = '{clock}' AND minutes = {minutes}"  # noqa: S608 ours
    right = f"""
        SELECT action, {clock} / ({minutes} * {MINUTE}) AS step, agency, coalesce(provider, '') AS home, content_type,
            stage, sum(quantity), sum(at_least), sum(at_most), sum(about), count(*)
        FROM (SELECT *,{FIRMNESS} FROM ledger) GROUP BY action, step, agency, home, content_type, stage
    """  # noqa: S608 ours
    row: Sequence[int] = connection.execute(
        f"""
        WITH kept AS ({kept}), computed AS MATERIALIZED ({right})
        SELECT count(*) FROM (
            SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM computed)
            UNION ALL SELECT * FROM (SELECT * FROM computed EXCEPT SELECT * FROM kept)
        )
        """  # noqa: S608 ours
    ).fetchone()
    return row[0]
