"""What a person said of a partner's file beforehand, or what is remembered from the partner's last one."""

from collections.abc import Mapping
from typing import NamedTuple

from board.exchange.incoming.counts import Decimal
from board.exchange.incoming.headings import folded, quoted
from board.exchange.incoming.orders import Order, order_of
from board.exchange.incoming.zones import named_zone
from board.locale import _
from board.model.address import defang
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, Qualifier

ROLES = (
    "agency", "stage", "content_type", "provider", "quantity", "date", "time", "note", "ref", "qualifier", "address",
    "ignore",
)  # fmt: skip
"""What a column can be, beside a count of one content type, of one stage, or of both ("removed:video")."""

_END = 253_402_300_800_000
"""Milliseconds from 1970 to the year 10000, where instants end."""

LONGEST_KEY = 200
"""Characters of a column's name that are remembered."""

Remembered = dict[str, str | bool | dict[str, str]]
"""What is kept for a partner's next file; JSON."""


class Told(NamedTuple):
    """What is known beforehand. None: nobody said it."""

    agency: str | None = None
    """Slug."""
    stage: str | None = None
    content_type: str | None = None
    provider: str | None = None
    """Slug."""
    qualifier: str | None = None
    """Of every number that says none itself."""
    occurred_at: int | None = None
    """Of rows without a date: milliseconds since 1970, UTC."""
    totals: bool | None = None
    """The numbers are running totals; False: each adds to what was sent before."""
    columns: Mapping[str, str] = {}
    """What a column is, by its name or by "#3" for the third: one of `ROLES`, a content type, a stage, "stage:type", or
    "date:ZONE" and "time:ZONE" ("date:Europe/Brussels")."""
    decimal: Decimal | None = None
    day_order: Order | None = None
    remembered: frozenset[str] = frozenset()
    """Names of the fields above that nobody said now: the file may speak against them; "column:" and its name."""
    insisted: frozenset[str] = frozenset()
    """Names of the fields that a person said when asked, so that the file may say what it will."""


def meaning_of(written: str) -> str:
    """Return what a person says a column is, in the form of `Told.columns`.

    Raises:
        ValueError: It can be no such thing; says so in words.
    """
    plain = written.strip().casefold()
    first, _colon, second = plain.partition(":")
    if plain in ROLES or plain in LEDGER_STAGES or plain in LEDGER_TYPES:
        return plain
    if first in LEDGER_STAGES and second in LEDGER_TYPES:
        return plain
    if first in ("date", "time") and second:
        zone = written.strip().partition(":")[2]
        named_zone(zone)
        return f"{first}:{zone}"
    raise ValueError(
        _("{text} is nothing that a column can be: say {roles}, a content type, a stage, or stage:type").format(
            text=quoted(written), roles=", ".join(ROLES)
        )
    )


def told_of(profile: Mapping[str, object], said: Told | None = None) -> Told:
    """Return what is remembered, with what is said now before it.

    Args:
        profile: As `Recognition.profile` made it; what is not of its form is left out, for it may have been changed.
        said: What a person says now.
    """
    now = said or Told()
    kept: dict[str, str] = {}
    for field, allowed in (("stage", LEDGER_STAGES), ("content_type", LEDGER_TYPES), ("qualifier", tuple(Qualifier))):
        value = profile.get(field)
        if isinstance(value, str) and value in allowed:
            kept[field] = value
    for field in ("agency", "provider"):
        value = profile.get(field)
        if isinstance(value, str) and 0 < len(value) <= LONGEST_KEY:
            kept[field] = value
    totals = profile.get("totals")
    decimal = profile.get("decimal")
    point: Decimal | None = "." if decimal == "." else "," if decimal == "," else None
    order = order_of(profile.get("day_order"))
    old = Told(
        agency=kept.get("agency"),
        stage=kept.get("stage"),
        content_type=kept.get("content_type"),
        provider=kept.get("provider"),
        qualifier=kept.get("qualifier"),
        totals=totals if isinstance(totals, bool) else None,
        decimal=point,
        day_order=order,
    )
    remembered = frozenset(
        field
        for field in ("agency", "stage", "content_type", "provider", "qualifier", "totals", "decimal", "day_order")
        if getattr(old, field) is not None and getattr(now, field) is None
    )
    columns = _columns(profile.get("columns"))
    return Told(
        agency=now.agency or old.agency,
        stage=now.stage or old.stage,
        content_type=now.content_type or old.content_type,
        provider=now.provider or old.provider,
        qualifier=now.qualifier or old.qualifier,
        occurred_at=now.occurred_at,
        totals=old.totals if now.totals is None else now.totals,
        columns={**columns, **now.columns},
        decimal=now.decimal or old.decimal,
        day_order=now.day_order or old.day_order,
        remembered=remembered | {f"column:{header}" for header in columns.keys() - now.columns.keys()},
        insisted=now.insisted,
    )


