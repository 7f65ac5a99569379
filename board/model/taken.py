"""How a file is to be taken in, and what came of it."""

from enum import StrEnum
from typing import NamedTuple


class Differing(StrEnum):
    """What to do with a row for which an earlier file said another number."""

    REFUSE = "refuse"
    CORRECT = "correct"
    """The earlier entry is taken back, and the row counts in its place."""
    ADD = "add"
    """It counts as well."""


class File(NamedTuple):
    """Which file is taken in, and how."""

    name: str
    digest: str
    """SHA-256, hexadecimal."""
    action: str
    differing: Differing = Differing.REFUSE
    keep_addresses: bool = False
    dry_run: bool = False
    """Do everything, and then nothing: the answer is what it would be."""
    watched: bool = False
    """It lay in a folder that is watched: what it said before is only old, also where others are to be corrected."""
    profile: tuple[str, str, str] | None = None
    """What to remember for the sender's next file: agency, digest of the header, JSON."""


class Verdict(StrEnum):
    """What became of a row that does not count anew."""

    KNOWN = "known"
    SHARED = "shared"
    REFUSED = "refused"
    SKIPPED = "skipped"


class Told(NamedTuple):
    """One row that does not count anew, and why."""

    line: int
    verdict: Verdict
    why: str


Tally = tuple[str, str, str]
"""Agency, stage, content type."""


class Taken(NamedTuple):
    """What taking in a file made."""

    batch: str | None
    """Its id; None where nothing was counted, or nothing was to be."""
    new: int
    known: int
    shared: int
    refused: int
    skipped: int
    tallies: dict[Tally, int]
    """What was added to each."""
    same_as: str | None = None
    """Id of the batch that took in this very file before."""
