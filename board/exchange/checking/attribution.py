"""Who a sentence names for a figure: who says it, or who did it; a name that merely stands beside it is neither."""

from collections.abc import Sequence

from board.exchange.checking.clauses import AND_WORDS
from board.exchange.checking.field_words import FieldWords
from board.exchange.checking.naming import Name
from board.exchange.checking.sentences import Sentence
from board.exchange.checking.small_words import AUXILIARY, FILLING, HAVE
from board.exchange.checking.verbs import Verb
from board.model.vocabulary import Stage

_BE = AUXILIARY - HAVE
"""Between a name and a verb these make it passive: it was done to what is counted, by nobody that is named."""
_BY = frozenset({"by", "par", "door", "von", "vom", "durch"})
_AT_LABEL = frozenset({":", "–", "—", "-", "|", "=", "("})
_OPENING = frozenset(
    {"that", "but", "while", "whereas", "que", "qu", "mais", "tandis", "dat", "maar", "terwijl", "dass", "aber"}
)
"""What may stand before whoever does it, at the beginning of a clause; beside signs and "and"."""
_BETWEEN = frozenset({"en", "y", "itself", "also", "now", "already"})
"""What may stand between whoever did it and "has": "Europol en a supprimé"; not "that Europol supports has removed"."""
_THAT = frozenset({"that", "que", "qu", "dat", "dass"})
_ELSEWHERE = frozenset(
    {"which", "where", "whose", "during", "when", "who", "dont", "ou", "lequel", "laquelle", "qui", "lors", "pendant",
     "waarbij", "waarin", "waar", "die", "waardoor", "wobei", "worin", "wodurch", "denen"}
)  # fmt: skip
"""What opens a clause about something else: "Europol coordinated an action in which …"."""
_NAMING = ("al", "als", "tion", "tions", "sion", "sions", "ung", "ungen", "ing", "ingen", "ment", "ments", "retrait")
"""How a word ends that names what was done, and says of nobody that he did it: "supported removal of"."""
_FEW = 4
"""Words: a qualifier, and little else."""


def sources_of(
    sentence: Sentence,
    field: FieldWords,
    at: int,
    numbers: Sequence[int],
    does: Sequence[str],
    stages: frozenset[Stage],
) -> tuple[str, ...]:
    """Return by whom the number at a place is said, and by whom it was done, by slug; nothing where nobody is named.

    Args:
        sentence: Where it stands.
        field: What its words mean.
        at: The place of the number.
        numbers: Places of all that count something.
        does: Whose the number is by the nearest names; of these, those stay that the sentence says it of.
        stages: What was done with what is counted; none where the sentence does not say.
    """
    verbs = [one for one in field.verbs if one.stages & stages or not stages]
    says = _who_says(sentence, field, at, numbers)
    words = sentence.words
    near = [one for one in field.names if one.how == "does" and one.slug in does]
    did = [one.slug for one in near if _did(words, verbs, one, at) or _tells(words, field.verbs, one, at)]
    return tuple(dict.fromkeys([*says, *did]))


def sources_of_label(sentence: Sentence, field: FieldWords) -> tuple[str, ...]:
    """Return who says, or did, what stands below a line that ends with a colon: "Europol:", "according to Europol:"."""
    words = sentence.words
    end = max((place for place, word in enumerate(words) if word == ":"), default=len(words))
    found = [
        one.slug
        for one in field.names
        if one.how == "says"
        or (one.how == "does" and (_begins(words, field.verbs, one) or _did(words, field.verbs, one, end)))
    ]
    return tuple(dict.fromkeys(found))


def sources_of_cell(words: Sequence[object], field: FieldWords) -> tuple[str, ...]:
    """Return whose figures a row or a column of a table has, where its head is that name and little else."""
    named = [one for one in field.names if one.how in ("does", "says")]
    alone = len(named) == 1 and len(words) - (named[0].end - named[0].at) <= _FEW
    return (named[0].slug,) if alone else ()


def _begins(words: tuple[str, ...], verbs: Sequence[Verb], name: Name) -> bool:
    return _is_label(words, verbs, _start(words, name), name.end, len(words))


def _start(words: tuple[str, ...], name: Name) -> int:
    start = name.at
    while start and words[start - 1] in FILLING:
        start -= 1
    return start


def _who_says(sentence: Sentence, field: FieldWords, at: int, numbers: Sequence[int]) -> list[str]:
    """Return who says a number: before their numbers or behind them, as the first of the clause stands."""
    edges = sorted({*field.breaks, *(place for place, word in enumerate(sentence.words) if word == ";")})
    start = max((edge for edge in edges if edge <= at), default=0)
    end = min((edge for edge in edges if edge > at), default=len(sentence.words))
    names = [one for one in field.names if one.how == "says" and start <= one.at < end]
    if not names:
        return []
    before = [one for one in names if one.at < at]
    behind = [one for one in names if one.at > at]
    first = min(place for place in numbers if place >= start)
    said = before[-1] if before and (names[0].at < first or not behind) else behind[0]
    with_it = [one for one in field.names if one.how == "several" and -_FEW <= one.at - said.at <= _FEW]
    return [said.slug, *(one.slug for one in with_it)]


