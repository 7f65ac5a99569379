"""A line in which something is typed, with what was understood shown underneath."""

from abc import abstractmethod
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from board.exchange.quick_entry import LONGEST_LINE
from board.locale import N_
from board.ui.drawing import fit
from board.ui.widgets.clean_input import CleanInput
from board.ui.widgets.drawn import Drawn, KeysTaken

SPARE = 500
"""Characters that can be added to a line that is long from the start: the note of an entry may be."""


class Meaning(Drawn[Content]):
    """What was understood so far."""

    def render(self) -> Content:
        """Draw the line."""
        return fit(self.value, self.size.width)


class TypedLine(Widget):
    """An input and what it means. It does nothing with it: it says what was typed."""

    DEFAULT_CSS = """
    TypedLine { height: 5; background: $panel; }
    TypedLine Input { height: 3; }
    """
    RECORDS: ClassVar[bool] = False
    """Whether what is typed ends in the ledger."""
    KEYS: ClassVar[list[Binding]] = [
        Binding("enter", "take", N_("take it")),
        Binding("tab", "complete", N_("complete")),
        Binding("up", "earlier(-1)", N_("line before")),
        Binding("escape", "close", N_("leave")),
    ]
    """What the foot of the screen shows meanwhile."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False, priority=True),
        Binding("up", "earlier(-1)", show=False),
        Binding("down", "earlier(1)", show=False),
        Binding("tab", "complete", show=False, priority=True),
    ]

    def __init__(self, start: str, earlier: list[str] | None = None) -> None:
        """Start a line.

        Args:
            start: What stands there already.
            earlier: Lines typed before, the oldest first.
        """
        super().__init__()
        self._start = start
        self._earlier = [*(earlier or []), start]
        self._place = len(self._earlier) - 1
        self._chosen: Widget | None = None

    @abstractmethod
    def meaning(self, typed: str) -> tuple[Content, Content]:
        """Return what a line means, and what it could become."""

    @abstractmethod
    def is_ready(self, typed: str) -> bool:
        """Say whether a line can be taken as it is."""

    @abstractmethod
    def taken(self, typed: str) -> None:
        """Say to others what was typed."""

    def completions(self, typed: str) -> tuple[str, ...]:
        """Return what the last word can become."""
        return ()

    def cursor_at(self) -> int:
        """Return where typing starts."""
        return len(self._start)

    def compose(self) -> ComposeResult:
        """Lay the input above what it means."""
        meaning, hint = self.meaning(self._start)
        yield CleanInput(self._start, max_length=max(LONGEST_LINE, len(self._start) + SPARE), select_on_focus=False)
        yield Meaning(meaning, classes="meaning")
        yield Meaning(hint, classes="hint")

    async def open(self, screen: Screen[None]) -> None:
        """Open the line above the foot of a screen that has none open; when this returns it takes what is typed."""
        if screen.query("TypedLine"):
            return
        self._chosen = screen.focused
        await screen.mount(self, before="#foot")
        screen.query("ToastRack").add_class("-above-line")
        line = self.query_one(Input)
        screen.set_focus(line, scroll_visible=False)
        line.cursor_position = self.cursor_at()
        screen.post_message(KeysTaken(self.KEYS))

    @property
    def typed(self) -> str:
        """What stands in the line now."""
        return self.query_one(Input).value

    def put(self, typed: str) -> None:
        """Put something else into the line, with the cursor behind it."""
        line = self.query_one(Input)
        line.value = typed
        line.cursor_position = len(typed)
        self._renew(typed)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what is understood now."""
        event.stop()
        self._renew(event.value)

    def _renew(self, typed: str) -> None:
        meaning, hint = self.meaning(typed)
        self.query_one(".meaning", Meaning).show(meaning)
        self.query_one(".hint", Meaning).show(hint)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Say what was typed, if it is understood whole."""
        event.stop()
        if self.is_ready(event.value):
            self.taken(event.value)
            self.close()

    def action_close(self) -> None:
        """Leave the line."""
        self.close()

    def close(self) -> None:
        """Close, and choose again what was chosen before."""
        self.screen.query("ToastRack").remove_class("-above-line")
        if self._chosen is not None and self._chosen.is_attached:
            self.screen.set_focus(self._chosen, scroll_visible=False)
        else:
            self.screen.set_focus(None)
        self.screen.post_message(KeysTaken([]))
        self.remove()

    def action_earlier(self, by: int) -> None:
        """Show the line typed before or after the one that is shown."""
        self._place = min(len(self._earlier) - 1, max(0, self._place + by))
        line = self.query_one(Input)
        line.value = self._earlier[self._place]
        line.cursor_position = len(line.value)

    def action_complete(self) -> None:
        """Put the likeliest word in the place of the one that was begun."""
        line = self.query_one(Input)
        typed, rest = line.value[: line.cursor_position], line.value[line.cursor_position :]
        found = self.completions(typed)
        if found:
            begun = typed.split()[-1]
            typed = f"{typed[: len(typed) - len(begun)]}{found[0]} "
            line.value = typed + rest.lstrip()
            line.cursor_position = len(typed)
