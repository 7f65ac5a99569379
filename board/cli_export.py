"""The command that writes an action to a file: `board export`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from board.cli import action_option, as_of_option, clock_option
from board.cli_progress import progress_bar
from board.cli_spoken import Spoken
from board.locale import N_, _

if TYPE_CHECKING:
    from board.cli import Options


@click.command(cls=Spoken)
@click.argument("form", metavar="FORMAT", type=click.Choice(["csv", "jsonl", "xlsx", "md", "html"]))
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True, readable=False))
@click.option("--what", type=click.Choice(["ledger", "totals", "statements"]), help=N_(
    "Which table, for csv and jsonl; the ledger if not said."))  # fmt: skip
@action_option
@as_of_option
@clock_option
@click.pass_obj
def export(
    options: "Options",
    form: str,
    file: Path,
    what: str | None,
    action: str | None,
    as_of: str | None,
    clock: str,
) -> None:
    """Write an action to FILE, or to standard output for -: its ledger, or its situation as a document.

    csv and jsonl hold one table, xlsx the ledger, the totals and the statements; md and html are the situation, to be
    read and printed. FILE is there whole or not at all, and only you can read it. The same state of the store gives the
    same file.

    \b
    Example: board export csv ledger.csv --action is-2019-11
    Example: board export html situation.html --as-of 14:05
    """
    from board.exchange.as_of import moment_of
    from board.exchange.outgoing.export import export as write
    from board.exchange.outgoing.whole_file import STANDARD_OUTPUT
    from board.exchange.output import answer
    from board.model.text import clean

    reader = options.reader()
    moment = None if as_of is None else moment_of(as_of, clock, reader.clock())
    with progress_bar() as progress:
        exercise = write(reader.store, form, file, action, what, moment, progress)
    if file != STANDARD_OUTPUT:
        answer(_("written: {file}").format(file=clean(str(file))), exercise=exercise)
