"""The command that drafts a communiqué: `board report`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from board.cli import action_option, as_of_option, clock_option
from board.cli_spoken import Spoken
from board.locale import N_, _

if TYPE_CHECKING:
    from board.cli import Options


@click.command(cls=Spoken)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True, readable=False), default="-")
@click.option(
    "--lang", metavar="LANGUAGE", help=N_("Language of the draft: fr, nl, de or en; the board's if not said.")
)
@click.option("--format", "form", type=click.Choice(["md", "html", "txt"]), help=N_(
    "As what it is written; by the ending of FILE if not said, else txt."))  # fmt: skip
@click.option("--template", type=click.Path(path_type=Path, readable=False), metavar="PATH", help=N_(
    "A template of your own, instead of the one that ships."))  # fmt: skip
@action_option
@as_of_option
@clock_option
@click.pass_obj
def report(
    options: "Options",
    file: Path,
    lang: str | None,
    form: str | None,
    template: Path | None,
    action: str | None,
    as_of: str | None,
    clock: str,
) -> None:
    """Draft a communiqué of an action in FILE, or on standard output.

    Every figure stands with its verb, unit, qualifier and date; a footnote names the entries or statement behind it.
    Where sources disagree, both stand there. The draft's language is independent of the board's. The same state of the
    store gives the same text.

    \b
    Example: board report communique.md --lang fr --action is-2019-11
    """
    from board.exchange.as_of import moment_of
    from board.exchange.communique.forms import FORMS
    from board.exchange.communique.report import report as draft
    from board.exchange.outgoing.whole_file import STANDARD_OUTPUT, write
    from board.exchange.output import answer
    from board.locale import language
    from board.model.text import clean

    reader = options.reader()
    moment = None if as_of is None else moment_of(as_of, clock, reader.clock())
    ending = file.suffix.removeprefix(".").lower()
    text = draft(
        reader.store, lang or language(), form or (ending if ending in FORMS else "txt"), action, moment, template
    )
    write([text.encode()], file, reader.store.path)
    if file != STANDARD_OUTPUT:
        answer(_("written: {file}").format(file=clean(str(file))), exercise=reader.exercise)
