"""The rows of a file that were refused, as a file that can be mended and handed in again."""

import csv
import io
import re
from array import array
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from board.exchange.outgoing.whole_file import whole
from board.exchange.table import FORMULA
from board.model.incoming import Cell, Row, Table
from board.model.taken import Told, Verdict

WHY = "board: why it was refused"
"""Heads the column that says it; whoever reads the file leaves that column out."""

_NUMBER = re.compile(r"[+-]?\d[\d .,'’]*", re.ASCII)

MOST_REASONS = 10_000
"""Different reasons that are kept apart; a file with more is as a whole not what it was taken for."""


class RefusedRows:
    """Collects which rows were refused and why: eight bytes a row, and each reason once."""

    def __init__(self) -> None:
        self._lines = array("q")
        self._whys = array("l")
        self._reasons: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, told: Told) -> None:
        """Take note of a row, if it was refused."""
        if told.verdict is not Verdict.REFUSED:
            return
        self._lines.append(told.line)
        if len(self._reasons) < MOST_REASONS:
            self._whys.append(self._reasons.setdefault(told.why, len(self._reasons)))
        else:
            self._whys.append(self._reasons.get(told.why, 0))

    def first(self, most: int) -> list[tuple[int, str]]:
        """Return the first of them by line, with the reason."""
        reasons = list(self._reasons)
        order = sorted(range(len(self._lines)), key=self._lines.__getitem__)[:most]
        return [(self._lines[place], reasons[self._whys[place]]) for place in order]

    def write(self, table: Table, file: Path, store: Path) -> None:
        """Write them to a file of their own, with the header and what stood above it; only its owner can read it.

        The file is CSV in UTF-8, whole or not there. A cell that a spreadsheet program would run bears an apostrophe,
        which `as_sent` takes off again.

        Args:
            table: The table that they are rows of; read once more.
            file: Where to; a file that is there is replaced.
            store: The store's file, which is never overwritten.

        Raises:
            Refused: It cannot be written, or the table cannot be read any more.
        """
        reasons = list(self._reasons)
        whys = {line: reasons[why] for line, why in zip(self._lines, self._whys, strict=True)}
        with whole(file, store) as raw:
            out = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
            writer = csv.writer(out)
            for text in table.above:
                writer.writerow([_harmless(text)])
            writer.writerow([*map(_harmless, table.header), WHY])
            for row in table.rows():
                why = whys.get(row.line)
                if why is not None:
                    writer.writerow([*map(_harmless, row.cells), why])
            out.flush()
            out.detach()


def beside(path: Path, table: Table) -> Path:
    """Return where the refused rows of a table go: beside the file, under its name, of a workbook with the sheet's."""
    sheet = table.name.partition(": ")[2] if table.kind in ("xlsx", "ods") else ""
    plain = "".join(char for char in sheet if char.isalnum() or char in "-_")[:40]
    return path.with_name(f"{path.stem}{f'-{plain}' if plain else ''}.refused.csv")


def as_sent(table: Table) -> Table:
    """Return a table as its sender wrote it, without the apostrophes, if it is a file of refused rows."""
    if WHY not in table.header:
        return table

    def rows() -> Iterator[Row]:
        for row in table.rows():
            yield row._replace(cells=tuple(map(_unguarded, row.cells)))

    header = tuple(str(_unguarded(name)) for name in table.header)
    return table._replace(rows=rows, header=header, above=tuple(str(_unguarded(text)) for text in table.above))


def _unguarded(cell: Cell) -> Cell:
    return cell[1:] if isinstance(cell, str) and cell[:1] == "'" and cell[1:2] in FORMULA else cell


def _harmless(cell: Cell) -> str:
    text = _as_text(cell)
    return f"'{text}" if text[:1] in FORMULA and not _NUMBER.fullmatch(text) else text


def _as_text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
