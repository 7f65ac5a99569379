"""The line in which an entry is typed, with what was understood shown underneath while it is typed."""

from datetime import datetime

from textual.content import Content
from textual.message import Message

from board.exchange.names import Names
from board.exchange.quick_entry import complete, in_words, understand
from board.locale import _
from board.ui.drawing import ACCENT, MUTED, STRONG, text
from board.ui.widgets.typed_line import TypedLine


class EntryLine(TypedLine):
    """An entry, a running total, or what an entry should have been. It does not record: it says what is to be."""

    class Submitted(Message):
        """A line that was understood whole is to be recorded."""

        def __init__(self, typed: str, correcting: tuple[str, int] | None) -> None:
            """Ask for it to be recorded.

            Args:
                typed: The line.
                correcting: Site and number of the entry in whose place it is to stand.
            """
            super().__init__()
            self.typed = typed
            self.correcting = correcting

    def __init__(
        self,
        start: str,
        names: Names,
        now: datetime,
        earlier: list[str],
        correcting: tuple[str, int] | None = None,
    ) -> None:
        """Start a line.

        Args:
            start: What stands there already.
            names: What a line can name.
            now: The present instant, aware.
            earlier: Lines recorded before, the oldest first.
            correcting: Site and number of the entry in whose place it is to stand.
        """
        super().__init__(start, earlier)
        self._names = names
        self._now = now
        self._correcting = correcting

    def cursor_at(self) -> int:
        """Start before what a panel has filled in."""
        return 1 if self._start[:1] in ("+", "=") and self._start[1:2] in ("", " ") else len(self._start)

    def meaning(self, typed: str) -> tuple[Content, Content]:
        """Return what is understood, and what is still to say or how to go on."""
        line = understand(typed, self._names, self._now)
        label = _("instead of entry {seq}: ").format(seq=self._correcting[1]) if self._correcting else ""
        said = Content.assemble("  ", text(label, MUTED), text(in_words(line) or _("type an entry"), STRONG))
        found = self.completions(typed)
        if line.problems:
            said = Content.assemble(said, text("   " + "; ".join(line.problems), ACCENT))
        else:
            go_on = _("next: why") if self._correcting else _("record")
            said = Content.assemble(said, text(f"   ⏎ {go_on}", MUTED))
        hint = (
            _("Tab: {words}").format(words=" · ".join(found[:6]))
            if found
            else _(
                "number, content type, stage, @agency, on provider, at 14:05, # note;  > at least  ~ about  < at most"
            )
        )
        return said, text(f"  {hint}", MUTED)

    def is_ready(self, typed: str) -> bool:
        """Say whether the line was understood whole."""
        return not understand(typed, self._names, self._now).problems

    def taken(self, typed: str) -> None:
        """Ask for it to be recorded."""
        self.post_message(self.Submitted(typed, self._correcting))

    def completions(self, typed: str) -> tuple[str, ...]:
        """Return what the last word can become."""
        return complete(typed, self._names)
