"""What a screen or a print-out can ask of a store, and the one place that answers."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import overload

from board.model.moment import Moment
from board.model.pulse import Pulse
from board.model.situation import (
    AgencyFile,
    EntryFile,
    EntryView,
    LedgerPage,
    Matrix,
    PartnerFile,
    Situation,
    StatementsFile,
    Timeline,
)
from board.model.situation_report import Comparison, SituationReport, SituationReports
from board.model.wanted import (
    AgencyOf,
    ComparisonOf,
    EntryOf,
    LedgerOf,
    MatrixOf,
    PartnerOf,
    PulseOf,
    SituationOf,
    SituationReportOf,
    SituationReportsOf,
    StatementsOf,
    TimelineOfAll,
    View,
    WallOf,
    Wanted,
)
from board.store.changes import Changes
from board.store.connection import speaking
from board.store.edition import is_exercise
from board.store.opening import Store, must_be
from board.store.situation import read_situation


def utc_now() -> datetime:
    """Return this instant, aware, in UTC."""
    return datetime.now(UTC)


class Reader:
    """Answers what is wanted from one open store, and notices when another program changed it."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = utc_now) -> None:
        """Read from a store.

        Args:
            store: An open store; the reader does not close it.
            clock: Tells the instant of reading, aware.
        """
        self.store = store
        self.clock = clock
        self.moment: Moment | None = None
        """To which everything of an action is wound back; None for now. Agencies and the years stay as they are."""
        with speaking(store.path, store.wait):
            self.exercise = is_exercise(store.connection)
            """Whether the whole store is one."""
        self._changes = Changes(store.connection)

    @overload
    def read(self, wanted: SituationOf | WallOf) -> Situation: ...
    @overload
    def read(self, wanted: TimelineOfAll) -> Timeline: ...
    @overload
    def read(self, wanted: AgencyOf) -> AgencyFile: ...
    @overload
    def read(self, wanted: StatementsOf) -> StatementsFile: ...
    @overload
    def read(self, wanted: PartnerOf) -> PartnerFile: ...
    @overload
    def read(self, wanted: MatrixOf) -> Matrix: ...
    @overload
    def read(self, wanted: LedgerOf) -> LedgerPage: ...
    @overload
    def read(self, wanted: EntryOf) -> EntryFile: ...
    @overload
    def read(self, wanted: PulseOf) -> Pulse: ...
    @overload
    def read(self, wanted: SituationReportsOf) -> SituationReports: ...
    @overload
    def read(self, wanted: SituationReportOf) -> SituationReport: ...
    @overload
    def read(self, wanted: ComparisonOf) -> Comparison: ...

    def read(self, wanted: Wanted) -> View:
        """Return what is wanted as of one state of the store.

        Raises:
            Refused: There is nothing of that name, or the store cannot be read.
        """
        connection, now, moment = self.store.connection, self.clock(), self.moment
        with speaking(self.store.path, self.store.wait):
            if isinstance(wanted, SituationOf | WallOf):
                return read_situation(connection, wanted.action, now, moment)
            from board.store import counted, entries, overview, pulse  # not wanted for the first screen

            match wanted:
                case TimelineOfAll():
                    return overview.read_timeline(connection, now)
                case AgencyOf(agency):
                    return overview.read_agency(connection, agency, now)
                case StatementsOf(subject):
                    return overview.read_statements(connection, subject, now, moment)
                case PartnerOf(action, agency):
                    return counted.read_partner(connection, action, agency, now, moment)
                case MatrixOf(action):
                    return counted.read_matrix(connection, action, now, moment)
                case LedgerOf():
                    return entries.read_page(connection, wanted._replace(moment=moment), now)
                case EntryOf(site, seq):
                    return entries.read_entry(connection, site, seq, now, moment)
                case PulseOf():
                    return pulse.read_pulse(connection, wanted, now)
            from board.store import situation_reports

            return situation_reports.read(connection, wanted, now)

    def entry(self, site: str, seq: int) -> EntryView:
        """Return one entry.

        Raises:
            Refused: There is no such entry, or the store cannot be read.
        """
        return self.read(EntryOf(site, seq)).entry

    def next_correction(self, action: str, moment: Moment, *, forward: bool) -> datetime | None:
        """Return when the next correction after a moment stands by its clock, or the last one before it.

        Raises:
            Refused: The store cannot be read.
        """
        from board.store.pulse import next_correction

        with speaking(self.store.path, self.store.wait):
            return next_correction(self.store.connection, action, moment, forward=forward)

    def names(self) -> list[tuple[Wanted, str]]:
        """Return every action, aggregate and agency with what to ask for to see it."""
        from board.store.overview import all_agencies, read_timeline

        connection = self.store.connection
        with speaking(self.store.path, self.store.wait):
            rows = read_timeline(connection, self.clock()).rows
            found: list[tuple[Wanted, str]] = [
                (StatementsOf(row.slug) if row.aggregate else SituationOf(row.slug), row.name) for row in rows
            ]
            found += [(AgencyOf(agency.slug), agency.name) for agency in all_agencies(connection)]
        return found

    def changed(self) -> bool:
        """Say whether another program has committed since the last time this was asked.

        Raises:
            Refused: The store cannot be read any more, or another file lies in its place.
        """
        must_be(self.store.path, self.store.opened)
        with speaking(self.store.path, self.store.wait):
            changed = self._changes.since_last_look()
            if changed and self.exercise:
                self._renew_clock()
            return changed

    @property
    def halted(self) -> bool:
        """Whether the clock stands still for every board on this exercise, as far as was noticed."""
        if not self.exercise:
            return False
        from board.store.exercise import ExerciseClock

        return isinstance(self.clock, ExerciseClock) and self.clock.halted

    def _renew_clock(self) -> None:
        """Follow an exercise that was begun, halted or made faster."""
        from board.store.exercise import ExerciseClock

        if isinstance(self.clock, ExerciseClock):
            self.clock.renew(self.store.connection)
