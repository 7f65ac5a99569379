"""The pages of what the ledger has counted: the funnel, the content types, the partners."""

from board.locale import _, days, phrases, words
from board.model.removal_rate import removal_rate
from board.model.situation import ContentPanel, PartnerPanel, Stages, StatementView
from board.model.vocabulary import FUNNEL, ContentType, Stage
from board.ui.widgets.content_panel import OUTCOME_FIRST, apart, headline, unit_of, verb
from board.ui.widgets.wall.cell import Cell
from board.ui.widgets.wall.glyphs import HELD
from board.ui.widgets.wall.page import WallPage
from board.ui.widgets.wall.published import cell_of
from board.ui.widgets.wall.sheet import Band

TOGETHER = 6
"""Tallies in one note."""


class FunnelPage(WallPage):
    """Each stage in large digits, and how much of what was referred was removed."""

    def called(self) -> str:
        """Return what the page is called."""
        return _("the funnel")

    def has_something(self) -> bool:
        """Say whether anything was counted."""
        return bool(self.value.stages)

    def counted(self) -> str:
        """Return as of when the figures are true, and what they count."""
        return _("all content types") + " · " + super().counted()

    def bands(self) -> list[Band]:
        """Return a figure for each stage, then the rate of removal."""
        stages = self.value.stages
        if not stages:
            empty = _("no entries: nothing has been counted on this board")
            return [Band("", (Cell("empty", "", "", empty),))]
        shown = [stage for stage in FUNNEL if stage in stages] + [stage for stage in stages if stage not in FUNNEL]
        cells = [
            Cell(
                stage,
                "",
                phrases.short_quantity(stages[stage]),
                words.stage(stage, number=stages[stage].value),
                in_words(stages, stage) + (self._no_rate() if stage == Stage.REMOVED else ()),
                stages[stage],
            )
            for stage in shown
        ]
        return [Band("", (*cells, *self._rate()))]

    def _no_rate(self) -> tuple[str, ...]:
        """Return why there is no rate of removal, where both of its parts were counted."""
        rate = removal_rate(self.value)
        return (phrases.removed_of_referred(rate),) if rate is not None and rate.per_cent is None else ()

    def _rate(self) -> tuple[Cell, ...]:
        """Return how much of what was referred was removed, and as of when that is true."""
        rate = removal_rate(self.value)
        if rate is None or rate.per_cent is None:
            return ()
        when = self.value.moment.at if self.value.moment else self.value.as_of
        note = _("{rate} of referred as of {time}").format(
            rate=phrases.per_cent(rate.per_cent, rate.removed).replace(" ", HELD),
            time=days.minute(when).replace(" ", HELD),
        )
        number = phrases.per_cent(rate.per_cent, rate.removed, shortly=True)
        return (Cell("rate", "", number, _("removal rate"), (note,), rate.per_cent),)


def in_words(stages: Stages, stage: Stage, unit: ContentType | None = None) -> tuple[str, ...]:
    """Return a tally in words where its number carries a sign: "about 3,313 assessed"."""
    of = stages[stage]
    whole = phrases.quantity(of)
    if whole == phrases.short_quantity(of):
        return ()
    return (f"{whole} {words.stage(stage, unit, of.value)}".replace(" ", HELD),)


def counted_cell(key: str, title: str, panel: ContentPanel | PartnerPanel, before: tuple[str, ...] = ()) -> Cell:
    """Return the outcome of a panel in large digits, below it its share and the other stages.

    Args:
        key: What it is a figure of.
        title: How that is called.
        panel: With at least one tally.
        before: Notes that come first.
    """
    first = headline(panel.stages)
    unit, of = unit_of(panel), panel.shares.get(first)
    about = [*before]
    if of is not None:
        per_cent = phrases.per_cent(of, panel.stages[first])
        about.append(_("{rate} of all {stage}").format(rate=per_cent.replace(" ", HELD), stage=words.stage(first)))
    notes = [*in_words(panel.stages, first, unit), *([" · ".join(about)] if about else [])]
    order = [stage for stage in OUTCOME_FIRST if stage in panel.stages]
    order += [stage for stage in panel.stages if stage not in order]
    tallies = [
        f"{phrases.short_quantity(panel.stages[stage])} {verb(panel, stage)}".replace(" ", HELD)
        for stage in order
        if stage != first
    ]
    notes += [f"{HELD}· ".join(tallies[start : start + TOGETHER]) for start in range(0, len(tallies), TOGETHER)]
    number = phrases.short_quantity(panel.stages[first])
    return Cell(key, title, number, verb(panel, first), tuple(notes), apart(panel))


def numbered(statements: tuple[StatementView, ...]) -> list[StatementView]:
    """Return those statements that have a number."""
    return [said for said in statements if said.quantity is not None]


class TypesPage(WallPage):
    """A figure for each content type; one without says so."""

    def called(self) -> str:
        """Return what the page is called."""
        return _("content types")

    def has_something(self) -> bool:
        """Say whether any content type has a figure."""
        return any(panel.stages or numbered(panel.statements) for panel in self.value.content_types)

    def bands(self) -> list[Band]:
        """Return the content types in their order."""
        return [Band("", tuple(self._cell(panel) for panel in self.value.content_types))]

    def _cell(self, panel: ContentPanel) -> Cell:
        title = words.unit(panel.type)
        if panel.stages:
            return counted_cell(panel.type, title, panel)
        figures = numbered(panel.statements)
        if figures:
            against = (_("≠ {figure}").format(figure=phrases.figure(panel.against)),) if panel.against else ()
            more = (_("and {count} more published").format(count=len(figures) - 1),) if len(figures) > 1 else ()
            return cell_of(panel.type, title, figures[0], before=against, after=more)
        within = panel.within[:1]
        notes = tuple(_("within {figure}").format(figure=phrases.figure(said)) for said in within)
        return Cell(panel.type, title, "", _("no figure published"), notes, apart(panel))


class PartnersPage(WallPage):
    """A figure for each partner, those who counted first; one without says so."""

    def called(self) -> str:
        """Return what the page is called."""
        return _("partners")

    def has_something(self) -> bool:
        """Say whether there are any."""
        return bool(self.value.partners)

    def bands(self) -> list[Band]:
        """Return the partners: who counted, then of whom a figure was published, then the others."""
        order = sorted(self.value.partners, key=lambda panel: (not panel.stages, not numbered(panel.own + panel.says)))
        return [Band("", tuple(self._cell(panel) for panel in order))] if order else []

    def _cell(self, panel: PartnerPanel) -> Cell:
        slug, title = panel.agency.slug, phrases.agency(panel.agency)
        roles = words.roles(panel.roles) or _("no partner of this action")
        if panel.stages:
            return counted_cell(slug, title, panel, (roles,))
        own, says = numbered(panel.own), numbered(panel.says)
        for figures, scope in ((own, _("its own part")), (says, _("says this of the action"))):
            if figures:
                rest = len(own) + len(says) - 1
                more = (_("and {count} more published").format(count=rest),) if rest else ()
                return cell_of(slug, title, figures[0], before=(roles,), after=(scope, *more))
        return Cell(slug, title, "", _("no figure published"), (roles,), apart(panel))
