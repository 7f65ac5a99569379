"""Rows that sum up others, by the words in their cells: passed over where that is clear, refused where it may be."""

from collections.abc import Mapping, Sequence

from board.exchange.incoming.cells import SUMS_UP, blank, is_sum_word, names_nothing
from board.exchange.incoming.counts import Why
from board.exchange.incoming.headings import quoted
from board.locale import _
from board.model.incoming import Cell

_NAMING = ("provider", "content_type")
"""What a row that is no sum names, where there is a column for it."""

_TELLING = ("date", "provider", "agency", "content_type", "stage", "ref")
"""What tells one row from another: a sum of all others lacks some of it."""


class SumRows:
    """Tells the rows of one table that sum up others."""

    def __init__(self, places: Mapping[str, int], watched: Sequence[int]) -> None:
        """Make it.

        Args:
            places: Of the columns that are read beside the counts, by their role.
            watched: Places of the columns that say neither what was counted nor when.
        """
        self._naming = [places[role] for role in _NAMING if role in places]
        self._telling = [places[role] for role in _TELLING if role in places]
        self._watched = watched
        self._address = places.get("address")

    def may_be(self, cell: str, cells: Sequence[Cell]) -> Why | None:
        """Return why a row cannot be counted beside a cell that begins like a word for a sum, None where it can."""
        if not is_sum_word(cell) or self._named(cells):
            return None
        return Why(
            _("{text} may mean that it sums up other rows: leave it out, or name all of it").format(text=quoted(cell))
        )

    def is_one(self, cells: Sequence[Cell], whys: Sequence[Why]) -> bool:
        """Say whether a row that is not counted, for these reasons, is clearly a sum of others."""
        summed = any(why is SUMS_UP for why in whys)
        if self._address is None:
            return summed and not self._named(cells)
        address = cells[self._address]  # an item is lost with the row that is passed over, whatever stands beside it
        return is_sum_word(address) or (summed and names_nothing(address))

    def lacks_all(self, cells: Sequence[Cell]) -> bool:
        """Say whether a row tells nothing of itself: where its numbers are the sums of others, it is their sum."""
        told = any(not blank(cells[place]) for place in self._telling)
        return not told and (bool(self._telling) or any(is_sum_word(cells[place]) for place in self._watched))

    def lacks_some(self, cells: Sequence[Cell]) -> bool:
        """Say whether a row lacks something that tells rows apart."""
        return any(blank(cells[place]) for place in self._telling)

    def _named(self, cells: Sequence[Cell]) -> bool:
        """Say whether a row names its provider and its content type, each in a column of its own."""
        return len(self._naming) == len(_NAMING) and not any(names_nothing(cells[place]) for place in self._naming)


def in_words(why: Why) -> Why:
    """Return a cell's reason for a person: where a word for a sum does not make its row one, it is a mistake."""
    if why is not SUMS_UP:
        return why
    return Why(_("a word for a sum stands in place of a day or a name: leave the row out, or put that right"))
