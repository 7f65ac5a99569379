"""Do tables keep what they hold, and is a cell never more than a cell?"""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.exchange.table import FORMATS, clip, csv_text, harmless, json_text, plain_text
from board.model.text import clean

HEAD = ("slug", "name")

FORMULAS = (
    "=1+1",
    "=cmd|'/c calc'!A1",
    "+1",
    "-1+cmd",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
)
"""What spreadsheets take for a formula, in full width as well (OWASP, CSV injection; its issues 1088 and 1115)."""


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_formula_becomes_text(cell: str) -> None:
    """The cell starts with an apostrophe, which spreadsheets read as "this is text", and is kept whole behind it."""
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [cell for cell in FORMULAS if cell.isprintable()])
def test_a_formula_in_any_column_becomes_text(cell: str) -> None:
    """No column is trusted more than another, also behind a cell that holds a comma or a quotation mark."""
    rows = list(csv.reader(io.StringIO(csv_text(HEAD, [(cell, 'a "quoted", cell'), ("x", cell)]), newline="")))
    assert rows == [[*HEAD], [f"'{cell}", 'a "quoted", cell'], ["x", f"'{cell}"]]


@pytest.mark.parametrize("cell", [-5, 0, 26_000, None, 1.5])
def test_a_number_stays_a_number(cell: object) -> None:
    """Only text can be a formula: a negative count is not turned into text."""
    assert harmless(cell) is cell


@pytest.mark.parametrize("cell", ["Europol", "26 000", "a=b", "", "'quoted'", "≥26,000", "is-2019-11"])
def test_an_ordinary_cell_is_unchanged(cell: str) -> None:
    """What is no formula is kept letter for letter."""
    assert harmless(cell) == cell


CELLS = st.one_of(st.none(), st.integers(), st.text(max_size=20).map(clean))
ROWS = st.lists(st.tuples(CELLS, CELLS), max_size=5)


@settings(deadline=None)
@given(ROWS)
def test_csv_reads_back(rows: list[tuple[object, ...]]) -> None:
    """A reader of RFC 4180 gets as many rows and cells as went in, none of which is a formula."""
    read = list(csv.reader(io.StringIO(csv_text(HEAD, rows), newline="")))
    assert read[0] == [*HEAD]
    assert read[1:] == [["" if cell is None else str(harmless(cell)) for cell in row] for row in rows]
    texts = [cell for row, back in zip(rows, read[1:], strict=True) for was, cell in zip(row, back, strict=True)
             if isinstance(was, str)]  # fmt: skip
    assert not [cell for cell in texts if cell.startswith(("=", "+", "-", "@"))]


@settings(deadline=None)
@given(ROWS)
def test_json_reads_back(rows: list[tuple[object, ...]]) -> None:
    """JSON keeps numbers, nothing and text as they are."""
    assert json.loads(json_text(HEAD, rows)) == [dict(zip(HEAD, row, strict=True)) for row in rows]


@settings(deadline=None)
@given(ROWS)
def test_plain_text_has_a_line_for_each_row(rows: list[tuple[object, ...]]) -> None:
    """A head and one line a row, whatever the cells hold, and no cell above its width."""
    lines = plain_text(HEAD, rows, widest=10).split("\n")
    assert len(lines) == len(rows) + 2
    assert lines[-1] == ""
    assert max(map(len, lines)) <= 10 + 2 + 10


def test_plain_text_aligns_and_clips() -> None:
    """Columns stand under their heads; what is cut off shows that it is."""
    assert plain_text(HEAD, [("a", "long name"), (None, 7)], widest=6) == "slug  name\na     long …\n      7\n"


@pytest.mark.parametrize("form", FORMATS)
def test_a_table_without_rows_is_still_a_table(form: str) -> None:
    """An empty list is no error and no empty file."""
    assert FORMATS[form](HEAD, []) in ("slug  name\n", "slug,name\n", "[]\n")


@given(st.text(max_size=30), st.integers(1, 20))
def test_clip_never_exceeds_the_width(text: str, width: int) -> None:
    """What fits is whole; what does not ends in "…" and is exactly as wide as it may be."""
    clipped = clip(text, width)
    assert len(clipped) <= width
    if len(text) <= width:
        assert clipped == text
    else:
        assert clipped == text[: width - 1] + "…"
