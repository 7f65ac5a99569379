"""The years on one axis: every action, what each of them hit, and what was published of it as a point."""

from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size

from board.locale import _, phrases, words
from board.model.situation import StatementView, Timeline, TimelineRow
from board.model.vocabulary import Stage, Target
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.lines import Lines
from board.ui.widgets.drawn import Drawn

WIDE = 120
"""Cells from which the names of the lines are written out."""

TALL = 44
"""Lines of the screen from which there is a line for each kind of target, and room for all figures."""

MIDDLE = 34
"""Lines of the screen from which there is a line for each kind of target."""

SIGNS = {
    Stage.DETECTED: "t",
    Stage.ASSESSED: "a",
    Stage.HELD: "h",
    Stage.REFERRED: "r",
    Stage.ORDERED: "o",
    Stage.REMOVED: "x",
    Stage.DISABLED: "d",
    Stage.SUSPENDED: "s",
    Stage.REFUSED: "f",
    Stage.REAPPEARED: "e",
    Stage.REINSTATED: "n",
    Stage.SEIZED: "z",
    Stage.BLOCKED: "b",
    Stage.ARRESTED: "!",
    Stage.TOOK_PART: "p",
    Stage.IDENTIFIED: "i",
    Stage.RECEIVED: "c",
    Stage.REPORTED: "q",
}
"""One for each verb; the legend below says in words which is which."""

RESERVED = "*"
"""Stands behind a figure that counts only a part, or that only the press reported."""


def place_on_axis(date: str, first: int, last: int, width: int) -> int:
    """Return the column of a date on an axis of whole years; a bare year stands at its middle.

    Args:
        date: ISO 8601, maybe partial.
        first: First year of the axis.
        last: Last year of the axis.
        width: Cells of the axis.
    """
    year, *rest = (int(part) for part in date.split("-"))
    within = 0.5 if not rest else (rest[0] - 1 + (rest[1] - 1) / 31 if len(rest) > 1 else rest[0] - 0.5) / 12
    share = (year - first + within) / (last + 1 - first)
    return min(width - 1, max(0, int(share * width)))


class Point(NamedTuple):
    """A published figure on the axis."""

    column: int
    start: int
    """Column of its first cell: left of its date where there is no room at the right."""
    said: StatementView
    slug: str
    leftward: bool
    """Whether the figure stands left of its point."""

    @property
    def end(self) -> int:
        """Column behind its last cell."""
        return self.start + 1 + len(label_of(self.said))


