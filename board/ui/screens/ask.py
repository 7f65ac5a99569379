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


MOST_LINES = 11
"""Of what a question is about: it fits on the smallest terminal."""


class Question(Drawn[tuple[str, str, str]]):
    """What is asked, what it is about, and what the other way is called. It is as high as that needs."""

    DEFAULT_CSS = """
    Question { width: 76; height: auto; background: $surface; }
    """

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the lines it takes."""
        return max(9, len(self._about()) + 5)

    def _about(self) -> list[Content]:
        return wrap(self.value[1], 72, MOST_LINES)

    def render(self) -> Lines:
        """Draw the frame."""
        asked, _about, other = self.value
        height = self.size.height
        lines = [Content(""), *self._about(), *[Content("")] * height][: height - 3]
        ways = [("⏎", _("yes")), *([("p", other)] if other else []), ("esc", _("no"))]
        keys = Content.assemble(
            *(Content.assemble(text(key, ACCENT), text(f" {does}   ", MUTED)) for key, does in ways)
        )
        return frame(text(asked, STRONG), Content(""), [*lines, keys], 76, height, style=ACCENT)


class AskScreen(Over[Answer]):
    """Asks over whatever was shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer('yes')", "yes", show=False),
        Binding("p", "answer('other')", "other", show=False),
        Binding("escape", "answer('no')", "no", show=False),
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
        self._seen = False

    def over(self) -> ComposeResult:
        """Show the question."""
        yield Question(self._value)

    def on_mount(self) -> None:
        """Take answers once the question can be read: a key that was pressed before answers nothing."""
        self.call_after_refresh(self._be_seen)

    def _be_seen(self) -> None:
        self._seen = True

    def action_answer(self, answer: str) -> None:
        """Give the answer."""
        if not self._seen:
            return
        given = Answer(answer)
        if given != Answer.OTHER or self._value[2]:
            self.dismiss(given)
