"""Understanding the moment to which the board is wound back: "14:05", "2019-11-24T18:00Z", "yesterday 18:00 +01:00"."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from board.locale import _, days
from board.model.moment import Clock, Moment
from board.store.refused import Refused

LONGEST = 80
"""Characters."""

_WRITTEN = re.compile(
    r"""
    (?: (?P<day> [0-9]{4}-[0-9]{2}-[0-9]{2} | yesterday | today ) (?: [T ] [ ]* | [ ]+ ) )?
    (?P<hour> [0-9]{1,2} ) : (?P<minute> [0-9]{2} ) (?: : (?P<second> [0-9]{2} ) (?: [.] (?P<milli> [0-9]{3} ) )? )?
    [ ]* (?P<zone> Z | UTC | [+-][0-9]{2} :? [0-9]{2} | [A-Za-z][A-Za-z_+-]*(?:/[A-Za-z0-9_+-]+){0,2} )?
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)

CLOCKS = {"known": Clock.KNOWN, "happened": Clock.HAPPENED}
"""The clocks as the command line names them."""


def moment_of(written: str, clock: str, now: datetime) -> Moment:
    """Return the moment that is meant; a time without a zone is in UTC, as everywhere on the board.

    Args:
        written: A time, maybe with a date before it, and a zone behind it: Z, an offset, or a name such as
            Europe/Brussels.
        clock: One of `CLOCKS`.
        now: The instant of asking, aware.

    Raises:
        Refused: It is no instant, it lies in the future, or the clocks of the zone went back over it (it was there
            twice) or forward over it (it never was).
    """
    at = instant_of(written, now)
    if at > now:
        raise Refused(
            _("{instant} is still to come: the board is wound back, never forward").format(instant=days.instant(at))
        )
    return Moment(at, CLOCKS[clock])


def instant_of(written: str, now: datetime) -> datetime:
    """Return the instant that is meant, in UTC.

    Raises:
        Refused: As for `moment_of`, but it may lie in the future.
    """
    match = _WRITTEN.fullmatch(written.strip()) if len(written) <= LONGEST else None
    if match is None:
        raise Refused(
            _("“{written}” is no instant: write 14:05, 2019-11-24T18:00Z or 2019-11-24 19:00 +01:00").format(
                written=written[:40]
            )
        )
    zone = _zone(match["zone"])
    try:
        day = _day(match["day"], now.astimezone(zone))
        seconds, micro = int(match["second"] or 0), int(match["milli"] or 0) * 1000
        local = datetime(
            day.year, day.month, day.day, int(match["hour"]), int(match["minute"]), seconds, micro, tzinfo=zone
        )
        first, second = (local.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    except (ValueError, OverflowError) as error:
        raise Refused(
            _("“{written}” is no instant: there is no such day, or no such time of day").format(written=written[:40])
        ) from error
    if first.astimezone(zone).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise Refused(_("there was no {written}: the clocks went forward over it").format(written=written[:60]))
    if first != second:
        raise Refused(
            _("{written} was there twice, as the clocks went back: write {first} or {second}").format(
                written=written[:60], first=f"{first:%Y-%m-%dT%H:%MZ}", second=f"{second:%Y-%m-%dT%H:%MZ}"
            )
        )
    return first


def written(at: datetime) -> str:
    """Return an aware instant as it can be written, to the millisecond in which an entry was recorded."""
    utc = at.astimezone(UTC)
    if utc.microsecond >= 1000:
        return f"{utc.isoformat(timespec='milliseconds')[:-6]}Z"
    return f"{utc:%Y-%m-%dT%H:%M:%SZ}" if utc.second else f"{utc:%Y-%m-%dT%H:%MZ}"


def _day(written: str | None, now: datetime) -> datetime:
    """Return the day that is meant."""
    if written is None or written.lower() == "today":
        return now
    if written.lower() == "yesterday":
        return now - timedelta(days=1)
    return datetime.fromisoformat(written)


def _zone(written: str | None) -> tzinfo:
    """Return the zone that is meant.

    Raises:
        Refused: This machine knows none of that name.
    """
    if written is None or written.upper() in ("Z", "UTC"):
        return UTC
    if written[0] in "+-":
        hours, minutes = int(written[1:3]), int(written[-2:])
        if hours > 14 or minutes > 59:
            raise Refused(_("no clock on earth is {offset} from UTC").format(offset=written))
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if written[0] == "-" else offset)
    try:
        return ZoneInfo(written)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(
            _("this machine knows no time zone {zone}: write the offset, as in +01:00, or Z for UTC").format(
                zone=written
            )
        ) from error
