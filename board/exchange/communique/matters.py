"""What a draft speaks of: everything that a template may name, in the words of one language."""

from collections.abc import Iterable, Iterator
from datetime import UTC
from typing import NamedTuple

from board.exchange.communique.evidence_notes import EvidenceNotes, Note
from board.exchange.communique.figures import Figure, Footnotes
from board.exchange.communique.forms import Form
from board.exchange.communique.saying import Saying, says_more_than
from board.exchange.table import clip
from board.model.disagreement import readings
from board.model.figure import Quantity
from board.model.moment import Clock
from board.model.removal_rate import removal_rate
from board.model.situation import DisagreementView, PartnerPanel, Stages, StatementView
from board.model.vocabulary import FIRST_TYPES, LEDGER_STAGES, LEDGER_TYPES, ActionStatus, ContentType, Role, Stage
from board.store.behind import Evidence

LONGEST = 600
"""Characters of a text from outside; of a longer one the beginning stands in the draft."""


class Heard(NamedTuple):
    """A published statement."""

    by: str
    figure: Figure
    press: bool


class Dispute(NamedTuple):
    """Statements that differ."""

    differs: str
    """In what: "l’acte accompli, l’unité comptée"."""
    readings: tuple["Reading", ...]


class Reading(NamedTuple):
    """What one agency says, perhaps in several sources."""

    first: Heard
    also: tuple[Figure, ...]
    """The footnotes of the others; print nothing else."""


class Holder(NamedTuple):
    """What a role is called, and who has it."""

    role: str
    names: str


class Hit(NamedTuple):
    """What was hit, and the words it was said in."""

    target: str
    words: str


class Group(NamedTuple):
    """Figures of one content type, or of one partner."""

    name: str
    figures: tuple[Figure, ...]


class Said(NamedTuple):
    """The action."""

    name: str
    when: str
    status: str
    objective: str
    command_post: str
    place: str
    hits: tuple[Hit, ...]


