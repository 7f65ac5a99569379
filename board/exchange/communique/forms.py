"""A draft as plain text, Markdown or HTML: what came from outside is text in it, never markup, a link or a formula."""

import re
import textwrap
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from html import escape as html_escape

from board.exchange.outgoing.markdown import text as markdown_text

WIDTH = 88
"""Columns of plain text."""

_BLANKS = re.compile(r"[ \t\r\n]+")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = """body{font:16px/1.5 system-ui,sans-serif;color:#1a1c1f;background:#fff;max-width:46rem;margin:0 auto;
padding:0 1.5rem;overflow-wrap:anywhere}.edge{border:2px solid;padding:.25rem;text-align:center;font-weight:700}
h1{font-size:1.6rem;line-height:1.25}h2{font-size:1.15rem}footer{font-size:.85em;border-top:1px solid}
@media(prefers-color-scheme:dark){body{color:#e8eaed;background:#15181c}}"""


def flowing(text: str) -> str:
    """Return text in one line. The spaces within numbers are not touched."""
    return _BLANKS.sub(" ", text).strip(" ")


class Form(ABC):
    """How a draft is written."""

    @abstractmethod
    def escape(self, text: str) -> str:
        """Return outside text so that it is only text."""

    @abstractmethod
    def mark(self, number: int) -> str:
        """Return the mark of a footnote."""

    @abstractmethod
    def title(self, text: str) -> str:
        """Return the headline."""

    @abstractmethod
    def heading(self, text: str) -> str:
        """Return the title of a section."""

    @abstractmethod
    def paragraph(self, text: str) -> str:
        """Return a paragraph."""

    @abstractmethod
    def point(self, text: str) -> str:
        """Return a line of a list."""

    @abstractmethod
    def note(self, number: int, text: str) -> str:
        """Return a footnote; its text is from outside."""

    def whole(
        self, language: str, edge: str, title: str, body: str, notes: Iterable[str], heading: str, head: str
    ) -> str:
        """Return the draft: the marking above and below, the footnotes and the ledger's head behind the body."""
        parts = [
            self.edge(edge),
            body,
            self.heading(heading),
            *notes,
            self.paragraph(self.escape(head)),
            self.edge(edge),
        ]
        return self._tidy("\n".join(parts))

    @abstractmethod
    def edge(self, text: str) -> str:
        """Return the marking."""

    def _tidy(self, text: str) -> str:
        return re.sub(r"\n[ \t]*(?:\n[ \t]*)+", "\n\n", text).strip("\n") + "\n"


class Text(Form):
    """Plain text."""

    def __init__(self, width: int | None = WIDTH) -> None:
        """Write it.

        Args:
            width: Columns; None leaves every paragraph in one line, for a screen that breaks it by itself.
        """
        self._width = width

    def escape(self, text: str) -> str:
        """Return it as it is, but nothing begins as a formula does."""
        return f"’{text}" if text[:1] in ("=", "+", "-", "@") else text

    def mark(self, number: int) -> str:
        """Return "[1]" behind a space that does not break."""
        return f"\u00a0[{number}]"

    def title(self, text: str) -> str:
        """Return it, set off by empty lines."""
        return f"\n{self._filled(text)}\n"

    def heading(self, text: str) -> str:
        """Return it in capitals."""
        return f"\n{self._filled(text.upper())}\n"

    def paragraph(self, text: str) -> str:
        """Return it, broken into lines."""
        return f"\n{self._filled(text)}\n"

    def point(self, text: str) -> str:
        """Return it behind a dash."""
        return self._filled(text, "– ")  # not set in, so that a sentence is read on over the end of a line

    def note(self, number: int, text: str) -> str:
        """Return it behind its number."""
        return self._filled(self.escape(text), f"[{number}] ", "    ")

    def edge(self, text: str) -> str:
        """Return it, set off by empty lines."""
        return f"\n{text}\n"

    def _filled(self, text: str, first: str = "", rest: str = "") -> str:
        if self._width is None:
            return first + text
        return textwrap.fill(
            text, self._width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, expand_tabs=False
        )


class Markdown(Form):
    """CommonMark, with the footnotes that most readers of it know."""

    def escape(self, text: str) -> str:
        """Return it with its marks escaped; what could become a link is a code span."""
        pieces = re.split(r"(\s+)", text)
        return "".join(
            piece if not piece or piece.isspace() else _word(piece, at == 0) for at, piece in enumerate(pieces)
        )

    def mark(self, number: int) -> str:
        """Return "[^1]"."""
        return f"[^{number}]"

    def title(self, text: str) -> str:
        """Return a heading of the first level."""
        return f"\n# {text}\n"

    def heading(self, text: str) -> str:
        """Return one of the second."""
        return f"\n## {text}\n"

    def paragraph(self, text: str) -> str:
        """Return it between empty lines."""
        return f"\n{text}\n"

    def point(self, text: str) -> str:
        """Return a line of a list."""
        return f"- {text}"

    def note(self, number: int, text: str) -> str:
        """Return a footnote."""
        return f"[^{number}]: {self.escape(text)}"

    def edge(self, text: str) -> str:
        """Return it in bold."""
        return f"\n**{self.escape(text)}**\n"


def _word(word: str, first: bool) -> str:
    """Return a word escaped; signs that mean something only at the start of a line stay elsewhere."""
    return markdown_text(word) if first or any(sign.isalnum() for sign in word) else markdown_text(f"x{word}")[1:]


class Page(Form):
    """HTML that loads and runs nothing."""

    def escape(self, text: str) -> str:
        """Return it with entities."""
        return html_escape(text)

    def mark(self, number: int) -> str:
        """Return a raised number that leads to the footnote of this page."""
        return f'<sup><a href="#n{number}">[{number}]</a></sup>'

    def title(self, text: str) -> str:
        """Return a heading of the first level."""
        return f"<h1>{text}</h1>"

    def heading(self, text: str) -> str:
        """Return one of the second."""
        return f"<h2>{text}</h2>"

    def paragraph(self, text: str) -> str:
        """Return a paragraph."""
        return f"<p>{text}</p>"

    def point(self, text: str) -> str:
        """Return a line of a list."""
        return f"<li>{text}</li>"

    def note(self, number: int, text: str) -> str:
        """Return a footnote that can be led to."""
        return f'<p id="n{number}">[{number}] {self.escape(text)}</p>'

    def edge(self, text: str) -> str:
        """Return it in a frame."""
        return f'<p class="edge">{self.escape(text)}</p>'

    def whole(
        self, language: str, edge: str, title: str, body: str, notes: Iterable[str], heading: str, head: str
    ) -> str:
        """Return a whole page."""
        inner = super().whole(language, edge, title, body, notes, heading, head)
        listed = "\n".join(_with_lists(inner.split("\n")))
        return (
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            f"<title>{html_escape(f'{edge} · {title}')}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
            f"{listed}</body>\n</html>\n"
        )


def _with_lists(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a page with each run of points as a list; empty lines within a run and behind it go."""
    open_list = False
    for line in lines:
        point = line.startswith("<li>")
        if open_list and not point:
            if not line.strip():
                continue
            yield "</ul>"
        elif point and not open_list:
            yield "<ul>"
        open_list = point
        yield line
    if open_list:
        yield "</ul>"


FORMS: dict[str, type[Form]] = {"md": Markdown, "html": Page, "txt": Text}
"""By the ending of the file."""
