"""Of what a number counts: the unit that stands behind it, before it as a label, or was said last."""

from typing import NamedTuple

from board.exchange.checking.field_words import FieldWords, Unit
from board.exchange.checking.sentences import Sentence
from board.model.vocabulary import ContentType

_JOINS = frozenset({",", "and", "et", "en", "und", "or", "ou", "of", "oder", "/", "&", "sowie", "ainsi", "que"})
_FARTHEST = 9
"""Words between a number and its unit: "26 000 pieces of IS-related terrorist content"."""

_STOPS = frozenset({",", ";", "(", ")", ".", "–", "—", "|", "!", "?", "#"})
_LABELS = 6


class Counted(NamedTuple):
    """What a number counts."""

    units: frozenset[ContentType] | None
    """None where nothing says it; empty where it is something the board does not count."""
    listed: bool = False
    """Several units are counted together."""


def units_of(sentence: Sentence, field: FieldWords, at: int, numbers: list[int]) -> Counted:
    """Return what the number at a place counts, as far as the words of its own sentence say so."""
    return _behind(sentence, field, at) or _label(sentence, field, at, numbers) or Counted(None)


def _behind(sentence: Sentence, field: FieldWords, at: int) -> Counted | None:
    words = sentence.words
    end = at + 1
    while end < len(words) and words[end] in ("*", "_", "+", "(") and end < at + 4:
        if words[end] == "(":
            break
        end += 1
    verbs = {one.at: one.end for one in field.verbs}
    for unit in field.units:
        if unit.at < end:
            continue
        between = words[end : unit.at]
        if len(between) > _FARTHEST or _STOPS & set(between):
            return None
        if any(place in field.of_which or place in field.breaks for place in range(at + 1, unit.at + 1)):
            return None
        verb = next((place for place in verbs if at < place < unit.at), None)
        if verb is not None and (verb - at > 2 or _crossed(field, words, at, unit.at)):
            return None
        if any(place < unit.at for place in (one.at for one in field.names) if place > at) and len(between) > 5:
            return None
        if field.auxiliary_between(words, end, unit.at):
            return None
        if {
            "by",
            "par",
            "door",
            "vom",
            "durch",
            "on",
            "sur",
            "op",
            "auf",
            "aux",
            "aan",
            "an",
            "from",
            "bei",
            "dans",
            "in",
            "to",
            "of them",
        } & set(between):
            return None
        if _is_pronoun(between):
            return None
        return _listed(sentence, field, unit)
    return None


def _crossed(field: FieldWords, words: tuple[str, ...], start: int, end: int) -> bool:
    return sum(1 for one in field.verbs if start < one.at < end) > 1


def _is_pronoun(between: tuple[str, ...]) -> bool:
    return any(
        word in ("davon", "ervan", "hiervan", "waarvan", "entre", "them", "these", "those", "which") for word in between
    )


def _listed(sentence: Sentence, field: FieldWords, first: Unit) -> Counted:
    """Return the unit and those that stand in a list with it: "accounts, links and channels"."""
    found = {one for one in first.units if isinstance(one, ContentType)}
    if found == {ContentType.NOTICE} and any(verb.at == first.at for verb in field.verbs):
        found.add(ContentType.ITEM)  # "24,640 notifications": each is of an item
    if found & _ASKS:
        found |= _asked_for(sentence, field, first)
    end = first.end
    words = sentence.words
    listed: set[ContentType] = set(found)
    count = 1
    for unit in field.units:
        if unit.at < end:
            continue
        between = words[end : unit.at]
        joins = [word for word in between if word in _JOINS]
        if (
            not joins
            or len(between) > 4
            or {"#", ";", ".", "("} & set(between)
            or between[:1] == ("of",)
            or between[:2] == ("en", "ligne")
        ):
            break
        if any(place in field.of_which or place in field.breaks for place in range(end, unit.at + 1)):
            break
        if any(end <= one.at < unit.at for one in field.verbs):
            break
        listed |= {one for one in unit.units if isinstance(one, ContentType)}
        count += 1
        end = unit.end
    return Counted(frozenset(listed), count > 1)


_ASKS = frozenset({ContentType.REQUEST, ContentType.ORDER, ContentType.NOTICE})
_OF = frozenset(
    {
        "for",
        "of",
        "pour",
        "de",
        "d",
        "des",
        "du",
        "voor",
        "van",
        "fur",
        "von",
        "zu",
        "against",
        "concernant",
        "betreffende",
        "to",
        "about",
    }
)


def _asked_for(sentence: Sentence, field: FieldWords, first: Unit) -> set[ContentType]:
    """Return what a request is for: "deletion suggestions for messenger accounts" may be counted as either."""
    for unit in field.units:
        between = sentence.words[first.end : unit.at]
        if unit.at >= first.end and len(between) <= 4 and between and between[0] in _OF:
            return {one for one in unit.units if isinstance(one, ContentType)}
    return set()


def _label(sentence: Sentence, field: FieldWords, at: int, numbers: list[int]) -> Counted | None:
    """Return the unit that stands before a number as its label: "videos: 9,437", "the number of videos removed is 7"."""
    words = sentence.words
    start = max([place + 1 for place in numbers if place < at], default=0)
    for unit in reversed(field.units):
        if unit.end > at or unit.at < start:
            continue
        between = words[unit.end : at]
        if any(place in field.of_which or place in field.breaks for place in range(unit.end, at)):
            return None
        if {";", "."} & set(between):
            return None
        label = bool({":", "=", "|"} & set(between)) or (words[at - 1 : at] == ("(",) and len(between) <= 2)
        number_of = {"number", "nombre", "aantal", "anzahl", "zahl", "total", "totaal", "gesamtzahl"} & set(
            words[max(0, unit.at - 5) : unit.at]
        )
        near = len(between) <= _LABELS and "," not in between
        if (label and len(between) <= _LABELS + 4) or (number_of and len(between) <= 14) or (near and not between):
            return _listed(sentence, field, unit)
        return None
    return None
