"""The commands of situation reports: `board sitrep take|list|show|compare`."""

from typing import TYPE_CHECKING

import click

from board.cli import action_option
from board.cli_operator import as_option
from board.cli_spoken import SpokenGroup

if TYPE_CHECKING:
    from board.cli import Options
    from board.store.reader import Reader

_format = click.option(
    "--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True
)


def _slug(reader: "Reader", action: str | None) -> str:
    from board.model.wanted import SituationOf

    return action or reader.read(SituationOf()).action.slug


@click.group(cls=SpokenGroup)
def sitrep() -> None:
    """The situation reports: situations frozen under a number, never changed."""


@sitrep.command("take")
@action_option
@as_option
@click.pass_obj
def take_one(options: "Options", action: str | None) -> None:
    """Freeze the situation of this instant, in an exercise that of its own clock, under the next number.

    \b
    Example: board --as 'duty officer' sitrep take
    """
    from board.exchange.output import answer
    from board.exchange.record_line import login_name
    from board.locale import reports
    from board.store.exercise import clock_of
    from board.store.situation_reports import take

    store = options.open(makes=True)
    report = take(store, action, options.operator or login_name(), clock_of(store)())
    answer(reports.taken(report), exercise=report.exercise)


@sitrep.command("list")
@_format
@action_option
@click.pass_obj
def list_all(options: "Options", form: str, action: str | None) -> None:
    """List the situation reports of an action, the newest first.

    \b
    Example: board sitrep list --format csv
    """
    from board.exchange.output import put
    from board.exchange.situation_report import listed
    from board.model.wanted import SituationReportsOf

    reader = options.reader()
    put(listed(reader.read(SituationReportsOf(_slug(reader, action), most=1_000_000)), form), form)


@sitrep.command("show")
@click.argument("number", type=int)
@_format
@action_option
@click.pass_obj
def show_one(options: "Options", number: int, form: str, action: str | None) -> None:
    """Print a situation report as it was frozen.

    \b
    Example: board sitrep show 3 --format json
    """
    from board.exchange.output import put
    from board.exchange.situation_report import FORMATS
    from board.model.wanted import SituationReportOf

    reader = options.reader()
    put(FORMATS[form](reader.read(SituationReportOf(_slug(reader, action), number))), form)


@sitrep.command("compare")
@click.argument("earlier", type=int)
@click.argument("later", type=int, required=False)
@_format
@action_option
@click.pass_obj
def compare_two(options: "Options", earlier: int, later: int | None, form: str, action: str | None) -> None:
    """Print what rose, fell, came new and was corrected from one report to a later one; to now without a second.

    \b
    Example: board sitrep compare 2 3
    """
    from board.exchange.output import put
    from board.exchange.situation_report import COMPARED
    from board.model.wanted import ComparisonOf

    reader = options.reader()
    put(COMPARED[form](reader.read(ComparisonOf(_slug(reader, action), earlier, later))), form)
