"""Columns and rows that sum up others: counted beside them, everything would count twice."""

from collections.abc import Sequence

from board.exchange.incoming import counts
from board.exchange.incoming.columns import Meant
from board.exchange.incoming.evidence import Looked, sums_up
from board.exchange.incoming.headings import Heading, quoted
from board.locale import _
from board.model.incoming import Cell

ENOUGH_ROWS = 3
"""Rows of which each must add up, in two columns or more, before a column that no name gives away is left out."""


def one_of_each_pair(
    names: tuple[str, ...], headings: Sequence[Heading], meant: list[Meant], notices: list[str]
) -> None:
    """Leave out the running total of what another column counts day by day, and say so.

    Args:
        names: Of the columns.
        headings: What they say.
        meant: What each column means; changed.
        notices: Added to.
    """
    fresh = {
        (one.stage, one.content_type)
        for place, one in enumerate(meant)
        if one.role in ("count", "quantity") and headings[place].new and not headings[place].cumulative
    }
    for place, one in enumerate(meant):
        says = headings[place]
        if one.role not in ("count", "quantity") or one.told or says.new or not says.cumulative:
            continue
        if (one.stage, one.content_type) in fresh:
            meant[place] = one._replace(role="ignore", why=_("it is the running total of another column"))
            notices.append(
                _("the column {name} is left out: it is the running total of another column").format(
                    name=quoted(names[place])
                )
            )


def leave_out_sums(names: tuple[str, ...], looked: Looked, meant: list[Meant], notices: list[str]) -> None:
    """Leave out the columns that sum up others, and say so; one that does not add up is said to.

    Args:
        names: Of the columns.
        looked: What their cells show.
        meant: What each column means; changed.
        notices: Added to.
    """
    counting = [place for place, one in enumerate(meant) if one.role == "count"]
    if not counting:
        return
    rows = [row for row in looked.rows if not sums_up(row.cells)]
    numbers = {
        place: _numbers([row.cells[place] for row in rows])
        for place, one in enumerate(meant)
        if one.role in ("count", "sum", "quantity", "unknown") and looked.columns[place].is_counted
    }
    for place, one in enumerate(meant):
        if one.told or place not in numbers:
            continue
        named = one.role == "sum"
        if not named and not (one.role in ("unknown", "quantity") or one.content_type == "item"):
            continue
        parts = [
            other
            for other in counting
            if other != place
            and other in numbers
            and meant[other].role == "count"
            and (one.stage is None or meant[other].stage in (None, one.stage))
        ]
        if not parts:
            continue
        off, telling = _compared(numbers[place], [numbers[part] for part in parts])
        if named and off:
            say = _("the column {name} is left out as a sum of others, but in {rows} of its rows it is not their sum")
            notices.append(say.format(name=quoted(names[place]), rows=off))
        elif named or (off == 0 and telling >= ENOUGH_ROWS):
            notices.append(
                _("the column {name} is left out: it sums up others, which are counted").format(
                    name=quoted(names[place])
                )
            )
        else:
            continue
        meant[place] = one._replace(role="ignore", why=_("it sums up others"), question=None)


def _numbers(cells: list[Cell]) -> list[int | None]:
    writing = counts.evidence_of(cells).conclude()
    return [number_of(cell, writing) for cell in cells]


def number_of(cell: Cell, writing: counts.Writing) -> int | None:
    """Return the number in a cell, 0 where it reports nothing, None where it is none."""
    if counts.says_nothing(cell):
        return 0
    amount = counts.read(cell, writing)
    return amount.quantity if isinstance(amount, counts.Amount) else None


def _compared(sums: list[int | None], parts: list[list[int | None]]) -> tuple[int, int]:
    """Return in how many rows a column is not the sum of others, and in how many that tells something."""
    off = telling = 0
    for row, whole in enumerate(sums):
        summands = [part[row] or 0 for part in parts]
        if whole is None or whole != sum(summands):
            off += 1
        elif sum(1 for one in summands if one) > 1:
            telling += 1
    return off, telling
