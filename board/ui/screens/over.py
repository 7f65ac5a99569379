"""What is shown over another screen: it keeps the marking in sight and says when the terminal is too small."""

from abc import abstractmethod
from typing import TypeVar

from textual.app import ComposeResult
from textual.events import Resize
from textual.screen import ModalScreen

from board.ui.said import LOW, NARROW
from board.ui.screens.base import SMALLEST, BoardScreen, TooSmall
from board.ui.widgets.edges import Foot, KeysLine, TopLine

Result = TypeVar("Result")


class Over(ModalScreen[Result]):
    """A question, a form, a table over a screen of the board."""

    DEFAULT_CSS = """
    Over { align: center middle; background: $background 60%; }
    Over #over-foot { dock: bottom; background: $panel; }
    Over #over-top { dock: top; background: $panel; }
    Over.-small > * { display: none; }
    Over.-small > TopLine, Over.-small > TooSmall { display: block; }
    """

    def __init__(self) -> None:
        """Lie over what is shown."""
        super().__init__()
        self._unanswered = False

    def leave(self) -> None:
        """Be gone without an answer: at once, or as soon as nothing lies over it any more."""
        self._unanswered = True
        if self.app.screen is self:
            self.dismiss()

    def on_screen_resume(self) -> None:
        """Be gone if that was asked for while something lay over this."""
        if self._unanswered:
            self.dismiss()

    @abstractmethod
    def over(self) -> ComposeResult:
        """Yield what lies over the screen."""

    def compose(self) -> ComposeResult:
        """Show it, with the marking of the screen below."""
        yield from self.over()
        below = next((one for one in reversed(self.app.screen_stack) if isinstance(one, BoardScreen)), None)
        if below is not None:
            if below.bears_exercise():  # above and below, wherever somebody looks
                yield TopLine(below.top(), id="over-top")
            yield KeysLine(Foot(below.view.marking, below.bears_exercise(), ()), id="over-foot")

    def on_resize(self, event: Resize) -> None:
        """Say so when the terminal is too small, and come back when it has grown."""
        size = (event.size.width, event.size.height)
        self.set_class(size[0] < NARROW or size[1] < LOW, "-low")  # for what is said over it
        self.set_class(size[0] < SMALLEST[0] or size[1] < SMALLEST[1], "-small")
        self.query(TooSmall).remove()
        if self.has_class("-small"):
            self.mount(TooSmall(size))
