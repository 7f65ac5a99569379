"""Brings the catalogs in board/locale up to the code: `python3 -m tests.catalogs`, after a message was changed.

Languages behind it are those that are brought up, all of them where there are none: `python3 -m tests.catalogs fr`.

New messages come in untranslated, those that are gone go, nothing is guessed; `--missing` prints what is to be done.
Beside what stands in the code they hold the helps of commands, by paragraph, and what click says itself.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir, extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from board.cli import main
from board.cli_spoken import parts_of
from board.locale import DOMAIN, FOLDER, LANGUAGES, words
from board.model.vocabulary import Stage

ROOT = Path(__file__).parent.parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
OF_CLICK = ("core", "decorators", "exceptions", "formatting", "parser", "types", "_termui_impl", "termui")
"""Modules of click that say something."""

Message = str | tuple[str, ...]
"""What stands in the code; where it has a plural, both forms."""


def translated() -> list[str]:
    """Return the languages that have a catalog."""
    return [one for one in LANGUAGES if one != "en"]


def template(language: str) -> Catalog:
    """Return every message there is for a language, with the modules it stands in."""
    catalog = Catalog(domain=DOMAIN, project="situation-board", fuzzy=False)
    for message, place in sorted(_messages(), key=lambda one: one[1]):
        catalog.add(message, locations=[(place, 0)])
    for gender in words.GENDERS if language in words.AGREEING else ():
        for stage in Stage:
            english = words.english_stage(stage)
            catalog.add((english, english), context=gender, locations=[("board/locale/words.py", 0)])
    return catalog


def catalog_of(language: str) -> Catalog:
    """Return a catalog as it lies there."""
    path = FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not path.exists():
        return Catalog(locale=language, domain=DOMAIN, project="situation-board", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def brought_up(language: str) -> Catalog:
    """Return a catalog with exactly the messages there are."""
    catalog = catalog_of(language)
    catalog.update(template(language), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    for one in catalog:  # that a message has a plural now is no doubt once every form of it is said
        if one.id and one.string and all(one.string):
            one.flags.discard("fuzzy")
    return catalog


def missing(catalog: Catalog) -> list[Message]:
    """Return the messages that are not translated, or not in every form."""
    return [
        one.id if isinstance(one.id, str) else tuple(one.id)
        for one in catalog
        if one.id and (not one.string or (isinstance(one.string, tuple) and not all(one.string)))
    ]


def as_read(catalog: Catalog) -> bytes:
    """Return a catalog as gettext reads it; without dates, so that the same words make the same bytes."""
    catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    buffer = BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def as_written(catalog: Catalog) -> bytes:
    """Return a catalog as people read and change it."""
    buffer = BytesIO()
    write_po(buffer, catalog, width=120, omit_header=False, include_lineno=False, sort_by_file=True)
    lines = buffer.getvalue().decode().split("\n")
    dated = ("POT-Creation-Date", "PO-Revision-Date", "Last-Translator", "Language-Team", "Report-Msgid-Bugs-To")
    return "\n".join(line for line in lines if not line.startswith(tuple(f'"{one}' for one in dated))).encode()


def _messages() -> Iterator[tuple[Message, str]]:
    for name, _line, message, _comments, _context in extract_from_dir(
        ROOT / "board", [("**.py", "python")], keywords=KEYWORDS
    ):
        yield message, f"board/{name}"
    for part in _helps(main, []):
        yield part, "board/cli.py"
    yield "Example:", "board/cli.py"
    for module in OF_CLICK:
        spec = find_spec(f"click.{module}")
        if spec is not None and spec.origin is not None:
            for _line, message, _comments, _context in extract_from_file("python", spec.origin, keywords=KEYWORDS):
                yield message, "click"


def _helps(command: click.Command, path: list[str]) -> Iterator[str]:
    yield from (part for part in parts_of(command) if part and not part.startswith("\b"))
    context = click.Context(command)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            under = command.get_command(context, name)
            if under is not None:
                yield from _helps(under, [*path, name])


def run() -> None:
    """Bring every catalog up to the code and say what is not translated."""
    wanted = [one for one in translated() if one in sys.argv]
    for language in wanted or translated():
        catalog = brought_up(language)
        folder = FOLDER / language / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{DOMAIN}.po").write_bytes(as_written(catalog))
        (folder / f"{DOMAIN}.mo").write_bytes(as_read(catalog))
        open_ = missing(catalog)
        sys.stdout.write(f"{language}: {len(catalog)} messages, {len(open_)} not translated\n")
        if "--missing" in sys.argv:
            for one in open_:
                sys.stdout.write(f"  {one!r}\n")


if __name__ == "__main__":
    run()
