"""The funnel: what the ledger has counted at each stage, side by side and never added up."""

from textual.content import Content

from board.locale import _, days, phrases, words
from board.model.removal_rate import removal_rate
from board.model.situation import Situation
from board.model.vocabulary import FUNNEL, Stage
from board.ui.drawing import ACCENT, MUTED, STRONG, digits, fit, flow, frame, spark, text
from board.ui.lines import Lines
from board.ui.widgets.content_panel import OUTCOME_FIRST, headline
from board.ui.widgets.drawn import Drawn

LARGE = 6
"""Lines from which the numbers are drawn in large digits."""


def offers_exercise(situation: Situation) -> bool:
    """Say whether the store is a real one in which nothing was ever counted."""
    return situation.head is None and situation.moment is None and not situation.action.exercise


class Funnel(Drawn[Situation]):
    """One number for each stage; one line that says so while the ledger is empty."""

    DEFAULT_CSS = """
    Funnel { height: 1; }
    Funnel.-counted { height: 6; }
    """

    def __init__(self, value: Situation, *, id: str | None = None) -> None:  # noqa: A002
        """Show a situation.

        Args:
            value: What is shown first.
            id: As for every widget.
        """
        super().__init__(value, id=id, classes="-counted" if value.stages else None)

    def show(self, value: Situation) -> bool:
        """Show another situation."""
        self.set_class(bool(value.stages), "-counted")
        return super().show(value)

    def render(self) -> Content | Lines:
        """Draw a column for each stage, or all of them in a line."""
        width, height = self.size
        stages = self.value.stages
        if not stages:
            return self._nothing(width)
        if not height:
            return Content("")
        shown = [stage for stage in FUNNEL if stage in stages] + [stage for stage in stages if stage not in FUNNEL]
        large = height >= LARGE
        if height < 3:
            return self._line(shown, width)
        number_of = phrases.short_quantity if large else phrases.quantity
        cells = [(number_of(stages[stage]), self._label(stage)) for stage in shown]
        columns = []
        for number, said in cells:
            lines = [*digits(number), said] if large else [number, said]
            room = max(len(line) for line in lines) + (6 if large else 3)  # groups of digits stand closer
            columns.append([fit(text(line, STRONG), room) for line in lines[:-1]] + [fit(text(said, MUTED), room)])
        rows = [flow(line, width - 4, gap="") for line in zip(*columns, strict=True)]
        return frame(text(_("the funnel"), MUTED), self._tempo(), rows, width, height, style="$frame")

    def _nothing(self, width: int) -> Content:
        """Say that nothing was counted, and how to see a board on which something is."""
        start = Content.assemble(" ", text(_("ledger"), STRONG))
        said = text("  " + _("no entries: nothing has been counted on this board"), MUTED)
        if not offers_exercise(self.value):
            return fit(Content.assemble(start, said), width)
        key, does = _("press x"), _("for a live exercise")
        offer = Content.assemble("  ", text(key, ACCENT), text(f" {does}", MUTED))
        if Content.assemble(start, said, offer).cell_length > width:
            said = text("  " + _("no entries yet"), MUTED)
        return flow([start, said, offer], width, gap="")

    def _line(self, shown: list[Stage], width: int) -> Content:
        """Return all stages in a line; where it has no room for all, the outcome is what stays."""
        while True:
            cells = []
            for stage in shown:
                number = phrases.short_quantity(self.value.stages[stage])
                cells.append(Content.assemble(text(number, STRONG), text(f" {self._label(stage, short=True)}", MUTED)))
            if len(shown) < 2 or sum(cell.cell_length + 2 for cell in cells) <= width:
                return fit(Content.assemble(" ", flow(cells, width - 1, gap="  ")), width)
            late = [stage for stage in shown if stage not in OUTCOME_FIRST]
            shown = [stage for stage in shown if stage != (late or sorted(shown, key=OUTCOME_FIRST.index))[-1]]

    def _tempo(self) -> Content:
        """Return how fast the outcome grew."""
        first = headline(self.value.stages)
        tempo = self.value.tempos.get(first)
        if tempo is None:
            return text(_("no change in 8 h"), MUTED)
        bars = text(spark(tempo.steps, len(tempo.steps)), "$primary")
        verb = words.stage(first, number=tempo.hour)
        return Content.assemble(bars, text(f"  {phrases.per_hour(tempo)} {verb}", MUTED))

    def _label(self, stage: Stage, *, short: bool = False) -> str:
        rate, verb = removal_rate(self.value), words.stage(stage, number=self.value.stages[stage].value)
        if stage != Stage.REMOVED or rate is None:
            return verb
        if not short:
            label, said = _("{stage}, {rate} as of {time}"), phrases.removed_of_referred(rate)
        elif rate.per_cent is not None:
            label, said = _("{stage} ({rate} at {time})"), phrases.per_cent(rate.per_cent, rate.removed)
        else:  # no room for the reason
            return verb
        return label.format(stage=verb, rate=said, time=days.minute(self.value.as_of))
