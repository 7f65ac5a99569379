"""The names of the columns of a table: clean, short, each only once."""

from collections.abc import Sequence

from board.locale import _
from board.model.address import defang
from board.model.incoming import Cell
from board.model.text import clean
from board.store.refused import Refused

MOST_COLUMNS = 1000
"""A table with more is no list of counts but something that was opened with the wrong delimiter."""

LONGEST_NAME = 200
"""Characters of the name of a column that are kept; of a text above the header."""


def name_columns(cells: Sequence[Cell]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return clean names for columns, each but the empty one only once, and notices of those that were there twice."""
    names: list[str] = []
    twice: dict[str, str] = {}
    taken = {said(cell) for cell in cells}
    used: set[str] = set()
    for cell in cells:
        name = said(cell)
        if name in used:
            number = 2
            while (other := f"{name} ({number})") in taken:
                number += 1
            taken.add(other)
            twice.setdefault(name, other)
            name = other
        if name:
            used.add(name)
        names.append(name)
    notice = _("columns of one name: the second “{name}” is called “{other}”")
    return tuple(names), tuple(
        notice.format(name=defang(name), other=defang(other)) for name, other in list(twice.items())[:5]
    )


def said(cell: Cell) -> str:
    """Return a cell as a clean text that fits on a line, "" for an empty one."""
    text = "" if cell is None else cell if isinstance(cell, str) else str(cell)
    text = " ".join(clean(text[: 4 * LONGEST_NAME]).split())
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"


def check_columns(count: int, name: str) -> None:
    """Raise `Refused` where a table has too many columns."""
    if count > MOST_COLUMNS:
        raise Refused(
            _("{file} has {count} columns, more than {limit}: it is no table of counts").format(
                file=name, count=count, limit=MOST_COLUMNS
            )
        )
