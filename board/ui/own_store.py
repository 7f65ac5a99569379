"""The store that a thread opens for itself: once, when it is first needed, and anew where the file was exchanged."""

from collections.abc import Callable
from typing import TypeVar

from board.locale import _
from board.store.opening import Store, must_be
from board.store.reader import Reader
from board.store.refused import Refused

Made = TypeVar("Made")


class OwnStore:
    """A second store on the file that the board shows, for one thread; the key of an encrypted one takes its time."""

    def __init__(self, reader: Reader) -> None:
        """Open nothing yet.

        Args:
            reader: On the store that the board shows.
        """
        self._reader = reader
        self._store: Store | None = None

    def do(self, work: Callable[[Store], Made]) -> Made:
        """Do something with the store; only ever called by the one thread.

        Raises:
            Refused: It was not opened to be written to, cannot be opened, is another file now, or the work raises it.
                The store is opened anew for what comes after.
        """
        again = self._reader.store.again
        if again is None:
            raise Refused(_("this store was not opened to be written to"))
        if self._store is None:
            self._store = again()
        try:
            must_be(self._store.path, self._store.opened)
            return work(self._store)
        except Refused:
            self.let_go()
            raise

    def let_go(self) -> None:
        """Close the store, if it is open; called by the thread that opened it."""
        if self._store is not None:
            self._store.close()
            self._store = None
