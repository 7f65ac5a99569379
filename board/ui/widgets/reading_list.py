"""How a partner's table is read: what is asked, each column, what holds for all rows, and what would count."""

from typing import NamedTuple

from textual.content import Content

from board.exchange.incoming.findings import Column, Found, Recognition
from board.exchange.incoming.handing_in import How, Looked
from board.locale import _, columns, phrases
from board.model.address import defang
from board.model.taken import Differing
from board.model.text import clean
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.handing import Came
from board.ui.widgets.listing import Line, Listing
from board.ui.widgets.outcome import counts_large, counts_line, reasons, said_of, tallies

LOW = 30
"""Lines of a terminal below which what would count takes few of them."""

TALL = 40
"""Lines from which it is said in large digits."""

NOTHING = Line(Content(""))

NAMED, SAID = 18, 34
"""Cells of what holds for all rows, and of its value."""

TAKE, REHEARSE, DIFFERING, ADDRESSES = "take", "rehearse", "differing", "addresses"
"""Keys of lines that are no column and no question."""


class Reading(NamedTuple):
    """What is shown of a table."""

    looked: Looked | None
    """None while it is read."""
    how: How
    rehearsed: Came | None
    doing: str = ""
    """What the thread does just now, in words."""
    refusal: str = ""
    """Why it cannot be read, or was not taken in."""
    small: bool = True
    """It is rehearsed unasked."""


class ReadingList(Listing[Reading]):
    """Columns, questions and constants, each of which can be chosen and said otherwise."""

    def lines(self, width: int) -> list[Line]:
        """Return what is known of the table."""
        of = self.value
        lines = [Line(line) for line in said_of([of.refusal], width, "✖")] if of.refusal else []
        if of.looked is None:
            return lines or [NOTHING]
        recognition = of.looked.recognition
        if recognition is None:
            lines.append(Line(text(_(" the ledger of a board: every entry with its own id"), STRONG)))
            lines += _noticed(of.looked, width)
        else:
            lines += _asked(recognition, width)
            lines += _noticed(of.looked, width)
            lines += _columns(recognition.columns, width)
            lines += [NOTHING]
            lines += _holding(recognition, width)
        lines += self._settings(recognition)
        if of.rehearsed is not None and of.rehearsed.refused:
            lines += [NOTHING, Line(text(_(" would be refused"), ACCENT))]
            lines += [Line(Content.assemble("   ", line)) for line in reasons(of.rehearsed, width - 4, 20)]
        return lines

    def _settings(self, recognition: Recognition | None) -> list[Line]:
        of = self.value
        lines = []
        if recognition is not None and "address" in recognition.places:
            kept = _("kept as they are") if of.how.keep_addresses else _("only their fingerprints are kept")
            lines.append(Line(_pair(_("addresses"), kept, ""), ADDRESSES))
        elif recognition is not None:
            lines.append(Line(_pair(_("rows that differ"), differing(of.how.differing), self._differing()), DIFFERING))
        return lines

    def _differing(self) -> str:
        """Return how many rows differ from an earlier file, in words."""
        came = self.value.rehearsed
        if came is None or not came.differing:
            return _("from an earlier file")
        return _("{count} say otherwise than an earlier file").format(count=phrases.number(came.differing))

    def pinned(self, width: int) -> list[Line]:
        """Return what would count, and the line that takes it in."""
        of = self.value
        lines = [Line(text("─" * width, "$frame"))]
        if of.looked is None or of.doing:
            return [*lines, Line(text(f" {of.doing}", MUTED)), *self._take()] if of.doing else []
        if of.looked.recognition is not None and of.looked.recognition.questions:
            return [*lines, Line(text(_(" answer first what is asked (?)"), ACCENT))]
        if of.rehearsed is not None:
            taken = of.rehearsed.taken
            height = self.app.size.height
            if height < TALL:
                lines.append(Line(Content.assemble(text(_(" would count  "), MUTED), counts_line(taken))))
            else:
                lines += [Line(text(_(" would count"), MUTED)), *_indented(counts_large(taken, width - 1)), NOTHING]
            lines += _indented(tallies(taken, width - 2, 3 if height < LOW else 12))
            if taken.same_as is not None:
                said = _(" this very file was taken in before, as batch …{batch}: nothing counts again")
                lines.append(Line(text(said.format(batch=taken.same_as[-8:]), ACCENT)))
        elif not of.small:
            lines.append(Line(text(_(" work out what would count (others cannot record meanwhile)"), MUTED), REHEARSE))
        return [*lines, *self._take()]

    def _take(self) -> list[Line]:
        """Return the line that takes it in, as soon as that can be wanted."""
        looked = self.value.looked
        if looked is None or (looked.recognition is not None and looked.recognition.questions):
            return []
        return [Line(text(_(" take it in"), STRONG), TAKE)]

    def start(self) -> str:
        """Choose the first question; where nothing is asked, what takes it in."""
        keys = self.choosable()
        return next((key for key in keys if key.startswith("ask:")), keys[-1] if keys else "")


