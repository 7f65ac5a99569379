"""The commands that take files in: `board import FILE…`, and `board batches list|reverse`."""

import sys
from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from board.cli_operator import as_option
from board.cli_progress import progress_bar
from board.cli_spoken import Spoken, SpokenGroup
from board.locale import N_, _
from board.store.refused import Refused

if TYPE_CHECKING:
    from board.cli import Options
    from board.exchange.incoming.desk import Desk
    from board.exchange.incoming.findings import Question
    from board.exchange.incoming.told import Told


def _columns(_ctx: click.Context, _param: click.Parameter, said: tuple[str, ...]) -> dict[str, str]:
    from board.exchange.incoming.told import meaning_of

    columns: dict[str, str] = {}
    for one in said:
        header, equals, meaning = one.rpartition("=")
        if not equals or not header:
            raise click.BadParameter(_("write COLUMN=MEANING, as in Anzahl=quantity or '#3=video'"))
        try:
            columns[header] = meaning_of(meaning)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error
    return columns


@click.command("import", cls=Spoken)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help=N_("Show how it is read and what would count; write nothing."))
@click.option("--partner", metavar="SLUG", help=N_("Who sends it, where the file does not say."))
@click.option("--stage", metavar="STAGE", help=N_("What was done: referred, removed …"))
@click.option("--content-type", metavar="TYPE", help=N_("What is counted: video, account …"))
@click.option("--provider", metavar="SLUG", help=N_("On which provider."))
@click.option("--as-of", metavar="TIME", help=N_("When it was true, of rows without a date; in UTC if not said."))
@click.option(
    "--totals/--increments", default=None, help=N_("The numbers are running totals, or add to what was sent.")
)
@click.option("--column", "columns", metavar="COLUMN=MEANING", multiple=True, callback=_columns, help=N_(
    "What a column is, by name or by #3: ignore, quantity, date, provider, ref, video, removed:video …"))  # fmt: skip
@click.option("--day-order", type=click.Choice(["dmy", "mdy", "ymd"]), help=N_("Which comes first in 03/04/2019."))
@click.option("--decimal", type=click.Choice([",", "."]), help=N_("What stands before parts of a number."))
@click.option("--sheet", metavar="NAME", help=N_("Only this sheet of a workbook."))
@click.option("--correct", "differing", flag_value="correct", help=N_(
    "Where an earlier file said another number for the same: this one puts it right."))  # fmt: skip
@click.option("--add", "differing", flag_value="add", help=N_("… this one counts as well."))
@click.option("--refused", "refused_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help=N_(
    "Where the refused rows go; beside the file if not said."))  # fmt: skip
@click.option("--keep-addresses", is_flag=True, help=N_("Keep the addresses of a list, not only their fingerprints."))
@click.option("--watch", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help=N_(
    "Take in files as they arrive in a folder, whole ones only, until ctrl+c."))  # fmt: skip
