"""The ledger as of a moment, by either clock: from what was there at a start, by spans of time, to single entries.

However long a ledger is, what is read is bounded: by when things happened, the sums of its days and of the ten minutes
of one, those before the moment or those after it; by when they were recorded, what was there when the last two hours
began and their ten minutes; then the entries of one side of the last ten minutes, the shorter one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
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
    if clock == Clock.HAPPENED:  # the board keeps it by kind
        kept = "SELECT step, kind, slug, stage, quantity FROM tempo WHERE action = :action"
    else:
        kept = f"""
            SELECT step, 'agency' AS kind, agency AS slug, stage, sum(quantity) AS quantity FROM spans
            WHERE action = :action AND clock = '{clock}' AND minutes = {SPAN} AND step BETWEEN :first AND :last
            GROUP BY step, agency, stage
            UNION ALL SELECT step, 'content_type', content_type, stage, sum(quantity) FROM spans
            WHERE action = :action AND clock = '{clock}' AND minutes = {SPAN} AND step BETWEEN :first AND :last
            GROUP BY step, content_type, stage
        """  # noqa: S608 ours
    rows: list[tuple[int, str, str, str, int]] = connection.execute(
        f"SELECT * FROM ({kept}) WHERE step BETWEEN :first AND :last",  # noqa: S608 ours
        {"action": action, "first": last - steps * per_step + 1, "last": last},
    ).fetchall()
    later: list[tuple[str, str, str, int]] = connection.execute(
        f"""
        SELECT agency, content_type, stage, -sum(quantity) FROM ledger INDEXED BY {INDEXES[clock]}
        WHERE action = ? AND {clock} BETWEEN ? AND ? GROUP BY agency, content_type, stage
        """,  # noqa: S608 ours
        (action, at + 1, (last + 1) * SPAN * MINUTE - 1),
    ).fetchall()
    for agency, unit, stage, quantity in later:
        rows += [(last, "agency", agency, stage, quantity), (last, "content_type", unit, stage, quantity)]
    for step, kind, slug, stage, quantity in rows:
        age = last - step
        counts = found[kind, slug, stage]
        counts[steps - 1 - age // per_step] += quantity
        if age <= 2 * per_step:  # from the ten minutes in which the last hour began
            counts[-1] += quantity
    return dict(found)


def problems(connection: Connection) -> Iterator[str]:
    """Yield where what is kept to wind the board back is not what the ledger says."""
    for clock, minutes in ((Clock.HAPPENED, SPAN), (Clock.HAPPENED, DAY), (Clock.KNOWN, SPAN)):
        wrong = _different(connection, clock, minutes)
        if wrong:
            yield _("the sums by {minutes} minutes ({clock}) differ from the ledger in {count} places").format(
                minutes=minutes, clock=clock, count=wrong
            )
    odd: tuple[int] = connection.execute(
        "SELECT count(*) FROM spans WHERE (clock, minutes) NOT IN (VALUES (?, ?), (?, ?), (?, ?))",
        (Clock.HAPPENED, SPAN, Clock.HAPPENED, DAY, Clock.KNOWN, SPAN),
    ).fetchone()
    if odd[0]:
        yield _("{count} sums by spans of time are none of this board's").format(count=odd[0])
    wrong = sum(_wrong_openings(connection, action) for (action,) in connection.execute(
        "SELECT action FROM spans UNION SELECT action FROM openings"
    ).fetchall())  # fmt: skip
    if wrong:
        yield _("what was put aside every two hours differs from the ledger {count} times").format(count=wrong)


def _wrong_openings(connection: Connection, action: str) -> int:
    """Return how many openings of an action are not the one before with what was added since."""
    added = connection.execute(
        f"""
        SELECT step * {SPAN} / {OPENING}, {_KEY}, {_SUMS} FROM spans
        WHERE action = ? AND clock = '{Clock.KNOWN}' AND minutes = {SPAN} GROUP BY 1, {_KEY} ORDER BY 1
        """,  # noqa: S608 ours
        (action,),
    )
    there: dict[tuple[str, ...], list[int]] = {}
    wrong = 0
    for step, rows in groupby(added, key=itemgetter(0)):
        kept = {
            tuple(row[:4]): list(row[4:])
            for row in connection.execute(
                f"SELECT {_KEY}, quantity, at_least, at_most, about, entries FROM openings "  # noqa: S608 ours
                "WHERE action = ? AND step = ?",
                (action, step),
            )
        }
        wrong += kept != {**there, ("",) * 4: [0] * 5}
        for row in rows:
            sums = there.setdefault(tuple(row[1:5]), [0] * 5)
            there[tuple(row[1:5])] = [one + other for one, other in zip(sums, row[5:], strict=True)]
    more: tuple[int] = connection.execute(
        f"""
        SELECT count(DISTINCT step) FROM openings WHERE action = ?1 AND step NOT IN (
            SELECT step * {SPAN} / {OPENING} FROM spans
            WHERE action = ?1 AND clock = '{Clock.KNOWN}' AND minutes = {SPAN}
        )
        """,  # noqa: S608 ours
        (action,),
    ).fetchone()
    return wrong + more[0]


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
