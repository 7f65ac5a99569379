"""What something is known by: a label and a value in each line, every value whole, also a long hash."""

from textual.content import Content

from board.exchange.lines import wrapped
from board.ui.drawing import MUTED, STRONG, fit, text
from board.ui.lines import Lines
from board.ui.widgets.drawn import Drawn

LABEL = 20
"""Cells of the first column."""

HASH = 64
"""Digits of a hash; where they have no room in one line they stand in two halves."""


class Particulars(Drawn[tuple[tuple[str, str], ...]]):
    """Labels and values."""

    DEFAULT_CSS = """
    Particulars { height: auto; }
    """

    def render(self) -> Lines:
        """Draw them."""
        return Lines(self._lines(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the lines that everything takes at a width."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        lines = []
        room = max(HASH // 2 + 2, width - LABEL - 2)
        for label, value in self.value:
            for place, part in enumerate(wrapped(_halved(value, room), room)):
                start = fit(text("" if place else label, MUTED), LABEL)
                lines.append(fit(Content.assemble(" ", start, text(part.strip(), STRONG)), width))
        return lines


def _halved(value: str, room: int) -> str:
    """Return a value whose hashes have room."""
    if room > HASH:
        return value
    words = value.split(" ")
    return " ".join(f"{word[: HASH // 2]} {word[HASH // 2 :]}" if len(word) == HASH else word for word in words)
