"""The situation reports of an action, the newest first."""

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from board.locale import N_, _, days, phrases, words
from board.model.situation_report import ReportLine, SituationReports
from board.model.vocabulary import Stage
from board.model.wanted import ComparisonOf, SituationReportOf
from board.ui.columns import exact_room, instant_room
from board.ui.drawing import MUTED, STRONG, fit, text
from board.ui.screens.base import BoardScreen
from board.ui.widgets.drawn import Drawn, Folded, Opened
from board.ui.widgets.heading import Heading
from board.ui.widgets.paragraph import Paragraph

WIDE = 120
"""Cells from which operators and heads have more room."""

SHOWN = (Stage.REFERRED, Stage.REMOVED)
"""The tallies of a line."""


def _rooms(width: int) -> tuple[int, ...]:
    """Return the cells of each column: number, when, operator, entries, referred, removed, head."""
    names = (_("entries"), *map(words.stage, SHOWN))
    least, spare = (12, 16, 16) if width >= WIDE else (8, 9, 9), 2 if width >= WIDE else 1
    counts = [max(room, cell_len(name) + spare) for room, name in zip(least, names, strict=True)]
    if width >= WIDE:
        return 8, max(27, exact_room() + 1), 28, *counts, 20
    number, when = 4, instant_room() + 1
    left = width - 3 - number - when - sum(counts)
    head = max(8, min(cell_len(_("head")) + 3, left - 8))
    return number, when, max(7, left - head), *counts, head


class Columns(Drawn[None]):
    """The names of the columns."""

    def render(self) -> Content:
        """Draw the names above what they name."""
        width = self.size.width
        return _line(
            _("no."), (_("frozen"), _("by")), (_("entries"), *map(words.stage, SHOWN)), _("head"), width, MUTED
        )


def _line(number: str, names: tuple[str, str], counts: tuple[str, ...], head: str, width: int, style: str) -> Content:
    first, when, who, *room, last = _rooms(width)
    cells = [text(f"{number:>{first - 1}} ", style)]
    cells += [fit(text(name, style), one - 1) + Content(" ") for name, one in zip(names, (when, who), strict=True)]
    cells += [text(f"{count:>{one}}", style) for count, one in zip(counts, room, strict=True)]
    return fit(Content.assemble(" ", *cells, "  ", fit(text(head, style), last - 2)), width)


class ReportRow(Folded[ReportLine]):
    """A report in a line; Enter opens it."""

    DEFAULT_CSS = """
    ReportRow { height: 1; }
    """

    def __init__(self, value: ReportLine, action: str) -> None:
        """Show a report.

        Args:
            value: The report.
            action: Slug.
        """
        super().__init__(value)
        self.action = action

    def behind(self) -> SituationReportOf:
        """Open the report."""
        return SituationReportOf(self.action, self.value.number)

    def folded(self, width: int) -> Content:
        """Return the line."""
        line, wide = self.value, width >= WIDE
        if line.stages is None:
            tallies = ["?"] * len(SHOWN)
        else:
            tallies = [phrases.short_quantity(line.stages[one]) if one in line.stages else "·" for one in SHOWN]
        when = days.exact_instant(line.taken_at) if wide else days.instant(line.taken_at)
        head = line.head.hash if line.head else _("empty")
        return _line(
            phrases.number(line.number),
            (when, line.operator),
            (phrases.number(line.entries), *tallies),
            head,
            width,
            STRONG,
        )


class ReportsScreen(BoardScreen[SituationReports]):
    """The list of the reports."""

    FOLLOWS: ClassVar[bool] = False
    KEYS: ClassVar[list[Binding]] = [
        Binding("enter", "open_chosen", N_("open")),
        Binding("d", "compare", N_("compare")),
        Binding("S", "app.freeze", N_("freeze")),
        Binding("escape", "back", N_("back")),
        Binding("question_mark", "app.keys", N_("keys")),
        Binding("q", "app.quit", N_("quit")),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [KEYS[1]]

    def parts(self) -> Iterator[Widget]:
        """Yield the reports, the newest first."""
        view = self.view
        if not view.reports:
            yield Paragraph(_("no situation report yet: S freezes the situation of this instant under number 1"))
            return
        yield Columns(None)
        for line in view.reports:
            yield ReportRow(line, view.action)
        left = view.reports_in_all - len(view.reports)
        if left > 0:
            yield Heading(
                _("{count} older ones: “board sitrep list” lists them all").format(count=phrases.number(left))
            )

    def action_compare(self) -> None:
        """Hold the chosen report against the one before it; the newest where none is chosen."""
        rows = list(self.query(ReportRow))
        chosen = self.focused if isinstance(self.focused, ReportRow) else next(iter(rows), None)
        if chosen is not None and chosen.value.number > 1:
            self.post_message(Opened(ComparisonOf(self.view.action, chosen.value.number - 1, chosen.value.number)))
        else:
            self.app.notify(_("there is no report before it"), markup=False)

    def action(self) -> str:
        """Return the slug of the action."""
        return self.view.action

    def heading(self) -> str:
        """Return whose reports these are."""
        return _("Situation reports · {name}").format(name=self.view.action_name)

    def is_exercise(self) -> bool:
        """Say whether the action is an exercise."""
        return self.view.exercise

    def show(self, view: SituationReports) -> None:
        """Show the list as it is now."""
        changed = view._replace(as_of=self.view.as_of) != self.view
        self.view = view
        if changed:
            self.rebuild()
