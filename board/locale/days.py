"""How dates, periods and instants are said. An instant is always in UTC and says so."""

from datetime import UTC, datetime

from board.locale import _, language, words
from board.model.situation import ActionView, StatementView
from board.model.vocabulary import ActionStatus

FIRST_OF_MONTH = {"fr": "1er"}
"""How the first day of a month is written in the languages that do not write its number alone."""


def day(of: str | None) -> str:
    """Return a date of the record as precisely as it is known: "25 Nov 2019", "Nov 2019", "2019", "no date"."""
    if of is None:
        return _("no date")
    year, *rest = of.split("-")
    if not rest:
        return year
    month = months()[int(rest[0]) - 1]
    if len(rest) == 1:
        return _("{month} {year}").format(month=month, year=year)
    return _("{day} {month} {year}").format(day=_of_month(int(rest[1])), month=month, year=year)


def _of_month(number: int) -> str:
    """Return the day of a month: "25"."""
    return FIRST_OF_MONTH.get(language(), "1") if number == 1 else str(number)


def _is_whole(of: str) -> bool:
    """Say whether a date is one to the day. Before a month or a year alone, French has other words."""
    return of.count("-") == 2


def day_of_year(of: datetime) -> str:
    """Return a day without its year, where the year stands elsewhere: "25 Nov"."""
    utc = of.astimezone(UTC)
    return _("{day} {month}").format(day=_of_month(utc.day), month=months()[utc.month - 1])


def months() -> tuple[str, ...]:
    """Return the short names of the twelve months."""
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip


def as_of(of: StatementView) -> str:
    """Return when a statement was true: "as of 25 Nov 2019"."""
    if of.as_of is None:
        return _("no date given")
    return _("as of {day}").format(day=day(of.as_of)) if _is_whole(of.as_of) else _in_month(of.as_of)


def _in_month(of: str) -> str:
    """Return when a statement was true that is dated by a month or a year."""
    return _("as of {month}").format(month=day(of))


def counted_period(of: StatementView) -> str:
    """Return the period a statement counts, or when it was true where it names no start."""
    return period(of.since, of.as_of) if of.since else as_of(of)


def period(since: str | None, until: str | None) -> str:
    """Return a period as shortly as it can be said: "21 to 24 Nov 2019"."""
    if since is None or since == until:
        return day(until)
    if until is None:
        return _since(since)
    one, other = since.split("-"), until.split("-")
    if len(one) == len(other) == 3 and one[:2] == other[:2]:
        return _("{first} to {last}").format(first=_("{day}").format(day=_of_month(int(one[2]))), last=day(until))
    return _("{first} to {last}").format(first=day(since), last=day(until))


def _since(of: str) -> str:
    return _("since {day}").format(day=day(of)) if _is_whole(of) else _("since {month}").format(month=day(of))


def _until(of: str) -> str:
    return _("until {day}").format(day=day(of)) if _is_whole(of) else _("until {month}").format(month=day(of))


def when(state: ActionStatus | None, started: str | None, ended: str | None) -> str:
    """Return when something was: "since" only of what was not over."""
    if started is None:
        return _until(ended) if ended is not None else _("no date published")
    return day(started) if ended is None and state == ActionStatus.CONCLUDED else period(started, ended)


def action_dates(of: ActionView) -> str:
    """Return when an action was, and where it stood at the date its record speaks of."""
    dates = when(of.status, of.started_on, of.ended_on)
    if of.status == ActionStatus.CONCLUDED:
        return dates
    return f"{dates} · {_stood(words.status(of.status), of.status_as_of)}"


def _stood(status: str, at: str | None) -> str:
    """Return where an action stood, and when: "ongoing as of 25 Nov 2019"."""
    if at is None:
        return status
    if _is_whole(at):
        return _("{status} as of {day}").format(status=status, day=day(at))
    return _("{status} as of {month}").format(status=status, month=day(at))


def clock(of: datetime) -> str:
    """Return the time of day of an instant, always in UTC and saying so."""
    return f"{of.astimezone(UTC):%H:%M:%S} UTC"


def exact_instant(of: datetime) -> str:
    """Return date and time of an instant to the second, in UTC and saying so."""
    utc = of.astimezone(UTC)
    return f"{day(f'{utc:%Y-%m-%d}')} {utc:%H:%M:%S} UTC"


def minute(of: datetime) -> str:
    """Return the time of day of an instant to the minute, in UTC and saying so: "14:31 UTC"."""
    return f"{of.astimezone(UTC):%H:%M} UTC"


def instant(of: datetime) -> str:
    """Return date and time of an instant, always in UTC and saying so."""
    utc = of.astimezone(UTC)
    return f"{day(f'{utc:%Y-%m-%d}')} {utc:%H:%M} UTC"


def time(of: datetime) -> str:
    """Return the time of day of an instant to the second, in UTC, where the screen says so elsewhere: "14:31:58"."""
    return f"{of.astimezone(UTC):%H:%M:%S}"
