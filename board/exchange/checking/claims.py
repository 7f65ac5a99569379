"""What a draft claims: each number with its verb, its unit, its qualifier and whose it is said to be."""

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from board.exchange.checking.draft import Draft
from board.exchange.checking.field_words import FieldWords, field_words
from board.exchange.checking.languages import OTHER, language_of, likeliest
from board.exchange.checking.lexicon import LANGUAGES, Lexicon, lexicon
from board.exchange.checking.no_tally import why_none
from board.exchange.checking.number_shapes import FOREIGN, OTHERS, Reasons, reasons
from board.exchange.checking.numerals import Numeral, numerals
from board.exchange.checking.partner_names import Names
from board.exchange.checking.qualifiers import Said, qualifier_of
from board.exchange.checking.reach import names_of, stages_of
from board.exchange.checking.sentences import Sentence, sentences
from board.exchange.checking.unit_words import units_of
from board.locale import _
from board.model.vocabulary import ContentType, Stage
from board.store.refused import Refused

MOST = 20_000
"""Numbers; a text with more is a table and no draft."""


_DIGITS = re.compile(r"[0-9]+")


class Claim(NamedTuple):
    """A figure as a draft gives it."""

    start: int
    end: int
    low: int
    high: int
    """The same as `low`, but of a range."""
    said: Said
    units: frozenset[ContentType] | None
    """What is counted, several for a mixed unit; None where nothing says it, empty for what is none of the board's."""
    listed: bool
    """The units are counted together: "accounts, links and channels"."""
    carried: bool
    """The unit was said of another number before."""
    stages: frozenset[Stage]
    """What was done; several where the word is said of several, none where nothing says it."""
    does: tuple[str, ...]
    """Whose it is said to be, by slug: partners and providers."""
    named: frozenset[str]
    """Who else is named in its sentence, and may have done it."""
    words: frozenset[str]
    """The words of its sentence, folded: by them a part of a whole is known."""
    language: str


class PassedOver(NamedTuple):
    """A number that was taken for no tally."""

    start: int
    end: int
    why: str


class Read(NamedTuple):
    """What was read of a draft."""

    claims: tuple[Claim, ...]
    passed_over: tuple[PassedOver, ...]
    languages: tuple[str, ...]
    unread: int
    """Sentences in a language the board does not read."""


class _Before(NamedTuple):
    """What the sentence before leaves behind."""

    stages: frozenset[Stage] = frozenset()
    units: frozenset[ContentType] | None = None
    does: tuple[str, ...] = ()
    label: bool = False


def read_claims(draft: Draft, names: Names) -> Read:
    """Return what a draft claims.

    Raises:
        Refused: Nothing of it is in one of the four languages, or it has too many numbers.
    """
    digits = sum(1 for _match in islice(_DIGITS.finditer(draft.plain), MOST * 4 + 1))
    found = numerals(draft.plain) if digits <= MOST * 4 else []
    if len(found) > MOST or digits > MOST * 4:
        raise Refused(_("this draft has more than 20,000 numbers, which is a table: “board import” reads those"))
    shapes = reasons(draft.plain, draft.addresses)
    language = _first_language(draft.plain, found)
    if language is None:
        raise Refused(_("nothing could be read: the draft is in none of French, Dutch, German and English"))
    claims: list[Claim] = []
    passed: list[PassedOver] = []
    spoken: set[str] = set()
    unread = 0
    before = _Before()
    for sentence in sentences(draft.plain, found):
        language = language_of(names.left_out(sentence.words), language) or language
        if language == OTHER:
            numbers = [one for one in sentence.tokens if one.number is not None]
            over = [PassedOver(one.start, one.end, shapes.at(one.start, one.end) or FOREIGN) for one in numbers]
            passed += over
            unread += not numbers or any(one.why == FOREIGN for one in over)
            before = _Before()
            continue
        spoken.add(language)
        book = lexicon(language)
        before = _read(sentence, language, book, draft.plain, names, before, shapes, claims, passed)
    return Read(tuple(claims), tuple(passed), tuple(sorted(spoken)), unread)


def _first_language(plain: str, found: Sequence[Numeral]) -> str | None:
    """Return the language of the first sentence that the board can read, None where it can read none.

    A sentence of too few words goes by the one before it; those at the beginning go by this.
    """
    few: list[str] = []
    foreign = False
    for sentence in sentences(plain, found):
        language = language_of(sentence.words)
        if language in LANGUAGES:
            return language
        foreign = foreign or language == OTHER
        if len(few) < _ENOUGH:
            few += sentence.words[:_ENOUGH]
    return None if foreign else likeliest(few)


