"""Two situation reports, or a report and now: what rose, fell, came new and was corrected."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from board.locale import N_, _, days, phrases, reports
from board.model.situation_report import Change, Comparison, Turn
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.lines import Lines
from board.ui.screens.paper import Paper
from board.ui.widgets.drawn import Drawn
from board.ui.widgets.edges import State, Top
from board.ui.widgets.heading import Heading
from board.ui.widgets.paragraph import Paragraph
from board.ui.widgets.particulars import Particulars

NUMBER = 14
"""Cells of a column of numbers."""

WIDEST_NAME = 48
"""Cells of the names' column where there is much room."""


class ChangeTable(Drawn[tuple[Change, ...]]):
    """Tallies before and after, each with what it is of."""

    DEFAULT_CSS = """
    ChangeTable { height: auto; }
    """

    def render(self) -> Lines:
        """Draw the rows; a partner is named above its own."""
        width = self.size.width
        name = min(WIDEST_NAME, width - 3 * NUMBER - 4)
        lines = []
        partner = None
        for change in self.value:
            if change.partner is not None and change.partner != partner:
                partner = change.partner
                lines.append(fit(text(f" {phrases.agency(partner)}", "$foreground"), width))
            before = phrases.short_quantity(change.before) if change.before is not None else _("none")
            after = phrases.short_quantity(change.after)
            lines.append(
                fit(
                    Content.assemble(
                        fit(text(f" {'  ' if partner else ''}{reports.counted(change)}", MUTED), name),
                        text(f"{before:>{NUMBER}}", MUTED),
                        text(" → ", MUTED),
                        text(f"{after:<{NUMBER}}", STRONG),
                        text(f"{reports.shortly_by(change):>{NUMBER}}", ACCENT),
                    ),
                    width,
                )
            )
        return Lines(lines)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return a line for each row and each partner."""
        return len(self.value) + len({change.partner.slug for change in self.value if change.partner})


class ComparisonScreen(Paper[Comparison]):
    """The sheet of a comparison."""

    FOLLOWS: ClassVar[bool] = False
    KEYS: ClassVar[list[Binding]] = [
        Binding("down", "move('down')", N_("move"), key_display="↑↓"),
        Binding("escape", "back", N_("back")),
        Binding("question_mark", "app.keys", N_("keys")),
        Binding("q", "app.quit", N_("quit")),
    ]

    def parts(self) -> Iterator[Widget]:
        """Yield what is compared, then the tallies by what became of them, then corrections and statements."""
        view = self.view
        none = reports.short_head(None)
        yield Particulars(
            (
                (_("from"), reports.side(view.earlier)),
                (_("head"), view.earlier.head or none),
                (_("to"), reports.side(view.later)),
                (_("head"), view.later.head or none),
            )
        )
        for turn in Turn:
            found = tuple(change for change in (*view.changes, *view.partners) if change.turn == turn)
            if found:
                yield Heading(f"{reports.turn(turn)} · {len(found)}")
                yield ChangeTable(found)
        if not (view.changes or view.partners):
            yield Heading(_("no tally changed"))
        yield Heading(reports.corrections_title(view))
        for entry in view.corrections:
            yield Paragraph(f"↩ {reports.correction(entry)}")
        if view.joined:
            yield Heading(_("partners that joined · {count}").format(count=len(view.joined)))
        for agency in view.joined:
            yield Paragraph(phrases.agency(agency))
        if view.statements:
            yield Heading(_("new statements · {count}").format(count=len(view.statements)))
        for said in view.statements:
            yield Paragraph(f"{phrases.figure(said)} · {phrases.agency(said.agency)} · {days.as_of(said)}")

    def heading(self) -> str:
        """Return what is compared."""
        earlier, later = self.view.earlier.number or 0, self.view.later.number
        return _("Situation report {earlier} → {later} · {action}").format(
            earlier=phrases.number(earlier),
            later=_("now") if later is None else phrases.number(later),
            action=self.view.action_name,
        )

    def is_exercise(self) -> bool:
        """Say whether the action is an exercise, or was one then."""
        return self.view.exercise

    def top(self) -> Top:
        """Say "live" only of what is held against now; between two reports nothing moves any more."""
        top = super().top()
        if self.view.later.number is None:
            return top
        return top._replace(state=State(self.view.later.as_of, live=False))

    def show(self, view: Comparison) -> None:
        """Show what differs now; the time that passes is no difference."""
        later = view.later._replace(as_of=self.view.later.as_of)
        changed = view._replace(as_of=self.view.as_of, later=later) != self.view
        self.view = view
        if changed:
            self.rebuild()
