"""The scenario of an exercise: who takes part, when, and what goes wrong, validated where it comes in.

A scenario is a JSON file (see data/exercises/README.md). All of it is invented, and it says so: every agency carries
"Exercise" in its name, so that no picture of an exercise can be taken for a real one.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from board.model.instants import milliseconds
from board.model.record import Agency, Plain, Slug
from board.model.vocabulary import LEDGER_TYPES, AgencyKind, ContentType, Role

MOST_ENTRIES = 20_000_000
"""Of an exercise; above this nobody waits for it."""

MARK = "exercise"
"""Stands in every name of an exercise, in any case of letters."""

LEAST = 1e-6
"""What the largest share of a list is at least."""

PREFIX = "ex-"
"""Every slug of an exercise begins with it."""

FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2101, 1, 1, tzinfo=UTC)
"""Of the days that a record can name: an exercise begins and ends within them."""

LONGEST_SLUG = 70
"""Characters of the action's own; its source is called after it."""

_SECONDS_A_MINUTE = 60_000


def _marked(name: str) -> str:
    if not re.search(rf"\b{MARK}\b", name.casefold()):
        raise ValueError('every name in an exercise holds the word "Exercise"')
    return name


def _invented(note: str) -> str:
    if "invented" not in note.casefold():
        raise ValueError("the note must say that the numbers are invented")
    return note


def _ours(slug: str) -> str:
    if not slug.startswith(PREFIX):
        raise ValueError(f'every slug in an exercise begins with "{PREFIX}"')
    return slug


def _short(slug: str) -> str:
    if len(slug) > LONGEST_SLUG:
        raise ValueError(f"write at most {LONGEST_SLUG} characters")
    return slug


def _counted(unit: ContentType) -> ContentType:
    if unit not in LEDGER_TYPES:
        raise ValueError(f"{unit} is a unit of published statements only")
    return unit


