"""Tallies in a table: a row for each part, a column for each stage, never a sum across either."""

from textual.content import Content

from board.locale import _, phrases, words
from board.model.situation import Cell
from board.model.vocabulary import Stage
from board.ui.drawing import MUTED, STRONG, fit, text
from board.ui.lines import Lines
from board.ui.widgets.drawn import Drawn

NAME = 16
"""Cells of the first two columns."""

LEAST = 10
"""Cells of a number's column."""


class TallyTable(Drawn[tuple[Cell, ...]]):
    """Content type and provider by stage."""

    DEFAULT_CSS = """
    TallyTable { height: auto; }
    """

    def render(self) -> Lines:
        """Draw the head and the rows; columns that have no room are left out whole, and said so."""
        stages = [stage for stage in Stage if any(stage in cell.stages for cell in self.value)]
        room = max(LEAST, *(len(words.stage(stage)) + 2 for stage in stages)) if stages else LEAST
        fitting = stages[: max(1, (self.size.width - 2 * NAME - 2) // room)]
        rows = [Content.assemble(" ", fit(text(_("content type"), MUTED), NAME), fit(text(_("provider"), MUTED), NAME),
                                 *(text(f"{words.stage(stage):>{room}}", MUTED) for stage in fitting))]  # fmt: skip
        before = None
        for cell in self.value:
            name = "" if cell.content_type == before else words.unit(cell.content_type)
            before = cell.content_type
            provider = cell.provider.name if cell.provider else _("none named")
            numbers = [
                text(f"{phrases.short_quantity(cell.stages[stage]) if stage in cell.stages else '·':>{room}}",
                     STRONG if stage in cell.stages else MUTED)
                for stage in fitting
            ]  # fmt: skip
            rows.append(Content.assemble(" ", fit(text(name, STRONG), NAME), fit(text(provider), NAME), *numbers))
        left = [words.stage(stage) for stage in stages[len(fitting) :]]
        if left:
            rows.append(text(" " + _("no room for: {stages}").format(stages=", ".join(left)), MUTED))
        return Lines(rows)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return a line for each row, the head, and what has no room."""
        return len(self.value) + 2
