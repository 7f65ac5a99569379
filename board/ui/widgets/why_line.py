"""The line in which the reason of what changes the ledger is typed."""

from collections.abc import Callable
from typing import ClassVar

from textual.content import Content
from textual.message import Message

from board.ui.drawing import MUTED, STRONG, text
from board.ui.widgets.typed_line import TypedLine

Then = Callable[[str], None]
"""What is done with the reason."""


class WhyLine(TypedLine):
    """Why something is put right, or taken back. Without a reason nothing is done."""

    RECORDS: ClassVar[bool] = True

    class Submitted(Message):
        """A reason was given."""

        def __init__(self, then: Then, why: str) -> None:
            """Go on.

            Args:
                then: What is done with the reason.
                why: The reason.
            """
            super().__init__()
            self.then = then
            self.why = why

    def __init__(self, asked: str, about: str, then: Then, start: str = "") -> None:
        """Ask for a reason.

        Args:
            asked: The question.
            about: What will be done.
            then: Does it, with the reason.
            start: A reason that was given already.
        """
        super().__init__(start)
        self._asked = asked
        self._about = about
        self._then = then

    def meaning(self, typed: str) -> tuple[Content, Content]:
        """Return what is asked, and what will be done."""
        return text(f"  {self._asked}", STRONG), text(f"  {self._about}", MUTED)

    def is_ready(self, typed: str) -> bool:
        """Say whether a reason was given."""
        return bool(typed.strip())

    def taken(self, typed: str) -> None:
        """Go on with the reason."""
        self.post_message(self.Submitted(self._then, typed.strip()))
