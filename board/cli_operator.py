"""Who records, said behind the command as well as before it."""

import click

from board.locale import N_


def _named(ctx: click.Context, _param: click.Parameter, operator: str | None) -> None:
    if operator is not None:
        ctx.obj = ctx.obj._replace(operator=operator)


as_option = click.option(
    "--as",
    metavar="OPERATOR",
    expose_value=False,
    callback=_named,
    help=N_("Who records; your login name if not said."),
)
