"""A file that is there whole or not at all: written beside its place, and put there when nothing is missing."""

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from board.locale import _
from board.locale.causes import cause
from board.store.refused import Refused

STANDARD_OUTPUT = Path("-")
"""Stands for it as a file's name."""

BESIDE_A_STORE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps beside a store: nothing of it is overwritten."""


def write(chunks: Iterable[bytes], file: Path, store: Path) -> None:
    """Write chunks to a file, or to standard output for `STANDARD_OUTPUT`.

    Args:
        chunks: Made while they are written.
        file: Where to.
        store: The file that they come from, which is never overwritten.

    Raises:
        Refused: The file cannot be written, or what is there already is no file, or the store. What was there stays.
        OSError: Standard output is full or closed.
    """
    if file == STANDARD_OUTPUT:
        _put(chunks)
        return
    with whole(file, store) as out:
        out.writelines(chunks)


@contextmanager
def whole(file: Path, store: Path) -> Iterator[IO[bytes]]:
    """Give a new file beside `file`, which only its owner can read (0600), and put it there when the block has ended.

    If the block does not end well, the new file is taken away and what was there stays.

    Raises:
        Refused: As for `write`; for every `OSError` of the block, too.
    """
    try:
        place = _place(file, store)
        number, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", suffix=".part", dir=place.parent)
        try:
            with os.fdopen(number, "wb") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            os.replace(name, place)  # noqa: PTH105 the name is a text already
        except BaseException:
            with suppress(OSError):
                os.unlink(name)  # noqa: PTH108
            raise
    except (OSError, ValueError) as error:  # a name with a NUL in it is a ValueError
        raise _not_written(file, error) from error


def _place(file: Path, store: Path) -> Path:
    """Return where the file comes to lie: behind a link, what the link leads to.

    Raises:
        Refused: What is there is no file, or it is the store.
    """
    place = Path(os.path.realpath(file))
    kept = os.path.realpath(store)
    if str(place) in {f"{kept}{end}" for end in BESIDE_A_STORE} or _same(place, store):
        raise Refused(_("{file} is the store itself: name another file").format(file=file))
    try:
        mode = place.stat().st_mode
    except FileNotFoundError:
        return place
    if stat.S_ISDIR(mode):
        raise Refused(_("{file} is a folder: name a file in it").format(file=file))
    if not stat.S_ISREG(mode):
        raise Refused(_("{file} is no file: name a file, or - for standard output").format(file=file))
    return place


def _same(place: Path, store: Path) -> bool:
    """Say whether two names are of one file, as hard links are."""
    with suppress(OSError):
        return place.samefile(store)
    return False


def _not_written(file: Path, error: OSError | ValueError) -> Refused:
    why = cause(error)
    return Refused(_("{file} cannot be written: {why}").format(file=str(file)[:400], why=why))


def _put(chunks: Iterable[bytes]) -> None:
    """Write chunks to standard output as they are, whatever its encoding.

    Raises:
        OSError: It is full or closed. It is closed for good then, so that the interpreter does not flush it once more.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    try:
        sys.stdout.flush()
        for chunk in chunks:
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
    except OSError:
        with suppress(OSError, ValueError):
            sys.stdout.close()
        raise
