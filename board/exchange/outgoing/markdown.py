"""A document as Markdown (CommonMark with tables): for mail, for text editors, for other programs."""

import re
from collections.abc import Iterator

from board.exchange.outgoing import curves
from board.exchange.outgoing.paper import Figure, Group, Paper, Section
from board.locale import _, punctuation
from board.model.pulse import Pulse

_LINK = re.compile(r"://|www\.|mailto:|xmpp:|\S@\S|\w\.[^\W\d_]{2}", re.IGNORECASE)
"""What a reader of Markdown may make a link of by itself, a bare "name.org" too. Backslashes do not always keep it from
doing so, a code span does."""

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_AT_START = re.compile(r"^(\d{1,9})([.)])|^([-+=:])")


def as_markdown(of: Paper) -> str:
    """Return a document as Markdown. What came from outside is text in it: no markup, no HTML, no link."""
    return "\n".join(_lines(of)) + "\n"


def text(words: str) -> str:
    """Return words that Markdown shows as they are, within a paragraph, a heading, a list or a cell of a table."""
    shown = " ".join(_code(word) if _LINK.search(word) else _MARKS.sub(r"\\\1", word) for word in words.split())
    return _AT_START.sub(lambda match: f"{match[1]}\\{match[2]}" if match[1] else f"\\{match[3]}", shown)


def _code(word: str) -> str:
    """Return a word between backticks, more of them than it holds itself."""
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", word)), default=0))
    gap = " " if word.startswith("`") or word.endswith("`") else ""
    # in a cell of a table even a code span must not hold the sign between cells, and elsewhere a backslash would stay
    return f"{ticks}{gap}{word.replace('|', '¦')}{gap}{ticks}"


def _lines(of: Paper) -> Iterator[str]:
    yield f"**{text(of.edge)}**"
    yield ""
    yield f"# {text(of.title)}"
    yield ""
    for name, value in of.facts:
        yield f"- {text(punctuation.labelled(name, value))}"
    for section in of.sections:
        yield ""
        yield f"## {text(section.title)}"
        yield from _section(section)
    yield ""
    yield "---"
    yield ""
    for line in of.end:
        yield f"- {text(line)}"
    yield ""
    yield f"**{text(of.edge)}**"


def _section(of: Section) -> Iterator[str]:
    for group in of.groups:
        yield from _group(group)
    if of.pulse is not None:
        yield from _curves(of.pulse)
    if of.points:
        yield ""
    for point in of.points:
        yield f"- {text(point)}"


def _group(of: Group) -> Iterator[str]:
    if of.title:
        yield ""
        yield f"### {text(of.title)}"
    for words in of.words:
        yield ""
        yield text(words)
    if of.figures:
        yield ""
        head = (_("figure"), _("what was counted"), _("when"), _("who says so"))
        yield f"| {' | '.join(head)} |"
        yield "| ---: | :--- | :--- | :--- |"
    for figure in of.figures:
        yield f"| {' | '.join(_cells(figure))} |"


def _cells(of: Figure) -> tuple[str, ...]:
    counted = "<br>".join(map(text, (of.what, *of.more)))
    return text(of.number), counted, text(of.as_of), text(of.who)


def _curves(of: Pulse) -> Iterator[str]:
    yield ""
    for curve, said in zip(of.curves, curves.said(of), strict=True):
        yield f"- `{curves.line_of(curve)}` {text(said)}"
