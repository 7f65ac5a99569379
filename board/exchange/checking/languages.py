"""In which language a sentence is written, found by its commonest words."""

from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache

from board.exchange.checking.lexicon import LANGUAGES, lexicon

_FIRM = 5
"""A score that leaves no doubt."""

_MANY = 14
"""Words of a sentence of which one at least must be known."""

OTHER = "other"
"""A language the board does not read."""

_FOREIGN = {
    "es": "el los las por con para una del mas fueron han sido y que de la en se su al como pero esta este entre contenidos"
    " eliminados retirados cuentas desde sobre fue espana policia",
    "it": "il gli che della sono stati piu con per una di e nel alla delle dei da non questo stata rimossi contenuti le i si al del",
    "pt": "os das dos foram mais nao uma com para que de do da em no na por ao pelo conteudos removidos e foi sao",
    "sv": "och det som pa av for med att ar den till en har inte ett fran togs bort var om",
    "da": "og det er som pa af for med at den til en har ikke et fra blev var om der de",
    "pl": "i w na z do nie sie jest przez oraz ktore zostaly od po za tresci usunieto o jak ze dla",
    "cs": "a v na s se je do ze ktere byly bylo od po za pro jako podle obsahu odstraneno",
    "fi": "ja on ei se etta oli ovat kuin joka mutta tai myos",
    "hu": "a az es hogy nem egy volt meg is vagy tobb mint eltavolitottak",
    "ro": "si in de la cu pe din nu care au fost pentru mai mult este sunt prin",
    "tr": "ve bir bu ile icin da de olarak daha fazla",
    "la": "et in est non ad cum sed ut qui quod ex ipsum dolor sit amet lorem consectetur elit sed do magna aliqua quis",
    "ca": "els les amb per que una dels mes va ser han estat i del",
}


@cache
def _known() -> dict[str, tuple[tuple[str, int], ...]]:
    """Return by word of which languages it is: one that is of a single language says twice as much."""
    of: dict[str, set[str]] = {}
    for language in LANGUAGES:
        book = lexicon(language)
        field = {phrase[0] for phrase, said in book.phrases.items() if len(phrase) == 1 and (said.stages or said.units)}
        for word in {*book.stopwords, *field, *(month for month in book.months if len(month) > 3)}:
            of.setdefault(word, set()).add(language)
    for language, words in _FOREIGN.items():
        for word in words.split():
            of.setdefault(word, set()).add(language)
    return {word: tuple((one, 2 if len(languages) == 1 else 1) for one in languages) for word, languages in of.items()}


@lru_cache(65_536)
def _by_beginning(word: str) -> tuple[tuple[str, int], ...]:
    """Return of which languages a longer word is, by how it begins or ends."""
    if not 5 < len(word) < 40:
        return ()
    found = [
        language for language in LANGUAGES if (said := lexicon(language).word(word)) and (said.stages or said.units)
    ]
    return tuple((language, 2 if len(found) == 1 else 1) for language in found)


def likeliest(words: Iterable[str]) -> str | None:
    """Return the language that a few words are most likely of; None where none of them is of any."""
    known = _known()
    scores: Counter[str] = Counter()
    for word in words:
        for language, weight in known[word] if word in known else _by_beginning(word):
            scores[language] += weight
    best = max(scores, key=lambda one: scores[one], default=OTHER)
    return best if best in LANGUAGES else None


def language_of(words: Iterable[str], before: str | None = None) -> str | None:
    """Return the language of a sentence (ISO 639-1), `OTHER` for one the board does not read, None for too few words.

    Args:
        words: Folded, without names.
        before: The language of the sentence before, which goes on where another is hardly likelier.
    """
    known = _known()
    scores: Counter[str] = Counter()
    count = 0
    for word in words:
        if not word.isalpha():
            count += word[0] > "\u2fff" or word[0].isalpha()
            continue
        count += 1
        weights = known.get(word)
        for language, weight in _by_beginning(word) if weights is None else weights:
            scores[language] += weight
    if not count:
        return None
    best = max(LANGUAGES, key=lambda one: scores[one])
    foreign = max((scores[one] for one in _FOREIGN), default=0)
    if foreign > scores[best] and foreign >= 3:
        return OTHER
    if before in LANGUAGES and 0 < scores[best] - 1 <= scores[before] and scores[best] < _FIRM:
        return before
    rivals = [one for one in LANGUAGES if scores[one] == scores[best]]
    if scores[best] < 2 or len(rivals) > 1:
        return OTHER if scores[best] < 2 and (count >= _MANY or (count >= 8 and foreign)) else None
    if count >= 8 and scores[best] * 7 < count:
        return OTHER
    return best
