"""The app: wires screens to what they show and lets them know when it changed."""

import gc
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.notifications import SeverityLevel
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from board.locale import _
from board.model.situation import AgencyFile, Situation, StatementsFile, Timeline
from board.store.reader import Reader, SituationOf, StatementsOf, TimelineOfAll, View, Wanted
from board.store.refused import Refused
from board.ui.screens.base import BoardScreen
from board.ui.screens.main import MainScreen
from board.ui.themes import THEMES
from board.ui.widgets.drawn import Opened, Stepped
from board.ui.widgets.edges import State

if TYPE_CHECKING:
    from board.ui.recording import Desk
    from board.ui.widgets.entry_line import EntryLine

LOOK_SECONDS = 0.05
"""How often the board looks whether another program has committed; a look costs microseconds."""

AnyScreen = BoardScreen[Any]
"""A screen of the board, whatever view it shows."""


def _commands() -> type[Provider]:
    from board.ui.commands import BoardCommands

    return BoardCommands


def _collect_again() -> None:
    """Let garbage be collected from here on: what the start has made is there to stay."""
    gc.freeze()
    gc.enable()


class BoardApp(App[None]):
    """The situation board."""

    TITLE = "board"
    theme: Reactive[str] = Reactive(THEMES[0].name)
    """Name of one of `THEMES`."""
    CSS_PATH = "board.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "actions", _("actions"), show=False),
        Binding("s", "statements", _("statements"), show=False),
        Binding("question_mark", "keys", _("keys"), show=False),
        Binding("T", "next_theme", _("theme"), show=False),
        Binding("q", "quit", _("quit"), show=False),
    ]

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
        self._trouble: str | None = None
        self._first = self._screen_for(first, self.reader.read(first))
        self.theme = theme

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The board's own themes. They are there from the start, so that the style sheet is read only once."""
        return {theme.name: theme for theme in THEMES}

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen, so that nothing else is drawn before it."""
        return self._first

    def on_mount(self) -> None:
        """Start following the clock and the store."""
        if self.live:
            self.call_after_refresh(_collect_again)
            self.set_interval(1.0, self._tick)
            self.set_interval(LOOK_SECONDS, self._look)

    def open_view(self, wanted: Wanted) -> None:
        """Show what is wanted: an action takes the main screen, everything else lies on top of it."""
        try:
            view = self.reader.read(wanted)
        except Refused as refusal:
            self._say(str(refusal), "error")
            return
        if isinstance(wanted, SituationOf):
            while len(self.screen_stack) > 1:
                self.pop_screen()
            if isinstance(self.screen, MainScreen):
                self._give(self.screen, wanted, view)
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
                self._say(_("no action before this one") if event.by < 0 else _("no action after this one"))
            else:
                self.open_view(SituationOf(there))

    def _screen_for(self, wanted: Wanted, view: View) -> AnyScreen:
        state = self._state()
        if isinstance(view, Situation):
            return MainScreen(wanted, view, state)
        if isinstance(view, Timeline):
            from board.ui.screens.actions import ActionsScreen

            return ActionsScreen(wanted, view, state)
        if isinstance(view, AgencyFile):
            from board.ui.screens.agency import AgencyScreen

            return AgencyScreen(wanted, view, state)
        from board.ui.screens.statements import StatementsScreen

        return StatementsScreen(wanted, view, state)

    def _state(self) -> State:
        return State(self.reader.clock(), self.live, self.reader.store.read_only, self._trouble)

    def _give(self, screen: AnyScreen, wanted: Wanted, view: View) -> None:
        screen.wanted = wanted
        screen.show(view)
        screen.tell(self._state())

    def _boards(self) -> list[AnyScreen]:
        return [screen for screen in self.screen_stack if isinstance(screen, BoardScreen)]

    def _tick(self) -> None:
        for screen in self._boards()[-1:]:
            screen.tell(self._state())

    def _look(self) -> None:
        """Bring every screen up to date if somebody has committed; say so if the store cannot be read."""
        try:
            if not self.reader.changed() and self._trouble is None:
                return
            views = [(screen, self.reader.read(screen.wanted)) for screen in self._boards()]
            self._trouble = None
            for screen, view in views:
                self._give(screen, screen.wanted, view)
        except Refused as refusal:
            if self._trouble != str(refusal):
                self._trouble = str(refusal)
                self._say(self._trouble, "error")
                self._tick()

    @cached_property
    def desk(self) -> "Desk":
        """Where entries are recorded; made when the first one is."""
        from board.ui.recording import Desk

        return Desk(self.reader, self._operator)

    def action_type_entry(self, sign: str) -> None:
        """Open the line in which an entry is typed, with what the chosen panel says of it."""
        from board.exchange.record_line import names_of
        from board.ui.widgets.entry_line import EntryLine

        screen = self.screen
        if not isinstance(screen, MainScreen) or screen.query(EntryLine):
            return
        if self.reader.store.read_only:
            self._say(_("the store is open for reading only"))
            return
        try:
            names = names_of(self.reader, screen.view)
        except Refused as refusal:
            self._say(str(refusal), "error")
            return
        line = EntryLine(f"{sign}{screen.hint()}", names, self.reader.clock(), self.desk.lines)
        screen.mount(line, before="#foot")

    def on_entry_line_submitted(self, event: "EntryLine.Submitted") -> None:
        """Record a line that was understood."""
        screen = self.screen
        if isinstance(screen, MainScreen):
            action = screen.view.action.slug
            self.run_worker(lambda: self._do(lambda: self.desk.record(event.typed, action)), thread=True)

    def action_take_back(self) -> None:
        """Show my last entry and take it back if that is meant."""
        from board.ui.recording import entry_in_words
        from board.ui.screens.ask import AskScreen

        try:
            row = None if self.reader.store.read_only else self.desk.last()
        except Refused as refusal:
            self._say(str(refusal), "error")
            return
        if row is None:
            self._say(_("there is no entry of yours to take back"))
            return
        why = _("taken back by {operator}").format(operator=self.desk.operator)

        def answered(yes: bool | None) -> None:
            if yes:
                self.run_worker(lambda: self._do(lambda: self.desk.take_back(row, why)), thread=True)

        self.push_screen(AskScreen(_("take back my last entry?"), entry_in_words(row)), answered)

    def _do(self, work: Callable[[], str]) -> None:
        """Do what writes, in a thread, and say what came of it."""
        try:
            self.call_from_thread(self._say, work())
        except Refused as refusal:
            self.call_from_thread(self._say, str(refusal), "error")

    def _say(self, said: str, severity: SeverityLevel = "information") -> None:
        """Say something for a while; what was said before makes room, so that a held key does not pile up."""
        self.clear_notifications()
        self.notify(said, severity=severity, markup=False, timeout=10)

    def action_actions(self) -> None:
        """Show all actions."""
        self.open_view(TimelineOfAll())

    def action_statements(self) -> None:
        """Show what was published of the action."""
        for screen in reversed(self._boards()):
            if isinstance(screen.view, Situation | StatementsFile):
                subject = screen.view.action.slug if isinstance(screen.view, Situation) else screen.view.slug
                if not isinstance(self.screen.view if isinstance(self.screen, BoardScreen) else None, StatementsFile):
                    self.open_view(StatementsOf(subject))
                return

    def action_keys(self) -> None:
        """Show the keys."""
        from board.ui.screens.keys import KeysScreen

        if not isinstance(self.screen, KeysScreen):
            self.push_screen(KeysScreen())

    def action_next_theme(self) -> None:
        """Change to the next look."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]
