"""All actions on a time line: when, what was hit, what was published."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from board.locale import _, words
from board.model.situation import Timeline, TimelineRow
from board.model.vocabulary import Target
from board.store.reader import SituationOf, StatementsOf
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.screens.base import BoardScreen
from board.ui.widgets.axis import Axis
from board.ui.widgets.drawn import Drawn
from board.ui.widgets.heading import Heading
from board.ui.widgets.row import Row

DATE = 24
"""Cells of the date column."""

DISPUTES = 5
"""Cells of the column that counts the disagreements."""


class Columns(Drawn[bool]):
    """The names of the columns; False leaves out what was hit where there is no room for it."""

    def render(self) -> Content:
        """Draw the names."""
        return fit(text(" " + _line_of(_columns(self.value), self.size.width - 1), MUTED), self.size.width)


def _columns(wide: bool) -> tuple[str, ...]:
    hits = [words.target(target) for target in Target] if wide else []
    return (_("when"), _("action"), *hits, _("published"))


def _line_of(cells: tuple[str, ...], width: int) -> str:
    date, name, *hits, figure = cells
    room = _name_room(width, bool(hits))
    marks = "".join(f"{hit:<{len(words.target(target)) + 2}}" for hit, target in zip(hits, Target, strict=False))
    return f"{date:<{DATE}}{name[:room]:<{room}}  {marks}{'≠':<{DISPUTES}}{figure}"


def _hits_width() -> int:
    return sum(len(words.target(target)) + 2 for target in Target)


def _name_room(width: int, wide: bool) -> int:
    rest = width - DATE - DISPUTES - 2 - (_hits_width() if wide else 0)
    return max(20, rest * 62 // 100)


def line_of(row: TimelineRow, width: int, wide: bool) -> Content:
    """Return an action or aggregate as one line.

    Args:
        row: What is shown.
        width: Cells.
        wide: Show what was hit, a column for each target.
    """
    parts = [
        fit(text(words.when(row.status, row.started_on, row.ended_on), MUTED), DATE),
        fit(text(row.name, STRONG), _name_room(width, wide)),
        Content("  "),
    ]
    if wide:
        for target in Target:
            sign = text("●", ACCENT) if target in row.targets else text("·", "$frame")
            parts.append(fit(sign, len(words.target(target)) + 2))
    parts.append(fit(text(f"≠ {row.disagreements}" if row.disagreements else "", ACCENT), DISPUTES))
    if row.headline is not None:
        parts.append(text(words.figure(row.headline), "$foreground"))
    else:
        parts.append(text(_("no figure published"), MUTED))
    return fit(Content.assemble(*parts), width)


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
        return line_of(self.row, width, width >= 120)


class ActionsScreen(BoardScreen[Timeline]):
    """The years on one axis, then every action in a line, then the running counts that are no actions."""

    KEYS: ClassVar[list[Binding]] = [
        Binding("enter", "open_chosen", _("open")),
        Binding("escape", "back", _("back")),
        Binding("question_mark", "app.keys", _("keys")),
        Binding("ctrl+p", "app.command_palette", _("find")),
        Binding("T", "app.next_theme", _("theme")),
        Binding("q", "app.quit", _("quit")),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", _("back"), show=False)]

    def parts(self) -> Iterator[Widget]:
        """Yield the axis and the rows."""
        yield Axis(self.view)
        yield Columns(self.app.size.width >= 123)
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
        if view.rows != self.view.rows:
            self.view = view
            self.rebuild()
        self.view = view
