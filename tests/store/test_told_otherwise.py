"""Is what was counted asked about when it comes again in another way, and never lost for something that is like it?"""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from board.model.incoming import Sent
from board.model.instants import milliseconds
from board.model.taken import Differing
from board.model.vocabulary import Stage
from board.store.ledger import append, correct, reverse
from board.store.opening import Store, open_store
from board.store.refused import Refused
from board.store.running_total import declare
from tests.store.test_intake import DAY, NOW, hand_in, holds, in_all, sent
from tests.store.test_ledger import entry
from tests.store.test_taking_back import HOUR, back, total

REFUSED = (0, 0, 0, 1)
KNOWN = (0, 1, 0, 0)
LAST_SECOND = milliseconds(datetime(2019, 11, 22, 23, 59, 59, tzinfo=UTC))
SAME = "a" * 64


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """The test's own store."""
    with closing(open_store(store_path, record=None)) as opened:
        yield opened


# with a running total


@pytest.mark.parametrize("hours", [0, 3])
def test_what_a_running_total_holds_is_not_counted_beside_it(store: Store, hours: int) -> None:
    """A count of its very time, or of one before it, is part of it; one behind it is not."""
    hand_in(store, total(100, 3))
    came = hand_in(store, sent(100, occurred_at=DAY + hours * HOUR))
    assert came.taken[1:5] == REFUSED
    assert "a running total that may hold it stands (100, 22 Nov 2019 15:00 UTC, entry 1)" in came.why()
    assert hand_in(store, sent(7, occurred_at=DAY + 4 * HOUR)).taken.new == 1
    assert in_all(store) == 107


def test_a_count_within_a_running_total_counts_if_that_is_said(store: Store) -> None:
    hand_in(store, total(100, 3))
    assert hand_in(store, sent(5), differing=Differing.ADD).taken.new == 1
    assert in_all(store) == 105


@pytest.mark.parametrize(("of_total", "of_row", "new"), [(None, "telegram", 0), ("telegram", None, 0), ("x", "y", 1)])
def test_a_total_holds_what_may_be_of_its_provider(
    store: Store, of_total: str | None, of_row: str | None, new: int
) -> None:
    """One without a provider holds all of them, and a count without one may be of any."""
    names = {"x": "telegram", "y": "twitter", "telegram": "telegram", None: None}
    hand_in(store, total(100, 3, provider=names[of_total]))
    assert hand_in(store, sent(5, provider=names[of_row])).taken.new == new


def test_a_day_with_a_running_total_in_it_is_not_counted_beside_it(store: Store) -> None:
    """Of a count of the whole day, part lies before the total; the next day's lies behind it."""
    hand_in(store, total(100, 3))
    assert hand_in(store, sent(5, occurred_at=LAST_SECOND)).taken[1:5] == REFUSED
    assert hand_in(store, sent(5, occurred_at=LAST_SECOND + 24 * HOUR)).taken.new == 1


def test_what_a_running_total_was_worked_out_with_is_not_changed_under_it(store: Store) -> None:
    """By a file or by hand: the partner's own total would not stand any more."""
    hand_in(store, sent(100, ref="A 1"))
    hand_in(store, total(150, 3))
    came = hand_in(store, sent(120, ref="A 1"), differing=Differing.CORRECT)
    assert "a running total was worked out with entry 1 (150, " in came.why()
    site, seq = store.connection.execute("SELECT site, seq FROM ledger WHERE ref = 'A 1'").fetchone()
    with pytest.raises(Refused, match="worked out with entry 1"):
        reverse(store, site, seq, "misread", "second officer", NOW)
    with pytest.raises(Refused, match="worked out with entry 1"):
        correct(store, site, seq, entry(90, agency="bka", stage=Stage.REFERRED), "misread", "second officer", NOW)
    assert in_all(store) == 150


def test_a_count_behind_a_running_total_is_put_right_as_before(store: Store) -> None:
    """That one was not worked out with it."""
    hand_in(store, total(150, 3))
    hand_in(store, sent(10, ref="A 1", occurred_at=DAY + 4 * HOUR))
    came = hand_in(store, sent(12, ref="A 1", occurred_at=DAY + 4 * HOUR), differing=Differing.CORRECT)
    assert came.taken.new == 1
    assert in_all(store) == 162


