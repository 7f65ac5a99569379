"""The way into a partner's file: what it is by its content, whether it stays what it was, and the tables it holds."""

import codecs
import errno
import hashlib
import io
import os
import re
import stat
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from board.locale import _
from board.model.incoming import Cell, Table
from board.model.text import clean
from board.store.refused import Refused

LARGEST = 4 * 1024**3
"""Bytes of a file; the largest that was measured has a tenth of it."""

LONGEST_LINE = 256 * 1024
"""Characters of one line of a text file; its beginning (`_HEAD`) then holds at least one, whatever its encoding.

A longer one is refused, at the latest where it is twice as long.
"""

MOST_COLUMNS = 1000
"""A table with more is no list of counts but something that was opened with the wrong delimiter."""

LONGEST_NAME = 200
"""Characters of the name of a column that are kept; of a text above the header."""

_CHUNK = 256 * 1024
_HEAD = 4 * LONGEST_LINE
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""Without O_NONBLOCK a pipe that takes the file's place between two looks would hold the board for ever."""

_JSON = re.compile(r'\s*(\{\s*["}]|\[\s*(["{\[\]\d-]|true|false|null))')
_NOT_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
"""Bytes to which Windows-1252 gives no character."""
_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_UPPER_HALF = bytes(range(0x80, 0x100))


class Position:
    """How much of a file was gone through."""

    share = 0.0
    """From 0 to 1."""

    def read(self) -> float:
        """Return the share."""
        return self.share


