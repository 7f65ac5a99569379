"""Does a row of a file count once, whatever is sent again, put right, or taken back?"""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple
from unittest.mock import Mock, patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.model.incoming import Item, Sent, Skipped, Understood, Unread
from board.model.instants import milliseconds
from board.model.taken import Differing, File, Taken, Told, Verdict
from board.model.vocabulary import Stage
from board.store import batches, batches_check, bulk, earlier, earlier_entries
from board.store.contributions import Contribution, contributions
from board.store.intake import take_in
from board.store.ledger import append, correct, reverse
from board.store.made_references import made_before, parts_of
from board.store.opening import Store, open_store
from board.store.reader import Reader
from board.store.refused import Refused
from board.store.running_total import declare
from board.store.verify import verify
from tests.entries import count
from tests.foreign import Refusal, other_program
from tests.store.test_ledger import entry

NOW = datetime(2019, 11, 24, 18, 0, tzinfo=UTC)
DAY = milliseconds(datetime(2019, 11, 22, 12, 0, tzinfo=UTC))
_numbers = itertools.count()


@pytest.fixture
def store(reader: Reader) -> Store:
    """The test's own store."""
    return reader.store


def sent(quantity: int = 10, line: int = 2, **other: object) -> Sent:
    """Return a row of videos that the BKA referred to Telegram."""
    values: dict[str, object] = {
        "agency": "bka",
        "stage": "referred",
        "content_type": "video",
        "provider": "telegram",
        "occurred_at": DAY,
    }
    return Sent(line=line, quantity=quantity, **(values | other))  # type: ignore[arg-type]


def item(address: str, line: int = 2, **other: object) -> Item:
    """Return a video on Telegram that the BKA referred."""
    values: dict[str, object] = {
        "agency": "bka",
        "stage": "referred",
        "content_type": "video",
        "provider": "telegram",
        "occurred_at": DAY,
    }
    return Item(line=line, address=address, **(values | other))  # type: ignore[arg-type]


class Came(NamedTuple):
    """What came of a file, and what was told of its rows."""

    taken: Taken
    told: list[Told]

    def why(self) -> str:
        """Return the one reason."""
        (told,) = self.told
        return told.why


def hand_in(store: Store, *rows: Understood, now: datetime = NOW, **how: object) -> Came:
    """Take in a file of which every copy has another digest, if it is not named."""
    told: list[Told] = []
    values: dict[str, object] = {"name": "bka.csv", "digest": f"{next(_numbers):064x}", "action": "is-2019-11"}
    file = File(**(values | how))  # type: ignore[arg-type]
    return Came(take_in(store, file, rows, "duty officer", now, told.append), told)


def tallies(store: Store) -> dict[tuple[str, ...], int]:
    """Return every tally that is not 0: agency, provider, content type, stage."""
    rows = store.connection.execute(
        "SELECT agency, provider, content_type, stage, quantity FROM totals WHERE quantity <> 0"
    ).fetchall()
    return {row[:4]: row[4] for row in rows}


def in_all(store: Store) -> int:
    """Return the sum of the ledger."""
    found: int = store.connection.execute("SELECT coalesce(sum(quantity), 0) FROM ledger").fetchone()[0]
    return found


def holds(store: Store) -> bool:
    """Say whether a check from the ground finds nothing."""
    return verify(store).problems == ()


def test_rows_are_counted_with_all_they_say(store: Store) -> None:
    """Each row is one entry of one batch, with its note and reference; the chain and the sums hold."""
    came = hand_in(store, sent(10, ref="A 1", note="night"), sent(20, 3, stage="removed", qualifier="at_least"))
    assert came.taken[1:6] == (2, 0, 0, 0, 0)
    assert came.taken.tallies == {("bka", "referred", "video"): 10, ("bka", "removed", "video"): 20}
    rows = store.connection.execute(
        "SELECT batch, ref, quantity, occurred_at, operator, (SELECT text FROM notes WHERE hash = note_hash) AS note "
        "FROM ledger"
    ).fetchall()
    assert rows[0] == (came.taken.batch, "A 1", 10, DAY, "duty officer", "night")
    assert rows[1][1].startswith("row ")
    assert holds(store)


def test_the_same_file_again_adds_nothing(store: Store) -> None:
    """Each of its rows is known, and it is said of which batch."""
    first = hand_in(store, sent(), digest="a" * 64)
    again = hand_in(store, sent(), digest="a" * 64)
    assert (again.taken.new, again.taken.known, again.taken.same_as) == (0, 1, first.taken.batch)
    assert in_all(store) == 10


def test_the_same_content_read_otherwise_is_another_file(store: Store) -> None:
    """A file that another partner sends, or that counts another stage, is not swallowed for its bytes."""
    hand_in(store, sent(), digest="a" * 64)
    other = hand_in(store, sent()._replace(agency="eu-iru"), digest="a" * 64)
    third = hand_in(store, sent()._replace(stage="assessed"), digest="a" * 64)
    assert (other.taken.new, third.taken.new) == (1, 1)


