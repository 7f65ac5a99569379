"""The line in which the reason of a correction is typed."""

from typing import ClassVar

from textual.content import Content
from textual.message import Message

from board.exchange.quick_entry import Line, in_words
from board.locale import _
from board.ui.drawing import MUTED, STRONG, text
from board.ui.widgets.typed_line import TypedLine


class WhyLine(TypedLine):
    """Why an entry was wrong."""

    RECORDS: ClassVar[bool] = True

    class Submitted(Message):
        """A reason was given."""

        def __init__(self, line: Line, place: tuple[str, int], why: str) -> None:
            """Ask for the correction.

            Args:
                line: What the entry should have been, as it was understood.
                place: Site and number of the wrong one.
                why: The reason.
            """
            super().__init__()
            self.line = line
            self.place = place
            self.why = why

    def __init__(self, line: Line, place: tuple[str, int]) -> None:
        """Ask for a reason.

        Args:
            line: What the entry should have been, as it was understood.
            place: Site and number of the wrong one.
        """
        super().__init__("")
        self._line = line
        self._place_of_wrong = place

    def meaning(self, typed: str) -> tuple[Content, Content]:
        """Return what will be recorded."""
        said = text("  " + _("why was entry {seq} wrong?").format(seq=self._place_of_wrong[1]), STRONG)
        return said, text("  " + _("the ledger keeps it, takes it back with this reason, and records: {line}").format(
            line=in_words(self._line)), MUTED)  # fmt: skip

    def is_ready(self, typed: str) -> bool:
        """Say whether a reason was given."""
        return bool(typed.strip())

    def taken(self, typed: str) -> None:
        """Ask for the correction."""
        self.post_message(self.Submitted(self._line, self._place_of_wrong, typed.strip()))
