"""Countries, providers and people: a verb is theirs only where it is said of them, not where they did it."""

from board.exchange.checking.field_words import FieldWords
from board.exchange.checking.lexicon import Lexicon, ends_in
from board.exchange.checking.sentences import Sentence
from board.exchange.checking.small_words import AUXILIARY, FILLING
from board.exchange.checking.verbs import Verb
from board.model.vocabulary import ContentType, Stage

TAKE_PART = frozenset({ContentType.COUNTRY, ContentType.PROVIDER, ContentType.LANGUAGE, ContentType.PERSON})

_OWN = frozenset({Stage.TOOK_PART, Stage.RECEIVED, Stage.REPORTED})
"""Verbs of those who take part themselves."""

_WHERE = frozenset(["where", "ou", "dont", "waar", "waarin", "wo", "worin"])
_WHICH = frozenset(["which", "lesquels", "lesquelles", "denen", "welchen", "wie"])
_IN = frozenset({"in", "dans", "en", "across"})
_BESIDE = frozenset(
    {
        "by",
        "with",
        "of",
        "from",
        "to",
        "par",
        "avec",
        "de",
        "des",
        "d",
        "aux",
        "a",
        "door",
        "met",
        "van",
        "uit",
        "aan",
        "von",
        "mit",
        "aus",
        "an",
        "durch",
        "bei",
        "through",
        "via",
        "among",
        "du",
        "chez",
        "between",
        "entre",
        "tussen",
        "zwischen",
        "auf",
        "sur",
        "op",
    }
)
"""What stands before those who did it, who helped, or to whom it went."""


def fits(verb: Verb, units: frozenset[ContentType] | None) -> bool:
    """Say whether what a verb does can be done to what is counted: nobody arrests a video, no video takes part."""
    if not units:
        return True
    if verb.stages == {Stage.TOOK_PART}:
        return bool(units & TAKE_PART)
    if verb.stages == {Stage.ARRESTED}:
        return ContentType.PERSON in units
    return True


def said_of(
    sentence: Sentence, field: FieldWords, at: int, units: frozenset[ContentType], verb: Verb | None, book: Lexicon
) -> frozenset[Stage]:
    """Return what was done to those who take part: nothing where the verb only says what they did.

    Args:
        sentence: Where they are counted.
        field: What its words mean.
        at: Where their number stands.
        units: What is counted; all of it takes part.
        verb: The nearest.
        book: The words of the language.
    """
    if verb is None or verb.stages & _OWN or (ContentType.PERSON in units and Stage.ARRESTED in verb.stages):
        return verb.stages if verb is not None else frozenset()
    before = _before(sentence.words, at, book)
    noun = next((unit.end for unit in field.units if unit.at > at), at + 1)
    behind = sentence.words[noun : verb.at] if verb.at >= noun else ()
    if verb.at > at and (_WHERE & set(behind[:2]) or _WHICH & set(behind[:3])):
        return verb.stages
    if ContentType.COUNTRY in units and before in _IN and not {",", ";"} & set(sentence.words[min(verb.at, at) : at]):
        return verb.stages
    counts_more = "#" in sentence.words[verb.end : verb.end + 5]
    if before not in _BESIDE and verb.at >= noun and _is_passive(behind, active=counts_more):
        return verb.stages
    attributive = at < verb.at < noun
    if attributive and before not in _BESIDE:
        return verb.stages
    if ContentType.PERSON in units:  # the board counts them as well, and not only those who take part
        return frozenset({Stage.TOOK_PART}) if before in _BESIDE else verb.stages
    return frozenset()


def _before(words: tuple[str, ...], at: int, book: Lexicon) -> str:
    """Return the word before a number and its qualifier."""
    end = at
    while end:
        phrase = ends_in(words, end, book.before)
        if phrase is not None:
            end -= len(phrase)
        elif words[end - 1] in FILLING - {"de", "d", "des", "du"}:
            end -= 1
        else:
            return words[end - 1]
    return ""


_PASSIVE = AUXILIARY - frozenset(
    {
        "has",
        "have",
        "had",
        "a",
        "ont",
        "avoir",
        "avait",
        "avaient",
        "fait",
        "heeft",
        "hebben",
        "hadden",
        "hat",
        "haben",
        "got",
        "get",
    }
)


def _is_passive(behind: tuple[str, ...], *, active: bool) -> bool:
    """Say whether nothing but "were", "ont été" or an adverb stands between those counted and the verb.

    Without them a participle and a past tense may look alike: the latter has something else that it counts.
    """
    if not behind:
        return not active
    return len(behind) <= 3 and bool(_PASSIVE & set(behind)) and not {"#", ",", ";"} & set(behind)
