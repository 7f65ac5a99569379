"""What a file brings or brought: how many rows are new, known, refused, and what that adds to whose tallies."""

import re
from collections.abc import Sequence

from textual.content import Content

from board.locale import _, ngettext, phrases, words
from board.model.address import defang
from board.model.taken import Taken
from board.model.text import clean
from board.model.vocabulary import ContentType, Stage
from board.ui.drawing import ACCENT, MUTED, STRONG, broken, digits, fit, text
from board.ui.handing import Came

APART = 4
"""Cells between two large numbers."""

_OPTION = re.compile(r"[ \u00a0]\(--[a-z-]+\)")
"""How a reason names what is said on the command line; on the screen it is a line that can be chosen."""

COUNTS = ("new", "known", "shared", "refused", "skipped")
"""What becomes of rows, in the order in which it is said."""


def count_word(what: str, count: int) -> str:
    """Return what became of so many rows, in words."""
    return {
        "new": ngettext("new row", "new rows", count),
        "known": ngettext("row known before", "rows known before", count),
        "shared": ngettext("shared with others", "shared with others", count),
        "refused": ngettext("row refused", "rows refused", count),
        "skipped": ngettext("sum or empty row", "sums, empty", count),
    }[what]


def _said(taken: Taken) -> list[tuple[str, int]]:
    """Return what is worth saying: how many are new and refused always, of the others what is not nothing."""
    every = [(name, getattr(taken, name)) for name in COUNTS]
    return [(name, count) for name, count in every if count or name in ("new", "refused")]


def counts_line(taken: Taken) -> Content:
    """Return how many rows are what, in one line."""
    parts = []
    for name, count in _said(taken):
        style = ACCENT if name == "refused" and count else STRONG
        parts += [text(phrases.number(count), style), text(f" {count_word(name, count)}   ", MUTED)]
    return Content.assemble(*parts)


def counts_large(taken: Taken, width: int) -> list[Content]:
    """Return the same in digits that are read from afar, where they have room; else in one line."""
    drawn = []
    for name, count in _said(taken):
        rows = digits(phrases.number(count))
        room = max(*(len(row) for row in rows), len(count_word(name, count))) + APART
        style = ACCENT if name == "refused" and count else STRONG if count else MUTED
        drawn.append([
            *(fit(text(row, style), room) for row in rows),
            fit(text(count_word(name, count), style if name == "refused" else MUTED), room),
        ])  # fmt: skip
    if sum(column[0].cell_length for column in drawn) > width:
        return [counts_line(taken)]
    return [Content.assemble(*(column[row] for column in drawn)) for row in range(4)]


def tallies(taken: Taken, width: int, most: int) -> list[Content]:
    """Return what is added, by partner and stage: "ex-iru-fr referred  +14,188 videos  +456 groups".

    Args:
        taken: What came of a file.
        width: Cells of a line; what has no room goes on in the next.
        most: Lines; the last one says that there are more.
    """
    groups: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for (agency, stage, unit), quantity in sorted(taken.tallies.items(), key=_order):
        if quantity:
            groups.setdefault((agency, stage), []).append((unit, quantity))
    names = {key: f"{clean(key[0])} {words.stage(Stage(key[1]))}" for key in groups}
    room = min(40, max(map(len, names.values()), default=0)) + 2
    lines = []
    for key, units in groups.items():
        line = fit(text(names[key]), room)
        for unit, quantity in units:
            sign = "+" if quantity > 0 else "−"
            part = Content.assemble(
                text(f"{sign}{phrases.number(abs(quantity))}", STRONG),
                text(f" {words.unit(ContentType(unit), abs(quantity))}   ", MUTED),
            )
            if line.cell_length > room and line.cell_length + part.cell_length > width + 3:
                lines.append(line)
                line = Content(" " * room)
            line = Content.assemble(line, part)
        lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], text(_("… and more: ⏎ shows all once it is taken in"), MUTED)]
    return lines


def _order(one: tuple[tuple[str, str, str], int]) -> tuple[str, int, int]:
    (agency, stage, unit), _quantity = one
    return agency, list(Stage).index(Stage(stage)), list(ContentType).index(ContentType(unit))


def reasons(came: Came, width: int, most: int) -> list[Content]:
    """Return the first refused rows with their reasons, and how many more there are."""
    lines: list[Content] = []
    for row, why in came.refused[:most]:
        said = _("row {line}: {why}").format(line=row, why=why_here(why))
        lines += [text(line) for line in broken(said, width, 2)]
    left = came.taken.refused - len(came.refused[:most])
    if left > 0:
        lines.append(text(_("… and {count} more").format(count=phrases.number(left)), MUTED))
    return lines


def why_here(why: str) -> str:
    """Return the reason of a refusal without the options of the command line, and without a live address."""
    said = defang(why)
    said = _OPTION.sub("", said)
    return said.rpartition(":")[0] or said if "--" in said else said


def said_of(lines: Sequence[str], width: int, sign: str, style: str = "") -> list[Content]:
    """Return sentences with a sign before each, broken into lines."""
    found: list[Content] = []
    for one in lines:
        for number, line in enumerate(broken(one, width - 3, 3)):
            found.append(Content.assemble(text(f" {sign if not number else ' '} ", ACCENT), text(line, style)))
    return found
