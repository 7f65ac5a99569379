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


def clean(text: str) -> str:
    """Return `text` as harmless single-line text.

    Line breaks and tabs become spaces. Every other control (C0, C1, ESC), format and bidi control, surrogate,
    private-use, unassigned or non-character becomes U+FFFD. Combining marks beyond `MOST_MARKS` on one letter are
    dropped. What is left is in Unicode normal form C. `clean(clean(x)) == clean(x)`.

    Args:
        text: Anything at all, of any length.
    """
    if text.isascii() and text.isprintable():
        return text
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text):
        if char in _AS_SPACE:
            marks = 0
            kept.append(" ")
            continue
        category = unicodedata.category(char)
        if category in ("Mn", "Me"):
            marks += 1
            if marks <= MOST_MARKS:
                kept.append(char)
            continue
        if char in _JOINERS:
            kept.append(char)
            continue
        marks = 0
        kept.append(REPLACEMENT if category[0] == "C" else char)
    return unicodedata.normalize("NFC", "".join(kept))
