"""Checking a store from the ground: the chain of hashes, the sums, the notes, the references, SQLite's own pages."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from board.locale import _
from board.model.entry import NO_HASH, LedgerRow, hash_of, note_hash_of
from board.model.figure import upside_down
from board.model.text import clean
from board.model.vocabulary import Qualifier
from board.store.connection import Connection, reading, speaking
from board.store.guards import GUARDS
from board.store.opening import Store

_COLUMNS = ", ".join(LedgerRow._fields)
_OURS = ("ledger", "notes", "totals", "pulse", "tempo")
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
        problems += [*_triggers(store.connection), *_references(store.connection), *_pages(store.connection)]
        head: tuple[str] | None = store.connection.execute(
            """
            SELECT lower(hex(hash)) FROM ledger
            WHERE site = (SELECT value FROM settings WHERE key = 'site') ORDER BY seq DESC LIMIT 1
            """
        ).fetchone()
        return Verdict(sums.entries, head and head[0], tuple(problems))


class _Sums:
    """Totals and pulse, worked out anew from the ledger."""

    def __init__(self) -> None:
        self.entries = 0
        self._totals: defaultdict[tuple[str, ...], list[int]] = defaultdict(lambda: [0] * 5)
        self._last: dict[tuple[str, ...], tuple[str, int, int]] = {}
        self._pulse: defaultdict[tuple[object, ...], int] = defaultdict(int)
        self._tempo: defaultdict[tuple[object, ...], int] = defaultdict(int)

    def add(self, row: LedgerRow) -> None:
        self.entries += 1
        key = (row.action, row.agency, row.provider or "", row.content_type, row.stage)
        sums = self._totals[key]
        self._last[key] = max(self._last.get(key, ("", 0, 0)), (row.site, row.seq, row.recorded_at), key=_lately)
        sums[0] += row.quantity
        firmness = Qualifier(row.qualifier)
        if (row.quantity < 0) == (row.reverses_seq is None):
            firmness = upside_down(firmness)
        if firmness != Qualifier.EXACT:
            sums[_FLAGS.index(firmness) + 1] += 1 if row.reverses_seq is None else -1
        sums[4] += 1
        self._pulse[row.action, row.agency, row.content_type, row.stage, row.occurred_at // 60000] += row.quantity
        for kind, slug in (("agency", row.agency), ("content_type", row.content_type)):
            self._tempo[row.action, row.occurred_at // 300000, kind, slug, row.stage] += row.quantity

    def compare(self, connection: Connection) -> Iterator[str]:
        """Yield where the kept sums differ from these."""
        kept = connection.execute("""
            SELECT action, agency, provider, content_type, stage, quantity, at_least, at_most, about, entries,
                last_site, last_seq, last_at
            FROM totals
        """).fetchall()
        totals = {row[:5]: list(row[5:10]) for row in kept}
        last = {row[:5]: row[10:] for row in kept}
        for key in sorted(totals.keys() | self._totals.keys()):
            if totals.get(key) != self._totals.get(key):
                yield _("the total of {key} is {kept}, the ledger says {right}").format(
                    key=" ".join(filter(None, key)),
                    kept=totals.get(key, [None])[0],
                    right=self._totals[key][0] if key in self._totals else None,
                )
            elif last[key] != self._last[key]:
                yield _("the last entry of {key} is not the one kept with its total").format(
                    key=" ".join(filter(None, key))
                )
        kept = connection.execute("SELECT action, agency, content_type, stage, minute, quantity FROM pulse").fetchall()
        wrong = _differences({row[:5]: row[5] for row in kept}, self._pulse)
        if wrong:
            yield _("the pulse differs from the ledger in {count} minutes").format(count=wrong)
        kept = connection.execute("SELECT action, step, kind, slug, stage, quantity FROM tempo").fetchall()
        wrong = _differences({row[:5]: row[5] for row in kept}, self._tempo)
        if wrong:
            yield _("the tempo differs from the ledger in {count} steps").format(count=wrong)


def _lately(last: tuple[str, int, int]) -> tuple[int, int]:
    return last[2], last[1]


def _differences(kept: dict[tuple[object, ...], int], right: dict[tuple[object, ...], int]) -> int:
    return sum(kept.get(key) != right.get(key) for key in kept.keys() | right.keys())


def _chain(connection: Connection, sums: _Sums) -> Iterator[str]:
    """Yield the first broken row of each site, and add every row to the sums."""
    site, expected, before, broken = "", 1, NO_HASH, False
    cursor = connection.execute(f"SELECT {_COLUMNS} FROM ledger ORDER BY site, seq")  # noqa: S608 ours
    for values in cursor:
        row = LedgerRow(*values)
        sums.add(row)
        if row.site != site:
            site, expected, before, broken = row.site, 1, NO_HASH, False
        if not broken:
            why = _broken(row, expected, before)
            if why:
                broken = True
                yield _("entry {seq} of site {site}: {why}").format(seq=row.seq, site=row.site, why=why)
        expected, before = row.seq + 1, row.hash


def _broken(row: LedgerRow, expected: int, before: bytes) -> str | None:
    if row.seq != expected:
        return _("entry {expected} is missing before it").format(expected=expected)
    if row.prev_hash != before:
        return _("it does not follow the entry before it")
    if row.hash != hash_of(row):
        return _("its content is not what was recorded")
    return None


def _notes(connection: Connection) -> Iterator[str]:
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


def _references(connection: Connection) -> Iterator[str]:
    for table, _rowid, parent, _key in connection.execute("PRAGMA foreign_key_check").fetchall():
        yield _("a row of {table} refers to nothing in {parent}").format(table=table, parent=parent)


def _pages(connection: Connection) -> Iterator[str]:
    for (said,) in connection.execute("PRAGMA integrity_check").fetchall():
        if said != "ok":
            yield _("SQLite: {said}").format(said=said)
