"""The tallies of one action as they were at a moment, in the shape in which `Tallies` has them now."""

from collections import defaultdict
from collections.abc import Iterable
from statistics import median

from board.model.figure import Quantity, Tally
from board.model.instants import milliseconds
from board.model.moment import Clock, Moment
from board.model.situation import Lag, ProviderTally, Stages
from board.model.text import clean
from board.model.vocabulary import ContentType, Stage
from board.store.acts import ACT
from board.store.connection import Connection
from board.store.spans import INDEXES, Sum, sums_at
from board.store.tallies import Counts, Place, Total, quantity_of
from board.store.tempo import tempo_at

LOOK_BACK = 500
"""Entries before the moment among which the last one of each tally is looked for."""


_BESIDE = """
    coalesce((
        SELECT recorded_at = l.recorded_at AND operator = l.operator AND reverses_seq IS NOT NULL
        FROM ledger INDEXED BY ledger_by_correction
        WHERE (quantity < 0 OR reverses_seq IS NOT NULL) AND action = l.action AND site = l.site AND seq {side} l.seq
        ORDER BY seq {order} LIMIT 1
    ), 0)
"""
_SAID_ANEW = " OR ".join((
    "reverses_seq IS NOT NULL",
    f"coalesce(substr(batch, 1, {len(ACT)}) = '{ACT}', 0)",
    _BESIDE.format(side=">", order="ASC"),
    _BESIDE.format(side="<", order="DESC"),
))  # fmt: skip
"""What takes an entry back bears that one's time, and so may what was recorded in its place, in one go with it: how
long that took says nothing of how soon a partner's figures come in."""


class Then:
    """One action at one moment; read once."""

    def __init__(self, connection: Connection, action: str, moment: Moment) -> None:
        """Read it.

        Args:
            connection: The store.
            action: Slug.
            moment: When, and by which clock.
        """
        self._connection = connection
        self._action = action
        self._moment = moment
        self.sums = sums_at(connection, action, moment)
        """By agency, provider, content type and stage."""
        self.entries = sum(one.entries for one in self.sums)
        self._last: dict[tuple[str, str, str], Place] = {}
        self._late: defaultdict[str, list[int]] = defaultdict(list)
        if self.sums:
            self._look_back()

    def _look_back(self) -> None:
        """Find the last entry of each tally, and how long after the fact each partner's were recorded."""
        clock = self._moment.clock
        for agency, unit, stage, at, seq, site, late in self._connection.execute(
            f"""
            SELECT agency, content_type, stage, {clock}, seq, site,
                iif({_SAID_ANEW}, NULL, recorded_at - occurred_at)
            FROM ledger AS l INDEXED BY {INDEXES[clock]} WHERE action = ? AND {clock} <= ?
            ORDER BY {clock} DESC, site DESC, seq DESC LIMIT {LOOK_BACK}
            """,  # noqa: S608 ours
            (self._action, milliseconds(self._moment.at)),
        ).fetchall():
            self._last.setdefault((agency, unit, stage), Place(at, seq, site))
            if late is not None:
                self._late[agency].append(late)

    def totals(self) -> list[Total]:
        """Return what each agency had counted, on all providers."""
        found: defaultdict[tuple[str, str, str], list[Sum]] = defaultdict(list)
        for one in self.sums:
            found[one.agency, one.content_type, one.stage].append(one)
        return [
            Total(
                agency,
                ContentType(unit),
                Tally(Stage(stage), ContentType(unit), _together(sums)),
                self._last.get((agency, unit, stage), Place(0, 0, "")),
            )
            for (agency, unit, stage), sums in found.items()
        ]

    def tempos(self) -> Counts:
        """Return how fast tallies had grown."""
        return tempo_at(self._connection, self._action, self._moment) if self.sums else {}

    def providers(self) -> tuple[ProviderTally, ...]:
        """Return what had been counted on each provider that was named."""
        found: defaultdict[str, defaultdict[str, list[Sum]]] = defaultdict(lambda: defaultdict(list))
        for one in self.sums:
            if one.provider:
                found[one.provider][one.stage].append(one)
        return tuple(ProviderTally(clean(slug), _stages(found[slug])) for slug in sorted(found))

    def cells(self, agency: str) -> dict[tuple[ContentType, str], Stages]:
        """Return what an agency had counted by content type and provider, "" where none was named."""
        found: defaultdict[tuple[ContentType, str], defaultdict[str, list[Sum]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for one in self.sums:
            if one.agency == agency:
                found[ContentType(one.content_type), one.provider][one.stage].append(one)
        return {cell: _stages(stages) for cell, stages in found.items()}

    def entries_of(self, agency: str) -> int:
        """Return how many entries an agency had."""
        return sum(one.entries for one in self.sums if one.agency == agency)

    def late(self) -> dict[str, int]:
        """Return for each agency the minutes from the fact to the record, the median of its last entries."""
        return {agency: round(median(found) / 60_000) for agency, found in self._late.items()}

    def lags(self) -> dict[str, Lag]:
        """Return for each agency how far its figures were behind: the difference of the two clocks."""
        behind: defaultdict[str, defaultdict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0, 0]))
        other = Clock.KNOWN if self._moment.clock == Clock.HAPPENED else Clock.HAPPENED
        there = sums_at(self._connection, self._action, self._moment._replace(clock=other))
        happened, known = (self.sums, there) if other == Clock.KNOWN else (there, self.sums)
        for sign, sums in ((1, happened), (-1, known)):
            for one in sums:
                counts = behind[one.agency][one.stage]
                for place, count in enumerate((one.quantity, one.at_least, one.at_most, one.about)):
                    counts[place] += sign * count
        late = self.late()
        return {
            agency: Lag(
                minutes=late.get(agency),
                unknown={
                    stage: quantity_of(stages[stage]) for stage in Stage if stage in stages and stages[stage][0] > 0
                },
            )
            for agency, stages in behind.items()
        }


def _together(sums: Iterable[Sum]) -> Quantity:
    """Add up sums of one stage and content type."""
    columns = zip(*((one.quantity, one.at_least, one.at_most, one.about) for one in sums), strict=True)
    return quantity_of([sum(column) for column in columns])


def _stages(found: dict[str, list[Sum]]) -> Stages:
    return {stage: _together(found[stage]) for stage in Stage if stage in found}