ExerciseSlug = Annotated[Slug, AfterValidator(_ours)]
ExerciseName = Annotated[Plain, StringConstraints(max_length=80), AfterValidator(_marked)]
Weight = Annotated[float, Field(ge=0, le=1_000_000, allow_inf_nan=False)]
"""A share of a whole, in any measure: what counts is how it stands to the others."""
Part = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
"""0 for nothing, 1 for all of it."""
Minutes = Annotated[int, Field(ge=0, le=31 * 1440, strict=True)]
Hour = Annotated[int, Field(ge=0, le=24, strict=True)]
Officer = Annotated[Plain, StringConstraints(max_length=80)]
Unit = Annotated[ContentType, AfterValidator(_counted)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ExerciseAgency(Agency):
    """An invented agency."""

    slug: ExerciseSlug
    name: ExerciseName


class AsItHappens(_Part):
    """A partner that says each count when it has it."""

    lag: Minutes = 0
    """Between what happened and the call, on average."""
    day_late: Part = 0.0
    """Of its counts come a day late."""


class RunningTotals(_Part):
    """A partner that only says what it has in all."""

    lag: Minutes = 0


class Spreadsheet(_Part):
    """A partner that sends a sheet of rows, with its own references."""

    at: Annotated[tuple[Hour, ...], Field(min_length=1, max_length=24)]
    """Hours, UTC, at which it comes, every day."""
    again: Minutes | None = None
    """So long after the first time the same sheet comes once more; None for once only."""
    lag: Minutes = 0


class Reporting(_Part):
    """How a partner's figures come in: exactly one of the three."""

    as_it_happens: AsItHappens | None = None
    running_totals: RunningTotals | None = None
    spreadsheet: Spreadsheet | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(way is not None for way in (self.as_it_happens, self.running_totals, self.spreadsheet)) != 1:
            raise ValueError("name one way of reporting: as_it_happens, running_totals or spreadsheet")
        return self


class ScenarioPartner(_Part):
    """An agency in its roles, and how it works."""

    agency: Slug
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    share: Weight = 0.0
    """Of the work; 0 for a partner that counts nothing."""
    shift: tuple[Hour, Hour] = (0, 24)
    """First and last hour of its day, UTC; a shift over midnight runs from the greater to the lesser. Little comes in
    outside of it."""
    reporting: Reporting = Reporting(as_it_happens=AsItHappens())


class Joins(_Part):
    """When a provider joins the action."""

    after: Slug | None = None
    """The provider it follows; None for the start of the action."""
    minutes: Minutes = 0


class ScenarioProvider(_Part):
    """A provider, when it joins, and how it answers."""

    agency: Slug
    share: Weight
    """Of what is found."""
    joins: Joins = Joins()
    burst: Annotated[float, Field(ge=1, le=20, allow_inf_nan=False)] = 1.0
    """How many times its share comes in when it has just joined."""
    burst_minutes: Minutes = 0
    """Until the burst has ebbed away."""
    removes: Part
    """Of what is referred to it."""
    refuses: Part = 0.0
    """Of what is referred to it; the rest stays without an answer."""
    reappears: Part = 0.0
    """Of what it removed, after a day."""
    delay: Minutes = 30
    """Until it answers."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.removes + self.refuses > 1:
            raise ValueError("removes and refuses are together more than all of it")
        return self


class Holds(_Part):
    """De-confliction: what is kept back so that a running investigation is not disturbed."""

    share: Part
    """Of the batches that are assessed."""
    minutes: Minutes
    """Until it is released, on average."""


class Slips(_Part):
    """What is typed wrong, and when somebody sees it."""

    wrong: Part
    """Of the counts; put right by a correction."""
    twice: Part
    """Of the counts are recorded by two officers; the second one is taken back."""
    vague: Part
    """Of the assessments are said as "about"."""
    minutes: Minutes
    """Until it is seen, on average."""


class Scenario(_Part):
    """A whole exercise."""

    slug: Annotated[ExerciseSlug, AfterValidator(_short)]
    name: ExerciseName
    note: Annotated[Plain, AfterValidator(_invented)]
    starts_at: AwareDatetime
    days: Annotated[int, Field(ge=1, le=31, strict=True)]
    entries: Annotated[int, Field(ge=1, le=MOST_ENTRIES, strict=True)]
    """Of the ledger, where nobody asks for more or less."""
    referred: Annotated[int, Field(ge=1, le=10**9, strict=True)]
    """Items in all, about; more where there are more entries than items."""
    objective: Plain | None = None
    command_post: Plain | None = None
    place: Plain | None = None
    units: Annotated[dict[Unit, Weight], Field(min_length=1)]
    """Content types and their shares."""
    agencies: Annotated[tuple[ExerciseAgency, ...], Field(min_length=1, max_length=300)]
    partners: Annotated[tuple[ScenarioPartner, ...], Field(min_length=1, max_length=200)]
    providers: Annotated[tuple[ScenarioProvider, ...], Field(min_length=1, max_length=100)]
    holds: Holds
    slips: Slips
    officers: Annotated[tuple[Officer, ...], Field(min_length=2, max_length=24)]
    """Who records, one after the other through the day."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not FIRST <= self.starts_at < LAST - timedelta(days=self.days):
            raise ValueError("starts_at: write an instant from 1990 on, so that the action ends by 2100")
        _check_agencies(self)
        for field, shares in (
            ("units", list(self.units.values())),
            ("partners", [one.share for one in self.partners]),
            ("providers", [one.share for one in self.providers]),
        ):
            if max(shares) < LEAST:
                raise ValueError(f"{field}: the shares add up to nothing")
        if all(one.reporting.spreadsheet for one in self.partners if one.share):
            raise ValueError("partners: somebody has to report as_it_happens or in running_totals")
        joined = joins(self)
        counted = [joined[one.agency] for one in self.providers if one.share]
        if min(counted) > self.days * 1440 - 60:
            raise ValueError("providers: none of them joins an hour before the action ends")
        return self

    @property
    def starts(self) -> int:
        """Start, in milliseconds since 1970."""
        return milliseconds(self.starts_at.astimezone(UTC))

    @property
    def ends(self) -> int:
        """End, in milliseconds since 1970."""
        return self.starts + self.days * 1440 * _SECONDS_A_MINUTE


def _check_agencies(scenario: Scenario) -> None:
    """Check that each agency stands once, and that everybody who acts is one of them.

    Raises:
        ValueError: Names the field, the place and the slug.
    """
    kinds: dict[str, AgencyKind] = {}
    for agency in scenario.agencies:
        if agency.slug in kinds:
            raise ValueError(f"agencies: {agency.slug} stands twice")
        kinds[agency.slug] = agency.kind
    for field, slugs in (
        ("partners", [one.agency for one in scenario.partners]),
        ("providers", [one.agency for one in scenario.providers]),
    ):
        for place, slug in enumerate(slugs):
            if slug not in kinds:
                raise ValueError(f"{field}.{place}.agency: there is no {slug} among the agencies")
            if slug in slugs[:place]:
                raise ValueError(f"{field}.{place}.agency: {slug} stands twice")
            if (kinds[slug] == AgencyKind.PROVIDER) != (field == "providers"):
                raise ValueError(f"{field}.{place}.agency: {slug} is of the kind {kinds[slug]}")


def joins(scenario: Scenario) -> dict[str, int]:
    """Return the minute of the action in which each provider joins.

    Raises:
        ValueError: One follows a provider that is none, or itself over others.
    """
    waits = {one.agency: one.joins for one in scenario.providers}
    found: dict[str, int] = {}
    for place, provider in enumerate(scenario.providers):
        chain: list[str] = []
        slug: str | None = provider.agency
        while slug is not None and slug not in found:
            if slug in chain:
                raise ValueError(f"providers.{place}.joins.after: {' after '.join([*chain, slug])}: a circle")
            if slug not in waits:
                raise ValueError(f"providers.{place}.joins.after: there is no {slug} among the providers")
            chain.append(slug)
            slug = waits[slug].after
        minute = found[slug] if slug is not None else 0
        for one in reversed(chain):
            minute += waits[one].minutes
            found[one] = minute
    return found
