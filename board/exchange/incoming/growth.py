"""Whether numbers are running totals or add to what was sent before: counted as the other, they count twice or vanish.

Words decide. Without them a reference of its own on each row says that it is counted by itself, and numbers that fall
from one moment to the next are no running totals. A time of its own says nothing: somebody may note the running total
at 10:00 and at 12:00. Whatever is left can be either, and is asked.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from board.exchange.incoming import counts, moments
from board.exchange.incoming.constants import Growth
from board.exchange.incoming.evidence import Looked, sums_up
from board.exchange.incoming.findings import Count
from board.exchange.incoming.headings import quoted
from board.exchange.incoming.summing import number_of
from board.locale import _
from board.model.incoming import Cell

ENOUGH_STEPS = 3
"""From one day or time to the next, in all series together."""

SOME_FALL = 0.2
"""Share of the steps: running totals fall too, but seldom, when they are put right."""


class Grows(NamedTuple):
    """Whether numbers are running totals; None where it has to be asked."""

    totals: bool | None
    why: str


def decide(
    looked: Looked, words: Growth, of_counts: Sequence[Count], places: dict[str, int], days: moments.Writing
) -> Grows:
    """Return whether the numbers of a table are running totals.

    Args:
        looked: Its first rows.
        words: What its title, its headers and its file's name say.
        of_counts: Its columns of numbers.
        places: Its other columns by their role.
        days: How its days are written.
    """
    if words.totals and words.increments:
        return Grows(
            None, _("{one} says running totals, {other} says new ones").format(one=words.totals, other=words.increments)
        )
    if words.totals:
        return Grows(True, words.totals)
    if words.increments:
        return Grows(False, words.increments)
    if "ref" in places:
        return Grows(False, _("each row has a reference of its own"))
    rises, falls = _steps(looked, of_counts, places, days)
    falling = falls / (rises + falls) if rises + falls else 0.0
    if words.stand:
        return Grows(None if falling >= SOME_FALL else True, words.stand)
    if rises + falls >= ENOUGH_STEPS and falling >= SOME_FALL:
        return Grows(False, _("the numbers fall from one day to the next, which running totals do not"))
    return Grows(None, _("nothing in the file says it"))


def _steps(
    looked: Looked, of_counts: Sequence[Count], places: dict[str, int], days: moments.Writing
) -> tuple[int, int]:
    """Return how often a number is not below the one before in its series, and how often it is."""
    by = [places[role] for role in ("agency", "provider", "content_type", "stage") if role in places]
    when, clock = places.get("date"), places.get("time")
    writings = {
        count.place: counts.evidence_of(row.cells[count.place] for row in looked.rows).conclude() for count in of_counts
    }
    series: dict[object, list[tuple[str, int]]] = {}
    for row in looked.rows:
        if sums_up(row.cells):
            continue
        at = _order(row.cells, when, clock, days)
        for count in of_counts:
            number = number_of(row.cells[count.place], writings[count.place])
            then = at if count.day is None else _order([count.day], 0, None, days)
            if then and number is not None and not counts.says_nothing(row.cells[count.place]):
                name = (
                    count.place if count.day is None else None,
                    *(quoted(row.cells[place], 80).casefold() for place in by),
                )
                series.setdefault(name, []).append((then, number))
    rises = falls = 0
    for points in series.values():
        points.sort(key=lambda point: point[0])
        for (_at, one), (_later, other) in pairwise(points):
            rises += other >= one
            falls += other < one
    return rises, falls


def _order(cells: Sequence[Cell], when: int | None, clock: int | None, days: moments.Writing) -> str:
    """Return a text that sorts rows by their moment, empty where they have none."""
    if when is None:
        return ""
    meant = moments.day_of(cells[when], days)
    if isinstance(meant, counts.Why):
        return ""
    if isinstance(meant, moments.Day):
        time = moments.time_of(cells[clock], days.zone) if clock is not None else None
        said = time is not None and not isinstance(time, counts.Why)
        return f"{meant.day.isoformat()} {time if said else ''}"
    return meant.isoformat(" ")
