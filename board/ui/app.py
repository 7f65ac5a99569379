"""The app: wires screens to what they show and lets them know when it changed."""

import gc
from collections.abc import Awaitable, Callable
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.notifications import SeverityLevel
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import Theme

from board.locale import N_, _, use
from board.model.pulse import Pulse
from board.model.situation import LedgerPage, Situation, StatementsFile
from board.model.wanted import (
    LedgerOf,
    MatrixOf,
    SituationOf,
    SituationReportsOf,
    StatementsOf,
    TimelineOfAll,
    View,
    WallOf,
    Wanted,
)
from board.store.reader import Reader
from board.store.refused import Refused
from board.ui.following import Following
from board.ui.said import cut, room_on
from board.ui.screens.base import BoardScreen, Filtered
from board.ui.screens.made import AnyScreen, screen_for
from board.ui.screens.main import MainScreen
from board.ui.themes import THEMES
from board.ui.widgets.drawn import Left, Opened, Panel, Stepped
from board.ui.widgets.edges import State

if TYPE_CHECKING:
    from board.ui.files import Files
    from board.ui.officer import Officer
    from board.ui.replay import Replay
    from board.ui.screens.time import Asked, Wound
    from board.ui.widgets.entry_line import EntryLine
    from board.ui.widgets.why_line import WhyLine

DESK_ACTIONS = (
    "type_entry", "take_back", "take_back_mine", "correct", "form", "filter", "freeze", "import_file", "export",
)  # fmt: skip
"""What the keys of the desk do."""


def _commands() -> type[Provider]:
    from board.ui.commands import BoardCommands

    return BoardCommands


def _collect_again() -> None:
    """Let garbage be collected from here on: what the start has made is there to stay."""
    gc.freeze()
    gc.enable()


SAID_SECONDS = 4.0
"""How long it stays in sight what was done."""

A_DAY = 86_400.0
"""Seconds that a refusal stays in sight: somebody may have looked away."""

MOST_REFUSED = 3
"""Refusals in sight at once."""


