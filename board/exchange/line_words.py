"""The words of a typed line: content types and stages, how firmly a number is said, and the names of a store."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from board.locale import LANGUAGES, _, days, language, speaking, words
from board.model.vocabulary import FUNNEL, LEDGER_STAGES, LEDGER_TYPES, ContentType, Qualifier, Stage

LONGEST_SHOWN = 30
"""Characters of a word in what is said about it."""

LONGEST_PHRASE = 6
"""Words."""


def plain(word: str) -> str:
    """Return a word as it is compared: in small letters, with the apostrophe of a keyboard."""
    return word.casefold().replace("’", "'")


class Word(NamedTuple):
    """What a word means: a content type or a stage, or neither, and why."""

    content_type: ContentType | None = None
    stage: Stage | None = None
    problems: tuple[str, ...] = ()

    @classmethod
    def of(cls, word: str) -> "Word":
        """Return what a word in small letters means: the whole of one, or a prefix where it can be only one."""
        word = plain(word)
        for fits in (_is_one_of, _starts_one_of):
            units = [unit for unit in LEDGER_TYPES if fits(word, _names_of(unit))]
            stages = [stage for stage in LEDGER_STAGES if fits(word, (stage, plain(words.stage(stage))))]
            if len(stages) > 1:
                stages = [stage for stage in stages if stage in FUNNEL] or stages
            if len(units) + len(stages) == 1:
                return cls(units[0] if units else None, stages[0] if stages else None)
            if units or stages:
                meanings: tuple[ContentType | Stage, ...] = (*units, *stages)
                return cls(problems=(_either(word, map(_said, meanings)),))
        elsewhere = _said_in_any_language().get(word, frozenset())
        if len(elsewhere) == 1:
            (meaning,) = elsewhere
            return cls(content_type=meaning) if isinstance(meaning, ContentType) else cls(stage=meaning)
        if any(_is_one_of(word, (*_names_of(unit),)) for unit in ContentType) or word in _stages_of_statements():
            said = _("“{word}” stands in published figures only, not in an entry")
            return cls(problems=(said.format(word=word[:LONGEST_SHOWN]),))
        return cls(problems=(_nearest(word, _sayable()),))


class Named(NamedTuple):
    """Which of several names is meant, or None and why."""

    slug: str | None
    problems: tuple[str, ...] = ()
    unknown: bool = False
    """None of the names begins like that."""


def word_of(word: str, first: Iterable[str], what: str, rest: Iterable[str] = ()) -> Named:
    """Return which name a word means: the whole of one, or the beginning of only one.

    Args:
        word: As typed.
        first: Names that are looked through before all others.
        what: What is looked for, in words.
        rest: Names that are looked through if none of the first begins like that.
    """
    small = word.casefold()
    near, far = tuple(dict.fromkeys(first)), tuple(rest)
    if small in near or small in far:
        return Named(small)
    for names in (near, far):
        found = [name for name in names if small and name.startswith(small)]
        if len(found) == 1:
            return Named(found[0])
        if found:
            return Named(None, (_either(word, found),))
    return Named(None, (_nearest(word, {name: name for name in (*near, *far)}, what),), unknown=True)


class Phrase(NamedTuple):
    """Words that mean one thing together."""

    length: int
    """How many words."""
    meaning: Qualifier | ContentType | Stage


def known_phrases() -> Mapping[str, Phrase]:
    """Return the phrases of every language by what they say in small letters: "at least", "ordered removed"."""
    return _known_phrases(language())


@cache
def _known_phrases(first: str) -> Mapping[str, Phrase]:
    """Return the phrases where a language goes before the others."""
    known: dict[str, Phrase] = {}
    for one in (first, *LANGUAGES):
        with speaking(one):
            for said, phrase in _phrases().items():
                known.setdefault(said, phrase)
    return known


def _phrases() -> dict[str, Phrase]:
    said: dict[str, Qualifier | ContentType | Stage] = {}
    for qualifier in Qualifier:
        if qualifier != Qualifier.EXACT:
            said[words.qualifier(qualifier)] = qualifier
            said[f"({words.qualifier(qualifier)})"] = qualifier
    said |= {form: stage for stage in LEDGER_STAGES for form in _forms(stage) if " " in form}
    said |= {name: unit for unit in LEDGER_TYPES for name in _names_of(unit) if " " in name}
    said |= {word: meaning for word, meaning in words.also_said() if " " in word}
    return {plain(words_): Phrase(len(words_.split()), meaning) for words_, meaning in said.items()}


def phrase_at(tokens: Sequence[str], place: int, known: Mapping[str, Phrase]) -> Phrase | None:
    """Return the phrase that begins at a place, the longest one; None where none does."""
    for length in range(LONGEST_PHRASE, 0, -1):
        phrase = known.get(plain(" ".join(tokens[place : place + length])))
        if phrase is not None:
            return phrase
    return None


def month_named(word: str) -> int | None:
    """Return the number of the month that is written so shortly, None where none is."""
    small = word.casefold().rstrip(".")
    for one in LANGUAGES:
        with speaking(one):
            for number, name in enumerate(days.months(), 1):
                if name.casefold().rstrip(".") == small:
                    return number
    return None


@cache
def _said_in_any_language() -> dict[str, frozenset[ContentType | Stage]]:
    """Return what a whole word means, in whatever language: "vidéo", "retirée", "verwijderd", "gelöscht"."""
    found: dict[str, set[ContentType | Stage]] = {}
    for one in LANGUAGES:
        with speaking(one):
            for unit in LEDGER_TYPES:
                for name in _names_of(unit):
                    found.setdefault(name, set()).add(unit)
            for stage in LEDGER_STAGES:
                for form in _forms(stage):
                    found.setdefault(plain(form), set()).add(stage)
            for word, meaning in words.also_said():
                found.setdefault(plain(word), set()).add(meaning)
    return {word: frozenset(meant) for word, meant in found.items()}


def _forms(stage: Stage) -> set[str]:
    """Return what is said for a stage in the language in use, whatever it agrees with."""
    return {words.stage(stage), *(words.stage(stage, unit, number) for unit in LEDGER_TYPES for number in (1, 2))}


def _stages_of_statements() -> set[str]:
    """Return the verbs of published figures, as slugs and in the language in use."""
    return {name for stage in Stage for name in (str(stage), *map(plain, _forms(stage)))}


def _names_of(unit: ContentType) -> tuple[str, ...]:
    return str(unit), plain(words.unit(unit, 1)), plain(words.unit(unit, 2))


def _is_one_of(word: str, names: Sequence[str]) -> bool:
    return word in names


def _starts_one_of(word: str, names: Sequence[str]) -> bool:
    return any(name.startswith(word) for name in names)


def _either(word: str, found: Iterable[str]) -> str:
    names = _(" or ").join(list(map(str, found))[:5])
    return _("“{word}” may be {names}").format(word=word[:LONGEST_SHOWN], names=names)


def _said(meaning: ContentType | Stage) -> str:
    """Return the word for a content type or a stage that is suggested: it is understood when it is typed."""
    return words.unit(meaning, 1) if isinstance(meaning, ContentType) else words.stage(meaning)


def _sayable() -> dict[str, str]:
    """Return what a word may have been meant to be, slugs too, with the word that is suggested for it."""
    meanings: tuple[ContentType | Stage, ...] = (*LEDGER_TYPES, *LEDGER_STAGES)
    known = {name: _said(one) for one in meanings for name in (_said(one).casefold(), str(one))}
    return {**known, _("yesterday"): _("yesterday")}


def _nearest(word: str, known: Mapping[str, str], what: str = "") -> str:
    """Return that a word is unknown, with the nearest of those that are known, as they are suggested."""
    near = list(dict.fromkeys(known[one] for one in difflib.get_close_matches(word.casefold()[:60], known, 2, 0.4)))
    hint = _(": did you mean {near}?").format(near=_(" or ").join(near)) if near else ""
    return _("unknown {what} “{word}”{hint}").format(what=what or _("word"), word=word[:LONGEST_SHOWN], hint=hint)
