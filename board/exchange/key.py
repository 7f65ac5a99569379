"""The key of an encrypted store: from the environment, the keyring or the person; never from the command line."""

import os
import sys
from getpass import getpass
from pathlib import Path

from board.locale import _
from board.model.text import clean
from board.store.connection import ENCRYPTS, is_plain, is_there
from board.store.refused import Refused

VARIABLE = "BOARD_KEY"
"""The environment variable that may hold the key."""

SERVICE = "situation-board"
"""Under which name the keyring keeps keys; the user name is the path of the store."""

SHORTEST_KEY = 8
"""Characters."""


START = 1024
"""Bytes of a file that tell whether it is a text."""

_NO_TEXT = frozenset(range(32)) - frozenset(b"\t\n\f\r\x1b")


def key_for(path: Path, ask: bool = True) -> str | None:
    """Return the key that opens an existing store, None for one that needs none.

    Args:
        path: The store.
        ask: Ask the person where nothing else holds the key and there is a terminal to ask on.

    Raises:
        Refused: The file cannot be read, or is a text.
    """
    if not is_there(path) or is_plain(path):
        return None
    if _is_text(path):
        raise Refused(_("{path} is no board store but a text: name another store with --store").format(path=path))
    if not ENCRYPTS:
        return None
    key = os.environ.get(VARIABLE) or _from_keyring(path)
    return key or (_asked(_("Key of {path}: ").format(path=path)) if ask else None)


def unused_key(path: Path) -> str | None:
    """Say that a key was given for a store that is not encrypted, None where that is not so.

    Raises:
        Refused: The file cannot be read.
    """
    if not os.environ.get(VARIABLE) or not is_plain(path):
        return None
    said = _("{variable} is set, but the store {path} is not encrypted: only board init --encrypt makes one that is")
    return said.format(variable=VARIABLE, path=clean(str(path)))


def _is_text(path: Path) -> bool:
    """Say whether a file begins as a text does; one that is encrypted has control characters everywhere."""
    with path.open("rb") as file:
        return _NO_TEXT.isdisjoint(file.read(START))


def new_key(path: Path) -> str:
    """Return the key for a new store, asked for twice where no variable holds it.

    Raises:
        Refused: There is none, it is too short, or the two differ.
    """
    key = os.environ.get(VARIABLE) or _from_keyring(path)
    if key is None:
        key = _asked(_("New key for {path}: ").format(path=path))
        if key is not None and key != _asked(_("Once more: ")):
            raise Refused(_("the two keys differ: nothing was made"))
    if key is None:
        raise Refused(_("no key: set BOARD_KEY, or run this on a terminal to be asked for it"))
    if len(key) < SHORTEST_KEY:
        raise Refused(_("a key needs at least {least} characters").format(least=SHORTEST_KEY))
    return key


def _asked(prompt: str) -> str | None:
    return (getpass(prompt) or None) if sys.stdin.isatty() else None


def _from_keyring(path: Path) -> str | None:
    """Ask the system's keyring where the package `keyring` is installed; any trouble with it means no key."""
    try:
        import keyring
    except ImportError:
        return None
    try:
        key: str | None = keyring.get_password(SERVICE, str(path.absolute()))
    except Exception:
        return None
    return key
