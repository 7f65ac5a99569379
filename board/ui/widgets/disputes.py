"""Where sources disagree, one line each: what about, and every reading beside the others."""

from textual.content import Content

from board.exchange.show import about
from board.locale import words
from board.model.situation import DisagreementView, Situation, StatementView
from board.store.reader import StatementsOf, Wanted
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
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

    def render(self) -> Content:
        """Draw the lines."""
        width = self.size.width
        sign = text("▸", ACCENT) if self.has_focus else Content(" ")
        lines = [fit(Content.assemble(sign, _line(dispute)), width) for dispute in self.value.disagreements]
        return Content("\n").join(lines)


def _line(dispute: DisagreementView) -> Content:
    readings: dict[str, list[str]] = {}
    for said in dispute.statements:
        readings.setdefault(_reading(said), []).append(said.agency.name)
    parts: list[Content] = [text("≠ ", ACCENT), text(about(dispute) + "  ", "$foreground")]
    for place, (reading, names) in enumerate(readings.items()):
        if place:
            parts.append(text("  ≠  ", ACCENT))
        parts += [text(reading, STRONG), text(" " + ", ".join(dict.fromkeys(names)), MUTED)]
    return Content.assemble(*parts)


def _reading(said: StatementView) -> str:
    if said.quantity is None:
        return words.quote(said)
    return f"{words.short_quantity(said.quantity)} {words.counted(said)}"
