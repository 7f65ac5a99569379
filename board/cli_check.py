"""The command `board check`: a draft or a press text held against the board."""

import os
import sys
from typing import TYPE_CHECKING

import click

from board.cli import action_option, as_of_option, clock_option, wind
from board.cli_spoken import Spoken
from board.locale import N_

if TYPE_CHECKING:
    from board.cli import Options


@click.command(cls=Spoken)
@click.argument("draft", metavar="DRAFT")
@click.option("--format", "form", type=click.Choice(["text", "md", "json"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help=N_(
    "End with exit code 1 where a figure is marked, or a number stands where the board could not read."))  # fmt: skip
@action_option
@as_of_option
@clock_option
@click.pass_context
def check(
    ctx: click.Context, draft: str, form: str, strict: bool, action: str | None, as_of: str | None, clock: str
) -> None:
    """Hold the figures of DRAFT, a text in French, Dutch, German or English, against the board; "-" is standard input.

    Behind each figure stands whether the board has it so: with this verb, unit and qualifier, of the whole. A mark says
    what differs; below it stands what the board has, and who says so. Numbers that count nothing (dates, articles,
    percentages) are named as well. The exit code is 0 whatever the marks, unless --strict is given.

    \b
    Example: board check communique.txt --format json
    """
    from board.exchange.checking.check import check as hold
    from board.exchange.checking.draft import read_draft
    from board.exchange.checking.markdown import as_markdown
    from board.exchange.checking.marking import as_json, as_text
    from board.exchange.checking.marks import open_marks
    from board.exchange.output import put

    options: Options = ctx.obj
    text = read_draft(draft)
    reader = options.reader()
    wind(reader, as_of, clock)
    checked = hold(reader, text, action)
    bold = sys.stdout is not None and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    written = {"json": as_json, "md": as_markdown}.get(form)
    put(written(checked) if written else as_text(checked, bold=bold), form)
    if strict and (open_marks(checked) or checked.unread_numbers):
        ctx.exit(1)
