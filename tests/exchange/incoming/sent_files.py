"""Files as partners send them, written down and opened."""

from pathlib import Path

from board.exchange.incoming.opening import open_tables
from board.model.incoming import Table

CSV = b"agency;count\n" + b"bka;1\n" * 100_000
"""A text of several pieces."""


def read(file: Path, content: str | bytes, encoding: str = "utf-8", sheet: str | None = None) -> Table:
    """Write a file and open its one table.

    Args:
        file: Where to.
        content: All of it; half a pair of surrogates stays one.
        encoding: Of a text.
        sheet: The only sheet that is wanted.
    """
    file.write_bytes(content if isinstance(content, bytes) else content.encode(encoding, "surrogatepass"))
    (table,) = open_tables(file, sheet)
    return table
