"""Is a typed line understood as the person at the board means it, and is nonsense said to be nonsense?"""

from datetime import UTC, date, datetime
from random import Random

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
        ("+26 100", 26_100, Qualifier.EXACT),
        ("+26\u00a0100", 26_100, Qualifier.EXACT),
        ("+26\u202f100", 26_100, Qualifier.EXACT),
        ("+26\u2009100", 26_100, Qualifier.EXACT),
        ("=~26 100 000", 26_100_000, Qualifier.ABOUT),
        ("+ 120", 120, Qualifier.EXACT),
        ("= > 26 100", 26_100, Qualifier.AT_LEAST),
        ("−3", -3, Qualifier.EXACT),
        ("at least 120", 120, Qualifier.AT_LEAST),
        ("120 (about)", 120, Qualifier.ABOUT),
    ],
)
def test_numbers(number: str, quantity: int, qualifier: Qualifier) -> None:
    """Signs, qualifiers, thousands grouped as four languages do, full-width digits."""
    line = read(f"{number} videos removed @europol")
    assert (line.quantity, line.qualifier, line.problems) == (quantity, qualifier, ())


@pytest.mark.parametrize(
    "number",
    ["0", "+0", "1.5", "1,5", "10^20", "1e9", "1" + "0" * 20, "+", "+-5", "5%", "½", "10²", "①", "+10₂", "⒈",
     "1,234.567", "26.100 000", "0,100", "0 100", "26 100,5"],
)  # fmt: skip
def test_what_is_no_count(number: str) -> None:
    """Zero, a fraction, a power, a number no action can have: refused with words, never rounded."""
    line = read(f"{number} videos removed @europol")
    assert line.quantity is None or "said twice: a number" in " ".join(line.problems)
    assert line.problems


@pytest.mark.parametrize(
    ("line", "twice"),
    [
        ("+26 1000 video removed @bka", "a number (“1000”)"),
        ("=500 +20 video removed @bka", "a number (“+20”)"),
        ("+5 video 500 removed @bka", "a number (“500”)"),
        (">5 (about) video removed @bka", "how firm the number is"),
        ("+5 video account removed @bka", "a content type (“account”)"),
        ("+5 video removed referred @bka", "a stage (“referred”)"),
        ("+5 video removed @eu-iru @bka", "an agency (“bka”)"),
        ("+5 video removed @bka on telegram on twitter", "a provider (“twitter”)"),
        ("+5 video removed @bka yesterday 2019-11-20 10:00", "a day (“2019-11-20”)"),
        ("+5 video removed @bka at 14:05 at 14:10", "a time (“14:10”)"),
        ("+5 video video removed @bka", "a content type (“video”)"),
    ],
)
def test_what_is_said_twice_is_a_problem(line: str, twice: str) -> None:
    """No second value wins over the first one, and none is dropped without a word."""
    assert read(line).problems == (f"said twice: {twice}",) or twice in read(line).problems[0]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("+5 video removed @bka yesterday", "write yesterday and the time"),
        ("+5 video removed @bka 2019-11-20", "write 2019-11-20 and the time"),
        ("+5 video removed @bka at 22 Nov 2019", "write 22 Nov 2019 and the time"),
        ("+5 video removed @bka at", "after “at” comes a time"),
        ("+5 video removed at @bka 14:05", "after “at” comes a time"),
        ("+5 video removed @bka at 25:00", "“25:00” is no time of day"),
        ("+5 video removed @bka on", "after “on” comes a provider"),
        ("= video 120 removed @bka", "“=” belongs right before the number"),
        ("+5 video removed @bka 1969-12-31 23:00", "before 1970"),
        ("+5 messages removed @bka", "published figures only"),
        ("+5 video removed @bka # \u200b", "nothing can be seen"),
        ("+5 video removed @bka # " + "x" * 20_001, "the note is too long"),
    ],
)
def test_half_a_thing_is_said_to_be_half(line: str, said: str) -> None:
    """A day without a time, a word that announces something and stands alone: asked for, never guessed."""
    assert said in " ".join(read(line).problems)


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("+5 video removed @bkaa", ("agency",)),
        ("+5 video removed @bka on telegrm", ("provider",)),
        ("+5 video removed @xyz on qqq", ("agency", "provider")),
        ("+5 video removed @euro on telegram", ()),
        ("+5 vidoe removed @bka", ()),
    ],
)
def test_what_could_be_added_is_told_from_what_is_ambiguous(line: str, unknown: tuple[str, ...]) -> None:
    """Only a name that the store does not have can be added."""
    assert read(line).unknown == unknown


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
        ("14:05 yesterday", (21, 14, 5)),
        ("at 14:05 2019-11-20", (20, 14, 5)),
        ("at yesterday 14:05 utc", (21, 14, 5)),
        ("20 Nov 2019 14:05 UTC", (20, 14, 5)),
        ("14:05Z", (22, 14, 5)),
    ],
)
def test_times(time: str, expected: tuple[int, int, int]) -> None:
    """A time of today, of yesterday, of a day; in UTC."""
    at = read(f"+5 video removed @bka {time}").occurred_at
    assert at == datetime(2019, 11, *expected, tzinfo=UTC)


