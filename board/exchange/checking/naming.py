"""Who is named in a sentence, and what each has to do with its figures."""

from itertools import pairwise
from typing import NamedTuple

from board.exchange.checking.lexicon import Lexicon, Meaning, ends_in
from board.exchange.checking.partner_names import WITHIN, Names
from board.exchange.checking.small_words import AUXILIARY, FILLING, HAVE

_ANDS = frozenset({"and", "et", "en", "und", ",", "&", "sowie"})
_TOGETHER = _ANDS | {"or", "ou", "of", "oder", "par", "by", "door", "von", "vom", "sur", "on", "op", "auf", "s", "with"}
"""What may stand between names that are said together."""


class Name(NamedTuple):
    """A partner or a provider."""

    at: int
    end: int
    slug: str
    how: str
    """"does" what is counted, is only named "beside" it, "says" it, or is the one of several ("several").

    In brackets behind another, as in "EU IRU (Europol)", it stands beside.
    """
    by: bool
    """Introduced by "by" or the like: it belongs to what stands before it."""
    provider: bool


def names_in(
    words: tuple[str, ...],
    named: list[tuple[int, int, str]],
    found: list[tuple[int, int, Meaning]],
    names: Names,
    book: Lexicon,
) -> list[Name]:
    """Return the names of a sentence with what each has to do with its figures."""
    supports = {end for _place, end, said in found if "support" in said.signs}
    says_from = {end for _place, end, said in found if "said" in said.signs}
    says_at = {place: said for place, _end, said in found if "said" in said.signs}
    several = _joined(words, named, names)
    result = []
    for place, end, slug in named:
        start = place
        while start and words[start - 1] in FILLING and start not in supports:
            start -= 1
        by = ends_in(words, place, book.beside["by"]) is not None
        here = words[end : end + 1] == (")",) and words[place - 1 : place] == ("(",)
        says = end + 1 if end not in says_at and words[end : end + 1] and words[end] in HAVE else end
        verbs = sum(1 for _place, _end, said in found if said.stages)
        within = any(_holds(words, other, (place, end, slug)) for other in named)
        if within or {place, start} & supports or _joined_to_support(words, place, supports):
            how = "beside"
        elif {place, start} & says_from or (says in says_at and (not says_at[says].stages or verbs > 1)):
            how = "says"
        elif slug not in names.providers and _after(words, start, place, book.beside["to"]) and not by:
            how = "beside"
        elif (
            (place, end, slug) in several
            or ends_in(words, place, book.beside["example"])
            or slug.startswith("authorities-")
        ):
            how = "several"
        else:
            how = "does"
        result.append(Name(place, end, slug, how, by or here, slug in names.providers))
    return result


def _holds(words: tuple[str, ...], one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    """Say whether a name only says whose unit the one before it is: "EU IRU (Europol)", "IRU d’Europol"."""
    between = words[one[1] : other[0]]
    if between == ("(",):
        return True
    return len(between) in (1, 2, 3) and WITHIN.get(one[2]) == other[2] and set(between) <= _OF_UNIT


_OF_UNIT = frozenset({"(", ")", "d", "de", "du", "van", "von", "of", "bei", "s"})


def _after(words: tuple[str, ...], start: int, place: int, table: frozenset[tuple[str, ...]]) -> bool:
    return ends_in(words, start, table) is not None or ends_in(words, place, table) is not None


def _joined_to_support(words: tuple[str, ...], place: int, supports: set[int]) -> bool:
    """Say whether a name goes on a list that began with "with the support of"."""
    for start in range(place - 1, max(0, place - 12), -1):
        if words[start] in ("#", ";", ".", ")") or words[start] in AUXILIARY - {"a"}:
            return False
        if start in supports and "," not in words[start:place]:
            return any(word in ("et", "and", "en", "und") for word in words[start:place])
    return False


def _joined(words: tuple[str, ...], named: list[tuple[int, int, str]], names: Names) -> set[tuple[int, int, str]]:
    """Return the names that stand side by side with others of their kind: "the EU IRU, the BKA and …"."""
    found: set[tuple[int, int, str]] = set()
    for one, other in pairwise(named):
        between = [word for word in words[one[1] : other[0]] if word not in FILLING]
        alike = (one[2] in names.providers) == (other[2] in names.providers)
        if alike and set(between) <= _TOGETHER and set(between) & _ANDS:
            found |= {one, other}
    return found
