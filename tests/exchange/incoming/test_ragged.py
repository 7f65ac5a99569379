"""Does a row with more cells than the header, or a last one that was cut off, never count as what it is not?"""

from pathlib import Path

import pytest

from board.exchange.incoming.opening import open_tables
from board.exchange.incoming.refused_rows import RefusedRows
from board.exchange.incoming.stood import as_sent
from board.exchange.incoming.told import Told
from board.model.incoming import Unread
from board.model.taken import Told as Said
from board.model.taken import Verdict
from board.store.refused import Refused
from tests.exchange.incoming.sent_files import read
from tests.exchange.incoming_understanding.tables import read as understood
from tests.exchange.incoming_understanding.tables import said_of

TOLD = Told(agency="bka", stage="referred", totals=False)
WIDE = "Unread: the row has more cells than the header: what holds a comma, or what parts cells, must be quoted"
HEADER = "date,type,count\n"


def test_a_number_with_a_comma_that_is_not_quoted_is_refused(given_file: Path) -> None:
    table = read(given_file, HEADER + "2019-11-22,video,26,000\n2019-11-23,account,5\n")
    assert table.header == ("date", "type", "count")
    assert said_of(table, TOLD) == [WIDE, "Sent 5"]


def test_the_header_is_found_where_every_row_is_wider(given_file: Path) -> None:
    rows = "2019-11-22,video,26,000\n2019-11-23,account,1,500\n2019-11-24,bot,2,100\n"
    table = read(given_file, f"BKA\n{HEADER}{rows}")
    assert (table.header, table.above) == (("date", "type", "count"), ("BKA",))
    assert said_of(table, TOLD) == [WIDE] * 3


def test_a_comma_in_a_note_at_the_end_is_refused(given_file: Path) -> None:
    table = read(given_file, "date;type;count;note\n2019-11-22;video;26;x\n2019-11-24;bot;3;x;99\n")
    assert said_of(table, TOLD) == ["Sent 26", WIDE]


def test_empty_cells_at_the_end_of_a_row_are_none(given_file: Path) -> None:
    assert said_of(read(given_file, HEADER + "2019-11-22,video,26,,,\n2019-11-23,bot,3\n"), TOLD) == [
        "Sent 26",
        "Sent 3",
    ]


def test_a_wider_row_far_below_is_refused_alone(given_file: Path) -> None:
    rows = "2019-11-22,video,1\n" * 5_000
    said = said_of(read(given_file, f"{HEADER}{rows}2019-11-22,video,26,000\n2019-11-23,bot,3\n"), TOLD)
    assert said[5_000:] == [WIDE, "Sent 3"]


def test_a_wider_row_is_not_passed_over_because_its_count_is_empty(given_file: Path) -> None:
    assert said_of(read(given_file, HEADER + "2019-11-22,video,,5\n2019-11-23,bot,3\n"), TOLD) == [WIDE, "Sent 3"]


def test_a_refused_row_that_was_wider_is_refused_again_until_it_is_mended(given_file: Path, tmp_path: Path) -> None:
    """What is too much stands behind the board's own columns, and nothing is moved."""
    table = read(given_file, HEADER + "2019-11-22,video,26,000\n2019-11-23,account,5\n")
    refused = RefusedRows()
    for row in understood(table, TOLD):
        if isinstance(row, Unread):
            refused.add(Said(row.line, Verdict.REFUSED, row.why))
    written = refused.write(table, tmp_path / "counts.csv.refused.csv", tmp_path / "store.db")
    text = written.read_text(encoding="utf-8-sig")
    (again,) = map(as_sent, open_tables(written))
    assert again.header == ("date", "type", "count")
    assert said_of(again, TOLD) == [WIDE]
    written.write_text(text.replace('"26"', '"26000"').replace(',"000"', ""), encoding="utf-8")
    (mended,) = map(as_sent, open_tables(written))
    assert said_of(mended, TOLD) == ["Sent 26000"]


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_full_last_row_counts_however_its_line_ends(given_file: Path, end: str) -> None:
    """That it does not end is said: what is left of a number that was cut off is a number."""
    table = read(given_file, f"{HEADER}2019-11-22,video,26\n2019-11-23,bot,31{end}")
    assert said_of(table, TOLD) == ["Sent 26", "Sent 31"]
    assert [notice for notice in table.notices if "does not end" in notice] == (
        [] if end else ["the last line does not end: make sure that nothing of the file was cut off"]
    )


def test_a_last_row_that_is_shorter_than_all_others_is_cut_off(given_file: Path) -> None:
    """Though the others are not as wide as the header either."""
    rows = "2019-11-22,video,26\n2019-11-23,account,5\n2019-11-24,bot"
    with pytest.raises(Refused, match="breaks off in line 4: send it again"):
        list(read(given_file, f"date,type,count,note\n{rows}").rows())
    assert len(list(read(given_file, f"date,type,count,note\n{rows}\n").rows())) == 3


def test_a_last_cell_that_is_not_closed_is_cut_off(given_file: Path) -> None:
    with pytest.raises(Refused, match="breaks off within a cell that begins in line 3"):
        read(given_file, f'{HEADER}2019-11-22,video,26\n2019-11-23,account,"1,5')
