"""One of several answers, chosen with the arrows or by typing a part of it."""

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.events import Key, Paste
from textual.widget import Widget

from board.locale import _
from board.model.text import clean
from board.ui.drawing import ACCENT, MUTED, STRONG, broken, fit, text
from board.ui.screens.form import Words
from board.ui.screens.sheet import Sheet, Shown
from board.ui.widgets.listing import Line, Listing

MOST_LINES = 4
"""Of what is asked."""

NARROWEST = 72
"""Cells of a line of what is asked: it fits on the smallest terminal."""


class Choice(NamedTuple):
    """What can be answered."""

    key: str
    """The answer."""
    label: str
    """In words; clean."""
    more: str = ""
    """What else there is to know of it; clean."""


class Choices(Listing[tuple[Choice, ...]]):
    """The answers that are left."""

    def lines(self, width: int) -> list[Line]:
        """Return an answer a line."""
        if not self.value:
            return [Line(text(_("  nothing fits: backspace"), MUTED))]
        wide = min(40, max((len(one.label) for one in self.value), default=0)) + 2
        return [
            Line(
                Content.assemble(" ", fit(text(one.label, STRONG), wide), text(one.more, MUTED))
                if one.more
                else text(f" {one.label}", STRONG),
                one.key,
            )
            for one in self.value
        ]


class ChoiceScreen(Sheet[str]):
    """Asks for one of several answers; None where nothing is chosen."""

    WIDEST: ClassVar[int] = 84
    COVERS: ClassVar[bool] = False

    def __init__(self, asked: str, choices: tuple[Choice, ...], chosen: str = "") -> None:
        """Ask.

        Args:
            asked: The question.
            choices: From top to bottom.
            chosen: Key of the one that holds now.
        """
        super().__init__()
        self._asked = [clean(line) for line in broken(asked, NARROWEST, MOST_LINES)]
        self._choices = choices
        self._chosen = chosen
        self._typed = ""
        self.listing = Choices(choices)

    def title_line(self) -> Content:
        """Return the question's first line."""
        return text(self._asked[0] if self._asked else "", STRONG)

    def above(self) -> Iterator[Widget]:
        """Yield the rest of it, and what was typed."""
        for line in self._asked[1:]:
            yield Words(text(line, STRONG))
        yield Words(self._narrowed(), id="typed")

    def keys(self) -> Shown:
        """Return the keys."""
        return (("↑↓", _("choose")), (_("a…z"), _("narrow")), ("⏎", _("take it")), ("esc", _("back")))

    async def on_mount(self) -> None:
        """Start at what holds now."""
        if self._chosen in self.listing.choosable():
            self.listing.choose(self._chosen)

    def _narrowed(self) -> Content:
        if not self._typed:
            return Content("")
        return Content.assemble(text(_("only "), MUTED), text(self._typed, ACCENT))

    def on_key(self, event: Key) -> None:
        """Narrow the answers to those with what is typed."""
        if event.key == "backspace":
            self._narrow(self._typed[:-1])
        elif event.character is not None and event.is_printable:
            self._narrow(self._typed + event.character)
        else:
            return
        event.stop()

    def on_paste(self, event: Paste) -> None:
        """Narrow the answers to those with what is pasted."""
        self._narrow(self._typed + event.text[:40])

    def _narrow(self, typed: str) -> None:
        self._typed = clean(typed)[:40]
        words = self._typed.casefold().split()
        said = {one: f"{one.label} {one.more} {one.key}".casefold() for one in self._choices}
        found = [one for one in self._choices if all(word in said[one] for word in words)]
        begun = self._typed.casefold().strip()
        self.listing.show(tuple(sorted(found, key=lambda one: not said[one].startswith(begun)) if words else found))
        if words and self.listing.value:
            self.listing.choose(self.listing.start())
        self.query_one("#typed", Words).show(self._narrowed())
        self.fit()

    async def action_take(self) -> None:
        """Give the chosen answer."""
        if self.listing.chosen and self.listing.value:
            self.dismiss(self.listing.chosen)
