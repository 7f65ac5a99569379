"""Where sources disagree, one line each: what about, and every reading beside the others."""

from textual.content import Content

from board.locale import words
from board.model.disagreement import readings
from board.model.situation import DisagreementView, Situation
from board.store.reader import StatementsOf, Wanted
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.lines import Lines
from board.ui.widgets.drawn import Panel


class Disputes(Panel[Situation]):
    """Every disagreement of the action in a line."""

    DEFAULT_CSS = """
    Disputes { height: auto; }
    """

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return a line for each disagreement."""
        return len(self.value.disagreements)

    def behind(self) -> Wanted:
        """Open everything that was published of the action."""
        return StatementsOf(self.value.action.slug)

    def render(self) -> Lines:
        """Draw the lines."""
        width = self.size.width
        sign = text("▸", ACCENT) if self.has_focus else Content(" ")
        lines = [fit(Content.assemble(sign, _line(dispute)), width) for dispute in self.value.disagreements]
        return Lines(lines)


def _line(dispute: DisagreementView) -> Content:
    parts: list[Content] = [text("≠ ", ACCENT), text(words.about(dispute) + "   ", MUTED)]
    for place, group in enumerate(readings(dispute)):
        if place:
            parts.append(text("  ≠  ", ACCENT))
        names = ", ".join(dict.fromkeys(said.agency.name for said in group))
        parts += [text(words.disputed(group[0], dispute.drifts), STRONG), text(f" {names}", MUTED)]
    return Content.assemble(*parts)
