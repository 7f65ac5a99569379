"""What stands at the edges of everything that leaves the board: with whom it may be shared, and as of when it is."""

from datetime import datetime

from board.exchange import show
from board.locale import _, days, phrases
from board.model.situation import Situation


def banner(situation: Situation, exercise: bool) -> str:
    """Return the marking; of an exercise with that word on both sides."""
    return show.banner(situation._replace(action=situation.action._replace(exercise=exercise)))


def standing(situation: Situation, as_of: datetime | None, edition: str | None) -> str:
    """Return as of when an export is.

    Args:
        situation: What leaves the board.
        as_of: To when it is wound back, else when the last entry of the store was recorded; None for no entries.
        edition: Of the record, as a date.
    """
    if situation.moment is not None:
        return phrases.wound_back(situation.moment)
    if as_of is not None:
        return _("as of {instant}, when the last entry was recorded").format(instant=days.exact_instant(as_of))
    if edition is not None:
        return _("nothing was recorded; the public record is of {day}").format(day=days.day(edition))
    return _("nothing was recorded")
