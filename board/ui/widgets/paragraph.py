"""Text over several lines, broken at the width it has; what follows the first line is set in."""

from board.exchange.lines import wrapped
from board.ui.drawing import fit, text
from board.ui.lines import Lines
from board.ui.widgets.drawn import Drawn


class Paragraph(Drawn[str]):
    """A paragraph that is shown whole."""

    DEFAULT_CSS = """
    Paragraph { height: auto; }
    """

    def __init__(self, value: str, style: str = "$foreground", *, hang: int = 2) -> None:
        """Show a text.

        Args:
            value: The text; one of blanks alone is an empty line.
            style: Of all of it.
            hang: Cells by which what follows the first line is set in.
        """
        super().__init__(value)
        self.ink = style
        self.hang = hang

    def render(self) -> Lines:
        """Draw it."""
        width = self.size.width
        return Lines([fit(text(line, self.ink), width) for line in self._lines(width)])

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return its lines at a width."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[str]:
        return wrapped(self.value, max(20, width - 1), " ", self.hang) or [""] * bool(self.value)
