"""The form in which the words of a language are written down, for drafts."""

from collections.abc import Mapping
from typing import NamedTuple

from board.model.vocabulary import ContentType, Qualifier, Stage


class Wordbook(NamedTuple):
    """The words of one language, each line separated by commas, with or without accents.

    A mark behind a word stands for its endings: "*" a plural in s, "~" a French participle (e, s, es), "^" a Dutch one
    (e), "+" a German one (e, er, en, es, em), "…" whatever follows. Apostrophes and hyphens are spaces.
    """

    stages: Mapping[tuple[Stage, ...], str]
    """Verbs, participles and nouns; where one is said of several stages, any of them is meant."""
    units: Mapping[tuple[ContentType, ...], str]
    qualifiers: Mapping[tuple[Qualifier, bool], str]
    """What stands before a number; with True the number itself is not enough: "more than", "less than"."""
    after: Mapping[tuple[Qualifier, bool], str]
    """What stands behind it."""
    signs: Mapping[str, str]
    """Words that say how others are meant; see `lexicon.Lexicon`."""
    months: str
    stopwords: str
    """The commonest words: by them a language is known."""
