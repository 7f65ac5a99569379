"""The page of what was published: where sources disagree, side by side, then every other figure."""

from collections.abc import Hashable

from board.locale import _, days, phrases, words
from board.model.disagreement import readings
from board.model.situation import DisagreementView, StatementView
from board.model.vocabulary import Drift
from board.ui.widgets.wall.cell import Cell
from board.ui.widgets.wall.page import WallPage
from board.ui.widgets.wall.sheet import Band


def said_by(said: StatementView) -> str:
    """Return who says a figure, as of when, and that only the press reported it where that is so."""
    parts = [said.agency.name, days.as_of(said)]
    return " · ".join([*parts, words.source_kind(said.source.kind)] if said.from_press else parts)


def figure_notes(said: StatementView) -> tuple[str, ...]:
    """Return the figure in words where its number carries a sign, and which part it counts where it is one."""
    notes = []
    if phrases.said_quantity(said) != phrases.said_shortly(said):
        notes.append(f"{phrases.said_quantity(said)} {phrases.counted(said)}")
    if phrases.part(said):
        notes.append(_("counts only: {part}").format(part=phrases.part(said)))
    return tuple(notes)


def cell_of(
    key: Hashable,
    title: str,
    said: StatementView,
    *,
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
) -> Cell:
    """Return a published figure in large digits; a statement without a number in its words.

    Args:
        key: What it is a figure of.
        title: How that is called.
        said: The statement.
        before: Notes that come first.
        after: Notes that come last.
    """
    notes = (*before, *figure_notes(said), _("published") + " · " + said_by(said), *after)
    if said.quantity is None:
        return Cell(key, title, "", phrases.without_number(said), notes, said)
    return Cell(key, title, phrases.said_shortly(said), phrases.counted(said), notes, said)


class PublishedPage(WallPage):
    """What sources say differently stands side by side with "≠"; what nobody disputes follows."""

    def called(self) -> str:
        """Return what the page is called."""
        return _("published")

    def has_something(self) -> bool:
        """Say whether anything was published."""
        return bool(self.value.statements or self.value.disagreements or self.value.cautions)

    def counted(self) -> str:
        """Return what the figures are: none of them is counted here."""
        return _("published figures, never added to the ledger")

    def matter(self) -> object:
        """Leave out what the ledger has counted."""
        return self.value.statements, self.value.disagreements, self.value.cautions

    def bands(self) -> list[Band]:
        """Return the disagreements, the cautions, and the figures that are in no disagreement."""
        known = (*self.value.disagreements, *self.value.cautions)
        bands = [self._dispute(place, dispute) for place, dispute in enumerate(known)]
        disputed = {said.slug for dispute in known for said in dispute.statements}
        rest = [said for said in self.value.statements if said.slug not in disputed]
        rest.sort(key=lambda said: (said.quantity is None, not said.of_the_whole))
        if rest:
            cells = tuple(cell_of(said.slug, "", said) for said in rest)
            bands.append(Band(_("published, and disputed by nobody") if bands else "", cells))
        return bands

    def _dispute(self, place: int, dispute: DisagreementView) -> Band:
        """Return the readings of a disagreement, each with all who say so."""
        cells = []
        for number, group in enumerate(readings(dispute)):
            sign = "≠" if number and not dispute.caution else ""
            cells.append(_reading((place, number, group[0].slug), sign, group, dispute.drifts))
        about = phrases.about(dispute)
        if dispute.caution:
            heading = _("! not to be compared: {about}").format(about=about)
        else:
            heading = _("≠ {about} · sources disagree on the {drifts}").format(
                about=about, drifts=words.drifts(dispute.drifts)
            )
        return Band(heading, tuple(cells))


def _reading(key: Hashable, sign: str, group: tuple[StatementView, ...], drifts: tuple[Drift, ...]) -> Cell:
    """Return one reading; what is in dispute but is no number stands above it in words."""
    first = group[0]
    whole = phrases.said_quantity(first) and f"{phrases.said_quantity(first)} {phrases.counted(first)}"
    disputed = phrases.disputed(first, drifts)
    other = disputed if first.quantity is not None and disputed not in (whole, phrases.figure_shortly(first)) else ""
    names = tuple(dict.fromkeys(said_by(said) for said in group))
    caption = phrases.counted(first)
    if first.quantity is None:
        return Cell(key, "", "", disputed, names, group, sign)
    notes = (*((other,) if other else ()), *figure_notes(first), *names)
    return Cell(key, "", phrases.said_shortly(first), caption, notes, group, sign)
