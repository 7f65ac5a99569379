"""The `board` command: a few lines a command; what they do is done below."""

import errno
import gc
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from board import __version__
from board.locale import _
from board.store.refused import Refused

if TYPE_CHECKING:
    from board.store.opening import Store
    from board.store.reader import Reader, Wanted

Command = TypeVar("Command", bound=Callable[..., object])


class Options(NamedTuple):
    """What was said before the command."""

    store: Path | None
    read_only: bool
    wait: float

    @property
    def path(self) -> Path:
        """The store's file."""
        from board.store.place import default_store

        return self.store or default_store()

    def open(self, encrypt: bool = False, ask: bool = True) -> "Store":
        """Open the store, making it where there is none; ask for the key where one is needed and `ask` lets it."""
        from board.exchange.key import key_for, new_key
        from board.store.edition import shipped_record
        from board.store.opening import open_store

        key = new_key(self.path) if encrypt else key_for(self.path, ask)
        return open_store(
            self.path,
            record=shipped_record(),
            read_only=self.read_only,
            key=key,
            wait=self.wait,
            encrypt=encrypt,
        )

    def reader(self, ask: bool = True) -> "Reader":
        """Open the store for reading."""
        from board.store.reader import Reader

        return Reader(self.open(ask=ask))


class _Board(click.Group):
    """Turns a refusal into one line on standard error and exit code 1."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Refused as refusal:
            return _refuse(ctx, str(refusal))
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read the output has gone; click ends quietly
                raise
            with suppress(OSError, ValueError):  # an output that is full must not be flushed once more at the end
                sys.stdout.close()
            return _refuse(ctx, str(Refused(error.strerror or error)))


def _refuse(ctx: click.Context, why: str) -> object:
    click.echo(f"board: {why}", err=True)
    ctx.exit(1)


def _print(text: str, form: str = "text") -> None:
    """Write to standard output whatever its encoding: JSON with escapes, text with "?" for what is lacking."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        if form == "json":
            text = json.dumps(json.loads(text), indent=2) + "\n"
        text = text.encode(sys.stdout.encoding or "ascii", "replace").decode(sys.stdout.encoding or "ascii")
    click.echo(text, nl=False)
    sys.stdout.flush()


def _finite(_ctx: click.Context, _param: click.Parameter, seconds: float) -> float:
    if not 0 <= seconds <= 3600:  # so that "nan" is refused as well
        raise click.BadParameter(_("write seconds, from 0 to 3600"))
    return seconds


@click.group(cls=_Board, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--store", type=click.Path(path_type=Path, readable=False), envvar="BOARD_STORE", help=_("The store's file.")
)
@click.option("--read-only", is_flag=True, help=_("Open the store so that nothing can be written."))
@click.option("--wait", type=float, callback=_finite, default=10.0, show_default=True, help=_(
    "Seconds to wait for a store that another program holds."))  # fmt: skip
@click.version_option(__version__, prog_name="board")
@click.pass_context
def main(ctx: click.Context, store: Path | None, read_only: bool, wait: float) -> None:
    """A situation board for international actions against terrorist propaganda online.

    Without a command the board opens on the newest ongoing action; where the output is no terminal it prints what
    `board show` prints. The first run makes the store and loads the public record.

    \b
    Example: board --read-only
    """
    ctx.obj = options = Options(store, read_only, wait)
    _say_once()
    if ctx.invoked_subcommand is None:
        if sys.stdout.isatty() and sys.stdin.isatty():
            _run(options)
        else:
            ctx.invoke(show)


def _say_once() -> None:
    from board.store.connection import warning

    said = warning()
    if said:
        click.echo(f"board: {said}", err=True)


def _run(options: Options) -> None:
    gc.disable()  # a tenth of the way to the first screen; the board turns it on again once it is drawn
    reader = options.reader()
    from board.store.reader import SituationOf
    from board.ui.app import BoardApp

    BoardApp(reader, SituationOf()).run()
    reader.store.close()


