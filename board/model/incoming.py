"""What a partner's file holds: a table as it lies in the file, and what its rows say once they are understood."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import NamedTuple

Cell = str | int | float | bool | datetime | date | time | None
"""A cell as its file holds it. A text file holds only texts; a date of a spreadsheet is a `datetime` without a zone."""


class Row(NamedTuple):
    """One row of a table."""

    line: int
    """Where it begins in the file, from 1, as the program it was written with counts."""
    cells: tuple[Cell, ...]
    """As many as there are columns; what is missing at the end of a short row is None. A longer row has more."""


class Table(NamedTuple):
    """A table that was found in a file. Its rows can be gone through again and again; they are read anew each time."""

    name: str
    """Of the file, without its folder; clean."""
    kind: str
    """csv, json, jsonl, xlsx or ods."""
    header: tuple[str, ...]
    """Names of the columns, clean; an empty one has none. Of JSON they are the keys, "a.b" for one within another."""
    above: tuple[str, ...]
    """Texts above the header (a title, "Stand: 22.11.2019"); of JSON "key: value" of what stands beside the rows."""
    digest: str
    """SHA-256 of the whole file, hexadecimal."""
    size: int
    """Bytes."""
    notices: tuple[str, ...]
    """What a person has to know: the encoding that was guessed, formulas, merged cells, two headers of one name."""
    rows: Callable[[], Iterator[Row]]
    """The rows below the header, in constant memory. Raises `Refused` where the file breaks off or breaks a limit."""
    position: Callable[[], float]
    """How much of the file `rows` has gone through, from 0 to 1, for a progress bar."""
    stood: Callable[[int], str] | None = None
    """Of a file of refused rows: what it says of where the row of a line stood, for the line that `rows` gave last."""


class Sent(NamedTuple):
    """A count that a file says, understood. It has passed the model's checks; the store still checks the names."""

    line: int
    agency: str
    stage: str
    content_type: str
    quantity: int
    """At least 1; in the board's own export it may be negative."""
    qualifier: str = "exact"
    provider: str | None = None
    occurred_at: int | None = None
    """Milliseconds since 1970, UTC; None where the file does not say it."""
    note: str | None = None
    ref: str | None = None
    """The sender's own reference."""
    total: bool = False
    """It is a running total: all that the sender has by then."""
    origin: str | None = None
    """Id of the entry it was exported from; only in the board's own export."""
    reverses: str | None = None
    """Id of the entry that it takes back; only in the board's own export."""
    kind: str | None = None
    """"total" or "items", where it is of a running total or of a list of items; only in the board's own export."""
    mended: str | None = None
    """Where a row that was refused and mended stood: the beginning of its file's digest and the line, "3f2a…-12"."""


class Item(NamedTuple):
    """One item that a file names by its address or handle, understood."""

    line: int
    agency: str
    stage: str
    content_type: str
    address: str
    """Normalised: the same item has the same one, whoever sends it. It never leaves the board alive."""
    provider: str | None = None
    occurred_at: int | None = None
    note: str | None = None
    ref: str | None = None


class Unread(NamedTuple):
    """A row that cannot be counted, and why."""

    line: int
    why: str
    cells: tuple[Cell, ...]
    """As they stood in the file."""


class Skipped(NamedTuple):
    """A row that says nothing to count: a totals row that would count twice, an empty one."""

    line: int
    why: str


Understood = Sent | Item | Unread | Skipped
