"""The boards of `tests/benchmarks/drafts`, made once and only read."""

from collections.abc import Callable, Iterator

import pytest

from board.exchange.checking.check import Against, Checked, ready
from board.exchange.checking.draft import draft_of
from board.store.opening import Store
from board.store.reader import Reader
from tests.benchmarks.check import actions, boards

Checks = Callable[..., Checked]


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    made = boards(tmp_path_factory.mktemp("boards"))
    yield made
    for store in made.values():
        store.close()


@pytest.fixture(scope="session")
def checked(stores: dict[str, Store]) -> Checks:
    """Checks a text against one of the boards."""

    known: dict[tuple[str, str], Against] = {}

    def of(board: str, text: str, action: str | None = None) -> Checked:
        key = (board, action or actions()[board])
        if key not in known:
            known[key] = ready(Reader(stores[board]), key[1])
        return known[key].check(draft_of(text))

    return of
