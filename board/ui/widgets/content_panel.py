"""One content type: what was counted of it, what was published of it."""

from rich.cells import cell_len
from textual.content import Content

from board.locale import _, days, phrases, words
from board.model.situation import ContentPanel as View
from board.model.situation import EntryView, Stages, StatementView
from board.model.situation import PartnerPanel as PartnerView
from board.model.vocabulary import ContentType, Stage
from board.model.wanted import StatementsOf, Wanted
from board.ui.drawing import ACCENT, MUTED, STRONG, between, flow, spark, text
from board.ui.widgets.drawn import Framed, name_of, nothing_published

OUTCOME_FIRST = (Stage.REMOVED, Stage.REFERRED, Stage.ASSESSED)
"""Stages in the order in which a narrow panel shows them; all others follow."""


def figure_line(said: StatementView, *, shortly: bool = False) -> Content:
    """Return a published figure shortly: number, verb, and what it must not be shown without."""
    assert said.quantity is not None  # noqa: S101 callers leave out statements without a number
    number = Content.assemble(text(phrases.said_shortly(said), STRONG), text(f" {phrases.verb(said)}", "$foreground"))
    return Content.assemble(number, text(phrases.reserve(said, shortly=shortly), MUTED))


def _against(said: StatementView, other: StatementView) -> Content:
    """Return two readings that disagree; a number both give stands there once: ">26,000 removed ≠ referred"."""
    same = phrases.said_shortly(said) == phrases.said_shortly(other)
    reading = Content.assemble(phrases.verb(other), text(phrases.reserve(other), MUTED)) if same else figure_line(other)
    return Content.assemble(figure_line(said), text(" ≠ ", ACCENT), reading)


def _figure_above(said: StatementView) -> Content:
    """Return a published figure above a line that says whose part it is: only the press is named with it."""
    assert said.quantity is not None  # noqa: S101 callers leave out statements without a number
    line = Content.assemble(text(phrases.said_shortly(said), STRONG), text(f" {phrases.verb(said)}", "$foreground"))
    return Content.assemble(line, text(" " + words.source_kind(said.source.kind), MUTED)) if said.from_press else line


def headline(stages: Stages) -> Stage:
    """Return the stage that speaks for a panel: the outcome, where there is one."""
    return min(stages, key=lambda stage: OUTCOME_FIRST.index(stage) if stage in OUTCOME_FIRST else len(OUTCOME_FIRST))


def apart(panel: View | PartnerView) -> View | PartnerView:
    """Return a panel without its tempo, which changes with the hour, and its share, which changes with the others."""
    return panel._replace(tempos={}, shares={})


def verb(panel: View | PartnerView, stage: Stage) -> str:
    """Return the verb of a panel's tally, as it goes with its unit; a partner's is of several units."""
    return words.stage(stage, unit_of(panel), panel.stages[stage].value)


def unit_of(panel: View | PartnerView) -> ContentType | None:
    """Return what a panel counts; None for a partner, who may count several units."""
    return None if isinstance(panel, PartnerView) else panel.type


def counted_lines(panel: View | PartnerView, width: int) -> list[Content]:
    """Return what was counted: the outcome with its share, the other stages, the tempo, the last change and by whom."""
    first = headline(panel.stages)
    number = Content.assemble(
        text(phrases.short_quantity(panel.stages[first]), STRONG), text(f" {verb(panel, first)}", "$foreground")
    )
    share = panel.shares.get(first)
    if share is not None:
        number = Content.assemble(
            number, text(f"  {phrases.per_cent(share, panel.stages[first], shortly=True)}", MUTED)
        )
    rest = {stage: quantity for stage, quantity in panel.stages.items() if stage != first}
    tempo = panel.tempos.get(first)
    lines = [number, tally_line(rest, width, unit_of(panel)) if rest else Content("")]
    if tempo is None:
        lines.append(text(_("no change in 8 h"), MUTED))
    else:
        rate = phrases.per_hour(tempo)
        bars = spark(tempo.steps, width - len(rate) - 2)
        lines.append(Content.assemble(text(bars, "$primary"), text(f"  {rate}", MUTED)))
    if panel.last is not None:
        lines.append(text(_changed(panel.last), MUTED))
    return lines


