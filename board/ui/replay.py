"""Winding the board back and letting it run again: every screen shows the moment, and nothing is recorded meanwhile."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual.timer import Timer

from board.locale import _
from board.model.moment import Clock, Moment
from board.model.wanted import PulseOf
from board.store.refused import Refused
from board.ui.screens.base import BoardScreen
from board.ui.screens.time import Asked, TimeScreen, Wound

if TYPE_CHECKING:
    from board.ui.views import Views

SPEEDS = (1, 2, 5, 10, 30, 60, 120)
"""Minutes of the action in a second of the replay."""

TICK = 0.25
"""Seconds between two steps of the replay."""


class Replay:
    """To which moment the board is wound back, and how fast it runs from there."""

    def __init__(self, app: "Views") -> None:
        """Be ready.

        Args:
            app: The board.
        """
        self._app = app
        self._clock = Clock.KNOWN
        self._timer: Timer | None = None
        self._speed = SPEEDS.index(10)

    @property
    def said(self) -> str:
        """Whether the replay runs, in words; "" while it stands still."""
        if self._timer is None:
            return ""
        return _("▶ playing, {minutes} min in a second").format(minutes=SPEEDS[self._speed])

    def open(self, action: str) -> None:
        """Show the time screen of an action."""
        moment = self._app.reader.moment
        clock = moment.clock if moment else self._clock
        cursor = moment.at if moment else None
        self._app.open_view(PulseOf(action, clock=clock, cursor=cursor, end=cursor))

    def wound(self, event: Wound) -> None:
        """Wind the board to a moment; None is now."""
        self._clock = event.clock
        if event.at is None:
            self.stop()
        moment = None if event.at is None else Moment(event.at, event.clock)
        self._app.reader.moment = moment
        if moment is not None:
            self._app.leave_open()
        for screen in self._app.boards():
            if isinstance(screen, TimeScreen):  # also one that lies below another: its cursor is the board's moment
                screen.wanted = screen.at_cursor(event.at, event.clock)
        self._app.following.read_uppermost()

    def asked(self, event: Asked) -> None:
        """Show something else on the uppermost screen."""
        screen = self._app.screen
        if isinstance(screen, BoardScreen):
            screen.wanted = event.wanted
            self._app.following.read_uppermost()

    def play(self) -> None:
        """Let the action run from the cursor, or from its beginning; stand still if it runs."""
        screen = self._app.screen
        if self._timer is not None:
            self.stop()
        elif isinstance(screen, TimeScreen) and screen.view.first is not None:
            if self._app.reader.moment is None:
                self.wound(Wound(screen.view.first, self._clock))
            self._timer = self._app.set_interval(TICK, self._step)
        self._app.following.renew_edges()

    def stop(self) -> None:
        """Stand still."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def faster(self, by: int) -> None:
        """Let it run faster, or slower."""
        self._speed = min(len(SPEEDS) - 1, max(0, self._speed + by))
        self._app.following.renew_edges()

    def _step(self) -> None:
        moment = self._app.reader.moment
        if moment is None:
            self.stop()
            return
        there = moment.at + timedelta(minutes=SPEEDS[self._speed]) * TICK
        self.wound(Wound(None if there >= self._app.reader.clock() else there, moment.clock))

    def correction(self, forward: bool) -> None:
        """Go to the next correction, or to the one before."""
        screen = self._app.screen
        if not isinstance(screen, TimeScreen):
            return
        here = Moment(self._app.reader.moment.at if self._app.reader.moment else screen.view.as_of, self._clock)
        try:
            there: datetime | None = self._app.reader.next_correction(screen.view.action, here, forward=forward)
        except Refused as refusal:
            self._app.say(str(refusal), "error")
            return
        if there is None:
            self._app.say(_("no correction after this") if forward else _("no correction before this"))
        else:
            self.wound(Wound(there, self._clock))

    def back_to_now(self) -> bool:
        """Unwind the board; say whether it was wound back."""
        if self._app.reader.moment is None:
            return False
        self.wound(Wound(None, self._clock))
        return True
