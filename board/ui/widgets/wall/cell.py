"""One figure of the wall with all that belongs to it, drawn in large digits."""

from collections.abc import Hashable
from typing import NamedTuple

from textual.content import Content

from board.locale import _
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.widgets.wall.glyphs import LETTERS, NUMBERS, broken_whole, large, lettered, width_of

TITLE_LINES = 2
"""Lines that a name may take in ordinary letters; only a name is ever clipped."""

TITLE_LETTERED = 3
"""Lines of large letters that a name may take."""

NOTE_LINES = 6
"""Lines that one note may take."""

MOST_NOTES = 8
"""Notes of one figure; how many more there are is said."""

GUTTER = 7
"""Cells that large signs take before figures."""

SIGN = 2
"""Cells kept free for the sign of a change, which must not move the words."""

LONGEST = 400
"""Characters of a text from outside that are looked at: more have no room on any wall."""


class Cell(NamedTuple):
    """A figure, or the words that stand where there is none."""

    key: Hashable
    """What it is a figure of: the same from one situation to the next."""
    title: str
    number: str
    """With the sign of its qualifier: "≥26,000"; "" where there is no figure."""
    caption: str
    """Verb, and unit where the title does not name it; where there is no figure, what is said instead."""
    notes: tuple[str, ...] = ()
    substance: object = None
    """That which marks the cell when it differs."""
    sign: str = ""
    """Stands before the figure: "≠" where it contradicts the one before."""


_ANY_DIGIT = str.maketrans("123456789", "000000000")


def shape(cell: Cell) -> tuple[object, ...]:
    """Return that of a cell on which its room depends: all digits are equally wide."""
    figure = (cell.number.translate(_ANY_DIGIT), cell.caption.translate(_ANY_DIGIT))
    return cell.title, cell.sign, figure, tuple(note.translate(_ANY_DIGIT) for note in cell.notes)


class Scale(NamedTuple):
    """How large the parts of a cell are drawn; 0 is an ordinary line."""

    digits: int
    """Which of `NUMBERS`, from 1."""
    titles: int
    """Which of `LETTERS`, from 1."""
    captions: int
    """The same."""


def _number(cell: Cell, digits: int) -> tuple[str, ...]:
    """Return a number in the lines it takes."""
    if not digits or width_of(cell.number, NUMBERS[digits - 1]) is None:
        return (cell.number,)
    return large(cell.number, NUMBERS[digits - 1])


def _number_width(cell: Cell, digits: int) -> int:
    width = width_of(cell.number, NUMBERS[digits - 1]) if digits else None
    return len(cell.number) if width is None else width + 2 * NUMBERS[digits - 1].scale  # apart from the next column


def _worded(plain: str, scale: int, width: int, most: int) -> tuple[str, ...] | None:
    """Return text in the lines it takes; None where it has no room at this scale."""
    if not scale:
        return broken_whole(plain[:LONGEST], width)
    return lettered(plain, scale, width, most) if len(plain) <= LONGEST else None


def fits(cell: Cell, scale: Scale, width: int) -> bool:
    """Say whether title, number and caption have room in `width` cells."""
    if _number_width(cell, scale.digits) > width:
        return False
    if _worded(cell.title, scale.titles, width - SIGN, TITLE_LETTERED) is None:
        return False
    return not cell.number or _worded(cell.caption, scale.captions, width, 2) is not None


def title_height(cell: Cell, scale: Scale, width: int) -> int:
    """Return the lines of the title."""
    lines = len(_title(cell, scale, width))
    return lines + _below(scale.titles) if scale.titles and lines else min(lines, TITLE_LINES)


def body_height(cell: Cell, scale: Scale, width: int) -> int:
    """Return the lines below the title."""
    if not cell.number:
        return len(_worded(cell.caption, 0, width, 0) or ()) + len(_notes(cell, width))
    caption = _worded(cell.caption, scale.captions, width, 2) or ()
    number = NUMBERS[scale.digits - 1].height if scale.digits else 1
    return number + (scale.digits > 1) + len(caption) + _below(scale.captions) + len(_notes(cell, width))


def _below(letters: int) -> int:
    """Return the blank lines below large letters; those of an odd number of half lines have their own."""
    return int(letters > 0 and letters % 2 == 0)


def title_lines(cell: Cell, scale: Scale, width: int, marked: bool) -> list[Content]:
    """Return the title in lines of `width` cells, "◆" before what changed a moment ago."""
    lines = _title(cell, scale, width)
    drawn: list[Content] = []
    for number, line in enumerate(lines if scale.titles else lines[:TITLE_LINES]):
        cut = not scale.titles and (number == TITLE_LINES - 1 < len(lines) - 1 or len(cell.title) > LONGEST)
        said = text(line + (" …" if cut else ""), ACCENT if marked else "$secondary bold")
        before = text("◆ " if marked and not number else "  " if marked else "", ACCENT)
        drawn.append(fit(Content.assemble(before, said), width))
    return drawn + [Content(" " * width)] * (_below(scale.titles) if drawn else 0)


def _title(cell: Cell, scale: Scale, width: int) -> tuple[str, ...]:
    if not cell.title:
        return ()
    return _worded(cell.title, scale.titles, width - SIGN, TITLE_LETTERED) or ()


def body_lines(cell: Cell, scale: Scale, width: int, marked: bool) -> list[Content]:
    """Return number, caption and notes in lines of `width` cells."""
    strong = ACCENT if marked else STRONG
    notes = [fit(text(line, MUTED), width) for line in _notes(cell, width)]
    if not cell.number:
        return [fit(text(line, MUTED), width) for line in _worded(cell.caption, 0, width, 0) or ()] + notes
    blank = [Content(" " * width)] if scale.digits > 1 else []
    caption = _worded(cell.caption, scale.captions, width, 2) or ()
    return [
        *(fit(text(line, strong), width) for line in _number(cell, scale.digits)),
        *blank,
        *(fit(text(line, "$foreground bold"), width) for line in caption),
        *[Content(" " * width)] * _below(scale.captions),
        *notes,
    ]


def sign_lines(cell: Cell, height: int) -> list[str]:
    """Return the large sign before a figure in `height` lines, level with its digits' upper half."""
    lines = large(cell.sign, LETTERS[0]) if cell.sign else ()
    return [line.ljust(GUTTER) for line in (*lines, *[""] * (height - len(lines)))][:height]


def _notes(cell: Cell, width: int) -> list[str]:
    """Return what stands below the figure."""
    shown = cell.notes[:MOST_NOTES]
    lines: list[str] = []
    for note in shown:
        broken = broken_whole(note[:LONGEST], width)
        kept = list(broken[:NOTE_LINES])
        if len(broken) > NOTE_LINES or len(note) > LONGEST:
            kept[-1] = kept[-1][: width - 2] + " …"
        lines += kept
    if len(cell.notes) > MOST_NOTES:
        lines.append(_("and {count} more").format(count=len(cell.notes) - MOST_NOTES))
    return lines
