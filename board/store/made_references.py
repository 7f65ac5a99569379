"""References that the board makes for rows that have none: what a row says, its count, and its turn.

`row of 9a3c….77e1…:120:1` is of the first row of a file that says so, with the count 120. Up to the point stands what
it shares with its kin: action, stage, content type and second. A row of the same kin may be the same one told
otherwise: in another count, with a qualifier, with a provider that is named now, with a part of a second that one
program leaves out. Behind the point stands all the rest. A day and its midnight are one: a spreadsheet keeps a day as
its midnight.

Stores of before made `row 9a3c…:120:1`, from all that a row says but for its action; those are found as well.
"""

import re
from hashlib import blake2b
from typing import NamedTuple

from board.model.incoming import Sent

ROW = "row "
"""Begins every reference that the board made."""

MADE = "row of "
"""Begins those that are made now; no hexadecimal digit comes as late in the order of letters."""

AGAIN = "·"
"""Stands between a reference and its turn, where what bore it was taken back: `mail 12·2`."""

_MADE = re.compile(r"(row (?:of [0-9a-f]{16}\.)?[0-9a-f]{16}):([0-9]{1,19}):([0-9a-f.-]+)(?:·[0-9]+)?", re.ASCII)

_DAY = 86_400_000
_LAST = _DAY - 1000
"""Milliseconds from midnight to the last second of a day, for which a day without a time stands."""


def made(row: Sent, action: str) -> str:
    """Return the reference that is made for a row, but for its count and turn."""
    at = row.occurred_at
    if at is not None and at % _DAY == 0:
        at = day_end(at)
    kin = f"{action}\n{row.stage}\n{row.content_type}\n{None if at is None else at // 1000}"
    rest = f"{row.provider or ''}\n{row.qualifier}\n{at}"
    return f"{MADE}{_digest(kin)}.{_digest(rest)}"


def day_end(at: int) -> int:
    """Return the last second of the day (UTC) that an instant lies in, in milliseconds since 1970."""
    return at - at % _DAY + _LAST


def is_last_second(at: int) -> bool:
    """Say whether an instant is the last second of its day (UTC), for which a day without a time stands.

    Midnight is not: where a column holds nothing but midnights, they are read as days.
    """
    return at % _DAY >= _LAST


def made_before(row: Sent) -> str:
    """Return the reference that a store of before made for a row, but for its count and turn."""
    said = f"{row.stage}\n{row.content_type}\n{row.provider or ''}\n{row.occurred_at}\n{row.qualifier}"
    return f"{ROW}{_digest(said)}"


def kin_of(said: str) -> str:
    """Return how the references of the kin begin, of one without count and turn."""
    kin, point, _rest = said.partition(".")
    return kin + point if point else f"{said}:"


def said_of(ref: str) -> str:
    """Return a made reference without count and turn."""
    return ref.rsplit(":", 2)[0]


class Parts(NamedTuple):
    """What a made reference is made of."""

    said: str
    quantity: int
    turn: str
    """How often the file says it so far; or, of a mended row, its place."""


def parts_of(ref: str) -> Parts | None:
    """Return a made reference in its parts, None where a sender made it up to look like one."""
    found = _MADE.fullmatch(ref)
    return None if found is None else Parts(found[1], int(found[2]), found[3])


def next_turn(ref: str) -> str:
    """Return the reference for the next turn of one."""
    start, mark, turn = ref.rpartition(AGAIN)
    return f"{start}{AGAIN}{int(turn) + 1}" if mark and turn.isdecimal() else f"{ref}{AGAIN}2"


def _digest(said: str) -> str:
    return blake2b(said.encode(), digest_size=8).hexdigest()
