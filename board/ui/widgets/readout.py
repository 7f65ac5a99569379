"""What there was at the cursor of the time screen, in words."""

from datetime import UTC, datetime

from rich.cells import cell_len
from textual.content import Content

from board.locale import _, days, phrases, words
from board.model.pulse import Group, Pulse
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, flow, text
from board.ui.widgets.curves import name_of
from board.ui.widgets.drawn import Drawn


class Readout(Drawn[Pulse]):
    """What there was at the cursor, figure by figure, with when and by which clock."""

    DEFAULT_CSS = """
    Readout { height: 4; }
    """

    def render(self) -> Content:
        """Draw when, then the figures, then what moves and what was corrected in the interval."""
        pulse, width = self.value, self.size.width
        at = pulse.cursor or pulse.as_of
        when = Content.assemble(
            text(f" {days.exact_instant(at)}", ACCENT if pulse.cursor else STRONG),
            text(f"  {words.clock(pulse.clock)}" + ("" if pulse.cursor else f" · {_('now')}"), MUTED),
        )
        figures = []
        for curve in pulse.curves:
            verb = words.stage(curve.stage, number=curve.at.value)
            late = pulse.late.get(curve.slug) if pulse.group == Group.AGENCY else None
            said = f" {verb}" if pulse.group == Group.STAGE else f" {name_of(curve, pulse.group)} {verb}"
            said += f" {_signed(curve.added)}" if curve.added else ""
            said += _(" (lag {minutes} min)").format(minutes=phrases.number(late)) if late is not None else ""
            figures.append(Content.assemble(text(phrases.quantity(curve.at), STRONG), text(said, MUTED)))
        rows = [fit(when, width), *_rows(figures, width - 1, 2)]
        more = [_("{count} more have no room").format(count=pulse.left_out)] if pulse.left_out else []
        entries = _("{interval}: {entries}, {corrections}").format(
            interval=_interval(pulse.since, at),
            entries=phrases.entries(pulse.entries_since),
            corrections=phrases.corrections(pulse.corrections_since),
        )
        if more and cell_len(f" {entries} · {more[0]}") > width:  # behind the figures then, if these leave room
            last = rows[-1].rstrip()
            if last.cell_length + 3 + cell_len(more[0]) <= width:
                rows[-1] = fit(Content.assemble(last, "   ", text(more.pop(), MUTED)), width)
        rows.append(fit(text(" " + " · ".join([entries, *more]), MUTED), width))
        return Content("\n").join(rows)


def _signed(count: int) -> str:
    """Return what was added with a plus, what was taken away with a minus as long as that."""
    return f"{'+' if count > 0 else '−'}{phrases.number(abs(count))}"


def _interval(since: datetime, until: datetime) -> str:
    """Return from when to when, UTC; the second only of a cursor that stands between two minutes."""
    since, until = since.astimezone(UTC), until.astimezone(UTC)
    first, last = f"{since:%H:%M}", f"{until:%H:%M}" if until.second == 0 else f"{until:%H:%M:%S}"
    if since.date() != until.date():
        first, last = f"{days.day(f'{since:%Y-%m-%d}')} {first}", f"{days.day(f'{until:%Y-%m-%d}')} {last}"
    return _("from {first} to {last} UTC").format(first=first, last=last)


def _rows(parts: list[Content], width: int, most: int) -> list[Content]:
    """Return parts in exactly `most` lines, whole ones only."""
    lines = []
    for _line in range(most):
        taken = 0
        room = width
        while taken < len(parts) and parts[taken].cell_length + (3 if taken else 0) <= room:
            room -= parts[taken].cell_length + (3 if taken else 0)
            taken += 1
        lines.append(Content.assemble(" ", flow(parts[:taken], width)) if taken else fit(Content(""), width))
        parts = parts[taken:]
    return lines
