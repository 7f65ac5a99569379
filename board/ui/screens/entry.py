"""One entry of the ledger with all its fields, its reversal or what it reverses, its hash."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from board.locale import N_, _, days, phrases, words
from board.model.address import defang
from board.model.situation import EntryFile, EntryView
from board.model.wanted import AgencyOf, EntryOf
from board.ui.drawing import ACCENT, STRONG, text
from board.ui.screens.base import BoardScreen
from board.ui.widgets.heading import Heading
from board.ui.widgets.particulars import Particulars
from board.ui.widgets.row import Row


def fields_of(view: EntryFile) -> tuple[tuple[str, str], ...]:
    """Return every field of an entry, with its label; what was not given is left out."""
    entry = view.entry
    unit = words.unit(entry.content_type, abs(entry.quantity.value))
    qualifier = words.qualifier(entry.quantity.qualifier)
    count = (
        phrases.sign(entry.quantity)
        + phrases.number(abs(entry.quantity.value))
        + (f" ({qualifier})" if qualifier else "")
    )
    note = defang(entry.note) if entry.note is not None else None
    if note is None and entry.noted:
        note = _("a note belongs to it, and lies elsewhere")
    found = (
        (_("count"), f"{count} {unit} {words.stage(entry.stage, entry.content_type, abs(entry.quantity.value))}"),
        (_("agency"), phrases.agency(entry.agency)),
        (_("provider"), phrases.agency(entry.provider) if entry.provider else None),
        (_("happened"), days.exact_instant(entry.occurred_at)),
        (_("recorded"), days.exact_instant(entry.recorded_at)),
        (_("recorded by"), entry.operator),
        (_("note"), note),
        (_("source"), entry.source),
        (_("sender's reference"), defang(entry.ref) if entry.ref is not None else None),
        (_("batch"), entry.batch),
        (_("action"), view.action_name),
        (_("number, site"), f"{phrases.number(entry.position.seq)} · {entry.position.site}"),
        (_("id"), entry.id),
        (_("hash"), view.hash),
        (_("hash before it"), view.prev_hash),
    )
    return tuple((label, value) for label, value in found if value)


class EntryScreen(BoardScreen[EntryFile]):
    """The file of an entry."""

    KEYS: ClassVar[list[Binding]] = [
        Binding("enter", "open_chosen", N_("open")),
        Binding("c", "app.correct", N_("correct")),
        Binding("u", "app.take_back", N_("take back")),
        Binding("escape", "back", N_("back")),
        Binding("question_mark", "app.keys", N_("keys")),
        Binding("q", "app.quit", N_("quit")),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [KEYS[3]]

    def parts(self) -> Iterator[Widget]:
        """Yield its state, its fields, and what lies behind."""
        view = self.view
        yield Row(_state(view))
        yield Particulars(fields_of(view))
        yield Heading(_("from here"))
        if view.other is not None:
            yield Row(text(phrases.entry(view.other), "$foreground"), _behind(view.other))
        yield Row(text(view.entry.agency.name, "$foreground"), AgencyOf(view.entry.agency.slug))
        if view.entry.provider is not None:
            yield Row(text(view.entry.provider.name, "$foreground"), AgencyOf(view.entry.provider.slug))

    def chosen(self) -> EntryView:
        """Return the entry."""
        return self.view.entry

    def action(self) -> str:
        """Return the slug of the action."""
        return self.view.action

    def heading(self) -> str:
        """Return which entry it is."""
        return _("Entry {seq}").format(seq=phrases.number(self.view.entry.position.seq))

    def is_exercise(self) -> bool:
        """Say whether the action is an exercise."""
        return self.view.exercise

    def show(self, view: EntryFile) -> None:
        """Show the entry as it is now: it may have been taken back."""
        changed = view._replace(as_of=self.view.as_of) != self.view
        self.view = view
        if changed:
            self.rebuild()


def _behind(entry: EntryView) -> EntryOf:
    return EntryOf(entry.position.site, entry.position.seq)


def _state(view: EntryFile) -> Content:
    entry = view.entry
    if entry.reverses is not None:
        return text("↩ " + _("takes back entry {seq}").format(seq=phrases.number(entry.reverses)), ACCENT)
    if entry.reversed_by is not None:
        return text("✗ " + _("taken back by entry {seq}").format(seq=phrases.number(entry.reversed_by)), ACCENT)
    return text(_("stands"), STRONG)
