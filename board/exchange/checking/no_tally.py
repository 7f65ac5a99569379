"""Which numbers of a draft count nothing: years, dates, times, percentages, articles, ordinals, ages, money, phones."""

from collections.abc import Sequence

from board.exchange.checking.lexicon import Lexicon, begins_with, ends_in, lexicon
from board.exchange.checking.number_shapes import (
    ADDRESS,
    AGE,
    ARTICLE,
    DATE,
    DECIMAL,
    DURATION,
    LIST,
    LONG,
    MEASURE,
    MONEY,
    NAME,
    SHARE,
    YEAR,
    Reasons,
)
from board.exchange.checking.numerals import Numeral
from board.exchange.checking.sentences import Sentence
from board.model.vocabulary import ContentType

_YEAR_BEFORE = frozenset(
    [
        "in",
        "en",
        "im",
        "since",
        "depuis",
        "seit",
        "sinds",
        "year",
        "annee",
        "l",
        "jahr",
        "jaar",
        "fin",
        "debut",
        "mid",
        "end",
        "ende",
        "eind",
        "midden",
        "mitte",
        "anno",
        "of",
        "de",
        "von",
        "van",
        "begin",
        "anfang",
        "from",
        "bis",
        "to",
        "until",
        "jusqu",
        "jusque",
        "fruhjahr",
        "sommer",
        "herbst",
        "winter",
        "ete",
        "printemps",
        "automne",
        "hiver",
        "spring",
        "summer",
        "autumn",
    ]
)
_CITIES = frozenset(
    [
        "bruxelles",
        "brussels",
        "brussel",
        "den",
        "haag",
        "la",
        "the",
        "wiesbaden",
        "berlin",
        "madrid",
        "paris",
        "gent",
        "gand",
        "ghent",
        "antwerpen",
        "anvers",
        "liege",
        "luik",
        "meckenheim",
        "koln",
        "bonn",
        "munchen",
        "hamburg",
        "london",
        "amsterdam",
        "rotterdam",
        "hague",
        "kk",
        "ek",
    ]
)
_STREETS = (
    "straat",
    "strasse",
    "laan",
    "plein",
    "weg",
    "platz",
    "allee",
    "street",
    "avenue",
    "boulevard",
    "road",
    "rue",
)
_WORD_FOR_FEW = 13
"""Numbers in words below it count nothing unless a unit stands with them."""


def why_none(sentence: Sentence, at: int, plain: str, book: Lexicon, shapes: Reasons) -> str | None:
    """Return why the number at a place of a sentence is no tally, None where it may be one.

    Args:
        sentence: Its sentence.
        at: Which token it is.
        plain: The whole text.
        book: The words of its language.
        shapes: Of the text.
    """
    token = sentence.tokens[at]
    number = token.number
    assert number is not None  # noqa: S101 (the token is a number)
    if number.shape == "long":
        return LONG
    reason = shapes.at(token.start, token.end)
    if reason is not None:
        return reason
    before, behind = plain[max(0, token.start - 1) : token.start], plain[token.end : token.end + 1]
    if behind in ("%", "‰", "°") or plain[token.end : token.end + 2] in (" %", " ‰"):
        return SHARE
    if number.shape in ("digits", "grouped", "decimal"):
        if before.isalpha() or before == "_" or (before in "-/" and plain[max(0, token.start - 2)].isalpha()):
            return NAME
        if behind.isalpha() or behind == "_":
            return NAME
        if at and number.low < _WORD_FOR_FEW and _is_title(sentence, at, plain, book):
            return NAME
    if number.shape == "decimal":
        return DECIMAL
    return _by_words(sentence, at, book)


def _is_title(sentence: Sentence, at: int, plain: str, book: Lexicon) -> bool:
    """Say whether a small number belongs to the name before it, as in "France 3"."""
    last = sentence.tokens[at - 1]
    if at < 2 or book is lexicon("de") or not plain[last.start].isupper() or last.end + 1 != sentence.tokens[at].start:
        return False
    return not _unit_behind(sentence.words[at + 1 : at + 6], book) and not _is_field(book, last.word)


