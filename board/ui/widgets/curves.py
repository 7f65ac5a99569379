"""The curves of an action on a plot. Each line is named at its end, so that it is told apart without its colour."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import accumulate

from rich.cells import cell_len
from rich.text import Text
from textual.app import RenderResult
from textual.color import Color
from textual.content import Content
from textual_plotext import PlotextPlot

from board.locale import _, days, ngettext, phrases, words
from board.model.pulse import Curve, Group, Pulse
from board.model.vocabulary import ContentType
from board.ui.drawing import fit

COLOURS = ("primary", "accent", "success", "error", "secondary", "foreground")
"""Of the theme, in the order in which curves take them."""

TICKS = (30, 60, 180, 360, 720, 1440, 2880, 7200, 14400, 43200)
"""Minutes between two times under the plot."""

LABEL = 10
"""Cells that a time under the plot needs with its gap."""


NUMBERS = 11
"""Cells left of the plot that hold the numbers."""

NAMES = 18
"""Cells right of the last interval that hold the names of the curves, at least."""


def left_of_plot() -> int:
    """Return the cells left of the plot, which hold its numbers, and below them the names of the rows."""
    return max(NUMBERS, *(cell_len(said) + 1 for said in row_names()))


def row_names() -> tuple[str, str]:
    """Return what the rows below the plot are called."""
    return ngettext("recorded", "recorded", 2), _("taken back")


def room_for_names(pulse: Pulse, width: int) -> int:
    """Return the cells right of the last interval: as many as the names need, and at most a third of the width."""
    longest = max((cell_len(name_of(curve, pulse.group)) for curve in pulse.curves), default=0)
    return max(NAMES, min(longest + 1, width // 3))


def last_place(pulse: Pulse, width: int) -> float:
    """Return how many intervals a plot is wide, the room for the names with them.

    Args:
        pulse: What is shown.
        width: Cells of the plot with all around it.
    """
    names = room_for_names(pulse, width)
    return len(pulse.entries) * (1 + names / max(20, width - left_of_plot() - names))


def name_of(curve: Curve, group: Group) -> str:
    """Return what a curve is called."""
    if group == Group.STAGE:
        return words.stage(curve.stage)
    if group == Group.CONTENT_TYPE:
        return words.unit(ContentType(curve.slug))
    return curve.name or _("no provider named")


class Curves(PlotextPlot):
    """Cumulative curves, or what each interval added."""

    ALLOW_SELECT = False

    def __init__(self, pulse: Pulse, *, cumulative: bool, id: str | None = None) -> None:  # noqa: A002
        """Plot.

        Args:
            pulse: What is shown first.
            cumulative: Show how much there was, and not how much came in each interval.
            id: As for every widget.
        """
        super().__init__(id=id)
        self.pulse = pulse
        self.cumulative = cumulative

    def show(self, pulse: Pulse, *, cumulative: bool) -> None:
        """Show other curves."""
        if (pulse, cumulative) != (self.pulse, self.cumulative):
            self.pulse, self.cumulative = pulse, cumulative
            self.refresh()

    def render(self) -> RenderResult:
        """Draw the plot; words where there is nothing to draw."""
        width, height = self.size
        if width < 40 or height < 8:
            return Text("")
        if not self.pulse.curves:
            return Text(_("no entries: nothing has been counted on this board"))
        self._draw(width, height)
        return super().render()

    def _draw(self, width: int, height: int) -> None:
        pulse, plot, background = self.pulse, self.plt, self._colour("surface")
        names = room_for_names(pulse, width)
        plot.clear_figure()
        steps = len(pulse.entries)
        lines = [self._line(curve) for curve in pulse.curves]
        top = max(1, *(max(line) for line in lines))
        low = min(0, *(min(line) for line in lines))
        places = list(range(steps + 1)) if self.cumulative else [step + 0.5 for step in range(steps)]
        ends = _apart([line[-1] for line in lines], (top - low) / max(1, height - 5))
        for number, (curve, line) in enumerate(zip(pulse.curves, lines, strict=True)):
            colour = self._colour(COLOURS[number % len(COLOURS)])
            plot.plot(places, line, color=colour, marker="hd")
            name = fit(Content(name_of(curve, pulse.group)), names - 1).plain.rstrip()
            plot.text(f" {name}", steps, ends[number], color=colour,
                      background=background, alignment="left")  # fmt: skip
        if pulse.cursor is not None:
            plot.vline(self._place(pulse.cursor), color=self._colour("accent"))
        plot.xlim(0, last_place(pulse, width))
        plot.ylim(low, top * 1.04)
        ticks = _round_numbers(top)
        plot.yticks(ticks, [f"{phrases.number(int(tick)):>{left_of_plot() - 1}}" for tick in ticks])
        plot.xticks(*self._times(width))
        plot.xaxes(True, False)
        plot.yaxes(True, False)

    def _line(self, curve: Curve) -> list[int]:
        return list(accumulate(curve.counts, initial=curve.before)) if self.cumulative else list(curve.counts)

    def _place(self, at: datetime) -> float:
        return (at - self.pulse.start) / timedelta(minutes=self.pulse.minutes)

    def _times(self, width: int) -> tuple[list[float], list[str]]:
        """Return where times stand under the plot, and what they are called: days by their date, others by the hour."""
        whole = len(self.pulse.entries) * self.pulse.minutes
        most = max(2, (width - 28) // LABEL)
        every = next((minutes for minutes in TICKS if whole / minutes <= most), TICKS[-1])
        step = timedelta(minutes=every)
        midnight = self.pulse.start.replace(hour=0, minute=0)
        at = midnight + -((midnight - self.pulse.start) // step) * step
        places: list[float] = []
        said: list[str] = []
        while at <= self.pulse.start + timedelta(minutes=whole):
            places.append(self._place(at))
            said.append(days.day_of_year(at) if at.hour == at.minute == 0 else f"{at:%H:%M}")
            at += step
        return places, said

    def _colour(self, name: str) -> tuple[int, int, int]:
        return Color.parse(self.app.theme_variables[name]).rgb


def _round_numbers(top: float) -> list[float]:
    """Return round numbers from 0 to at most `top`, some five of them."""
    step = 1
    while top / step > 5:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return [float(tick) for tick in range(0, int(top) + 1, step)]


def _apart(heights: Sequence[float], least: float) -> list[float]:
    """Return heights that are at least so far apart, in the same order, each as near to its own as that lets it."""
    found = [0.0] * len(heights)
    last = None
    for place in sorted(range(len(heights)), key=heights.__getitem__):
        found[place] = heights[place] if last is None else max(heights[place], last + least)
        last = found[place]
    return found
