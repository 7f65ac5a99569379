"""An export: an action of a store as a file, in one of its formats."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from board.exchange.outgoing import ledger_file
from board.exchange.outgoing.paper import Paper
from board.exchange.outgoing.rows import TABLES, Value
from board.exchange.outgoing.whole_file import STANDARD_OUTPUT, whole, write
from board.locale import _
from board.model.moment import Moment
from board.store.opening import Store
from board.store.outgoing import document_of, outgoing
from board.store.refused import Refused

FORMATS = ("csv", "jsonl", "xlsx", "md", "html")
"""csv and jsonl hold one table, xlsx all three; md and html are the situation as a document."""

WHAT = tuple(TABLES)
"""The tables, by name; the first one is meant where none is named."""


EACH = 5_000
"""Rows after which it is told how far a table is."""

Progress = Callable[[float, int], None]
"""Is told the share of a ledger that is written, from 0 to 1, and how many rows that is."""


def export(
    store: Store,
    form: str,
    file: Path,
    action: str | None,
    what: str | None,
    moment: Moment | None,
    progress: Progress = lambda _share, _rows: None,
) -> bool:
    """Write an action to a file that is there whole or not at all, readable by its owner only.

    The same state of the store, the same action and the same moment give the same bytes.

    Args:
        store: The store; it may be open for reading only.
        form: One of `FORMATS`.
        file: Where to; "-" for standard output.
        action: Slug; None for the newest that is ongoing.
        what: One of `WHAT`, for a format that holds one table.
        moment: As it was then; None for as it is.
        progress: Is told how far a ledger is, in csv and jsonl.

    Returns:
        Whether it is of an exercise.

    Raises:
        Refused: There is no such action, the store cannot be read, the file cannot be written, or the two do not go
            together.
        OSError: Standard output is full or closed.
    """
    if form in ledger_file.FORMATS:
        with outgoing(store, action, moment) as of:
            table = TABLES[what or WHAT[0]](of)
            if table.name == WHAT[0]:
                table = table._replace(rows=_telling(table.rows, of.entries(), progress))
            write(ledger_file.FORMATS[form](table), file, store.path)
            return of.exercise
    if what is not None:
        raise Refused(_("{form} holds everything: leave out --what, or export csv or jsonl").format(form=form))
    if form == "xlsx":
        return _workbook(store, file, action, moment)
    from board.exchange.outgoing.report_file import paper_of

    document = document_of(store, action, moment)
    write([_documents()[form](paper_of(document)).encode()], file, store.path)
    return document.exercise


def _telling(rows: Iterator[tuple[Value, ...]], in_all: int, progress: Progress) -> Iterator[tuple[Value, ...]]:
    """Yield rows, and tell how far they are."""
    for number, row in enumerate(rows, 1):
        if not number % EACH:
            progress(min(1.0, number / max(1, in_all)), number)
        yield row


def _documents() -> dict[str, Callable[[Paper], str]]:
    from board.exchange.outgoing.markdown import as_markdown
    from board.exchange.outgoing.web_page import as_page

    return {"md": as_markdown, "html": as_page}


def _workbook(store: Store, file: Path, action: str | None, moment: Moment | None) -> bool:
    from board.exchange.outgoing.workbook import write_workbook

    if file == STANDARD_OUTPUT:
        raise Refused(_("a workbook is written to a file, not to standard output: name one that ends in .xlsx"))
    with outgoing(store, action, moment) as of, whole(file, store.path) as out:
        write_workbook(of, out, Path(os.path.realpath(file)).parent)
        return of.exercise
