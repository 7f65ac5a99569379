"""How a column writes its days and times, and which instant a cell means.

A day that is written in numbers alone has an order, and the column shows which: a 13 or more in one place. Days parted
by points are day first wherever they are written so. What can be read in two orders is a question, never guessed.

A time without a zone is in UTC, unless the column's name says otherwise ("heure (CET)"). A day without a time stands
for its last second, or for now while it is not over: no figure is shown before it can have been true, a running total
of a day comes after what was phoned in on that day, and no entry lies in the future. Where every time of a column is
midnight, none was written: programs put it behind a day.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import NamedTuple

from board.exchange.incoming import glossary
from board.exchange.incoming.counts import Why
from board.exchange.incoming.headings import folded, quoted
from board.exchange.incoming.orders import NUMBERS, Order, after_weekday, full_year, ordered, possible_orders
from board.exchange.incoming.zones import named_zone
from board.locale import _
from board.model.incoming import Cell
from board.model.instants import EPOCH

LONGEST_MOMENT = 80
"""Characters."""

AHEAD = timedelta(hours=24)
"""How far a moment may seem to lie ahead: another clock, another zone. It then stands for now."""

_FIRST_SERIAL, _LAST_SERIAL = 25_569, 73_050
"""Days of the 1900 system of spreadsheets: 1970-01-01 and 2099-12-31."""
_SERIAL_EPOCH = datetime(1899, 12, 30)
_SECONDS, _MILLISECONDS = (10**9, 4 * 10**9), (10**12, 4 * 10**12)
"""Unix time from 2001 to 2096; it cannot be taken for a day of a spreadsheet."""

_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", re.ASCII)
_NAMED = re.compile(
    r"(?:(\d{1,2})\s?(?:\.|er|e|st|nd|rd|th|ste|de)?[\s\-/]*(?:of\s|de\s|d['’])?([^\W\d_]{3,10})\.?[\s\-/,]*(\d{4}|\d\d(?!\s?[:h]))"
    r"|([^\W\d_]{3,10})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4}))(?!\d)"
)
_CLOCK = re.compile(
    r"(\d{1,2})(?:\s?[:hu.]\s?(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?|\s?(?:h|uhr|uur|heures?)\b)?"
    r"\s*(?:uhr|uur|h|heures?)?\s*([ap]\.?m\.?)?\s*",
    re.ASCII | re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:t|,|-|–|à|um|om|at|a|kl\.?)?\s*", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", re.ASCII)
_TIMED = re.compile(r"\d\s?(?::\d|h|u|a\.?m|p\.?m)", re.ASCII | re.IGNORECASE)
_AT_MIDNIGHT = re.compile(r"(?<![\d:])00?[:h]00(?::00(?:[.,]0+)?)?(?![\d:.,])", re.ASCII | re.IGNORECASE)

_MONTHS = {folded(name): place for place, names in enumerate(glossary.MONTHS, 1) for name in names.split()}


class Writing(NamedTuple):
    """How a column writes its moments."""

    order: Order | None = None
    """None where it writes no days in numbers alone, or all of them read the same in every order."""
    zone: tzinfo = UTC
    midnight_is_day: bool = False
    """A midnight is a day without a time, as a spreadsheet keeps it."""
    doubt: tuple[str, ...] = ()
    """Cells that can be read in two orders, or that need one each; empty where there is no doubt."""


class Day(NamedTuple):
    """A day without a time, and where it is that day."""

    day: date
    zone: tzinfo


class Evidence:
    """Gathers how a column writes its moments, cell by cell."""

    def __init__(self) -> None:
        self._seen: dict[Order, str] = {}
        self._either: dict[str, tuple[Order, ...]] = {}
        self._times = False
        self._moments = False

    def see(self, cell: Cell) -> None:
        """Look at a cell; of texts only days written in numbers alone, and times of day, say something."""
        if isinstance(cell, datetime):
            self._moments = True
            self._times = self._times or cell.time() != time(0)
        elif isinstance(cell, str) and len(cell) <= LONGEST_MOMENT:
            self.see_time(cell)
            if _ISO.match(cell):
                return
            orders = possible_orders(cell)
            if len(orders) == 1:
                self._seen.setdefault(orders[0], cell)
            elif orders and len(self._either) < 100:
                self._either.setdefault(cell, orders)

    def see_time(self, cell: str) -> None:
        """Look at the time of day that stands in a text; it says nothing more once there was one but midnight."""
        if not self._times and len(cell) <= LONGEST_MOMENT and _TIMED.search(cell):
            self._moments = True
            self._times = _AT_MIDNIGHT.search(cell) is None

    def conclude(self, told: Order | None = None, zone: tzinfo = UTC) -> Writing:
        """Return how the column writes its moments.

        Args:
            told: The order as a person said it: it settles everything.
            zone: As the column's name says it.
        """
        whole_days = self._moments and not self._times
        if told is not None:
            return Writing(told, zone, whole_days)
        if len(self._seen) > 1:
            return Writing(None, zone, whole_days, tuple(self._seen.values())[:2])
        order = next(iter(self._seen), None)
        if order is None and self._either:
            return Writing(None, zone, whole_days, tuple(self._either)[:2])
        return Writing(order, zone, whole_days)

    def against(self, order: Order) -> str | None:
        """Return a cell that cannot be read in an order, None where all can."""
        return next((cell for one, cell in self._seen.items() if one != order), None)


def day_of(cell: Cell, writing: Writing) -> datetime | Day | Why:
    """Return the instant (aware) or the day that a cell means, or why it means none.

    Args:
        cell: As its file holds it; anything at all. Numbers are days of the 1900 system, or Unix time.
        writing: How its column writes moments.
    """
    if isinstance(cell, str):
        return _text(cell, writing)
    if isinstance(cell, datetime):
        if cell.tzinfo is not None:
            return cell
        if writing.midnight_is_day and cell.time() == time(0):
            return Day(cell.date(), writing.zone)
        return _there(cell, writing.zone, cell)
    if isinstance(cell, date):
        return Day(cell, writing.zone)
    if cell is None:
        return Why(_("no day stands in it"), nothing=True)
    if isinstance(cell, bool | time):
        return Why(_("{text} is no day").format(text=quoted(cell)))
    return _serial(cell, writing)


def _serial(number: float, writing: Writing) -> datetime | Day | Why:
    if _FIRST_SERIAL <= number <= _LAST_SERIAL:
        day = _SERIAL_EPOCH + timedelta(seconds=round(number * 86_400))
        return Day(day.date(), writing.zone) if number == int(number) else _there(day, writing.zone, number)
    if _SECONDS[0] <= number <= _SECONDS[1]:
        return EPOCH + timedelta(seconds=number)
    if _MILLISECONDS[0] <= number <= _MILLISECONDS[1]:
        return EPOCH + timedelta(milliseconds=number)
    return Why(_("{text} is no day").format(text=quoted(number)))


def _text(cell: str, writing: Writing) -> datetime | Day | Why:
    if cell[4:5] == "-" and len(cell) <= 40 and _ISO.match(cell):
        try:
            read = datetime.fromisoformat(cell)
            if writing.midnight_is_day and read.time() == time(0):
                return Day(read.date(), read.tzinfo or writing.zone)
            return read if read.tzinfo is not None else _there(read, writing.zone, cell)
        except ValueError:
            pass
    text = " ".join(cell.split()) if len(cell) <= LONGEST_MOMENT else ""
    if not text or text in ("-", "–", "—"):
        nothing = len(cell) <= LONGEST_MOMENT
        return Why(_("no day stands in it") if nothing else _("{text} is no day").format(text=quoted(cell)), nothing)
    if text.isascii() and text.isdigit() and len(text) == 5:
        return _serial(int(text), writing)
    text = after_weekday(text)
    found = _day(text, writing)
    if isinstance(found, Why):
        return found if found.text else Why(_("{text} is no day").format(text=quoted(cell)))
    day, end = found
    rest = text[end:].strip()
    if not rest:
        return Day(day, writing.zone)
    clock = time_of(text[end + len(_between(text[end:])) :], writing.zone)
    if isinstance(clock, Why):
        return Why(_("{text} is no day").format(text=quoted(cell)))
    if writing.midnight_is_day and clock.replace(tzinfo=None) == time(0):
        return Day(day, clock.tzinfo or writing.zone)
    return _there(datetime.combine(day, clock.replace(tzinfo=None)), clock.tzinfo or writing.zone, cell)


def _between(text: str) -> str:
    match = _BETWEEN.match(text)
    return match[0] if match else ""


def _day(text: str, writing: Writing) -> tuple[date, int] | Why:
    """Return the day that a text begins with and where it ends; a `Why` without words where there is none."""
    match = NUMBERS.match(text)
    if match is not None:
        if len(match[1]) == 4:
            day = ordered(match, "ymd")
        elif writing.order is not None:
            day = ordered(match, writing.order)
        else:
            orders = possible_orders(text)
            if len(orders) > 1:
                return Why(_("{text} can be read in two ways: say how days are written").format(text=quoted(text)))
            day = ordered(match, orders[0] if orders else "dmy")
        return (day, match.end()) if day else Why("")
    match = _COMPACT.match(text)
    try:
        if match is not None:
            return date(int(match[1]), int(match[2]), int(match[3])), match.end()
        match = _NAMED.match(text)
        if match is not None:
            day_, name, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
            month = _MONTHS.get(folded(name))
            return (date(full_year(year), month, int(day_)), match.end()) if month else Why("")
    except ValueError:
        pass
    return Why("")


def time_of(cell: Cell, zone: tzinfo) -> time | Why:
    """Return the time of day that a cell means, aware; in a zone where it names none itself.

    Args:
        cell: As its file holds it; anything at all. A fraction is one of a day, as in a spreadsheet.
        zone: As the column's name says it.
    """
    if isinstance(cell, datetime):
        return cell.timetz() if cell.tzinfo else cell.time().replace(tzinfo=zone)
    if isinstance(cell, time):
        return cell if cell.tzinfo else cell.replace(tzinfo=zone)
    if isinstance(cell, float) and 0 <= cell < 1:
        seconds = min(round(cell * 86_400), 86_399)
        return time(seconds // 3600, seconds // 60 % 60, seconds % 60, tzinfo=zone)
    if cell is None or (isinstance(cell, str) and cell.strip() in ("", "-", "–")):
        return Why(_("no time stands in it"), nothing=True)
    no_time = Why(_("{text} is no time of day").format(text=quoted(cell)))
    if not isinstance(cell, str) or len(cell) > LONGEST_MOMENT:
        return no_time
    text = cell.strip()
    match = _CLOCK.match(text)
    if match is None or not (match[2] or match[5] or re.search(r"[a-z]", match[0], re.IGNORECASE)):
        return no_time
    hour = int(match[1])
    if match[5]:
        if not 1 <= hour <= 12:
            return no_time
        hour = hour % 12 + (12 if match[5][0] in "pP" else 0)
    rest = text[match.end() :].strip(" ()")
    try:
        there = named_zone(rest) if rest else zone
        micro = int((match[4] or "").ljust(6, "0")[:6])
        return time(hour, int(match[2] or 0), int(match[3] or 0), micro, tzinfo=there)
    except ValueError:
        return no_time


def together(day: date, clock: time, cell: Cell) -> datetime | Why:
    """Return the instant of an aware time on a day; one that the clocks have twice or never is refused.

    Args:
        day: Where the time is.
        clock: Aware.
        cell: What is quoted when it is refused.
    """
    return _there(datetime.combine(day, clock.replace(tzinfo=None)), clock.tzinfo or UTC, cell)


def _there(local: datetime, zone: tzinfo, cell: Cell) -> datetime | Why:
    """Return a local time as an instant; one that a zone's clocks have twice or never is refused."""
    there = local.replace(tzinfo=zone)
    if zone is UTC or isinstance(zone, timezone):
        return there
    if there.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
        return Why(_("there was no {text}: the clocks went forward over it").format(text=quoted(cell)))
    if there.utcoffset() != there.replace(fold=1).utcoffset():
        return Why(_("{text} was there twice, as the clocks went back").format(text=quoted(cell)))
    return there


