"""The one-line grammar of an entry: `+120 video removed @eu-iru on telegram at 14:05 # from the 14:30 call`.

    line      = quantity words [ "#" note ]
    quantity  = [ "+" | "=" | "-" ] [ ">" | "~" | "<" ] number      "=" is a running total, "-" counts less
    number    = 26100 | 26,100 | 26.100 | 26'100 | 26 100
    words     = content type, stage, "@" agency, [ "on" provider ], [ [ "at" ] time ], [ day ], in any order
    time      = 14:05 | 14h05                                       UTC; of today where no day is said
    day       = "yesterday" | 2019-11-22 | 22 Nov 2019              only with a time

Everything is said once. A unique prefix of a word suffices; "ref" is referred, as the stages every item passes come
before the rarer ones. What the board says back of a line (`in_words`) means the same when it is typed.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime

from board.exchange.line_reader import Line as Line
from board.exchange.line_reader import LineReader
from board.exchange.names import Names
from board.locale import _, days, language, phrases, words
from board.model.text import LONGEST_TEXT, clean, is_visible
from board.model.vocabulary import FUNNEL, LEDGER_STAGES, LEDGER_TYPES, Stage

LONGEST_LINE = 2_000
"""Characters before the note; what is longer was not typed."""

_TWICE = re.compile(r"^\s*([+=-])\s*\1(?=\s*[0-9])")
"""A sign that opened the line and was typed once more."""
_NOTE = re.compile("[#＃﹟]")
_RAISED = ("<super>", "<sub>", "<fraction>", "<circle>", "<square>", "<compat>")
"""How Unicode writes digits that are not meant as such: 10² is not 102."""


def understand(line: str, names: Names, now: datetime, day: date | None = None) -> Line:
    """Return what a line says, and what is wrong with it. It never raises: half a line is understood by half.

    Args:
        line: As typed; anything at all.
        names: What it can name.
        now: The present instant, aware; "yesterday" counts from it, in UTC.
        day: Of a time that is said without a day; that of `now` if it is left out.
    """
    hash_ = _NOTE.search(line)
    said, note = (line[: hash_.start()], line[hash_.end() :].strip()) if hash_ else (line, "")
    if len(said) > LONGEST_LINE:
        return Line(problems=(_("this is too long for an entry"),))
    if len(note) > LONGEST_TEXT:
        return Line(problems=(_("the note is too long"),))
    said = _TWICE.sub(r"\1", said)
    understood = LineReader(clean(_folded(said)).split(), names, now.astimezone(UTC), day).read()
    note = clean(note).strip()
    problems = list(understood.problems)
    if note and not is_visible(note):
        problems.append(_("of the note nothing can be seen"))
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
    if missing and not problems:
        problems.append(_("still to say: {what}").format(what=", ".join(missing)))
    return understood._replace(note=note or None, problems=tuple(problems))


def in_words(line: Line) -> str:
    """Return what was understood, for the person who typed it. Typed in its turn, it means the same."""
    parts: list[str] = []
    if line.quantity is not None:
        sign = "=" if line.total else "+" if line.quantity >= 0 else "-"
        qualifier = words.qualifier(line.qualifier)
        number = f"{sign}{phrases.number(abs(line.quantity))}"
        parts.append(f"{number} ({qualifier})" if qualifier else number)
    if line.content_type is not None:
        parts.append(words.unit(line.content_type, abs(line.quantity or 2)))
    if line.stage is not None:
        parts.append(words.stage(line.stage, line.content_type, abs(line.quantity or 2)))
    if line.agency is not None:
        parts.append(f"@{line.agency}")
    if line.provider is not None:
        parts.append(f"{_('on')} {line.provider}")
    if line.occurred_at is not None:
        parts.append(days.instant(line.occurred_at))
    if line.note is not None:
        parts.append(f"# {line.note}")
    return " ".join(parts)


def _folded(text: str) -> str:
    """Return text in Unicode's form KC, in which wide letters and narrow spaces are plain; but raised digits stay."""
    if text.isascii():
        return text
    return "".join(char if _is_raised(char) else unicodedata.normalize("NFKC", char) for char in text)


def _is_raised(char: str) -> bool:
    if not unicodedata.decomposition(char).startswith(_RAISED):
        return False
    return any(one.isdigit() for one in unicodedata.normalize("NFKC", char))


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
    elif before and before[-1].casefold() in ("on", _("on")):
        known = names.providers
    elif small[:1].isalpha():
        stages = (*FUNNEL, *(stage for stage in LEDGER_STAGES if stage not in FUNNEL))
        known = (*_in_language(stages), *LEDGER_TYPES, *stages, "on", "yesterday")
    else:
        return ()
    longer = (str(name) for name in known if name.casefold() != small and name.casefold().startswith(small))
    return tuple(dict.fromkeys(longer))


def _in_language(stages: Iterable[Stage]) -> tuple[str, ...]:
    """Return the words of content types and stages in the language in use, which come before the English slugs."""
    if language() == "en":
        return ()
    return (
        *(words.unit(one, number) for one in LEDGER_TYPES for number in (1, 2)),
        *(words.stage(one) for one in stages),
        _("on"),
        _("yesterday"),
    )
