"""Does nothing stand of a batch that was taken back, and nothing fall that others say, in whatever order it is done?"""

import itertools
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from board.model.entry import Entry
from board.model.incoming import Sent
from board.model.taken import Differing
from board.model.vocabulary import Qualifier, Stage
from board.store import batches, batches_check
from board.store.contributions import Contribution, contributions
from board.store.ledger import correct, last_of, reverse
from board.store.opening import Store, open_store
from board.store.refused import Refused
from board.store.running_total import declare
from tests.entries import count
from tests.foreign import other_program
from tests.store.test_intake import DAY, NOW, Came, hand_in, holds, in_all, item, sent, tallies
from tests.store.test_ledger import entry

HOUR = 3_600_000


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """The test's own store."""
    with closing(open_store(store_path, record=None)) as opened:
        yield opened


def back(store: Store, came: Came) -> batches.Batch:
    """Take back what came of a file."""
    assert came.taken.batch
    return batches.take_back(store, came.taken.batch, "wrong sheet", "duty officer", NOW)


def total(quantity: int, hour: int, line: int = 2, **other: object) -> Sent:
    """Return a running total of an hour."""
    return sent(quantity, line, total=True, occurred_at=DAY + hour * HOUR, **other)


# running totals, in the order of their time


@pytest.mark.parametrize("rows", list(itertools.permutations([(100, 1), (150, 2), (180, 3)])))
def test_the_order_of_a_files_rows_changes_nothing(store: Store, rows: list[tuple[int, int]]) -> None:
    """The newest first is what many sheets say."""
    came = hand_in(store, *(total(quantity, hour, line) for line, (quantity, hour) in enumerate(rows)))
    assert (came.taken.new, came.taken.refused) == (3, 0)
    assert in_all(store) == 180
    happened = store.connection.execute("SELECT quantity, occurred_at FROM ledger ORDER BY occurred_at").fetchall()
    assert happened == [(100, DAY + HOUR), (50, DAY + 2 * HOUR), (30, DAY + 3 * HOUR)]
    assert holds(store)


def test_an_earlier_total_in_a_later_file_is_refused_and_says_which_one_stands(store: Store) -> None:
    """It never adds; nor does one that is fewer: the board has more by then. One that was said is known."""
    hand_in(store, total(150, 5))
    late = hand_in(store, total(100, 2))
    assert late.taken.refused == 1
    assert "a later running total stands (150, 22 Nov 2019 17:00 UTC, entry 1)" in late.why()
    assert in_all(store) == 150
    hand_in(store, total(200, 9))
    assert hand_in(store, total(150, 5)).taken[1:5] == (0, 1, 0, 0)
    assert hand_in(store, total(120, 5)).taken[1:5] == (0, 0, 0, 1)
    assert hand_in(store, total(120, 5), differing=Differing.CORRECT).taken.refused == 1
    assert in_all(store) == 200
    assert holds(store)


def test_totals_of_other_tallies_do_not_matter(store: Store) -> None:
    """Another provider, stage or partner has its own."""
    hand_in(store, total(150, 5))
    came = hand_in(
        store,
        total(20, 1, provider="twitter"),
        total(30, 1, 3, stage="removed"),
        total(40, 1, 4, agency="eu-iru"),
        total(50, 1, 5, content_type="account"),
    )
    assert came.taken.new == 4
    assert in_all(store) == 290


def test_totals_with_and_without_a_provider_are_not_added(store: Store) -> None:
    """200 for 100: the file that comes second is refused row by row."""
    hand_in(store, total(100, 1, provider=None))
    assert "without a provider" in hand_in(store, total(100, 2)).why()
    hand_in(store, total(100, 1, stage="removed"))
    assert "on telegram" in hand_in(store, total(120, 2, stage="removed", provider=None)).why()
    assert in_all(store) == 200


