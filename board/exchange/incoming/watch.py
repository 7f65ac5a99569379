"""Files as they arrive in a folder, each once, and only when it is whole."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from board.locale import _
from board.locale.causes import cause
from board.model.text import clean
from board.store.refused import Refused

PAUSE = 1.0
"""Seconds between two looks."""

STILL = 5
"""Looks for which a file must not have changed: a copy over a slow net stands still for less."""

_ON_ITS_WAY = (".part", ".partial", ".crdownload", ".tmp", ".temp", ".swp", ".filepart")
"""Ends of names under which programs keep what is not whole yet."""

_OURS = ".refused.csv"
"""Ends the name of a file of refused rows, which waits for a person."""


class _Seen(NamedTuple):
    """What a file was at the last look."""

    size: int
    changed_at: int
    inode: int


def arriving(folder: Path, sleep: Callable[[float], object] = time.sleep) -> Iterator[Path]:
    """Yield each file that lies in a folder or comes to, the oldest first, once it has stood still; for ever.

    A file that is changed afterwards is yielded again: what of it was counted is known by then. Nothing is moved or
    taken away. Folders, hidden files, and names under which programs keep what is not whole yet are left out.

    Args:
        folder: Looked at again and again; files within folders of it are not.
        sleep: Waits that many seconds.

    Raises:
        Refused: It is no folder, or cannot be read any more.
    """
    done: dict[str, _Seen] = {}
    waiting: dict[str, tuple[_Seen, int]] = {}
    while True:
        there = _look(folder)
        for name in [name for name in waiting if name not in there]:
            del waiting[name]
        ready = []
        for name, seen in there.items():
            if done.get(name) == seen:
                continue
            before, looks = waiting.get(name, (None, 0))
            looks = looks + 1 if before == seen else 1
            waiting[name] = (seen, looks)
            if looks > STILL:
                ready.append(name)
        for name in sorted(ready, key=lambda name: (there[name].changed_at, name)):
            done[name] = waiting.pop(name)[0]
            yield folder / name
        sleep(PAUSE)


def _look(folder: Path) -> dict[str, _Seen]:
    found: dict[str, _Seen] = {}
    try:
        for path in folder.iterdir():
            name = path.name
            if name.startswith((".", "~$")) or name.lower().endswith((*_ON_ITS_WAY, _OURS)):
                continue
            try:
                about = path.stat()
            except OSError:  # it has gone meanwhile
                continue
            if path.is_file() and about.st_size:
                found[name] = _Seen(about.st_size, about.st_mtime_ns, about.st_ino)
    except OSError as error:
        raise Refused(
            _("the folder {folder} cannot be watched: {why}").format(folder=clean(str(folder)), why=cause(error))
        ) from error
    return found
