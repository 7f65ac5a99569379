"""The `board` command."""

import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from board import __version__
from board.locale import _
from board.store.refused import Refused

PATIENCE = 10.0
"""Seconds to wait for a store that another program holds, unless --wait says otherwise."""


@dataclass(frozen=True, slots=True)
class Options:
    """What was said before the command."""

    store: Path | None
    read_only: bool
    wait: float

    @property
    def path(self) -> Path:
        """The store's file."""
        if self.store is not None:
            return self.store
        from board.store.place import default_store

        return default_store()


class _Command(click.Group):
    """Turns a refusal into one line on standard error and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Refused as refusal:
            click.echo(f"board: {refusal}", err=True)
            ctx.exit(1)


def _reader(options: Options) -> Any:
    from board.store.edition import shipped_record
    from board.store.opening import open_store
    from board.store.reader import Reader

    return Reader(
        open_store(
            options.path,
            record=shipped_record(),
            read_only=options.read_only,
            key=None,
            wait=options.wait,
        )
    )


@click.group(cls=_Command, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--store", type=click.Path(path_type=Path), envvar="BOARD_STORE")
@click.option("--read-only", is_flag=True)
@click.option("--wait", type=float, default=PATIENCE)
@click.version_option(__version__, prog_name="board")
@click.pass_context
def main(ctx: click.Context, store: Path | None, read_only: bool, wait: float) -> None:
    ctx.obj = Options(store, read_only, wait)
    if ctx.invoked_subcommand is None:
        gc.disable()  # a tenth of the way to the first screen; the board turns it on again once it is drawn
        reader = _reader(ctx.obj)
        from board.store.reader import SituationOf
        from board.ui.app import BoardApp

        BoardApp(reader, SituationOf()).run()


@main.command()
@click.argument("file")
@click.option("--size", default="160x50")
@click.option("--action")
@click.option("--press", multiple=True)
@click.option("--theme", default="board-dark")
@click.pass_obj
def snapshot(options: Options, file: str, size: str, action: str | None, press: tuple[str, ...], theme: str) -> None:
    import asyncio

    from board.store.reader import SituationOf
    from board.ui.snapshot import picture

    columns, lines = size.split("x")
    out = asyncio.run(
        picture(_reader(options), SituationOf(action), (int(columns), int(lines)), as_text=file.endswith(".txt"), keys=press, theme=theme)
    )
    Path(file).write_text(out)


@main.command()
@click.option("--format", "kind", type=click.Choice(["text", "json", "csv"]), default="text")
@click.option("--action")
@click.pass_obj
def show(options: Options, kind: str, action: str | None) -> None:
    from board.exchange.show import as_csv, as_json, as_text
    from board.store.reader import SituationOf

    forms: dict[str, Callable[[Any], str]] = {"text": as_text, "json": as_json, "csv": as_csv}
    sys.stdout.write(forms[kind](_reader(options).read(SituationOf(action))))


if __name__ == "__main__":
    main()
