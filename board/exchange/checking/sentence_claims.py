"""What one sentence claims, and what it leaves behind for the next."""

from typing import NamedTuple

from board.exchange.checking.attribution import sources_of, sources_of_label
from board.exchange.checking.claim import Claim, PassedOver
from board.exchange.checking.counting import counting
from board.exchange.checking.field_words import FieldWords, field_words
from board.exchange.checking.lexicon import Lexicon, lexicon
from board.exchange.checking.no_tally import why_none
from board.exchange.checking.number_shapes import OTHERS, Reasons
from board.exchange.checking.participants import TAKE_PART, said_of
from board.exchange.checking.partner_names import Names
from board.exchange.checking.qualifiers import qualifier_of
from board.exchange.checking.reach import names_of, verb_of
from board.exchange.checking.sentences import Sentence
from board.exchange.checking.small_words import AUXILIARY
from board.exchange.checking.unit_words import units_of
from board.model.vocabulary import ContentType, Stage


class Before(NamedTuple):
    """What the sentence before leaves behind."""

    stages: frozenset[Stage] = frozenset()
    units: frozenset[ContentType] | None = None
    does: tuple[str, ...] = ()
    label: bool = False
    sources: tuple[str, ...] = ()
    """Who says or did what follows, in a label: "according to Europol:"."""


class Reading(NamedTuple):
    """A text that is being read, and what was found in it so far."""

    plain: str
    names: Names
    shapes: Reasons
    claims: list[Claim]
    passed: list[PassedOver]


def read_sentence(reading: Reading, sentence: Sentence, language: str, before: Before) -> Before:
    """Add what a sentence claims, and return what it leaves behind for the next.

    Args:
        reading: Of its text.
        sentence: One of it; without numbers, it only leaves behind.
        language: Of the sentence (ISO 639-1).
        before: What the sentence before leaves.
    """
    book = lexicon(language)
    field = field_words(sentence, book, reading.names)
    kept = []
    for at, token in enumerate(sentence.tokens):
        if token.number is None:
            continue
        why = why_none(sentence, at, reading.plain, book, reading.shapes)
        if why is None:
            kept.append(at)
        elif sentence.owns(token):
            reading.passed.append(PassedOver(token.start, token.end, why))
    in_list = bool(before.stages and (before.label or sentence.bullet))
    kept, others = counting(sentence, field, kept, book, in_list=in_list)
    counting_nothing = [sentence.tokens[at] for at in others]
    reading.passed.extend(PassedOver(one.start, one.end, OTHERS) for one in counting_nothing if sentence.owns(one))
    return _claimed(sentence, language, book, field, kept, before, reading.claims)


def _claimed(
    sentence: Sentence,
    language: str,
    book: Lexicon,
    field: FieldWords,
    numbers: list[int],
    before: Before,
    claims: list[Claim],
) -> Before:
    words = sentence.words
    known = frozenset(words)
    named = frozenset(one.slug for one in field.names if one.how in ("does", "several"))
    together = frozenset(one.slug for one in field.names if one.how == "several" and not one.provider)
    together = together if len(together) > 1 else frozenset()
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
        verb = verb_of(sentence, field, at, numbers, counted.units)
        stages = verb.stages if verb is not None else frozenset()
        if counted.units and counted.units <= TAKE_PART:
            stages = said_of(sentence, field, at, counted.units, verb, book)
        elif not stages and not field.verbs:
            stages = carried
        does = names_of(sentence, field, at, numbers)
        if not does and (field.carries or (before.label and before.does)) and not field.names:
            does = before.does
        if before.label and not field.names:
            sources = before.sources
        else:
            sources = sources_of(sentence, field, at, numbers, does, stages)
        if not sentence.owns(token):
            continue
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
                _is_left(field, at, numbers),
                together,
                sources,
                not (stages or field.verbs or field.undone) and not _is_of_no_stage(units) and _is_done(words, at),
                known,
                language,
            )
        )
    if not numbers:
        last = field.verbs[-1].stages if field.verbs else frozenset()
        agents = tuple(one.slug for one in field.names if one.how == "does")
        sources = sources_of_label(sentence, field) if sentence.label else ()
        if sentence.label or (field.verbs and len(field.verbs) == 1):
            only = [one.units for one in field.units if one.units]
            unit = (
                frozenset(one for one in only[0] if isinstance(one, ContentType)) if sentence.label and only else None
            )
            return Before(last, unit, agents, sentence.label, sources)
        return before._replace(label=False) if sentence.bullet else Before(frozenset(), None, agents, False)
    if sentence.bullet and before.label:
        return before
    agent = does or next(((one.slug,) for one in field.names if one.how == "does"), ())
    return Before(stages or (field.verbs[-1].stages if field.verbs else carried), units, agent, sentence.label)


def _is_of_no_stage(units: frozenset[ContentType] | None) -> bool:
    """Say whether a number counts what nothing is done to: "in 9 languages"."""
    return units is not None and units <= {ContentType.LANGUAGE, ContentType.COUNTRY, ContentType.ACTIVATION}


def _is_done(words: tuple[str, ...], at: int) -> bool:
    """Say whether something was done to what a number counts, whatever it is: "24,640 items were destroyed"."""
    behind = words[at + 1 : at + 1 + _NEAR_LEFT]
    end = next((place for place, word in enumerate(behind) if word in _ENDS), len(behind))
    return any(word in AUXILIARY for word in behind[:end])


_ENDS = frozenset({"#", ",", ";", ":", ".", "(", ")"})


def _is_left(field: FieldWords, at: int, numbers: list[int]) -> bool:
    """Say whether "not removed" or "remain" is said of a number, with no other between."""
    places = [*(verb.at for verb in field.undone), *field.left]
    return any(
        abs(place - at) <= _NEAR_LEFT and not any(min(place, at) < one < max(place, at) for one in numbers)
        for place in places
    )


_NEAR_LEFT = 12
"""Words."""
