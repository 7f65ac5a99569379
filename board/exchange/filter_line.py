"""The one-line filter of a ledger: `@eu-iru video removed on telegram by duty officer "14:30 call"`.

The words are those of an entry (see `quick_entry`); `by` and what follows it names who recorded, quotation marks or a
word that is none of the field's look into notes, references and hashes.
"""

import re
from typing import NamedTuple

from board.exchange.names import Names
from board.exchange.quick_entry import LONGEST_LINE, Word, word_of
from board.locale import _, words
from board.model.text import clean
from board.model.wanted import Filter

_TOKEN = re.compile(r'"([^"]*)"?|(\S+)')


class FilterRead(NamedTuple):
    """What was understood of a filter."""

    which: Filter
    problems: tuple[str, ...] = ()


def understand_filter(line: str, names: Names) -> FilterRead:
    """Return which entries a line asks for, and what is wrong with it. It never raises.

    Args:
        line: As typed; anything at all. An empty one asks for every entry.
        names: What it can name.
    """
    if len(line) > LONGEST_LINE:
        return FilterRead(Filter(), (_("this is too long for a filter"),))
    which = Filter()
    problems: list[str] = []
    operator: list[str] | None = None
    text: list[str] = []
    after_on = False
    for quoted, word in _TOKEN.findall(clean(line)):
        small = word.casefold()
        if after_on or (word.startswith("@") and operator is None):
            if after_on:
                found = word_of(small, names.providers, _("provider"))
                which = which._replace(provider=found.slug)
            else:
                found = word_of(small.removeprefix("@"), names.partners, _("agency"), names.agencies)
                which = which._replace(agency=found.slug)
            problems += found.problems
            after_on = False
        elif quoted:
            text.append(quoted)
        elif operator is not None:
            operator.append(word)
        elif small == "on":
            after_on = True
        elif small == "by":
            operator = []
        else:
            which, rest = _word(which, small)
            text += rest
    which = which._replace(operator=" ".join(operator or []) or None, text=" ".join(text) or None)
    return FilterRead(which, tuple(problems))


def _word(which: Filter, small: str) -> tuple[Filter, list[str]]:
    """Take a word as a content type or a stage if it can be only one of them, else as text to look for."""
    found = Word.of(small)
    if found.content_type is not None:
        return which._replace(content_type=found.content_type), []
    if found.stage is not None:
        return which._replace(stage=found.stage), []
    return which, [small]


def in_words(which: Filter) -> str:
    """Return a filter as it could be typed, "" where it leaves nothing out."""
    parts = []
    if which.agency is not None:
        parts.append(f"@{which.agency}")
    if which.content_type is not None:
        parts.append(words.unit(which.content_type, 1))
    if which.stage is not None:
        parts.append(str(which.stage))
    if which.provider is not None:
        parts.append(_("on {provider}").format(provider=which.provider))
    if which.text is not None:
        parts.append(f'"{which.text}"')
    if which.operator is not None:
        parts.append(_("by {operator}").format(operator=which.operator))
    return " ".join(parts)
