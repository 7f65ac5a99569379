"""One content type: what was counted of it, what was published of it."""

from textual.content import Content

from board.locale import _, words
from board.model.situation import ContentPanel as View
from board.model.situation import Stages, StatementView
from board.model.vocabulary import Stage
from board.store.reader import StatementsOf, Wanted
from board.ui.drawing import ACCENT, MUTED, STRONG, between, flow, text
from board.ui.widgets.drawn import Panel, name_of, nothing_published

OUTCOME_FIRST = (Stage.REMOVED, Stage.REFERRED, Stage.ASSESSED)
"""Stages in the order in which a narrow panel shows them; all others follow."""


def figure_line(said: StatementView) -> Content:
    """Return a published figure shortly: number and verb, and "press" where only the press reported it."""
    assert said.quantity is not None  # noqa: S101 callers leave out statements without a number
    line = Content.assemble(text(words.said_shortly(said), STRONG), text(f" {words.verb(said)}", "$foreground"))
    return Content.assemble(line, text(" " + words.source_kind(said.source.kind), MUTED)) if said.from_press else line


def tally_line(stages: Stages, width: int) -> Content:
    """Return tallies one after the other, never added: outcome first, as it is what a narrow panel has room for."""
    order = sorted(stages, key=lambda stage: OUTCOME_FIRST.index(stage) if stage in OUTCOME_FIRST else len(stages))
    cells = [
        Content.assemble(text(words.short_quantity(stages[stage]), STRONG), text(f" {words.stage(stage)}", MUTED))
        for stage in order
    ]
    return flow(cells, width)


class ContentTypePanel(Panel[View]):
    """The panel of one content type; one without a figure says so."""

    def __init__(self, value: View, action: str) -> None:
        """Show a content type.

        Args:
            value: What is known of it.
            action: Slug of the action it is counted in.
        """
        super().__init__(value)
        self.action = action

    def behind(self) -> Wanted:
        """Open what was published of the action."""
        return StatementsOf(self.action)

    def title(self) -> Content:
        """Return the unit."""
        return name_of(words.unit(self.value.type))

    def lines(self, width: int) -> list[Content]:
        """Return the tallies or published figures, and below them what they are part of."""
        figures = [said for said in self.value.statements if said.quantity is not None]
        if self.value.stages:
            return [tally_line(self.value.stages, width), self._published(figures, width)]
        if figures:
            if self.value.against is not None:
                return [figure_line(figures[0]), Content.assemble(text("≠ ", ACCENT), figure_line(self.value.against))]
            return [figure_line(figures[0]), self._who(figures)]
        return [nothing_published(_("no figure published")), self._within()]

    def folded(self, width: int) -> Content:
        """Return name and first line."""
        first, second = self.lines(width)
        if self.value.against is not None and not self.value.stages:
            first = Content.assemble(first, " ", second)
        return between(self.title(), first, width)

    def _who(self, figures: list[StatementView]) -> Content:
        first = figures[0]
        part = words.part(first)
        said = _("{agency}, own part").format(agency=part) if part == first.agency.name else part
        who = said or words.agency(first.agency)
        more = f"  +{len(figures) - 1}" if len(figures) > 1 else ""
        return text(f"{who}{more}", MUTED)

    def _within(self) -> Content:
        if not self.value.within:
            return Content("")
        first = self.value.within[0]
        assert first.quantity is not None  # noqa: S101 `within` holds only numbered statements
        return text(
            _("within {quantity} {unit}").format(
                quantity=words.said_shortly(first), unit=words.unit(first.unit, first.quantity.value)
            )
            + (f" · {words.source_kind(first.source.kind)}" if first.from_press else ""),
            MUTED,
        )

    def _published(self, figures: list[StatementView], width: int) -> Content:
        if not figures:
            return self._within()
        return Content.assemble(text(_("published") + " ", MUTED), flow([figure_line(figures[0])], width - 10))
