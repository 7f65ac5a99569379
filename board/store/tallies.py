"""The tallies of one action as the ledger keeps them: sums apart by stage, how fast they grow, what came last."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from board.model.figure import Quantity, Tally, all_units, share, weakest
from board.model.instants import milliseconds
from board.model.situation import EntryView, ProviderTally, Stages, Tempo, Tempos
from board.model.text import clean
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.store.connection import Connection

STEPS = 16
"""Half hours of which the tempo is shown."""

_MILLISECONDS = 300_000
"""Of a step of the table `tempo`."""

_PER_HALF_HOUR = 6


class Total(NamedTuple):
    """One row of `totals`: a tally with what it is of."""

    agency: str
    provider: str
    """Empty where no provider was named."""
    tally: Tally
    last: tuple[int, int, str]
    """When the last entry was recorded, its number, its site."""

    @property
    def unit(self) -> ContentType:
        """The content type; a row of `totals` always has one."""
        assert self.tally.unit is not None  # noqa: S101 made below
        return self.tally.unit


class Tallies:
    """Everything that was counted in one action, read once."""

    def __init__(self, connection: Connection, action: str, now: datetime) -> None:
        """Read them.

        Args:
            connection: The store.
            action: Slug.
            now: The end of the tempo, aware.
        """
        self._connection = connection
        self._rows, self.entries = _totals(connection, action)
        self._tempos = _read_tempos(connection, action, now) if self._rows else {}
        self.stages = sum_of(self._rows)
        self._last: dict[tuple[str, int], EntryView] = {}

    def of_unit(self, unit: ContentType) -> list[Total]:
        """Return what was counted of a content type."""
        return [row for row in self._rows if row.unit == unit]

    def of_agency(self, slug: str) -> list[Total]:
        """Return what an agency counted."""
        return [row for row in self._rows if row.agency == slug]

    def agencies(self) -> set[str]:
        """Return who counted anything."""
        return {row.agency for row in self._rows}

    def units(self) -> set[ContentType]:
        """Return what was counted of."""
        return {row.unit for row in self._rows}

    def shares(self, stages: Stages) -> Stages:
        """Return how many per cent of the action's tallies these are, stage by stage."""
        shares = {stage: share(quantity, self.stages[stage]) for stage, quantity in stages.items()}
        return {stage: part for stage, part in shares.items() if part is not None}

    def tempos(self, kind: str = "content_type", slug: str | None = None) -> Tempos:
        """Return how fast tallies grew: those of an "agency" or a "content_type"; of all without a slug."""
        found: defaultdict[str, list[list[int]]] = defaultdict(list)
        for (row_kind, row_slug, stage), counts in self._tempos.items():
            if row_kind == kind and slug in (None, row_slug):
                found[stage].append(counts)
        return {
            Stage(stage): Tempo(
                tuple(sum(step) for step in zip(*(one[:-1] for one in counts), strict=True)),
                sum(one[-1] for one in counts),
            )
            for stage, counts in found.items()
        }

    def last(self, rows: Iterable[Total]) -> EntryView | None:
        """Return the last entry behind some rows."""
        last = max((row.last for row in rows), default=None)
        if last is None:
            return None
        from board.store.entries import entries_at  # not wanted while nothing was counted

        place = (last[2], last[1])
        if place not in self._last:
            self._last.update(entries_at(self._connection, [place]))
        return self._last.get(place)

    def providers(self) -> tuple[ProviderTally, ...]:
        """Return what was counted on each provider that was named."""
        named = sorted({row.provider for row in self._rows if row.provider})
        return tuple(
            ProviderTally(clean(slug), sum_of(row for row in self._rows if row.provider == slug)) for slug in named
        )


def sum_of(totals: Iterable[Total]) -> Stages:
    """Add up over agencies, providers and units, each stage for itself."""
    sums = all_units(total.tally for total in totals)
    return {stage: sums[stage].quantity for stage in Stage if stage in sums}


def _totals(connection: Connection, action: str) -> tuple[list[Total], int]:
    """Return the rows of an action, and how many entries are behind them."""
    rows = connection.execute(
        """
        SELECT agency, provider, content_type, stage, quantity, at_least, at_most, about,
            entries, coalesce(last_at, 0), coalesce(last_seq, 0), coalesce(last_site, '')
        FROM totals WHERE action = :action
        """,
        {"action": action},
    ).fetchall()
    totals, count = [], 0
    for agency, provider, unit, stage, quantity, at_least, at_most, about, entries, *last in rows:
        counts = ((Qualifier.AT_LEAST, at_least), (Qualifier.AT_MOST, at_most), (Qualifier.ABOUT, about))
        qualifier = weakest(*(one for one, number in counts if number))
        tally = Tally(Stage(stage), ContentType(unit), Quantity(quantity, qualifier))
        totals.append(Total(agency, provider, tally, (last[0], last[1], last[2])))
        count += entries
    return totals, count


def _read_tempos(connection: Connection, action: str, now: datetime) -> dict[tuple[str, str, str], list[int]]:
    """Return for each kind, slug and stage the counts of the half hours, the oldest first, then of the last hour."""
    step = milliseconds(now) // _MILLISECONDS
    found: dict[tuple[str, str, str], list[int]] = {}
    for kind, slug, stage, age, quantity, hour in connection.execute(
        """
        SELECT kind, slug, stage, (:step - step) / :half AS age, sum(quantity),
            coalesce(sum(quantity) FILTER (WHERE step > :step - 2 * :half), 0)
        FROM tempo WHERE action = :action AND step BETWEEN :step - :half * :steps + 1 AND :step
        GROUP BY kind, slug, stage, age
        """,
        {"action": action, "step": step, "half": _PER_HALF_HOUR, "steps": STEPS},
    ).fetchall():
        counts = found.setdefault((kind, slug, stage), [0] * (STEPS + 1))
        counts[STEPS - 1 - age] = quantity
        counts[-1] += hour
    return found
