"""Does no spreadsheet program run a text that is guarded, and is it the same text again afterwards?"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.exchange.incoming.unguarded import guarded, unguarded

TEXTS = st.text(st.sampled_from("=+-@\uff1d;,|\t\"' a1"), max_size=12)


@given(TEXTS)
def test_a_text_comes_back(text: str) -> None:
    """Also one that had apostrophes of its own."""
    assert unguarded(guarded(text)) == text


@given(TEXTS)
def test_nothing_runs_wherever_a_program_divides(text: str) -> None:
    """Whichever sign it divides at; but for a number, which has to stay one."""
    for part in re.split(r"[;,|\t]", guarded(text)):
        begins = part.lstrip(' "')
        assert not begins.startswith(("=", "+", "-", "@", "\uff1d")) or guarded(text) == text


@pytest.mark.parametrize("number", ["-5", "+12", "-1.234,5", "26 000", "-1'000"])
def test_a_number_stays_one(number: str) -> None:
    """It is mended as such."""
    assert guarded(number) == number


@pytest.mark.parametrize(
    ("text", "safe"),
    [("=1+1", "'=1+1"), ("x;=1+1", "x;'=1+1"), ('x;"=1+1', "x;\"'=1+1"), ("'=1", "''=1"), ("-2+cmd|' /c'!A0", None)],
)
def test_what_would_run_is_told_apart(text: str, safe: str | None) -> None:
    """At the beginning and behind every sign that may divide."""
    assert guarded(text) == (safe or f"'{text}")
