"""Commands that say what they do in the language in use: their words stand in the code before any language is known."""

import gettext
import inspect
import os
from copy import copy

import click

from board.locale import DOMAIN, FOLDER, LANGUAGES, N_, _, from_environment, language, use


def speak(asked: str | None) -> None:
    """Speak a language, for the board and for click's own words.

    Args:
        asked: ISO 639-1; None for what the environment asks for.
    """
    use(asked if asked is not None else from_environment())
    os.environ["LANGUAGE"] = language()  # click asks gettext itself, which looks here
    if os.environ.get("LC_ALL", os.environ.get("LANG", "C")) in ("", "C", "POSIX") and language() != "en":
        os.environ["LC_ALL"] = "C.UTF-8"  # gettext heeds no LANGUAGE beside these
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)


def _asked(_ctx: click.Context, _param: click.Parameter, asked: str | None) -> None:
    if asked is not None:
        speak(asked)


def lang(*, hidden: bool) -> click.Option:
    """Return the option that says the language; before a command it stands in the help, behind one it just works."""
    return click.Option(
        ["--lang"],
        type=click.Choice(tuple(LANGUAGES)),
        is_eager=True,
        expose_value=False,
        callback=_asked,
        hidden=hidden,
        help=N_("Language of the board; that of the environment (LANGUAGE, LC_ALL, LANG) if not said."),
    )


class Spoken(click.Command):
    """A command whose help is said in the language in use; `--lang` may stand behind it as well as before it."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return its options and arguments, with the language among them."""
        params = super().get_params(ctx)
        if any(one.name == "lang" for one in params):
            return params
        return [*params, lang(hidden=ctx.parent is not None)]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        super(Spoken, self._translated()).format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return in a line what the command does."""
        return super(Spoken, self._translated()).get_short_help_str(limit)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the options do."""
        spoken = [copy(one) for one in self.get_params(ctx)]
        for one in spoken:
            if isinstance(one, click.Option) and one.help:
                one.help = _(one.help)
        records = [record for one in spoken if (record := one.get_help_record(ctx)) is not None]
        if records:
            with formatter.section(gettext.gettext("Options")):
                formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def _translated(self) -> "Spoken":
        spoken = copy(self)
        spoken.help = "\n\n".join(
            part.replace("Example:", _("Example:")) if part.startswith("\b") else _(part) for part in parts_of(self)
        )
        return spoken


def parts_of(command: click.Command) -> list[str]:
    """Return the paragraphs of a command's help, each in a line; those that begin with "\\b" as they are."""
    parts = inspect.cleandoc(command.help or "").split("\n\n")
    return [part if part.startswith("\b") else " ".join(part.split()) for part in parts]


class SpokenGroup(Spoken, click.Group):
    """A command with commands under it, all of them in the language in use."""

    command_class = Spoken
    group_class = type
