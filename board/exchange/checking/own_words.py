"""What the one whom a draft names gave itself of a figure: in its own words, and only then in those of the press."""

from collections.abc import Iterable, Sequence

from board.exchange.checking.known_figures import KnownFigure
from board.exchange.checking.match import RIGHT, Match
from board.exchange.checking.partner_names import WITHIN


def of_the_named(sources: Iterable[str], matches: Iterable[Match]) -> list[Match]:
    """Return the matches with what those who are named published, or counted as partners, in the given order.

    Args:
        sources: Who is named, by slug; what an agency's unit said is its own as well, and the other way round.
        matches: With the figures of everybody.
    """
    named = set(sources)
    named |= {WITHIN[slug] for slug in named if slug in WITHIN}
    return [one for one in matches if named & _givers(one.figure)] if named else []


def otherwise(named: Sequence[Match]) -> list[Match]:
    """Return how those who are named give a figure where none of them gives it just so, the nearest first.

    Any of their statements that says exactly so suffices. Where none does, their own words go before what the press
    reports of them; nothing is returned where they give no such number.
    """
    if any(one.kind in RIGHT for one in named):
        return []
    told = [one for one in named if one.figure.here and one.scope and not one.figure.parts]
    told.sort(key=lambda one: (one.figure.said is not None and one.figure.said.from_press, one.cost))
    return [one for one in told if one.kind == told[0].kind]


def _givers(figure: KnownFigure) -> set[str]:
    """Return who gives a figure, with those whose unit that is."""
    agencies = [figure.partner, figure.said.agency if figure.said is not None else None]
    own = {one.slug for one in agencies if one is not None}
    return own | {WITHIN[slug] for slug in own if slug in WITHIN}
