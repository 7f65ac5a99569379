"""The files that were taken in, the newest first; one of them can be taken back whole."""

from collections.abc import Awaitable, Callable
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content

from board.locale import _, days, phrases
from board.model.address import defang
from board.store.batches import Batch
from board.store.refused import Refused
from board.ui.columns import instant_room, short_instant, short_room
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.screens.sheet import Sheet, Shown
from board.ui.widgets.listing import Line, Listing
from board.ui.widgets.outcome import said_of

COUNTS = 10
"""Cells of a number of rows."""

WIDE = 110
"""Cells from which all four numbers have room."""


Tell = Callable[[str, bool], Awaitable[None]]
"""Says what was done, or, with True, why it was not."""


class Taken(NamedTuple):
    """What is shown."""

    batches: tuple[Batch, ...]
    said: str = ""
    """Instead of them: that they are read, or why they cannot be."""
    done: str = ""
    """What was done a moment ago, in words."""
    wrong: bool = False
    """It was not done: the words say why."""


class BatchList(Listing[Taken]):
    """A line for each file, and more of the chosen one below."""

    def lines(self, width: int) -> list[Line]:
        """Return the files."""
        of = self.value
        if not of.batches:
            return [Line(text(f" {of.said or _('no file was taken in')}", MUTED))]
        names = {one.id: one.file for one in of.batches}
        counts = (_("new"), _("known"), _("shared"), _("refused")) if width >= WIDE else (_("new"), _("refused"))
        head = _row((_("taken in"), _("by"), _("file")), counts, "", width, (MUTED, MUTED, MUTED))
        return [Line(head), *(Line(self._line(one, names, width), one.id) for one in of.batches)]

    def _line(self, one: Batch, names: dict[str, str], width: int) -> Content:
        when = days.instant(one.taken_at).removesuffix(" UTC")
        back = one.reverses is not None
        file = f"↩ {names.get(one.reverses or '', '')}" if back else names[one.id]
        numbers = (one.new, one.known, one.shared, one.refused) if width >= WIDE else (one.new, one.refused)
        counts = tuple(phrases.number(number) for number in numbers)
        state = _("TAKEN BACK") if one.taken_back is not None else _("takes back") if back else ""
        if width < WIDE:
            when, state = short_instant(one.taken_at), ""
            file = f"✗ {file}" if one.taken_back is not None else file
        muted = back or one.taken_back is not None
        styles = (MUTED, MUTED, MUTED) if muted else ("", "", STRONG)
        return _row((when, defang(one.operator), file), counts, state, width, styles)

    def pinned(self, width: int) -> list[Line]:
        """Return what else there is to say of the chosen one."""
        of = self.value
        chosen = self.at_cursor()
        lines = [text("─" * width, "$frame")]
        if chosen is not None:
            lines += _more(chosen, width)
        if of.done:
            lines += said_of([of.done], width, "✖" if of.wrong else "✓", STRONG)
        return [Line(line) for line in lines] if len(lines) > 1 else []

    def at_cursor(self) -> Batch | None:
        """Return the chosen file."""
        return next((one for one in self.value.batches if one.id == self.chosen), None)


def _row(
    names: tuple[str, str, str], counts: tuple[str, ...], state: str, width: int, styles: tuple[str, str, str]
) -> Content:
    when, who, file = names
    at, operator, behind = (instant_room(), 16, 16) if width >= WIDE else (short_room(), 12, 0)
    room = max(10, width - 2 - at - operator - COUNTS * len(counts) - behind)
    return Content.assemble(
        " ", fit(text(when, styles[0]), at), " ", fit(text(who, styles[1]), operator - 1), " ",
        fit(text(file, styles[2]), room), *(text(f"{count:>{COUNTS}}", styles[2]) for count in counts),
        fit(text(f"  {state}", ACCENT), behind),
    )  # fmt: skip


def _more(of: Batch, width: int) -> list[Content]:
    """Return the rest of what is known of a batch."""
    named = _("batch {id}, {instant}").format(id=of.id, instant=days.exact_instant(of.taken_at))
    lines = [text(f" {named}", MUTED)]
    if of.reverses is not None:
        said = _("takes back batch …{batch}: {why}").format(batch=of.reverses[-8:], why=defang(of.why or ""))
        return lines + said_of([said], width, "↩")
    rows = _(" rows: {new} new, {known} known before, {shared} shared, {refused} refused, {skipped} skipped").format(
        **{name: phrases.number(getattr(of, name)) for name in ("new", "known", "shared", "refused", "skipped")}
    )
    lines.append(text(rows))
    if of.taken_back is not None:
        lines.append(text(_(" taken back by batch …{batch}").format(batch=of.taken_back[-8:]), ACCENT))
    return lines


class BatchesScreen(Sheet[None]):
    """The list; Enter takes the chosen file back, after a reason and a question."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("home", "end(False)", show=False, priority=True),
        Binding("end", "end(True)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        read: Callable[[], Awaitable[tuple[Batch, ...]]],
        takes_back: Callable[[Batch, Tell], Awaitable[None]],
        chosen: str = "",
    ) -> None:
        """Show the list.

        Args:
            title: Whose files.
            read: Reads them.
            takes_back: Asks about one, takes it back, and then says what was done.
            chosen: Id of the one that is chosen first.
        """
        super().__init__()
        self._sheet_title = title
        self._read = read
        self._takes_back = takes_back
        self._chosen = chosen
        self.listing: BatchList = BatchList(Taken((), _("reading …")))

    def title_line(self) -> Content:
        """Return whose files they are."""
        return text(self._sheet_title, STRONG)

    def keys(self) -> Shown:
        """Return the keys."""
        return (("↑↓", _("choose")), ("⏎", _("take back whole")), ("esc", _("back")))

    async def on_mount(self) -> None:
        """Read the list."""
        await self._again("")
        if self._chosen in self.listing.choosable():
            self.listing.choose(self._chosen)
        self.fit()

    async def _again(self, done: str, wrong: bool = False) -> None:
        try:
            taken = Taken(await self._read(), "", done, wrong)
        except Refused as refusal:
            taken = Taken((), str(refusal))
        self.listing.show(taken)
        if not self.listing.chosen:
            self.listing.choose(self.listing.start())
        self.renew()

    def action_go(self, by: int) -> None:
        """Move the cursor; what is said of the chosen one needs other room."""
        super().action_go(by)
        self.fit()

    def action_end(self, last: bool) -> None:
        """Go to the oldest, or to the newest."""
        self.listing.end(last)
        self.fit()

    async def action_take(self) -> None:
        """Take the chosen file back, after asking."""
        batch = self.listing.at_cursor()
        if batch is None:
            return
        if batch.reverses is not None:
            await self._again(_("this takes one back itself: take the file in again instead"), wrong=True)
        elif batch.taken_back is not None:
            await self._again(_("this file was taken back before"), wrong=True)
        else:
            await self._takes_back(batch, self._again)
