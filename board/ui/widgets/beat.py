"""The beat of an action: how much was recorded in each interval, and where something was taken back."""

from itertools import pairwise

from textual.content import Content

from board.model.pulse import Pulse
from board.ui.drawing import ACCENT, MUTED, fit, spark, text
from board.ui.widgets.curves import last_place, left_of_plot, row_names
from board.ui.widgets.drawn import Drawn


class Beat(Drawn[Pulse]):
    """The entries of each interval as bars, and a cross below each interval in which something was taken back."""

    DEFAULT_CSS = """
    Beat { height: 2; }
    """

    def render(self) -> Content:
        """Draw the bars and the crosses, each below its place in the plot."""
        pulse, width, left = self.value, self.size.width, left_of_plot()
        steps, room = len(pulse.entries), max(1, width - left)
        whole = last_place(pulse, width)
        starts = [min(steps, int(cell * whole / room)) for cell in range(room + 1)]
        bars, signs = [], []
        for start, end in pairwise(starts):
            within = slice(start, max(end, min(steps, start + 1)))
            bars.append(max(pulse.entries[within], default=0))
            signs.append("✗" if any(pulse.corrections[within]) else " ")
        lines = (text(spark(bars, room), "$primary"), text("".join(signs), ACCENT))
        return Content("\n").join(
            fit(Content.assemble(fit(text(said, MUTED), left), line), width)
            for said, line in zip(row_names(), lines, strict=True)
        )
