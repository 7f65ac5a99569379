"""Lines within a table that speak of the rows below them: a heading ("Removed", "Guardia Civil"), or another header.

What such a line says is never guessed for the rows below: nobody can tell where a heading ends, nor what of another one
goes on beneath it. A row that says the matter in a cell of its own is counted by that; every other one is refused until
a heading of the same matter says again what holds for the whole table. A blank row ends nothing.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from board.exchange.incoming import moments
from board.exchange.incoming.beside import Beside
from board.exchange.incoming.cells import blank
from board.exchange.incoming.column_names import name_columns, said
from board.exchange.incoming.constants import said_of_rows
from board.exchange.incoming.counts import Why, looks_counted
from board.exchange.incoming.headings import folded, heading, is_wholly, quoted
from board.exchange.incoming.known import Directory, agencies, providers
from board.exchange.incoming.recognition import Recognition
from board.locale import _
from board.model.incoming import Cell, Skipped, Understood, Unread

MOST_FILLED = 3
"""Cells of a line such as "Provider: | Twitter"."""

_LONGEST = 1_000
_SHOWN = 80
_HEADER_SHARE = 2 / 3
"""Of the cells of a row that are words of a header before it is one."""
_ADDRESS = re.compile(r"[/@]|\[\.\]|\.[a-z]{2}", re.IGNORECASE)


class _Heading:
    """A line that says something of the rows below it, and what becomes of it while no row was refused for it."""

    def __init__(self, line: int, text: str, cells: tuple[Cell, ...], otherwise: Understood) -> None:
        self.line, self.text, self.cells, self.otherwise = line, text, cells, otherwise
        self.told = False


class _Holds(NamedTuple):
    """What holds for every row of the table that does not say otherwise."""

    value: object
    place: int | None
    """Of the column of its own, None where there is none."""


class Sections:
    """Watches for lines that speak of the rows below them, and says which rows they leave in doubt."""

    def __init__(self, recognition: Recognition, header: tuple[str, ...], told: list[Understood]) -> None:
        """Make it.

        Args:
            recognition: Of the table.
            header: Its names.
            told: Takes what becomes of a heading, once that is known.
        """
        self._recognition, self._header, self._told = recognition, header, told
        self._names = {name for name in map(folded, header) if name}
        self._holds = _holding(recognition)
        self._above: dict[str, _Heading] = {}
        """By matter, where it says something else than what holds."""
        self._other: int | None = None
        """Line of another header that stands above the rows."""
        self._against: list[_Heading] = []
        """Why the row that is being read is refused."""
        self._directories: tuple[Directory, Directory] | None = None

    @property
    def doubtful(self) -> bool:
        """Say whether a row may be refused for what stands above it."""
        return bool(self._above) or self._other is not None

    def seen(self, line: int, cells: Sequence[Cell], whys: Sequence[Why], otherwise: Understood) -> Understood | None:
        """Take up a row that is not counted, if it speaks of the rows below it.

        Args:
            line: Of the row.
            cells: Of the row.
            whys: Why it is not counted.
            otherwise: What is said of it where it is no such line, or speaks of no row in the end.

        Returns:
            What is said of it; None where that comes later, in `told`.
        """
        filled = [(place, cell) for place, cell in enumerate(cells) if not blank(cell)]
        if not filled:
            return otherwise
        if self._is_same_header(cells):
            self._other = None
            return Skipped(line, _("it is the header once more"))
        if self._is_header(filled, whys):
            self._other = line
            text = quoted(" · ".join(str(cell) for _place, cell in filled), _SHOWN)
            return Unread(
                line,
                _("{text} is another header: send what stands below it as a table of its own").format(text=text),
                tuple(cells),
            )
        says = self._says(filled)
        if not says:
            return otherwise
        if not isinstance(otherwise, Skipped) or not self._in_its_column(filled, says):
            otherwise = Skipped(line, _("a heading: the rows below it say the same, or say it themselves"))
        text = quoted(" ".join(str(cell) for _place, cell in filled), _SHOWN)
        self._put(says, _Heading(line, text, tuple(cells), otherwise))
        return None

    def watching(
        self, read: Callable[[Sequence[Cell]], Beside | list[Why]]
    ) -> Callable[[Sequence[Cell]], Beside | list[Why]]:
        """Return what reads a row beneath such lines: it gives the reasons first why the row is in doubt."""
        if not self.doubtful:
            return read

        def guarded(cells: Sequence[Cell]) -> Beside | list[Why]:
            whys = self._doubts(cells)
            found = read(cells)
            if not whys:
                return found
            return [*whys, *found] if isinstance(found, list) else whys

        return guarded

    def settle(self) -> None:
        """Tell that the headings above the row which was read last are refused with it."""
        for one in self._against:
            if not one.told:
                one.told = True
                why = _("the rows below it do not say {text} themselves: put it in a column of its own")
                self._told.append(Unread(one.line, why.format(text=one.text), one.cells))
        self._against = []

    def end(self) -> None:
        """Tell of the headings for which no row was refused."""
        for one in list(self._above.values()):
            self._drop(one)
        self._above.clear()

    def _doubts(self, cells: Sequence[Cell]) -> list[Why]:
        if self._other is not None:
            self._against = []
            why = _("line {line} is another header: send what stands below it as a table of its own")
            return [Why(why.format(line=self._other))]
        self._against = [
            one
            for what, one in self._above.items()
            if (place := self._holds[what].place) is None or blank(cells[place])
        ]
        why = _("line {line} says {text} above this row: put that in a column of its own")
        return [Why(why.format(line=one.line, text=one.text)) for one in dict.fromkeys(self._against)]

    def _put(self, says: Mapping[str, set[object]], one: _Heading) -> None:
        """Let a heading take the place of those of the same matters."""
        before = list(self._above.values())
        for what, values in says.items():
            if values == {self._holds[what].value}:
                self._above.pop(what, None)
            else:
                self._above[what] = one
        for other in dict.fromkeys((*before, one)):
            if other not in self._above.values():
                self._drop(other)

    def _drop(self, one: _Heading) -> None:
        if not one.told:
            one.told = True
            self._told.append(one.otherwise)

    def _says(self, filled: Sequence[tuple[int, Cell]]) -> dict[str, set[object]]:
        """Return what a row says of those below it, by the matter, if it is nothing but a heading."""
        cells = [cell for _place, cell in filled]
        counting = {count.place for count in self._recognition.counts}
        if len(cells) == 1 and isinstance(cells[0], datetime | date):
            at = cells[0]
            found: dict[str, set[object]] = {"date": {at.date() if isinstance(at, datetime) else at}}
        else:
            texts = [cell for cell in cells if isinstance(cell, str)]
            if len(texts) < len(cells) or len(texts) > MOST_FILLED:
                return {}
            if len(texts) > 1 and not (texts[0].rstrip().endswith(":") or is_wholly(texts[0], "role")):
                return {}
            text = texts[0] if len(texts) == 1 else f"{texts[0].rstrip(' :')}: {' '.join(texts[1:])}"
            found = self._named(text[:_LONGEST])
            if "date" not in found and any(place in counting and looks_counted(cell) for place, cell in filled):
                return {}
        return {what: values for what, values in found.items() if what in self._holds}

    def _named(self, text: str) -> dict[str, set[object]]:
        of_agencies, of_providers = self._directories = self._directories or (
            agencies(self._recognition.known),
            providers(self._recognition.known),
        )
        if "address" in self._recognition.places and _ADDRESS.search(text):
            return {}
        found = said_of_rows(text, of_agencies, of_providers)
        if not found and len(text.split()) <= MOST_FILLED:  # the beginning of a name, as in a cell
            for what, names in (("agency", of_agencies), ("provider", of_providers)):
                if names.knows(text):
                    found[what] = {names.find(text).slug}
            if not isinstance(day := moments.day_of(text, self._recognition.days), Why):
                found["date"] = {day.day if isinstance(day, moments.Day) else day.date()}
        if "provider" in found and "agency" in found:  # a provider is a partner too
            found["agency"] -= found["provider"]
            if not found["agency"]:
                del found["agency"]
        return found

    def _in_its_column(self, filled: Sequence[tuple[int, Cell]], says: Mapping[str, set[object]]) -> bool:
        """Say whether a text stands where the column names what it says: a row like others, that reports nothing."""
        return len(filled) == 1 and any(self._holds[what].place == filled[0][0] for what in says)

    def _is_same_header(self, cells: Sequence[Cell]) -> bool:
        if not any(said(cell) for cell in cells) or any(isinstance(cell, int | float) for cell in cells):
            return False
        names, _twice = name_columns(cells)
        most = max(len(names), len(self._header))
        one, other = ([*map(folded, row), *[""] * (most - len(row))] for row in (names, self._header))
        return one == other

    def _is_header(self, filled: Sequence[tuple[int, Cell]], whys: Sequence[Why]) -> bool:
        """Say whether a row that cannot be understood where its cells stand is made of the words of a header."""
        if len(filled) < 2 or all(why.nothing for why in whys):
            return False
        texts = [cell for _place, cell in filled if isinstance(cell, str)]
        if len(texts) < len(filled) or any(looks_counted(text) for text in texts):
            return False
        known = sum(1 for text in texts if folded(text) in self._names or _says_column(text))
        if known < 2 or known < _HEADER_SHARE * len(texts):
            return False
        apart = {self._recognition.places.get(role) for role in ("note", "ref")}
        return any(
            folded(text) in self._names or is_wholly(text, "role")
            for place, text in filled
            if place not in apart and isinstance(text, str)
        )


def _says_column(text: str) -> bool:
    says = heading(text)
    return bool(says.types or says.stages or says.either or says.roles or says.sum or says.new or says.cumulative)


def _holding(recognition: Recognition) -> dict[str, _Holds]:
    """Return what holds for the rows of a table, by each matter that a heading can speak of."""
    counts, places = recognition.counts, recognition.places
    at = recognition.at
    day = at.day if isinstance(at, moments.Day) else None if at is None else at.date()
    found = {"agency": _Holds(recognition.constant("agency"), places.get("agency"))}
    listed = "address" in places or not counts
    for what, value in (
        ("stage", recognition.constant("stage")),
        ("content_type", recognition.constant("content_type")),
        ("provider", recognition.constant("provider")),
        ("date", day),
    ):
        by_head = {
            "stage": [count.stage for count in counts],
            "content_type": [count.content_type for count in counts],
            "provider": [count.provider for count in counts],
            "date": [count.day for count in counts],
        }[what]
        if listed or any(one is None for one in by_head):
            found[what] = _Holds(value, places.get(what))
    if not listed:
        found["totals"] = _Holds(recognition.totals, None)
    return found
