"""The one-line grammar of an entry: `+120 video removed @eu-iru on telegram at 14:05 # from the 14:30 call`.

    line      = quantity words [ "#" note ]
    quantity  = [ "+" | "=" | "-" ] [ ">" | "~" | "<" ] number      "=" is a running total, "-" counts less
    words     = content type, stage, "@" agency, [ "on" provider ], [ time ], in any order
    time      = [ "at" ] [ "yesterday" | 2019-11-22 ] 14:05         UTC

A unique prefix of a word suffices; "ref" is referred, as the stages every item passes come before the rarer ones.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from board.exchange.names import Names
from board.locale import _, days, phrases, words
from board.model.entry import LARGEST_ENTRY
from board.model.text import clean
from board.model.vocabulary import FUNNEL, LEDGER_STAGES, LEDGER_TYPES, ContentType, Qualifier, Stage

LONGEST_LINE = 2_000
"""Characters; what is longer was not typed."""

_QUANTITY = re.compile(r"([+=-])?([>~<≥≤])?([0-9][0-9.,'’]*)")
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.,'’][0-9]{3})+|[0-9]+")
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:h]([0-5][0-9])")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
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


def understand(line: str, names: Names, now: datetime) -> Line:
    """Return what a line says, and what is wrong with it. It never raises: half a line is understood by half.

    Args:
        line: As typed; anything at all.
        names: What it can name.
        now: The present instant, aware; "yesterday" and bare times count from it, in UTC.
    """
    if len(line) > LONGEST_LINE:
        return Line(problems=(_("this is too long for an entry"),))
    said, _hash, note = clean(unicodedata.normalize("NFKC", line)).partition("#")
    tokens = said.split()
    reader = _Reader(names, now.astimezone(UTC))
    understood = reader.read(tokens)
    missing = [
        what
        for what, value in (
            (_("a number"), understood.quantity),
            (_("a content type"), understood.content_type),
            (_("a stage"), understood.stage),
            (_("an agency, after @"), understood.agency),
        )
        if value is None
    ]
    problems = list(understood.problems)
    if missing and not problems:
        problems.append(_("still to say: {what}").format(what=", ".join(missing)))
    return understood._replace(note=note.strip() or None, problems=tuple(problems))


def in_words(line: Line) -> str:
    """Return what was understood, for the person who typed it."""
    parts: list[str] = []
    if line.quantity is not None:
        sign = "=" if line.total else "+" if line.quantity >= 0 else "-"
        qualifier = words.qualifier(line.qualifier)
        number = f"{sign}{phrases.number(abs(line.quantity))}"
        parts.append(f"{number} ({qualifier})" if qualifier else number)
    if line.content_type is not None:
        parts.append(words.unit(line.content_type, abs(line.quantity or 2)))
    if line.stage is not None:
        parts.append(words.stage(line.stage))
    if line.agency is not None:
        parts.append(f"@{line.agency}")
    if line.provider is not None:
        parts.append(_("on {provider}").format(provider=line.provider))
    if line.occurred_at is not None:
        parts.append(days.instant(line.occurred_at))
    if line.note is not None:
        parts.append(f"# {line.note}")
    return " ".join(parts)


class _Reader:
    """Reads tokens one after the other into a line."""

    def __init__(self, names: Names, now: datetime) -> None:
        self._names = names
        self._now = now
        self._line = Line()
        self._problems: list[str] = []
        self._day: datetime | None = None

    def read(self, tokens: list[str]) -> Line:
        place = 0
        while place < len(tokens):
            token = tokens[place]
            place += 1
            if token.casefold() == "on" and place < len(tokens):
                provider = self._one(tokens[place], self._names.providers, _("provider"))
                self._line = self._line._replace(provider=provider)
                place += 1
            else:
                self._token(token)
        return self._line._replace(problems=tuple(self._problems))

    def _token(self, token: str) -> None:
        small = token.casefold()
        if small == "at":
            return
        if small == "yesterday":
            self._day = self._now - timedelta(days=1)
        elif _DATE.fullmatch(token):
            self._date(token)
        elif _TIME.fullmatch(token):
            self._time(token)
        elif token.startswith("@"):
            agency = self._one(token[1:], self._names.partners, _("agency"), self._names.agencies)
            self._line = self._line._replace(agency=agency)
        elif token[0] in "+=->~<≥≤" or token[0].isdigit():
            self._number(token)
        else:
            self._word(small)

    def _number(self, token: str) -> None:
        match = _QUANTITY.fullmatch(token)
        if match is None or not _GROUPED.fullmatch(match[3]):
            self._problems.append(_("“{token}” is no whole number").format(token=token[:30]))
            return
        value = int(re.sub(r"[^0-9]", "", match[3]))
        if not 0 < value <= LARGEST_ENTRY:
            self._problems.append(_("a count lies between 1 and {most}").format(most=phrases.number(LARGEST_ENTRY)))
            return
        self._line = self._line._replace(
            total=match[1] == "=",
            quantity=-value if match[1] == "-" else value,
            qualifier=_QUALIFIERS[match[2]],
        )

    def _date(self, token: str) -> None:
        try:
            self._day = datetime.fromisoformat(token).replace(tzinfo=UTC)
        except ValueError:
            self._problems.append(_("{token} is no day").format(token=token))

    def _time(self, token: str) -> None:
        match = _TIME.fullmatch(token)
        assert match  # noqa: S101 the caller looked
        day = self._day or self._now
        at = day.replace(hour=int(match[1]), minute=int(match[2]), second=0, microsecond=0)
        self._line = self._line._replace(occurred_at=at)

    def _word(self, word: str) -> None:
        found = Word.of(word)
        if found.content_type is not None:
            self._line = self._line._replace(content_type=found.content_type)
        elif found.stage is not None:
            self._line = self._line._replace(stage=found.stage)
        else:
            self._problems += found.problems

    def _one(self, word: str, first: Iterable[str], what: str, rest: Iterable[str] = ()) -> str | None:
        found = word_of(word, first, what, rest)
        self._problems += found.problems
        return found.slug


class Word(NamedTuple):
    """What a word means: a content type or a stage, or neither, and why."""

    content_type: ContentType | None = None
    stage: Stage | None = None
    problems: tuple[str, ...] = ()

    @classmethod
    def of(cls, word: str) -> "Word":
        """Return what a word in small letters means; a prefix suffices where it can be only one."""
        units = [unit for unit in LEDGER_TYPES if _starts(word, unit, words.unit(unit, 1), words.unit(unit, 2))]
        stages = [stage for stage in LEDGER_STAGES if _starts(word, stage, words.stage(stage))]
        if len(stages) > 1:
            stages = [stage for stage in stages if stage in FUNNEL] or stages
        if len(units) + len(stages) == 1:
            return cls(units[0] if units else None, stages[0] if stages else None)
        if units or stages:
            return cls(problems=(_either(word, [*units, *stages]),))
        return cls(problems=(_nearest(word, [*LEDGER_TYPES, *LEDGER_STAGES]),))


class Named(NamedTuple):
    """Which of several names is meant, or None and why."""

    slug: str | None
    problems: tuple[str, ...] = ()


def word_of(word: str, first: Iterable[str], what: str, rest: Iterable[str] = ()) -> Named:
    """Return which name a word means: the whole of one, or the beginning of only one.

    Args:
        word: As typed.
        first: Names that are looked through before all others.
        what: What is looked for, in words.
        rest: Names that are looked through if none of the first fits.
    """
    small = word.casefold()
    for names in (tuple(dict.fromkeys(first)), tuple(rest)):
        if small in names:
            return Named(small)
        found = [name for name in names if small and name.startswith(small)]
        if len(found) == 1:
            return Named(found[0])
        if found:
            return Named(None, (_either(word, found),))
    return Named(None, (_nearest(word, [*first, *rest], what),))


def complete(line: str, names: Names) -> tuple[str, ...]:
    """Return what the last word of a line can become, the likeliest first; nothing where the line ends in a space.

    Args:
        line: As typed up to the cursor.
        names: What it can name.
    """
    if "#" in line or not line or line[-1].isspace() or len(line) > LONGEST_LINE:
        return ()
    *before, word = clean(line).split() or [""]
    small = word.casefold()
    known: Iterable[str]
    if small.startswith("@"):
        known = (f"@{name}" for name in dict.fromkeys((*names.partners, *names.agencies)))
    elif before and before[-1].casefold() == "on":
        known = names.providers
    elif small[:1].isalpha():
        known = (*LEDGER_TYPES, *FUNNEL, *(stage for stage in LEDGER_STAGES if stage not in FUNNEL), "on", "yesterday")
    else:
        return ()
    return tuple(str(name) for name in known if name.startswith(small) and name != small)


def _starts(word: str, *names: str) -> bool:
    return any(name.startswith(word) for name in names)


def _either(word: str, found: Iterable[str]) -> str:
    return _("“{word}” may be {names}").format(word=word[:30], names=_(" or ").join(list(map(str, found))[:5]))


def _nearest(word: str, known: Iterable[str], what: str = "") -> str:
    near = difflib.get_close_matches(word.casefold()[:60], list(dict.fromkeys(map(str, known))), 2, 0.4)
    hint = _(": did you mean {near}?").format(near=_(" or ").join(near)) if near else ""
    return _("unknown {what} “{word}”{hint}").format(what=what or _("word"), word=word[:30], hint=hint)
