"""The line between two parts of a screen."""

from textual.content import Content

from board.ui.drawing import MUTED, fit, text
from board.ui.widgets.drawn import Drawn


class Heading(Drawn[str]):
    """A thin rule with the name of what follows."""

    def render(self) -> Content:
        """Draw the rule over the whole width."""
        rule = self.size.width - Content(self.value).cell_length - 4
        line = Content.assemble(("── ", "$frame"), text(self.value, MUTED), (" " + "─" * rule, "$frame"))
        return fit(line, self.size.width)
