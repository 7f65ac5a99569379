"""A checked draft as Markdown: its text with the marks, then what each mark means."""

from collections.abc import Iterator, Mapping

from board.exchange.checking.check import Checked
from board.exchange.checking.marking import passed_over, summary
from board.exchange.checking.marks import marks_of
from board.exchange.checking.saying import kind
from board.exchange.communique.forms import Markdown
from board.exchange.show import banner
from board.locale import _
from board.model.text import clean


def as_markdown(checked: Checked) -> str:
    """Return the draft with its marks as Markdown; whatever the draft holds is text in it, and its lines stay lines."""
    form = Markdown()
    marks = marks_of(checked)
    findings = [form.point(form.escape(clean(said))) for said in marks.explained]
    parts = [
        form.edge(banner(checked.situation)),
        "\n".join(_marked(checked, marks.numbers, form)),
        form.heading(_("Findings")),
        "\n".join(findings),
        form.paragraph(form.escape(summary(checked))),
        *(form.paragraph(form.escape(clean(said))) for said in passed_over(checked)),
        form.edge(banner(checked.situation)),
    ]
    return "\n\n".join(part.strip("\n") for part in parts if part) + "\n"


def _marked(checked: Checked, numbers: Mapping[int, int], form: Markdown) -> Iterator[str]:
    """Return the lines of the draft with their marks in bold; each stays a line of its own."""
    text, place = checked.draft.text, 0
    pieces: list[tuple[str, str]] = []
    for index, finding in enumerate(checked.findings):
        mark = f"‹{numbers[index]} {kind(finding.kind)}›" if index in numbers else "‹✓›"
        pieces.append((text[place : finding.claim.end], f" **{form.escape(mark)}**"))
        place = finding.claim.end
    pieces.append((text[place:], ""))
    lines = [""]
    for outside, mark in pieces:
        first, *others = outside.split("\n")
        lines[-1] += _escaped(first, form, begins=not lines[-1])
        lines += [_escaped(line, form, begins=True) for line in others]
        lines[-1] += mark
    while lines and not lines[-1].strip():
        lines.pop()
    following = [*lines[1:], ""]
    for line, after in zip(lines, following, strict=True):
        yield f"{line.rstrip()}\\" if line.strip() and after.strip() else line.rstrip()


def _escaped(text: str, form: Markdown, *, begins: bool) -> str:
    cleaned = clean(text.removesuffix("\r"))
    return form.escape(cleaned.lstrip() if begins else cleaned)
