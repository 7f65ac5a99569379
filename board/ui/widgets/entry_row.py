"""One entry of the ledger in a line, the same wherever it stands."""

from textual.content import Content

from board.locale import _, days, phrases
from board.model.address import defang
from board.model.situation import EntryView
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text

WIDE = 140
"""Cells from which names have room to be whole."""

LEAST_NOTE = 12
"""Cells below which a note is left out."""


def entry_line(entry: EntryView, width: int, *, dated: bool = False) -> Content:
    """Return an entry in a line: when it was recorded, who counted what where, who recorded it, what was noted.

    What takes an entry back, or was taken back, says so; where there is no room for it, by a sign before the line.

    Args:
        entry: The entry.
        width: Cells.
        dated: Show the day and the number too.
    """
    wide = width >= WIDE
    gone = entry.reversed_by is not None
    style = MUTED if gone else STRONG
    what = phrases.unit_and_stage(entry)
    gap = Content("  " if wide else " ")
    parts = []
    if dated:
        parts.append(fit(text(f"{phrases.number(entry.position.seq):>9} ", MUTED), 11))
        parts.append(fit(text(f"{entry.recorded_at:%Y-%m-%d}", MUTED), 11))
    parts += [
        fit(text(days.time(entry.recorded_at), MUTED), 10),
        fit(text(entry.agency.name if wide else entry.agency.slug, "$foreground"), 30 if wide else 13) + gap,
        text(f"{phrases.signed(entry.quantity):>8} ", style),
        fit(text(what, "$foreground"), 24 if wide else 22) + gap,
        fit(text((entry.provider.name if wide else entry.provider.slug) if entry.provider else "", "$secondary"), 10)
        + gap,
        fit(text(entry.operator, MUTED), 16 if wide else 14) + gap,
    ]
    if width - sum(part.cell_length for part in parts) >= LEAST_NOTE:
        return fit(Content.assemble(*parts, *_remarks(entry)), width)
    sign = "↩" if entry.reverses is not None else "✗" if gone else " "
    return fit(Content.assemble(text(f"{sign} ", ACCENT), *parts), width)


def _remarks(entry: EntryView) -> list[Content]:
    """Return what an entry has to do with others, and its note."""
    remarks = []
    if entry.reverses is not None:
        remarks.append(text("↩ " + _("takes back {seq}").format(seq=phrases.number(entry.reverses)) + "  ", ACCENT))
    if entry.reversed_by is not None:
        remarks.append(
            text("✗ " + _("taken back by {seq}").format(seq=phrases.number(entry.reversed_by)) + "  ", ACCENT)
        )
    if entry.note:
        remarks.append(text(f"# {defang(entry.note)}", MUTED))
    return remarks
