"""The command that makes a picture of a screen: `board snapshot`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from board.cli import action_option, as_of_option, clock_option, wind
from board.cli_spoken import Spoken
from board.locale import N_, _

if TYPE_CHECKING:
    from board.cli import Options

OF_AN_AGENCY = ("agency", "partner")
"""Screens of one agency."""

PAGES = 5
"""Of the wall."""


@click.command(cls=Spoken)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--size", default="160x50", show_default=True, help=N_("Columns and lines."))
@click.option(
    "--screen",
    type=click.Choice(
        ["main", "actions", "agency", "statements", "ledger", "matrix", "partner", "reports", "time", "wall"]
    ),
    default="main",
    show_default=True,
)
@click.option("--agency", metavar="SLUG", help=N_("Whose, for the screens agency and partner; europol if not said."))
@click.option("--page", type=click.IntRange(1, PAGES), help=N_("Which page, for the screen wall."))
@click.option("--theme", type=click.Choice(["dark", "light", "contrast"]), default="dark", show_default=True)
@action_option
@as_of_option
@clock_option
@click.pass_obj
def snapshot(
    options: "Options",
    file: Path,
    size: str,
    screen: str,
    agency: str | None,
    page: int | None,
    theme: str,
    action: str | None,
    as_of: str | None,
    clock: str,
) -> None:
    """Make a picture of a screen: SVG, or plain text if FILE ends in .txt.

    \b
    Example: board snapshot board.svg --size 120x40 --screen statements
    """
    from board.exchange.picture_file import parse_size, wanted_for, write_picture
    from board.ui.snapshot import picture_now

    if agency is not None and screen not in OF_AN_AGENCY:
        raise click.UsageError(_("--agency goes with the screens agency and partner"))
    if page is not None and screen != "wall":
        raise click.UsageError(_("--page goes with the screen wall"))
    columns_and_lines = parse_size(size, file)
    reader = options.reader()
    wind(reader, as_of, clock)
    if agency is None and screen in OF_AN_AGENCY:
        agency = "europol"
        said = _("no --agency was said: this is the picture of {agency}").format(agency=agency)
        click.echo(f"board: {said}", err=True)
    wanted = wanted_for(screen, reader, action, agency or "", page or 1)
    as_text = file.suffix == ".txt"
    write_picture(file, picture_now(reader, wanted, columns_and_lines, as_text=as_text, theme=f"board-{theme}"))