class Matters:
    """Makes what a template may name, of one state of the board."""

    def __init__(self, evidence: Evidence, saying: Saying, form: Form, notes: Footnotes) -> None:
        """Speak of an action.

        Args:
            evidence: The action, and what stands behind its tallies.
            saying: The language.
            form: As which the draft is written.
            notes: Its footnotes.
        """
        self._situation = evidence.of.situation
        self._evidence = evidence
        self._say = saying
        self._form = form
        self._notes = notes
        self._behind = EvidenceNotes(evidence, saying)

    def values(self) -> dict[str, object]:
        """Return everything, by the names that templates use (see templates/README.md)."""
        situation = self._situation
        types = tuple(self._types())
        return {
            "exercise": self._say.phrase("exercise") if self._evidence.of.exercise else "",
            "standing": self.standing(),
            "action": self._action(),
            "roles": tuple(self._roles()),
            "totals": tuple(self._totals()),
            "types": types,
            "shares": tuple(self._shares()),
            "uncounted": tuple(self._uncounted()),
            "unpublished": tuple(
                self._say.wording.stages[stage]
                for stage in (Stage.REFERRED, Stage.REMOVED)
                if stage not in situation.stages
                and not any(one.stage == stage and one.quantity for one in situation.statements)
            ),
            "statements": tuple(self._heard(one) for one in situation.statements),
            "disagreements": tuple(self._dispute(one) for one in situation.disagreements),
            "cautions": tuple(self._dispute(one) for one in situation.cautions),
            "figures": self._named(),
        }

    def standing(self) -> str:
        """Return as of when the draft is; it begins its line where no place does."""
        said = self._as_of()
        return said if self._situation.action.place else said[:1].upper() + said[1:]

    def _as_of(self) -> str:
        moment, of = self._situation.moment, self._evidence.of
        if moment is not None:
            known = moment.clock == Clock.KNOWN
            return self._say.phrase("wound known" if known else "wound happened", instant=self._say.instant(moment.at))
        if of.as_of is not None:
            return self._say.phrase("standing", instant=self._say.instant(of.as_of))
        if of.edition is not None:
            return self._say.phrase("standing edition", day=self._say.day(of.edition))
        return self._say.phrase("standing nothing")

    def _action(self) -> Said:
        of, say = self._situation.action, self._say
        status = say.wording.statuses[of.status]
        if of.status != ActionStatus.CONCLUDED:
            status = self._standing_of(status, of.status_as_of)
        return Said(
            clip(of.name, LONGEST),
            self._when(),
            status,
            self._quote(of.objective),
            self._quote(of.command_post),
            clip(of.place or "", LONGEST),
            tuple(Hit(say.wording.targets[one.target], self._quote(one.words)) for one in of.hits),
        )

    def _standing_of(self, status: str, since: str | None) -> str:
        """Return a status with its date: that of the figures where any were counted since somebody said it."""
        at = self._evidence.of.as_of
        if at is not None and self._situation.entries and (since is None or f"{at.astimezone(UTC):%Y-%m-%d}" >= since):
            return self._say.at(status, at)
        return self._say.dated(status, None, since) if since else status

    def _when(self) -> str:
        of, say = self._situation.action, self._say
        if of.started_on is None:
            return say.phrase("until", day=say.day(of.ended_on)) if of.ended_on else say.phrase("no dates")
        if of.ended_on is None or of.status == ActionStatus.ONGOING:  # the last day is only planned
            return say.on(of.started_on, since=of.status == ActionStatus.ONGOING)
        if of.ended_on == of.started_on:
            return say.on(of.started_on)
        return say.phrase("between", first=say.day(of.started_on), last=say.day(of.ended_on))

    def _quote(self, text: str | None) -> str:
        if not text:
            return ""
        said = clip(text, LONGEST)  # its full stop is that of the sentence it stands in
        return self._say.phrase("quote", text=said[:-1] if said.endswith(".") and not said.endswith("..") else said)

    def _name(self, panel: PartnerPanel) -> str:
        return clip(self._say.agency(panel.agency, self._evidence.names), LONGEST)

    def _roles(self) -> Iterator[Holder]:
        for role in Role:
            names = [self._name(panel) for panel in self._situation.partners if role in panel.roles]
            if names:
                yield Holder(self._say.wording.roles[role], ("\u00a0; " if self._french else "; ").join(names))

    @property
    def _french(self) -> bool:
        return self._say.wording.language == "fr"

    def _figure(self, words: str, clause: str, note: str | None) -> Figure:
        at = self._evidence.of.as_of
        if at is not None:
            words, clause = self._say.at(words, at), self._say.at(clause, at)
        return Figure(words, clause, note, self._notes, self._form)

    def _tallies(self, stages: Stages, unit: ContentType | None, note: Note, *, within: bool) -> Iterator[Figure]:
        """Yield tallies: what was removed within what was referred where it lies in it, others by themselves."""
        say = self._say
        for stage, quantity in stages.items():
            noun, among = self._counted_as(unit, stage)
            if stage == Stage.REMOVED and within and Stage.REFERRED in stages:
                continue
            words, clause = (
                say.counted(quantity, noun, stage, among),
                say.clause(quantity, noun, stage, among),
            )
            behind = [stage]
            if stage == Stage.REFERRED and within and Stage.REMOVED in stages:
                part = say.part(stages[Stage.REMOVED], noun, Stage.REMOVED)
                words, clause = (say.phrase("of which", whole=one, part=part) for one in (words, clause))
                behind.append(Stage.REMOVED)
            yield self._figure(words, clause, note(unit, behind))

    def _counted_as(self, unit: ContentType | None, stage: Stage) -> tuple[ContentType, str]:
        """Return the unit that is said, and what is said of it: every unit together is items of all types."""
        if unit is None:
            units = [panel.type for panel in self._situation.content_types if stage in panel.stages]
            return (units[0], "") if len(units) == 1 else (ContentType.ITEM, self._say.phrase("all units"))
        return unit, self._say.phrase("untyped") if unit == ContentType.ITEM else ""

    def _totals(self) -> Iterator[Figure]:
        rate = removal_rate(self._situation)
        units = {
            frozenset(panel.type for panel in self._situation.content_types if stage in panel.stages)
            for stage in (Stage.REFERRED, Stage.REMOVED)
        }
        within = (
            rate is not None and _inside(rate.removed, rate.referred) and rate.per_cent is not None and len(units) == 1
        )
        yield from self._tallies(self._situation.stages, None, self._behind.of_all, within=within)

    def _types(self) -> Iterator[Group]:
        for panel in sorted(self._situation.content_types, key=lambda one: LEDGER_TYPES.index(one.type)):
            figures = tuple(self._tallies(panel.stages, panel.type, self._behind.of_all, within=_within(panel.stages)))
            if figures:
                yield Group(self._say.noun(panel.type, 2), figures)

    def _shares(self) -> Iterator[Group]:
        """Yield the partners that counted anything, each with its own part, unit by unit."""
        for panel in self._situation.partners:
            behind = self._behind.of(panel.agency.slug)
            figures = [
                figure
                for unit in LEDGER_TYPES
                if unit in panel.types
                for figure in self._tallies(panel.types[unit], unit, behind, within=_within(panel.types[unit]))
            ]
            if figures:
                yield Group(self._name(panel), tuple(figures))

    def _uncounted(self) -> Iterator[str]:
        for unit in FIRST_TYPES:
            panel = next((one for one in self._situation.content_types if one.type == unit), None)
            published = any(one.unit == unit and one.quantity for one in self._situation.statements)
            if (panel is None or not panel.stages) and not published:
                yield self._say.noun(unit, 2)

    def _heard(self, of: StatementView) -> Heard:
        say = self._say
        note = self._behind.of_statement(of)
        by = clip(say.agency(of.agency, self._evidence.names), LONGEST)
        if of.quantity is None:
            words = say.phrase(
                "no number",
                noun=say.noun(of.unit, 2),
                verb=say.done(of.unit, of.stage, 2),
                quote=self._quote(of.wording),
            )
        else:
            words = say.counted(of.quantity, of.unit, of.stage, more_than=says_more_than(of))
        words = say.dated(words, of.since, of.as_of)
        if of.share_of is not None:
            words = say.phrase("share", phrase=words, name=clip(say.agency(of.share_of, self._evidence.names), LONGEST))
        if of.part is not None:
            words = say.phrase("part", phrase=words, part=clip(of.part, LONGEST))
        if of.from_press:
            words = say.phrase("press", phrase=words)
        return Heard(by, Figure(words, words, note, self._notes, self._form), of.from_press)

    def _dispute(self, of: DisagreementView) -> Dispute:
        differs = ", ".join(self._say.wording.drifts[one] for one in of.drifts)
        return Dispute(differs, tuple(line for group in readings(of) for line in self._lines(group)))

    def _lines(self, group: tuple[StatementView, ...]) -> Iterator[Reading]:
        """Yield what one side says; a footnote joins another only where the same agency says the very same figure."""
        alike: dict[tuple[object, ...], list[StatementView]] = {}
        for one in sorted(group, key=lambda said: said.from_press):
            key = (one.stage, one.quantity, one.unit, one.agency.slug, one.share_of, one.part, one.since, one.as_of)
            more = (one.from_press, says_more_than(one), one.wording if one.quantity is None else "")
            alike.setdefault((*key, *more), []).append(one)
        for first, *others in alike.values():
            also = tuple(Figure("", "", self._behind.of_statement(one), self._notes, self._form) for one in others)
            yield Reading(self._heard(first), also)

    def _named(self) -> dict[str, Figure]:
        """Return the tallies by name: "removed", "removed_video"; of what nobody counted, that no figure is there."""
        nothing = self._say.phrase("no figure")
        none = Figure(nothing, nothing, None, self._notes, self._form)
        found: dict[str, Figure] = {}
        types = {panel.type: panel.stages for panel in self._situation.content_types}
        for stage in LEDGER_STAGES:
            for unit in (None, *LEDGER_TYPES):
                stages = self._situation.stages if unit is None else types.get(unit, {})
                here: Iterable[Figure] = ()
                if stage in stages:
                    here = self._tallies({stage: stages[stage]}, unit, self._behind.of_all, within=False)
                found[str(stage) if unit is None else f"{stage}_{unit}"] = next(iter(here), none)
        return found


def _inside(part: Quantity, whole: Quantity) -> bool:
    return 0 <= part.value <= whole.value


def _within(stages: Stages) -> bool:
    """Say whether what was removed can lie within what was referred: the same unit, and never more of it."""
    referred, removed = stages.get(Stage.REFERRED), stages.get(Stage.REMOVED)
    return referred is not None and removed is not None and _inside(removed, referred)
