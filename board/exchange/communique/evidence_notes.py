"""The footnotes: which entries of the ledger, or which statement of which source, stand behind a figure."""

from collections.abc import Callable, Iterable

from board.exchange.as_of import written
from board.exchange.communique.saying import Saying
from board.exchange.table import clip
from board.model.moment import Clock
from board.model.situation import StatementView
from board.model.vocabulary import ContentType, Stage
from board.store.behind import Evidence, Run

LONGEST = 200
"""Characters of a title or name in a footnote."""

MOST_SITES = 4
"""Sites that a footnote names."""

Note = Callable[[ContentType | None, Iterable[Stage]], str]
"""Makes the footnote of a tally: None is every unit together."""


class EvidenceNotes:
    """Writes the footnotes of one action."""

    def __init__(self, evidence: Evidence, saying: Saying) -> None:
        """Speak of an action.

        Args:
            evidence: The action, and what stands behind its tallies.
            saying: The language.
        """
        self._evidence = evidence
        self._say = saying
        situation = evidence.of.situation
        self._partners = {panel.agency.slug: panel.agency for panel in situation.partners}

    def of_all(self, unit: ContentType | None, stages: Iterable[Stage]) -> str:
        """Return the footnote of a tally of all partners."""
        return self._tally(None, unit, tuple(stages))

    def of(self, agency: str) -> Note:
        """Return who writes the footnotes of one partner's tallies."""
        return lambda unit, stages: self._tally(agency, unit, tuple(stages))

    def _tally(self, agency: str | None, unit: ContentType | None, stages: tuple[Stage, ...]) -> str:
        say = self._say
        runs = [
            run
            for run in self._evidence.runs
            if run.stage in stages and unit in (None, run.content_type) and agency in (None, run.agency)
        ]
        count = sum(run.entries for run in runs)
        names = dict.fromkeys(
            say.agency(self._partners[run.agency], self._evidence.names) if run.agency in self._partners else run.agency
            for run in runs
        )
        commands = [
            self._command(agency, unit, stage, sum(run.entries for run in runs if run.stage == stage))
            for stage in stages
        ]
        return say.phrase(
            "entries",
            count=say.phrase("entry one" if count == 1 else "entry many", n=say.number(count)),
            runs=self._ranges(runs),
            partners=say.phrase("partners", names=clip(", ".join(names), LONGEST)),
            command=say.phrase("and").join(commands),
        )

    def _ranges(self, runs: list[Run]) -> str:
        sites: dict[str, tuple[int, int]] = {}
        for run in runs:
            first, last = sites.get(run.site, (run.first, run.last))
            sites[run.site] = min(first, run.first), max(last, run.last)
        said = [
            self._say.phrase("run one" if first == last else "run", site=site, first=first, last=last)
            for site, (first, last) in list(sites.items())[:MOST_SITES]
        ]
        return ", ".join([*said, self._say.phrase("more runs")] if len(sites) > MOST_SITES else said)

    def _command(self, agency: str | None, unit: ContentType | None, stage: Stage, entries: int) -> str:
        """Return what lists these entries and no others, whatever has been recorded since."""
        what = " ".join(filter(None, [f"@{agency}" if agency else "", str(unit) if unit else "", str(stage)]))
        of = self._evidence.of
        command = f"board ledger --action {of.situation.action.slug} --filter '{what}' --limit {max(1, entries)}"
        if of.as_of is None:
            return command
        happened = of.moment is not None and of.moment.clock == Clock.HAPPENED
        return f"{command} --as-of {written(of.as_of)}{' --clock happened' if happened else ''}"

    def of_statement(self, of: StatementView) -> str:
        """Return the footnote of a published figure."""
        say, source = self._say, of.source
        note = say.phrase(
            "source",
            slug=of.slug,
            agency=clip(say.agency(of.agency, self._evidence.names), LONGEST),
            publisher=clip(source.publisher, LONGEST),
            title=clip(source.title, LONGEST),
            day=say.day(source.date),
            kind=say.wording.sources[source.kind],
        )
        return f"{note} {say.phrase('mixed', units=say.listed(of.of))}" if of.of else note
