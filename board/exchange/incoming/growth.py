"""Whether numbers are running totals or add to what was sent before: counted as the other, they count twice or vanish.

Words decide. Without them a reference of its own on each row says that it is counted by itself, and numbers that fall
from day to day are no running totals. Whatever is left can be either, and is asked.
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
"""From one day to the next, in all series together."""

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
    rises, falls, timed = _steps(looked, of_counts, places, days)
    falling = falls / (rises + falls) if rises + falls else 0.0
    if words.stand:
        return Grows(None if falling >= SOME_FALL else True, words.stand)
    if rises + falls >= ENOUGH_STEPS and falling >= SOME_FALL:
        return Grows(False, _("the numbers fall from one day to the next, which running totals do not"))
    if timed and rises + falls < ENOUGH_STEPS:
        return Grows(False, _("each row has a time of its own"))
    if timed and falls:
        return Grows(False, _("each row has a time of its own"))
    return Grows(None, _("nothing in the file says it"))


def _steps(
    looked: Looked, of_counts: Sequence[Count], places: dict[str, int], days: moments.Writing
) -> tuple[int, int, bool]:
    """Return how often a number is not below the one before in its series, how often it is, and if all are timed."""
    by = [places[role] for role in ("agency", "provider", "content_type", "stage") if role in places]
    when, clock = places.get("date"), places.get("time")
    writings = {
        count.place: counts.evidence_of(row.cells[count.place] for row in looked.rows).conclude() for count in of_counts
    }
    series: dict[object, list[tuple[str, int]]] = {}
    instants: set[str] = set()
    rows = timed = 0
    for row in looked.rows:
        if sums_up(row.cells):
            continue
        rows += 1
        at, has_time = _order(row.cells, when, clock, days)
        if has_time:
            timed += 1
            instants.add(at)
        for count in of_counts:
            number = number_of(row.cells[count.place], writings[count.place])
            if at and number is not None and not counts.says_nothing(row.cells[count.place]):
                name = (count.place, *(quoted(row.cells[place], 80).casefold() for place in by))
                series.setdefault(name, []).append((at, number))
    rises = falls = 0
    for points in series.values():
        points.sort(key=lambda point: point[0])
        for (_at, one), (_later, other) in pairwise(points):
            rises += other >= one
            falls += other < one
    return rises, falls, rows > 0 and timed == rows and len(instants) * 2 > rows


def _order(cells: Sequence[Cell], when: int | None, clock: int | None, days: moments.Writing) -> tuple[str, bool]:
    """Return a text that sorts rows by their moment, empty where they have none, and whether it has a time."""
    if when is None:
        return "", False
    meant = moments.day_of(cells[when], days)
    if isinstance(meant, counts.Why):
        return "", False
    if isinstance(meant, moments.Day):
        time = moments.time_of(cells[clock], days.zone) if clock is not None else None
        said = time is not None and not isinstance(time, counts.Why)
        return f"{meant.day.isoformat()} {time if said else ''}", said
    return meant.isoformat(" "), True
