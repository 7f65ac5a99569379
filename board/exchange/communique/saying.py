"""Saying figures and dates by a language's own rules; numbers and dates are those of CLDR, by Babel."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from board.exchange.communique.wording import Verb, Wording
from board.locale import speaking
from board.locale.phrases import is_more_than
from board.locale.places import DESCRIBED, NOT_NAMED, agency_name
from board.model.figure import Quantity
from board.model.situation import AgencyView, StatementView
from board.model.vocabulary import ContentType, Qualifier, Stage

_PATTERNS = {1: "y", 2: "MMMM y", 3: "d\u00a0MMMM y"}


class Saying:
    """Says things in one language."""

    def __init__(self, wording: Wording) -> None:
        """Speak.

        Args:
            wording: The words of the language.
        """
        self.wording = wording
        self._locale = Locale.parse(wording.locale)

    def phrase(self, key: str, **fields: object) -> str:
        """Return a set phrase."""
        return self.wording.says[key].format(**fields)

    def number(self, value: int) -> str:
        """Return a whole number: "26 000" with the narrow space of French, "26.000", "26,000"."""
        return format_decimal(value, locale=self._locale)

    def day(self, of: str | None) -> str:
        """Return a date of the record as precisely as it is known; in words where there is none."""
        if of is None:
            return self.phrase("undated")
        parts = [int(part) for part in of.split("-")]
        pattern = _PATTERNS[len(parts)]
        if self.wording.language == "de" and len(parts) == 3:
            pattern = "d.\u00a0MMMM y"
        said = format_date(date(parts[0], *[*parts[1:], 1, 1][:2]), pattern, locale=self._locale)
        return self._first(said)

    def instant(self, of: datetime) -> str:
        """Return date and time in UTC, which is said."""
        return self._first(format_datetime(of.astimezone(UTC), self.wording.instant, tzinfo=UTC, locale=self._locale))

    def _first(self, said: str) -> str:
        """Return a date with the ordinal that French gives the first of a month."""
        return f"1er{said[1:]}" if self.wording.language == "fr" and said.startswith("1\u00a0") else said

    def _first_day(self, of: str) -> str:
        """Return the day of a period's first date where its month stands with the last one."""
        day = int(of[8:])
        if self.wording.language == "fr" and day == 1:
            return "1er"
        return f"{day}." if self.wording.language == "de" else str(day)

    def on(self, of: str, *, since: bool = False) -> str:
        """Return "on" or "since" a date: "le 21 novembre 2019", "in November 2019"."""
        whole = of.count("-") == 2
        key = ("since day" if whole else "since month") if since else ("on day" if whole else "in month")
        return self.phrase(key, day=self.day(of))

    def dated(self, phrase: str, since: str | None, until: str | None) -> str:
        """Return a phrase with when it was true."""
        if until is None:
            return self.phrase("no date", phrase=phrase)
        if since is not None and since != until:
            whole = since.count("-") == until.count("-") == 2
            first = self._first_day(since) if whole and since[:7] == until[:7] else self.day(since)
            key = "as of days" if whole else "as of period"
            return self.phrase(key, phrase=phrase, first=first, last=self.day(until))
        return self.phrase("as of day" if until.count("-") == 2 else "as of month", phrase=phrase, day=self.day(until))

    def at(self, phrase: str, instant: datetime) -> str:
        """Return a phrase with the instant as of which it was true."""
        return self.phrase("as of day", phrase=phrase, day=self.instant(instant))

    def agency(self, of: AgencyView, names: dict[str, dict[str, str]]) -> str:
        """Return an agency by its name in this language where it has one, and its country."""
        own = names.get(of.slug, {})
        recorded = own.get("en", of.name)
        if recorded.endswith(NOT_NAMED) or (recorded in DESCRIBED and self.wording.language not in own):
            with speaking(self.wording.language):
                return agency_name(recorded, of.country)
        name = own.get(self.wording.language, recorded)
        country = self._locale.territories.get(of.country or "")
        return f"{name} ({country})" if country and of.country != "EU" else name

    def noun(self, unit: ContentType, value: int) -> str:
        """Return a unit in the form that goes with a number."""
        noun = self.wording.units[unit]
        return noun.one if self._is_one(value) else noun.many

    def quantity(self, of: Quantity, *, more_than: bool = False) -> str:
        """Return a number with its qualifier; "more than" only where a source says it."""
        before = self.phrase("more than") if more_than else self.wording.qualifiers[of.qualifier]
        return f"{before} {self.number(of.value)}".lstrip()

    def done(self, unit: ContentType, stage: Stage, value: int) -> str:
        """Return the participle that goes with a unit and a number: "retirées"."""
        return self._agreed(self._verb(unit, stage).participle, unit, value)

    def counted(
        self, of: Quantity, unit: ContentType, stage: Stage, among: str = "", *, more_than: bool = False
    ) -> str:
        """Return a figure as a noun phrase: "plus de 26 000 contenus retirés".

        Args:
            of: The number.
            unit: What was counted.
            stage: What was done.
            among: Stands behind the unit: "tous types confondus".
            more_than: The source says so.
        """
        noun = f"{self.noun(unit, of.value)} {among}".rstrip()
        said = f"{self.quantity(of, more_than=more_than)} {noun} {self.done(unit, stage, of.value)}"
        return self.phrase("below nothing", phrase=said) if of.value < 0 else said

    def clause(self, of: Quantity, unit: ContentType, stage: Stage, among: str = "") -> str:
        """Return a figure as a clause: "26.000 Inhalte wurden gemeldet"."""
        verb = self._verb(unit, stage)
        does = self._agreed(verb.one if self._is_one(of.value) else verb.many, unit, of.value)
        said = f"{self.quantity(of)} {f'{self.noun(unit, of.value)} {among}'.rstrip()} {does}"
        return self.phrase("below nothing", phrase=said) if of.value < 0 else said

    def part(self, of: Quantity, unit: ContentType, stage: Stage) -> str:
        """Return a figure that is within another one: "19 876 retirés"."""
        return f"{self.quantity(of)} {self.done(unit, stage, of.value)}"

    def listed(self, units: Sequence[ContentType]) -> str:
        """Return units in a row: "vidéos, groupes et comptes"."""
        *first, last = [self.noun(one, 2) for one in units]
        return f"{', '.join(first)}{self.phrase('and')}{last}" if first else last

    def _verb(self, unit: ContentType, stage: Stage) -> Verb:
        return self.wording.special.get((unit, stage)) or self.wording.verbs[stage]

    def _is_one(self, value: int) -> bool:
        return abs(value) == 1 or (value == 0 and self.wording.zero_is_one)

    def _agreed(self, words: str, unit: ContentType, value: int) -> str:
        ending = ("e" if self.wording.units[unit].feminine else "") + ("" if self._is_one(value) else "s")
        plain = "" if ending == "s" and words.split("~")[0].endswith(("s", "x")) else None
        return words.replace("~", ending if plain is None else plain)


def says_more_than(of: StatementView) -> bool:
    """Say whether a source says "more than", not only "at least"."""
    return (
        of.quantity is not None
        and of.quantity.qualifier == Qualifier.AT_LEAST
        and is_more_than(of.wording, of.quantity.value)
    )
