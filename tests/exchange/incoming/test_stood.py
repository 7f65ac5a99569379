"""Is a mended row known by the place it stood at, and by nothing that merely looks like one?"""

from pathlib import Path

import pytest

from board.exchange.incoming.handing_in import open_file
from board.exchange.incoming.stood import PLACE, WHY, placed
from board.model.incoming import Sent, Table

HERE = "3f2a9c1d4e5f"


def sent(quantity: int, line: int = 2, **other: object) -> Sent:
    """Return a count of one row."""
    return Sent(line, "bka", "referred", "video", quantity, **other)  # type: ignore[arg-type]


def table_of(tmp_path: Path, *places: str) -> Table:
    """Return the table of a file of refused rows, the cells of its last column as they are given."""
    file = tmp_path / "m.csv.refused.csv"
    lines = [f'"name","count","{WHY}","{PLACE}"', *(f'"a","5","why","{place}"' for place in places)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return open_file(file)[0]


def mended(table: Table, *rows: Sent) -> list[str | None]:
    """Return the places at which rows stood, read with the table."""

    def read() -> "list[Sent]":
        return [row for cells in table.rows() for row in rows if row.line == cells.line]

    return [row.mended for row in placed(table, iter(read())) if isinstance(row, Sent)]


def test_a_count_bears_the_place_of_its_row(tmp_path: Path) -> None:
    """Two that say the very same, in two columns, are told apart."""
    table = table_of(tmp_path, f"line 12 of {HERE}")
    places = [f"{HERE}-12", f"{HERE}-12", f"{HERE}-12.2"]
    assert mended(table, sent(5), sent(7), sent(5)) == places


def test_a_row_of_which_another_count_was_taken_bears_none(tmp_path: Path) -> None:
    """What was counted of it is known by what it says."""
    table = table_of(tmp_path, f"line 12 of {HERE} (1 count)")
    assert mended(table, sent(5), sent(7)) == [None, None]
    assert mended(table, sent(5)) == [f"{HERE}-12"]


def test_a_row_with_a_reference_of_its_own_bears_none(tmp_path: Path) -> None:
    """It is known by that, and a running total by its tally."""
    table = table_of(tmp_path, f"line 12 of {HERE}")
    assert mended(table, sent(5, ref="R 1"), sent(5, total=True)) == [None, None]


@pytest.mark.parametrize(
    "said",
    ["", "line 12", f"line -1 of {HERE}", f"line 12 of {HERE}:1·2", "line 12 of 3F2A", f"line ١ of {HERE}", "=1+1"],
)
def test_what_is_no_place_is_none(tmp_path: Path, said: str) -> None:
    """Whatever somebody wrote there, the row is read like any other."""
    table = table_of(tmp_path, said)
    assert table.header == ("name", "count")
    assert mended(table, sent(5)) == [None]