def test_a_bare_time_is_of_the_day_that_is_given() -> None:
    """A correction speaks of the day of the wrong entry; "yesterday" is still that of now."""
    day = date(2019, 11, 20)
    assert understand("+5 video removed @bka 14:05", NAMES, NOW, day).occurred_at == datetime(
        2019, 11, 20, 14, 5, tzinfo=UTC
    )
    assert understand("+5 video removed @bka yesterday 14:05", NAMES, NOW, day).occurred_at == datetime(
        2019, 11, 21, 14, 5, tzinfo=UTC
    )


def test_a_note_is_kept_as_it_was_written() -> None:
    """Evidence is not folded: raised digits, fractions and wide letters stay; a wide # begins a note too."""
    assert read("+5 video removed @bka # 10⁵ seen, ½ ｗｉｄｅ # 2").note == "10⁵ seen, ½ ｗｉｄｅ # 2"
    assert read("+5 video removed @bka ＃ from the call").note == "from the call"


def test_a_long_note_can_be_typed_again() -> None:
    """The limit of a line is one of its words; a note may be as long as the ledger keeps one."""
    line = read("+5 video removed @bka # " + "é" * 20_000)
    assert (line.problems, len(line.note or "")) == ((), 20_000)
    assert read(in_words(line)) == line


def test_the_whole_of_a_name_is_that_name() -> None:
    """A name of another agency is not taken for the beginning of a partner's."""
    names = NAMES._replace(partners=("bka-st",))
    assert understand("+1 video removed @bka", names, NOW).agency == "bka"


def test_partners_come_before_other_agencies() -> None:
    """A prefix that one partner has is that partner, though other agencies have it too."""
    names = NAMES._replace(agencies=("europol-ec3", *NAMES.agencies))
    assert understand("+1 video removed @europ", names, NOW).agency == "europol"


_PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["+120", "=26 100", "-5", "~", "video", "acc", "removed", "ordered removed", "@bka", "@", "on", "on telegram",
         "at", "at least", "(about)", "14:05", "25:00", "yesterday", "22 Nov 2019", "22 Nov", "2019-02-30", "UTC", "#",
         "9999-12-31", "0000-00-00", "²", "½", "\u202f", "\x00", "\u202e", "１２", "5" * 400]
    ),
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=14).map(" ".join)))
def test_no_line_is_a_crash(line: str) -> None:
    """Whatever is typed, the answer is a line whose words can be shown."""
    understood = read(line)
    shown = in_words(understood) + " ".join(understood.problems)
    assert all(char.isprintable() or char.isspace() for char in shown if char not in "\u200c\u200d")
    assert understood.problems or None not in (understood.quantity, understood.stage, understood.content_type)


@given(st.lists(_PIECES, max_size=14).map(" ".join))
def test_no_part_of_a_line_is_dropped(line: str) -> None:
    """Where nothing is wrong, every number, name and time that was typed is in what is said back."""
    understood = read(line)
    if understood.problems:
        return
    said = line.partition("#")[0]
    assert said.count("@") == 1
    assert ("yesterday" in said or "2019" in said or ":" in said) == (understood.occurred_at is not None)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A quantity as somebody types it."""
    value = draw(st.integers(1, LARGEST_ENTRY))
    space = draw(st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", ",", ".", "'", "’", ""]))
    number = f"{value:,}".replace(",", space)
    return draw(st.sampled_from(["", "+", "=", "-", "−"])) + draw(st.sampled_from(["", ">", "~", "<"])) + number


@st.composite
def parts(draw: st.DrawFn) -> list[str]:
    """The parts of a line that can be recorded; each belongs together."""
    found = [
        draw(numbers()),
        draw(st.sampled_from(["video", "accounts", "chan", "app", "link", "item"])),
        draw(st.sampled_from(["removed", "ref", "assessed", "ordered removed", "seized", "disabled"])),
        draw(st.sampled_from(["@bka", "@eu-iru", "@guardia", "@EUROPOL"])),
    ]
    found += draw(st.sampled_from([[], ["on telegram"], ["on tw"]]))
    day = draw(st.sampled_from([[], ["yesterday"], ["2019-11-21"], ["22 Nov 2019"], ["at 1 Mar 2024"]]))
    clock = draw(
        st.sampled_from([["14:05"], ["at 9:30"], ["23h59"], ["0:00 UTC"]] if day else [[], ["14:05"], ["at 9:30"]])
    )
    return [*found, *day, *clock]


@given(parts(), st.randoms(use_true_random=False))
def test_parts_in_any_order_mean_the_same(said: list[str], order: Random) -> None:
    """Only what belongs together has to stay together."""
    straight = read(" ".join(said))
    assert straight.problems == ()
    order.shuffle(said)
    assert read(" ".join(said)) == straight


@given(parts(), st.text(max_size=40).map(lambda note: f" #{note}") | st.just(""))
def test_what_is_said_back_means_the_same(said: list[str], note: str) -> None:
    """Typed in its turn, it is the same line: what somebody confirmed is what is recorded."""
    line = read(" ".join(said) + note)
    if not line.problems:
        assert read(in_words(line)) == line


def test_a_suggestion_is_made_once() -> None:
    """An agency that is a partner too stands in both lists of names, and is suggested once."""
    names = NAMES._replace(partners=("europol",), agencies=("europol", "bka"))
    problems = " ".join(understand("+2 video removed @interpol", names, NOW).problems)
    assert "did you mean europol" in problems
    assert "europol or europol" not in problems
