"""Are refused rows written where nothing is lost by it, and are they the same rows when they are read again?"""

import csv
import json
import os
import stat
from pathlib import Path

import pytest

from board.exchange.incoming.handing_in import open_file
from board.exchange.incoming.refused_rows import RefusedRows, beside
from board.exchange.incoming.stood import PLACE, WHY
from board.model.incoming import Table
from board.model.taken import Told, Verdict
from board.store.refused import Refused

HOSTILE = ["\x1b[2Jred", "x;=1+1", "=1+1", "-5", "'=1", 'a "b" c', "+cmd|' /C calc'!A0", "\u202egpj", "a\tb\nc"]


def table_of(path: Path, text: str) -> Table:
    """Write a file and open it."""
    path.write_text(text, encoding="utf-8")
    return open_file(path)[0]


def refused(*lines: int) -> RefusedRows:
    """Return rows that were refused."""
    rows = RefusedRows()
    for line in lines:
        rows.add(Told(line, Verdict.REFUSED, "it says nothing"))
    return rows


def hostile(tmp_path: Path) -> Path:
    """Return the file of refused rows of a table whose cells are hostile."""
    records = [{"name": cell, "count": "5"} for cell in HOSTILE]
    table = table_of(tmp_path / "k.json", json.dumps(records))
    return refused(*(row.line for row in table.rows())).write(table, beside(tmp_path / "k.json", table), tmp_path / "s")


def test_files_of_one_stem_do_not_share_their_refused_rows(tmp_path: Path) -> None:
    """Each is named for its file's whole name."""
    one = table_of(tmp_path / "k.csv", "name,count\na,5\n")
    other = table_of(tmp_path / "k.json", json.dumps([{"name": "b", "count": 5}]))
    assert beside(tmp_path / "k.csv", one).name == "k.csv.refused.csv"
    assert beside(tmp_path / "k.json", other).name == "k.json.refused.csv"


def test_a_file_that_lies_there_is_never_replaced(tmp_path: Path) -> None:
    """It may be half mended: the next one bears a number, and those of a mended file the first file's name."""
    table = table_of(tmp_path / "k.csv", "name,count\na,5\n")
    first = refused(2).write(table, beside(tmp_path / "k.csv", table), tmp_path / "s")
    first.write_text("half mended", encoding="utf-8")
    names = [refused(2).write(table, beside(first, table), tmp_path / "s").name for _ in range(2)]
    assert names == ["k.csv.2.refused.csv", "k.csv.3.refused.csv"]
    assert beside(tmp_path / names[1], table) == first
    assert first.read_text(encoding="utf-8") == "half mended"


def test_a_named_file_that_lies_there_is_not_replaced_either(tmp_path: Path) -> None:
    """A workbook has several tables, and all of them go to the one name."""
    table = table_of(tmp_path / "k.csv", "name,count\na,5\n")
    (tmp_path / "mend.csv").write_text("kept", encoding="utf-8")
    assert refused(2).write(table, tmp_path / "mend.csv", tmp_path / "s") == tmp_path / "mend.2.csv"
    assert (tmp_path / "mend.csv").read_text(encoding="utf-8") == "kept"


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """Neither a folder nor the store is passed by; where the table has gone, no empty file stays."""
    table = table_of(tmp_path / "k.csv", "name,count\na,5\n")
    (tmp_path / "folder").mkdir()
    (tmp_path / "store.db").write_text("", encoding="utf-8")
    for file in (tmp_path / "folder", tmp_path / "store.db"):
        with pytest.raises(Refused):
            refused(2).write(table, file, tmp_path / "store.db")
    (tmp_path / "k.csv").unlink()
    with pytest.raises(Refused):
        refused(2).write(table, tmp_path / "mend.csv", tmp_path / "store.db")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["folder", "store.db"]


def test_a_long_name_is_cut(tmp_path: Path) -> None:
    """The refused rows of a file whose name is as long as names can be are written all the same."""
    path = tmp_path / f"{'ä' * 120}.csv"
    table = table_of(path, "name,count\na,5\n")
    assert len(os.fsencode(beside(path, table).name)) <= 255
    assert refused(2).write(table, beside(path, table), tmp_path / "s").exists()


def test_it_holds_no_control_character_and_every_cell_is_quoted(tmp_path: Path) -> None:
    """Whoever prints it to a terminal is safe, and so is whoever opens it with a semicolon between the cells."""
    file = hostile(tmp_path)
    text = file.read_text(encoding="utf-8-sig")
    lines = text.removesuffix("\n").split("\n")
    assert len(lines) == len(HOSTILE) + 1
    assert all(line.isprintable() and line.startswith('"') and line.endswith('"') for line in lines)
    for delimiter in (",", ";", "\t"):
        for cells in csv.reader(text.splitlines(), delimiter=delimiter):
            assert not any(cell.startswith(("=", "+", "-", "@")) and cell[:2] != "-5" for cell in cells), cells
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_it_is_read_back_right_as_a_spreadsheet_saves_it(tmp_path: Path, delimiter: str) -> None:
    """With other delimiters, and without the quotes that were not needed."""
    file = hostile(tmp_path)
    rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    saved = tmp_path / "saved.csv"
    with saved.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=delimiter).writerows(rows)
    table = open_file(saved)[0]
    assert table.header == ("name", "count")
    read = [row.cells for row in table.rows()]
    assert read == [
        ("\ufffd[2Jred", "5"), ("x;=1+1", "5"), ("=1+1", "5"), ("-5", "5"), ("'=1", "5"), ('a "b" c', "5"),
        ("+cmd|' /C calc'!A0", "5"), ("\ufffdgpj", "5"), ("a b c", "5"),
    ]  # fmt: skip


def test_half_a_character_is_written_all_the_same(tmp_path: Path) -> None:
    """JSON can hold one, and no encoding can write it."""
    table = table_of(tmp_path / "k.json", json.dumps([{"name": "a\ud800", "count": 5, "b\udfff": 1}]))
    file = refused(*(row.line for row in table.rows())).write(table, tmp_path / "mend.csv", tmp_path / "s")
    assert "a\ufffd" in file.read_text(encoding="utf-8-sig")


def test_what_the_board_added_is_no_column_of_the_table(tmp_path: Path) -> None:
    """A mended file is recognised as its original is, and every row says where it stood first, however often mended."""
    table = table_of(tmp_path / "k.csv", "name,count\na,5\nb,6\n")
    first = refused(3).write(table, tmp_path / "one.csv", tmp_path / "s")
    again = open_file(first)[0]
    assert again.header == table.header
    second = refused(2).write(again, tmp_path / "two.csv", tmp_path / "s")
    head, row = csv.reader(second.read_text(encoding="utf-8-sig").splitlines())
    assert head == ["name", "count", WHY, PLACE]
    assert row == ["b", "6", "it says nothing", f"line 3 of {table.digest[:12]} (1 count)"]
