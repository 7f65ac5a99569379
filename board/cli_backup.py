"""The command `board backup`: a whole copy of the store, while boards work on it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from board.cli_spoken import Spoken
from board.locale import _

if TYPE_CHECKING:
    from board.cli import Options


@click.command(cls=Spoken)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def backup(options: "Options", file: Path) -> None:
    """Copy the store to FILE, whole and checked, while boards work on it.

    A plain copy of the file misses what was recorded last. To go back, close all boards and name the copy with
    --store.

    \b
    Example: board backup evening.db
    """
    from board.exchange.output import answer
    from board.locale import phrases
    from board.model.text import clean
    from board.store.backup import back_up
    from board.store.edition import is_exercise

    store = options._replace(read_only=True).open()
    made = back_up(store, file)
    said = _("{file} holds {counted}, head {head}").format(
        file=clean(str(file)), counted=phrases.entries(made.entries), head=made.head or _("none")
    )
    answer(said, exercise=is_exercise(store.connection))
