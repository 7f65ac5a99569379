"""JSON and JSON Lines as tables: the columns that the keys of their objects make."""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice

from board.exchange.incoming.column_names import check_columns, name_columns, said
from board.exchange.incoming.header_row import texts_above
from board.exchange.incoming.json_document import MOST_ABOVE, Document
from board.exchange.incoming.json_values import DECODER, Json, Twice, after_space, decode, flattened
from board.exchange.incoming.opening import LONGEST_LINE, Text
from board.exchange.incoming.partners_file import Position
from board.locale import _
from board.model.address import defang
from board.model.incoming import Cell, Row, Table
from board.store.refused import Refused

LARGEST = 64 * 1024 * 1024
"""Bytes of a JSON document, which is held in memory as a text; JSON Lines has no such limit."""

KEYS_WITHIN = 1000
"""Rows of JSON Lines whose keys make the columns."""


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
    document = Document(text)
    found = document.find()
    check_columns(len(found.keys), name)
    header, notices = name_columns(tuple(found.keys))
    above = [f"{'.'.join(place)}: {said(value)}" for place, value in document.beside[:MOST_ABOVE]]
    if len(document.beside) > MOST_ABOVE:
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
        rows=lambda: Document(text).rows(found, position),
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
            key = defang(said(next(key for key in row if key not in known)))
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
        begin = after_space(written, 0)
        row, end = decode(written, begin, text.file.name, partial(_same, line))
        if not isinstance(row, dict) or after_space(written, end) < len(written):
            why = _("{file}: line {line} is not one object as the lines before it: it is cut off or no JSON Lines")
            raise Refused(why.format(file=text.file.name, line=line))
        yield line, flattened(row, text.file.name, line)


def _is_lines(text: Text) -> bool:
    """Say whether a text that begins as JSON is JSON Lines: its first line is an object of its own."""
    head = text.head.lstrip()
    first = re.split(r"[\r\n]", head, maxsplit=1)[0]
    more = head[len(first) :].strip() or not text.whole
    if not first.startswith("{"):
        return False
    try:
        value, end = DECODER.raw_decode(first)
        return after_space(first, end) == len(first) and (bool(more) or not _holds_rows(value))
    except (ValueError, RecursionError):
        return False
    except Twice:
        return bool(more)


def _holds_rows(value: Json) -> bool:
    if isinstance(value, dict):
        return any(map(_holds_rows, value.values()))
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict | str)


def _same(line: int, _index: int) -> int:
    return line
