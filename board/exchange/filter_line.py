"""The one-line filter of a ledger: `@eu-iru video removed on telegram by duty officer "14:30 call"`.

The words are those of an entry (see `quick_entry`); `by` and what follows it names who recorded, quotation marks or a
word that is none of the field's look into notes, references and hashes.
"""

import re
from typing import NamedTuple

from board.exchange.line_words import Word, known_phrases, phrase_at, word_of
from board.exchange.names import Names
from board.exchange.quick_entry import LONGEST_LINE
from board.locale import N_, _, everywhere, words
from board.model.text import clean
from board.model.vocabulary import ContentType, Stage
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
    twice: list[str] = []
    operator: list[str] | None = None
    text: list[str] = []
    after_on = False
    tokens = _TOKEN.findall(clean(line))
    plain_words = [word for _quoted, word in tokens]
    known = known_phrases()
    beyond = 0
    for place, (quoted, word) in enumerate(tokens):
        if place < beyond:
            continue
        small = word.casefold()
        if after_on or (word.startswith("@") and operator is None):
            if after_on:
                found = word_of(small, names.providers, _("provider"))
                twice += [_("a provider")] if which.provider is not None else []
                which = which._replace(provider=found.slug)
            else:
                found = word_of(small.removeprefix("@"), names.partners, _("agency"), names.agencies)
                twice += [_("an agency")] if which.agency is not None else []
                which = which._replace(agency=found.slug)
            problems += found.problems
            after_on = False
        elif quoted:
            text.append(quoted)
        elif operator is not None:
            operator.append(word)
        elif small in everywhere(N_("on")):
            after_on = True
        elif small in everywhere(N_("by")):
            operator = []
        else:
            phrase = phrase_at(plain_words, place, known)
            meant = None if phrase is None else phrase.meaning
            found_word = Word.of(small)
            if phrase is not None and isinstance(meant, ContentType | Stage):
                beyond = place + phrase.length
                found_word = Word(
                    content_type=meant if isinstance(meant, ContentType) else None,
                    stage=meant if isinstance(meant, Stage) else None,
                )
            if found_word.content_type is not None:
                twice += [_("a content type")] if which.content_type is not None else []
                which = which._replace(content_type=found_word.content_type)
            elif found_word.stage is not None:
                twice += [_("a stage")] if which.stage is not None else []
                which = which._replace(stage=found_word.stage)
            else:
                text.append(word)
    if twice:
        problems.append(
            _("said twice: {what}; put words of a note in quotation marks").format(what=", ".join(dict.fromkeys(twice)))
        )
    which = which._replace(operator=" ".join(operator or []) or None, text=" ".join(text) or None)
    return FilterRead(which, tuple(problems))


def in_words(which: Filter) -> str:
    """Return a filter as it could be typed, "" where it leaves nothing out."""
    parts = []
    if which.agency is not None:
        parts.append(f"@{which.agency}")
    if which.content_type is not None:
        parts.append(words.unit(which.content_type, 1))
    if which.stage is not None:
        parts.append(words.stage(which.stage))
    if which.provider is not None:
        parts.append(_("on {provider}").format(provider=which.provider))
    if which.text is not None:
        parts.append(f'"{which.text}"')
    if which.operator is not None:
        parts.append(_("by {operator}").format(operator=which.operator))
    return " ".join(parts)
