"""Which text may stand on a screen: plain characters that cannot act on a terminal or change their neighbours."""

import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands where a character was that could act on the terminal, so that a reader sees that something was there."""

LONGEST_TEXT = 20_000
"""Characters; a longer text is refused at the border. Shorter ones are kept whole and clipped only for display."""

MOST_MARKS = 4
"""Combining marks kept on one letter: enough for every living script, too few to paint over the lines around."""

_AS_SPACE = frozenset("\t\n\r\v\f\x85\u2028\u2029")
_JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiners: format characters, but part of the spelling in Persian, Hindi and others."""

_FILLERS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0")
"""Letters, a mark and a symbol that show nothing: a name made of them cannot be seen."""


def clean(text: str) -> str:
    """Return `text` as harmless single-line text.

    Line breaks and tabs become spaces. Every other control (C0, C1, ESC), format and bidi control, surrogate,
    private-use, unassigned or non-character becomes U+FFFD, so does every filler, and a combining mark that has no
    letter to stand on. Marks and joiners beyond `MOST_MARKS` on one letter are dropped. What is left is in Unicode
    normal form C. `clean(clean(x)) == clean(x)`.

    Args:
        text: Anything at all, of any length.
    """
    if text.isascii() and text.isprintable():
        return text
    # Marks are cut before normalising, which costs the square of their number, and again for those that it takes apart.
    return _few_marks(unicodedata.normalize("NFC", _few_marks("".join(map(_harmless, text)))))


def is_visible(text: str) -> bool:
    """Say whether anybody can see something of `text`: it holds more than spaces, controls, marks and fillers."""
    return any(unicodedata.category(char)[0] not in "CZM" and char not in _FILLERS for char in text)


def _harmless(char: str) -> str:
    if char in _AS_SPACE:
        return " "
    if char in _FILLERS or (unicodedata.category(char)[0] == "C" and char not in _JOINERS):
        return REPLACEMENT
    return char


def _few_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        joiner = char in _JOINERS
        if joiner or unicodedata.category(char) in ("Mn", "Me"):
            marks += 1
            if not kept:
                kept.extend("" if joiner else REPLACEMENT)
            elif marks <= MOST_MARKS:
                kept.append(char)
        else:
            marks = 0
            kept.append(char)
    return "".join(kept)
