"""The tallies of one action as the ledger keeps them: sums apart by stage, how fast they grow, what came last."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from board.model.figure import Quantity, Tally, all_units, share, weakest
from board.model.instants import milliseconds
from board.model.moment import Moment
from board.model.situation import EntryView, Lag, ProviderTally, Stages, Tempo, Tempos
from board.model.text import clean
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.store.connection import Connection

STEPS = 16
"""Half hours of which the tempo is shown."""

_MINUTES = 10
"""Of a step of the table `tempo`."""

PER_HALF_HOUR = 3
"""Steps."""

HOUR = 60
"""Minutes up to the present one, it among them, of which a tempo's hour is."""

Counts = dict[tuple[str, str, str], list[int]]
"""By kind ("agency" or "content_type"), slug and stage: what the half hours added, the oldest first, then the hour."""


class Place(NamedTuple):
    """Where an entry stands, in the order of the clock by which tallies are read."""

    at: int
    seq: int
    site: str


class Total(NamedTuple):
    """What one agency counted of one content type at one stage, on all providers."""

    agency: str
    unit: ContentType
    tally: Tally
    last: Place


class Tallies:
    """Everything that was counted in one action, read once; a few hundred rows, however long the ledger is."""

    def __init__(self, connection: Connection, action: str, now: datetime, moment: Moment | None = None) -> None:
        """Read them.

        Args:
            connection: The store.
            action: Slug.
            now: The end of the tempo, aware.
            moment: Read them as they were then; None for as they are.
        """
        self._connection = connection
        self._action = action
        self._moment = moment
        self._then = None
        if moment is None:
            self._rows, self.entries = _totals(connection, action)
            self._tempos = grown(counts_by(connection, action, milliseconds(now) // 60_000)) if self._rows else {}
        else:
            from board.store.then import Then  # not wanted before the board is wound back

            self._then = Then(connection, action, moment)
            self._rows, self.entries = self._then.totals(), self._then.entries
            self._tempos = self._then.tempos()
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

        place = (last.site, last.seq)
        if place not in self._last:
            self._last.update(entries_at(self._connection, [place], self._moment))
        return self._last.get(place)

    def providers(self) -> tuple[ProviderTally, ...]:
        """Return what was counted on each provider that was named."""
        if not self._rows:
            return ()
        if self._then is not None:
            return self._then.providers()
        found: defaultdict[str, dict[Stage, Quantity]] = defaultdict(dict)
        for provider, stage, *sums in self._connection.execute(
            "SELECT provider, stage, quantity, at_least, at_most, about FROM provider_totals WHERE action = :action",
            {"action": self._action},
        ).fetchall():
            found[provider][Stage(stage)] = quantity_of(sums)
        return tuple(
            ProviderTally(clean(slug), {stage: found[slug][stage] for stage in Stage if stage in found[slug]})
            for slug in sorted(found)
        )

    def cells(self, agency: str) -> dict[tuple[ContentType, str], Stages]:
        """Return what an agency counted by content type and provider, "" where none was named."""
        if self._then is not None:
            return self._then.cells(agency)
        found: defaultdict[tuple[ContentType, str], dict[Stage, Quantity]] = defaultdict(dict)
        for unit, provider, stage, *sums in self._connection.execute(
            """
            SELECT content_type, provider, stage, quantity, at_least, at_most, about FROM totals
            WHERE action = :action AND agency = :agency
            """,
            {"action": self._action, "agency": agency},
        ).fetchall():
            found[ContentType(unit), provider][Stage(stage)] = quantity_of(sums)
        return dict(found)

    def entries_of(self, agency: str) -> int:
        """Return how many entries an agency has."""
        if self._then is not None:
            return self._then.entries_of(agency)
        row: tuple[int] = self._connection.execute(
            "SELECT coalesce(sum(entries), 0) FROM agency_totals WHERE action = ? AND agency = ?",
            (self._action, agency),
        ).fetchone()
        return row[0]

    def lags(self) -> dict[str, Lag]:
        """Return how far each agency was behind at the moment the tallies are of; none of those that are of now."""
        return self._then.lags() if self._then is not None else {}


def sum_of(totals: Iterable[Total]) -> Stages:
    """Add up over agencies and units, each stage for itself."""
    sums = all_units(total.tally for total in totals)
    return {stage: sums[stage].quantity for stage in Stage if stage in sums}


_KINDS = (Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ABOUT)


def quantity_of(sums: Sequence[int]) -> Quantity:
    """Make a tally of its count and of how many of its entries are not exact, by kind."""
    quantity, *counts = sums
    if not any(counts):
        return Quantity(quantity)
    return Quantity(quantity, weakest(*(kind for kind, count in zip(_KINDS, counts, strict=True) if count)))


def _totals(connection: Connection, action: str) -> tuple[list[Total], int]:
    """Return the tallies of an action, and how many entries are behind them."""
    rows = connection.execute(
        """
        SELECT agency, content_type, stage, quantity, at_least, at_most, about,
            entries, coalesce(last_at, 0), coalesce(last_seq, 0), coalesce(last_site, '')
        FROM agency_totals WHERE action = :action
        """,
        {"action": action},
    ).fetchall()
    totals = []
    for agency, unit, stage, quantity, at_least, at_most, about, _entries, *last in rows:
        counted = quantity_of((quantity, at_least, at_most, about))
        totals.append(Total(agency, ContentType(unit), Tally(Stage(stage), ContentType(unit), counted), Place(*last)))
    return totals, sum(row[7] for row in rows)


def counts_by(connection: Connection, action: str, minute: int) -> Counts:
    """Return how tallies had grown by a minute, by when things happened, of all that was ever recorded.

    What is dated behind that minute is not in it. The steps of ten minutes are what is kept; where the last sixty
    minutes begin and end, minutes are added and taken off.

    Args:
        connection: The store.
        action: Slug.
        minute: Since 1970; the last one that counts.
    """
    step = minute // _MINUTES
    found: Counts = {}
    for kind, slug, stage, age, quantity, hour in connection.execute(
        """
        SELECT kind, slug, stage, (:step - step) / :half AS age, sum(quantity),
            coalesce(sum(quantity) FILTER (WHERE step > :before), 0)
        FROM tempo WHERE action = :action AND step BETWEEN :step - :half * :steps + 1 AND :step
        GROUP BY kind, slug, stage, age
        """,
        {
            "action": action,
            "step": step,
            "before": (minute - HOUR) // _MINUTES,
            "half": PER_HALF_HOUR,
            "steps": STEPS,
        },
    ).fetchall():
        counts = found.setdefault((kind, slug, stage), [0] * (STEPS + 1))
        counts[STEPS - 1 - age] = quantity
        counts[-1] += hour
    if not found or minute % _MINUTES == _MINUTES - 1:  # both ends fall between two steps
        return found
    begins, ends = ((end + 1, end // _MINUTES * _MINUTES + _MINUTES - 1) for end in (minute - HOUR, minute))
    for agency, unit, stage, begun, to_come in connection.execute(
        """
        SELECT agency, content_type, stage, sum(begun), sum(to_come) FROM (
            SELECT agency, content_type, stage, quantity AS begun, 0 AS to_come FROM pulse
            WHERE action = ?1 AND minute BETWEEN ?2 AND ?3
            UNION ALL SELECT agency, content_type, stage, 0, quantity FROM pulse
            WHERE action = ?1 AND minute BETWEEN ?4 AND ?5
        ) GROUP BY agency, content_type, stage
        """,
        (action, *begins, *ends),
    ).fetchall():
        for key in (("agency", agency, stage), ("content_type", unit, stage)):
            found[key][STEPS - 1] -= to_come
            found[key][-1] += begun - to_come
    return found


def grown(found: Counts) -> Counts:
    """Return what is left of counts where nothing is known of what did not grow."""
    return {key: counts for key, counts in found.items() if any(counts)}
