"""Whether a draft means the part of a whole that a statement counts."""

from board.exchange.checking.claim import Claim
from board.exchange.checking.number_words import fold
from board.model.vocabulary import ContentType

_SAME = (
    ("jihadi", "djihadi", "dschihadi", "islamist"),
    ("right", "droite", "rechts", "extreem", "rechtsextrem"),
    ("racis", "rassis", "xenopho", "fremdenfeind"),
    ("terroris",),
    ("hate", "haine", "haat", "hass"),
    ("member", "membre", "lidsta", "mitglied", "etats"),
    ("specific", "specifi", "spezifi"),
    ("first", "premier", "eerste", "erste"),
    ("extremis",),
)
"""Beginnings of words that say the same in the four languages."""


def part_is_meant(part: str, claim: Claim, unit: ContentType) -> bool:
    """Say whether a sentence names the part that a statement counts; a count of countries is never asked for more.

    Args:
        part: In the words of the record.
        claim: With the words of its sentence.
        unit: Of the statement.
    """
    if unit in (ContentType.COUNTRY, ContentType.PROVIDER):
        return True
    wanted = [fold(word) for word in part.replace("-", " ").replace("/", " ").split()]
    words = claim.words
    for word in wanted:
        if len(word) < 4 and not word.isdigit():
            continue
        if word in words or (word.isdigit() and "#" in words):
            return True
        for group in _SAME:
            if word.startswith(group) and any(one.startswith(group) for one in words):
                return True
    return False
