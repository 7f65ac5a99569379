"""The marks of a checked draft: which number each has, and what each means; what says the very same is one mark."""

from typing import NamedTuple

from board.exchange.checking.check import Checked
from board.exchange.checking.holding import Finding
from board.exchange.checking.match import Kind
from board.exchange.checking.saying import kind, says
from board.locale import _, ngettext, phrases
from board.model.text import clean

MOST_LINES = 40
"""Lines that are named of one mark; the JSON has every figure."""


class Marks(NamedTuple):
    """What stands in the draft behind its figures, and below it."""

    numbers: dict[int, int]
    """The number of the mark of each finding that has one, by its place."""
    explained: tuple[str, ...]
    """What each mark means, with its number and the lines in which its figure stands."""


def marks_of(checked: Checked) -> Marks:
    """Return the marks of a draft: findings with the same kind, figure and explanation have one together."""
    text = checked.draft.text
    numbers: dict[int, int] = {}
    known: dict[tuple[Kind, str, str], int] = {}
    lines: list[dict[int, None]] = []
    line, counted = 1, 0
    for place, finding in enumerate(checked.findings):
        if finding.kind == Kind.AGREES:
            continue
        claim = finding.claim
        line += text.count("\n", counted, claim.start)
        counted = claim.start
        key = (finding.kind, clean(text[claim.start : claim.end]), says(finding))
        numbers[place] = number = known.setdefault(key, len(known) + 1)
        if number > len(lines):
            lines.append({})
        lines[number - 1][line] = None
    return Marks(
        numbers,
        tuple(
            ngettext(
                "{number}. line {lines}, “{text}”: {kind}. {says}",
                "{number}. lines {lines}, “{text}”: {kind}. {says}",
                len(lines[number - 1]),
            ).format(
                number=number, lines=_listed(list(lines[number - 1])), text=figure, kind=kind(of).upper(), says=said
            )
            for (of, figure, said), number in known.items()
        ),
    )


def both_given(checked: Checked) -> int:
    """Return how many disputed figures stand in a draft that names their source, and gives the other reading as well.

    The other reading counts only where the draft names whose it is too.
    """
    return len(_both_given(checked))


def open_marks(checked: Checked) -> tuple[Finding, ...]:
    """Return the findings that a draft has to answer: all marked ones, but disputes of which it gives both sides."""
    settled = {one.claim.start for one in _both_given(checked)}
    return tuple(one for one in checked.marked if one.claim.start not in settled)


def _both_given(checked: Checked) -> list[Finding]:
    disputed = [one for one in checked.findings if one.kind == Kind.DISPUTED and one.claim.sources]
    given = {slug for one in disputed if (slug := _reading(one)) is not None}
    return [one for one in disputed if given & {other.slug for other in one.others}]


def _reading(finding: Finding) -> str | None:
    """Return the slug of the statement that a figure gives."""
    said = finding.against[0].said if finding.against else None
    return said.slug if said is not None else None


def _listed(lines: list[int]) -> str:
    more = len(lines) - MOST_LINES
    rest = _("; and {count} more").format(count=phrases.number(more)) if more > 0 else ""
    return ", ".join(map(str, lines[:MOST_LINES])) + rest
