"""Workbooks, XLSX and ODS: the tables of their sheets."""

import io
import math
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from importlib.util import find_spec
from itertools import dropwhile, islice
from typing import TYPE_CHECKING

from board.exchange.incoming.column_names import check_columns, said
from board.exchange.incoming.counts import looks_counted
from board.exchange.incoming.header_row import extent, find_header, name_header, texts_above
from board.exchange.incoming.partners_file import PartnersFile, Position
from board.exchange.incoming.unpacking import damaged, encrypted, look_over
from board.exchange.incoming.workbook_part import Part
from board.locale import _, ngettext, punctuation
from board.model.address import defang
from board.model.incoming import Cell, Row, Table
from board.store.refused import Refused

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

LARGEST = 100 * 1024 * 1024
"""Bytes of a workbook, which is held in memory; larger tables come as CSV."""

_SAMPLE_ROWS = 500
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_Value = int | float | str | bool | time | date | datetime | timedelta


def read_workbook(file: PartnersFile, wanted: str | None) -> tuple[Table, ...]:
    """Return a table for each sheet of a workbook that is not empty.

    The name of a table is that of the file, with the sheet's where there are several; the sheet's name is the first
    text of `above`, for it often says what was counted. Hidden sheets are read only where they are named. A formula is
    what it resulted in when the file was saved; one without a result is "=", and an error is what it shows. Whole
    numbers are integers, dates `datetime`, durations texts; an empty cell is None. `rows` leaves out empty rows.

    Args:
        file: It begins as a ZIP or an OLE file does.
        wanted: Name of the only sheet that is wanted; None for all.

    Raises:
        Refused: It is no workbook, encrypted, damaged, breaks a limit, or has no such sheet.
    """
    if file.beginning(4) == _OLE:
        raise _old_or_encrypted(file)
    if file.size > LARGEST:
        why = _("{file} is larger than {limit} MB: save the sheet as CSV")
        raise Refused(why.format(file=file.name, limit=LARGEST // 1024**2))
    if not find_spec("python_calamine"):
        raise Refused(_("to read workbooks, run: pip install '.[sheets]'; or save the sheet as CSV"))
    content = b"".join(file.chunks())
    kind, parts = look_over(content, file.name)
    tables: list[tuple[str, Table]] = []
    hidden: list[str] = []
    with _opened(content, file.name) as workbook:
        names = workbook.sheet_names
        if wanted is not None and wanted not in names:
            listed = ", ".join(punctuation.quoted(defang(said(name))) for name in names[:10])
            why = _("{file} has no sheet “{sheet}”; it has {sheets}")
            raise Refused(why.format(file=file.name, sheet=defang(said(wanted)), sheets=listed))
        for at, about in enumerate(workbook.sheets_metadata):
            if wanted not in (None, about.name) or not str(about.typ).endswith("WorkSheet"):
                continue
            shown = str(about.visible).endswith(".Visible")
            notices = () if shown else (_("the sheet is hidden"),)
            part = parts.get(about.name, Part())
            if table := _table(file, kind, workbook.get_sheet_by_index(at), at, part, notices):
                if shown or wanted is not None:
                    tables.append((about.name, table))
                else:
                    hidden.append(f"“{defang(said(about.name))}”")
    if hidden and not tables:
        why = _("{file} holds only hidden sheets: name the one to read with --sheet: {sheets}")
        raise Refused(why.format(file=file.name, sheets=", ".join(hidden[:10])))
    if not tables:
        raise Refused(_("{file} holds no table: its sheets are empty").format(file=file.name))
    if hidden:
        left_out = ngettext(
            "a hidden sheet is left out, name it with --sheet to read it: {sheets}",
            "hidden sheets are left out, name one with --sheet to read it: {sheets}",
            len(hidden),
        ).format(sheets=", ".join(hidden[:10]))
        tables = [(name, table._replace(notices=(*table.notices, left_out))) for name, table in tables]
    if len(tables) == 1:
        return (tables[0][1],)
    return tuple(table._replace(name=f"{file.name}: {said(name)}") for name, table in tables)


def _table(
    file: PartnersFile, kind: str, sheet: "CalamineSheet", at: int, part: Part, notices: tuple[str, ...]
) -> Table | None:
    if sheet.start is None:
        return None
    top = sheet.start[0]
    # blank rows count here: a title often stands above one
    rows = dropwhile(lambda row: not extent(row.cells), _sheet_rows(sheet, top, part))
    sample = list(islice(rows, _SAMPLE_ROWS))
    if not sample:
        return None
    width = max(len(sample[0].cells), 1)
    check_columns(width, file.name)
    head = find_header(sample)
    header, of_header = name_header(head, sample[head.at].cells, sample[head.at + head.named :], width)
    first = sample[head.at].line + head.named
    position = Position()
    left = 1 + sheet.start[1]

    def read() -> Iterator[Row]:
        content = b"".join(file.chunks())
        with _opened(content, file.name) as workbook:
            again = workbook.get_sheet_by_index(at)
            lines = max(again.total_height, 1)
            for row in _spread(_sheet_rows(again, first - 1, part), part, left):
                position.share = min(row.line / lines, 1.0)
                if extent(row.cells):
                    yield row
        position.share = 1.0

    return Table(
        name=file.name,
        kind=kind,
        header=header,
        above=(*filter(None, [said(sheet.name)]), *texts_above(sample[: head.at])),
        digest=file.digest,
        size=file.size,
        notices=notices + of_header + _notices(part, first, left, header),
        rows=read,
        position=position.read,
    )


def _notices(part: Part, first: int, left: int, header: tuple[str, ...]) -> tuple[str, ...]:
    """Return what has to be known of a sheet whose rows begin in line `first`, and its columns with the one `left`."""
    notices: list[str] = []
    if count := part.formulas:
        formulas = ngettext(
            "{count} cell is a formula: it counts as it stood when the file was saved",
            "{count} cells are formulas: they count as they stood when the file was saved",
            count,
        )
        notices.append(formulas.format(count=count))
    if count := part.unreckoned:
        unreckoned = ngettext(
            "{count} formula has no result: open the file in a spreadsheet program and save it",
            "{count} formulas have no result: open the file in a spreadsheet program and save it",
            count,
        )
        notices.append(unreckoned.format(count=count))
    if below := [max(begin, first) for begin, end, _column in part.merged if end >= first]:
        why = _("cells are merged below the header, first in line {line}: a name or a day holds for all of their rows")
        notices.append(why.format(line=min(below)))
    if count := part.hidden:
        hidden = ngettext("{count} row is hidden and counts", "{count} rows are hidden and count", count)
        notices.append(hidden.format(count=count))
    columns = [
        name or f"#{place + 1}"
        for place, name in enumerate(header)
        if any(begin <= left + place <= end for begin, end in part.hidden_columns)
    ]
    if columns:
        unseen = ngettext(
            "a column is hidden and is read: {columns}", "columns are hidden and are read: {columns}", len(columns)
        )
        notices.append(unseen.format(columns=", ".join(f"“{defang(name)}”" for name in columns[:10])))
    return tuple(notices)


def _sheet_rows(sheet: "CalamineSheet", above: int, part: Part) -> Iterator[Row]:
    """Go through the rows of a sheet below the first `above`; its columns begin with the first that is not empty.

    Errors, and formulas without a result, are shown as texts: the reader gives empty cells for them.
    """
    left = 1 + (sheet.start[1] if sheet.start is not None else 0)
    faulty = _by_line(part, left)
    for index, cells in enumerate(islice(sheet.iter_rows(), above, None), above + 1):
        row = tuple(map(_cell, cells))
        if index in faulty:
            shown = faulty[index]
            row = tuple(shown.get(place, cell) for place, cell in enumerate(row))
        yield Row(index, row)


def _spread(rows: Iterator[Row], part: Part, left: int) -> Iterator[Row]:
    """Yield rows, what is merged over several of them in each: a name or a day holds for all, a number for none."""
    begins: dict[int, list[tuple[int, int]]] = {}
    for first, last, column in part.merged:
        if last > first and column >= left:
            begins.setdefault(first, []).append((column - left, last))
    over: dict[int, tuple[int, Cell]] = {}
    for row in rows:
        line = row.line
        if over and extent(row.cells):
            over = {place: one for place, one in over.items() if line <= one[0]}
            cells = tuple(over[at][1] if cell is None and at in over else cell for at, cell in enumerate(row.cells))
            row = Row(line, cells)
        for place, last in begins.get(line, ()):
            value = row.cells[place] if place < len(row.cells) else None
            if looks_counted(value):
                value = _("{number}, merged over lines {line} to {last}").format(number=value, line=line, last=last)
                row = Row(line, (*row.cells[:place], value, *row.cells[place + 1 :]))
            if value is not None:
                over[place] = last, value
        yield row


def _by_line(part: Part, left: int) -> dict[int, dict[int, str]]:
    """Return what the cells with an error show, by line and by place from the column `left` on."""
    found: dict[int, dict[int, str]] = {}
    for (line, column), text in part.faults.items():
        found.setdefault(line, {})[column - left] = text
    return found


def _cell(value: _Value) -> Cell:
    if isinstance(value, str):
        return value or None
    if isinstance(value, float):
        if not math.isfinite(value):
            return str(value)
        return int(value) if value.is_integer() and abs(value) < 2**53 else value
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime.combine(value, time())
    return value


@contextmanager
def _opened(content: bytes, name: str) -> "Iterator[CalamineWorkbook]":
    """Open a workbook that was looked over; what its reader cannot read, or dies of, is refused."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            yield workbook
    except (CalamineError, ValueError, OverflowError, OSError) as error:
        raise damaged(name) from error
    except BaseException as error:
        # the reader is written in Rust; where it gives up, the exception is none of Python's own
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(name) from error


def _old_or_encrypted(file: PartnersFile) -> Refused:
    """Return what is said to an OLE file: a workbook with a password is a ZIP within one."""
    held = b""
    for chunk in file.chunks():
        if _ENCRYPTED in held + chunk:
            return encrypted(file.name)
        held = chunk[-len(_ENCRYPTED) :]
    return Refused(_("{file} is an old XLS or another office document: save it as XLSX").format(file=file.name))
