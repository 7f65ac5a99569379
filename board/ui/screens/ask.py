"""One question that is answered with yes, no, or another way."""

from enum import Enum
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from board.locale import _
from board.ui.drawing import ACCENT, MUTED, STRONG, frame, text, wrap
from board.ui.lines import Lines
from board.ui.screens.over import Over
from board.ui.widgets.drawn import Drawn


class Answer(Enum):
    """What was answered."""

    YES = "yes"
    NO = "no"
    OTHER = "other"


class Question(Drawn[tuple[str, str, str]]):
    """What is asked, what it is about, and what the other way is called."""

    DEFAULT_CSS = """
    Question { width: 76; height: 9; background: $surface; }
    """

    def render(self) -> Lines:
        """Draw the frame."""
        asked, about, other = self.value
        lines = [Content(""), *wrap(about, 72, 4), *[Content("")] * 4][:6]
        ways = [("⏎", _("yes")), *([("p", other)] if other else []), ("esc", _("no"))]
        keys = Content.assemble(
            *(Content.assemble(text(key, ACCENT), text(f" {does}   ", MUTED)) for key, does in ways)
        )
        return frame(text(asked, STRONG), Content(""), [*lines, keys], 76, 9, style=ACCENT)


class AskScreen(Over[Answer]):
    """Asks over whatever was shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,y", "answer('yes')", "yes", show=False),
        Binding("p", "answer('other')", "other", show=False),
        Binding("escape,n", "answer('no')", "no", show=False),
    ]

    def __init__(self, asked: str, about: str, other: str = "") -> None:
        """Ask.

        Args:
            asked: The question.
            about: What it is about.
            other: What a third way does, "" where there is none.
        """
        super().__init__()
        self._value = (asked, about, other)

    def over(self) -> ComposeResult:
        """Show the question."""
        yield Question(self._value)

    def action_answer(self, answer: str) -> None:
        """Give the answer."""
        given = Answer(answer)
        if given != Answer.OTHER or self._value[2]:
            self.dismiss(given)
