"""One line that can be chosen and opened: an action on the time line, an appearance of an agency, a source."""

from textual.content import Content

from board.model.wanted import Wanted
from board.ui.drawing import fit
from board.ui.widgets.drawn import Folded


class Row(Folded[Content]):
    """A line made elsewhere, and what opens on Enter."""

    DEFAULT_CSS = """
    Row { height: 1; }
    """

    def __init__(self, line: Content, opens: Wanted | None = None) -> None:
        """Show a line.

        Args:
            line: Of any length; it is clipped to the width.
            opens: What lies behind.
        """
        super().__init__(line)
        self.opens = opens

    def behind(self) -> Wanted | None:
        """Open what lies behind."""
        return self.opens

    def folded(self, width: int) -> Content:
        """Return the line."""
        return fit(self.value, width)
