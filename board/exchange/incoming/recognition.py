"""What a partner's table is: what each column means, what holds for all rows, and what only a person can say."""

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime, tzinfo

from board.exchange.incoming import counts, growth, moments
from board.exchange.incoming.assignment import Assigned, assign
from board.exchange.incoming.constants import Constants, Growth, constants_of
from board.exchange.incoming.evidence import Looked, look, sums_up, writings
from board.exchange.incoming.findings import Column, Found, Question, Recognition
from board.exchange.incoming.headings import folded, heading, quoted
from board.exchange.incoming.heads import days_shown
from board.exchange.incoming.known import Known, agencies, providers
from board.exchange.incoming.orders import SAMPLE
from board.exchange.incoming.told import Told, answered, column_key, told_of
from board.exchange.incoming.zones import named_zone, zone_of
from board.locale import _, columns
from board.model.incoming import Table
from board.model.instants import instant_of
from board.model.vocabulary import LEDGER_STAGES, LEDGER_TYPES

__all__ = ["Column", "Found", "Known", "Question", "Recognition", "Told", "answered", "key_of", "recognise", "told_of"]


_RANKS = ("quantity", "column", "agency", "stage", "content_type", "date", "day_order", "decimal", "totals")
"""In which order is asked: what a column is goes before what then is missing."""


def _rank(question: Question) -> int:
    return _RANKS.index(question.about.partition(":")[0])


def key_of(table: Table) -> str:
    """Return what is the same for every table of one header, however it is spelled; hexadecimal."""
    return hashlib.sha256("\n".join(folded(name) for name in table.header).encode("utf-8", "replace")).hexdigest()


def recognise(table: Table, names: Known, told: Told) -> Recognition:
    """Return how a table is to be read. It goes through the table twice at most, in constant memory.

    Args:
        table: From a partner's file; anything at all.
        names: What it can name.
        told: What is known beforehand; what a person says now goes before what the file says, what is remembered only
            where the file does not say otherwise.

    Raises:
        Refused: As `Table.rows`.
    """
    of_agencies, of_providers = agencies(names), providers(names)
    looked = look(table, of_agencies, of_providers)
    assigned = assign(table, looked, told, of_providers)
    constants = constants_of(table, of_agencies, of_providers)
    return _Work(table, names, told, looked, assigned, constants).done()


