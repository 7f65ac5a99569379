"""The wall: the big screen of the room. Its pages turn by themselves, for a week if need be."""

from collections.abc import Iterator
from time import monotonic
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.geometry import Size
from textual.widget import Widget

from board.model.situation import Situation
from board.model.wanted import WallOf, Wanted
from board.ui.screens.base import BoardScreen
from board.ui.widgets.edges import State, TopLine, top_lines
from board.ui.widgets.wall.foot import Place, WallFoot
from board.ui.widgets.wall.page import WallPage
from board.ui.widgets.wall.published import PublishedPage
from board.ui.widgets.wall.pulse import PulsePage
from board.ui.widgets.wall.tallies import FunnelPage, PartnersPage, TypesPage

TURN = 12.0
"""Seconds that a page is shown, whatever the clock of an exercise does."""


class WallScreen(BoardScreen[Situation]):
    """One action in large digits: funnel, content types, partners, pulse, published and disagreements in turn."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,right", "turn(1)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("p", "hold", show=False),
    ]

    def __init__(self, wanted: Wanted, view: Situation, state: State) -> None:
        """Make a wall.

        Args:
            wanted: What to read again when the store changes, and which page to begin with.
            view: What is shown first.
            state: Clock and freshness, as the first line shows them.
        """
        super().__init__(wanted, view, state)
        self._pages = (FunnelPage(view), TypesPage(view), PartnersPage(view), PulsePage(view), PublishedPage(view))
        self._page: WallPage = self._pages[0]
        self._turn = 0
        self._held = False
        self._turned = monotonic()

    def compose(self) -> ComposeResult:
        """Lay the pages between the edges; one of them is shown."""
        self._suit(self.app.size)
        yield TopLine(self.top(), id="top")
        yield from self.parts()
        yield WallFoot(self._place(), id="foot")

    def parts(self) -> Iterator[Widget]:
        """Yield the pages."""
        self._begin()
        yield from self._pages

    def _begin(self) -> None:
        """Show the page that is wanted first."""
        wanted = self.wanted.page if isinstance(self.wanted, WallOf) else 1
        places = self._places()
        self._go(*places[max(1, min(wanted, len(places))) - 1])

    def heading(self) -> str:
        """Return the name of the action."""
        return self.view.action.name

    def is_exercise(self) -> bool:
        """Say whether the action is an exercise."""
        return self.view.action.exercise

    def _room(self) -> Size:
        """Return the room of a page."""
        size = self.app.size
        return Size(size.width, max(0, size.height - len(top_lines(self.top(), size.width)) - 1))

    def _round(self) -> list[WallPage]:
        """Return the pages that have anything to show; the first one where none has."""
        return [page for page in self._pages if page.has_something()] or [self._pages[0]]

    def _places(self) -> list[tuple[WallPage, int]]:
        """Return every turn of every page in order."""
        size = self._room()
        return [(page, turn) for page in self._round() for turn in range(page.turns(size))]

    def _place(self) -> Place:
        size, shown = self._room(), self._round()
        turns = tuple(page.turns(size) for page in shown)
        page = shown.index(self._page) if self._page in shown else 0
        return Place(
            self.view.marking, self.is_exercise(), turns, page, min(self._turn, turns[page] - 1), held=self._held
        )

    def _go(self, page: WallPage, turn: int) -> None:
        """Show a turn of a page."""
        self._page, self._turn = page, turn
        for one in self._pages:
            one.display = one is page
        page.turn = turn

    def _stay(self) -> None:
        """Stay where it is, or at the nearest place that is still there."""
        places = self._places()
        if (self._page, self._turn) in places:
            return
        same = [place for place in places if place[0] is self._page]
        self._go(*(same[-1] if same else places[0]))

    def show(self, view: Situation) -> None:
        """Show another situation: the same page goes on, of another action the first one begins."""
        before, self.view = self.view, view
        other = before.action.slug != view.action.slug
        wound = before.moment != view.moment  # another moment of the same action is no change
        for page in self._pages:
            page.show(view, mark=not (other or wound))
        if other:
            self._go(*self._places()[0])
            self._turned = monotonic()
        else:
            self._stay()

    def tell(self, state: State) -> None:
        """Renew the first and the last line, and turn when it is time.

        The clock that the first line shows may stand still, run sixty times as fast or be set back: whoever looks up
        reads a page no faster for it.
        """
        self.state = state
        self._stay()  # a first line of two takes room from the page
        if state.live and not self._held and monotonic() - self._turned >= TURN:
            self._step(1)
        for top in self.query(TopLine):
            top.show(self.top())
        for foot in self.query(WallFoot):
            foot.show(self._place())

    def on_resize(self, event: Resize) -> None:
        """Suit the terminal; a page may take fewer turns than before, or more."""
        super().on_resize(event)
        self._stay()
        self.tell(self.state)

    def _step(self, by: int) -> None:
        places = self._places()
        here = (self._page, self._turn)
        place = places.index(here) if here in places else 0
        self._go(*places[(place + by) % len(places)])
        self._turned = monotonic()

    def action_turn(self, by: int) -> None:
        """Turn to the next page, or back to the one before."""
        self._step(by)
        self.tell(self.state)

    def action_hold(self) -> None:
        """Stay on this page, or go on turning."""
        self._held = not self._held
        self._turned = monotonic()
        self.tell(self.state)