def _did(words: tuple[str, ...], verbs: Sequence[Verb], name: Name, at: int) -> bool:
    start = _start(words, name)
    if words[name.at - 1 : name.at] == ("(",) and name.at > at:
        return True  # "26,000 items removed (Europol)"
    if start and words[start - 1] in _BY:
        return _done_by(words, verbs, start - 1, name.end, at)
    if name.at > at:
        return any(one.end == start and one.at > at and not _names_it(words, one.at) for one in verbs) and not (
            _BE & set(words[at:start])
        )  # "26.000 Inhalte meldete Europol"
    return _is_label(words, verbs, start, name.end, at) or _is_subject(words, verbs, start, name.end, at)


def _tells(words: tuple[str, ...], verbs: Sequence[Verb], name: Name, at: int) -> bool:
    """Say whether a verb that could also say what was done only tells of it: "Europol meldete, dass 26.000 …"."""
    for verb in verbs:
        if 0 <= verb.at - name.end <= 1 and verb.end < at and not _BE & set(words[name.end : verb.at]):
            following = words[verb.end : verb.end + 2]
            return bool(_THAT & set(following[1:] if following[0] == "," else following[:1]))
    return False


def _done_by(words: tuple[str, ...], verbs: Sequence[Verb], by: int, end: int, at: int) -> bool:
    """Say whether a "by" with its name belongs to a verb: "removed by Europol", "von Europol gemeldet"."""
    behind = at < by or bool(_BE & set(words[:by]))  # and not "auf Hinweis von Europol löschten die Anbieter"
    beside = any(one.end == by or (one.at == end and behind) for one in verbs)
    between = words[end:at] if end <= at else ()
    passive = words[by - 1 : by] and words[by - 1] in _BE and end <= at and _only_few(between)
    return beside or bool(passive)


def _is_label(words: tuple[str, ...], verbs: Sequence[Verb], start: int, end: int, at: int) -> bool:
    """Say whether a name is what a line begins with: "Europol: 26,000 items", "– Police fédérale (Belgique) : …"."""
    first = max((place + 1 for place in range(start) if words[place] == ";"), default=0)
    if any(word[0].isalpha() or word == "#" for word in words[first:start]):
        return False
    for place in range(end, at):
        if any(one.at == place for one in verbs):
            return False
        if words[place] == ":":
            return True
        if words[place] in _AT_LABEL and _only_few(words[place + 1 : at]):
            return True
    return False


def _is_subject(words: tuple[str, ...], verbs: Sequence[Verb], start: int, end: int, at: int) -> bool:
    """Say whether a name is that of who did it: "Europol removed", "heeft Europol … verwijderd", "dass Europol …"."""
    before = words[start - 1] if start else ""
    inverted = before in HAVE or any(one.end == start and not _names_it(words, one.at) for one in verbs)
    opens = not before or not before[0].isalpha() or before in _OPENING or before in AND_WORDS
    if words[end : end + 1] == (",",) and "," in words[end + 1 : at]:
        end += words[end + 1 : at].index(",") + 2  # ", which hosted the command post,"
    between = words[end:at]
    of_its = between[:1] == ("s",)  # "Europol's partners"
    if not (opens or inverted) or of_its or _ELSEWHERE & set(between) or {";", ":"} & set(between):
        return False
    inside = [one for one in verbs if end <= one.at < at]
    if inside:
        verb = inside[0]
        way = words[end : verb.at]
        near = len(way) <= (_FEW * 2 if HAVE & set(way[:1]) else 2)
        near = near and (not HAVE & set(way[1:]) or bool(_BETWEEN & set(way[:1])))
        return near and not _BE & set(way) - {"ete", "fait"} and not _names_it(words, verb.at)
    if inverted or (HAVE & set(between[:1])) or _only_few(between):
        closing = next((one for one in verbs if one.at > at), None)
        if closing is None and not inverted:
            return False
        behind = words[at : closing.at + 3] if closing is not None else words[at:]
        return "," not in between and not _BE & set(behind)
    return False


def _names_it(words: tuple[str, ...], place: int) -> bool:
    """Say whether a word names what was done: "the removal", "la suppression", and not "removed"."""
    return (place > 0 and words[place - 1] in FILLING - {"a"}) or words[place].endswith(_NAMING)


def _only_few(between: tuple[str, ...]) -> bool:
    return len(between) <= _FEW and all(word[0].isalpha() for word in between)