@click.option("--action", metavar="SLUG", help=N_("Which action; else the newest ongoing one."))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@as_option
@click.pass_obj
def import_(
    options: "Options",
    files: tuple[Path, ...],
    dry_run: bool,
    partner: str | None,
    stage: str | None,
    content_type: str | None,
    provider: str | None,
    as_of: str | None,
    totals: bool | None,
    columns: dict[str, str],
    day_order: str | None,
    decimal: str | None,
    sheet: str | None,
    differing: str | None,
    refused_file: Path | None,
    keep_addresses: bool,
    watch: Path | None,
    action: str | None,
    form: str,
) -> None:
    """Take in spreadsheets, lists and feeds of partners; a row counts once, however often it is sent.

    It shows how each file is read, asks what cannot be told (on a terminal; elsewhere it is refused with the option
    that says it), and takes it in whole or not at all. What was understood is remembered for the partner's next file.

    \b
    Example: board import bka-22-nov.csv --dry-run
    """
    from board.exchange.incoming.desk import Desk, said_on_the_command_line
    from board.exchange.incoming.handing_in import How
    from board.model.taken import Differing
    from board.model.wanted import SituationOf

    if bool(files) == (watch is not None):
        raise click.UsageError(_("name files, or a folder with --watch"))
    if refused_file is not None and len(files) != 1:
        raise click.UsageError(_("--refused goes with one file"))
    reader = options.reader(makes=not dry_run)
    now = reader.clock()
    said = said_on_the_command_line(
        now,
        agency=partner,
        stage=stage,
        content_type=content_type,
        provider=provider,
        as_of=as_of,
        totals=totals,
        columns=columns,
        day_order=day_order,
        decimal=decimal,
    )
    slug = action or reader.read(SituationOf()).action.slug
    how = How(Differing(differing or "refuse"), keep_addresses, dry_run, watched=watch is not None)
    desk = Desk(reader, slug, said, how, options.operator, sheet, refused_file)
    ask = partial(_ask, reader.clock) if _is_there() and form == "text" and watch is None else None
    if watch is not None:
        from board.exchange.incoming.watch import arriving

        for path in arriving(watch):
            try:
                _take(desk, path, form, ask)
            except Refused as refusal:
                click.echo(f"board: {refusal}", err=True)
        return
    failed = 0
    for path in files:
        try:
            failed += not _take(desk, path, form, ask)
        except Refused as refusal:
            if len(files) == 1:
                raise
            click.echo(f"board: {refusal}", err=True)
            failed += 1
    if failed and not dry_run:
        raise Refused(_("not every row was counted: see above what was refused, and why"))


def _take(desk: "Desk", path: Path, form: str, ask: "Callable[[Question, Told], Told] | None") -> bool:
    """Take in one file, with a bar on a terminal; say whether every row of it was counted or known."""
    from board.exchange.output import put

    whole = True
    with progress_bar() if form == "text" else nullcontext() as progress:
        if progress is not None:
            desk.progress = progress
        for said, clean in desk.take(path, form, ask):
            put(said, form)
            whole = whole and clean
    return whole


def _is_there() -> bool:
    """Say whether there is a person to ask."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def _ask(clock: "Callable[[], datetime]", question: "Question", told: "Told") -> "Told":
    """Ask a person on the terminal until the answer is one."""
    from board.exchange.incoming.desk import answer_of

    while True:
        hint = f" [{', '.join(question.answers)}]" if question.answers else ""
        said = click.prompt(f"{question.text}{hint}", err=True)
        try:
            return answer_of(told, question, said, clock())
        except (ValueError, Refused) as error:
            click.echo(str(error), err=True)


@click.group(cls=SpokenGroup)
def batches() -> None:
    """List the files that were taken in, and take one back whole."""


@batches.command("list")
@click.option("--action", metavar="SLUG", help=N_("Only of this action."))
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.pass_obj
def list_(options: "Options", action: str | None, form: str) -> None:
    """List the files that were taken in, the newest first.

    \b
    Example: board batches list
    """
    from board.exchange.batches import printed
    from board.exchange.output import put
    from board.store.batches import batches_of
    from board.store.edition import is_exercise

    store = options.open()
    put(printed(batches_of(store, action), form, exercise=is_exercise(store.connection)), form)


@batches.command()
@click.argument("batch")
@click.option("--why", required=True, help=N_("The reason; it stands in every reversal."))
@as_option
@click.pass_obj
def reverse(options: "Options", batch: str, why: str) -> None:
    """Take back a whole BATCH: every entry of it that stands is reversed, with the reason.

    BATCH is its id, or four characters or more of its beginning or end.

    \b
    Example: board batches reverse 9f3c --why 'the sheet of another action'
    """
    from board.exchange.output import answer
    from board.exchange.record_line import login_name
    from board.locale import phrases
    from board.store.batches import take_back

    reader = options.reader()
    done = take_back(reader.store, batch, why, options.operator or login_name(), reader.clock)
    said = _("batch {id} ({file}) is taken back: {count}").format(
        id=done.reverses, file=done.file, count=phrases.entries(done.new)
    )
    answer(said, exercise=reader.exercise)
