"""The end of the ledger: the last entries, always in sight."""

from textual.content import Content

from board.locale import _, phrases
from board.model.situation import Situation
from board.ui.drawing import MUTED, fit, text
from board.ui.lines import Lines
from board.ui.widgets.drawn import Drawn

HEAD = 12
"""Digits of the head hash that are shown; `board verify` prints all of them."""


class LedgerTail(Drawn[Situation]):
    """A rule that names the ledger's head, and as many of the last entries as there is room for."""

    DEFAULT_CSS = """
    LedgerTail { height: 5; padding: 0 0 0 1; }
    """

    def render(self) -> Lines:
        """Draw the rule and the entries, the newest first."""
        from board.ui.widgets.entry_row import entry_line  # not wanted while nothing was counted

        width, height = self.size
        entries = _("ledger · {entries}").format(entries=phrases.entries(self.value.entries))
        parts = [entries]
        if self.value.head is not None:  # wound back as it happened there is none
            parts.append(_("head {hash}").format(hash=self.value.head[:HEAD]))
        said = Content.assemble(("── ", "$frame"), text(f"{' · '.join(parts)} ", MUTED))
        rule = Content.assemble(said, ("─" * (width - said.cell_length - 1), "$frame"))
        rows = [entry_line(entry, width - 1) for entry in self.value.tail[: height - 1]]
        return Lines([fit(rule, width), *(Content.assemble(" ", row) for row in rows)])
