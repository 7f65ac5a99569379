"""Do words stay words in Markdown, whatever signs they hold?"""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from board.exchange.outgoing.markdown import text
from board.model.text import clean

SIGNS = st.text(st.sampled_from("\\`*_{}[]()<>#|~$&!+-.:=@/ w1a'\"^x;?é"), max_size=25)


class _Seen(HTMLParser):
    """What a reader sees."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def seen(words: str, before: str = "", after: str = "") -> _Seen:
    """Return what a reader of Markdown that makes links by itself shows of words."""
    return _Seen(MarkdownIt("gfm-like").render(f"{before}{text(words)}{after}\n"))


@given(st.one_of(SIGNS, st.text(max_size=25).map(clean)))
def test_words_in_a_paragraph(words: str) -> None:
    """Letter for letter but for spaces, in a paragraph, without a link."""
    shown = seen(words, "x ")
    assert shown.tags <= {"p", "code"}
    assert " ".join(shown.words.split()) == " ".join(f"x {words}".replace("|", "¦").split()) or "|" in words
    assert "".join(shown.words.replace("¦", "|").split()) == "".join(f"x{words}".replace("¦", "|").split())


@given(SIGNS)
def test_words_at_the_start_of_a_line(words: str) -> None:
    """No list, no heading, no quotation, no line comes of them."""
    assert seen(words).tags <= {"p", "code"}
    assert seen(words, "# ").tags <= {"h1", "code"}
    assert seen(words, "- ").tags <= {"ul", "li", "code"}


@given(SIGNS)
def test_words_in_a_cell(words: str) -> None:
    """They stay in their cell: the one behind it keeps its words."""
    shown = seen(words, "| a | b |\n| --- | --- |\n| ", " | last |")
    assert shown.tags <= {"table", "thead", "tbody", "tr", "th", "td", "code"}
    assert shown.words.strip().endswith("last")


@pytest.mark.parametrize("words", ["http://e.vil", "HTTPS://e.vil/x|y", "www.e.vil", "a@e.vil", "mailto:a@e.vil",
                                   "see http://e.vil/`x`", "e.vil.com", "ftp://e.vil"])  # fmt: skip
def test_nothing_becomes_a_link(words: str) -> None:
    """Not even where a reader looks for addresses."""
    assert "a" not in seen(words).tags
