"""Which verb of several is said of a number: that of its relative clause, or the one its whole clause ends with."""

from collections.abc import Sequence

from board.exchange.checking.field_words import FieldWords
from board.exchange.checking.sentences import Sentence
from board.exchange.checking.small_words import AUXILIARY
from board.exchange.checking.verbs import Verb
from board.model.vocabulary import FUNNEL

AND_WORDS = frozenset({"and", "et", "en", "und", "sowie", "&"})
_RELATIVE = frozenset(["that", "which", "qui", "que", "qu", "die", "dat", "welche", "welchen"])
_REDUCED = frozenset(["we", "they", "nous", "ils", "elles", "on", "wij", "ze", "zij", "wir"])
"""English leaves "that" out: "the items they had referred"."""
_ANOTHER = frozenset(
    {
        "after",
        "before",
        "once",
        "since",
        "when",
        "because",
        "as",
        "apres",
        "avant",
        "car",
        "parce",
        "nachdem",
        "bevor",
        "weil",
        "da",
        "nadat",
        "voor",
        "omdat",
    }
)
"""What opens another clause."""
_ENDS = frozenset({"#", ";", ":", "(", ")", "–", "—", "|"})
_RESPECTIVE = frozenset(
    {"respectively", "respectivement", "respectievelijk", "beziehungsweise", "bzw", "resp", ".", "ou", "or"}
)


def in_relative(sentence: Sentence, field: FieldWords, at: int, numbers: Sequence[int]) -> Verb | None:
    """Return the verb of the relative clause that follows a number: "of the 24,640 that had been referred"."""
    words = sentence.words
    following = next((place for place in numbers if place > at), len(words))
    for verb in field.verbs:
        if not at < verb.at < following:
            continue
        if _relative_before(words, at + 1, verb.at) is not None:
            return verb
    return None


def _relative_before(words: Sequence[str], start: int, end: int) -> int | None:
    """Return where a relative pronoun stands between two places, the nearest to the end; none behind "of"."""
    for place in range(end - 1, start - 1, -1):
        if words[place] in _ENDS:
            return None
        if words[place] in _RELATIVE | _REDUCED and end - place <= 8 and words[place - 1] != "of":
            return place
    return None


def main_verb(sentence: Sentence, field: FieldWords, at: int, numbers: Sequence[int], verb: Verb) -> Verb:
    """Return what the whole clause says where the nearest verb only says which are meant.

    "18,745 items referred by the services have disappeared": they were referred, and they are removed. A stage that
    comes before that of the nearest verb takes nothing from it: the items referred were assessed.
    """
    words = sentence.words
    if verb.at < at:
        return verb
    noun = next((unit for unit in field.units if at < unit.at), None)
    itself = (
        noun is not None and noun.at == verb.at
    )  # "4 notices counted": a noun that is counted says less than a verb
    before_noun = noun is not None and verb.end <= noun.at <= verb.end + 3
    relative = _relative_before(words, at + 1, verb.at) is not None
    if not (relative or before_noun or not field.auxiliary_between(words, at + 1, verb.at)):
        return verb
    for other in field.verbs:
        if other.at <= verb.at:
            continue
        between = words[verb.end : other.at]
        if set(between) & (_ENDS | AND_WORDS | _RELATIVE | _REDUCED | _ANOTHER) or between.count(",") > (
            1 if relative else 0
        ):
            return verb
        if any(verb.end <= place < other.at for place in field.breaks | field.of_which):
            return verb
        follows = next((place for place in numbers if place > other.at), None)
        if follows is not None and follows - other.end <= 4 and "," not in words[other.end : follows]:
            return verb
        if itself and len(between) <= 2:
            return other
        opened = before_noun and bool(AUXILIARY & set(words[max(0, at - 4) : at]))
        closed = before_noun and bool(AUXILIARY & set(words[other.end : other.end + 1]))
        if opened or closed or AUXILIARY - {"a"} & set(between) or ("a" in between and "ete" in between):
            return other if _later(other, verb) else verb._replace(stages=verb.stages | other.stages)
        return verb
    return verb


def _later(one: Verb, other: Verb) -> bool:
    places = [
        max((FUNNEL.index(stage) for stage in verb.stages if stage in FUNNEL), default=len(FUNNEL))
        for verb in (one, other)
    ]
    return places[0] > places[1]


def coordinated(sentence: Sentence, at: int, numbers: Sequence[int]) -> tuple[int, int]:
    """Return the first and the last of the numbers that one verb is said of: "7,321 and 7,911 respectively were"."""
    place = numbers.index(at)
    first = last = place
    joins = AND_WORDS | _RESPECTIVE
    while first and _only(sentence.words[numbers[first - 1] + 1 : numbers[first]], joins):
        first -= 1
    while last + 1 < len(numbers) and _only(sentence.words[numbers[last] + 1 : numbers[last + 1]], joins):
        last += 1
    return numbers[first], numbers[last]


def _only(between: Sequence[str], joins: frozenset[str]) -> bool:
    return 0 < len(between) <= 2 and set(between) <= joins
