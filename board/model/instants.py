"""Instants as the ledger keeps them: whole milliseconds since 1970, UTC."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def milliseconds(instant: datetime) -> int:
    """Return an aware instant as whole milliseconds since 1970; what is below a millisecond is left out."""
    return (instant - EPOCH) // timedelta(milliseconds=1)


def instant_of(milliseconds_: int) -> datetime:
    """Return the instant that many milliseconds after the start of 1970, in UTC."""
    return EPOCH + timedelta(milliseconds=milliseconds_)