class PartnersFile:
    """A file from a partner. Whatever is read of it, it is still the file that was looked at first."""

    def __init__(self, path: Path) -> None:
        """Look at the file.

        Raises:
            Refused: It is missing, no file, empty or too large.
        """
        self.path = path
        self.name = clean(path.name) or "?"
        self.digest = ""
        """SHA-256, hexadecimal, once it was read to its end."""
        try:
            found = path.stat()
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from error
        if not stat.S_ISREG(found.st_mode):
            raise Refused(_("{file} is no file that can be read: a folder, a pipe or a device").format(file=self.name))
        if found.st_size == 0:
            raise Refused(_("{file} is empty").format(file=self.name))
        if found.st_size > LARGEST:
            raise Refused(
                _("{file} is larger than {limit} GB: send it in parts").format(file=self.name, limit=LARGEST // 1024**3)
            )
        self.size = found.st_size
        self._changed = found.st_mtime_ns

    def beginning(self, size: int) -> bytes:
        """Return the first bytes.

        Raises:
            Refused: They cannot be read.
        """
        with self._opened() as stream:
            return self._read(stream, size)

    def chunks(self) -> Iterator[bytes]:
        """Read the file from its beginning to its end, at most 256 KiB at a time.

        Raises:
            Refused: It cannot be read, or it is no longer what it was: it has another size, time or digest, or is gone.
        """
        sum_of_it = hashlib.sha256()
        size = 0
        with self._opened() as stream:
            while chunk := self._read(stream, _CHUNK):
                size += len(chunk)
                sum_of_it.update(chunk)
                yield chunk
        digest = sum_of_it.hexdigest()
        if size != self.size or digest != (self.digest or digest):
            raise self.changed()
        self.digest = digest

    def changed(self) -> Refused:
        """Return what is said when the file is no longer what it was."""
        return Refused(_("{file} was changed while it was read: read it once it is complete").format(file=self.name))

    def _opened(self) -> io.FileIO:
        try:
            stream = io.FileIO(os.open(self.path, _OPEN))
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from error
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            stream.close()
            raise self.changed()
        return stream

    def _read(self, stream: io.FileIO, size: int) -> bytes:
        try:
            chunk = stream.read(size)
            now = self.path.stat()
        except OSError as error:
            raise self._unreadable(error) from error
        if (now.st_size, now.st_mtime_ns) != (self.size, self._changed):
            raise self.changed()
        return chunk or b""

    def _unreadable(self, error: OSError | ValueError) -> Refused:
        why = error.strerror if isinstance(error, OSError) and error.strerror else _("its name cannot be understood")
        if isinstance(error, OSError) and error.errno == errno.ENOENT:
            return Refused(_("{file} is not there").format(file=self.name))
        return Refused(_("{file} cannot be read: {why}").format(file=self.name, why=why))


class Text(NamedTuple):
    """A text file that was gone through once."""

    file: PartnersFile
    encoding: str
    """Its whole content is valid in it."""
    head: str
    """Its beginning, at least one line."""
    whole: bool
    """The beginning is all of it."""
    notices: tuple[str, ...]

    def pieces(self, position: Position, longest: int = LONGEST_LINE) -> Iterator[str]:
        """Read the text anew, in pieces of whole lines.

        Args:
            position: Where to say how far it has come.
            longest: Characters of the longest line.

        Raises:
            Refused: As `PartnersFile.chunks`, or a line is longer.
        """
        decoder = codecs.getincrementaldecoder(self.encoding)()
        held, line, size = "", 1, 0
        for chunk in self.file.chunks():
            try:
                text = decoder.decode(chunk)
            except UnicodeDecodeError as error:
                raise self.file.changed() from error
            if not size:
                text = text.lstrip("\ufeff")
            size += len(chunk)
            position.share = size / self.file.size
            text = held + text
            # a CR at the very end may be half of a CRLF
            end = max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
            held = text[end:]
            if len(held) > longest:
                line += lines_in(text[:end])
                raise Refused(
                    _("{file}: line {line} is longer than {limit} characters: it is no table of counts").format(
                        file=self.file.name, line=line, limit=longest
                    )
                )
            if end:
                piece = text[:end]
                line += lines_in(piece)
                yield piece
        if held:
            yield held

    def all(self) -> str:
        """Read the whole text anew; raises as `PartnersFile.chunks`."""
        decoder = codecs.getincrementaldecoder(self.encoding)()
        try:
            text = "".join([decoder.decode(chunk) for chunk in self.file.chunks()])
        except UnicodeDecodeError as error:
            raise self.file.changed() from error
        return text.lstrip("\ufeff")

    def lines(self, position: Position) -> Iterator[str]:
        """Read the text anew, line by line with their ends; raises as `pieces`."""
        return chain.from_iterable(io.StringIO(piece, newline="") for piece in self.pieces(position))


def open_tables(path: Path, sheet: str | None = None) -> tuple[Table, ...]:
    """Return the tables in a partner's file. What it is, is told by its content, never by its name.

    A CSV or JSON file holds one table, a workbook one for each sheet that is not empty. A text is UTF-8, UTF-16 (with
    its mark, or with most of every second byte zero), else Windows-1252, which a notice says. A text that is UTF-8 for
    the most part with other bytes in it is refused with the line: nobody can tell what it meant.

    Args:
        path: Any path at all.
        sheet: Name of the only sheet that is wanted; None for all.

    Raises:
        Refused: The file cannot be read, breaks a limit, or holds no table.
    """
    file = PartnersFile(path)
    begins = file.beginning(8)
    if begins.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        from board.exchange.incoming import sheets

        return sheets.read_workbook(file, sheet)
    if sheet is not None:
        raise Refused(_("{file} is no workbook: it has no sheets").format(file=file.name))
    text = _read_through(file)
    if _JSON.match(text.head):
        from board.exchange.incoming import json_rows

        return (json_rows.read_json(text),)
    from board.exchange.incoming import delimited

    return (delimited.read_csv(text),)


def name_columns(cells: Sequence[Cell]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return clean names for columns, each but the empty one only once, and notices of those that were there twice."""
    names: list[str] = []
    twice: dict[str, str] = {}
    taken = {said(cell) for cell in cells}
    used: set[str] = set()
    for cell in cells:
        name = said(cell)
        if name in used:
            number = 2
            while (other := f"{name} ({number})") in taken:
                number += 1
            taken.add(other)
            twice.setdefault(name, other)
            name = other
        if name:
            used.add(name)
        names.append(name)
    notice = _("columns of one name: the second “{name}” is called “{other}”")
    return tuple(names), tuple(notice.format(name=name, other=other) for name, other in list(twice.items())[:5])


def said(cell: Cell) -> str:
    """Return a cell as a clean text that fits on a line, "" for an empty one."""
    text = "" if cell is None else cell if isinstance(cell, str) else str(cell)
    text = " ".join(clean(text[: 4 * LONGEST_NAME]).split())
    return text if len(text) <= LONGEST_NAME else text[: LONGEST_NAME - 1] + "…"


def check_columns(count: int, name: str) -> None:
    """Raise `Refused` where a table has too many columns."""
    if count > MOST_COLUMNS:
        raise Refused(
            _("{file} has {count} columns, more than {limit}: it is no table of counts").format(
                file=name, count=count, limit=MOST_COLUMNS
            )
        )


def lines_in(text: str) -> int:
    """Return how many line ends a text holds: LF, CRLF or CR."""
    return text.count("\n") + (text.count("\r") - text.count("\r\n") if "\r" in text else 0)


def _read_through(file: PartnersFile) -> Text:
    """Read a text file once: digest, encoding and beginning."""
    chunks = file.chunks()
    first = next(chunks)
    _refuse_others(first, file.name)
    encoding = _utf_16(first)
    evidence = _WideText(file, encoding) if encoding else _ByteText(file)
    head = b""
    for chunk in chain((first,), chunks):
        if len(head) < _HEAD:
            head += chunk
        evidence.take(chunk)
    encoding, notices = evidence.verdict()
    text = codecs.getincrementaldecoder(encoding)().decode(head).lstrip("\ufeff")
    if not text.strip():
        raise Refused(_("{file} holds no table: there is nothing but empty lines").format(file=file.name))
    return Text(file, encoding, text, len(head) == file.size, notices)


def _refuse_others(first: bytes, name: str) -> None:
    """Raise `Refused` for what is known to be no table, with its name."""
    begins = first.lstrip(b"\xef\xbb\xbf \t\r\n")[:16].lower()
    known = {
        b"%pdf": _("a PDF"),
        b"\x89png": _("a picture"),
        b"\xff\xd8\xff": _("a picture"),
        b"\x1f\x8b": _("a packed file"),
        b"7z\xbc\xaf": _("a packed file"),
        b"rar!": _("a packed file"),
        b"<?xml": _("a web page or XML"),
        b"<!doctype": _("a web page or XML"),
        b"<html": _("a web page or XML"),
        b"<table": _("a web page or XML"),
        b"{\\rtf": _("a text document"),
    }
    for sign, what in known.items():
        if begins.startswith(sign):
            raise Refused(_("{file} is {what}, no table: save it as CSV or XLSX").format(file=name, what=what))


def _utf_16(first: bytes) -> str:
    """Return how a text in UTF-16 is read, "" for any other."""
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    begins = first[:4096]
    half = len(begins) // 2
    low, high = begins[::2].count(0), begins[1::2].count(0)
    if half > 1 and high * 5 >= half * 2 and low * 20 <= half:
        return "utf-16-le"
    if half > 1 and low * 5 >= half * 2 and high * 20 <= half:
        return "utf-16-be"
    return ""


class _WideText:
    """Whether a text is UTF-16 from beginning to end."""

    def __init__(self, file: PartnersFile, encoding: str) -> None:
        self._name = file.name
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._line = 1
        self._left = file.size

    def take(self, chunk: bytes) -> None:
        self._left -= len(chunk)
        try:
            text = self._decoder.decode(chunk, self._left <= 0)
        except UnicodeDecodeError as error:
            raise Refused(
                _("{file} breaks off or is damaged after line {line}: it is no longer UTF-16").format(
                    file=self._name, line=self._line
                )
            ) from error
        if "\0" in text:
            raise _with_nul(self._name, self._line + lines_in(text[: text.index("\0")]))
        self._line += lines_in(text)

    def verdict(self) -> tuple[str, tuple[str, ...]]:
        return self._encoding, ()


class _ByteText:
    """Whether a text is UTF-8 from beginning to end, Windows-1252, or neither."""

    def __init__(self, file: PartnersFile) -> None:
        self._name = file.name
        self._begins = b""
        self._line = 1
        self._after_cr = False
        self._held = b""
        """Bytes at the end of a chunk that may be the first of a character."""
        self._valid = self._wrong = 0
        """Characters of UTF-8 beyond ASCII, and places that are no UTF-8."""
        self._valid_line = self._wrong_line = self._odd_line = 0
        """Where the first of them stands, and the first byte that is no Windows-1252 either; 0 where there is none."""

    def take(self, chunk: bytes) -> None:
        if not self._begins:
            self._begins = chunk
        if self._after_cr and chunk.startswith(b"\n"):
            self._line -= 1  # a CRLF that two chunks share
        if b"\0" in chunk:
            raise _with_nul(self._name, self._line + _lines(chunk[: chunk.index(b"\0")]))
        if self._held or not chunk.isascii():
            self._judge(self._held + chunk)
        self._line += _lines(chunk)
        self._after_cr = chunk.endswith(b"\r")

    def _judge(self, chunk: bytes) -> None:
        try:
            text, used = codecs.utf_8_decode(chunk, "strict", False)
        except UnicodeDecodeError as error:
            text, used = codecs.utf_8_decode(chunk, "replace", False)
            self._wrong_line = self._wrong_line or self._line + _lines(chunk[: error.start])
        wrong = text.count("\ufffd") - chunk[:used].count(b"\xef\xbf\xbd")
        valid = len(text) - len(chunk[:used].translate(None, _UPPER_HALF)) - wrong
        if valid and not self._valid:
            at = re.search(r"[^\x00-\x7f\ufffd]", text)
            self._valid_line = self._line + lines_in(text[: at.start()] if at else "")
        if not self._odd_line and (odd := _NOT_WINDOWS.search(chunk)):
            self._odd_line = self._line + _lines(chunk[: odd.start()])
        self._wrong += wrong
        self._valid += valid
        self._held = chunk[used:]

    def verdict(self) -> tuple[str, tuple[str, ...]]:
        if self._held:
            self._wrong += 1
            self._wrong_line = self._wrong_line or self._line
        if not self._wrong:
            return "utf-8", ()
        if self._begins.startswith(codecs.BOM_UTF8) or self._valid >= self._wrong:
            why = _("{file}: line {line} is not UTF-8 as the rest is: cut off, or of two encodings; save it as UTF-8")
            raise Refused(why.format(file=self._name, line=self._wrong_line))
        if self._odd_line or _NOT_TEXT.search(self._begins):
            raise Refused(
                _("{file} is neither UTF-8 nor Windows-1252 (line {line}): save it as UTF-8, or as XLSX").format(
                    file=self._name, line=self._odd_line or self._wrong_line
                )
            )
        notices = [_("not UTF-8 (line {line}): read as Windows-1252, which is a guess; look at the accents")]
        if self._valid:
            notices.append(_("line {other} may be UTF-8 all the same: look at its accents"))
        return "cp1252", tuple(one.format(line=self._wrong_line, other=self._valid_line) for one in notices)


def _with_nul(name: str, line: int) -> Refused:
    return Refused(_("{file} is no text, or it is damaged: line {line} holds a NUL").format(file=name, line=line))


def _lines(text: bytes) -> int:
    return text.count(b"\n") + (text.count(b"\r") - text.count(b"\r\n") if b"\r" in text else 0)
