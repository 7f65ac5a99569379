"""An action as a workbook for a spreadsheet: ledger, tallies and what was published, a sheet each."""

import re
import tempfile
from datetime import datetime
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from board.exchange.outgoing.rows import TABLES, Rows, Value
from board.exchange.outgoing.standing import banner, standing
from board.exchange.table import clip
from board.locale import _
from board.store.outgoing import Outgoing
from board.store.refused import Refused

MOST_ROWS = 1_048_576
"""Of a sheet, in every spreadsheet program that reads these files (ECMA-376 leaves it open, Excel does not)."""

LONGEST_CELL = 32_767
"""UTF-16 units; a longer text is cut and ends in "…", as a spreadsheet would call the whole file damaged."""

LARGEST_NUMBER = 2**53
"""Spreadsheets know floating numbers only: beyond this a whole number is written as text, digit for digit."""

WIDE = {"id": 38, "site": 38, "reverses_id": 38, "note": 40, "wording": 60, "title": 40, "occurred_at": 30,
        "recorded_at": 30, "as_of": 30}  # fmt: skip
"""Widths of columns in characters; the others have `NARROW`."""
NARROW = 16

FIRST = 2
"""The row of the first entry, from 0; above it are the edge and the head."""

NEVER = datetime(1980, 1, 1)
"""Stands for the instant of making in a file that is as of none: the least that its container can say."""

_ESCAPES = re.compile(r"(_x[0-9a-fA-F]{4}_)(?=x[0-9a-fA-F]{4}_)")


class _Sheet(Protocol):
    """What is used of a worksheet of XlsxWriter, which has no types of its own."""

    def write_string(self, row: int, col: int, string: str) -> int: ...
    def write_number(self, row: int, col: int, number: int) -> int: ...
    def set_column(self, first_col: int, last_col: int, width: float) -> int: ...
    def set_header(self, header: str) -> None: ...
    def set_footer(self, footer: str) -> None: ...
    def freeze_panes(self, row: int, col: int) -> None: ...
    def repeat_rows(self, first_row: int, last_row: int) -> None: ...
    def set_landscape(self) -> None: ...


class _Book(Protocol):
    """What is used of a workbook."""

    fileclosed: bool

    def add_worksheet(self, name: str) -> _Sheet: ...
    def set_properties(self, properties: dict[str, object]) -> None: ...
    def use_zip64(self) -> None: ...
    def close(self) -> None: ...


class _Edges(NamedTuple):
    """What stands at the edges of every sheet."""

    exercise: bool
    banner: str
    """Of a printed page, above and below."""
    line: str
    """The first and the last row: the banner, and what the sheet is of."""


def write_workbook(of: Outgoing, out: IO[bytes], beside: Path) -> None:
    """Write an action as a workbook (Office Open XML).

    Its first and last row say with whom it may be shared, of what it is and as of when, and so do the edges of each
    page. A cell is a number or a text, never a formula and never a link. The same state gives the same bytes.

    Args:
        of: One state of the store.
        out: Where to.
        beside: A folder on the same disk, where its parts lie until it is whole, readable by their owner only.

    Raises:
        Refused: XlsxWriter is missing, or the store cannot be read.
        OSError: It cannot be written.
    """
    try:
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import FileCreateError
    except ImportError as error:
        raise Refused(_("to write workbooks, run: pip install '.[sheets]'; or export csv")) from error
    label = banner(of.situation, of.exercise)
    line = " · ".join([label, of.situation.action.name, standing(of.situation, of.as_of, of.edition)])
    edges = _Edges(of.exercise, label, line)
    made = of.as_of.replace(tzinfo=None, microsecond=0) if of.as_of else NEVER
    with tempfile.TemporaryDirectory(prefix=".board.", suffix=".part", dir=beside, ignore_cleanup_errors=True) as parts:
        book: _Book = Workbook(out, {"constant_memory": True, "tmpdir": parts})
        book.use_zip64()
        book.set_properties({"title": clip(label, 255), "created": made})
        for table in TABLES.values():
            _write_table(book, table(of), edges)
        try:
            book.close()
        except FileCreateError as error:
            raise error.args[0] from error


def _write_table(book: _Book, of: Rows, edges: _Edges) -> None:
    """Write a table to as many sheets as it takes."""
    number, line, sheet = 1, FIRST, _begin(book, of, edges, 1)
    for row in of.rows:
        if line == MOST_ROWS - 1:
            _write_text(sheet, line, 0, edges.line)
            number += 1
            line, sheet = FIRST, _begin(book, of, edges, number)
        for column, cell in enumerate(row):
            _write(sheet, line, column, cell)
        line += 1
    _write_text(sheet, line, 0, edges.line)


def _begin(book: _Book, of: Rows, edges: _Edges, number: int) -> _Sheet:
    """Return a sheet that has its first row and its head."""
    name = f"{of.name} {number}" if number > 1 else of.name
    sheet = book.add_worksheet(f"{_('EXERCISE')[:10]} {name}" if edges.exercise else name)
    for column, title in enumerate(of.head):
        sheet.set_column(column, column, WIDE.get(title, NARROW))
    sheet.set_landscape()
    sheet.freeze_panes(FIRST, 0)
    sheet.repeat_rows(FIRST - 1, FIRST - 1)
    sheet.set_header(f"&C{edges.banner}")
    sheet.set_footer(f"&C{edges.banner}&R&P / &N")
    _write_text(sheet, 0, 0, edges.line)
    for column, title in enumerate(of.head):
        _write_text(sheet, FIRST - 1, column, title)
    return sheet


def _write(sheet: _Sheet, row: int, column: int, cell: Value) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_string(row, column, "yes" if cell else "no")
    elif isinstance(cell, int) and abs(cell) <= LARGEST_NUMBER:
        sheet.write_number(row, column, cell)
    else:
        _write_text(sheet, row, column, str(cell))


def _write_text(sheet: _Sheet, row: int, column: int, text: str) -> None:
    """Write a text as it is, but for two that the library would take for its own marks.

    A text that looks like a run of formatted text gets a space behind it, and one with two escapes that share a sign
    (`_x0041_x0042_`) a space between them: else the one would be written as markup, the other read as a character.
    """
    if "_x" in text:
        text = _ESCAPES.sub(r"\1 ", text)
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "
    if len(text) > LONGEST_CELL // 2 and len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
        text = text.encode("utf-16-le")[: 2 * LONGEST_CELL - 2].decode("utf-16-le", "ignore") + "…"
    sheet.write_string(row, column, text)
