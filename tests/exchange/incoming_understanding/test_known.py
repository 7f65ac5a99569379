"""Are agencies and providers found by what files call them, and is a doubtful name never taken for one?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.exchange.incoming.known import Directory, agencies, providers
from tests.exchange.incoming_understanding.tables import KNOWN


@pytest.mark.parametrize(
    ("written", "slug"),
    [
        ("bka", "bka"),
        ("BKA", "bka"),
        ("Bundeskriminalamt (BKA)", "bka"),
        ("Bundeskriminalamt", "bka"),
        ("Police Fédérale", "federal-police-be"),
        ("police federale", "federal-police-be"),
        ("Federale Politie", "federal-police-be"),
        ("guardia", "guardia-civil"),
    ],
)
def test_names_in_every_language(written: str, slug: str) -> None:
    """By slug, by name, by the beginning of only one."""
    assert agencies(KNOWN).find(written).slug == slug


def test_two_letters_name_nobody() -> None:
    """A prefix has three at least."""
    assert providers(KNOWN).find("te").slug is None
    assert providers(KNOWN).find("tel").slug == "telegram"


def test_a_beginning_of_several_is_said_to_be() -> None:
    """With their names."""
    both = Directory("provider", {"video-one": "video-one", "video-two": "video-two"})
    assert both.find("video").why == "“video” may be video-one or video-two: say which"


def test_an_unknown_name_gets_the_nearest() -> None:
    """And what is quoted is harmless."""
    assert "did you mean telegram?" in providers(KNOWN).find("Telegrem").why
    assert "\x1b" not in providers(KNOWN).find("\x1b[2J").why


def test_names_within_a_title() -> None:
    """As whole words only."""
    assert agencies(KNOWN).within("Meldungen Bundeskriminalamt (BKA), November") == ("bka",)
    assert agencies(KNOWN).within("bkas") == ()


@given(st.text(max_size=300))
def test_no_name_raises(text: str) -> None:
    """Whatever a cell holds."""
    agencies(KNOWN).find(text)
    agencies(KNOWN).within(text)
