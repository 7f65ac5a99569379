"""The page of the pulse: how fast each stage grew in the last eight hours, as tall bars over an axis of time."""

from datetime import datetime, timedelta
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size

from board.locale import _, phrases, words
from board.model.situation import Tempo
from board.model.vocabulary import Stage
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.widgets.content_panel import OUTCOME_FIRST
from board.ui.widgets.wall.glyphs import NUMBERS, large, lettered, width_of
from board.ui.widgets.wall.page import WallPage
from board.ui.widgets.wall.sheet import GAP, Band

STEP = timedelta(minutes=30)
"""What one bar counts."""

ROUND = timedelta(minutes=10)
"""The last bar ends with the ten minutes that are running."""

CHART = (38, 17)
"""Cells and lines that a chart needs: sixteen bars of two cells beside their scale, a figure above them."""

WALL_CHART = (70, 28)
"""The same on a large wall."""

LETTERED = 20
"""Lines of a chart from which its verb is drawn in large letters."""

EIGHTHS = " ▁▂▃▄▅▆▇█"


class Plan(NamedTuple):
    """How the charts of one turn stand."""

    columns: int
    rows: int

    @property
    def charts(self) -> int:
        """How many there are on a turn."""
        return self.columns * self.rows


class PulsePage(WallPage):
    """A chart for each stage at which anything happened in the last eight hours, the outcome first."""

    def called(self) -> str:
        """Return what the page is called."""
        return _("pulse")

    def has_something(self) -> bool:
        """Say whether anything happened."""
        return bool(self.value.tempos)

    def counted(self) -> str:
        """Return what a bar counts, and as of when."""
        return _("by half hour") + " · " + super().counted()

    def bands(self) -> list[Band]:
        """Return nothing: the page draws charts."""
        return []

    def _substances(self) -> dict[object, object]:
        return {stage: tempo.steps for stage, tempo in self.value.tempos.items()}

    def _stages(self) -> list[Stage]:
        tempos = self.value.tempos
        first = [stage for stage in OUTCOME_FIRST if stage in tempos]
        return first + [stage for stage in tempos if stage not in first]

    def _plan(self, size: Size) -> Plan:
        """Return how many charts stand side by side and one above the other, as few as all of them need."""
        width, height = size.width - 4, size.height - self.head_height(size)
        least = WALL_CHART if width >= 200 and height >= 58 else CHART
        columns = max(1, (width + GAP) // (least[0] + GAP))
        rows = max(1, height // least[1])
        count = len(self._stages())
        rows = min(rows, max(1, -(-count // columns)))
        return Plan(min(columns, max(1, -(-count // rows))), rows)

    def turns(self, size: Size) -> int:
        """Return how many turns the charts take."""
        return max(1, -(-len(self._stages()) // self._plan(size).charts))

    def _shown(self) -> str:
        """Return which of the charts this turn shows."""
        turns, charts = self.turns(self.size), self._plan(self.size).charts
        if turns < 2:
            return ""
        first = min(self.turn, turns - 1) * charts
        last = min(first + charts, len(self._stages()))
        if charts == 1:
            return _("{number} of {count}").format(number=first + 1, count=len(self._stages()))
        return _("{first}–{last} of {count}").format(first=first + 1, last=last, count=len(self._stages()))

    def body(self, width: int, height: int) -> list[Content]:
        """Return the charts of the turn."""
        plan = self._plan(self.size)
        turn = min(self.turn, self.turns(self.size) - 1)
        stages = self._stages()[turn * plan.charts : (turn + 1) * plan.charts]
        if not stages:
            return [text(_("no change in 8 h"), MUTED)] + [Content("")] * (height - 1)
        room = (width - GAP * (plan.columns - 1)) // plan.columns
        tall = height // plan.rows
        lines: list[Content] = []
        for start in range(0, len(stages), plan.columns):
            charts = [self._chart(stage, room, tall - 1) for stage in stages[start : start + plan.columns]]
            lines += [fit(Content(" " * GAP).join(line), width) for line in zip(*charts, strict=True)]
            lines.append(Content(" " * width))
        return [*lines, *[Content(" " * width)] * (height - len(lines))][:height]

    def _chart(self, stage: Stage, width: int, height: int) -> list[Content]:
        """Return a chart in exactly `height` lines of `width` cells."""
        tempo = self.value.tempos[stage]
        when = self.value.moment.at if self.value.moment else self.value.as_of
        marked = stage in self._marked
        head = _figure(stage, tempo, width, height, marked)
        bars = _bars(tempo, width, height - len(head) - 2, "$accent" if marked else "$primary")
        return [*head, *bars, *_axis(tempo, when, width)]


def _figure(stage: Stage, tempo: Tempo, width: int, height: int, marked: bool) -> list[Content]:
    """Return what was counted in the last hour, as large as a third of the chart has room."""
    number, verb = phrases.number(tempo.hour).replace("-", "−"), words.stage(stage, number=tempo.hour)
    hour = _("in the last hour")
    style, blank, changed = ACCENT if marked else STRONG, Content(" " * width), " ◆" if marked else ""
    for face in reversed(NUMBERS):
        room = width_of(number, face)
        if room is None or room > width or face.height > max(3, height // 4):
            continue
        digits = [fit(text(line, style), width) for line in large(number, face)]
        letters = lettered(verb, 1, width, 1) if height >= LETTERED else None
        if letters is None:
            return [*digits, fit(text(f"{verb} {hour}{changed}", "$foreground bold"), width), blank]
        said = [fit(text(line, "$foreground bold"), width) for line in letters]
        return [*digits, blank, *said, fit(text(hour + changed, MUTED), width), blank]
    return [fit(text(f"{number} {verb} {hour}{changed}", style), width)]


def _edge(tempo: Tempo) -> int:
    """Return the cells left of the bars: for the count of the highest one."""
    return max(3, len(phrases.number(max(tempo.steps)))) + 1


def _bar(tempo: Tempo, width: int) -> tuple[int, int]:
    """Return the cells of a bar, and those between two."""
    each = max(1, (width - _edge(tempo)) // len(tempo.steps))
    return (each - 1, 1) if each > 1 else (1, 0)


def _bars(tempo: Tempo, width: int, height: int, style: str) -> list[Content]:
    """Return the bars; the highest reaches the top line, whose count stands at the left.

    Nothing, and less than nothing after a correction, is a gap: a bar always means that something was counted.
    """
    if height < 1:
        return []
    most, edge = max(1, *tempo.steps), _edge(tempo)
    wide, apart = _bar(tempo, width)
    lines = []
    for row in range(height):
        level = height - 1 - row  # of this line's foot, in lines above the axis
        cells = []
        for count in tempo.steps:
            eighths = 0 if count <= 0 else max(1, count * height * 8 // most) - level * 8
            cells.append(EIGHTHS[max(0, min(8, eighths))] * wide + " " * apart)
        label = phrases.number(most) if row == 0 and max(tempo.steps) > 0 else "0" if row == height - 1 else ""
        tick = text(f"{label:>{edge - 1}}┤" if label else " " * (edge - 1) + "│", MUTED)
        lines.append(fit(Content.assemble(tick, text("".join(cells), style)), width))
    return lines


def _axis(tempo: Tempo, when: datetime, width: int) -> list[Content]:
    """Return the axis and its times, in UTC; the last bar ends with the ten minutes that are running."""
    edge, steps = _edge(tempo), len(tempo.steps)
    each = sum(_bar(tempo, width))
    end = when - timedelta(minutes=when.minute % 10, seconds=when.second, microseconds=when.microsecond) + ROUND
    axis, times = list("─" * (each * steps)), [" "] * (each * steps + edge)
    every = next(step for step in (2, 4, 8, 16) if step * each >= 7 or step == 16)
    for step in range(0, steps, every):
        axis[step * each] = "┬"
        start = end - (steps - step) * STEP
        times[edge + step * each : edge + step * each + 5] = f"{start:%H:%M}"
    return [
        fit(text(" " * (edge - 1) + "└" + "".join(axis), MUTED), width),
        fit(text("".join(times), MUTED), width),
    ]
