"""Holding what a draft claims against what the board has: for each figure, whether it agrees and with what."""

from collections.abc import Sequence
from typing import NamedTuple

from board.exchange.checking.claim import Claim
from board.exchange.checking.derived import of_partners, of_units, what_is_left
from board.exchange.checking.known_figures import KnownFigure, KnownFigures
from board.exchange.checking.match import RIGHT, Kind, Match
from board.exchange.checking.nearness import Near, firmness, nearness
from board.exchange.checking.own_words import of_the_named, otherwise
from board.exchange.checking.partner_names import WITHIN
from board.exchange.checking.parts import part_is_meant
from board.model.situation import AgencyView, StatementView
from board.model.vocabulary import ContentType, Qualifier, Role, Stage

MOST_SHOWN = 4
"""Figures that a finding names."""


class Finding(NamedTuple):
    """What came of one figure."""

    claim: Claim
    kind: Kind
    against: tuple[KnownFigure, ...]
    """The figures it was held against, the nearest first; of an unknown number, what the board has there instead."""
    others: tuple[StatementView, ...] = ()
    """What other sources say, where it is disputed."""
    source: AgencyView | None = None
    """Whom the draft names and who said it otherwise: it was held against what that one published."""


_Held = tuple[Kind, tuple[KnownFigure, ...], tuple[StatementView, ...], AgencyView | None]
"""A finding without its claim."""


class Holder:
    """Holds claims against the figures of a board; the same claim is worked out once."""

    def __init__(self, known: KnownFigures) -> None:
        self._known = known
        self._worked_out: dict[tuple[object, ...], _Held] = {}
        self._for_all = {
            panel.agency.slug
            for panel in known.situation.partners
            if {Role.LEAD, Role.COORDINATION, Role.HOST} & set(panel.roles) and not panel.stages
        }
        self._providers = {figure.provider for figure in known.figures if figure.provider}
        self._derived: dict[tuple[object, ...], list[KnownFigure]] = {}
        self._doing = {panel.agency.slug for panel in known.situation.partners}

    def hold(self, claim: Claim) -> Finding:
        """Return how a claim stands to the board."""
        key = (*claim[2:14], claim.words if self._has_parts else None)
        if key not in self._worked_out:
            if len(self._worked_out) > 20_000:
                self._worked_out.clear()
            self._worked_out[key] = self._hold(claim)
        return Finding(claim, *self._worked_out[key])

    @property
    def _has_parts(self) -> bool:
        return any(figure.said is not None for figure in self._known.figures)

    def _hold(self, claim: Claim) -> _Held:
        matches = [match for figure in self._figures(claim) if (match := self._match(claim, figure)) is not None]
        right = [one for one in matches if one.kind in RIGHT]
        if not right or all(not one.figure.here for one in right):
            sums = [match for figure in self._known.sums if (match := self._match_sum(claim, figure)) is not None]
            matches += [one for one in sums if one.near == Near.SAME or not matches]
        if not matches:
            instead = self._instead(claim)
            return (Kind.AGREES if claim.low == claim.high == 0 and not instead else Kind.UNKNOWN), instead, (), None
        matches.sort(key=lambda one: one.cost)
        named = of_the_named(claim.sources, matches)
        unlike = otherwise(named) if not any(one.figure.said is None for one in right) else []
        if unlike:
            return unlike[0].kind, _figures(unlike), (), unlike[0].figure.whose
        best = matches[0]
        if best.kind in RIGHT:
            same = [one for one in matches if one.kind in RIGHT and one.figure.here == best.figure.here]
            ledger = [one for one in same if one.figure.said is None]
            disputed = [one for one in same if one.kind == Kind.DISPUTED]
            if not ledger and disputed:
                agreeing = {one.figure.said for one in same}
                others = tuple(
                    dict.fromkeys(other for one in disputed for other in one.figure.against if other not in agreeing)
                )
                firm = claim.said.qualifier or Qualifier.EXACT
                own = [one for one in disputed if one in named]
                own.sort(key=lambda one: one.figure.quantity.qualifier != firm)
                return Kind.DISPUTED, _figures(own + disputed + same), others or disputed[0].figure.against, None
            return Kind.AGREES, _figures(ledger or same), (), None
        alike = [one for one in matches if one.kind == best.kind and one.cost[0] == best.cost[0]]
        return best.kind, _figures(alike), (), None

    def _figures(self, claim: Claim) -> Sequence[KnownFigure]:
        """Return the figures a claim is held against: those known, and what follows from them where it says so."""
        listed = claim.units if claim.listed else None
        key = (listed, claim.jointly, claim.left)
        if key not in self._derived:
            known = self._known.figures
            found = of_units(known, listed) if listed else []
            found += of_partners(known, claim.jointly) if claim.jointly else []
            found += what_is_left(known) if claim.left else []
            self._derived[key] = found
        return [*self._known.figures, *self._derived[key]]

    def _match(self, claim: Claim, figure: KnownFigure) -> Match | None:
        near = nearness(claim.low, claim.high, claim.said, figure.quantity.value)
        if near == Near.NOT:
            return None
        unit = _same_unit(claim, figure)
        undone = figure.less or bool(figure.stages & _UNDONE)
        verb = bool(claim.stages & figure.stages) or (not claim.stages and (undone or not claim.left))
        match = Match(
            figure,
            near,
            verb,
            unit or claim.carried,
            self._same_scope(claim, figure),
            firmness(claim.said, claim.low, figure.quantity),
            doubtful=not unit,
        )
        wrong = (not match.verb) + (not match.unit) + (not match.scope)
        if not figure.here and (wrong or near != Near.SAME or not _is_plain(claim, figure)):
            return None
        if near == Near.ROUNDED and (wrong > 1 or (wrong and claim.low < 100)):
            return None
        if wrong and figure.quantity.value < 100 and (wrong > 1 or claim.units is None or _counts_part(claim, figure)):
            return None  # so small a number is met by chance
        return match

    def _match_sum(self, claim: Claim, figure: KnownFigure) -> Match | None:
        near = nearness(claim.low, claim.high, claim.said, figure.quantity.value)
        if near == Near.NOT or (
            near == Near.ROUNDED and abs(claim.low - figure.quantity.value) > figure.quantity.value * 0.01
        ):
            return None
        if figure.quantity.value < 100 or (near == Near.ROUNDED and not figure.stages <= _ADDED):
            return None
        unit = _same_unit(claim, figure) or figure.said is not None
        scope = self._same_scope(claim, figure) or (figure.said is not None)
        if not (unit and scope):
            return None
        return Match(figure, near, True, unit, scope, None)

    def _same_scope(self, claim: Claim, figure: KnownFigure) -> bool:
        """Say whether a figure is whose the draft says it is."""
        does = set(claim.does)
        providers = does & self._providers
        partners = (does - providers) & self._doing
        if figure.said is not None:
            return self._same_share(claim, figure.said, does)
        if figure.partner is not None:
            own = figure.partner.slug
            if partners and own not in partners and WITHIN.get(own) not in partners:
                return False
            if not partners and own not in claim.named and WITHIN.get(own) not in claim.named:
                return False
        elif partners - self._for_all or does - self._providers - self._doing:
            return False
        if figure.provider is not None:
            return figure.provider in (providers or claim.named)
        return not providers

    def _same_share(self, claim: Claim, said: StatementView, does: set[str]) -> bool:
        if said.share_of is not None and said.stage in _OF_PARTNERS:
            own = said.share_of.slug
            return (
                own in does
                or (own in claim.named and not does - {own, said.agency.slug} - self._for_all)
                or own == said.subject
            )
        if said.part is not None and not part_is_meant(said.part, claim, said.unit):
            return False
        others = {slug for slug in does if slug in self._doing and slug not in self._for_all}
        return (
            not others
            or said.agency.slug in does
            or not said.of_the_whole
            or said.stage not in _OF_PARTNERS
            or bool({WITHIN.get(slug) for slug in others} & {said.agency.slug})
        )

    def _instead(self, claim: Claim) -> tuple[KnownFigure, ...]:
        """Return what the board has where a draft gives a number it does not know."""
        alike = [
            figure
            for figure in self._known.figures
            if figure.here
            and claim.stages & figure.stages
            and _same_unit(claim, figure)
            and claim.units is not None
            and self._same_scope(claim, figure)
        ]
        alike.sort(key=lambda one: abs(one.quantity.value - claim.low))
        return tuple(alike[:2])


