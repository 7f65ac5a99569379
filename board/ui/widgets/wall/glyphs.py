"""Letters and digits as large as there is room for, drawn in half blocks, which are square on a terminal."""

import unicodedata
from functools import lru_cache

from rich.cells import cell_len

ROWS = 5
"""Points of a glyph from top to foot; a line of the terminal holds two, each as wide as a cell."""

HELD = "\N{NO-BREAK SPACE}"
"""Holds words of one line together."""

_DRAWN = """
0 ###/#.#/#.#/#.#/###
1 ##./.#./.#./.#./###
2 ###/..#/###/#../###
3 ###/..#/###/..#/###
4 #.#/#.#/###/..#/..#
5 ###/#../###/..#/###
6 ###/#../###/#.#/###
7 ###/..#/..#/..#/..#
8 ###/#.#/###/#.#/###
9 ###/#.#/###/..#/###
A .##./#..#/####/#..#/#..#
B ###./#..#/###./#..#/###.
C .###/#.../#.../#.../.###
D ###./#..#/#..#/#..#/###.
E ###/#../##./#../###
F ###/#../##./#../#..
G .###/#.../#.##/#..#/.###
H #..#/#..#/####/#..#/#..#
I #/#/#/#/#
J ..#/..#/..#/#.#/###
K #..#/#.#./##../#.#./#..#
L #../#../#../#../###
M #...#/##.##/#.#.#/#...#/#...#
N #..#/##.#/#.##/#..#/#..#
O .##./#..#/#..#/#..#/.##.
P ###./#..#/###./#.../#...
Q .##./#..#/#..#/#.#./.#.#
R ###./#..#/###./#.#./#..#
S .###/#.../.##./...#/###.
T ###/.#./.#./.#./.#.
U #..#/#..#/#..#/#..#/.##.
V #.#/#.#/#.#/#.#/.#.
W #...#/#...#/#.#.#/##.##/#...#
X #.#/#.#/.#./#.#/#.#
Y #.#/#.#/.#./.#./.#.
Z ####/...#/.##./#.../####
> #../.#./..#/.#./#..
< ..#/.#./#../.#./..#
≥ ##./..#/##./.../###
≤ .##/#../.##/.../###
~ ..../.#.#/#.#./..../....
≠ ...#/####/.##./####/#...
% #..#/..#./.##./.#../#..#
( .#/#./#./#./.#
) #./.#/.#/.#/#.
- ../../##/../..
− .../.../###/.../...
/ ..#/..#/.#./#../#..
. ./././#/#
: ./#/./#/.
' #/#/./././
& .#../#.#./.#.#/#.#./.###
"""
_GLYPHS = {line[0]: tuple((line[2:] + "/....").split("/")[:ROWS]) for line in _DRAWN.strip().splitlines()}
_GAPS = {" ": 2, ",": 1}
"""Points that stand for a space, and for the separator of thousands: a large comma reads as a point."""

_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def height_of(scale: int) -> int:
    """Return the lines of a glyph at a scale: 3, 5, 8, 10, 13, 15 from 1 on."""
    return -(-ROWS * scale // 2)


def _points(char: str) -> int:
    return _GAPS[char] if char in _GAPS else len(_GLYPHS[char][0])


def _apart(scale: int) -> int:
    return max(1, scale - 1)


def _folded(plain: str) -> str | None:
    """Return text in capitals without accents, None where a character of it cannot be drawn."""
    spread = unicodedata.normalize("NFD", plain.replace("’", "'")).upper()
    folded = "".join(char for char in spread if not unicodedata.combining(char))
    return folded if all(char in _GLYPHS or char in _GAPS for char in folded) else None


def width_of(plain: str, scale: int) -> int | None:
    """Return the cells that a text takes at a scale, None where a character of it cannot be drawn."""
    folded = _folded(plain)
    if folded is None:
        return None
    return scale * sum(map(_points, folded)) + _apart(scale) * max(0, len(folded) - 1)


@lru_cache(maxsize=256)
def large(plain: str, scale: int) -> tuple[str, ...]:
    """Return a text in large glyphs, one string a line, all of them equally long.

    Args:
        plain: Of which every character can be drawn; `width_of` says whether.
        scale: Cells that a point is wide, and half lines that it is high.
    """
    rows: list[list[bool]] = [[] for _row in range(ROWS * scale + ROWS * scale % 2)]
    for place, char in enumerate(_folded(plain) or ""):
        if place:
            for row in rows:
                row.extend([False] * _apart(scale))
        points = _points(char)
        for number, row in enumerate(rows):
            lit = _GLYPHS[char][number // scale] if char in _GLYPHS and number < ROWS * scale else "." * points
            row.extend(point == "#" for point in lit for _cell in range(scale))
    return tuple(
        "".join(_BLOCKS[pair] for pair in zip(rows[number], rows[number + 1], strict=True))
        for number in range(0, len(rows), 2)
    )


@lru_cache(maxsize=1024)
def lettered(plain: str, scale: int, width: int, most: int) -> tuple[str, ...] | None:
    """Return words in large letters, broken at spaces into at most `most` lines of them.

    Returns:
        The lines of the terminal; None where a word has no room, a character cannot be drawn, or it takes more lines.
    """
    lines: list[str] = []
    for word in plain.split():
        longer = f"{lines[-1]} {word}" if lines else word
        room = width_of(longer, scale)
        if room is None:
            return None
        if lines and room <= width:
            lines[-1] = longer
        else:
            lines.append(word)
            room = width_of(word, scale)
            if room is None or room > width or len(lines) > most:
                return None
    rows: list[str] = []
    for line in lines:
        if rows and ROWS * scale % 2 == 0:
            rows.append("")
        rows += large(line, scale)
    return tuple(rows)


@lru_cache(maxsize=4096)
def broken_whole(plain: str, width: int) -> tuple[str, ...]:
    """Return text broken at its spaces into as many lines as it takes; a word longer than a line is broken itself.

    A number is held together with its word by a no-break space.
    """
    lines: list[str] = []
    for word in filter(None, plain.split(" ")):
        if lines and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
            continue
        lines.append("")
        for char in word:
            if cell_len(lines[-1]) + cell_len(char) > width:
                lines.append("")
            lines[-1] += char
    return tuple(line.replace(HELD, " ") for line in lines)
