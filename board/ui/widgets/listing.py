"""Lines of which some can be chosen, however many there are: it draws those that have room and keeps the chosen one."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content
from textual.events import Click, MouseScrollDown, MouseScrollUp
from textual.message import Message

from board.locale import _
from board.ui.drawing import ACCENT, MUTED, between, fit, text
from board.ui.lines import Lines
from board.ui.widgets.drawn import Drawn, Value

CHOSEN = "on $primary 25%"


class Line(NamedTuple):
    """One line."""

    content: Content
    """Of any length; it is clipped to the width."""
    key: str = ""
    """What is chosen with it; "" for a line that is only read."""


class Listing(Drawn[Value]):
    """Lines that can be gone through with the arrows; below them some that always stay in sight."""

    DEFAULT_CSS = """
    Listing { height: 1fr; }
    """

    class Pointed(Message):
        """A line was clicked."""

        def __init__(self, twice: bool) -> None:
            """Say how.

            Args:
                twice: It was the second click.
            """
            super().__init__()
            self.twice = twice

    def __init__(self, value: Value, *, id: str | None = None) -> None:  # noqa: A002 as for every widget
        """Show a value.

        Args:
            value: What the lines are made of.
            id: As for every widget.
        """
        super().__init__(value, id=id)
        self.chosen = ""
        """Key of the line under the cursor; "" where none can be chosen."""
        self._first = 0
        self._made: tuple[int, list[Line]] | None = None

    @abstractmethod
    def lines(self, width: int) -> list[Line]:
        """Return the lines, for a width in cells; they are only made anew for another value or width."""

    def pinned(self, width: int) -> list[Line]:
        """Return what always stays in sight below them."""
        return []

    def start(self) -> str:
        """Return the key that is chosen first."""
        return next((line.key for line in self._all(self._width()) if line.key), "")

    def show(self, value: Value) -> bool:
        """Show another value; the chosen line stays chosen if there is still one."""
        changed = super().show(value)
        if changed:
            self._made = None
            if self.chosen not in self.choosable():
                self.choose(self.start())
        return changed

    def choose(self, key: str) -> None:
        """Put the cursor on a line, and bring it into sight."""
        self.chosen = key
        self._into_sight()
        self.refresh()

    def choosable(self) -> list[str]:
        """Return what can be chosen, from top to bottom."""
        width = self._width()
        return [line.key for line in (*self._all(width), *self.pinned(width)) if line.key]

    def move(self, by: int) -> None:
        """Move the cursor; at the end bring the lines into sight that lie beyond."""
        keys = self.choosable()
        if not keys:
            self._scroll(by)
            return
        here = keys.index(self.chosen) if self.chosen in keys else -1 if by > 0 else len(keys)
        there = min(len(keys) - 1, max(0, here + by))
        if there == here:
            self._scroll(by)
        self.chosen = keys[there]
        self._into_sight()
        if there == 0 and by < 0:
            self._scroll(-self._height())  # what stands above the first one has a right to be seen too
        self.refresh()

    def page(self, by: int) -> None:
        """Move by as many lines as there is room for."""
        self._scroll(by * max(1, self._height() - 1))
        lines, room = self._all(self._width()), self._height()
        seen = [line.key for line in lines[self._first : self._first + room] if line.key]
        if seen and self.chosen not in seen and any(line.key == self.chosen for line in lines):
            self.chosen = seen[0] if by > 0 else seen[-1]
        self.refresh()

    def end(self, last: bool) -> None:
        """Go to the last line, or to the first."""
        keys = self.choosable()
        if keys:
            self.choose(keys[-1 if last else 0])
        self._scroll(len(self._all(self._width())) * (1 if last else -1))

    def needed(self, width: int) -> int:
        """Return how many lines of the terminal it would take to show everything."""
        return len(self.lines(width)) + len(self.pinned(width))

    def _width(self) -> int:
        return (self.size.width or 80) - 1

    def _height(self) -> int:
        """Return how many lines have room above those that stay."""
        return max(1, (self.size.height or 20) - len(self.pinned(self._width())))

    def _all(self, width: int) -> list[Line]:
        if self._made is None or self._made[0] != width:
            self._made = (width, self.lines(width))
        return self._made[1]

    def _into_sight(self) -> None:
        lines, room = self._all(self._width()), self._height()
        place = next((number for number, line in enumerate(lines) if line.key and line.key == self.chosen), None)
        if place is not None:
            self._first = min(max(self._first, place - room + 1), place)

    def _scroll(self, by: int) -> None:
        most = max(0, len(self._all(self._width())) - self._height())
        self._first = min(most, max(0, self._first + by))
        self.refresh()

    def render(self) -> Lines:
        """Draw the lines that have room."""
        width = self._width()
        lines, pinned, room = self._all(width), self.pinned(width), self._height()
        self._first = min(self._first, max(0, len(lines) - room))
        shown = lines[self._first : self._first + room]
        drawn = [self._drawn(line, width) for line in shown]
        below = len(lines) - self._first - len(shown)
        if below and drawn:
            drawn[-1] = between(drawn[-1].rstrip(), text(_("↓ {count} more").format(count=below), ACCENT), width + 1)
        if self._first and drawn:
            drawn[0] = between(drawn[0].rstrip(), text("↑ ", MUTED), width + 1)
        drawn += [Content(" " * (width + 1))] * (max(0, self.size.height - len(pinned)) - len(drawn))
        return Lines([*drawn, *(self._drawn(line, width) for line in pinned)])

    def _drawn(self, line: Line, width: int) -> Content:
        chosen = bool(line.key) and line.key == self.chosen
        drawn = Content.assemble(text("▸", ACCENT) if chosen else Content(" "), fit(line.content, width))
        return drawn.stylize_before(CHOSEN) if chosen else drawn

    def on_resize(self) -> None:
        """Keep the chosen line in sight."""
        self._into_sight()
        if self.chosen not in self.choosable():
            self.choose(self.start())

    def on_click(self, event: Click) -> None:
        """Choose the line that was clicked."""
        width = self._width()
        pinned = self.pinned(width)
        drawn: Sequence[Line] = self._all(width)[self._first : self._first + self._height()]
        place = event.y - (self.size.height - len(pinned))
        line = pinned[place] if place >= 0 else drawn[event.y] if event.y < len(drawn) else None
        if line is not None and line.key:
            self.chosen = line.key
            self.refresh()
            self.post_message(self.Pointed(event.chain > 1))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move down."""
        self._scroll(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move up."""
        self._scroll(-3)
