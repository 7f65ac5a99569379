"""Workbooks, XLSX and ODS: what is refused before a cell is read, and the tables of their sheets."""

import copy
import io
import math
import re
import struct
import zipfile
import zlib
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from importlib.util import find_spec
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, Protocol
from xml.parsers import expat

from board.exchange.incoming.delimited import extent, find_header, name_header, texts_above
from board.exchange.incoming.opening import PartnersFile, Position, check_columns, said
from board.locale import _, ngettext
from board.model.incoming import Cell, Row, Table
from board.store.refused import Refused

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

LARGEST = 100 * 1024 * 1024
"""Bytes of a workbook, which is held in memory; larger tables come as CSV."""

LARGEST_UNPACKED = 200 * 1024 * 1024
"""Bytes of all its parts together."""

MOST_CHARACTERS = 400_000_000
"""Of the texts of a sheet, or of those that sheets share, each counted where it stands."""

GREATEST_RATIO = 200
"""Unpacked to packed, once it is more than `_SMALL`; a sheet of a million equal rows has 25."""

MOST_PARTS = 10_000
MOST_CELLS = 10_000_000
"""Of one sheet from its top to its last filled cell: it lies in memory as a rectangle."""

_SMALL = 10 * 1024 * 1024
_CHUNK = 64 * 1024
_LONGEST_TOKEN = 1024 * 1024
"""Bytes of one tag. Older parsers go through one that is not complete again with each chunk."""

_SAMPLE_ROWS = 500
_MOST_MERGED = 10_000
_MOST_TEXTS = 5_000_000
_MOST_NAMES = 10_000
"""Of tags and attributes in one part; a parser keeps each."""

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_END = struct.Struct("<4s4H2LH")
"""The record at the end of a ZIP: sign, disks, parts here and in all, size and place of the directory, comment."""

_REFERENCE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")

_Value = int | float | str | bool | time | date | datetime | timedelta


