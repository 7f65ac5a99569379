"""Is a filter understood as it is meant, and can half a word be completed?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.exchange.filter_line import FilterRead, in_words, understand_filter
from board.exchange.names import Names
from board.exchange.quick_entry import complete
from board.locale import LANGUAGES, speaking, words
from board.model.vocabulary import LEDGER_STAGES, ContentType, Stage
from board.model.wanted import Filter

NAMES = Names(partners=("eu-iru", "bka"), agencies=("bka", "eu-iru", "europol", "telegram"), providers=("telegram",))


@pytest.mark.parametrize(
    ("typed", "which"),
    [
        ("", Filter()),
        ("@eu-iru vid rem on tel", Filter("eu-iru", "telegram", ContentType.VIDEO, Stage.REMOVED)),
        ("@bka by duty officer", Filter(agency="bka", operator="duty officer")),
        ('"14:30 call" by night desk', Filter(text="14:30 call", operator="night desk")),
        ("morning sheet", Filter(text="morning sheet")),
        ("held accounts", Filter(content_type=ContentType.ACCOUNT, stage=Stage.HELD)),
        ("b4c2d1", Filter(text="b4c2d1")),
        ("Straße", Filter(text="Straße")),
    ],
)
def test_a_filter_is_understood(typed: str, which: Filter) -> None:
    """Words of an entry, who recorded, and any other word."""
    read = understand_filter(typed, NAMES)
    assert (read.which, read.problems) == (which, ())


@pytest.mark.parametrize(
    ("typed", "said"),
    [("@eurpol", "did you mean europol"), ("on tik", "unknown provider"), ("@e", "did you mean")],
)
def test_an_unknown_name_is_said(typed: str, said: str) -> None:
    """A name that is none is not taken for text: the nearest is offered."""
    problems = understand_filter(typed, NAMES).problems
    assert problems == () if typed == "@e" else said in "; ".join(problems)


@pytest.mark.parametrize(
    ("typed", "twice"),
    [
        ("@bka @eu-iru", "an agency"),
        ("on telegram on telegram", "a provider"),
        ("video account", "a content type"),
        ("removed referred", "a stage"),
    ],
)
def test_what_is_said_twice_is_a_problem(typed: str, twice: str) -> None:
    """No second word silently takes the place of the first."""
    assert f"said twice: {twice}" in "; ".join(understand_filter(typed, NAMES).problems)


@given(st.text(max_size=200))
def test_any_text_is_a_filter_or_said_to_be_none(typed: str) -> None:
    """Nothing that is typed ends in an error, and what comes out is harmless text."""
    read = understand_filter(typed, NAMES)
    assert isinstance(read.which, Filter)
    assert "\x1b" not in in_words(read.which)


@given(
    st.builds(
        Filter,
        agency=st.sampled_from([None, "bka", "eu-iru"]),
        provider=st.sampled_from([None, "telegram"]),
        content_type=st.sampled_from([None, ContentType.VIDEO, ContentType.ACCOUNT]),
        stage=st.sampled_from([None, Stage.REMOVED, Stage.REFERRED]),
        operator=st.sampled_from([None, "duty officer"]),
        text=st.sampled_from([None, "14:30 call"]),
    )
)
def test_a_filter_can_be_typed_again(which: Filter) -> None:
    """What the screen shows of a filter means the same when it is typed."""
    assert understand_filter(in_words(which), NAMES).which == which


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("+120 vid", "video"),
        ("+120 video rem", "removed"),
        ("+120 video removed @eu", "@eu-iru"),
        ("+120 video removed @eu-iru on t", "telegram"),
        ("+120 video removed @eu-iru o", "ordered"),
    ],
)
def test_a_begun_word_is_completed(typed: str, first: str) -> None:
    """The likeliest word comes first: partners before other agencies, the funnel before rare stages."""
    assert complete(typed, NAMES)[0] == first


@pytest.mark.parametrize("typed", ["", "+", "+12", "video ", "x # note vid", "@", "zzz", "v" * 3000])
def test_what_is_not_begun_is_not_completed(typed: str) -> None:
    """No word is offered for a number, a note, or nothing; after @ every agency is."""
    found = complete(typed, NAMES)
    assert found == (("@eu-iru", "@bka", "@europol", "@telegram") if typed == "@" else ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("stage", LEDGER_STAGES)
def test_every_stage_is_found_by_its_own_words(language: str, stage: Stage) -> None:
    """Also by several of them: looked for word by word in notes, nothing would be found, and nothing said."""
    with speaking(language):
        read = understand_filter(f"{words.stage(stage)} @bka", NAMES)
        assert read == FilterRead(Filter(agency="bka", stage=stage))
        assert words.stage(stage) in in_words(read.which)
