"""How a figure of a draft stands to one figure of the board, and what such a thing is called."""

from enum import StrEnum
from typing import NamedTuple

from board.exchange.checking.known_figures import KnownFigure
from board.exchange.checking.nearness import Near


class Kind(StrEnum):
    """How a figure of a draft stands to the board; their order is that of `tests/benchmarks/drafts/README.md`."""

    AGREES = "agrees"
    DISPUTED = "disputed"
    OTHER_VERB = "other_verb"
    OTHER_UNIT = "other_unit"
    PART_FOR_WHOLE = "part_for_whole"
    SUM_ACROSS_STAGES = "sum_across_stages"
    QUALIFIER_DROPPED = "qualifier_dropped"
    QUALIFIER_HARDENED = "qualifier_hardened"
    UNKNOWN = "unknown"


RIGHT = (Kind.AGREES, Kind.DISPUTED)
"""The kinds of a figure that somebody gives just so."""


class Match(NamedTuple):
    """How a claim stands to one figure."""

    figure: KnownFigure
    near: Near
    verb: bool
    unit: bool
    scope: bool
    firmness: str | None
    doubtful: bool = False
    """Its unit was carried over from another number, and is not this one's."""

    @property
    def cost(self) -> tuple[int, ...]:
        """How far they are apart: the least first."""
        differs = 5 * (not self.verb) + 4 * (not self.unit) + 3 * (not self.scope) + 2 * (self.firmness is not None)
        figure = self.figure
        return (
            differs + self.doubtful + 6 * (not figure.here),
            self.near != Near.SAME,
            figure.said is not None,
            figure.provider is not None,
            figure.partner is not None,
            figure.all_units,
        )

    @property
    def kind(self) -> Kind:
        """The first of what is wrong, as the rules have it."""
        if not self.verb:
            return Kind.OTHER_VERB
        if not self.unit:
            return Kind.OTHER_UNIT
        if not self.scope:
            return Kind.PART_FOR_WHOLE
        if self.figure.is_sum:
            return Kind.SUM_ACROSS_STAGES
        if self.firmness is not None:
            return Kind.QUALIFIER_DROPPED if self.firmness == "dropped" else Kind.QUALIFIER_HARDENED
        return Kind.DISPUTED if self.figure.against else Kind.AGREES