def test_totals_of_two_boards_are_not_added(store: Store) -> None:
    """What another board worked out without what is counted here says nothing of both; the same export again does."""
    hand_in(store, total(100, 3))
    origin = "01900000-0000-7000-8000-00000000000"
    theirs = sent(100, origin=f"{origin}1", kind="total", occurred_at=DAY + 4 * HOUR)
    came = hand_in(store, theirs)
    assert came.taken[1:5] == REFUSED
    assert "this board has +100 here that the export does not tell of" in came.why()
    assert hand_in(store, theirs, differing=Differing.ADD).taken.new == 1
    assert in_all(store) == 200


def test_an_export_that_grew_comes_in_again(store: Store) -> None:
    """All that is here it tells of, so its totals and its counts go on."""
    origin = "01900000-0000-7000-8000-00000000000"
    first = sent(100, origin=f"{origin}1", kind="total")
    more = sent(5, origin=f"{origin}2", occurred_at=DAY - HOUR), sent(45, origin=f"{origin}3", kind="total")
    hand_in(store, first)
    assert hand_in(store, first, *more).taken[1:5] == (2, 1, 0, 0)
    hand_in(store, sent(1, occurred_at=DAY + HOUR))
    assert hand_in(store, first, *more, sent(9, origin=f"{origin}4", kind="total")).taken[1:5] == (0, 3, 0, 1)
    assert in_all(store) == 151


# a running total under a reference


def test_a_total_under_a_lasting_reference_goes_on(store: Store) -> None:
    """As of a case that grows; the same total again is known."""
    hand_in(store, total(100, 1, ref="case 17"))
    assert hand_in(store, total(160, 3, ref="case 17")).taken.tallies == {("bka", "referred", "video"): 60}
    for quantity, hour in ((160, 3), (100, 1)):
        assert hand_in(store, total(quantity, hour, ref="case 17")).taken[1:5] == KNOWN
    assert hand_in(store, total(90, 4, ref="case 17")).taken[1:5] == REFUSED
    assert in_all(store) == 160
    assert holds(store)


def test_a_reference_is_of_one_tally(store: Store) -> None:
    """A total under the reference of a count, or of another stage, is none of them; nor is a count."""
    hand_in(store, sent(10, ref="K 1"))
    for other in (
        total(160, 3, ref="K 1"),
        sent(10, ref="K 1", stage="removed"),
        sent(10, ref="K 1", content_type="group"),
    ):
        for differing in Differing:
            came = hand_in(store, other, differing=differing)
            assert came.taken[1:5] == REFUSED
            assert "stands for another count, entry 1" in came.why()
    assert hand_in(store, sent(11, ref="K 1"), action="amaq-2018", differing=Differing.CORRECT).taken[1:5] == REFUSED
    assert in_all(store) == 10


def test_two_totals_of_one_time_are_both_refused(store: Store) -> None:
    """Nobody knows which of them is wrong; the same one twice is one."""
    came = hand_in(store, total(60, 1, 2), total(40, 1, 3), total(5, 1, 4, stage="removed"))
    assert came.taken[1:5] == (1, 0, 0, 2)
    assert hand_in(store, total(60, 1, 2), total(60, 1, 3)).taken[1:5] == (1, 1, 0, 0)


# put right, and back


@pytest.mark.parametrize("ref", ["A 1", None])
def test_a_number_can_go_back_to_what_it_was(store: Store, ref: str | None) -> None:
    """Another file that says the first number is asked about; the very first file again is only old."""
    hand_in(store, sent(100, ref=ref), digest=SAME)
    hand_in(store, sent(120, ref=ref), differing=Differing.CORRECT)
    assert hand_in(store, sent(100, ref=ref), digest=SAME).taken[1:5] == KNOWN
    came = hand_in(store, sent(100, ref=ref))
    assert came.taken[1:5] == REFUSED
    assert "said 120 videos referred for the same" in came.why()
    assert hand_in(store, sent(100, ref=ref), differing=Differing.CORRECT).taken.new == 1
    assert hand_in(store, sent(100, ref=ref)).taken[1:5] == KNOWN
    assert in_all(store) == 100
    assert holds(store)