def test_a_row_of_today_counts_once_though_it_is_sent_again_later(store: Store) -> None:
    """A day without a time lasts until its end: what is counted now is known by the day when it comes again."""
    end = milliseconds(NOW) + 3_600_000
    hand_in(store, sent(occurred_at=end))
    assert hand_in(store, sent(occurred_at=end), sent(7, 3, occurred_at=end)).taken[1:3] == (1, 1)
    assert in_all(store) == 17
    (last,) = store.connection.execute("SELECT max(occurred_at) FROM ledger").fetchone()
    assert last <= milliseconds(NOW)


def test_the_same_row_of_another_action_is_another_row(store: Store) -> None:
    """Two actions may count the same in a day; a row without a reference is known within its action."""
    hand_in(store, sent())
    assert hand_in(store, sent(), action="amaq-2018").taken.new == 1
    assert hand_in(store, sent(), action="amaq-2018").taken.known == 1
    assert hand_in(store, sent()).taken.known == 1


@pytest.mark.parametrize("ref", ["A 1", None])
def test_the_same_row_in_another_file_counts_once(store: Store, ref: str | None) -> None:
    """Known by its reference, or by what it says."""
    hand_in(store, sent(ref=ref))
    again = hand_in(store, sent(5, 2, ref="A 2" if ref else None, occurred_at=DAY + 1), sent(line=3, ref=ref))
    assert (again.taken.new, again.taken.known) == (1, 1)
    assert again.told[0][:2] == (3, Verdict.KNOWN)
    assert in_all(store) == 15


def test_a_row_without_a_reference_counts_as_often_as_the_file_says_it(store: Store) -> None:
    """Two alike rows are two; the third in the next file is one more."""
    hand_in(store, sent(line=2), sent(line=3))
    assert in_all(store) == 20
    came = hand_in(store, sent(line=2), sent(line=3), sent(line=4))
    assert (came.taken.new, came.taken.known) == (1, 2)
    assert in_all(store) == 30


@pytest.mark.parametrize("ref", ["A 1", None])
def test_another_number_for_the_same_is_refused_and_says_the_way_out(store: Store, ref: str | None) -> None:
    """Nobody can tell whether it was put right or grew."""
    hand_in(store, sent(10, ref=ref))
    came = hand_in(store, sent(12, ref=ref))
    assert (came.taken.new, came.taken.refused, came.taken.batch) == (0, 1, None)
    assert "10 videos referred" in came.why()
    assert "--correct" in came.why()
    assert in_all(store) == 10


@pytest.mark.parametrize("ref", ["A 1", None])
def test_what_was_put_right_takes_the_place_of_the_earlier_entry(store: Store, ref: str | None) -> None:
    """The earlier one is taken back; and neither of the two files counts again after that, unless it is said."""
    hand_in(store, sent(10, ref=ref), sent(7, 3, stage="removed", ref=ref and "A 2"), digest="a" * 64)
    came = hand_in(
        store, sent(12, ref=ref), sent(7, 3, stage="removed", ref=ref and "A 2"), differing=Differing.CORRECT
    )
    assert (came.taken.new, came.taken.known) == (1, 1)
    assert came.taken.tallies == {("bka", "referred", "video"): 2}
    assert in_all(store) == 19
    assert hand_in(store, sent(12, ref=ref)).taken[1:5] == (0, 1, 0, 0)
    assert hand_in(store, sent(10, ref=ref), digest="a" * 64).taken[1:5] == (0, 1, 0, 0)
    assert hand_in(store, sent(10, ref=ref)).taken[1:5] == (0, 0, 0, 1)
    assert in_all(store) == 19
    assert hand_in(store, sent(10, ref=ref), differing=Differing.CORRECT).taken.new == 1
    assert hand_in(store, sent(10, ref=ref), differing=Differing.CORRECT).taken.known == 1
    assert in_all(store) == 17
    assert holds(store)


def test_a_number_can_be_put_right_twice(store: Store) -> None:
    """Each time the one that stands is taken back."""
    hand_in(store, sent(10, ref="A 1"))
    hand_in(store, sent(12, ref="A 1"), differing=Differing.CORRECT)
    hand_in(store, sent(15, ref="A 1"), differing=Differing.CORRECT)
    assert in_all(store) == 15
    assert holds(store)


def test_a_further_row_is_added_only_if_that_is_said(store: Store) -> None:
    """A second sheet of one day may be a correction or more of it."""
    hand_in(store, sent(10))
    assert hand_in(store, sent(3)).taken.refused == 1
    assert hand_in(store, sent(3), differing=Differing.ADD).taken.new == 1
    assert in_all(store) == 13


