"""Are the sheets of a workbook read as a spreadsheet program shows them?"""

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.exchange.incoming import sheets
from board.exchange.incoming.opening import open_tables
from board.model.incoming import Row
from board.model.text import clean
from board.store.refused import Refused
from tests.exchange.incoming.sent_files import read
from tests.exchange.incoming.workbooks import (
    RowXml,
    ods,
    ods_row,
    packed,
    sheet_xml,
    workbook,
    xlsx_parts,
)

pytest.importorskip("python_calamine")


def test_a_sheet_as_a_spreadsheet_program_shows_it(given_file: Path) -> None:
    """Rows and columns that are empty at the edges are dropped, the lines stay."""
    rows: list[RowXml] = [
        [],
        [None, "Bericht der BKA"],
        [],
        [None, "agency", "count", "when", "took"],
        [None, "bka", "<c><v>120</v></c>", '<c s="1"><v>43791.5</v></c>', '<c s="2"><v>1.25</v></c>'],
        [],
        [None, "bka", "<c><v>43791</v></c>", '<c t="b"><v>1</v></c>', '<c s="1"><v>0.5</v></c>'],
        [None, None, '<c s="1"/>'],
    ]
    table = read(given_file, workbook(rows))
    assert (table.name, table.kind, table.notices) == ("counts", "xlsx", ())
    assert table.header == ("agency", "count", "when", "took")
    assert table.above == ("Sheet1", "Bericht der BKA")
    assert (
        list(table.rows())
        == list(table.rows())
        == [
            Row(5, ("bka", 120, datetime(2019, 11, 22, 12), "30:00:00")),
            Row(7, ("bka", 43791, True, time(12))),
        ]
    )
    assert table.position() == 1


