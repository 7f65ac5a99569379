"""Partner by content type as a heat map in numbers, one stage at a time."""

from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from board.locale import N_, _, phrases, words
from board.model.situation import Matrix, PartnerPanel
from board.model.vocabulary import ContentType, Stage
from board.model.wanted import PartnerOf, Wanted
from board.ui.drawing import ACCENT, MUTED, fit, text
from board.ui.screens.base import BoardScreen
from board.ui.widgets.content_panel import OUTCOME_FIRST
from board.ui.widgets.drawn import Drawn, Folded
from board.ui.widgets.heading import Heading

LEAST = 10
"""Cells of a number's column."""

NAME = 34
"""Cells of a partner's name."""

HEATS = ("", " on $primary 15%", " on $primary 30%", " on $primary 50%", " on $primary 70%")
"""Backgrounds from nothing to the most. The number stands in the cell: colour is never the only sign."""


class MatrixRow(Folded[PartnerPanel]):
    """One partner: a number for each content type at the chosen stage."""

    DEFAULT_CSS = """
    MatrixRow { height: 1; }
    """

    def __init__(self, value: PartnerPanel, matrix: Matrix, stage: Stage | None) -> None:
        """Show a row.

        Args:
            value: The partner.
            matrix: All of them, for the columns and for how hot the hottest cell is.
            stage: Which one.
        """
        super().__init__(value)
        self.matrix = matrix
        self.stage = stage

    def substance(self, value: PartnerPanel) -> object:
        """Leave out everything but the numbers of the row."""
        return value.types

    def behind(self) -> Wanted:
        """Open the partner's part."""
        return PartnerOf(self.matrix.action, self.value.agency.slug)

    def folded(self, width: int) -> Content:
        """Return the line."""
        most = max((_count(panel, unit, self.stage) for panel in self.matrix.partners for unit in
                    self.matrix.content_types), default=0)  # fmt: skip
        cells = []
        for unit in shown_types(self.matrix, width):
            quantity = self.value.types.get(unit, {}).get(self.stage) if self.stage else None
            room = room_of(unit)
            if quantity is None:
                cells.append(text(f"{'·':>{room}}", MUTED))
            else:
                heat = HEATS[-(-quantity.value * (len(HEATS) - 1) // most) if most else 0]
                cells.append(text(f"{phrases.short_quantity(quantity):>{room}}", f"$foreground bold{heat}"))
        return Content.assemble(fit(text(self.value.agency.name, "$foreground"), NAME), *cells)


def _count(panel: PartnerPanel, unit: ContentType, stage: Stage | None) -> int:
    quantity = panel.types.get(unit, {}).get(stage) if stage else None
    return quantity.value if quantity else 0


def room_of(unit: ContentType) -> int:
    """Return the cells of a content type's column."""
    return max(LEAST, len(words.unit(unit)) + 2)


def shown_types(matrix: Matrix, width: int) -> list[ContentType]:
    """Return the content types that have room; those that were counted come before those that were not."""
    counted = {unit for panel in matrix.partners for unit in panel.types}
    room, kept = width - NAME, set()
    for unit in sorted(matrix.content_types, key=lambda unit: unit not in counted):
        if room_of(unit) <= room:
            room -= room_of(unit)
            kept.add(unit)
    return [unit for unit in matrix.content_types if unit in kept]


class MatrixHead(Drawn[Matrix]):
    """The names of the columns."""

    def render(self) -> Content:
        """Draw them, and say which content types have no room."""
        width = self.size.width - 1
        shown = shown_types(self.value, width)
        names = [text(f"{words.unit(unit):>{room_of(unit)}}", MUTED) for unit in shown]
        left = [words.unit(unit) for unit in self.value.content_types if unit not in shown]
        said = _("not shown: {types}").format(types=", ".join(left)) if left else ""
        return fit(Content.assemble(" ", fit(text(said, MUTED), NAME), *names), width + 1)


class StagesLine(Drawn[tuple[tuple[Stage, ...], Stage | None]]):
    """The stages at which anything was counted, the chosen one marked."""

    def render(self) -> Content:
        """Draw them."""
        stages, chosen = self.value
        if chosen is None:
            return fit(text(" " + _("no entries: nothing has been counted on this board"), MUTED), self.size.width)
        names = [
            text(f"▸{words.stage(stage)}  ", ACCENT) if stage == chosen else text(f" {words.stage(stage)}  ", MUTED)
            for stage in stages
        ]
        return self._around(names, stages.index(chosen))

    def _around(self, names: list[Content], chosen: int) -> Content:
        """Return as many names as have room, the chosen one among them and each whole; "…" stands for the others."""
        room = self.size.width - 4
        first = 0
        while first < chosen and sum(name.cell_length for name in names[first : chosen + 1]) > room:
            first += 1
        last = first + 1
        while last < len(names) and sum(name.cell_length for name in names[first : last + 1]) <= room:
            last += 1
        before, after = ("…" if first else " "), ("…" if last < len(names) else "")
        return fit(Content.assemble(text(before, MUTED), *names[first:last], text(after, MUTED)), self.size.width)


class MatrixScreen(BoardScreen[Matrix]):
    """The heat map; left and right change the stage."""

    KEYS: ClassVar[list[Binding]] = [
        Binding("enter", "open_chosen", N_("open")),
        Binding("left,h", "stage(-1)", N_("stage before"), key_display="←"),
        Binding("right", "stage(1)", N_("stage after"), key_display="→"),
        Binding("escape", "back", N_("back")),
        Binding("question_mark", "app.keys", N_("keys")),
        Binding("q", "app.quit", N_("quit")),
    ]
    BINDINGS: ClassVar[list[BindingType]] = [*KEYS[1:4]]
    stage: Stage | None = None
    """The chosen one; None while nothing was counted."""

    def parts(self) -> Iterator[Widget]:
        """Yield the stages and the rows."""
        view = self.view
        if self.stage not in view.stages and view.stages:
            self.stage = next((stage for stage in OUTCOME_FIRST if stage in view.stages), view.stages[0])
        yield StagesLine((view.stages, self.stage))
        yield Heading(_("partner by content type · two partners may count the same item: no sum over partners"))
        yield MatrixHead(view)
        for panel in self._rows(view):
            yield MatrixRow(panel, view, self.stage)

    def action(self) -> str:
        """Return the slug of the action."""
        return self.view.action

    def heading(self) -> str:
        """Return what the screen is."""
        return _("Matrix · {action}").format(action=self.view.action_name)

    def is_exercise(self) -> bool:
        """Say whether the action is an exercise."""
        return self.view.exercise

    def show(self, view: Matrix) -> None:
        """Show the numbers as they are now."""
        before, self.view = self.view, view
        names = [panel.agency.slug for panel in self._rows(view)]
        if (names, view.content_types) != ([panel.agency.slug for panel in self._rows(before)], before.content_types):
            self.rebuild()
            return
        for row, panel in zip(self.query(MatrixRow), self._rows(view), strict=True):
            row.matrix = view
            row.show(panel)
        self._show_stage()

    def _rows(self, view: Matrix) -> list[PartnerPanel]:
        """Return the partners, those that have counted anything first."""
        return sorted(view.partners, key=lambda panel: not panel.stages)

    def _show_stage(self) -> None:
        if self.stage is None and self.view.stages:
            self.stage = next((stage for stage in OUTCOME_FIRST if stage in self.view.stages), self.view.stages[0])
        self.query_one(StagesLine).show((self.view.stages, self.stage))
        for row in self.query(MatrixRow):
            row.stage = self.stage
            row.refresh()

    def action_stage(self, by: int) -> None:
        """Show another stage."""
        if self.stage is not None:
            stages = self.view.stages
            self.stage = stages[(stages.index(self.stage) + by) % len(stages)]
            self._show_stage()
