"""Is a cell that holds an error, or a formula without its result, never taken for an empty one?"""

from pathlib import Path

import pytest

from board.exchange.incoming import workbook_part
from board.exchange.incoming.told import Told
from board.store.refused import Refused
from tests.exchange.incoming.sent_files import read
from tests.exchange.incoming.workbooks import ods, ods_row, workbook
from tests.exchange.incoming_understanding.tables import said_of

pytest.importorskip("python_calamine")

HEADER = ["agency", "stage", "type", "date", "count", "ref"]
BESIDE = ["bka", "removed", "video", "22.11.2019"]
ERRORS = ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"]


def ods_error(text: str, value: str) -> str:
    """Return a cell with an error as it is written: with the value of an empty text, or of nought."""
    return (
        f'<table:table-cell xmlns:calcext="urn:calcext" table:formula="of:=1/0" {value} calcext:value-type="error">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


EMPTY_TEXT, NOUGHT = 'office:value-type="string" office:string-value=""', 'office:value-type="float" office:value="0"'


@pytest.mark.parametrize("error", ERRORS)
def test_a_count_of_an_xlsx_that_is_an_error_is_refused(tmp_path: Path, error: str) -> None:
    rows = [HEADER, [*BESIDE, f'<c t="e"><f>1/0</f><v>{error}</v></c>', "a"], [*BESIDE, "<c><v>5</v></c>", "b"]]
    table = read(tmp_path / "counts.xlsx", workbook(rows))
    assert said_of(table) == [f"Unread: the cell holds an error, {error}: put it right", "Sent 5"]


@pytest.mark.parametrize("value", [EMPTY_TEXT, NOUGHT])
def test_a_count_of_an_ods_that_is_an_error_is_refused(tmp_path: Path, value: str) -> None:
    """Its value says nothing, or nought; what it shows is the error."""
    rows = ods_row(*HEADER) + ods_row(*BESIDE, ods_error("#DIV/0!", value), "a") + ods_row(*BESIDE, "5", "b")
    table = read(tmp_path / "counts.ods", ods(rows))
    assert said_of(table) == ["Unread: the cell holds an error, #DIV/0!: put it right", "Sent 5"]


def test_an_error_that_an_ods_only_shows_is_refused(tmp_path: Path) -> None:
    """Other programs write a formula with the value nought, and the error as its text."""
    shown = f'<table:table-cell table:formula="of:=1/0" {NOUGHT}><text:p>#DIV/0!</text:p></table:table-cell>'
    table = read(tmp_path / "counts.ods", ods(ods_row(*HEADER) + ods_row(*BESIDE, shown, "a")))
    assert said_of(table) == ["Unread: the cell holds an error, #DIV/0!: put it right"]


@pytest.mark.parametrize("place", range(len(HEADER)))
def test_an_error_in_any_column_refuses_its_row(tmp_path: Path, place: int) -> None:
    """A provider, a day or a reference that is an error is none that was left out."""
    row = [*BESIDE, "<c><v>7</v></c>", "a"]
    row[place] = '<c t="e"><v>#REF!</v></c>'
    table = read(tmp_path / "counts.xlsx", workbook([HEADER, row, [*BESIDE, "<c><v>5</v></c>", "b"]]))
    assert [one.split(":")[0] for one in said_of(table)] == ["Unread", "Sent 5"]


@pytest.mark.parametrize("error", ["#DIV/0!", "#N/A", "#WERT!", "#NV", "#VALEUR!", "#BEZUG!", "#DEEL/0!", "Err:502"])
def test_an_error_in_a_text_file_is_refused_as_one(tmp_path: Path, error: str) -> None:
    """As the program of the sender spells it."""
    content = f"agency;stage;date;videos;accounts\nbka;removed;22.11.2019;{error};5\nbka;removed;23.11.2019;5;6\n"
    (first, *others) = said_of(read(tmp_path / "counts.csv", content.encode()), Told(totals=False))
    assert first == f"Unread: “videos”: the cell holds an error, {error}: put it right"
    assert others == ["Sent 5", "Sent 6"]


def test_a_column_of_errors_alone_is_still_the_column_of_counts(tmp_path: Path) -> None:
    content = b"agency;stage;date;videos;accounts\nbka;removed;22.11.2019;#DIV/0!;5\n"
    assert said_of(read(tmp_path / "counts.csv", content), Told(totals=False)) == [
        "Unread: “videos”: the cell holds an error, #DIV/0!: put it right"
    ]


@pytest.mark.parametrize("formula", ["<c><f>1+2</f><v></v></c>", "<c><f>1+2</f></c>"])
def test_a_count_whose_formula_has_no_result_is_refused(tmp_path: Path, formula: str) -> None:
    """A program that wrote it and never worked it out left it empty."""
    table = read(tmp_path / "counts.xlsx", workbook([HEADER, [*BESIDE, formula, "a"], [*BESIDE, "<c><v>5</v></c>"]]))
    assert [one.split(",")[0] for one in said_of(table)] == ["Unread: “=” is a formula", "Sent 5"]
    assert "1 formula has no result: open the file in a spreadsheet program and save it" in table.notices


def test_a_formula_of_an_ods_without_a_result_is_refused(tmp_path: Path) -> None:
    empty = '<table:table-cell table:formula="of:=1+2"/>'
    table = read(tmp_path / "counts.ods", ods(ods_row(*HEADER) + ods_row(*BESIDE, empty, "a")))
    assert [one.split(",")[0] for one in said_of(table)] == ["Unread: “=” is a formula"]


def test_a_formula_that_results_in_an_empty_text_is_an_empty_cell(tmp_path: Path) -> None:
    empty = '<c t="str"><f>IF(A1="","",1)</f><v></v></c>'
    table = read(tmp_path / "counts.xlsx", workbook([HEADER, [*BESIDE, empty, "a"]]))
    assert said_of(table) == ["Skipped: no number stands in it: nothing is reported"]


def test_a_sheet_that_begins_elsewhere_shows_its_errors_where_they_are(tmp_path: Path) -> None:
    rows = [[], [None, *HEADER], [None, *BESIDE, '<c t="e"><v>#N/A</v></c>', "a"], [None, *BESIDE, "7", "b"]]
    table = read(tmp_path / "counts.xlsx", workbook(rows))
    assert [row.cells[4] for row in table.rows()] == ["#N/A", "7"]


def test_a_workbook_full_of_errors_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_part, "MOST_FAULTS", 2)
    rows = [HEADER, *([*BESIDE, '<c t="e"><v>#N/A</v></c>', "a"] for _ in range(3))]
    with pytest.raises(Refused, match="cells with an error"):
        read(tmp_path / "counts.xlsx", workbook(rows))
