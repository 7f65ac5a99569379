"""Can anybody check later, with a number or a printed hash, that the ledger only grew since?"""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from board.model.situation_report import SituationReport
from board.store.opening import Store, open_store
from board.store.reader import Reader
from board.store.since import since
from board.store.situation_reports import take
from board.store.verify import verify
from tests.conftest import NOON
from tests.entries import ACTION, count
from tests.foreign import other_program
from tests.store.files import refused_by

OTHER = "amaq-2018"


@pytest.fixture
def store(reader: Reader) -> Store:
    """The test's own store."""
    return reader.store


def freeze(store: Store) -> SituationReport:
    """Freeze the situation."""
    return take(store, ACTION, "duty officer", NOON)


def test_since_says_that_the_ledger_only_grew(reader: Reader) -> None:
    """By the number of a report and by a printed head: the entry stands in its place, so many came after it."""
    store = reader.store
    count(store, "bka", "video", "removed", 5, at=NOON)
    head = freeze(store).head
    assert head is not None
    for _entry in range(3):
        count(store, "bka", "video", "removed", 5, at=NOON, action=OTHER)
    for said in ("1", head.hash, head.hash[:8], f" {head.hash[:20].upper()} "):
        assert since(store, said, ACTION) == (head, 3)


@pytest.mark.parametrize(
    "said", ["", "x", "0", "-1", "2", "1.0", "9999999", "1" * 31, "deadbeef", "dead", "f" * 65, "\x1b[2J", "१", "1 2"]
)
def test_since_nothing_that_is_there(reader: Reader, said: str) -> None:
    """Nonsense, a report or a hash that is nowhere: one harmless line."""
    count(reader.store, "bka", "video", "removed", 5, at=NOON)
    freeze(reader.store)
    line = refused_by(lambda: since(reader.store, said, ACTION))
    assert line is not None
    assert not line.startswith("no harmless line")


def test_since_finds_a_history_that_was_written_anew(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """Another store with the same reports and other entries is not what the printed head was of."""
    with closing(open_store(store_path, record=None)) as store:
        count(store, "bka", "video", "removed", 5, at=NOON)
        report = freeze(store)
    assert report.head is not None
    other = store_path.with_name("other.db")
    other.write_bytes(store_path.read_bytes())
    again = open_readers(other).store
    with other_program(other) as program:
        for name in ("ledger_never_changes", "ledger_never_shrinks"):
            program.execute(f"DROP TRIGGER {name}")
        program.execute("UPDATE ledger SET hash = randomblob(32)")
    for said in (report.head.hash[:12], "1"):
        line = refused_by(lambda said=said: since(again, said, ACTION))  # type: ignore[misc]
        assert line is not None
        assert "the ledger was rewritten since, or this is another store" in line
    assert any("situation report 1" in problem for problem in verify(again).problems)


@pytest.mark.parametrize("seq", [1, 2])
def test_since_finds_a_change_before_the_head(store: Store, seq: int) -> None:
    """The hash stands where it stood, but an entry at or before it is not what was recorded."""
    for quantity in (5, 6, 7):
        count(store, "bka", "video", "removed", quantity, at=NOON)
        if quantity == 6:
            freeze(store)
    with other_program(store.path) as other:
        other.execute("DROP TRIGGER ledger_never_changes")
        other.execute("UPDATE ledger SET operator = 'nobody' WHERE seq = ?", (seq,))
    line = refused_by(lambda: since(store, "1", ACTION))
    assert line is not None
    assert f"is not the beginning of the ledger of now: entry {seq} was changed" in line


def test_a_change_after_the_head_does_not_matter_to_it(store: Store) -> None:
    """The ledger of then is still the beginning of what is there; that of now is for verify to judge."""
    for quantity in (5, 6):
        count(store, "bka", "video", "removed", quantity, at=NOON)
        if quantity == 5:
            freeze(store)
    with other_program(store.path) as other:
        other.execute("DROP TRIGGER ledger_never_changes")
        other.execute("UPDATE ledger SET operator = 'nobody' WHERE seq = 2")
    assert since(store, "1", ACTION).entries == 1
    assert verify(store).problems
