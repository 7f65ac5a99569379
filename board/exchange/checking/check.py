"""Checking a draft: what it claims, held against a board, and what of it was passed over."""

from typing import NamedTuple

from board.exchange.checking.claim import PassedOver
from board.exchange.checking.claims import read_claims
from board.exchange.checking.draft import Draft
from board.exchange.checking.holding import Finding, Holder
from board.exchange.checking.known_figures import known_figures
from board.exchange.checking.match import Kind
from board.exchange.checking.number_shapes import FOREIGN, NO_VERB
from board.exchange.checking.partner_names import Names
from board.model.situation import Situation
from board.store.directory import directory_of
from board.store.reader import Reader


class Checked(NamedTuple):
    """What came of checking a draft."""

    draft: Draft
    situation: Situation
    """What it was held against."""
    findings: tuple[Finding, ...]
    """By where the figures stand in the draft."""
    passed_over: tuple[PassedOver, ...]
    languages: tuple[str, ...]
    """Of the sentences that were read (ISO 639-1)."""
    unread: int
    """Sentences in other languages."""

    @property
    def marked(self) -> tuple[Finding, ...]:
        """The findings that say more than that the board has the figure so."""
        return tuple(one for one in self.findings if one.kind != Kind.AGREES)

    @property
    def unread_numbers(self) -> bool:
        """Whether a number stands in a sentence that could not be read, or in a table without a verb."""
        return any(one.why in (FOREIGN, NO_VERB) for one in self.passed_over)


class Against(NamedTuple):
    """A board, ready to hold drafts against it."""

    situation: Situation
    holder: Holder
    names: Names

    def check(self, draft: Draft) -> Checked:
        """Hold a draft against the board.

        Raises:
            Refused: Nothing of the draft can be read.
        """
        read = read_claims(draft, self.names)
        findings = sorted((self.holder.hold(claim) for claim in read.claims), key=lambda one: one.claim.start)
        strange = [one for one in findings if one.claim.strange and one.kind == Kind.AGREES]
        unheld = [PassedOver(one.claim.start, one.claim.end, NO_VERB) for one in strange]
        return Checked(
            draft,
            self.situation,
            tuple(one for one in findings if one not in strange),
            tuple(sorted([*read.passed_over, *unheld])),
            read.languages,
            read.unread,
        )


def ready(reader: Reader, action: str | None = None) -> Against:
    """Read a board to hold drafts against it.

    Args:
        reader: Of the store, wound back if it is asked for.
        action: Slug; None for the newest ongoing one.

    Raises:
        Refused: There is no such action, or the store cannot be read.
    """
    known = known_figures(reader, action)
    names = Names(directory_of(reader.store, known.situation.action.slug))
    return Against(known.situation, Holder(known), names)


def check(reader: Reader, draft: Draft, action: str | None = None) -> Checked:
    """Hold a draft against a board; see `ready` and `Against.check`."""
    return ready(reader, action).check(draft)
