"""The situation of an action as a document: what stands in it, in words, whatever it is written as.

Every figure carries its verb, its unit, its qualifier, as of when it is, and who says so.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from board.exchange.outgoing.paper import Figure, Group, Paper, Section
from board.exchange.outgoing.standing import banner, standing
from board.locale import _, days, phrases, punctuation, reports, words
from board.model.beside import beside
from board.model.figure import Quantity
from board.model.pulse import Pulse
from board.model.removal_rate import removal_rate
from board.model.situation import DisagreementView, PartnerPanel, SourceView, Stages, StatementView
from board.model.vocabulary import FUNNEL, ContentType, Stage
from board.store.outgoing import Document, Total


def paper_of(of: Document) -> Paper:
    """Return the document of a situation."""
    action = of.situation.action
    edge = banner(of.situation, of.exercise)
    when = standing(of.situation, of.as_of, of.edition)
    head = _("head of the ledger: {head}").format(head=of.situation.head or reports.short_head(None))
    end = [when, head]
    if of.exercise:
        end.insert(0, phrases.exercise_line())
    return Paper(
        language=language(),
        edge=edge,
        title=action.name,
        facts=tuple(_facts(of, when)),
        sections=tuple(_sections(of)),
        end=tuple(end),
    ).clipped()


def language() -> str:
    """Return the language that the board speaks (ISO 639-1)."""
    # the code of the language of this catalog: "fr" in the French one
    return _("en")


def _facts(of: Document, when: str) -> Iterator[tuple[str, str]]:
    action = of.situation.action
    yield _("situation"), when
    yield _("dates"), days.action_dates(of.situation.action_as_counted())
    for name, text in (
        (_("place"), action.place),
        (_("objective"), action.objective),
        (_("command post"), action.command_post),
    ):
        if text:
            yield name, text
    for hit in action.hits:
        yield _("hit"), f"{words.target(hit.target)} ({hit.words})"
    yield _("ledger"), phrases.entries(of.situation.entries)
    yield _("head"), of.situation.head or reports.short_head(None)


def _sections(of: Document) -> Iterator[Section]:
    yield Section(_("Funnel"), (_funnel(of),))
    if of.pulse is not None:
        yield Section(_("Curves"), (Group("", (_curves_say(of.pulse),)),), pulse=of.pulse)
    yield Section(_("Published figures, and where they disagree"), tuple(_published(of)))
    yield Section(_("Content types"), tuple(_content_types(of)))
    yield Section(_("Partners"), tuple(_partner(of, panel) for panel in of.situation.partners))
    yield Section(_("Providers"), tuple(_providers(of)))
    yield _corrections(of)
    sources = _sources(of)
    if sources:
        yield Section(_("Sources"), points=sources)


def _funnel(of: Document) -> Group:
    stages = of.situation.stages
    if not stages:
        return Group("", (_("no entries"),))
    missing = [words.stage(stage) for stage in FUNNEL if stage not in stages]
    known = removal_rate(of.situation)
    rate = () if known is None else (phrases.removed_of_referred(known),)
    said = (_("nothing counted: {stages}").format(stages=", ".join(missing)),) if missing else ()
    return Group(
        "",
        said,
        tuple(
            _tally(of, quantity, None, stage, _who(of, (one for one in of.totals if one.stage == stage)))._replace(
                more=rate if stage == Stage.REMOVED else ()
            )
            for stage, quantity in stages.items()
        ),
    )


def _curves_say(pulse: Pulse) -> str:
    """Return what the curves show."""
    return _("what had been counted by then, all content types, {clock}; {start} to {end}").format(
        clock=words.clock(pulse.clock),
        start=days.instant(pulse.start),
        end=days.instant(_end(pulse)),
    )


def _end(pulse: Pulse) -> datetime:
    return pulse.cursor or pulse.as_of


def _tally(of: Document, quantity: Quantity, unit: ContentType | None, stage: Stage, who: str) -> Figure:
    """Return a tally of the ledger; None is every unit together, which says so by name."""
    what = (
        _("{stage}, all content types").format(stage=words.stage(stage))
        if unit is None
        else f"{words.unit(unit, quantity.value)} {words.stage(stage, unit, quantity.value)}"
    )
    as_of = _("as of {day}").format(day=days.exact_instant(of.as_of)) if of.as_of is not None else ""
    return Figure(phrases.quantity(quantity), what, as_of, who)


def _who(of: Document, totals: Iterable[Total]) -> str:
    """Return that the ledger says so, and whose entries."""
    names = {panel.agency.slug: phrases.agency(panel.agency) for panel in of.situation.partners}
    counted = dict.fromkeys(one.agency for one in totals)
    return _ledger(sorted(names.get(slug, slug) for slug in counted))


def _ledger(names: Iterable[str]) -> str:
    return _("the ledger: {names}").format(names=", ".join(names))


def _content_types(of: Document) -> Iterator[Group]:
    for panel in of.situation.content_types:
        figures = tuple(
            _tally(
                of,
                quantity,
                panel.type,
                stage,
                _who(of, (one for one in of.totals if (one.content_type, one.stage) == (panel.type, stage))),
            )
            for stage, quantity in panel.stages.items()
        )
        yield _group(words.unit(panel.type), figures, panel.statements)


def _group(title: str, tallies: tuple[Figure, ...], published: Iterable[StatementView], late: str = "") -> Group:
    """Return what was counted, or, where nothing was, what was published."""
    said = (late,) if late else ()
    if tallies:
        return Group(title, said, tallies)
    figures = tuple(_statement(one) for one in published if one.quantity is not None)
    if figures:
        return Group(title, (*said, _("nothing counted; published:")), figures)
    return Group(title, (*said, _("no figure published")))


def _partner(of: Document, panel: PartnerPanel) -> Group:
    name = phrases.agency(panel.agency)
    title = " · ".join(filter(None, [name, words.roles(panel.roles)]))
    figures = tuple(
        _tally(of, quantity, unit, stage, _ledger([name]))
        for unit, stages in _by_unit(panel.types)
        for stage, quantity in stages.items()
    )
    late = phrases.lag(panel.lag) if panel.lag is not None else ""
    return _group(title, figures, panel.own + panel.says, late)


def _by_unit(types: dict[ContentType, Stages]) -> list[tuple[ContentType, Stages]]:
    order = list(ContentType)
    return sorted(types.items(), key=lambda pair: order.index(pair[0]))


def _providers(of: Document) -> Iterator[Group]:
    if not of.situation.providers:
        yield Group("", (_("nothing was counted on a provider by name"),))
    for provider in of.situation.providers:
        yield Group(
            provider.slug,
            (),
            tuple(
                _tally(
                    of,
                    quantity,
                    None,
                    stage,
                    _who(of, (one for one in of.totals if (one.provider, one.stage) == (provider.slug, stage))),
                )
                for stage, quantity in provider.stages.items()
            ),
        )


def _published(of: Document) -> Iterator[Group]:
    if not of.situation.statements:
        yield Group("", (_("no figure published"),))
    else:
        yield Group("", (), tuple(_statement(said, of) for said in of.situation.statements))
    for title, mark, known in (
        (_("where sources disagree"), "≠", of.situation.disagreements),
        (_("not to be compared or added"), "!", of.situation.cautions),
    ):
        for dispute in known:
            said = f"{mark} {phrases.about(dispute)} ({words.drifts(dispute.drifts)})"
            yield _dispute(punctuation.labelled(title, said), dispute)


def _dispute(title: str, dispute: DisagreementView) -> Group:
    said = (dispute.note,) if dispute.note else ()
    return Group(title, said, tuple(_statement(one) for one in dispute.statements))


def _statement(said: StatementView, of: Document | None = None) -> Figure:
    """Return a published figure; with its wording, its note and how the ledger stands to it where `of` is given."""
    more: list[str] = []
    if of is not None:
        if said.quantity is not None:
            more.append(phrases.quote(said))
        held = beside(said, of.situation)
        if held is not None and of.as_of is not None:
            as_of = _("as of {day}").format(day=days.exact_instant(of.as_of))
            more.append(f"{phrases.held_against(held)} ({as_of})")
        if said.note:
            more.append(said.note)
    what = phrases.counted(said) if said.quantity is not None else phrases.without_number(said)
    return Figure(
        phrases.said_quantity(said),
        what + phrases.reserve(said),
        days.counted_period(said),
        f"{phrases.agency(said.agency)} · {_origin(said.source)}",
        tuple(more),
    )


def _origin(of: SourceView) -> str:
    return _("{kind}: {publisher}, {day}").format(
        kind=words.source_kind(of.kind), publisher=of.publisher, day=days.day(of.date)
    )


def _corrections(of: Document) -> Section:
    count, shown = of.corrections_in_all, len(of.corrections)
    if not count:
        return Section(_("Corrections"), (Group("", (_("nothing was taken back or counted less"),)),))
    said = (
        _("corrected · the last {shown} of {count}").format(shown=shown, count=phrases.number(count))
        if count > shown
        else _("corrected · {count}").format(count=phrases.number(count))
    )
    return Section(_("Corrections"), (Group("", (said,)),), tuple(reports.correction(one) for one in of.corrections))


def _sources(of: Document) -> tuple[str, ...]:
    found = {said.source.slug: said.source for said in of.situation.statements}
    return tuple(
        " · ".join(filter(None, [punctuation.labelled(one.publisher, one.title), days.day(one.date), one.language,
                                 words.source_kind(one.kind), one.address]))
        for one in found.values()
    )  # fmt: skip
