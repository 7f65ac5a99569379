"""What a person says in a word or a sentence, as the ledger keeps it: who records, and why something is taken back."""

from functools import lru_cache

from board.locale import _, phrases
from board.model.text import LONGEST_TEXT, clean, is_visible
from board.store.refused import Refused

LONGEST_OPERATOR = 80
"""Characters."""


def worded(text: str, most: int, otherwise: str) -> str:
    """Return what a person said in a word or a sentence, as the ledger keeps it: clean, without spaces around it.

    Raises:
        Refused: With the sentence `otherwise`: nothing of it can be seen, or it is longer than `most` characters.
    """
    kept = clean(text).strip() if len(text) <= most else ""
    if not is_visible(kept) or len(kept) > most:
        raise Refused(otherwise)
    return kept


@lru_cache(maxsize=64)  # the same one all night, at every entry
def operator_of(said: str) -> str:
    """Return who records, as the ledger keeps it.

    Raises:
        Refused: Nobody can be seen in it, or it is too long.
    """
    otherwise = _("say who records, in at most {most} characters, with --as").format(most=LONGEST_OPERATOR)
    return worded(said, LONGEST_OPERATOR, otherwise)


def reason_of(said: str) -> str:
    """Return why an entry is taken back, as the ledger keeps it.

    Raises:
        Refused: Nothing can be seen of it, or it is too long.
    """
    otherwise = _("say why the entry is taken back, in at most {most} characters").format(
        most=phrases.number(LONGEST_TEXT)
    )
    return worded(said, LONGEST_TEXT, otherwise)
