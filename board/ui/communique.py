"""Opening the draft of a communiqué on the board, and writing it to a file."""

from typing import TYPE_CHECKING

from board.exchange.communique.report import report, unbroken
from board.exchange.incoming.folder import shown
from board.locale import _
from board.model.moment import Moment
from board.model.wanted import WallOf
from board.store.opening import Store
from board.ui.screens.communique import CommuniqueScreen
from board.ui.screens.form import Field, FormScreen

if TYPE_CHECKING:
    from board.ui.app import BoardApp


async def open_draft(app: "BoardApp") -> None:
    """Show the draft of the action that is shown.

    Raises:
        Refused: The store cannot be read.
    """
    slug = app.action_shown()
    if slug is None or isinstance(app.screen, CommuniqueScreen):
        return

    async def drafts(language: str, moment: Moment | None) -> str:
        return await app.files.desk.do(lambda store: unbroken(store, language, slug, moment))

    def writes(language: str) -> None:
        _ask(app, slug, language)

    await app.push_screen(CommuniqueScreen(app.reader.read(WallOf(slug)), app.state(), drafts, writes))


def _ask(app: "BoardApp", slug: str, language: str) -> None:
    """Ask where a draft is written to, and write it."""
    from pathlib import Path

    moment = app.reader.moment
    at = moment.at if moment is not None else app.reader.clock()
    fields = (Field("file", _("file"), f"{slug}-{language}-{at:%Y-%m-%d}.md", hint=_("it ends in .md, .html or .txt")),)

    async def written(values: dict[str, str] | None) -> None:
        if values is None:
            return
        path = Path(values["file"]).expanduser()

        def put(store: Store) -> None:
            from board.exchange.communique.forms import FORMS
            from board.exchange.outgoing.whole_file import write
            from board.store.refused import Refused

            if path.exists():
                raise Refused(_("{file} is there already: name another").format(file=shown(path)))
            ending = path.suffix.removeprefix(".").lower()
            form = ending if ending in FORMS else "txt"
            write([report(store, language, form, slug, moment).encode()], path, store.path)

        async def work() -> None:
            await app.files.desk.write(put)
            app.say(_("written: {file}").format(file=shown(path)))

        await app.attempt(work())

    form = FormScreen(_("write the draft"), fields, lambda values: shown(Path(values["file"])))
    app.push_screen(form, written)
