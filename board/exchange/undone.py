"""What taking back an entry comes to, in words: what goes with it, and what stands again in its place."""

from typing import NamedTuple

from board.locale import _, ngettext, phrases, punctuation
from board.model.situation import EntryView
from board.model.wanted import EntryOf
from board.store.ledger import taking_back
from board.store.reader import Reader

MOST_SHOWN = 8
"""Entries that a question or an answer names; it says how many there are beyond them."""


class Back(NamedTuple):
    """What taking back an entry comes to: it may be one of several that mean one thing together."""

    action: str
    """Name of the action."""
    entries: tuple[EntryView, ...]
    """That are taken back, the first ones."""
    again: tuple[EntryView, ...]
    """That stand again, the first ones."""
    rows: int
    """How many of both there are."""

    def in_words(self) -> str:
        """Return it in words."""
        said = [phrases.entry(entry) for entry in self.entries]
        said += [_("stands again: {entry}").format(entry=phrases.entry(entry)) for entry in self.again]
        left = self.rows - len(said[:MOST_SHOWN])
        if left:
            said[MOST_SHOWN:] = [ngettext("and {count} more", "and {count} more", left).format(count=left)]
        return punctuation.one_by_one(said)

    def done(self) -> str:
        """Return in words that it was done."""
        return _("taken back: {entry}").format(entry=self.in_words())


def back_of(reader: Reader, site: str, seq: int) -> Back:
    """Return what taking back an entry comes to, whoever recorded it.

    Raises:
        Refused: It cannot be taken back, or the store cannot be read.
    """
    undone = taking_back(reader.store, site, seq)
    return Back(
        reader.read(EntryOf(site, seq)).action_name,
        tuple(reader.entry(one.site, one.seq) for one in undone.back[:MOST_SHOWN]),
        tuple(reader.entry(one.site, one.seq) for one in undone.again[:MOST_SHOWN]),
        len(undone.back) + len(undone.again),
    )
