"""What every part of the board has in common: it is given a value, and draws itself when the value differs."""

from abc import abstractmethod
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Click
from textual.message import Message
from textual.reactive import Reactive
from textual.widget import Widget

from board.model.wanted import Wanted
from board.ui.drawing import ACCENT, MUTED, STRONG, frame, text
from board.ui.lines import Lines

Value = TypeVar("Value")

MARK_SECONDS = 3.0
"""How long a panel that has just changed stays marked."""


class Drawn(Widget, Generic[Value]):
    """A widget that draws one value, and only again when it is given another."""

    ALLOW_SELECT = False
    auto_links: Reactive[bool] = Reactive(False)
    """Nothing that is drawn is ever a link."""
    DEFAULT_CSS = """
    Drawn { width: 1fr; height: 1; text-wrap: nowrap; }
    """

    def __init__(self, value: Value, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        """Draw a value.

        Args:
            value: What is shown first.
            id: As for every widget.
            classes: As for every widget.
        """
        super().__init__(id=id, classes=classes)
        self.value = value

    def show(self, value: Value) -> bool:
        """Show another value; say whether it differed from the one before."""
        if value == self.value:
            return False
        self.value = value
        self.refresh()
        return True


class Opened(Message):
    """Somebody wants to see what lies behind a panel."""

    def __init__(self, wanted: Wanted) -> None:
        """Ask to see something.

        Args:
            wanted: What is to be shown.
        """
        super().__init__()
        self.wanted = wanted


class Stepped(Message):
    """Somebody wants to see the action before or after the one that is shown."""

    def __init__(self, by: int) -> None:
        """Ask for a step.

        Args:
            by: -1 for the action before in time, 1 for the one after.
        """
        super().__init__()
        self.by = by


class Seen(Message):
    """Somebody has seen what was said."""


class Left(Message):
    """Somebody leaves a screen, or wants to leave the first one."""

    def __init__(self, first: bool) -> None:
        """Say which.

        Args:
            first: It is the first one, which stays.
        """
        super().__init__()
        self.first = first


class KeysTaken(Message):
    """Somebody types now, and other keys work than those of the screen."""

    def __init__(self, keys: list[Binding]) -> None:
        """Name the keys that work now.

        Args:
            keys: None of them when those of the screen work again.
        """
        super().__init__()
        self.keys = keys


class Panel(Drawn[Value], can_focus=True):
    """What can be chosen and opened, and is marked for a moment when it changes."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", "open")]

    def behind(self) -> Wanted | None:
        """Return what opens on Enter, None where there is nothing behind."""
        return None

    def substance(self, value: Value) -> object:
        """Return that of a value which marks the panel when it changes."""
        return value

    @property
    def marked(self) -> bool:
        """Whether the panel changed a moment ago."""
        return self.has_class("-changed")

    def sign(self) -> Content:
        """Return what stands before the first line: chosen, changed a moment ago, or neither."""
        return text("▸", ACCENT) if self.has_focus else text("◆", ACCENT) if self.marked else Content(" ")

    def show(self, value: Value, mark: bool = True) -> bool:
        """Show another value, and mark the panel for a moment if it differs.

        Args:
            value: What is shown from now on.
            mark: False where it is another thing that is shown, and not the same one changed.
        """
        before = self.value
        changed = super().show(value)
        if changed and mark and self.substance(before) != self.substance(value):
            self.add_class("-changed")
            self.set_timer(MARK_SECONDS, self._unmark)
        return changed

    def _unmark(self) -> None:
        self.remove_class("-changed")
        self.refresh()

    def on_focus(self) -> None:
        """Draw the heavy frame."""
        self.refresh()

    def on_blur(self) -> None:
        """Draw the light frame."""
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Open with the second click; the first one chose the panel."""
        if event.chain >= 2:
            self.action_open()

    def action_open(self) -> None:
        """Ask the board to show what lies behind."""
        wanted = self.behind()
        if wanted is not None:
            self.post_message(Opened(wanted))


class Folded(Panel[Value]):
    """A panel of one line."""

    @abstractmethod
    def folded(self, width: int) -> Content:
        """Return the panel in one line."""

    def render(self) -> Content | Lines:
        """Draw the line after its sign."""
        return Content.assemble(self.sign(), self.folded(self.size.width - 1))


class Framed(Folded[Value]):
    """A panel of several lines in a frame. On a small terminal it folds to the one line."""

    @abstractmethod
    def title(self) -> Content:
        """Return what stands in the upper edge."""

    def aside(self) -> Content:
        """Return what stands at the right of the upper edge."""
        return Content("")

    @abstractmethod
    def lines(self, width: int) -> list[Content]:
        """Return what stands within, for a width in cells; the first line is the one that is kept when folded."""

    def render(self) -> Content | Lines:
        """Draw the frame, or the one line."""
        width, height = self.size
        if height < 3:
            return super().render()
        title = self.title()
        if self.marked:
            title = Content.assemble(("◆ ", ACCENT), title)
        style = ACCENT if self.has_focus or self.marked else "$frame"
        return frame(title, self.aside(), self.lines(width - 4), width, height, style=style, heavy=self.has_focus)


def name_of(plain: str) -> Content:
    """Return a name as titles show it."""
    return text(plain, STRONG)


def nothing_published(words: str) -> Content:
    """Return how an absent figure looks: said in words, never as 0."""
    return text(words, MUTED)
