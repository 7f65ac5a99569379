"""The commands of the ledger: `board record`, `board ledger`, `board correct`, `board reverse`."""

import re
import sys
from typing import TYPE_CHECKING

import click

from board.cli import action_option, as_of_option, clock_option, wind
from board.cli_operator import as_option
from board.cli_spoken import Spoken
from board.locale import N_, _, punctuation
from board.store.refused import Refused

if TYPE_CHECKING:
    from board.cli import Options


class _Record(Spoken):
    """Takes a line that begins with a minus and a number as what it is: no option is called like that."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        valued = {name for one in self.params if isinstance(one, click.Option) and not one.is_flag for name in one.opts}
        before = ["", *args]
        lines = [
            f"{_MINUS}{arg[1:]}" if _LESS.match(arg) and before[place] not in valued else arg
            for place, arg in enumerate(args)
        ]
        return super().parse_args(ctx, lines)


_LESS = re.compile(r"-\s*[>~<≥≤]?\s*[0-9]")
_MINUS = "\N{MINUS SIGN}"
"""Means the same in a line."""


@click.command(cls=_Record)
@click.argument("line")
@click.option("--correction", is_flag=True, help=N_("Let a running total be below the present one."))
@click.option("--source", metavar="SLUG", help=N_("The source it was read in."))
@click.option("--ref", help=N_("The sender's own reference: the same one counts once."))
@action_option
@as_option
@click.pass_obj
def record(
    options: "Options", line: str, correction: bool, source: str | None, ref: str | None, action: str | None
) -> None:
    """Record one entry in the ledger; every open board shows it at once.

    `+` counts more, `=` is a running total, `-` counts less; `>` `~` `<` before the number qualify it; a unique prefix
    of a word suffices. On a terminal it asks before it records what looks odd; elsewhere it records and says so.

    \b
    Example: board record '+120 video removed @eu-iru on telegram at 14:05 # from the 14:30 call'
    """
    from board.exchange.output import answer
    from board.exchange.record_line import Extra, how_to_be_partner, login_name, odd_about, read
    from board.exchange.record_line import record as keep

    operator, reader = options.operator or login_name(), options.reader(makes=True)
    meant = read(reader, line, action)
    odd = odd_about(reader, meant) if sys.stdin.isatty() and sys.stderr.isatty() else []
    if odd and not click.confirm(_("{odd}: record it all the same?").format(odd=punctuation.one_by_one(odd)), err=True):
        raise Refused(_("nothing was recorded"))
    hints = how_to_be_partner(reader, meant)  # before it: what is recorded is not refused afterwards
    done = keep(reader, meant, operator, correction=correction, extra=Extra(source, ref))
    answer(" · ".join([done, *hints]), exercise=reader.exercise)


seq_argument = click.argument("seq", type=click.IntRange(1))
why_option = click.option("--why", required=True, help=N_("The reason; it stands in the ledger."))
site_option = click.option("--site", metavar="SITE", help=N_("Where the entry was recorded; this site if not said."))


@click.command(cls=_Record)
@seq_argument
@click.argument("line")
@why_option
@site_option
@as_option
@click.pass_obj
def correct(options: "Options", seq: int, line: str, why: str, site: str | None) -> None:
    """Put entry SEQ right: it is taken back, and LINE, what it should have been, stands in its place.

    A LINE without a time happened when the wrong entry did. `board ledger` prints the numbers.

    \b
    Example: board correct 12 '+100 video removed @eu-iru' --why 'typed 1000'
    """
    from board.exchange.output import answer
    from board.exchange.record_line import correct_typed, login_name

    reader = options.reader()
    done = correct_typed(reader, seq, site, line, why, options.operator or login_name())
    answer(done, exercise=reader.exercise)


@click.command(cls=Spoken)
@seq_argument
@why_option
@site_option
@as_option
@click.pass_obj
def reverse(options: "Options", seq: int, why: str, site: str | None) -> None:
    """Take entry SEQ back, and what was recorded together with it; nothing is ever deleted.

    \b
    Example: board reverse 12 --why 'counted by the partner as well'
    """
    from board.exchange.output import answer
    from board.exchange.record_line import login_name, take_back

    reader = options.reader()
    done = take_back(reader, seq, site, why, options.operator or login_name())
    answer(done, exercise=reader.exercise)


@click.command(cls=Spoken)
@click.option("--filter", "line", metavar="FILTER", default="", help=N_("As in the ledger: '@eu-iru video by NAME'."))
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help=N_("At most so many entries."))
@action_option
@as_of_option
@clock_option
@click.pass_obj
def ledger(
    options: "Options", line: str, form: str, limit: int, action: str | None, as_of: str | None, clock: str
) -> None:
    """List the entries of an action, the newest first.

    \b
    Example: board ledger --filter '@eu-iru video removed by duty officer "14:30 call"' --limit 20
    """
    from board.exchange.lists import ledger_printed
    from board.exchange.output import put

    reader = options.reader()
    wind(reader, as_of, clock)
    put(ledger_printed(reader, action, line, limit, form), form)