def test_what_later_totals_were_worked_out_from_is_taken_back_last(store: Store) -> None:
    """100, then 150, then 170 by hand: each without the one before would be wrong."""
    first = hand_in(store, total(100, 1))
    second = hand_in(store, total(150, 2), name="second.csv")
    said = entry(170, agency="bka", stage=Stage.REFERRED, occurred_at=NOW)
    row = declare(store, said, "duty officer", NOW).rows[0]
    with pytest.raises(Refused, match=rf"the last one first \(entry {row.seq}\)"):
        back(store, first)
    reverse(store, row.site, row.seq, "another partner", "duty officer", NOW)
    with pytest.raises(Refused, match=rf"the last one first \(second.csv, {second.taken.batch}\)"):
        back(store, first)
    assert in_all(store) == 150
    back(store, second)
    assert in_all(store) == 100
    back(store, first)
    assert in_all(store) == 0
    assert holds(store)


# what was put right


@pytest.mark.parametrize("ref", ["A 1", None])
def test_a_corrected_file_and_the_first_one_are_taken_back_in_their_order(store: Store, ref: str | None) -> None:
    """100, put right to 120: the first one waits for the second; then nothing stands."""
    first = hand_in(store, sent(100, ref=ref))
    second = hand_in(store, sent(120, ref=ref), differing=Differing.CORRECT, name="c2.csv")
    with pytest.raises(Refused, match=rf"entry 1 by c2.csv, batch {second.taken.batch}\): take that back first"):
        back(store, first)
    assert in_all(store) == 120
    back(store, second)
    assert in_all(store) == 100
    (batch,) = store.connection.execute("SELECT batch FROM ledger ORDER BY seq DESC LIMIT 2").fetchall()[1:]
    assert batch == (first.taken.batch,)
    back(store, first)
    assert in_all(store) == 0
    assert holds(store)


def test_a_number_put_right_twice_is_taken_back_step_by_step(store: Store) -> None:
    """The one in the middle would make both of its neighbours stand."""
    came = [hand_in(store, sent(100, ref="A 1"))]
    came += [hand_in(store, sent(number, ref="A 1"), differing=Differing.CORRECT) for number in (120, 130)]
    for early in came[:2]:
        with pytest.raises(Refused, match="put right or restated since"):
            back(store, early)
    for late, left in zip(reversed(came), (120, 100, 0), strict=True):
        back(store, late)
        assert in_all(store) == left
    assert holds(store)


def test_a_correction_made_on_the_board_is_named_and_goes_first(store: Store) -> None:
    """Else it would count beside the file that comes again."""
    came = hand_in(store, sent(100), sent(7, 3, stage="removed"), digest="e" * 64)
    site = store.connection.execute("SELECT site FROM ledger").fetchone()[0]
    for number, right in ((1, 90), (3, 95)):
        correct(store, site, number, _video(right), "misheard", "second officer", NOW)
    with pytest.raises(Refused, match=r"entry 1 by entry 5\): take that correction back first"):
        back(store, came)
    assert in_all(store) == 102
    for _turn in range(2):
        last = last_of(store, "second officer")
        assert last is not None
        reverse(store, last.site, last.seq, "heard well", "second officer", NOW)
    assert in_all(store) == 107
    assert back(store, came).new == 2
    assert in_all(store) == 0
    assert hand_in(store, sent(100), sent(7, 3, stage="removed"), digest="e" * 64).taken.new == 2
    assert holds(store)


def _video(quantity: int) -> Entry:
    return entry(quantity, agency="bka", stage=Stage.REFERRED, occurred_at=NOW)


def test_an_entry_that_was_only_taken_back_does_not_stop_the_rest(store: Store) -> None:
    """Nothing stands in its place."""
    came = hand_in(store, sent(100), sent(7, 3, stage="removed"))
    site = store.connection.execute("SELECT site FROM ledger").fetchone()[0]
    reverse(store, site, 1, "counted elsewhere", "second officer", NOW)
    assert back(store, came).new == 1
    assert in_all(store) == 0
    assert holds(store)


