"""Which views lie on the screen: each is given anew when it changed, and what is said of it is said here."""

import gc
from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.command import Provider
from textual.notifications import SeverityLevel
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from board.locale import _
from board.model.situation import LedgerPage
from board.model.wanted import LedgerOf, SituationOf, View, WallOf, Wanted
from board.store.reader import Reader
from board.store.refused import Refused
from board.ui.following import Following
from board.ui.said import cut, room_on
from board.ui.screens.base import BoardScreen
from board.ui.screens.made import AnyScreen, screen_for
from board.ui.screens.main import MainScreen
from board.ui.themes import THEMES
from board.ui.widgets.drawn import Left, Opened, Stepped
from board.ui.widgets.edges import State

if TYPE_CHECKING:
    from board.ui.files import Files
    from board.ui.officer import Officer
    from board.ui.replay import Replay
    from board.ui.screens.time import Asked, Wound

SAID_SECONDS = 4.0
"""How long it stays in sight what was done."""

A_DAY = 86_400.0
"""Seconds that a refusal stays in sight: somebody may have looked away."""

MOST_REFUSED = 3
"""Refusals in sight at once."""


def _commands() -> type[Provider]:
    from board.ui.commands import BoardCommands

    return BoardCommands


def _collect_again() -> None:
    """Let garbage be collected from here on: what the start has made is there to stay."""
    gc.freeze()
    gc.enable()


