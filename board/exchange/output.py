"""Standard output, whatever its encoding and its state."""

import errno
import json
import os
import sys
from contextlib import suppress

from board.locale import _, phrases
from board.locale.causes import cause


def put(text: str, form: str = "text") -> None:
    """Write to standard output: JSON with escapes, text with "?", where its encoding lacks a character.

    Raises:
        OSError: It is full or closed. It is closed for good then, so that the interpreter does not flush it once more.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    encoding = sys.stdout.encoding or "ascii"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        if form == "json":
            text = json.dumps(json.loads(text), indent=2) + "\n"
        text = text.encode(encoding, "replace").decode(encoding)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError:
        with suppress(OSError, ValueError):
            sys.stdout.close()
        raise


def answer(done: str, *, exercise: bool = False) -> None:
    """Say what was done. It is done, whatever becomes of the answer: that it was lost is said on standard error.

    Args:
        done: One line.
        exercise: It was done in an exercise, and begins with that word.
    """
    done = phrases.exercise(done) if exercise else done
    try:
        put(f"{done}\n")
    except OSError as error:
        why = _("done, but the answer could not be written ({why})").format(why=cause(error))
        with suppress(OSError, AttributeError):
            sys.stderr.write(f"board: {why}: {done}\n")
