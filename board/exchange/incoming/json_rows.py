"""JSON and JSON Lines: where the rows are in a document, and the columns that their keys make."""

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple, cast

from board.exchange.incoming.delimited import texts_above
from board.exchange.incoming.opening import LONGEST_LINE, Position, Text, check_columns, lines_in, name_columns, said
from board.locale import _
from board.model.incoming import Cell, Row, Table
from board.store.refused import Refused

LARGEST = 64 * 1024 * 1024
"""Bytes of a JSON document, which is held in memory as a text; JSON Lines has no such limit."""

MOST_PARTS = 2_000_000
"""Lists and objects in a document: each takes the memory of a hundred characters."""

DEEPEST = 20
"""Levels of objects within objects."""

KEYS_WITHIN = 1000
"""Rows of JSON Lines whose keys make the columns."""

_MOST_ABOVE = 100
_SPACE = re.compile(r"[ \t\r\n]*")

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
"""A value as it is written in JSON."""
_Place = tuple[str, ...]


class _Twice(Exception):
    """An object says one key twice; which of its values was meant, nobody can tell."""


class _Rows(NamedTuple):
    """A list that may be the table."""

    place: _Place
    """The keys that lead to it."""
    begin: int
    """Index of its first row."""
    keys: dict[str, None]
    """In the order in which they came."""
    texts: tuple[str, ...]
    """The list itself, where it is one of texts."""


def read_json(text: Text) -> Table:
    """Return the one table of a JSON document or of JSON Lines.

    The rows are a list of objects: the document itself or the only one in it, wherever it stands. What stands beside it
    becomes `above`. An object within a row makes columns named "a.b", a list within a row becomes its JSON text. Where
    there are no objects, a list of texts makes one column, "item". The columns of JSON Lines are the keys of its first
    thousand rows; a key that comes later is refused, for nobody saw it before the rows were recorded.

    Numbers that no machine holds (NaN, 1e400, twenty digits) stay texts. A key that is there twice is refused.

    Args:
        text: As `opening` found it; it begins as JSON does.

    Raises:
        Refused: It is no JSON, too large, too deep, or it is not clear which list is meant.
    """
    if _is_lines(text):
        return _lines_table(text)
    name = text.file.name
    if text.file.size > LARGEST:
        raise Refused(
            _("{file} is larger than {limit} MB: send it as JSON Lines, one object a line").format(
                file=name, limit=LARGEST // 1024**2
            )
        )
    document = _Document(text)
    found = document.find()
    check_columns(len(found.keys), name)
    header, notices = name_columns(tuple(found.keys))
    above = [f"{'.'.join(place)}: {said(value)}" for place, value in document.beside[:_MOST_ABOVE]]
    if len(document.beside) > _MOST_ABOVE:
        notices += (_("more stands beside the rows than is shown: {count} values").format(count=len(document.beside)),)
    position = Position()
    return Table(
        name=name,
        kind="json",
        header=header,
        above=texts_above([Row(0, (one,)) for one in above]),
        digest=text.file.digest,
        size=text.file.size,
        notices=text.notices + notices,
        rows=lambda: _Document(text).rows(found, position),
        position=position.read,
    )


def _lines_table(text: Text) -> Table:
    position = Position()
    keys: dict[str, None] = {}
    for _line, row in islice(_objects(text, position), KEYS_WITHIN):
        keys |= dict.fromkeys(row)
    if not keys:
        raise Refused(_("{file} holds no rows: a list of objects is wanted").format(file=text.file.name))
    check_columns(len(keys), text.file.name)
    header, notices = name_columns(tuple(keys))
    position.share = 0.0
    return Table(
        name=text.file.name,
        kind="jsonl",
        header=header,
        above=(),
        digest=text.file.digest,
        size=text.file.size,
        notices=text.notices + notices,
        rows=lambda: _line_rows(text, position, tuple(keys)),
        position=position.read,
    )


def _line_rows(text: Text, position: Position, keys: Sequence[str]) -> Iterator[Row]:
    known = frozenset(keys)
    for line, row in _objects(text, position):
        if not row.keys() <= known:
            key = said(next(key for key in row if key not in known))
            why = _(
                "{file}: line {line} has “{key}”, which no row had before: write every key in the first row, or null"
            )
            raise Refused(why.format(file=text.file.name, line=line, key=key))
        yield Row(line, tuple(map(row.get, keys)))


