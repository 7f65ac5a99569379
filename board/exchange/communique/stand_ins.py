"""What stands for a figure while a draft is put together: a mark in which there is nothing to cut out or to change."""

import re
from typing import Protocol

from board.exchange.communique.figures import Figure

_FIRST = "\ue000"
_LAST = "\ue001"
_ZERO = 0xE010
_WHOLE = re.compile(f"{_FIRST}([{chr(_ZERO)}-{chr(_ZERO + 9)}]+){_LAST}")
_ANY = re.compile("[\ue000-\ue01f]")
_DIGITS = {ord("0") + digit: _ZERO + digit for digit in range(10)}
_BACK = {to: of for of, to in _DIGITS.items()}


class Written(Protocol):
    """Something that is put into a draft as a whole, when everything else is done."""

    def written(self) -> str:
        """Return it as the draft's form writes it."""
        ...


class TooLarge(Exception):
    """More is put together than a draft can hold."""


class TakenApart(Exception):
    """What stood for a figure is no longer whole."""


class LoneMark(Exception):
    """A footnote without its figure was to be printed."""


class Room:
    """How much text may be put together on the way to one draft, all in all: what bounds its memory."""

    def __init__(self, most: int) -> None:
        """Begin with nothing taken.

        Args:
            most: Characters.
        """
        self._left = most

    def take(self, size: int) -> None:
        """Take room for so many characters.

        Raises:
            TooLarge: There is not so much left.
        """
        self._left -= size
        if self._left < 0:
            raise TooLarge


class StandIns:
    """The marks of one draft. They are of private-use characters, which no other text of a draft holds."""

    def __init__(self, room: Room, largest: int) -> None:
        """Begin with none.

        Args:
            room: For what they are written as.
            largest: Characters of a text with everything put in.
        """
        self._room = room
        self._largest = largest
        self._numbers: dict[Written, int] = {}
        self._things: list[Written] = []
        self._written: dict[int, str] = {}

    def of(self, thing: Written) -> str:
        """Return what stands for something; for the same thing it is the same."""
        number = self._numbers.setdefault(thing, len(self._things))
        if number == len(self._things):
            self._things.append(thing)
        return f"{_FIRST}{str(number).translate(_DIGITS)}{_LAST}"

    def filled(self, text: str) -> str:
        """Return a text with everything put in that marks stand for; what is put in is not looked through again.

        Raises:
            TakenApart: A mark is not whole, or none of this draft.
            LoneMark: A footnote does not stand directly behind a figure.
            TooLarge: It is more than a draft can hold.
        """
        parts: list[str] = []
        size = at = 0
        behind_figure = False
        for found in _WHOLE.finditer(text):
            between = text[at : found.start()]
            number = int(found[1].translate(_BACK)) if len(found[1]) < 10 else len(self._things)
            if _ANY.search(between) or number >= len(self._things):
                raise TakenApart
            thing = self._things[number]
            behind_figure = behind_figure and not between
            if isinstance(thing, Figure):
                if thing.is_mark and not behind_figure:
                    raise LoneMark
                behind_figure = True
            else:
                behind_figure = False
            words = self._words(number)
            parts += (between, words)
            size += len(between) + len(words)
            if size > self._largest:
                raise TooLarge
            at = found.end()
        rest = text[at:]
        if _ANY.search(rest):
            raise TakenApart
        if size + len(rest) > self._largest:
            raise TooLarge
        parts.append(rest)
        return "".join(parts)

    def _words(self, number: int) -> str:
        """Return what a thing is written as, worked out once: blocks within blocks would double without end."""
        if number not in self._written:
            words = self._things[number].written()
            self._room.take(len(words))
            self._written[number] = words
        return self._written[number]