def _by_words(sentence: Sentence, at: int, book: Lexicon) -> str | None:
    words, tokens = sentence.words, sentence.tokens
    number = tokens[at].number
    assert number is not None  # noqa: S101
    following = [word for word in words[at + 1 : at + 6] if word != "-"]
    first = following[0] if following else ""
    beside = book.beside
    measured = following[1:] if number.scaled and first in _OF else following
    measure = begins_with(measured, 0, beside["measure"])
    if measure is not None:
        return SHARE if measure[0] in _PER_CENT else MONEY if measure[0] in _MONEY else MEASURE
    if (
        begins_with(following, 0, beside["age"])
        or ends_in(words, at, beside["age"])
        or _is_age(words, at, number, book)
    ):
        return AGE
    if begins_with(following, 0, beside["time"]):
        return DURATION
    if _is_ratio(sentence, at):
        return SHARE
    if len(following) > 1 and following[1:2] and (following[1],) in beside["time"] and not _is_field(book, first):
        return DURATION
    if first in book.months or (first == "." and len(following) > 1 and following[1] in book.months):
        return DATE
    last = words[at - 1] if at else ""
    last = words[at - 2] if last == "." and at > 1 else last
    if last in book.months and number.low < 32 and number.low == number.high and not _unit_behind(following, book):
        return DATE
    if number.shape == "digits" and 1900 <= number.low <= 2100 and number.high <= 2100 and not number.scaled:
        if last in book.months:
            return YEAR
        qualified = ends_in(words, at, book.before)
        if not (qualified or _unit_behind(following, book) or _is_labelled(sentence, at, book)) or (
            last in _YEAR_BEFORE and not _unit_next(following, book)
        ):
            return YEAR
    if last in ("(", "") and number.low < 100 and first in (".", ")") and _starts(sentence, at):
        return LIST
    if (
        ((last,) in beside["article"] or last.endswith(_NUMBERED))
        and words[at - 1] != ":"
        and not _unit_next(following, book)
    ):
        return ARTICLE
    if last.endswith(_STREETS) and number.low < 1000:
        return ADDRESS
    if (
        number.shape == "digits"
        and 1000 <= number.low <= 99999
        and first in _CITIES
        and tokens[at + 1].start == tokens[at].end + 1
    ):
        return ADDRESS
    return _of_a_list(sentence, at, book)


_PER_CENT = frozenset(
    {"per", "percent", "percentage", "pour", "pourcent", "prozent", "prozentpunkte", "procent", "procentpunt"}
)
_MONEY = frozenset({"euro", "euros", "eur", "dollar", "dollars", "pounds", "usd"})


_IN = frozenset({("in",), ("out", "of"), ("sur",), ("op",), ("op", "de")})


def _is_ratio(sentence: Sentence, at: int) -> bool:
    """Say whether a number is half of a ratio in words: "one in four", "neuf sur dix", "één op de vier"."""
    for place in (at, at - 2, at - 3):
        first = sentence.tokens[place].number if place >= 0 else None
        if first is None or first.shape != "words":
            continue
        for length in (1, 2):
            second = sentence.tokens[place + 1 + length].number if place + 1 + length < len(sentence.tokens) else None
            if (
                second is not None
                and second.shape == "words"
                and first.low < second.low <= 10
                and sentence.words[place + 1 : place + 1 + length] in _IN
                and at in (place, place + 1 + length)
            ):
                return True
    return False


_OF = frozenset({"de", "d", "of", "von", "van"})
_NUMBERED = ("nummer", "nummern", "nummers", "zeichen")
"""How the words end in Dutch and German that are followed by the number of a file."""


def _is_age(words: Sequence[str], at: int, number: Numeral, book: Lexicon) -> bool:
    """Say whether a number stands alone behind a person: "a woman, 29, was heard", "eine Frau (29)"."""
    if number.low > 110 or at < 2 or (words[at - 1], *words[at + 1 : at + 2]) not in ((",", ","), ("(", ")")):
        return False
    said = book.word(words[at - 2])
    return said is not None and ContentType.PERSON in said.units


def _is_labelled(sentence: Sentence, at: int, book: Lexicon) -> bool:
    """Say whether a verb and a unit stand before a number as its label: "vidéos supprimées : 2015", or in its table."""
    words = sentence.words
    if at < 3 or words[at - 1] != ":":
        return False
    in_table = sentence.tokens[at - 1].start == sentence.tokens[at - 1].end
    said = [book.word(word) for word in words[max(0, at - 9) : at - 1]]
    named = [one for one in said if one is not None]
    if not (in_table or said[-1]):
        return False
    return any(one.stages for one in named) and any(one.units for one in named)


def _starts(sentence: Sentence, at: int) -> bool:
    return at == 0 or (at == 1 and sentence.words[0] in "(#-")


def _unit_next(following: Sequence[str], book: Lexicon) -> bool:
    said = book.word(following[0]) if following else None
    return said is not None and bool(said.units)


def _unit_behind(following: Sequence[str], book: Lexicon) -> bool:
    """Say whether a unit stands within three words, and nothing but words between."""
    for word in following[:3]:
        if not word.isalpha():
            return False
        said = book.word(word)
        if said is not None and said.units:
            return True
        if word in book.stopwords and word not in ("de", "d", "of", "der"):
            return False
    return False


def _is_field(book: Lexicon, word: str) -> bool:
    said = book.word(word)
    return said is not None and bool(said.units or said.stages)


def _of_a_list(sentence: Sentence, at: int, book: Lexicon) -> str | None:
    """Return that a number goes on a list of articles: "articles 3 and 4", "3, 4 et 5"."""
    place = at - 1
    words = sentence.words
    while place > 0 and (
        words[place] in ("#", ",", "et", "and", "en", "und", "to", "-", "–", "(", ")", "a", "tot", "bis")
        or len(words[place]) == 1
    ):
        place -= 1
    if place >= 0 and place < at - 1 and (words[place],) in book.beside["article"] and "#" in words[place + 1 : at]:
        number = sentence.tokens[at].number
        if number is not None and number.low < 1000 and not _unit_next(words[at + 1 : at + 2], book):
            return ARTICLE
    return None
