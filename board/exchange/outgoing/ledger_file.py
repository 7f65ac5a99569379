"""Tables as CSV and as lines of JSON: for other programs, and for other boards."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from itertools import islice

from board.exchange.outgoing.rows import Rows, Value
from board.exchange.table import FORMULA

GUARD = "'"
"""Stands before a text that a spreadsheet could take for a formula, and before one that begins with it itself, so that
whoever reads the file takes off exactly one: see `unguarded`."""

_GUARDED = (*FORMULA, GUARD)

PORTION = 500
"""Rows that are written in one go."""


def unguarded(cell: str) -> str:
    """Return the text that a cell of the board's own CSV file holds."""
    return cell[1:] if cell.startswith(GUARD) else cell


def csv_lines(of: Rows) -> Iterator[bytes]:
    """Yield a table as CSV (RFC 4180): UTF-8 without a byte order mark, lines that end in CR LF, a head.

    A cell without a value is empty, and so is a text without characters; numbers are never quoted or guarded.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)  # RFC 4180: commas, CR LF, quotation marks where they are needed
    writer.writerow(of.head)
    while True:
        portion = [tuple(map(_csv_cell, row)) for row in islice(of.rows, PORTION)]
        writer.writerows(portion)
        yield out.getvalue().encode()
        if len(portion) < PORTION:
            return
        out.seek(0)
        out.truncate()


def _csv_cell(cell: Value) -> Value:
    if isinstance(cell, str):
        return f"{GUARD}{cell}" if cell.startswith(_GUARDED) else cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return cell


def json_lines(of: Rows) -> Iterator[bytes]:
    """Yield a table as lines of JSON, an object each: UTF-8, its keys in the order of the columns, null for nothing.

    U+2028 and U+2029, at which some programs break lines, do not occur: no text of the board holds them.
    """
    for row in of.rows:
        yield (json.dumps(dict(zip(of.head, row, strict=True)), ensure_ascii=False) + "\n").encode()


FORMATS: dict[str, Callable[[Rows], Iterator[bytes]]] = {"csv": csv_lines, "jsonl": json_lines}
"""By name."""
