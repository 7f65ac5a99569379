"""A figure as a draft gives it, and a number that was taken for none."""

from typing import NamedTuple

from board.exchange.checking.qualifiers import Said
from board.model.vocabulary import ContentType, Stage


class Claim(NamedTuple):
    """A figure as a draft gives it."""

    start: int
    end: int
    low: int
    high: int
    """The same as `low`, but of a range."""
    said: Said
    units: frozenset[ContentType] | None
    """What is counted, several for a mixed unit; None where nothing says it, empty for what is none of the board's."""
    listed: bool
    """The units are counted together: "accounts, links and channels"."""
    carried: bool
    """The unit was said of another number before."""
    stages: frozenset[Stage]
    """What was done; several where the word is said of several, none where nothing says it."""
    does: tuple[str, ...]
    """Whose it is said to be, by slug: partners and providers."""
    named: frozenset[str]
    """Who else is named in its sentence, and may have done it."""
    left: bool
    """It counts what is left: "not yet removed", "remain"."""
    jointly: frozenset[str]
    """The partners that its sentence names together."""
    sources: tuple[str, ...]
    """Who is named as saying it or having done it, by slug: it is held against what they published first."""
    strange: bool
    """It stands with a verb that is none of the board's: "were destroyed"."""
    words: frozenset[str]
    """The words of its sentence, folded: by them a part of a whole is known."""
    language: str


class PassedOver(NamedTuple):
    """A number that was taken for no tally."""

    start: int
    end: int
    why: str
