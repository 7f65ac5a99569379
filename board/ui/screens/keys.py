"""What the keys do."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from board.locale import _
from board.model.pulse import Pulse
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, frame, text
from board.ui.lines import Lines
from board.ui.screens.base import BoardScreen
from board.ui.screens.over import Over
from board.ui.widgets.drawn import Drawn

Keys = tuple[tuple[str, str], ...]


def key_lines() -> Keys:
    """Return every key with what it does."""
    return (
        ("↑ ↓ ← →  k j h", _("choose the next panel")),
        ("home end  g G", _("choose the first or the last")),
        ("⏎  double click", _("open what lies behind")),
        ("esc", _("back; away with a message")),
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
        ("shift ← →  H L", _("by six intervals")),
        ("home", _("to the beginning")),
        ("end  0  G", _("to now")),
        ("n  N", _("to the next correction; to the one before")),
        ("↑ ↓  k j", _("look nearer, wider")),
        ("space", _("play; stand still")),
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
    """The keys in a frame."""

    DEFAULT_CSS = """
    KeyTable { width: 64; height: auto; background: $surface; }
    """

    def render(self) -> Lines:
        """Draw the table."""
        lines = [_row(key, does) for key, does in self.value]
        return frame(text(_("keys"), STRONG), Content(""), lines, 64, len(lines) + 2, style=ACCENT)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return a line for each key, and the frame."""
        return len(self.value) + 2


def _row(key: str, does: str) -> Content:
    return Content.assemble(fit(text(key, ACCENT), 20), text(does, MUTED))


class KeysScreen(Over[None]):
    """The keys, over whatever was shown."""

    BINDINGS = [Binding("escape,question_mark,q,enter", "dismiss", "close", show=False)]  # noqa: RUF012 as Textual has it

    def over(self) -> ComposeResult:
        """Show the table."""
        below = next((one for one in reversed(self.app.screen_stack) if isinstance(one, BoardScreen)), None)
        on_time = below is not None and isinstance(below.view, Pulse)
        yield KeyTable(time_lines() if on_time else key_lines())
