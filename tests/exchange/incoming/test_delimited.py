"""Is a CSV read as the program meant that wrote it, and does nothing in it vanish or move to another column unsaid?"""

import csv
import hashlib
import io
import tracemalloc
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from board.exchange.incoming import delimited
from board.model.incoming import Row, Table
from board.model.text import clean
from board.store.refused import Refused
from tests.exchange.incoming.sent_files import read

HEADER = "agency;stage;count\n"


def cells(table: Table) -> list[tuple[object, ...]]:
    return [row.cells for row in table.rows()]


@pytest.mark.parametrize("delimiter", ["\t", ";", "|", ","])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_delimiter_line_end_and_encoding(given_file: Path, delimiter: str, end: str, encoding: str) -> None:
    lines = [("agency", "détail", "count"), ("bka", "élevé", "1"), ("eu-iru", "“two” –", "2")]
    table = read(given_file, "".join(delimiter.join(line) + end for line in lines), encoding)
    assert table.header == lines[0]
    assert list(table.rows()) == [Row(2, lines[1]), Row(3, lines[2])]
    assert [("Windows-1252" in notice) for notice in table.notices] == [True] * (encoding == "cp1252")


def test_what_a_table_says_of_its_file(given_file: Path) -> None:
    content = (HEADER + "bka;removed;1\n").encode()
    table = read(given_file, content)
    assert (table.name, table.kind, table.size, table.digest, table.notices) == (
        "counts",
        "csv",
        len(content),
        hashlib.sha256(content).hexdigest(),
        (),
    )


def test_rows_can_be_gone_through_again(given_file: Path) -> None:
    table = read(given_file, HEADER + "bka;removed;1\n")
    assert table.position() == 0
    assert cells(table) == cells(table) == [("bka", "removed", "1")]
    assert table.position() == 1


def test_quoted_delimiters_quotes_and_line_ends_belong_to_the_cell(given_file: Path) -> None:
    table = read(given_file, 'agency,note\r\nbka,"a, ""b""\r\nc"\r\neu-iru,d\r\n')
    assert list(table.rows()) == [Row(2, ("bka", 'a, "b"\r\nc')), Row(4, ("eu-iru", "d"))]


def test_commas_in_numbers_and_texts_are_no_delimiters(given_file: Path) -> None:
    table = read(given_file, "agency;share;note\nbka;1,5;a, b\neu-iru;2,5;c, d\n")
    assert table.header == ("agency", "share", "note")
    assert cells(table)[0] == ("bka", "1,5", "a, b")


def test_excels_own_first_line_tells_the_delimiter(given_file: Path) -> None:
    table = read(given_file, "sep=#\r\nagency#count\r\nbka#1,2;3\r\n")
    assert (table.header, table.above) == (("agency", "count"), ())
    assert list(table.rows()) == [Row(3, ("bka", "1,2;3"))]


@pytest.mark.parametrize("pad", ["", ";;"])
def test_titles_and_blank_lines_above_the_header(given_file: Path, pad: str) -> None:
    """The rows keep the lines that an editor shows."""
    table = read(
        given_file, f"Bericht{pad}\nStand:;22.11.2019{pad[1:]}\n{pad}\n{HEADER}bka;removed;1\n\nbka;removed;2\n"
    )
    assert table.above == ("Bericht", "Stand: 22.11.2019")
    assert table.header == ("agency", "stage", "count")
    assert list(table.rows()) == [Row(5, ("bka", "removed", "1")), Row(7, ("bka", "removed", "2"))]


def test_more_titles_than_rows(given_file: Path) -> None:
    table = read(given_file, f"One\nTwo\nThree\nFour\nFive\n\n{HEADER}bka;removed;1\n")
    assert (table.header, len(table.above)) == (("agency", "stage", "count"), 5)


def test_a_blank_line_below_the_header_does_not_make_the_first_row_a_header(given_file: Path) -> None:
    table = read(given_file, HEADER + "\nbka;removed;many\nbka;removed;1\n")
    assert table.header == ("agency", "stage", "count")
    assert len(cells(table)) == 2


def test_only_a_header(given_file: Path) -> None:
    table = read(given_file, "agency;stage;count")
    assert (table.header, cells(table)) == (("agency", "stage", "count"), [])


