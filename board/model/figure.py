"""The arithmetic of figures: what may be added to what, and how firm the sum is."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from board.model.vocabulary import ContentType, Qualifier, Stage


class NotAddable(ValueError):
    """Two figures that may not be added: their stages differ, or their units do and nobody asked for "all"."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count and how firmly it was said."""

    value: int
    qualifier: Qualifier = Qualifier.EXACT

    def __add__(self, other: "Quantity") -> "Quantity":
        """Return the sum, as weak as its weakest part."""
        return Quantity(self.value + other.value, weakest(self.qualifier, other.qualifier))

    def compatible(self, other: "Quantity") -> bool:
        """Say whether one true count could satisfy both, as 133 satisfies "more than 100".

        Nobody says how wide "about" is, so it contradicts nothing by itself.
        """
        if Qualifier.ABOUT in (self.qualifier, other.qualifier):
            return True
        low = max(self._range[0], other._range[0])
        return low <= min(self._range[1], other._range[1])

    @property
    def _range(self) -> tuple[float, float]:
        """The counts this could stand for; "more than 100" is kept as "at least", so 100 itself is let pass."""
        low = 0 if self.qualifier == Qualifier.AT_MOST else self.value
        return low, inf if self.qualifier == Qualifier.AT_LEAST else self.value


def weakest(*qualifiers: Qualifier) -> Qualifier:
    """Return the qualifier of a sum whose parts have these.

    Exact gives way to every other; "at least" and "at most" together leave nothing but "about"; "about" stays.
    Without parts the sum is exact: nothing is exactly nothing.
    """
    kinds = set(qualifiers) - {Qualifier.EXACT}
    if not kinds:
        return Qualifier.EXACT
    return kinds.pop() if len(kinds) == 1 else Qualifier.ABOUT


def upside_down(qualifier: Qualifier) -> Qualifier:
    """Return how firm a count is that is taken off: "at least 5" taken off 100 leaves "at most 95"."""
    turned = {Qualifier.AT_LEAST: Qualifier.AT_MOST, Qualifier.AT_MOST: Qualifier.AT_LEAST}
    return turned.get(qualifier, qualifier)


def share(part: Quantity, whole: Quantity) -> Quantity | None:
    """Return how many per cent of the whole a part is, None of nothing and where it is no part: never above 100.

    It is as firm as both: a whole that is "at least" makes the share "at most".
    """
    if not whole.value or not 0 <= part.value <= whole.value:
        return None
    return Quantity(part.value * 100 // whole.value, weakest(part.qualifier, upside_down(whole.qualifier)))


@dataclass(frozen=True, slots=True)
class Tally:
    """A sum of entries at one stage. `unit` is None only for "all": every unit together, asked for by name."""

    stage: Stage
    unit: ContentType | None
    quantity: Quantity

    def __add__(self, other: "Tally") -> "Tally":
        """Return the sum of two tallies of the same stage and unit.

        Raises:
            NotAddable: The stages differ, or the units do.
        """
        if self.stage != other.stage:
            raise NotAddable(f"{self.stage} and {other.stage} are different stages: they are never added")
        if self.unit != other.unit:
            raise NotAddable(f"{self.unit} and {other.unit} are different units: they add up only to “all”, by name")
        return Tally(self.stage, self.unit, self.quantity + other.quantity)


def all_units(tallies: Iterable[Tally]) -> dict[Stage, Tally]:
    """Return for each stage the sum over every unit: the one place where units meet, and its name says so.

    Raises:
        NotAddable: One of them is such a sum already and would be counted twice.
    """
    values: dict[Stage, int] = {}
    qualifiers: dict[Stage, set[Qualifier]] = {}
    for tally in tallies:
        if tally.unit is None:
            raise NotAddable(f"{tally.stage}: “all” is a sum already")
        values[tally.stage] = values.get(tally.stage, 0) + tally.quantity.value
        qualifiers.setdefault(tally.stage, set()).add(tally.quantity.qualifier)
    return {stage: Tally(stage, None, Quantity(value, weakest(*qualifiers[stage]))) for stage, value in values.items()}
