"""Files in and out at the screen: a key opens a sheet, and what it shows is read and written in a thread."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from board.exchange.incoming.folder import shown
from board.locale import _, phrases
from board.model.address import defang
from board.model.moment import Moment
from board.model.wanted import SituationOf
from board.store.batches import Batch, batches_of, take_back
from board.store.opening import Store
from board.store.refused import Refused
from board.ui.file_desk import FileDesk
from board.ui.handing import Handing
from board.ui.screens.ask import Answer, AskScreen
from board.ui.screens.batches import BatchesScreen, Tell
from board.ui.screens.export import ExportScreen, Kind
from board.ui.screens.file_choice import FileChoice
from board.ui.screens.form import Field, FormScreen
from board.ui.screens.reading import ReadingScreen
from board.ui.screens.taking import TakingScreen

if TYPE_CHECKING:
    from board.ui.views import Views


class Files:
    """Opens the sheets on which files are taken in, taken back and written."""

    def __init__(self, app: "Views") -> None:
        """Be ready.

        Args:
            app: The board.
        """
        self._app = app
        self.desk = FileDesk(app.reader, app.officer.desk.operator)
        self._from: Path | None = None
        """The folder of the last file that was looked at."""
        self._to: Path | None = None
        """The folder of the last one that was written."""
        self._back: asyncio.Task[None] | None = None

    @property
    def busy(self) -> str:
        """Why the board must not be left just now, in words; "" where it may be."""
        return _("a file is still being written: wait for it, or call it off with esc") if self.desk.writing else ""

    def close(self) -> None:
        """Finish what is being written."""
        self.desk.close()

    def _shown(self) -> tuple[str, str] | None:
        """Return slug and name of the action that is shown."""
        slug = self._app.action_shown()
        return None if slug is None else (slug, self._app.reader.read(SituationOf(slug)).action.name)

    async def take_in(self) -> None:
        """Open the sheet on which a file is chosen, looked at and taken in.

        Raises:
            Refused: The store cannot be read.
        """
        action = self._shown()
        if action is None or not self._app.officer.may_write():
            return
        slug, name = action

        async def opens(path: Path) -> None:
            self._from = path.parent

            def looked_at(done: bool | None) -> None:
                if done:
                    choice.leave()

            handing = Handing(self.desk, path, slug, name)
            screen = ReadingScreen(handing, self._app.reader.clock, self._app.officer.may_write, self._take)
            await self._app.push_screen(screen, looked_at)

        choice = FileChoice(self._from or _here(), opens, lambda: self._list(slug, name, ""))
        self._app.hush()  # it would lie over what is asked
        await self._app.push_screen(choice)

    async def _take(self, handing: Handing, then: Callable[[bool | None], None]) -> None:
        """Take a table in."""

        async def listed(batch: str) -> None:
            await self._list(handing.action, handing.action_name, batch)

        await self._app.push_screen(TakingScreen(handing, listed, self._app.following.look), then)

    async def batches(self) -> None:
        """Open the list of the files that were taken in.

        Raises:
            Refused: The store cannot be read.
        """
        action = self._shown()
        if action is not None:
            await self._list(*action, "")

    async def _list(self, slug: str, name: str, chosen: str) -> None:
        async def read() -> tuple[Batch, ...]:
            return await self.desk.do(lambda store: tuple(batches_of(store, slug)))

        title = _("files that were taken in · {action}").format(action=name)
        await self._app.push_screen(BatchesScreen(title, read, self._take_back, chosen))

    async def _take_back(self, batch: Batch, tell: Tell) -> None:
        """Ask why a file is taken back, ask whether, and take it back."""
        if not self._app.officer.may_write():
            return
        file = batch.file

        async def typed(values: dict[str, str] | None) -> None:
            if values is None:
                return
            why = values["why"]

            def answered(answer: Answer | None) -> None:
                if answer == Answer.YES:
                    self._back = asyncio.create_task(self._do_take_back(batch, why, tell))

            about = _("{file}, taken in by {operator}: {count} that stand are taken back: {why}").format(
                file=file, operator=defang(batch.operator), count=phrases.entries(batch.new), why=defang(why)
            )
            await self._app.push_screen(AskScreen(_("take the whole file back?"), about), answered)

        fields = (Field("why", _("why"), hint=_("it stands in every entry that takes one back")),)
        form = FormScreen(_("take back {file}").format(file=file), fields, lambda values: defang(values["why"]))
        await self._app.push_screen(form, typed)

    async def _do_take_back(self, batch: Batch, why: str, tell: Tell) -> None:
        if not self._app.officer.may_write():
            return
        operator, clock = self.desk.operator, self._app.reader.clock
        try:
            done = await self.desk.write(lambda store: take_back(store, batch.id, why, operator, clock()))
        except Refused as refusal:
            await tell(str(refusal), True)
            return
        self._app.following.look()
        await tell(_("{file} is taken back: {count}").format(file=done.file, count=phrases.entries(done.new)), False)

    async def export(self) -> None:
        """Open the sheet on which it is chosen what is written, and where to.

        Raises:
            Refused: The store cannot be read.
        """
        action = self._shown()
        if action is None:
            return
        slug, name = action
        moment = self._app.reader.moment

        async def writes(kind: Kind, path: Path) -> int:
            size = await self.desk.write(lambda store: _write(store, kind, path, slug, moment))
            self._to = path.parent
            return size

        def tells(said: str, wrong: bool) -> None:
            self._app.say(said, "error" if wrong else "information")

        self._app.hush()
        await self._app.push_screen(
            ExportScreen(slug, name, self._to or _here(), self._app.reader.clock, moment, writes, tells)
        )


def _write(store: Store, kind: Kind, path: Path, action: str, moment: Moment | None) -> int:
    from board.exchange.outgoing.export import export

    export(store, kind.form, path, action, kind.what, moment)
    try:
        return path.stat().st_size
    except OSError as error:
        raise Refused(_("{file} is gone again").format(file=shown(path))) from error


def _here() -> Path:
    """Return the working directory; the home of the one who sits here where it is gone."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()
