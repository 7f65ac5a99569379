"""Where sources disagree, one line each: what about, and every reading beside the others."""

from textual.content import Content

from board.locale import _, phrases
from board.model.disagreement import readings
from board.model.situation import DisagreementView, Situation
from board.model.wanted import StatementsOf, Wanted
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
        return len(self.value.disagreements) + len(self.value.cautions)

    def substance(self, value: Situation) -> object:
        """Leave out everything but the disagreements."""
        return value.disagreements, value.cautions

    def behind(self) -> Wanted:
        """Open everything that was published of the action."""
        return StatementsOf(self.value.action.slug)

    def render(self) -> Lines:
        """Draw a line for each after the sign."""
        width = self.size.width
        known = (*self.value.disagreements, *self.value.cautions)
        signs = [self.sign(), *[Content(" ")] * len(known)]  # one panel, one sign
        pairs = zip(signs, known, strict=False)
        return Lines([fit(Content.assemble(sign, _line(dispute)), width) for sign, dispute in pairs])


def _line(dispute: DisagreementView) -> Content:
    mark = "!" if dispute.caution else "≠"
    about = (
        _("not to be compared: {about}").format(about=phrases.about(dispute))
        if dispute.caution
        else phrases.about(dispute)
    )
    parts: list[Content] = [text(f"{mark} ", ACCENT), text(about + "   ", MUTED)]
    for place, group in enumerate(readings(dispute)):
        if place:
            parts.append(text("  ·  ", MUTED) if dispute.caution else text("  ≠  ", ACCENT))
        names = ", ".join(dict.fromkeys(said.agency.name for said in group))
        parts += [text(phrases.disputed(group[0], dispute.drifts), STRONG), text(f" {names}", MUTED)]
    return Content.assemble(*parts)