def _action_names(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the slugs of actions from the store, if there is one."""
    from board.store.reader import SituationOf

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
    help=_("Which action; else the newest ongoing one."),
)


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
@action_option
@click.pass_obj
def show(options: Options, form: str, action: str | None) -> None:
    """Print the situation of an action: for pipes, screen readers and other programs.

    \b
    Example: board show --format json --action amaq-2018
    """
    from board.exchange.show import FORMATS
    from board.store.reader import SituationOf

    _print(FORMATS[form](options.reader().read(SituationOf(action))), form)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--size", default="160x50", show_default=True, help=_("Columns and lines."))
@click.option("--screen", type=click.Choice(["main", "actions", "agency", "statements"]), default="main")
@click.option("--agency", metavar="SLUG", help=_("Whose file, for the agency screen."))
@click.option("--theme", type=click.Choice(["dark", "light", "contrast"]), default="dark", show_default=True)
@action_option
@click.pass_obj
def snapshot(
    options: Options, file: Path, size: str, screen: str, agency: str | None, theme: str, action: str | None
) -> None:
    """Make a picture of a screen: SVG, or plain text if FILE ends in .txt.

    \b
    Example: board snapshot board.svg --size 120x40 --screen statements
    """
    from board.exchange.picture_file import parse_size, write_picture
    from board.store.reader import AgencyOf, SituationOf, StatementsOf, TimelineOfAll
    from board.ui.snapshot import picture_now

    columns_and_lines = parse_size(size, file)
    reader = options.reader()
    wanted: Wanted = SituationOf(action)
    if screen == "actions":
        wanted = TimelineOfAll()
    elif screen == "agency":
        wanted = AgencyOf(agency or "europol")
    elif screen == "statements":
        wanted = StatementsOf(action or reader.read(SituationOf()).action.slug)
    as_text = file.suffix == ".txt"
    write_picture(file, picture_now(reader, wanted, columns_and_lines, as_text=as_text, theme=f"board-{theme}"))


@main.command()
@click.pass_obj
def where(options: Options) -> None:
    """Print where the store and the record lie, and which SQLite reads them.

    \b
    Example: board where
    """
    from board.exchange.where import lines

    for line in lines(options.path, options.wait):
        _print(f"{line}\n")


@main.command()
@click.option("--encrypt", is_flag=True, help=_("Encrypt the new store; its key is asked for, or BOARD_KEY."))
@click.option("--marking", type=click.Choice(["RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR"], case_sensitive=False),
              help=_("With whom the content may be shared (TLP 2.0)."))  # fmt: skip
@click.option("--record", type=click.Path(path_type=Path, file_okay=False), help=_("Take in this record as well."))
@click.pass_obj
def init(options: Options, encrypt: bool, marking: str | None, record: Path | None) -> None:
    """Make the store, or bring an older one and its record up to date.

    \b
    Example: board --store case.db init --encrypt --marking AMBER
    """
    from board.model.vocabulary import Marking
    from board.store.additions import mark
    from board.store.opening import take_in_record

    store = options.open(encrypt)
    if record is not None:
        take_in_record(store, record)
    if marking is not None:
        mark(store, Marking(marking.upper()))
    click.echo(_("the store is ready: {path}").format(path=options.path))


def _list_command(group: click.Group, example: str) -> None:
    """Give a group its `list` command."""
    part = group.name or ""

    @group.command("list", help=f"List the {part} of the store.\n\n\b\nExample: board {part} list {example}")
    @click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
    @click.pass_obj
    def _list(options: Options, form: str) -> None:
        from board.exchange.lists import listed
        from board.exchange.table import FORMATS

        _print(FORMATS[form](*listed(options.open(), part)), form)


def _add_options(*options: tuple[str, str]) -> Callable[[Command], Command]:
    """Give an `add` command its options; a name in capitals is required."""

    def decorate(command: Command) -> Command:
        for name, said in reversed(options):
            flag = f"--{name.lower()}"
            command = click.option(flag, required=name.isupper(), metavar="TEXT", help=said)(command)
        return command

    return decorate


def _add(options: Options, part: str, values: dict[str, Any]) -> None:
    from board.store.additions import add

    slug = add(options.open(), part, values)
    click.echo(_("added: {slug}").format(slug=slug))


@main.group()
def actions() -> None:
    """The actions of the store."""


@actions.command("add")
@click.argument("slug")
@click.argument("name")
@_add_options(
    ("SOURCE", _("Slug of the source that tells of it.")),
    ("status", _("planned, ongoing or concluded; planned if not said.")),
    ("status-as-of", _("When that was true: 2019-11-25, 2019-11 or 2019.")),
    ("started-on", _("First day.")),
    ("ended-on", _("Last day.")),
    ("objective", _("What it is for.")),
    ("command-post", _("Where it is led from.")),
    ("place", _("Town.")),
)
@click.option("--exercise", is_flag=True, help=_("It is an exercise."))
@click.pass_obj
def add_action(options: Options, /, source: str, **values: Any) -> None:
    """Add an action.

    \b
    Example: board actions add spring-2027 'Spring action' --source order-12 --started-on 2027-03-01
    """
    values["status"] = values["status"] or "planned"
    _add(options, "actions", values | {"sources": [source]})


@main.group()
def agencies() -> None:
    """The agencies of the store."""


@agencies.command("add")
@click.argument("slug")
@click.argument("name")
@_add_options(
    ("KIND", _("prosecution, judicial, police, referral_unit, eu_agency, ministry, provider or other.")),
    ("country", _("ISO 3166-1 alpha-2, or EU.")),
    ("note", _("Anything else.")),
)
@click.pass_obj
def add_agency(options: Options, /, **values: Any) -> None:
    """Add an agency.

    \b
    Example: board agencies add nl-iru 'Netherlands IRU' --kind referral_unit --country NL
    """
    _add(options, "agencies", values)


@main.group()
def sources() -> None:
    """The sources of the store."""


@sources.command("add")
@click.argument("slug")
@click.argument("title")
@_add_options(
    ("PUBLISHER", _("Who published it.")),
    ("KIND", _("primary, reprint, parliament, press or research.")),
    ("LANGUAGE", _("ISO 639-1: en, fr, nl, de.")),
    ("date", _("When it was published.")),
    ("address", _("Where it can be read; shown as text, never opened.")),
    ("note", _("Anything else.")),
)
@click.pass_obj
def add_source(options: Options, /, **values: Any) -> None:
    """Add a source.

    \b
    Example: board sources add release-1 'First release' --publisher Europol --kind primary --language en
    """
    _add(options, "sources", values)


@main.group()
def statements() -> None:
    """The published figures of the store."""


@statements.command("add")
@click.argument("slug")
@_add_options(
    ("action", _("Slug of the action it speaks of.")),
    ("aggregate", _("Or of the running count.")),
    ("STAGE", _("The verb: assessed, referred, removed …")),
    ("UNIT", _("What was counted: video, account, item …")),
    ("AGENCY", _("Slug of the agency that says so.")),
    ("SOURCE", _("Slug of the source.")),
    ("WORDING", _("The few words it was said in.")),
    ("qualifier", _("exact, at_least, at_most or about.")),
    ("as-of", _("When it was true: 2019-11-25, 2019-11 or 2019.")),
    ("since", _("Start of the counted period.")),
    ("share-of", _("Slug of the partner whose part is counted; left out for the whole.")),
    ("part", _("Which other part is counted.")),
    ("note", _("Anything else.")),
)
@click.option("--quantity", type=int, help=_("The number, left out where none was published."))
@click.option("--of", multiple=True, metavar="UNIT", help=_("What a mixed unit consists of; may be repeated."))
@click.option("--quoted", is_flag=True, help=_("The words are the source's own."))
@click.pass_obj
def add_statement(options: Options, /, **values: Any) -> None:
    """Add a published figure. It is evidence beside the ledger and is never added to it.

    \b
    Example: board statements add nov-2019-be --action is-2019-11 --stage removed --unit item --quantity 26000
      --qualifier at_least --agency federal-police-be --source be-police-2019-reprint --as-of 2019-11-25
      --wording 'plus de 26 000 sujets' --quoted
    """
    _add(options, "statements", values)


for _group, _example in ((actions, ""), (agencies, "--format json"), (sources, "--format csv"), (statements, "")):
    _list_command(_group, _example)

if __name__ == "__main__":
    main()
