"""A disagreement: every reading beside the others, in the words it was said in."""

from textual.content import Content
from textual.geometry import Size

from board.locale import _, phrases, words
from board.model.disagreement import readings
from board.model.situation import DisagreementView, StatementView
from board.ui.drawing import ACCENT, MUTED, fit, text
from board.ui.widgets.drawn import Framed
from board.ui.widgets.statement_panel import headline, reading

COLUMN = 36
"""Cells that one reading needs at least."""

LINES = 6
"""Lines of one reading."""


class DisagreementPanel(Framed[DisagreementView]):
    """Statements that differ, side by side; none of them wins."""

    DEFAULT_CSS = """
    DisagreementPanel { height: auto; }
    """

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that all readings need at a width."""
        rows = -(-len(self.value.statements) // self._columns(width - 4))
        return rows * (LINES + 1) + 1

    def _columns(self, width: int) -> int:
        return max(1, min(len(self.value.statements), width // COLUMN))

    def title(self) -> Content:
        """Return what it is about."""
        mark = _("! not to be compared:") if self.value.caution else "≠"
        return Content.assemble(text(f"{mark} ", ACCENT), text(phrases.about(self.value), "$foreground bold"))

    def aside(self) -> Content:
        """Return in what the readings differ."""
        return text(words.drifts(self.value.drifts), MUTED)

    def lines(self, width: int) -> list[Content]:
        """Return the readings in as many columns as have room."""
        columns = self._columns(width)
        room = width // columns - 2
        cells = [
            (place > 0 and number == 0 and not self.value.caution, said)
            for place, group in enumerate(readings(self.value))
            for number, said in enumerate(group)
        ]
        rows: list[Content] = []
        for start in range(0, len(cells), columns):
            if rows:
                rows.append(Content(""))
            blocks = [_block(said, differs, room) for differs, said in cells[start : start + columns]]
            rows += [Content.assemble(*line) for line in zip(*blocks, strict=True)]
        return rows

    def folded(self, width: int) -> Content:
        """Return what it is about."""
        return fit(self.title(), width)


def _block(said: StatementView, differs: bool, width: int) -> list[Content]:
    """Return a reading in lines of `width` + 2 cells, marked where it differs from the one before."""
    marks = ["≠ " if differs else "  "] + ["  "] * (LINES - 1)
    lines = [headline(said), *reading(said, width - 2)]
    return [Content.assemble(text(mark, ACCENT), fit(line, width)) for mark, line in zip(marks, lines, strict=True)]
