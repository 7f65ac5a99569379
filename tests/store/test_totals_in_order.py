"""Do the running totals of a file come in the order of their time, whatever the order of the file?"""

import random
import tracemalloc
from unittest.mock import patch

import pytest

from board.model.incoming import Sent
from board.store import totals_in_order
from board.store.totals_in_order import TotalsInOrder
from tests.store.test_intake import DAY, sent


def total(quantity: int, line: int) -> Sent:
    """Return a running total."""
    return sent(quantity, line, total=True, note="é", ref=None)


@pytest.mark.parametrize(("portion", "piece"), [(20_000, 500), (7, 3), (1, 1)])
def test_they_come_by_time_and_those_of_one_time_as_in_the_file(portion: int, piece: int) -> None:
    """All of each row comes back, whether it was packed or not."""
    rows = [(total(1 + number, number), DAY + number % 5) for number in range(100)]
    random.Random(1).shuffle(rows)
    with patch.object(totals_in_order, "PORTION", portion), patch.object(totals_in_order, "PIECE", piece):
        held = TotalsInOrder()
        for row, at in rows:
            held.add(row, at)
        assert list(held.rows()) == [row for row, _at in sorted(rows, key=lambda pair: pair[1])]


def test_nothing_held_gives_nothing() -> None:
    """A file without running totals."""
    assert list(TotalsInOrder().rows()) == []


def test_a_long_file_needs_little_memory() -> None:
    """The newest first: a hundred thousand of them in far less than they are."""
    tracemalloc.start()
    held = TotalsInOrder()
    for number in range(100_000):
        held.add(sent(1 + number, number, total=True, occurred_at=DAY - number), DAY - number)
    last = 0
    for row in held.rows():
        assert row.quantity > last or not last or row.quantity == last - 1
        last = row.quantity
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert last == 1
    assert peak < 25 * 2**20
