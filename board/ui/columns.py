"""How wide a column is that holds days or instants: as wide as the longest in the language that is spoken."""

from datetime import UTC, datetime
from functools import cache

from rich.cells import cell_len

from board.locale import days, language

_YEAR = tuple(datetime(2028, month, day, 22, 58, 58, tzinfo=UTC) for month in range(1, 13) for day in (1, 28))
"""The long days of each month: the first has a longer number in French."""


def day_room() -> int:
    """Return the cells of the longest date: "28 Sept 2028"."""
    return _longest("day", language())


def instant_room() -> int:
    """Return the cells of the longest instant to the minute: "28 Sept 2028 22:58 UTC"."""
    return _longest("instant", language())


def exact_room() -> int:
    """Return the cells of the longest instant to the second."""
    return _longest("exact", language())


def short_room() -> int:
    """Return the cells of the longest instant without its year: "28 Sept 22:58"."""
    return _longest("short", language())


def short_instant(of: datetime) -> str:
    """Return an instant without its year, in UTC, where the screen says both elsewhere."""
    return f"{days.day_of_year(of)} {of.astimezone(UTC):%H:%M}"


@cache
def _longest(kind: str, language: str) -> int:
    """Return the cells of the longest of a kind; the language is that which is spoken, and keeps the answers apart."""
    said = {
        "day": lambda of: days.day(f"{of:%Y-%m-%d}"),
        "instant": days.instant,
        "exact": days.exact_instant,
        "short": short_instant,
    }[kind]
    return max(cell_len(said(of)) for of in _YEAR)