@pytest.mark.parametrize("ref", ["A 1", None])
def test_a_folder_that_is_watched_anew_corrects_nothing_back(store: Store, ref: str | None) -> None:
    """The files lie there as they came; the older one is not the newer one's correction."""
    for _round in range(2):
        for quantity, digest in ((100, SAME), (120, "b" * 64)):
            row = sent(quantity, ref=ref)
            hand_in(store, row, differing=Differing.CORRECT, watched=True, digest=digest)
        assert in_all(store) == 120
        assert store.connection.execute("SELECT count(*) FROM ledger").fetchone()[0] == 3


@pytest.mark.parametrize("ref", ["A 1", None])
def test_a_correction_that_was_taken_back_can_come_again(store: Store, ref: str | None) -> None:
    """And what stands again is known."""
    hand_in(store, sent(100, ref=ref))
    back(store, hand_in(store, sent(110, ref=ref), differing=Differing.CORRECT))
    assert hand_in(store, sent(110, ref=ref)).taken[1:5] == REFUSED
    if ref is not None:
        assert hand_in(store, sent(110, ref=ref), differing=Differing.CORRECT).taken.new == 1
        assert in_all(store) == 110
    assert holds(store)


def test_a_reference_of_another_day_is_asked_about(store: Store) -> None:
    """It may be the day that was put right, or a reference that was used twice."""
    hand_in(store, sent(100, ref="K"))
    came = hand_in(store, sent(100, ref="K", occurred_at=DAY + 30 * HOUR))
    assert came.taken[1:5] == REFUSED
    assert "counts this reference at another time (22 Nov 2019 12:00 UTC)" in came.why()
    assert hand_in(store, sent(100, ref="K", occurred_at=None)).taken[1:5] == KNOWN
    assert hand_in(store, sent(100, ref="K", occurred_at=LAST_SECOND)).taken[1:5] == KNOWN


def test_a_file_that_says_one_reference_with_two_figures_corrects_nothing(store: Store) -> None:
    """Whichever of them the ledger has."""
    hand_in(store, sent(100, ref="K"))
    for rows in ((sent(100, 2, ref="K"), sent(120, 3, ref="K")), (sent(120, 2, ref="K"), sent(100, 3, ref="K")),
                 (sent(120, 2, ref="K"), sent(130, 3, ref="K"))):  # fmt: skip
        came = hand_in(store, *rows, differing=Differing.CORRECT)
        assert came.taken.refused >= 1
        assert in_all(store) in (100, 120)
    assert hand_in(store, sent(100, 2, ref="K"), sent(120, 3, ref="K"), differing=Differing.CORRECT).taken.new == 0


# told in another way


TWO_WAYS: list[tuple[dict[str, object], dict[str, object]]] = [
    ({}, {"ref": "K 1"}),
    ({"ref": "K 1"}, {}),
    ({"occurred_at": LAST_SECOND}, {"occurred_at": DAY}),
    ({"occurred_at": DAY}, {"occurred_at": LAST_SECOND}),
    ({"occurred_at": LAST_SECOND}, {"occurred_at": DAY, "ref": "K 1"}),
    ({"occurred_at": DAY, "ref": "K 1"}, {"occurred_at": LAST_SECOND}),
    ({"provider": None}, {"ref": "K 1"}),
]


@pytest.mark.parametrize(("before", "now"), TWO_WAYS)
@pytest.mark.parametrize("quantity", [100, 90])
def test_the_same_told_in_another_way_is_asked_about(
    store: Store, before: dict[str, object], now: dict[str, object], quantity: int
) -> None:
    """Refused without a word, in the earlier one's place or beside it with one."""
    hand_in(store, sent(100, 2, **before))
    assert hand_in(store, sent(quantity, 2, **now)).taken[1:5] == REFUSED
    assert hand_in(store, sent(quantity, 2, **now), differing=Differing.CORRECT).taken.new == 1
    assert in_all(store) == quantity
    assert hand_in(store, sent(quantity, 2, **now)).taken[1:5] == KNOWN
    assert holds(store)


