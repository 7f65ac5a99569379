"""Which agency or provider a partner's file names."""

import difflib
from collections.abc import Mapping
from typing import NamedTuple

from board.exchange.incoming.headings import Meant, folded, quoted
from board.locale import _

SHORTEST_PREFIX = 3
"""Letters: what is shorter begins too many names."""


class Known(NamedTuple):
    """What a file can name: slugs by every name, casefolded: the slug itself, the name in each language, an alias."""

    partners: Mapping[str, str]
    """The agencies of the action: they are looked through before all others."""
    agencies: Mapping[str, str]
    providers: Mapping[str, str]


class Directory:
    """Finds names in one or several lists, the first list first."""

    def __init__(self, what: str, *lists: Mapping[str, str]) -> None:
        """Make it.

        Args:
            what: What is looked for, in words: "agency".
            lists: Slugs by casefolded name.
        """
        self._what = what
        self._lists = [{" ".join(name.casefold().split()): slug for name, slug in one.items()} for one in lists]
        self._folded = [{folded(name): slug for name, slug in one.items() if folded(name)} for one in self._lists]

    def find(self, text: str) -> Meant:
        """Return the slug of the name that a cell means: the whole of one, or the beginning of only one."""
        meant = self._named(text)
        if meant is not None:
            return meant
        wanted = " ".join(text[:200].casefold().split())
        every = list(dict.fromkeys(name for names in self._lists for name in names))
        near = difflib.get_close_matches(wanted[:60], every, 1, 0.6)
        slug = next((names[near[0]] for names in self._lists if near and near[0] in names), None)
        hint = _(": did you mean {near}?").format(near=slug) if slug else ""
        return Meant(None, _("{text} is no known {what}{hint}").format(text=quoted(text), what=self._what, hint=hint))

    def knows(self, text: str) -> bool:
        """Say whether a cell names one of them; what it may have meant is not looked for."""
        meant = self._named(text)
        return meant is not None and meant.slug is not None

    def _named(self, text: str) -> Meant | None:
        """Return what a cell means or may mean; None where it names nothing that is known."""
        wanted = " ".join(text[:200].casefold().split())
        if not wanted:
            return Meant(None, _("no {what} is named").format(what=self._what))
        found = self._whole(text)
        if found is not None:
            return Meant(found)
        if len(wanted) >= SHORTEST_PREFIX:
            plain = folded(text)
            for names, others in zip(self._lists, self._folded, strict=True):
                slugs = {slug for name, slug in names.items() if name.startswith(wanted)}
                if len(plain) >= SHORTEST_PREFIX:
                    slugs |= {slug for name, slug in others.items() if name.startswith(plain)}
                if len(slugs) == 1:
                    return Meant(slugs.pop())
                if slugs:
                    either = _(" or ").join(sorted(slugs)[:5])
                    return Meant(None, _("{text} may be {names}: say which").format(text=quoted(text), names=either))
        return None

    def _whole(self, text: str) -> str | None:
        wanted = " ".join(text[:200].casefold().split())
        plain = folded(text)
        for names, others in zip(self._lists, self._folded, strict=True):
            found = names.get(wanted) or others.get(plain)
            if found is not None:
                return found
        return None

    def within(self, text: str) -> tuple[str, ...]:
        """Return the slugs of the names that stand as whole words in a title, at most six words each."""
        tokens = folded(text).split()[:60]
        found: dict[str, None] = {}
        for names in self._folded:
            place = 0
            while place < len(tokens):
                for length in range(min(6, len(tokens) - place), 0, -1):
                    phrase = " ".join(tokens[place : place + length])
                    if len(phrase) >= SHORTEST_PREFIX and phrase in names:
                        found[names[phrase]] = None
                        place += length
                        break
                else:
                    place += 1
            if found:
                break
        return tuple(found)


def agencies(known: Known) -> Directory:
    """Return where agencies are looked for."""
    return Directory(_("agency"), known.partners, known.agencies)


def providers(known: Known) -> Directory:
    """Return where providers are looked for."""
    return Directory(_("provider"), known.providers)
