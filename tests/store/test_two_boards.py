"""Two boards that took in the same, or put the same right: does an export between them count once, and come in?"""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from board.exchange.incoming.opening import open_tables
from board.exchange.incoming.own_export import sent_of
from board.exchange.outgoing.export import export
from board.model.instants import instant_of
from board.model.taken import Differing
from board.model.vocabulary import Stage
from board.store.ledger import correct, reverse
from board.store.opening import Store, open_store
from board.store.refused import Refused
from tests.store.test_intake import DAY, NOW, Came, hand_in, holds, in_all, item, sent
from tests.store.test_ledger import entry
from tests.store.test_taking_back import back, total

REFUSED = (0, 0, 0, 1)
ACTION = "is-2019-11"
LAST_SECOND = DAY + 12 * 3_600_000 - 1000


@pytest.fixture
def boards(store_path: Path, made_store: Path, tmp_path: Path) -> Iterator[tuple[Store, Store]]:
    """Two stores of their own."""
    other = Path(shutil.copy(made_store, tmp_path / "other.db"))
    with closing(open_store(store_path, record=None)) as one, closing(open_store(other, record=None)) as another:
        another.connection.execute("UPDATE settings SET value = 'elsewhere' WHERE key = 'site'")
        yield one, another


def brought(one: Store, another: Store, folder: Path, differing: Differing = Differing.REFUSE) -> Came:
    """Bring an export of one board to another."""
    file = folder / "export.csv"
    export(one, "csv", file, ACTION, None, None)
    (table,) = open_tables(file)
    rows = sent_of(table)
    assert rows is not None
    return hand_in(another, *rows, differing=differing)


@pytest.mark.parametrize(
    "here",
    [{"quantity": 120}, {"occurred_at": LAST_SECOND}, {"provider": None}, {"ref": "K 1"}],
)
def test_an_export_is_not_counted_beside_what_came_here_by_itself(
    boards: tuple[Store, Store], tmp_path: Path, here: dict[str, object]
) -> None:
    """The same told in another way, or another number for it: it is asked about."""
    one, another = boards
    hand_in(one, sent(100))
    values = {"quantity": 100, **here}
    quantity = int(str(values.pop("quantity")))
    hand_in(another, sent(quantity, 2, **values))
    assert brought(one, another, tmp_path).taken[1:5] == REFUSED
    assert in_all(another) == quantity
    assert brought(one, another, tmp_path, differing=Differing.ADD).taken.new == 1


def test_the_same_row_of_both_boards_is_known(boards: tuple[Store, Store], tmp_path: Path) -> None:
    """And what the other board put right since is put right here, too."""
    one, another = boards
    for store in boards:
        hand_in(store, sent(100))
    assert brought(one, another, tmp_path).taken[1:5] == (0, 1, 0, 0)
    hand_in(one, sent(120), differing=Differing.CORRECT)
    assert brought(one, another, tmp_path).taken[1:5] == (2, 1, 0, 0)
    assert in_all(another) == 120
    assert holds(another)


def test_boards_that_both_took_an_entry_back_go_on(boards: tuple[Store, Store], tmp_path: Path) -> None:
    """What is new in the export comes in; what was taken back twice is taken back once."""
    one, another = boards
    hand_in(one, sent(100), sent(700, 3, stage="removed"))
    brought(one, another, tmp_path)
    for store in boards:
        (site, seq) = store.connection.execute("SELECT site, seq FROM ledger WHERE quantity = 100").fetchone()
        reverse(store, site, seq, "misread", "second officer", NOW)
    hand_in(one, sent(55, content_type="account"))
    came = brought(one, another, tmp_path)
    assert came.taken[1:5] == (1, 3, 0, 0)
    assert in_all(another) == 755
    assert holds(another)


def test_what_both_boards_put_right_is_put_right_once(boards: tuple[Store, Store], tmp_path: Path) -> None:
    """Each by hand, to another number: the one that stands here stays, and it is said."""
    one, another = boards
    hand_in(one, sent(100))
    brought(one, another, tmp_path)
    for store, quantity in ((one, 120), (another, 110)):
        (site, seq) = store.connection.execute("SELECT site, seq FROM ledger").fetchone()
        right = entry(quantity, agency="bka", stage=Stage.REFERRED, provider="telegram", occurred_at=instant_of(DAY))
        correct(store, site, seq, right, "misread", "second officer", NOW)
    came = brought(one, another, tmp_path)
    assert came.taken.new == 0
    assert in_all(another) == 110
    assert holds(another)


# equal hours, many rows, lists


def test_a_day_is_not_put_in_the_place_of_one_of_its_hours(boards: tuple[Store, Store]) -> None:
    """Though they all say the same number."""
    store, _other = boards
    hour = 3_600_000
    hand_in(store, *[sent(10, line, occurred_at=DAY - line * hour) for line in (2, 3, 4)])
    came = hand_in(store, sent(30, occurred_at=LAST_SECOND), differing=Differing.CORRECT)
    assert "in the place of each of several entries" in came.why()
    assert in_all(store) == 30


def test_however_many_counts_a_day_has_none_is_overlooked(boards: tuple[Store, Store]) -> None:
    """Of other providers."""
    store, _other = boards
    rows = [sent(1, line, occurred_at=DAY - line * 1000) for line in range(1_100)]
    hand_in(store, *rows, sent(7, 2_000, provider="twitter"))
    assert hand_in(store, sent(7, provider="twitter", occurred_at=LAST_SECOND)).taken[1:5] == REFUSED


def test_a_list_is_not_counted_beside_a_total_or_a_count_of_its_day(boards: tuple[Store, Store]) -> None:
    """Nor a count beside a list."""
    first, second = boards
    hand_in(first, total(3, 3))
    assert hand_in(first, item("https://a.example.org/")).taken[1:5] == REFUSED
    assert hand_in(first, item("https://a.example.org/"), differing=Differing.ADD).taken.new == 1
    hand_in(second, item("https://a.example.org/"), item("https://b.example.org/", 3))
    assert hand_in(second, sent(2)).taken[1:5] == REFUSED
    hand_in(second, sent(5, stage="removed"))
    assert hand_in(second, item("https://c.example.org/", stage="removed")).taken[1:5] == REFUSED
    assert in_all(second) == 7


def test_a_total_under_a_reference_that_was_taken_back_says_the_way(boards: tuple[Store, Store]) -> None:
    """It is not known: nothing of it counts."""
    store, _other = boards
    hand_in(store, total(150, 1, ref="T 1"))
    (site, seq) = store.connection.execute("SELECT site, seq FROM ledger").fetchone()
    reverse(store, site, seq, "misread", "second officer", NOW)
    assert "(--correct)" in hand_in(store, total(150, 1, ref="T 1")).why()
    assert hand_in(store, total(150, 1, ref="T 1"), differing=Differing.CORRECT).taken.new == 1


def test_rows_that_a_later_total_was_worked_out_with_go_after_it(boards: tuple[Store, Store]) -> None:
    """A batch of them is taken back when that total was."""
    store, _other = boards
    rows = hand_in(store, sent(100))
    later = hand_in(store, total(150, 3))
    with pytest.raises(Refused, match="take them back first"):
        back(store, rows)
    back(store, later)
    back(store, rows)
    assert in_all(store) == 0
