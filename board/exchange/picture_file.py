"""Writing a picture to a file."""

import re
from datetime import timedelta
from pathlib import Path

from board.locale import _
from board.locale.causes import cause
from board.model.wanted import (
    AgencyOf,
    LedgerOf,
    MatrixOf,
    PartnerOf,
    PulseOf,
    SituationOf,
    SituationReportsOf,
    StatementsOf,
    TimelineOfAll,
    WallOf,
    Wanted,
)
from board.store.reader import Reader
from board.store.refused import Refused

_SIZE = re.compile(r"(\d{1,4})x(\d{1,4})", re.ASCII)
AHEAD = timedelta(days=1)
"""What a picture of the time screen shows behind its cursor."""

LARGEST = 1000
"""Columns or lines; a larger picture takes the machine's memory and nobody can look at it."""


SMALLEST = (80, 24)
"""Columns and lines that the board needs; on fewer it only says so."""


def parse_size(size: str, file: Path) -> tuple[int, int]:
    """Return columns and lines of "160x50", for a picture in `file`.

    Raises:
        Refused: It is no size, or one too small for the board, or the file's name ends in neither .svg nor .txt.
    """
    match = _SIZE.fullmatch(size)
    columns, lines = (int(match[1]), int(match[2])) if match else (0, 0)
    if not (1 <= columns <= LARGEST and 1 <= lines <= LARGEST):
        raise Refused(_("“{size}” is no size: write columns and lines, as in 160x50").format(size=size[:40]))
    if columns < SMALLEST[0] or lines < SMALLEST[1]:
        least = "x".join(map(str, SMALLEST))
        raise Refused(_("{size} is too small for the board: it needs {least}").format(size=size, least=least))
    if file.suffix not in (".svg", ".txt"):
        raise Refused(_("{file} must end in .svg or .txt").format(file=file))
    return columns, lines


def write_picture(file: Path, picture: str) -> None:
    """Write a picture.

    Raises:
        Refused: The file cannot be written.
    """
    try:
        file.write_text(picture, encoding="utf-8")
    except OSError as error:
        raise Refused(_("{file} cannot be written: {why}").format(file=file, why=cause(error))) from error


def _pulse(reader: Reader, action: str) -> PulseOf:
    moment = reader.moment
    if moment is None:
        return PulseOf(action)
    return PulseOf(action, clock=moment.clock, end=min(moment.at + AHEAD, reader.clock()), cursor=moment.at)


def wanted_for(screen: str, reader: Reader, action: str | None, agency: str, page: int = 1) -> Wanted:
    """Return what a screen shows.

    Args:
        screen: "main", "actions", "agency", "statements", "ledger", "matrix", "reports" or "partner".
        reader: Knows which action is the newest that is ongoing.
        action: Slug; None for that one.
        agency: Slug, for the screens of one agency.
        page: Which page of the wall.

    Raises:
        Refused: The store cannot be read.
    """
    if screen == "actions":
        return TimelineOfAll()
    if screen == "agency":
        return AgencyOf(agency)
    slug = action or reader.read(SituationOf()).action.slug
    of_action: dict[str, Wanted] = {
        "main": SituationOf(slug),
        "statements": StatementsOf(slug),
        "ledger": LedgerOf(slug),
        "matrix": MatrixOf(slug),
        "reports": SituationReportsOf(slug),
        "partner": PartnerOf(slug, agency),
        "time": _pulse(reader, slug),
        "wall": WallOf(slug, page),
    }
    return of_action[screen]
