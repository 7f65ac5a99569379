"""Opening a store: making it on the first run, bringing an older one up to date, refusing what is not ours."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from board.locale import _
from board.locale.causes import cause
from board.store.connection import (
    APPLICATION_ID,
    ENCRYPTS,
    Connection,
    connect,
    identity,
    is_there,
    make_file,
    reading,
    speaking,
    use_wal,
    writing,
)
from board.store.refused import Refused

SCHEMA = 9
"""Steps in `migrations` that this board knows; a store's `user_version` says how many it has been through."""

PATIENCE = 20.0
"""Seconds to wait for a store that another program holds."""


class Store(NamedTuple):
    """An open store."""

    connection: Connection
    path: Path
    read_only: bool
    wait: float = PATIENCE
    again: "Callable[[], Store] | None" = None
    """Opens the same store once more, for another thread; a function, so that no key stands in a field."""
    opened: tuple[int, int] | None = None
    """Which file was opened."""
    made: bool = False
    """Whether there was no store before: no file, or one with nothing in it."""

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def open_store(
    path: Path,
    *,
    record: Path | None,
    read_only: bool = False,
    key: str | None = None,
    wait: float = PATIENCE,
    encrypt: bool = False,
    make: bool = True,
) -> Store:
    """Open the store at `path`, making it where there is none, and take in a record it does not know yet.

    Args:
        path: The store's file.
        record: Folder of a public record; None to leave the store's record as it is.
        read_only: Open it so that nothing can be written. The store must exist and be up to date.
        key: Passphrase of an encrypted store.
        wait: Seconds to wait for another program's lock.
        encrypt: Make a new store encrypted with `key`.
        make: Make a store where there is none, or a file with nothing in it; such a file becomes 0600.

    Raises:
        Refused: It is no board store, a newer board wrote it, it is damaged, held or may not be written, or the
            record is wrong. Nothing is lost then, and no empty file is left.
    """
    if encrypt and not key:
        raise Refused(_("a store cannot be encrypted without a key: give it in BOARD_KEY"))
    makes = make and not read_only
    made = makes and _make(path, encrypt)
    there = is_there(path)
    empty = there and not path.stat().st_size
    if not there or (empty and not makes):
        raise Refused(
            _(
                "there is no store at {path}: board init makes one, board init --encrypt an encrypted one; "
                "--store names another"
            ).format(path=path)
        )
    if encrypt and not empty:
        raise Refused(_("{path} is there already: only a new store can be made encrypted").format(path=path))
    if empty and not made:
        _close_to_others(path)
    store = None
    try:
        opened = identity(path)  # looked at before and after: another file may take its place in between
        connection = connect(path, read_only=read_only, key=key if encrypt or not made else None, wait=wait)
        store = Store(
            connection, path, read_only, wait, lambda: _again(path, opened, read_only, key, wait), opened, empty
        )
        must_be(path, opened)
        with speaking(path, wait):
            _bring_up_to_date(store)
        if record is not None and not read_only and not _is_exercise(store):
            take_in_record(store, record)
    except BaseException:
        if store is not None:
            store.close()
        if made and path.stat().st_size == 0:  # nobody has put anything in it
            path.unlink()
        raise
    return store


def _again(path: Path, opened: tuple[int, int], read_only: bool, key: str | None, wait: float) -> Store:
    """Open a store that is open already, and no other file that lies in its place."""
    must_be(path, opened)
    store = open_store(path, record=None, read_only=read_only, key=key, wait=wait, make=False)
    try:
        must_be(path, opened)
    except Refused:
        store.close()
        raise
    return store


def must_be(path: Path, opened: tuple[int, int] | None) -> None:
    """Check that the file at `path` is still the one that was opened.

    Raises:
        Refused: It was deleted or replaced.
    """
    if opened is not None and identity(path) != opened:
        raise Refused(
            _("the store {path} was replaced by another file: close this board and open it again").format(path=path)
        )


def _make(path: Path, encrypt: bool) -> bool:
    """Make an empty file if there is none; say whether this call made it."""
    if is_there(path):
        return False
    if encrypt and not ENCRYPTS:
        raise Refused(_("this machine has no sqlcipher3: a store cannot be encrypted here"))
    try:
        make_file(path)
    except FileExistsError:  # another board was quicker
        return False
    return True


def _close_to_others(path: Path) -> None:
    """Let only its owner read a file that is about to become a store."""
    try:
        path.chmod(0o600)
    except OSError as error:
        raise Refused(
            _("cannot make a store at {path}: {why}; name a place you may write to with --store").format(
                path=path, why=cause(error)
            )
        ) from error


def schema_of(connection: Connection) -> int:
    """Return how many migrations a store has been through; 0 for a new file."""
    row: tuple[int] = connection.execute("PRAGMA user_version").fetchone()
    return row[0]


def _bring_up_to_date(store: Store) -> None:
    connection = store.connection
    with reading(connection):  # one look: another board may be making this very store
        schema, application, tables = schema_of(connection), _application(connection), _tables(connection)
    ours = application == APPLICATION_ID
    if ours and schema == SCHEMA:
        return
    if ours and schema > SCHEMA:
        raise Refused(
            _("a newer board wrote {path} (schema {theirs}, this board knows {ours}): update this board").format(
                path=store.path, theirs=schema, ours=SCHEMA
            )
        )
    if not ours and (schema or application or tables):
        raise Refused(_("{path} belongs to another program: name another store with --store").format(path=store.path))
    if store.read_only:
        raise Refused(
            _("{path} must be brought up to date first: run board once without --read-only").format(path=store.path)
        )
    _upgrade(connection, store.wait)


def _upgrade(connection: Connection, wait: float) -> None:
    from sqlite_utils import Database

    from board.store.migrations import upgrade

    use_wal(connection, wait)
    database = Database(connection, execute_plugins=False)
    with writing(connection):  # whoever comes second finds nothing pending
        if schema_of(connection) < SCHEMA:
            upgrade(database, SCHEMA)


def _application(connection: Connection) -> int:
    row: tuple[int] = connection.execute("PRAGMA application_id").fetchone()
    return row[0]


def _tables(connection: Connection) -> int:
    row: tuple[int] = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return row[0]


def _is_exercise(store: Store) -> bool:
    from board.store.edition import is_exercise

    with speaking(store.path, store.wait):
        return is_exercise(store.connection)


def take_in_record(store: Store, folder: Path) -> None:
    """Take in the record in `folder` unless the store has taken in this very one before.

    Raises:
        Refused: The record is wrong, or the store is an exercise. Nothing of it is taken in then.
    """
    from board.store.edition import digest_of, is_known

    if store.read_only:
        raise Refused(_("the store is open for reading only: leave out --read-only to change it"))
    if _is_exercise(store):
        raise Refused(_("{path} is an exercise: nothing real is taken into it").format(path=store.path))
    digest = digest_of(folder)
    with speaking(store.path, store.wait):
        if is_known(store.connection, digest):
            return
    from board.store.record import read_record, take_in

    record = read_record(folder)
    with speaking(store.path, store.wait):
        take_in(store.connection, record, digest)
