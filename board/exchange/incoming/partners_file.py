"""A file from a partner: whether it can be read at all, and whether it stays what it was."""

import errno
import hashlib
import io
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from board.locale import _
from board.locale.causes import cause
from board.model.text import clean
from board.store.refused import Refused

LARGEST = 4 * 1024**3
"""Bytes of a file; the largest that was measured has a tenth of it."""

_CHUNK = 256 * 1024

_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
"""Without O_NONBLOCK a pipe that takes the file's place between two looks would hold the board for ever."""


class Position:
    """How much of a file was gone through."""

    share = 0.0
    """From 0 to 1."""

    def read(self) -> float:
        """Return the share."""
        return self.share


class PartnersFile:
    """A file from a partner. Whatever is read of it, it is still the file that was looked at first."""

    def __init__(self, path: Path) -> None:
        """Look at the file.

        Raises:
            Refused: It is missing, no file, empty or too large.
        """
        self.path = path
        self.name = clean(path.name) or "?"
        self.digest = ""
        """SHA-256, hexadecimal, once it was read to its end."""
        try:
            found = path.stat()
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from error
        if not stat.S_ISREG(found.st_mode):
            raise Refused(_("{file} is no file that can be read: a folder, a pipe or a device").format(file=self.name))
        if found.st_size == 0:
            raise Refused(_("{file} is empty").format(file=self.name))
        if found.st_size > LARGEST:
            raise Refused(
                _("{file} is larger than {limit} GB: send it in parts").format(file=self.name, limit=LARGEST // 1024**3)
            )
        self.size = found.st_size
        self._changed = found.st_mtime_ns

    def beginning(self, size: int) -> bytes:
        """Return the first bytes.

        Raises:
            Refused: They cannot be read.
        """
        with self._opened() as stream:
            return self._read(stream, size)

    def chunks(self) -> Iterator[bytes]:
        """Read the file from its beginning to its end, at most 256 KiB at a time.

        Raises:
            Refused: It cannot be read, or it is no longer what it was: it has another size, time or digest, or is gone.
        """
        sum_of_it = hashlib.sha256()
        size = 0
        with self._opened() as stream:
            while chunk := self._read(stream, _CHUNK):
                size += len(chunk)
                sum_of_it.update(chunk)
                yield chunk
        digest = sum_of_it.hexdigest()
        if size != self.size or digest != (self.digest or digest):
            raise self.changed()
        self.digest = digest

    def changed(self) -> Refused:
        """Return what is said when the file is no longer what it was."""
        return Refused(_("{file} was changed while it was read: read it once it is complete").format(file=self.name))

    def _opened(self) -> io.FileIO:
        try:
            stream = io.FileIO(os.open(self.path, _OPEN))
        except (OSError, ValueError) as error:
            raise self._unreadable(error) from error
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            stream.close()
            raise self.changed()
        return stream

    def _read(self, stream: io.FileIO, size: int) -> bytes:
        try:
            chunk = stream.read(size)
            now = self.path.stat()
        except OSError as error:
            raise self._unreadable(error) from error
        if (now.st_size, now.st_mtime_ns) != (self.size, self._changed):
            raise self.changed()
        return chunk or b""

    def _unreadable(self, error: OSError | ValueError) -> Refused:
        why = cause(error) if isinstance(error, OSError) else _("its name cannot be understood")
        if isinstance(error, OSError) and error.errno == errno.ENOENT:
            return Refused(_("{file} is not there").format(file=self.name))
        return Refused(_("{file} cannot be read: {why}").format(file=self.name, why=why))
