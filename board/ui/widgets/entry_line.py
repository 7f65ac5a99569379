"""The line in which an entry is typed, with what was understood shown underneath while it is typed."""

from collections.abc import Callable
from datetime import date, datetime
from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.message import Message

from board.exchange.names import Names
from board.exchange.quick_entry import Line, complete, in_words, understand
from board.exchange.record_line import Meant
from board.locale import _, punctuation
from board.ui.drawing import ACCENT, MUTED, STRONG, text
from board.ui.widgets.typed_line import TypedLine


class Wrong(NamedTuple):
    """An entry that is to be put right."""

    place: tuple[str, int]
    """Site and number."""
    day: date
    """On which it happened, in UTC: a bare time is of that day."""


class EntryLine(TypedLine):
    """An entry, a running total, or what an entry should have been. It does not record: it says what is to be."""

    RECORDS: ClassVar[bool] = True

    class Submitted(Message):
        """A line that was understood whole is to be recorded."""

        def __init__(
            self, typed: str, meant: Meant, correcting: tuple[str, int] | None, is_correction: bool = False
        ) -> None:
            """Ask for it to be recorded.

            Args:
                typed: The line.
                meant: What was understood of it, and shown.
                correcting: Site and number of the entry in whose place it is to stand.
                is_correction: It is a running total below the present one, and it was said why.
            """
            super().__init__()
            self.typed = typed
            self.meant = meant
            self.correcting = correcting
            self.is_correction = is_correction

    def __init__(
        self,
        start: str,
        names: Names,
        clock: Callable[[], datetime],
        action: str,
        earlier: list[str],
        correcting: Wrong | None = None,
        below: Callable[[Line, str], str] = lambda _line, _action: "",
    ) -> None:
        """Start a line.

        Args:
            start: What stands there already.
            names: What a line can name.
            clock: Tells the present instant, aware.
            action: Slug of the action it is for, whatever is shown when it is recorded.
            earlier: Lines recorded before, the oldest first.
            correcting: The entry in whose place it is to stand.
            below: Says that a running total for an action is below the present one; "" where it is not.
        """
        super().__init__(start, earlier)
        self.action = action
        self._names = names
        self._clock = clock
        self._correcting = correcting
        self._understood = ("", Line())
        """The line as it was typed last, and what was shown of it."""
        self._below = below
        self._lower: tuple[str, Meant, str] | None = None
        """A running total below the present one, of which it is asked why: as typed, as understood, and how far."""
        self._asked = False
        """Whether the question can be read: what was pressed before does not answer it."""

    def learn(self, names: Names) -> None:
        """Name other things from now on; what is typed already is understood anew.

        Args:
            names: What a line can name.
        """
        self._names = names
        self._understood = ("", Line())
        self._renew(self.typed)

    def _line(self, typed: str) -> Line:
        """Return what is understood, which is what is shown and what is recorded."""
        if typed != self._understood[0] or not typed:
            day = self._correcting.day if self._correcting else None
            self._understood = (typed, understand(typed, self._names, self._clock(), day))
        return self._understood[1]

    def cursor_at(self) -> int:
        """Start before what a panel has filled in."""
        return 1 if self._start[:1] in ("+", "=") and self._start[1:2] in ("", " ") else len(self._start)

    def meaning(self, typed: str) -> tuple[Content, Content]:
        """Return what is understood, and what is still to say or how to go on."""
        if self._lower is not None:
            asked = _("is {total} a correction? say why; ⏎ records it, esc goes back to the line")
            asked = asked.format(total=in_words(self._lower[1].line))
            return text(f"  {asked}", STRONG), text(f"  {self._lower[2]}", ACCENT)
        line = self._line(typed)
        label = _("instead of entry {seq}: ").format(seq=self._correcting.place[1]) if self._correcting else ""
        said = Content.assemble("  ", text(label, MUTED), text(in_words(line) or _("type an entry"), STRONG))
        found = self.completions(typed)
        if line.problems:
            said = Content.assemble(said, text("   " + punctuation.one_by_one(line.problems), ACCENT))
        else:
            go_on = _("next: why") if self._correcting else _("record")
            said = Content.assemble(said, text(f"   ⏎ {go_on}", MUTED))
        if found:
            hint = _("Tab: {words}").format(words=" · ".join(found[:6]))
        elif self._correcting and not typed.strip():
            hint = _("to take it back with nothing in its place: esc, then u, and say why")
        elif line.unknown:
            hint = _("an agency or a provider that is new is added with ctrl+p")
        else:
            hint = _(
                "number, content type, stage, @agency, on provider, at 14:05, # note;  > at least  ~ about  < at most"
            )
        return said, text(f"  {hint}", MUTED)

    def is_ready(self, typed: str) -> bool:
        """Say whether the line was understood whole; of a total below the present one, whether it was said why."""
        if self._lower is not None:
            return self._asked and bool(typed.strip())
        line = self._line(typed)
        if line.problems:
            return False
        lower = self._below(line, self.action)
        if lower and self._correcting is None:
            self._ask_why(typed, line, lower)
            return False
        return True

    def _ask_why(self, typed: str, line: Line, lower: str) -> None:
        """Ask in the line itself why a total is below the present one, so that no key does anything else meanwhile."""
        self._lower = (typed, Meant(line, self.action), lower)
        self._asked = False
        self.put(line.note or "")
        self.call_after_refresh(self._be_asked)

    def _be_asked(self) -> None:
        self._asked = True

    def action_close(self) -> None:
        """Leave the line; from the question why go back to it."""
        if self._lower is None:
            self.close()
            return
        typed, self._lower = self._lower[0], None
        self.put(typed)

    @property
    def typed(self) -> str:
        """The entry as it was typed, while it is asked why too."""
        return super().typed if self._lower is None else self._lower[0]

    def taken(self, typed: str) -> None:
        """Ask for it to be recorded."""
        if self._lower is not None:
            first, meant, _lower = self._lower
            said = meant._replace(line=meant.line._replace(note=typed.strip()))
            self.post_message(self.Submitted(first, said, None, is_correction=True))
            return
        place = self._correcting.place if self._correcting else None
        self.post_message(self.Submitted(typed, Meant(self._line(typed), self.action), place))

    def completions(self, typed: str) -> tuple[str, ...]:
        """Return what the last word can become."""
        return () if self._lower is not None else complete(typed, self._names)
