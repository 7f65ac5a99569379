"""Tables of a draft in Markdown: where they stand, and what each cell says together with its column and its row."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from board.exchange.checking.attribution import sources_of_cell
from board.exchange.checking.claim import PassedOver
from board.exchange.checking.field_words import FieldWords, field_words
from board.exchange.checking.lexicon import lexicon
from board.exchange.checking.number_shapes import NO_VERB
from board.exchange.checking.numerals import Numeral
from board.exchange.checking.sentence_claims import Before, Reading, read_sentence
from board.exchange.checking.sentences import Sentence, Token, tokens_of
from board.model.vocabulary import ContentType

_RULE = re.compile(r"^ *\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$", re.MULTILINE)
"""The line below the heads; one without a stroke is a heading or a rule, and none."""

_STROKE = re.compile(r"(?<!\\)\|")


class Table(NamedTuple):
    """A table; each cell is where it begins and ends in the text."""

    start: int
    end: int
    heads: tuple[tuple[int, int], ...]
    rows: tuple[tuple[tuple[int, int], ...], ...]


class _Head(NamedTuple):
    """The head of a column or of a row: its words, without numbers, and what they mean."""

    tokens: tuple[Token, ...]
    field: FieldWords

    @property
    def units(self) -> frozenset[object]:
        """What its words count."""
        return frozenset(unit for one in self.field.units for unit in one.units)

    @property
    def names_unit(self) -> bool:
        """Whether it counts something of its own: more than "items", and no "referrals", which says what was done."""
        done = {verb.at for verb in self.field.verbs}
        return any(one.units - {ContentType.ITEM} and one.at not in done for one in self.field.units)

    def without(self, *, verbs: bool = False, units: bool = False) -> "tuple[Token, ...]":
        """Return its words without its verbs, or without what it counts."""
        left_out: set[int] = set()
        if verbs:
            left_out.update(place for one in self.field.verbs for place in range(one.at, one.end))
        if units:
            done = {place for one in self.field.verbs for place in range(one.at, one.end)}
            left_out.update({place for one in self.field.units for place in range(one.at, one.end)} - done)
        return tuple(token for place, token in enumerate(self.tokens) if place not in left_out)


def tables_of(plain: str) -> list[Table]:
    """Return the tables of a text in their order.

    Args:
        plain: As `draft_of` returns it.
    """
    found: list[Table] = []
    for rule in _RULE.finditer(plain) if "|" in plain else ():
        if "|" not in rule.group() or not rule.start() or (found and rule.start() <= found[-1].end):
            continue
        start = plain.rfind("\n", 0, rule.start() - 1) + 1
        if not _STROKE.search(plain, start, rule.start()):
            continue
        rows: list[tuple[tuple[int, int], ...]] = []
        end = rule.end()
        while end < len(plain):
            line_end = plain.find("\n", end + 1)
            line_end = len(plain) if line_end < 0 else line_end
            if not _STROKE.search(plain, end + 1, line_end):
                break
            rows.append(tuple(_cells(plain, end + 1, line_end)))
            end = line_end
        found.append(Table(start, end, tuple(_cells(plain, start, rule.start() - 1)), tuple(rows)))
    return found


def _cells(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return the cells of a line; a stroke at its beginning and its end closes none."""
    strokes = [match.start() for match in _STROKE.finditer(plain, start, end)]
    edges = [start - 1, *strokes, end]
    for place, (before, behind) in enumerate(pairwise(edges)):
        cell = plain[before + 1 : behind]
        outer = (place == 0 and bool(strokes)) or (place == len(edges) - 2 and bool(strokes))
        if outer and not cell.strip():
            continue
        blanks = len(cell) - len(cell.lstrip())
        yield before + 1 + blanks, before + 1 + blanks + len(cell.strip())


def without(plain: str, tables: Sequence[Table]) -> str:
    """Return a text with blanks where its tables stand."""
    pieces, place = [], 0
    for table in tables:
        pieces += [plain[place : table.start], re.sub(r"[^\n]", " ", plain[table.start : table.end])]
        place = table.end
    return "".join([*pieces, plain[place:]])


def words_of(plain: str, table: Table) -> list[str]:
    """Return the words of a table, by which its language is known."""
    cells = [*table.heads, *(cell for row in table.rows for cell in row)]
    return [token.word for start, end in cells for token in tokens_of(plain, start, end, ())]


def read_table(reading: Reading, table: Table, found: Sequence[Numeral], language: str) -> None:
    """Add what a table claims; a figure with which no verb stands is passed over as such.

    Args:
        reading: Of its text.
        table: One of it.
        found: The numbers of the text, in their order.
        language: Of the table (ISO 639-1).
    """
    starts = [one.start for one in found]

    def tokens(cell: tuple[int, int]) -> tuple[Token, ...]:
        numbers = found[bisect_left(starts, cell[0]) : bisect_left(starts, cell[1])]
        return tuple(tokens_of(reading.plain, *cell, numbers))

    columns = [_head(reading, tokens(cell), language) for cell in table.heads]
    for cell in table.heads:
        if any(token.number for token in tokens(cell)):
            read_sentence(reading, _sentence(*cell, tokens(cell)), language, Before())
    nothing = _head(reading, (), language)
    for row in table.rows:
        inside = [tokens(cell) for cell in row]
        heads = [
            token
            for place, said in enumerate(inside)
            if place == 0 or not any(token.number for token in said)
            for token in said
        ]
        own = _head(reading, tuple(heads), language)
        for place, said in enumerate(inside):
            if any(token.number for token in said):
                column = columns[place] if place < len(columns) else nothing
                _read_cell(reading, row[place], said, column, nothing if place == 0 else own, language)


def _head(reading: Reading, tokens: Sequence[Token], language: str) -> _Head:
    words = tuple(token for token in tokens if token.number is None)
    return _Head(words, field_words(_sentence(0, 0, words), lexicon(language), reading.names))


def _sentence(start: int, end: int, tokens: Sequence[Token]) -> Sentence:
    return Sentence(start, end, tuple(tokens), tuple(token.word for token in tokens), bullet=False, label=False)


def _read_cell(
    reading: Reading, cell: tuple[int, int], tokens: tuple[Token, ...], column: _Head, row: _Head, language: str
) -> None:
    """Read a cell as if its column and its row stood before it: "removed, videos: 7,321"."""
    own = field_words(_sentence(*cell, tokens), lexicon(language), reading.names)
    said = [one.field.verbs[-1].stages for one in (column, row) if one.field.verbs]
    verbs = bool(own.verbs) or (len(said) > 1 and not said[0] & said[1])  # of two verbs neither is the figure's
    first, last = (row, column) if column.names_unit and not row.names_unit else (column, row)
    both = bool(first.units and last.units)
    start = cell[0]
    label = (*first.without(verbs=verbs, units=both), *last.without(verbs=verbs), Token(start, start, ":"))
    claims, passed = len(reading.claims), len(reading.passed)
    read_sentence(reading, _sentence(*cell, (*label, *tokens)), language, Before())
    sources = next(filter(None, (sources_of_cell(one.tokens, one.field) for one in (row, column))), ())
    reading.claims[claims:] = [one._replace(sources=one.sources or sources) for one in reading.claims[claims:]]
    silent = [one for one in reading.claims[claims:] if not one.stages and not one.left]
    reading.claims[claims:] = [one for one in reading.claims[claims:] if one.stages or one.left]
    reading.passed[passed:] = [*reading.passed[passed:], *(PassedOver(one.start, one.end, NO_VERB) for one in silent)]
