"""One published figure with everything that makes it more than a number."""

from textual.content import Content

from board.locale import _, words
from board.model.situation import StatementView
from board.store.reader import AgencyOf, Wanted
from board.ui.drawing import MUTED, STRONG, text, wrap
from board.ui.widgets.drawn import Panel


def source_line(said: StatementView) -> str:
    """Return where a statement can be read: kind, publisher, date."""
    source = said.source
    return " · ".join((words.source_kind(source.kind), source.publisher, words.day(source.date)))


def reading(said: StatementView, width: int) -> list[Content]:
    """Return a statement in six lines: figure, two of its words, who says so, of when, where it can be read."""
    if said.quantity is None:
        figure = text(words.counted(said), STRONG)
    else:
        figure = Content.assemble(
            text(words.quantity(said.quantity) + " ", STRONG), text(words.counted(said), "$foreground")
        )
    quote = wrap(words.quote(said), width, 2, "$secondary")
    when = _("as of {period}").format(period=words.period(said.since, said.as_of))
    part = words.part(said)
    if part:
        when += " · " + _("counts only: {part}").format(part=part)
    return [
        figure,
        *quote,
        *[Content("")] * (2 - len(quote)),
        text(words.agency(said.agency), STRONG),
        text(when, MUTED),
        text(source_line(said), "$foreground" if said.from_press else MUTED),
    ]


class StatementPanel(Panel[StatementView]):
    """A statement with its words, its agency, its period and its source."""

    DEFAULT_CSS = """
    StatementPanel { height: 8; }
    """

    def behind(self) -> Wanted:
        """Open the agency that says so."""
        return AgencyOf(self.value.agency.slug)

    def title(self) -> Content:
        """Return nothing: the figure itself is the title."""
        return Content("")

    def lines(self, width: int) -> list[Content]:
        """Return the statement."""
        return reading(self.value, width)

    def folded(self, width: int) -> Content:
        """Return figure and agency."""
        return Content.assemble(
            text(words.figure(self.value), STRONG), text("  " + words.agency(self.value.agency), MUTED)
        ).truncate(width, ellipsis=True)
