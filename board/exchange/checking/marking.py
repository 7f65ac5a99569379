"""A checked draft as it is shown: the text with marks, then what each mark means; or everything as JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping

from board.exchange.checking.check import Checked
from board.exchange.checking.holding import Finding
from board.exchange.checking.marks import both_given, marks_of
from board.exchange.checking.match import Kind
from board.exchange.checking.saying import document, kind, other, says
from board.exchange.lines import wrapped
from board.exchange.show import WIDTH, banner, rfc3339
from board.locale import _, ngettext, phrases, punctuation
from board.model.text import clean

LANGUAGE_NAMES = {"fr": "français", "nl": "Nederlands", "de": "Deutsch", "en": "English"}

MOST_NAMED = 40
"""Numbers passed over that the text names; the JSON has all of them."""

_BOLD, _PLAIN = "\x1b[1m", "\x1b[22m"


def as_text(checked: Checked, *, bold: bool = False) -> str:
    """Return the draft with its marks, what they mean, and what was passed over; harmless whatever the draft holds.

    Args:
        checked: What came of checking.
        bold: Marks are bold as well, for a terminal.
    """
    return "\n".join(_lines(checked, bold=bold)) + "\n"


def _lines(checked: Checked, *, bold: bool) -> Iterator[str]:
    yield banner(checked.situation)
    yield ""
    marks = marks_of(checked)
    yield from _marked(checked, marks.numbers, bold=bold)
    yield ""
    for said in marks.explained:
        yield from wrapped(said, WIDTH)
    if checked.marked:
        yield ""
    yield from wrapped(summary(checked), WIDTH)
    for said in passed_over(checked):
        yield from wrapped(said, WIDTH)
    yield banner(checked.situation)


def _marked(checked: Checked, numbers: Mapping[int, int], *, bold: bool) -> Iterator[str]:
    """Return the lines of the draft, with a mark behind each figure: ‹✓› where it agrees, else its number and kind."""
    text, pieces, place = checked.draft.text, [], 0
    for index, finding in enumerate(checked.findings):
        end = finding.claim.end
        pieces.append(_clean_lines(text[place:end]))
        mark = f" ‹{numbers[index]} {kind(finding.kind)}›" if index in numbers else " ‹✓›"
        pieces.append(f"{_BOLD}{mark}{_PLAIN}" if bold else mark)
        place = end
    pieces.append(_clean_lines(text[place:]))
    yield from "".join(pieces).strip("\n").split("\n")


def _clean_lines(text: str) -> str:
    return "\n".join(clean(line.removesuffix("\r")) for line in text.split("\n"))


def summary(checked: Checked) -> str:
    """Return how many figures were found and held against the board, and how they stand to it."""
    found = len(checked.findings)
    action = checked.situation.action
    parts = [
        ngettext("{count} figure found", "{count} figures found", found).format(count=phrases.number(found)),
        _("{count} held against {action} as of {instant}").format(
            count=phrases.number(found), action=action.name, instant=rfc3339(checked.situation.as_of)
        ),
    ]
    kinds = Counter(finding.kind for finding in checked.findings)
    both = both_given(checked)
    for one in Kind:
        count = phrases.number(kinds[one])
        if one == Kind.DISPUTED and both:
            parts.append(
                _("{count} {kind} (both readings given: {both})").format(
                    count=count, kind=kind(one), both=phrases.number(both)
                )
            )
        elif kinds[one]:
            parts.append(_("{count} {kind}").format(count=count, kind=kind(one)))
    passed = len(checked.passed_over)
    parts.append(
        ngettext("{count} number not read as a count", "{count} numbers not read as a count", passed).format(
            count=phrases.number(passed)
        )
    )
    if checked.unread:
        parts.append(
            ngettext(
                "{count} sentence NOT read: in none of the four languages",
                "{count} sentences NOT read: in none of the four languages",
                checked.unread,
            ).format(count=phrases.number(checked.unread))
        )
    if not found:
        parts.append(_("nothing to hold against the board is not the same as “all agrees”"))
    return " · ".join(parts)


def passed_over(checked: Checked) -> list[str]:
    """Return which numbers were taken for no tally, by the reason."""
    if not checked.passed_over:
        return []
    by_reason: dict[str, list[str]] = {}
    for one in checked.passed_over[:MOST_NAMED]:
        by_reason.setdefault(one.why, []).append(clean(checked.draft.text[one.start : one.end]))
    said = punctuation.one_by_one(
        punctuation.labelled(_(why), ", ".join(numbers)) for why, numbers in by_reason.items()
    )
    more = len(checked.passed_over) - MOST_NAMED
    rest = _("; and {count} more").format(count=phrases.number(more)) if more > 0 else ""
    return [_("not read as a count: {numbers}").format(numbers=said + rest)]


def as_json(checked: Checked) -> str:
    """Return what came of checking as one JSON object; offsets are in characters of the draft as it came in."""
    situation = checked.situation
    text = checked.draft.text
    shown = {
        "action": {"slug": situation.action.slug, "name": situation.action.name, "exercise": situation.action.exercise},
        "as_of": rfc3339(situation.as_of),
        "head": situation.head,
        "languages": list(checked.languages),
        "figures": [_figure(finding, text) for finding in checked.findings],
        "passed_over": [
            {"start": one.start, "end": one.end, "text": clean(text[one.start : one.end]), "why": _(one.why)}
            for one in checked.passed_over
        ],
        "found": len(checked.findings),
        "held": len(checked.findings),
        "marked": len(checked.marked),
        "unread_sentences": checked.unread,
        "summary": summary(checked),
    }
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def _figure(finding: Finding, text: str) -> dict[str, object]:
    claim = finding.claim
    units = sorted(claim.units or ())
    stages = sorted(claim.stages)
    return {
        "start": claim.start,
        "end": claim.end,
        "text": clean(text[claim.start : claim.end]),
        "value": claim.low,
        "to": claim.high if claim.high != claim.low else None,
        "qualifier": claim.said.qualifier,
        "beyond": claim.said.beyond,
        "unit": units[0] if len(units) == 1 else None,
        "units": units,
        "stage": stages[0] if len(stages) == 1 else None,
        "stages": stages,
        "whose": list(claim.does),
        "language": claim.language,
        "kind": finding.kind,
        "against": [*(document(figure) for figure in finding.against), *(other(said) for said in finding.others)],
        "says": says(finding),
    }
