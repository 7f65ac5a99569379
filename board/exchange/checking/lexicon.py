"""The words of drafts in the four languages, ready to be looked up: what a word or a few in a row mean."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from board.exchange.checking.number_words import fold
from board.exchange.checking.wordbook import Wordbook
from board.model.vocabulary import ContentType, Qualifier, Stage

LANGUAGES = ("fr", "nl", "de", "en")

Phrase = tuple[str, ...]

MOST_WORDS = 7
"""Of a phrase."""

_ENDINGS = {"*": ("", "s"), "~": ("", "e", "s", "es"), "^": ("", "e"), "+": ("", "e", "er", "en", "es", "em")}
_LETTERS = re.compile(r"[^\W\d_]+")

_COMPOUNDED = frozenset(ContentType) - {
    ContentType.COUNTRY, ContentType.PERSON, ContentType.LANGUAGE, ContentType.REQUEST, ContentType.APP,
    ContentType.BOT, ContentType.ITEM,
}  # fmt: skip
"""Units whose words end compounds in Dutch and German: "Propagandavideos", but no "Deutschland"."""

_LAST_OF_SUPPORT = frozenset(["of", "de", "d", "du", "van", "von", "der", "des", "from"])
"""Words that may be another before a name: "avec le soutien du", "avec le soutien de la"."""

FIELD_SIGNS = (
    "neutral", "not", "modal", "so that", "reached", "left", "asking", "ordering", "of which", "break", "support",
    "said", "things",
)  # fmt: skip
"""Signs that are looked for everywhere in a sentence; the others only beside a number or a name."""


class Meaning(NamedTuple):
    """What a phrase means; several at once for "arrests", which counts persons and says what was done."""

    stages: frozenset[Stage] = frozenset()
    units: frozenset[ContentType] = frozenset()
    signs: frozenset[str] = frozenset()


class Lexicon(NamedTuple):
    """The words of one language."""

    phrases: Mapping[Phrase, Meaning]
    """Verbs, units and the signs of `FIELD_SIGNS`, by their folded words."""
    longest: Mapping[str, int]
    """How many words the longest phrase has, by its first one."""
    beginnings: Mapping[str, Meaning]
    """Single words of which only the beginning counts."""
    endings: Mapping[str, frozenset[ContentType]]
    """Units that end compounds."""
    before: Mapping[Phrase, tuple[Qualifier, bool]]
    after: Mapping[Phrase, tuple[Qualifier, bool]]
    beside: Mapping[str, frozenset[Phrase]]
    """Signs beside a number or a name, by name."""
    months: frozenset[str]
    stopwords: frozenset[str]
    halves: Mapping[str, frozenset[str]]
    """Of Dutch and German verbs that stand apart: the second half, by the first."""

    def word(self, word: str) -> Meaning | None:
        """Return what a single folded word means."""
        return _word(self, word)


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language (ISO 639-1)."""
    from board.exchange.checking.dutch import DUTCH
    from board.exchange.checking.english import ENGLISH
    from board.exchange.checking.french import FRENCH
    from board.exchange.checking.german import GERMAN

    book: Wordbook = {"fr": FRENCH, "nl": DUTCH, "de": GERMAN, "en": ENGLISH}[language]
    phrases: dict[Phrase, Meaning] = {}
    beginnings: dict[str, Meaning] = {}
    endings: dict[str, frozenset[ContentType]] = {}
    for stages, said in book.stages.items():
        for phrase in listed(said):
            _add(phrases, beginnings, phrase, Meaning(stages=frozenset(stages)))
    for units, said in book.units.items():
        for phrase in listed(said):
            _add(phrases, beginnings, phrase, Meaning(units=frozenset(units)))
            if language in ("nl", "de") and len(phrase) == 1 and len(phrase[0]) > 3 and set(units) <= _COMPOUNDED:
                endings[phrase[0]] = frozenset(units)
    for sign in FIELD_SIGNS:
        for phrase in listed(book.signs.get(sign, "")):
            _add(phrases, beginnings, phrase, Meaning(signs=frozenset({sign})))
            if sign == "support" and phrase[-1] in _LAST_OF_SUPPORT and len(phrase) > 1:
                _add(phrases, beginnings, phrase[:-1], Meaning(signs=frozenset({sign})))
    longest: dict[str, int] = {}
    for phrase in phrases:
        longest[phrase[0]] = max(longest.get(phrase[0], 0), len(phrase))
    return Lexicon(
        phrases,
        longest,
        beginnings,
        endings,
        {phrase: key for key, said in book.qualifiers.items() for phrase in listed(said)},
        {phrase: key for key, said in book.after.items() for phrase in listed(said)},
        {sign: frozenset(listed(said)) for sign, said in book.signs.items() if sign not in FIELD_SIGNS},
        frozenset(map(fold, book.months.split())),
        frozenset(map(fold, book.stopwords.split())),
        _halves(phrases) if language in ("nl", "de") else {},
    )


