"""How fast tallies had grown at a moment: by when things happened, and only what the room knew of then.

What is kept by when things happened holds all that was ever recorded; what was recorded after the moment is taken off.
Most of it was recorded soon after it happened, so it lies just behind the moment; the rest has an index of its own.
"""

from collections.abc import Iterator

from board.model.instants import milliseconds
from board.model.moment import Clock, Moment
from board.store.connection import Connection
from board.store.spans import INDEXES, MINUTE
from board.store.tallies import HOUR, PER_HALF_HOUR, STEPS, Counts, counts_by, grown

SOON = 20 * MINUTE
"""Milliseconds within which most entries are recorded; the index `ledger_by_lateness` holds the others."""

_SOON = f"recorded_at BETWEEN occurred_at AND occurred_at + {SOON}"
_LATE = f"recorded_at NOT BETWEEN occurred_at AND occurred_at + {SOON}"

SHORT_SIDE = 20_000
"""Entries up to which those behind a moment are counted, to go the shorter way to them."""

_STEP = 10 * MINUTE


def tempo_at(connection: Connection, action: str, moment: Moment) -> Counts:
    """Return how tallies had grown at a moment.

    As we knew it, it is what a board of then showed: what had been recorded by then, up to the minute, by when it
    happened. As it happened, it is all that had happened by then.
    """
    at = milliseconds(moment.at)
    minute = at // MINUTE
    found = counts_by(connection, action, minute)
    if not found:
        return {}
    later = _happened_later if moment.clock == Clock.HAPPENED else _recorded_later
    for agency, unit, stage, age, hour, quantity in later(connection, action, at):
        for key in (("agency", agency, stage), ("content_type", unit, stage)):
            found[key][STEPS - 1 - age] -= quantity
            if hour:
                found[key][-1] -= quantity
    return grown(found)


_Row = tuple[str, str, str, int, int, int]
"""Agency, content type, stage, half hours before the moment's own, whether it is of the last hour, and how many."""

_COLUMNS = f"""
    agency, content_type, stage, (:minute / 10 - occurred_at / {_STEP}) / {PER_HALF_HOUR} AS age,
    occurred_at / {MINUTE} > :minute - {HOUR} AS hour, sum(quantity)
"""
_GROUPS = "agency, content_type, stage, age, hour"


def _happened_later(connection: Connection, action: str, at: int) -> Iterator[_Row]:
    """Yield what happened within the moment's minute, but after the moment."""
    minute = at // MINUTE
    yield from connection.execute(
        f"""
        SELECT {_COLUMNS} FROM ledger INDEXED BY {INDEXES[Clock.HAPPENED]}
        WHERE action = :action AND occurred_at BETWEEN :at + 1 AND :end GROUP BY {_GROUPS}
        """,  # noqa: S608 ours
        {"action": action, "at": at, "minute": minute, "end": (minute + 1) * MINUTE - 1},
    ).fetchall()


def _recorded_later(connection: Connection, action: str, at: int) -> Iterator[_Row]:
    """Yield what happened in the hours up to the moment's minute, and was recorded after the moment."""
    minute = at // MINUTE
    end = (minute + 1) * MINUTE - 1
    values = {
        "action": action,
        "at": at,
        "minute": minute,
        "start": (at // _STEP - STEPS * PER_HALF_HOUR + 1) * _STEP,
        "end": end,
    }
    recorded = f"recorded_at BETWEEN :at + 1 AND :end + {SOON}"
    happened = f"occurred_at BETWEEN :at - {SOON} AND :end"
    ways = {INDEXES[Clock.KNOWN]: recorded, INDEXES[Clock.HAPPENED]: happened}
    sizes = {
        index: connection.execute(
            f"""
            SELECT count(*) FROM (
                SELECT 1 FROM ledger INDEXED BY {index} WHERE action = :action AND {way} LIMIT {SHORT_SIDE}
            )
            """,  # noqa: S608 ours
            values,
        ).fetchone()
        for index, way in ways.items()
    }
    index = min(sizes, key=lambda one: sizes[one])
    for condition in (
        f"{index} WHERE action = :action AND {recorded} AND {happened} AND occurred_at >= :start AND {_SOON}",
        "ledger_by_lateness WHERE action = :action AND occurred_at BETWEEN :start AND :end AND recorded_at > :at "
        f"AND {_LATE}",
    ):
        yield from connection.execute(
            f"SELECT {_COLUMNS} FROM ledger INDEXED BY {condition} GROUP BY {_GROUPS}",  # noqa: S608 ours
            values,
        ).fetchall()
