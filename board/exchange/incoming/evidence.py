"""What the cells of a table show, before anything is made of its columns: the first rows are looked at closely."""

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from board.exchange.incoming import counts, moments
from board.exchange.incoming.headings import content_type_of, is_sum, stage_of
from board.exchange.incoming.known import Directory
from board.exchange.incoming.orders import possible_orders
from board.model.incoming import Cell, Row, Table

CLOSELY = 2_000
"""Rows that are looked at closely. How numbers and days are written is learnt from all of them."""

MOST_CELLS = 100_000
"""Cells that are looked at closely: of a table of 300 columns fewer rows are."""

LONGEST_CELL = 400
"""Characters of a text that are looked at."""

_DIFFERENT = 200
"""Different texts of a column that are looked up in the lists of names."""

_Find = Callable[[str], object]
_Finders = tuple[_Find, _Find, _Find, _Find]
_REMEMBERED = 20_000
_ADDRESS = re.compile(r"\s*(?:h(?:tt|xx)ps?\s?\[?:|www\s?\[?\.|@\w|[\w-]+(?:\[\.\]|\[dot\])\w)", re.IGNORECASE)


_NEARLY = re.compile(r"[^\W\d]{0,2}\W{0,2}\d[\d\s.,'’]*\W{0,3}[^\W\d]{0,2}\W{0,2}")
"""A number and a letter or sign too many."""


class Seen(NamedTuple):
    """What the cells of one column show; shares are of the cells that say something, from 0 to 1."""

    filled: int
    """Cells that say something, among the rows looked at closely."""
    numbers: float
    moments: float
    """Days and times by their type, or texts that are nothing else."""
    addresses: float
    agencies: float
    """Of the different texts, as the next three."""
    providers: float
    types: float
    stages: float
    samples: tuple[str, ...]
    """The first two different cells, raw."""
    nearly: bool = False
    """Some of its cells are counts, or would be but for a slip: "x7", "12O", "7?"."""

    @property
    def is_counted(self) -> bool:
        """All but a few cells are counts."""
        return self.numbers >= 0.8

    @property
    def may_count(self) -> bool:
        """Its cells do not speak against a name that says counts: what is no number among them is a mistake."""
        return self.numbers >= 0.3 or not self.filled


class Looked(NamedTuple):
    """A table as it was looked at."""

    rows: tuple[Row, ...]
    """The first ones, as wide as the header; long texts are clipped."""
    whole: bool
    """There are no more."""
    columns: tuple[Seen, ...]

    def cells(self, place: int) -> list[Cell]:
        """Return the cells of a column, without those of rows that sum up others."""
        return [row.cells[place] for row in self.rows if not sums_up(row.cells)]


