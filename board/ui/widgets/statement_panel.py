"""One published figure with everything that makes it more than a number."""

from textual.content import Content

from board.locale import _, days, phrases, words
from board.model.situation import StatementView
from board.model.wanted import AgencyOf, StatementsOf, Wanted
from board.ui.drawing import MUTED, STRONG, text, wrap
from board.ui.widgets.drawn import Framed


def source_line(said: StatementView) -> str:
    """Return where a statement can be read: kind, publisher, date."""
    source = said.source
    return " · ".join((words.source_kind(source.kind), source.publisher, days.day(source.date)))


def headline(said: StatementView) -> Content:
    """Return the figure, the number strong; of a statement without a number what it is about."""
    if said.quantity is None:
        return text(phrases.counted(said), STRONG)
    return Content.assemble(text(phrases.said_quantity(said), STRONG), text(f" {phrases.counted(said)}", "$foreground"))


def reading(said: StatementView, width: int) -> list[Content]:
    """Return what stands below the figure, in five lines: two of its words, who says so, of when, where it is read."""
    quote = wrap(phrases.quote(said), width, 2, "$secondary")
    when = days.counted_period(said)
    part = phrases.part(said)
    if part:
        when += " · " + _("counts only: {part}").format(part=part)
    return [
        *quote,
        *[Content("")] * (2 - len(quote)),
        text(phrases.agency(said.agency), STRONG),
        text(when, MUTED),
        text(source_line(said), "$foreground" if said.from_press else MUTED),
    ]


class StatementPanel(Framed[StatementView]):
    """A statement with its words, its agency, its period and its source."""

    DEFAULT_CSS = """
    StatementPanel { height: 7; }
    """

    def __init__(self, value: StatementView, subject: str | None = None) -> None:
        """Show a statement.

        Args:
            value: The statement.
            subject: Name of what it speaks of, where the screen does not say so already.
        """
        super().__init__(value)
        self.subject = subject

    def behind(self) -> Wanted:
        """Open the agency that says so; in an agency's own file, what the statement speaks of."""
        return StatementsOf(self.value.subject) if self.subject else AgencyOf(self.value.agency.slug)

    def aside(self) -> Content:
        """Return what it speaks of."""
        return text(self.subject or "", MUTED)

    def title(self) -> Content:
        """Return the figure."""
        return headline(self.value)

    def lines(self, width: int) -> list[Content]:
        """Return what makes it more than a number."""
        return reading(self.value, width)

    def folded(self, width: int) -> Content:
        """Return figure and agency."""
        return Content.assemble(
            text(phrases.figure(self.value), STRONG), text("  " + phrases.agency(self.value.agency), MUTED)
        ).truncate(width, ellipsis=True)
