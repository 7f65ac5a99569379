"""Does a thread's own store stay open while all is well, and is it opened anew after something was refused?"""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from board.store.opening import Store, open_store
from board.store.reader import Reader
from board.store.refused import Refused
from board.ui.own_store import OwnStore


@pytest.fixture
def own(store_path: Path) -> OwnStore:
    """A second store on the file of a first."""
    return OwnStore(Reader(open_store(store_path, record=None), lambda: datetime(2019, 11, 25, tzinfo=UTC)))


def test_it_is_opened_once(own: OwnStore) -> None:
    """And is not the store that the board shows."""
    first = own.do(lambda store: store)
    assert own.do(lambda store: store) is first
    own.let_go()
    assert own.do(lambda store: store) is not first


def test_after_a_refusal_it_is_opened_anew(own: OwnStore) -> None:
    """Whatever made it refuse may be gone then."""
    first = own.do(lambda store: store)

    def refuses(_store: Store) -> None:
        raise Refused("no")

    with pytest.raises(Refused, match="no"):
        own.do(refuses)
    assert own.do(lambda store: store) is not first


def test_a_file_that_was_exchanged_is_refused(own: OwnStore, store_path: Path) -> None:
    """Nothing is written to a file that is no longer in its place."""
    own.do(lambda store: store)
    other = store_path.with_name("other.db")
    other.write_bytes(store_path.read_bytes())
    other.replace(store_path)
    with pytest.raises(Refused):
        own.do(lambda store: store)