_OF_PARTNERS = frozenset(
    {Stage.REFERRED, Stage.REMOVED, Stage.ASSESSED, Stage.DISABLED, Stage.SUSPENDED, Stage.BLOCKED}
)


_UNDONE = frozenset({Stage.HELD, Stage.REFUSED})
"""Of what is at these stages it is truly said that it was not referred, or not removed."""


_ADDED = frozenset({Stage.REFERRED, Stage.ORDERED, Stage.REMOVED, Stage.DISABLED, Stage.SUSPENDED, Stage.BLOCKED})
"""Stages that are added in drafts; of others a rounded sum is met by chance."""


def _is_plain(claim: Claim, figure: KnownFigure) -> bool:
    """Say whether a draft says enough of a number to mean the figure of another action."""
    said = (claim.units is not None and not claim.carried) + bool(claim.stages)
    return said == 2 or (said == 1 and figure.quantity.value >= 100)


def _counts_part(claim: Claim, figure: KnownFigure) -> bool:
    """Say whether a small number is of quite another sort: countries are no servers."""
    ledger = {unit in _STATEMENT_UNITS for unit in figure.units}
    claimed = {unit in _STATEMENT_UNITS for unit in claim.units or ()}
    return not claimed or ledger != claimed


_STATEMENT_UNITS = frozenset(
    {ContentType.COUNTRY, ContentType.PROVIDER, ContentType.LANGUAGE, ContentType.PERSON, ContentType.ACTIVATION}
)


def _same_unit(claim: Claim, figure: KnownFigure) -> bool:
    """Say whether a draft counts what a figure counts."""
    units = claim.units
    if units is None:
        return True
    if not units:
        return False
    if figure.all_units:
        return ContentType.ITEM in units
    if figure.said is not None and ContentType.ITEM in units and figure.said.unit == ContentType.ITEM:
        return True
    if len(figure.units) > 1:
        return units >= figure.units or (len(units) > 1 and units <= figure.units)
    if claim.listed and figure.said is None:
        return units == figure.units
    return bool(units & figure.units)


def _figures(matches: Sequence[Match]) -> tuple[KnownFigure, ...]:
    return tuple(dict.fromkeys(one.figure for one in matches))[:MOST_SHOWN]