def test_a_column_of_texts_with_commas_is_one_column(given_file: Path) -> None:
    table = read(given_file, "title\nfirst\nsecond, with a comma\nthird\nfourth\n")
    assert (table.header, cells(table)[1]) == (("title",), ("second, with a comma",))


def test_a_title_above_one_column(given_file: Path) -> None:
    table = read(given_file, "Liste der Adressen\n\nurl\nhttps://a.example/1\nhttps://a.example/2\n")
    assert (table.above, table.header, len(cells(table))) == (("Liste der Adressen",), ("url",), 2)


@pytest.mark.parametrize("first", ["https://a.example/1", "hxxps[:]//a[.]example/1", "@channel", "t.me/channel"])
def test_addresses_without_a_header_lose_none_of_them(given_file: Path, first: str) -> None:
    table = read(given_file, f"{first}\nhttps://b.example/?a=1,2\n@other\n")
    assert table.header == ("item",)
    assert list(table.rows()) == [Row(1, (first,)), Row(2, ("https://b.example/?a=1,2",)), Row(3, ("@other",))]
    assert any("no header" in notice for notice in table.notices)


def test_a_row_that_is_taken_for_the_header_without_looking_like_one_is_noticed(given_file: Path) -> None:
    table = read(given_file, "1;2\n3;4\n5;6\n")
    assert table.header == ("1", "2")
    assert any("looks like a header" in notice for notice in table.notices)


def test_short_rows_are_filled_and_blank_lines_left_out(given_file: Path) -> None:
    table = read(given_file, HEADER + "bka\n\n;;\nbka;removed;1\n")
    assert list(table.rows()) == [Row(2, ("bka", None, None)), Row(4, ("", "", "")), Row(5, ("bka", "removed", "1"))]


def test_two_headers_of_one_name(given_file: Path) -> None:
    table = read(given_file, "count;count;count (2);count;\n1;2;3;4;\n")
    assert table.header == ("count", "count (3)", "count (2)", "count (4)", "")
    assert any("“count”" in notice and "“count (3)”" in notice for notice in table.notices)


def test_a_row_with_more_cells_than_the_header_keeps_them(given_file: Path) -> None:
    """So that it can be refused: a delimiter in a text has moved the figures. Empty ones at its end are no cells."""
    table = read(given_file, HEADER + "bka;removed;1\nbka;removed;2;!;\nbka;removed;3;;;\n")
    assert table.header == ("agency", "stage", "count")
    assert cells(table) == [("bka", "removed", "1"), ("bka", "removed", "2", "!"), ("bka", "removed", "3")]


def test_columns_without_a_name_that_the_header_has_are_noticed(given_file: Path) -> None:
    table = read(given_file, "agency;stage;count;\nbka;removed;1;\nbka;removed;2;!\n")
    assert table.header == ("agency", "stage", "count", "")
    assert any("without a name" in notice and "line 3" in notice for notice in table.notices)


def test_three_hundred_columns(given_file: Path) -> None:
    table = read(given_file, ",".join(f"c{i}" for i in range(300)) + "\n" + ",".join("1" * 300) + "\n")
    assert (len(table.header), cells(table)) == (300, [("1",) * 300])


def test_more_than_a_thousand_columns_are_refused(given_file: Path) -> None:
    with pytest.raises(Refused, match="1001 columns"):
        read(given_file, ",".join(f"c{i}" for i in range(1001)) + "\n1\n")


def test_empty_columns_to_the_edge_of_the_sheet_are_none(given_file: Path) -> None:
    pad = ";" * 16000
    table = read(given_file, f"agency;count{pad}\nbka;1{pad}\n")
    assert (table.header, cells(table)) == (("agency", "count"), [("bka", "1")])


def test_a_cell_that_is_not_closed_is_refused_with_the_line_where_it_begins(given_file: Path) -> None:
    with pytest.raises(Refused, match=r"breaks off within a cell that begins in line 3"):
        read(given_file, HEADER + 'bka;removed;1\nbka;"removed;2\nbka;removed;3\n')


