"""What holds for all rows of a table: said in the lines above it, beside its rows, or in the name of its file."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from board.exchange.incoming import moments
from board.exchange.incoming.counts import Why
from board.exchange.incoming.findings import Found
from board.exchange.incoming.headings import Heading, content_type_of, heading, quoted, stage_of
from board.exchange.incoming.known import Directory
from board.locale import _
from board.model.incoming import Table
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES

_MOST_LINES = 50
_KEY = re.compile(r"\s*([^:]{1,40}?)\s*:\s+(.+)|\s*([^:]{1,40}?)\s*:\s*(\S.*)", re.DOTALL)
_YES, _NO = frozenset({"true", "yes", "1"}), frozenset({"false", "no", "0"})


class Growth(NamedTuple):
    """What words say of numbers: running totals, increments, or a date that hints at running totals."""

    totals: str = ""
    """The text that says so, clean and quoted; empty where none does. So for the next two."""
    increments: str = ""
    stand: str = ""


class Constants(NamedTuple):
    """What holds for all rows that do not say otherwise."""

    found: dict[str, Found]
    """By what it is: agency, stage, content_type, provider, date."""
    growth: Growth
    problems: dict[str, str]
    """What is said and not understood, by what it is: "agency" -> why."""
    at: datetime | moments.Day | None
    """When it was true."""
    keyed: frozenset[str] = frozenset()
    """What was said as "agency: …", so that it also holds for rows whose own cell is empty."""
    above: frozenset[str] = frozenset()
    """What the lines above the table say, and not only the name of its file."""


class _Gathered:
    def __init__(self) -> None:
        self.values: dict[str, dict[str, str]] = {}
        self.problems: dict[str, str] = {}
        self.growth = Growth()
        self.keyed: set[str] = set()
        self.dates: dict[str, dict[object, datetime | moments.Day]] = {}

    def add(self, what: str, value: str, why: str) -> None:
        self.values.setdefault(what, {}).setdefault(value, why)

    def date(self, rank: str, at: datetime | moments.Day) -> None:
        self.dates.setdefault(rank, {})[at] = at


def constants_of(table: Table, agencies: Directory, providers: Directory) -> Constants:
    """Return what the lines above a table, or beside its rows, say of all of them; then what its file's name says.

    A thing that is said in two ways is not said. The end of a period is when its figures were true.
    """
    above = _Gathered()
    for line in table.above[:_MOST_LINES]:
        _line(line[:1000], above, agencies, providers)
    name = _Gathered()
    stem = table.name.rpartition(".")[0] or table.name
    _title(stem, name, agencies, None, _("the file's name"))  # "google sheets.csv" is of no provider
    found: dict[str, Found] = {}
    keyed, said_above = frozenset(above.keyed), frozenset(above.values)
    for what in ("agency", "stage", "content_type", "provider"):
        for gathered in (above, name):
            values = gathered.values.get(what, {})
            if len(values) == 1:
                [(value, why)] = values.items()
                found[what] = Found(what, value, why)
            if values:
                break
    growth = Growth(*(one or other for one, other in zip(above.growth, name.growth, strict=True)))
    for gathered, why in ((above, _("said above the rows")), (name, _("the file's name"))):
        for rank in ("said", "stand", "there"):
            dates = gathered.dates.get(rank, {})
            if len(dates) == 1:
                at = next(iter(dates.values()))
                found["date"] = Found("date", at.day.isoformat() if isinstance(at, moments.Day) else str(at), why)
                return Constants(found, growth, above.problems, at, keyed, said_above)
            if dates:
                break
    return Constants(found, growth, above.problems, None, keyed, said_above)


def said_of_rows(line: str, agencies: Directory, providers: Directory) -> dict[str, set[object]]:
    """Return what one line says of the rows below it, read as those above a table are.

    Returns:
        Slugs by what they are: agency, stage, content_type, provider; days under date; under totals whether the numbers
        are running totals. None among them where it says something of which it is not clear what.
    """
    gathered = _Gathered()
    _line(line, gathered, agencies, providers)
    found: dict[str, set[object]] = {what: set(values) for what, values in gathered.values.items()}
    says = heading(line)
    unclear = [*gathered.problems, *(["stage"] if says.either or (says.negated and says.stages) else [])]
    if says.negated and says.types:
        unclear.append("content_type")
    for what in unclear:
        found.setdefault(what, set()).add(None)
    days = {
        at.day if isinstance(at, moments.Day) else at.date() for by in gathered.dates.values() for at in by.values()
    }
    if days:
        found["date"] = set(days)
    growth = {one for one, words in ((True, gathered.growth.totals), (False, gathered.growth.increments)) if words}
    if growth:
        found["totals"] = set(growth)
    return found


def _line(line: str, gathered: _Gathered, agencies: Directory, providers: Directory) -> None:
    match = _KEY.match(line)
    key, value = ((match[1] or match[3]), (match[2] or match[4])) if match else ("", "")
    says = heading(key) if key else Heading()
    if key and _keyed(says, line, value.strip(), gathered, agencies, providers):
        return
    _title(line, gathered, agencies, providers, quoted(line, 60))


def _keyed(
    says: Heading, line: str, value: str, gathered: _Gathered, agencies: Directory, providers: Directory
) -> bool:
    """Take up a line of the form "what: value"; say whether it was one."""
    why = quoted(line, 60)
    small = value.casefold()
    if (says.cumulative or says.sum or says.new) and small in _YES | _NO:
        totals = (small in _YES) != says.new
        gathered.growth = gathered.growth._replace(**{"totals" if totals else "increments": why})
        return True
    if says.stages or says.types:
        return False
    meant = None
    for role in says.roles:
        if role in ("agency", "provider"):
            meant = (agencies if role == "agency" else providers).find(value)
        elif role in ("stage", "content_type"):
            meant = stage_of(value) if role == "stage" else content_type_of(value)
        if meant is None:
            continue
        if meant.slug is not None:
            gathered.add(role, meant.slug, why)
            gathered.keyed.add(role)
            return True
    if meant is not None:
        role = next(role for role in says.roles if role in ("agency", "provider", "stage", "content_type"))
        gathered.problems.setdefault(role, meant.why)
        return True
    if "date" in says.roles:
        at = moments.day_of(value, moments.Writing())
        if not isinstance(at, Why):
            gathered.date("said", at)
            if says.as_of:
                gathered.growth = gathered.growth._replace(stand=why)
            return True
    return False


def _title(line: str, gathered: _Gathered, agencies: Directory, providers: Directory | None, why: str) -> None:
    says = heading(line)
    growth = gathered.growth
    gathered.growth = Growth(
        growth.totals or (why if says.cumulative else ""),
        growth.increments or (why if says.new else ""),
        growth.stand or (why if says.as_of else ""),
    )
    if not says.negated and not says.either:
        for what, values, allowed in (
            ("stage", says.stages, LEDGER_STAGES),
            ("content_type", says.types, LEDGER_TYPES),
        ):
            for value in values:
                if value in allowed:
                    gathered.add(what, value, why)
    for what, directory in (("agency", agencies), ("provider", providers)):
        for slug in directory.within(line) if directory is not None else ():
            gathered.add(what, slug, why)
    days = moments.days_in(line)
    if days:
        gathered.date("stand" if says.as_of else "there", moments.Day(_latest(days), UTC))


def _latest(days: Iterable[date]) -> date:
    return max(days)
