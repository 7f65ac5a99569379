"""Which record a store has taken in. Loaded at every start, so it knows nothing of what a record holds."""

import hashlib
from pathlib import Path

from board.locale import _
from board.model.vocabulary import Marking
from board.store.connection import Connection
from board.store.refused import Refused


def shipped_record() -> Path:
    """Return the folder of the public record that ships with the board."""
    package = Path(__file__).parent.parent
    installed = package / "data" / "record"
    return installed if installed.is_dir() else package.parent / "data" / "record"


def shipped_exercise() -> Path:
    """Return the scenario that an exercise plays when nobody names another."""
    return shipped_record().parent / "exercises" / "four-days.json"


def digest_of(folder: Path) -> str:
    """Return the SHA-256 over the names and contents of a record's files, in hexadecimal.

    Raises:
        Refused: The folder holds no record, or a file of it cannot be read.
    """
    digest = hashlib.sha256()
    try:
        files = sorted(folder.glob("*.json"))
        for file in files:
            content = file.read_bytes()
            digest.update(f"{file.name} {len(content)}\n".encode())
            digest.update(content)
    except OSError as error:
        raise Refused(_("the record in {folder} cannot be read: {why}").format(folder=folder, why=error)) from error
    if not files:
        raise Refused(_("there is no record in {folder}: it holds no JSON file").format(folder=folder))
    return digest.hexdigest()


def is_known(connection: Connection, digest: str) -> bool:
    """Say whether the store has taken in the record with this digest."""
    row = connection.execute("SELECT 1 FROM settings WHERE key = :key", {"key": f"record {digest}"}).fetchone()
    return row is not None


def setting(connection: Connection, key: str) -> str | None:
    """Return one thing the store knows of itself, None if it does not."""
    row: tuple[str] | None = connection.execute("SELECT value FROM settings WHERE key = :key", {"key": key}).fetchone()
    return row and row[0]


def is_exercise(connection: Connection) -> bool:
    """Say whether the whole store is an exercise: nothing in it is real, and nothing real comes into it."""
    return setting(connection, "exercise") is not None


def marking_of(connection: Connection) -> Marking:
    """Return with whom the content of the store may be shared."""
    return Marking(setting(connection, "marking") or Marking.RED)


def editions(connection: Connection) -> list[str]:
    """Return the editions of the records the store has taken in, oldest first."""
    rows = connection.execute("SELECT DISTINCT value FROM settings WHERE key LIKE 'record %' ORDER BY value").fetchall()
    return [row[0] for row in rows]
