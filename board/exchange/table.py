"""Tables as text, CSV or JSON for the lists of the command line."""

import csv
import io
import json
from collections.abc import Iterable, Sequence

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""A cell that starts with one of these is a formula to a spreadsheet; some take the full-width signs for one too."""


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA):
        return f"'{cell}"
    return cell


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV (RFC 4180 but for the line ends, which are the terminal's)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def json_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as a JSON list of objects."""
    return json.dumps([dict(zip(head, row, strict=True)) for row in rows], ensure_ascii=False, indent=2) + "\n"


def plain_text(head: Sequence[str], rows: Iterable[Sequence[object]], widest: int = 60) -> str:
    """Return a table in columns; a cell wider than `widest` characters is clipped and ends in "…"."""
    table = [list(head)]
    table += [["" if cell is None else clip(str(cell), widest) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table)
    return "\n".join(lines) + "\n"


def clip(text: str, width: int) -> str:
    """Return `text` in at most `width` characters, with "…" where something was cut off."""
    return text if len(text) <= width else text[: width - 1] + "…"


FORMATS = {"text": plain_text, "json": json_text, "csv": csv_text}
"""The formats of the lists, by name."""
