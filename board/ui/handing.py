"""One file on its way in: opened, looked at, rehearsed, taken in, all in a thread; and what a person said of it."""

from pathlib import Path
from typing import NamedTuple

from board.exchange.incoming.handing_in import How, Looked, hand_in, look, open_file
from board.exchange.incoming.refused_rows import RefusedRows, beside
from board.exchange.incoming.told import Told
from board.locale import _
from board.model.incoming import Table
from board.model.taken import Taken
from board.model.taken import Told as ToldOfRow
from board.store.opening import Store
from board.store.refused import Refused
from board.ui.file_desk import FileDesk, Run

MOST_REHEARSED = 4 * 1024**2
"""Bytes of a file that is rehearsed unasked: a rehearsal holds the store, and others wait for it."""

FIRST = 200
"""Refused rows that are shown; all of them stand in their file."""

_DIFFERS = "--correct"
"""Stands in the reason of a row for which an earlier file said another number: the option that settles it."""


class Refusals(RefusedRows):
    """The rows that are refused, and how many of them only differ from an earlier file."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.differing = 0

    def add(self, told: ToldOfRow) -> None:
        """Take note of a row, if it was refused."""
        before = len(self)
        super().add(told)
        if len(self) > before and _DIFFERS in told.why:
            self.differing += 1


class Came(NamedTuple):
    """What came of a file, or would come of it."""

    taken: Taken
    refused: tuple[tuple[int, str], ...]
    """The first refused rows with their reasons."""
    differing: int = 0
    """How many rows were refused because an earlier file said another number for the same."""
    file: Path | None = None
    """Where the refused rows were written."""
    unwritten: str = ""
    """Why they could not be."""
    elsewhere: bool = False
    """They were not written beside the file that they came from."""


class Handing:
    """A file that somebody hands in at the screen. Nothing is written before `take`."""

    def __init__(self, desk: FileDesk, path: Path, action: str, action_name: str) -> None:
        """Take a file in hand; it is not opened yet.

        Args:
            desk: Where it is read and written.
            path: Of the file.
            action: Slug of the action that it is counted in.
            action_name: Its name, clean.
        """
        self._desk = desk
        self.path = path
        self.action = action
        self.action_name = action_name
        self.tables: tuple[Table, ...] = ()
        self.place = 0
        """Which of the tables is looked at."""
        self.done: set[int] = set()
        """Which of them were taken in."""
        self.told = Told()
        """What a person said of this table."""
        self.how = How()
        self.looked: Looked | None = None
        self.rehearsed: Came | None = None
        self._refusals = Refusals()

    @property
    def ready(self) -> bool:
        """Whether it is known how the table is read, and nothing has to be asked."""
        return self.looked is not None and not (self.looked.recognition and self.looked.recognition.questions)

    @property
    def small(self) -> bool:
        """Whether it is rehearsed unasked."""
        return self.tables[self.place].size <= MOST_REHEARSED

    def begin(self) -> Run:
        """Return what is done with it from here on."""
        return self._desk.begin()

    async def open(self) -> None:
        """Open the file.

        Raises:
            Refused: It cannot be read, or holds no table.
        """
        self.tables = await self._desk.look(lambda: open_file(self.path))

    def turn_to(self, place: int) -> None:
        """Take another of the tables in hand; nothing is known of it yet."""
        self.place = place
        self.told, self.looked, self.rehearsed = Told(), None, None
        self.how = How()

    async def look(self, run: Run, told: Told) -> None:
        """Find out how the table is read with what is told of it.

        Raises:
            Refused: It cannot be read, or is of something else.
            CalledOff: The run was called off.
        """
        table = run.watched(self.tables[self.place])
        looked = await self._desk.do(lambda store: look(store, table, self.action, told))
        run.look_up()  # somebody may have turned to another table meanwhile
        self.told, self.looked, self.rehearsed = told, looked, None

    async def rehearse(self, run: Run) -> None:
        """Find out what would count; nothing is written.

        Raises:
            Refused: A question stands, the file is not what it was, or the store cannot be written.
            CalledOff: The run was called off.
        """
        how = self.how._replace(dry_run=True)
        came = await self._desk.do(lambda store: self._hand_in(store, run, how))
        run.look_up()
        self.rehearsed = came

    async def take(self, run: Run) -> Came:
        """Take the table in, all of it or nothing; write what was refused beside the file.

        Raises:
            Refused: A question stands, the file is not what it was, or the store cannot be written.
            CalledOff: The run was called off.
        """
        came = await self._desk.write(lambda store: self._hand_in(store, run, self.how))
        self.done.add(self.place)
        return came

    async def write_refused(self, file: Path) -> Path:
        """Write the rows that were refused to a file; return which, as none that lies there is replaced.

        Raises:
            Refused: It cannot be written.
        """
        return await self._desk.write(lambda store: self._refusals.write(self.tables[self.place], file, store.path))

    def _hand_in(self, store: Store, run: Run, how: How) -> Came:
        looked = self.looked
        if looked is None:
            raise Refused(_("it is not known yet how the file is read"))
        raw = self.tables[self.place]
        refusals = Refusals()
        now = self._desk.reader.clock()
        taken = hand_in(
            store,
            looked._replace(table=run.watched(raw)),
            how,
            self._desk.operator,
            now,
            refused=refusals,
            progress=run.progress,
        )
        file, unwritten = None, ""
        if taken.refused and not how.dry_run:
            self._refusals = refusals
            try:
                file = refusals.write(raw, beside(self.path, raw), store.path)
            except Refused as refusal:
                unwritten = str(refusal)
        return Came(taken, tuple(refusals.first(FIRST)), refusals.differing, file, unwritten)
