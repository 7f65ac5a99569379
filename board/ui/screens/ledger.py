"""The ledger of an action, however long: only what is on the screen, and a little around it, is ever read."""

from collections.abc import Callable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from board.exchange.filter_line import in_words, understand_filter
from board.exchange.names import Names
from board.locale import N_, _, days, phrases
from board.model.instants import instant_of
from board.model.situation import EntryView, LedgerPage, Position
from board.model.wanted import EVERYTHING, EntryOf, Filter, LedgerOf, Wanted
from board.ui.screens.base import BoardScreen
from board.ui.widgets.drawn import Opened
from board.ui.widgets.edges import State
from board.ui.widgets.filter_line import FilterLine
from board.ui.widgets.heading import Heading
from board.ui.widgets.ledger_rows import LedgerRows, Rows

AHEAD = 150
"""Entries that are kept in hand around those on the screen."""

PAUSE = 0.01
"""Seconds between two looks for rare entries, in which keys are answered."""

KnownNames = Callable[[], Names]

Read = Callable[[LedgerOf], LedgerPage | None]
"""Reads a page; None where the store refuses, which was said then."""


class LedgerScreen(BoardScreen[LedgerPage]):
    """Entries, the newest first; the chosen one can be opened and corrected."""

    KEYS: ClassVar[list[Binding]] = [
        Binding("enter", "open_chosen", N_("open")),
        Binding("slash", "app.filter", N_("filter"), key_display="/"),
        Binding("c", "app.correct", N_("correct")),
        Binding("plus", "app.type_entry('+')", N_("record"), key_display="+"),
        Binding("equals_sign", "app.type_entry('=')", N_("total"), key_display="="),
        Binding("u", "app.take_back", N_("take back")),
        Binding("escape", "back", N_("back")),
        Binding("question_mark", "app.keys", N_("keys")),
        Binding("ctrl+p", "app.command_palette", N_("find")),
        Binding("q", "app.quit", N_("quit")),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [
        KEYS[0],
        KEYS[6],
        Binding("up,k", "go(-1)", show=False),
        Binding("down,j", "go(1)", show=False),
        Binding("pageup,ctrl+b", "go_page(-1)", show=False),
        Binding("pagedown,ctrl+f,space", "go_page(1)", show=False),
        Binding("home,g", "newest", show=False),
        Binding("end,G", "oldest", show=False),
    ]

    def __init__(
        self, wanted: LedgerOf, view: LedgerPage, state: State, read: Read, names: Callable[[], Names]
    ) -> None:
        """Show a ledger.

        Args:
            wanted: What `view` answers.
            view: The first page.
            state: Clock and freshness.
            read: Reads another page.
            names: What a filter can name.
        """
        super().__init__(wanted, view, state)
        self._answers = read
        self._names = names
        self._rows = list(view.rows)
        self._chosen = 0
        self._first = 0
        self._newest = True
        """Whether the first of the rows in hand is the newest that fits."""
        self._looking: Position | None = None
        """Where looking for rare entries goes on."""

    @property
    def _which(self) -> Filter:
        return self.wanted.which if isinstance(self.wanted, LedgerOf) else EVERYTHING

    def on_mount(self) -> None:
        """Fill the screen."""
        self._start()

    def parts(self) -> Iterator[Widget]:
        """Yield what is filtered, and the rows."""
        yield Heading(self._said(), id="which")
        yield LedgerRows(Rows((), 0, ""), id="rows")

    def action(self) -> str:
        """Return the slug of the action."""
        return self.view.action

    def heading(self) -> str:
        """Return whose ledger it is."""
        return _("Ledger · {name}").format(name=self.view.action_name)

    def is_exercise(self) -> bool:
        """Say whether the action is an exercise."""
        return self.view.exercise

    def show(self, view: LedgerPage) -> None:
        """Somebody has recorded: at the newest end the new entries come in, elsewhere everything stays where it is."""
        self.view = view
        if self._newest and self._looking is None:
            follow = self._chosen == 0
            chosen = self.chosen()
            self._rows = list(view.rows)
            if not follow and chosen is not None:
                self._choose_position(chosen.position)
        self._draw()

    def chosen(self) -> EntryView | None:
        """Return the entry under the cursor."""
        return self._rows[self._chosen] if self._chosen < len(self._rows) else None

    def _height(self) -> int:
        return max(1, self.query_one(LedgerRows).size.height)

    def _ask(self, beyond: Position | None, older: bool = True) -> LedgerPage | None:
        """Read rows in hand for a place; what is asked is what a change of the store is read with."""
        wanted = LedgerOf(self.view.action, self._which, beyond, older, AHEAD)
        page = self._answers(wanted)
        if page is not None:
            self.view = page
        return page

    def _start(self, which: Filter | None = None) -> None:
        """Show the newest entries that fit."""
        self.wanted = LedgerOf(self.view.action, self._which if which is None else which, most=AHEAD)
        page = self._ask(None)
        if page is None:
            return
        self._rows, self._chosen, self._first, self._newest = list(page.rows), 0, 0, True
        self._looking = page.looked_to
        self._draw()
        if self._looking is not None:
            self.set_timer(PAUSE, self._look_on)

    def _look_on(self) -> None:
        """Look a little further for rare entries."""
        if self._looking is None or not self.is_attached:
            return
        which, at = self._which, self._looking
        page = self._ask(at)
        if page is None or which != self._which or at != self._looking:
            return
        self._rows += page.rows
        self._looking = page.looked_to if len(self._rows) < AHEAD else None
        self._draw()
        if self._looking is not None:
            self.set_timer(PAUSE, self._look_on)

    def action_go(self, by: int) -> None:
        """Move the cursor; read on where the rows in hand come to an end."""
        target = self._chosen + by
        if target >= len(self._rows):
            self._read_older()
            target = min(self._chosen + by, len(self._rows) - 1)
        elif target < 0 and not self._newest:
            self._read_newer()
            target = max(self._chosen + by, 0)
        self._chosen = max(0, target)
        self._draw()

    def action_go_page(self, by: int) -> None:
        """Move by a screen."""
        self.action_go(by * self._height())

    def action_newest(self) -> None:
        """Go to the newest entry."""
        self._start()

    def action_oldest(self) -> None:
        """Go to the oldest entry; where entries are rare, to the oldest one found so far."""
        if self._which.text is not None or self._which.operator is not None or self._looking is not None:
            self._chosen = max(0, len(self._rows) - 1)
            self._draw()
            return
        page = self._ask(None, older=False)
        if page is not None and page.rows:
            self._rows = list(page.rows)
            self._newest = len(page.rows) < AHEAD
            self._chosen = len(self._rows) - 1
            self._draw()

    def _read_older(self) -> None:
        if not self._rows or self._looking is not None:
            return
        page = self._ask(self._rows[-1].position)
        if page is None or not (page.rows or page.looked_to):
            return
        kept = self._rows[-AHEAD:]
        dropped = len(self._rows) - len(kept)
        self._rows = kept + list(page.rows)
        self._chosen, self._first = self._chosen - dropped, self._first - dropped
        self._newest = self._newest and not dropped
        self._looking = page.looked_to if not page.rows else None
        if self._looking is not None:
            self.set_timer(PAUSE, self._look_on)

    def _read_newer(self) -> None:
        page = self._ask(self._rows[0].position, older=False)
        if page is None:
            return
        self._rows = [*page.rows, *self._rows[:AHEAD]]
        self._chosen, self._first = self._chosen + len(page.rows), self._first + len(page.rows)
        self._newest = len(page.rows) < AHEAD and page.looked_to is None

    def _choose_position(self, position: Position) -> None:
        """Put the cursor on an entry that may have moved, and keep it where it is on the screen."""
        for place, row in enumerate(self._rows):
            if row.position == position:
                self._first += place - self._chosen
                self._chosen = place
                return

    def _draw(self) -> None:
        rows = self.query_one(LedgerRows)
        height = self._height()
        self._first = min(max(self._first, self._chosen - height + 1, 0), self._chosen)
        shown = tuple(self._rows[self._first : self._first + height])
        said = ""
        if self._looking is not None:
            said = _("looking further back, before {time} …").format(
                time=days.instant(instant_of(self._looking.recorded_at))
            )
        elif not shown:
            said = _("no entry fits") if self._which != EVERYTHING else _("no entries yet")
        rows.show(Rows(shown, self._chosen - self._first, said))
        self.query_one("#which", Heading).show(self._said())

    def _said(self) -> str:
        entries = phrases.entries(self.view.entries_in_all)
        which = in_words(self._which)
        if not which:
            return _("{entries} · when recorded, UTC").format(entries=entries)
        fitting = self.view.fitting
        if fitting is None and self._newest and self._looking is None and len(self._rows) < AHEAD:
            fitting = len(self._rows)
        count = _("some of {entries}") if fitting is None else _("{fitting} of {entries}")
        said = count.format(entries=entries, fitting=None if fitting is None else phrases.number(fitting))
        return _("{count} · when recorded, UTC · only {which}").format(count=said, which=which)

    def action_open_chosen(self) -> None:
        """Open the chosen entry."""
        entry = self.chosen()
        if entry is not None:
            self.post_message(Opened(EntryOf(entry.position.site, entry.position.seq)))

    def on_ledger_rows_pointed(self, event: LedgerRows.Pointed) -> None:
        """Choose the row that was clicked; open it with the second click."""
        if self._first + event.row < len(self._rows):
            self._chosen = self._first + event.row
            self._draw()
            if event.twice:
                self.action_open_chosen()

    def on_ledger_rows_scrolled(self, event: LedgerRows.Scrolled) -> None:
        """Move with the wheel."""
        self.action_go(event.by)

    def on_ledger_rows_resized(self) -> None:
        """Draw as many rows as there is room for."""
        self._draw()

    async def type_filter(self) -> None:
        """Open the line in which a filter is typed."""
        await FilterLine(in_words(self._which), self._names()).open(self)

    def on_filter_line_submitted(self, event: FilterLine.Submitted) -> None:
        """Show what fits."""
        self._start(understand_filter(event.typed, self._names()).which)

    def panels(self) -> list[Widget]:
        """Return nothing: rows are chosen by the cursor."""
        return []

    def again(self) -> Wanted:
        """Return what to read when the store has changed: the newest rows, or nothing but the count."""
        return LedgerOf(self.view.action, self._which, most=AHEAD)
