"""Connections to a store: which SQLite, how it is opened, and what its errors mean to a person."""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from board.locale import _, language, places
from board.locale.causes import cause
from board.store.refused import Refused

if TYPE_CHECKING:
    import sqlite3 as driver
else:
    try:
        from sqlcipher3 import dbapi2 as driver
    except ImportError:  # no wheel for this machine: Python's own SQLite, without encryption
        import sqlite3 as driver

Connection = driver.Connection
"""A DB-API connection to SQLite."""

ENCRYPTS = driver.__name__.startswith("sqlcipher3")
"""Whether this SQLite can encrypt a store."""

SAFE_SQLITE = (3, 51, 3)
"""SQLite 3.7.0 to 3.51.2 can corrupt a WAL file when two connections write and checkpoint (fixed in 3.51.3)."""

SQLITE = f"{driver.sqlite_version} ({'sqlcipher3' if ENCRYPTS else 'sqlite3'})"
"""Version of the SQLite in use, and the package that brings it."""

APPLICATION_ID = 0x424F5244
""""BORD" in the file header: tells a board store from any other SQLite file."""

HEADER = b"SQLite format 3\0"
"""The first bytes of every SQLite file that is not encrypted."""


def warning() -> str | None:
    """Return what a person must know of the SQLite in use, None if it is the one that ships."""
    if ENCRYPTS:
        return None
    if driver.sqlite_version_info >= SAFE_SQLITE:
        return _("this machine has no sqlcipher3: stores cannot be encrypted")
    return _(
        "this machine has no sqlcipher3, and its SQLite {version} can damage a store that several boards write to; "
        "run one board at a time"
    ).format(version=driver.sqlite_version)


def is_there(path: Path) -> bool:
    """Say whether there is a file at `path`.

    Raises:
        Refused: Something else is there, or nobody may look.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if not stat.S_ISREG(mode):
        raise Refused(_("{path} is not a file: name another store with --store").format(path=path))
    return True


def identity(path: Path) -> tuple[int, int]:
    """Return which file lies at `path`: a store that was deleted and made anew is another.

    Raises:
        Refused: There is none any more, or nobody may look.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        raise Refused(
            _(
                "the store {path} was deleted or moved away: bring it back, then close this board and open it again"
            ).format(path=path)
        ) from None
    except OSError as error:
        raise _unreadable(path, error) from error
    return found.st_dev, found.st_ino


def is_plain(path: Path) -> bool:
    """Say whether the file starts as an unencrypted SQLite file (or is still empty).

    Raises:
        Refused: The file cannot be read.
    """
    try:
        with path.open("rb") as file:
            start = file.read(len(HEADER))
    except OSError as error:
        raise _unreadable(path, error) from error
    return start in (HEADER, b"")


def _unreadable(path: Path, error: Exception) -> Refused:
    why = cause(error)
    return Refused(
        _("{path} cannot be read ({why}): check its permissions, or name another store with --store").format(
            path=path, why=why
        )
    )


def connect(path: Path, *, read_only: bool, key: str | None, wait: float) -> Connection:
    """Open an existing file. Nothing is made and nothing is written.

    Args:
        path: The store.
        read_only: Refuse every write, in SQLite itself.
        key: Passphrase of an encrypted store.
        wait: Seconds to wait for a lock that another program holds.

    Raises:
        Refused: The file is not SQLite, or the key does not fit, or it cannot be opened.
    """
    plain = is_plain(path)
    if not plain and not ENCRYPTS:
        raise Refused(_not_a_store(path))
    with speaking(path, wait):
        mode = "ro" if read_only else "rw"
        connection = driver.connect(
            f"{path.absolute().as_uri()}?mode={mode}", timeout=wait, isolation_level=None, uri=True
        )
        try:
            if key and not (plain and path.stat().st_size):
                _unlock(connection, key)
            connection.create_function("spoken", 0, language)  # this and the next two for `own_name`
            connection.create_function("authority_of", 1, places.authority_of)
            connection.create_function("described", 1, places.described)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA recursive_triggers = ON")
            connection.execute("PRAGMA synchronous = FULL")
            if read_only:
                connection.execute("PRAGMA query_only = ON")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
    return connection


def in_memory() -> Connection:
    """Open a database of its own that lies in no file, to see what this board makes of a new one."""
    return driver.connect(":memory:", isolation_level=None)


