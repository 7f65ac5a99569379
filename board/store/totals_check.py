"""Checking the totals: what is kept of each tally, worked out anew while the ledger is read row by row."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from board.locale import _
from board.model.entry import LedgerRow
from board.model.figure import upside_down
from board.model.text import clean
from board.model.vocabulary import Qualifier
from board.store.connection import Connection

Key = tuple[object, ...]
"""What a total is of."""

_FLAGS = {Qualifier.AT_LEAST: 1, Qualifier.AT_MOST: 2, Qualifier.ABOUT: 3}
"""Places of the counts of entries that are not exact, behind the quantity."""


class Totals:
    """What the totals must be; as many are held as there are tallies, however long the ledger is."""

    def __init__(self) -> None:
        self.entries = 0
        self._totals: defaultdict[Key, list[int]] = defaultdict(lambda: [0] * 5)
        self._last: dict[Key, tuple[int, int, str]] = {}

    def add(self, row: LedgerRow) -> None:
        """Count a row."""
        self.entries += 1
        sums = self._totals[row.action, row.agency, row.provider or "", row.content_type, row.stage]
        sums[0] += row.quantity
        sums[4] += 1
        if row.qualifier != Qualifier.EXACT:
            firmness = Qualifier(row.qualifier)
            if (row.quantity < 0) == (row.reverses_seq is None):
                firmness = upside_down(firmness)
            sums[_FLAGS[firmness]] += 1 if row.reverses_seq is None else -1
        agency = (row.action, row.agency, row.content_type, row.stage)
        last = self._last.get(agency)
        if last is None or (row.recorded_at, row.seq) > last[:2]:
            self._last[agency] = (row.recorded_at, row.seq, row.site)

    def problems(self, connection: Connection) -> Iterator[str]:
        """Yield where the kept totals differ from these; each in a line."""
        yield from _compare(
            connection, "totals", ("action", "agency", "provider", "content_type", "stage"), self._totals
        )
        agencies: defaultdict[Key, list[int]] = defaultdict(lambda: [0] * 5)
        providers: defaultdict[Key, list[int]] = defaultdict(lambda: [0] * 4)
        for (action, agency, provider, unit, stage), one in self._totals.items():
            _add(agencies[action, agency, unit, stage], one)
            if provider:
                _add(providers[action, provider, stage], one[:4])
        yield from _compare(connection, "agency_totals", ("action", "agency", "content_type", "stage"), agencies)
        yield from _compare(connection, "provider_totals", ("action", "provider", "stage"), providers)
        kept = connection.execute(
            "SELECT action, agency, content_type, stage, last_at, last_seq, last_site FROM agency_totals"
        ).fetchall()
        for key in sorted(_different({row[:4]: row[4:] for row in kept}, self._last), key=str):
            yield _("the last entry of {key} is not the one kept with its total").format(key=_words(key))


def _add(to: list[int], sums: list[int]) -> None:
    for place, one in enumerate(sums):
        to[place] += one


def _compare(connection: Connection, table: str, of: tuple[str, ...], right: Mapping[Key, list[int]]) -> Iterator[str]:
    """Yield the totals of a table that are not what the ledger says; `of` are the columns that say what they are of."""
    sums = ["quantity", "at_least", "at_most", "about", *(["entries"] if table != "provider_totals" else [])]
    rows = connection.execute(f"SELECT {', '.join([*of, *sums])} FROM {table}").fetchall()  # noqa: S608 ours
    kept = {row[: len(of)]: list(row[len(of) :]) for row in rows}
    for key in sorted(_different(kept, right), key=str):
        yield _("the total of {key} is {kept}, the ledger says {right}").format(
            key=_words(key),
            kept=kept[key][0] if kept.get(key) else None,
            right=right[key][0] if key in right else None,
        )


def _words(key: Key) -> str:
    return " ".join(clean(str(part)) for part in key if part)


def _different(kept: Mapping[Key, object], right: Mapping[Key, object]) -> set[Key]:
    """Return the keys at which two of them differ."""
    return {key for key in kept.keys() | right.keys() if kept.get(key) != right.get(key)}
