"""Does a workbook hold the rows as they are, numbers as numbers and text as text, on as many sheets as it takes?"""

import io
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter import Workbook

from board.exchange.outgoing import workbook
from board.exchange.outgoing.export import export
from board.exchange.outgoing.rows import LEDGER
from board.model.incoming import Cell
from board.model.text import clean
from board.store.opening import Store, open_store
from tests.conftest import NOON
from tests.entries import ACTION, count, rehearse
from tests.exchange.outgoing.stores import poison, rows_of


@pytest.fixture(scope="module")
def rehearsed(made_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, made once; copy it, do not write to it."""
    path = Path(shutil.copy(made_store, tmp_path_factory.mktemp("rehearsed") / "board.db"))
    rehearse(path, NOON, entries=20)
    return path


@pytest.fixture
def store(rehearsed: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of an exercise."""
    store = open_store(Path(shutil.copy(rehearsed, tmp_path / "board.db")), record=None)
    yield store
    store.close()


def sheets_of(store: Store, file: Path) -> dict[str, list[tuple[Cell, ...]]]:
    """Return the rows of each sheet as a spreadsheet sees them."""
    export(store, "xlsx", file, ACTION, None, None)
    return rows_of(file)


def parts_of(file: Path) -> dict[str, bytes]:
    """Return what a workbook is made of."""
    with zipfile.ZipFile(file) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def test_sheets_rows_and_edges(store: Store, tmp_path: Path) -> None:
    """Three sheets that say EXERCISE in their names, in the first and the last row, and above and below each page."""
    file = tmp_path / "x.xlsx"
    sheets = sheets_of(store, file)
    assert list(sheets) == ["EXERCISE ledger", "EXERCISE totals", "EXERCISE statements"]
    for rows in sheets.values():
        assert rows[0][0] == rows[-1][0]
        assert str(rows[0][0]).startswith("EXERCISE · TLP:CLEAR · EXERCISE · ")
        assert "as of 23 Nov 2026 12:00:00 UTC" in str(rows[0][0])
    ledger = sheets["EXERCISE ledger"]
    assert ledger[1] == LEDGER
    assert len(ledger) == 23 + 3
    for name, part in parts_of(file).items():
        if name.startswith("xl/worksheets/"):
            assert b"<oddHeader>&amp;CEXERCISE \xc2\xb7 TLP:CLEAR \xc2\xb7 EXERCISE</oddHeader>" in part
            assert b"<oddFooter>&amp;CEXERCISE \xc2\xb7 TLP:CLEAR \xc2\xb7 EXERCISE&amp;R" in part
            assert b'topLeftCell="A3"' in part


def test_numbers_are_numbers_and_the_rest_is_text(store: Store, tmp_path: Path) -> None:
    """A quantity can be added up; a hash, an instant and a marking are letters."""
    for row in sheets_of(store, tmp_path / "x.xlsx")["EXERCISE ledger"][2:-1]:
        cells = dict(zip(LEDGER, row, strict=True))
        assert all(isinstance(cells[name], float) for name in ("seq", "quantity"))
        assert all(isinstance(cells[name], str) for name in ("hash", "occurred_at", "exercise", "marking"))


def test_no_formula_no_link_no_other_markup(store: Store, tmp_path: Path) -> None:
    """Whatever the texts are: every cell is a number or a text, and no part of the file points anywhere outside."""
    poison(store)
    file = tmp_path / "x.xlsx"
    sheets_of(store, file)
    for part in parts_of(file).values():
        root = ElementTree.fromstring(part)
        assert b"External" not in part
        assert not [one for one in root.iter() if re.search(r"\}(f|hyperlink|externalReference|r)$", one.tag)]
        assert all(one.get("t") in (None, "inlineStr") for one in root.iter() if one.tag.endswith("}c"))
    with zipfile.ZipFile(file) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 31, 0, 0, 0)}


def test_more_rows_than_a_sheet_holds(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They go on on the next sheet, each with its edges and its head, and no row is lost."""
    whole = sheets_of(store, tmp_path / "x.xlsx")["EXERCISE ledger"]
    for most in (10, 13, 26, 27):
        monkeypatch.setattr(workbook, "MOST_ROWS", most)
        sheets = sheets_of(store, tmp_path / "y.xlsx")
        parts = [rows for name, rows in sheets.items() if name.startswith("EXERCISE ledger")]
        assert all(len(rows) <= most for rows in parts)
        assert all((rows[0], rows[1], rows[-1]) == (whole[0], whole[1], whole[-1]) for rows in parts)
        assert [row for rows in parts for row in rows[2:-1]] == whole[2:-1]
        assert len(parts) == -(-23 // (most - 3))


class _Cell:
    """Stands for a sheet of one cell."""

    text = ""

    def write_string(self, row: int, col: int, string: str) -> int:
        self.text = string
        return 0


def written(text: str) -> str:
    """Return a text as a workbook holds it."""
    sheet = _Cell()
    workbook._write_text(sheet, 0, 0, text)  # type: ignore[arg-type]
    return sheet.text


MARKS = st.lists(st.sampled_from(("_x0041_", "x001B_", "<r>", "</r>", "&", "a"))).map("".join)
"""What a library takes for its own marks, and parts of it."""


@settings(max_examples=30)
@given(st.lists(st.one_of(st.text(max_size=20), MARKS).map(clean), max_size=8))
def test_texts_come_back(texts: list[str]) -> None:
    """Letter for letter but for the two that get a space, from the file as a spreadsheet reads it."""
    out = io.BytesIO()
    book = Workbook(out, {"constant_memory": True})
    sheet = book.add_worksheet("x")
    for row, text in enumerate(texts):
        workbook._write(sheet, row, 0, text)
    book.close()
    with zipfile.ZipFile(out) as parts:
        root = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    cells = {one.get("r"): "".join(one.itertext()) for one in root.iter() if one.tag.endswith("}c")}
    for row, text in enumerate(texts, start=1):
        assert as_excel_shows(cells.get(f"A{row}")).replace(" ", "") == text.replace(" ", "")


def as_excel_shows(found: object) -> str:
    """Return a text with its escapes read (ECMA-376, part 1, 22.9.2.19)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), str(found or ""))


@pytest.mark.parametrize("text", ["<r><t>x</t></r>", "<r></r>", "a_x0041_x0042_b", "_x005F_x0041_"])
def test_what_a_library_takes_for_its_own_marks_is_text(text: str, store: Store, tmp_path: Path) -> None:
    """Such a note is read back as it is, but for a space."""
    count(store, "bka", "video", "removed", 5, at=NOON, note=text)
    sheets_of(store, tmp_path / "x.xlsx")
    root = ElementTree.fromstring(parts_of(tmp_path / "x.xlsx")["xl/worksheets/sheet1.xml"])
    texts = ["".join(one.itertext()) for one in root.iter() if one.tag.endswith("}t")]
    assert text in [as_excel_shows(one).replace(" ", "") for one in texts]


def test_a_long_text_is_cut_where_a_spreadsheet_counts() -> None:
    """By UTF-16 units: 20,000 signs that take two each are too many, 32,767 that take one are not."""
    assert written("x" * 32_767) == "x" * 32_767
    assert written("x" * 32_768) == "x" * 32_766 + "…"
    cut = written("😀" * 20_000)
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767
    assert cut.rstrip("…") == "😀" * 16_383


def test_a_number_beyond_floats_is_text() -> None:
    """Digit for digit."""
    sheet = _Cell()
    workbook._write(sheet, 0, 0, 2**53 + 1)  # type: ignore[arg-type]
    assert sheet.text == "9007199254740993"