@pytest.mark.parametrize(("before", "now"), TWO_WAYS)
def test_what_is_told_in_another_way_counts_if_that_is_said(
    store: Store, before: dict[str, object], now: dict[str, object]
) -> None:
    hand_in(store, sent(100, 2, **before))
    assert hand_in(store, sent(90, 2, **now), differing=Differing.ADD).taken.new == 1
    assert in_all(store) == 190


@pytest.mark.parametrize(
    "other",
    [
        {"occurred_at": DAY + HOUR},
        {"occurred_at": LAST_SECOND + 24 * HOUR},
        {"ref": "K 1", "provider": "twitter"},
        {"ref": "K 1", "stage": "removed"},
        {"ref": "K 1", "occurred_at": DAY + 1000},
    ],
)
def test_what_is_another_count_is_not_asked_about(store: Store, other: dict[str, object]) -> None:
    """Another hour of one day, another day, another provider, stage or second."""
    hand_in(store, sent(100))
    assert hand_in(store, sent(90, 2, **other)).taken.new == 1


@pytest.mark.parametrize("ref", ["A", None])
@pytest.mark.parametrize("first", [LAST_SECOND - 86_399_000, LAST_SECOND])
def test_the_last_second_and_midnight_of_a_feed_by_the_hour_are_no_days(
    store: Store, first: int, ref: str | None
) -> None:
    """What came at other hours of that day, in the same file or another one, is no part of them."""
    noon, evening = first - first % (24 * HOUR) + 12 * HOUR, first - first % (24 * HOUR) + 20 * HOUR
    rows = [sent(2, line, occurred_at=at, ref=ref and f"{ref} {line}") for line, at in enumerate([first, noon], 2)]
    assert hand_in(store, *rows).taken.new == 2
    assert hand_in(store, sent(5, occurred_at=evening, ref=ref and f"{ref} 9")).taken.new == 1


def test_each_row_of_a_second_is_held_against_the_hand_by_its_own_number(store: Store) -> None:
    """Also where another row of the same second is doubtful before it."""
    values = {"agency": "bka", "stage": Stage.REFERRED, "provider": "telegram"}
    append(store, [entry(100, occurred_at=NOW - timedelta(days=2, hours=3), **values)], "duty officer", NOW)
    hand_in(store, sent(7))
    assert hand_in(store, sent(5, 2), sent(100, 3)).taken[1:5] == (0, 0, 0, 2)
    hand_in(store, sent(5, 2), sent(7, 3), sent(100, 4))
    assert in_all(store) == 112


def test_a_day_that_is_counted_while_it_lasts_is_a_day(store: Store) -> None:
    """It stands at the instant of counting then; what came before it that day may be in it."""
    noon = datetime(2019, 11, 22, 12, tzinfo=UTC)
    hand_in(store, sent(5, occurred_at=LAST_SECOND), now=noon)
    assert hand_in(store, sent(5, occurred_at=DAY - HOUR), now=NOW).taken[1:5] == REFUSED


def test_what_was_recorded_by_hand_is_asked_about_when_the_file_comes(store: Store) -> None:
    """The same number of the same day: from a call, as a rule. Another number, or another day, is another count."""
    values = {"agency": "bka", "stage": Stage.REFERRED, "occurred_at": NOW - timedelta(days=2, hours=3)}
    append(store, [entry(100, provider=None, **values)], "duty officer", NOW)
    assert hand_in(store, sent(100)).taken[1:5] == REFUSED
    assert hand_in(store, sent(100, ref="K 1")).taken[1:5] == REFUSED
    assert hand_in(store, sent(90), sent(100, 3, occurred_at=DAY + 24 * HOUR)).taken.new == 2
    came = hand_in(store, sent(100, ref="K 1"), differing=Differing.CORRECT)
    assert "in the place of each of several entries (2, 1)" in came.why()
    assert hand_in(store, sent(100, ref="K 1", occurred_at=DAY + 1000), differing=Differing.CORRECT).taken.new == 1
    assert in_all(store) == 290
    assert holds(store)


