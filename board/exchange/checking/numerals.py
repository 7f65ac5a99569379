"""Finding the numbers of a text, in digits of every grouping and in words, with their offsets."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from board.exchange.checking.number_words import in_words

MOST_DIGITS = 15
"""A number of more counts nothing."""

_SEPARATOR = r"(?:\u200b?[ .,'\u200b]\u200b?| {6}| {8})"  # six and eight blanks are what an entity left behind
_GROUPED = rf"[0-9]{{1,3}}(?:(?P<sep>{_SEPARATOR})[0-9]{{3}}(?![0-9]))(?:(?P=sep)[0-9]{{3}}(?![0-9])){{0,3}}"
_WRAPPED = r"[0-9]{1,3}\n[0-9]{3}(?![0-9])(?= ?[^\W\d_])"
_SCALE = (
    r"(?P<scale>millions?|millionen|miljoen(?:en)?|mio\.?|mln\.?|milliards?|milliarden|miljard(?:en)?|mrd\.?|billions?"
    r"|mille|milliers?|duizend|tausend|thousand|k|dozens?|douzaines?|dozijn|dutzend)"
)
_DIGITS = re.compile(
    rf"(?<![0-9])(?P<number>{_GROUPED}|{_WRAPPED}|[0-9]+)(?P<rest>[.,][0-9]+)?"
    rf"(?:(?P<gap> ?){_SCALE}(?![^\W_]))?",
    re.IGNORECASE,
)

_SCALES = (
    (("million", "millionen", "miljoen", "mio", "mln"), 1_000_000),
    (("milliard", "miljard", "mrd", "billion"), 1_000_000_000),
    (("mille", "millier", "duizend", "tausend", "thousand", "k"), 1_000),
    (("dozen", "douzaine", "dozijn", "dutzend"), 12),
)

_RANGE = re.compile(r" ?(?:-|–|—|\.\.\.?|…) ?| (?:à|to|bis|tot|a) ", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:entre|between|tussen|zwischen)\s+(?:les\s+|de\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s+(?:et|and|en|und)\s+", re.IGNORECASE)


class Numeral(NamedTuple):
    """A number of a text."""

    start: int
    end: int
    low: int
    high: int
    """The same as `low`, but of a range."""
    shape: str
    """"digits", "grouped", "decimal" or "words"."""
    about: bool = False
    """Its very word says that it is no exact one: "une centaine"."""
    scaled: bool = False
    """It was said in thousands, dozens or millions."""


def numerals(plain: str) -> list[Numeral]:
    """Return the numbers of a text in their order; a range is one.

    Args:
        plain: The text as `draft_of` returns it.
    """
    found = sorted([*_in_digits(plain), *in_words_of(plain)])
    return list(_ranges(plain, _apart(found)))


def in_words_of(plain: str) -> Iterator[Numeral]:
    """Return the numbers that are written in words."""
    for said in in_words(plain):
        yield Numeral(said.start, said.end, said.value, said.value, "words", said.about, said.about)


def _in_digits(plain: str) -> Iterator[Numeral]:
    for match in _DIGITS.finditer(plain):
        digits = re.sub(r"[^0-9]", "", match["number"])
        shape = "digits" if digits == match["number"] else "grouped"
        end = match.end("number")
        if len(digits) > MOST_DIGITS:
            yield Numeral(match.start(), end, 0, 0, "long")
            continue
        value: float = int(digits)
        scale = _scale(match["scale"] or "")
        if match["rest"]:
            end = match.end("rest")
            value = float(f"{digits}.{match['rest'][1:16]}")
            if scale == 1:
                yield Numeral(match.start(), end, int(value), int(value), "decimal")
                continue
        if scale > 1000 and shape == "grouped" and re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", match["number"]):
            value = float(match["number"].replace(",", "."))  # "1,250 million" is no thousand millions
        if scale > 1:
            end = match.end("scale")
        whole = round(value * scale)
        yield Numeral(match.start(), end, whole, whole, shape, scaled=scale > 1)


def _scale(word: str) -> int:
    small = word.casefold().rstrip(".")
    for words, factor in _SCALES:
        if small in words or small.removesuffix("s") in words or small.removesuffix("en") in words:
            return factor
    return 1


def _apart(found: list[Numeral]) -> Iterator[Numeral]:
    """Leave out what lies within the number before it: "26 mille" is read once."""
    end = -1
    for one in found:
        if one.start >= end:
            yield one
            end = one.end


def _ranges(plain: str, found: Iterator[Numeral]) -> Iterator[Numeral]:
    last: Numeral | None = None
    for one in found:
        if last is not None and last.shape == one.shape and _joined(plain, last, one):
            low = last.low
            if one.scaled and not last.scaled and low < 1000 <= one.high:  # "25 to 26 thousand"
                low *= 1000
            if low < one.high:
                last = last._replace(end=one.end, low=low, high=one.high)
                continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _joined(plain: str, one: Numeral, other: Numeral) -> bool:
    if other.start - one.end > 8 or one.low != one.high:
        return False
    between = plain[one.end : other.start]
    if _RANGE.fullmatch(between):
        return True
    return (
        _AND.fullmatch(between) is not None and _BETWEEN.search(plain[max(0, one.start - 20) : one.start]) is not None
    )
