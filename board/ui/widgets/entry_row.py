"""One entry of the ledger in a line, the same wherever it stands."""

from functools import cache
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from board.locale import _, days, language, phrases, words
from board.model.address import defang
from board.model.situation import EntryView
from board.model.vocabulary import FIRST_TYPES, LEDGER_STAGES
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text

WIDE = 140
"""Cells from which names have room to be whole."""

ROOMY = 100
"""Cells from which an instant has room for its year."""

LEAST_NOTE = 12
"""Cells below which a note is left out."""

NOTE = 22
"""Cells that are left to a note before a provider has more than its least."""

MOST_WHAT = 30
"""Cells of what was counted, at most."""

LEAST_PROVIDER, MOST_PROVIDER = 10, 24
"""Cells of a provider where who recorded has room too."""

LEAST_NAME = 16
"""Cells below which a provider is shown by its slug."""

LEAST_OPERATOR = 8
"""Cells below which it is left out who recorded."""

SIGN = 2
"""Cells of the sign before a line in which there is no room to say it."""


class _Rooms(NamedTuple):
    """The cells of what follows the number of an entry; 0 where it has no room."""

    what: int
    provider: int
    operator: int


def _rooms(left: int, gap: int, operator: int) -> _Rooms:
    """Share out what is left of a line: what was counted is never cut while anything less telling has room.

    Args:
        left: Cells.
        gap: Cells between two columns.
        operator: Cells of who recorded, where there is room.
    """
    what = max(0, min(_longest(language()), MOST_WHAT, left))
    left -= what
    if left < LEAST_PROVIDER + LEAST_OPERATOR + 2 * gap:
        return _Rooms(what, left - gap if left >= LEAST_PROVIDER + gap else 0, 0)
    operator = min(operator, left - LEAST_PROVIDER - 2 * gap)
    spare = left - LEAST_PROVIDER - operator - 3 * gap - NOTE
    return _Rooms(what, min(MOST_PROVIDER, LEAST_PROVIDER + max(0, spare)), operator)


@cache
def _longest(_language: str) -> int:
    """Return the cells of the longest unit with its verb, of those that come first, in the language that is spoken."""
    said = (f"{words.unit(unit, 2)} {words.stage(stage, unit, 2)}" for unit in FIRST_TYPES for stage in LEDGER_STAGES)
    return max(map(cell_len, said))


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
    gap = Content("  " if wide else " ")
    parts = []
    if dated and width >= ROOMY:
        parts.append(text(f"{phrases.number(entry.position.seq):>9}  {entry.recorded_at:%Y-%m-%d} ", MUTED))
    elif dated:
        parts.append(text(f"{phrases.number(entry.position.seq):>7} {entry.recorded_at:%m-%d} ", MUTED))
    parts += [
        fit(text(days.time(entry.recorded_at), MUTED), 10 if width >= ROOMY or not dated else 9),
        fit(text(entry.agency.name if wide else entry.agency.slug, "$foreground"), 30 if wide else 13) + gap,
        text(f"{phrases.signed(entry.quantity):>8} ", MUTED if gone else STRONG),
    ]
    left = width - sum(part.cell_length for part in parts) - (0 if wide else SIGN)
    room = _rooms(left, gap.cell_length, 16 if wide else 14)
    parts.append(fit(text(phrases.unit_and_stage(entry), "$foreground"), room.what))
    if room.provider:
        named = wide and room.provider >= LEAST_NAME
        provider = (entry.provider.name if named else entry.provider.slug) if entry.provider else ""
        parts.append(gap + fit(text(provider, "$secondary"), room.provider))
    if room.operator:
        parts.append(gap + fit(text(entry.operator, MUTED), room.operator))
    if width - sum(part.cell_length for part in parts) - gap.cell_length >= LEAST_NOTE:
        return fit(Content.assemble(*parts, gap, *_remarks(entry)), width)
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
