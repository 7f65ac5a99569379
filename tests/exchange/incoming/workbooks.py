"""Workbooks as a spreadsheet program packs them, made by hand so that anything can be wrong with them."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

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


def ods(rows: str, manifest: str = "", before: str = "<office:body>", more: str = "") -> bytes:
    """Return an ODS with one sheet, whose rows are XML; what stands before it, and more sheets, as XML too."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": MANIFEST % manifest,
            "content.xml": f"<office:document-content {ODS_NAMES}>{before}<office:spreadsheet>"
            f'<table:table table:name="S">{rows}</table:table>{more}'
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
