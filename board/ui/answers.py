"""What can be answered of a partner's table, and what is known of it then."""

from datetime import datetime

from board.exchange.as_of import instant_of
from board.exchange.incoming.findings import Question, Recognition
from board.exchange.incoming.known import agencies, providers
from board.exchange.incoming.told import ROLES, Told, answered, column_key, meaning_of
from board.locale import _, columns, days
from board.model.instants import milliseconds
from board.model.text import clean
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, Qualifier
from board.store.refused import Refused
from board.ui.screens.choice import Choice

ZONED = "date:…"
"""Answer that stands for a date in a time zone that is typed."""


def of_question(question: Question, recognition: Recognition) -> tuple[Choice, ...]:
    """Return what a question can be answered with; nothing where the answer is typed."""
    choices = tuple(Choice(one, clean(columns.answer(question.about, one))) for one in question.answers)
    if question.about == "agency":
        return (*choices, *_others(recognition, {one.key for one in choices}))
    if not choices and question.about.startswith("column:"):
        return of_column()
    return choices


def of_column() -> tuple[Choice, ...]:
    """Return what a column can be: a role, a content type, a stage, or a stage of a content type."""
    first = [Choice(one, columns.meaning(one)) for one in ROLES]
    zoned = Choice(ZONED, _("date, in a time zone that is typed"))
    types = [Choice(str(one), columns.meaning(one), _("how many of this type")) for one in LEDGER_TYPES]
    stages = [Choice(str(one), columns.meaning(one), _("how many of this stage")) for one in LEDGER_STAGES]
    both = [
        Choice(f"{stage}:{unit}", columns.meaning(f"{stage}:{unit}"), _("how many of both"))
        for stage in LEDGER_STAGES
        for unit in LEDGER_TYPES
    ]
    return (*first, zoned, *types, *stages, *both)


def of_all_rows(what: str, recognition: Recognition) -> tuple[Choice, ...]:
    """Return what can hold for all rows; nothing where it is typed.

    Args:
        what: As `Found.what`, "decimal" or "day_order".
        recognition: Of the table.
    """
    if what == "agency":
        partners = tuple(dict.fromkeys(recognition.known.partners.values()))
        return (*(Choice(one, clean(one)) for one in partners), *_others(recognition, set(partners)))
    if what == "provider":
        return tuple(Choice(one, clean(one)) for one in dict.fromkeys(recognition.known.providers.values()))
    words: dict[str, tuple[str, ...]] = {
        "stage": tuple(map(str, LEDGER_STAGES)),
        "content_type": tuple(map(str, LEDGER_TYPES)),
        "qualifier": tuple(map(str, Qualifier)),
        "totals": ("increments", "totals"),
        "decimal": (",", "."),
        "day_order": ("dmy", "mdy", "ymd"),
    }
    return tuple(Choice(one, columns.value(what, one)) for one in words.get(what, ()))


def _others(recognition: Recognition, known: set[str]) -> tuple[Choice, ...]:
    """Return the agencies that are no partners of the action."""
    others = dict.fromkeys(slug for slug in recognition.known.agencies.values() if slug not in known)
    return tuple(Choice(one, clean(one), _("no partner of this action")) for one in others)


def told_of_column(told: Told, recognition: Recognition, place: int, meaning: str) -> Told:
    """Return what is known once a person has said what a column is.

    Raises:
        ValueError: It can be no such thing; says so in words.
    """
    key = column_key(tuple(one.header for one in recognition.columns), place)
    return told._replace(columns={**told.columns, key: meaning_of(meaning)})


def told_of_all_rows(told: Told, recognition: Recognition, what: str, answer: str, now: datetime) -> Told:
    """Return what is known once a person has said what holds for all rows, or answered a question.

    Args:
        told: What a person said before.
        recognition: Of the table.
        what: `Question.about`, or as for `of_all_rows`.
        answer: The key of a choice, or what was typed.
        now: This instant, aware.

    Raises:
        ValueError: It is no answer; says so in words.
        Refused: It is no instant.
    """
    said = clean(answer).strip()
    if what == "date":
        return answered(told, what, str(milliseconds(instant_of(said, now))))
    if what == "agency":
        found = agencies(recognition.known).find(said)
        if found.slug is None:
            raise ValueError(found.why)
        return answered(told, what, found.slug)
    if what == "provider":
        found = providers(recognition.known).find(said)
        if found.slug is None:
            raise ValueError(found.why)
        return told._replace(provider=found.slug)
    if what == "qualifier":
        return told._replace(qualifier=Qualifier(said))
    return answered(told, what, answer)


def instant(typed: str, now: datetime) -> str:
    """Return in words which instant is typed.

    Raises:
        ValueError: It is none; says so in words.
    """
    try:
        return days.exact_instant(instant_of(typed, now))
    except Refused as refusal:
        raise ValueError(str(refusal)) from refusal


def zone(typed: str) -> str:
    """Return in words what a column of dates in a time zone is.

    Raises:
        ValueError: No zone is called so; says so in words.
    """
    return columns.meaning(meaning_of(f"date:{typed}"))