class BoardApp(App[None]):
    """The situation board."""

    TITLE = "board"
    theme: Reactive[str] = Reactive(THEMES[0].name)
    """Name of one of `THEMES`."""
    CSS_PATH = "board.tcss"
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        # in the app's own task, so that what is typed right after such a key waits until its line or question is there
        Binding("plus", "type_entry('+')", show=False, priority=True),
        Binding("equals_sign", "type_entry('=')", show=False, priority=True),
        Binding("u", "take_back", show=False, priority=True),
        Binding("c", "correct", show=False, priority=True),
        Binding("f", "form", show=False, priority=True),
        Binding("slash", "filter", show=False, priority=True),
        Binding("i", "import_file", show=False, priority=True),
        Binding("e", "export", show=False, priority=True),
        Binding("a", "actions", N_("actions"), show=False),
        Binding("l", "ledger", N_("ledger"), show=False),
        Binding("m", "matrix", N_("matrix"), show=False),
        Binding("s", "statements", N_("statements"), show=False),
        Binding("S", "freeze", N_("freeze"), show=False, priority=True),
        Binding("R", "reports", N_("reports"), show=False),
        Binding("r", "communique", N_("draft communiqué"), show=False),
        Binding("t", "time", N_("time"), show=False),
        Binding("x", "exercise", N_("exercise"), show=False),
        Binding("w", "wall", N_("wall"), show=False),
        Binding("question_mark", "keys", N_("keys"), show=False),
        Binding("T", "next_theme", N_("theme"), show=False),
        Binding("q", "quit", N_("quit"), show=False),
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

    def on_seen(self) -> None:
        """Take away what was said."""
        self.hush()

    def on_stepped(self, event: Stepped) -> None:
        """Show the action before or after the one that is shown."""
        screen = self.screen
        if isinstance(screen, MainScreen):
            there = screen.view.before if event.by < 0 else screen.view.after
            if there is None:
                self.say(_("no action before this one") if event.by < 0 else _("no action after this one"))
            else:
                self.open_view(SituationOf(there))

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

    @cached_property
    def replay(self) -> "Replay":
        """Winds the board back; made when the time screen is first wanted."""
        from board.ui.replay import Replay

        return Replay(self)

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

    def action_time(self) -> None:
        """Show how the action breathes."""
        slug = self.action_shown()
        if slug is not None and not isinstance(
            self.screen.view if isinstance(self.screen, BoardScreen) else None, Pulse
        ):
            self.replay.open(slug)

    def action_play(self) -> None:
        """Let the replay run, or stand still."""
        self.replay.play()

    def action_faster(self, by: int) -> None:
        """Let the replay run faster or slower."""
        self.replay.faster(by)

    def action_correction(self, by: int) -> None:
        """Wind the board to the next correction, or to the one before."""
        self.replay.correction(by > 0)

    @cached_property
    def officer(self) -> "Officer":
        """Who records; made when the first entry is typed."""
        from board.ui.officer import Officer

        return Officer(self, self._operator)

    def leave_open(self) -> None:
        """Close the lines, questions and forms that would record something; there are none before the first one."""
        if "officer" in self.__dict__:
            self.officer.leave_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the desk's keys to a line, a question or a form that is open, and to screens without an action."""
        if action not in DESK_ACTIONS:
            return True
        return isinstance(self.screen, BoardScreen) and isinstance(self.focused, Panel | None) and self._may(action)

    def _may(self, action: str) -> bool:
        if action == "filter":
            return isinstance(self.screen, Filtered)
        return isinstance(self.screen, BoardScreen) and self.screen.action() is not None

    async def attempt(self, work: Awaitable[None]) -> None:
        """Do something the store may refuse, and say so if it does."""
        try:
            await work
        except Refused as refusal:
            self.say(str(refusal), "error")

    async def action_type_entry(self, sign: str) -> None:
        """Open the line in which an entry is typed."""
        await self.attempt(self.officer.type_entry(sign))

    async def on_entry_line_submitted(self, event: "EntryLine.Submitted") -> None:
        """Record a line that was understood."""
        await self.attempt(self.officer.submitted(event.typed, event.meant, event.correcting, event.is_correction))

    def on_why_line_submitted(self, event: "WhyLine.Submitted") -> None:
        """Do what a reason was given for."""
        event.then(event.why)

    async def action_take_back(self, *, mine: bool = False) -> None:
        """Take back the chosen entry, after asking why; where none is chosen, my last one, after showing it.

        Args:
            mine: My last one in any case.
        """
        screen = self.screen
        chosen = screen.chosen() if isinstance(screen, BoardScreen) and not mine else None
        await self.attempt(self.officer.take_back() if chosen is None else self.officer.take_back_this(chosen))

    async def action_take_back_mine(self) -> None:
        """Take back my last entry, whatever is chosen."""
        await self.action_take_back(mine=True)

    async def action_correct(self) -> None:
        """Correct the chosen entry of the ledger."""
        screen = self.screen
        if isinstance(screen, BoardScreen):
            await self.attempt(self.officer.correct(screen.chosen()))

    async def action_form(self) -> None:
        """Open the form of an entry."""
        await self.attempt(self.officer.form())

    async def action_filter(self) -> None:
        """Open the line in which a filter of the ledger is typed."""
        screen = self.screen
        if isinstance(screen, Filtered):
            await self.attempt(screen.type_filter())

    async def action_add(self, what: str) -> None:
        """Open the form that adds an action, an agency, a partner, a provider, or the panel of a content type."""
        additions = self.officer.additions
        adds = {
            "action": additions.action,
            "agency": additions.agency,
            "partner": additions.partner,
            "provider": additions.provider,
            "content_type": additions.content_type,
        }
        await self.attempt(adds[what]())

    @cached_property
    def files(self) -> "Files":
        """Who takes files in and writes them; made when the first one is."""
        from board.ui.files import Files

        return Files(self)

    async def action_import_file(self) -> None:
        """Open the sheet on which a partner's file is taken in."""
        await self.attempt(self.files.take_in())

    async def action_batches(self) -> None:
        """Open the list of the files that were taken in."""
        await self.attempt(self.files.batches())

    async def action_export(self) -> None:
        """Open the sheet on which the action is written to a file."""
        if not (isinstance(self.screen, BoardScreen) and self.screen.write()):
            await self.attempt(self.files.export())

    async def action_communique(self) -> None:
        """Show the draft of a communiqué of the action."""
        from board.ui.communique import open_draft

        await self.attempt(open_draft(self))

    async def action_quit(self) -> None:
        """Leave the board, but not an entry that is still being written."""
        if "officer" in self.__dict__ and self.officer.busy:
            self.say(_("an entry is still being written: wait for it"))
        elif "files" in self.__dict__ and self.files.busy:
            self.say(self.files.busy)
        else:
            self.exit()

    def action_ledger(self) -> None:
        """Show the ledger of the action."""
        slug = self.action_shown()
        if slug is not None:
            self.open_view(LedgerOf(slug))

    def action_matrix(self) -> None:
        """Show partner by content type."""
        slug = self.action_shown()
        if slug is not None:
            self.open_view(MatrixOf(slug))

    async def action_freeze(self) -> None:
        """Freeze the situation of the action under the next number."""
        await self.attempt(self.officer.freeze())

    def action_reports(self) -> None:
        """Show the situation reports of the action."""
        slug = self.action_shown()
        if slug is not None and not isinstance(self.boards()[-1].wanted, SituationReportsOf):
            self.open_view(SituationReportsOf(slug))

    def action_wall(self) -> None:
        """Show the action on the wall; where the board follows the newest action, the wall does too."""
        slug = self.action_shown()
        if slug is not None:
            shown = self.screen.wanted if isinstance(self.screen, BoardScreen) else None
            self.open_view(WallOf(shown.action if isinstance(shown, SituationOf) else slug))

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

    def action_actions(self) -> None:
        """Show all actions."""
        self.open_view(TimelineOfAll())

    def action_statements(self) -> None:
        """Show what was published of the action."""
        for screen in reversed(self.boards()):
            if isinstance(screen.view, Situation | StatementsFile):
                subject = screen.view.action.slug if isinstance(screen.view, Situation) else screen.view.slug
                if not isinstance(self.screen.view if isinstance(self.screen, BoardScreen) else None, StatementsFile):
                    self.open_view(StatementsOf(subject))
                return

    def action_exercise(self) -> None:
        """Offer a live exercise while nothing real has been counted."""
        screen = self.screen
        if isinstance(screen, MainScreen) and not screen.offers_exercise():
            self.say(_("a live exercise is offered while nothing is counted here; “board exercise” plays one any time"))
        elif isinstance(screen, MainScreen):
            from board.ui.screens.ask import Answer, AskScreen

            def answered(answer: Answer | None) -> None:
                if answer == Answer.YES:
                    self.wants_exercise = True
                    self.exit()

            about = _("It is played in a store of its own, and its numbers are invented. This store stays as it is.")
            self.push_screen(AskScreen(_("leave this board for a live exercise?"), about), answered)

    def action_keys(self) -> None:
        """Show the keys."""
        from board.ui.screens.keys import KeysScreen

        if not isinstance(self.screen, KeysScreen):
            self.push_screen(KeysScreen())

    async def action_speak(self, language: str) -> None:
        """Change the language of the whole board, at once."""
        self.officer.leave_open()
        use(language)
        self.following.read_again()
        for screen in self.screen_stack:
            if isinstance(screen, BoardScreen):
                await screen.recompose()

    def action_next_theme(self) -> None:
        """Change to the next look."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]
