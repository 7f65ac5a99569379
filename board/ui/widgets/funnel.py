"""The funnel: what the ledger has counted at each stage, side by side and never added up."""

from textual.content import Content

from board.locale import _, words
from board.model.figure import upside_down, weakest
from board.model.situation import Situation
from board.model.vocabulary import FUNNEL, Stage
from board.ui.drawing import MUTED, STRONG, fit, flow, frame, text
from board.ui.lines import Lines
from board.ui.widgets.drawn import Drawn


def removal_rate(situation: Situation) -> str | None:
    """Return removed of referred in per cent, None where either is missing. It is true only as of the situation.

    It is as firm as its parts: a number of referrals that is "at least" makes the rate "at most".
    """
    referred, removed = situation.stages.get(Stage.REFERRED), situation.stages.get(Stage.REMOVED)
    if referred is None or removed is None or not referred.value:
        return None
    firmness = weakest(removed.qualifier, upside_down(referred.qualifier))
    return f"{words.qualifier(firmness)} {removed.value * 100 // referred.value} %".lstrip()


class Funnel(Drawn[Situation]):
    """One number for each stage; one line that says so while the ledger is empty."""

    DEFAULT_CSS = """
    Funnel { height: 1; }
    Funnel.-counted { height: 4; }
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
            empty = text("  " + _("no entries: nothing has been counted on this board"), MUTED)
            return fit(Content.assemble(" ", text(_("ledger"), STRONG), empty), width)
        shown = [stage for stage in FUNNEL if stage in stages] + [stage for stage in stages if stage not in FUNNEL]
        cells = [(words.quantity(stages[stage]), self._label(stage)) for stage in shown]
        if height < 3:
            line = [Content.assemble(text(number, STRONG), text(f" {said}", MUTED)) for number, said in cells]
            return fit(Content.assemble(" ", flow(line, width - 1)), width)
        columns = [max(len(number), len(said)) + 3 for number, said in cells]
        numbers = [fit(text(number, STRONG), room) for (number, _said), room in zip(cells, columns, strict=True)]
        labels = [fit(text(said, MUTED), room) for (_number, said), room in zip(cells, columns, strict=True)]
        rows = [flow(line, width - 4, gap="") for line in (numbers, labels)]
        return frame(text(_("the funnel"), MUTED), Content(""), rows, width, height, style="$frame")

    def _label(self, stage: Stage) -> str:
        rate = removal_rate(self.value)
        if stage != Stage.REMOVED or rate is None:
            return words.stage(stage)
        return _("{stage}, {rate} of referred as of {time}").format(
            stage=words.stage(stage), rate=rate, time=words.clock(self.value.as_of)
        )
