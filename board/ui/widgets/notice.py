"""What must not be overlooked: that something is not what it might be taken for."""

from textual.content import Content

from board.ui.drawing import fit, text
from board.ui.widgets.drawn import Drawn


class Notice(Drawn[str]):
    """A line that nobody overlooks."""

    def render(self) -> Content:
        """Draw it over the whole width."""
        return fit(text(f" {self.value}"), self.size.width).stylize("$background on $accent bold")