def _changed(entry: EntryView) -> str:
    """Return the last change and by whom: "14:31 +120 videos removed, duty officer"."""
    what = f"{phrases.signed(entry.quantity)} {phrases.unit_and_stage(entry)}"
    return f"{days.time(entry.recorded_at)[:5]} {what}, {entry.operator}"


def tally_line(stages: Stages, width: int, unit: ContentType | None = None) -> Content:
    """Return tallies one after the other, never added: outcome first, as it is what a narrow panel has room for."""
    order = sorted(stages, key=lambda stage: OUTCOME_FIRST.index(stage) if stage in OUTCOME_FIRST else len(stages))
    cells = [
        Content.assemble(
            text(phrases.short_quantity(stages[stage]), STRONG),
            text(f" {words.stage(stage, unit, stages[stage].value)}", MUTED),
        )
        for stage in order
    ]
    return flow(cells, width)


def folded_tallies(panel: View | PartnerView, width: int, title: int) -> Content:
    """Return tempo and tallies for a panel of one line, as much as half of it holds; the first one whole in any case.

    Args:
        panel: With at least one tally.
        width: Cells of the line.
        title: Cells of what has to stand at its beginning.
    """
    tempo = panel.tempos.get(headline(panel.stages))
    rate = f"  {spark(tempo.steps, 8)} {phrases.per_hour(tempo)}" if tempo and width >= 70 else ""
    line = tally_line(panel.stages, width // 2, unit_of(panel)).rstrip()
    if line.plain.endswith("…"):
        line = tally_line(panel.stages, width - title - 2 - cell_len(rate), unit_of(panel)).rstrip()
    return Content.assemble(line, text(rate, MUTED))


class ContentTypePanel(Framed[View]):
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

    def substance(self, value: View) -> object:
        """Leave out what changes though nobody counted here."""
        return apart(value)

    def title(self) -> Content:
        """Return the unit."""
        return name_of(words.unit(self.value.type))

    def lines(self, width: int) -> list[Content]:
        """Return the tallies or published figures, and below them what they are part of."""
        figures = [said for said in self.value.statements if said.quantity is not None]
        if self.value.stages:
            return [*counted_lines(self.value, width), self._published(figures, width)]
        if figures:
            if self.value.against is not None:
                return [figure_line(figures[0]), Content.assemble(text("≠ ", ACCENT), figure_line(self.value.against))]
            return [_figure_above(figures[0]), self._who(figures)]
        return [nothing_published(_("no figure published")), self._within(width)]

    def folded(self, width: int) -> Content:
        """Return name and first line."""
        if self.value.stages:
            return between(self.title(), folded_tallies(self.value, width, self.title().cell_length), width)
        first = self.lines(width)[0]
        figures = [said for said in self.value.statements if said.quantity is not None]
        if self.value.against is not None:
            first = _against(figures[0], self.value.against)
        elif figures:
            roomy = figure_line(figures[0])
            named = roomy.cell_length + self.title().cell_length < width
            first = roomy if named else figure_line(figures[0], shortly=True)
        return between(self.title(), first, width)

    def _who(self, figures: list[StatementView]) -> Content:
        first = figures[0]
        part = phrases.part(first)
        said = _("{agency}, own part").format(agency=part) if part == first.agency.name else part
        who = said or phrases.agency(first.agency)
        more = f"  +{len(figures) - 1}" if len(figures) > 1 else ""
        return text(f"{who}{more}", MUTED)

    def _within(self, width: int) -> Content:
        if not self.value.within:
            return Content("")
        first = self.value.within[0]
        assert first.quantity is not None  # noqa: S101 `within` holds only numbered statements
        within = _("within {quantity} {unit}").format(
            quantity=phrases.said_shortly(first), unit=words.unit(first.unit, first.quantity.value)
        )
        whole = text(within + phrases.reserve(first), MUTED)
        return whole if whole.cell_length <= width else text(within + phrases.reserve(first, shortly=True), MUTED)

    def _published(self, figures: list[StatementView], width: int) -> Content:
        if not figures:
            return self._within(width)
        for shortly in (False, True):
            line = Content.assemble(text(_("published") + " ", MUTED), figure_line(figures[0], shortly=shortly))
            if line.cell_length <= width:
                return line
        return text(_("published: ⏎"), MUTED)  # rather no figure than one without its reserve
