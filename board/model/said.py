"""What is said in the course of an exercise, in the order in which it is recorded. Instants are milliseconds, UTC."""

from typing import NamedTuple


class Count(NamedTuple):
    """Somebody counted."""

    number: int
    """Of the saying within its exercise, from 1."""
    at: int
    """When it is recorded."""
    operator: str
    agency: str
    provider: str | None
    unit: str
    stage: str
    quantity: int
    """Signed, not 0."""
    qualifier: str
    occurred_at: int
    note: str | None = None
    ref: str | None = None
    awaited: bool = False
    """It will be put right or taken back."""


class Total(NamedTuple):
    """A partner says what it has in all, whatever the provider."""

    number: int
    at: int
    operator: str
    agency: str
    unit: str
    stage: str
    quantity: int
    increment: int
    """What it adds, where nobody else counted for this partner."""
    occurred_at: int


class Correction(NamedTuple):
    """A count is put right."""

    number: int
    at: int
    operator: str
    of: Count
    quantity: int
    why: str


class TakeBack(NamedTuple):
    """A count is taken back."""

    number: int
    at: int
    operator: str
    of: Count
    why: str


class Sheet(NamedTuple):
    """A partner's spreadsheet; its rows carry the partner's own references."""

    number: int
    at: int
    operator: str
    agency: str
    name: str
    rows: tuple[Count, ...]
    again: bool
    """It came before: nothing of it counts a second time."""


Said = Count | Total | Correction | TakeBack | Sheet


def entries_of(said: Said) -> int:
    """Return how many entries a saying adds to a ledger in which nobody else writes."""
    if isinstance(said, Count):
        return 1
    if isinstance(said, Sheet):
        return 0 if said.again else len(said.rows)
    return 2 if isinstance(said, Correction) else 1
