"""All actions on a time line: when, what was hit, what was published."""

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding
from textual.content import Content
from textual.events import DescendantFocus
from textual.widget import Widget

from board.locale import N_, _, days, phrases, words
from board.model.situation import StatementView, Timeline, TimelineRow
from board.model.vocabulary import Target
from board.model.wanted import SituationOf, StatementsOf
from board.ui.columns import day_room
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.screens.base import BoardScreen
from board.ui.widgets.axis import Axis
from board.ui.widgets.drawn import Drawn
from board.ui.widgets.heading import Heading
from board.ui.widgets.row import Row

WIDE = 120
"""Cells from which a line has a column for each target, and whole periods."""

DISPUTES = 5
"""Cells of the column that counts the disagreements."""


class Columns(Drawn[None]):
    """The names of the columns."""

    def render(self) -> Content:
        """Draw the names above what they name."""
        width = self.size.width - 1
        hits = [words.target(target) for target in Target] if width >= WIDE else [_("hit")]
        cells = [_("when"), _("action"), *hits, "≠", _("published")]
        line = [fit(text(cell, MUTED), room) for cell, room in zip(cells, _rooms(width), strict=True)]
        return Content.assemble(" ", *line)


def _rooms(width: int) -> list[int]:
    """Return the cells of each column: when, action, what was hit where it is wide enough, disagreements, published."""
    date = max(24, day_room() + 10) if width >= WIDE else day_room() + 1
    hits = [len(words.target(target)) + 2 for target in Target] if width >= WIDE else [14]
    rest = width - date - sum(hits) - DISPUTES
    name = rest * (58 if width >= WIDE else 50) // 100  # of a figure, the verb must have room too
    return [date, name, *hits, DISPUTES, rest - name]


def line_of(row: TimelineRow, width: int) -> Content:
    """Return an action or aggregate as one line of `width` cells."""
    wide = width >= WIDE
    when = days.when(row.status, row.started_on, row.ended_on) if wide else days.day(row.started_on or row.ended_on)
    if wide:
        hits = [text("●", ACCENT) if target in row.targets else text("·", "$frame") for target in Target]
    else:
        hits = [fit(text(", ".join(words.target(target) for target in row.targets), "$secondary"), 12)]
    rooms = _rooms(width)
    figure = text(_("no figure published"), MUTED)
    if row.headline is not None:
        figure = text(_figure(row.headline, rooms[-1]), "$foreground")
    name = fit(text(row.name, STRONG), rooms[1] - 2)  # two cells apart from what follows
    dispute = text(f"≠ {row.disagreements}" if row.disagreements else "", ACCENT)
    cells = [text(when, MUTED), name, *hits, dispute, figure]
    return Content.assemble(*(fit(cell, room) for cell, room in zip(cells, rooms, strict=True)))


def _figure(of: StatementView, room: int) -> str:
    """Return a figure in words; with signs instead of them where only so its verb and its reserve have room."""
    whole = phrases.figure(of)
    if of.quantity is None or cell_len(whole) <= room:
        return whole
    return f"{phrases.said_shortly(of)} {phrases.counted(of)}{phrases.reserve(of, shortly=True)}"


class ActionRow(Row):
    """An action or aggregate on the time line; it is drawn to the width it has."""

    def __init__(self, row: TimelineRow) -> None:
        """Show a row.

        Args:
            row: The action or aggregate.
        """
        super().__init__(Content(row.name), StatementsOf(row.slug) if row.aggregate else SituationOf(row.slug))
        self.row = row

    def folded(self, width: int) -> Content:
        """Return the line."""
        return line_of(self.row, width)


class ActionsScreen(BoardScreen[Timeline]):
    """The years on one axis, then every action in a line, then the running counts that are no actions."""

    FOLLOWS: ClassVar[bool] = False
    KEYS: ClassVar[list[Binding]] = [
        Binding("enter", "open_chosen", N_("open")),
        Binding("escape", "back", N_("back")),
        Binding("question_mark", "app.keys", N_("keys")),
        Binding("ctrl+p", "app.command_palette", N_("find")),
        Binding("T", "app.next_theme", N_("theme")),
        Binding("q", "app.quit", N_("quit")),
    ]

    def above(self) -> Iterator[Widget]:
        """Yield the axis, on which the chosen action is marked."""
        yield Axis(self.view)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Mark the chosen action on the axis."""
        if isinstance(event.widget, ActionRow):
            self.query_one(Axis).choose(event.widget.row.slug)

    def parts(self) -> Iterator[Widget]:
        """Yield the rows."""
        yield Columns(None)
        year = None
        aggregates = False
        for row in self.view.rows:
            if row.aggregate and not aggregates:
                aggregates = True
                yield Heading(_("running counts: no actions, never added to one"))
            elif not row.aggregate and (row.started_on or row.ended_on or "")[:4] != year:
                year = (row.started_on or row.ended_on or "")[:4]
                yield Heading(year or _("no date"))
            yield ActionRow(row)

    def heading(self) -> str:
        """Return what the screen is."""
        return _("Actions since {year}").format(
            year=min((row.started_on[:4] for row in self.view.rows if row.started_on and not row.aggregate), default="")
        )

    def is_exercise(self) -> bool:
        """Say whether any action shown is an exercise."""
        return any(row.exercise for row in self.view.rows)

    def show(self, view: Timeline) -> None:
        """Show another time line."""
        self.query_one(Axis).show(view)
        if view.rows != self.view.rows:
            self.view = view
            self.rebuild()
        self.view = view
