"""What the command palette finds: every action and agency by name, and the commands of the board."""

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from board.locale import LANGUAGES, _
from board.model.wanted import AgencyOf, SituationOf, StatementsOf, Wanted

if TYPE_CHECKING:
    from board.ui.app import BoardApp


def _leave() -> None:
    """Do nothing: the palette closes."""


class BoardCommands(Provider):
    """Actions, agencies and the keys' own commands."""

    @property
    def _board(self) -> "BoardApp":
        return cast("BoardApp", self.app)

    def _entries(self) -> list[tuple[str, str, Wanted | str]]:
        """Return name, what it is ("" for a command), and what it opens or does."""
        kinds = {SituationOf: _("action"), StatementsOf: _("running count"), AgencyOf: _("agency")}
        entries: list[tuple[str, str, Wanted | str]] = [
            (_("All actions"), "", "actions"),
            (_("Statements and sources"), "", "statements"),
            (_("Ledger"), "", "ledger"),
            (_("Matrix: partner by content type"), "", "matrix"),
            (_("Time: curves and replay"), "", "time"),
            (_("Wall: the big screen of the room"), "", "wall"),
            (_("Record an entry"), "", "type_entry('+')"),
            (_("Record an entry in a form"), "", "form"),
            (_("Record a running total"), "", "type_entry('=')"),
            (_("Take back my last entry"), "", "take_back_mine"),
            (_("Add an action"), "", "add('action')"),
            (_("Add an agency"), "", "add('agency')"),
            (_("Add a partner to this action"), "", "add('partner')"),
            (_("Add a service provider"), "", "add('provider')"),
            (_("Add a panel for a content type"), "", "add('content_type')"),
            (_("Freeze a situation report"), "", "freeze"),
            (_("Situation reports"), "", "reports"),
            (_("Draft a communiqué"), "", "communique"),
            (_("Import a file"), "", "import_file"),
            (_("Files that were taken in"), "", "batches"),
            (_("Export"), "", "export"),
            (_("Next theme: dark, light, high contrast"), "", "next_theme"),
            *(
                (_("Language: {name}").format(name=name), "", f"speak('{language}')")
                for language, name in LANGUAGES.items()
            ),
            (_("Keys"), "", "keys"),
            (_("Quit"), "", "quit"),
        ]
        entries += [(name, kinds[type(wanted)], wanted) for wanted, name in self._board.reader.names()]
        return entries

    async def _do(self, wanted: Wanted | str) -> None:
        if isinstance(wanted, str):
            await self._board.run_action(wanted)
        else:
            self._board.open_view(wanted)

    async def discover(self) -> Hits:
        """Offer everything while nothing is typed."""
        for name, kind, wanted in self._entries():
            yield DiscoveryHit(Content(name), partial(self._do, wanted), text=name, help=kind or None)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher, none = self.matcher(query), True
        for name, kind, wanted in self._entries():
            score = matcher.match(name)
            if score > 0:
                none = False
                yield Hit(score, Content(name), partial(self._do, wanted), text=name, help=kind or None)
        if none:  # else Textual says it, in English
            yield Hit(1, Content(_("nothing fits")), _leave)
