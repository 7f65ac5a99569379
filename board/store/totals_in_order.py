"""The running totals of one file in the order of their time: each is held against those before it, so the order counts.

A file may say them in any order, the newest first being a common one. They are kept packed while the file is read, some
twenty bytes for each, sorted by the portion, and merged at the end.
"""

import heapq
import marshal
import zlib
from collections.abc import Iterator

from board.model.incoming import Sent

PORTION = 20_000
"""Rows that are sorted in one go."""

PIECE = 500
"""Rows that are packed together; of each portion one piece is open while they are merged."""

_Key = tuple[int, int, tuple[object, ...]]
"""When it was so, in milliseconds since 1970, its place in the file, and the row."""


class TotalsInOrder:
    """Holds rows back, and gives them in the order of their time; of those of one time, in the order of the file."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._waiting: list[_Key] = []
        self._portions: list[list[bytes]] = []
        self._count = 0

    def add(self, row: Sent, at: int) -> None:
        """Hold a row back.

        Args:
            row: A running total.
            at: When it was so, in milliseconds since 1970.
        """
        self._count += 1
        self._waiting.append((at, self._count, tuple(row)))
        if len(self._waiting) == PORTION:
            self._portions.append(_packed(self._waiting))
            self._waiting = []

    def rows(self) -> Iterator[Sent]:
        """Yield the rows."""
        self._waiting.sort()
        for _at, _place, values in heapq.merge(self._waiting, *map(_unpacked, self._portions)):
            yield Sent(*values)  # type: ignore[arg-type]  # as it was taken apart above


def _packed(rows: list[_Key]) -> list[bytes]:
    rows.sort()
    return [zlib.compress(marshal.dumps(rows[place : place + PIECE]), 1) for place in range(0, len(rows), PIECE)]


def _unpacked(pieces: list[bytes]) -> Iterator[_Key]:
    for piece in pieces:
        yield from marshal.loads(zlib.decompress(piece))  # noqa: S302 packed above, it never leaves this process
