"""Are numbers read as their column writes them, and is what is no count said to be none?"""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.exchange.incoming.counts import Amount, Decimal, Why, Writing, evidence_of, looks_counted, read, says_nothing
from board.model.entry import LARGEST_ENTRY
from board.model.incoming import Cell

CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.datetimes(),
    st.dates(),
    st.times(),
    st.text(max_size=80),
    st.text(alphabet="0123456789.,' \u00a0\u202f’-+><~=", max_size=20),
)


def of(*cells: Cell, told: Decimal | None = None) -> list[Amount | Why]:
    """Read the cells of one column by what they show together."""
    writing = evidence_of(cells).conclude(told)
    assert not writing.contradicts
    return [read(cell, writing) for cell in cells]


@pytest.mark.parametrize(
    "written",
    [
        "26000",
        "26 000",
        "26.000",
        "26,000",
        "26'000",
        "26’000",
        "26\u00a0000",
        "26\u202f000",
        "26\u2009000",
        "２６０００",
        "٢٦٬٠٠٠",
        " 26000 ",
        "+26000",
        26000,
        26000.0,
    ],
)
def test_twenty_six_thousand_however_it_is_written(written: Cell) -> None:
    """Every way to part thousands, digits of other scripts, and a spreadsheet's float."""
    assert of(written) == [Amount(26_000)]


def test_a_point_before_three_digits_parts_thousands() -> None:
    """Items are counted whole: "1.234" is no fraction where nothing shows one."""
    assert of("1.234", "2.500") == [Amount(1234), Amount(2500)]
    assert of("1.234", "12.345", "1.234.567") == [Amount(1234), Amount(12_345), Amount(1_234_567)]


def test_a_decimal_mark_that_was_said_is_one_everywhere() -> None:
    """Beside "1.5", "1.234" is a fraction too, and both are refused."""
    assert all("fraction" in one.text for one in of("1.234", "1.5", told=".") if isinstance(one, Why))
    assert of("1,234", "1.50")[0] == Amount(1234)


@pytest.mark.parametrize("cells", [("12.0", "26.000"), ("26.000", "12.0"), ("26,000", "12,00"), ("1 200,00", "26,000")])
def test_twenty_six_thousand_is_never_taken_for_twenty_six(cells: tuple[str, ...]) -> None:
    """One mark behind twelve and in 26.000: it cannot be told what it is, and so is asked; an answer settles it."""
    assert len(evidence_of(cells).conclude().contradicts) == 2
    assert Amount(26_000) in of(*cells, told="," if "." in "".join(cells) else ".")


@pytest.mark.parametrize("written", ["12,0", "12.00", "12,000.0", "1.200,00", "1 200,00", "1'200.0"])
def test_a_whole_number_with_noughts_behind_the_mark_is_whole(written: str) -> None:
    """As a spreadsheet in another language writes it."""
    [amount] = of(written)
    assert isinstance(amount, Amount)
    assert amount.quantity in (12, 1200, 12_000)


@pytest.mark.parametrize(
    "cells",
    [
        ("1.234.567", "1.5"),
        ("1.5", "1,5"),
        ("1.234", "1,234"),
        ("1.234,5", "1,234.5"),
        ("1.234.567", "1,234"),
        ("1.234", "1.5"),
    ],
)
def test_what_contradicts_itself_is_in_doubt(cells: tuple[str, ...]) -> None:
    """No convention reads both cells; a person who says the mark settles it."""
    assert len(evidence_of(cells).conclude().contradicts) == 2
    assert not evidence_of(cells).conclude(",").contradicts


@pytest.mark.parametrize(
    ("written", "quantity", "qualifier"),
    [
        (">120", 120, "at_least"),
        ("more than 120", 120, "at_least"),
        ("plus de 1 200", 1200, "at_least"),
        ("Plus de 26.000", 26_000, "at_least"),
        ("meer dan 120", 120, "at_least"),
        ("mehr als 120", 120, "at_least"),
        ("über 120", 120, "at_least"),
        ("120+", 120, "at_least"),
        ("≥ 120", 120, "at_least"),
        ("environ 120", 120, "about"),
        ("ca. 120", 120, "about"),
        ("~120", 120, "about"),
        ("ongeveer 120", 120, "about"),
        ("<120", 120, "at_most"),
        ("jusqu'à 120", 120, "at_most"),
        ("genau 120", 120, "exact"),
    ],
)
def test_words_and_signs_say_how_firmly(written: str, quantity: int, qualifier: str) -> None:
    """In four languages."""
    assert of(written) == [Amount(quantity, qualifier)]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("-5", "below 0"),
        ("−5", "below 0"),
        (-5, "below 0"),
        ("2,5", "fraction"),
        (2.5, "fraction"),
        ("1000000001", "1,000,000,000"),
        pytest.param(10**5000, "1,000,000,000", id="five thousand digits"),
        ("9" * 300, "no number"),
        ("NaN", "no number"),
        (float("nan"), "no number"),
        (float("inf"), "no number"),
        ("n/a", "no number"),
        ("twelve", "no number"),
        ("=1+1", "formula"),
        ("@SUM(1)", "formula"),
        ("12²", "no whole number"),
        ("1_000", "no whole number"),
        ("12 34", "no whole number"),
        ("1,23,456", "no whole number"),
        ("1e5", "no number"),
        (True, "yes or no"),
        (datetime(2019, 1, 2), "date"),
        (date(2019, 1, 2), "date"),
        (time(1, 2), "time"),
        ("\x1b[2J12", "no number"),
        ("[b]12[/b]", "no number"),
        ("12\u202e", "no"),
    ],
)
def test_what_is_no_count_says_why(cell: Cell, said: str) -> None:
    """Each in words that quote nothing harmful, and none as "nothing reported"."""
    why = read(cell, evidence_of([cell]).conclude())
    assert isinstance(why, Why)
    assert said in why.text
    assert not why.nothing
    assert why.text.isprintable()


@pytest.mark.parametrize("cell", [None, "", " ", "-", "–", "—", 0, 0.0, "0"])
def test_nothing_reported_is_no_mistake(cell: Cell) -> None:
    """Empty, a dash, nought: the row is passed over."""
    why = read(cell, Writing())
    assert isinstance(why, Why)
    assert why.nothing
    assert says_nothing(cell)


@given(st.integers(1, LARGEST_ENTRY), st.sampled_from([" ", "\u00a0", "\u202f", ".", ",", "'", "’", ""]))
def test_every_convention_reads_back(number: int, mark: str) -> None:
    """Grouped by any mark, alone in its column."""
    assert of(f"{number:,}".replace(",", mark)) == [Amount(number)]


@given(st.lists(st.integers(1, LARGEST_ENTRY), min_size=1), st.sampled_from([(".", ","), (",", ".")]))
def test_a_column_with_noughts_behind_a_mark_reads_back(numbers: list[int], marks: tuple[str, str]) -> None:
    """ "1.234,00" in every row, or "1,234.00"."""
    thousands, decimal = marks
    written = [f"{number:,}".replace(",", thousands) + f"{decimal}00" for number in numbers]
    assert of(*written) == [Amount(number) for number in numbers]


@given(st.lists(CELLS, max_size=6), CELLS)
def test_no_cell_raises(cells: list[Cell], cell: Cell) -> None:
    """Whatever its column showed; what is read lies in the ledger's bounds."""
    said = read(cell, evidence_of([*cells, cell]).conclude())
    assert isinstance(said, Why) or 1 <= said.quantity <= LARGEST_ENTRY
    looks_counted(cell)
    says_nothing(cell)
