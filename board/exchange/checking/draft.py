"""The draft as it came in, and the same text, character for character, with nothing in it that is no wording."""

import re
import sys
import unicodedata
from pathlib import Path
from typing import BinaryIO, NamedTuple

from board.locale import _
from board.model.text import clean
from board.store.refused import Refused

LARGEST = 20_000_000
"""Bytes. A communiqué has some thousand; what is larger is another file."""

_UNSEEN = re.compile(
    r"\x1b\][^\x07\x1b]{0,4000}(?:\x07|\x1b\\)?|\x1b\[[0-9;:?<=>]{0,64}[ -/]{0,8}[@-~]?|\x9b[0-9;:?]{0,64}[@-~]?"
    r"|</?[A-Za-z][^<>]{0,600}>",
    re.DOTALL,
)
"""Escape sequences and tags: neither their digits nor their words are the draft's."""

_ENTITY = re.compile(r"&(?:nbsp|thinsp|ensp|emsp|#160|#xA0|#8239|#x202F|#8201);", re.IGNORECASE)

_ESCAPED = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
"""What Markdown writes before a sign that is only a sign: "2\\.019"."""

_ADDRESS = re.compile(
    r"(?:https?|hxxps?|ftp)://[^\s<>\"']{1,2000}|\bwww\.[^\s<>\"']{1,2000}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
    r"|@[A-Za-z_]\w{0,60}|#[^\W\d]\w{0,100}|(?<![\w.-])(?:[a-z0-9-]{1,63}\.){1,6}(?:com|org|net|eu|be|de|fr|nl|int|me)(?:/[^\s<>\"']{0,2000})?",
    re.IGNORECASE,
)
"""Web and mail addresses, handles and tags: their digits count nothing."""


class Draft(NamedTuple):
    """A text and how it is read; both have the same length, so an offset in the one is one in the other."""

    text: str
    plain: str
    """Every kind of space is one, digits are ASCII, and escapes, tags and invisible characters are blanks."""
    addresses: tuple[tuple[int, int], ...]
    """From where to where an address stands, in order."""


def read_draft(path: str, stdin: BinaryIO | None = None) -> Draft:
    """Return the draft in a file, or on standard input for "-".

    Args:
        path: As it was typed.
        stdin: Standard input, for tests.

    Raises:
        Refused: It is no text, it is too large, or there is nothing in it.
        OSError: It cannot be read.
    """
    if path == "-":
        data = (stdin or sys.stdin.buffer).read(LARGEST + 1)
    else:
        with Path(path).open("rb") as file:
            data = file.read(LARGEST + 1)
    name = _("the draft") if path == "-" else clean(path)[-80:]
    if len(data) > LARGEST:
        raise Refused(_("{name} is larger than 20 MB, which no draft is: check the text alone").format(name=name))
    if data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise Refused(_("{name} is no plain text: save it as .txt or .md and check that").format(name=name))
    return draft_of(_decoded(data, name), name)


def draft_of(text: str, name: str = "") -> Draft:
    """Return a text as it is read.

    Raises:
        Refused: There is nothing in it.
    """
    if not text.strip("\ufeff \t\r\n\v\f\0"):
        raise Refused(_("{name} is empty: there is nothing to check").format(name=name or _("the draft")))
    plain = text if text.isascii() and text.isprintable() else text.translate(_PLAIN)
    plain = _ENTITY.sub(_blank, _UNSEEN.sub(_blank, _without_comments(_without_code(plain))))
    plain = _ESCAPED.sub("\u200b", plain.replace("\x1b", " "))
    return Draft(text, plain, tuple(match.span() for match in _ADDRESS.finditer(plain)))


def _decoded(data: bytes, name: str) -> str:
    """Return bytes as text: UTF-8, UTF-16 by its mark, else what Windows writes in the four languages."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    if b"\0" in data:
        raise Refused(_("{name} is no plain text: save it as .txt or .md and check that").format(name=name))
    return data.decode("cp1252", "replace")


def _blank(match: "re.Match[str]") -> str:
    return " " * len(match.group())


_CODE = re.compile(r"<(style|script)\b", re.IGNORECASE)


def _without_code(plain: str) -> str:
    """Return a text with blanks where a page has its styles and scripts; one that is never closed is text."""
    pieces, place = [], 0
    while opened := _CODE.search(plain, place):
        closed = re.compile(rf"</{opened[1]}>", re.IGNORECASE).search(plain, opened.end())
        if closed is None:
            break
        pieces += [plain[place : opened.start()], " " * (closed.end() - opened.start())]
        place = closed.end()
    return "".join([*pieces, plain[place:]]) if pieces else plain


def _without_comments(plain: str) -> str:
    """Return a text with blanks where a page has its comments; one that is never closed is text."""
    pieces, place = [], 0
    while (opened := plain.find("<!--", place)) >= 0:
        closed = plain.find("-->", opened + 4)
        if closed < 0:
            break
        pieces += [plain[place:opened], " " * (closed + 3 - opened)]
        place = closed + 3
    return "".join([*pieces, plain[place:]]) if pieces else plain


class _Plain(dict[int, str]):
    """What each character is read as, always one character; worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        kind = unicodedata.category(char)
        found = char
        if char in "\n\x1b":
            pass
        elif kind == "Zs" or char in "\t\r\v\f\x85\u2028\u2029":
            found = " "
        elif kind == "Nd":
            found = str(unicodedata.decimal(char))
        elif kind in ("Cf", "Cc", "Cs", "Co", "Cn"):
            found = "\u200b"
        elif char in "’‘ʼ＇´`′":
            found = "'"
        elif char in "‐‑‒−":
            found = "-"
        self[point] = found
        return found


_PLAIN = _Plain({0x1B: "\x1b", 0x9B: "\x9b", 0x07: "\x07", 0x0A: "\n"})
