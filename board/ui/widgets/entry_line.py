"""The line in which an entry is typed, with what was understood shown underneath while it is typed."""

from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from board.exchange.quick_entry import LONGEST_LINE, Line, Names, in_words, understand
from board.locale import _
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.widgets.drawn import Drawn


class Understood(Drawn[Line]):
    """What was understood so far, in words, and what is still to say."""

    def render(self) -> Content:
        """Draw the line."""
        parts = [Content("  "), text(in_words(self.value) or _("type an entry"), STRONG)]
        if self.value.problems:
            parts.append(text("   " + "; ".join(self.value.problems), ACCENT))
        else:
            parts.append(text("   ⏎ " + _("record"), MUTED))
        return fit(Content.assemble(*parts), self.size.width)


class EntryLine(Widget):
    """An input and what it means. It does not record: it says what is to be recorded."""

    DEFAULT_CSS = """
    EntryLine { height: 4; background: $panel; }
    EntryLine Input { height: 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", _("close"), show=False),
        Binding("up", "earlier(-1)", show=False),
        Binding("down", "earlier(1)", show=False),
    ]

    class Submitted(Message):
        """A line that was understood whole is to be recorded."""

        def __init__(self, typed: str) -> None:
            """Ask for it to be recorded.

            Args:
                typed: The line.
            """
            super().__init__()
            self.typed = typed

    def __init__(self, start: str, names: Names, now: datetime, earlier: list[str]) -> None:
        """Start a line.

        Args:
            start: What stands there already.
            names: What a line can name.
            now: The present instant, aware.
            earlier: Lines recorded before, the oldest first.
        """
        super().__init__()
        self._start = start
        self._names = names
        self._now = now
        self._earlier = [*earlier, start]
        self._place = len(earlier)
        self._chosen: Widget | None = None

    def compose(self) -> ComposeResult:
        """Lay the input above what it means."""
        yield Input(self._start, max_length=LONGEST_LINE, select_on_focus=False)
        yield Understood(understand(self._start, self._names, self._now))

    def on_mount(self) -> None:
        """Let the person type at once, before what a panel has filled in."""
        self._chosen = self.screen.focused
        line = self.query_one(Input)
        line.focus()
        line.cursor_position = 1 if self._start[:1] in ("+", "=") else len(self._start)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is understood now."""
        event.stop()
        self.query_one(Understood).show(understand(event.value, self._names, self._now))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Ask for the line to be recorded, if it is understood whole."""
        event.stop()
        if not understand(event.value, self._names, self._now).problems:
            self.post_message(self.Submitted(event.value))
            self.action_close()

    def action_close(self) -> None:
        """Close, and choose again what was chosen before."""
        self.screen.set_focus(self._chosen, scroll_visible=False)
        self.remove()

    def action_earlier(self, by: int) -> None:
        """Show the line recorded before or after the one that is shown."""
        self._place = min(len(self._earlier) - 1, max(0, self._place + by))
        line = self.query_one(Input)
        line.value = self._earlier[self._place]
        line.cursor_position = len(line.value)