def _objects(text: Text, position: Position) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Read JSON Lines: the line of each object, and its values by column."""
    for line, written in enumerate(text.lines(position), 1):
        if not written.strip():
            continue
        if len(written) > LONGEST_LINE:
            raise Refused(
                _("{file}: line {line} is longer than {limit} characters: it is no table of counts").format(
                    file=text.file.name, line=line, limit=LONGEST_LINE
                )
            )
        begin = _after_space(written, 0)
        row, end = _decode(written, begin, text.file.name, partial(_same, line))
        if not isinstance(row, dict) or _after_space(written, end) < len(written):
            why = _("{file}: line {line} is not one object as the lines before it: it is cut off or no JSON Lines")
            raise Refused(why.format(file=text.file.name, line=line))
        yield line, _flat(row, text.file.name, line)


class _Document:
    """A JSON document, read object by object: only one row of it is in memory beside its text."""

    def __init__(self, text: Text) -> None:
        """Read the text anew; raises `Refused` where it is no longer what it was, or holds too much."""
        self._name = text.file.name
        self._text = text.all()
        self._end = 0
        """Index after what was read last."""
        self._counted = (0, 1)
        """An index, and the line it is in."""
        self._found: list[_Rows] = []
        self.beside: list[tuple[_Place, Cell]] = []
        """What stands beside the rows, with the keys that lead to it."""
        if self._text.count("{") + self._text.count("[") > MOST_PARTS:
            raise Refused(
                _("{file} holds more than {limit} objects: send it as JSON Lines, one object a line").format(
                    file=self._name, limit=MOST_PARTS
                )
            )

    def find(self) -> _Rows:
        """Return the list of rows in the document, all of which is read.

        Raises:
            Refused: It is no JSON, there is no list of rows, or more than one.
        """
        self._value((), _after_space(self._text, 0))
        end = _after_space(self._text, self._end)
        if end < len(self._text):
            raise self._wrong(end)
        objects = [one for one in self._found if not one.texts]
        if len(self._found) > 1 and objects:
            self.beside += [(one.place, ", ".join(one.texts)) for one in self._found if one.texts]
        candidates = objects or self._found
        if len(candidates) > 1:
            named = ", ".join(f"“{said('.'.join(one.place))}”" for one in candidates[:5])
            raise Refused(
                _("{file} holds several lists of rows ({lists}): send one").format(file=self._name, lists=named)
            )
        if not candidates or not candidates[0].keys:
            raise Refused(_("{file} holds no rows: a list of objects is wanted").format(file=self._name))
        return candidates[0]

    def rows(self, found: _Rows, position: Position) -> Iterator[Row]:
        """Go through the rows of a list."""
        keys = tuple(found.keys)
        for begin, row in self._items(found.begin):
            position.share = begin / len(self._text)
            if isinstance(row, dict):
                yield Row(self._line(begin), tuple(map(_flat(row, self._name, self._line(begin)).get, keys)))
            else:
                yield Row(self._line(begin), (cast("str", row),))
        position.share = 1.0

    def _value(self, place: _Place, begin: int) -> None:
        """Read what begins at an index: note the lists of rows, and what stands beside them."""
        sign = self._text[begin : begin + 1]
        if sign == "{":
            if len(place) == DEEPEST:
                raise _too_deep(self._name, self._line(begin))
            self._object(place, begin)
        elif sign == "[":
            self._list(place, begin)
        else:
            value, self._end = self._one(begin)
            self.beside.append((place, _cell(value)))

    def _object(self, place: _Place, begin: int) -> None:
        keys: set[str] = set()
        at = _after_space(self._text, begin + 1)
        while self._text[at : at + 1] != "}":
            if self._text[at : at + 1] != '"':
                raise self._wrong(at)
            key, end = self._one(at)
            if not isinstance(key, str) or key in keys:
                raise _said_twice(self._name, self._line(at), str(key))
            keys.add(key)
            colon = _after_space(self._text, end)
            if self._text[colon : colon + 1] != ":":
                raise self._wrong(colon)
            self._value((*place, key), _after_space(self._text, colon + 1))
            at = self._next("}")
        self._end = at + 1

    def _list(self, place: _Place, begin: int) -> None:
        first = _after_space(self._text, begin + 1)
        sign = self._text[first : first + 1]
        if sign == "{":
            keys: dict[str, None] = {}
            for at, row in self._items(first):
                if not isinstance(row, dict):
                    raise self._mixed(at)
                keys |= dict.fromkeys(_flat(row, self._name, self._line(at)))
            self._found.append(_Rows(place, first, keys, ()))
        elif sign == '"':
            texts: list[str] = []
            for at, row in self._items(first):
                if not isinstance(row, str):
                    raise self._mixed(at)
                texts += [row] if len(texts) < _MOST_ABOVE else []
            self._found.append(_Rows(place, first, {"item": None}, tuple(texts)))
        else:
            value, self._end = self._one(begin)
            if not place and value:
                raise self._mixed(first)
            if place:
                self.beside.append((place, _cell(value)))

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
        at = _after_space(self._text, self._end)
        sign = self._text[at : at + 1]
        if sign == last:
            return at
        after = _after_space(self._text, at + 1)
        if sign != "," or self._text[after : after + 1] == last:
            raise self._wrong(at)
        return after

    def _one(self, begin: int) -> tuple[Json, int]:
        return _decode(self._text, begin, self._name, self._line)

    def _line(self, index: int) -> int:
        """Return the line of an index, which is after the one that was asked for last, or counted anew."""
        at, line = self._counted
        if index < at:
            at, line = 0, 1
        self._counted = (index, line + lines_in(self._text[at:index]))
        return self._counted[1]

    def _wrong(self, index: int) -> Refused:
        return _no_json(self._text, index, self._name, self._line(index))

    def _mixed(self, index: int) -> Refused:
        why = _("{file}: the list in line {line} holds neither only objects nor only texts")
        return Refused(why.format(file=self._name, line=self._line(index)))


def _is_lines(text: Text) -> bool:
    """Say whether a text that begins as JSON is JSON Lines: its first line is an object of its own."""
    head = text.head.lstrip()
    first = re.split(r"[\r\n]", head, maxsplit=1)[0]
    more = head[len(first) :].strip() or not text.whole
    if not first.startswith("{"):
        return False
    try:
        value, end = _DECODER.raw_decode(first)
        return _after_space(first, end) == len(first) and (bool(more) or not _holds_rows(value))
    except (ValueError, RecursionError):
        return False
    except _Twice:
        return bool(more)


def _holds_rows(value: Json) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_rows, value.values()))
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict | str)


def _decode(text: str, begin: int, name: str, line: Callable[[int], int]) -> tuple[Json, int]:
    """Return the value that begins at an index, and the index after it.

    Args:
        text: JSON.
        begin: Index.
        name: Of the file.
        line: Returns the line of an index.

    Raises:
        Refused: It is no JSON there, too deep, or says a key twice.
    """
    try:
        return cast("tuple[Json, int]", _DECODER.raw_decode(text, begin))
    except json.JSONDecodeError as error:
        raise _no_json(text, error.pos, name, line(error.pos)) from error
    except RecursionError as error:
        raise _too_deep(name, line(begin)) from error
    except _Twice as error:
        raise _said_twice(name, line(begin), str(error)) from error


def _flat(row: dict[str, Json], name: str, line: int) -> dict[str, Cell]:
    """Return the values of a row by column: "a.b" for the key b of an object a."""
    for value in row.values():
        if value.__class__ is dict or value.__class__ is list:
            break
    else:
        return cast("dict[str, Cell]", row)
    flat: dict[str, Cell] = {}
    waiting: list[tuple[str, Json, int]] = [(key, value, 1) for key, value in reversed(row.items())]
    while waiting:
        key, value, depth = waiting.pop()
        if isinstance(value, dict) and value:
            if depth == DEEPEST:
                raise _too_deep(name, line)
            waiting += [(f"{key}.{below}", one, depth + 1) for below, one in reversed(value.items())]
        elif key in flat:
            raise _said_twice(name, line, key)
        else:
            try:
                flat[key] = _cell(value)
            except RecursionError as error:
                raise _too_deep(name, line) from error
    return flat


def _cell(value: Json) -> Cell:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False) if value else None
    return value


def _same(line: int, _index: int) -> int:
    return line


def _after_space(text: str, index: int) -> int:
    found = _SPACE.match(text, index)
    return found.end() if found else index


def _no_json(text: str, index: int, name: str, line: int) -> Refused:
    if _after_space(text, index) >= len(text):
        return Refused(_("{file} breaks off in line {line}: send it again").format(file=name, line=line))
    return Refused(_("{file}: line {line} is no JSON").format(file=name, line=line))


def _too_deep(name: str, line: int) -> Refused:
    return Refused(
        _("{file}: line {line} holds objects within objects, too deep for a table").format(file=name, line=line)
    )


def _said_twice(name: str, line: int, key: str) -> Refused:
    return Refused(_("{file}: the object in line {line} has “{key}” twice").format(file=name, line=line, key=said(key)))


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice(Counter(key for key, _value in pairs).most_common(1)[0][0])
    return found


def _whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) < 19 else digits


def _number(digits: str) -> float | str:
    value = float(digits)
    return value if math.isfinite(value) else digits


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_whole_number, parse_float=_number, parse_constant=str, strict=False
)
"""Lenient with control characters in texts; `clean` takes care of them."""
