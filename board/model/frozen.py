"""A situation as text that stays: canonical JSON (RFC 8785), and the way back, which believes nothing.

A report that was frozen must be read by every later board. Whoever changes `Situation` so that a report of format 1 is
no longer read raises `FORMAT`, and brings the older formats up to date here when they are read.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Annotated, NamedTuple

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from board.model.figure import Quantity
from board.model.situation import Situation
from board.model.text import clean
from board.model.vocabulary import ContentType, Stage

FORMAT = 1
"""Of the text that this board writes."""

LONGEST = 50_000_000
"""Characters; what is longer is no report. One of the action with the most statements takes 120,000."""

_ORDER = {str(word): place for words in (Stage, ContentType) for place, word in enumerate(words)}
"""Canonical JSON sorts its names; the board shows stages and units in the order of the vocabulary."""


class NotFrozen(ValueError):
    """A text is no report that this board knows."""


class FrozenHead(BaseModel):
    """The last entry of the ledger, as a report keeps it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    site: str
    seq: Annotated[int, Field(ge=1, strict=True)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Frozen(BaseModel):
    """A report as it is kept: what stands beside the situation is in the text too, so that its digest covers it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Annotated[int, Field(strict=True)]
    action: str
    number: Annotated[int, Field(ge=1, strict=True)]
    taken_at: AwareDatetime
    operator: str
    head: FrozenHead | None
    situation: Situation


class Written(NamedTuple):
    """A report as text, and what stands for it."""

    text: str
    digest: bytes
    """SHA-256."""


def digest_of(text: str) -> bytes:
    """Return the SHA-256 of a text in UTF-8; what UTF-8 cannot say counts as "?"."""
    return hashlib.sha256(text.encode(errors="replace")).digest()


def write(frozen: Frozen) -> Written:
    """Return a report as canonical JSON. Its neighbours in time and the moment of a board belong to no report."""
    situation = frozen.situation._replace(before=None, after=None, moment=None)
    values = {name: getattr(frozen, name) for name in Frozen.model_fields} | {"situation": situation}
    text = canonical(values)
    return Written(text, digest_of(text))


def canonical(value: object) -> str:
    """Return a value of the model as canonical JSON: sorted names, no spaces, whole numbers, no escapes but needed."""
    return json.dumps(plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def plain(value: object) -> object:
    """Return a value of the model as JSON values: what has names goes by its names, never by its places."""
    if isinstance(value, Enum):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    if isinstance(value, BaseModel):
        return {name: plain(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, tuple):
        names: tuple[str, ...] | None = getattr(value, "_fields", None)
        if names is not None:
            return {name: plain(one) for name, one in zip(names, value, strict=True)}
        return [plain(one) for one in value]
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    return value


def read(text: str) -> Frozen:
    """Return the report that a text holds, its words harmless and in the order of the vocabulary.

    Raises:
        NotFrozen: It holds none, or one of a later format.
    """
    found = _json(text)
    kind = found.get("format") if isinstance(found, dict) else None
    if isinstance(kind, int) and kind > FORMAT:
        raise NotFrozen(f"format {str(kind)[:20]}, this board knows {FORMAT}")
    if kind != FORMAT:
        raise NotFrozen("no report")
    try:
        return _FROZEN.validate_python(found)
    except ValidationError as error:
        first = error.errors()[0]
        raise NotFrozen(clean(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")[:120]) from None


def read_stages(text: str) -> dict[Stage, Quantity]:
    """Return the tallies of a line in a list.

    Raises:
        NotFrozen: The text holds none.
    """
    try:
        return _STAGES.validate_python(_json(text))
    except ValidationError:
        raise NotFrozen("no tallies") from None


def _json(text: str) -> object:
    if len(text) > LONGEST:
        raise NotFrozen("too long")
    try:
        return _harmless(json.loads(text, parse_float=_no_float, parse_constant=_no_float))
    except (ValueError, RecursionError):
        raise NotFrozen("no JSON") from None


def _no_float(found: str) -> object:
    raise ValueError(f"{found} is no whole number")


def _harmless(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_harmless(one) for one in value]
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: _ORDER.get(name, 0))
        return {clean(name): _harmless(value[name]) for name in names}
    return value


_FROZEN = TypeAdapter(Frozen)
_STAGES = TypeAdapter(dict[Stage, Quantity])
