"""Where the rows of a file of refused rows stood before they were mended: a column of it that is never taken for data.

"line 12 of 3f2a9c1d4e5f" names the row of the file whose digest begins so. "(2 counts)" behind it: two of the counts of
that row were refused, and others may have been counted.
"""

import hashlib
import re
from collections import deque
from collections.abc import Iterator

from board.exchange.incoming.unguarded import unguarded
from board.model.incoming import Cell, Row, Sent, Table, Understood
from board.store import originals

WHY = "board: why it was refused"
"""Heads the column that says it."""

PLACE = "board: where it stood"
"""Heads the column that says that."""

OURS = re.compile(r"(\.\d{1,4})?\.refused\.csv\Z", re.ASCII | re.IGNORECASE)
"""Ends the name of such a file; "refused" is no stage there."""

_SAID = re.compile(r"\s*line (\d{1,9}) of ([0-9a-f]{12})(?: \((\d{1,6}) counts?\))?\s*", re.ASCII | re.IGNORECASE)

_MOST_AHEAD = 8
"""Rows that are read before what the first of them says is asked for."""


def digest_of(table: Table) -> str:
    """Return what tells this very table from every other, hexadecimal: a workbook has several."""
    if table.kind not in ("xlsx", "ods"):
        return table.digest
    return hashlib.sha256(f"{table.digest} {table.name.partition(': ')[2]}".encode()).hexdigest()


def in_words(table: Table, line: int, counts: int) -> str:
    """Return where a row stood first, as the column says it.

    Args:
        table: Whose row it is; `rows` gave it last.
        line: Of the row.
        counts: How many of its counts were refused; 0 where nothing of it was read.
    """
    before = _SAID.fullmatch(table.stood(line)) if table.stood is not None else None
    said = f"line {before[1]} of {before[2]}" if before else f"line {line} of {digest_of(table)[:12]}"
    return f"{said} ({counts} count{'s' if counts > 1 else ''})" if counts else said


def told_apart(table: Table) -> Table:
    """Return a table no two rows of which bear one line: of JSON that stands on a single one, the rows are counted."""
    if table.kind != "json":
        return table

    def rows() -> Iterator[Row]:
        before = 0
        for row in table.rows():
            before = max(row.line, before + 1)
            yield row if row.line == before else row._replace(line=before)

    return table._replace(rows=rows)


def as_sent(table: Table) -> Table:
    """Return a table as its sender wrote it, without what the board added, if it is a file of refused rows."""
    if WHY not in table.header:
        return table
    ours = {place for place, name in enumerate(table.header) if name in (WHY, PLACE)}
    at = table.header.index(PLACE) if PLACE in table.header else -1
    seen: deque[tuple[int, str]] = deque(maxlen=_MOST_AHEAD)

    def plain(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
        kept = (cell for place, cell in enumerate(cells) if place not in ours)
        return tuple(unguarded(cell) if isinstance(cell, str) else cell for cell in kept)

    def rows() -> Iterator[Row]:
        seen.clear()
        for row in table.rows():
            cell = row.cells[at] if 0 <= at < len(row.cells) else None
            seen.append((row.line, cell if isinstance(cell, str) else ""))
            yield row._replace(cells=plain(row.cells))

    header = tuple(str(name) for name in plain(table.header))
    above = tuple(unguarded(text) for text in table.above)
    return table._replace(rows=rows, header=header, above=above, stood=lambda line: dict(seen).get(line, ""))


def named_as_sent(table: Table) -> Table:
    """Return a table under the name of the file that its rows stood in first, if it is one of refused rows."""
    return table if table.stood is None else table._replace(name=OURS.sub("", table.name))


def placed(table: Table, rows: Iterator[Understood]) -> Iterator[Understood]:
    """Yield what rows say; a count of a mended row with the place it stood at.

    A row of which another count was taken in is read like any other: what counted of it is known by what it says.

    Args:
        table: That they are of.
        rows: Made of its rows, one after the other.
    """
    if table.stood is None:
        yield from rows
        return
    line, same = 0, list[Understood]()
    for row in rows:
        if row.line != line:
            yield from _at(table.stood(line), same)
            line, same = row.line, []
        same.append(row)
    yield from _at(table.stood(line), same)


def _at(said: str, rows: list[Understood]) -> Iterator[Understood]:
    stood = _SAID.fullmatch(said)
    if stood is None or (stood[3] and int(stood[3]) != len(rows)):
        yield from rows
        return
    place = originals.place(stood[2].lower(), int(stood[1]))
    before: list[Sent] = []
    for row in rows:
        if not isinstance(row, Sent) or row.ref is not None or row.total or row.origin is not None:
            yield row
            continue
        before.append(row)  # two columns of one row may say the very same
        turn = before.count(row)
        yield row._replace(mended=place if turn == 1 else f"{place}.{turn}")
