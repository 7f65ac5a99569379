"""What the words of one sentence mean: its verbs, units, names, and what turns them into something else."""

from typing import NamedTuple

from board.exchange.checking.lexicon import MOST_WORDS, Lexicon, Meaning, begins_with
from board.exchange.checking.naming import Name, names_in
from board.exchange.checking.partner_names import Names
from board.exchange.checking.sentences import Sentence
from board.exchange.checking.small_words import AUXILIARY
from board.exchange.checking.verbs import Verb, verbs_of


class Unit(NamedTuple):
    """A word that says what was counted; of nothing the board counts it has no units."""

    at: int
    end: int
    units: frozenset[object]


class FieldWords(NamedTuple):
    """What was found in a sentence, each in the order in which it stands there."""

    verbs: tuple[Verb, ...]
    undone: tuple[Verb, ...]
    """Verbs of which the sentence says that it was not done."""
    units: tuple[Unit, ...]
    names: tuple[Name, ...]
    of_which: frozenset[int]
    """Places where "of which" begins."""
    breaks: frozenset[int]
    left: frozenset[int]
    """Places of "remain", "still online" and the like."""
    carries: bool
    """It goes on about whom the sentence before was."""

    def auxiliary_between(self, words: tuple[str, ...], start: int, end: int) -> bool:
        """Say whether "were", "ont", "wurden" or the like stands between two places."""
        return any(word in AUXILIARY for word in words[start:end])


def field_words(sentence: Sentence, book: Lexicon, names: Names) -> FieldWords:
    """Return what the words of a sentence mean."""
    words = sentence.words
    found: list[tuple[int, int, Meaning]] = []
    named: list[tuple[int, int, str]] = []
    at = 0
    while at < len(words):
        word = words[at]
        if not word[0].isalpha():
            at += 1
            continue
        length = min(MOST_WORDS, names.longest.get(word, 0), len(words) - at)
        slug, name_length = next(
            (
                (names.phrases[words[at : at + size]], size)
                for size in range(length, 0, -1)
                if words[at : at + size] in names.phrases
            ),
            ("", 0),
        )
        length = min(MOST_WORDS, book.longest.get(word, 0), len(words) - at)
        size = next((size for size in range(length, 0, -1) if words[at : at + size] in book.phrases), 0)
        if slug and name_length >= size:
            named.append((at, at + name_length, slug))
            at += name_length
            continue
        meaning = book.phrases[words[at : at + size]] if size > 1 else _apart(words, at, book) or book.word(word)
        if meaning is not None:
            found.append((at, at + max(size, 1), meaning))
        at += max(size, 1)
    signs = {
        sign: [place for place, _end, said in found if sign in said.signs]
        for sign in ("not", "modal", "so that", "reached", "left", "asking", "ordering", "of which", "break")
    }
    found = [one for one in found if "neutral" not in one[2].signs]
    verbs = verbs_of(words, found, signs, book)
    units = [Unit(place, end, frozenset(said.units)) for place, end, said in found if said.units]
    units += [Unit(place, end, frozenset()) for place, end, said in found if "things" in said.signs and not said.units]
    return FieldWords(
        verbs.done,
        verbs.undone,
        tuple(sorted(units)),
        tuple(names_in(words, named, found, names, book)),
        frozenset(signs["of which"]),
        frozenset(signs["break"]),
        frozenset(signs["left"]),
        begins_with(words, 0, book.beside["they"]) is not None,
    )


_FARTHEST = 14
"""Words between the two halves of a verb."""


def _apart(words: tuple[str, ...], at: int, book: Lexicon) -> Meaning | None:
    """Return what a Dutch or German verb means whose other half ends its clause: "gaf 1.317 video's door"."""
    if words[at] not in book.halves:
        return None
    for place in range(at + 2, min(at + _FARTHEST, len(words))):
        if words[place] in (";", ":"):
            return None
        closes = place + 1 == len(words) or not words[place + 1][0].isalpha() or words[place + 1] in _CLOSES
        if closes and words[place] in book.halves[words[at]]:
            return book.phrases[words[at], words[place]]
    return None


_CLOSES = frozenset({"en", "und", "of", "oder", "maar", "aber"})
