"""Taking in a file: what its rows count is appended in one transaction, and nothing is counted twice.

A row is known by the sender's own reference. One that has none is known, within its action, by what it says, and by
how often the file says it: agency, stage, content type, provider, the file's own time, and the count. So the same file
again, or the same row in a corrected file, counts once. What else was said of the file (whose it is, what it counts) is
part of what its rows say: another partner's file with the same content is another one. Where an earlier file said
another number for the same, or said it with another qualifier, or with a provider where this one names none, nobody can
tell whether it was put right or grew: the row is refused, unless it is said.
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
            taking = Taking(connection, file, who, now() if callable(now) else now, tell)
            taking.run(rows)
            taken = taking.done()
            if taken.known and not (taken.new or taken.shared or taken.refused):
                same = batches.standing_with(connection, file.action, file.digest)
                taken = taken._replace(same_as=None if same is None else same.id)
            if file.dry_run:
                raise _Rehearsed
    except _Rehearsed:
        return taken._replace(batch=None)
    finally:
        connection.execute(f"PRAGMA cache_size = {size}")
    return taken


class _Rehearsed(Exception):
    """Everything was done, and is undone."""
