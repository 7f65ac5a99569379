"""A sheet over the board: a title, lines to choose from, and the keys; as high as it needs to be."""

from collections.abc import Iterator
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget

from board.ui.drawing import ACCENT, MUTED, fit, text
from board.ui.lines import Lines
from board.ui.screens.form import Words
from board.ui.screens.over import Over, Result
from board.ui.widgets.drawn import Drawn
from board.ui.widgets.edges import TopLine
from board.ui.widgets.listing import Listing

ROOMY = 30
"""Lines of a terminal from which there is room between the parts of a sheet."""

FRAME = 4
"""Cells at both sides: the frame, and a space."""

GAP = "   "
"""Between two keys."""

Shown = tuple[tuple[str, str], ...]
"""Keys as they are shown, and what they do."""


class SheetKeys(Drawn[Shown]):
    """The keys and what they do, in as many lines as that takes: none is cut."""

    DEFAULT_CSS = """
    SheetKeys { height: auto; }
    """

    def render(self) -> Lines:
        """Draw the lines."""
        return Lines([fit(line, self.size.width) for line in self.lines(self.size.width)])

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return the lines at a width."""
        return len(self.lines(width))

    def lines(self, width: int) -> list[Content]:
        """Return the lines at a width."""
        lines = [Content("")]
        for key, does in self.value:
            shown = Content.assemble(text(key, ACCENT), text(f" {does}", MUTED))
            longer = Content.assemble(lines[-1], GAP, shown) if lines[-1].cell_length else shown
            if longer.cell_length <= width or not lines[-1].cell_length:
                lines[-1] = longer
            else:
                lines.append(shown)
        return lines


class Sheet(Over[Result]):
    """Lines over the board. Keys that open what lies behind a line run in the app's own task: see CONTRIBUTING."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Sheet #sheet { width: 100%; height: auto; max-height: 100%; background: $surface;
        border: round $accent; padding: 0 1; }
    Sheet.-covers { background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_sheet", show=False, priority=True),
        Binding("enter", "take", show=False, priority=True),
        Binding("up", "go(-1)", show=False, priority=True),
        Binding("down", "go(1)", show=False, priority=True),
        Binding("pageup", "go_page(-1)", show=False, priority=True),
        Binding("pagedown", "go_page(1)", show=False, priority=True),
    ]
    WIDEST: ClassVar[int] = 150
    """Cells of a sheet, its frame included."""
    COVERS: ClassVar[bool] = True
    """Whether it hides a sheet that lies below."""
    listing: Listing[Any]
    """The lines; made by the screen before it is shown."""

    def title_line(self) -> Content:
        """Return what stands above the lines."""
        return Content("")

    def keys(self) -> Shown:
        """Return the keys that stand below them."""
        return ()

    def above(self) -> Iterator[Widget]:
        """Yield what stands between the title and the lines, each a line high."""
        yield from ()

    def over(self) -> ComposeResult:
        """Lay out the sheet."""
        with Vertical(id="sheet"):
            yield Words(self.title_line(), id="sheet-title")
            yield from self.above()
            yield Words(Content(""), classes="gap")
            yield self.listing
            yield Words(Content(""), classes="gap")
            yield SheetKeys(self.keys(), id="sheet-keys")

    async def on_mount(self) -> None:
        """Choose the first line, where none is chosen yet."""
        self.set_class(self.COVERS and sum(isinstance(one, Sheet) for one in self.app.screen_stack) > 1, "-covers")
        if not self.listing.chosen:
            self.listing.choose(self.listing.start())
        self.fit()

    def on_resize(self, event: Resize) -> None:
        """Take the room there is."""
        self.fit()

    def renew(self) -> None:
        """Draw the title and the keys anew, and take the room that the lines need now."""
        for line in self.query("#sheet-title").results(Words):
            line.show(self.title_line())
        for keys in self.query(SheetKeys):
            if keys.show(self.keys()):
                keys.refresh(layout=True)
        self.fit()

    def fit(self) -> None:
        """Give the lines the room they need, if there is so much."""
        width, height = self.app.size
        for gap in self.query(".gap"):
            gap.display = height >= ROOMY
        widest = min(width, self.WIDEST)
        others = sum(1 for child in self.query_one("#sheet").children if child is not self.listing and child.display)
        others += len(self.query_one(SheetKeys).lines(widest - FRAME)) - 1
        edges = 1 + (1 if self.query(TopLine) else 0)
        room = height - edges - 2 - others
        self.query_one("#sheet").styles.max_width = widest
        needed = self.listing.needed(widest - FRAME - 1)
        self.listing.styles.height = max(1, min(room, needed))

    def action_leave_sheet(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    async def action_take(self) -> None:
        """Take the chosen line."""

    def action_go(self, by: int) -> None:
        """Move the cursor."""
        self.listing.move(by)

    def action_go_page(self, by: int) -> None:
        """Move by a page."""
        self.listing.page(by)

    async def on_listing_pointed(self, event: Listing.Pointed) -> None:
        """Take a line with the second click."""
        if event.twice:
            await self.action_take()
