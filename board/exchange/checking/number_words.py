"""Numbers written in words, in French, Dutch, German and English: "vingt-six mille", "zesentwintigduizend"."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST = 90
"""Letters; a longer word is none."""

_SMALL = {
    "fr": "zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
    " achttien negentien",
    "de": "null ein zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn"
    " siebzehn achtzehn neunzehn",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen",
}
_TENS = {
    "fr": "vingt trente quarante cinquante soixante septante huitante nonante",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "de": "zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig",
    "en": "twenty thirty forty fifty sixty seventy eighty ninety",
}
_HUNDRED = {"cent": "fr", "cents": "fr", "honderd": "nl", "hundert": "de", "hundred": "en"}
_THOUSAND = {"mille": "fr", "duizend": "nl", "tausend": "de", "thousand": "en"}
_MILLION = {
    **dict.fromkeys(("million", "millions"), "fr en"),
    **dict.fromkeys(("miljoen",), "nl"),
    **dict.fromkeys(("millionen",), "de"),
}
_AND = {"et": "fr", "en": "nl", "und": "de", "and": "en"}
_ROUND = {
    "fr": {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
           "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000},
    "en": {"dozen": 12, "score": 20},
    "nl": {"dozijn": 12, "tiental": 10, "twintigtal": 20, "dertigtal": 30, "veertigtal": 40, "vijftigtal": 50,
           "honderdtal": 100, "duizendtal": 1000},
    "de": {"dutzend": 12},
}  # fmt: skip
"""Words for about so many; they stand behind "a" in their language. In the plural they say no number."""

_ALONE = frozenset({"un", "une", "een", "ein", "nul", "null", "and", "en", "et", "und"})
"""Words that count nothing by themselves: articles, and words for nothing."""

_ARTICLES = frozenset({"un", "une", "een", "ein", "eine", "einem", "einen", "one"})


class Said(NamedTuple):
    """A number in words."""

    start: int
    end: int
    value: int
    about: bool


def _values() -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for language, words in _SMALL.items():
        for value, word in enumerate(words.split()):
            found.setdefault(f"{word}", (language, value))
    for language, words in _TENS.items():
        for place, word in enumerate(words.split()):
            found.setdefault(word, (language, (place + 2) * 10))
    found |= {"une": ("fr", 1), "quatre-vingt": ("fr", 80), "quatre-vingts": ("fr", 80), "vingts": ("fr", 20)}
    found |= {"octante": ("fr", 80), "eins": ("de", 1), "zwo": ("de", 2), "fourty": ("en", 40)}
    return found


_VALUES = _values()
_ONE = r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*"  # its accents may stand apart
_LETTERS = re.compile(_ONE)
_WORD = re.compile(rf"{_ONE}(?:-{_ONE})*")
_COMPOUND = re.compile(
    "("
    + "|".join(
        sorted({*_VALUES, "honderd", "hundert", "duizend", "tausend", "en", "und", "eine"}, key=len, reverse=True)
    )
    + ")"
)


def fold(text: str) -> str:
    """Return text without case and accents: "Fünf" is "funf", "één" is "een"."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return apart if apart.isascii() else "".join(char for char in apart if unicodedata.category(char) != "Mn")


def in_words(plain: str) -> Iterator[Said]:
    """Return the numbers in words of a text; a lone "un", "een" or "ein" is an article and none."""
    run: list[tuple[int, int, str]] = []
    for match in _WORD.finditer(plain):
        word = match.group()
        parts = _parts(word) if len(word) <= LONGEST else ()
        if run and (not parts or plain[run[-1][1] : match.start()] not in (" ", "\n", " \n", "\n ")):
            yield from _told(run)
            run = []
        if parts:
            run.extend((match.start() + start, match.start() + end, part) for start, end, part in parts)
    yield from _told(run)


@lru_cache(65_536)
def _parts(word: str) -> tuple[tuple[int, int, str], ...]:
    """Return the pieces of a word of which each is part of a number; none where one is not."""
    found = []
    for match in _LETTERS.finditer(word):
        small = "=1" if match.group().casefold() in ("één", "eén") else fold(match.group())
        if (
            small.startswith("=")
            or small in _VALUES
            or small in _HUNDRED
            or small in _THOUSAND
            or small in _MILLION
            or small in _AND
            or small in _ROUNDS
            or (small == "a" or small in _ARTICLES)
        ):
            found.append((match.start(), match.end(), small))
        elif (value := _compound(small)) is not None:
            found.append((match.start(), match.end(), f"={value}"))
        else:
            return ()
    return tuple(found)


