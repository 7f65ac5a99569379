"""The commands that list the public record and add to it: `board actions|agencies|sources|statements list|add`."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from board.cli_operator import as_option
from board.cli_spoken import SpokenGroup
from board.locale import N_, _
from board.model.vocabulary import Role

if TYPE_CHECKING:
    from board.cli import Options

Command = TypeVar("Command", bound=Callable[..., object])


def _list_command(group: click.Group, example: str) -> None:
    """Give a group its `list` command."""
    part = group.name or ""

    @group.command("list", help=f"List the {part} of the store.\n\n\b\nExample: board {part} list {example}")
    @click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True)
    @click.pass_obj
    def _list(options: "Options", form: str) -> None:
        from board.exchange.lists import printed
        from board.exchange.output import put

        put(printed(options.open(), part, form), form)


def _add_options(*options: tuple[str, str]) -> Callable[[Command], Command]:
    """Give an `add` command its options; a name in capitals is required."""

    def decorate(command: Command) -> Command:
        for name, said in reversed(options):
            flag = f"--{name.lower()}"
            command = click.option(flag, required=name.isupper(), metavar="TEXT", help=said)(command)
        return command

    return decorate


def _add(options: "Options", part: str, values: dict[str, Any]) -> None:
    from board.exchange.output import answer
    from board.store.additions import add
    from board.store.edition import is_exercise

    store = options.open(makes=True)
    slug = add(store, part, values)
    answer(_("added: {slug}").format(slug=slug), exercise=is_exercise(store.connection))


@click.group(cls=SpokenGroup)
def actions() -> None:
    """The actions of the store."""


@actions.command("add")
@click.argument("slug")
@click.argument("name")
@_add_options(
    ("SOURCE", N_("Slug of the source that tells of it.")),
    ("status", N_("planned, ongoing or concluded; planned if not said.")),
    ("status-as-of", N_("When that was true: 2019-11-25, 2019-11 or 2019.")),
    ("started-on", N_("First day.")),
    ("ended-on", N_("Last day.")),
    ("objective", N_("What it is for.")),
    ("command-post", N_("Where it is led from.")),
    ("place", N_("Town.")),
)
@click.option("--exercise", is_flag=True, help=N_("It is an exercise."))
@click.pass_obj
def add_action(options: "Options", /, source: str, **values: Any) -> None:
    """Add an action.

    \b
    Example: board actions add spring-2027 'Spring action' --source order-12 --started-on 2027-03-01
    """
    values["status"] = values["status"] or "planned"
    _add(options, "actions", values | {"sources": [source]})


@click.group(cls=SpokenGroup)
def agencies() -> None:
    """The agencies of the store."""


@agencies.command("add")
@click.argument("slug")
@click.argument("name")
@_add_options(
    ("KIND", N_("prosecution, judicial, police, referral_unit, eu_agency, ministry, provider or other.")),
    ("country", N_("ISO 3166-1 alpha-2, or EU.")),
    ("note", N_("Anything else.")),
)
@click.pass_obj
def add_agency(options: "Options", /, **values: Any) -> None:
    """Add an agency.

    \b
    Example: board agencies add nl-iru 'Netherlands IRU' --kind referral_unit --country NL
    """
    _add(options, "agencies", values)


@agencies.command("partner")
@click.argument("slug")
@click.option("--role", "roles", multiple=True, required=True, type=click.Choice([str(one) for one in Role]), help=N_(
    "What it does in the action; may be repeated."))  # fmt: skip
@click.option("--source", metavar="SLUG", help=N_("The source that tells of it; the operator if not said."))
@click.option("--action", metavar="SLUG", help=N_("Which action; else the newest ongoing one."))
@as_option
@click.pass_obj
def add_partner(options: "Options", slug: str, roles: tuple[str, ...], source: str | None, action: str | None) -> None:
    """Make an agency a partner of an action.

    \b
    Example: board agencies partner nl-iru --role referral --action is-2019-11
    """
    from board.exchange.output import answer
    from board.exchange.record_line import login_name
    from board.model.wanted import SituationOf
    from board.store.additions import add, add_from_desk

    reader = options.reader()
    action = reader.read(SituationOf(action)).action.slug
    fields = {"action": action, "agency": slug, "roles": list(roles)}
    if source is not None:
        add(reader.store, "participations", {**fields, "source": source})
    else:
        add_from_desk(reader.store, "participations", fields, options.operator or login_name(), reader.clock())
    said = _("{agency} is a partner of {action} now: {roles}")
    answer(said.format(agency=slug, action=action, roles=", ".join(roles)), exercise=reader.exercise)


@click.group(cls=SpokenGroup)
def sources() -> None:
    """The sources of the store."""


@sources.command("add")
@click.argument("slug")
@click.argument("title")
@_add_options(
    ("PUBLISHER", N_("Who published it.")),
    ("KIND", N_("primary, reprint, parliament, press or research.")),
    ("LANGUAGE", N_("ISO 639-1: en, fr, nl, de.")),
    ("date", N_("When it was published.")),
    ("address", N_("Where it can be read; shown as text, never opened.")),
    ("note", N_("Anything else.")),
)
@click.pass_obj
def add_source(options: "Options", /, **values: Any) -> None:
    """Add a source.

    \b
    Example: board sources add release-1 'First release' --publisher Europol --kind primary --language en
    """
    _add(options, "sources", values)


@click.group(cls=SpokenGroup)
def statements() -> None:
    """The published figures of the store."""


@statements.command("add")
@click.argument("slug")
@_add_options(
    ("action", N_("Slug of the action it speaks of.")),
    ("aggregate", N_("Or of the running count.")),
    ("STAGE", N_("The verb: assessed, referred, removed …")),
    ("UNIT", N_("What was counted: video, account, item …")),
    ("AGENCY", N_("Slug of the agency that says so.")),
    ("SOURCE", N_("Slug of the source.")),
    ("WORDING", N_("The few words it was said in.")),
    ("qualifier", N_("exact, at_least, at_most or about.")),
    ("as-of", N_("When it was true: 2019-11-25, 2019-11 or 2019.")),
    ("since", N_("Start of the counted period.")),
    ("share-of", N_("Slug of the partner whose part is counted; left out for the whole.")),
    ("part", N_("Which other part is counted.")),
    ("note", N_("Anything else.")),
)
@click.option("--quantity", type=int, help=N_("The number, left out where none was published."))
@click.option("--of", multiple=True, metavar="UNIT", help=N_("What a mixed unit consists of; may be repeated."))
@click.option("--quoted", is_flag=True, help=N_("The words are the source's own."))
@click.pass_obj
def add_statement(options: "Options", /, **values: Any) -> None:
    """Add a published figure. It is evidence beside the ledger and is never added to it.

    \b
    Example: board statements add nov-2019-be --action is-2019-11 --stage removed --unit item --quantity 26000
      --qualifier at_least --agency federal-police-be --source be-police-2019-reprint --as-of 2019-11-25
      --wording 'plus de 26 000 sujets' --quoted
    """
    _add(options, "statements", values)


for _group, _example in ((actions, ""), (agencies, "--format json"), (sources, "--format csv"), (statements, "")):
    _list_command(_group, _example)
