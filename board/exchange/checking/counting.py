"""Which numbers of a sentence count something that the board may count."""

from board.exchange.checking.field_words import FieldWords
from board.exchange.checking.lexicon import Lexicon, begins_with
from board.exchange.checking.numerals import Numeral
from board.exchange.checking.participants import TAKE_PART
from board.exchange.checking.qualifiers import Said, qualifier_of
from board.exchange.checking.sentences import Sentence
from board.exchange.checking.unit_words import units_of
from board.model.vocabulary import ContentType, Stage

_BARE = 10_000
"""A smaller number in digits alone, without verb, unit and qualifier, may be anything: a hotline, a room, a year."""

_STATES = (27, 28)
"""How many states the Union has: since 2020, and from 2013 until then."""


def counting(
    sentence: Sentence, field: FieldWords, numbers: list[int], book: Lexicon, *, in_list: bool
) -> tuple[list[int], list[int]]:
    """Return which numbers count something, and which do not.

    Args:
        sentence: Where they stand.
        field: What its words mean.
        numbers: Their places, without those that count nothing by their shape.
        book: The words of its language.
        in_list: A verb was said above, and goes for this line.
    """
    kept: list[int] = []
    others: list[int] = []
    for at in numbers:
        number = sentence.tokens[at].number
        own = units_of(sentence, field, at, numbers).units
        verbs = in_list or _verb_in_clause(sentence, field, at)
        following = sentence.words[at + 1 : at + 3]
        if number is None:
            continue
        few = number.shape == "words" and number.low < 13
        noun = bool(following) and following[0].isalpha() and following[0] not in book.stopwords
        said = book.word(following[0]) if noun else None
        unknown_noun = noun and not (said and (said.stages or said.signs))
        bare = number.shape == "digits" and not number.scaled and number.low < _BARE
        qualified = not bare or qualifier_of(sentence.words, at, number, book) != Said(None)
        if own is not None:
            small = few or (number.low < 13 and own == {ContentType.PERSON})
            counts = bool(field.verbs) or not (small and own and own <= TAKE_PART)
            counts = counts and not _is_the_union(sentence.words, at, number, own, field, book)
        elif few:
            counts = bool(field.verbs) and not unknown_noun and number.low > 1 and bool(following)
        elif number.low < 13:
            counts = verbs and not unknown_noun
        else:
            counts = verbs or (qualified and number.low >= 100 and (not unknown_noun or number.low >= 1000))
        (kept if counts else others).append(at)
    return kept, others


def _verb_in_clause(sentence: Sentence, field: FieldWords, at: int) -> bool:
    return any(";" not in sentence.words[min(one.at, at) : max(one.at, at)] for one in field.verbs)


def _is_the_union(
    words: tuple[str, ...],
    at: int,
    number: Numeral,
    units: frozenset[ContentType],
    field: FieldWords,
    book: Lexicon,
) -> bool:
    """Say whether it is how many states the Union has: "the 27 Member States", of whom nothing is said to take part."""
    if number.low not in _STATES or units != {ContentType.COUNTRY}:
        return False
    named = any(begins_with(words, place, book.beside["member states"]) for place in range(at + 1, at + 4))
    return named and not any(Stage.TOOK_PART in verb.stages for verb in field.verbs)
