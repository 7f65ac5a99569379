"""Where the rows of a store lie in its file: the cells of SQLite's pages (https://sqlite.org/fileformat2.html)."""

from pathlib import Path
from typing import NamedTuple

from board.store.connection import Connection

INDEX_LEAF = 0x0A
"""Kind of page that holds the rows of an index, or of a table WITHOUT ROWID, at the lowest level."""


class Cell(NamedTuple):
    """One row as it lies in the file: the length of its record, and the record."""

    tree: str
    """Name of the table or index."""
    start: int
    """First byte, from the start of the file."""
    end: int


def cells_with(connection: Connection, path: Path, text: bytes) -> list[Cell]:
    """Return every cell of an index or a table WITHOUT ROWID whose record holds `text`.

    Args:
        connection: An open store, all of which is in its file (no WAL).
        path: Its file.
        text: What the record holds.
    """
    file = path.read_bytes()
    size: int = connection.execute("PRAGMA page_size").fetchone()[0]
    roots = connection.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0").fetchall()
    found = []
    for tree, root in roots:
        start = (root - 1) * size
        if root > 1 and file[start] == INDEX_LEAF:  # few rows: the root is the only page
            found += [cell for cell in _cells(file, tree, start) if text in file[cell.start : cell.end]]
    return found


def _cells(file: bytes, tree: str, page: int) -> list[Cell]:
    count = int.from_bytes(file[page + 3 : page + 5], "big")
    cells = []
    for place in range(page + 8, page + 8 + 2 * count, 2):
        start = page + int.from_bytes(file[place : place + 2], "big")
        length, used = _varint(file, start)
        cells.append(Cell(tree, start, start + used + length))
    return cells


def _varint(file: bytes, place: int) -> tuple[int, int]:
    """Return a number of variable length, and how many bytes it takes; nine only for numbers no cell here has."""
    number = 0
    for used in range(1, 9):
        byte = file[place + used - 1]
        number = number << 7 | byte & 0x7F
        if byte < 0x80:
            return number, used
    raise ValueError("no length of a cell in a small store")
