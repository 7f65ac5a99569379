"""A JSON document: where its one list of rows is, and what stands beside it."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from board.exchange.incoming.column_names import said
from board.exchange.incoming.encoding import lines_in
from board.exchange.incoming.json_values import (
    DEEPEST,
    Json,
    after_space,
    as_cell,
    decode,
    flattened,
    no_json,
    said_twice,
    too_deep,
)
from board.exchange.incoming.opening import Text
from board.exchange.incoming.partners_file import Position
from board.locale import _, punctuation
from board.model.address import defang
from board.model.incoming import Cell, Row
from board.store.refused import Refused

MOST_PARTS = 2_000_000
"""Lists and objects in a document: each takes the memory of a hundred characters."""

MOST_ABOVE = 100
Place = tuple[str, ...]


class Rows(NamedTuple):
    """A list that may be the table."""

    place: Place
    """The keys that lead to it."""
    begin: int
    """Index of its first row."""
    keys: dict[str, None]
    """In the order in which they came."""
    texts: tuple[str, ...]
    """The list itself, where it is one of texts."""


class Document:
    """A JSON document, read object by object: only one row of it is in memory beside its text."""

    def __init__(self, text: Text) -> None:
        """Read the text anew; raises `Refused` where it is no longer what it was, or holds too much."""
        self._name = text.file.name
        self._text = text.all()
        self._end = 0
        """Index after what was read last."""
        self._counted = (0, 1)
        """An index, and the line it is in."""
        self._found: list[Rows] = []
        self.beside: list[tuple[Place, Cell]] = []
        """What stands beside the rows, with the keys that lead to it."""
        if self._text.count("{") + self._text.count("[") > MOST_PARTS:
            raise Refused(
                _("{file} holds more than {limit} objects: send it as JSON Lines, one object a line").format(
                    file=self._name, limit=MOST_PARTS
                )
            )

    def find(self) -> Rows:
        """Return the list of rows in the document, all of which is read.

        Raises:
            Refused: It is no JSON, there is no list of rows, or more than one.
        """
        self._value((), after_space(self._text, 0))
        end = after_space(self._text, self._end)
        if end < len(self._text):
            raise self._wrong(end)
        objects = [one for one in self._found if not one.texts]
        if len(self._found) > 1 and objects:
            self.beside += [(one.place, ", ".join(one.texts)) for one in self._found if one.texts]
        candidates = objects or self._found
        if len(candidates) > 1:
            named = ", ".join(punctuation.quoted(defang(said(".".join(one.place)))) for one in candidates[:5])
            raise Refused(
                _("{file} holds several lists of rows ({lists}): send one").format(file=self._name, lists=named)
            )
        if not candidates or not candidates[0].keys:
            raise Refused(_("{file} holds no rows: a list of objects is wanted").format(file=self._name))
        return candidates[0]

    def rows(self, found: Rows, position: Position) -> Iterator[Row]:
        """Go through the rows of a list."""
        keys = tuple(found.keys)
        for begin, row in self._items(found.begin):
            position.share = begin / len(self._text)
            if isinstance(row, dict):
                yield Row(self._line(begin), tuple(map(flattened(row, self._name, self._line(begin)).get, keys)))
            else:
                yield Row(self._line(begin), (cast("str", row),))
        position.share = 1.0

    def _value(self, place: Place, begin: int) -> None:
        """Read what begins at an index: note the lists of rows, and what stands beside them."""
        sign = self._text[begin : begin + 1]
        if sign == "{":
            if len(place) == DEEPEST:
                raise too_deep(self._name, self._line(begin))
            self._object(place, begin)
        elif sign == "[":
            self._list(place, begin)
        else:
            value, self._end = self._one(begin)
            self.beside.append((place, as_cell(value)))

    def _object(self, place: Place, begin: int) -> None:
        keys: set[str] = set()
        at = after_space(self._text, begin + 1)
        while self._text[at : at + 1] != "}":
            if self._text[at : at + 1] != '"':
                raise self._wrong(at)
            key, end = self._one(at)
            if not isinstance(key, str) or key in keys:
                raise said_twice(self._name, self._line(at), str(key))
            keys.add(key)
            colon = after_space(self._text, end)
            if self._text[colon : colon + 1] != ":":
                raise self._wrong(colon)
            self._value((*place, key), after_space(self._text, colon + 1))
            at = self._next("}")
        self._end = at + 1

    def _list(self, place: Place, begin: int) -> None:
        first = after_space(self._text, begin + 1)
        sign = self._text[first : first + 1]
        if sign == "{":
            keys: dict[str, None] = {}
            for at, row in self._items(first):
                if not isinstance(row, dict):
                    raise self._mixed(at)
                keys |= dict.fromkeys(flattened(row, self._name, self._line(at)))
            self._found.append(Rows(place, first, keys, ()))
        elif sign == '"':
            texts: list[str] = []
            for at, row in self._items(first):
                if not isinstance(row, str):
                    raise self._mixed(at)
                texts += [row] if len(texts) < MOST_ABOVE else []
            self._found.append(Rows(place, first, {"item": None}, tuple(texts)))
        else:
            value, self._end = self._one(begin)
            if not place and value:
                raise self._mixed(first)
            if place:
                self.beside.append((place, as_cell(value)))

    def _items(self, begin: int) -> Iterator[tuple[int, Json]]:
        """Read a list from its first item on: where each begins, and what it is."""
        at = begin
        while True:
            row, self._end = self._one(at)
            yield at, row
            at = self._next("]")
            if self._text[at : at + 1] == "]":
                self._end = at + 1
                return

    def _next(self, last: str) -> int:
        """Return the index of what comes after a comma, or that of the sign that ends the list or object."""
        at = after_space(self._text, self._end)
        sign = self._text[at : at + 1]
        if sign == last:
            return at
        after = after_space(self._text, at + 1)
        if sign != "," or self._text[after : after + 1] == last:
            raise self._wrong(at)
        return after

    def _one(self, begin: int) -> tuple[Json, int]:
        return decode(self._text, begin, self._name, self._line)

    def _line(self, index: int) -> int:
        """Return the line of an index, which is after the one that was asked for last, or counted anew."""
        at, line = self._counted
        if index < at:
            at, line = 0, 1
        self._counted = (index, line + lines_in(self._text[at:index]))
        return self._counted[1]

    def _wrong(self, index: int) -> Refused:
        return no_json(self._text, index, self._name, self._line(index))

    def _mixed(self, index: int) -> Refused:
        why = _("{file}: the list in line {line} holds neither only objects nor only texts")
        return Refused(why.format(file=self._name, line=self._line(index)))
