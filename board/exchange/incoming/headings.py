"""What the words of a partner's file mean: those of a column, of a title, of a cell; four languages, accents or not."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from board.exchange.incoming import glossary
from board.locale import _, punctuation, words
from board.model.address import defang
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, ContentType, Stage

LONGEST_WORDS = 300
"""Characters of a header, title or cell that are looked at; what is longer was not written to name something."""

MOST_WORDS = 8
"""Of a cell that names one thing; a sentence that holds a word for it names nothing."""

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ELISION = re.compile(r"\b(?:d|l|n|s|j|qu)['’ʼ](?=\w\w)", re.IGNORECASE)
_APART = re.compile(r"[^\w>≥<≤~≈±=#%°&]+|_")
_UMLAUTS = (("ae", "a"), ("oe", "o"), ("ue", "u"))
_ENDINGS = {"*": ("", "s"), "~": ("", "e", "s", "es"), "^": ("", "e"), "+": ("", "e", "er", "en", "es", "em", "r", "n")}


class Sense(NamedTuple):
    """One thing that a word can mean."""

    kind: str
    """type, stage, either, role, cumulative, as_of, new, sum, all, nobody, share, not or neutral."""
    value: str = ""


class Heading(NamedTuple):
    """What the words of a header or a title say."""

    types: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    either: tuple[str, ...] = ()
    """Stages of which one is meant, and which has to be asked."""
    roles: tuple[str, ...] = ()
    """What a column of this name can be."""
    cumulative: bool = False
    as_of: bool = False
    new: bool = False
    sum: bool = False
    share: bool = False
    negated: bool = False


def folded(text: str) -> str:
    """Return a text without what spelling leaves open: case, accents, ä or ae, hyphens, apostrophes, points."""
    text = _CAMEL.sub(" ", text[:LONGEST_WORDS])
    text = _ELISION.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in text if not unicodedata.combining(char))
    text = re.sub(r"['’ʼ]", "", text.casefold())
    for written, short in _UMLAUTS:
        text = text.replace(written, short)
    return " ".join(_APART.sub(" ", text).split())


def words_of(listed: str) -> Iterator[str]:
    """Return every form of the words of one list of the glossary, folded."""
    for word in listed.split(","):
        plain = word.strip()
        if not plain:
            continue
        ending = plain[-1]
        if ending in _ENDINGS and len(plain) > 1:
            yield from (folded(plain[:-1] + end) for end in _ENDINGS[ending])
        else:
            yield folded(plain) or plain


def _lexicon() -> dict[str, tuple[Sense, ...]]:
    known: dict[str, dict[Sense, None]] = {}

    def add(listed: str, sense: Sense) -> None:
        for word in words_of(listed):
            known.setdefault(word, {})[sense] = None

    for one, listed in glossary.TYPES.items():
        add(f"{listed}, {one}", Sense("type", str(one)))
    for stage, listed in glossary.STAGES.items():
        add(f"{listed}, {stage}", Sense("stage", str(stage)))
    for stages, listed in glossary.EITHER.items():
        for stage in stages:
            add(listed, Sense("either", str(stage)))
    for role, listed in glossary.ROLES.items():
        add(f"{listed}, {role}", Sense("role", role))
    for kind, listed in (
        ("cumulative", glossary.CUMULATIVE),
        ("as_of", glossary.AS_OF),
        ("new", glossary.NEW),
        ("sum", glossary.SUMS),
        ("all", glossary.ALL),
        ("nobody", glossary.NOBODY),
        ("share", glossary.SHARES),
        ("not", glossary.NOT),
        ("neutral", glossary.NEUTRAL),
    ):
        add(listed, Sense(kind))
    return {word: tuple(senses) for word, senses in known.items()}


LEXICON = _lexicon()
"""What each folded word or phrase can mean."""

_LONGEST_PHRASE = max(word.count(" ") for word in LEXICON) + 1
_DATE_ENDINGS = frozenset({"am", "op", "le", "at", "on", "date"})
"""As in "gelöscht am", "gemeld op", "signalé le", "removed at": when, not how many."""


def senses(text: str) -> list[tuple[Sense, ...]]:
    """Return what the words of a text mean, in their order, the longest phrase first; unknown words are left out."""
    said = folded(text)
    whole = LEXICON.get(said)
    if whole is not None:
        return [whole]
    tokens = said.split()
    found: list[tuple[Sense, ...]] = []
    place = 0
    while place < len(tokens):
        for length in range(min(_LONGEST_PHRASE, len(tokens) - place), 0, -1):
            known = LEXICON.get(" ".join(tokens[place : place + length]))
            if known is not None:
                found.append(known)
                place += length
                break
        else:
            place += 1
    return found


def heading(text: str) -> Heading:
    """Return what the words of a header or title say; of the words that say nothing, nothing."""
    said = senses(text)
    flat = [sense for one in said for sense in one]
    kinds = {sense.kind for sense in flat}
    stages = _values(flat, "stage")
    roles = _values(flat, "role")
    tokens = folded(text).split()
    if stages and not roles and len(tokens) > 1 and tokens[-1] in _DATE_ENDINGS:
        roles = ("date",)
    return Heading(
        types=_values(flat, "type"),
        stages=stages,
        either=_values(flat, "either"),
        roles=roles,
        cumulative="cumulative" in kinds,
        as_of="as_of" in kinds,
        new="new" in kinds,
        sum="sum" in kinds,
        share="share" in kinds or "%" in text,
        negated="not" in kinds,
    )


def _values(flat: Iterable[Sense], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sense.value for sense in flat if sense.kind == kind))


SUM_BEGINS = re.compile(rf"\W*(?:{'|'.join(sorted({word[:3] for word in words_of(glossary.SUMS)}))})", re.IGNORECASE)
"""Looked for before all else: hardly a cell begins so."""


def is_sum(text: str) -> bool:
    """Say whether a cell names a row that sums up others: "Total", "Sous-total Telegram", "Summe 22.11."."""
    if SUM_BEGINS.match(text) is None:
        return False
    first = folded(text).split(" ")
    return any(
        any(sense.kind == "sum" for sense in LEXICON.get(" ".join(first[:length]), ()))
        for length in range(min(2, len(first)), 0, -1)
    )


def is_wholly(text: str, *kinds: str) -> bool:
    """Say whether the whole of a cell is a word of one of these kinds: sum, all, nobody."""
    return any(sense.kind in kinds for sense in LEXICON.get(folded(text), ()))


class Meant(NamedTuple):
    """Which stage or content type a cell means, or None and why, in words."""

    slug: str | None
    why: str = ""


def stage_of(text: str) -> Meant:
    """Return the stage that a cell means: "gelöscht" is removed; one that no entry may have is refused."""
    return _one(text, "stage", LEDGER_STAGES)


def content_type_of(text: str) -> Meant:
    """Return the content type that a cell means: "Konten" is account."""
    return _one(text, "type", LEDGER_TYPES)


def _one(text: str, kind: str, allowed: tuple[Stage, ...] | tuple[ContentType, ...]) -> Meant:
    if is_sum(text):
        return Meant(
            None,
            _("{text} may be a sum of other rows: leave such rows out, or name one thing").format(text=quoted(text)),
        )
    sentence = text.count(" ") >= MOST_WORDS
    flat = [] if sentence else [sense for one in senses(text) for sense in one]
    shown = quoted(text)
    if any(sense.kind == "not" for sense in flat):
        return Meant(None, _("{text} says what was not done, or not yet").format(text=shown))
    if kind == "stage" and (either := _values(flat, "either")):
        return Meant(None, _either(shown, either))
    found = _values(flat, kind)
    counted = [slug for slug in found if slug in allowed]
    if len(counted) == 1 and len(found) == 1:
        return Meant(counted[0])
    if len(found) > 1:
        return Meant(None, _either(shown, found))
    if found and kind == "stage":
        return Meant(None, _("{text} is a verb of published statements only").format(text=shown))
    if found:
        return Meant(None, _("{text} is a unit of published statements only").format(text=shown))
    unknown = _("{text} is no known stage{hint}") if kind == "stage" else _("{text} is no known content type{hint}")
    near = difflib.get_close_matches(folded(text)[:40], _WORDS[kind], 1, 0.75)
    meant = _values(LEXICON[near[0]], kind) if near else ()
    hint = _(": did you mean {near}?").format(near=_named(meant[0])) if meant else ""
    return Meant(None, unknown.format(text=shown, hint=hint))


def _either(text: str, slugs: Iterable[str]) -> str:
    """Return that a text can mean several stages or content types."""
    return _("{text} may be {names}: say which").format(text=text, names=_(" or ").join(map(_named, slugs)))


def _named(slug: str) -> str:
    """Return the word for a stage or a content type in the language in use."""
    return words.stage(Stage(slug)) if slug in tuple(Stage) else words.unit(ContentType(slug), 1)


_WORDS = {
    kind: [
        word
        for word, meanings in LEXICON.items()
        if any(sense.kind == kind and sense.value in (*LEDGER_STAGES, *LEDGER_TYPES) for sense in meanings)
    ]
    for kind in ("stage", "type")
}


_LARGEST_SHOWN = 10**20
"""Python refuses to write a number of some thousand digits."""


def quoted(text: object, longest: int = 40) -> str:
    """Return a cell as it is quoted in a sentence: harmless, no address in it alive, clipped, in quotation marks."""
    return as_shown(text, longest) if _is_endless(text) else punctuation.quoted(as_shown(text, longest))


def as_shown(text: object, longest: int = 40) -> str:
    """Return a cell in a line: harmless, no address in it alive, clipped."""
    if _is_endless(text):
        return _("a number of more than twenty digits")
    said = " ".join(defang(str(text)[: 4 * longest]).split())
    return said if len(said) <= longest else f"{said[: longest - 1]}…"


def _is_endless(text: object) -> bool:
    return isinstance(text, int) and not -_LARGEST_SHOWN < text < _LARGEST_SHOWN
