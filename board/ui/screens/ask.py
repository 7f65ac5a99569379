"""One question that is answered with yes or no."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen

from board.locale import _
from board.ui.drawing import ACCENT, MUTED, STRONG, frame, text, wrap
from board.ui.lines import Lines
from board.ui.widgets.drawn import Drawn


class Question(Drawn[tuple[str, str]]):
    """What is asked, and what it is about."""

    DEFAULT_CSS = """
    Question { width: 76; height: 8; background: $surface; }
    """

    def render(self) -> Lines:
        """Draw the frame."""
        asked, about = self.value
        lines = [Content(""), *wrap(about, 72, 3), Content("")]
        keys = Content.assemble(
            text("⏎", ACCENT), text(" " + _("yes") + "   ", MUTED), text("esc", ACCENT), text(" " + _("no"), MUTED)
        )
        return frame(text(asked, STRONG), Content(""), [*lines[:5], keys], 76, 8, style=ACCENT)


class AskScreen(ModalScreen[bool]):
    """Asks over whatever was shown; answers True for Enter, False for Esc."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "dismiss(True)", "yes", show=False),
        Binding("escape,n", "dismiss(False)", "no", show=False),
    ]

    def __init__(self, asked: str, about: str) -> None:
        """Ask.

        Args:
            asked: The question.
            about: What it is about.
        """
        super().__init__()
        self._value = (asked, about)

    def compose(self) -> ComposeResult:
        """Show the question."""
        yield Question(self._value)
