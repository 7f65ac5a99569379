"""Which text may stand on a screen: plain characters that cannot act on a terminal or change their neighbours."""

import unicodedata
from functools import lru_cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Stands where a character was that could act on the terminal, so that a reader sees that something was there."""

LONGEST_TEXT = 20_000
"""Characters; a longer text is refused at the border. Shorter ones are kept whole and clipped only for display."""

MOST_MARKS = 4
"""Combining marks kept on one letter: enough for every living script, too few to paint over the lines around."""

MOST_ATTACHED = 8
"""Characters kept behind one letter that have no place of their own: marks above and below, vowels beside it."""

_AS_SPACE = frozenset("\t\n\r\v\f\x85\u2028\u2029")
_JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiners: format characters, but part of the spelling in Persian, Hindi and others."""

_FILLERS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0\ufffc\U0001d159")
"""Letters, marks and symbols that show nothing: a name made of them cannot be seen."""

_IN_SYLLABLES = frozenset(map(chr, (*range(0x1160, 0x1200), *range(0xD7B0, 0xD7FC))))
"""Korean vowels and finals: letters that terminals put into the letter before, however many there are."""

_TONES = frozenset("\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
"""Of skin: symbols that colour the one before."""

_ATTACHED = _JOINERS | _IN_SYLLABLES | _TONES
_FIRST_MARK = "\u0300"
"""Before it stand letters and signs that are in normal form C whatever their neighbours are."""


def clean(text: str) -> str:
    """Return `text` as harmless single-line text.

    Line breaks and tabs become spaces. Every other control (C0, C1, ESC), format and bidi control, surrogate,
    private-use, unassigned or non-character becomes U+FFFD, so does every filler, and a combining mark that has no
    letter to stand on. Marks and joiners beyond `MOST_MARKS`, and whatever else has no place of its own beyond
    `MOST_ATTACHED`, are dropped from a letter. What is left is in Unicode normal form C. `clean(clean(x)) == clean(x)`.

    Args:
        text: Anything at all, of any length.
    """
    if text.isprintable() and (text.isascii() or max(text) < _FIRST_MARK):
        return text
    # Marks are cut before they are sorted, which costs the square of their number. They are cut for good where every
    # letter is taken apart: what is dropped from the end of a letter's marks leaves the others in their order, and
    # putting them together again makes them fewer. So a second time finds nothing to do.
    few, attached = _few_marks("".join(map(_harmless, text)))
    if attached:
        few, attached = _few_marks(unicodedata.normalize("NFD", few))
    return unicodedata.normalize("NFC", few)


def is_clean(text: str) -> bool:
    """Say whether `clean` leaves a text as it is; a character of a later Unicode than this Python's is let pass."""
    if clean(text) == text:
        return True
    known = "".join("?" if _may_be_known_later(char) else char for char in text)
    return clean(known) == known


def is_visible(text: str) -> bool:
    """Say whether anybody can see something of `text`: more than spaces, controls, marks, fillers and replacements."""
    return any(
        unicodedata.category(char)[0] not in "CZM"
        and char != REPLACEMENT
        and char not in _FILLERS
        and char not in _ATTACHED
        for char in text
    )


@lru_cache(4_096)
def in_any_case(char: str) -> frozenset[str]:
    """Return a letter with those that differ from it only by their case: for É also é.

    SQLite knows the case of ASCII letters only. What is two letters in another case ("SS") is left out.
    """
    found = {char, char.lower(), char.upper(), char.title(), char.upper().lower(), char.lower().upper()}
    return frozenset(one for one in found if len(one) == 1).union(*(pair for pair in _IRREGULAR if char in pair))


_IRREGULAR = (frozenset("σςΣ"), frozenset("ßẞ"))
"""Letters that have a third form, or a capital that comes back as two letters."""


def _may_be_known_later(char: str) -> bool:
    """Say whether a character is unassigned, and none of those that never will be one."""
    point = ord(char)
    return unicodedata.category(char) == "Cn" and point & 0xFFFE != 0xFFFE and not 0xFDD0 <= point <= 0xFDEF


def _harmless(char: str) -> str:
    if char in _AS_SPACE:
        return " "
    if char in _FILLERS or (unicodedata.category(char)[0] == "C" and char not in _JOINERS):
        return REPLACEMENT
    return char


def _few_marks(text: str) -> tuple[str, bool]:
    """Return a text with few marks on each letter, and whether it had any."""
    kept: list[str] = []
    marks = attached = 0
    found = False
    for char in text:
        kind = unicodedata.category(char)
        if kind[0] != "M" and char not in _ATTACHED:
            marks = attached = 0
            kept.append(char)
            continue
        # a vowel beside its letter is no mark over it, unless it is one that is sorted among them
        is_mark = kind != "Mc" or unicodedata.combining(char) != 0
        found = True
        attached += 1
        marks += is_mark
        if not kept:
            kept.extend("" if char in _JOINERS else REPLACEMENT)
        elif attached <= MOST_ATTACHED and not (is_mark and marks > MOST_MARKS):
            kept.append(char)
    return "".join(kept), found
