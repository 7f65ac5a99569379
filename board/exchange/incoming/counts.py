"""How a column writes its numbers: "26 000", "26.000", "26,000", "26'000", "more than 120", a spreadsheet's 12.0.

A column is read by its own evidence. A point or comma before a group of three digits parts thousands, since items are
counted whole. Where the column shows elsewhere that it is a decimal mark (a group of another length: "12.0" above
"26.000"), nobody can tell what it parts, and what a column shows of both is a question, never guessed. Digits of every
script are read ("٢٦"), for a partner's program may write them; a raised digit is no digit but a footnote.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Literal, NamedTuple

from board.exchange.incoming import glossary
from board.exchange.incoming.headings import folded, quoted, words_of
from board.locale import _, phrases
from board.model.entry import LARGEST_ENTRY
from board.model.incoming import Cell

Decimal = Literal[",", "."]

LONGEST_NUMBER = 60
"""Characters, with what is said before it; a longer cell is a text."""

NOTHING = frozenset({"", "-", "–", "—", "−", "‐", "/", ".", "…"})
"""Cells that say by convention that nothing is reported."""

_NOT_KNOWN = frozenset(
    {"n/a", "na", "nan", "n.a.", "n.d.", "nd", "s.o.", "k.a.", "k. a.", "nvt", "n.v.t.", "null", "none"}
)
_NOT_KNOWN_SIGNS = frozenset({"?", "x"})
_ERROR = re.compile(r"#(?:[A-Z]{2,10}(?:/0)?[!?]|N/[AB]|NV|N/V)|Err:[0-9]{3}", re.IGNORECASE)
_SPACES = "\u0020\u00a0\u2000-\u200a\u202f\u205f\u3000"
_GROUP = f"[{_SPACES}'’ʼ‘´`′\u066c]"
_GROUPS = re.compile(_GROUP)
_NUMBER = re.compile(rf"(?:[0-9]{{1,3}}(?:{_GROUP}[0-9]{{3}})+|[0-9]+)(?:[.,][0-9]+)*")
_PARTED = re.compile(r"([^\d]*?)\s*([+\-−–]?)\s*(\d[^a-zA-Z]*?)\s*(\+?)")
_SEPARATED = re.compile(r"[.,]")


class Amount(NamedTuple):
    """A count that a cell says: a whole number of 1 or more."""

    quantity: int
    qualifier: str | None = None
    """None: the cell says none, so that the number is exact unless a column of qualifiers says more."""


class Why(NamedTuple):
    """Why a cell cannot be counted, in words."""

    text: str
    nothing: bool = False
    """The cell says that nothing is reported, which is no mistake."""


class Writing(NamedTuple):
    """How a column writes its numbers."""

    decimal: Decimal | None = None
    """None: it has shown no decimal mark, and both marks part thousands."""
    contradicts: tuple[str, ...] = ()
    """Two cells that cannot be written in one way; empty where there is no doubt."""
    weak: tuple[Decimal, ...] = ()
    """Marks that stand only before three digits: thousands, as nothing else is known."""


_QUALIFIERS = {
    word: qualifier
    for qualifier, listed in glossary.QUALIFIERS.items()
    for plain in listed.split(",")
    for word in (*words_of(plain), plain.strip().casefold())
    if word
}


def qualifier_of(text: str) -> str | None:
    """Return the qualifier that words or a sign say ("plus de", "≥", "ca."), None where they say none."""
    said = text.strip().casefold()[:LONGEST_NUMBER]
    return _QUALIFIERS.get(said) or _QUALIFIERS.get(folded(said).strip()) if said else None


class Evidence:
    """Gathers how a column writes its numbers, cell by cell."""

    def __init__(self) -> None:
        self._decimal: dict[str, str] = {}
        self._thousands: dict[str, str] = {}
        self._weak: dict[str, str] = {}

    def see(self, cell: Cell) -> None:
        """Look at a cell; all but texts that hold a point or comma says nothing."""
        if not isinstance(cell, str) or len(cell) > LONGEST_NUMBER:
            return
        match = _PARTED.fullmatch(_western(cell).strip())
        number = _ungrouped(match[3]) if match else None
        if match is None or number is None:
            return
        marks = _SEPARATED.findall(number)
        groups = _SEPARATED.split(number)
        if not marks:
            return
        grouped = 1 <= len(groups[0]) <= 3 and groups[0][0] != "0" and all(len(group) == 3 for group in groups[1:-1])
        if len(set(marks)) == 2:
            if marks.count(marks[-1]) == 1 and grouped:
                self._decimal.setdefault(marks[-1], cell)
                self._thousands.setdefault(marks[0], cell)
        elif len(marks) > 1:
            if grouped and len(groups[-1]) == 3:
                self._thousands.setdefault(marks[0], cell)
        elif len(groups[1]) == 3 and grouped and number == match[3]:
            self._weak.setdefault(marks[0], cell)
        else:  # of another length, or thousands are parted by something else before it
            self._decimal.setdefault(marks[0], cell)

    def conclude(self, told: Decimal | None = None) -> Writing:
        """Return how the column writes its numbers.

        Args:
            told: The decimal mark as a person said it: it settles everything.
        """
        weak: list[Decimal] = [mark for mark in _BOTH if mark in self._weak]
        if told is not None:
            return Writing(told)
        against = self._doubt()
        if against:
            return Writing(None, against, tuple(weak))
        for mark in _BOTH:
            if mark in self._decimal:
                return Writing(mark, (), ())
        return Writing(None, (), tuple(weak))

    def _doubt(self) -> tuple[str, ...]:
        parted = {**self._weak, **self._thousands}
        for mark in _BOTH:
            if mark in self._decimal and mark in parted:
                return (self._decimal[mark], parted[mark])
        for seen in (self._decimal, self._thousands):
            if len(seen) == 2:
                return tuple(seen.values())
        if not self._decimal:
            return tuple(parted.values()) if len(parted) == 2 else ()
        return ()


_BOTH: tuple[Decimal, ...] = (".", ",")


def read(cell: Cell, writing: Writing) -> Amount | Why:
    """Return the count that a cell says, or why it says none.

    Args:
        cell: As its file holds it; anything at all.
        writing: How its column writes numbers.
    """
    if isinstance(cell, str):
        return _text(cell, writing)
    if cell is None:
        return Why(_("no number stands in it: nothing is reported"), nothing=True)
    if isinstance(cell, bool):
        return Why(_("yes or no stands where a number should be"))
    if isinstance(cell, datetime | date | time):
        return Why(_("a date or time stands where a number should be"))
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return Why(_("{text} is no number").format(text=quoted(cell)))
        if cell != int(cell):
            return Why(_("{text} is a fraction: items are counted whole").format(text=quoted(cell)))
    return counted(int(cell), None)


def counted(value: int, qualifier: str | None) -> Amount | Why:
    """Return a whole number as a count, by the rules of an entry: from 1 to the largest.

    Args:
        value: Any whole number.
        qualifier: As its cell says it.
    """
    if value == 0:
        return Why(_("a count of 0 changes nothing"), nothing=True)
    if value < 0:
        return Why(_("a number below 0 takes something back: correct the entry it takes back from"))
    if value > LARGEST_ENTRY:
        return Why(_("a count lies between 1 and {most}").format(most=phrases.number(LARGEST_ENTRY)))
    return Amount(value, qualifier)


def _text(cell: str, writing: Writing) -> Amount | Why:
    if cell.isascii() and cell.isdigit() and len(cell) <= 12:
        return counted(int(cell), None)
    if len(cell) > LONGEST_NUMBER:
        return Why(_("{text} is no number").format(text=quoted(cell)))
    said = _western(cell).strip(" \t\r\n\u00a0\u202f\u2009")
    if said in NOTHING:
        return Why(_("no number stands in it: nothing is reported"), nothing=True)
    if said.startswith(("=", "@")) and not said[1:].strip().isdecimal():
        return Why(_("{text} is a formula, which is never worked out: send its value").format(text=quoted(cell)))
    if is_error(said):
        return failed(said)
    match = _PARTED.fullmatch(said)
    if match is None or (match[2] and match[1] and match[1][-1].isalnum()):
        return Why(_("{text} is no number").format(text=quoted(cell)))
    before, sign, number, after = match.groups()
    qualifier = qualifier_of(before) if before else None
    if (before and qualifier is None) or said.startswith("="):
        return Why(_("{text} is no number").format(text=quoted(cell)))
    if after:
        qualifier = qualifier or "at_least"
    whole = _whole(number, writing)
    if whole is None:
        return Why(_("{text} is no whole number").format(text=quoted(cell)))
    if isinstance(whole, Why):
        return Why(whole.text.format(text=quoted(cell)))
    return counted(-whole if sign in ("-", "−", "–") and sign else whole, qualifier)


def _whole(number: str, writing: Writing) -> int | Why | None:
    """Return the whole number that digits with their marks say, None where they are not grouped by thousands."""
    plain = _ungrouped(number)
    if plain is None:
        return None
    if plain != number and writing.decimal is None and _SEPARATED.search(plain):
        return Why(_("{text} is no whole number"))
    number, fraction = plain, ""
    if writing.decimal is not None and writing.decimal in number:
        number, _mark, fraction = number.partition(writing.decimal)
        if _SEPARATED.search(fraction):
            return None
    groups = _SEPARATED.split(number)
    if len(groups) > 1:
        marks = set(_SEPARATED.findall(number))
        if len(marks) > 1 or not 1 <= len(groups[0]) <= 3 or any(len(group) != 3 for group in groups[1:]):
            return Why(_("{text} is no whole number")) if writing.decimal else _fraction(groups)
        if groups[0][0] == "0":
            return _fraction(groups)
    if fraction.strip("0"):
        return Why(_("{text} is a fraction: items are counted whole"))
    return int("".join(groups))


def _fraction(groups: list[str]) -> Why | None:
    return Why(_("{text} is a fraction: items are counted whole")) if len(groups) == 2 else None


def is_error(text: str) -> bool:
    """Say whether a cell shows the error of a spreadsheet program, in whatever language: "#DIV/0!", "#WERT!", "#NV"."""
    return text[:1] in ("#", "E", "e") and _ERROR.fullmatch(text.strip()) is not None


def failed(text: str) -> Why:
    """Return why a cell that shows an error cannot be read."""
    return Why(_("the cell holds an error, {error}: put it right").format(error=text.strip()))


def says_nothing(cell: Cell) -> bool:
    """Say whether a cell of a wide sheet reports nothing: empty, a dash, "n/a", NaN, nought."""
    if cell is None:
        return True
    if isinstance(cell, str):
        small = cell.strip().casefold()
        return small in NOTHING or small in _NOT_KNOWN or small in _NOT_KNOWN_SIGNS or small == "0"
    return isinstance(cell, int | float) and not isinstance(cell, bool) and (cell == 0 or cell != cell)


def looks_counted(cell: Cell) -> bool | None:
    """Say whether a cell looks like a count, whatever the convention; None where it says nothing, or holds an error."""
    if says_nothing(cell):
        return None
    if isinstance(cell, str):
        if is_error(cell):
            return None
        if cell.isascii() and cell.isdigit():
            return len(cell) <= 12
        match = _PARTED.fullmatch(_western(cell).strip()) if len(cell) <= LONGEST_NUMBER else None
        if match is None or _ungrouped(match[3]) is None:
            return False
        return not match[1] or qualifier_of(match[1]) is not None
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def evidence_of(cells: Iterable[Cell]) -> Evidence:
    """Return what cells show of how their column writes numbers."""
    seen = Evidence()
    for cell in cells:
        seen.see(cell)
    return seen


def _ungrouped(number: str) -> str | None:
    """Return a number without what parts its thousands, spaces or apostrophes; None where they part anything else."""
    return _GROUPS.sub("", number) if _NUMBER.fullmatch(number) else None


def _western(text: str) -> str:
    """Return a text with every decimal digit of every script as 0 to 9, and the Arabic marks as theirs."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else _MARKS.get(char, char) for char in text)


_MARKS = {"\u066b": ".", "．": ".", "，": ",", "＋": "+", "－": "-", "＞": ">", "＜": "<", "～": "~"}
