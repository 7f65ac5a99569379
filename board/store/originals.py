"""The file in which a mended row stood: what was counted of it, and what was said before it and after it.

A row that was refused is mended in a file of its own, apart from the rows that stood around it. By what it says alone
it could not be told from another row of its file that says the same, so it is known by its place there as well.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from board.model.incoming import Sent
from board.store.connection import Connection

if TYPE_CHECKING:
    from board.store.earlier_entries import EarlierEntry

_DIGITS = 12
"""Of a digest are kept."""

_PLACE = re.compile(r":([0-9a-f]+-[0-9]+(?:\.[0-9]+)?)(?:·[0-9]+)?\Z", re.ASCII)


class Beside:
    """What other files said of the same as a row: agency, stage, content type, provider and time."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.entries: list[EarlierEntry] = []
        self.placed: list[EarlierEntry] = []
        """Those of rows that were mended."""
        self._places: set[str] = set()
        self._counts: dict[int, list[EarlierEntry]] = {}
        self._alien: dict[str, bool] = {}

    def add(self, entry: "EarlierEntry") -> None:
        """Put an entry beside the others."""
        self.entries.append(entry)
        self._counts.setdefault(entry.quantity, []).append(entry)
        if place := place_in(entry.ref):
            self.placed.append(entry)
            self._places.add(place)

    def has_place(self, place: str | None) -> bool:
        """Say whether something was counted for the row of a place."""
        return place in self._places

    def saying(self, row: Sent) -> "list[EarlierEntry]":
        """Return the entries that say the same as a row."""
        return [entry for entry in self._counts.get(row.quantity, ()) if entry.says(row)]

    def has_others(self, original: "Original") -> bool:
        """Say whether there are entries of other files than one."""
        if original.digest not in self._alien:
            self._alien[original.digest] = not all(map(original.holds, self.entries))
        return self._alien[original.digest]


class Original(NamedTuple):
    """A file of which rows were refused."""

    digest: str
    """The beginning of it, hexadecimal."""
    batches: frozenset[str]
    """Ids of those in which something of it was counted."""
    last: int | None
    """Number of the last entry of the first of them, None where there is none."""

    def mended_otherwise(self, row: Sent, beside: Beside) -> list["EarlierEntry"]:
        """Return what may count a mended row already: said more often by a later file, as that file put right says it.

        Args:
            row: One that was mended.
            beside: What was counted beside it.
        """
        last = self.last
        if last is None:
            return []
        return [entry for entry in beside.saying(row) if entry.seq > last and not self.holds(entry)]

    def is_doubtful(self, row: Sent, beside: Beside) -> bool:
        """Say whether nobody can tell if a mended row is new.

        It is where another number was counted for this very row. It is not where its file was counted with another row
        that says the same: it is a further one then. Otherwise whatever other files said of the same makes it so.
        """
        if beside.has_place(row.mended):
            return True
        if any(entry.batch in self.batches for entry in beside.saying(row)):
            return False
        return beside.has_others(self)

    def in_its_place(self, row: Sent, beside: Sequence["EarlierEntry"]) -> list["EarlierEntry"]:
        """Return what a mended row may stand in the place of, the likeliest first; no other row of its own file."""
        may_be = [entry for entry in beside if place_in(entry.ref) == row.mended or not self.holds(entry)]
        return sorted(may_be, key=lambda entry: (place_in(entry.ref) != row.mended, not entry.says(row)))

    def holds(self, entry: "EarlierEntry") -> bool:
        """Say whether an entry counts a row of this file, as it was or mended."""
        return entry.batch in self.batches or place_in(entry.ref).startswith(f"{self.digest}-")


def place(digest: str, line: int | str) -> str:
    """Return the place of a row: the beginning of its file's digest and the line, "3f2a9c1d4e5f-12"."""
    return f"{digest[:_DIGITS]}-{line}"


def place_in(ref: str) -> str:
    """Return the place that a reference which the board made for a mended row ends in, "" where it is of none."""
    found = _PLACE.search(ref) if "-" in ref else None  # of a million rows none is mended
    return found[1] if found else ""


def original(connection: Connection, action: str, digest: str) -> Original:
    """Return the file whose digest begins so.

    Args:
        connection: Within a transaction.
        action: Slug.
        digest: Its beginning, hexadecimal.
    """
    rows = connection.execute(
        """
        SELECT id, last_seq FROM batches
        WHERE action = :action AND digest >= :digest AND digest < :digest || 'g' AND reverses IS NULL
            AND NOT EXISTS (SELECT 1 FROM batches AS later WHERE later.reverses = batches.id)
        ORDER BY first_seq
        """,
        {"action": action, "digest": digest},
    ).fetchall()
    return Original(digest, frozenset(row[0] for row in rows), next((row[1] for row in rows if row[1]), None))