def test_one_reference_is_never_added(store: Store) -> None:
    """The sender's own reference counts once, whatever is said."""
    hand_in(store, sent(10, ref="A 1"))
    assert hand_in(store, sent(3, ref="A 1"), differing=Differing.ADD).taken.refused == 1
    assert in_all(store) == 10


def test_a_file_that_grew_by_a_row_of_the_same_kind_needs_no_word(store: Store) -> None:
    """It says again all that the earlier one said: what is more in it is new, wherever it stands."""
    hand_in(store, sent(10))
    came = hand_in(store, sent(3, 2), sent(10, 3))
    assert (came.taken.new, came.taken.known, came.taken.refused) == (1, 1, 0)
    assert in_all(store) == 13


def test_a_reference_twice_in_one_file_counts_once(store: Store) -> None:
    """And with another figure it is refused."""
    came = hand_in(store, sent(10, 2, ref="A 1"), sent(10, 3, ref="A 1"), sent(11, 4, ref="A 1"))
    assert (came.taken.new, came.taken.known, came.taken.refused) == (1, 1, 1)
    assert in_all(store) == 10


def test_what_no_entry_can_be_is_refused_row_by_row(store: Store) -> None:
    """Running totals and the board's own entries go by the model's own checks; nothing is raised."""
    came = hand_in(
        store, sent(10, ref="a\N{REPLACEMENT CHARACTER}", total=True), sent(10, 3, note="x" * 30_000, total=True)
    )
    assert came.taken.refused == 2
    assert in_all(store) == 0


def test_spaces_in_a_reference_are_no_difference(store: Store) -> None:
    """A person types a space or two."""
    hand_in(store, sent(10, ref="mail 12"))
    assert hand_in(store, sent(10, ref="mail  12")).taken[1:3] == (0, 1)


def test_references_of_one_file_that_differ_by_case_are_two(store: Store) -> None:
    """Programs make such; the same file again adds nothing."""
    assert hand_in(store, sent(10, ref="xY7"), sent(10, 3, ref="Xy7")).taken.new == 2
    assert hand_in(store, sent(10, ref="xY7"), sent(10, 3, ref="Xy7")).taken[1:5] == (0, 2, 0, 0)


@pytest.mark.parametrize(("before", "now"), [("mail 12", "Mail 12"), ("0017", "17"), ("17", "0017"), ("é-07", "É-07")])
@pytest.mark.parametrize("typed", [True, False])
def test_a_reference_that_may_be_one_that_stands_is_refused_and_the_entry_named(
    store: Store, before: str, now: str, *, typed: bool
) -> None:
    """By case or leading noughts alone, typed or in another file: nobody can tell, so it is never counted silently."""
    if typed:
        count(store, "bka", "video", "referred", 10, at=NOW, provider="telegram", ref=before)
    else:
        hand_in(store, sent(10, ref=before))
    came = hand_in(store, sent(10, ref=now))
    assert (came.taken.new, came.taken.refused) == (0, 1)
    assert before in came.why()
    assert "entry 1" in came.why()
    assert in_all(store) == 10


def test_a_reference_like_one_that_was_taken_back_counts(store: Store) -> None:
    """What does not stand is in nobody's way; nor is another partner's."""
    came = hand_in(store, sent(10, ref="mail 12"))
    assert came.taken.batch is not None
    batches.take_back(store, came.taken.batch, "sent by mistake", "duty officer", NOW)
    assert hand_in(store, sent(10, ref="Mail 12")).taken.new == 1
    assert hand_in(store, sent(10, ref="MAIL 12", agency="eu-iru")).taken.new == 1


def test_a_reference_like_one_that_came_again_after_a_take_back_is_refused(store: Store) -> None:
    """It bears its second turn, which is the board's own and not the sender's."""
    came = hand_in(store, sent(10, ref="mail 12"))
    assert came.taken.batch is not None
    batches.take_back(store, came.taken.batch, "sent by mistake", "duty officer", NOW)
    assert hand_in(store, sent(10, ref="mail 12")).taken.new == 1
    assert hand_in(store, sent(10, ref="Mail 12")).taken[1:5] == (0, 0, 0, 1)


def test_a_reference_like_one_that_was_put_right_on_the_board_is_refused(store: Store) -> None:
    """What stands in its place bears no reference; the two must not both count."""
    hand_in(store, sent(10, ref="mail 12"))
    (site, seq) = store.connection.execute("SELECT site, seq FROM ledger").fetchone()
    correct(store, site, seq, entry(8, agency="bka", stage=Stage.REFERRED), "misread", "second officer", NOW)
    assert hand_in(store, sent(10, ref="Mail 12")).taken[1:5] == (0, 0, 0, 1)


