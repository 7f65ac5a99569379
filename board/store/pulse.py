"""Reading the pulse of an action: its curves in a window of time, and where it was corrected."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from board.model.figure import Quantity
from board.model.instants import EPOCH, instant_of, milliseconds
from board.model.moment import Clock, Moment
from board.model.pulse import Curve, Group, Pulse
from board.model.text import clean
from board.model.vocabulary import ContentType, Stage
from board.model.wanted import PulseOf
from board.store.connection import Connection, reading
from board.store.edition import marking_of
from board.store.entries import name_of_action
from board.store.own_names import own_name
from board.store.spans import DAY, MINUTE, SPAN, Sum, sums_at
from board.store.tallies import quantity_of
from board.store.then import Then

MOST_CURVES = 6
"""That can be told apart on one plot."""

_COLUMN = {
    Group.STAGE: "stage",
    Group.CONTENT_TYPE: "content_type",
    Group.AGENCY: "agency",
    Group.PROVIDER: "provider",
}

_NAMES = f"SELECT slug, {own_name('agencies')} FROM agencies"  # noqa: S608 ours


def read_pulse(connection: Connection, wanted: PulseOf, now: datetime) -> Pulse:
    """Return the curves of an action.

    Args:
        connection: The store.
        wanted: The window, what has a curve, and where the cursor stands.
        now: The instant of reading, aware. Without a cursor all that is there is read, as everywhere on the board, also
            where the machine's clock was set back and entries lie ahead of it.

    Raises:
        Refused: There is no such action.
    """
    with reading(connection):
        name, exercise = name_of_action(connection, wanted.action)
        clock, width = wanted.clock, wanted.minutes * MINUTE
        present = max(now, _edge(connection, wanted.action, clock, "max") or now)
        start = (milliseconds(wanted.end or present) // width + 1 - wanted.steps) * width
        at = wanted.cursor or present
        since = instant_of((milliseconds(at) - 1) // width * width)
        then = Then(connection, wanted.action, Moment(at, clock))
        stages = tuple(stage for stage in Stage if stage in {Stage(one.stage) for one in then.sums})
        stage = wanted.stage if wanted.stage in stages else next(iter(_outcome_first(stages)), None)
        before = sums_at(connection, wanted.action, Moment(instant_of(start - 1), clock)) if start > 0 else []
        earlier = sums_at(connection, wanted.action, Moment(since, clock)) if since >= EPOCH else []
        counts, entries = _counts(connection, wanted, start)
        kept = Stage.REFERRED if stage is None else stage
        keys = {(one.stage, _slug(one, wanted.group)) for one in [*before, *then.sums]} | set(counts)
        if wanted.group != Group.STAGE:
            keys = {key for key in keys if key[0] == kept}
        named = {slug: clean(text) for slug, text in connection.execute(_NAMES).fetchall()}
        curves = [
            Curve(
                slug=clean(slug),
                name=named.get(slug, clean(slug)),
                stage=Stage(verb),
                before=_sum(before, verb, slug, wanted.group).value,
                counts=tuple(counts.get((verb, slug), [0] * wanted.steps)),
                at=_sum(then.sums, verb, slug, wanted.group),
                added=_sum(then.sums, verb, slug, wanted.group).value - _sum(earlier, verb, slug, wanted.group).value,
            )
            for verb, slug in keys
        ]
        curves.sort(key=lambda curve: _rank(curve, wanted.group))
        shown = curves if wanted.group == Group.STAGE else curves[:MOST_CURVES]
        return Pulse(
            marking=marking_of(connection),
            as_of=present,
            action=clean(wanted.action),
            action_name=name,
            exercise=exercise,
            clock=clock,
            group=wanted.group,
            stage=stage,
            stages=stages,
            start=instant_of(start),
            minutes=wanted.minutes,
            curves=tuple(shown),
            left_out=len(curves) - len(shown),
            cursor=wanted.cursor,
            entries=tuple(entries),
            corrections=_corrections(connection, wanted, start),
            since=since,
            entries_since=then.entries - sum(one.entries for one in earlier),
            corrections_since=_corrections_between(connection, wanted, since, at),
            first=_edge(connection, wanted.action, clock, "min"),
            late=then.late(),
        )


def _outcome_first(stages: Iterable[Stage]) -> list[Stage]:
    first = (Stage.REMOVED, Stage.REFERRED)
    return sorted(stages, key=lambda stage: first.index(stage) if stage in first else len(first))


def _slug(one: Sum, group: Group) -> str:
    return str(getattr(one, _COLUMN[group]))


def _rank(curve: Curve, group: Group) -> tuple[int, str]:
    """Return where a curve stands: stages and content types in their own order, others by their tally."""
    if group == Group.STAGE:
        return list(Stage).index(curve.stage), ""
    if group == Group.CONTENT_TYPE:
        return list(ContentType).index(ContentType(curve.slug)), ""
    return -(curve.before + sum(curve.counts)), curve.slug


def _sum(sums: Iterable[Sum], stage: str, slug: str, group: Group) -> Quantity:
    columns = [0, 0, 0, 0]
    for one in sums:
        if one.stage == stage and _slug(one, group) == slug:
            for place, count in enumerate((one.quantity, one.at_least, one.at_most, one.about)):
                columns[place] += count
    return quantity_of(columns)


def _counts(connection: Connection, wanted: PulseOf, start: int) -> tuple[dict[tuple[str, str], list[int]], list[int]]:
    """Return the counts of each interval by stage and group, and how many entries are behind them."""
    whole_days = wanted.clock == Clock.HAPPENED and wanted.minutes % DAY == 0
    span = DAY if whole_days else SPAN
    counts: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * wanted.steps)
    entries = [0] * wanted.steps
    for place, stage, slug, quantity, number in connection.execute(
        f"""
        SELECT (step * {span * MINUTE} - :start) / :width AS place, stage, {_COLUMN[wanted.group]} AS slug,
            sum(quantity), sum(entries)
        FROM spans WHERE action = :action AND clock = :clock AND minutes = {span}
            AND step BETWEEN :start / {span * MINUTE} AND (:start + :steps * :width - 1) / {span * MINUTE}
        GROUP BY place, stage, slug
        """,  # noqa: S608 ours
        {
            "action": wanted.action,
            "clock": str(wanted.clock),
            "start": start,
            "width": wanted.minutes * MINUTE,
            "steps": wanted.steps,
        },
    ).fetchall():
        counts[stage, slug][place] += quantity
        entries[place] += number
    return dict(counts), entries


def _corrections(connection: Connection, wanted: PulseOf, start: int) -> tuple[int, ...]:
    """Return how many entries take one back in each interval; the index holds those that count less as well."""
    width = wanted.minutes * MINUTE
    found = [0] * wanted.steps
    for place, number in connection.execute(
        f"""
        SELECT ({wanted.clock} - :start) / :width AS place, count(*) FROM ledger INDEXED BY ledger_by_correction
        WHERE (quantity < 0 OR reverses_seq IS NOT NULL) AND reverses_seq IS NOT NULL AND action = :action
            AND {wanted.clock} BETWEEN :start AND :start + :steps * :width - 1
        GROUP BY place
        """,  # noqa: S608 ours
        {"action": wanted.action, "start": start, "width": width, "steps": wanted.steps},
    ).fetchall():
        found[place] = number
    return tuple(found)


def _corrections_between(connection: Connection, wanted: PulseOf, since: datetime, at: datetime) -> int:
    """Return how many entries take one back after `since`, up to `at`."""
    row: tuple[int] = connection.execute(
        f"""
        SELECT count(*) FROM ledger INDEXED BY ledger_by_correction
        WHERE (quantity < 0 OR reverses_seq IS NOT NULL) AND reverses_seq IS NOT NULL AND action = ?
            AND {wanted.clock} > ? AND {wanted.clock} <= ?
        """,  # noqa: S608 ours
        (wanted.action, milliseconds(since), milliseconds(at)),
    ).fetchone()
    return row[0]


def _edge(connection: Connection, action: str, clock: Clock, edge: Literal["min", "max"]) -> datetime | None:
    """Return when the first or the last entry of an action stands by a clock; None where there is none."""
    row: tuple[int | None] = connection.execute(
        f"SELECT {edge}({clock}) FROM ledger WHERE action = ?",  # noqa: S608 ours
        (action,),
    ).fetchone()
    return None if row[0] is None else instant_of(row[0])


def next_correction(connection: Connection, action: str, moment: Moment, *, forward: bool) -> datetime | None:
    """Return when the next correction after a moment stands by its clock, or the last one before it; None for none."""
    way, order = (">", "min") if forward else ("<", "max")
    with reading(connection):
        row: tuple[int | None] = connection.execute(
            f"""
            SELECT {order}({moment.clock}) FROM ledger INDEXED BY ledger_by_correction
            WHERE (quantity < 0 OR reverses_seq IS NOT NULL) AND reverses_seq IS NOT NULL AND action = ?
                AND {moment.clock} {way} ?
            """,  # noqa: S608 ours
            (action, milliseconds(moment.at)),
        ).fetchone()
    return None if row[0] is None else instant_of(row[0])
