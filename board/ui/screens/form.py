"""A form: a label and an input or a choice for each field, and what is wrong with it underneath."""

import re
from collections.abc import Awaitable, Callable
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Select

from board.locale import _, punctuation
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.screens.over import Over
from board.ui.widgets.clean_input import CleanInput
from board.ui.widgets.drawn import Drawn


class Field(NamedTuple):
    """One field of a form."""

    name: str
    label: str
    value: str = ""
    choices: tuple[tuple[str, str], ...] | None = None
    """What is shown and what it stands for; None for a field that is typed."""
    optional: bool = False
    hint: str = ""
    written: str = ""
    """How it is written, as a pattern for all of it; "" for anyhow. The hint says it in words."""
    taken: frozenset[str] = frozenset()
    """What it cannot be, because it is there already."""

    def wrong(self, value: str) -> str:
        """Say what is wrong with what was typed, and how it is written; "" where nothing is, or nothing was typed."""
        if value and self.written and re.fullmatch(self.written, value) is None:
            return _("{field}: {how}").format(field=self.label, how=self.hint)
        if value in self.taken:
            return _("{field}: {value} is there already, choose another").format(field=self.label, value=value)
        return ""


class Words(Drawn[Content]):
    """A line of a form that is no field."""

    def render(self) -> Content:
        """Draw it."""
        return fit(self.value, self.size.width)


class FieldRow(Widget):
    """A label and its field."""

    DEFAULT_CSS = """
    FieldRow { layout: horizontal; height: auto; width: 1fr; }
    FieldRow Words { width: 30; height: 1; }
    FieldRow Input, FieldRow Select { width: 1fr; background: $panel; }
    FieldRow Input:focus { background: $primary 30%; }
    """

    def __init__(self, field: Field) -> None:
        """Make a row.

        Args:
            field: What is asked.
        """
        super().__init__()
        self.field = field

    def compose(self) -> ComposeResult:
        """Lay the label before the field."""
        field = self.field
        label = field.label if not field.optional else _("{label} (if any)").format(label=field.label)
        yield Words(text(label, MUTED))
        if field.choices is None:
            yield CleanInput(field.value, placeholder=field.hint, max_length=2000, compact=True)
        else:
            choices = [(Content(shown), value) for shown, value in field.choices]
            chosen = field.value if any(value == field.value for _shown, value in field.choices) else Select.NULL
            blank = field.optional or not field.value
            yield Select(choices, value=chosen, allow_blank=blank, prompt=field.hint or "…", compact=True)

    @property
    def value(self) -> str:
        """What was typed or chosen, "" for nothing."""
        for line in self.query(Input):
            return line.value.strip()
        chosen = self.query_one(Select).value
        return "" if chosen is Select.NULL else str(chosen)


Check = Callable[[dict[str, str]], str]
"""Says in words what the fields mean, or raises ValueError with what is wrong with them."""


Give = Callable[[dict[str, str]], Awaitable[str]]
"""Takes the fields; says why they were refused, "" where they were not."""


class FormScreen(Over[dict[str, str] | None]):
    """Asks for several things at once; answers None where nothing is to be done."""

    DEFAULT_CSS = """
    FormScreen #form { width: 84; max-width: 100%; height: auto; max-height: 100%; background: $surface;
        border: round $accent; padding: 0 1; margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("ctrl+s", "submit", show=False, priority=True),
    ]

    def __init__(self, title: str, fields: tuple[Field, ...], check: Check, give: Give | None = None) -> None:
        """Ask.

        Args:
            title: What the form is for.
            fields: From top to bottom.
            check: Says what the fields mean so far.
            give: Takes the fields; while it refuses them the form stays open with what was typed.
        """
        super().__init__()
        self._give = give
        self._giving = False
        self._form_title = title
        self._fields = fields
        self._check = check

    def over(self) -> ComposeResult:
        """Lay out the fields, what they mean, and the keys."""
        with VerticalScroll(id="form"):
            yield Words(text(self._form_title, STRONG))
            for field in self._fields:
                yield FieldRow(field)
            yield Words(Content(""), id="means")
            keys = (("Tab", _("next field")), ("^s", _("done")), ("esc", _("no")))
            yield Words(Content.assemble(
                *(Content.assemble(text(key, ACCENT), text(f" {does}   ", MUTED)) for key, does in keys)
            ))  # fmt: skip

    def on_mount(self) -> None:
        """Start at the first field that is empty."""
        rows = list(self.query(FieldRow))
        first = next((row for row in rows if not row.value and not row.field.optional), rows[0])
        first.query(Input).first(Widget).focus() if first.query(Input) else first.query_one(Select).focus()
        self._say()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what the fields mean now."""
        self._say()

    def on_select_changed(self, event: Select.Changed) -> None:
        """Say what the fields mean now."""
        self._say()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter goes on to the next field; on the last one it is done."""
        if event.input in self.query(FieldRow).last().query(Input):
            self.action_submit()
        else:
            self.focus_next()

    def values(self) -> dict[str, str]:
        """Return what was typed and chosen, by name."""
        return {row.field.name: row.value for row in self.query(FieldRow)}

    def _say(self) -> str | None:
        """Show what the fields mean, or what is wrong with them; return what is wrong."""
        values = self.values()
        empty = [field.label for field in self._fields if not field.optional and not values[field.name]]
        wrongs = [found for field in self._fields if (found := field.wrong(values[field.name]))]
        try:
            if wrongs:
                raise ValueError(punctuation.one_by_one(wrongs))
            if empty:
                raise ValueError(_("still to say: {what}").format(what=", ".join(empty)))
            said, wrong = text(self._check(values), STRONG), None
        except ValueError as error:
            said, wrong = text(str(error), ACCENT), str(error)
        self._mean(said)
        return wrong

    def _mean(self, said: Content) -> None:
        for line in self.query("#means").results(Words):
            line.show(said)

    def action_submit(self) -> None:
        """Give the fields back if nothing is wrong with them."""
        if self._say() is not None or self._giving:
            return
        if self._give is None:
            self.dismiss(self.values())
        else:
            self._giving = True
            self.app.run_worker(self._be_given(self._give, self.values()))

    async def _be_given(self, give: Give, values: dict[str, str]) -> None:
        """Close when the fields were taken; stay open with what was typed, and say why, when they were refused."""
        refused = await give(values)
        self._giving = False
        if not refused:
            if self.app.screen is self:
                self.dismiss(values)
            else:
                self.leave()
            return
        name, _colon, why = refused.partition(": ")
        for field in self._fields:
            if field.name == name:
                refused = punctuation.labelled(field.label, field.hint or why)
        self._mean(text(refused, ACCENT))