class Views(App[None]):
    """The board without its keys: the screens that lie on each other, and those who serve them."""

    TITLE = "board"
    theme: Reactive[str] = Reactive(THEMES[0].name)
    """Name of one of `THEMES`."""
    CSS_PATH = "board.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}

    def __init__(
        self,
        reader: Reader,
        first: Wanted,
        *,
        live: bool = True,
        theme: str = THEMES[0].name,
        operator: str = "",
    ) -> None:
        """Make a board.

        Args:
            reader: Answers what the screens want.
            first: What is shown first.
            live: Follow the clock and the store; False for a picture, which stands still.
            theme: Name of one of `THEMES`.
            operator: Who records; the login name if it is empty.

        Raises:
            Refused: What is wanted first is not there.
        """
        super().__init__()
        self.reader = reader
        self.live = live
        self._operator = operator
        self.wants_exercise = False
        """Whether the board was left for a live exercise."""
        self._refused: list[str] = []
        self.following = Following(self)
        self._wall = first if isinstance(first, WallOf) else None
        under = first if self._wall is None else SituationOf(self._wall.action)  # the wall lies on the board
        self._first = self._screen_for(under, self.reader.read(under))
        self.theme = theme
        if reader.exercise:
            self.title = f"{_('EXERCISE')} · {self.TITLE} · {_('EXERCISE')}"

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The board's own themes. They are there from the start, so that the style sheet is read only once."""
        return {theme.name: theme for theme in THEMES}

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen, so that nothing else is drawn before it."""
        return self._first

    def on_mount(self) -> None:
        """Start following the clock and the store; the wall lies on top where it is wanted first."""
        if self._wall is not None:
            self.open_view(self._wall)
        if self.live:
            self.call_after_refresh(_collect_again)
            self.following.start()

    def on_unmount(self) -> None:
        """Finish what is being written."""
        if "files" in self.__dict__:
            self.files.close()
        if "officer" in self.__dict__:
            self.officer.desk.close()

    @cached_property
    def officer(self) -> "Officer":
        """Who records; made when the first entry is typed."""
        from board.ui.officer import Officer

        return Officer(self, self._operator)

    @cached_property
    def files(self) -> "Files":
        """Who takes files in and writes them; made when the first one is."""
        from board.ui.files import Files

        return Files(self)

    @cached_property
    def replay(self) -> "Replay":
        """Winds the board back; made when the time screen is first wanted."""
        from board.ui.replay import Replay

        return Replay(self)

    def open_view(self, wanted: Wanted) -> None:
        """Show what is wanted: an action takes the main screen, everything else lies on top of it."""
        try:
            view = self.reader.read(wanted)
        except Refused as refusal:
            self.say(str(refusal), "error")
            return
        if isinstance(wanted, SituationOf):
            while len(self.screen_stack) > 1:
                self.pop_screen()
            if isinstance(self.screen, MainScreen):
                self.give(self.screen, wanted, view)
                return
            self.switch_screen(self._screen_for(wanted, view))
            return
        self.push_screen(self._screen_for(wanted, view))

    def on_opened(self, event: Opened) -> None:
        """Show what lies behind a panel."""
        self.open_view(event.wanted)

    def on_stepped(self, event: Stepped) -> None:
        """Show the action before or after the one that is shown."""
        screen = self.screen
        if isinstance(screen, MainScreen):
            there = screen.view.before if event.by < 0 else screen.view.after
            if there is None:
                self.say(_("no action before this one") if event.by < 0 else _("no action after this one"))
            else:
                self.open_view(SituationOf(there))

    def on_left(self, event: Left) -> None:
        """Come back to now where somebody leaves the first screen of a board that is wound back; else catch up."""
        if not event.first:
            if self.reader.moment is not None or "replay" in self.__dict__:
                self.following.read_uppermost()
        elif self.reader.moment is not None:
            self.replay.back_to_now()
            self.say(_("the board shows what is now"))

    def on_wound(self, event: "Wound") -> None:
        """Wind the board to another moment."""
        self.replay.wound(event)

    def on_asked(self, event: "Asked") -> None:
        """Show something else of the action."""
        self.replay.asked(event)

    def _screen_for(self, wanted: Wanted, view: View) -> AnyScreen:
        return screen_for(wanted, view, self.state(), self._page, lambda: self.officer.names())

    def _page(self, wanted: LedgerOf) -> LedgerPage | None:
        """Read a page of the ledger; say why if it cannot be read."""
        try:
            return self.reader.read(wanted)
        except Refused as refusal:
            self.say(str(refusal), "error")
            return None

    def action_shown(self) -> str | None:
        """Return the slug of the action that the uppermost screen of an action shows."""
        return next((slug for screen in reversed(self.boards()) if (slug := screen.action()) is not None), None)

    def state(self) -> State:
        """Return what the edges say of the board: its clock, whether it is fresh, to when it is wound back."""
        playing = self.replay.said if "replay" in self.__dict__ else ""
        return State(
            self.reader.clock(), self.live, self.reader.store.read_only, self.following.trouble, self.reader.exercise,
            self.reader.moment, playing, self.reader.halted,
        )  # fmt: skip

    def give(self, screen: AnyScreen, wanted: Wanted, view: View) -> None:
        """Give a screen another view, and what it answers."""
        screen.wanted = wanted
        screen.show(view)
        screen.tell(self.state())

    def boards(self) -> list[AnyScreen]:
        """Return the screens that show a view, the uppermost last; not what lies over them."""
        return [screen for screen in self.screen_stack if isinstance(screen, BoardScreen)]

    def leave_open(self) -> None:
        """Close the lines, questions and forms that would record something; there are none before the first one."""
        if "officer" in self.__dict__:
            self.officer.leave_open()

    async def attempt(self, work: Awaitable[None]) -> None:
        """Do something the store may refuse, and say so if it does."""
        try:
            await work
        except Refused as refusal:
            self.say(str(refusal), "error")

    def say(self, said: str, severity: SeverityLevel = "information") -> None:
        """Say something; what was said before makes room, so that a held key does not pile up.

        What was refused stays until somebody has seen it (see `hush`), whatever else is said meanwhile. It takes few
        lines, so that it can stay.
        """
        room = room_on(self.size)
        self.clear_notifications()
        if severity == "error":
            self._refused = [*self._refused, said][-MOST_REFUSED:]
        else:
            beside = room._replace(lines=1) if self._refused else room
            self.notify(cut([said], beside), severity=severity, markup=False, timeout=SAID_SECONDS)
        if self._refused:
            self.notify(cut(self._refused, room), severity="error", markup=False, timeout=A_DAY)

    def hush(self) -> None:
        """Take away what was said: Escape was pressed, or the next line is begun."""
        self._refused = []
        self.clear_notifications()

    def on_seen(self) -> None:
        """Take away what was said."""
        self.hush()
