"""What the keys do."""

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size

from board.exchange.lines import wrapped
from board.locale import _
from board.model.pulse import Pulse
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, frame, text
from board.ui.lines import Lines
from board.ui.screens.base import BoardScreen
from board.ui.screens.over import Over
from board.ui.widgets.drawn import Drawn
from board.ui.widgets.edges import KeysLine, TopLine

FRAME = 4
"""Cells of both sides: the frame, and a space."""

Keys = tuple[tuple[str, str], ...]


def key_lines() -> Keys:
    """Return every key with what it does."""
    return (
        ("↑ ↓ ← →  k j h", _("choose the next panel")),
        (_("home") + " " + _("end") + "  g G", _("choose the first or the last")),
        ("⏎  " + _("double click"), _("open what lies behind")),
        ("esc", _("back; dismiss a message")),
        ("[ ]", _("action before, action after")),
        ("+  =", _("record an entry; record a running total")),
        ("u", _("take back the chosen entry, or my last")),
        ("f", _("record an entry in a form")),
        ("c", _("correct the chosen entry")),
        ("l  m", _("ledger, / filters it; matrix")),
        ("a  s", _("all actions; statements and sources")),
        ("t", _("time: curves, replay (? there: keys)")),
        ("S  R", _("freeze a situation report; the reports")),
        ("r", _("draft of a communiqué")),
        ("i  e", _("import a partner's file; export")),
        ("w", _("wall: turns by itself; p holds it")),
        ("ctrl+p", _("find an action, an agency, a command")),
        ("T", _("dark, light, high contrast")),
        ("x", _("live exercise, while nothing is counted")),
        ("?  q", _("these keys; quit")),
    )


def time_lines() -> Keys:
    """Return every key of the time screen with what it does."""
    return (
        ("← →  h", _("wind back by an interval, and on")),
        (_("shift") + " ← →  H L", _("by six intervals")),
        (_("home"), _("to the beginning")),
        (_("end") + "  0  G", _("to now")),
        ("n  N", _("to the next correction; to the one before")),
        ("↑ ↓  k j", _("zoom in, zoom out")),
        (_("space"), _("play; stand still")),
        ("<  >", _("slower, faster")),
        ("o", _("the other clock: recorded, happened")),
        ("g", _("by stage, content type, partner, provider")),
        ("v", _("another stage")),
        ("y", _("in all, or in each interval")),
        ("esc", _("back to the board, which stays wound back;")),
        ("", _("esc there comes back to now")),
        ("?  q", _("these keys; quit. The others: ? on the board")),
    )


class KeyTable(Drawn[Keys]):
    """The keys in a frame as wide as its words; where it has not all in sight, it says so and is scrolled."""

    DEFAULT_CSS = """
    KeyTable { width: auto; height: auto; background: $surface; }
    """

    def __init__(self, value: Keys) -> None:
        """Show keys.

        Args:
            value: The keys, and what each does.
        """
        super().__init__(value)
        self._first = 0

    def scroll_by(self, lines: int) -> None:
        """Bring other lines into sight."""
        most = max(0, len(self._rows(self.size.width)) - self._room())
        self._first = min(most, max(0, self._first + lines))
        self.refresh()

    @property
    def beyond(self) -> int:
        """How many lines are below those in sight."""
        return max(0, len(self._rows(self.size.width)) - self._first - self._room())

    def page(self) -> int:
        """Return by how many lines a page key moves."""
        return max(1, self._room() - 1)

    def render(self) -> Lines:
        """Draw what has room of the table."""
        width, height = self.size
        rows, room = self._rows(width), self._room()
        first = self._first = min(self._first, max(0, len(rows) - room))
        more = [text("↑", ACCENT)] if first else []
        more += [text(_("↓ {count} more").format(count=self.beyond), ACCENT)] if self.beyond else []
        aside = Content("  ").join(more)
        return frame(text(_("keys"), STRONG), aside, rows[first : first + room], width, height, style=ACCENT)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """Return the cells of the longest line, as far as there is room."""
        longest = max(cell_len(does) for _key, does in self.value)
        return min(self._keyed() + longest + FRAME, container.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return a line for each key, more where one is broken, and the frame."""
        return len(self._rows(width)) + 2

    def _room(self) -> int:
        return max(1, self.size.height - 2)

    def _keyed(self) -> int:
        """Return the cells of the column of keys."""
        return max(cell_len(key) for key, _does in self.value) + 2

    def _rows(self, width: int) -> list[Content]:
        keyed = self._keyed()
        rows = []
        for key, does in self.value:
            for number, line in enumerate(wrapped(does, max(20, width - FRAME - keyed), hang=0)):
                rows.append(Content.assemble(fit(text("" if number else key, ACCENT), keyed), text(line, MUTED)))
        return rows


class KeysScreen(Over[None]):
    """The keys, over whatever was shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "dismiss", "close", show=False),
        Binding("up,k", "scroll_keys(-1)", show=False),
        Binding("down,j", "scroll_keys(1)", show=False),
        Binding("pageup", "page_keys(-1)", show=False),
        Binding("pagedown,space", "page_keys(1)", show=False),
    ]

    def over(self) -> ComposeResult:
        """Show the table."""
        below = next((one for one in reversed(self.app.screen_stack) if isinstance(one, BoardScreen)), None)
        on_time = below is not None and isinstance(below.view, Pulse)
        yield KeyTable(time_lines() if on_time else key_lines())

    def on_mount(self) -> None:
        """Take the room there is."""
        self._fit()

    def on_resize(self, event: Resize) -> None:
        """Take the room there is."""
        self._fit()

    def _fit(self) -> None:
        """Leave the edges in sight."""
        edges = len(self.query(TopLine)) + len(self.query(KeysLine))
        self.query_one(KeyTable).styles.max_height = max(3, self.app.size.height - edges)

    def action_scroll_keys(self, by: int) -> None:
        """Bring the next line into sight."""
        self.query_one(KeyTable).scroll_by(by)

    def action_page_keys(self, by: int) -> None:
        """Bring the next lines into sight."""
        table = self.query_one(KeyTable)
        table.scroll_by(by * table.page())
