"""What the sources say of an action besides its figures: what was hit, its effects, its context."""

from textual.content import Content
from textual.geometry import Size

from board.locale import _, words
from board.model.situation import Situation
from board.ui.drawing import MUTED, broken, fit, text
from board.ui.lines import Lines
from board.ui.widgets.drawn import Drawn

LABEL = 22
"""Cells of the first column."""

LINES = 3
"""Lines that one saying may take."""


class Sayings(Drawn[Situation]):
    """A label and a few lines for each thing that is said."""

    DEFAULT_CSS = """
    Sayings { height: auto; }
    """

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that everything takes at a width."""
        return sum(len(lines) for _label, lines in self._blocks(width))

    def show(self, value: Situation) -> bool:
        """Show another situation; its sayings may take more lines or fewer."""
        changed = value.action != self.value.action
        self.value = value
        if changed:
            self.refresh(layout=True)
        return changed

    def render(self) -> Lines:
        """Draw the labels and what is said."""
        rows: list[Content] = []
        for label, lines in self._blocks(self.size.width):
            for place, line in enumerate(lines):
                said = text(line, "$secondary").truncate(self.size.width - LABEL - 1, ellipsis=True)
                rows.append(Content.assemble(" ", fit(text("" if place else label, MUTED), LABEL), said))
        return Lines(rows)

    def _blocks(self, width: int) -> list[tuple[str, list[str]]]:
        action = self.value.action
        said = [(_("hit: {what}").format(what=words.target(hit.target)), hit.words) for hit in action.hits]
        said += [(_("effect"), effect) for effect in action.effects]
        said += [(_("context"), point) for point in action.context]
        said += [(_("note"), action.note)] if action.note else []
        return [(label, broken(words_, max(10, width - LABEL - 2), LINES)) for label, words_ in said]
