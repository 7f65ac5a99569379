"""A document before it is Markdown or HTML: sections, groups, and figures that are never bare numbers."""

from typing import NamedTuple

from board.exchange.table import clip
from board.model.pulse import Pulse

LONGEST = 2_000
"""Characters of one text in a document; of a longer one the beginning stands there. CSV and JSON hold it whole."""


class Figure(NamedTuple):
    """A number with all that it must not be without."""

    number: str
    """With its qualifier: "at least 120"; "" where none was published."""
    what: str
    """Unit and verb: "videos removed"."""
    as_of: str
    who: str
    more: tuple[str, ...] = ()
    """Its wording, how the ledger stands to it, its note."""

    def clipped(self) -> "Figure":
        """Return it with no text longer than `LONGEST`."""
        number, what, as_of, who, more = self
        return Figure(number, _short(what), _short(as_of), _short(who), tuple(map(_short, more)))


class Group(NamedTuple):
    """Figures under a heading of their own."""

    title: str
    """"" where the section's own title suffices."""
    words: tuple[str, ...]
    """Stand above the figures, or instead of them."""
    figures: tuple[Figure, ...] = ()

    def clipped(self) -> "Group":
        """Return it with no text longer than `LONGEST`."""
        figures = tuple(figure.clipped() for figure in self.figures)
        return Group(_short(self.title), tuple(map(_short, self.words)), figures)


class Section(NamedTuple):
    """A part of a document."""

    title: str
    groups: tuple[Group, ...] = ()
    points: tuple[str, ...] = ()
    """A list below the groups."""
    pulse: Pulse | None = None
    """Its curves are drawn."""

    def clipped(self) -> "Section":
        """Return it with no text longer than `LONGEST`."""
        groups = tuple(group.clipped() for group in self.groups)
        return self._replace(groups=groups, points=tuple(map(_short, self.points)))


class Paper(NamedTuple):
    """A document, every text of it harmless."""

    language: str
    """ISO 639-1."""
    edge: str
    """The marking, at top and bottom; with the word EXERCISE if it is one."""
    title: str
    facts: tuple[tuple[str, str], ...]
    """Names and values below the title: dates, objective, as of when, head of the ledger."""
    sections: tuple[Section, ...]
    end: tuple[str, ...]
    """The last lines above the edge: as of when, and the head."""

    def clipped(self) -> "Paper":
        """Return it with no text longer than `LONGEST`."""
        return self._replace(
            title=_short(self.title),
            facts=tuple((name, _short(text)) for name, text in self.facts),
            sections=tuple(section.clipped() for section in self.sections),
        )


def _short(text: str) -> str:
    return clip(text, LONGEST)
