"""Taking in a file: what its rows count is appended in one transaction, and nothing is counted twice.

A row is known by the sender's own reference. One that has none is known by what it says, and by how often the file
says it: agency, stage, content type, provider, the file's own time, and the count. So the same file again, or the same
row in a corrected file, counts once. Where an earlier file said another number for the same, nobody can tell whether it
was put right or grew: the row is refused, unless it is said which.
"""

from collections.abc import Callable, Iterable

from board.model.incoming import Understood
from board.model.taken import File, Taken, Told
from board.store import batches
from board.store.appending import When
from board.store.connection import speaking
from board.store.ledger import check, recording
from board.store.opening import Store
from board.store.taking import Taking

CACHE = 65_536
"""KiB of pages kept in memory while a file is taken in."""


def take_in(
    store: Store,
    file: File,
    rows: Iterable[Understood],
    operator: str,
    now: When,
    tell: Callable[[Told], None] = lambda _told: None,
) -> Taken:
    """Append what a file counts, in one transaction: all of it is on disk when this returns, or nothing is.

    Args:
        store: A store that may be written.
        file: Which, and how.
        rows: What it says, row by row; read while the store is held.
        operator: Who takes it in.
        now: This instant, aware, or a clock that tells it.
        tell: Is told of each row that does not count anew, in no certain order.

    Raises:
        Refused: There is no such action, the store cannot be written, or reading the rows raises it. Nothing is
            recorded then.
    """
    who = check(store, operator)
    connection = store.connection
    with speaking(store.path, store.wait):
        size = connection.execute("PRAGMA cache_size").fetchone()[0]
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
    try:
        with recording(store):
            same = batches.standing_with(connection, file.action, file.digest)
            if same is not None and not same.refused:
                return Taken(None, 0, same.new + same.known + same.shared, 0, 0, same.skipped, {}, same.id)
            taking = Taking(connection, file, who, now() if callable(now) else now, tell)
            taking.run(rows)
            taken = taking.done()
            if file.dry_run:
                raise _Rehearsed
    except _Rehearsed:
        return taken._replace(batch=None)
    finally:
        connection.execute(f"PRAGMA cache_size = {size}")
    return taken


class _Rehearsed(Exception):
    """Everything was done, and is undone."""
