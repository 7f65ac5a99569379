"""Lines that are drawn as they are: already broken, clipped and filled, so that nothing is measured twice."""

from collections.abc import Sequence

from rich.segment import Segment
from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual


class Lines(Visual):
    """One content a line. Content by itself would be joined, broken again and made selectable letter by letter."""

    def __init__(self, lines: Sequence[Content]) -> None:
        """Draw lines.

        Args:
            lines: Each without a line break.
        """
        self.lines = lines

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Return a strip for each line."""
        strips = []
        for line in self.lines[:height]:
            parts = line.render(style, end="", parse_style=options.get_style)
            strips.append(Strip([Segment(text, part.rich_style) for text, part in parts], line.cell_length))
        return strips

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the cells of the longest line."""
        return max((line.cell_length for line in self.lines), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the number of lines."""
        return len(self.lines)
