"""One part of a workbook as it is counted while it is unpacked, before any of it is read as a table."""

from typing import Protocol

_MOST_MERGED = 10_000
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384

MOST_FAULTS = 100_000
"""Cells of a workbook that hold an error, or a formula without its result; with more it is no list of counts."""


class Faulty(Exception):
    """More cells than can be kept in mind hold an error, or a formula without its result."""


class Part:
    """What a sheet holds, counted before any of it is read as a table."""

    def __init__(self) -> None:
        self.formulas = self.unreckoned = self.hidden = 0
        """Formulas, those without a result, and rows that are hidden and hold something."""
        self.faults: dict[tuple[int, int], str] = {}
        """By line and column: "#DIV/0!" where a cell holds an error, "=" where a formula has no result."""
        self.hidden_columns: list[tuple[int, int]] = []
        """First and last of columns that are hidden."""
        self.merged: list[tuple[int, int, int]] = []
        """First and last line of cells that are one, and their first column."""
        self.characters = 0
        self._bottom = self._right = 0

    def fill(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Note that there is something in these cells, counted from 1; raises `ValueError` where no sheet has them."""
        bottom, right = row + rows - 1, column + columns - 1
        if bottom > self._bottom or right > self._right:
            if bottom > _LAST_ROW or right > _LAST_COLUMN:
                raise ValueError
            self._bottom, self._right = max(self._bottom, bottom), max(self._right, right)

    def merge(self, first: int, last: int, column: int) -> None:
        """Note that cells of these lines, from this column on, are one."""
        if len(self.merged) < _MOST_MERGED:
            self.merged.append((first, last, column))

    def fault(self, row: int, column: int, text: str, rows: int = 1, columns: int = 1) -> None:
        """Note that these cells hold an error, or a formula without its result.

        Raises:
            Faulty: There are too many of them.
        """
        if len(self.faults) + rows * columns > MOST_FAULTS:
            raise Faulty
        for line in range(row, row + rows):
            for place in range(column, column + columns):
                self.faults[line, place] = text

    def hide_columns(self, first: int, last: int) -> None:
        """Note that columns are hidden."""
        if len(self.hidden_columns) < _MOST_MERGED:
            self.hidden_columns.append((first, last))

    def cells(self) -> int:
        """Return how many cells there are from the first of the sheet to the last that is filled."""
        return self._bottom * self._right


class Handlers(Protocol):
    """What looks at a part of a workbook while it is unpacked."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take up the beginning of an element."""

    def data(self, text: str) -> None:
        """Take up a piece of the text within it."""

    def end(self) -> None:
        """Take up the end of the part."""


class Encrypted(Exception):
    """A part says that the workbook is encrypted."""


def local_name(tag: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return tag.rpartition(":")[2]
