"""Values as JSON writes them: read one by one, made into cells, refused in words with their line."""

import json
import math
import re
from collections import Counter
from collections.abc import Callable
from typing import cast

from board.exchange.incoming.column_names import said
from board.locale import _
from board.model.address import defang
from board.model.incoming import Cell
from board.store.refused import Refused

DEEPEST = 20
"""Levels of objects within objects."""

_SPACE = re.compile(r"[ \t\r\n]*")

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
"""A value as it is written in JSON."""


class Twice(Exception):
    """An object says one key twice; which of its values was meant, nobody can tell."""


def decode(text: str, begin: int, name: str, line: Callable[[int], int]) -> tuple[Json, int]:
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
        return cast("tuple[Json, int]", DECODER.raw_decode(text, begin))
    except json.JSONDecodeError as error:
        raise no_json(text, error.pos, name, line(error.pos)) from error
    except RecursionError as error:
        raise too_deep(name, line(begin)) from error
    except Twice as error:
        raise said_twice(name, line(begin), str(error)) from error


def flattened(row: dict[str, Json], name: str, line: int) -> dict[str, Cell]:
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
                raise too_deep(name, line)
            waiting += [(f"{key}.{below}", one, depth + 1) for below, one in reversed(value.items())]
        elif key in flat:
            raise said_twice(name, line, key)
        else:
            try:
                flat[key] = as_cell(value)
            except RecursionError as error:
                raise too_deep(name, line) from error
    return flat


def as_cell(value: Json) -> Cell:
    """Return a value as a cell: a list or object within a row as its JSON text, an empty one as nothing."""
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False) if value else None
    return value


def after_space(text: str, index: int) -> int:
    """Return the index of the first character from `index` on that is no space."""
    found = _SPACE.match(text, index)
    return found.end() if found else index


def no_json(text: str, index: int, name: str, line: int) -> Refused:
    """Return what is said to a text that is no JSON at an index."""
    if after_space(text, index) >= len(text):
        return Refused(_("{file} breaks off in line {line}: send it again").format(file=name, line=line))
    return Refused(_("{file}: line {line} is no JSON").format(file=name, line=line))


def too_deep(name: str, line: int) -> Refused:
    """Return what is said to objects within objects without end."""
    return Refused(
        _("{file}: line {line} holds objects within objects, too deep for a table").format(file=name, line=line)
    )


def said_twice(name: str, line: int, key: str) -> Refused:
    """Return what is said to an object of which nobody can tell which value is meant."""
    return Refused(
        _("{file}: the object in line {line} has “{key}” twice").format(file=name, line=line, key=defang(said(key)))
    )


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Twice(Counter(key for key, _value in pairs).most_common(1)[0][0])
    return found


def _whole_number(digits: str) -> int | str:
    return int(digits) if len(digits) < 19 else digits


def _number(digits: str) -> float | str:
    value = float(digits)
    return value if math.isfinite(value) else digits


DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_whole_number, parse_float=_number, parse_constant=str, strict=False
)
"""Lenient with control characters in texts; `clean` takes care of them."""
