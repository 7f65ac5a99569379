"""Is every number found where it stands, whatever way it is written?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.exchange.checking.draft import draft_of
from board.exchange.checking.numerals import numerals


def read(text: str) -> list[tuple[str, int, int]]:
    draft = draft_of(text)
    return [(text[one.start : one.end], one.low, one.high) for one in numerals(draft.plain)]


@pytest.mark.parametrize(
    "written",
    ["26 000", "26\u00a0000", "26\u202f000", "26\u2009000", "26'000", "26’000", "26.000", "26,000", "26000",
     "26&nbsp;000", "26k", "26 mille", "26 duizend", "26 Tausend", "２６ ０００"],
)  # fmt: skip
def test_every_grouping_is_one_number(written: str) -> None:
    assert read(f"de {written} items") == [(written, 26000, 26000)]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("vingt-six mille", 26_000),
        ("vingt-quatre mille six cent quarante", 24_640),
        ("quatre-vingt-dix-sept", 97),
        ("septante-deux", 72),
        ("soixante et onze", 71),
        ("zesentwintigduizend", 26_000),
        ("vierentwintigduizend zeshonderdveertig", 24_640),
        ("drieëntwintig", 23),
        ("sechsundzwanzigtausend", 26_000),
        ("vierundzwanzigtausendsechshundertvierzig", 24_640),
        ("fünfundzwanzig", 25),
        ("twenty-six thousand", 26_000),
        ("one thousand three hundred and seventeen", 1_317),
    ],
)
def test_numbers_in_words_are_read(written: str, value: int) -> None:
    assert read(f"… {written} …") == [(written, value, value)]


def test_a_range_is_one_number_with_two_ends() -> None:
    assert read("1 000-1 200 groupes") == [("1 000-1 200", 1000, 1200)]
    assert read("entre 1 000 et 1 200 groupes") == [("1 000 et 1 200", 1000, 1200)]


def test_decimals_of_millions_are_whole_numbers() -> None:
    assert read("7,8 millions de messages") == [("7,8 millions", 7_800_000, 7_800_000)]


def test_a_year_before_a_number_is_not_its_first_group() -> None:
    assert [one[0] for one in read("le 21 novembre 2019 26 000 sujets")] == ["21", "2019", "26 000"]


def test_articles_and_plurals_are_no_numbers() -> None:
    assert read("un coup, een slag, ein Schlag, honderden, tausende") == []


@given(st.integers(1_000, 999_999_999), st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "'", "’", ".", ","]))
def test_any_grouped_number_keeps_its_value_and_place(value: int, separator: str) -> None:
    written = f"{value:,}".replace(",", separator)
    assert read(f"zie {written} items") == [(written, value, value)]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_any_text_at_all_is_read_within_its_bounds(text: str) -> None:
    draft_text = f"x{text}"
    draft = draft_of(draft_text)
    assert len(draft.plain) == len(draft_text)
    ends = [0]
    for one in numerals(draft.plain):
        assert ends[-1] <= one.start < one.end <= len(draft_text)
        assert one.low <= one.high
        ends.append(one.end)


WORDS = (
    "vingt",
    "et",
    "un",
    "mille",
    "cent",
    "six",
    "zwei",
    "und",
    "hundert",
    "twenty",
    "and",
    "thousand",
    "een",
    "a",
    "dozen",
)


@given(st.lists(st.sampled_from(WORDS), max_size=12))
def test_any_row_of_number_words_is_read(words: list[str]) -> None:
    for _text, low, _high in read("x " + " ".join(words)):
        assert low >= 0
