"""The keys of the duty officer: each opens a line, a question, a form or a sheet, which lie in modules of their own."""

from typing import TYPE_CHECKING

from board.ui.screens.base import BoardScreen, Filtered
from board.ui.views import Views
from board.ui.widgets.drawn import Panel

if TYPE_CHECKING:
    from board.ui.widgets.entry_line import EntryLine
    from board.ui.widgets.why_line import WhyLine

DESK_ACTIONS = (
    "type_entry", "take_back", "take_back_mine", "correct", "form", "filter", "freeze", "import_file", "export",
)  # fmt: skip
"""What the keys of the desk do."""


class DeskKeys(Views):
    """What the duty officer's keys do; which keys they are says `BoardApp`."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the desk's keys to a line, a question or a form that is open, and to screens without an action."""
        if action not in DESK_ACTIONS:
            return True
        return isinstance(self.screen, BoardScreen) and isinstance(self.focused, Panel | None) and self._may(action)

    def _may(self, action: str) -> bool:
        if action == "filter":
            return isinstance(self.screen, Filtered)
        return isinstance(self.screen, BoardScreen) and self.screen.action() is not None

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

    async def action_freeze(self) -> None:
        """Freeze the situation of the action under the next number."""
        await self.attempt(self.officer.freeze())

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
