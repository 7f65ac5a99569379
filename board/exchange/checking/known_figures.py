"""Every figure the board has, each with its stage, unit, qualifier, date and who says so."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from board.exchange.show import rfc3339
from board.locale import _, days, phrases, punctuation, words
from board.model.disagreement import contradictions
from board.model.figure import Quantity, weakest
from board.model.situation import AgencyView, DisagreementView, Situation, StatementView
from board.model.vocabulary import LEDGER_STAGES, ContentType, Drift, Stage
from board.model.wanted import PartnerOf, SituationOf, StatementsOf, TimelineOfAll
from board.store.reader import Reader

_DISPUTES = frozenset({Drift.STAGE, Drift.UNIT, Drift.QUALIFIER, Drift.QUANTITY})


class KnownFigure(NamedTuple):
    """A figure of the board: a tally of its ledger, a published statement, or a sum that is none."""

    stages: frozenset[Stage]
    """One; of a sum across stages those it is made of."""
    units: frozenset[ContentType]
    """One; several where they are counted together under one name."""
    quantity: Quantity
    all_units: bool = False
    """It counts every unit together, as items."""
    partner: AgencyView | None = None
    provider: str | None = None
    said: StatementView | None = None
    """The statement; None for a tally."""
    against: tuple[StatementView, ...] = ()
    """What other sources say instead."""
    here: bool = True
    """It is of the action that is asked for."""
    action: str = ""
    as_of: str = ""
    parts: tuple["KnownFigure", ...] = ()
    """Of what was added, or of what the second was taken off the first."""
    less: bool = False
    """The second part was taken off the first."""

    @property
    def is_sum(self) -> bool:
        """Whether stages were added, which the board never does."""
        return len(self.stages) > 1 and not self.less

    @property
    def stage(self) -> Stage:
        """The stage of a figure that is no sum."""
        return next(iter(self.stages))

    @property
    def whose(self) -> AgencyView | None:
        """Who published it, or counted it as a partner; None for a tally of all."""
        return self.said.agency if self.said is not None else self.partner

    def in_words(self) -> str:
        """Return the figure in a line: what was counted, how firmly, and who says so."""
        if self.parts:
            return (" − " if self.less else " + ").join(part.in_words() for part in self.parts)
        if self.said is not None:
            who = phrases.agency(self.said.agency)
            of = "" if self.here else _("of {action}, ").format(action=self.action)
            said = punctuation.one_by_one([f"{of}{who}, {days.as_of(self.said)}", self.said.source.publisher])
            return f"{phrases.figure(self.said)} ({said})"
        count = self.quantity.value
        units = ", ".join(words.unit(one, count) for one in sorted(self.units))
        unit = _("items (all units)") if self.all_units else units
        whose = [self.partner.slug] if self.partner else []
        whose += [_("on {provider}").format(provider=self.provider)] if self.provider else []
        scope = " ".join(whose) or _("all partners")
        one_kind = next(iter(self.units)) if len(self.units) == 1 and not self.all_units else None
        done = words.stage(self.stage, one_kind, count)
        counted = f"{phrases.quantity(self.quantity)} {unit} {done}"
        return _("{counted} (ledger, {scope}, as of {instant})").format(
            counted=counted, scope=scope, instant=self.as_of
        )

    def entries(self) -> str:
        """Return the filter of `board ledger` that lists the entries behind a tally, "" for all of them."""
        parts = [f"@{self.partner.slug}"] if self.partner else []
        parts += [] if self.all_units or len(self.units) != 1 else [str(next(iter(self.units)))]
        parts += [str(stage) for stage in self.stages] if len(self.stages) == 1 else []
        parts += [f"on {self.provider}"] if self.provider else []
        return " ".join(parts)


class KnownFigures(NamedTuple):
    """What a draft is held against."""

    situation: Situation
    figures: tuple[KnownFigure, ...]
    sums: tuple[KnownFigure, ...]
    """What comes out where stages are added: no figures, but known when they are met."""


def known_figures(reader: Reader, action: str | None) -> KnownFigures:
    """Return every figure the board has: of an action first, then what was published of all others.

    Args:
        reader: Of the store, wound back if it is asked for.
        action: Slug; None for the newest ongoing one.

    Raises:
        Refused: There is no such action, or the store cannot be read.
    """
    situation = reader.read(SituationOf(action))
    slug = situation.action.slug
    tallies = _tallies(reader, situation)
    figures = list(tallies)
    figures += _statements(situation.statements, situation.disagreements, slug, here=True)
    others = () if situation.action.exercise else reader.read(TimelineOfAll()).rows  # an invented number is no real one
    for row in others:
        if row.slug != slug and row.statements:
            file = reader.read(StatementsOf(row.slug))
            disputes = contradictions(file.statements, file.disagreements)[0]
            figures += _statements(file.statements, disputes, row.slug, here=False)
    return KnownFigures(situation, tuple(figures), tuple(_sums(figures)))


def _tallies(reader: Reader, situation: Situation) -> list[KnownFigure]:
    """Return the ledger's tallies, by each of partner, provider and unit, and by all of each together."""
    action, as_of = situation.action.slug, rfc3339(situation.as_of)
    sums: defaultdict[tuple[str | None, str | None, ContentType | None, Stage], list[Quantity]] = defaultdict(list)
    agencies: dict[str, AgencyView] = {}
    for panel in situation.partners:
        if not panel.stages:
            continue
        partner = panel.agency.slug
        agencies[partner] = panel.agency
        for cell in reader.read(PartnerOf(action, partner)).cells:
            providers = {None, cell.provider.slug if cell.provider else None}
            for stage, quantity in cell.stages.items():
                for provider in providers:
                    for unit in (cell.content_type, None):
                        for whose in (partner, None):
                            sums[whose, provider, unit, stage].append(quantity)
    found = []
    for (whose, provider, unit, stage), quantities in sums.items():
        total = Quantity(sum(one.value for one in quantities), weakest(*(one.qualifier for one in quantities)))
        if total.value > 0:
            found.append(
                KnownFigure(
                    frozenset({stage}),
                    frozenset({unit or ContentType.ITEM}),
                    total,
                    all_units=unit is None,
                    partner=agencies[whose] if whose else None,
                    provider=provider,
                    action=action,
                    as_of=as_of,
                )
            )
    return found


