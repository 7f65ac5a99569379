"""The rows of a file that were refused, as a file that can be mended and handed in again."""

import csv
import io
import os
from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

from board.exchange.incoming.stood import OURS, PLACE, WHY, in_words
from board.exchange.incoming.unguarded import guarded
from board.exchange.outgoing.whole_file import whole
from board.locale import _
from board.model.incoming import Cell, Table, Understood, Unread
from board.model.taken import Told, Verdict
from board.model.text import clean
from board.store.refused import Refused

SUFFIX = ".refused.csv"
"""Ends the name of such a file."""

MOST_REASONS = 10_000
"""Different reasons that are kept apart; a file with more is as a whole not what it was taken for."""

MOST_FILES = 1_000
"""Names that are tried for one."""

_LONGEST_NAME = 180
"""Bytes of a file's name that are kept; file systems take 255."""


class RefusedRows:
    """Collects which rows were refused and why: twenty bytes a row, and each reason once."""

    def __init__(self) -> None:
        self._lines = array("q")
        self._whys = array("l")
        self._unread = array("q")
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

    def watching(self, rows: Iterator[Understood]) -> Iterator[Understood]:
        """Yield rows; take note of those of which nothing can be counted, whatever stands in them."""
        for row in rows:
            if type(row) is Unread:
                self._unread.append(row.line)
            yield row

    def first(self, most: int) -> list[tuple[int, str]]:
        """Return the first of them by line, with the reason."""
        reasons = list(self._reasons)
        order = sorted(range(len(self._lines)), key=self._lines.__getitem__)[:most]
        return [(self._lines[place], reasons[self._whys[place]]) for place in order]

    def write(self, table: Table, file: Path, store: Path) -> Path:
        """Write them to a file of their own, with the header and what stood above it; only its owner can read it.

        The file is CSV in UTF-8, whole or not there. Every cell is quoted, is clean, and bears an apostrophe where a
        spreadsheet program would run it. Two columns are added: why a row was refused, and where it stood, by which it
        is known once it was mended. `stood.as_sent` takes all of that off again. What a row has more than the header
        stands behind them.

        Args:
            table: The table that they are rows of; read once more.
            file: Where to. Where a file lies already, it stays, and a number is put into the name.
            store: The store's file, which is never overwritten.

        Returns:
            Where they were written.

        Raises:
            Refused: It cannot be written, or the table cannot be read any more.
        """
        place, made = _reserved(file, store)
        try:
            with whole(place, store) as raw:
                self._write(table, io.TextIOWrapper(raw, encoding="utf-8-sig", errors="backslashreplace", newline=""))
        except BaseException:
            if made:
                with suppress(OSError):
                    place.unlink()
            raise
        return place

    def _write(self, table: Table, out: io.TextIOWrapper) -> None:
        whys = self._by_line()
        refused, unread = Counter(self._lines), frozenset(self._unread)
        writer, width = csv.writer(out, quoting=csv.QUOTE_ALL), len(table.header)
        for text in table.above:
            writer.writerow([_harmless(text)])
        writer.writerow([*map(_harmless, table.header), WHY, PLACE])
        for row in table.rows():
            why = whys.get(row.line)
            if why is not None:
                counts = 0 if row.line in unread else refused[row.line]
                ours = _harmless(why), in_words(table, row.line, counts)
                cells = [*map(_harmless, row.cells)]
                writer.writerow([*cells[:width], *ours, *cells[width:]])
        out.flush()
        out.detach()

    def _by_line(self) -> dict[int, str]:
        """Return why the rows of which something was refused were: each reason once."""
        reasons = list(self._reasons)
        whys: dict[int, str] = {}
        for line, number in zip(self._lines, self._whys, strict=True):
            why, before = reasons[number], whys.get(line)
            whys[line] = why if before is None or why in before else f"{before}; {why}"
        return whys


def beside(path: Path, table: Table) -> Path:
    """Return where the refused rows of a table go: beside the file, under its whole name.

    Those of a workbook bear the sheet's name too, and those of a file of refused rows the name of the first file.
    """
    sheet = table.name.partition(": ")[2] if table.kind in ("xlsx", "ods") else ""
    plain = "".join(char for char in sheet if char.isalnum() or char in "-_")[:40]
    name = OURS.sub("", path.name) or path.name
    while len(os.fsencode(name)) > _LONGEST_NAME:
        name = name[:-1]
    return path.with_name(f"{name}{f'-{plain}' if plain else ''}{SUFFIX}")


def _reserved(file: Path, store: Path) -> tuple[Path, bool]:
    """Return a name under which nothing lies, and whether an empty file was made there that nobody else can make.

    What is no plain file, or the store, is left to `whole`, which refuses it in words.

    Raises:
        Refused: There are too many of them already.
    """
    ending = SUFFIX if file.name.endswith(SUFFIX) else file.suffix
    for number in range(1, MOST_FILES + 1):
        stem = file.name.removesuffix(ending)
        place = file if number == 1 else file.with_name(f"{stem}.{number}{ending}")
        try:
            os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            if place.is_file() and not _is(place, store):
                continue
            return place, False
        except (OSError, ValueError):
            return place, False
        return place, True
    raise Refused(
        _("{file} and {most} more lie there already: move them away, or name another file").format(
            file=clean(str(file))[:400], most=MOST_FILES - 1
        )
    )


def _is(place: Path, store: Path) -> bool:
    with suppress(OSError):
        return place.samefile(store)
    return False


def _harmless(cell: Cell) -> str:
    return guarded(clean(_as_text(cell)))


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
