"""A situation report as it was frozen: its figures in full, and that they are not live."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from board.locale import N_, _, days, phrases, punctuation, reports, words
from board.model.situation import Situation
from board.model.situation_report import SituationReport
from board.model.wanted import ComparisonOf
from board.ui.drawing import MUTED, STRONG
from board.ui.screens.paper import Paper
from board.ui.widgets.drawn import Opened
from board.ui.widgets.edges import State, Top
from board.ui.widgets.heading import Heading
from board.ui.widgets.notice import Notice
from board.ui.widgets.paragraph import Paragraph
from board.ui.widgets.particulars import Particulars
from board.ui.widgets.stage_table import Part, StageTable


class ReportScreen(Paper[SituationReport]):
    """The sheet of a report."""

    KEYS: ClassVar[list[Binding]] = [
        Binding("d", "compare", N_("compare with now")),
        Binding("down", "move('down')", N_("move"), key_display="↑↓"),
        Binding("escape", "back", N_("back")),
        Binding("question_mark", "app.keys", N_("keys")),
        Binding("q", "app.quit", N_("quit")),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [KEYS[0]]

    def parts(self) -> Iterator[Widget]:
        """Yield that it is frozen, what it is, and its figures."""
        view = self.view
        situation = view.situation
        frozen = _("FROZEN, NOT LIVE: what was known on {instant}").format(instant=days.exact_instant(view.as_of))
        yield Notice(frozen)
        yield Particulars(fields_of(view))
        yield Heading(_("counted · content types"))
        yield StageTable(
            (
                Part(_("all content types"), situation.stages),
                *(Part(words.unit(panel.type), panel.stages, within=True) for panel in situation.content_types),
            )
        )
        yield Heading(_("counted · partners · {count} named").format(count=len(situation.partners)))
        yield StageTable(partners_of(situation))
        if situation.providers:
            yield Heading(_("counted · providers"))
            yield StageTable(tuple(Part(tally.slug, tally.stages) for tally in situation.providers))
        yield from _published(situation)
        yield Notice(frozen)

    def action_compare(self) -> None:
        """Hold the report against the situation of now."""
        self.post_message(Opened(ComparisonOf(self.view.situation.action.slug, self.view.number)))

    def heading(self) -> str:
        """Return which report it is."""
        return _("FROZEN · situation report {number} · {action}").format(
            number=phrases.number(self.view.number), action=self.view.situation.action.name
        )

    def is_exercise(self) -> bool:
        """Say whether the action is an exercise, or was one then."""
        return self.view.exercise

    def top(self) -> Top:
        """Show the instant at which it was frozen where other screens show the clock."""
        state = State(self.view.as_of, live=False)
        return Top(self.view.marking, self.is_exercise(), self.heading(), state)

    def show(self, view: SituationReport) -> None:
        """Show the report; only its marking can be another."""
        changed = view != self.view
        self.view = view
        if changed:
            self.rebuild()


def fields_of(view: SituationReport) -> tuple[tuple[str, str], ...]:
    """Return what a report is known by, each with its label."""
    situation = view.situation
    fields = [
        (_("situation report"), phrases.number(view.number)),
        (_("action"), situation.action.name),
        (_("as of"), days.exact_instant(view.as_of)),
        (_("frozen by"), view.operator),
        (_("entries"), phrases.entries(situation.entries)),
        (_("head of the ledger"), reports.whole_head(view.head)),
        (_("digest"), view.digest),
    ]
    if situation.marking != view.marking:
        fields.append((_("marked then"), words.marking(situation.marking)))
    return tuple(fields)


def partners_of(situation: Situation) -> tuple[Part, ...]:
    """Return each partner with its roles and tallies, and what it counted of each content type."""
    parts = []
    for panel in situation.partners:
        roles = f", {words.roles(panel.roles)}" if panel.roles else ""
        parts.append(Part(f"{phrases.agency(panel.agency)}{roles}", panel.stages))
        parts += [Part(words.unit(unit), stages, within=True) for unit, stages in panel.types.items()]
    return tuple(parts)


def _published(situation: Situation) -> Iterator[Widget]:
    yield Heading(_("published · {count}").format(count=len(situation.statements)))
    if not situation.statements:
        yield Paragraph(_("no figure published"), MUTED)
    for said in situation.statements:
        yield Paragraph(phrases.figure(said), STRONG)
        source = punctuation.labelled(
            words.source_kind(said.source.kind), f"{said.source.publisher}, {days.day(said.source.date)}"
        )
        yield Paragraph(f"{phrases.agency(said.agency)} · {days.as_of(said)} · {source} · {phrases.quote(said)}", MUTED)
    for title, mark, known in (
        (_("where sources disagree"), "≠", situation.disagreements),
        (_("not to be compared or added"), "!", situation.cautions),
    ):
        if known:
            yield Heading(title)
        for dispute in known:
            yield Paragraph(f"{mark} {phrases.about(dispute)} ({words.drifts(dispute.drifts)})", STRONG)
            for said in dispute.statements:
                yield Paragraph(f"{phrases.figure(said)} · {phrases.agency(said.agency)}", MUTED)
