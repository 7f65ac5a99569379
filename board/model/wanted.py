"""What a screen or a print-out can ask of a store, and what it is answered with."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from board.model.moment import Clock, Moment
from board.model.pulse import Group, Pulse
from board.model.situation import (
    AgencyFile,
    EntryFile,
    LedgerPage,
    Matrix,
    PartnerFile,
    Position,
    Situation,
    StatementsFile,
    Timeline,
)
from board.model.situation_report import Comparison, SituationReport, SituationReports
from board.model.vocabulary import ContentType, Stage


class SituationOf(NamedTuple):
    """The situation of one action; None for the newest that is ongoing."""

    action: str | None = None


class WallOf(NamedTuple):
    """The same situation for the big screen of the room."""

    action: str | None = None
    """Slug; None for the newest that is ongoing."""
    page: int = 1
    """Which of its pages is shown first."""


@dataclass(frozen=True)
class TimelineOfAll:
    """All actions and aggregates."""


class AgencyOf(NamedTuple):
    """All that is known of one agency."""

    agency: str


class StatementsOf(NamedTuple):
    """All that was published of one action or aggregate."""

    subject: str


class PartnerOf(NamedTuple):
    """One partner within one action: what it counted, entry by entry, and what it published."""

    action: str
    agency: str


class MatrixOf(NamedTuple):
    """Partner by content type of one action."""

    action: str


class Filter(NamedTuple):
    """Which entries of a ledger are wanted: those for which everything that is given here is true."""

    agency: str | None = None
    provider: str | None = None
    content_type: ContentType | None = None
    stage: Stage | None = None
    operator: str | None = None
    text: str | None = None
    """Stands in the note, the reference, the operator's name or the hash's beginning; in any case of letters."""


EVERYTHING = Filter()
"""No entry is left out."""


class LedgerOf(NamedTuple):
    """Some entries of an action, the newest first."""

    action: str
    which: Filter = EVERYTHING
    beyond: Position | None = None
    """Start behind this entry, which itself is left out; None to start at the end."""
    older: bool = True
    """Go towards older entries; False towards newer ones, from the oldest where `beyond` is None."""
    most: int = 50
    """Entries."""
    moment: Moment | None = None
    """Only what belongs to this moment; None for all there is now."""


class PulseOf(NamedTuple):
    """The curves of an action within a window of time."""

    action: str
    group: Group = Group.STAGE
    stage: Stage | None = None
    """Of curves that are not grouped by stage; None for the outcome."""
    clock: Clock = Clock.KNOWN
    minutes: int = 60
    """Of an interval: ten or a multiple of ten."""
    steps: int = 96
    """Intervals in the window."""
    end: datetime | None = None
    """Lies in the last interval of the window; None for now."""
    cursor: datetime | None = None
    """Where tallies are read; None for now."""


class EntryOf(NamedTuple):
    """One entry with all its fields."""

    site: str
    seq: int


class SituationReportsOf(NamedTuple):
    """The situation reports of an action, the newest first."""

    action: str
    most: int = 100


class SituationReportOf(NamedTuple):
    """A situation report; its number is from 1 within its action."""

    action: str
    number: int


class ComparisonOf(NamedTuple):
    """What changed from one situation report to another."""

    action: str
    earlier: int
    later: int | None = None
    """None for the situation of now."""


_OfReports = SituationReportsOf | SituationReportOf | ComparisonOf
_OfCounts = SituationOf | PartnerOf | MatrixOf | LedgerOf | EntryOf | PulseOf
Wanted = TimelineOfAll | AgencyOf | StatementsOf | WallOf | _OfCounts | _OfReports
_Reports = SituationReports | SituationReport | Comparison
_Counts = Situation | PartnerFile | Matrix | LedgerPage | EntryFile | Pulse
View = Timeline | AgencyFile | StatementsFile | _Counts | _Reports