class _Part:
    """What a sheet holds, counted before any of it is read as a table."""

    def __init__(self) -> None:
        self.formulas = self.unreckoned = self.hidden = 0
        """Formulas, those without a result, and rows that are hidden."""
        self.merged: list[tuple[int, int]] = []
        """First and last line of cells that are one."""
        self.characters = 0
        self._bottom = self._right = 0

    def fill(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Note that there is something in these cells, counted from 1; raises `ValueError` where no sheet has them."""
        bottom, right = row + rows - 1, column + columns - 1
        if bottom > self._bottom or right > self._right:
            if bottom > _LAST_ROW or right > _LAST_COLUMN:
                raise ValueError
            self._bottom, self._right = max(self._bottom, bottom), max(self._right, right)

    def merge(self, first: int, last: int) -> None:
        if len(self.merged) < _MOST_MERGED:
            self.merged.append((first, last))

    def cells(self) -> int:
        """Return how many cells there are from the first of the sheet to the last that is filled."""
        return self._bottom * self._right


class _Handlers(Protocol):
    """What looks at a part of a workbook while it is unpacked."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...
    def data(self, text: str) -> None: ...
    def end(self) -> None: ...


def read_workbook(file: PartnersFile, wanted: str | None) -> tuple[Table, ...]:
    """Return a table for each sheet of a workbook that is not empty.

    The name of a table is that of the file, with the sheet's where there are several; the sheet's name is the first
    text of `above`, for it often says what was counted. A formula is what it resulted in when the file was saved. Whole
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
        raise Refused(_("to read workbooks, run: pip install 'situation-board[sheets]'; or save the sheet as CSV"))
    content = b"".join(file.chunks())
    kind, parts = _look_over(content, file.name)
    tables: list[tuple[str, Table]] = []
    with _opened(content, file.name) as workbook:
        names = workbook.sheet_names
        if wanted is not None and wanted not in names:
            listed = ", ".join(f"“{said(name)}”" for name in names[:10])
            why = _("{file} has no sheet “{sheet}”; it has {sheets}")
            raise Refused(why.format(file=file.name, sheet=said(wanted), sheets=listed))
        for at, about in enumerate(workbook.sheets_metadata):
            if wanted not in (None, about.name) or not str(about.typ).endswith("WorkSheet"):
                continue
            notices = () if str(about.visible).endswith(".Visible") else (_("the sheet is hidden"),)
            part = parts.get(about.name, _Part())
            if table := _table(file, kind, workbook.get_sheet_by_index(at), at, part, notices):
                tables.append((about.name, table))
    if not tables:
        raise Refused(_("{file} holds no table: its sheets are empty").format(file=file.name))
    if len(tables) == 1:
        return (tables[0][1],)
    return tuple(table._replace(name=f"{file.name}: {said(name)}") for name, table in tables)


def _table(
    file: PartnersFile, kind: str, sheet: "CalamineSheet", at: int, part: _Part, notices: tuple[str, ...]
) -> Table | None:
    if sheet.start is None:
        return None
    top = sheet.start[0]
    # blank rows count here: a title often stands above one
    rows = dropwhile(lambda row: not extent(row.cells), _sheet_rows(sheet, top))
    sample = list(islice(rows, _SAMPLE_ROWS))
    if not sample:
        return None
    width = max(len(sample[0].cells), 1)
    check_columns(width, file.name)
    head = find_header(sample)
    header, of_header = name_header(head, sample[head.at].cells, sample[head.at + head.named :], width)
    first = sample[head.at].line + head.named
    position = Position()

    def read() -> Iterator[Row]:
        content = b"".join(file.chunks())
        with _opened(content, file.name) as workbook:
            again = workbook.get_sheet_by_index(at)
            lines = max(again.total_height, 1)
            for row in _sheet_rows(again, first - 1):
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
        notices=notices + of_header + _notices(part, first),
        rows=read,
        position=position.read,
    )


def _notices(part: _Part, first: int) -> tuple[str, ...]:
    """Return what has to be known of a sheet whose rows begin in line `first`."""
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
    if below := [max(begin, first) for begin, end in part.merged if end >= first]:
        why = _("cells are merged below the header, first in line {line}: only the first of them holds the value")
        notices.append(why.format(line=min(below)))
    if count := part.hidden:
        hidden = ngettext("{count} row is hidden and counts", "{count} rows are hidden and count", count)
        notices.append(hidden.format(count=count))
    return tuple(notices)


def _sheet_rows(sheet: "CalamineSheet", above: int) -> Iterator[Row]:
    """Go through the rows of a sheet below the first `above`; its columns begin with the first that is not empty."""
    for index, cells in enumerate(islice(sheet.iter_rows(), above, None), above + 1):
        yield Row(index, tuple(map(_cell, cells)))


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
        raise _damaged(name) from error
    except BaseException as error:
        # the reader is written in Rust; where it gives up, the exception is none of Python's own
        if type(error).__name__ != "PanicException":
            raise
        raise _damaged(name) from error


def _look_over(content: bytes, name: str) -> tuple[str, dict[str, _Part]]:
    """Return the kind of a workbook and what its sheets hold, and unpack it once without keeping anything.

    Nothing is unpacked before the sizes in the directory were found small enough; then what comes out is counted, and
    is not one byte more than was said. The reader that follows sees the same bytes, so that nothing can grow there:
    texts that many cells share and cells that are repeated are counted for each place where they stand.

    Raises:
        Refused: It is no workbook, encrypted, damaged, or breaks a limit.
    """
    try:
        archive, infos = _directory(content, name)
        kind = _kind({info.filename.lower() for info in infos}, archive, name)
        scan = _Spreadsheet() if kind == "ods" else _Workbook()
        # whether it is encrypted is told by the manifest
        for info in sorted(infos, key=lambda info: info.filename.lower() != "meta-inf/manifest.xml"):
            path = info.filename.lower()
            _unpack(archive, info, scan.handlers(path) if path.endswith((".xml", ".rels")) else None)
        parts = scan.parts()
    except _Encrypted as error:
        raise _encrypted(name) from error
    except (zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError) as error:
        raise _damaged(name) from error
    except (EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise _damaged(name) from error
    if any(part.cells() > MOST_CELLS or part.characters > MOST_CHARACTERS for part in scan.all_parts()):
        raise _too_large(name)
    return kind, parts


class _Encrypted(Exception):
    """A part says that the workbook is encrypted."""


def _directory(content: bytes, name: str) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    """Return the parts of a ZIP. Only the plainest is taken, which no two programs read in two ways."""
    end = len(content) - _END.size
    if end < 0:
        raise _damaged(name)
    sign, disk, disk_of, here, count, size, place, comment = _END.unpack_from(content, end)
    if sign != b"PK\x05\x06" or disk or disk_of or comment or here != count or place + size != end:
        raise _damaged(name)
    if content[max(end - 20, 0) : end].startswith(b"PK\x06\x07"):
        raise _too_large(name)
    if count > MOST_PARTS or size > MOST_PARTS * 512:
        raise _too_large(name)
    archive = zipfile.ZipFile(io.BytesIO(content))
    infos = archive.infolist()
    if len(infos) != count or len({info.filename.lower() for info in infos}) != count:
        raise _damaged(name)
    if any(info.flag_bits & 1 for info in infos):
        raise _encrypted(name)
    unpacked = sum(info.file_size for info in infos)
    if unpacked > LARGEST_UNPACKED or (unpacked > _SMALL and unpacked > GREATEST_RATIO * len(content)):
        raise _too_large(name)
    return archive, infos


def _kind(paths: set[str], archive: zipfile.ZipFile, name: str) -> str:
    marks = paths & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
    if marks == {"xl/workbook.xml"}:
        return "xlsx"
    if marks == {"content.xml"} and "mimetype" in paths and "_rels/.rels" not in paths:
        with archive.open("mimetype") as stream:
            if stream.read(100).startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
                return "ods"
    if marks == {"xl/workbook.bin"}:
        raise Refused(_("{file} is a binary workbook: save it as XLSX").format(file=name))
    raise Refused(_("{file} is packed but no workbook: unpack it, and send the table in it").format(file=name))


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, handlers: _Handlers | None) -> None:
    """Unpack a part without keeping it; raises `BadZipFile` where it is not as long as the directory says."""
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile
    honest = copy.copy(info)
    honest.file_size = info.file_size + 1  # else what goes beyond it is cut off, and never seen
    names: dict[str, str] = {}
    parser = expat.ParserCreate("UTF-8", intern=names)
    if handlers:
        parser.buffer_text = True
        parser.StartElementHandler = handlers.start
        parser.CharacterDataHandler = handlers.data
        parser.StartDoctypeDeclHandler = _no_entities
    size = 0
    with archive.open(honest) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > info.file_size:
                raise zipfile.BadZipFile
            if handlers:
                if b"\0" in chunk:
                    raise zipfile.BadZipFile  # UTF-16, which the reader that follows takes for UTF-8
                parser.Parse(chunk)
                if size - parser.CurrentByteIndex > _LONGEST_TOKEN or len(names) > _MOST_NAMES:
                    raise zipfile.BadZipFile
    if size != info.file_size:
        raise zipfile.BadZipFile
    if handlers:
        parser.Parse(b"", True)
        handlers.end()


def _no_entities(*_said: object) -> None:
    """Refuse a document type: it can define entities that grow without end."""
    raise ValueError


class _Workbook:
    """Looks at the parts of an XLSX while they are unpacked.

    Which part is what, the parts themselves say, so each is looked at as if it were a sheet and the shared texts too.
    """

    def __init__(self) -> None:
        self.texts = array("L")
        """Characters of each shared text."""
        self.shown = array("L")
        """In how many cells each stands."""
        self.sheets: dict[str, str] = {}
        """The names of the sheets, and by what id each is found."""
        self.targets: dict[str, str] = {}
        self.unseen: set[str] = set()
        """Ids of parts that are not looked at: no XML."""
        self._parts: dict[str, _Part] = {}

    def handlers(self, path: str) -> _Handlers:
        if path.endswith(".rels"):
            return _Relations(self, path)
        return _Cells(self, path == "xl/workbook.xml", self._parts.setdefault(path, _Part()))

    def all_parts(self) -> list[_Part]:
        shared = _Part()
        shared.characters = sum(map(int.__mul__, self.texts, self.shown))
        return [shared, *self._parts.values()]

    def parts(self) -> dict[str, _Part]:
        """Return what each sheet holds; raises `ValueError` where one lies in a part that was not looked at."""
        if self.unseen.intersection(self.sheets.values()):
            raise ValueError
        parts: dict[str, _Part] = {}
        for name, key in self.sheets.items():
            target = self.targets.get(key, "").lower().lstrip("/")
            found = self._parts.get(target if target.startswith("xl/") else f"xl/{target}")
            parts[name] = found or _Part()
        return parts


class _Relations:
    """Where the sheets and their texts lie."""

    def __init__(self, workbook: _Workbook, path: str) -> None:
        self._workbook, self._path = workbook, path

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) != "Relationship":
            return
        key, target = attributes.get("Id", ""), attributes.get("Target", "")
        kind = attributes.get("Type", "").rpartition("/")[2]
        if self._path == "_rels/.rels":
            if kind == "officeDocument" and target.lower().lstrip("/") != "xl/workbook.xml":
                raise ValueError
        elif self._path == "xl/_rels/workbook.xml.rels":
            self._workbook.targets[key] = target
            if not target.lower().endswith(".xml"):
                self._workbook.unseen.add(key)
                if kind in ("sharedStrings", "worksheet"):
                    raise ValueError

    def data(self, text: str) -> None: ...
    def end(self) -> None: ...


class _Cells:
    """What one part of an XLSX holds."""

    def __init__(self, workbook: _Workbook, lists: bool, part: _Part) -> None:
        self._workbook, self._part = workbook, part
        self._row = self._column = 0
        self._columns: dict[str, int] = {}
        self._told = ""
        """The row's own word for its number."""
        self._shared = self._formula = False
        self._value: str | None = None
        """What the cell holds, while that is read; its beginning suffices."""
        self._texts = array("L")
        self._known: dict[str, Callable[[dict[str, str]], None]] = {
            "c": self._c,
            "v": self._v,
            "is": self._v,
            "row": self._begin,
            "si": self._si,
            "f": self._f,
            "mergeCell": self._merge,
        }
        if lists:
            self._known["sheet"] = self._sheet
        self._acts: dict[str, Callable[[dict[str, str]], None] | None] = {}
        """What each tag does, with the prefix it has here."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag not in self._acts:
            self._acts[tag] = self._known.get(_local(tag))
        if act := self._acts[tag]:
            act(attributes)

    def _c(self, attributes: dict[str, str]) -> None:
        if self._formula or self._value:
            self._reckon()
        self._value = None
        self._shared = attributes.get("t") == "s"
        reference = attributes.get("r")
        if not reference:
            self._column += 1
        elif column := self._columns.get(reference.removesuffix(self._told)):
            self._column = column
        else:
            row, self._column = self._place(reference)
            if self._told and row != self._row:
                raise ValueError  # one of them would be believed, and it is not known which
            self._row = row

    def _v(self, _attributes: dict[str, str]) -> None:
        self._part.fill(self._row, self._column)
        self._value = ""

    def _begin(self, attributes: dict[str, str]) -> None:
        self._told = attributes.get("r", "")
        self._row = int(self._told or self._row + 1)
        self._column = 0
        self._part.hidden += attributes.get("hidden") in ("1", "true")

    def _si(self, _attributes: dict[str, str]) -> None:
        self._texts.append(0)
        if len(self._texts) > _MOST_TEXTS:
            raise ValueError

    def _f(self, _attributes: dict[str, str]) -> None:
        self._part.formulas += 1
        self._formula = True

    def _merge(self, attributes: dict[str, str]) -> None:
        first, _colon, last = attributes.get("ref", "").partition(":")
        self._part.merge(self._place(first)[0], self._place(last or first)[0])

    def _sheet(self, attributes: dict[str, str]) -> None:
        keys = [value for key, value in attributes.items() if _local(key) == "id"]
        self._workbook.sheets[attributes.get("name", "")] = keys[0] if keys else ""

    def data(self, text: str) -> None:
        if self._texts:
            self._texts[-1] += len(text)
        if self._value is not None and len(self._value) < 20:
            self._value += text

    def end(self) -> None:
        self._reckon()
        if self._texts and self._workbook.texts:
            raise ValueError  # two lists of shared texts: it is not known which would be taken
        self._workbook.texts = self._workbook.texts or self._texts

    def _reckon(self) -> None:
        """Reckon up the cell that was read last."""
        value = (self._value or "").strip()
        if self._shared and value:
            index, shown = int(value), self._workbook.shown
            if not 0 <= index < _MOST_TEXTS:
                raise ValueError
            if index >= len(shown):
                shown.frombytes(bytes(shown.itemsize * (index + 1 - len(shown))))
            shown[index] += 1
        self._part.unreckoned += self._formula and not value
        self._value, self._formula = None, False

    def _place(self, reference: str) -> tuple[int, int]:
        match = _REFERENCE.fullmatch(reference)
        if not match:
            raise ValueError
        letters = match[1]
        if letters not in self._columns:
            column = 0
            for letter in letters.upper():
                column = column * 26 + ord(letter) - ord("A") + 1
            self._columns[letters] = column
        return int(match[2]), self._columns[letters]


class _Spreadsheet:
    """Looks at the parts of an ODS while they are unpacked: its sheets are all in one."""

    def __init__(self) -> None:
        self._parts: dict[str, _Part] = {}
        self._part = _Part()
        self._row = self._rows = self._column = self._columns = 0
        """Where the cell begins, counted from 1, and how often its row and it are there."""

    def handlers(self, _path: str) -> _Handlers:
        return self

    def all_parts(self) -> list[_Part]:
        return list(self._parts.values())

    def parts(self) -> dict[str, _Part]:
        """Return what each sheet holds."""
        return self._parts

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        local = _local(tag)
        if local in ("table-cell", "covered-table-cell"):
            self._cell({_local(key): value for key, value in attributes.items()})
        elif local == "table-row":
            said_of = {_local(key): value for key, value in attributes.items()}
            self._row, self._rows = self._row + self._rows, _repeated(said_of, "number-rows-repeated")
            self._column, self._columns = 1, 0
            self._part.hidden += self._rows if said_of.get("visibility", "visible") != "visible" else 0
        elif local == "table":
            name = next((value for key, value in attributes.items() if _local(key) == "name"), "")
            self._part = self._parts[name] = _Part()
            self._row, self._rows = 1, 0
        elif local == "p" and self._columns:
            self._part.fill(self._row, self._column, self._rows, self._columns)
        elif local == "s":
            self._count(_repeated({_local(key): value for key, value in attributes.items()}, "c"))
        elif local == "encryption-data":
            raise _Encrypted

    def data(self, text: str) -> None:
        self._count(len(text))

    def end(self) -> None:
        self._row, self._rows, self._columns = 1, 0, 0

    def _cell(self, said_of: dict[str, str]) -> None:
        self._column, self._columns = self._column + self._columns, _repeated(said_of, "number-columns-repeated")
        filled = "value-type" in said_of
        if filled:
            self._part.fill(self._row, self._column, self._rows, self._columns)
            self._count(len(said_of.get("string-value", "")))
        if "formula" in said_of:
            self._part.formulas += 1
            self._part.unreckoned += not filled
        rows = _repeated(said_of, "number-rows-spanned")
        if rows > 1 or _repeated(said_of, "number-columns-spanned") > 1:
            self._part.merge(self._row, self._row + rows - 1)

    def _count(self, characters: int) -> None:
        self._part.characters += characters * self._rows * self._columns


def _repeated(said_of: dict[str, str], key: str) -> int:
    return max(int(said_of.get(key, 1)), 1)


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _old_or_encrypted(file: PartnersFile) -> Refused:
    """Return what is said to an OLE file: a workbook with a password is a ZIP within one."""
    held = b""
    for chunk in file.chunks():
        if _ENCRYPTED in held + chunk:
            return _encrypted(file.name)
        held = chunk[-len(_ENCRYPTED) :]
    return Refused(_("{file} is an old XLS or another office document: save it as XLSX").format(file=file.name))


def _encrypted(name: str) -> Refused:
    return Refused(_("{file} is encrypted: save it without a password").format(file=name))


def _damaged(name: str) -> Refused:
    return Refused(_("{file} is damaged or cut off, or not as workbooks are: save it anew").format(file=name))


def _too_large(name: str) -> Refused:
    why = _("{file} unpacks to more than {limit} MB or {cells} cells: save the sheet as CSV")
    return Refused(why.format(file=name, limit=LARGEST_UNPACKED // 1024**2, cells=MOST_CELLS))
