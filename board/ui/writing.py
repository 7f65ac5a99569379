"""Doing what writes: in a thread, one thing after the other, and saying what came of it."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from board.locale import _
from board.store.refused import Refused
from board.store.running_total import BelowPresent
from board.ui.recording import Desk
from board.ui.screens.form import Give

if TYPE_CHECKING:
    from board.ui.views import Views

LONG = 1.0
"""Seconds after which it is said that something is still being written."""


class Writing:
    """Does what a line, a question or a form was for."""

    def __init__(self, app: "Views", desk: Desk) -> None:
        """Be ready.

        Args:
            app: The board.
            desk: Reaches the store from another thread.
        """
        self._app = app
        self.desk = desk
        self.busy = 0
        """How many things are still being written."""

    def may_write(self) -> bool:
        """Say whether anything can be recorded now, and why if not."""
        if self._app.reader.store.read_only:
            self._app.say(_("the store is open for reading only"))
            return False
        if self._app.reader.moment is not None:
            self._app.say(_("the board is wound back: nothing is recorded in the past; esc on the board is now"))
            return False
        return True

    def do(
        self,
        work: Callable[[], str],
        *,
        after: Callable[[], object] | None = None,
        below: Callable[[BelowPresent], Awaitable[None]] | None = None,
    ) -> None:
        """Do what writes, in a thread, one thing after the other in the order of the keys; say what came of it.

        A board that was wound back since the line, the question or the form was opened records nothing.

        Args:
            work: Writes, and returns in words what it wrote.
            after: Follows once it is written.
            below: Follows where a running total is below the present one.
        """
        if not self.may_write():
            return

        async def run() -> None:
            try:
                said = await self._write(work)
            except BelowPresent as refusal:
                if below is None or self._app.reader.moment is not None:
                    self._app.say(str(refusal), "error")
                else:
                    await below(refusal)
                return
            except Refused as refusal:
                self._app.say(str(refusal), "error")
                return
            self._app.following.look()
            self._app.say(said)
            if after is not None:
                after()

        self.busy += 1
        self._app.run_worker(run())

    async def _write(self, work: Callable[[], str]) -> str:
        """Do what writes and was counted as `busy`; say so when it takes long."""

        def waiting() -> None:
            self._app.say(_("not recorded yet: another program holds the store; the keys work meanwhile"), "warning")

        still = self._app.set_timer(LONG, waiting)
        try:
            return await self.desk.do(work)
        finally:
            still.stop()
            self.busy -= 1

    def giving(
        self, work: Callable[[dict[str, str]], str], after: Callable[[dict[str, str]], object] | None = None
    ) -> Give:
        """Return what a form gives its fields to, which stays open while they are refused.

        Args:
            work: Writes what the fields say, and returns it in words.
            after: Follows once it is written.
        """

        async def give(values: dict[str, str]) -> str:
            if not self.may_write():
                return _("nothing can be added now")
            self.busy += 1
            try:
                said = await self._write(lambda: work(values))
            except Refused as refusal:
                return str(refusal)
            self._app.following.look()
            self._app.say(said)
            if after is not None:
                self._app.call_later(after, values)  # once the form is gone
            return ""

        return give