def test_a_day_that_grew_is_gone_through_once(store: Store) -> None:
    """However many rows of it say the same and differ in nothing but their count."""
    rows = [sent(number % 5 + 1, number) for number in range(60)]
    hand_in(store, *rows)
    looked = Mock(wraps=parts_of)
    with patch.object(earlier, "parts_of", looked), patch.object(earlier_entries, "parts_of", looked):
        assert hand_in(store, *rows, *rows[:40]).taken[1:5] == (40, 60, 0, 0)
    assert looked.call_count < 4 * len(rows)


MIDNIGHT = milliseconds(datetime(2019, 11, 22, tzinfo=UTC))
LAST_SECOND = MIDNIGHT + 86_399_000


@pytest.mark.parametrize("times", [(MIDNIGHT, LAST_SECOND), (LAST_SECOND, MIDNIGHT)])
def test_a_day_and_its_midnight_are_one(store: Store, times: tuple[int, int]) -> None:
    """A spreadsheet keeps a day as its midnight."""
    first, then = times
    hand_in(store, sent(occurred_at=first))
    assert hand_in(store, sent(occurred_at=then)).taken[1:3] == (0, 1)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ({}, {"qualifier": "at_least"}),
        ({"provider": None}, {}),
        ({}, {"provider": None}),
        ({"provider": None}, {"quantity": 12}),
        ({"occurred_at": DAY + 400}, {}),
        ({}, {"occurred_at": DAY + 400}),
        ({"occurred_at": LAST_SECOND, "qualifier": "about"}, {"occurred_at": MIDNIGHT, "provider": None}),
    ],
)
def test_a_row_told_otherwise_is_asked_about(store: Store, before: dict[str, object], now: dict[str, object]) -> None:
    """With a qualifier, with a provider, with a part of a second: it may be the same, or more of it."""
    hand_in(store, sent(**before))  # type: ignore[arg-type]
    came = hand_in(store, sent(**now))  # type: ignore[arg-type]
    assert came.taken[1:5] == (0, 0, 0, 1)
    assert "--correct" in came.why()
    assert in_all(store) == 10
    assert hand_in(store, sent(**now), differing=Differing.CORRECT).taken.new == 1  # type: ignore[arg-type]
    assert in_all(store) == now.get("quantity", 10)
    assert hand_in(store, sent(**now)).taken[1:5] == (0, 1, 0, 0)  # type: ignore[arg-type]
    assert holds(store)


@pytest.mark.parametrize("other", [{"provider": "twitter"}, {"stage": "removed"}, {"occurred_at": DAY + 1000}])
def test_a_row_of_another_provider_stage_or_second_is_not_asked_about(store: Store, other: dict[str, object]) -> None:
    """Nor one that differs by parts of a second where both are told."""
    hand_in(store, sent())
    assert hand_in(store, sent(**other)).taken[1:5] == (1, 0, 0, 0)  # type: ignore[arg-type]
    hand_in(store, sent(occurred_at=DAY + 5_100))
    assert hand_in(store, sent(occurred_at=DAY + 5_200)).taken.new == 1


def test_a_row_beside_one_that_the_file_says_again_is_a_further_one(store: Store) -> None:
    """The file says the earlier row as it was, so what it says without a provider is more."""
    hand_in(store, sent())
    assert hand_in(store, sent(line=2), sent(5, 3, provider=None)).taken[1:5] == (1, 1, 0, 0)


def _as_before(store: Store, monkeypatch: pytest.MonkeyPatch, *rows: Sent) -> None:
    """Take rows in as a store of before did."""
    with monkeypatch.context() as patched:
        for module in (earlier, earlier_entries):
            patched.setattr(module, "made", lambda row, _action: made_before(row))
        hand_in(store, *rows)