def instant_of(meant: datetime | Day, now: datetime) -> int | Why:
    """Return a moment as milliseconds since 1970, UTC, by the rules of an entry.

    Args:
        meant: An aware instant, or a day: its last second, also while it is not over. The store lets it happen when it
            comes in, and knows it by this one: the same day says the same tomorrow.
        now: The present instant, aware.
    """
    try:
        if isinstance(meant, Day):
            if datetime.combine(meant.day, _FIRST, meant.zone) > now + AHEAD:
                return Why(_("{day} is still to come").format(day=meant.day.isoformat()))
            meant = datetime.combine(meant.day, _LAST, meant.zone)
        elif meant > now and meant > now + AHEAD:
            return Why(_("{day} is still to come").format(day=meant.isoformat(" ", "minutes")))
        since = meant - EPOCH
    except (OverflowError, ValueError):
        return Why(_("{day} is no day of this record").format(day=str(meant)[:40]))
    if since.days < 0:
        return Why(_("an entry lies after the start of 1970"))
    return since.days * 86_400_000 + since.seconds * 1000 + since.microseconds // 1000


_FIRST, _LAST = time(0), time(23, 59, 59)


def days_in(text: str) -> tuple[date, ...]:
    """Return the days that stand in a title or the name of a file and can be read in one way only."""
    found: list[date] = []
    text = text[:1000]
    place = 0
    for match in re.finditer(r"(?:(?<!\w)|(?<=_))(?=\d|[^\W\d_]{3,10}\.?\s\d)", text):
        if match.start() < place or (match.start() and text[match.start() - 1] in ".:/"):
            continue
        part = text[match.start() : match.start() + 40]
        orders = possible_orders(part)
        day = _day(part, Writing()) if len(orders) <= 1 else Why("")
        if not isinstance(day, Why) and 1970 <= day[0].year <= 2100:
            found.append(day[0])
            place = match.start() + day[1]
    return tuple(found)
