"""Reading the ledger: single entries, the last ones, and pages of them however long it is."""

import heapq
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from board.locale import _
from board.model.figure import Quantity
from board.model.instants import instant_of, milliseconds
from board.model.moment import Clock, Moment
from board.model.situation import AgencyView, EntryFile, EntryView, LedgerPage, Position
from board.model.text import clean
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.model.wanted import EVERYTHING, Filter, LedgerOf
from board.store.connection import Connection, reading
from board.store.edition import marking_of
from board.store.filtering import conditions_of
from board.store.own_names import own_name
from board.store.refused import Refused
from board.store.spans import INDEXES, sums_at
from board.store.statements import agency_view

MOST_TALLIES = 100
"""Where a filter leaves no more tallies than this, their entries are found by tally; else by looking through."""

STEP = 20_000
"""Entries that are looked through in one go: some ten milliseconds, so that nobody waits for a rare one."""

ALWAYS = 2**62
"""Milliseconds after every instant that is recorded."""

_FROM = "FROM ledger AS l"

# as we knew it, what was taken back later still stood
_ENTRY = f"""
    SELECT l.recorded_at, l.site, l.seq, l.id, l.content_type, l.stage, l.quantity, l.qualifier, l.occurred_at,
        l.operator, l.source, l.ref, l.batch, l.reverses_seq, l.note_hash IS NOT NULL,
        (SELECT text FROM notes WHERE notes.hash = l.note_hash),
        (SELECT r.seq FROM ledger AS r WHERE r.reverses_site = l.site AND r.reverses_seq = l.seq
            AND r.recorded_at <= ?),
        l.agency, coalesce({own_name("a")}, l.agency), coalesce(a.kind, 'other'), a.country, a.note,
        l.provider, coalesce({own_name("p")}, l.provider), coalesce(p.kind, 'other'), p.country, p.note
    {_FROM}
    LEFT JOIN agencies AS a ON a.slug = l.agency
    LEFT JOIN agencies AS p ON p.slug = l.provider
"""  # noqa: S608 ours


def _entry(row: Sequence[object]) -> EntryView:
    """Make an entry of its columns."""
    (recorded, site, seq, id_, unit, stage, quantity, qualifier, occurred, operator, source, ref, batch) = row[:13]
    (reverses, noted, note, reversed_by) = row[13:17]
    return EntryView(
        position=Position(_whole(recorded), clean(str(site)), _whole(seq)),
        id=clean(str(id_)),
        agency=_agency(row[17:22]),
        provider=_agency(row[22:27]) if row[22] is not None else None,
        content_type=ContentType(str(unit)),
        stage=Stage(str(stage)),
        quantity=Quantity(_whole(quantity), Qualifier(str(qualifier))),
        occurred_at=instant_of(_whole(occurred)),
        recorded_at=instant_of(_whole(recorded)),
        operator=clean(str(operator)),
        source=_text(source),
        ref=_text(ref),
        batch=_text(batch),
        note=_text(note),
        noted=bool(noted),
        reverses=None if reverses is None else _whole(reverses),
        reversed_by=None if reversed_by is None else _whole(reversed_by),
    )


def _whole(value: object) -> int:
    if not isinstance(value, int):
        raise ValueError(f"{value!r} is no whole number")
    return value


def _text(value: object) -> str | None:
    return None if value is None else clean(str(value))


def _agency(columns: Sequence[object]) -> AgencyView:
    slug, name, kind, country, note = columns
    return agency_view(str(slug), str(name), str(kind), _text(country), _text(note))


def _known_until(moment: Moment | None) -> int:
    """Return up to when reversals are known, in milliseconds."""
    return milliseconds(moment.at) if moment is not None and moment.clock == Clock.KNOWN else ALWAYS


def entries_at(
    connection: Connection, places: Iterable[tuple[str, int]], moment: Moment | None = None
) -> dict[tuple[str, int], EntryView]:
    """Return the entries with these sites and numbers, as they stood then; those that are not there are left out."""
    found, until = {}, _known_until(moment)
    for site, seq in set(places):
        row = connection.execute(f"{_ENTRY} WHERE l.site = ? AND l.seq = ?", (until, site, seq)).fetchone()
        if row is not None:
            found[site, seq] = _entry(row)
    return found


def last_entries(connection: Connection, action: str, most: int, moment: Moment | None) -> tuple[EntryView, ...]:
    """Return the last entries of an action by the clock of a moment, the newest first."""
    if moment is None or moment.clock == Clock.KNOWN:
        return _after(connection, LedgerOf(action, most=most, moment=moment))
    rows = connection.execute(
        f"""
        {_ENTRY.replace(_FROM, f"{_FROM} INDEXED BY {INDEXES[moment.clock]}")}
        WHERE l.action = ? AND l.occurred_at <= ? ORDER BY l.occurred_at DESC, l.site DESC, l.seq DESC LIMIT ?
        """,
        (ALWAYS, action, milliseconds(moment.at), most),
    ).fetchall()
    return tuple(_entry(row) for row in rows)


