"""What the words of one sentence mean: its verbs, units, names, and what turns them into something else."""

from typing import NamedTuple

from board.exchange.checking.lexicon import MOST_WORDS, Lexicon, Meaning, begins_with, ends_in
from board.exchange.checking.naming import Name, names_in
from board.exchange.checking.partner_names import Names
from board.exchange.checking.sentences import Sentence
from board.exchange.checking.small_words import AUXILIARY, FILLING
from board.model.vocabulary import Stage

_BASE = ("ed", "al", "tion", "en", "ing", "als", "n", "down", "offline")
"""How an English word ends that is no infinitive."""


class Verb(NamedTuple):
    """A word that says what was done."""

    at: int
    end: int
    """Behind its last word."""
    stages: frozenset[Stage]


class Unit(NamedTuple):
    """A word that says what was counted; of nothing the board counts it has no units."""

    at: int
    end: int
    units: frozenset[object]


class FieldWords(NamedTuple):
    """What was found in a sentence, each in the order in which it stands there."""

    verbs: tuple[Verb, ...]
    units: tuple[Unit, ...]
    names: tuple[Name, ...]
    of_which: frozenset[int]
    """Places where "of which" begins."""
    breaks: frozenset[int]
    carries: bool
    """It goes on about whom the sentence before was."""

    def auxiliary_between(self, words: tuple[str, ...], start: int, end: int) -> bool:
        """Say whether "were", "ont", "wurden" or the like stands between two places."""
        return any(word in AUXILIARY for word in words[start:end])


def field_words(sentence: Sentence, book: Lexicon, names: Names) -> FieldWords:
    """Return what the words of a sentence mean."""
    words = sentence.words
    found: list[tuple[int, int, Meaning]] = []
    named: list[tuple[int, int, str]] = []
    at = 0
    while at < len(words):
        word = words[at]
        if not word[0].isalpha():
            at += 1
            continue
        length = min(MOST_WORDS, names.longest.get(word, 0), len(words) - at)
        slug, name_length = next(
            (
                (names.phrases[words[at : at + size]], size)
                for size in range(length, 0, -1)
                if words[at : at + size] in names.phrases
            ),
            ("", 0),
        )
        length = min(MOST_WORDS, book.longest.get(word, 0), len(words) - at)
        size = next((size for size in range(length, 0, -1) if words[at : at + size] in book.phrases), 0)
        if slug and name_length >= size:
            named.append((at, at + name_length, slug))
            at += name_length
            continue
        meaning = book.phrases[words[at : at + size]] if size > 1 else book.word(word)
        if meaning is not None:
            found.append((at, at + max(size, 1), meaning))
        at += max(size, 1)
    signs = {
        sign: [place for place, _end, said in found if sign in said.signs]
        for sign in ("not", "asking", "ordering", "of which", "break")
    }
    found = [one for one in found if "neutral" not in one[2].signs]
    verbs = _verbs(words, found, signs, book)
    units = [Unit(place, end, frozenset(said.units)) for place, end, said in found if said.units]
    units += [Unit(place, end, frozenset()) for place, end, said in found if "things" in said.signs and not said.units]
    return FieldWords(
        tuple(verbs),
        tuple(sorted(units)),
        tuple(names_in(words, named, found, names, book)),
        frozenset(signs["of which"]),
        frozenset(signs["break"]),
        begins_with(words, 0, book.beside["they"]) is not None,
    )


