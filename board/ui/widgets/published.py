"""The published figures that speak for an action: one alone, or two that disagree, side by side."""

from textual.content import Content

from board.locale import _, days, ngettext, phrases, punctuation, words
from board.model.beside import beside
from board.model.situation import DisagreementView, Situation, StatementView
from board.model.vocabulary import LEDGER_STAGES, Drift, Stage
from board.model.wanted import StatementsOf, Wanted
from board.ui.drawing import ACCENT, MUTED, STRONG, between, digits, fit, flow, text
from board.ui.widgets.drawn import Framed, nothing_published

SHORT = 5
"""Lines, frame included, up to which each reading has one line."""

WIDE = 56
"""Cells that a reading in large digits needs."""


def readings(situation: Situation) -> tuple[DisagreementView | None, tuple[StatementView, ...]]:
    """Return the disagreement that matters most and its two readings; else the one figure that speaks for the action.

    A disagreement on the verb comes before all others: it decides what was done at all.
    """
    numbered = [
        (dispute, shown)
        for dispute in situation.disagreements
        if len(shown := _contrast(dispute, situation.action.slug)) == 2
    ]
    for dispute, shown in sorted(numbered, key=lambda pair: Drift.STAGE not in pair[0].drifts):
        return dispute, shown
    counted = [said for said in situation.statements if said.quantity is not None]
    first = sorted(counted, key=lambda said: (not said.of_the_whole, said.stage not in LEDGER_STAGES))
    return None, tuple(first[:1])


def _contrast(dispute: DisagreementView, action: str) -> tuple[StatementView, ...]:
    """Return the first reading and the first that differs from it in verb, number or unit."""
    said = [one for one in dispute.statements if one.quantity is not None and one.subject == action]
    for other in said[1:]:
        if (other.stage, other.quantity, other.unit) != (said[0].stage, said[0].quantity, said[0].unit):
            return said[0], other
    return ()