@pytest.mark.parametrize("rows", [3, 30_000])
def test_a_quote_that_is_not_doubled_is_refused_with_its_line(given_file: Path, rows: int) -> None:
    with pytest.raises(Refused, match=rf"line {rows + 2} is not quoted"):
        cells(read(given_file, HEADER + "bka;removed;1\n" * rows + 'bka;"re"moved;2\nbka;removed;3\n'))


def test_a_quote_that_swallows_the_rest_is_refused_before_it_takes_the_memory(given_file: Path) -> None:
    table = read(given_file, HEADER + "bka;removed;1\n" * 5000 + 'bka;"' + '";"\n' * 400_000)
    tracemalloc.start()
    with pytest.raises(Refused, match=r"begins in line 5002 does not end|line 5002 has a cell that is too long"):
        cells(table)
    assert tracemalloc.get_traced_memory()[1] < 60_000_000
    tracemalloc.stop()


def test_a_file_that_breaks_off_in_its_last_row_is_refused(given_file: Path) -> None:
    table = read(given_file, HEADER + "bka;removed;1\nbka;rem")
    rows = table.rows()
    assert next(rows).cells == ("bka", "removed", "1")
    with pytest.raises(Refused, match="breaks off in line 3"):
        list(rows)


def test_a_single_line_of_ten_megabytes_is_refused(given_file: Path) -> None:
    with pytest.raises(Refused, match=r"line 1 (is longer|has a cell that is too long)"):
        read(given_file, "a" * 10_000_000)


def test_a_long_line_further_down_is_refused_with_its_line(given_file: Path) -> None:
    table = read(given_file, HEADER + "bka;removed;1\n" * 100_000 + "b" * 10_000_000)
    with pytest.raises(Refused, match="line 100002"):
        cells(table)


def test_a_mark_of_another_file_in_the_middle_stays_where_it_is(given_file: Path) -> None:
    """Two files copied into one: the cell shows it once it is cleaned, nothing is lost."""
    table = read(given_file, HEADER + "bka;removed;1\n\ufeffeu-iru;removed;2\n")
    assert cells(table)[1] == ("\ufeffeu-iru", "removed", "2")


def test_names_titles_and_notices_are_clean(given_file: Path) -> None:
    evil = "\x1b]52;c;eA==\x07\u202e[link=x]" + "x" * 1_000
    table = read(given_file, f"{evil}\n\nagency\t{evil}\t{evil}\nbka\t1\t2\n")
    for text in (*table.header, *table.above, *table.notices, table.name):
        assert clean(text) == text
        assert len(text) < 600


def test_a_file_of_many_rows_is_read_in_little_memory(given_file: Path) -> None:
    table = read(given_file, HEADER + "bka;removed;1\n" * 60_000)
    tracemalloc.start()
    assert sum(1 for _row in islice(table.rows(), 30_000)) == 30_000
    assert tracemalloc.get_traced_memory()[1] < 4_000_000
    tracemalloc.stop()
    assert 0.4 < table.position() < 0.7


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), max_size=12)


@settings(max_examples=60)
@given(
    rows=st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), max_size=6)),
    delimiter=st.sampled_from(delimited.DELIMITERS),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_was_written_is_read(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[list[str]],
    delimiter: str,
    end: str,
    quoting: int,
    encoding: str,
) -> None:
    """Any texts, quoted as RFC 4180 says. Where nothing is quoted, no other delimiter may fit as well."""
    width = len(rows[0]) if rows else 3
    if quoting == csv.QUOTE_MINIMAL:
        others = set(delimited.DELIMITERS) - {delimiter}
        others |= set("\r\n") - set(end)  # older Pythons leave them bare
        assume(not any(others & set(cell) for row in rows for cell in row))
    header = [f"column {at}" for at in range(width)]
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=delimiter, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([header, *rows])
    table = read(tmp_path_factory.getbasetemp() / "written.csv", written.getvalue(), encoding)
    assert table.header == tuple(header)
    assert cells(table) == [tuple(row) for row in rows]


@settings(max_examples=40)
@given(st.lists(TEXTS, max_size=6))
def test_one_column_that_was_written_is_read(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows([["item"], *([text] for text in texts)])
    table = read(tmp_path_factory.getbasetemp() / "written.csv", written.getvalue())
    assert (table.header, cells(table)) == (("item",), [(text,) for text in texts])