def _unlock(connection: Connection, key: str) -> None:
    if "\0" in key:
        raise Refused(_("a key cannot hold a NUL character"))
    connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is said in our words, not in four lines of log
    quoted = key.replace("'", "''")
    connection.execute(f"PRAGMA key = '{quoted}'")


def make_file(path: Path) -> None:
    """Make an empty file that only its owner can read (0600), in a folder that only its owner can enter (0700).

    A folder that exists already keeps its mode.

    Raises:
        Refused: The folder cannot be made or written.
        FileExistsError: The file is there already.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if path.is_file():
            raise
        raise Refused(_("{path} is not a file: name another store with --store").format(path=path)) from None
    except OSError as error:
        raise Refused(
            _("cannot make a store at {path}: {why}; name a place you may write to with --store").format(
                path=path, why=cause(error)
            )
        ) from error


def use_wal(connection: Connection, wait: float) -> None:
    """Switch a store to write-ahead logging, in which readers never wait.

    SQLite does not wait for this lock by itself when two programs switch at once; this does.

    Args:
        connection: A connection without a transaction.
        wait: Seconds to wait for another program.
    """
    end = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            return
        except driver.OperationalError as error:
            if not _is_held(error) or time.monotonic() > end:
                raise
            time.sleep(0.01)


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """Hold the write lock for the block: everything in it is on disk when it ends, or nothing is."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def reading(connection: Connection) -> Iterator[None]:
    """See one state of the store throughout the block, whatever others write meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextmanager
def speaking(path: Path, wait: float, *, reads: bool = True) -> Iterator[None]:
    """Turn what SQLite reports within the block into a sentence for the person at the board.

    Args:
        path: The store.
        wait: Seconds that were waited for a lock.
        reads: The block only makes sense of rows, so a value that makes none is the store's fault; False where what
            somebody typed is worked on as well, which is not to be laid to another program.

    Raises:
        Refused: For every error of the database.
    """
    try:
        yield
    except driver.Error as error:
        raise Refused(_meaning(error, path, wait)) from error
    except (ValueError, TypeError, LookupError) as error:  # an unknown word, a date that is none, text that is no UTF-8
        if not reads:
            raise
        raise Refused(
            _("the store {path} holds what this board does not write ({error}): another program changed it").format(
                path=path, error=str(error)[:120]
            )
        ) from error


def _not_a_store(path: Path) -> str:
    return _(
        "{path} is no board store, or an encrypted one whose key is missing or wrong: give the key in BOARD_KEY, "
        "or name another store with --store"
    ).format(path=path)


def _meaning(error: Exception, path: Path, wait: float) -> str:
    name: str = getattr(error, "sqlite_errorname", "")
    if _is_held(error):
        return _(
            "another program held the store {path} for more than {wait:g} s: nothing was changed; "
            "close that program, or wait longer with --wait"
        ).format(path=path, wait=wait)
    if name.startswith("SQLITE_NOTADB"):
        return _not_a_store(path)
    if name.startswith("SQLITE_CORRUPT") or _misses_something(error):
        return _(
            "the store {path} is damaged: keep the file as it is, work on a copy, and bring back the last backup"
        ).format(path=path)
    if name.startswith("SQLITE_READONLY"):
        return _("the store {path} may not be written: check its permissions, or look at it with --read-only").format(
            path=path
        )
    if name.startswith("SQLITE_CANTOPEN"):
        return _(
            "the store {path} cannot be opened: SQLite must be able to write beside it, even to read; "
            "check the folder's permissions"
        ).format(path=path)
    if name.startswith("SQLITE_FULL"):
        return _("the disk that holds {path} is full: nothing was changed; make room and try again").format(path=path)
    if name.startswith("SQLITE_IOERR"):
        return _("the disk that holds {path} reports an error ({name}): check it before going on").format(
            path=path, name=name
        )
    return _("the store {path} refused: {error}").format(path=path, error=error)


def _is_held(error: Exception) -> bool:
    """Say whether another program holds the store."""
    name: str = getattr(error, "sqlite_errorname", "")
    return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def _misses_something(error: Exception) -> bool:
    """Say whether a store that is ours lacks a table or column of its own: somebody has taken it away."""
    return str(error).startswith(("no such table", "no such column"))
