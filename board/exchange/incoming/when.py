"""When a row was true: by its day and its time of day, or by what holds for all rows."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, tzinfo

from board.exchange.incoming import moments
from board.exchange.incoming.cells import LONGEST_REF, MOST_REMEMBERED, SUMS_UP, Cells, blank, is_sum_word
from board.exchange.incoming.counts import Why
from board.locale import _
from board.model.incoming import Cell


class When:
    """Reads when rows were true, in milliseconds since 1970, UTC."""

    def __init__(
        self, days: moments.Writing, clock: tzinfo, otherwise: datetime | moments.Day | None, now: datetime
    ) -> None:
        """Make it.

        Args:
            days: How days are written.
            clock: Zone of the column of times.
            otherwise: When a row without a day was true.
            now: The present instant, aware.
        """
        self._days, self._clock, self._otherwise, self._now = days, clock, otherwise, now
        self._at = Cells(self._instant)
        self._at_time: dict[tuple[str, str], int | Why | None] = {}

    def reader(self, date: int | None, time: int | None) -> Callable[[Sequence[Cell]], int | Why | None]:
        """Return what reads when a row was true, or why it cannot be counted.

        Args:
            date: Place of the column of days, from 0; None where there is none.
            time: Of the column of times of day.
        """
        at = self._at
        if time is not None:
            return lambda cells: self._timed(None if date is None else cells[date], cells[time])
        if date is None:
            always = at[None]
            return lambda _cells: always
        return lambda cells: at[cells[date]]

    def on(self, day: str) -> int | Why | None:
        """Return when what stands below a head that is a day was true, or why it cannot be counted."""
        return self._at[day]

    def _timed(self, day: Cell, clock: Cell) -> int | Why | None:
        """Return when a row with a column of days and one of times was true."""
        if not isinstance(day, str) or not isinstance(clock, str):
            return self._instant(day, clock)
        known = self._at_time.get((day, clock), SUMS_UP)
        if known is SUMS_UP:
            known = self._instant(day, clock)
            if len(self._at_time) >= MOST_REMEMBERED:
                self._at_time.clear()
            if len(day) + len(clock) <= LONGEST_REF:
                self._at_time[day, clock] = known
        return known

    def _instant(self, cell: Cell, clock: Cell = None) -> int | Why | None:
        """Return when a row was true, by its day and its time of day, or by what holds for all rows."""
        meant: datetime | moments.Day | Why | None = self._otherwise
        if not blank(cell):
            meant = moments.day_of(cell, self._days)
        if meant is None:
            return Why(_("no day stands in it"))
        if isinstance(meant, Why):
            return SUMS_UP if is_sum_word(cell) else meant
        if isinstance(meant, moments.Day) and not blank(clock):
            time = moments.time_of(clock, self._clock if self._clock is not UTC else meant.zone)
            if isinstance(time, Why):
                return time
            there = moments.together(meant.day, time, clock)
            if isinstance(there, Why):
                return there
            meant = there
        return moments.instant_of(meant, self._now)
