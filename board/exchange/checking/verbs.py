"""The verbs of a sentence that say what was done, without what was not done, is to be done, or was only meant."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from board.exchange.checking.lexicon import Lexicon, Meaning, ends_in, lexicon
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


class Verbs(NamedTuple):
    """What a sentence says was done, and of what it says that it was not."""

    done: tuple[Verb, ...]
    undone: tuple[Verb, ...]
    """With the stage that was not reached: "not yet removed"."""


def verbs_of(
    words: tuple[str, ...], found: Sequence[tuple[int, int, Meaning]], signs: Mapping[str, list[int]], book: Lexicon
) -> Verbs:
    """Return the verbs of a sentence.

    Args:
        words: Of the sentence.
        found: The places and meanings of its phrases.
        signs: Where its signs stand, by name.
        book: The words of its language.
    """
    every = [Verb(place, end, said.stages) for place, end, said in found if said.stages]
    access = [one for one in every if one.stages == {Stage.DISABLED} and words[one.at] in _ACCESS]
    units = {place for place, _end, said in found if said.units}
    others = len(every) - len(access)
    kept: list[Verb] = []
    undone: list[Verb] = []
    purposes: set[int] = set()
    for one in every:
        if one in access:
            continue
        asked = _near(words, one, [place for place in signs["asking"] if not _is_counted(words, place, one)])
        if _turned(words, one, signs["not"]) and not asked:
            undone.append(one)
            continue
        if not asked and _only_shall_be(words, one, signs, units, book):
            continue
        if _is_purpose(words, one, signs, book, others) or _of_another(words, one, purposes):
            purposes.add(one.end)
            continue
        stages = one.stages
        if Stage.REMOVED in stages and asked:
            stages = frozenset({Stage.REFERRED})
        elif Stage.REMOVED in stages and _near(words, one, signs["ordering"]):
            stages = frozenset({Stage.ORDERED})
        if access and stages & {Stage.BLOCKED, Stage.DISABLED, Stage.REFUSED, Stage.REMOVED}:
            stages = stages | {Stage.DISABLED, Stage.BLOCKED}
        kept.append(one._replace(stages=stages))
    done = _together(words, kept) or [one for one in access if len(words) > 3]
    return Verbs(tuple(done), tuple(undone))


_FUNNEL = (Stage.DETECTED, Stage.IDENTIFIED, Stage.ASSESSED, Stage.HELD, Stage.REFERRED, Stage.ORDERED, Stage.REMOVED)
_EITHER = frozenset({"or", "ou", "of", "oder", "/"})
_JOINED = _EITHER | frozenset(
    [
        "and", "et", "en", "und", "sowie", "then", "puis", "were", "ont", "ete", "subsequently", "later",
        "afterwards", "all", "anschliessend", "danach", "dann", "spater", "alle", "alles", "vervolgens", "daarna",
        "nadien", "allemaal", "ensuite", "tous", "toutes", ",",
    ]
)  # fmt: skip


def _together(words: tuple[str, ...], verbs: list[Verb]) -> list[Verb]:
    """Join verbs that are said in one breath: "located and removed" says removed; "seized or blocked" says either."""
    joined: list[Verb] = []
    for verb in verbs:
        last = joined[-1] if joined else None
        between = words[last.end : verb.at] if last is not None else ()
        if last is None or not 0 < len(between) <= 4 or not set(between) <= _JOINED:
            joined.append(verb)
            continue
        places = [
            max((_FUNNEL.index(stage) for stage in one.stages if stage in _FUNNEL), default=-1) for one in (last, verb)
        ]
        stages = last.stages | verb.stages
        if not _EITHER & set(between) and min(places) >= 0:
            stages = (last if places[0] > places[1] else verb).stages
        joined[-1] = Verb(last.at, verb.end, stages)
    return joined


_ACCESS = frozenset({"access", "acces", "toegang", "zugang", "zugriff"})
_ONLY = frozenset({("only",), ("nur",), ("seulement",), ("alleen",), ("enkel",)})
_WITHOUT = frozenset({"sans", "zonder", "ohne", "without"})
"""What stands before a noun: the verb behind an auxiliary is not its own."""
_QUITE_NOT = frozenset({"pas", "jamais", "plus", "aucun", "aucune", "point"})


def _turned(words: tuple[str, ...], one: Verb, places: list[int]) -> bool:
    """Say whether a "not" or a "to be" stands shortly before a verb; "ne … que" is "only"."""
    for place in places:
        between = words[place : one.at]
        if not 0 < len(between) <= 4 or not all(word[0].isalpha() for word in between):
            continue
        if words[place + 1 : place + 2] in _ONLY or (words[place] in _WITHOUT and AUXILIARY & set(between)):
            continue
        around = words[place + 1 : one.end + 4]
        if words[place] in ("ne", "n") and {"que", "qu"} & set(around) and not _QUITE_NOT & set(around):
            continue
        return True
    return False


def _near(words: tuple[str, ...], one: Verb, places: list[int]) -> bool:
    return any(
        place != one.at
        and abs(place - one.at) <= 6
        and not {"#", ",", ";"} & set(words[min(place, one.at) : max(place, one.at)])
        for place in places
    )


def _is_counted(words: tuple[str, ...], place: int, one: Verb) -> bool:
    """Say whether requests are what a verb was done to: "12 requests removed" are no requests for removal."""
    return words[place - 1 : place] == ("#",) and place < one.at and set(words[place + 1 : one.at]) <= AUXILIARY


_BOUNDS = frozenset({";", ":", "(", ")", "–", "—"})
_TO_BE = frozenset({"worden", "werden", "zijn", "sein"})


_SAID_TO = frozenset({"soll", "sollen", "zou", "zouden"})
_HAVE_BEEN = frozenset({"sein", "zijn", "haben", "hebben"})
"""Behind a participle: "sollen gelöscht worden sein" says, by hearsay, that it was done."""


def _only_shall_be(
    words: tuple[str, ...], one: Verb, signs: Mapping[str, list[int]], units: set[int], book: Lexicon
) -> bool:
    """Say whether a verb hangs on a "must", "shall" or "may": it says what is to be done, not what was.

    French and English have it close behind; Dutch and German at the end of the clause, as an infinitive or with
    "worden".
    """
    for place in signs["modal"]:
        if place >= one.at:
            break
        between = words[place + 1 : one.at]
        if _BOUNDS & set(between) or between.count(",") % 2 or any(place < at < one.at for at in signs["break"]):
            continue
        if book in (lexicon("nl"), lexicon("de")):
            beside = {*words[max(place + 1, one.at - 2) : one.at], *words[one.end : one.end + 2]}
            infinitive = words[one.end - 1].endswith("n") and one.end not in units
            if words[place] in _SAID_TO and _HAVE_BEEN & {*words[one.end : one.end + 2]}:
                continue
            if (infinitive or beside & _TO_BE) and not _reached(signs, one):
                return True
        elif len(between) <= 4 and all(word[0].isalpha() for word in between) and not units & {*range(place, one.at)}:
            return True
    return False


def _reached(signs: Mapping[str, list[int]], one: Verb) -> bool:
    """Say whether a "managed to" or an "allowed to" stands in the sentence: what follows was done."""
    return any(-12 <= place - one.at <= 12 for place in signs["reached"])


_CAUSING = frozenset(
    {"faire", "laten", "lassen", "have", "get", "be", "etre", "sie", "ze", "hen", "them", "te", "en", "y"}
)
"""What may stand between "in order to" and the verb: "afin de les faire retirer", "om ze te laten verwijderen"."""


def _is_purpose(words: tuple[str, ...], one: Verb, signs: Mapping[str, list[int]], book: Lexicon, verbs: int) -> bool:
    """Say whether a verb is a purpose or an occasion: "referred for removal", "um sie zu löschen", "after referral"."""
    reached = _reached(signs, one)
    if one.at and words[one.at - 1] in ("zu", "te"):
        return not reached
    if words[one.end : one.end + 2] in (("zu", "lassen"), ("te", "laten")):
        return not reached
    if one.at and verbs > 1 and words[one.at - 1] in ("de", "d", "a") and words[one.at].endswith(("er", "ir")):
        return not reached
    if verbs < 2:
        return False
    if any(0 < one.at - place <= 12 and not {",", ";", ":"} & set(words[place : one.at]) for place in signs["so that"]):
        return True
    start = one.at
    while start and words[start - 1] in FILLING:
        start -= 1
    if ends_in(words, start, book.beside["after"]) is not None and _is_noun(words, one, book):
        return True
    phrase = ends_in(words, start, book.beside["purpose"])
    if phrase is None:
        while start and words[start - 1] in FILLING | _CAUSING:
            start -= 1
        phrase = ends_in(words, start, book.beside["purpose"])
        if phrase in (("for",), ("pour",), ("voor",), ("fur",), ("zur",), ("zum",), ("auf",), ("tot",), ("ter",)):
            return False
    if phrase is None:
        return False
    if phrase == ("to",):
        return start == one.at and not words[one.at].endswith(_BASE) and not reached
    return phrase not in (("tot",), ("auf",)) or start == one.at


_OF = frozenset(["of", "de", "d", "des", "du", "van", "von", "der"])


def _of_another(words: tuple[str, ...], one: Verb, ends: set[int]) -> bool:
    """Say whether a noun belongs to one that is only an occasion or a purpose: "nach Prüfung der Meldungen"."""
    start = one.at
    while start and words[start - 1] in FILLING | _OF:
        start -= 1
    return start < one.at and start in ends


def _is_noun(words: tuple[str, ...], one: Verb, book: Lexicon) -> bool:
    """Say whether a word names what was done, and says it of nothing: no auxiliary, and no participle before a unit."""
    behind = words[one.end : one.end + 5]
    if behind and behind[0] in _OF and "#" in behind:
        between = [book.word(word) for word in behind[1 : behind.index("#")] if word.isalpha()]
        return any(said and (said.units or said.stages) for said in between)  # "of the referrals 18,745 …"
    if words[one.end : one.end + 1] and words[one.end] in AUXILIARY - {"wurden", "werden", "werd", "wurde", "worden"}:
        return False
    said = book.word(words[one.end]) if one.end < len(words) and words[one.end].isalpha() else None
    return not (said and said.units)
