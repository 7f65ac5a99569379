"""Is any single byte of the ledger that is not what it was found by verify?"""

import re
import shutil
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from board.model.entry import LedgerRow
from board.store.edition import setting
from board.store.ledger import append, reverse
from board.store.opening import open_store
from board.store.refused import Refused
from board.store.verify import verify
from tests.faults import FULL
from tests.faults.conftest import See, verdict_on
from tests.faults.foreign_program import Program
from tests.faults.pages import Cell, cells_with
from tests.faults.writers import ACTION, counted

NOW = datetime(2019, 11, 22, 14, 30, tzinfo=UTC)
FLIPS = tuple(1 << bit for bit in range(8)) if FULL else (0xFF,)
"""What is turned over in each byte: every single bit, or all of them at once."""
NAMED = re.compile(r"entry [34] of site|SQLite: ")
"""The entry itself; the one after it where the damage hides the third; or what SQLite says of its own pages."""


@pytest.fixture
def path(store_path: Path) -> Path:
    """A store of six entries, one of them taken back, all of it in one file."""
    with closing(open_store(store_path, record=None)) as store:
        append(store, [counted(f"mail {number}", number, note="a note") for number in range(4)], "duty officer", NOW)
        row = append(store, [counted("mail 4", quantity=7)], "duty officer", NOW).rows[0]
        reverse(store, row.site, row.seq, "slip", "duty officer", NOW)
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return store_path


def cells_of(path: Path, text: bytes) -> list[Cell]:
    """Return every cell with `text` in its record."""
    with closing(open_store(path, record=None)) as store:
        return cells_with(store.connection, path, text)


def unnoticed(path: Path, flips: Iterable[tuple[int, int]], named: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the flips (place in the file, bits) after which nothing is said that fits."""
    whole, copy = path.read_bytes(), path.with_name("copy.db")
    found = []
    for place, bits in flips:
        for name in path.parent.glob("copy.db*"):
            name.unlink()
        copy.write_bytes(whole[:place] + bytes([whole[place] ^ bits]) + whole[place + 1 :])
        try:
            problems = verdict_on(copy).problems
        except Refused:  # it cannot even be read
            continue
        if not any(named.search(problem) for problem in problems):
            found.append((place, bits))
    return found


def test_no_byte_of_an_entry_can_change_unnoticed(path: Path, see: See) -> None:
    """Each byte of the third entry in the table turned over in turn, bit by bit (in the normal suite all bits at once).

    Verify names the entry or the one that no longer follows it, or SQLite's own damage, or the store is refused.
    """
    (cell,) = (cell for cell in cells_of(path, b"mail 2") if cell.tree == "ledger")
    flips = [(place, bits) for place in range(cell.start, cell.end) for bits in FLIPS]
    assert len(flips) > 250
    assert unnoticed(path, flips, NAMED) == []
    see(f"{len(flips)} flips in the {cell.end - cell.start} bytes of one entry, each found")


def test_no_byte_beside_the_entries_can_change_unnoticed(path: Path, see: See) -> None:
    """Each byte of all entries in the indexes, of all sums, and of a note (in the normal suite every twenty-fourth)."""
    with closing(open_store(path, record=None)) as store:
        site = str(setting(store.connection, "site")).encode()
    cells = [cell for cell in cells_of(path, site) if re.search("^sqlite_autoindex_ledger|^ledger_by", cell.tree)]
    cells += [cell for cell in cells_of(path, ACTION.encode()) if re.search("pulse|tempo|totals", cell.tree)]
    cells += [cell for cell in cells_of(path, b"a note") if cell.tree == "notes"]
    places = {place: cell.tree for cell in cells for place in range(cell.start, cell.end)}
    flips = [(place, 0xFF) for place in list(places)[:: 1 if FULL else 24]]
    missed = unnoticed(path, flips, re.compile("."))
    assert [(places[place], place) for place, _bits in missed] == []
    trees = {cell.tree for cell in cells}
    assert {"notes", "totals", "pulse", "tempo", "ledger_by_ref", "ledger_by_reversal", "ledger_by_tally"} <= trees
    see(f"{len(flips)} flips in the {len(cells)} cells of {len(trees)} indexes, sums and notes, each found")


OTHER_VALUES = {
    "site": "'elsewhere'",
    "seq": "99",
    "content_type": "'group'",
    "stage": "'refused'",
    "action": "'almuasasa'",
    "agency": "'eurojust'",
    "quantity": "quantity + 1",
    "qualifier": "'about'",
    "occurred_at": "occurred_at + 1",
    "recorded_at": "recorded_at + 1",
    "reverses_site": "site, reverses_seq = 1",
    "reverses_seq": "2, reverses_site = site",
    "note_hash": "zeroblob(32)",
    "prev_hash": "zeroblob(32)",
    "hash": "zeroblob(32)",
}
"""What another program sets a column to; every other column becomes 'twitter'."""


@pytest.mark.parametrize("column", LedgerRow._fields)
def test_the_entry_that_another_program_changed_is_named(path: Path, column: str, foreign: Program) -> None:
    """Past a guard that was taken away and put back word for word, any column of the third entry is changed.

    Where the entry goes to another place, the one that stands in its place is named, with the one that is missing.
    """
    foreign.past_the_guard("ledger_never_changes", f"UPDATE ledger SET {column} = {_other(column)} WHERE seq = 3")
    with closing(open_store(path, record=None)) as store:
        site = setting(store.connection, "site")
        problems = [problem for problem in verify(store).problems if f"of site {site}" in problem]
    expected = f"entry {4 if column in ('site', 'seq') else 3} of site {site}: "
    assert problems[0].startswith(expected)
    if column in ("site", "seq"):
        assert "entry 3 is missing" in problems[0]


def _other(column: str) -> str:
    return OTHER_VALUES.get(column, "'twitter'")


def test_a_copy_of_the_file_verifies(path: Path, tmp_path: Path) -> None:
    """What is flipped above is a whole store: its copy is clean."""
    assert verdict_on(Path(shutil.copy(path, tmp_path / "whole.db")))[::2] == (6, ())
