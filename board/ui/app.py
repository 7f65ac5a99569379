"""The app: its keys, and what those do that show something: a view, the replay, another language, another look."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.command import CommandPalette

from board.locale import N_, _, use
from board.model.pulse import Pulse
from board.model.situation import Situation, StatementsFile
from board.model.wanted import (
    LedgerOf,
    MatrixOf,
    SituationOf,
    SituationReportsOf,
    StatementsOf,
    TimelineOfAll,
    WallOf,
)
from board.ui.desk_keys import DeskKeys
from board.ui.screens.base import BoardScreen
from board.ui.screens.main import MainScreen
from board.ui.themes import THEMES


class BoardApp(DeskKeys):
    """The situation board."""

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

    def action_actions(self) -> None:
        """Show all actions."""
        self.open_view(TimelineOfAll())

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

    def action_statements(self) -> None:
        """Show what was published of the action."""
        for screen in reversed(self.boards()):
            if isinstance(screen.view, Situation | StatementsFile):
                subject = screen.view.action.slug if isinstance(screen.view, Situation) else screen.view.slug
                if not isinstance(self.screen.view if isinstance(self.screen, BoardScreen) else None, StatementsFile):
                    self.open_view(StatementsOf(subject))
                return

    def action_reports(self) -> None:
        """Show the situation reports of the action."""
        slug = self.action_shown()
        if slug is not None and not isinstance(self.boards()[-1].wanted, SituationReportsOf):
            self.open_view(SituationReportsOf(slug))

    async def action_communique(self) -> None:
        """Show the draft of a communiqué of the action."""
        from board.ui.communique import open_draft

        await self.attempt(open_draft(self))

    def action_wall(self) -> None:
        """Show the action on the wall; where the board follows the newest action, the wall does too."""
        slug = self.action_shown()
        if slug is not None:
            shown = self.screen.wanted if isinstance(self.screen, BoardScreen) else None
            self.open_view(WallOf(shown.action if isinstance(shown, SituationOf) else slug))

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

    def action_command_palette(self) -> None:
        """Open the palette; what can be looked for stands in its line in the language in use."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            about = _("find an action, an agency, a command")
            self.push_screen(CommandPalette(placeholder=about, id="--command-palette"))

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

    async def action_quit(self) -> None:
        """Leave the board, but not an entry that is still being written."""
        if "officer" in self.__dict__ and self.officer.busy:
            self.say(_("an entry is still being written: wait for it"))
        elif "files" in self.__dict__ and self.files.busy:
            self.say(self.files.busy)
        else:
            self.exit()
