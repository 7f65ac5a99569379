"""Tallies in a table: a row for each part, a column for each stage, never a sum across either."""

from rich.cells import cell_len
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
        rooms = {stage: max(LEAST, cell_len(words.stage(stage)) + 2) for stage in stages}
        left = self.size.width - NAME - 2
        fitting = stages[:1]
        for stage in stages[1:]:
            if sum(rooms[one] for one in (*fitting, stage)) > left - NAME:
                break
            fitting.append(stage)
        name = self._room_for_providers(left - sum(rooms[stage] for stage in fitting))
        head = [text(f"{words.stage(stage):>{rooms[stage]}}", MUTED) for stage in fitting]
        names = (fit(text(_("content type"), MUTED), NAME), fit(text(_("provider"), MUTED), name))
        rows = [Content.assemble(" ", *names, *head)]
        before = None
        for cell in self.value:
            unit = "" if cell.content_type == before else words.unit(cell.content_type)
            before = cell.content_type
            provider = cell.provider.name if cell.provider else _("none named")
            numbers = [
                text(f"{phrases.short_quantity(cell.stages[stage]) if stage in cell.stages else '·':>{rooms[stage]}}",
                     STRONG if stage in cell.stages else MUTED)
                for stage in fitting
            ]  # fmt: skip
            rows.append(Content.assemble(" ", fit(text(unit, STRONG), NAME), fit(text(provider), name), *numbers))
        missing = [words.stage(stage) for stage in stages[len(fitting) :]]
        if missing:
            rows.append(text(" " + _("no room for: {stages}").format(stages=", ".join(missing)), MUTED))
        return Lines(rows)

    def _room_for_providers(self, left: int) -> int:
        """Return the cells of the names of providers: what they need, where the numbers leave it."""
        longest = max((cell_len(cell.provider.name) for cell in self.value if cell.provider), default=0)
        return max(NAME, min(longest + 2, left))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return a line for each row, the head, and what has no room."""
        return len(self.value) + 2
