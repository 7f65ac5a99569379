"""How the bytes of a text file are its characters: UTF-8, UTF-16, else Windows-1252, or nobody can tell."""

import codecs
import re

from board.exchange.incoming.partners_file import PartnersFile
from board.locale import _
from board.store.refused import Refused

_NOT_WINDOWS = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")
"""Bytes to which Windows-1252 gives no character."""

_NOT_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_UPPER_HALF = bytes(range(0x80, 0x100))


def utf_16(first: bytes) -> str:
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


class WideText:
    """Whether a text is UTF-16 from beginning to end."""

    def __init__(self, file: PartnersFile, encoding: str) -> None:
        self._name = file.name
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)()
        self._line = 1
        self._left = file.size

    def take(self, chunk: bytes) -> None:
        """Look at the next bytes; raises `Refused` where they are no text."""
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
        """Return the encoding and notices, once all bytes were seen; raises `Refused` where there is none."""
        return self._encoding, ()


class ByteText:
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
        """Look at the next bytes; raises `Refused` where they are no text."""
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
        """Return the encoding and notices, once all bytes were seen; raises `Refused` where there is none."""
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


def lines_in(text: str) -> int:
    """Return how many line ends a text holds: LF, CRLF or CR."""
    return text.count("\n") + (text.count("\r") - text.count("\r\n") if "\r" in text else 0)


def _lines(text: bytes) -> int:
    return text.count(b"\n") + (text.count(b"\r") - text.count(b"\r\n") if b"\r" in text else 0)
