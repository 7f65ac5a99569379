"""The first and the last line of every screen: the marking, what is shown, the clock, the keys."""

from datetime import datetime
from typing import NamedTuple

from textual.binding import Binding
from textual.content import Content
from textual.events import Click
from textual.geometry import Size

from board.locale import N_, _, days, phrases, words
from board.model.moment import Moment
from board.model.vocabulary import Marking
from board.ui.drawing import ACCENT, MUTED, STRONG, between, fit, text
from board.ui.widgets.drawn import Drawn

TLP_COLOURS = {
    Marking.RED: "#ff2b2b on #000000 bold",
    Marking.AMBER_STRICT: "#ffc000 on #000000 bold",
    Marking.AMBER: "#ffc000 on #000000 bold",
    Marking.GREEN: "#33ff00 on #000000 bold",
    Marking.CLEAR: "#ffffff on #000000 bold",
}
"""Text colours on black, as TLP 2.0 prescribes them (FIRST, Traffic Light Protocol 2.0, table of colours)."""

BANNER = "$background on $accent bold"
"""Of what must not be overlooked."""

PRESENT = "$background on $foreground bold"
"""Of a screen that shows what is now while the board is wound back: told apart from afar."""


def label(marking: Marking, exercise: bool) -> Content:
    """Return with whom a screen may be shared, and whether it is an exercise, in words."""
    tlp = text(f" {words.marking(marking)} ", TLP_COLOURS[marking])
    if not exercise:
        return tlp
    return Content.assemble(text(f" {_('EXERCISE')} ", BANNER), tlp)


class State(NamedTuple):
    """The clock, and how fresh the figures are."""

    now: datetime
    live: bool
    """False in a picture: its time stands still."""
    read_only: bool = False
    trouble: str | None = None
    """Why the figures are no longer fresh; None while all is well."""
    exercise: bool = False
    """Whether all of the store is one."""
    moment: Moment | None = None
    """To which the board is wound back; None while it shows what is now."""
    playing: str = ""
    """Whether a replay runs, in words."""
    halted: bool = False
    """Whether the clock of an exercise stands still, for everybody."""


class Top(NamedTuple):
    """What the first line says."""

    marking: Marking
    exercise: bool
    title: str
    state: State
    follows: bool = True
    """Whether the screen is wound back with the board; False where it shows what is now even then."""


class TopLine(Drawn[Top]):
    """The marking, what the screen shows, and whether it is live.

    To when the board is wound back is the one thing that must not be overlooked: where it has no room beside the title,
    which is never cut for it, it fills a line of its own.
    """

    DEFAULT_CSS = """
    TopLine { height: auto; }
    """

    def render(self) -> Content:
        """Draw the line, or the two."""
        return Content("\n").join(top_lines(self.value, self.size.width))

    def show(self, value: Top) -> bool:
        """Show another value; make room for a second line, or give it back."""
        before = len(top_lines(self.value, self.size.width))
        changed = super().show(value)
        if changed and len(top_lines(value, self.size.width)) != before:
            self.refresh(layout=True)
        return changed

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        return len(top_lines(self.value, width))


def top_lines(top: Top, width: int) -> list[Content]:
    """Return what the first line says, in one line or in two, each of `width` cells."""
    state = top.state
    signs = Content.assemble(*_signs(state))
    left = Content.assemble(label(top.marking, top.exercise), "  ", text(top.title, STRONG))
    if state.moment is None:
        clock = days.clock(state.now) if state.live else days.instant(state.now)
        return [between(left, Content.assemble(signs, text(clock, STRONG), " "), width)]
    if top.follows:
        said, style = f" ◀◀ {phrases.wound_back(state.moment)} ", BANNER
    else:
        now = _("AS OF NOW, {clock}: not wound back").format(clock=days.clock(state.now))
        said, style = f" {now} ", PRESENT
    right = Content.assemble(signs, text(said, style))
    if left.cell_length + 1 + right.cell_length <= width:
        return [between(left, right, width)]
    return [between(left, signs, width), text(fit(Content(said), width).plain, style)]


def _signs(state: State) -> list[Content]:
    """Return how fresh the figures are, in words after signs."""
    signs = []
    if state.read_only:
        signs.append(text(_("read-only") + "  ", MUTED))
    if state.trouble is not None:
        signs.append(text("✖ " + _("not live") + "  ", "$error bold"))
    elif not state.live or state.moment is not None:
        pass
    elif state.halted:
        signs.append(text("■ " + _("halted") + "  ", ACCENT))
    else:
        signs.append(Content.assemble(text("● ", "$success"), text(_("live") + "  ", MUTED)))
    return signs


Keys = tuple[tuple[str, str, str], ...]
"""Key as shown, what it does, the action behind it."""


class Foot(NamedTuple):
    """What the last line says."""

    marking: Marking
    exercise: bool
    keys: Keys


ALWAYS = ("app.keys", "app.quit", "back")
"""What has its key in every foot, whatever else has to give way: help, and the ways out."""


def with_room(keys: Keys, room: int) -> Keys:
    """Return the keys that have room, in their order; those of `ALWAYS` come before all others.

    Args:
        keys: All of a screen.
        room: Cells.
    """
    widths = [Content(f"{key} {does}  ").cell_length for key, does, _action in keys]
    room -= sum(width for width, key in zip(widths, keys, strict=True) if key[2] in ALWAYS)
    shown, full = [], False
    for width, key in zip(widths, keys, strict=True):
        if key[2] not in ALWAYS:
            full = full or width > room
            if full:
                continue
            room -= width
        shown.append(key)
    return tuple(shown)


class KeysLine(Drawn[Foot]):
    """The keys, as many as have room, and the marking once more. A key can be clicked."""

    def _shown(self) -> Keys:
        return with_room(self.value.keys, self.size.width - self._right().cell_length - 2)

    def _right(self) -> Content:
        return label(self.value.marking, self.value.exercise)

    def render(self) -> Content:
        """Draw the line."""
        width = self.size.width
        parts = [Content(" ")]
        parts += [Content.assemble(text(key, ACCENT), text(f" {does}  ", MUTED)) for key, does, _a in self._shown()]
        return fit(between(Content.assemble(*parts), self._right(), width), width)

    async def on_click(self, event: Click) -> None:
        """Do what the key under the pointer does."""
        place = 1
        for key, does, action in self._shown():
            end = place + Content(f"{key} {does}  ").cell_length
            if place <= event.x < end - 2:
                await self.screen.run_action(action)
                return
            place = end


_SHOWN = {
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "question_mark": "?",
    "enter": "⏎",
    "escape": "esc",
    "ctrl+p": "^p",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
_NAMED = {"space": N_("space"), "home": N_("home"), "end": N_("end"), "tab": N_("tab")}


def keys_of(bindings: list[Binding]) -> Keys:
    """Return the bindings that are meant to be shown, as a foot shows them."""
    shown = []
    for binding in bindings:
        if binding.show and binding.description:
            first = binding.key.split(",")[0]
            key = binding.key_display or _SHOWN.get(first) or _(_NAMED.get(first, "")) or first
            shown.append((key, _(binding.description), binding.action))
    return tuple(shown)
