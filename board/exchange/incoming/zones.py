"""Time zones as partners write them: "CET", "MESZ", "+01:00", "Europe/Brussels"."""

import re
from datetime import UTC, timedelta, timezone, tzinfo

from board.exchange.incoming.headings import quoted
from board.locale import _

_OFFSET = re.compile(r"(?:utc|gmt)?\s?([+\-−])(\d{1,2}):?(\d\d)?", re.ASCII | re.IGNORECASE)

ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "cet": 1, "mez": 1, "hnec": 1, "cest": 2, "mesz": 2, "haec": 2,
    "eet": 2, "oez": 2, "eest": 3, "oesz": 3,
}  # fmt: skip
"""Hours east of UTC of the zones that partners write."""


def zone_of(header: str) -> tzinfo | None:
    """Return the zone that the name of a column says: "heure (CET)", "Datum Europe/Berlin"; None where it says none."""
    for word in re.findall(r"[A-Za-z_]+(?:/[A-Za-z_]+)+|[A-Za-z]+|[+\-−]\d\d:\d\d", header[:200]):
        small = word.casefold()
        if (small != "z" and small in ZONES) or word[0] in "+-−" or "/" in word:
            try:
                return named_zone(word)
            except ValueError:
                continue
    return None


def named_zone(written: str) -> tzinfo:
    """Return the zone of a name or offset.

    Raises:
        ValueError: This machine knows none of that name; says so in words.
    """
    hours = ZONES.get(written.casefold())
    if hours is not None:
        return timezone(timedelta(hours=hours)) if hours else UTC
    offset = _OFFSET.fullmatch(written)
    if offset is not None:
        away = timedelta(hours=int(offset[2]), minutes=int(offset[3] or 0))
        if away > timedelta(hours=14) or int(offset[3] or 0) > 59:
            raise ValueError(_("no clock on earth is {offset} from UTC").format(offset=written))
        return timezone(away if offset[1] == "+" else -away)
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        if "/" not in written:
            raise ValueError
        return ZoneInfo(written)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(_("{zone} is no time zone that this machine knows").format(zone=quoted(written))) from None
