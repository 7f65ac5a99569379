"""Reading the words of a typed line one after the other; what they may be is said in `quick_entry`."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from board.exchange.line_words import LONGEST_SHOWN, Named, Word, known_phrases, month_named, phrase_at, word_of
from board.exchange.names import Names
from board.locale import N_, _, everywhere, phrases, words
from board.model.entry import LARGEST_ENTRY
from board.model.instants import EPOCH
from board.model.vocabulary import ContentType, Qualifier, Stage

MOST_PROBLEMS = 12
"""In a line; one that has more was not typed, and is not read to its end."""

_SIGNS = re.compile(r"[+=−>~<≥≤-]+")
_QUANTITY = re.compile(r"([+=−-])?([>~<≥≤])?([0-9][0-9.,'’ ]*)")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}([.,'’ ])[0-9]{3}(?:\1[0-9]{3})*|[0-9]+")
_FIRST_GROUP = re.compile(r"[+=−>~<≥≤-]*[0-9]{1,3}")
_GROUP = re.compile(r"[0-9]{3}")
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:h]([0-5][0-9])(?:z|utc)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONG_DATE = re.compile(r"([0-9]{1,2})(?:\.|er)? (\S+) ([0-9]{4})")
_QUALIFIERS = {
    None: Qualifier.EXACT,
    ">": Qualifier.AT_LEAST,
    "≥": Qualifier.AT_LEAST,
    "~": Qualifier.ABOUT,
    "<": Qualifier.AT_MOST,
    "≤": Qualifier.AT_MOST,
}


class Line(NamedTuple):
    """What was understood of a line."""

    total: bool = False
    """The quantity is a running total."""
    quantity: int | None = None
    qualifier: Qualifier = Qualifier.EXACT
    content_type: ContentType | None = None
    stage: Stage | None = None
    agency: str | None = None
    provider: str | None = None
    occurred_at: datetime | None = None
    """None: now."""
    note: str | None = None
    problems: tuple[str, ...] = ()
    """Each in a few words; the line can be recorded when there is none."""
    unknown: tuple[str, ...] = ()
    """"agency" and "provider", where it names one that the store does not have: it can be added."""


class LineReader:
    """Reads the words of one line."""

    def __init__(self, tokens: list[str], names: Names, now: datetime, day: date | None) -> None:
        """Start before the first word.

        Args:
            tokens: The words, clean; without the note.
            names: What they can name.
            now: The present instant, in UTC.
            day: Of a time that is said without one; that of `now` if it is None.
        """
        self._tokens = tokens
        self._place = 0
        self._names = names
        self._now = now
        self._today = day or now.date()
        self._line = Line()
        self._said: set[str] = set()
        self._twice: list[str] = []
        self._problems: list[str] = []
        self._unknown: list[str] = []
        self._day: date | None = None
        self._day_typed = ""
        self._time: time | None = None
        self._sign_alone = ""
        self._phrases = known_phrases()

    def read(self) -> Line:
        """Return what they say; what is missing is no problem yet."""
        while self._place < len(self._tokens) and len(self._problems) + len(self._twice) < MOST_PROBLEMS:
            self._part()
        self._instant()
        if self._sign_alone and self._line.quantity is not None:
            self._problems.append(_("“{sign}” belongs right before the number").format(sign=self._sign_alone[:5]))
        if self._twice:
            self._problems.append(_("said twice: {what}").format(what=", ".join(dict.fromkeys(self._twice))))
        return self._line._replace(problems=tuple(self._problems), unknown=tuple(dict.fromkeys(self._unknown)))

    def _part(self) -> None:
        """Read what begins here."""
        phrase = phrase_at(self._tokens, self._place, self._phrases)
        if phrase is not None:
            self._place += phrase.length
            self._meant(phrase.meaning)
            return
        if self._is_day() or self._is_time():
            self._when()
            return
        token = self._next()
        small = token.casefold()
        if small in everywhere(N_("on")):
            self._provider()
        elif small in everywhere(N_("at")):
            if not (self._is_day() or self._is_time()):
                self._problems.append(_("after “at” comes a time: at 14:05"))
        elif token.startswith("@"):
            self._agency(token[1:])
        elif _SIGNS.match(token) or token[0].isnumeric():
            self._number(token)
        else:
            self._word(small)

    def _next(self) -> str:
        self._place += 1
        return self._tokens[self._place - 1]

    def _here(self, words_: int = 1) -> str:
        """Return what comes next, "" behind the last word."""
        return " ".join(self._tokens[self._place : self._place + words_])

    def _first(self, what: str, typed: str) -> bool:
        """Say whether something is said for the first time; the second time is a problem, and changes nothing."""
        if what not in self._said:
            self._said.add(what)
            return True
        self._twice.append(_("{what} (“{typed}”)").format(what=what, typed=typed[:LONGEST_SHOWN]))
        return False

    def _meant(self, meaning: Qualifier | ContentType | Stage) -> None:
        if isinstance(meaning, ContentType):
            if self._first(_("a content type"), words.unit(meaning, 1)):
                self._line = self._line._replace(content_type=meaning)
        elif isinstance(meaning, Stage):
            if self._first(_("a stage"), words.stage(meaning)):
                self._line = self._line._replace(stage=meaning)
        elif self._first(_("how firm the number is"), words.qualifier(meaning)):
            self._line = self._line._replace(qualifier=meaning)

    def _word(self, word: str) -> None:
        found = Word.of(word)
        meaning = found.content_type or found.stage
        if meaning is not None:
            self._meant(meaning)
        self._problems += found.problems

    def _provider(self) -> None:
        if not self._here():
            self._problems.append(_("after “on” comes a provider"))
            return
        typed = self._next()
        if self._first(_("a provider"), typed):
            found = word_of(typed, self._names.providers, _("provider"))
            self._line = self._line._replace(provider=self._known(found, "provider"))

    def _agency(self, typed: str) -> None:
        if self._first(_("an agency"), typed):
            found = word_of(typed, self._names.partners, _("agency"), self._names.agencies)
            self._line = self._line._replace(agency=self._known(found, "agency"))

    def _known(self, found: Named, what: str) -> str | None:
        self._problems += found.problems
        if found.unknown:
            self._unknown.append(what)
        return found.slug

    def _number(self, token: str) -> None:
        while _SIGNS.fullmatch(token) and (_SIGNS.match(self._here()) or self._here()[:1].isdigit()):
            token += self._next()
        if _SIGNS.fullmatch(token):
            self._sign_alone = token
            return
        if _FIRST_GROUP.fullmatch(token):
            while _GROUP.fullmatch(self._here()):
                token += f" {self._next()}"
        if ":" in token:
            self._problems.append(_("“{token}” is no time of day").format(token=token[:LONGEST_SHOWN]))
            return
        if not self._first(_("a number"), token):
            return
        match = _QUANTITY.fullmatch(token)
        if match is None or not _GROUPED.fullmatch(match[3]):
            self._problems.append(_("“{token}” is no whole number").format(token=token[:LONGEST_SHOWN]))
            return
        value = int(re.sub(r"[^0-9]", "", match[3]))
        if not 0 < value <= LARGEST_ENTRY:
            self._problems.append(_("a count lies between 1 and {most}").format(most=phrases.number(LARGEST_ENTRY)))
            return
        self._line = self._line._replace(total=match[1] == "=", quantity=-value if match[1] in ("-", "−") else value)
        if match[2]:
            self._meant(_QUALIFIERS[match[2]])

    def _is_time(self) -> bool:
        return _TIME.fullmatch(self._here().casefold()) is not None

    def _is_day(self) -> bool:
        here = self._here()
        return here.casefold() in everywhere(N_("yesterday")) or _DATE.fullmatch(here) is not None or self._is_long()

    def _is_long(self) -> bool:
        match = _LONG_DATE.fullmatch(self._here(3))
        return match is not None and month_named(match[2]) is not None

    def _when(self) -> None:
        """Read a time or a day; they are put together when all is read."""
        if self._is_time():
            typed = self._next()
            if self._here().casefold() == "utc":
                self._place += 1
            match = _TIME.fullmatch(typed.casefold())
            if match is not None and self._first(_("a time"), typed):
                self._time = time(int(match[1]), int(match[2]))
            return
        typed = self._here(3 if self._is_long() else 1)
        self._place += len(typed.split())
        if self._first(_("a day"), typed):
            self._day_typed = typed
            self._day = self._day_of(typed)

    def _day_of(self, typed: str) -> date | None:
        long = _LONG_DATE.fullmatch(typed)
        try:
            if long is not None:
                day = date(int(long[3]), month_named(long[2]) or 0, int(long[1]))
            elif _DATE.fullmatch(typed):
                day = date.fromisoformat(typed)
            else:
                return self._now.date() - timedelta(days=1)
        except ValueError:
            self._problems.append(_("{token} is no day").format(token=typed))
            return None
        if day < EPOCH.date():
            self._problems.append(_("{token} lies before 1970").format(token=typed))
        return day

    def _instant(self) -> None:
        """Put day and time together."""
        if self._time is not None:
            at = datetime.combine(self._day or self._today, self._time, UTC)
            self._line = self._line._replace(occurred_at=at)
        elif self._day is not None:
            self._problems.append(
                _("a day needs a time: write {day} and the time, as 14:05 (UTC)").format(day=self._day_typed)
            )
