"""Does a checked draft come out as Markdown in which whatever it held is text?"""

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from board.exchange.checking.markdown import as_markdown
from tests.exchange.checking.conftest import Checks

TEXT = "Au total, 24 640 contenus\nont été supprimés :\n\n- 7 321 vidéos\n1. 643 groupes"


def test_the_marks_stand_in_the_draft_and_below_what_they_mean(checked: Checks) -> None:
    said = as_markdown(checked("room", TEXT))
    assert "24 640 **‹1 other verb›** contenus\\\nont été supprimés :\n\n" in said
    assert "\\- 7 321 **‹✓›** vidéos" in said
    below = said.split("## Findings")[1]
    assert "- 1\\. line 1, “24 640”: OTHER VERB. the draft says removed" in below
    assert "3 figures found" in below


def test_whatever_a_draft_holds_is_text(checked: Checks) -> None:
    hostile = (
        "# Titre\n    code\n<script>alert(1)</script> ![x](http://evil.example/24640) [l](javascript:x)"
        " `24 640 contenus signalés` www.evil.example \x1b]52;c;eA==\x07\u202e| a |\n|---|\n===\n> cité\n~~~\n"
        "18 745 contenus ont été supprimés\n"
    )
    said = as_markdown(checked("room", hostile))
    page = MarkdownIt("commonmark", {"linkify": True}).enable(["table"]).render(said)
    assert set(re.findall(r"<(\w+)", page)) <= {"p", "strong", "br", "h2", "ul", "li", "code"}
    assert page.count("<h2>") == 1
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", said)


@given(st.text(max_size=80))
def test_no_text_becomes_markup(checked: Checks, noise: str) -> None:
    said = as_markdown(checked("room", f"In total, 24,640 items were referred.\n{noise} 24,640 {noise}\n{noise}"))
    page = MarkdownIt("commonmark").enable(["table"]).render(said)
    assert set(re.findall(r"<(\w+)", page)) <= {"p", "strong", "br", "h2", "ul", "li", "code"}
