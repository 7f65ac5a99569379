"""Is a bomb refused before it goes off, and so is whatever is no workbook or a damaged one?"""

import struct
import zipfile
from pathlib import Path

import pytest

from board.exchange.incoming import sheets
from board.store.refused import Refused
from tests.exchange.incoming.sent_files import read
from tests.exchange.incoming.workbooks import MAIN, OFFICE, ods, ods_row, packed, sheet_xml, workbook, xlsx_parts

pytest.importorskip("python_calamine")


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
