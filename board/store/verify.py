"""Checking a store from the ground: the chain of hashes, the sums, the notes, the references, SQLite's own pages."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import NamedTuple

from board.locale import _
from board.model.entry import NO_HASH, LedgerRow, hash_of, note_hash_of
from board.model.figure import upside_down
from board.model.text import clean
from board.model.vocabulary import Qualifier
from board.store import reports_check, spans
from board.store.connection import Connection, in_memory, reading, speaking
from board.store.edition import setting
from board.store.guards import GUARDS
from board.store.opening import SCHEMA, Store

_COLUMNS = ", ".join(LedgerRow._fields)
_SUMS_OF_IT = ("totals", "agency_totals", "provider_totals", "pulse", "tempo", "spans", "openings")
_OURS = ("ledger", "notes", *_SUMS_OF_IT, "situation_reports")
Key = tuple[object, ...]
"""What a sum is of."""

MINUTE = 60_000
"""Milliseconds."""

_FLAGS = (Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ABOUT)


class Verdict(NamedTuple):
    """What a check found."""

    entries: int
    head: str | None
    """Hash of the last entry of this store's own site, hexadecimal."""
    problems: tuple[str, ...]
    """Each in a line; the first broken row of a site is named first, as all that follow it are in doubt."""


def verify(store: Store) -> Verdict:
    """Check one state of the store. Reads everything; writes nothing.

    Raises:
        Refused: The store cannot be read at all.
    """
    with speaking(store.path, store.wait), reading(store.connection):
        sums = _Sums()
        problems = [*_chain(store.connection, sums), *sums.compare(store.connection), *_notes(store.connection)]
        problems += spans.problems(store.connection)
        problems += reports_check.problems(store.connection)
        problems += [*_triggers(store.connection), *_shapes(store.connection), *_references(store.connection)]
        problems += _pages(store.connection)
        head: tuple[str] | None = store.connection.execute(
            """
            SELECT lower(hex(hash)) FROM ledger
            WHERE site = (SELECT value FROM settings WHERE key = 'site') ORDER BY seq DESC LIMIT 1
            """
        ).fetchone()
        return Verdict(sums.entries, head and head[0], tuple(problems))


