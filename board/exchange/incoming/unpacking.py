"""Workbooks, before a cell is read: whether they are what they say, and small enough once they are unpacked."""

import copy
import io
import struct
import zipfile
import zlib
from xml.parsers import expat

from board.exchange.incoming.ods_parts import OdsParts
from board.exchange.incoming.workbook_part import MOST_FAULTS, Encrypted, Faulty, Handlers, Part
from board.exchange.incoming.xlsx_parts import XlsxParts
from board.locale import _
from board.store.refused import Refused

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

_MOST_NAMES = 10_000
"""Of tags and attributes in one part; a parser keeps each."""

_END = struct.Struct("<4s4H2LH")
"""The record at the end of a ZIP: sign, disks, parts here and in all, size and place of the directory, comment."""


def look_over(content: bytes, name: str) -> tuple[str, dict[str, Part]]:
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
        scan = OdsParts() if kind == "ods" else XlsxParts()
        # whether it is encrypted is told by the manifest
        for info in sorted(infos, key=lambda info: info.filename.lower() != "meta-inf/manifest.xml"):
            path = info.filename.lower()
            _unpack(archive, info, scan.handlers(path) if path.endswith((".xml", ".rels")) else None)
        parts = scan.parts()
    except Encrypted as error:
        raise encrypted(name) from error
    except Faulty as error:
        why = _("{file} has more than {count} cells with an error, or a formula without its result: put them right")
        raise Refused(why.format(file=name, count=MOST_FAULTS)) from error
    except (zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError) as error:
        raise damaged(name) from error
    except (EOFError, NotImplementedError, RuntimeError, ValueError, OSError) as error:
        raise damaged(name) from error
    if any(part.cells() > MOST_CELLS or part.characters > MOST_CHARACTERS for part in scan.all_parts()):
        raise _too_large(name)
    return kind, parts


def _directory(content: bytes, name: str) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    """Return the parts of a ZIP. Only the plainest is taken, which no two programs read in two ways."""
    end = len(content) - _END.size
    if end < 0:
        raise damaged(name)
    sign, disk, disk_of, here, count, size, place, comment = _END.unpack_from(content, end)
    if sign != b"PK\x05\x06" or disk or disk_of or comment or here != count or place + size != end:
        raise damaged(name)
    if content[max(end - 20, 0) : end].startswith(b"PK\x06\x07"):
        raise _too_large(name)
    if count > MOST_PARTS or size > MOST_PARTS * 512:
        raise _too_large(name)
    archive = zipfile.ZipFile(io.BytesIO(content))
    infos = archive.infolist()
    if len(infos) != count or len({info.filename.lower() for info in infos}) != count:
        raise damaged(name)
    if any(info.flag_bits & 1 for info in infos):
        raise encrypted(name)
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


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, handlers: Handlers | None) -> None:
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


def encrypted(name: str) -> Refused:
    """Return what is said to a workbook with a password."""
    return Refused(_("{file} is encrypted: save it without a password").format(file=name))


def damaged(name: str) -> Refused:
    """Return what is said to a workbook that cannot be read."""
    return Refused(_("{file} is damaged or cut off, or not as workbooks are: save it anew").format(file=name))


def _too_large(name: str) -> Refused:
    why = _("{file} unpacks to more than {limit} MB or {cells} cells: save the sheet as CSV")
    return Refused(why.format(file=name, limit=LARGEST_UNPACKED // 1024**2, cells=MOST_CELLS))
