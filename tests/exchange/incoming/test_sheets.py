"""Are the sheets of a workbook read as a spreadsheet program shows them, and is a bomb refused before it goes off?"""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.exchange.incoming import sheets
from board.exchange.incoming.opening import open_tables
from board.model.incoming import Row, Table
from board.model.text import clean
from board.store.refused import Refused

pytest.importorskip("python_calamine")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODS_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">%s</m:manifest>'
RowXml = Sequence[str | None]


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def column(index: int) -> str:
    """Return the letters of a column, from 0."""
    return (chr(64 + index // 26) if index >= 26 else "") + chr(65 + index % 26)


def cell(reference: str, value: str) -> str:
    """Return a cell: a text, a formula that begins with "=", or XML as it stands that begins with "<"."""
    if value.startswith("<"):
        return value.replace("<c", f'<c r="{reference}"', 1)
    if value.startswith("="):
        return f'<c r="{reference}"><f>{value[1:]}</f><v>3</v></c>'
    return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def sheet_xml(rows: Sequence[RowXml], more: str = "") -> str:
    """Return the part of a sheet, None for a cell that is not there."""
    lines = "".join(
        f'<row r="{line}">'
        + "".join(cell(f"{column(at)}{line}", one) for at, one in enumerate(row) if one is not None)
        + "</row>"
        for line, row in enumerate(rows, 1)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData>{more}</worksheet>'


def xlsx_parts(named: Mapping[str, str], state: str = "visible") -> dict[str, str | bytes]:
    """Return the parts of an XLSX with these sheets; style 1 is a date with a time, 2 a duration."""
    numbers = range(1, len(named) + 1)
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" state="{state}" r:id="rId{at}"/>'
        for at, name in zip(numbers, named, strict=True)
    )
    targets = "".join(
        f'<Relationship Id="rId{at}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in numbers
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{targets}</Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/>'
        '<xf numFmtId="46"/></cellXfs></styleSheet>',
        **{f"xl/worksheets/sheet{at}.xml": content for at, content in zip(numbers, named.values(), strict=True)},
    }


def workbook(rows: Sequence[RowXml], more: str = "") -> bytes:
    """Return an XLSX with one sheet."""
    return packed(xlsx_parts({"Sheet1": sheet_xml(rows, more)}))


def ods(rows: str, manifest: str = "") -> bytes:
    """Return an ODS with one sheet, whose rows are XML."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": MANIFEST % manifest,
            "content.xml": f"<office:document-content {ODS_NAMES}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def ods_row(*cells: str, more: str = "") -> str:
    """Return a row of texts, or of cells that begin with "<"."""
    texts = (
        one
        if one.startswith("<")
        else f'<table:table-cell office:value-type="string"><text:p>{escape(one)}</text:p></table:table-cell>'
        for one in cells
    )
    return f"<table:table-row{more}>{''.join(texts)}</table:table-row>"


@pytest.fixture
def given_file(tmp_path: Path) -> Path:
    return tmp_path / "counts.xlsx"


def read(file: Path, content: bytes, sheet: str | None = None) -> Table:
    """Write a file and open its one table."""
    file.write_bytes(content)
    (table,) = open_tables(file, sheet)
    return table


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
    assert (table.name, table.kind, table.notices) == ("counts.xlsx", "xlsx", ())
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
    assert [table.name for table in tables] == ["counts.xlsx: Videos", "counts.xlsx: A &b"]
    assert all(table.header == ("agency", "count") for table in tables)
    (chosen,) = open_tables(given_file, "Videos")
    assert (chosen.name, chosen.above) == ("counts.xlsx", ("Videos",))
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


def test_cells_that_are_merged_in_the_title_are_no_news(given_file: Path) -> None:
    merged = '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    assert read(given_file, workbook([["Title"], ["a", "b"], ["x", "y"]], merged)).notices == ()


def test_hidden_sheets_and_rows_are_noticed(given_file: Path) -> None:
    hidden = sheet_xml([["a", "b"], ["x", "y"]]).replace('<row r="2"', '<row r="2" hidden="1"')
    notices = read(given_file, packed(xlsx_parts({"S": hidden}, "hidden"))).notices
    assert notices == ("the sheet is hidden", "1 row is hidden and counts")


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


def _lying(content: bytes, size: int) -> bytes:
    """Return a ZIP whose directory says another size for each part of more than a megabyte."""
    changed = bytearray(content)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        if struct.unpack_from("<L", changed, at + 24)[0] > 1_000_000:
            struct.pack_into("<L", changed, at + 24, size)
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


BOMB = packed({**xlsx_parts({"S": sheet_xml([["a"]])}), "xl/media/zeros.bin": b"\0" * 30_000_000})
SHEET = sheet_xml([])


def _sheet(rows: str, **more: str) -> bytes:
    return packed(xlsx_parts({"S": SHEET.replace("<sheetData>", f"<sheetData>{rows}")}) | more)


HALF_A_MEGABYTE = f'<sst xmlns="{MAIN}"><si><t>{"a" * 500_000}</t></si></sst>'
SHARED = "".join(f'<row r="{at}"><c r="A{at}" t="s"><v>0</v></c></row>' for at in range(1, 1000))
SPACES = (
    '<table:table-cell office:value-type="string"><text:p>a<text:s text:c="900000000"/></text:p></table:table-cell>'
)
REPEATED = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(BOMB, id="zeros"),
        pytest.param(_lying(BOMB, 900_000_000), id="says more than there is room for"),
        pytest.param(_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), id="a corner far away"),
        pytest.param(_sheet(SHARED, **{"xl/sharedStrings.xml": HALF_A_MEGABYTE}), id="one text in many cells"),
        pytest.param(ods(ods_row(SPACES)), id="spaces"),
        pytest.param(
            ods(ods_row(REPEATED, more=' table:number-rows-repeated="1048576"')), id="cells that are repeated"
        ),
        pytest.param(packed({f"p{at}.bin": b"" for at in range(10_001)} | {"xl/workbook.xml": ""}), id="parts"),
    ],
)
def test_a_bomb_is_refused_before_it_goes_off(
    given_file: Path, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "_opened", None)
    with pytest.raises(Refused, match="unpacks to more than 200 MB or 10000000 cells"):
        read(given_file, content)


NAMED = xlsx_parts({"S": sheet_xml([["a"], ["b"]])})


def _related(target: str, kind: str = "worksheet") -> dict[str, str | bytes]:
    """Return what the workbook says of its parts, with one more that may be its sheet."""
    more = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    name = "xl/_rels/workbook.xml.rels"
    return {name: str(NAMED[name]).replace("</Relationships>", more)}


FOR_ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(_lying(BOMB, 900_000), id="says less than there is"),
        pytest.param(packed(NAMED)[:-30], id="cut off"),
        pytest.param(packed(NAMED) + b"more", id="more after its end"),
        pytest.param(b"PK\x03\x04" + packed(NAMED), id="more before its beginning"),
        pytest.param(packed(NAMED, zipfile.ZIP_LZMA), id="another way of packing"),
        pytest.param(packed(NAMED | {"XL/workbook.xml": ""}), id="two parts of one name"),
        pytest.param(packed(NAMED | {"xl/worksheets/sheet1.xml": "<worksheet><c>"}), id="no XML"),
        pytest.param(packed(NAMED | {"xl/worksheets/sheet1.xml": f"{FOR_ENTITIES}<a>&a;</a>"}), id="entities"),
        pytest.param(packed(NAMED | {"xl/worksheets/sheet1.xml": SHEET.encode("utf-16")}), id="another encoding"),
        pytest.param(packed(NAMED | {"docProps/app.xml": f'<a b="{"x" * 3_000_000}"/>'}), id="a tag without end"),
        pytest.param(
            packed(NAMED | {"docProps/app.xml": f"<a>{''.join(f'<n{at}/>' for at in range(20_000))}</a>"}),
            id="many names",
        ),
        pytest.param(packed(NAMED | _related("worksheets/sheet1.bin")), id="a sheet in a part that is not looked at"),
        pytest.param(packed(NAMED | _related("x.bin", "sharedStrings")), id="texts in a part that is not looked at"),
        pytest.param(
            packed(NAMED | {"a.xml": "<sst><si/></sst>", "b.xml": "<sst><si/></sst>"}), id="two lists of texts"
        ),
        pytest.param(
            packed(NAMED | {"_rels/.rels": str(NAMED["_rels/.rels"]).replace("xl/w", "other/w")}), id="another workbook"
        ),
        pytest.param(_sheet('<row r="1"><c r="AAAA99999999"><v>1</v></c></row>'), id="a cell that no sheet has"),
        pytest.param(_sheet('<row r="1"><c r="A5"><v>1</v></c></row>'), id="a cell in another row"),
        pytest.param(_sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'), id="a shared text that is not there"),
        pytest.param(_sheet('<row r="1"><c r="A1" t="b"><v>7</v></c></row>'), id="neither true nor false"),
        pytest.param(_sheet(f'<row r="{"9" * 5000}"/>'), id="a number without end"),
    ],
)
def test_a_damaged_workbook_is_refused(given_file: Path, content: bytes) -> None:
    with pytest.raises(Refused, match="damaged or cut off"):
        read(given_file, content)


def _flagged(content: bytes) -> bytes:
    """Return a ZIP whose directory says that its first part is encrypted."""
    at = content.index(b"PK\x01\x02") + 8
    return content[:at] + b"\x01\x00" + content[at + 2 :]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (OLE + b"\0" * 9000 + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
        (OLE + b"\0" * 9000 + "Workbook".encode("utf-16-le"), "an old XLS or another office document: save it as XLSX"),
        (_flagged(packed(xlsx_parts({"S": SHEET}))), "is encrypted"),
        (ods("", "<m:file-entry><m:encryption-data/></m:file-entry>"), "is encrypted"),
        (packed({"xl/workbook.bin": b""}), "a binary workbook: save it as XLSX"),
        (packed({"word/document.xml": "<a/>"}), "packed but no workbook"),
        (packed({"content.xml": "<a/>", "mimetype": "application/vnd.oasis.opendocument.text"}), "no workbook"),
        (packed({"content.xml": "<a/>", "mimetype": "x", "xl/workbook.xml": "<a/>"}), "no workbook"),
        (packed({}), "packed but no workbook"),
        (packed(xlsx_parts({"S": SHEET})), "its sheets are empty"),
    ],
    ids=range(10),
)
def test_what_is_no_workbook_is_refused(given_file: Path, content: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        read(given_file, content)


@pytest.mark.parametrize(
    "content",
    [workbook([["a", "b"], ["x", "y"]]), ods(ods_row("a", "b") + ods_row("x", "y"))],
    ids=["xlsx", "ods"],
)
def test_a_workbook_that_is_cut_off_anywhere_is_refused(given_file: Path, content: bytes) -> None:
    for end in range(4, len(content), 37):
        with pytest.raises(Refused):
            read(given_file, content[:end])


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
    with pytest.raises(Refused, match=r"pip install 'situation-board\[sheets\]'"):
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
