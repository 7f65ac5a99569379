"""What follows from the board's tallies: units listed together, partners named together, and what is left to do."""

from collections import defaultdict
from collections.abc import Iterable

from board.exchange.checking.known_figures import KnownFigure
from board.model.figure import Quantity, weakest
from board.model.vocabulary import ContentType, Qualifier, Stage


def of_units(figures: Iterable[KnownFigure], units: frozenset[ContentType]) -> list[KnownFigure]:
    """Return the tallies of several units together: "accounts, links and channels"."""
    parts: defaultdict[tuple[object, ...], list[KnownFigure]] = defaultdict(list)
    for figure in figures:
        if figure.said is None and not figure.all_units and figure.units <= units:
            parts[figure.partner, figure.provider, figure.stages].append(figure)
    return [
        ones[0]._replace(units=frozenset(unit for one in ones for unit in one.units), quantity=_sum(ones))
        for ones in parts.values()
        if len(ones) > 1
    ]


def of_partners(figures: Iterable[KnownFigure], partners: frozenset[str]) -> list[KnownFigure]:
    """Return the tallies of several partners together: "the BKA and the Guardia Civil referred"."""
    parts: defaultdict[tuple[object, ...], list[KnownFigure]] = defaultdict(list)
    for figure in figures:
        if figure.said is None and figure.partner is not None and figure.partner.slug in partners:
            parts[figure.provider, figure.units, figure.all_units, figure.stages].append(figure)
    return [
        ones[0]._replace(partner=None, quantity=_sum(ones), parts=tuple(ones))
        for ones in parts.values()
        if len({one.partner for one in ones}) == len(partners)
    ]


def what_is_left(figures: Iterable[KnownFigure]) -> list[KnownFigure]:
    """Return of what was referred or ordered how much was not removed, by each of partner, provider and unit."""
    by_scope: defaultdict[tuple[object, ...], dict[Stage, KnownFigure]] = defaultdict(dict)
    for figure in figures:
        if figure.said is None:
            by_scope[figure.partner, figure.provider, figure.units, figure.all_units][figure.stage] = figure
    found = []
    for tallies in by_scope.values():
        done = tallies.get(Stage.REMOVED)
        for stage in (Stage.REFERRED, Stage.ORDERED):
            asked = tallies.get(stage)
            if asked is None or done is None or asked.quantity.value <= done.quantity.value:
                continue
            exact = {asked.quantity.qualifier, done.quantity.qualifier} == {Qualifier.EXACT}
            found.append(
                asked._replace(
                    stages=frozenset({stage, Stage.REMOVED}),
                    quantity=Quantity(
                        asked.quantity.value - done.quantity.value, Qualifier.EXACT if exact else Qualifier.ABOUT
                    ),
                    parts=(asked, done),
                    less=True,
                )
            )
    return found


def _sum(ones: Iterable[KnownFigure]) -> Quantity:
    quantities = [one.quantity for one in ones]
    return Quantity(sum(one.value for one in quantities), weakest(*(one.qualifier for one in quantities)))
