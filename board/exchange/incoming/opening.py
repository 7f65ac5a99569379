"""The way into a partner's file: what it is by its content, and the tables it holds."""

import codecs
import io
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from board.exchange.incoming.encoding import ByteText, WideText, lines_in, utf_16
from board.exchange.incoming.partners_file import PartnersFile, Position
from board.locale import _
from board.model.incoming import Table
from board.store.refused import Refused

LONGEST_LINE = 256 * 1024
"""Characters of one line of a text file; its beginning (`_HEAD`) then holds at least one, whatever its encoding.

A longer one is refused, at the latest where it is twice as long.
"""

_HEAD = 4 * LONGEST_LINE
_JSON = re.compile(r'\s*(\{\s*["}]|\[\s*(["{\[\]\d-]|true|false|null))')


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
    ended: bool = True
    """Its last line ends as lines do."""

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


def _read_through(file: PartnersFile) -> Text:
    """Read a text file once: digest, encoding and beginning."""
    chunks = file.chunks()
    first = next(chunks)
    _refuse_others(first, file.name)
    encoding = utf_16(first)
    evidence = WideText(file, encoding) if encoding else ByteText(file)
    head = end = b""
    for chunk in chain((first,), chunks):
        if len(head) < _HEAD:
            head += chunk
        end = (end + chunk)[-4:]
        evidence.take(chunk)
    encoding, notices = evidence.verdict()
    text = codecs.getincrementaldecoder(encoding)().decode(head).lstrip("\ufeff")
    if not text.strip():
        raise Refused(_("{file} holds no table: there is nothing but empty lines").format(file=file.name))
    return Text(file, encoding, text, len(head) == file.size, notices, end.rstrip(b"\0")[-1:] in (b"\n", b"\r"))


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
