"""Is no address that is shown a live link, and does a fingerprint tell nothing without its key?"""

import hashlib
import hmac
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.model.address import FINGERPRINT_BYTES, defang, fingerprint
from board.model.text import clean

LIVE = re.compile(
    r"https?:|ftps?:|(?<![a-z])(?!hxxp|fxp)[a-z][a-z0-9+.-]*://|(?<![a-z])(?:mailto|magnet|javascript):\S|[\w-]\.[a-z]{2}"
    r"|(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9.])",
    re.IGNORECASE | re.ASCII,
)
"""What terminals and mail programs make a link of: a scheme, a domain, an IPv4 address."""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://video.example.org/x", "hxxps://video[.]example[.]org/x"),
        ("HTTP://EXAMPLE.ORG", "HXXP://EXAMPLE[.]ORG"),
        ("https:example.org", "hxxps:example[.]org"),
        ("ftp://example.org/a.zip", "fxp://example[.]org/a[.]zip"),
        ("tg://resolve?domain=name", "tg[:]//resolve?domain=name"),
        ("javascript:alert(1)", "javascript[:]alert(1)"),
        ("mailto:name@example.org", "mailto[:]name@example[.]org"),
        ("http://[2001:db8::1]/x", "hxxp://[2001:db8::1]/x"),
        ("see t.me/example_name, twice.", "see t[.]me/example_name, twice."),
        ("at 192.0.2.1:8080", "at 192[.]0[.]2[.]1:8080"),
        ("кто.рф and उदाहरण.भारत", "кто[.]рф and उदाहरण[.]भारत"),
        ("example。org", "example[.]org"),
    ],
)
def test_an_address_is_shown_dead(text: str, shown: str) -> None:
    assert defang(text) == shown


@pytest.mark.parametrize(
    "text",
    ["1.300 videos", "on 21.11.2019 at 14.30", "e.g. a.m. U.N.", "12.5 %", "v1.2.3", "a: b", "Done. Then.", "…", ""],
)
def test_figures_dates_and_sentences_are_left_alone(text: str) -> None:
    assert defang(text) == text


PIECES = st.sampled_from(
    ["http", "https", ":", "//", ".", "[.]", "example", "org", "ftp", "hxxps", "tg", "mailto", "192", ".0.2.1", "@",
     "a", "-", "/", "\x1b", "\u202e", "\u0301", "。", "ſ", "\u212a", "рф", " ", "data:", "x", "1", "_", "\ud800"]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map("".join))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_whatever_is_shown_holds_no_live_link(text: str) -> None:
    shown = defang(text)
    assert not LIVE.search(shown)
    assert clean(shown) == shown


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_is_dead_stays_as_it_is(text: str) -> None:
    assert defang(defang(text)) == defang(text)


@pytest.mark.parametrize("piece", ["a", "a.", "example.org ", "a:", "://", "http", "[.]", "1.", "é.", "\u0301", "<"])
def test_a_megabyte_is_shown_in_its_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    assert defang(text)
    assert time.process_time() - began < 5


def test_a_fingerprint_is_the_hmac_of_the_address() -> None:
    key = b"k" * 32
    made = fingerprint("https://example.org/a", key)
    assert made == hmac.new(key, b"https://example.org/a", hashlib.sha256).digest()
    assert len(made) == FINGERPRINT_BYTES


def test_another_store_has_another_fingerprint() -> None:
    assert fingerprint("https://example.org/a", b"one") != fingerprint("https://example.org/a", b"two")


def test_a_fingerprint_without_a_key_is_refused() -> None:
    with pytest.raises(ValueError, match="key"):
        fingerprint("https://example.org/a", b"")
