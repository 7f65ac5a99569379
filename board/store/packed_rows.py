"""Rows of a file that wait for its end, packed: some twenty bytes for each, however many there are."""

import marshal
import zlib
from collections.abc import Iterator

from board.model.incoming import Sent

PIECE = 500
"""Rows that are packed together."""


class PackedRows:
    """Keeps rows, each with the reference it is to bear, in the order in which they came."""

    def __init__(self) -> None:
        """Keep none yet."""
        self._waiting: list[tuple[tuple[object, ...], str]] = []
        self._pieces: list[bytes] = []

    def add(self, row: Sent, ref: str) -> None:
        """Keep a row."""
        self._waiting.append((tuple(row), ref))
        if len(self._waiting) == PIECE:
            self._pieces.append(zlib.compress(marshal.dumps(self._waiting), 1))
            self._waiting = []

    def take(self) -> Iterator[tuple[Sent, str]]:
        """Yield the rows, and forget each with its piece."""
        pieces, waiting = self._pieces, self._waiting
        self._pieces, self._waiting = [], []
        pieces.reverse()
        while pieces:
            for values, ref in marshal.loads(zlib.decompress(pieces.pop())):  # noqa: S302 it never leaves this process
                yield Sent(*values), ref
        for values, ref in waiting:
            yield Sent(*values), ref  # type: ignore[arg-type]  # as it was taken apart above
