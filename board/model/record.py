"""The public record: agencies, actions, aggregates, sources and statements, validated where they come in.

A record is a folder of JSON files (see data/README.md). Nothing is believed of it before it went through here.
"""

import re
from datetime import date
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from board.model.text import LONGEST_TEXT, clean, is_visible
from board.model.vocabulary import (
    ActionStatus,
    AgencyKind,
    ContentType,
    Drift,
    Marking,
    Qualifier,
    Role,
    SourceKind,
    Stage,
    Target,
)

LARGEST_QUANTITY = 10**12
"""A published count above this is a slip of the pen: there are fewer items than that."""

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def _plain(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not is_visible(value):
        raise ValueError("a text needs something that can be seen")
    return clean(value).strip()


def _real_date(value: str) -> str:
    match = _PARTIAL_DATE.fullmatch(value)
    if match is None:
        raise ValueError("not a date: write 2019, 2019-11 or 2019-11-25")
    year, month, day = (int(part) if part else 1 for part in match.groups())
    try:
        date(year, month, day)
    except ValueError as error:
        raise ValueError(f"not a date: {error}") from None
    if not 1990 <= year <= 2100:
        raise ValueError("not a date of this record: the year must lie between 1990 and 2100")
    return value


Plain = Annotated[str, BeforeValidator(_plain), StringConstraints(min_length=1, max_length=LONGEST_TEXT)]
"""The one string type for text from outside: single-line, without anything that acts on a terminal."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""The name of a record, for people and programs: small letters, digits, single hyphens."""

PartialDate = Annotated[str, AfterValidator(_real_date)]
"""A day, month or year as ISO 8601 writes it with reduced precision: 2019-11-25, 2019-11, 2019."""

Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2, or EU."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
"""ISO 639-1."""

Count = Annotated[int, Field(ge=0, le=LARGEST_QUANTITY, strict=True)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Agency(_Record):
    """An authority, unit or provider that takes part, or that publishes figures."""

    slug: Slug
    name: Plain
    kind: AgencyKind
    country: Country | None = None
    names: dict[Language, Plain] = {}
    """The agency's own name in other languages, by ISO 639-1 code."""
    note: Plain | None = None


class Source(_Record):
    """Where a statement can be read."""

    slug: Slug
    publisher: Plain
    title: Plain
    date: PartialDate | None
    """When it was published; None where the research could not see it."""
    address: Plain | None
    """Shown as text, never opened, never fetched."""
    language: Language
    kind: SourceKind
    note: Plain | None = None


class Hit(_Record):
    """What an action hit, in the words of a source."""

    target: Target
    words: Plain
    source: Slug


class Point(_Record):
    """One thing a source says of an action besides its figures: an effect, a context, a condition."""

    words: Plain
    source: Slug


class Action(_Record):
    """A coordinated operation."""

    slug: Slug
    name: Plain
    status: ActionStatus
    status_as_of: PartialDate | None = None
    """When the status was true: a record of 2019 that says "ongoing" says so of 2019. None where nobody says."""
    started_on: PartialDate | None = None
    ended_on: PartialDate | None = None
    objective: Plain | None = None
    command_post: Plain | None = None
    place: Plain | None = None
    exercise: bool = False
    ordinal: Annotated[int, Field(ge=1, le=1000)] | None = None
    """Its number among the joint referral action days, where a source gives one."""
    hits: tuple[Hit, ...] = ()
    effects: tuple[Point, ...] = ()
    context: tuple[Point, ...] = ()
    sources: Annotated[tuple[Slug, ...], Field(min_length=1)]
    note: Plain | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.started_on and self.ended_on:
            known = min(len(self.started_on), len(self.ended_on))  # "2019-11" may be any day of it
            if self.ended_on[:known] < self.started_on[:known]:
                raise ValueError("ended_on lies before started_on")
        return self


class Aggregate(_Record):
    """A running count that a body publishes over the years. It is no action, and never a part of one."""

    slug: Slug
    name: Plain
    agency: Slug
    note: Plain | None = None


class Participation(_Record):
    """An agency in its roles within one action: a partner."""

    action: Slug
    agency: Slug
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    words: Plain | None = None
    """The few words its part was said in."""
    source: Slug


class Statement(_Record):
    """A published figure with its source: evidence beside the ledger, never added to it."""

    slug: Slug
    action: Slug | None = None
    aggregate: Slug | None = None
    stage: Stage
    quantity: Count | None
    """None where no number was published ("several hundreds"); the words then say all there is."""
    qualifier: Qualifier | None
    unit: ContentType
    of: tuple[ContentType, ...] = ()
    """What the unit is said to consist of, where the source names it and gives no split."""
    agency: Slug
    """Who says so."""
    share_of: Slug | None = None
    """Whose part is counted; None for the whole. A part is never added to the whole: it lies within it."""
    part: Plain | None = None
    """Which part is counted where it is not a partner's: a day, a kind of content; None for the whole."""
    since: PartialDate | None = None
    """Start of the counted period, where the source gives one."""
    as_of: PartialDate | None
    """When it was true, None where the source gives no date. When it became known is the date of the source."""
    wording: Plain
    quoted: bool
    """True: the source's own words. False: our short rendering of them."""
    source: Slug
    note: Plain | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.action is None) == (self.aggregate is None):
            raise ValueError("a statement is of one action or of one aggregate")
        if (self.quantity is None) != (self.qualifier is None):
            raise ValueError("a quantity needs a qualifier, and a qualifier a quantity")
        return self


class Disagreement(_Record):
    """Statements of the same thing that differ. All of them stay; none wins."""

    slug: Slug
    about: Plain
    drifts: Annotated[tuple[Drift, ...], Field(min_length=1)]
    statements: Annotated[tuple[Slug, ...], Field(min_length=2)]
    caution: bool = False
    """They do not contradict each other, but must not be compared or added: a part, another period, another unit."""
    note: Plain | None = None


class Finding(_Record):
    """Why the actions are led: what a communiqué says of the propaganda itself."""

    slug: Slug
    words: Plain
    language: Language
    rendering: Plain | None = None
    """Our English rendering."""
    action: Slug
    source: Slug


class Record(_Record):
    """A whole record, as read from its folder."""

    edition: PartialDate
    marking: Marking
    agencies: tuple[Agency, ...] = ()
    sources: tuple[Source, ...] = ()
    actions: tuple[Action, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    participations: tuple[Participation, ...] = ()
    statements: tuple[Statement, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    findings: tuple[Finding, ...] = ()
