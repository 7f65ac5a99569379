"""The `board` command: a few lines a command; what they do is done below."""

import errno
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from board import __version__
from board.cli_spoken import SpokenGroup, speak
from board.locale import N_, _
from board.locale.causes import cause
from board.locale.punctuation import labelled
from board.model.text import clean
from board.store.refused import Refused

if TYPE_CHECKING:
    from board.store.opening import Store
    from board.store.reader import Reader


class Options(NamedTuple):
    """What was said before the command."""

    store: Path | None
    read_only: bool
    wait: float
    operator: str = ""

    @property
    def path(self) -> Path:
        """The store's file."""
        from board.store.place import default_store

        return self.store or default_store()

    def open(self, *, makes: bool = False, encrypt: bool = False, ask: bool = True) -> "Store":
        """Open the store; ask for the key where one is needed and `ask` lets it.

        Args:
            makes: Make the store where there is none, and say so. Without it only the one in the default place is made,
                on the first run: a name that was mistyped makes nothing.
            encrypt: Make a new store, encrypted.
            ask: Ask for a key where one is needed.
        """
        from board.exchange.key import key_for, new_key, unused_key
        from board.store.edition import shipped_record
        from board.store.opening import open_store

        key = new_key(self.path) if encrypt else key_for(self.path, ask)
        store = open_store(
            self.path,
            record=shipped_record(),
            read_only=self.read_only,
            key=key,
            wait=self.wait,
            encrypt=encrypt,
            make=makes or self.store is None,
        )
        if (
            store.made and makes and not encrypt
        ):  # its name may have been mistyped, or it was meant for one that is encrypted
            said = _("there was no store at {path}: a new one was made, not encrypted")
            _say(said.format(path=clean(str(self.path))))
        unused = unused_key(self.path)
        if unused is not None:
            _say(unused)
        return store

    def reader(self, *, makes: bool = False, ask: bool = True) -> "Reader":
        """Open the store for reading, or for recording where it is made for that."""
        from board.store.reader import Reader

        reader = Reader(self.open(makes=makes, ask=ask))
        if reader.exercise:
            from board.store.exercise import clock_of

            reader.clock = clock_of(reader.store)
        return reader


def _say(what: str) -> None:
    click.echo(f"board: {what}", err=True)


ELSEWHERE = {
    **dict.fromkeys(("actions", "agencies", "sources", "statements"), "cli_record"),
    **dict.fromkeys(("correct", "ledger", "record", "reverse"), "cli_ledger"),
    "backup": "cli_backup",
    "batches": "cli_import",
    "check": "cli_check",
    "exercise": "cli_exercise",
    "export": "cli_export",
    "import": "cli_import",
    "report": "cli_report",
    "sitrep": "cli_sitrep",
    "snapshot": "cli_snapshot",
}
"""The commands that lie in a module of their own, which is read when one of them is asked for."""


class _Board(SpokenGroup):
    """Turns a refusal into one line on standard error and exit code 1."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        speak(None)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *ELSEWHERE])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        from importlib import import_module

        name = "import_" if cmd_name == "import" else cmd_name
        command: click.Command = getattr(import_module(f"board.{ELSEWHERE[cmd_name]}"), name)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Refused as refusal:
            return _refuse(ctx, str(refusal))
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read the output has gone; click ends quietly
                raise
            said = cause(error)
            if isinstance(error.filename, str):
                said = labelled(clean(error.filename)[-200:], said)
            return _refuse(ctx, str(Refused(said)))


def _refuse(ctx: click.Context, why: str) -> object:
    _say(why)
    ctx.exit(1)


def _finite(_ctx: click.Context, _param: click.Parameter, seconds: float) -> float:
    if not 0 <= seconds <= 3600:  # so that "nan" is refused as well
        raise click.BadParameter(_("write seconds, from 0 to 3600"))
    return seconds


@click.group(cls=_Board, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--store", type=click.Path(path_type=Path, readable=False), envvar="BOARD_STORE", help=N_("The store's file.")
)
@click.option("--read-only", is_flag=True, help=N_("Open the store so that nothing can be written."))
@click.option("--wait", type=float, callback=_finite, default=20.0, show_default=True, help=N_(
    "Seconds to wait for a store that another program holds."))  # fmt: skip
@click.option("--wall", is_flag=True, help=N_("Open on the wall: for the big screen of the room, which boots into it."))
@click.option("--as", "operator", metavar="OPERATOR", help=N_("Who records; your login name if not said."))
@click.version_option(__version__, prog_name="board")
@click.pass_context
def main(
    ctx: click.Context, store: Path | None, read_only: bool, wait: float, wall: bool, operator: str | None
) -> None:
    """A situation board for international actions against terrorist propaganda online.

    Without a command the board opens on the newest ongoing action; where the output is no terminal it prints what
    `board show` prints. The first run makes the store and loads the public record.

    \b
    Example: board --read-only
    """
    ctx.obj = options = Options(store, read_only, wait, operator or "")
    _say_once()
    if ctx.invoked_subcommand is None:
        if sys.stdout.isatty() and sys.stdin.isatty():
            _run(options, wall)
        else:
            ctx.invoke(show)


def _say_once() -> None:
    from board.store.connection import warning

    said = warning()
    if said:
        _say(said)


def _run(options: Options, wall: bool) -> None:
    gc.disable()  # a tenth of the way to the first screen; the board turns it on again once it is drawn
    reader = options.reader(makes=options.store is not None)
    from board.model.wanted import SituationOf, WallOf
    from board.ui.app import BoardApp

    app = BoardApp(reader, WallOf() if wall else SituationOf(), operator=options.operator)
    app.run()
    reader.store.close()
    if app.wants_exercise:
        from board.cli_exercise import play_beside

        play_beside(options)


def _action_names(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the slugs of actions from the store, if there is one."""
    from board.model.wanted import SituationOf

    options = Options(ctx.find_root().params.get("store"), read_only=True, wait=1.0)
    try:
        names = options.reader(ask=False).names()
    except Refused:
        return []
    slugs = [wanted.action or "" for wanted, _name in names if isinstance(wanted, SituationOf)]
    return [slug for slug in slugs if slug.startswith(incomplete)]


