"""Is a row that was counted once found again, whatever became of its entry since?"""

from pathlib import Path

import pytest

from board.model.taken import Differing
from board.model.vocabulary import Stage
from board.store import batches
from board.store.ledger import correct
from board.store.opening import Store
from tests.store.test_intake import NOW, hand_in, holds, in_all, sent
from tests.store.test_ledger import entry


@pytest.fixture
def store(store_path: Path) -> Store:
    """A store with the shipped record."""
    from board.store.opening import open_store

    return open_store(store_path, record=None)


def test_what_a_hand_put_right_is_not_counted_beside_it(store: Store) -> None:
    """A file that says what the board was put right to, or another number, is asked about: it may be the same."""
    hand_in(store, sent(100))
    (site, seq) = store.connection.execute("SELECT site, seq FROM ledger").fetchone()
    correct(store, site, seq, entry(90, agency="bka", stage=Stage.REFERRED), "misread", "second officer", NOW)
    for quantity in (90, 110):
        came = hand_in(store, sent(quantity))
        assert came.taken[1:5] == (0, 0, 0, 1)
        assert "put right" in came.why()
    assert in_all(store) == 90
    assert hand_in(store, sent(110), differing=Differing.ADD).taken.new == 1


def test_a_correction_taken_back_is_not_counted_beside_what_stands_again(store: Store) -> None:
    """100, put right to 110, taken back: when 110 is sent again without a word, nobody can tell."""
    hand_in(store, sent(100))
    second = hand_in(store, sent(110), differing=Differing.CORRECT)
    assert second.taken.batch is not None
    batches.take_back(store, second.taken.batch, "too early", "duty officer", NOW)
    assert in_all(store) == 100
    assert hand_in(store, sent(110)).taken[1:5] == (0, 0, 0, 1)
    assert hand_in(store, sent(130)).taken[1:5] == (0, 0, 0, 1)
    assert in_all(store) == 100
    assert holds(store)


def test_a_row_beside_a_correction_by_a_file_is_a_further_one(store: Store) -> None:
    """What a file put right is known by the file's own row, and hides nothing that is new."""
    hand_in(store, sent(100))
    hand_in(store, sent(120), differing=Differing.CORRECT)
    came = hand_in(store, sent(120, 2), sent(7, 3))
    assert came.taken[1:5] == (1, 1, 0, 0)
    assert in_all(store) == 127


def test_a_mended_row_is_known_when_its_file_comes_again(store: Store) -> None:
    """It bears the place where it stood; the row at that place is it, whatever the mended one says."""
    digest = "3f2a9c1d4e5f" + "0" * 52
    hand_in(store, sent(100))
    refused = hand_in(store, sent(120, 5), digest=digest)
    assert refused.taken.refused == 1
    mended = sent(125, 2, mended="3f2a9c1d4e5f-5")
    assert hand_in(store, mended, differing=Differing.CORRECT).taken.new == 1
    for differing in (Differing.REFUSE, Differing.ADD, Differing.CORRECT):
        assert hand_in(store, sent(120, 5), digest=digest, differing=differing).taken[1:5] == (0, 1, 0, 0)
    assert in_all(store) == 125


def test_the_very_counterpart_of_a_corrected_row_is_taken_back(store: Store) -> None:
    """Of what may be meant, what has the same provider goes first."""
    hand_in(store, sent(60, 2, provider="telegram"), sent(100, 3, provider=None))
    hand_in(store, sent(60, 2, provider="telegram"), sent(120, 3, provider=None), differing=Differing.CORRECT)
    assert in_all(store) == 180
    hand_in(store, sent(130, 3, provider=None), differing=Differing.CORRECT)
    assert in_all(store) == 190
