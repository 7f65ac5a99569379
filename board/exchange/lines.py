"""Breaking text into lines by the cells a terminal gives it: a Chinese character takes two, an accent none."""

import re
import unicodedata

_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""What a line may be broken at: not the no-break spaces that French sets in numbers and before signs."""


def cells(text: str) -> int:
    """Return the columns of a terminal that a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(char) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(char) in "WF")
        for char in text
    )


def wrapped(text: str, width: int, indent: str = "", hang: int = 2) -> list[str]:
    """Return text in lines of at most `width` cells; those after the first are indented by more.

    Args:
        text: One paragraph. Words longer than a line are broken.
        width: Cells, at least 20.
        indent: Stands before every line.
        hang: Cells by which the lines after the first are indented more.
    """
    lines: list[str] = []
    line, rest = indent, indent + " " * hang
    for word in filter(None, _SPACES.split(text)):
        gap = " " if line.strip() else ""
        if line.strip() and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line, gap = rest, ""
        for piece in _pieces(word, width - cells(line) - len(gap), width - len(rest)):
            if line.strip() and cells(line) + len(gap) + cells(piece) > width:
                lines.append(line)
                line, gap = rest, ""
            line += gap + piece
            gap = ""
    return [*lines, line] if line.strip() else lines


def _pieces(word: str, first: int, rest: int) -> list[str]:
    """Break a word into a piece of at most `first` cells and others of at most `rest`."""
    if cells(word) <= first:
        return [word]
    pieces, piece, room = [], "", first
    for char in word:
        if cells(piece + char) > room:
            pieces.append(piece)
            piece, room = "", rest
        piece += char
    return [*pieces, piece]