def _statements(
    statements: Iterable[StatementView], disputes: Iterable[DisagreementView], action: str, *, here: bool
) -> list[KnownFigure]:
    real = [one for one in disputes if not one.caution and _DISPUTES & set(one.drifts)]
    found = []
    for said in statements:
        if said.quantity is None:
            continue
        against = [
            other
            for dispute in real
            if said in dispute.statements
            for other in dispute.statements
            if other != said and other.quantity is not None and _differ(said, other)
        ]
        found.append(
            KnownFigure(
                frozenset({said.stage}),
                frozenset(said.of) or frozenset({said.unit}),
                said.quantity,
                partner=said.share_of,
                said=said,
                against=tuple(
                    sorted(dict.fromkeys(against), key=lambda one: (one.stage == said.stage, one.from_press, one.slug))
                ),
                here=here,
                action=action,
                as_of=said.as_of or "",
            )
        )
    return found


def _differ(said: StatementView, other: StatementView) -> bool:
    return (said.stage, said.unit, set(said.of), said.quantity) != (
        other.stage,
        other.unit,
        set(other.of),
        other.quantity,
    )


_EARLY = frozenset({Stage.ASSESSED, Stage.DETECTED})


def _sums(figures: list[KnownFigure]) -> list[KnownFigure]:
    """Return what comes out where two or three stages of the same units are added, of a partner or of all."""
    groups: defaultdict[tuple[object, ...], list[KnownFigure]] = defaultdict(list)
    for one in figures:
        if not one.here:
            continue
        if one.said is None:
            key: tuple[object, ...] = (one.partner, one.provider, one.units, one.all_units)
        elif one.stage in LEDGER_STAGES and one.said.part is None and one.quantity.value >= 100:
            key = ("statements",)
        else:
            continue
        groups[key].append(one)
    found: dict[tuple[object, ...], KnownFigure] = {}
    for key, members in groups.items():
        for parts in _combinations(members, triples=key != ("statements",)):
            value = sum(part.quantity.value for part in parts)
            sum_key = (value, parts[0].units, parts[0].all_units, parts[0].partner, parts[0].provider)
            found.setdefault(
                sum_key,
                parts[0]._replace(
                    stages=frozenset(part.stage for part in parts),
                    quantity=Quantity(value, weakest(*(part.quantity.qualifier for part in parts))),
                    parts=parts,
                    against=(),
                ),
            )
    return list(found.values())


def _combinations(members: list[KnownFigure], *, triples: bool) -> Iterable[tuple[KnownFigure, ...]]:
    from itertools import combinations

    small = members[:24]
    for size in (2, 3) if triples else (2,):
        for parts in combinations(small, size):
            if len({part.stage for part in parts}) == size and not (
                size == 3 and _EARLY & {part.stage for part in parts}
            ):
                yield parts