_SECOND = frozenset(
    [
        "door",
        "af",
        "weg",
        "op",
        "uit",
        "in",
        "mee",
        "deel",
        "terug",
        "vast",
        "neer",
        "weiter",
        "ab",
        "aus",
        "zuruck",
        "fest",
        "sicher",
        "teil",
        "ein",
        "mit",
        "an",
        "vor",
    ]
)


def _halves(phrases: Mapping[Phrase, Meaning]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for phrase, said in phrases.items():
        if len(phrase) == 2 and phrase[1] in _SECOND and said.stages:
            found.setdefault(phrase[0], set()).add(phrase[1])
    return {first: frozenset(second) for first, second in found.items()}


def listed(said: str) -> Iterator[Phrase]:
    """Return each form of each phrase of a line, folded."""
    for phrase in said.split(","):
        forms: list[Phrase] = [()]
        for word in phrase.replace("'", " ").replace("-", " ").split():
            mark = word[-1]
            if mark in _ENDINGS:
                forms = [(*form, fold(word[:-1]) + ending) for form in forms for ending in _ENDINGS[mark]]
            else:
                forms = [(*form, fold(word)) for form in forms]
        yield from (form for form in forms if form)


def _add(phrases: dict[Phrase, Meaning], beginnings: dict[str, Meaning], phrase: Phrase, meaning: Meaning) -> None:
    if len(phrase) == 1 and phrase[0].endswith("…"):
        beginnings[phrase[0][:-1]] = meaning
        return
    known = phrases.get(phrase, Meaning())
    phrases[phrase] = Meaning(
        known.stages | meaning.stages if not (known.stages and meaning.stages) else meaning.stages,
        known.units | meaning.units if not (known.units and meaning.units) else known.units,
        known.signs | meaning.signs,
    )


@lru_cache(65_536)
def _looked_up(language_of: int, word: str) -> Meaning | None:
    found = _BY_ID[language_of]
    known = found.phrases.get((word,))
    if known is not None and (known.stages or known.signs):
        return known
    for length in range(len(word), 3, -1):
        if word[:length] in found.beginnings:
            begun = found.beginnings[word[:length]]
            return begun if known is None else Meaning(begun.stages, known.units)  # "signalements" are counted and done
    if known is not None:
        return known
    for start in range(1, len(word) - 3):
        if word[start:] in found.endings:
            return Meaning(units=found.endings[word[start:]])
    return None


_BY_ID: dict[int, Lexicon] = {}


def _word(book: Lexicon, word: str) -> Meaning | None:
    if len(word) > 60:
        return None
    _BY_ID[id(book)] = book
    return _looked_up(id(book), word)


def ends_in(words: Sequence[str], end: int, table: Mapping[Phrase, object] | frozenset[Phrase]) -> Phrase | None:
    """Return the longest phrase of a table that ends right before a place."""
    for length in range(min(MOST_WORDS, end), 0, -1):
        phrase = tuple(words[end - length : end])
        if phrase in table:
            return phrase
    return None


def begins_with(words: Sequence[str], start: int, table: Mapping[Phrase, object] | frozenset[Phrase]) -> Phrase | None:
    """Return the longest phrase of a table that begins at a place."""
    for length in range(min(MOST_WORDS, len(words) - start), 0, -1):
        phrase = tuple(words[start : start + length])
        if phrase in table:
            return phrase
    return None
