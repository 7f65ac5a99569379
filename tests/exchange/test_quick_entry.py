"""Is a typed line understood as the person at the board means it, and is nonsense said to be nonsense?"""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.exchange.names import Names
from board.exchange.quick_entry import Line, in_words, understand
from board.model.entry import LARGEST_ENTRY
from board.model.vocabulary import ContentType, Qualifier, Stage

NOW = datetime(2019, 11, 22, 14, 30, tzinfo=UTC)
NAMES = Names(
    partners=("eu-iru", "europol", "eurojust", "guardia-civil"),
    agencies=("bka", "eu-iru", "europol", "eurojust", "guardia-civil"),
    providers=("telegram", "twitter", "google"),
)


def read(line: str) -> Line:
    """Understand a line on the second day of the action."""
    return understand(line, NAMES, NOW)


def test_the_whole_grammar() -> None:
    """Every part of a line lands in its place."""
    assert read("+120 video removed @eu-iru on telegram at 14:05 # from the 14:30 call") == Line(
        total=False,
        quantity=120,
        qualifier=Qualifier.EXACT,
        content_type=ContentType.VIDEO,
        stage=Stage.REMOVED,
        agency="eu-iru",
        provider="telegram",
        occurred_at=datetime(2019, 11, 22, 14, 5, tzinfo=UTC),
        note="from the 14:30 call",
    )


def test_unique_prefixes_suffice() -> None:
    """`=1200 acc ref @guardia` is a running total of accounts referred by the Guardia Civil."""
    line = read("=1200 acc ref @guardia")
    assert (line.total, line.quantity, line.content_type, line.stage, line.agency, line.problems) == (
        True,
        1200,
        ContentType.ACCOUNT,
        Stage.REFERRED,
        "guardia-civil",
        (),
    )


@pytest.mark.parametrize(
    ("number", "quantity", "qualifier"),
    [
        ("+120", 120, Qualifier.EXACT),
        ("120", 120, Qualifier.EXACT),
        ("-3", -3, Qualifier.EXACT),
        (">120", 120, Qualifier.AT_LEAST),
        ("+~120", 120, Qualifier.ABOUT),
        ("=<120", 120, Qualifier.AT_MOST),
        ("26,000", 26_000, Qualifier.EXACT),
        ("26.000", 26_000, Qualifier.EXACT),
        ("26'000", 26_000, Qualifier.EXACT),
        ("+１２０", 120, Qualifier.EXACT),
    ],
)
def test_numbers(number: str, quantity: int, qualifier: Qualifier) -> None:
    """Signs, qualifiers, thousands grouped as four languages do, full-width digits."""
    line = read(f"{number} videos removed @europol")
    assert (line.quantity, line.qualifier, line.problems) == (quantity, qualifier, ())


@pytest.mark.parametrize(
    "number", ["0", "+0", "1.5", "1,5", "10^20", "1e9", "1" + "0" * 20, "+", "++5", "+-5", "5%", "½"]
)
def test_what_is_no_count(number: str) -> None:
    """Zero, a fraction, a power, a number no action can have: refused with words, never rounded."""
    line = read(f"{number} videos removed @europol")
    assert line.quantity is None
    assert line.problems


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("+5 video removed @euro", "may be europol or eurojust"),
        ("+5 video removed @bkaa", "did you mean bka"),
        ("+5 vidoe removed @bka", "did you mean video"),
        ("+5 re @bka", "may be"),
        ("+5 video removed @bka on telegrm", "did you mean telegram"),
        ("+5 video", "still to say: a stage, an agency, after @"),
        ("", "still to say: a number"),
        ("+5 video removed @bka 2019-02-30 10:00", "is no day"),
        ("+5 video removed @", "unknown agency"),
        ("x" * 1_000_000, "too long"),
    ],
)
def test_what_is_wrong_is_said(line: str, said: str) -> None:
    """Ambiguous, unknown, missing, impossible: in words, with what is nearest."""
    assert said in " ".join(read(line).problems)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("at 14:05", (22, 14, 5)),
        ("9:30", (22, 9, 30)),
        ("yesterday 23:50", (21, 23, 50)),
        ("at 2019-11-21 08:00", (21, 8, 0)),
        ("14h05", (22, 14, 5)),
    ],
)
def test_times(time: str, expected: tuple[int, int, int]) -> None:
    """A time of today, of yesterday, of a day; in UTC."""
    at = read(f"+5 video removed @bka {time}").occurred_at
    assert at == datetime(2019, 11, *expected, tzinfo=UTC)


def test_partners_come_before_other_agencies() -> None:
    """A prefix that one partner has is that partner, though other agencies have it too."""
    names = NAMES._replace(agencies=("europol-ec3", *NAMES.agencies))
    assert understand("+1 video removed @europ", names, NOW).agency == "europol"


@given(st.text(max_size=200))
def test_no_line_is_a_crash(line: str) -> None:
    """Whatever is typed, the answer is a line whose words can be shown."""
    understood = read(line)
    shown = in_words(understood) + " ".join(understood.problems)
    assert all(char.isprintable() or char.isspace() for char in shown if char not in "\u200c\u200d")


@given(
    quantity=st.integers(1, LARGEST_ENTRY),
    sign=st.sampled_from(["+", "="]),
    qualifier=st.sampled_from(["", ">", "~", "<"]),
    unit=st.sampled_from(["video", "account", "channel"]),
    stage=st.sampled_from(["removed", "referred", "assessed"]),
    order=st.randoms(),
)
def test_words_in_any_order_mean_the_same(
    quantity: int, sign: str, qualifier: str, unit: str, stage: str, order: object
) -> None:
    """Only the number's own signs belong together."""
    parts = [f"{sign}{qualifier}{quantity}", unit, stage, "@bka"]
    straight = read(" ".join(parts))
    order.shuffle(parts)  # type: ignore[attr-defined]
    assert read(" ".join(parts)) == straight
    assert straight.problems == ()


def test_a_suggestion_is_made_once() -> None:
    """An agency that is a partner too stands in both lists of names, and is suggested once."""
    names = NAMES._replace(partners=("europol",), agencies=("europol", "bka"))
    problems = " ".join(understand("+2 video removed @interpol", names, NOW).problems)
    assert "did you mean europol" in problems
    assert "europol or europol" not in problems
