"""Standard output, whatever its encoding and its state."""

import json
import sys
from contextlib import suppress


def put(text: str, form: str = "text") -> None:
    """Write to standard output: JSON with escapes, text with "?", where its encoding lacks a character.

    Raises:
        OSError: It is full or closed. It is closed for good then, so that the interpreter does not flush it once more.
    """
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
