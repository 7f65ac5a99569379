"""Tallies of parts in a table: a row for each part, a column for each stage, never a sum across either."""

from typing import NamedTuple

from textual.content import Content

from board.locale import _, phrases, words
from board.model.situation import Stages
from board.model.vocabulary import Stage
from board.ui.drawing import MUTED, STRONG, fit, text
from board.ui.lines import Lines
from board.ui.widgets.drawn import Drawn

LEAST = 10
"""Cells of a number's column."""

WIDEST_NAME = 60
"""Cells of the names' column where there is much room."""


class Part(NamedTuple):
    """What tallies are of."""

    name: str
    stages: Stages
    within: bool = False
    """Whether it is a part of the row above it."""


class StageTable(Drawn[tuple[Part, ...]]):
    """Parts by stage; where the columns have no room, each part has its tallies in words."""

    DEFAULT_CSS = """
    StageTable { height: auto; }
    """

    def render(self) -> Lines:
        """Draw the head and the rows."""
        return Lines(self._lines(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the lines at a width."""
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        parts = self.value
        stages = [stage for stage in Stage if any(stage in part.stages for part in parts)]
        room = max([LEAST, *(len(words.stage(stage)) + 2 for stage in stages)])
        wanted = max(18, *(Content(part.name).cell_length + 4 for part in parts)) if parts else 18
        name = min(wanted, WIDEST_NAME, width - 2 - room * len(stages))
        if name < 18:
            return self._in_words(width)
        head = "".join(f"{words.stage(stage):>{room}}" for stage in stages)
        lines = [Content.assemble(" " * (name + 1), text(head, MUTED))] if stages else []
        for part in parts:
            if not part.stages:
                lines.append(Content.assemble(_name(part, name), text("  " + _("nothing counted"), MUTED)))
                continue
            numbers = [_number(part.stages, stage, room) for stage in stages]
            lines.append(Content.assemble(_name(part, name), *numbers))
        return [fit(line, width) for line in lines]

    def _in_words(self, width: int) -> list[Content]:
        lines = []
        for part in self.value:
            lines.append(fit(_name(part, width - 1), width))
            for stage, quantity in part.stages.items():
                line = f"{phrases.quantity(quantity):>24} {words.stage(stage, number=quantity.value)}"
                lines.append(fit(text(line, STRONG), width))
            if not part.stages:
                lines.append(fit(text("    " + _("nothing counted"), MUTED), width))
        return lines


def _name(part: Part, room: int) -> Content:
    name = fit(text(f"  {part.name}" if part.within else part.name, MUTED if part.within else "$foreground"), room - 1)
    return Content.assemble(" ", name, " ")


def _number(stages: Stages, stage: Stage, room: int) -> Content:
    if stage not in stages:
        return text(f"{'·':>{room}}", MUTED)
    return text(f"{phrases.short_quantity(stages[stage]):>{room}}", STRONG)