def test_a_file_that_says_both_ways_says_two(store: Store) -> None:
    """What it says again as it was is not what its other row means."""
    hand_in(store, sent(100))
    assert hand_in(store, sent(100, 2), sent(90, 3, provider=None, ref="K 1")).taken[1:5] == (1, 1, 0, 0)


def test_of_several_counts_none_is_taken_back_by_guess(store: Store) -> None:
    """One that is left of two may be either, and a sum of two providers is neither."""
    hand_in(store, sent(100, 2), sent(50, 3), sent(7, 4, content_type="group"))
    came = hand_in(store, sent(120), differing=Differing.CORRECT)
    assert "in the place of each of several entries (1, 2)" in came.why()
    assert hand_in(store, sent(120, 2), sent(60, 3), differing=Differing.CORRECT).taken.new == 2
    assert in_all(store) == 187
    hand_in(store, sent(60, 2, stage="removed"), sent(40, 3, stage="removed", provider="twitter"))
    whole = sent(100, stage="removed", provider=None)
    assert hand_in(store, whole, differing=Differing.CORRECT).taken[1:5] == REFUSED
    assert holds(store)


def test_of_counts_that_say_the_same_one_is_taken_back(store: Store) -> None:
    """Whichever of them it is, the figure is the same."""
    hand_in(store, sent(100, 2), sent(100, 3))
    assert hand_in(store, sent(120), differing=Differing.CORRECT).taken.new == 1
    assert in_all(store) == 220


def test_what_another_board_put_right_by_hand_is_not_counted_beside_it(store: Store) -> None:
    """It came in an export, all of it in one batch; the partner's own file comes here."""
    came = hand_in(store, sent(100))
    ref = store.connection.execute("SELECT ref FROM ledger").fetchone()[0]
    back(store, came)
    origin = "01900000-0000-7000-8000-00000000000"
    wrong, right = sent(100, origin=f"{origin}1", ref=f"{ref}·9"), sent(90, origin=f"{origin}2")
    hand_in(store, wrong, right, sent(-100, origin=f"{origin}3", reverses=f"{origin}1"))
    assert in_all(store) == 90
    assert hand_in(store, sent(90)).taken[1:5] == REFUSED


# the same file


def test_a_file_without_days_is_asked_about_as_of_another_time(store: Store) -> None:
    """It may be the next day's, or the day was wrong; what was refused of it before comes in as of the first time."""
    rows = sent(100, 2), sent(5, 3, content_type="account")
    hand_in(store, *rows, digest=SAME)
    later = [row._replace(occurred_at=DAY + 24 * HOUR) for row in rows]
    came = hand_in(store, *later, digest=SAME)
    assert came.taken[1:5] == (0, 0, 0, 2)
    assert "this very file was taken in before as of another time" in came.told[0].why
    assert hand_in(store, *rows, sent(9, 4), digest=SAME).taken[1:5] == (1, 2, 0, 0)
    assert hand_in(store, *later, digest=SAME, differing=Differing.ADD).taken.new == 2


def test_what_was_refused_of_a_file_comes_in_with_it(store: Store) -> None:
    """Its days are its own."""
    rows = [sent(10, 2), sent(20, 3, provider="nobody", occurred_at=DAY + 48 * HOUR)]
    assert hand_in(store, *rows, digest=SAME).taken[1:5] == (1, 0, 0, 1)
    rows[1] = rows[1]._replace(provider="twitter")
    assert hand_in(store, *rows, digest=SAME, now=NOW + timedelta(days=1)).taken[1:5] == (1, 1, 0, 0)


def test_a_total_said_by_hand_holds_what_a_file_counts(store: Store) -> None:
    """Whoever said it."""
    said: Sent = sent(5)
    declare(store, entry(100, agency="bka", stage=Stage.REFERRED, provider="telegram", occurred_at=NOW), "officer", NOW)
    assert hand_in(store, said, now=NOW + timedelta(minutes=1)).taken[1:5] == REFUSED
