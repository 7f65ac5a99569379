"""A page of the wall: a heading, and below it figures in large digits that draw themselves."""

from abc import abstractmethod
from collections.abc import Hashable, Sequence

from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.timer import Timer

from board.locale import _, days
from board.model.situation import Situation
from board.ui.drawing import ACCENT, MUTED, between, fit, text
from board.ui.lines import Lines
from board.ui.widgets.drawn import MARK_SECONDS, Drawn
from board.ui.widgets.wall.glyphs import lettered
from board.ui.widgets.wall.sheet import Band, Turn, drawn, filled, lay, shapes

SIDE = 2
"""Cells left free at either side."""

TALL = 40
"""Lines from which the heading is drawn in large letters."""


class WallPage(Drawn[Situation]):
    """One page. Where it has more figures than room it takes several turns, and says which ones a turn shows."""

    DEFAULT_CSS = """
    WallPage { height: 1fr; }
    """
    turn: Reactive[int] = Reactive(0)
    """Which of its turns is shown, from 0."""

    def __init__(self, value: Situation) -> None:
        """Show a situation.

        Args:
            value: What is shown first.
        """
        super().__init__(value)
        self._marked: frozenset[Hashable] = frozenset()
        self._unmarking: Timer | None = None
        self._read: tuple[object, list[Band]] | None = None
        self._laid: tuple[tuple[object, ...], Size, tuple[Turn, ...]] | None = None
        self._drawn: tuple[object, Size] | None = None

    @abstractmethod
    def called(self) -> str:
        """Return what the page is called."""

    @abstractmethod
    def bands(self) -> list[Band]:
        """Return the figures of the situation, in order."""

    @abstractmethod
    def has_something(self) -> bool:
        """Say whether there is anything to show; a page without is skipped."""

    def matter(self) -> object:
        """Return that of the situation which the figures are made of."""
        return self.value

    def counted(self) -> str:
        """Return as of when the figures are true."""
        when = self.value.moment.at if self.value.moment else self.value.as_of
        return _("as of {instant}").format(instant=days.instant(when))

    def turns(self, size: Size) -> int:
        """Return how many turns the page takes.

        Args:
            size: Of the page, in cells and lines.
        """
        return max(1, len(self._turns(size)))

    def show(self, value: Situation, mark: bool = True) -> bool:
        """Show another situation, and mark for a moment what differs.

        Args:
            value: What is shown from now on.
            mark: False where it is another action that is shown.
        """
        before = self._substances() if self.display and mark else None
        changed = super().show(value)
        if changed and before is not None:
            differs = {key for key, substance in self._substances().items() if before.get(key) != substance}
            self._mark(frozenset(differs) | self._marked)
        elif not mark:
            self._mark(frozenset())
        return changed

    def _mark(self, keys: frozenset[Hashable]) -> None:
        if self._unmarking is not None and keys != self._marked:
            self._unmarking.stop()
            self._unmarking = None
        if keys and self._unmarking is None:
            self._unmarking = self.set_timer(MARK_SECONDS, self._unmark)
        self._marked = keys

    def _unmark(self) -> None:
        self._unmarking = None
        self._marked = frozenset()
        self.refresh()

    def _substances(self) -> dict[Hashable, object]:
        return {cell.key: cell.substance for band in self._bands() for cell in band.cells}

    def _bands(self) -> list[Band]:
        """Return the figures, made once for the same matter."""
        matter = self.matter()
        if self._read is None or self._read[0] != matter:
            self._read = matter, self.bands()
        return self._read[1]

    def head_height(self, size: Size) -> int:
        """Return the lines of the heading and the blank one below it."""
        return 5 if size.height >= TALL else 2

    def _turns(self, size: Size) -> tuple[Turn, ...]:
        if self._laid is not None and self._drawn == (self.matter(), size):
            return self._laid[2]
        bands = self._bands()
        shaped = shapes(bands)
        if self._laid is not None and self._laid[:2] == (shaped, size):
            turns = filled(self._laid[2], bands)
        else:
            turns = lay(bands, size.width - 2 * SIDE, size.height - self.head_height(size))
        self._laid, self._drawn = (shaped, size, turns), (self.matter(), size)
        return turns

    def render(self) -> Lines:
        """Draw the heading and the turn's figures."""
        size = self.size
        width, height = size.width - 2 * SIDE, size.height - self.head_height(size)
        if width < 1 or height < 1:
            return Lines([])
        lines = [*self._heading(size), *self.body(width, height)]
        side = " " * SIDE
        return Lines([Content.assemble(side, line, side) for line in lines])

    def body(self, width: int, height: int) -> list[Content]:
        """Return what stands below the heading, in exactly `height` lines."""
        turns = self._turns(self.size)
        if not turns:
            return [Content(" " * width)] * height
        return drawn(turns[min(self.turn, len(turns) - 1)], width, height, self._marked)

    def _shown(self) -> str:
        """Return which of the figures this turn shows: "1–6 of 14"."""
        turns = self._turns(self.size)
        if len(turns) < 2:
            return ""
        counts = [sum(len(row.cells) for row in turn.rows) for turn in turns]
        turn = min(self.turn, len(counts) - 1)
        first = sum(counts[:turn]) + 1
        if counts[turn] == 1:
            return _("{number} of {count}").format(number=first, count=sum(counts))
        return _("{first}–{last} of {count}").format(first=first, last=first + counts[turn] - 1, count=sum(counts))

    def _heading(self, size: Size) -> list[Content]:
        """Return the name of the page, which figures it shows, and as of when they are true."""
        width = size.width - 2 * SIDE
        right = Content.assemble(text(self._shown(), ACCENT), "   ", text(self.counted(), MUTED))
        name = self.called()
        blank = Content(" " * width)
        if self.head_height(size) == 2:
            return [between(text(name.upper(), ACCENT), right, width), blank]
        letters: Sequence[str] = lettered(name, 1, width - right.cell_length - 3, 1) or ("", "", name.upper())
        rows = [text(line, ACCENT) for line in letters]
        return [
            blank,
            fit(rows[0], width),
            between(rows[1], right, width),
            fit(rows[2], width),
            blank,
        ]
