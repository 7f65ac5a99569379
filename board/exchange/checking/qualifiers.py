"""How firmly a draft says a number: "more than", "rund", "au moins", or nothing."""

from collections.abc import Sequence
from typing import NamedTuple

from board.exchange.checking.lexicon import Lexicon, begins_with, ends_in
from board.exchange.checking.numerals import Numeral
from board.model.vocabulary import Qualifier


class Said(NamedTuple):
    """A qualifier as a draft gives it."""

    qualifier: Qualifier | None
    """None where it gives none; exact only where it says so."""
    beyond: bool = False
    """"more than", "less than": the number itself is not enough."""


_BETWEEN = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "total",
        "le",
        "la",
        "les",
        "des",
        "de",
        "d",
        "un",
        "une",
        "het",
        "een",
        "in",
        "totaal",
        "van",
        "die",
        "der",
        "den",
        "insgesamt",
        "total",
        "ainsi",
        "now",
        "already",
        "deja",
        "reeds",
        "al",
        "bereits",
        "*",
        "**",
        "_",
        "(",
        "some",
    ]
)
_SIGNS = {
    ">": Said(Qualifier.AT_LEAST, True), "≥": Said(Qualifier.AT_LEAST), "<": Said(Qualifier.AT_MOST, True),
    "≤": Said(Qualifier.AT_MOST), "~": Said(Qualifier.ABOUT), "≈": Said(Qualifier.ABOUT), "±": Said(Qualifier.ABOUT),
    "=": Said(None),
}  # fmt: skip


def qualifier_of(words: Sequence[str], at: int, number: Numeral, book: Lexicon) -> Said:
    """Return how firmly the number at a place of a sentence is said."""
    end = at
    for _step in range(4):
        if end and words[end - 1] in _SIGNS:
            sign = _SIGNS[words[end - 1]]
            return Said(Qualifier.AT_LEAST) if words[max(0, end - 2) : end] == (">", "=") else sign
        if end and words[end - 1] == ".":
            end -= 1
        phrase = ends_in(words, end, book.before)
        if phrase is not None and not _is_article(phrase, words, at, number):
            return Said(*book.before[phrase])
        if not end or words[end - 1] not in _BETWEEN:
            break
        end -= 1
    start = at + 1
    if words[start : start + 1] == ("+",):
        return Said(Qualifier.AT_LEAST)
    for place in (start, start + 1, start + 2):
        phrase = begins_with(words, place, book.after)
        if phrase is not None and not _goes_on(words, place + len(phrase)):
            return Said(*book.after[phrase])
        if place >= len(words) or not (words[place].isalpha() or words[place] in "(,"):
            break
    if number.about or number.low != number.high:
        return Said(Qualifier.ABOUT)
    return Said(None)


def _goes_on(words: Sequence[str], place: int) -> bool:
    """Say whether another number follows, to which a qualifier between the two belongs."""
    return place < len(words) and words[place] == "#"


def _is_article(phrase: tuple[str, ...], words: Sequence[str], at: int, number: Numeral) -> bool:
    """Say whether a word that could qualify is an article or a preposition here."""
    if phrase == ("een",):
        return not number.about
    if phrase in (
        ("tot",),
        ("ab",),
        ("um",),
        ("gegen",),
        ("unter",),
        ("under",),
        ("near",),
        ("over", "de"),
        ("onder", "de"),
    ):
        return number.shape == "digits" and number.low < 13
    return False