def read_page(connection: Connection, wanted: LedgerOf, now: datetime) -> LedgerPage:
    """Return entries of an action that fit, the newest first, after at most `STEP` entries were looked through.

    Raises:
        Refused: There is no such action.
    """
    with reading(connection):
        name, exercise = name_of_action(connection, wanted.action)
        rows, looked_to = _find(connection, wanted)
        return LedgerPage(
            marking=marking_of(connection),
            as_of=now if wanted.moment is None else wanted.moment.at,
            action=clean(wanted.action),
            action_name=name,
            exercise=exercise,
            entries_in_all=_entries_in_all(connection, wanted),
            rows=rows if wanted.older else rows[::-1],
            looked_to=looked_to,
            fitting=_fitting(connection, wanted),
        )


def _fitting(connection: Connection, wanted: LedgerOf) -> int | None:
    """Return how many entries fit, from the sums of which each names its tally; what somebody typed is in none."""
    which = wanted.which
    if which.operator is not None or which.text is not None:
        return None
    if wanted.moment is None:
        return sum(entries for *_tally, entries in _tallies(connection, wanted.action, which))
    return sum(
        one.entries
        for one in sums_at(connection, wanted.action, wanted.moment)
        if which.agency in (None, one.agency)
        and which.provider in (None, one.provider)
        and which.content_type in (None, one.content_type)
        and which.stage in (None, one.stage)
    )


def _entries_in_all(connection: Connection, wanted: LedgerOf) -> int:
    if wanted.moment is not None:
        return sum(one.entries for one in sums_at(connection, wanted.action, wanted.moment))
    count: tuple[int] = connection.execute(
        "SELECT coalesce(sum(entries), 0) FROM agency_totals WHERE action = ?", (wanted.action,)
    ).fetchone()
    return count[0]


def read_entry(connection: Connection, site: str, seq: int, now: datetime, moment: Moment | None = None) -> EntryFile:
    """Return one entry with its hashes and its reversal, or what it reverses, as it stood then.

    Raises:
        Refused: There is no such entry.
    """
    with reading(connection):
        row = connection.execute(
            """
            SELECT action, lower(hex(hash)), lower(hex(prev_hash)), reverses_site, reverses_seq
            FROM ledger WHERE site = ? AND seq = ?
            """,
            (site, seq),
        ).fetchone()
        entry = entries_at(connection, [(site, seq)], moment).get((site, seq))
        if row is None or entry is None:
            raise Refused(_("there is no entry {seq}").format(seq=seq))
        action, hash_, prev_hash, reverses_site, reverses_seq = row
        other = (reverses_site, reverses_seq) if reverses_seq is not None else None
        if other is None:
            other = connection.execute(
                "SELECT site, seq FROM ledger WHERE reverses_site = ? AND reverses_seq = ? AND recorded_at <= ?",
                (site, seq, _known_until(moment)),
            ).fetchone()
        name, exercise = name_of_action(connection, action)
        return EntryFile(
            marking=marking_of(connection),
            as_of=now if moment is None else moment.at,
            action=clean(action),
            action_name=name,
            exercise=exercise,
            entry=entry,
            hash=hash_,
            prev_hash=prev_hash,
            other=entries_at(connection, [other], moment).get(tuple(other)) if other else None,
        )


def name_of_action(connection: Connection, slug: str) -> tuple[str, bool]:
    """Return the name of an action, and whether it is an exercise.

    Raises:
        Refused: There is no such action.
    """
    row = connection.execute("SELECT name, exercise FROM actions WHERE slug = ?", (slug,)).fetchone()
    if row is None:
        raise Refused(_("there is no action {slug}").format(slug=clean(slug)[:80]))
    return clean(row[0]), bool(row[1])


def _find(connection: Connection, wanted: LedgerOf) -> tuple[tuple[EntryView, ...], Position | None]:
    """Return what fits in the order of looking, and where looking stopped before enough was found."""
    which = wanted.which
    if wanted.moment is not None and wanted.moment.clock == Clock.HAPPENED:
        return _look_through(connection, wanted)  # in the order of recording, so there may be many that are not wanted
    if which == EVERYTHING:
        return _after(connection, wanted), None
    if which.operator is None and which.text is None:
        tallies = [tally for *tally, _entries in _tallies(connection, wanted.action, which)]
        if len(tallies) <= MOST_TALLIES:
            return _by_tally(connection, wanted, tallies), None
    return _look_through(connection, wanted)


class _Way(NamedTuple):
    """In which order a ledger is read, in words of SQL."""

    beyond: str
    order: str