def _columns(kept: object) -> dict[str, str]:
    columns: dict[str, str] = {}
    for header, meaning in list(kept.items())[:2000] if isinstance(kept, dict) else ():
        if isinstance(header, str) and isinstance(meaning, str):
            try:
                columns[header[:LONGEST_KEY]] = meaning_of(meaning)
            except ValueError:
                continue
    return columns


def answered(told: Told, about: str, answer: str) -> Told:
    """Return what is known once a question of a `Recognition` is answered.

    Args:
        told: What was known before.
        about: `Question.about`.
        answer: One of `Question.answers`, or a slug; for a date milliseconds since 1970, UTC.

    Raises:
        ValueError: It is no answer to this question; says so in words.
    """
    said = answer.strip()
    fields = told.remembered - {about}
    if about.startswith("column:") or about == "quantity":
        header, equals, meaning = said.rpartition("=")
        if not equals:
            header, meaning = about.partition(":")[2], said
        columns = {**told.columns, header: meaning_of(meaning)}
        return told._replace(columns=columns, remembered=fields - {f"column:{header}"})
    small = said.casefold()
    if about == "totals" and small in ("totals", "increments"):
        return told._replace(totals=small == "totals", remembered=fields)
    if about == "decimal" and said in (",", "."):
        return told._replace(decimal="," if said == "," else ".", remembered=fields)
    if about == "day_order" and (order := order_of(small)):
        return told._replace(day_order=order, remembered=fields)
    insisted = told.insisted | {about}
    if about == "stage" and small in LEDGER_STAGES:
        return told._replace(stage=small, remembered=fields, insisted=insisted)
    if about == "content_type" and small in LEDGER_TYPES:
        return told._replace(content_type=small, remembered=fields, insisted=insisted)
    if about == "agency" and small:
        return told._replace(agency=small, remembered=fields, insisted=insisted)
    if about == "date" and said.isascii() and said.isdigit() and len(said) <= 15 and int(said) < _END:
        return told._replace(occurred_at=int(said))
    raise ValueError(_("{text} is no answer to this").format(text=quoted(answer)))


def column_key(names: tuple[str, ...], place: int) -> str:
    """Return how a column is named in `Told.columns`: by its name, or by "#3" where that names none or several."""
    name = names[place][:LONGEST_KEY]
    plain = name and name == name.strip() and name[0] != "#"
    return name if plain and sum(1 for other in names if other[:LONGEST_KEY] == name) == 1 else f"#{place + 1}"


def told_meaning(told: Told, place: int, header: str) -> str | None:
    """Return what a column was said to be, None where nobody said it.

    Args:
        told: What is known.
        place: From 0.
        header: Its name.
    """
    columns = told.columns
    if not columns:
        return None
    by_place = columns.get(f"#{place + 1}")
    if by_place is not None or not header:
        return by_place
    plain = {folded(header), folded(defang(header))} - {""}  # as it stands, and as it was shown
    return columns.get(header[:LONGEST_KEY]) or next(
        (meaning for name, meaning in columns.items() if folded(name) in plain), None
    )
