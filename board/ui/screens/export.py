"""What leaves the board as a file: which part of the action, in which form, and where to."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from board.exchange.incoming.folder import shown
from board.locale import _, phrases
from board.locale.sizes import size
from board.model.moment import Moment
from board.store.refused import Refused
from board.ui.drawing import ACCENT, MUTED, STRONG, fit, text
from board.ui.screens.ask import Answer, AskScreen
from board.ui.screens.form import Words
from board.ui.screens.sheet import Sheet, Shown
from board.ui.widgets.listing import Line, Listing
from board.ui.widgets.outcome import said_of
from board.ui.widgets.path_line import PathLine


class Kind(NamedTuple):
    """What can be written."""

    key: str
    form: str
    """As `export` names it, and the ending of the file."""
    what: str | None
    """Which table, where the form holds one."""
    label: str
    more: str


def kinds() -> tuple[Kind, ...]:
    """Return everything that can be written, what is wanted most first."""
    return (
        Kind("html", "html", None, _("report, to be read and printed"), "HTML"),
        Kind("md", "md", None, _("report, for mail and text editors"), "Markdown"),
        Kind("xlsx", "xlsx", None, _("workbook: ledger, tallies, published"), "XLSX"),
        Kind("ledger", "csv", "ledger", _("ledger, every entry"), "CSV"),
        Kind("lines", "jsonl", "ledger", _("ledger, for other programs"), "JSON Lines"),
        Kind("totals", "csv", "totals", _("tallies"), "CSV"),
        Kind("statements", "csv", "statements", _("what was published"), "CSV"),
    )


def name_for(kind: Kind, action: str, now: datetime, moment: Moment | None) -> str:
    """Return a sensible name: "is-2019-11-2026-11-25.html"; of a board that is wound back with the minute.

    Args:
        kind: What is written.
        action: Slug.
        now: This instant, aware.
        moment: To which the board is wound back.
    """
    at = now if moment is None else moment.at
    day = f"{at.astimezone(UTC):%Y-%m-%d}" if moment is None else f"{at.astimezone(UTC):%Y-%m-%dT%H%MZ}"
    table = f"-{kind.what}" if kind.what else ""
    return f"{action}{table}-{day}.{kind.form}"


class Offered(NamedTuple):
    """What is shown."""

    said: str = ""
    """What was done or went wrong, in words."""
    wrong: bool = False


class KindList(Listing[Offered]):
    """The kinds, and what came of writing one."""

    def lines(self, width: int) -> list[Line]:
        """Return a line for each kind."""
        offered = kinds()
        room = max(42, *(cell_len(one.label) + 2 for one in offered))
        return [
            Line(Content.assemble(" ", fit(text(one.label, STRONG), room), text(one.more, MUTED)), one.key)
            for one in offered
        ]

    def pinned(self, width: int) -> list[Line]:
        """Return what was done."""
        of = self.value
        if not of.said:
            return []
        said = said_of([of.said], width, "✖" if of.wrong else "✓", STRONG)
        return [Line(text("─" * width, "$frame")), *(Line(line) for line in said)]


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # whatever it is, writing to it says it
        return False


Writes = Callable[[Kind, Path], Awaitable[int]]
"""Writes a file and returns its size in bytes."""


class ExportScreen(Sheet[None]):
    """Asks what is written, and where to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # none with priority: they must not overtake what is typed before them
        Binding("escape", "leave_sheet", show=False),
        Binding("up", "go(-1)", show=False),
        Binding("down", "go(1)", show=False),
    ]

    def __init__(
        self,
        action: str,
        action_name: str,
        folder: Path,
        now: Callable[[], datetime],
        moment: Moment | None,
        writes: Writes,
        tells: Callable[[str, bool], None],
    ) -> None:
        """Ask.

        Args:
            action: Slug.
            action_name: Its name, clean.
            folder: Where a name without a folder goes.
            now: The board's clock.
            moment: To which the board is wound back.
            writes: Writes a file.
            tells: Says what came of it, and whether that is a refusal, where nobody looks at this any more.
        """
        super().__init__()
        self._action = action
        self._action_name = action_name
        self._folder = folder
        self._now = now
        self._moment = moment
        self._writes = writes
        self._tells = tells
        self._filled = ""
        """The name that was filled in last."""
        self._writing: asyncio.Task[None] | None = None
        self._done = False
        self.listing: KindList = KindList(Offered())

    def title_line(self) -> Content:
        """Return of what it is."""
        parts = [text(_("export"), STRONG), text(f"   {self._action_name}", MUTED)]
        if self._moment is not None:
            parts.append(text(f"   {phrases.wound_back(self._moment)}", ACCENT))
        return Content.assemble(*parts)

    def keys(self) -> Shown:
        """Return the keys."""
        if self._done:
            return (("⏎", _("done")),)
        return (("↑↓", _("what")), (_("a…z"), _("where to")), ("⏎", _("write it")), ("esc", _("leave")))

    def above(self) -> Iterator[Widget]:
        """Yield the line in which it is typed where to."""
        yield PathLine(id="path")
        yield Words(Content(""), id="where")

    async def on_mount(self) -> None:
        """Fill in a name."""
        line = self.query_one(PathLine)
        line.focus()
        self._fill_in()

    def _kind(self) -> Kind:
        return next((one for one in kinds() if one.key == self.listing.chosen), kinds()[0])

    def _fill_in(self) -> None:
        """Put the name that goes with what is chosen in the line, unless somebody has typed another."""
        line = self.query_one(PathLine)
        if line.value in ("", self._filled):
            self._filled = name_for(self._kind(), self._action, self._now(), self._moment)
            line.value = self._filled
            line.cursor_position = len(line.value)

    def action_go(self, by: int) -> None:
        """Choose what is written."""
        super().action_go(by)
        self._fill_in()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say where it comes to lie; whoever types wants to write again."""
        event.stop()
        path = self._path()
        self.query_one("#where", Words).show(
            text(f"→ {shown(path, min(self.WIDEST, self.app.size.width) - 8)}" if path is not None else "", MUTED)
        )
        if self._done:
            self._say("")

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Write it."""
        event.stop()
        await self.action_take()

    def _path(self) -> Path | None:
        """Return where it comes to lie, None where nothing is typed or nobody is called so."""
        typed = self.query_one(PathLine).value.strip()
        try:
            return self._folder / Path(typed).expanduser() if typed else None
        except (OSError, RuntimeError):
            return None

    async def action_take(self) -> None:
        """Write it; ask first where something would be overwritten."""
        if self.app.screen is not self or self._writing is not None:
            return
        if self._done:
            self.dismiss(None)
            return
        path = self._path()
        if path is None:
            self._say(_("name a file"), wrong=True)
            return
        kind = self._kind()
        there = await asyncio.to_thread(_is_file, path)
        if not there:
            self._begin(kind, path)
            return

        def answered(answer: Answer | None) -> None:
            if answer == Answer.YES:
                self._begin(kind, path)

        about = _("{file} is there already, in {folder}").format(
            file=shown(Path(path.name), 60), folder=shown(path.parent, 60)
        )
        await self.app.push_screen(AskScreen(_("overwrite it?"), about), answered)

    def _begin(self, kind: Kind, path: Path) -> None:
        self._say(_("writing …"))
        self._writing = asyncio.create_task(self._write(kind, path))

    async def _write(self, kind: Kind, path: Path) -> None:
        try:
            written, wrong = await self._writes(kind, path), False
            said = _("written: {file}, {size}; only you can read it").format(file=shown(path), size=size(written))
        except Refused as refusal:
            said, wrong = str(refusal), True
        self._writing = None
        if self.is_attached:
            self._say(said, wrong=wrong, done=not wrong)
        else:
            self._tells(said, wrong)

    def _say(self, said: str, *, wrong: bool = False, done: bool = False) -> None:
        self._done = done
        self.listing.show(Offered(said, wrong))
        self.renew()
