"""A text in sentences, and a sentence in words, numbers and signs, with their offsets."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from board.exchange.checking.number_words import fold
from board.exchange.checking.numerals import Numeral

LONGEST = 1_500
"""Characters of a sentence; a longer one is read in pieces, so that the work grows with the text and no faster."""

_AROUND = 300
"""Characters that a piece is read with on either side, so that no phrase is cut from its number."""

_ABBREVIATED = frozenset(
    [
        "env",
        "ca",
        "bzw",
        "bspw",
        "art",
        "nr",
        "no",
        "p",
        "pp",
        "mr",
        "mrs",
        "dr",
        "st",
        "approx",
        "min",
        "max",
        "incl",
        "resp",
        "etc",
        "vgl",
        "usw",
        "ggf",
        "cf",
        "max",
        "mio",
        "mrd",
        "mln",
        "abs",
        "tel",
        "fig",
        "z",
        "b",
        "d",
        "h",
        "u",
        "a",
        "m",
        "o",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "okt",
        "dez",
        "janv",
        "fevr",
        "avr",
        "juil",
        "al",
        "ex",
        "ing",
        "vs",
        "inc",
    ]
)
_END = re.compile(r"[.!?…][\"'»”)\]]{0,4}(?=[ \n])|\n")
_BULLET = re.compile(r"[ ]*(?:[-–—•*·▪◦>#|]|\(?[0-9a-z]{1,2}[.)])[ ]")
_TOKEN = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*|[0-9]+|[^\w\s\u200b'\"“”„«»‹›*]")
"""A word may bear its accents apart, as some systems write them."""


class Token(NamedTuple):
    """A word, a sign, or a number of the text."""

    start: int
    end: int
    word: str
    """Folded; a sign as it is; "#" for a number."""
    number: Numeral | None = None


class Sentence(NamedTuple):
    """A sentence, a line of a list, or a heading."""

    start: int
    end: int
    """From where to where the numbers are its own; a piece of a long sentence is read with words around it."""
    tokens: tuple[Token, ...]
    """None where it has no number: then nothing asks where its words stand."""
    words: tuple[str, ...]
    bullet: bool
    """It is a line of a list."""
    label: bool
    """It ends with a colon and speaks of what follows."""

    def owns(self, token: Token) -> bool:
        """Say whether a number is of this sentence, and not of the piece before or behind."""
        return self.start <= token.start < self.end


def sentences(plain: str, found: Sequence[Numeral]) -> Iterator[Sentence]:
    """Return the sentences of a text.

    Args:
        plain: As `draft_of` returns it.
        found: Its numbers, in their order.
    """
    starts = [one.start for one in found]
    for whole_start, whole_end in _spans(plain):
        for start, end in _pieces(plain, whole_start, whole_end):
            first = _blank_before(plain, max(whole_start, start - 2 * _AROUND), start - _AROUND)
            last = whole_end if whole_end - end <= _AROUND else _blank_before(plain, end, end + _AROUND)
            chosen = found[bisect_left(starts, first) : bisect_left(starts, last)]
            tokens = tuple(tokens_of(plain, first, last, chosen)) if chosen else ()
            words = tuple(token.word for token in tokens) if chosen else _words_alone(plain[first:last])
            if words:
                yield Sentence(
                    start,
                    end,
                    tokens,
                    words,
                    start == whole_start and _BULLET.match(plain, start, end) is not None,
                    end == whole_end and plain[start:end].rstrip(" \n*_").endswith(":"),
                )


def _spans(plain: str) -> Iterator[tuple[int, int]]:
    start = line = 0
    for match in _END.finditer(plain):
        end = match.end()
        if match.group() == "\n":
            wrapped = _is_wrapped(plain, line, match.start())
            line = end
            if wrapped:
                continue
        elif not _ends_here(plain, match.start(), end):
            continue
        yield start, end
        start = end
    if start < len(plain):
        yield start, len(plain)


def _is_wrapped(plain: str, line: int, end: int) -> bool:
    """Say whether a line goes on in the next: it is about as long as a line, and nothing says that it ends."""
    length = end - line
    following = plain[end + 1 : end + 2]
    if plain.rfind("(", line, end) > plain.rfind(")", line, end) and length >= 50 and following.strip():
        return True  # a bracket is still open
    if not following.strip() or length < 50 or length > 110 or plain[end - 1] in ".:;!?|":
        return bool(following.strip()) and following.islower() and length > 0 and plain[end - 1] not in ".:;!?|"
    return _BULLET.match(plain, end + 1) is None


def _ends_here(plain: str, dot: int, end: int) -> bool:
    """Say whether a full stop ends a sentence, and no abbreviation or ordinal."""
    if plain[dot] != ".":
        return True
    before = re.search(r"([^\W_]+)$", plain[max(0, dot - 12) : dot].rstrip("\u200b"))
    following = re.match(r"\s*(\S?)(\S?)", plain[end : end + 40])
    next_char = following[1] if following else ""
    if before is not None:
        word = fold(before[1])
        if word in _ABBREVIATED or (len(word) == 1 and word.isalpha()):
            return False
        if word.isdigit() and len(word) <= 2:  # "21. November"; "the 16. of"
            rest = re.match(r"\s*([^\W\d_]+)", plain[end : end + 30])
            if rest is not None and fold(rest[1])[:3] in _MONTHS:
                return False
    return not next_char.islower()


_MONTHS = frozenset(
    ["jan", "feb", "mar", "mrz", "apr", "mai", "may", "jun", "jul", "aug", "sep", "okt", "oct", "nov", "dez", "dec"]
)


def _pieces(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = _blank_before(plain, start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > start + LONGEST // 2 else start + LONGEST
        yield start, cut
        start = cut
    yield start, end


def _blank_before(plain: str, lowest: int, place: int) -> int:
    """Return where the last blank before a place is that stands in no number; the lowest where there is none."""
    cut = plain.rfind(" ", lowest, max(place, lowest))
    while cut > lowest and plain[cut - 1].isdigit() and plain[cut + 1 : cut + 2].isdigit():
        cut = plain.rfind(" ", lowest, cut)
    return max(cut, lowest)


def tokens_of(plain: str, start: int, end: int, found: Sequence[Numeral]) -> Iterator[Token]:
    """Return the words, signs and numbers between two places.

    Args:
        plain: As `draft_of` returns it.
        start: Where it begins.
        end: Where it ends.
        found: The numbers that begin there, in their order.
    """
    place = start
    for one in found:
        if one.start < place:
            continue
        yield from _words(plain, place, one.start)
        yield Token(one.start, one.end, "#", one)
        place = one.end
    yield from _words(plain, place, end)


def _words(plain: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(plain, start, end):
        word = match.group()
        yield Token(match.start(), match.end(), fold(word) if word[0].isalpha() else word)


def _words_alone(text: str) -> tuple[str, ...]:
    """Return the words and signs of a text, as its tokens have them."""
    return tuple(_TOKEN.findall(fold(text)))
