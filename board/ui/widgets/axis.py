"""The years on one axis, with a mark for every action."""

from textual.content import Content

from board.model.situation import Timeline
from board.ui.drawing import ACCENT, MUTED, fit, text
from board.ui.widgets.drawn import Drawn


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


class Axis(Drawn[Timeline]):
    """Two lines: the marks above the years. Several actions in one place are counted."""

    DEFAULT_CSS = """
    Axis { height: 2; }
    """

    def render(self) -> Content:
        """Draw the marks and the years."""
        width = self.size.width - 2
        known = (row.started_on or row.ended_on for row in self.value.rows if not row.aggregate)
        dates = [date for date in known if date]
        if not dates or width < 20:
            return Content("")
        first = min(int(date[:4]) for date in dates)
        last = max(max(int(date[:4]) for date in dates), self.value.as_of.year)
        marks = [0] * width
        for date in dates:
            marks[place_on_axis(date, first, last, width)] += 1
        years = [" "] * width
        for year in range(first, last + 1):
            start = place_on_axis(f"{year}-01-01", first, last, width)
            for offset, char in enumerate(f"│{year}"):
                if start + offset < width:
                    years[start + offset] = char
        signs = "".join(" " if not count else "●" if count == 1 else str(min(count, 9)) for count in marks)
        return Content("\n").join(
            [fit(text(f" {signs}", ACCENT), width + 2), fit(text(" " + "".join(years), MUTED), width + 2)]
        )
