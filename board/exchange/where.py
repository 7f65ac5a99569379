"""Where things lie, and what reads them."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from board import __version__
from board.exchange.key import key_for
from board.locale import _, phrases, words
from board.store.connection import SQLITE, is_plain, is_there, speaking
from board.store.edition import editions, marking_of, setting, shipped_record
from board.store.exercise import exercise_of
from board.store.opening import SCHEMA, open_store, schema_of


def lines(path: Path, wait: float) -> Iterator[str]:
    """Yield what a person wants to know of an installation. Makes nothing and changes nothing.

    Raises:
        Refused: The store is there and cannot be read.
    """
    rows = [
        (_("board"), __version__),
        (_("SQLite"), SQLITE),
        (_("record that ships"), str(shipped_record())),
        (_("store"), str(path)),
    ]
    if is_there(path):
        rows += _of_store(path, wait)
    else:
        rows.append(("", _("not made yet: the first run of board makes it")))
    width = max(len(label) for label, _value in rows) + 2
    for label, value in rows:
        yield f"{label:<{width}}{value}"


def _of_store(path: Path, wait: float) -> list[tuple[str, str]]:
    encrypted = not is_plain(path)
    store = open_store(path, record=None, read_only=True, key=key_for(path), wait=wait)
    connection = store.connection
    with closing(store), speaking(path, wait):
        exercise = exercise_of(connection)
        return [
            *([(_("EXERCISE"), exercise.name)] if exercise else []),
            (_("encrypted"), _("yes") if encrypted else _("no")),
            (_("size"), _("{size} bytes").format(size=phrases.number(path.stat().st_size))),
            (_("mode"), f"{path.stat().st_mode & 0o777:04o}"),
            (_("schema"), f"{schema_of(connection)} / {SCHEMA}"),
            (_("site"), setting(connection, "site") or ""),
            (_("marking"), words.marking(marking_of(connection))),
            (_("editions of the record"), ", ".join(editions(connection)) or _("none")),
        ]