class Axis(Drawn[Timeline]):
    """Actions and years; what was hit and what was published below them, as many lines as the screen has room for."""

    DEFAULT_CSS = """
    Axis { height: auto; }
    """

    def __init__(self, value: Timeline) -> None:
        """Show a time line.

        Args:
            value: What is shown first.
        """
        super().__init__(value)
        self._chosen: str | None = None

    def show(self, value: Timeline) -> bool:
        """Show another time line; it may take more lines or fewer."""
        changed = super().show(value)
        if changed:
            self.refresh(layout=True)
        return changed

    def choose(self, slug: str | None) -> None:
        """Mark an action.

        Args:
            slug: None for no action.
        """
        if slug != self._chosen:
            self._chosen = slug
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines it takes at a width."""
        return len(self._lines(width))

    def render(self) -> Lines:
        """Draw the lines."""
        return Lines([fit(line, self.size.width) for line in self._lines(self.size.width)])

    def _dated(self) -> list[tuple[TimelineRow, str]]:
        """Return the actions that have a date, with it."""
        rows = (row for row in self.value.rows if not row.aggregate)
        return [(row, date) for row in rows if (date := row.started_on or row.ended_on)]

    def _lines(self, width: int) -> list[Content]:
        """Return all lines."""
        dated = self._dated()
        names = [_("actions"), _("published"), *(words.target(target) for target in Target if width >= WIDE)]
        before = max(14 if width >= WIDE else 11, *(cell_len(name) + 1 for name in names))
        room = width - before - 2
        if not dated or room < 20:
            return []
        first = min(int(date[:4]) for _row, date in dated)
        last = max(max(int(date[:4]) for _row, date in dated), self.value.as_of.year)
        columns = {row.slug: place_on_axis(date, first, last, room) for row, date in dated}
        high = self.app.size.height
        most = 8 if high >= TALL else 4 if high >= MIDDLE else 2
        lines = [
            self._named(_("actions"), before, self._marks([row for row, _date in dated], columns, room)),
            self._named("", before, text(_years(first, last, room), MUTED)),
        ]
        if high >= MIDDLE:
            for target in Target:
                hit = [row for row, _date in dated if target in row.targets]
                if hit:
                    lines.append(self._named(words.target(target), before, self._marks(hit, columns, room)))
        stacks, left_out = _stacked([row for row, _date in dated], columns, room, most)
        for number, stack in enumerate(stacks):
            lines.append(self._named(_("published") if not number else "", before, self._points(stack, room)))
        shown = [point.said for stack in stacks for point in stack]
        undated = sum(not row.aggregate for row in self.value.rows) - len(dated)
        legend = _legend(shown, left_out, undated, width - before - 2)
        return [*lines, *(self._named("", before, text(line, MUTED)) for line in legend)]

    def _named(self, name: str, before: int, line: Content) -> Content:
        return Content.assemble(" ", fit(text(name, MUTED), before), line)

    def _marks(self, rows: list[TimelineRow], columns: dict[str, int], room: int) -> Content:
        """Return a mark for each action; several in one place are counted, the chosen one stands out."""
        counts, chosen = [0] * room, columns.get(self._chosen or "", -1)
        for row in rows:
            counts[columns[row.slug]] += 1
        chosen = chosen if any(row.slug == self._chosen for row in rows) else -1
        parts = []
        for column, count in enumerate(counts):
            mark = " " if not count else "●" if count == 1 else str(min(count, 9))
            parts.append(text("▼", f"{ACCENT} reverse") if column == chosen else text(mark, ACCENT if count else ""))
        return Content.assemble(*parts)

    def _points(self, stack: list[Point], room: int) -> Content:
        """Return the figures of one line, each beside its point."""
        line = Content("")
        for point in stack:
            line = line.pad_right(point.start - line.cell_length)
            chosen = point.slug == self._chosen
            figure, sign = label_of(point.said).rsplit(" ", 1)
            label = Content.assemble(text(f"{figure} ", STRONG), text(sign, ACCENT))
            dot = text("•", ACCENT)
            drawn = Content.assemble(label, dot) if point.leftward else Content.assemble(dot, label)
            line = Content.assemble(line, text(drawn.plain, f"{ACCENT} reverse") if chosen else drawn)
        return fit(line, room)


def _legend(shown: list[StatementView], left_out: int, undated: int, room: int) -> list[str]:
    """Return what the signs of the shown figures say, and what is not on the axis."""
    verbs: dict[Stage, list[str]] = {}
    for said in sorted(shown, key=lambda said: tuple(Stage).index(said.stage)):
        verbs.setdefault(said.stage, []).append(phrases.verb(said, alone=True))
    parts = [f"{SIGNS[stage]} {' / '.join(dict.fromkeys(said))}" for stage, said in verbs.items()]
    if any(phrases.reserve(said) for said in shown):
        parts.append(_("{sign} a part, or press").format(sign=RESERVED))
    if left_out:
        parts.append(_("{count} more figures below").format(count=left_out))
    if undated:
        parts.append(_("{count} without a date").format(count=undated))
    lines: list[str] = []
    for part in parts:
        if lines and len(lines[-1]) + len(part) + 3 <= room:
            lines[-1] += f" · {part}"
        else:
            lines.append(part)
    return lines


def _years(first: int, last: int, room: int) -> str:
    """Return the axis: a stroke and the number at the beginning of each year."""
    cells = [" "] * room
    for year in range(first, last + 1):
        start = place_on_axis(f"{year}-01-01", first, last, room)
        for offset, char in enumerate(f"│{year}"):
            if start + offset < room:
                cells[start + offset] = char
    return "".join(cells)


def label_of(said: StatementView) -> str:
    """Return a figure as a point: qualifier, number, unit, the sign of its verb, and that of its reserve."""
    counts = words.unit(said.unit, said.quantity.value if said.quantity else 2)
    return f"{phrases.said_briefly(said)} {counts} {SIGNS[said.stage]}{RESERVED if phrases.reserve(said) else ''}"


def _stacked(rows: list[TimelineRow], columns: dict[str, int], room: int, most: int) -> tuple[list[list[Point]], int]:
    """Return the figures in at most `most` lines in which none touches another, and how many had no room."""
    stacks: list[list[Point]] = []
    left_out = 0
    for row in sorted(rows, key=lambda row: columns[row.slug]):
        if row.headline is None or row.headline.quantity is None:
            continue
        column, label = columns[row.slug], label_of(row.headline)
        leftward = column + 1 + len(label) > room
        point = Point(column, max(0, column - len(label)) if leftward else column, row.headline, row.slug, leftward)
        for stack in stacks:
            if stack[-1].end + 1 < point.start:
                stack.append(point)
                break
        else:
            if len(stacks) < most:
                stacks.append([point])
            else:
                left_out += 1
    return stacks, left_out
