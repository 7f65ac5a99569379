"""How an action breathes: what was counted in each interval of a window of time, by either clock."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from board.model.figure import Quantity
from board.model.moment import Clock
from board.model.vocabulary import Marking, Stage


class Group(StrEnum):
    """What has a curve of its own."""

    STAGE = "stage"
    """Each stage, over all content types by name."""
    CONTENT_TYPE = "content_type"
    AGENCY = "agency"
    PROVIDER = "provider"


class Curve(NamedTuple):
    """One line of the plot: always of one stage."""

    slug: str
    """Of the stage, content type, agency or provider; "" where no provider was named."""
    name: str
    """Of the agency or provider; the slug where it is a word of the vocabulary."""
    stage: Stage
    before: int
    """Counted before the window."""
    counts: tuple[int, ...]
    """Of each interval, the oldest first; may be below zero where something was taken back."""
    at: Quantity
    """The tally at the cursor."""
    added: int
    """By how much it differs from the tally at `Pulse.since`; below zero where more was taken back."""


class Pulse(NamedTuple):
    """The curves of one action within a window of time."""

    marking: Marking
    as_of: datetime
    """The instant of reading; that of the last entry where the machine's clock was set back behind it."""
    action: str
    """Slug."""
    action_name: str
    exercise: bool
    clock: Clock
    group: Group
    stage: Stage | None
    """Of all curves where they are grouped otherwise than by stage; None where nothing was counted."""
    stages: tuple[Stage, ...]
    """At which anything was counted by now."""
    start: datetime
    """Of the first interval, UTC."""
    minutes: int
    """Of an interval."""
    curves: tuple[Curve, ...]
    left_out: int
    """Curves that have no room, the smallest ones."""
    cursor: datetime | None
    """To which the board is wound back; None for now."""
    entries: tuple[int, ...]
    """Recorded or happened, by the clock, in each interval."""
    corrections: tuple[int, ...]
    """Among them those that take one back."""
    since: datetime
    """Where the interval that ends at the cursor begins, UTC: itself not within, while the cursor is."""
    entries_since: int
    corrections_since: int
    first: datetime | None
    """When the first thing was counted; None where nothing was."""
    late: dict[str, int]
    """By agency: minutes from the fact to the record, the median of its last entries before the cursor."""
