"""The two times of everything that is counted: when it happened, and when the board knew of it. They never mix."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Clock(StrEnum):
    """Which of its two times an entry is placed by."""

    KNOWN = "recorded_at"
    """As we knew it: what had been recorded by then, whenever it happened."""
    HAPPENED = "occurred_at"
    """As it happened: what had happened by then, whenever it was recorded."""


class Moment(NamedTuple):
    """An instant that has passed, and the clock by which the board is wound back to it."""

    at: datetime
    """Aware. What bears this very millisecond is still part of it."""
    clock: Clock = Clock.KNOWN
