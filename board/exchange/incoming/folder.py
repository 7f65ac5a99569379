"""What lies in a folder, for somebody who looks for a partner's file in it: folders first, then files, newest first."""

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from board.locale import _
from board.locale.causes import cause
from board.model.text import clean
from board.store.refused import Refused

MOST = 20_000
"""Entries of a folder that are looked at; whoever has more types the path."""

READABLE = frozenset((".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".xlsx", ".ods", ".xls", ".xlsm"))
"""Endings of files that a partner may have sent. What a file is, is told by its content: the others are shown too."""


class Lying(NamedTuple):
    """A file or a folder that lies in a folder."""

    path: Path
    """As the system has it; it may hold anything, so it is never shown."""
    shown: str
    """Its name; clean."""
    folder: bool
    size: int
    """Bytes; 0 for a folder."""
    changed: float
    """Seconds since 1970."""

    @property
    def likely(self) -> bool:
        """Whether its name ends as that of a table does."""
        return self.path.suffix.casefold() in READABLE


def lying_in(folder: Path) -> tuple[Lying, ...]:
    """Return what lies in a folder: folders by name, then files, the newest first; those that are no tables behind.

    What is hidden is left out.

    Links are followed; one that leads nowhere, a pipe, a device is left out.

    Raises:
        Refused: There is no such folder, or it cannot be read.
    """
    found: list[Lying] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if len(found) == MOST:
                    break
                one = _lying(entry)
                if one is not None:
                    found.append(one)
    except (OSError, ValueError) as error:
        raise Refused(_("{folder} cannot be read: {why}").format(folder=shown(folder), why=_why(error))) from error
    return tuple(sorted(found, key=_order))


def _lying(entry: os.DirEntry[str]) -> Lying | None:
    try:
        of = entry.stat()
    except OSError:
        return None
    folder = stat.S_ISDIR(of.st_mode)
    if not (folder or stat.S_ISREG(of.st_mode)):
        return None
    return Lying(Path(entry.path), clean(entry.name), folder, 0 if folder else of.st_size, of.st_mtime)


def _order(one: Lying) -> tuple[bool, bool, float, str]:
    return not one.folder, not one.likely, 0 if one.folder else -one.changed, one.shown.casefold()


def _why(error: OSError | ValueError) -> str:
    return cause(error) if isinstance(error, OSError) else _("its name cannot be understood")


def fitting(lying: Sequence[Lying], typed: str) -> list[Lying]:
    """Return what has every typed word in its name, what begins with them all first."""
    words = typed.casefold().split()
    found = [one for one in lying if all(word in one.shown.casefold() for word in words)]
    begin = typed.strip().casefold()
    return sorted(found, key=lambda one: not one.shown.casefold().startswith(begin)) if begin else found


def meant(typed: str, folder: Path) -> tuple[Path, str]:
    """Return in which folder a typed path looks, and what of a name is typed behind it.

    Args:
        typed: "sheets/me", "~/in", "/mnt/usb/", "me".
        folder: Where a path that begins with none starts.
    """
    head, slash, tail = typed.rpartition("/")
    if os.sep != "/" and os.sep in typed:
        head, slash, tail = typed.replace(os.sep, "/").rpartition("/")
    if typed.strip() == "~":
        head, slash, tail = "~", "/", ""
    if not slash:
        return folder, typed
    begin = Path(head or "/")
    if head.startswith("~"):
        try:
            begin = begin.expanduser()
        except RuntimeError:  # nobody of that name
            return folder / begin, tail
    return Path(os.path.normpath(folder / begin)), tail


def shown(path: Path, room: int = 0) -> str:
    """Return a path as it may be shown: clean, and where it is longer than `room` without its beginning.

    Args:
        path: Anything.
        room: Characters; 0 for all of them.
    """
    text = clean(str(path))
    return text if not room or len(text) <= room else f"…{text[len(text) - room + 1 :]}"
