"""Another program at the store while a board is open in this process.

It uses the board's own SQLite library, without the board's settings: two libraries in one process do not see each
other's locks, as closing a file in one of them drops the locks that the other holds (POSIX).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3 as driver
else:
    try:
        from sqlcipher3 import dbapi2 as driver
    except ImportError:
        import sqlite3 as driver

Refusal = driver.IntegrityError
"""What a constraint or a trigger raises."""


@contextmanager
def other_program(path: Path) -> Iterator[sqlite3.Connection]:
    """Connect as another program would; what the block did is committed at its end."""
    connection = driver.connect(str(path))
    try:
        with connection:
            yield connection
    finally:
        connection.close()
