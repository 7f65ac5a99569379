"""Wide sheets whose columns are days or providers: what is counted in them is named by the head and by the row."""

from collections.abc import Sequence

from board.exchange.incoming import moments
from board.exchange.incoming.columns import Meant
from board.exchange.incoming.counts import Why
from board.exchange.incoming.evidence import Looked
from board.exchange.incoming.findings import Count
from board.exchange.incoming.known import Directory
from board.exchange.incoming.orders import possible_orders
from board.locale import _

ENOUGH = 2
"""Columns of one kind; a single one that is called "Telegram" may be anything."""


def counted_by_head(names: Sequence[str], looked: Looked, meant: list[Meant], providers: Directory) -> None:
    """Let the columns of numbers that are headed by days, or by providers, be counts of that day or provider.

    Only where no other column counts anything, and no column of its own says what the heads say.

    Args:
        names: Of the columns.
        looked: What their cells show.
        meant: What each column means; changed.
        providers: Where their names are looked for.
    """
    roles = {one.role for one in meant}
    if {"count", "quantity", "address"} & roles:
        return
    free = [
        place
        for place, one in enumerate(meant)
        if one.role == "unknown" and not one.told and one.question is None and looked.columns[place].may_count
    ]
    days = [place for place in free if _is_day(names[place])] if "date" not in roles else []
    named = [place for place in free if providers.knows(names[place])] if "provider" not in roles else []
    if len(days) >= ENOUGH and not named:
        for place in days:
            meant[place] = meant[place]._replace(role="count", why=_("its name is a day"), day=names[place])
    elif len(named) >= ENOUGH and not days:
        for place in named:
            slug = providers.find(names[place]).slug
            meant[place] = meant[place]._replace(role="count", why=_("its name is a provider"), provider=slug)


def _is_day(name: str) -> bool:
    """Say whether a name is a day and nothing else, in whatever order; a number alone is none."""
    if not name or len(name) > moments.LONGEST_MOMENT or name.isdigit():
        return False
    return bool(possible_orders(name)) or not isinstance(moments.day_of(name, moments.Writing()), Why)


def days_shown(heads: Sequence[str]) -> moments.Evidence | None:
    """Return what heads show of how they write days, None where none is a day."""
    shown = moments.Evidence()
    for head in heads:
        shown.see(head)
    return shown if heads else None


def suffix_of(count: Count, days: moments.Writing) -> str:
    """Return what tells the reference of a count apart from those of the other counts of its row.

    Args:
        count: One of several of a row.
        days: How the heads write days; it is written here as ISO 8601 does, so that another spelling is no other day.
    """
    day = None if count.day is None else moments.day_of(count.day, days)
    written = None if day is None or isinstance(day, Why) else str(day.day if isinstance(day, moments.Day) else day)
    return f" {':'.join(part for part in (count.stage, count.content_type, count.provider, written) if part)}"
