"""Which file is taken in: a path is typed, with what lies in its folder below it."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from board.exchange.incoming.folder import Lying, fitting, lying_in, meant, shown
from board.locale import _, days, ngettext, phrases
from board.locale.sizes import size
from board.store.refused import Refused
from board.ui.columns import instant_room
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.screens.sheet import Sheet, Shown
from board.ui.widgets.listing import Line, Listing
from board.ui.widgets.path_line import PathLine

PATIENCE = 2.0
"""Seconds for which a key waits for a folder to be read: one on a network may not answer."""

MOST_SHOWN = 300
"""Files that are listed; whoever has more types a part of the name."""

SIZE = 10
"""Cells of how large a file is."""

PARENT = ".."
"""Stands for the folder above; no file has the name."""

Opens = Callable[[Path], Awaitable[None]]
"""Looks at a file."""


class Folder(NamedTuple):
    """What is listed."""

    path: Path
    lying: tuple[Lying, ...]
    """What fits."""
    left: int = 0
    """What fits, too, but is not listed."""
    why: str = ""
    """Why it cannot be read."""
    typed: bool = False
    """A part of a name is typed: what fits best is chosen first."""


class FolderList(Listing[Folder]):
    """Folders and files."""

    def lines(self, width: int) -> list[Line]:
        """Return a line for each, after the folder above."""
        folder = self.value
        lines = [Line(text(f" {PARENT}", MUTED), PARENT)] if folder.path.parent != folder.path else []
        name = max(20, width - 1 - SIZE - 2 - instant_room())
        lines += [Line(_line(one, name), str(number)) for number, one in enumerate(folder.lying)]
        if folder.why:
            lines.append(Line(text(f" {folder.why}", ACCENT)))
        elif not folder.lying:
            lines.append(Line(text(_(" nothing here fits"), MUTED)))
        if folder.left:
            more = ngettext(
                "{count} more: type a part of the name", "{count} more: type a part of the name", folder.left
            )
            lines.append(Line(text(f" {more.format(count=phrases.number(folder.left))}", MUTED)))
        return lines

    def start(self) -> str:
        """Choose the newest file; where there is none, the first folder."""
        lying = self.value.lying
        if self.value.typed and lying:
            return "0"
        first = next((number for number, one in enumerate(lying) if not one.folder and one.likely), None)
        return str(first) if first is not None else "0" if lying else PARENT

    def at_cursor(self) -> Lying | None:
        """Return what is chosen, None for the folder above."""
        place = int(self.chosen) if self.chosen.isdigit() else -1
        return self.value.lying[place] if 0 <= place < len(self.value.lying) else None


def _line(one: Lying, room: int) -> Content:
    if one.folder:
        return Content.assemble(" ", fit(text(f"{one.shown}/", ACCENT), room))
    style = STRONG if one.likely else MUTED
    when = days.instant(datetime.fromtimestamp(min(max(one.changed, 0.0), 253_402_300_799.0), UTC))
    return Content.assemble(
        " ", fit(text(one.shown, style), room), text(f"{size(one.size):>{SIZE}}  ", MUTED), text(when, MUTED)
    )


class FileChoice(Sheet[None]):
    """Asks which file is looked at, and stays below what is made of it."""

    DEFAULT_CSS = """
    FileChoice #path { height: 1; width: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # none with priority: they must not overtake what is typed before them
        Binding("escape", "leave_sheet", show=False),
        Binding("up", "go(-1)", show=False),
        Binding("down", "go(1)", show=False),
        Binding("pageup", "go_page(-1)", show=False),
        Binding("pagedown", "go_page(1)", show=False),
        Binding("tab", "complete", show=False),
        Binding("ctrl+t", "taken", show=False),
    ]

    def __init__(self, folder: Path, opens: Opens, taken: Callable[[], Awaitable[None]]) -> None:
        """Ask.

        Args:
            folder: Where to look first.
            opens: Looks at a file.
            taken: Shows the files that were taken in.
        """
        super().__init__()
        self._home = folder
        """Where a path that begins with no folder starts."""
        self._wanted = folder
        """The folder that is read, or was read last."""
        self._every: tuple[Lying, ...] = ()
        self._why = ""
        self._opens = opens
        self._taken = taken
        self._reading: asyncio.Task[None] | None = None
        self.listing: FolderList = FolderList(Folder(folder, ()))

    def title_line(self) -> Content:
        """Return in which folder it is looked."""
        return Content.assemble(
            text(_("take in a file"), STRONG),
            "   ",
            text(shown(self._wanted, min(self.WIDEST, self.app.size.width) - 24), MUTED),
        )

    def keys(self) -> Shown:
        """Return the keys."""
        return (
            ("↑↓", _("choose")), (_("a…z"), _("narrow")), ("⏎", _("look at it")), ("Tab", _("complete")),
            ("^t", _("taken in")), ("esc", _("leave")),
        )  # fmt: skip

    def above(self) -> Iterator[Widget]:
        """Yield the line in which the path is typed."""
        yield PathLine(placeholder=_("a part of a name, or a path"), id="path")

    async def on_mount(self) -> None:
        """Look into the first folder."""
        self.query_one(PathLine).focus()
        self._look_into(self._home)
        await self._settled()

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self.query_one(PathLine).value

    def on_input_changed(self, event: Input.Changed) -> None:
        """List what fits what is typed."""
        event.stop()
        self._follow()

    def _follow(self) -> None:
        """List what fits what is typed; look into another folder where the path leads there."""
        folder, _name = meant(self.typed, self._home)
        if folder != self._wanted:
            self._look_into(folder)
        else:
            self._narrow()

    def _look_into(self, folder: Path) -> None:
        """Read a folder in a thread; what was being read before is no longer waited for."""
        if self._reading is not None:
            self._reading.cancel()
        self._wanted, self._every, self._why = folder, (), ""
        self._reading = asyncio.create_task(self._read(folder))

    async def _read(self, folder: Path) -> None:
        try:
            self._every, self._why = await asyncio.to_thread(lying_in, folder), ""
        except Refused as refusal:
            self._why = str(refusal)
        self._narrow()

    async def _settled(self) -> None:
        """Wait until the folder is read, for a while."""
        self._follow()
        if self._reading is not None:
            with suppress(TimeoutError, asyncio.CancelledError):
                await asyncio.wait_for(asyncio.shield(self._reading), PATIENCE)

    def _narrow(self) -> None:
        _folder, name = meant(self.typed, self._home)
        found = fitting(self._every, name)
        value = Folder(
            self._wanted, tuple(found[:MOST_SHOWN]), max(0, len(found) - MOST_SHOWN), self._why, bool(name.strip())
        )
        if self.listing.show(value):
            self.listing.choose(self.listing.start())
            self.renew()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Open the folder, or look at the file."""
        event.stop()
        await self.action_take()

    async def action_take(self) -> None:
        """Open the folder, or look at the file."""
        await self._settled()
        one = self.listing.at_cursor()
        _folder, name = meant(self.typed, self._home)
        if one is None and name.strip() and not self.listing.value.lying:
            await self._open(self._wanted / name.strip())  # hidden, or written otherwise than it is shown
        elif one is None:
            self._enter(self._wanted.parent)
        elif one.folder:
            self._enter(one.path)
        else:
            await self._opens(one.path)

    async def _open(self, path: Path) -> None:
        try:
            folder = await asyncio.wait_for(asyncio.to_thread(path.is_dir), PATIENCE)
        except (OSError, ValueError):
            folder = False
        if folder:
            self._enter(Path(os.path.normpath(path)))
        else:
            await self._opens(path)

    def _enter(self, folder: Path) -> None:
        self._home = folder
        self.query_one(PathLine).value = ""
        self._look_into(folder)

    async def action_complete(self) -> None:
        """Open the chosen folder, or put the name of the chosen file in the line."""
        await self._settled()
        one = self.listing.at_cursor()
        if one is None:
            return
        if one.folder:
            self._enter(one.path)
        elif one.shown == one.path.name:
            line = self.query_one(PathLine)
            _folder, name = meant(line.value, self._home)
            line.value = line.value[: len(line.value) - len(name)] + one.shown
            line.cursor_position = len(line.value)

    async def action_taken(self) -> None:
        """Show the files that were taken in."""
        await self._taken()
