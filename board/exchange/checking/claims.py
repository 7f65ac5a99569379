"""What a draft claims: each number with its verb, its unit, its qualifier and whose it is said to be."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from board.exchange.checking.claim import Claim, PassedOver
from board.exchange.checking.draft import Draft
from board.exchange.checking.languages import OTHER, language_of, likeliest
from board.exchange.checking.lexicon import LANGUAGES
from board.exchange.checking.number_shapes import FOREIGN, reasons
from board.exchange.checking.numerals import Numeral, numerals
from board.exchange.checking.partner_names import Names
from board.exchange.checking.sentence_claims import Before, Reading, read_sentence
from board.exchange.checking.sentences import Sentence, sentences
from board.exchange.checking.tables import Table, read_table, tables_of, without, words_of
from board.locale import _
from board.store.refused import Refused

MOST = 20_000
"""Numbers; a text with more is a table and no draft."""

_DIGITS = re.compile(r"[0-9]+")


class Read(NamedTuple):
    """What was read of a draft."""

    claims: tuple[Claim, ...]
    passed_over: tuple[PassedOver, ...]
    languages: tuple[str, ...]
    unread: int
    """Sentences in a language the board does not read."""


def read_claims(draft: Draft, names: Names) -> Read:
    """Return what a draft claims.

    Raises:
        Refused: Nothing of it is in one of the four languages, or it has too many numbers.
    """
    digits = sum(1 for _match in islice(_DIGITS.finditer(draft.plain), MOST * 4 + 1))
    found = numerals(draft.plain) if digits <= MOST * 4 else []
    if len(found) > MOST or digits > MOST * 4:
        raise Refused(_("this draft has more than 20,000 numbers, which is a table: “board import” reads those"))
    shapes = reasons(draft.plain, draft.addresses)
    first = _first_language(draft.plain, found)
    if first is None:
        raise Refused(_("nothing could be read: the draft is in none of French, Dutch, German and English"))
    tables = tables_of(draft.plain)
    reading = Reading(draft.plain, names, shapes, [], [])
    language = first
    spoken: set[str] = set()
    unread = 0
    before = Before()
    waiting: list[tuple[Sentence, str]] = []  # without numbers: read only where it is asked what they leave behind
    prose = without(draft.plain, tables) if tables else draft.plain
    spoken_at: list[tuple[int, str]] = []
    for sentence in sentences(prose, [one for one in found if not _inside(one, tables)] if tables else found):
        language = language_of(names.left_out(sentence.words), language) or language
        if language == OTHER:
            numbers = [one for one in sentence.tokens if one.number is not None and sentence.owns(one)]
            over = [PassedOver(one.start, one.end, shapes.at(one.start, one.end) or FOREIGN) for one in numbers]
            reading.passed.extend(over)
            unread += not numbers or any(one.why == FOREIGN for one in over)
            before, waiting = Before(), []
            continue
        spoken.add(language)
        if tables:
            spoken_at.append((sentence.start, language))
        if not sentence.tokens:
            if not sentence.bullet:
                waiting = []
            waiting.append((sentence, language))
            continue
        for one, its in waiting:
            before = read_sentence(reading, one, its, before)
        waiting = []
        before = read_sentence(reading, sentence, language, before)
    for table in tables:
        said = [one for start, one in spoken_at if start < table.start]
        language = said[-1] if said else first
        language = language_of(names.left_out(tuple(words_of(draft.plain, table))), language) or language
        if language == OTHER:
            inside = [one for one in found if table.start <= one.start < table.end]
            reading.passed.extend(PassedOver(one.start, one.end, FOREIGN) for one in inside)
            unread += 1
            continue
        spoken.add(language)
        read_table(reading, table, found, language)
    return Read(tuple(reading.claims), tuple(reading.passed), tuple(sorted(spoken)), unread)


def _inside(number: Numeral, tables: Sequence[Table]) -> bool:
    place = bisect_right(tables, number.start, key=lambda one: one.start)
    return place > 0 and number.start < tables[place - 1].end


def _first_language(plain: str, found: Sequence[Numeral]) -> str | None:
    """Return the language of the first sentence that the board can read, None where it can read none.

    A sentence of too few words goes by the one before it; those at the beginning go by this.
    """
    few: list[str] = []
    foreign = False
    for sentence in sentences(plain, found):
        language = language_of(sentence.words)
        if language in LANGUAGES:
            return language
        foreign = foreign or language == OTHER
        if len(few) < _ENOUGH:
            few += sentence.words[:_ENOUGH]
    return None if foreign else likeliest(few)


_ENOUGH = 400
"""Words by which a language is guessed where no sentence has enough of its own."""
