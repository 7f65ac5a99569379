"""The rows of a ledger that fit on the screen, one of them chosen."""

from typing import NamedTuple

from textual.content import Content
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.message import Message

from board.model.situation import EntryView
from board.ui.drawing import ACCENT, MUTED, text
from board.ui.lines import Lines
from board.ui.widgets.drawn import Drawn
from board.ui.widgets.entry_row import entry_line


class Rows(NamedTuple):
    """What is drawn."""

    entries: tuple[EntryView, ...]
    chosen: int
    """Which of them."""
    said: str
    """Stands below them."""


class LedgerRows(Drawn[Rows]):
    """Entries, one a line."""

    DEFAULT_CSS = """
    LedgerRows { height: 1fr; }
    """

    class Pointed(Message):
        """A row was clicked."""

        def __init__(self, row: int, twice: bool) -> None:
            """Say which.

            Args:
                row: From 0 at the top.
                twice: It was the second click.
            """
            super().__init__()
            self.row = row
            self.twice = twice

    class Scrolled(Message):
        """The wheel was turned."""

        def __init__(self, by: int) -> None:
            """Say how far.

            Args:
                by: Rows; less than 0 is up.
            """
            super().__init__()
            self.by = by

    class Resized(Message):
        """There is room for another number of rows."""

    def render(self) -> Lines:
        """Draw the rows."""
        width = self.size.width
        lines = []
        for place, entry in enumerate(self.value.entries):
            sign = text("▸", ACCENT) if place == self.value.chosen else Content(" ")
            line = Content.assemble(sign, entry_line(entry, width - 1, dated=True))
            lines.append(line.stylize_before("on $primary 25%") if place == self.value.chosen else line)
        if self.value.said:
            lines.append(text(f" {self.value.said}", MUTED))
        return Lines(lines)

    def on_resize(self, event: Resize) -> None:
        """Let the screen give as many rows as fit."""
        self.post_message(self.Resized())

    def on_click(self, event: Click) -> None:
        """Choose a row, or open it."""
        self.post_message(self.Pointed(event.y, event.chain > 1))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move down."""
        self.post_message(self.Scrolled(3))

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move up."""
        self.post_message(self.Scrolled(-3))
