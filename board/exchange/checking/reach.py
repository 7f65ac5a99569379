"""To which number of a sentence a verb or a name belongs: the cheapest way from the one to the other."""

from bisect import bisect_left
from collections.abc import Sequence

from board.exchange.checking.clauses import AND_WORDS, coordinated, in_relative, main_verb
from board.exchange.checking.field_words import FieldWords
from board.exchange.checking.lexicon import ends_in, listed
from board.exchange.checking.participants import fits
from board.exchange.checking.sentences import Sentence
from board.exchange.checking.verbs import Verb
from board.model.vocabulary import ContentType

_COMMA, _AND, _CLAUSE, _BRACKET, _DASH, _COLON = 8, 6, 26, 6, 10, 15
_NUMBER = 30
"""What it costs to pass another number."""
_BESIDE = 8
"""Verbs on either side of a number that it may belong to: those farther off cost more, whatever stands between."""
_TAKEN = 45
"""What it costs to take the verb that stands right before the next number."""
_PART_OF = frozenset(
    listed(
        "of the, out of, of, of these, from the, from, of all, of a total of, out of the, out of a total of, of some,"
        "among the, sur, sur les, des, parmi les, sur un total de, van de, op de, van, uit de, op een totaal van, op,"
        "van alle, op in totaal, van in totaal, von, der, von den, aus den, von insgesamt, auf, von rund,"
        "der insgesamt, unter den"
    )
)
"""What stands between a part and its whole, right before the whole."""


def verb_of(
    sentence: Sentence, field: FieldWords, at: int, numbers: Sequence[int], units: frozenset[ContentType] | None
) -> Verb | None:
    """Return what was done with what the number at a place counts; None where the sentence does not say.

    Args:
        sentence: Where it stands.
        field: What its words mean.
        at: The place of the number.
        numbers: Places of all that count something.
        units: What is counted, None where nothing says it.
    """
    if not field.verbs:
        return None
    if _is_whole(sentence, at, numbers):
        return _of_whole(sentence, field, at, numbers)
    first, last = coordinated(sentence, at, numbers)
    group = {place for place in numbers if first <= place <= last}
    part_of = _whole_behind(sentence, at, numbers)
    passed = [place for place in numbers if place not in {part_of, *group}]
    theirs = _of_whole(sentence, field, part_of, numbers) if part_of is not None else None
    best: tuple[int, Verb] | None = None
    nearest = bisect_left(field.verbs, at, key=lambda one: one.at)
    for verb in field.verbs[max(0, nearest - _BESIDE) : nearest + _BESIDE]:
        if (verb is theirs and len(field.verbs) > 1) or not fits(verb, units):
            continue
        cost = _cost(sentence, field, verb, first if verb.at < at else last, passed, numbers)
        if best is None or cost < best[0]:
            best = (cost, verb)
    if best is None:
        return None
    return best[1] if part_of is not None else main_verb(sentence, field, at, numbers, best[1])


def _of_whole(sentence: Sentence, field: FieldWords, at: int, numbers: Sequence[int]) -> Verb | None:
    return _attributive(sentence, field, at, numbers) or in_relative(sentence, field, at, numbers)


def _cost(
    sentence: Sentence, field: FieldWords, verb: Verb, at: int, passed: Sequence[int], numbers: Sequence[int]
) -> int:
    words = sentence.words
    start, end = (verb.end, at) if verb.at < at else (at + 1, verb.at)
    cost = _way(words, field, start, end, label=verb.at < at)
    crossed = [place for place in passed if start <= place < end]
    cost += _NUMBER * len(crossed)
    following = next((place for place in numbers if place > verb.at), None)
    adjacent = (
        following is not None
        and 0 <= following - verb.end <= 3
        and not set(words[verb.end : following]) & (AND_WORDS | {",", ";", "(", ")"})
    )
    if (
        adjacent
        and following is not None
        and verb.at > at
        and _both_have_one(sentence, field, verb, at, following, numbers)
    ):
        adjacent = False
    if adjacent and following != at:
        cost += _TAKEN if verb.at > at else 12
    if verb.at < at and not crossed and verb.end < at:
        before = [place for place in numbers if place < verb.at]
        closed = set(words[verb.end : at]) & ({",", ";"} | AND_WORDS)
        if before and closed and not adjacent:
            cost += 10  # it ended what was said of the number before
    return cost


def _both_have_one(
    sentence: Sentence, field: FieldWords, verb: Verb, at: int, following: int, numbers: Sequence[int]
) -> bool:
    """Say whether a verb stands right behind its number, and the next has its own: "7 removed for 9 referred"."""
    between = sentence.words[at + 1 : verb.at]
    if len(between) > 1 or not all(word[0].isalpha() for word in between):
        return False
    end = next((place for place in numbers if place > following), len(sentence.words))
    return any(following < one.at < end and one.at - following <= 3 for one in field.verbs)


