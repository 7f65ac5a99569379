"""Texts that no spreadsheet program runs, and the same texts again as their sender wrote them."""

import re

_RUNS = "=+@\uff1d\uff0b\uff20\uff0d-"
"""With one of these a formula begins; some programs take the full-width signs for one too."""

_BEGINS = r"(^|[;,|\t])([ \"]*)"
"""Where a cell may begin: programs set to a semicolon divide a text there, whatever quotes stand around it."""

_RUN = re.compile(rf"{_BEGINS}('*)(?=[{_RUNS}])")
_GUARDED = re.compile(rf"{_BEGINS}'('*)(?=[{_RUNS}])")
_NUMBER = re.compile(r"[+-]?\d[\d .,'’]*", re.ASCII)


def guarded(text: str) -> str:
    """Return a text with an apostrophe before what would be run; a number stays one.

    Args:
        text: On one line.
    """
    return text if _NUMBER.fullmatch(text) else _RUN.sub(r"\1\2'\3", text)


def unguarded(text: str) -> str:
    """Return the text that `guarded` was given."""
    return _GUARDED.sub(r"\1\2\3", text)
