"""What all screens share: the edges, the keys that work everywhere, and what to say on too small a terminal."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import ClassVar, Generic, Protocol, TypeVar, runtime_checkable

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.events import Resize
from textual.geometry import Size
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from board.locale import _
from board.model.situation import EntryView
from board.model.wanted import View, Wanted
from board.ui.drawing import ACCENT, text
from board.ui.moves import next_in
from board.ui.widgets.drawn import Drawn, KeysTaken, Left, Panel, Seen
from board.ui.widgets.edges import Foot, KeysLine, State, Top, TopLine, keys_of

SMALLEST = (80, 24)
"""Columns and lines below which a board cannot be read."""

WIDTHS = ((190, "-w190"), (140, "-w140"), (100, "-w100"), (0, "-w80"))
"""From how many columns a screen carries which class."""

HEIGHTS = ((44, "-tall"), (34, "-mid"), (0, "-low"))
"""From how many lines a screen carries which class."""

RECORDING = ("type_entry", "take_back", "correct(", "form", "freeze", "import_file")
"""What begins the actions that do nothing while the board is wound back: nothing is recorded in the past."""

Shown = TypeVar("Shown", bound=View)


@runtime_checkable
class Filtered(Protocol):
    """A screen that shows only what fits a filter."""

    async def type_filter(self) -> None:
        """Open the line in which the filter is typed."""


class TooSmall(Drawn[tuple[int, int]]):
    """Says that the terminal is too small, and what it needs."""

    DEFAULT_CSS = """
    TooSmall { height: 1fr; content-align: center middle; text-wrap: wrap; text-align: center; }
    """

    def render(self) -> Content:
        """Say it."""
        width, height = self.value
        return text(
            _("terminal too small: {width}×{height}. The board needs {least_width}×{least_height}.").format(
                width=width, height=height, least_width=SMALLEST[0], least_height=SMALLEST[1]
            ),
            ACCENT,
        )


class Body(Widget):
    """What lies between the edges; it scrolls with the chosen panel and takes no keys of its own."""

    DEFAULT_CSS = """
    Body { height: 1fr; width: 1fr; overflow-y: auto; overflow-x: hidden; scrollbar-size-vertical: 1;
        scrollbar-gutter: stable; padding: 0 0 0 1; }
    """


class Grid(Widget):
    """Panels side by side, in as many columns as have room."""

    DEFAULT_CSS = """
    Grid { layout: grid; height: auto; width: 1fr; grid-gutter: 0 1; }
    """


class BoardScreen(Screen[None], Generic[Shown]):
    """A screen of the board: it is given a view, and does not know where it came from."""

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", show=False),
        Binding("up,k", "move('up')", "move", show=False),
        Binding("down,j", "move('down')", "move", show=False),
        Binding("left,h", "move('left')", "move", show=False),
        Binding("right", "move('right')", "move", show=False),
        Binding("home,g", "move_to(0)", "first panel", show=False),
        Binding("end,G", "move_to(-1)", "last panel", show=False),
    ]
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The chosen panel. Only it and the one chosen before are drawn again, where Textual would draw the screen."""
    FOLLOWS: ClassVar[bool] = True
    """Whether the screen is wound back with the board. One that is not says above that it shows what is now."""
    KEYS: ClassVar[list[Binding]] = []
    """The keys of this screen in the order in which its foot shows them."""

    def __init__(self, wanted: Wanted, view: Shown, state: State) -> None:
        """Make a screen.

        Args:
            wanted: What to read again when the store changes.
            view: What is shown first.
            state: Clock and freshness, as the first line shows them.
        """
        super().__init__()
        self.wanted = wanted
        self.view = view
        self.state = state
        self._keys = self.KEYS

    def compose(self) -> ComposeResult:
        """Lay the edges around the body."""
        self._suit(self.app.size)  # before the first layout, so that there is only one
        yield TopLine(self.top(), id="top")
        yield from self.above()
        yield Body(*self.parts(), id="body")
        yield from self.below()
        yield KeysLine(self._foot(), id="foot")

    def above(self) -> Iterator[Widget]:
        """Yield what stays in sight between the first line and the body."""
        yield from ()

    def below(self) -> Iterator[Widget]:
        """Yield what stays in sight between the body and the foot."""
        yield from ()

    @abstractmethod
    def parts(self) -> Iterator[Widget]:
        """Yield what the body holds for `self.view`."""

    @abstractmethod
    def show(self, view: Shown) -> None:
        """Show another view."""

    @abstractmethod
    def heading(self) -> str:
        """Return what the first line calls the view."""

    def is_exercise(self) -> bool:
        """Say whether the view is of an exercise."""
        return False

    def bears_exercise(self) -> bool:
        """Say whether the first and the last line say EXERCISE: the view is of one, or all of the store is."""
        return self.is_exercise() or self.state.exercise

    def tell(self, state: State) -> None:
        """Renew the first and the last line."""
        self.state = state
        for top in self.query(TopLine):  # none before the screen is laid out, and none while it is taken down
            top.show(self.top())
        for foot in self.query(KeysLine):
            foot.show(self._foot())

    def on_keys_taken(self, event: KeysTaken) -> None:
        """Show the keys that work now."""
        self._keys = event.keys or self.KEYS
        self.tell(self.state)

    def top(self) -> Top:
        """Return what the first line says."""
        return Top(self.view.marking, self.bears_exercise(), self.heading(), self.state, self.FOLLOWS)

    def _foot(self) -> Foot:
        keys = self._keys
        if self.state.moment is not None:
            keys = [key for key in keys if not key.action.removeprefix("app.").startswith(RECORDING)]
            if not any(key.key == "escape" for key in keys):  # the first screen
                keys = [Binding("escape", "back", _("now")), *keys]
        return Foot(self.view.marking, self.bears_exercise(), keys_of(keys))

    def on_resize(self, event: Resize) -> None:
        """Suit the terminal; say so when it is too small, and come back when it has grown."""
        self._suit(event.size)
        size = (event.size.width, event.size.height)
        if not self.has_class("-small"):
            self.query(TooSmall).remove()
        elif self.query(TooSmall):
            self.query_one(TooSmall).show(size)
        else:
            self.mount(TooSmall(size))

    def _suit(self, size: Size) -> None:
        """Carry the classes that go with a size."""
        fitting = {
            next(name for least, name in WIDTHS if size.width >= least),
            next(name for least, name in HEIGHTS if size.height >= least),
        }
        for _least, name in (*WIDTHS, *HEIGHTS):
            self.set_class(name in fitting, name)
        self.set_class(size.width < SMALLEST[0] or size.height < SMALLEST[1], "-small")

    def hint(self) -> str:
        """Return what this screen fills in of an entry."""
        return ""

    def write(self) -> bool:
        """Ask where what is shown is written to; False where that is the whole action."""
        return False

    def chosen(self) -> EntryView | None:
        """Return the entry of the ledger that is chosen, None where none is."""
        return None

    def action(self) -> str | None:
        """Return the slug of the action that is shown, None where it is not one."""
        return None

    def again(self) -> Wanted:
        """Return what to read when the store has changed."""
        return self.wanted

    def rebuild(self) -> None:
        """Make the parts anew from the view, and choose again what stands where the chosen panel stood."""
        panels = self.panels()
        chosen = panels.index(self.focused) if self.focused in panels else None
        body = self.query_one("#body")
        with self.app.batch_update():
            body.remove_children()
            body.mount_all(list(self.parts()))
        if chosen is not None:
            self.call_after_refresh(self._choose_again, chosen)

    def _choose_again(self, place: int) -> None:
        panels = self.panels()
        if panels:
            self._choose(panels[min(place, len(panels) - 1)])

    def action_back(self) -> None:
        """Leave this screen, and with it what was said on it; the first one stays."""
        self.app.post_message(Seen())
        first = len(self.app.screen_stack) == 1
        if not first:
            self.app.pop_screen()
        self.app.post_message(Left(first))

    def action_open_chosen(self) -> None:
        """Open the chosen panel (for the mouse; Enter is the panel's own key)."""
        if isinstance(self.focused, Panel):
            self.focused.action_open()

    def panels(self) -> list[Widget]:
        """Return what can be chosen, in the order of the screen."""
        return [widget for widget in self.query(Panel) if widget.display]

    def action_move(self, direction: str) -> None:
        """Choose the next panel in a direction; the first one where none is chosen yet."""
        panels = self.panels()
        here = self.focused
        if not panels:
            return
        if here not in panels or here is None:
            self._choose(panels[0])
            return
        there = next_in(direction, here, panels)
        if there is not None:
            self._choose(there)
        elif direction in ("up", "down"):
            body = self.query_one("#body")
            body.scroll_relative(y=-3 if direction == "up" else 3, animate=False)

    def action_move_to(self, place: int) -> None:
        """Choose the first or the last panel."""
        panels = self.panels()
        if panels:
            self._choose(panels[place])

    def _choose(self, panel: Widget) -> None:
        panel.focus(scroll_visible=False)
        self.query_one("#body").scroll_to_widget(panel, animate=False)
