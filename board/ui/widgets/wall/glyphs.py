"""Letters and digits as large as there is room for, drawn in half blocks, which are square on a terminal."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rich.cells import cell_len

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
≠ ...#./#####/..#../#####/.#...
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

_FINE = """
0 .###./#...#/#...#/#...#/#...#/#...#/.###.
1 ..#../.##../..#../..#../..#../..#../.###.
2 .###./#...#/....#/...#./..#../.#.../#####
3 .###./#...#/....#/..##./....#/#...#/.###.
4 ...#./..##./.#.#./#..#./#####/...#./...#.
5 #####/#..../####./....#/....#/#...#/.###.
6 .###./#..../#..../####./#...#/#...#/.###.
7 #####/....#/...#./...#./..#../..#../..#..
8 .###./#...#/#...#/.###./#...#/#...#/.###.
9 .###./#...#/#...#/.####/....#/....#/.###.
> #..../.#.../..#../...#./..#../.#.../#....
< ....#/...#./..#../.#.../..#../...#./....#
≥ #..../.##../...##/.##../#..../...../#####
≤ ....#/..##./##.../..##./....#/...../#####
~ ...../...../.#..#/#.#.#/#..#./...../.....
% ##..#/##..#/...#./..#../.#.../#..##/#..##
− ...../...../...../.###./...../...../.....
"""
"""Digits and signs of seven points, for numbers that are drawn larger."""

_GAPS = {" ": 2, ",": 1, ".": 1, "\N{NO-BREAK SPACE}": 1}
"""Points that stand for a space, and for the separators of thousands: a large comma reads as a point."""

_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


@dataclass(frozen=True, eq=False)
class Face:
    """Glyphs at one size."""

    glyphs: Mapping[str, tuple[str, ...]]
    """For each character its points, one string a row."""
    rows: int
    """Points from top to foot; a line of the terminal holds two, each as wide as a cell."""
    scale: int
    """Cells that a point is wide, and half lines that it is high."""
    apart: int
    """Cells between two glyphs."""

    @property
    def height(self) -> int:
        """How many lines it takes."""
        return -(-self.rows * self.scale // 2)

    def points(self, char: str) -> int:
        """Return the points that a character is wide."""
        return len(self.glyphs[char][0]) if char in self.glyphs else _GAPS[char]


def _read(drawing: str) -> dict[str, tuple[str, ...]]:
    return {line[0]: tuple(line[2:].split("/")) for line in drawing.strip().splitlines()}


_COARSE_GLYPHS, _FINE_GLYPHS = _read(_DRAWN), _read(_FINE)

LETTERS = tuple(Face(_COARSE_GLYPHS, 5, scale, max(1, scale - 1)) for scale in (1, 2, 3))
"""Faces for words: 3, 5 and 8 lines high."""

NUMBERS = (*LETTERS[:2], *(Face(_FINE_GLYPHS, 7, scale, scale) for scale in (2, 3, 4, 5, 6)))
"""Faces for numbers: 3, 5, 7, 11, 14, 18 and 21 lines high."""


def _folded(plain: str, face: Face) -> str | None:
    """Return text in capitals without accents, None where a character of it cannot be drawn."""
    spread = (
        char if char in face.glyphs else unicodedata.normalize("NFD", char)  # "≠" is drawn, and "É" as "E"
        for char in plain.upper().replace("’", "'")
    )
    folded = "".join(char for char in "".join(spread) if not unicodedata.combining(char))
    return folded if all(char in face.glyphs or char in _GAPS for char in folded) else None


@lru_cache(maxsize=1024)
def width_of(plain: str, face: Face) -> int | None:
    """Return the cells that a text takes, None where a character of it cannot be drawn."""
    folded = _folded(plain, face)
    if folded is None:
        return None
    return face.scale * sum(map(face.points, folded)) + face.apart * max(0, len(folded) - 1)


def large(plain: str, face: Face) -> tuple[str, ...]:
    """Return a text in large glyphs, one string a line, all of them equally long.

    Args:
        plain: Of which every character can be drawn; `width_of` says whether.
        face: How large.
    """
    scale, high = face.scale, face.rows * face.scale
    rows: list[list[bool]] = [[] for _row in range(2 * face.height)]
    for place, char in enumerate(_folded(plain, face) or ""):
        for number, row in enumerate(rows):
            drawn = face.glyphs[char][number // scale] if char in face.glyphs and number < high else ""
            row.extend([False] * (face.apart if place else 0))
            row.extend(point == "#" for point in drawn.ljust(face.points(char)) for _cell in range(scale))
    return tuple(
        "".join(_BLOCKS[pair] for pair in zip(rows[number], rows[number + 1], strict=True))
        for number in range(0, len(rows), 2)
    )


@lru_cache(maxsize=1024)
def lettered(plain: str, size: int, width: int, most: int) -> tuple[str, ...] | None:
    """Return words in large letters, broken at spaces into at most `most` lines of them.

    Args:
        plain: The words.
        size: Which of `LETTERS`, from 1.
        width: Cells there are.
        most: Lines of letters.

    Returns:
        The lines of the terminal; None where a word has no room, a character cannot be drawn, or it takes more lines.
    """
    face = LETTERS[size - 1]
    lines: list[str] = []
    for word in plain.split():
        longer = f"{lines[-1]} {word}" if lines else word
        room = width_of(longer, face)
        if room is None:
            return None
        if lines and room <= width:
            lines[-1] = longer
        else:
            lines.append(word)
            room = width_of(word, face)
            if room is None or room > width or len(lines) > most:
                return None
    rows: list[str] = []
    for line in lines:
        if rows and face.scale % 2 == 0:  # an odd number of half lines leaves one free below
            rows.append("")
        rows += large(line, face)
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