def test_an_ods(given_file: Path) -> None:
    rows = (
        ods_row("Bericht", '<table:table-cell table:number-columns-repeated="16383"/>')
        + ods_row(more=' table:number-rows-repeated="2"')
        + ods_row("agency", "count", "when")
        + ods_row(
            "bka",
            '<table:table-cell office:value-type="float" office:value="120"/>',
            '<table:table-cell office:value-type="date" office:date-value="2019-11-22"/>',
            more=' table:number-rows-repeated="2"',
        )
        + '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    )
    table = read(given_file, ods(rows))
    assert (table.kind, table.header, table.above, table.notices) == (
        "ods",
        ("agency", "count", "when"),
        ("S", "Bericht"),
        (),
    )
    counted = ("bka", 120, datetime(2019, 11, 22))
    assert list(table.rows()) == [Row(5, counted), Row(6, counted)]


def test_each_sheet_that_is_not_empty_is_a_table(given_file: Path) -> None:
    one = sheet_xml([["agency", "count"], ["bka", "1"]])
    given_file.write_bytes(packed(xlsx_parts({"Videos": one, "Nothing": sheet_xml([]), "A\x85&b": one})))
    tables = open_tables(given_file)
    assert [table.name for table in tables] == ["counts: Videos", "counts: A &b"]
    assert all(table.header == ("agency", "count") for table in tables)
    (chosen,) = open_tables(given_file, "Videos")
    assert (chosen.name, chosen.above) == ("counts", ("Videos",))
    with pytest.raises(Refused, match="no sheet “Accounts”; it has “Videos”"):
        open_tables(given_file, "Accounts")
    with pytest.raises(Refused, match="sheets are empty"):
        open_tables(given_file, "Nothing")


def test_only_a_header(given_file: Path) -> None:
    table = read(given_file, workbook([["agency", "count"]]))
    assert (table.header, list(table.rows())) == (("agency", "count"), [])


@pytest.mark.parametrize(
    ("rows", "more", "notice"),
    [
        ([["a", "b"], ["x", "=1+2"]], "", "1 cell is a formula"),
        ([["a", "b"], ["x", "<c><f>1+2</f><v></v></c>"]], "", "1 formula has no result"),
        ([["a", "b"], ["x", "<c><f>1+2</f></c>"], ["y", "z"]], "", "1 formula has no result"),
        ([["a", "b"], ["x", "y"]], '<mergeCells><mergeCell ref="A2:A9"/></mergeCells>', "merged.*line 2"),
        ([["a", "a"], ["x", "y"]], "", "“a” is called “a \\(2\\)”"),
        ([["a", "b"], ["x", "y", "z"]], "", "without a name hold something: 3"),
    ],
)
def test_what_a_person_has_to_know_is_noticed(given_file: Path, rows: Sequence[RowXml], more: str, notice: str) -> None:
    with pytest.raises(AssertionError, match=notice):
        assert not " | ".join(read(given_file, workbook(rows, more)).notices)


def merged(*ranges: str) -> str:
    """Return cells that are merged."""
    return f"<mergeCells>{''.join(f'<mergeCell ref={chr(34)}{one}{chr(34)}/>' for one in ranges)}</mergeCells>"


def test_a_name_or_a_day_that_is_merged_over_rows_holds_for_all_of_them(given_file: Path) -> None:
    """And for none below; an empty row stays empty."""
    rows: list[RowXml] = [
        ["provider", "date", "count"],
        ["telegram", '<c s="1"><v>43791</v></c>', "<c><v>5</v></c>"],
        [None, None, "<c><v>6</v></c>"],
        [None, None, None],
        [None, None, "<c><v>7</v></c>"],
    ]
    day = datetime(2019, 11, 22)
    found = [row.cells for row in read(given_file, workbook(rows, merged("A2:A4", "B2:B3"))).rows()]
    assert found == [("telegram", day, 5), ("telegram", day, 6), (None, None, 7)]


def test_a_number_that_is_merged_over_rows_is_a_number_of_none_of_them(given_file: Path) -> None:
    """Nobody can tell how it is divided among them: all are refused, and it is seen why."""
    rows: list[RowXml] = [["type", "count"], ["video", "<c><v>5</v></c>"], ["account", None]]
    found = [row.cells for row in read(given_file, workbook(rows, merged("B2:B3"))).rows()]
    assert found == [("video", "5, merged over lines 2 to 3"), ("account", "5, merged over lines 2 to 3")]


def test_what_is_merged_in_an_ods_holds_for_all_of_its_rows(given_file: Path) -> None:
    spanned = '<table:table-cell table:number-rows-spanned="2" office:value-type="string">'
    over = f"{spanned}<text:p>telegram</text:p></table:table-cell>"
    one = '<table:table-cell office:value-type="float" office:value="1"/>'
    content = ods(ods_row("provider", "count") + ods_row(over, one) + ods_row("<table:covered-table-cell/>", one))
    assert [row.cells for row in read(given_file, content).rows()] == [("telegram", 1)] * 2


def test_cells_that_are_merged_in_the_title_are_no_news(given_file: Path) -> None:
    merged = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    assert read(given_file, workbook([["Title"], ["a", "b"], ["x", "y"]], merged)).notices == ()


def test_a_sheet_that_is_hidden_is_read_only_where_it_is_named(given_file: Path) -> None:
    one = sheet_xml([["a", "b"], ["x", "y"]])
    parts = xlsx_parts({"Shown": one, "Old": one, "Empty": sheet_xml([])})
    listed = str(parts["xl/workbook.xml"])
    for name in ("Old", "Empty"):
        listed = listed.replace(
            f'name="{name}" sheetId="{2 + (name == "Empty")}" state="visible"', f'name="{name}" state="veryHidden"'
        )
    content = packed(parts | {"xl/workbook.xml": listed})
    table = read(given_file, content)
    assert table.above == ("Shown",)
    assert table.notices == ("a hidden sheet is left out, name it with --sheet to read it: “Old”",)
    assert read(given_file, content, sheet="Old").notices == ("the sheet is hidden",)


def test_a_workbook_of_hidden_sheets_alone_says_so(given_file: Path) -> None:
    with pytest.raises(Refused, match="only hidden sheets: name the one to read with --sheet: “S”"):
        read(given_file, packed(xlsx_parts({"S": sheet_xml([["a", "b"], ["x", "y"]])}, "hidden")))


def test_a_hidden_sheet_of_an_ods_is_left_out(given_file: Path) -> None:
    rows = ods_row("a", "b") + ods_row("x", "y")
    style = (
        '<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
        '<style:style style:name="t" style:family="table"><style:table-properties table:display="false"/></style:style>'
        "</office:automatic-styles><office:body>"
    )
    content = ods(rows, before=style, more=f'<table:table table:name="H" table:style-name="t">{rows}</table:table>')
    table = read(given_file, content)
    assert (table.above, table.notices) == (
        ("S",),
        ("a hidden sheet is left out, name it with --sheet to read it: “H”",),
    )


def test_hidden_rows_and_columns_are_noticed(given_file: Path) -> None:
    """Those that hold something: a program hides the rest of a sheet too."""
    sheet = sheet_xml([["a", "b"], ["x", "y"], []]).replace('<row r="2"', '<row r="2" hidden="1"')
    sheet = sheet.replace('<row r="3"', '<row r="3" hidden="1"').replace(
        "<sheetData>", '<cols><col min="2" max="2" hidden="1"/><col min="3" max="16384" hidden="1"/></cols><sheetData>'
    )
    notices = read(given_file, packed(xlsx_parts({"S": sheet}))).notices
    assert notices == ("1 row is hidden and counts", "a column is hidden and is read: “b”")


def test_hidden_rows_and_columns_of_an_ods_are_noticed(given_file: Path) -> None:
    rows = (
        '<table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="9"/>'
        + ods_row("a", "b")
        + ods_row("x", "y", more=' table:visibility="filter"')
        + ods_row(more=' table:visibility="collapse" table:number-rows-repeated="1000000"')
    )
    notices = read(given_file, ods(rows)).notices
    assert notices == ("1 row is hidden and counts", "a column is hidden and is read: “b”")


def test_an_ods_tells_formulas_and_merged_cells(given_file: Path) -> None:
    rows = ods_row("a", "b") + ods_row(
        '<table:table-cell table:number-rows-spanned="2" office:value-type="float" office:value="1"/>',
        '<table:table-cell table:formula="of:=1" office:value-type="float" office:value="1"/>',
        '<table:table-cell table:formula="of:=1"/>',
    )
    notices = " | ".join(read(given_file, ods(rows)).notices)
    assert "2 cells are formulas" in notices
    assert "1 formula has no result" in notices
    assert "merged below the header, first in line 2" in notices


def test_three_hundred_columns_are_fine_and_more_than_a_thousand_are_refused(given_file: Path) -> None:
    names = [f"c{at}" for at in range(300)]
    assert len(read(given_file, workbook([names, ["1"] * 300])).header) == 300
    row = '<row r="1"><c r="A1"><v>1</v></c><c r="ALM1"><v>1</v></c></row>'
    with pytest.raises(Refused, match="1001 columns"):
        read(given_file, packed(xlsx_parts({"S": sheet_xml([]).replace("<sheetData>", f"<sheetData>{row}")})))


def test_names_are_clean(given_file: Path) -> None:
    table = read(given_file, packed(xlsx_parts({"S\u202e[link=x]": sheet_xml([["a\u202eb\x9b"], ["1"]])})))
    assert all(clean(text) == text for text in (*table.header, *table.above, table.name))


def test_a_large_workbook_is_refused_before_it_is_read(given_file: Path) -> None:
    with given_file.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(sheets.LARGEST + 1)
    with pytest.raises(Refused, match="larger than 100 MB: save the sheet as CSV"):
        open_tables(given_file)


def test_without_its_extra_a_workbook_is_refused_with_the_command(
    given_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "find_spec", lambda _name: None)
    with pytest.raises(Refused, match=r"pip install '\.\[sheets\]'"):
        read(given_file, workbook([["a"]]))


def test_a_reader_that_gives_up_is_no_traceback(given_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is raised where Rust gives up is no `Exception`."""

    class PanicException(BaseException):
        pass

    table = read(given_file, workbook([["a", "b"], ["x", "y"]]))

    def panics(*_args: object) -> None:
        raise PanicException

    monkeypatch.setattr(sheets, "_sheet_rows", panics)
    with pytest.raises(Refused, match="damaged"):
        list(table.rows())


def test_a_workbook_that_changed_is_refused(given_file: Path) -> None:
    table = read(given_file, workbook([["a", "b"], ["x", "y"]]))
    given_file.write_bytes(workbook([["a", "b"], ["x", "z"]]))
    with pytest.raises(Refused, match="was changed"):
        list(table.rows())


TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=8).filter(
    lambda text: text[0] not in "=<" and "_x" not in text
)


@settings(max_examples=40)
@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=5), st.booleans())
def test_texts_that_were_written_are_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], as_ods: bool
) -> None:
    lines = [["agency", "note"], *rows]
    content = ods("".join(ods_row(*row) for row in lines)) if as_ods else workbook(lines)
    table = read(tmp_path_factory.getbasetemp() / "written", content)
    assert table.header == ("agency", "note")
    assert [row.cells for row in table.rows()] == [tuple(row) for row in rows]