def test_an_entry_that_a_total_restated_goes_with_it_first(store: Store) -> None:
    """By hand or from a file: what it is now stands in another batch."""
    came = hand_in(store, sent(10, qualifier="about"))
    other = hand_in(store, total(30, 2), name="totals.csv")
    with pytest.raises(Refused, match=r"entry 1 by totals\.csv"):
        back(store, came)
    back(store, other)
    assert tallies(store) == {("bka", "telegram", "video", "referred"): 10}
    back(store, came)
    assert in_all(store) == 0
    assert holds(store)


def test_a_correction_that_a_file_restated_meanwhile_is_still_named(store: Store) -> None:
    """It stands again since that file was taken back, behind everything."""
    came = hand_in(store, sent(10, qualifier="about"))
    site = store.connection.execute("SELECT site FROM ledger").fetchone()[0]
    right = _video(9).model_copy(update={"qualifier": Qualifier.ABOUT, "occurred_at": NOW - timedelta(days=3)})
    correct(store, site, 1, right, "misheard", "second officer", NOW)
    back(store, hand_in(store, total(30, 2)))
    with pytest.raises(Refused, match="entry 1 by entry 7"):
        back(store, came)
    reverse(store, site, 7, "heard well", "second officer", NOW)
    back(store, came)
    assert in_all(store) == 0
    assert holds(store)


def test_what_is_restated_keeps_who_typed_it(store: Store) -> None:
    """It belonged to no batch before, and belongs to none after."""
    count(store, "bka", "video", "referred", 10, at=NOW - timedelta(days=3), provider="telegram",
          qualifier=Qualifier.ABOUT)  # fmt: skip
    back(store, hand_in(store, total(30, 2)))
    rows = store.connection.execute("SELECT batch FROM ledger WHERE quantity = 10 AND qualifier = 'about'").fetchall()
    assert rows == [(None,), (None,)]
    assert in_all(store) == 10
    assert holds(store)


# items


def test_both_partners_of_a_shared_item_are_taken_back_and_nothing_is_left(store: Store) -> None:
    """What the heir counts since belongs to its own list, and goes with it."""
    one = hand_in(store, item("https://a.example.org/"), item("https://b.example.org/", 3))
    other = hand_in(store, item("https://a.example.org/", agency="eu-iru"), now=NOW + timedelta(minutes=1))
    third = hand_in(store, item("https://a.example.org/", agency="europol"), now=NOW + timedelta(minutes=2))
    back(store, one)
    assert tallies(store) == {("eu-iru", "telegram", "video", "referred"): 1}
    assert holds(store)
    back(store, other)
    assert tallies(store) == {("europol", "telegram", "video", "referred"): 1}
    assert contributions(store.connection, "is-2019-11") == [Contribution("europol", "referred", 1, 0)]
    assert holds(store)
    back(store, third)
    assert in_all(store) == 0
    assert contributions(store.connection, "is-2019-11") == []
    assert holds(store)


def test_a_list_of_several_partners_is_taken_back_with_what_they_share(store: Store) -> None:
    """None of them counts it for the other any more; a partner of another list does."""
    address = "https://a.example.org/"
    came = hand_in(store, item(address), item(address, 3, agency="eu-iru"))
    hand_in(store, item(address, agency="europol"), now=NOW + timedelta(minutes=1))
    back(store, came)
    assert tallies(store) == {("europol", "telegram", "video", "referred"): 1}
    assert holds(store)