class Published(Framed[Situation]):
    """What was published of the action: in large digits where there is room, in one line each where not."""

    def substance(self, value: Situation) -> object:
        """Leave out what is counted: it is marked in its own place."""
        return value.statements, value.disagreements, value.cautions

    def behind(self) -> Wanted:
        """Open everything that was published of the action."""
        return StatementsOf(self.value.action.slug)

    def title(self) -> Content:
        """Return what the frame is called, and what the readings disagree on."""
        dispute, _shown = readings(self.value)
        if dispute is None:
            return text(_("published"), MUTED)
        return Content.assemble(
            text(_("published") + " · ", MUTED),
            text(_("sources disagree on the {drifts}").format(drifts=words.drifts(dispute.drifts)), ACCENT),
        )

    def aside(self) -> Content:
        """Return how much more there is."""
        more = len(self.value.disagreements) - 1
        count = len(self.value.statements)
        figures = ngettext("{count} statement", "{count} statements", count).format(count=phrases.number(count))
        if more > 0:
            beside = ngettext("{count} more disagreement", "{count} more disagreements", more)
            figures += " · " + beside.format(count=phrases.number(more))
        return text(figures, MUTED)

    def lines(self, width: int) -> list[Content]:
        """Return the readings side by side, and what else was published."""
        _dispute, shown = readings(self.value)
        if self.size.height <= SHORT:
            return self._short(width)
        if not shown:
            return [Content(""), nothing_published(_("no figure published")), *self._wordings(width)]
        if width < WIDE * len(shown):
            return [*self._short(width), Content(""), self._also(shown, width)]
        sign = 7 if len(shown) > 1 else 0
        room = (width - sign) // len(shown)
        blocks = [_large(said, room) for said in shown]
        if len(shown) == 1:
            return [*blocks[0], self._also(shown, width)]
        gap = ["", "", "≠", "", ""]
        rows = [
            Content.assemble(left, text(f"{mark:^7}", ACCENT), right)
            for left, mark, right in zip(blocks[0], gap, blocks[1], strict=True)
        ]
        return [*rows, self._also(shown, width)]

    def folded(self, width: int) -> Content:
        """Return the readings, one a line."""
        return Content("\n ").join(fit(line, width) for line in self._short(width))

    def _short(self, width: int) -> list[Content]:
        _dispute, shown = readings(self.value)
        if not shown:
            return [nothing_published(_("no figure published")), *self._wordings(width)[:1]]
        marks = (" ", "≠")
        return [self._reading(mark, said, width) for mark, said in zip(marks, shown, strict=False)]

    def _reading(self, mark: str, said: StatementView, width: int) -> Content:
        """Return a figure, who says it and what the ledger has in one line; the name gives way, no number is cut."""
        figure = Content.assemble(text(f"{mark} ", ACCENT), text(self._figure(said, width), STRONG))
        held = self._held_against(said, width)
        day = text(days.day(said.as_of), MUTED)
        room = width - figure.cell_length - day.cell_length - 1
        if held.cell_length > room:
            held = Content("")
        room -= held.cell_length
        who = fit(text(f"  {phrases.agency(said.agency)}", MUTED), room)
        return between(Content.assemble(figure, who, held), day, width)

    def _figure(self, said: StatementView, width: int) -> str:
        """Return a figure in words; with signs where the ledger's tally needs the room."""
        roomy = width >= WIDE * 2 or beside(said, self.value) is None
        return phrases.figure(said) if roomy else phrases.figure_shortly(said)

    def _held_against(self, said: StatementView, width: int) -> Content:
        """Return by how much the ledger's tally differs from a published figure."""
        tally = beside(said, self.value)
        if tally is None:
            return Content("")
        held = phrases.held_against(tally) if width >= WIDE * 2 else phrases.held_shortly(tally)
        return text(f"   {held}", MUTED if tally.fits or tally.difference is None else ACCENT)

    def _wordings(self, width: int) -> list[Content]:
        said = [one for one in self.value.statements if one.quantity is None]
        return [fit(text(f"{phrases.quote(one)}  {_who(one)}", MUTED), width) for one in said[:3]]

    def _also(self, shown: tuple[StatementView, ...], width: int) -> Content:
        """Return what else was published of the whole action and nobody disputes, shortly."""
        seen = {(one.stage, one.unit) for one in shown}
        disputed = {one.slug for dispute in self.value.disagreements for one in dispute.statements}
        parts = []
        for said in self.value.statements:
            if said.quantity is None or not said.of_the_whole or said.slug in disputed:
                continue
            if said.stage == Stage.REPORTED or (said.stage, said.unit) in seen:
                continue
            seen.add((said.stage, said.unit))
            parts.append(text(phrases.figure(said), MUTED))
        if not parts:
            return Content("")
        return Content.assemble(text(_("also") + "  ", MUTED), flow(parts, width - 6))


def _who(said: StatementView) -> str:
    """Return who says a figure, and that only the press reported it where that is so."""
    name = phrases.agency(said.agency)
    return f"{name} · {words.source_kind(said.source.kind)}" if said.from_press else name


def _large(said: StatementView, width: int) -> list[Content]:
    """Return a reading in five lines: qualifier, three lines of digits with unit and verb, who says so."""
    assert said.quantity is not None  # noqa: S101 readings() gives no other
    top, middle, foot = digits(phrases.number(said.quantity.value))
    of = ", ".join(words.unit(unit) for unit in said.of)
    unit = words.unit(said.unit, said.quantity.value)
    what = punctuation.labelled(unit, of) if of else unit
    return [
        fit(text(phrases.said_qualifier(said), STRONG), width),
        fit(text(top, STRONG), width),
        fit(Content.assemble(text(middle, STRONG), "   ", text(phrases.verb(said).upper(), ACCENT)), width),
        fit(Content.assemble(text(foot, STRONG), "   ", text(what, MUTED)), width),
        fit(
            Content.assemble(text(_who(said), STRONG), text(" · " + days.as_of(said), MUTED)),
            width,
        ),
    ]
