"""One figure of the wall with all that belongs to it, drawn in large digits."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from textual.content import Content

from board.locale import _
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.widgets.wall.glyphs import LETTERS, NUMBERS, broken_whole, large, lettered, width_of

TITLE_LINES = 3
"""Lines that a name may take in ordinary letters."""

TITLE_LETTERED = 3
"""Lines of large letters that a name may take."""

CAPTION_LINES = 4
"""Lines that words may take which stand where there is no figure."""

NOTE_LINES = 3
"""Lines that one note may take where a figure has the whole width."""

NOTES_LINES = 8
"""Lines that all notes of a figure may take."""

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


def _cut(lines: Sequence[str], most: int) -> list[str]:
    """Return at most so many lines; the last one says that there were more."""
    return list(lines) if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]} …"]


def _worded(plain: str, scale: int, width: int, most: int) -> tuple[str, ...] | None:
    """Return text in the lines it takes; None where it has no room at this scale."""
    if not scale:
        return broken_whole(plain[:LONGEST], width)
    return lettered(plain, scale, width, most) if len(plain) <= LONGEST else None


def fits(cell: Cell, scale: Scale, width: int, alone: bool) -> bool:
    """Say whether a figure has room in `width` cells: its number always whole, its words so where it can be helped.

    Args:
        cell: The figure.
        scale: How large it is drawn.
        width: Cells.
        alone: Whether it has the whole width of the wall; what has no room there has none anywhere and is cut short.
    """
    if _number_width(cell, scale.digits) > width:
        return False
    title = _worded(cell.title, scale.titles, width - SIGN, TITLE_LETTERED)
    caption = _worded(cell.caption, scale.captions if cell.number else 0, width, 2)
    if title is None or caption is None:
        return False
    if alone:
        return True
    if not scale.titles and len(title) > TITLE_LINES:
        return False
    if not cell.number and len(caption) > CAPTION_LINES:
        return False
    return sum(len(broken_whole(note[:LONGEST], width)) for note in cell.notes) <= NOTES_LINES


def title_height(cell: Cell, scale: Scale, width: int) -> int:
    """Return the lines of the title."""
    lines = len(_title(cell, scale, width))
    return lines + _below(scale.titles) if lines else 0


def body_height(cell: Cell, scale: Scale, width: int) -> int:
    """Return the lines below the title."""
    if not cell.number:
        return len(_said(cell, width)) + len(_notes(cell, width))
    caption = _worded(cell.caption, scale.captions, width, 2) or ()
    number = NUMBERS[scale.digits - 1].height if scale.digits else 1
    return number + (scale.digits > 1) + len(caption) + _below(scale.captions) + len(_notes(cell, width))


def _below(letters: int) -> int:
    """Return the blank lines below large letters; those of an odd number of half lines have their own."""
    return int(letters > 0 and letters % 2 == 0)


def title_lines(cell: Cell, scale: Scale, width: int, marked: bool) -> list[Content]:
    """Return the title in lines of `width` cells, "◆" before what changed a moment ago."""
    drawn: list[Content] = []
    for number, line in enumerate(_title(cell, scale, width)):
        said = text(line, ACCENT if marked else "$secondary bold")
        before = text("◆ " if marked and not number else "  " if marked else "", ACCENT)
        drawn.append(fit(Content.assemble(before, said), width))
    return drawn + [Content(" " * width)] * (_below(scale.titles) if drawn else 0)


def _title(cell: Cell, scale: Scale, width: int) -> Sequence[str]:
    lines = _worded(cell.title, scale.titles, width - SIGN, TITLE_LETTERED) or ()
    return lines if scale.titles else _cut(lines, TITLE_LINES)


def _said(cell: Cell, width: int) -> list[str]:
    """Return the words that stand where there is no figure."""
    return _cut(broken_whole(cell.caption[:LONGEST], width), CAPTION_LINES)


def body_lines(cell: Cell, scale: Scale, width: int, marked: bool) -> list[Content]:
    """Return number, caption and notes in lines of `width` cells; "◆" beside what changed and has no title."""
    strong = ACCENT if marked else STRONG
    notes = [fit(text(line, MUTED), width) for line in _notes(cell, width)]
    if not cell.number:
        return [fit(text(line, MUTED), width) for line in _said(cell, width)] + notes
    sign = "◆" if marked and not cell.title else ""
    blank = [fit(text(sign, ACCENT), width)] if scale.digits > 1 else []
    number = list(_number(cell, scale.digits))
    if sign and not blank:
        number[0] += sign
    caption = _worded(cell.caption, scale.captions, width, 2) or ()
    return [
        *(fit(text(line, strong), width) for line in number),
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
    """Return what stands below the figure; where it is far too much, how much is left out."""
    broken = [broken_whole(note[:LONGEST], width) for note in cell.notes]
    if sum(map(len, broken)) <= NOTES_LINES:
        return [line for lines in broken for line in lines]
    shown: list[str] = []
    for place, lines in enumerate(broken):
        some = _cut(lines, NOTE_LINES)
        if len(shown) + len(some) >= NOTES_LINES:
            return [*shown, _("and {count} more").format(count=len(broken) - place)]
        shown += some
    return shown
