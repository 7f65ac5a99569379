"""What the tests share: a store with the shipped record, made once, and a clock that stands still."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from board.locale import use
from board.store.edition import shipped_record
from board.store.opening import Store, open_store
from board.store.reader import Reader

settings.register_profile(
    "board",
    deadline=None,
    derandomize="BOARD_ANY_SEED" not in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("board")
# no clock decides over the property tests, and the same code gives the same verdict; BOARD_ANY_SEED=1 looks elsewhere


def pytest_xdist_auto_num_workers() -> int:
    """Return how many tests run at once: one more than there are processors, as many wait for a clock or a lock."""
    return min(4, (os.cpu_count() or 1) + 1)


NOON = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
"""The instant of every test that shows a clock."""


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the machine's own store, key or terminal reaches a test."""
    languages = ("LANGUAGE", "LC_ALL", "LC_MESSAGES")
    for name in ("BOARD_STORE", "BOARD_KEY", "NO_COLOR", "COLORTERM", "TEXTUAL_THEME", *languages):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("board.store.place.default_store", lambda: tmp_path / "home" / "board" / "board.db")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Every test begins in English, whatever the one before spoke."""
    use("en")
    yield
    use("en")


@pytest.fixture(scope="session")
def made_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the shipped record; copy it, do not write to it."""
    path = tmp_path_factory.mktemp("made") / "board.db"
    store = open_store(path, record=shipped_record())
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


@pytest.fixture
def store_path(made_store: Path, tmp_path: Path) -> Path:
    """A store of the test's own, with the shipped record."""
    return Path(shutil.copy(made_store, tmp_path / "board.db"))


@pytest.fixture
def open_readers() -> Iterator[Callable[..., Reader]]:
    """Opens readers on a store with the clock at noon, and closes them after the test."""
    opened: list[Store] = []

    def make(path: Path, read_only: bool = False) -> Reader:
        store = open_store(path, record=None, read_only=read_only)
        opened.append(store)
        return Reader(store, clock=lambda: NOON)

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def reader(store_path: Path, open_readers: Callable[..., Reader]) -> Reader:
    """A reader of the test's own store."""
    return open_readers(store_path)
