"""One partner: who it is, what it does in the action, what it counted or published."""

from textual.content import Content

from board.locale import _, phrases, places, words
from board.model.situation import PartnerPanel as View
from board.model.situation import StatementView
from board.model.wanted import AgencyOf, PartnerOf, Wanted
from board.ui.drawing import MUTED, STRONG, between, text
from board.ui.widgets.content_panel import apart, counted_lines, folded_tallies
from board.ui.widgets.drawn import Framed, name_of, nothing_published

LEAST_NAME = 24
"""Cells that a folded panel leaves to its name."""


class PartnerPanel(Framed[View]):
    """The panel of one partner; one without a figure says so."""

    def __init__(self, value: View, action: str) -> None:
        """Show a partner.

        Args:
            value: What is known of it.
            action: Slug of the action it takes part in.
        """
        super().__init__(value)
        self.action = action

    def behind(self) -> Wanted:
        """Open its part of the action where it has counted anything, else the agency's file."""
        slug = self.value.agency.slug
        return PartnerOf(self.action, slug) if self.value.stages else AgencyOf(slug)

    def substance(self, value: View) -> object:
        """Leave out what changes though nobody counted here."""
        return apart(value)

    def title(self) -> Content:
        """Return the name."""
        return name_of(self.value.agency.name)

    def aside(self) -> Content:
        """Return the country."""
        return text(places.country(self.value.agency.country), MUTED)

    def lines(self, width: int) -> list[Content]:
        """Return the roles, then tallies or the published figure, then what that figure counts."""
        role = text(words.roles(self.value.roles) or _("no partner of this action"), "$secondary")
        if self.value.stages:
            published = self._published(width)
            beside = self._beside(width)
            if published.cell_length and beside.cell_length:
                role = Content.assemble(role, "  ", beside)
            return [role, *counted_lines(self.value, width), published if published.cell_length else beside]
        own, says = self._numbered(self.value.own), self._numbered(self.value.says)
        for figures, scope in ((own, _("its own part")), (says, _("says this of the action"))):
            if figures:
                more = f" +{len(own) + len(says) - 1}" if len(own) + len(says) > 1 else ""
                first = figures[0]
                press = f" · {words.source_kind(first.source.kind)}" if first.from_press else ""
                counts = _("only {part}").format(part=first.part) if first.part else scope
                return [role, self._figure(first), text(f"{counts}{press}{more}", MUTED)]
        said = self._beside(width) if self.value.lists else text(self.value.words or "", MUTED)
        return [role, nothing_published(_("no figure published")), said]

    def _beside(self, width: int) -> Content:
        """Return what stands beside the tallies: the lag while the board is wound back, else what came in lists."""
        if self.value.lag is not None:
            return text(phrases.lag(self.value.lag), MUTED)
        whole = text(phrases.listed(self.value.lists), MUTED)
        return whole if whole.cell_length <= width else text(phrases.listed(self.value.lists, shortly=True), MUTED)

    def _published(self, width: int) -> Content:
        """Return the published figure in a line, with what it counts."""
        figures = self._numbered(self.value.own + self.value.says)
        if not figures:
            return Content("")
        first = figures[0]
        for shortly in (False, True):
            figure = Content.assemble(self._figure(first), text(self._reserve(first, shortly), MUTED))
            line = Content.assemble(text(_("published") + " ", MUTED), figure)
            if line.cell_length <= width:
                return line
        return text(_("published: ⏎"), MUTED)  # rather no figure than one without what it counts

    def _reserve(self, said: StatementView, shortly: bool = False) -> str:
        """Return what a figure must not be shown without: it counts a part, the whole action, or the press says it."""
        marks = []
        if said.part:
            marks.append(_("a part") if shortly else _("only {part}").format(part=said.part))
        marks += [_("of the action")] if said.of_the_whole else []
        marks += [words.source_kind(said.source.kind)] if said.from_press else []
        return f" ({', '.join(marks)})" if marks else ""

    def folded(self, width: int) -> Content:
        """Return name, roles and figure in one line."""
        role, figure, *_rest = self.lines(width)
        figures = self._numbered(self.value.own + self.value.says)
        if self.value.stages:
            figure = folded_tallies(self.value, width, self.title().cell_length)
        elif figures:
            roomy = Content.assemble(figure, text(self._reserve(figures[0]), MUTED))
            short = Content.assemble(figure, text(self._reserve(figures[0], shortly=True), MUTED))
            figure = roomy if roomy.cell_length < width - LEAST_NAME else short
        name = Content.assemble(self.title(), " ", self.aside(), "  ", role)
        return between(name, figure, width)

    def _numbered(self, statements: tuple[StatementView, ...]) -> list[StatementView]:
        return [said for said in statements if said.quantity is not None]

    def _figure(self, said: StatementView) -> Content:
        assert said.quantity is not None  # noqa: S101 chosen by _numbered
        return Content.assemble(
            text(phrases.said_shortly(said), STRONG), text(f" {phrases.counted(said)}", "$foreground")
        )
