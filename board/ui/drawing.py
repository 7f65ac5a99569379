"""Lines, frames and large digits, drawn as content that never reads its text as markup."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from textual.content import Content

from board.ui.lines import Lines

LIGHT = "╭─╮│╰╯"
HEAVY = "┏━┓┃┗┛"
"""The frame of what has the focus: seen without colour too."""

MUTED = "$text-muted"
STRONG = "$foreground bold"
ACCENT = "$accent bold"
"""The one accent: where sources disagree, what has the focus, what has just changed."""

SHORTEST_ASIDE = 8
"""Cells; what stands at the right of an upper edge is left out rather than clipped to less."""

_DIGITS = {
    "0": ("█▀█", "█ █", "▀▀▀"),
    "1": ("▀█ ", " █ ", "▀▀▀"),
    "2": ("▀▀█", "█▀▀", "▀▀▀"),
    "3": ("▀▀█", "▀▀█", "▀▀▀"),
    "4": ("█ █", "▀▀█", "  ▀"),
    "5": ("█▀▀", "▀▀█", "▀▀▀"),
    "6": ("█▀▀", "█▀█", "▀▀▀"),
    "7": ("▀▀█", "  █", "  ▀"),
    "8": ("█▀█", "█▀█", "▀▀▀"),
    "9": ("█▀█", "▀▀█", "▀▀▀"),
    ",": ("", "", ""),
    ".": ("", "", ""),
    " ": ("", "", ""),
    "\N{NO-BREAK SPACE}": ("", "", ""),
}


def text(plain: str, style: str = "") -> Content:
    """Return plain text as content in one style."""
    return Content.styled(plain, style) if style else Content(plain)


def fit(content: Content, width: int) -> Content:
    """Return content in exactly `width` cells: clipped with "…", or filled up with spaces."""
    if width <= 0:
        return Content("")
    length = content.cell_length
    if length > width:
        content = content.truncate(width, ellipsis=True)
        length = content.cell_length
    return content.pad_right(width - length) if length < width else content


def between(left: Content, right: Content, width: int) -> Content:
    """Return one line with `left` and `right` at its ends; the left one is clipped where both have no room."""
    room = width - right.cell_length - 1
    if room < 1:
        return fit(left, width)
    return Content.assemble(fit(left, room), " ", right)


def flow(parts: Iterable[Content], width: int, gap: str = "   ") -> Content:
    """Return as many parts as fit on one line, whole ones only; the first is clipped if it must be."""
    line = Content("")
    for part in parts:
        longer = Content.assemble(line, gap, part) if line.cell_length else part
        if longer.cell_length > width and line.cell_length:
            break
        line = longer
    return fit(line, width)


_BARS = "▁▂▃▄▅▆▇█"


def spark(counts: Sequence[int], width: int) -> str:
    """Return counts as bars one cell wide, the last `width` of them; the highest reaches the top.

    Nothing, and less than nothing after a correction, is a gap: a bar always means that something was counted.
    """
    shown = counts[-width:] if width > 0 else ()
    most = max(shown, default=0)
    return "".join(" " if count <= 0 else _BARS[(count * len(_BARS) - 1) // most] for count in shown)


def wrap(plain: str, width: int, most: int, style: str = "") -> list[Content]:
    """Return text broken into at most `most` lines of `width` cells, the last one clipped if more is left."""
    return [fit(text(line, style), width) for line in broken(plain, width, most)]


def broken(plain: str, width: int, most: int) -> list[str]:
    """Return text broken into at most `most` lines at its spaces; the last one may be longer than `width` cells."""
    if width < 1 or most < 1:
        return []
    if plain.isascii() and len(plain) <= width:
        return [plain] if plain.strip() else []
    lines: list[str] = []
    room = 0
    for word in plain.split():
        length = cell_len(word)
        if lines and length < room:
            lines[-1] += f" {word}"
            room -= length + 1
        elif len(lines) == most:
            lines[-1] += f" {word}"
            break
        else:
            lines.append(word)
            room = width - length
    return lines


def frame(
    title: Content,
    right: Content,
    lines: Sequence[Content],
    width: int,
    height: int,
    *,
    style: str,
    heavy: bool = False,
) -> Lines:
    """Return a frame of exactly `width` by `height` cells around lines.

    Args:
        title: Stands in the upper edge, left; clipped where it must be.
        right: Stands in the upper edge, right; clipped or left out where both have no room.
        lines: What stands within, of any length; what does not fit is left out.
        width: Cells, frame included.
        height: Lines, frame included.
        style: Of the frame.
        heavy: Draw it with heavy lines.
    """
    corner_l, bar, corner_r, side, foot_l, foot_r = tuple(HEAVY if heavy else LIGHT)
    inner = width - 4
    spare = width - 8 - title.cell_length
    if right.cell_length > spare:
        right = right.truncate(spare, ellipsis=True) if spare >= SHORTEST_ASIDE else Content("")
    tail = Content.assemble(" ", right, " ") if right.cell_length else right
    room = width - 6 - tail.cell_length
    title = title.truncate(room, ellipsis=True) if title.cell_length > room else title
    head = Content.assemble(" ", title, " ") if title.cell_length else title
    fill = bar * (width - 3 - head.cell_length - tail.cell_length)
    rows = [Content.assemble((corner_l, style), head, (fill, style), tail, (bar + corner_r, style))]
    for number in range(height - 2):
        body = fit(lines[number], inner) if number < len(lines) else Content(" " * inner)
        rows.append(Content.assemble((f"{side} ", style), body, (f" {side}", style)))
    rows.append(text(foot_l + bar * (width - 2) + foot_r, style))
    return Lines(rows[:height])


def digits(number: str) -> tuple[str, str, str]:
    """Return a number in digits three lines high, its groups set apart by a gap: a large comma reads as a point.

    What is no digit stands small in the middle line: the sign of a qualifier is never lost.
    """
    glyphs = [_DIGITS.get(char, ("", char, "")) for char in number]
    wide = [max(len(row) for row in glyph) for glyph in glyphs]
    top, middle, foot = (
        " ".join(glyph[row].ljust(room) for glyph, room in zip(glyphs, wide, strict=True)) for row in range(3)
    )
    return top, middle, foot
