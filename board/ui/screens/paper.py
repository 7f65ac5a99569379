"""A screen that is read like a sheet of paper: nothing on it is chosen, the arrows move the paper."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType

from board.model.wanted import View
from board.ui.screens.base import BoardScreen

Shown = TypeVar("Shown", bound=View)

LINES = {"up": -3, "down": 3}
"""By which an arrow moves the paper."""


class Paper(BoardScreen[Shown]):
    """Long text under the arrows and the page keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown,space", "page(1)", "page", show=False),
        Binding("pageup", "page(-1)", "page", show=False),
    ]

    def action_move(self, direction: str) -> None:
        """Move the paper up or down."""
        if direction in LINES:
            self.query_one("#body").scroll_relative(y=LINES[direction], animate=False)

    def action_move_to(self, place: int) -> None:
        """Go to the beginning or the end."""
        body = self.query_one("#body")
        if place == 0:
            body.scroll_home(animate=False)
        else:
            body.scroll_end(animate=False)

    def action_page(self, by: int) -> None:
        """Move the paper by nearly its height."""
        body = self.query_one("#body")
        body.scroll_relative(y=by * max(1, body.size.height - 2), animate=False)