_ENOUGH = 400
"""Words by which a language is guessed where no sentence has enough of its own."""


def _read(
    sentence: Sentence,
    language: str,
    book: Lexicon,
    plain: str,
    names: Names,
    before: _Before,
    shapes: Reasons,
    claims: list[Claim],
    passed: list[PassedOver],
) -> _Before:
    numbers = [at for at, token in enumerate(sentence.tokens) if token.number is not None]
    field = field_words(sentence, book, names)
    kept = []
    for at in numbers:
        why = why_none(sentence, at, plain, book, shapes)
        if why is None:
            kept.append(at)
        else:
            passed.append(PassedOver(sentence.tokens[at].start, sentence.tokens[at].end, why))
    kept, others = _counting(sentence, field, kept, before, book)
    passed += [PassedOver(sentence.tokens[at].start, sentence.tokens[at].end, OTHERS) for at in others]
    return _claimed(sentence, language, book, field, kept, before, claims)


def _counting(
    sentence: Sentence, field: FieldWords, numbers: list[int], before: _Before, book: Lexicon
) -> tuple[list[int], list[int]]:
    """Return which numbers count something, and which do not."""
    kept: list[int] = []
    others: list[int] = []
    for at in numbers:
        number = sentence.tokens[at].number
        own = units_of(sentence, field, at, numbers).units is not None
        verbs = bool(field.verbs) or bool(before.stages and (before.label or sentence.bullet))
        following = sentence.words[at + 1 : at + 3]
        if number is None:
            continue
        few = number.shape == "words" and number.low < 13
        noun = bool(following) and following[0].isalpha() and following[0] not in book.stopwords
        said = book.word(following[0]) if noun else None
        unknown_noun = noun and not (said and (said.stages or said.signs))
        if own:
            counts = True
        elif few:
            counts = bool(field.verbs) and not unknown_noun and number.low > 1 and bool(following)
        elif number.low < 13:
            counts = verbs and not unknown_noun
        else:
            counts = verbs or (number.low >= 100 and (not unknown_noun or number.low >= 1000))
        (kept if counts else others).append(at)
    return kept, others


def _claimed(
    sentence: Sentence,
    language: str,
    book: Lexicon,
    field: FieldWords,
    numbers: list[int],
    before: _Before,
    claims: list[Claim],
) -> _Before:
    words = sentence.words
    known = frozenset(words)
    named = frozenset(one.slug for one in field.names if one.how in ("does", "several"))
    units: frozenset[ContentType] | None = None
    stages: frozenset[Stage] = frozenset()
    does: tuple[str, ...] = ()
    previous = before.units
    carried = before.stages if not field.verbs or (sentence.bullet and not field.verbs) else frozenset()
    for at in numbers:
        token = sentence.tokens[at]
        number = token.number
        if number is None:
            continue
        counted = units_of(sentence, field, at, numbers)
        units = counted.units if counted.units is not None else previous
        previous = units
        stages = stages_of(sentence, field, at, numbers)
        if not stages and not field.verbs:
            stages = carried
        does = names_of(sentence, field, at, numbers)
        if not does and (field.carries or (before.label and before.does)) and not field.names:
            does = before.does
        claims.append(
            Claim(
                token.start,
                token.end,
                number.low,
                number.high,
                qualifier_of(words, at, number, book),
                units,
                counted.listed,
                counted.units is None,
                stages,
                does,
                named,
                known,
                language,
            )
        )
    if not numbers:
        last = field.verbs[-1].stages if field.verbs else frozenset()
        agents = tuple(one.slug for one in field.names if one.how == "does")
        if sentence.label or (field.verbs and len(field.verbs) == 1):
            only = [one.units for one in field.units if one.units]
            unit = (
                frozenset(one for one in only[0] if isinstance(one, ContentType)) if sentence.label and only else None
            )
            return _Before(last, unit, agents, sentence.label)
        return before._replace(label=False) if sentence.bullet else _Before(frozenset(), None, agents, False)
    if sentence.bullet and before.label:
        return before
    agent = does or next(((one.slug,) for one in field.names if one.how == "does"), ())
    return _Before(stages or (field.verbs[-1].stages if field.verbs else carried), units, agent, sentence.label)
