"""The main screen: one action at a glance."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from board.locale import N_, _, days, words
from board.model.situation import Situation
from board.ui.drawing import MUTED, STRONG, fit, text
from board.ui.screens.base import BoardScreen, Body, Grid
from board.ui.widgets.content_panel import ContentTypePanel
from board.ui.widgets.disputes import Disputes
from board.ui.widgets.drawn import Drawn, Panel, Stepped
from board.ui.widgets.funnel import Funnel, offers_exercise
from board.ui.widgets.heading import Heading
from board.ui.widgets.ledger_tail import LedgerTail
from board.ui.widgets.partner_panel import PartnerPanel
from board.ui.widgets.published import Published
from board.ui.widgets.sayings import Sayings


class ActionLine(Drawn[Situation]):
    """When and where the action is, and what for."""

    def render(self) -> Content:
        """Draw the line."""
        action = self.value.action
        parts = [days.action_dates(self.value.action_as_counted())]
        if action.command_post or action.place:
            parts.append(" · ".join(filter(None, (action.command_post, action.place))))
        line = Content.assemble(" ", text(" · ".join(parts), STRONG))
        if action.objective:
            line = Content.assemble(line, text(f"   {action.objective}", MUTED))
        elif action.hits:
            hit = ", ".join(dict.fromkeys(words.target(one.target) for one in action.hits))
            line = Content.assemble(line, text("   " + _("hit: {what}").format(what=hit), MUTED))
        return fit(line, self.size.width)


class MainScreen(BoardScreen[Situation]):
    """One action: its funnel, what was published, a panel for each content type and each partner."""

    KEYS: ClassVar[list[Binding]] = [
        Binding("enter", "open_chosen", N_("open")),
        Binding("left_square_bracket", "step(-1)", N_("before")),
        Binding("right_square_bracket", "step(1)", N_("after")),
        Binding("plus", "app.type_entry('+')", N_("record"), key_display="+"),
        Binding("equals_sign", "app.type_entry('=')", N_("total"), key_display="="),
        Binding("u", "app.take_back", N_("take back")),
        Binding("f", "app.form", N_("form"), show=False),
        Binding("l", "app.ledger", N_("ledger")),
        Binding("m", "app.matrix", N_("matrix")),
        Binding("t", "app.time", N_("time")),
        Binding("a", "app.actions", N_("actions")),
        Binding("s", "app.statements", N_("statements")),
        Binding("S", "app.freeze", N_("freeze")),
        Binding("R", "app.reports", N_("reports")),
        Binding("i", "app.import_file", N_("import")),
        Binding("e", "app.export", N_("export")),
        Binding("question_mark", "app.keys", N_("keys")),
        Binding("ctrl+p", "app.command_palette", N_("find")),
        Binding("T", "app.next_theme", N_("theme")),
        Binding("q", "app.quit", N_("quit")),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS[1:3], *KEYS[7:9]]

    def parts(self) -> Iterator[Widget]:
        """Yield the parts from top to bottom."""
        view = self.view
        self._suit_view(view)
        yield ActionLine(view, id="action")
        yield Funnel(view, id="funnel")
        yield Published(view, id="published")
        yield Heading(_("content types"), id="types-heading")
        yield Grid(*self._content_panels(view), id="types")
        yield Heading(self._partners_title(view), id="partners-heading")
        yield Grid(*self._partner_panels(view), id="partners")
        yield Heading(self._disputes_title(view), id="disputes-heading")
        yield Disputes(view, id="disputes")
        yield Heading(_("what else is said"), id="sayings-heading")
        yield Sayings(view, id="sayings")

    def below(self) -> Iterator[Widget]:
        """Yield the end of the ledger, which stays in sight."""
        yield LedgerTail(self.view, id="tail")

    def _suit_view(self, view: Situation) -> None:
        """Carry the classes that go with what there is to show."""
        self.set_class(not (view.disagreements or view.cautions), "-agreed")
        self.set_class(bool(view.stages), "-counted")
        self.set_class(not view.statements, "-unpublished")

    def _content_panels(self, view: Situation) -> list[ContentTypePanel]:
        return [ContentTypePanel(panel, view.action.slug) for panel in view.content_types]

    def _partner_panels(self, view: Situation) -> list[PartnerPanel]:
        return [PartnerPanel(panel, view.action.slug) for panel in view.partners]

    def _disputes_title(self, view: Situation) -> str:
        return _("where sources disagree") if view.disagreements else _("not to be compared or added")

    def _partners_title(self, view: Situation) -> str:
        return _("partners · {count} named").format(count=len(view.partners))

    def action(self) -> str:
        """Return the slug of the action."""
        return self.view.action.slug

    def heading(self) -> str:
        """Return the name of the action."""
        return self.view.action.name

    def is_exercise(self) -> bool:
        """Say whether the action is an exercise."""
        return self.view.action.exercise

    def offers_exercise(self) -> bool:
        """Say whether nothing was ever counted here, so that a newcomer may want to see an exercise."""
        return offers_exercise(self.view)

    def show(self, view: Situation) -> None:
        """Show another situation: panels that stay are only drawn again where something differs."""
        before, self.view = self.view, view
        other_action, wound = before.action.slug != view.action.slug, before.moment != view.moment
        self._suit_view(view)
        self.query_one("#action", ActionLine).show(view)
        self.query_one("#funnel", Funnel).show(view)
        self.query_one("#sayings", Sayings).show(view)
        self.query_one("#tail", LedgerTail).show(view)
        for panel in (self.query_one("#published", Published), self.query_one("#disputes", Disputes)):
            panel.show(view, mark=not other_action and not wound)
        self.query_one("#partners-heading", Heading).show(self._partners_title(view))
        self.query_one("#disputes-heading", Heading).show(self._disputes_title(view))
        same_types = [panel.type for panel in before.content_types] == [panel.type for panel in view.content_types]
        same_partners = [p.agency.slug for p in before.partners] == [p.agency.slug for p in view.partners]
        with self.app.batch_update():
            self._renew(
                "#types", view.content_types, self._content_panels(view), same_types and not other_action, wound
            )
            self._renew(
                "#partners", view.partners, self._partner_panels(view), same_partners and not other_action, wound
            )
        if other_action:
            self.query_one("#body", Body).scroll_home(animate=False)

    def _renew(self, grid: str, values: Sequence[object], fresh: Sequence[Panel[Any]], same: bool, wound: bool) -> None:
        """Give each panel its value; put new panels in the place of the old ones where they are others.

        What differs because the board was wound to another moment is no change, and is not marked.
        """
        home = self.query_one(grid, Grid)
        if same:
            for panel, value in zip(home.query(Panel), values, strict=True):
                panel.show(value, mark=not wound)
            return
        home.remove_children()
        home.mount_all(fresh)

    def hint(self) -> str:
        """Return what the chosen panel fills in of an entry."""
        if isinstance(self.focused, PartnerPanel):
            return f" @{self.focused.value.agency.slug}"
        if isinstance(self.focused, ContentTypePanel):
            return f" {self.focused.value.type}"
        return ""

    def action_step(self, by: int) -> None:
        """Ask for the action before or after the one that is shown when this is answered: keys may come fast."""
        self.post_message(Stepped(by))
