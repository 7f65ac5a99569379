"""What the command palette finds: every action and agency by name, and the commands of the board."""

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from board.locale import LANGUAGES, _
from board.model.wanted import AgencyOf, SituationOf, StatementsOf, Wanted

if TYPE_CHECKING:
    from board.ui.app import BoardApp


class BoardCommands(Provider):
    """Actions, agencies and the keys' own commands."""

    @property
    def _board(self) -> "BoardApp":
        return cast("BoardApp", self.app)

    def _entries(self) -> list[tuple[str, str, Wanted | str]]:
        """Return name, what it is, and what it opens or does."""
        kinds = {SituationOf: _("action"), StatementsOf: _("running count"), AgencyOf: _("agency")}
        entries: list[tuple[str, str, Wanted | str]] = [
            (_("All actions"), _("command"), "actions"),
            (_("Statements and sources"), _("command"), "statements"),
            (_("Ledger"), _("command"), "ledger"),
            (_("Matrix: partner by content type"), _("command"), "matrix"),
            (_("Time: curves and replay"), _("command"), "time"),
            (_("Wall: the big screen of the room"), _("command"), "wall"),
            (_("Record an entry"), _("command"), "type_entry('+')"),
            (_("Record an entry in a form"), _("command"), "form"),
            (_("Record a running total"), _("command"), "type_entry('=')"),
            (_("Take back my last entry"), _("command"), "take_back_mine"),
            (_("Add an action"), _("command"), "add('action')"),
            (_("Add an agency"), _("command"), "add('agency')"),
            (_("Add a partner to this action"), _("command"), "add('partner')"),
            (_("Add a service provider"), _("command"), "add('provider')"),
            (_("Add a panel for a content type"), _("command"), "add('content_type')"),
            (_("Freeze a situation report"), _("command"), "freeze"),
            (_("Situation reports"), _("command"), "reports"),
            (_("Draft a communiqué"), _("command"), "communique"),
            (_("Import a file"), _("command"), "import_file"),
            (_("Files that were taken in"), _("command"), "batches"),
            (_("Export"), _("command"), "export"),
            (_("Next theme: dark, light, high contrast"), _("command"), "next_theme"),
            *(
                (_("Language: {name}").format(name=name), _("command"), f"speak('{language}')")
                for language, name in LANGUAGES.items()
            ),
            (_("Keys"), _("command"), "keys"),
            (_("Quit"), _("command"), "quit"),
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
            yield DiscoveryHit(Content(name), partial(self._do, wanted), text=name, help=kind)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for name, kind, wanted in self._entries():
            score = matcher.match(name)
            if score > 0:
                yield Hit(score, Content(name), partial(self._do, wanted), text=name, help=kind)
