"""A file that is being taken in: how far it is; and at the end what came of it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import monotonic
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content

from board.exchange.incoming.folder import shown
from board.locale import _, ngettext, phrases
from board.model.text import clean
from board.store.refused import Refused
from board.ui.drawing import ACCENT, MUTED, STRONG, text
from board.ui.file_desk import CalledOff
from board.ui.handing import Came, Handing
from board.ui.screens.form import Field, FormScreen
from board.ui.screens.sheet import Sheet, Shown
from board.ui.widgets.listing import Line, Listing
from board.ui.widgets.outcome import counts_large, reasons, said_of, tallies

LOOK_SECONDS = 0.1
"""How often it is said how far it is."""

STEADY = 0.5
"""Seconds after which a rate means something."""


class Passing(NamedTuple):
    """How far it is, or what came of it."""

    share: float = 0.0
    rows: int = 0
    seconds: float = 0.0
    came: Came | None = None
    refusal: str = ""
    """Why nothing was taken in."""


class Outcome(Listing[Passing]):
    """A bar while it runs; then the counts, large, what was added, and what was refused."""

    def lines(self, width: int) -> list[Line]:
        """Return what is said now."""
        of = self.value
        if of.refusal:
            said = said_of([of.refusal], width, "✖", STRONG)
            return [Line(line) for line in [*said, Content(""), text(_(" nothing was taken in"), ACCENT)]]
        if of.came is None:
            return [Line(line) for line in progress(of, width)]
        return [Line(line) for line in came_of(of.came, width)]


def progress(of: Passing, width: int) -> list[Content]:
    """Return how far it is: a bar, the share, rows, rows a second, and how long it still takes."""
    done = int((width - 2) * of.share)
    bar = Content.assemble(" ", text("█" * done, ACCENT), text("░" * (width - 2 - done), MUTED))
    said = [text(_(" {percent} %").format(percent=int(of.share * 100)), STRONG)]
    if of.rows:
        said.append(text(ngettext("   {count} row", "   {count} rows", of.rows).format(count=phrases.number(of.rows))))
    if of.rows and of.seconds > STEADY:
        said.append(text(_("   {count} a second").format(count=phrases.number(int(of.rows / of.seconds))), MUTED))
        if 0 < of.share < 1:
            left = of.seconds / of.share * (1 - of.share)
            said.append(text(_("   {time} left").format(time=_time(left)), STRONG))
    elif of.share >= 1:
        said.append(text(_("   writing …"), MUTED))
    return [Content(""), bar, Content(""), Content.assemble(*said), Content("")]


def _time(seconds: float) -> str:
    if seconds < 90:
        return _("{count} s").format(count=max(1, round(seconds)))
    return _("{count} min").format(count=round(seconds / 60))


def came_of(came: Came, width: int) -> list[Content]:
    """Return what came of a file."""
    taken = came.taken
    lines = [Content.assemble(" ", line) for line in counts_large(taken, width - 1)]
    if taken.same_as is not None:
        lines.append(text(_(" this very file was taken in before, as batch …{batch}: nothing counts again").format(
            batch=taken.same_as[-8:]), ACCENT))  # fmt: skip
    added = tallies(taken, width - 2, 60)
    if added:
        lines += [Content(""), *(Content.assemble(" ", line) for line in added)]
    if taken.batch is not None:
        said = _(" batch …{batch}: ^t takes it back whole")
        lines += [Content(""), text(said.format(batch=taken.batch[-8:]), MUTED)]
    if taken.refused:
        lines += [Content(""), text(_(" refused, and not counted"), ACCENT)]
        if came.file is not None:
            place = shown(came.file) if came.elsewhere else _("{file}, beside it").format(file=clean(came.file.name))
            lines += said_of([_("mend them in {file}, and take that file in").format(file=place)], width, "→")
        elif came.unwritten:
            lines += said_of([_("{why}; w writes them elsewhere").format(why=clean(came.unwritten))], width, "!")
        lines += [Content.assemble("   ", line) for line in reasons(came, width - 4, 200)]
    return lines


class TakingScreen(Sheet[bool]):
    """Takes a table in; True once it was, None where it was called off or refused."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+t", "batches", show=False, priority=True),
        Binding("w", "write_refused", show=False, priority=True),
        Binding("home", "end(False)", show=False, priority=True),
        Binding("end", "end(True)", show=False, priority=True),
    ]

    def __init__(
        self, handing: Handing, batches: Callable[[str], Awaitable[None]], written: Callable[[], None]
    ) -> None:
        """Take a table in.

        Args:
            handing: How.
            batches: Shows the files that were taken in, one of them chosen.
            written: Is called when the ledger has grown.
        """
        super().__init__()
        self._handing = handing
        self._batches = batches
        self._written = written
        self._run = handing.begin()
        self._under_way = True
        self._work: asyncio.Task[None] | None = None
        self.listing: Outcome = Outcome(Passing())

    def title_line(self) -> Content:
        """Return what is done with which file."""
        table = self._handing.tables[self._handing.place]
        came = self.listing.value.came
        said = (
            _("taking in {file}") if self._under_way else _("✓ taken in: {file}") if came else _("not taken in: {file}")
        )
        name = said.format(file=table.name)
        return Content.assemble(
            text(name, STRONG), text(_("  →  {action}").format(action=self._handing.action_name), ACCENT)
        )

    def keys(self) -> Shown:
        """Return the keys."""
        if self._under_way:
            return (("esc", _("call it off: nothing of it is kept")),)
        came = self.listing.value.came
        keys = [("⏎", _("done"))]
        if came is not None and came.taken.batch is not None:
            keys.append(("^t", _("files taken in, take one back")))
        if came is not None and came.unwritten:
            keys.append(("w", _("write the refused rows")))
        if came is not None and came.taken.refused:
            keys.append(("↑↓", _("read on")))
        return tuple(keys)

    async def on_mount(self) -> None:
        """Begin."""
        self.set_interval(LOOK_SECONDS, self._tell)
        self._work = asyncio.create_task(self._take())

    def on_unmount(self) -> None:
        """Keep nothing that nobody waits for: what is not whole is undone."""
        self._run.call_off()

    async def _take(self) -> None:
        came, refusal = None, ""
        try:
            came = await self._handing.take(self._run)
        except CalledOff:
            refusal = _("called off")
        except Refused as refused:
            refusal = str(refused)
        self._under_way = False
        if came is not None:
            self._written()
        if not self.is_attached:
            return
        if self._run.off and came is None:
            self.leave()
            return
        self.listing.show(Passing(came=came, refusal=refusal))
        self.renew()

    def _tell(self) -> None:
        if self._under_way:
            self.listing.show(Passing(self._run.share, self._run.rows, monotonic() - self._run.begun))
            self.renew()

    def action_leave_sheet(self) -> None:
        """Call it off while it runs; else be done."""
        if self._under_way:
            self._run.call_off()
        else:
            self.dismiss(True if self.listing.value.came is not None else None)

    async def action_take(self) -> None:
        """Be done, once it is."""
        if not self._under_way:
            self.action_leave_sheet()

    def action_end(self, last: bool) -> None:
        """Go to the end of what is said, or to its beginning."""
        self.listing.end(last)

    async def action_batches(self) -> None:
        """Show the files that were taken in."""
        came = self.listing.value.came
        if came is not None:
            await self._batches(came.taken.batch or "")

    async def action_write_refused(self) -> None:
        """Ask where the refused rows go, where they could not be written beside the file."""
        came = self.listing.value.came
        if came is None or not came.unwritten:
            return

        async def typed(values: dict[str, str] | None) -> None:
            if values is not None:
                await self._write_refused(came, Path(values["file"]).expanduser())

        field = Field("file", _("file"), f"{clean(self._handing.path.name)}.refused.csv")
        form = FormScreen(
            _("where the refused rows go"), (field,), lambda values: shown(Path(values["file"]).absolute())
        )
        await self.app.push_screen(form, typed)

    async def _write_refused(self, came: Came, file: Path) -> None:
        try:
            written = await self._handing.write_refused(file)
            said = came._replace(file=written.absolute(), unwritten="", elsewhere=True)
        except Refused as refusal:
            said = came._replace(unwritten=str(refusal))
        self.listing.show(Passing(came=said))
        self.renew()
