"""The last line of the wall: which page it is, that it is held, the marking. It shows no keys."""

from typing import NamedTuple

from textual.content import Content

from board.locale import _
from board.model.vocabulary import Marking
from board.ui.drawing import ACCENT, MUTED, between, fit, text
from board.ui.widgets.drawn import Drawn
from board.ui.widgets.edges import label


class Place(NamedTuple):
    """Where in its round the wall stands."""

    marking: Marking
    exercise: bool
    turns: tuple[int, ...]
    """How many turns each page takes, in order."""
    page: int
    """From 0."""
    turn: int
    """Of the page, from 0."""
    held: bool

    @property
    def number(self) -> int:
        """Which of all turns it is, from 1."""
        return sum(self.turns[: self.page]) + self.turn + 1


class WallFoot(Drawn[Place]):
    """A dot for each turn, those of a page close together; the one that is shown is filled."""

    def render(self) -> Content:
        """Draw the line."""
        place, width = self.value, self.size.width
        right = label(place.marking, place.exercise)
        told = _("page {number} of {count}").format(number=place.number, count=sum(place.turns))
        if place.held:
            told += " · " + _("stands still")
        groups = []
        for page, turns in enumerate(place.turns):
            groups.append("".join("●" if (page, turn) == (place.page, place.turn) else "○" for turn in range(turns)))
        dots = " ".join(groups)
        left = Content.assemble(" ", text(dots, ACCENT), text(f"  {told}", MUTED))
        if left.cell_length > width - right.cell_length - 1:
            left = text(f" {told}", ACCENT)
        return fit(between(left, right, width), width)