class _Work:
    """Brings together what columns, titles and a person say."""

    def __init__(
        self, table: Table, names: Known, told: Told, looked: Looked, assigned: Assigned, constants: Constants
    ) -> None:
        self._table, self._names, self._told = table, names, told
        self._looked, self._assigned, self._constants = looked, assigned, constants
        self._questions = list(assigned.questions)
        self._notices = list(assigned.notices)
        self._found: list[Found] = []
        self._places = assigned.places

    def done(self) -> Recognition:
        told, assigned = self._told, self._assigned
        places = [count.place for count in assigned.counts]
        dated = [assigned.places["date"]] if "date" in assigned.places else []
        of_numbers, of_days = writings(self._table, self._looked, places, dated)
        numbers = self._numbers(of_numbers)
        heads = [count.day for count in assigned.counts if count.day is not None]
        days = self._days(of_days.get(dated[0]) if dated else days_shown(heads))
        for what, where in (("agency", told.agency), ("stage", told.stage), ("content_type", told.content_type)):
            self._constant(what, where)
        self._provider()
        if told.qualifier is not None:
            self._found.append(Found("qualifier", told.qualifier, self._why_told("qualifier")))
        at = self._date()
        if not self._looked.rows and (assigned.counts or "address" in self._places):
            self._questions.clear()
            self._notices.append(_("the file has no rows below its header"))
        counting = bool(assigned.counts) and "address" not in self._places
        if not counting and assigned.counts:
            self._beside_addresses()
        totals = self._totals(days) if counting and self._looked.rows else False
        return Recognition(
            columns=assigned.columns,
            found=tuple(self._found),
            wide=len(assigned.counts) > 1,
            questions=tuple(sorted(self._questions, key=_rank)),
            notices=tuple(dict.fromkeys(self._notices)),
            decimal=told.decimal or next((one.decimal for one in numbers.values() if one.decimal), None),
            day_order=days.order,
            totals=totals,
            counts=assigned.counts,
            places=self._places,
            numbers=numbers,
            days=days,
            clock=self._zone("time"),
            at=at,
            known=self._names,
            told=told,
            key=key_of(self._table),
        )

    def _ask(self, about: str, text: str, answers: Iterable[str] = ()) -> None:
        self._questions.append(Question(about, text, tuple(answers)))

    def _numbers(self, evidence: dict[int, counts.Evidence]) -> dict[int, counts.Writing]:
        said = None if "decimal" in self._told.remembered else self._told.decimal
        shown = {place: one.conclude(said) for place, one in evidence.items()}
        decimals = {one.decimal for one in shown.values() if one.decimal is not None}
        doubt = next((one.contradicts for one in shown.values() if one.contradicts), ())
        if said is None and not doubt:
            for place, one in shown.items():
                against = [mark for mark in one.weak if mark in decimals]
                if against:  # thousands here would be a decimal mark in another column of the same hand
                    doubt = (self._table.header[place], against[0])
            remembered = self._told.decimal
            if remembered is not None and decimals and remembered not in decimals:
                doubt = (_("the partner's last file"), *decimals)
            elif remembered is not None:
                return {place: one.conclude(remembered) for place, one in evidence.items()}
        if doubt:
            self._ask(
                "decimal",
                _(
                    "are parts of a number behind a comma or behind a point? {one} and {other} do not go together"
                ).format(one=quoted(doubt[0]), other=quoted(doubt[1])),
                (",", "."),
            )
        return shown

    def _beside_addresses(self) -> None:
        """Ask what counts where numbers other than 1 stand beside addresses."""
        header = self._table.header
        places = [count.place for count in self._assigned.counts]
        ones = {1, "1", None, ""}
        if len(places) == 1 and all(
            row.cells[places[0]] in ones for row in self._looked.rows if not sums_up(row.cells)
        ):
            return
        every = [self._places["address"], *places]
        self._ask(
            "quantity",
            _("each address is one item, and {names} counts otherwise: which is not to be counted?").format(
                names=", ".join(quoted(header[place]) for place in places[:6])
            ),
            (f"{column_key(header, place)}=ignore" for place in every),
        )

    def _zone(self, role: str) -> tzinfo:
        said = self._assigned.zones.get(role)
        place = self._places.get(role)
        if said is not None:
            try:
                return named_zone(said)
            except ValueError as error:
                self._notices.append(str(error))
        return (zone_of(self._table.header[place]) if place is not None else None) or UTC

    def _days(self, evidence: moments.Evidence | None) -> moments.Writing:
        zone = self._zone("date")
        if evidence is None:
            return moments.Writing(self._told.day_order, zone)
        told = self._told.day_order
        days = evidence.conclude(told, zone)
        against = evidence.against(told) if told is not None and "day_order" in self._told.remembered else None
        if against is not None and told is not None:
            days = days._replace(doubt=(against, SAMPLE[told]))
        if days.doubt:
            self._ask(
                "day_order",
                _("is the day or the month written first? {samples} can be read in two ways, or need one each").format(
                    samples=", ".join(quoted(cell) for cell in days.doubt)
                ),
                ("dmy", "mdy", "ymd"),
            )
        return days

    def _needed(self, what: str) -> bool:
        """Say whether some count lacks it: no column of its own says it, nor the name of its column."""
        if what in self._places:
            return False
        counts_ = self._assigned.counts
        if what == "agency" or not counts_ or "address" in self._places:
            return True
        return any((one.stage if what == "stage" else one.content_type) is None for one in counts_)

    def _constant(self, what: str, told: str | None) -> None:
        there = self._constants.found.get(what) or self._hinted(what)
        if what in self._places and what not in self._constants.keyed:
            there = None  # a title speaks of the whole, and does not fill the empty cells of a column
        if told is not None and there is not None and there.value != told and self._needed(what):
            if what in self._told.remembered:
                self._ask(
                    what,
                    _("the partner's last file was said to be {told}, this one says {there}: which is it?").format(
                        told=columns.value(what, told), there=there.why
                    ),
                    (told, there.value),
                )
            elif what in self._constants.above and what not in self._told.insisted and not self._is_provider(there):
                self._ask(
                    what,
                    _("above the rows stands {there}, but {told} was told: which is it, or is that line to go?").format(
                        told=columns.value(what, told), there=there.why
                    ),
                    (told, there.value),
                )
            else:
                self._otherwise(there, told)
        if told is not None:
            remembered = what in self._told.remembered
            why = _("remembered from the partner's last file") if remembered else _("as you stated")
            self._found.append(Found(what, told, why))
        elif there is not None and (self._needed(what) or what in self._places):
            self._found.append(there)
        elif there is None and self._needed(what):
            said = self._constants.problems.get(what)
            texts = {
                "agency": (_("which agency does this come from?"), tuple(dict.fromkeys(self._names.partners.values()))),
                "stage": (_("what was done with what is counted here?"), LEDGER_STAGES),
                "content_type": (_("what is counted here?"), LEDGER_TYPES),
            }
            text, answers = texts[what]
            self._ask(what, f"{text} ({said})" if said else text, map(str, answers))

    def _otherwise(self, there: Found, told: str) -> None:
        """Say that a person said another thing than the file does."""
        value, said = columns.value(there.what, there.value), columns.value(there.what, told)
        self._notices.append(
            _("{there} says {value}, but {told} was told: all rows are taken for that").format(
                there=there.why, value=value, told=said
            )
        )

    def _is_provider(self, found: Found) -> bool:
        """Say whether an agency is a provider: a title that names one says what was counted on it."""
        return found.what == "agency" and found.value in self._names.providers.values()

    def _hinted(self, what: str) -> Found | None:
        """Return a stage or type that a column's name says beside its own meaning: "date de retrait", "video URL"."""
        role = {"stage": ("date", "address", "provider"), "content_type": ("address",)}.get(what, ())
        values: dict[str, str] = {}
        for place, says in enumerate(self._assigned.headings):
            if any(self._places.get(one) == place for one in role):
                allowed = LEDGER_STAGES if what == "stage" else LEDGER_TYPES
                for value in says.stages if what == "stage" else says.types:
                    if value in allowed and not (what == "content_type" and value == "link"):
                        values[value] = quoted(self._table.header[place])
        if len(values) != 1:
            return None
        [(value, why)] = values.items()
        return Found(what, value, why)

    def _why_told(self, what: str) -> str:
        remembered = what in self._told.remembered
        return _("remembered from the partner's last file") if remembered else _("as you stated")

    def _provider(self) -> None:
        told = self._told.provider
        there = self._constants.found.get("provider")
        if any(count.provider is not None for count in self._assigned.counts):
            return
        if told is not None:
            self._found.append(Found("provider", told, self._why_told("provider")))
            if there is not None and there.value != told and "provider" not in self._places:
                self._otherwise(there, told)
        elif there is not None and "provider" not in self._places:
            self._found.append(there)

    def _date(self) -> datetime | moments.Day | None:
        if any(count.day is not None for count in self._assigned.counts):
            return None
        there = self._constants.found.get("date")
        if self._told.occurred_at is not None:
            at = instant_of(self._told.occurred_at)
            self._found.append(Found("date", at.isoformat(" ", "minutes"), _("as you stated")))
            if there is not None and "date" not in self._places and there.value[:10] != at.date().isoformat():
                self._otherwise(there, self._found[-1].value)
            return at
        if "date" in self._places:
            return None
        if there is not None:
            self._found.append(there)
            return self._constants.at
        self._ask("date", _("when were these numbers true? No row and no title has a date"))
        return None

    def _totals(self, days: moments.Writing) -> bool:
        words = self._constants.growth
        for place, name in enumerate(self._table.header):
            says = heading(name)
            used = place in {count.place for count in self._assigned.counts} or place == self._places.get("date")
            if used:
                words = Growth(
                    words.totals or (quoted(name) if says.cumulative else ""),
                    words.increments or (quoted(name) if says.new else ""),
                    words.stand or (quoted(name) if says.as_of else ""),
                )
        grows = growth.decide(self._looked, words, self._assigned.counts, self._places, days)
        told = self._told.totals
        remembered = "totals" in self._told.remembered
        said_otherwise = bool(words.totals) if told is False else bool(words.increments)
        if told is not None and not (remembered and said_otherwise):
            why = _("remembered from the partner's last file") if remembered else _("as you stated")
            self._found.append(Found("totals", "totals" if told else "increments", why))
            return told
        if grows.totals is None or told is not None:
            self._ask(
                "totals",
                _("are these running totals, or do they add to what was sent before ({why})?").format(why=grows.why),
                ("increments", "totals"),
            )
            return False
        self._found.append(Found("totals", "totals" if grows.totals else "increments", grows.why))
        return grows.totals