def look(table: Table, agencies: Directory, providers: Directory) -> Looked:
    """Look at the first rows of a table.

    Raises:
        Refused: As `Table.rows`.
    """
    width = len(table.header)
    most = max(20, min(CLOSELY, MOST_CELLS // max(1, width)))
    rows: list[Row] = []
    whole = True
    for row in table.rows():
        if len(rows) == most:
            whole = False
            break
        cells = (*row.cells[:width], *(None,) * (width - len(row.cells)))
        rows.append(Row(row.line, tuple(_clipped(cell) for cell in cells)))
    finders: _Finders = (
        agencies.knows,
        providers.knows,
        lambda text: content_type_of(text).slug,
        lambda text: stage_of(text).slug,
    )
    columns = [_seen([row.cells[place] for row in rows], finders) for place in range(width)]
    return Looked(tuple(rows), whole, tuple(columns))


def _clipped(cell: Cell) -> Cell:
    return cell[:LONGEST_CELL] if isinstance(cell, str) else cell


def _seen(cells: Sequence[Cell], finders: _Finders) -> Seen:
    said = [(cell, looks) for cell in cells if (looks := counts.looks_counted(cell)) is not None]
    nought = sum(1 for cell in cells if cell == 0 or cell == "0")
    filled = len(said) + nought
    if not filled:
        return Seen(0, 0, 0, 0, 0, 0, 0, 0, ())
    samples = tuple(dict.fromkeys(str(cell) for cell, _looks in said[:50] if not _huge(cell)))[:2]
    texts = [cell for cell, looks in said if isinstance(cell, str) and not looks and not is_sum(cell)]
    sums = sum(1 for cell, _looks in said if isinstance(cell, str) and is_sum(cell))
    different = list(dict.fromkeys(texts))[:_DIFFERENT]
    whole = _share(len(texts), filled)
    agencies, providers, types, stages = (
        _share(sum(1 for text in different if find(text)), len(different)) if whole >= 0.5 else 0.0 for find in finders
    )
    return Seen(
        filled,
        (sum(1 for _cell, looks in said if looks) + nought) / filled,
        _share(sum(1 for cell, _looks in said if _is_moment(cell)), filled - sums),
        whole * _share(sum(1 for text in different if _ADDRESS.match(text)), len(different)),
        agencies,
        providers,
        types,
        stages,
        samples,
        nought > 0 or any(looks for _cell, looks in said) or any(_NEARLY.fullmatch(text.strip()) for text in different),
    )


def _huge(cell: Cell) -> bool:
    return isinstance(cell, int) and not -(10**20) < cell < 10**20


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _is_moment(cell: Cell) -> bool:
    if isinstance(cell, datetime | date):
        return True
    if not isinstance(cell, str) or len(cell) > moments.LONGEST_MOMENT or cell.isdigit():
        return False
    return bool(possible_orders(cell)) or not isinstance(moments.day_of(cell, moments.Writing()), counts.Why)


def sums_up(cells: Sequence[Cell]) -> bool:
    """Say whether a row names itself a sum of others in any of its cells."""
    return any(isinstance(cell, str) and len(cell) <= 60 and is_sum(cell) for cell in cells)


def writings(
    table: Table, looked: Looked, numbers: Sequence[int], days: Sequence[int]
) -> tuple[dict[int, counts.Evidence], dict[int, moments.Evidence]]:
    """Return what columns show of how they write numbers and days, learnt from every row.

    Args:
        table: Gone through once more where it is longer than what was looked at closely.
        looked: What was looked at.
        numbers: Places of columns of numbers.
        days: Places of columns of days.

    Raises:
        Refused: As `Table.rows`.
    """
    of_numbers = {place: counts.Evidence() for place in numbers}
    of_days = {place: moments.Evidence() for place in days}
    for row in looked.rows:
        for place, evidence in of_numbers.items():
            evidence.see(row.cells[place])
        for place, shown in of_days.items():
            shown.see(row.cells[place])
    if looked.whole:
        return of_numbers, of_days
    width = len(table.header)
    watched = [(place, evidence, set[Cell]()) for place, evidence in of_numbers.items()]
    dated = [(place, shown, set[Cell]()) for place, shown in of_days.items()]
    for _line, cells in table.rows():
        if len(cells) < width:
            cells = (*cells, *(None,) * (width - len(cells)))
        for place, evidence, known in watched:
            cell = cells[place]
            if isinstance(cell, str) and not cell.isdigit() and cell not in known:
                evidence.see(cell)
                _remember(known, cell)
        for place, shown, known in dated:
            cell = cells[place]
            if not isinstance(cell, str):
                shown.see(cell)
                continue
            shown.see_time(cell)
            day = cell[:10] if cell[:1].isdigit() else cell  # what stands behind the day says nothing of its order
            if day not in known:
                if day[4:5] != "-":
                    shown.see(day)
                _remember(known, day)
    return of_numbers, of_days


def _remember(known: set[Cell], text: str) -> None:
    if len(text) <= LONGEST_CELL:
        if len(known) >= _REMEMBERED:
            known.clear()
        known.add(text)
