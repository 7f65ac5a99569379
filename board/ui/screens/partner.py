"""One partner within one action: what it counted, its last entries, what was published."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from board.locale import N_, _, phrases
from board.model.situation import EntryView, PartnerFile
from board.model.wanted import AgencyOf, EntryOf, Filter, LedgerOf
from board.ui.drawing import MUTED, text
from board.ui.screens.base import BoardScreen, Grid
from board.ui.widgets.drawn import Folded
from board.ui.widgets.entry_row import entry_line
from board.ui.widgets.heading import Heading
from board.ui.widgets.paragraph import Paragraph
from board.ui.widgets.partner_panel import PartnerPanel
from board.ui.widgets.row import Row
from board.ui.widgets.statement_panel import StatementPanel
from board.ui.widgets.tally_table import TallyTable


class EntryPanel(Folded[EntryView]):
    """An entry in a line; Enter opens it."""

    DEFAULT_CSS = """
    EntryPanel { height: 1; }
    """

    def behind(self) -> EntryOf:
        """Open the entry."""
        return EntryOf(self.value.position.site, self.value.position.seq)

    def folded(self, width: int) -> Content:
        """Return the line."""
        return entry_line(self.value, width, dated=True)


class PartnerScreen(BoardScreen[PartnerFile]):
    """The part of one partner."""

    KEYS: ClassVar[list[Binding]] = [
        Binding("enter", "open_chosen", N_("open")),
        Binding("plus", "app.type_entry('+')", N_("record"), key_display="+"),
        Binding("equals_sign", "app.type_entry('=')", N_("total"), key_display="="),
        Binding("c", "app.correct", N_("correct")),
        Binding("u", "app.take_back", N_("take back")),
        Binding("escape", "back", N_("back")),
        Binding("question_mark", "app.keys", N_("keys")),
        Binding("q", "app.quit", N_("quit")),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [KEYS[5]]

    def parts(self) -> Iterator[Widget]:
        """Yield the panel, the matrix, the last entries, the statements, and the way to its other actions."""
        view = self.view
        panel = PartnerPanel(view.panel, view.action)
        panel.add_class("-alone")
        yield panel
        if view.panel.lists:
            yield Paragraph(phrases.listed(view.panel.lists), MUTED)
        yield Heading(_("counted · content type and provider by stage"))
        yield TallyTable(view.cells)
        yield Heading(_("the last of {entries}").format(entries=phrases.entries(view.entries_in_all)))
        for entry in view.entries:
            yield EntryPanel(entry)
        slug = view.panel.agency.slug
        yield Row(text(_("all its entries, in the ledger"), MUTED), LedgerOf(view.action, Filter(agency=slug)))
        said = view.panel.own + view.panel.says
        yield Heading(_("published, or published of its part · {count}").format(count=len(said)))
        yield Grid(*(StatementPanel(one) for one in said), classes="cards")
        yield Row(text(_("its other actions and names"), MUTED), AgencyOf(slug))

    def hint(self) -> str:
        """Return what this screen fills in of an entry."""
        return f" @{self.view.panel.agency.slug}"

    def chosen(self) -> EntryView | None:
        """Return the chosen entry."""
        return self.focused.value if isinstance(self.focused, EntryPanel) else None

    def action(self) -> str:
        """Return the slug of the action."""
        return self.view.action

    def heading(self) -> str:
        """Return who it is."""
        return _("{agency} · {action}").format(agency=self.view.panel.agency.name, action=self.view.action_name)

    def is_exercise(self) -> bool:
        """Say whether the action is an exercise."""
        return self.view.exercise

    def show(self, view: PartnerFile) -> None:
        """Show the part as it is now."""
        changed = view._replace(as_of=self.view.as_of) != self.view
        self.view = view
        if changed:
            self.rebuild()
