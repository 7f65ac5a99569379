"""In which order a day in numbers alone has its parts: "24/11/2019" day first, "11/24/2019" month first."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from board.exchange.incoming import glossary
from board.exchange.incoming.headings import folded

Order = Literal["dmy", "mdy", "ymd"]

NUMBERS = re.compile(r"(\d{1,4})\s?([./\- ])\s?(\d{1,2})\s?\2\s?(\d{1,4})(?!\d)\.?", re.ASCII)
"""Three numbers with one sign between them."""

_LEAD = re.compile(
    r"(?:(?!(?:le|den|the|am|op)\s)([^\W\d_]{2,10})\.?,?\s+)?(?:(?:le|den|the|am|op)\s+)?", re.IGNORECASE
)
_WEEKDAYS = frozenset(folded(name) for name in glossary.WEEKDAYS.split())


def possible_orders(text: str) -> tuple[Order, ...]:
    """Return in which orders a day written in numbers alone can be read; none where it needs none.

    Of a year in two digits only those that put it last, unless it can be read in no other way.
    """
    match = NUMBERS.match(after_weekday(text))
    if match is None or len(match[1]) == 4:
        return ()
    days = {order: ordered(match, order) for order in _ORDERS}
    last: list[Order] = [order for order in ("dmy", "mdy") if days[order] is not None]
    if len(last) == 2 and (days["dmy"] == days["mdy"] or match[2] == "."):
        return () if days["dmy"] == days["mdy"] else ("dmy",)
    if not last and days["ymd"] is not None:
        return ("ymd",)
    return tuple(last)


_ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")


def ordered(match: re.Match[str], order: Order) -> date | None:
    """Return the day of a match of `NUMBERS` in an order, None where it is none."""
    first, second, third = match[1], match[3], match[4]
    day, month, year = {"dmy": (first, second, third), "mdy": (second, first, third), "ymd": (third, second, first)}[
        order
    ]
    if len(day) > 2 or len(month) > 2 or len(year) not in (2, 4):
        return None
    try:
        return date(full_year(year), int(month), int(day))
    except ValueError:
        return None


def full_year(year: str) -> int:
    """Return a year of two digits as POSIX reads it: 69 to 99 lie before 2000."""
    number = int(year)
    return number if len(year) == 4 else number + (1900 if number >= 69 else 2000)


def after_weekday(text: str) -> str:
    """Return a text without a weekday or an article before its day: "Sonntag, den 24.11.2019"."""
    text = text.strip()
    match = _LEAD.match(text)
    if match is None or (match[1] and folded(match[1]) not in _WEEKDAYS):
        return text
    return text[match.end() :]


def order_of(value: object) -> Order | None:
    """Return an order by its name, None where there is none of that name."""
    return {"dmy": _ORDERS[0], "mdy": _ORDERS[1], "ymd": _ORDERS[2]}.get(value) if isinstance(value, str) else None


SAMPLE: Mapping[Order, str] = {"dmy": "24/11/2019", "mdy": "11/24/2019", "ymd": "2019/11/24"}
"""A day in each order, for a question."""
