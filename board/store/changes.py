"""Noticing that another program has committed to the store, without reading it."""

from board.store.connection import Connection


class Changes:
    """Watches one connection's view of the file. A look costs microseconds and takes no lock."""

    def __init__(self, connection: Connection) -> None:
        """Start watching.

        Args:
            connection: A connection of this process. Its own commits are not noticed, those of all others are.
        """
        self._connection = connection
        self._seen = self._version()

    def since_last_look(self) -> bool:
        """Say whether somebody has committed since the last look, or since the start."""
        version = self._version()
        changed = version != self._seen
        self._seen = version
        return changed

    def _version(self) -> int:
        row: tuple[int] = self._connection.execute("PRAGMA data_version").fetchone()
        return row[0]
