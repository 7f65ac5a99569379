"""Where files are read and written: a thread with a store of its own, so that the keyboard lives meanwhile."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import TypeVar

from board.model.incoming import Row, Table
from board.store.opening import Store
from board.store.reader import Reader
from board.ui.own_store import OwnStore

Made = TypeVar("Made")


class CalledOff(Exception):
    """Somebody no longer wants what was being done: nothing of it is written."""


class Run:
    """Something that is being done in the thread: how far it is, and whether it is still wanted."""

    def __init__(self) -> None:
        """Begin."""
        self.share = 0.0
        """Of the file, from 0 to 1."""
        self.rows = 0
        self.begun = monotonic()
        self._off = False

    def call_off(self) -> None:
        """Let it end as soon as it looks up; what it has written in its transaction is undone."""
        self._off = True

    @property
    def off(self) -> bool:
        """Whether it was called off."""
        return self._off

    def progress(self, share: float, rows: int) -> None:
        """Take note of how far it is; called by the thread.

        Raises:
            CalledOff: It is no longer wanted.
        """
        self.look_up()
        self.share, self.rows = share, rows

    def look_up(self) -> None:
        """Go on only if it is still wanted.

        Raises:
            CalledOff: It is not.
        """
        if self._off:
            raise CalledOff

    def watched(self, table: Table) -> Table:
        """Return a table that nobody goes on reading once this is called off."""

        def rows() -> Iterator[Row]:
            for row in table.rows():
                self.look_up()
                yield row

        return table._replace(rows=rows)


class FileDesk:
    """Does one thing after the other in a thread, with a store that is opened once and only there."""

    def __init__(self, reader: Reader, operator: str) -> None:
        """Take the place.

        Args:
            reader: On the store that the board shows.
            operator: Who takes files in.
        """
        self.reader = reader
        self.operator = operator
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="files")
        self._store = OwnStore(reader)
        self._run: Run | None = None
        self.writing = 0
        """How many things are being written."""

    def begin(self) -> Run:
        """Return what is done from here on; it is called off where the board is left."""
        self._run = Run()
        return self._run

    async def do(self, work: Callable[[Store], Made]) -> Made:
        """Do something with the store of the thread.

        Raises:
            Refused: The store cannot be opened, or the work raises it.
            CalledOff: As the work raises it.
        """
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._store.do, work)

    async def write(self, work: Callable[[Store], Made]) -> Made:
        """Do something that writes; the board is not left meanwhile. Raises as `do`."""
        self.writing += 1
        try:
            return await self.do(work)
        finally:
            self.writing -= 1

    async def look(self, work: Callable[[], Made]) -> Made:
        """Do something in the thread that needs no store."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Call off what can be, finish what cannot, and let go of the store."""
        if self._run is not None:
            self._run.call_off()
        self._thread.submit(self._store.let_go)
        self._thread.shutdown()
