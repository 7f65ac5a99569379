"""What was published of one action: where sources disagree, every statement, every source."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from board.locale import _, days, words
from board.model.situation import SourceView, StatementsFile
from board.ui.drawing import MUTED, STRONG, fit, text, wrap
from board.ui.screens.actions import ActionsScreen
from board.ui.screens.base import BoardScreen, Grid
from board.ui.widgets.disagreement_panel import DisagreementPanel
from board.ui.widgets.drawn import Drawn, Framed
from board.ui.widgets.heading import Heading
from board.ui.widgets.row import Row
from board.ui.widgets.statement_panel import StatementPanel


class Note(Drawn[str]):
    """A paragraph that belongs to the action and is no figure."""

    DEFAULT_CSS = """
    Note { height: auto; }
    """

    def render(self) -> Content:
        """Draw it, broken into lines."""
        return Content("\n").join(wrap(f" {self.value}", max(20, self.size.width - 1), 8, MUTED))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Return its lines at a width."""
        return len(wrap(f" {self.value}", max(20, width - 1), 8))


class SourcePanel(Framed[SourceView]):
    """Where statements can be read. The address is text: nothing here opens it."""

    def title(self) -> Content:
        """Return the publisher."""
        return text(self.value.publisher, STRONG)

    def aside(self) -> Content:
        """Return kind, language and date."""
        source = self.value
        return text(" · ".join((words.source_kind(source.kind), source.language, days.day(source.date))), MUTED)

    def lines(self, width: int) -> list[Content]:
        """Return title and address."""
        return [text(self.value.title), text(self.value.address or _("no address"), MUTED)]

    def folded(self, width: int) -> Content:
        """Return publisher and title."""
        return fit(Content.assemble(self.title(), "  ", text(self.value.title, MUTED)), width)


class StatementsScreen(BoardScreen[StatementsFile]):
    """Statements and sources of an action or aggregate, the disagreements first."""

    KEYS: ClassVar[list[Binding]] = ActionsScreen.KEYS

    def parts(self) -> Iterator[Widget]:
        """Yield disagreements, statements, sources, notes."""
        view = self.view
        if view.disagreements:
            yield Heading(_("where sources disagree · {count}").format(count=len(view.disagreements)))
        for dispute in (*view.disagreements, *view.cautions):
            yield DisagreementPanel(dispute)
        yield Heading(_("statements · {count}").format(count=len(view.statements)))
        yield Grid(*(StatementPanel(said) for said in view.statements), classes="cards")
        if not view.statements:
            yield Row(text(_("no figure published"), MUTED))
        sources = {said.source.slug: said.source for said in view.statements}
        if sources:
            yield Heading(_("sources · {count}").format(count=len(sources)))
        yield Grid(*(SourcePanel(source) for source in sources.values()), classes="sources")
        if view.notes:
            yield Heading(_("what else is said"))
        for note in view.notes:
            yield Note(note)

    def action(self) -> str:
        """Return the slug of the action or aggregate."""
        return self.view.slug

    def heading(self) -> str:
        """Return whose statements these are."""
        return _("Published · {name}").format(name=self.view.name)

    def is_exercise(self) -> bool:
        """Say whether the action is an exercise."""
        return self.view.exercise

    def show(self, view: StatementsFile) -> None:
        """Show the file as it is now."""
        changed = view._replace(as_of=self.view.as_of) != self.view
        self.view = view
        if changed:
            self.rebuild()