action_option = click.option(
    "--action",
    metavar="SLUG",
    shell_complete=_action_names,
    help=N_("Which action; else the newest ongoing one."),
)
as_of_option = click.option(
    "--as-of",
    metavar="TIME",
    help=N_("Wind the board back to then: 14:05, 2019-11-24T18:00Z, 2019-11-24 19:00 +01:00; in UTC if not said."),
)
clock_option = click.option(
    "--clock",
    type=click.Choice(["known", "happened"]),
    default="known",
    show_default=True,
    help=N_("With --as-of: what was recorded by then, or what had happened by then."),
)


def wind(reader: "Reader", as_of: str | None, clock: str) -> None:
    """Wind a reader back to the moment that is asked for."""
    if as_of is not None:
        from board.exchange.as_of import moment_of

        reader.moment = moment_of(as_of, clock, reader.clock())


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@action_option
@as_of_option
@clock_option
@click.pass_obj
def show(options: Options, form: str, action: str | None, as_of: str | None, clock: str) -> None:
    """Print the situation of an action: for pipes, screen readers and other programs.

    \b
    Example: board show --format json --action amaq-2018
    """
    from board.exchange.output import put
    from board.exchange.show import FORMATS
    from board.model.wanted import SituationOf

    reader = options.reader()
    wind(reader, as_of, clock)
    put(FORMATS[form](reader.read(SituationOf(action))), form)


@main.command()
@click.pass_obj
def where(options: Options) -> None:
    """Print where the store and the record lie, and which SQLite reads them.

    \b
    Example: board where
    """
    from board.exchange.output import put
    from board.exchange.where import lines

    for line in lines(options.path, options.wait):
        put(f"{clean(line)}\n")


@main.command()
@click.option("--encrypt", is_flag=True, help=N_("Encrypt the new store; its key is asked for, or BOARD_KEY."))
@click.option("--marking", type=click.Choice(["RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR"], case_sensitive=False),
              help=N_("With whom the content may be shared (TLP 2.0)."))  # fmt: skip
@click.option("--record", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help=N_("Take in this record as well."))  # fmt: skip
@click.pass_obj
def init(options: Options, encrypt: bool, marking: str | None, record: Path | None) -> None:
    """Make the store, or bring an older one and its record up to date.

    \b
    Example: board --store case.db init --encrypt --marking AMBER
    """
    from board.exchange.output import answer
    from board.model.vocabulary import Marking
    from board.store.additions import mark
    from board.store.edition import is_exercise
    from board.store.opening import take_in_record

    store = options.open(makes=True, encrypt=encrypt)
    if record is not None:
        take_in_record(store, record)
    if marking is not None:
        mark(store, Marking(marking.upper()))
    new = store.made and encrypt
    ready = _("a new store was made, encrypted: {path}") if new else _("the store is ready: {path}")
    done = ready.format(path=clean(str(options.path)))
    answer(done, exercise=is_exercise(store.connection))


@main.command()
@click.option("--since", metavar="SITREP", help=N_(
    "Number of a situation report, or 8 digits or more of a head hash: did the ledger only grow since?"))  # fmt: skip
@action_option
@click.pass_obj
def verify(options: Options, since: str | None, action: str | None) -> None:
    """Check the store from the ground, and say what of it nothing in the store can vouch for.

    Covered are the ledger (chain of hashes, what no board writes, notes), everything that is summed from it, batches,
    situation reports, the guards and tables, SQLite's own pages, and the record, as far as it is the one that ships.
    Not covered are figures and agencies that were added here, the marking, and a ledger that was written anew as a
    whole: its head hash, noted elsewhere, shows that.

    \b
    Example: board verify --since 3
    """
    from board.exchange.output import put
    from board.locale import phrases
    from board.store.edition import is_exercise
    from board.store.verify import verify as check

    store = options._replace(read_only=True).open()
    exercise = is_exercise(store.connection)
    if since is not None:
        from board.exchange.situation_report import since_in_words

        put(f"{since_in_words(store, since, action, exercise=exercise)}\n")
    verdict = check(store)
    if verdict.problems:
        raise Refused(" · ".join(verdict.problems[:5]) + (" …" if len(verdict.problems) > 5 else ""))
    head = verdict.head or _("none")
    counted = phrases.entries(verdict.entries)
    said = _("{counted}, all of it holds; head {head}").format(counted=counted, head=head)
    for line in (said, *phrases.coverage(*verdict.coverage)):
        put(f"{phrases.exercise(line) if exercise else line}\n")


if __name__ == "__main__":
    main()
