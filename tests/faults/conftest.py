"""What the faults share: how a store is looked at afterwards, and where figures go."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from board.store.opening import open_store
from board.store.verify import Verdict, verify
from tests.faults import SEED
from tests.faults.foreign_program import Program

See = Callable[[str], None]
"""Takes a line with figures for the table of `python3 -m tests.faults`."""


@pytest.fixture
def see(record_property: Callable[[str, object], None]) -> See:
    """Notes a line with what was seen, and prints the seed for a failure."""
    print(f"BOARD_FAULTS_SEED={SEED}")
    return lambda line: record_property("seen", line)


def verdict_on(path: Path) -> Verdict:
    """Open a store anew, as after a fault, and verify it."""
    with closing(open_store(path, record=None)) as store:
        return verify(store)


@pytest.fixture
def foreign(store_path: Path) -> Program:
    """Another program at the test's own store."""
    return Program(store_path)
