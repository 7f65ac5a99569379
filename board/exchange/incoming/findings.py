"""What was found out about a table: what each column is, what holds for all rows, and what has to be asked."""

from datetime import datetime, tzinfo
from typing import NamedTuple

from board.exchange.incoming import counts, moments
from board.exchange.incoming.known import Known
from board.exchange.incoming.orders import Order
from board.exchange.incoming.told import Remembered, Told, column_key, told_meaning


class Column(NamedTuple):
    """A column and what it was taken for."""

    header: str
    """Clean, at most 200 characters."""
    meaning: str
    """One of `told.ROLES`, a content type, a stage, or "stage:content_type"; "ignore" where it is left out."""
    why: str
    """Why it was taken for that, in words."""
    samples: tuple[str, ...]
    """Two of its cells, clean, no address in them alive."""


class Found(NamedTuple):
    """Something that holds for every row which does not say otherwise."""

    what: str
    """agency, stage, content_type, provider, qualifier, totals or date."""
    value: str
    """A slug; "totals" or "increments"; a day as ISO 8601 writes it, or an instant."""
    why: str
    """Where it was found, in words."""


class Question(NamedTuple):
    """Something that only a person can say. Nothing is imported while one stands."""

    about: str
    """agency, stage, content_type, totals, day_order, decimal, date, quantity, or "column:" and the column's name."""
    text: str
    """In words."""
    answers: tuple[str, ...]
    """What can be answered, for `told.answered`; none where it is an instant."""


class Count(NamedTuple):
    """A column of counts."""

    place: int
    """From 0."""
    stage: str | None
    """None: its rows say it, or it holds for all of them. So for the content type."""
    content_type: str | None
    provider: str | None = None
    """Slug, where the column is headed by a provider."""
    day: str | None = None
    """As its name writes it, where the column is headed by a day."""


class Recognition(NamedTuple):
    """How a table is read. Nothing is imported while `questions` stand."""

    columns: tuple[Column, ...]
    """In the order of the table."""
    found: tuple[Found, ...]
    """What holds for every row that does not say otherwise."""
    wide: bool
    """Several columns hold counts, each of its own kind."""
    questions: tuple[Question, ...]
    notices: tuple[str, ...]
    """What a person has to know: columns that are left out, what was said otherwise."""
    decimal: counts.Decimal | None
    """The decimal mark that was found or said; None where no number has one."""
    day_order: Order | None
    """None where no day needs one."""
    totals: bool
    """The numbers are running totals; False while it is asked."""
    counts: tuple[Count, ...]
    places: dict[str, int]
    """Of the columns that are read beside the counts, by their role."""
    numbers: dict[int, counts.Writing]
    """How each column of counts writes its numbers, by its place."""
    days: moments.Writing
    clock: tzinfo
    """Zone of the column of times."""
    at: datetime | moments.Day | None
    """When rows without a date were true."""
    known: Known
    told: Told
    key: str
    """The same for every table of the same header."""

    def constant(self, what: str) -> str | None:
        """Return what holds for every row that does not say otherwise: a slug, or None."""
        return next((found.value for found in self.found if found.what == what), None)

    def profile(self) -> Remembered:
        """Return what should be remembered for this partner's next file of the same header (`told_of` reads it).

        What this file itself says of all its rows is not kept, but for the agency: the next one says it anew, or is
        asked about.
        """
        names = tuple(column.header for column in self.columns)
        columns: dict[str, str] = {}
        heads = {count.place for count in self.counts if count.provider or count.day}  # they say it again each time
        for place, column in enumerate(self.columns):
            if place in heads:
                continue
            said = told_meaning(self.told, place, column.header)
            if said is not None or column.meaning not in ("ignore", "ref"):  # these are looked at anew each time
                columns[column_key(names, place)] = said or column.meaning
        kept: Remembered = {"header": self.key, "columns": columns}
        told = self.told
        for field, value in (
            ("agency", self.constant("agency")),
            ("stage", told.stage),
            ("content_type", told.content_type),
            ("provider", told.provider),
            ("qualifier", told.qualifier),
            ("totals", told.totals),
            ("decimal", self.decimal),
            ("day_order", self.day_order),
        ):
            if value is not None:
                kept[field] = value
        return kept