def _verbs(
    words: tuple[str, ...], found: list[tuple[int, int, Meaning]], signs: dict[str, list[int]], book: Lexicon
) -> list[Verb]:
    """Return the verbs that say what was done, without those that say what was not, or what it was to lead to."""
    all_of_them = [Verb(place, end, said.stages) for place, end, said in found if said.stages]
    access = [one for one in all_of_them if one.stages == {Stage.DISABLED} and words[one.at] in _ACCESS]
    kept: list[Verb] = []
    for one in all_of_them:
        if one in access:
            continue
        if (_turned(words, one, signs["not"]) and not _near(words, one, signs["asking"])) or _for_later(
            words, one, book, len(all_of_them) - len(access)
        ):
            continue
        stages = one.stages
        if Stage.REMOVED in stages and _near(words, one, signs["asking"]):
            stages = frozenset({Stage.REFERRED})
        elif Stage.REMOVED in stages and _near(words, one, signs["ordering"]):
            stages = frozenset({Stage.ORDERED})
        if access and stages & {Stage.BLOCKED, Stage.DISABLED, Stage.REFUSED, Stage.REMOVED}:
            stages = stages | {Stage.DISABLED, Stage.BLOCKED}
        kept.append(one._replace(stages=stages))
    return _together(words, kept) or [one for one in access if len(words) > 3]


_FUNNEL = (Stage.DETECTED, Stage.IDENTIFIED, Stage.ASSESSED, Stage.HELD, Stage.REFERRED, Stage.ORDERED, Stage.REMOVED)
_JOINED = frozenset(
    {
        "and",
        "et",
        "en",
        "und",
        "or",
        "ou",
        "of",
        "oder",
        "sowie",
        "/",
        "then",
        "puis",
        "were",
        "ont",
        "ete",
        "subsequently",
    }
)


def _together(words: tuple[str, ...], verbs: list[Verb]) -> list[Verb]:
    """Join verbs that are said in one breath: "located and removed" says removed; "seized or blocked" says either."""
    joined: list[Verb] = []
    for verb in verbs:
        last = joined[-1] if joined else None
        between = words[last.end : verb.at] if last is not None else ()
        if last is None or not 0 < len(between) <= 3 or not set(between) <= _JOINED:
            joined.append(verb)
            continue
        either = bool({"or", "ou", "of", "oder", "/"} & set(between))
        places = [max(_FUNNEL.index(stage) for stage in one.stages if stage in _FUNNEL) if one.stages & set(_FUNNEL) else -1
                  for one in (last, verb)]  # fmt: skip
        stages = last.stages | verb.stages
        if not either and min(places) >= 0:
            stages = (last if places[0] > places[1] else verb).stages
        joined[-1] = Verb(last.at, verb.end, stages)
    return joined


_ACCESS = frozenset({"access", "acces", "toegang", "zugang", "zugriff"})


def _turned(words: tuple[str, ...], one: Verb, places: list[int]) -> bool:
    """Say whether a "not" or a "to be" stands shortly before a verb."""
    return any(
        0 < one.at - place <= 4
        and all(word[0].isalpha() for word in words[place : one.at])
        and words[place + 1 : place + 2] not in (("only",), ("nur",), ("seulement",), ("alleen",), ("enkel",))
        for place in places
    )


def _near(words: tuple[str, ...], one: Verb, places: list[int]) -> bool:
    return any(
        place != one.at
        and abs(place - one.at) <= 6
        and not {"#", ",", ";"} & set(words[min(place, one.at) : max(place, one.at)])
        for place in places
    )


def _for_later(words: tuple[str, ...], one: Verb, book: Lexicon, verbs: int) -> bool:
    """Say whether a verb is only a purpose: "referred for removal", "um sie zu löschen", "pour suppression"."""
    if one.at and words[one.at - 1] in ("zu", "te"):
        return True
    if one.at and verbs > 1 and words[one.at - 1] in ("de", "d", "a") and words[one.at].endswith(("er", "ir")):
        return True
    start = one.at
    while start and words[start - 1] in FILLING:
        start -= 1
    phrase = ends_in(words, start, book.beside["purpose"])
    if phrase is None or verbs < 2:
        return False
    if phrase == ("to",):
        return start == one.at and not words[one.at].endswith(_BASE)
    return phrase not in (("tot",), ("auf",)) or start == one.at
