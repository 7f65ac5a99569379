"""The line in which a filter of the ledger is typed."""

from textual.content import Content
from textual.message import Message

from board.exchange.filter_line import in_words, understand_filter
from board.exchange.names import Names
from board.exchange.quick_entry import complete
from board.locale import _, punctuation
from board.ui.drawing import ACCENT, MUTED, STRONG, text
from board.ui.widgets.typed_line import TypedLine


class FilterLine(TypedLine):
    """Which entries are wanted."""

    class Submitted(Message):
        """Entries that fit are wanted."""

        def __init__(self, typed: str) -> None:
            """Say which.

            Args:
                typed: The line.
            """
            super().__init__()
            self.typed = typed

    def __init__(self, start: str, names: Names) -> None:
        """Start a filter.

        Args:
            start: The filter as it is now.
            names: What it can name.
        """
        super().__init__(start)
        self._names = names

    def meaning(self, typed: str) -> tuple[Content, Content]:
        """Return which entries a line asks for."""
        read = understand_filter(typed, self._names)
        said = Content.assemble("  ", text(in_words(read.which) or _("all entries"), STRONG))
        if read.problems:
            said = Content.assemble(said, text("   " + punctuation.one_by_one(read.problems), ACCENT))
        found = self.completions(typed)
        hint = (
            _("Tab: {words}").format(words=" · ".join(found[:6]))
            if found
            else _("@agency, content type, stage, on provider, by operator, any other word: notes, references, hashes")
        )
        return said, text(f"  {hint}", MUTED)

    def is_ready(self, typed: str) -> bool:
        """Say whether all of it was understood."""
        return not understand_filter(typed, self._names).problems

    def taken(self, typed: str) -> None:
        """Ask for what fits."""
        self.post_message(self.Submitted(typed))

    def completions(self, typed: str) -> tuple[str, ...]:
        """Return what the last word can become."""
        return complete(typed, self._names)
