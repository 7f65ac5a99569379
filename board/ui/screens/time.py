"""The time screen: how the action breathes, and the cursor that winds the board back."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from board.locale import N_, _, words
from board.model.moment import Clock
from board.model.pulse import Group, Pulse
from board.model.wanted import PulseOf, Wanted
from board.ui.drawing import ACCENT, STRONG, fit, text
from board.ui.screens.base import BoardScreen
from board.ui.widgets.beat import Beat
from board.ui.widgets.curves import Curves
from board.ui.widgets.drawn import Drawn
from board.ui.widgets.edges import State
from board.ui.widgets.readout import Readout

WIDTHS = (10, 20, 30, 60, 120, 360, 1440)
"""Minutes of an interval, from the nearest look to the widest."""

STRIDE = 6
"""Intervals of a long step."""


class Wound(Message):
    """Somebody winds the board to another moment."""

    def __init__(self, at: datetime | None, clock: Clock) -> None:
        """Name the moment.

        Args:
            at: None for now.
            clock: By which it is read.
        """
        super().__init__()
        self.at = at
        self.clock = clock


class Asked(Message):
    """A screen wants to show something else of its action."""

    def __init__(self, wanted: Wanted) -> None:
        """Ask for it.

        Args:
            wanted: What the screen shows from now on.
        """
        super().__init__()
        self.wanted = wanted


class ModeLine(Drawn[tuple[Pulse, bool, str]]):
    """What has a curve, of which stage, cumulative or not, and whether the replay runs."""

    def render(self) -> Content:
        """Draw the line."""
        pulse, cumulative, playing = self.value
        grouped = {
            Group.STAGE: _("by stage"),
            Group.CONTENT_TYPE: _("by content type"),
            Group.AGENCY: _("by partner"),
            Group.PROVIDER: _("by provider"),
        }
        parts = [grouped[pulse.group]]
        if pulse.group != Group.STAGE and pulse.stage is not None:
            parts.append(words.stage(pulse.stage))
        parts.append(_("in all") if cumulative else _("in each {minutes} min").format(minutes=pulse.minutes))
        parts.append(words.clock(pulse.clock))
        line = Content.assemble(text(" " + " · ".join(parts), STRONG), text(f"   {playing}", ACCENT))
        return fit(line, self.size.width)


class TimeScreen(BoardScreen[Pulse]):
    """The curves; the cursor moves through the action, and the whole board follows it."""

    DEFAULT_CSS = """
    TimeScreen Curves { height: 1fr; }
    """
    KEYS: ClassVar[list[Binding]] = [
        Binding("left,h", "go(-1)", N_("back/forward"), key_display="←→"),
        Binding("right", "go(1)", N_("forward"), show=False),
        Binding("up,k", "zoom(-1)", N_("zoom"), key_display="↑↓"),
        Binding("down,j", "zoom(1)", N_("wider"), show=False),
        Binding("space", "app.play", N_("play"), key_display="␣"),
        Binding("less_than_sign", "app.faster(-1)", N_("slower"), key_display="<", show=False),
        Binding("greater_than_sign", "app.faster(1)", N_("speed"), key_display="<>"),
        Binding("n", "app.correction(1)", N_("next correction")),
        Binding("o", "clock", N_("other clock")),
        Binding("g", "group", N_("group by")),
        Binding("v", "stage", N_("stage")),
        Binding("y", "cumulative", N_("in all / each")),
        Binding("end,G,0", "now", N_("now"), key_display="0"),
        Binding("escape", "back", N_("board")),
        Binding("question_mark", "app.keys", N_("keys")),
        Binding("q", "app.quit", N_("quit")),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        *KEYS[:14],
        Binding("shift+left,H", f"go(-{STRIDE})", show=False),
        Binding("shift+right,L", f"go({STRIDE})", show=False),
        Binding("N", "app.correction(-1)", show=False),
        Binding("home", "first", show=False),
    ]

    def __init__(self, wanted: Wanted, view: Pulse, state: State) -> None:
        """Show the pulse of an action.

        Args:
            wanted: What `view` answers.
            view: The curves.
            state: Clock, freshness and the moment the board is wound back to.
        """
        super().__init__(wanted, view, state)
        self._cumulative = True

    @property
    def _asked(self) -> PulseOf:
        return self.wanted if isinstance(self.wanted, PulseOf) else PulseOf(self.view.action)

    def parts(self) -> Iterator[Widget]:
        """Yield the mode, the plot, the entries' beat and what the cursor reads."""
        yield ModeLine(self._mode(), id="mode")
        yield Curves(self.view, cumulative=self._cumulative, id="curves")
        yield Beat(self.view, id="beat")
        yield Readout(self.view, id="readout")

    def _mode(self) -> tuple[Pulse, bool, str]:
        return self.view, self._cumulative, self.state.playing

    def action(self) -> str:
        """Return the slug of the action."""
        return self.view.action

    def heading(self) -> str:
        """Return what the screen is."""
        return _("Time · {action}").format(action=self.view.action_name)

    def is_exercise(self) -> bool:
        """Say whether the action is an exercise."""
        return self.view.exercise

    def show(self, view: Pulse) -> None:
        """Show other curves."""
        self.view = view
        self.query_one(Curves).show(view, cumulative=self._cumulative)
        for part in (self.query_one(Beat), self.query_one(Readout)):
            part.show(view)
        self.query_one(ModeLine).show(self._mode())

    def tell(self, state: State) -> None:
        """Renew the edges, and say whether the replay runs."""
        super().tell(state)
        for mode in self.query(ModeLine):
            mode.show(self._mode())

    def at_cursor(self, at: datetime | None, clock: Clock) -> PulseOf:
        """Return what to read when the board is wound to a moment: the window goes along with the cursor."""
        asked = self._asked._replace(cursor=at, clock=clock)
        if at is None:
            return asked._replace(end=None)
        start, width = self.view.start, timedelta(minutes=self.view.minutes)
        if not start <= at < start + len(self.view.entries) * width:
            ahead = (len(self.view.entries) // 4) * width
            return asked._replace(end=at + ahead)
        return asked

    def action_go(self, steps: int) -> None:
        """Move the cursor by whole intervals; from the last one to now."""
        width = timedelta(minutes=self.view.minutes)
        here = self.view.cursor or self.view.as_of
        since = datetime(1970, 1, 1, tzinfo=UTC)
        place = (here - since) / width
        there = since + (int(-(-place // 1)) + steps if steps < 0 else int(place // 1) + steps) * width
        self.post_message(Wound(None if there >= self.view.as_of else there, self.view.clock))

    def action_first(self) -> None:
        """Go to the beginning."""
        if self.view.first is not None:
            self.post_message(Wound(self.view.first, self.view.clock))

    def action_now(self) -> None:
        """Go back to now."""
        self.post_message(Wound(None, self.view.clock))

    def action_clock(self) -> None:
        """Read by the other clock."""
        other = Clock.HAPPENED if self.view.clock == Clock.KNOWN else Clock.KNOWN
        self.post_message(Wound(self.view.cursor, other))

    def action_zoom(self, by: int) -> None:
        """Look nearer or wider, around the cursor."""
        place = min(len(WIDTHS) - 1, max(0, WIDTHS.index(self._asked.minutes) + by))
        asked = self._asked._replace(minutes=WIDTHS[place])
        if asked.cursor is not None:
            middle = asked.cursor + timedelta(minutes=WIDTHS[place] * asked.steps // 2)
            asked = asked._replace(end=min(middle, self.view.as_of))
        self.post_message(Asked(asked))

    def action_group(self) -> None:
        """Give something else its curves."""
        groups = list(Group)
        self.post_message(Asked(self._asked._replace(group=groups[(groups.index(self.view.group) + 1) % len(groups)])))

    def action_stage(self) -> None:
        """Show the curves of another stage."""
        stages = self.view.stages
        if self.view.stage is not None and self.view.group != Group.STAGE:
            there = stages[(stages.index(self.view.stage) + 1) % len(stages)]
            self.post_message(Asked(self._asked._replace(stage=there)))

    def action_cumulative(self) -> None:
        """Show how much came in each interval, or how much there was in all."""
        self._cumulative = not self._cumulative
        self.show(self.view)