def test_items_of_a_list_are_changed_with_their_list_only(store: Store) -> None:
    """Each is known by its address: which of them a hand means by one fewer, or none, the board could not tell."""
    came = hand_in(store, item("https://a.example.org/"), item("https://b.example.org/", 3))
    site, seq = store.connection.execute("SELECT site, seq FROM ledger").fetchone()
    with pytest.raises(Refused, match="take back its file"):
        correct(store, site, seq, _video(1), "one of them twice", "second officer", NOW)
    with pytest.raises(Refused, match="take back its file"):
        reverse(store, site, seq, "sent by mistake", "second officer", NOW)
    back(store, came)
    later = hand_in(store, item("https://a.example.org/", agency="eu-iru"))
    assert (later.taken.new, later.taken.shared) == (1, 0)
    assert in_all(store) == 1
    assert holds(store)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE items SET counted = 0 WHERE agency = 'bka'; UPDATE items SET counted = 1 WHERE agency = 'eu-iru'",
         "the ledger counts 1 items of bka"),
        ("UPDATE items SET provider = NULL", "the ledger counts 0 items of bka"),
    ],
)  # fmt: skip
def test_items_that_the_ledger_does_not_count_are_found(
    store: Store, store_path: Path, statement: str, said: str
) -> None:
    """By partner, stage, type and provider."""
    hand_in(store, item("https://a.example.org/"))
    hand_in(store, item("https://a.example.org/", agency="eu-iru"))
    with other_program(store_path) as connection:
        connection.executescript(statement)
    assert any(said in problem for problem in batches_check.problems(store.connection))


def test_an_entry_of_a_batch_that_was_taken_back_is_found(store: Store, store_path: Path) -> None:
    """Whoever let it stand."""
    came = hand_in(store, sent(10))
    with other_program(store_path) as connection:
        connection.execute(
            """
            INSERT INTO batches SELECT '0', action, file, digest, operator, taken_at, NULL, NULL, 0, 0, 0, 0, 0, id, 'x'
            FROM batches
            """
        )
    said = f"1 entries of batch {came.taken.batch} stand, though it was taken back"
    assert said in list(batches_check.problems(store.connection))


def test_kept_addresses_are_wiped_out_of_the_file(store: Store, store_path: Path) -> None:
    """Out of its pages and of the log beside it, once their batch is taken back."""
    came = hand_in(store, *(item(f"https://kept-{n}.example.org/", n) for n in range(300)), keep_addresses=True)
    hand_in(store, *(item(f"https://stays-{n}.example.com/", n) for n in range(50)), keep_addresses=True)
    hand_in(store, item("https://kept-8.example.org/", agency="eu-iru"), keep_addresses=True)
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert b"kept-7.example" in store_path.read_bytes()
    back(store, came)
    files = [store_path, store_path.with_name(f"{store_path.name}-wal")]
    held = b"".join(file.read_bytes() for file in files if file.exists())
    assert set(re.findall(rb"kept-[0-9]+\.", held)) == {b"kept-8."}
    assert store.connection.execute("SELECT count(*) FROM addresses").fetchone() == (51,)
    assert store.connection.execute("PRAGMA secure_delete").fetchone() == (0,)
    assert holds(store)


# lists and exports


def test_items_of_another_board_and_a_list_are_never_both_counted(store: Store) -> None:
    """Which of them are the same nobody can tell without the addresses."""
    origin = "01900000-0000-7000-8000-00000000000{}"
    export = sent(2, origin=origin.format(1), kind="items")
    came = hand_in(store, export)
    assert came.taken.new == 1
    listed = hand_in(store, item("https://a.example.org/"), item("https://a.example.org/", 3, stage="removed"))
    assert (listed.taken.new, listed.taken.refused) == (1, 1)
    assert "another board's export (entry 1, bka)" in listed.why()
    removed = hand_in(store, sent(1, origin=origin.format(2), kind="items", stage="removed"))
    assert "take in that list here instead" in removed.why()
    assert in_all(store) == 3
    back(store, came)
    assert hand_in(store, item("https://a.example.org/")).taken.new == 1
    assert in_all(store) == 2
    assert holds(store)


def test_running_totals_of_another_board_stay_running_totals(store: Store) -> None:
    """One that comes late is not added beside them."""
    origin = "01900000-0000-7000-8000-000000000001"
    hand_in(store, sent(150, origin=origin, kind="total", occurred_at=DAY + 5 * HOUR))
    assert "a later running total stands (22 Nov 2019 17:00 UTC, entry 1)" in hand_in(store, total(100, 1)).why()
    assert in_all(store) == 150
    assert holds(store)
