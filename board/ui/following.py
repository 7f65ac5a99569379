"""Following the clock and the store: every screen shows what is there now, and says so when it cannot be read."""

from typing import TYPE_CHECKING

from board.store.refused import Refused

if TYPE_CHECKING:
    from board.ui.screens.made import AnyScreen
    from board.ui.views import Views

LOOK_SECONDS = 0.05
"""How often the board looks whether another program has committed; a look costs microseconds."""

TICK_SECONDS = 1.0
"""How often the first line shows another time."""

TEMPO_SECONDS = 30.0
"""How often the board reads again though nobody has committed: the last hour moves on."""


class Following:
    """Gives the screens of a board what their store holds, whenever it is something else."""

    def __init__(self, app: "Views") -> None:
        """Be ready; nothing is followed before `start`.

        Args:
            app: The board.
        """
        self._app = app
        self._read_at = app.reader.clock()
        self.trouble: str | None = None
        """Why the figures are no longer fresh; None while all is well."""

    def start(self) -> None:
        """Follow from here on."""
        self._app.set_interval(TICK_SECONDS, self.tick)
        self._app.set_interval(LOOK_SECONDS, self.look)

    def tick(self) -> None:
        """Renew the clock, and now and then what changes by the mere passing of time.

        A clock that was set back is at an hour that has been read already: what was read then is not of now either.
        """
        if not self._app.is_running:  # the screens are being taken down while the timers still go
            return
        self.renew_edges()
        passed = (self._app.reader.clock() - self._read_at).total_seconds()
        if self.trouble is None and not 0 <= passed < TEMPO_SECONDS:
            try:
                self.read_again()
            except Refused as refusal:
                self.in_trouble(str(refusal))

    def look(self) -> None:
        """Bring every screen up to date if somebody has committed; say so if the store cannot be read."""
        if not self._app.is_running:
            return
        try:
            if not self._app.reader.changed() and self.trouble is None:
                return
            self.read_again()
            if self.trouble is not None:
                self.trouble = None
                self._app.hush()
        except Refused as refusal:
            self.in_trouble(str(refusal))

    def in_trouble(self, why: str) -> None:
        """Say that the figures are no longer fresh; from now on every look tries to read them again."""
        if self.trouble != why:
            self.trouble = why
            self._app.say(why, "error")
            self.tick()

    def read_again(self) -> None:
        """Give every screen its view as it is now, or as it was at the moment the board is wound back to.

        Raises:
            Refused: The store cannot be read.
        """
        self._read_at = self._app.reader.clock()
        for screen, view in [(screen, self._app.reader.read(screen.again())) for screen in self._app.boards()]:
            self._app.give(screen, screen.wanted, view)

    def read_uppermost(self) -> None:
        """Do the same with the uppermost screen alone; say why if the store cannot be read."""
        for screen in self._uppermost():
            try:
                view = self._app.reader.read(screen.again())
            except Refused as refusal:
                self._app.say(str(refusal), "error")
                return
            self._app.give(screen, screen.wanted, view)

    def renew_edges(self) -> None:
        """Renew the first and the last line of the uppermost screen."""
        for screen in self._uppermost():
            screen.tell(self._app.state())

    def _uppermost(self) -> "list[AnyScreen]":
        return self._app.boards()[-1:]