class _Sums:
    """What is derived from the ledger, worked out anew."""

    def __init__(self) -> None:
        self.entries = 0
        self._totals: defaultdict[Key, list[int]] = defaultdict(lambda: [0] * 5)
        self._agencies: defaultdict[Key, list[int]] = defaultdict(lambda: [0] * 5)
        self._providers: defaultdict[Key, list[int]] = defaultdict(lambda: [0] * 5)
        self._last: dict[Key, tuple[str, int, int]] = {}
        self._pulse: defaultdict[Key, int] = defaultdict(int)
        self._tempo: defaultdict[Key, int] = defaultdict(int)

    def add(self, row: LedgerRow) -> None:
        self.entries += 1
        firmness = Qualifier(row.qualifier)
        if (row.quantity < 0) == (row.reverses_seq is None):
            firmness = upside_down(firmness)
        agency = (row.action, row.agency, row.content_type, row.stage)
        kept = [self._totals[row.action, row.agency, row.provider or "", row.content_type, row.stage]]
        kept.append(self._agencies[agency])
        if row.provider is not None:
            kept.append(self._providers[row.action, row.provider, row.stage])
        for sums in kept:
            sums[0] += row.quantity
            if firmness != Qualifier.EXACT:
                sums[_FLAGS.index(firmness) + 1] += 1 if row.reverses_seq is None else -1
            sums[4] += 1
        self._last[agency] = max(self._last.get(agency, ("", 0, 0)), (row.site, row.seq, row.recorded_at), key=_lately)
        self._pulse[row.action, row.agency, row.content_type, row.stage, row.occurred_at // MINUTE] += row.quantity
        for kind, slug in (("agency", row.agency), ("content_type", row.content_type)):
            self._tempo[row.action, row.occurred_at // (10 * MINUTE), kind, slug, row.stage] += row.quantity

    def compare(self, connection: Connection) -> Iterator[str]:
        """Yield where the kept sums differ from these."""
        yield from _compare(
            connection.execute("""
                SELECT action, agency, provider, content_type, stage, quantity, at_least, at_most, about, entries
                FROM totals
            """).fetchall(),
            self._totals,
            parts=5,
        )
        yield from _compare(
            connection.execute("""
                SELECT action, agency, content_type, stage, quantity, at_least, at_most, about, entries
                FROM agency_totals
            """).fetchall(),
            self._agencies,
            parts=4,
        )
        yield from _compare(
            connection.execute("""
                SELECT action, provider, stage, quantity, at_least, at_most, about FROM provider_totals
            """).fetchall(),
            {key: sums[:4] for key, sums in self._providers.items()},
            parts=3,
        )
        kept = connection.execute(
            "SELECT action, agency, content_type, stage, last_site, last_seq, last_at FROM agency_totals"
        ).fetchall()
        for key in sorted(_different({row[:4]: row[4:] for row in kept}, self._last)):
            yield _("the last entry of {key} is not the one kept with its total").format(key=" ".join(map(str, key)))
        kept = connection.execute("SELECT action, agency, content_type, stage, minute, quantity FROM pulse").fetchall()
        wrong = len(_different({row[:5]: row[5] for row in kept}, self._pulse))
        if wrong:
            yield _("the pulse differs from the ledger in {count} minutes").format(count=wrong)
        kept = connection.execute("SELECT action, step, kind, slug, stage, quantity FROM tempo").fetchall()
        wrong = len(_different({row[:5]: row[5] for row in kept}, self._tempo))
        if wrong:
            yield _("the tempo differs from the ledger in {count} steps").format(count=wrong)


def _compare(rows: Sequence[tuple[object, ...]], right: Mapping[Key, list[int]], *, parts: int) -> Iterator[str]:
    """Yield the totals that are not what the ledger says; the sums follow the `parts` columns of the key."""
    kept = {row[:parts]: list(row[parts:]) for row in rows}
    for key in sorted(_different(kept, right), key=str):
        yield _("the total of {key} is {kept}, the ledger says {right}").format(
            key=" ".join(str(part) for part in key if part),
            kept=kept[key][0] if kept.get(key) else None,
            right=right[key][0] if key in right else None,
        )


def _different(kept: Mapping[Key, object], right: Mapping[Key, object]) -> set[Key]:
    """Return the keys at which two of them differ."""
    return {key for key in kept.keys() | right.keys() if kept.get(key) != right.get(key)}


def _lately(last: tuple[str, int, int]) -> tuple[int, int]:
    return last[2], last[1]


def _chain(connection: Connection, sums: _Sums) -> Iterator[str]:
    """Yield the first broken row of each site, and add every row to the sums."""
    site, expected, before, at, broken = "", 1, NO_HASH, 0, False
    cursor = connection.execute(f"SELECT {_COLUMNS} FROM ledger ORDER BY site, seq")  # noqa: S608 ours
    for values in cursor:
        row = LedgerRow(*values)
        sums.add(row)
        if row.site != site:
            site, expected, before, at, broken = row.site, 1, NO_HASH, 0, False
        if not broken:
            why = _broken(row, expected, before, at)
            if why:
                broken = True
                yield _("entry {seq} of site {site}: {why}").format(seq=row.seq, site=row.site, why=why)
        expected, before, at = row.seq + 1, row.hash, row.recorded_at


def _broken(row: LedgerRow, expected: int, before: bytes, at: int) -> str | None:
    if row.seq != expected:
        return _("entry {expected} is missing before it").format(expected=expected)
    if row.prev_hash != before:
        return _("it does not follow the entry before it")
    if row.hash != hash_of(row):
        return _("its content is not what was recorded")
    if row.recorded_at < at:
        return _("it was recorded before the entry before it")
    return None


def _notes(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the notes. Those of another site's entries may have stayed there."""
    site = setting(connection, "site")
    if connection.execute("SELECT 1 FROM ledger LIMIT 1").fetchone():
        own = connection.execute("SELECT 1 FROM ledger WHERE site = ? LIMIT 1", (site,)).fetchone()
        if own is None:
            yield _("no entry is of this store's own site {site}").format(site=clean(str(site)))
    for (seq,) in connection.execute(
        """
        SELECT seq FROM ledger WHERE site = :site AND note_hash IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM notes WHERE notes.hash = ledger.note_hash)
        LIMIT 1
        """,
        {"site": site},
    ).fetchall():
        yield _("the note of entry {seq} of site {site} was taken out").format(seq=seq, site=clean(str(site)))
    for kept, text in connection.execute("SELECT hash, text FROM notes"):
        if note_hash_of(text) != kept:
            yield _("the note {start} is not what was recorded").format(start=kept.hex()[:12])


def _triggers(connection: Connection) -> Iterator[str]:
    """Yield the guards that are gone or were replaced by harmless ones, and triggers that somebody added."""
    rows = connection.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    kept = {name: sql for name, _table, sql in rows}
    for name, sql in sorted(GUARDS.items()):
        if name not in kept:
            yield _("the guard {name} was taken away").format(name=name)
        elif kept[name].split() != sql.split():
            yield _("the guard {name} is not what it was").format(name=name)
    for name, table, _sql in sorted(rows):
        if name not in GUARDS and table in _OURS:
            yield _("a trigger {name} was added to {table}").format(name=clean(name), table=table)


def _shapes(connection: Connection) -> Iterator[str]:
    """Yield the tables and indexes of the ledger that are not those which this board makes."""
    from sqlite_utils import Database

    from board.store.migrations import upgrade

    with closing(in_memory()) as fresh:
        upgrade(Database(fresh, execute_plugins=False), SCHEMA)
        made = _definitions(fresh)
    kept = _definitions(connection)
    for name in sorted(made.keys() | kept.keys()):
        if name not in kept:
            yield _("{name} was taken away from the ledger's tables").format(name=clean(name))
        elif made.get(name) != kept[name]:
            yield _("{name} is not what this board makes of the ledger's tables").format(name=clean(name))


def _definitions(connection: Connection) -> dict[str, list[str]]:
    """Return the words that define each table and index of the ledger."""
    rows = connection.execute(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type IN ('table', 'index')"
    ).fetchall()
    return {name: (sql or "").split() for name, table, sql in rows if table in _OURS}


def _references(connection: Connection) -> Iterator[str]:
    for table, _rowid, parent, _key in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield _("a row of {table} refers to nothing in {parent}").format(table=table, parent=parent)


def _pages(connection: Connection) -> Iterator[str]:
    for (said,) in connection.execute("PRAGMA integrity_check").fetchall():
        if said != "ok":
            yield _("SQLite: {said}").format(said=said)
