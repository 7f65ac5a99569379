"""The draft of a communiqué, to be read and written to a file; it follows the board, also where it is wound back."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from board.locale import LANGUAGES, N_, _, language, phrases
from board.model.moment import Moment
from board.model.situation import Situation
from board.model.text import clean
from board.model.wanted import WallOf
from board.store.refused import Refused
from board.ui.drawing import MUTED, STRONG
from board.ui.screens.paper import Paper
from board.ui.widgets.edges import State
from board.ui.widgets.notice import Notice
from board.ui.widgets.paragraph import Paragraph

Drafts = Callable[[str, Moment | None], Awaitable[str]]
"""Returns the draft in a language, as plain text, of a moment."""


_SET_OFF = re.compile(r"– |\[[0-9]+\] ")
"""Begins a point or a footnote."""


class CommuniqueScreen(Paper[Situation]):
    """The draft as a sheet of paper, no wider than one; its lines are broken anew when the screen is resized."""

    DEFAULT_CSS = """
    CommuniqueScreen Paragraph { max-width: 100; }
    """

    KEYS: ClassVar[list[Binding]] = [
        Binding("right", "language(1)", N_("language"), key_display="←→"),
        Binding("e", "app.export", N_("write it")),
        Binding("down", "move('down')", N_("move"), key_display="↑↓"),
        Binding("escape", "back", N_("back")),
        Binding("question_mark", "app.keys", N_("keys")),
        Binding("q", "app.quit", N_("quit")),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,greater_than_sign", "language(1)", show=False),
        Binding("left,less_than_sign", "language(-1)", show=False),
    ]

    def __init__(self, view: Situation, state: State, drafts: Drafts, writes: Callable[[str], None]) -> None:
        """Show the draft of an action.

        Args:
            view: Its situation: when that is another, the draft is made anew.
            state: Clock and freshness.
            drafts: Makes the draft.
            writes: Opens the sheet on which a draft in a language is written to a file.
        """
        super().__init__(WallOf(view.action.slug), view, state)
        self.language = language()
        self._drafts = drafts
        self._writes = writes
        self._text = ""
        self._made_of: object = None
        self._making: asyncio.Task[None] | None = None

    def on_mount(self) -> None:
        """Make the first draft."""
        self._make()

    def parts(self) -> Iterator[Widget]:
        """Yield the draft line by line, and above it to when it is wound back."""
        if self.view.moment is not None:
            yield Notice(phrases.wound_back(self.view.moment))
        if not self._text:
            yield Paragraph(_("the draft is being made …"), MUTED)
        for line in self._text.splitlines():
            yield _paragraph(clean(line))

    def action_language(self, by: int) -> None:
        """Change the language of the draft."""
        known = list(LANGUAGES)
        self.language = known[(known.index(self.language) + by) % len(known)]
        self._make()

    def write(self) -> bool:
        """Ask where the draft is written to."""
        self._writes(self.language)
        return True

    def _make(self) -> None:
        if self._making is not None:
            self._making.cancel()
        self._making = asyncio.create_task(self._draft())

    async def _draft(self) -> None:
        try:
            self._text = await self._drafts(self.language, self.view.moment)
        except Refused as refusal:
            self._text = str(refusal)
        if self.is_attached:
            self.tell(self.state)
            self.rebuild()

    def action(self) -> str:
        """Return the slug of the action."""
        return self.view.action.slug

    def heading(self) -> str:
        """Return that it is a draft, in which language, of which action."""
        return _("Draft communiqué · {language} · {action}").format(
            language=LANGUAGES[self.language], action=self.view.action.name
        )

    def is_exercise(self) -> bool:
        """Say whether the action is an exercise."""
        return self.view.action.exercise

    def show(self, view: Situation) -> None:
        """Make the draft anew where the board has another situation."""
        still = view._replace(as_of=self.view.as_of, tempos=self.view.tempos) == self.view
        self.view = view
        if not still:
            self._make()


def _paragraph(line: str) -> Paragraph:
    """Return a paragraph of the draft: a heading is in capitals, a point or a footnote begins with its mark."""
    mark = _SET_OFF.match(line)
    style = STRONG if line.isupper() and mark is None else "$foreground"
    return Paragraph(line or " ", style, hang=len(mark[0]) if mark else 0)
