"""The draft of a communiqué of an action, in one of the languages, as one of the forms."""

from importlib.resources import files
from pathlib import Path

from board.exchange.communique.figures import Footnotes
from board.exchange.communique.forms import FORMS, Form, Text
from board.exchange.communique.matters import Matters
from board.exchange.communique.rendering import render
from board.exchange.communique.saying import Saying
from board.exchange.communique.wording import Wording
from board.locale import _, punctuation, words
from board.locale.causes import cause
from board.model.moment import Moment
from board.model.text import clean
from board.store.behind import Evidence, evidence_of
from board.store.opening import Store
from board.store.refused import Refused

LANGUAGES = ("fr", "nl", "de", "en")

LARGEST_TEMPLATE = 200_000
"""Bytes."""


def wording_of(language: str) -> Wording:
    """Return the words of a language (ISO 639-1).

    Raises:
        Refused: There is no such language.
    """
    from board.exchange.communique.dutch import DUTCH
    from board.exchange.communique.english import ENGLISH
    from board.exchange.communique.french import FRENCH
    from board.exchange.communique.german import GERMAN

    found = {one.language: one for one in (FRENCH, DUTCH, GERMAN, ENGLISH)}.get(language)
    if found is None:
        known = ", ".join(LANGUAGES)
        raise Refused(_("no draft is written in {language}: choose one of {known}").format(
            language=clean(language)[:40] or punctuation.quoted(""), known=known))  # fmt: skip
    return found


def report(
    store: Store, language: str, form: str, action: str | None, moment: Moment | None, template: Path | None = None
) -> str:
    """Return the draft. The same state of the store gives the same text.

    Args:
        store: The store; it may be open for reading only.
        language: ISO 639-1, one of `LANGUAGES`.
        form: One of `FORMS`.
        action: Slug; None for the newest that is ongoing.
        moment: As it was then; None for as it is.
        template: A file instead of the one that ships.

    Raises:
        Refused: There is no such language or action, the store cannot be read, or the template is wrong.
    """
    wording = wording_of(language)
    text = shipped(language) if template is None else _read(template)
    name = f"{language}.j2" if template is None else str(template)
    return written(evidence_of(store, action, moment), wording, FORMS[form](), text, name)


def unbroken(store: Store, language: str, action: str, moment: Moment | None) -> str:
    """Return the draft as plain text with each paragraph in one line, for a screen of any width.

    Raises:
        Refused: As for `report`.
    """
    wording = wording_of(language)
    return written(evidence_of(store, action, moment), wording, Text(None), shipped(language), f"{language}.j2")


def written(evidence: Evidence, wording: Wording, made: Form, template: str, name: str) -> str:
    """Return the draft of what was read.

    Args:
        evidence: The action, and what stands behind its figures.
        wording: The words of the language.
        made: As what it is written.
        template: Its text.
        name: Of its file, for messages.

    Raises:
        Refused: The template is wrong.
    """
    saying, notes = Saying(wording), Footnotes()
    situation = evidence.of.situation
    body = render(template, name, Matters(evidence, saying, made, notes).values(), made)
    marking = words.marking(situation.marking)
    exercise = saying.phrase("exercise") if evidence.of.exercise else ""
    edge = f"{exercise} · {marking} · {exercise}" if exercise else marking
    head = saying.phrase("head", head=situation.head) if situation.head else saying.phrase("no head")
    listed = [made.note(number, text) for number, text in notes]
    return made.whole(wording.language, edge, situation.action.name, body, listed, saying.phrase("notes"), head)


def shipped(language: str) -> str:
    """Return the template that ships for a language."""
    return (files("board.exchange.communique") / "templates" / f"{language}.j2").read_text(encoding="utf-8")


def _read(template: Path) -> str:
    shown = clean(str(template))[-80:]
    try:
        with template.open("rb") as file:
            data = file.read(LARGEST_TEMPLATE + 1)
    except (OSError, ValueError) as error:
        raise Refused(_("the template {file} cannot be read: {why}").format(file=shown, why=cause(error))) from error
    if len(data) > LARGEST_TEMPLATE:
        raise Refused(_("the template {file} is larger than 200 kB, which no template is").format(file=shown))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(_("the template {file} is not text in UTF-8: save it so").format(file=shown)) from error