_OLDER = _Way("<", "ORDER BY l.recorded_at DESC, l.site DESC, l.seq DESC")
_NEWER = _Way(">", "ORDER BY l.recorded_at, l.site, l.seq")


def _way(wanted: LedgerOf) -> _Way:
    return _OLDER if wanted.older else _NEWER


def _bounds(wanted: LedgerOf) -> tuple[str, list[object]]:
    """Return the condition that leaves out what lies before the start, and its values."""
    condition = "l.action = ?"
    values: list[object] = [wanted.action]
    if wanted.moment is not None and wanted.moment.clock == Clock.KNOWN:
        condition += " AND l.recorded_at <= ?"
        values.append(milliseconds(wanted.moment.at))
    if wanted.beyond is None:
        return condition, values
    return f"{condition} AND (l.recorded_at, l.site, l.seq) {_way(wanted).beyond} (?, ?, ?)", [*values, *wanted.beyond]


def _after(connection: Connection, wanted: LedgerOf) -> tuple[EntryView, ...]:
    bounds, values = _bounds(wanted)
    rows = connection.execute(
        f"{_ENTRY} WHERE {bounds} {_way(wanted).order} LIMIT ?", (_known_until(wanted.moment), *values, wanted.most)
    ).fetchall()
    return tuple(_entry(row) for row in rows)


def _tallies(connection: Connection, action: str, which: Filter) -> list[tuple[str, str | None, str, str, int]]:
    """Return agency, provider, content type and stage of every tally that fits, and how many entries are in it."""
    rows = connection.execute(
        """
        SELECT agency, nullif(provider, ''), content_type, stage, entries FROM totals
        WHERE action = :action AND (:agency IS NULL OR agency = :agency)
            AND (:provider IS NULL OR provider = :provider)
            AND (:content_type IS NULL OR content_type = :content_type) AND (:stage IS NULL OR stage = :stage)
        """,
        {
            "action": action,
            "agency": which.agency,
            "provider": which.provider,
            "content_type": which.content_type and str(which.content_type),
            "stage": which.stage and str(which.stage),
        },
    ).fetchall()
    return list(rows)


def _by_tally(connection: Connection, wanted: LedgerOf, tallies: list[list[str | None]]) -> tuple[EntryView, ...]:
    """Return the first entries of several tallies, each of which the index holds in order."""
    bounds, values = _bounds(wanted)
    places: list[tuple[int, str, int]] = []
    for tally in tallies:
        places += connection.execute(
            f"""
            SELECT l.recorded_at, l.site, l.seq FROM ledger AS l INDEXED BY ledger_by_tally
            WHERE {bounds} AND l.agency = ? AND l.provider IS ? AND l.content_type = ? AND l.stage = ?
            {_way(wanted).order} LIMIT ?
            """,  # noqa: S608 ours
            (*values, *tally, wanted.most),
        ).fetchall()
    first = heapq.nlargest(wanted.most, places) if wanted.older else heapq.nsmallest(wanted.most, places)
    entries = entries_at(connection, [(site, seq) for _recorded, site, seq in first], wanted.moment)
    return tuple(entries[site, seq] for _recorded, site, seq in first if (site, seq) in entries)


def _look_through(connection: Connection, wanted: LedgerOf) -> tuple[tuple[EntryView, ...], Position | None]:
    """Look through the next entries, at most `STEP` of them."""
    way, which = _way(wanted), wanted.which
    bounds, values = _bounds(wanted)
    index = "ledger_by_action"
    if which.operator is not None:
        index, bounds, values = "ledger_by_operator", f"{bounds} AND l.operator = ?", [*values, which.operator]
    last = connection.execute(
        f"""
        SELECT l.recorded_at, l.site, l.seq FROM ledger AS l INDEXED BY {index}
        WHERE {bounds} {way.order} LIMIT 1 OFFSET ?
        """,  # noqa: S608 ours
        (*values, STEP - 1),
    ).fetchone()
    conditions, more = conditions_of(which)
    if wanted.moment is not None and wanted.moment.clock == Clock.HAPPENED:
        conditions.append("l.occurred_at <= ?")
        more.append(milliseconds(wanted.moment.at))
    if last is not None:
        nearer = ">" if wanted.older else "<"
        conditions.append(f"l.recorded_at {nearer}= ? AND (l.recorded_at, l.site, l.seq) {nearer}= (?, ?, ?)")
        more += [last[0], *last]
    rows = connection.execute(
        f"""
        {_ENTRY.replace(_FROM, f"{_FROM} INDEXED BY {index}")}
        WHERE {" AND ".join([bounds, *conditions])} {way.order} LIMIT ?
        """,
        (_known_until(wanted.moment), *values, *more, wanted.most),
    ).fetchall()
    entries = tuple(_entry(row) for row in rows)
    if len(entries) == wanted.most or last is None:
        return entries, None
    return entries, Position(*last)
