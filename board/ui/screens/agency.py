"""One agency: every action it took part in, and what it published."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding
from textual.content import Content
from textual.widget import Widget

from board.locale import _, days, places, punctuation, words
from board.model.situation import AgencyFile, Appearance
from board.model.wanted import SituationOf
from board.ui.columns import day_room
from board.ui.drawing import MUTED, STRONG, fit, text
from board.ui.screens.actions import ActionsScreen
from board.ui.screens.base import BoardScreen, Grid
from board.ui.widgets.drawn import Drawn
from board.ui.widgets.heading import Heading
from board.ui.widgets.row import Row
from board.ui.widgets.statement_panel import StatementPanel


class AgencyLine(Drawn[AgencyFile]):
    """What the agency is, and what it is called elsewhere."""

    DEFAULT_CSS = """
    AgencyLine { height: 2; }
    """

    def render(self) -> Content:
        """Draw the two lines."""
        file = self.value
        kind = " · ".join(filter(None, [words.kind(file.agency.kind), places.country(file.agency.country)]))
        names = "   ".join(punctuation.labelled(language, name) for language, name in file.names.items())
        width = self.size.width
        return Content("\n").join(
            [fit(text(f" {kind}", STRONG), width), fit(text(f" {names or file.agency.note or ''}", MUTED), width)]
        )


def appearance_line(appearance: Appearance) -> Content:
    """Return one action an agency took part in as a line."""
    said = f"   {appearance.words}" if appearance.words else ""
    return Content.assemble(
        fit(text(days.day(appearance.started_on), MUTED), day_room() + 2),
        text(appearance.name, STRONG),
        text(f"   {words.roles(appearance.roles)}", "$secondary"),
        text(said, MUTED),
    )


class AgencyScreen(BoardScreen[AgencyFile]):
    """The file of an agency."""

    FOLLOWS: ClassVar[bool] = False
    KEYS: ClassVar[list[Binding]] = ActionsScreen.KEYS

    def parts(self) -> Iterator[Widget]:
        """Yield what it is, its actions, its statements."""
        view = self.view
        yield AgencyLine(view)
        yield Heading(_("took part in · {count}").format(count=len(view.appearances)))
        for appearance in view.appearances:
            yield Row(appearance_line(appearance), SituationOf(appearance.action))
        if not view.appearances:
            yield Row(text(_("no action in this store"), MUTED))
        yield Heading(_("published, or published of its part · {count}").format(count=len(view.statements)))
        yield Grid(
            *(StatementPanel(said, view.subjects.get(said.subject, said.subject)) for said in view.statements),
            classes="cards",
        )
        if not view.statements:
            yield Row(text(_("no figure published"), MUTED))

    def heading(self) -> str:
        """Return the agency's name."""
        return self.view.agency.name

    def show(self, view: AgencyFile) -> None:
        """Show the file as it is now."""
        changed = view._replace(as_of=self.view.as_of) != self.view
        self.view = view
        if changed:
            self.rebuild()
