"""A copy of a store while boards work on it: one state of it, whole, checked before it bears its name."""

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from board.locale import _
from board.locale.causes import cause
from board.model.text import clean
from board.store.connection import make_file, speaking
from board.store.edition import setting
from board.store.opening import Store
from board.store.refused import Refused


class Backup(NamedTuple):
    """What a copy holds."""

    entries: int
    head: str | None
    """Hash of the last entry of the store's own site, hexadecimal."""
    size: int
    """Bytes."""


def back_up(store: Store, file: Path) -> Backup:
    """Copy a store to a file of its own, which only its owner can read (0600).

    A plain copy of the file alone is not enough while a board is open: what was recorded last lies beside it. This one
    holds all that was recorded when it began, and is encrypted with the store's key if the store is.

    Args:
        store: An open store; it is only read.
        file: Where to; nothing may lie there.

    Raises:
        Refused: Something lies there, it cannot be written, or the copy does not hold what the store does.
    """
    if file.exists() or file.is_symlink():
        raise Refused(_("{file} is there already: name a new file").format(file=clean(str(file))))
    part = file.with_name(f"{file.name}.part")
    with suppress(OSError):
        part.unlink()
    try:
        make_file(part)
    except FileExistsError as error:
        raise Refused(_("{file} is there already: take it away first").format(file=clean(str(part)))) from error
    try:
        with speaking(file, store.wait):
            if store.read_only:  # for SQLite writing a copy is writing; the store itself stays open for reading only
                store.connection.execute("PRAGMA query_only = OFF")
            try:
                store.connection.execute("VACUUM INTO :file", {"file": str(part)})
            finally:
                if store.read_only:
                    store.connection.execute("PRAGMA query_only = ON")
        copied = _look(store, part)
        _on_disk(part)
        try:
            os.link(part, file)  # fails where something lies by now; a rename would replace it
        except FileExistsError as error:
            raise Refused(_("{file} is there already: name a new file").format(file=clean(str(file)))) from error
        except OSError:  # a file system without links
            os.rename(part, file)  # noqa: PTH104 beside each other
        return copied
    except OSError as error:
        raise Refused(_("{file} cannot be written: {why}").format(file=clean(str(file)), why=cause(error))) from error
    finally:
        with suppress(OSError):
            part.unlink()


def _look(store: Store, file: Path) -> Backup:
    """Check the copy's pages, and count what it holds; a copy of an encrypted store opens with the store's own key."""
    connection = store.connection
    with speaking(file, store.wait):
        connection.execute("ATTACH DATABASE :file AS copy", {"file": f"{file.absolute().as_uri()}?mode=ro"})
        try:
            (said,) = connection.execute("PRAGMA copy.quick_check(1)").fetchone()
            if said != "ok":
                raise Refused(_("the copy is damaged ({said}): try again").format(said=said))
            (entries,) = connection.execute("SELECT count(*) FROM copy.ledger").fetchone()
            head = connection.execute(
                "SELECT lower(hex(hash)) FROM copy.ledger WHERE site = :site ORDER BY seq DESC LIMIT 1",
                {"site": setting(connection, "site")},
            ).fetchone()
        finally:
            connection.execute("DETACH DATABASE copy")
    return Backup(entries, head and head[0], file.stat().st_size)


def _on_disk(file: Path) -> None:
    number = os.open(file, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
