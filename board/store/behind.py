"""Which entries of the ledger stand behind the tallies of an action: how many, from which to which, by site.

However long the ledger of one site is, little of it is read: how many entries a tally has is kept with its sum, and the
first and the last of them stand at the ends of its part of an index, as numbers and recording times go up together.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from board.model.instants import milliseconds
from board.model.moment import Clock, Moment
from board.model.text import clean
from board.model.vocabulary import ContentType, Stage
from board.store.connection import Connection, speaking
from board.store.opening import Store
from board.store.outgoing import Outgoing, Total, outgoing
from board.store.spans import sums_at
from board.store.tempo import SOON

_Tally = tuple[str, str, str, str]
"""Agency, provider, content type and stage, as the store has them; the provider is "" where none was named."""

_Row = tuple[str, str, str, str, int, int, int]
"""Agency, content type, stage, site, first, last, entries."""


class Run(NamedTuple):
    """Entries of one site behind the tallies of one agency, content type and stage."""

    agency: str
    content_type: ContentType
    stage: Stage
    site: str
    first: int
    """Sequence number of the first of them; others of the site may lie between it and the last."""
    last: int
    entries: int


class Evidence(NamedTuple):
    """An action at one state of the store, and what stands behind its tallies."""

    of: Outgoing
    totals: tuple[Total, ...]
    runs: tuple[Run, ...]
    names: dict[str, dict[str, str]]
    """By agency, its names by language (ISO 639-1)."""


def evidence_of(store: Store, action: str | None, moment: Moment | None) -> Evidence:
    """Return an action with the entries behind each tally, all of one state of the store.

    Raises:
        Refused: There is no such action, or the store cannot be read.
    """
    with outgoing(store, action, moment) as of, speaking(store.path, store.wait):
        connection, slug = store.connection, of.situation.action.slug
        named = connection.execute(
            "SELECT slug, 'en', name FROM agencies UNION ALL SELECT agency, language, name FROM agency_names"
        ).fetchall()
        names: dict[str, dict[str, str]] = {}
        for agency, language, name in named:
            names.setdefault(clean(agency), {})[language] = clean(name)
        runs = tuple(
            Run(clean(agency), ContentType(unit), Stage(stage), clean(site), first, last, entries)
            for agency, unit, stage, site, first, last, entries in sorted(_rows(connection, slug, moment), key=_place)
        )
        return Evidence(of, of.totals(), runs, names)


def _place(row: _Row) -> tuple[str, ...]:
    agency, unit, stage, site, *_counted = row
    return site, agency, unit, stage


def _rows(connection: Connection, action: str, moment: Moment | None) -> Iterator[_Row]:
    """Yield what stands behind the tallies of an action."""
    first, last = connection.execute("SELECT (SELECT min(site) FROM ledger), (SELECT max(site) FROM ledger)").fetchone()
    if first is None:
        return
    if first != last:
        yield from _of_sites(connection, action, moment)
        return
    found: dict[tuple[str, str, str], tuple[int, int, int]] = {}
    ends = _ends(connection, action, moment)
    for (agency, provider, unit, stage), entries in _counted(connection, action, moment):
        if (at := ends((agency, provider, unit, stage))) is None:  # a sum without entries: `verify` names it
            continue
        begins, stops = at
        least, most, count = found.get((agency, unit, stage), (begins, stops, 0))
        found[agency, unit, stage] = min(least, begins), max(most, stops), count + entries
    for (agency, unit, stage), (begins, stops, entries) in found.items():
        yield agency, unit, stage, first, begins, stops, entries


def _of_sites(connection: Connection, action: str, moment: Moment | None) -> Iterator[_Row]:
    """Yield the same of a ledger that came together from several sites: it is read from one end to the other."""
    until = "" if moment is None else f"AND {moment.clock} <= :until"
    yield from connection.execute(
        f"""
        SELECT agency, content_type, stage, site, min(seq), max(seq), count(*)
        FROM ledger WHERE action = :action {until} GROUP BY agency, content_type, stage, site
        """,  # noqa: S608 ours
        {"action": action, "until": 0 if moment is None else milliseconds(moment.at)},
    ).fetchall()


def _counted(connection: Connection, action: str, moment: Moment | None) -> list[tuple[_Tally, int]]:
    """Return the tallies of an action, and how many entries each has."""
    if moment is not None:
        sums = sums_at(connection, action, moment)
        return [((one.agency, one.provider, one.content_type, one.stage), one.entries) for one in sums]
    rows = connection.execute(
        "SELECT agency, provider, content_type, stage, entries FROM totals WHERE action = ? AND entries > 0", (action,)
    ).fetchall()
    return [((agency, provider, unit, stage), entries) for agency, provider, unit, stage, entries in rows]


def _ends(connection: Connection, action: str, moment: Moment | None) -> Callable[[_Tally], tuple[int, int] | None]:
    """Return what tells the numbers of the first and the last entry of a tally, None where it has none.

    By when things happened, what was recorded last lies just behind the moment, or among what was recorded late.
    """
    values: dict[str, object] = {"action": action}
    first = last = ""
    late: dict[_Tally, int] = {}
    if moment is not None:
        values |= {"at": milliseconds(moment.at)}
        first, last = f"AND {moment.clock} <= :at", f"AND {moment.clock} <= :at"
        if moment.clock == Clock.HAPPENED:
            last += f" AND recorded_at <= :at + {SOON}"
            late = _recorded_late(connection, values)
    end = """
        SELECT seq FROM ledger INDEXED BY ledger_by_tally
        WHERE action = :action AND agency = :agency AND provider IS :provider
            AND content_type = :unit AND stage = :stage {until}
        ORDER BY recorded_at {order}, site {order}, seq {order} LIMIT 1
    """
    begins, stops = end.format(until=first, order="ASC"), end.format(until=last, order="DESC")

    def ends(tally: _Tally) -> tuple[int, int] | None:
        agency, provider, unit, stage = tally
        of = values | {"agency": agency, "provider": provider or None, "unit": unit, "stage": stage}
        beginning = connection.execute(begins, of).fetchone()
        stop = connection.execute(stops, of).fetchone()
        return beginning and (beginning[0], max(late.get(tally, 0), stop[0] if stop else 0))

    return ends


def _recorded_late(connection: Connection, values: dict[str, object]) -> dict[_Tally, int]:
    """Return by tally the number of the last entry that had happened by a moment and was recorded long after it."""
    rows = connection.execute(
        f"""
        SELECT agency, coalesce(provider, ''), content_type, stage, max(seq) FROM ledger INDEXED BY ledger_by_lateness
        WHERE action = :action AND occurred_at <= :at AND recorded_at > :at + {SOON}
            AND recorded_at NOT BETWEEN occurred_at AND occurred_at + {SOON}
        GROUP BY agency, provider, content_type, stage
        """,  # noqa: S608 ours
        values,
    ).fetchall()
    return {(agency, provider, unit, stage): last for agency, provider, unit, stage, last in rows}