def test_rows_that_a_store_of_before_took_in_are_known(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """As often as they were said; another number is asked about, and a further one counts; within their action."""
    _as_before(store, monkeypatch, sent(line=2), sent(line=3))
    assert hand_in(store, sent(line=2), sent(line=3)).taken[1:5] == (0, 2, 0, 0)
    assert hand_in(store, sent(12)).taken[1:5] == (0, 0, 0, 1)
    assert hand_in(store, sent(line=2), sent(line=3), sent(line=4), sent(12, 5)).taken[1:5] == (2, 2, 0, 0)
    assert hand_in(store, sent(), action="amaq-2018").taken.new == 1
    assert in_all(store) == 52


def test_another_actions_row_does_not_hide_what_an_earlier_file_said(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That the number was counted elsewhere does not make it new here."""
    _as_before(store, monkeypatch, sent())
    hand_in(store, sent(12), action="amaq-2018")
    assert hand_in(store, sent(10), action="amaq-2018").taken.refused == 1


def test_what_was_taken_back_does_not_hide_what_an_earlier_file_said(store: Store) -> None:
    """The number of before counts again only if that is said."""
    came = hand_in(store, sent(10))
    assert came.taken.batch is not None
    batches.take_back(store, came.taken.batch, "sent by mistake", "duty officer", NOW)
    hand_in(store, sent(12))
    assert hand_in(store, sent(10)).taken.refused == 1
    assert in_all(store) == 12


def test_what_was_put_right_on_the_board_stays_so(store: Store) -> None:
    """The file that says the old figure, or a new one, changes nothing."""
    hand_in(store, sent(10, ref="A 1"))
    (site, seq) = store.connection.execute("SELECT site, seq FROM ledger").fetchone()
    reverse(store, site, seq, "counted in another action", "second officer", NOW)
    assert hand_in(store, sent(10, ref="A 1")).taken.known == 1
    came = hand_in(store, sent(12, ref="A 1"), differing=Differing.CORRECT)
    assert "put right on the board" in came.why()
    assert in_all(store) == 0


def test_a_batch_is_taken_back_whole_and_can_come_again(store: Store) -> None:
    """Reversals of all of it, with the reason; the mended file counts after that, and once."""
    before = count(store, "bka", "video", "referred", 5, at=NOW, provider="telegram")
    came = hand_in(store, sent(10, ref="A 1"), sent(7, 3), digest="a" * 64)
    assert came.taken.batch
    back = batches.take_back(store, came.taken.batch[:8], "sent by mistake", "second officer", NOW)
    assert (back.new, back.reverses, back.why) == (2, came.taken.batch, "sent by mistake")
    assert in_all(store) == before.quantity
    again = hand_in(store, sent(10, ref="A 1"), sent(7, 3), digest="a" * 64)
    assert (again.taken.new, again.taken.known) == (2, 0)
    assert hand_in(store, sent(10, ref="A 1"), sent(7, 3)).taken.known == 2
    assert in_all(store) == 22
    assert [batch.file for batch in batches.batches_of(store)] == ["bka.csv"] * 3
    assert holds(store)


def test_a_batch_is_taken_back_once_and_with_a_reason(store: Store) -> None:
    """And only a batch can be."""
    came = hand_in(store, sent())
    assert came.taken.batch
    for id_, why, said in (
        (came.taken.batch, " ", "say why"),
        ("ffff0000", "wrong", "there is no batch"),
        ("01", "wrong", "at least 4"),
        (came.taken.batch, "‍", "say why"),
    ):
        with pytest.raises(Refused, match=said):
            batches.take_back(store, id_, why, "duty officer", NOW)
    back = batches.take_back(store, came.taken.batch, "wrong", "duty officer", NOW)
    with pytest.raises(Refused, match="before"):
        batches.take_back(store, came.taken.batch, "wrong", "duty officer", NOW)
    with pytest.raises(Refused, match="takes one back itself"):
        batches.take_back(store, back.id, "wrong", "duty officer", NOW)
    assert in_all(store) == 0


def test_a_batch_that_later_entries_stand_on_is_not_taken_back_by_half(store: Store) -> None:
    """A tally would go below zero: nothing is changed."""
    came = hand_in(store, sent(10), sent(20, 3, stage="removed"))
    count(store, "bka", "video", "referred", -4, at=NOW, provider="telegram")
    assert came.taken.batch
    with pytest.raises(Refused, match="below zero"):
        batches.take_back(store, came.taken.batch, "wrong", "duty officer", NOW)
    assert in_all(store) == 26


def test_a_running_total_adds_what_is_more(store: Store) -> None:
    """And the sheet that comes again, or an older one, adds nothing."""
    noon, evening = DAY, DAY + 6 * 3_600_000
    first = [sent(100, 2, total=True, occurred_at=noon)]
    second = [*first, sent(130, 3, total=True, occurred_at=evening)]
    assert hand_in(store, *first).taken.new == 1
    came = hand_in(store, *second)
    assert (came.taken.new, came.taken.known) == (1, 1)
    assert in_all(store) == 130
    for rows in (first, second):
        again = hand_in(store, *rows)
        assert (again.taken.new, again.taken.refused) == (0, 0)
    assert in_all(store) == 130
    assert holds(store)


def test_a_running_total_that_fell_is_refused(store: Store) -> None:
    """Unless it is said to be put right."""
    hand_in(store, sent(100, total=True))
    lower = sent(90, total=True, occurred_at=DAY + 60_000)
    assert "fewer" in hand_in(store, lower).why()
    assert hand_in(store, lower, differing=Differing.CORRECT).taken.new == 1
    assert in_all(store) == 90


def test_taking_back_running_totals_leaves_what_stood_before(store: Store) -> None:
    """What a total had restated stands again as it was said."""
    count(store, "bka", "video", "referred", 10, at=NOW - timedelta(days=2), provider="telegram", qualifier="about")  # type: ignore[arg-type]
    before = tallies(store)
    came = hand_in(store, sent(50, total=True))
    assert came.taken.batch
    batches.take_back(store, came.taken.batch, "wrong sheet", "duty officer", NOW)
    assert tallies(store) == before
    kept = store.connection.execute("SELECT about, at_least, at_most FROM totals WHERE quantity > 0").fetchall()
    assert kept == [(1, 0, 0)]
    assert holds(store)


def test_a_batch_of_which_a_row_was_recorded_again_is_taken_back_whole(store: Store) -> None:
    """A running total that restated it was taken back: the row stands again, behind the batch, and belongs to it."""
    came = hand_in(store, sent(10, qualifier="about"))
    total = entry(30, agency="bka", stage=Stage.REFERRED, occurred_at=NOW)
    row = declare(store, total, "duty officer", NOW).rows[0]
    reverse(store, row.site, row.seq, "another partner", "duty officer", NOW)
    assert in_all(store) == 10
    assert holds(store)
    assert came.taken.batch
    batches.take_back(store, came.taken.batch, "wrong sheet", "duty officer", NOW)
    assert in_all(store) == 0
    assert holds(store)


def test_an_item_counts_once_whoever_sends_it(store: Store) -> None:
    """For the one who sent it first; for the other it is shared, and both see it."""
    first = hand_in(store, item("https://a.example.org/"), item("https://b.example.org/", 3))
    again = hand_in(store, item("https://a.example.org/"))
    other = hand_in(
        store,
        item("https://a.example.org/", agency="eu-iru"),
        item("https://c.example.org/", 3, agency="eu-iru"),
        item("https://c.example.org/", 4, agency="eu-iru"),
    )
    assert (first.taken.new, again.taken.known) == (2, 1)
    assert other.taken[1:4] == (1, 1, 1)
    assert in_all(store) == 3
    assert contributions(store.connection, "is-2019-11") == [
        Contribution("bka", "referred", 2, 1),
        Contribution("eu-iru", "referred", 2, 1),
    ]
    assert [one.unique for one in contributions(store.connection, "is-2019-11")] == [1, 1]
    assert holds(store)


def test_an_item_at_another_stage_is_another_figure(store: Store) -> None:
    """Referred and removed are never merged."""
    hand_in(store, item("https://a.example.org/"))
    hand_in(store, item("https://a.example.org/", stage="removed"))
    assert in_all(store) == 2


def test_items_of_a_batch_that_is_taken_back_count_for_who_sent_them_next(store: Store) -> None:
    """The action's tally loses only what nobody else sent."""
    first = hand_in(store, item("https://a.example.org/"), item("https://b.example.org/", 3))
    hand_in(store, item("https://a.example.org/", agency="eu-iru"))
    assert first.taken.batch
    batches.take_back(store, first.taken.batch, "wrong list", "duty officer", NOW)
    assert tallies(store) == {("eu-iru", "telegram", "video", "referred"): 1}
    assert contributions(store.connection, "is-2019-11") == [Contribution("eu-iru", "referred", 1, 0)]
    assert hand_in(store, item("https://a.example.org/"), item("https://b.example.org/", 3)).taken[1:4] == (1, 0, 1)
    assert holds(store)


def test_the_store_holds_no_address_unless_it_is_asked_to(store: Store, store_path: Path) -> None:
    """Not in a table, not in a page of the file, not in the log beside it."""
    hand_in(store, item("https://secret-name.example.org/"))
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"secret-name" not in store_path.read_bytes()
    hand_in(store, item("https://kept-name.example.org/"), keep_addresses=True)
    assert store.connection.execute("SELECT address FROM addresses").fetchall() == [("https://kept-name.example.org/",)]


def test_addresses_are_kept_of_a_list_that_came_without_them_before(store: Store) -> None:
    """It adds nothing else."""
    hand_in(store, item("https://kept-name.example.org/"))
    again = hand_in(store, item("https://kept-name.example.org/"), keep_addresses=True)
    assert again.taken[1:3] == (0, 1)
    assert store.connection.execute("SELECT address FROM addresses").fetchall() == [("https://kept-name.example.org/",)]


def test_two_stores_know_an_item_by_different_fingerprints(store: Store, made_store: Path, tmp_path: Path) -> None:
    """The key is the store's own: nobody can look an address up who has only the other file."""
    found = set()
    for number in range(2):
        path = tmp_path / f"{number}.db"
        path.write_bytes(made_store.read_bytes())
        other = open_store(path, record=None)
        hand_in(other, item("https://a.example.org/"))
        found.add(other.connection.execute("SELECT fingerprint FROM items").fetchone())
        other.close()
    assert len(found) == 2


def test_what_the_store_does_not_know_is_refused_row_by_row(store: Store) -> None:
    """The others count."""
    came = hand_in(
        store,
        sent(agency="nobody"),
        sent(line=3, provider="nowhere"),
        sent(line=4),
        Unread(5, "no number", ("x",)),
        Skipped(6, "a totals row"),
        item("https://a.example.org/", 7, agency="nobody"),
    )
    assert came.taken[1:6] == (1, 0, 0, 4, 1)
    assert any("add it first" in told.why for told in came.told)
    assert in_all(store) == 10


def test_a_rehearsal_says_what_would_be_and_leaves_nothing(store: Store) -> None:
    """Everything is done, then undone: not a byte of the ledger or the batches."""
    came = hand_in(store, sent(), item("https://a.example.org/", 3), dry_run=True)
    assert (came.taken.new, came.taken.batch) == (2, None)
    assert in_all(store) == 0
    assert batches.batches_of(store) == []
    assert store.connection.execute("SELECT count(*) FROM items").fetchone() == (0,)
    assert holds(store)


def test_a_file_that_breaks_off_leaves_nothing(store: Store) -> None:
    """Whether the file is at fault or somebody pressed ctrl+c."""
    for error in (Refused("the file breaks off"), KeyboardInterrupt()):

        def rows(error: BaseException = error) -> Iterator[Understood]:
            yield from (sent(1 + n % 9, n, ref=f"R {n}") for n in range(5_000))
            raise error

        with pytest.raises(type(error)):
            take_in(store, File("a.csv", "b" * 64, "is-2019-11"), rows(), "duty officer", NOW)
    assert in_all(store) == 0
    assert holds(store)


def test_an_unknown_action_and_a_store_for_reading_are_refused(store: Store, store_path: Path) -> None:
    """Before anything is read."""
    with pytest.raises(Refused, match="no action"):
        hand_in(store, sent(), action="nowhere")
    reading = open_store(store_path, record=None, read_only=True)
    with pytest.raises(Refused, match="--read-only"):
        hand_in(reading, sent())
    reading.close()


def test_rows_that_do_not_say_when_happened_now(store: Store) -> None:
    """As nobody says otherwise."""
    hand_in(store, sent(4, occurred_at=None, stage="removed"))
    assert store.connection.execute("SELECT occurred_at FROM ledger").fetchall() == [(milliseconds(NOW),)]


def test_the_boards_own_entries_keep_their_ids_and_come_once(store: Store) -> None:
    """With what takes them back."""
    rows = [
        sent(10, 2, origin="01900000-0000-7000-8000-000000000001", qualifier="about", ref="A 1"),
        sent(-10, 3, origin="01900000-0000-7000-8000-000000000002", qualifier="about",
             reverses="01900000-0000-7000-8000-000000000001"),
        sent(-3, 4, origin="01900000-0000-7000-8000-000000000003",
             reverses="01900000-0000-7000-8000-00000000dead"),
    ]  # fmt: skip
    came = hand_in(store, *rows)
    assert came.taken[1:6] == (2, 0, 0, 1, 0)
    assert "not in the ledger" in came.why()
    assert in_all(store) == 0
    assert hand_in(store, *rows).taken.known == 2
    assert holds(store)


def test_an_export_that_was_taken_back_is_refused_when_it_comes_again(store: Store) -> None:
    """Its entries keep their ids, so they cannot come in a second time; that is said, and not that they count."""
    row = sent(10, origin="01900000-0000-7000-8000-000000000001")
    came = hand_in(store, row)
    assert came.taken.batch is not None
    batches.take_back(store, came.taken.batch, "sent by mistake", "duty officer", NOW)
    again = hand_in(store, row)
    assert again.taken[1:5] == (0, 0, 0, 1)
    assert "taken back here" in again.why()


@pytest.mark.parametrize("few", [0, 3, 10_000])
def test_by_the_portion_or_one_by_one_the_ledger_is_the_same(
    store: Store, made_store: Path, tmp_path: Path, few: int
) -> None:
    """Guards put aside or not: what is in the tables is what one entry after the other makes."""
    quantities = [(1 + n * 7 % 13, n * 611_953 % 10_000_000) for n in range(60)]
    kinds = [("bka", "telegram", "video", "about"), ("eu-iru", None, "account", "exact"),
             ("bka", "twitter", "video", "at_least"), ("bka", "telegram", "group", "at_most")]  # fmt: skip
    rows, entries = [], []
    for number, (quantity, later) in enumerate(quantities):
        agency, provider, unit, qualifier = kinds[number % 4]
        said = {"agency": agency, "provider": provider, "content_type": unit, "qualifier": qualifier}
        rows.append(sent(quantity, number, occurred_at=DAY + later, ref=f"R {number}", stage="removed", **said))
        at = datetime.fromtimestamp((DAY + later) / 1000, UTC)
        entries.append(entry(quantity, occurred_at=at, ref=f"R {number}", **said))
    path = tmp_path / "other.db"
    path.write_bytes(made_store.read_bytes())
    other = open_store(path, record=None)
    append(other, entries, "duty officer", NOW)
    with patch.object(bulk, "FEW", few), patch.object(bulk, "PORTION", 25), patch("board.store.taking.PORTION", 7):
        hand_in(store, *rows)
    for table in ("totals", "agency_totals", "provider_totals", "pulse", "tempo", "spans", "openings"):
        columns = [
            name
            for (name,) in store.connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
            if name != "last_site"
        ]
        query = f"SELECT {', '.join(columns)} FROM {table}"
        assert sorted(store.connection.execute(query)) == sorted(other.connection.execute(query)), table
    assert holds(store)
    other.close()


def test_ids_grow_and_none_is_doubled(store: Store) -> None:
    """However many are made in one millisecond."""
    with patch.object(bulk, "FEW", 0):
        hand_in(store, *(sent(1, n, ref=f"R {n}") for n in range(9_000)))
    ids = [id_ for (id_,) in store.connection.execute("SELECT id FROM ledger ORDER BY seq")]
    assert ids == sorted(set(ids))
    assert all(id_[14] == "7" and id_[19] in "89ab" for id_ in ids)


def test_another_board_reads_on_while_a_file_comes_in(store: Store, store_path: Path) -> None:
    """And writers wait for it without an error; the guards stand for both."""
    other = open_store(store_path, record=None)
    seen: list[int] = []

    def rows() -> Iterator[Understood]:
        for n in range(12_000):
            if n % 500 == 0:
                seen.append(in_all(other))
            yield sent(1, n, ref=f"R {n}")

    take_in(store, File("a.csv", "c" * 64, "is-2019-11"), rows(), "duty officer", NOW)
    assert (set(seen), in_all(other)) == ({0}, 12_000)
    with other_program(store_path) as connection, pytest.raises(Refusal, match="append-only"):
        connection.execute("DELETE FROM ledger WHERE seq = 3")
    count(other, "bka", "video", "referred", 5, at=NOW)
    other.close()
    assert holds(store)


def test_a_batch_never_changes(store: Store, store_path: Path) -> None:
    """Whoever connects."""
    hand_in(store, sent())
    for statement in (
        "UPDATE batches SET file = 'x'",
        "DELETE FROM batches",
        "INSERT OR REPLACE INTO batches SELECT * FROM batches",
    ):
        with other_program(store_path) as connection, pytest.raises(Refusal, match="batch"):
            connection.execute(statement)


@given(
    st.lists(
        st.tuples(
            st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["A", "B", None]), st.integers(0, 1)), max_size=6),
            st.booleans(),
        ),
        max_size=5,
    )
)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_files_in_any_order_and_number_never_count_a_row_twice(
    made_store: Path, tmp_path: Path, files: Sequence[tuple[list[tuple[int, str | None, int]], bool]]
) -> None:
    """No more is counted of a row than the file that says it most often says; and it can all be taken back."""
    path = tmp_path / f"{next(_numbers)}.db"
    path.write_bytes(made_store.read_bytes())
    store = open_store(path, record=None)
    most: Counter[tuple[object, ...]] = Counter()
    for rows, again in files:
        said = [
            sent(quantity, line, ref=ref, occurred_at=DAY + day * 86_400_000)
            for line, (quantity, ref, day) in enumerate(rows)
        ]
        for _turn in range(1 + again):
            hand_in(store, *said)
        for key, times in Counter((row.ref, row.quantity, row.occurred_at) for row in said).items():
            most[key] = max(most[key], 1 if key[0] else times)
    entries = store.connection.execute("SELECT ref, quantity, occurred_at FROM ledger").fetchall()
    counted = Counter((None if ref.startswith("row ") else ref, quantity, at) for ref, quantity, at in entries)
    assert all(times <= most[key] for key, times in counted.items())
    assert len({ref for ref, *_rest in entries}) == len(entries)
    assert holds(store)
    for batch in batches.batches_of(store):
        with suppress(Refused):
            batches.take_back(store, batch.id, "all of it", "duty officer", NOW)
    assert in_all(store) == 0
    assert holds(store)
    store.close()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE item_totals SET shared = 0", "are not as many"),
        ("UPDATE items SET counted = 0", "exactly once"),
        ("DELETE FROM items WHERE agency = 'eu-iru'", "are not as many"),
        ("DROP TRIGGER batches_never_change; UPDATE batches SET last_seq = 1", "not where it says"),
    ],
)
def test_what_another_program_changes_of_batches_and_items_is_found(
    store: Store, store_path: Path, statement: str, said: str
) -> None:
    """By the check from the ground."""
    hand_in(store, item("https://a.example.org/"), sent(3, 3))
    hand_in(store, item("https://a.example.org/", agency="eu-iru"))
    assert list(batches_check.problems(store.connection)) == []
    with other_program(store_path) as connection:
        connection.executescript(statement)
    assert any(said in problem for problem in batches_check.problems(store.connection))