def _indented(lines: list[Content]) -> list[Line]:
    return [Line(Content.assemble(" ", line)) for line in lines]


def differing(how: Differing) -> str:
    """Return what is done with rows for which an earlier file said another number, in words."""
    return {
        Differing.REFUSE: _("are left out"),
        Differing.CORRECT: _("put the earlier ones right"),
        Differing.ADD: _("count as well"),
    }[how]


def _asked(recognition: Recognition, width: int) -> list[Line]:
    lines = []
    for place, question in enumerate(recognition.questions):
        for number, content in enumerate(said_of([defang(question.text)], width, "?", STRONG)):
            lines.append(Line(content, f"ask:{place}" if not number else ""))
        answers = " · ".join(clean(columns.answer(question.about, one)) for one in question.answers[:8])
        lines.append(Line(text(f"   {answers or _('Enter: say it')}", MUTED)))
    return [*lines, NOTHING] if lines else []


def _noticed(looked: Looked, width: int) -> list[Line]:
    """Return what a person has to know."""
    lines = [Line(line) for line in said_of([defang(one) for one in looked.notices], width, "!")]
    return [*lines, NOTHING] if lines else []


def _columns(found: tuple[Column, ...], width: int) -> list[Line]:
    names = [clean(one.header) or "–" for one in found]
    meanings = [columns.meaning(one.meaning) for one in found]
    samples = [" · ".join(defang(sample) for sample in one.samples) for one in found]
    room = _rooms((names, meanings, samples), width - 1)
    head = (_("column"), _("taken for"), _("for instance"), _("because"))
    lines = [Line(Content.assemble(" ", _row(head, room, (MUTED,) * 4)))]
    for place, one in enumerate(found):
        left_out = one.meaning == "ignore"
        styles = (MUTED if left_out else STRONG, MUTED if left_out else ACCENT, "", MUTED)
        cells = (names[place], meanings[place], samples[place], defang(one.why))
        lines.append(Line(Content.assemble(" ", _row(cells, room, styles)), f"column:{place}"))
    return lines


def _rooms(found: tuple[list[str], ...], width: int) -> tuple[int, ...]:
    """Return the cells of the four columns: as many as they need, and at most their share."""
    names, meanings, samples = (
        min(most, max((Content(one).cell_length for one in column), default=0) + 2)
        for column, most in zip(found, (width // 4, width // 4, width * 2 // 5), strict=True)
    )
    names, meanings, samples = max(names, 10), max(meanings, 12), max(samples, 14)
    return names, meanings, samples, max(0, width - names - meanings - samples)


def _row(cells: tuple[str, ...], room: tuple[int, ...], styles: tuple[str, ...]) -> Content:
    return Content.assemble(*(
        Content.assemble(fit(text(cell, style), max(0, cells_ - 1)), " ")
        for cell, cells_, style in zip(cells, room, styles, strict=True)
    ))  # fmt: skip


def _pair(what: str, value: str, why: str) -> Content:
    return Content.assemble(
        " ", fit(text(what, MUTED), NAMED), fit(text(value, STRONG), SAID), text(f" {why}" if why else "", MUTED)
    )


def _holding(recognition: Recognition, width: int) -> list[Line]:
    """Return what holds for every row that does not say otherwise, and what can be said to."""
    lines = [_found(one) for one in recognition.found]
    if recognition.constant("provider") is None and "provider" not in recognition.places:
        lines.append(Line(_pair(columns.holding("provider"), _("not said"), ""), "found:provider"))
    for what, value in (("decimal", recognition.decimal), ("day_order", recognition.day_order)):
        if value is not None:
            lines.append(Line(_pair(columns.holding(what), columns.value(what, value), ""), f"found:{what}"))
    return lines


def _found(one: Found) -> Line:
    said = columns.value(one.what, clean(one.value))
    return Line(_pair(columns.holding(one.what), said, defang(one.why)), f"found:{one.what}")