_ROUNDS = {word: value for words in _ROUND.values() for word, value in words.items()}


@lru_cache(16_384)
def _compound(word: str) -> int | None:
    """Return the value of a Dutch or German number written as one word: "zesentwintigduizend"."""
    if len(word) < 6:
        return None
    pieces = _COMPOUND.findall(word)
    if len(pieces) < 2 or "".join(pieces) != word or pieces[-1] in ("en", "und"):
        return None
    total = current = 0
    for piece in pieces:
        if piece in ("en", "und"):
            continue
        if piece in ("honderd", "hundert"):
            current = (current or 1) * 100
        elif piece in ("duizend", "tausend"):
            total += (current or 1) * 1000
            current = 0
        else:
            current += 1 if piece == "eine" else _VALUES[piece][1]
    return total + current


def _told(run: list[tuple[int, int, str]]) -> Iterator[Said]:
    """Return the numbers in a run of words; "and" at its ends belongs to none."""
    place = 0
    while place < len(run):
        said = _number_at(run, place)
        if said is None:
            place += 1
            continue
        end, value, about = said
        words = [word for _start, _end, word in run[place:end]]
        if len(words) > 1 or words[0] not in _ALONE:
            yield Said(run[place][0], run[end - 1][1], value, about)
        place = end


def _number_at(run: list[tuple[int, int, str]], place: int) -> tuple[int, int, bool] | None:
    """Return where the longest number from a place ends, what it is, and whether it is only about so many."""
    first = run[place][2]
    if first in _ROUNDS:
        return place + 1, _ROUNDS[first], True
    if first == "a" or first in _ARTICLES:
        following = run[place + 1][2] if place + 1 < len(run) else ""
        if following in _ROUNDS:
            return place + 2, _ROUNDS[following], True
        if first == "a" and following in ("hundred", "thousand"):
            return place + 2, 100 if following == "hundred" else 1000, False
        if first == "a" or (first != "one" and following not in _MILLION):
            return None
    total = current = 0
    end = place
    language = ""
    below = 10**9  # each part is smaller than the one before, "deux trois" are two numbers
    while end < len(run):
        word = run[end][2]
        following = run[end + 1][2] if end + 1 < len(run) else ""
        if word in _AND:
            if end == place or not _continues(word, language, following, current, total):
                break
            end += 1
            continue
        if word.startswith("="):
            value = int(word[1:])
            if (current or total) and not (value < 1000 and current == 0 and total):
                break
            if value >= 1000:
                total += value // 1000 * 1000
                current = value % 1000
            else:
                current += value
            below = 1
        elif word in _HUNDRED:
            if current >= 100:
                break
            current = (current or 1) * 100
            below = 100
        elif word in _THOUSAND:
            if total % 1_000_000:
                break
            total += (current or 1) * 1000
            current, below = 0, 1000
        elif word in _MILLION:
            if not current or total:
                break
            total, current, below = current * 1_000_000, 0, 1_000_000
        else:
            found = _VALUES.get(word)
            if found is None:
                break
            language, value = found
            if current % 100 == 4 and word in ("vingt", "vingts"):
                current += 76
                below = 20
            elif value < below and (current == 0 or value < 20 or current % 100 == 0):
                if 0 < value < 10 and current % 10 and current % 100:
                    break
                if (
                    value >= 10
                    and current % 100
                    and not (language == "fr" and current % 100 in (60, 80) and value < 20)
                ):
                    break
                current += value
                below = 20 if value in (60, 80) and language == "fr" else 10 if value >= 20 or value == 10 else 1
            else:
                break
        end += 1
    while end > place and run[end - 1][2] in _AND:
        end -= 1
    return None if end == place else (end, total + current, False)


def _continues(word: str, language: str, following: str, current: int, total: int) -> bool:
    """Say whether "and" stands within a number: "vingt et un", "two hundred and six", not "six et sept"."""
    if following not in _VALUES and following not in _HUNDRED and not following.startswith("="):
        return False
    if word == "et":
        return language == "fr" and following in ("un", "une", "onze") and current % 100 in (20, 30, 40, 50, 60, 70, 80)
    if word == "and":
        return current % 100 == 0 and (current >= 100 or total > 0)
    return False