def _way(words: Sequence[str], field: FieldWords, start: int, end: int, *, label: bool) -> int:
    """Return what it costs to pass the words between two places."""
    cost = end - start
    for place in range(start, end):
        word = words[place]
        if word == ",":
            cost += _COMMA
        elif word in AND_WORDS:
            cost += _AND
        elif word == ";":
            cost += _CLAUSE
        elif word == ":":
            cost += 1 if label else _COLON
        elif word in "()":
            cost += _BRACKET
        elif word in "–—-|":
            cost += _DASH
        if place in field.breaks:
            cost += _CLAUSE
        elif place in field.of_which:
            cost += _COMMA
    return cost


_INFINITIVE = frozenset({"zu", "te", "laten", "lassen", "faire", "to"})


def _attributive(sentence: Sentence, field: FieldWords, at: int, numbers: Sequence[int]) -> Verb | None:
    """Return the verb that says what a number is of: "the 24,640 referred items", "des 24 640 contenus signalés"."""
    following = next((place for place in numbers if place > at), len(sentence.words))
    for verb in field.verbs:
        if at < verb.at < following and verb.at - at <= 7:
            between = sentence.words[at + 1 : verb.at]
            if _INFINITIVE & {*sentence.words[verb.at - 1 : verb.at], *sentence.words[verb.end : verb.end + 1]}:
                continue
            if {",", ";", "("} & set(between) or field.auxiliary_between(sentence.words, at + 1, verb.at):
                return None
            later = [one for one in field.verbs if one.at > verb.at]
            direct = len(between) <= 2
            return verb if later or direct else None
    return None


def _is_whole(sentence: Sentence, at: int, numbers: Sequence[int]) -> bool:
    """Say whether a number is that of which another is a part: "of the 24,640 items", "sur les 24 640 contenus"."""
    phrase = _part_of_before(sentence, at)
    if phrase is None:
        return False
    before = at - len(phrase)
    if any(place < at and _whole_behind(sentence, place, numbers) == at for place in numbers):
        return True
    shares = {"%", "percent", "cent", "prozent", "procent"}
    if shares & set(sentence.words[max(0, before - 2) : before]):
        return True
    return before <= 1 and len(phrase) > 1 and any(place > at for place in numbers)


_FAR_WHOLE = 5
"""Words between a part and "of the" with its whole: "18.745 inhouden te laten verwijderen van de 24.640"."""


def _whole_behind(sentence: Sentence, at: int, numbers: Sequence[int]) -> int | None:
    """Return the number of which that at a place is a part: "18,745 of the 24,640"."""
    following = next((place for place in numbers if place > at), None)
    if following is None or following - at > 10:
        return None
    phrase = _part_of_before(sentence, following)
    if phrase is None:
        return None
    between = sentence.words[at + 1 : following - len(phrase)]
    if {",", ";", "(", ":"} & set(between) or set(between) & AND_WORDS:
        return None
    if len(between) > _FAR_WHOLE:
        return None
    return following


_SOFT = frozenset(
    [
        "more",
        "than",
        "plus",
        "de",
        "rund",
        "etwa",
        "about",
        "some",
        "over",
        "total",
        "insgesamt",
        "meer",
        "dan",
        "mehr",
        "als",
        "ruim",
        "environ",
        "les",
        "the",
        "de",
        "den",
        "in",
        "totaal",
    ]
)


def _part_of_before(sentence: Sentence, at: int) -> tuple[str, ...] | None:
    words = sentence.words
    for end in range(at, max(-1, at - 3), -1):
        phrase = ends_in(words, end, _PART_OF)
        if phrase is not None:
            return words[end - len(phrase) : at]
        if not end or words[end - 1] not in _SOFT:
            break
    return None


def names_of(sentence: Sentence, field: FieldWords, at: int, numbers: Sequence[int]) -> tuple[str, ...]:
    """Return whose the number at a place is: a partner's, a provider's, or both; nothing where nobody is said."""
    found: dict[bool, tuple[int, str]] = {}
    for name in field.names:
        if name.how != "does":
            continue
        words = sentence.words
        before = name.at < at
        start, end = (name.end, at) if before else (at + 1, name.at)
        cost = _name_way(words, field, start, end)
        crossed = sum(1 for place in numbers if start <= place < end)
        cost += crossed * (6 if before else 60)
        if before and name.by and any(place < name.at for place in numbers) and not _opens(words, name.at):
            cost += 25
        if any(place in field.breaks for place in range(start, end)):
            cost += _CLAUSE
        if not before and any(one.at < at and one.how == "does" for one in field.names) and not name.by:
            cost += 12
        kind = name.provider
        if cost <= 48 and (kind not in found or cost < found[kind][0]):
            found[kind] = (cost, name.slug)
    return tuple(slug for _cost, slug in found.values())


def _opens(words: Sequence[str], at: int) -> bool:
    """Say whether a name with its preposition comes right behind a comma or an "and"."""
    return bool({",", ";", *AND_WORDS} & set(words[max(0, at - 3) : at]))


def _name_way(words: Sequence[str], field: FieldWords, start: int, end: int) -> int:
    cost = end - start
    for place in range(start, end):
        word = words[place]
        if word == ",":
            cost += 3 if place not in field.of_which else 6
        elif word == ";":
            cost += 30
        elif word in AND_WORDS:
            cost += 3
        elif word in "–—|":
            cost += 8
    return cost
