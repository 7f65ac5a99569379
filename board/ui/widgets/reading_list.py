"""How a partner's table is read: what is asked, each column, what holds for all rows, and what would count."""

from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from board.exchange.incoming.findings import Column, Recognition
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

NAMED, SAID = 18, 32
"""Cells of what holds for all rows, and of its value, at least."""

APART = 2
"""Cells between two columns."""

LEAST_SAMPLE, MOST_WHY = 20, 22
"""Cells that the samples keep, and that a reason has in any case."""

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
            lines += _pairs([*_holding(recognition), *self._settings(recognition)], width)
        if of.rehearsed is not None and of.rehearsed.refused:
            lines += [NOTHING, Line(text(_(" would be refused"), ACCENT))]
            lines += [Line(Content.assemble("   ", line)) for line in reasons(of.rehearsed, width - 4, 20)]
        return lines

    def _settings(self, recognition: Recognition) -> list["Pair"]:
        how = self.value.how
        if "address" in recognition.places:
            kept = _("kept as they are") if how.keep_addresses else _("only their fingerprints are kept")
            return [Pair(_("addresses"), kept, "", ADDRESSES)]
        return [Pair(_("rows that differ"), differing(how.differing), self._differing(), DIFFERING)]

    def _differing(self) -> str:
        """Return how many rows differ from an earlier file, in words."""
        came = self.value.rehearsed
        if came is None or not came.differing:
            return _("from an earlier file")
        return _("{count} may be counted already").format(count=phrases.number(came.differing))

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
        lines.append(Line(text("   " + (answers or _("Enter: say it")), MUTED)))
    return [*lines, NOTHING] if lines else []


def _noticed(looked: Looked, width: int) -> list[Line]:
    """Return what a person has to know."""
    lines = [Line(line) for line in said_of([defang(one) for one in looked.notices], width, "!")]
    return [*lines, NOTHING] if lines else []


def _columns(found: tuple[Column, ...], width: int) -> list[Line]:
    names = [clean(one.header) or "–" for one in found]
    meanings = [columns.meaning(one.meaning) for one in found]
    samples = [" · ".join(defang(sample) for sample in one.samples) for one in found]
    head = (_("column"), _("taken for"), _("for instance"), _("because"))
    whys = [defang(one.why) for one in found]
    room = _rooms(tuple(zip(head, *zip(names, meanings, samples, whys, strict=True), strict=True)), width - 1)
    lines = [Line(Content.assemble(" ", _row(head, room, (MUTED,) * 4)))]
    for place, one in enumerate(found):
        left_out = one.meaning == "ignore"
        styles = (MUTED if left_out else STRONG, MUTED if left_out else ACCENT, "", MUTED)
        cells = (names[place], meanings[place], samples[place], whys[place])
        lines.append(Line(Content.assemble(" ", _row(cells, room, styles)), f"column:{place}"))
    return lines


def _rooms(found: tuple[tuple[str, ...], ...], width: int) -> tuple[int, ...]:
    """Return the cells of the four columns, `APART` included: as many as they need, and at most their share.

    A sample gives way to the reason, which is short as a rule.
    """
    names, meanings, samples, whys = (_needed(column) for column in found)
    names, meanings = max(10, min(names, width // 4)), max(12, min(meanings, width // 4))
    left = width - names - meanings
    samples = min(samples, max(LEAST_SAMPLE, left - min(whys, MOST_WHY)))
    return names, meanings, samples, max(0, left - samples)


def _needed(column: tuple[str, ...]) -> int:
    return max((cell_len(one) for one in column), default=0) + APART


def _row(cells: tuple[str, ...], room: tuple[int, ...], styles: tuple[str, ...]) -> Content:
    *first, last = (text(cell, style) for cell, style in zip(cells, styles, strict=True))
    return Content.assemble(
        *(fit(cell, cells_ - APART).pad_right(APART) for cell, cells_ in zip(first, room, strict=False)),
        fit(last, room[-1]),
    )


class Pair(NamedTuple):
    """What holds for all rows, or how the file is taken in."""

    what: str
    value: str
    why: str
    key: str


def _pairs(found: list[Pair], width: int) -> list[Line]:
    """Return a line for each, in columns as wide as they need to be where there is room."""
    named = max(NAMED, min(_needed(tuple(one.what for one in found)), width // 3))
    said = max(SAID, min(_needed(tuple(one.value for one in found)), width // 2))
    return [
        Line(
            Content.assemble(
                " ",
                fit(text(one.what, MUTED), named - APART).pad_right(APART),
                fit(text(one.value, STRONG), said - APART).pad_right(APART),
                text(one.why, MUTED),
            ),
            one.key,
        )
        for one in found
    ]


def _holding(recognition: Recognition) -> list[Pair]:
    """Return what holds for every row that does not say otherwise, and what can be said to."""
    found = [
        Pair(columns.holding(one.what), columns.value(one.what, clean(one.value)), defang(one.why), f"found:{one.what}")
        for one in recognition.found
    ]
    if recognition.constant("provider") is None and "provider" not in recognition.places:
        found.append(Pair(columns.holding("provider"), _("not said"), "", "found:provider"))
    for what, value in (("decimal", recognition.decimal), ("day_order", recognition.day_order)):
        if value is not None:
            found.append(Pair(columns.holding(what), columns.value(what, value), "", f"found:{what}"))
    return found
