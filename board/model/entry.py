"""One line of the ledger: what somebody counted, and what the ledger makes of it."""

import hashlib
from datetime import datetime
from json.encoder import encode_basestring
from typing import Annotated, NamedTuple
from unicodedata import normalize

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from board.model.instants import EPOCH
from board.model.record import Plain, Slug
from board.model.text import REPLACEMENT, clean
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES, ContentType, Qualifier, Stage

LARGEST_ENTRY = 10**9
"""Above this a count is a slip of the finger. Sums of ten million such entries still fit SQLite's integers."""

LONGEST_REFERENCE = 200
"""Characters."""

NO_HASH = bytes(32)
"""What stands before the first entry of a site."""


def _in_ledger(stage: Stage) -> Stage:
    if stage not in LEDGER_STAGES:
        raise ValueError(f"{stage} is a verb of published statements only")
    return stage


def _counted(unit: ContentType) -> ContentType:
    if unit not in LEDGER_TYPES:
        raise ValueError(f"{unit} is a unit of published statements only")
    return unit


def _not_zero(quantity: int) -> int:
    if quantity == 0:
        raise ValueError("a count of 0 changes nothing")
    return quantity


def _after_1970(instant: datetime) -> datetime:
    if instant < EPOCH:
        raise ValueError("an entry lies after the start of 1970")
    return instant


def _whole(value: object) -> object:
    """Refuse a reference of which something would be lost: two of a sender's must not become one."""
    if isinstance(value, str) and len(value) > LONGEST_REFERENCE:  # first: sorting marks costs the square of them
        raise ValueError(f"a reference has at most {LONGEST_REFERENCE} characters")
    lost = isinstance(value, str) and (REPLACEMENT in value or clean(value).split() != normalize("NFC", value).split())
    if lost:
        raise ValueError("a reference holds characters that cannot be kept: type it without them")
    return value


Reference = Annotated[Plain, BeforeValidator(_whole), StringConstraints(max_length=LONGEST_REFERENCE)]
"""A sender's own reference. It is the sender's over all actions and counts once: see `board.store.references`."""


class Entry(BaseModel):
    """What somebody counted. The ledger adds where it stands, when it was recorded and by whom."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    action: Slug
    agency: Slug
    stage: Annotated[Stage, AfterValidator(_in_ledger)]
    content_type: Annotated[ContentType, AfterValidator(_counted)]
    quantity: Annotated[int, Field(ge=-LARGEST_ENTRY, le=LARGEST_ENTRY, strict=True), AfterValidator(_not_zero)]
    """Signed: a negative one takes back what was counted too much."""
    qualifier: Qualifier = Qualifier.EXACT
    provider: Slug | None = None
    occurred_at: Annotated[AwareDatetime, AfterValidator(_after_1970)]
    """When it happened. When it became known is for the ledger to say."""
    note: Plain | None = None
    source: Slug | None = None
    ref: Reference | None = None
    """The sender's own reference: the same agency's same reference counts once, in whatever action and case."""


class LedgerRow(NamedTuple):
    """An entry as the ledger keeps it. Instants are whole milliseconds since 1970, UTC."""

    site: str
    """Which store wrote it."""
    seq: int
    """From 1 within its site, without a gap."""
    id: str
    """UUIDv7 (RFC 9562, section 5.7)."""
    action: str
    agency: str
    provider: str | None
    content_type: str
    stage: str
    quantity: int
    qualifier: str
    occurred_at: int
    recorded_at: int
    operator: str
    source: str | None
    ref: str | None
    reverses_site: str | None
    reverses_seq: int | None
    batch: str | None
    note_hash: bytes | None
    prev_hash: bytes
    hash: bytes


def hash_of(row: LedgerRow) -> bytes:
    """Return the SHA-256 over the hash of the row before and this row's canonical JSON (RFC 8785).

    Everything is named by slug, so that another site can check it. The keys are ASCII and the values texts, whole
    numbers below 2^53 or null: for these, sorted keys and no spaces are the canonical form.
    """
    note = "null" if row.note_hash is None else f'"{row.note_hash.hex()}"'
    canonical = (
        f'{{"action":{_text(row.action)},"agency":{_text(row.agency)},"batch":{_text(row.batch)},'
        f'"content_type":{_text(row.content_type)},"id":{_text(row.id)},"note_hash":{note},'
        f'"occurred_at":{row.occurred_at},"operator":{_text(row.operator)},"provider":{_text(row.provider)},'
        f'"qualifier":{_text(row.qualifier)},"quantity":{row.quantity},"recorded_at":{row.recorded_at},'
        f'"ref":{_text(row.ref)},"reverses_seq":{"null" if row.reverses_seq is None else row.reverses_seq},'
        f'"reverses_site":{_text(row.reverses_site)},"seq":{row.seq},"site":{_text(row.site)},'
        f'"source":{_text(row.source)},"stage":{_text(row.stage)}}}'
    )
    return hashlib.sha256(row.prev_hash + canonical.encode()).digest()


def _text(value: str | None) -> str:
    return "null" if value is None else encode_basestring(value)


def note_hash_of(note: str | None) -> bytes | None:
    """Return the SHA-256 of a note: the text can stay at home when the row travels."""
    return hashlib.sha256(note.encode()).digest() if note is not None else None
