"""Is a column of counts with a bad cell never left out, so that its figures vanish unsaid?"""

import pytest

from board.exchange.incoming.told import Told
from board.model.incoming import Sent, Unread
from tests.exchange.incoming_understanding.tables import asked, read, recognised, sent, table


@pytest.mark.parametrize("cell", ["x7", "12O", "7?", "5 *"])
def test_a_column_of_counts_whose_only_cell_is_no_number_is_not_left_out(cell: str) -> None:
    """Beside one that counts: it is asked what it is, and its row is refused once it is said to count."""
    of = table(["Date", "video", "account"], ("22/11/2019", "5", cell), above=["bka, referred"])
    assert asked(of, Told(totals=False)) == {"column:account"}
    told = Told(totals=False, columns={"account": "account"})
    assert [type(one) for one in read(of, told)] == [Unread]


def test_a_column_with_some_numbers_among_texts_is_not_left_out() -> None:
    rows = [("22/11/2019", "5", "k.A. bis Freitag")] * 9 + [("23/11/2019", "5", "7")]
    of = table(["Date", "video", "account"], *rows, above=["bka, referred"])
    assert asked(of, Told(totals=False)) == {"column:account"}


def test_a_column_of_names_is_left_out_and_that_is_said() -> None:
    of = table(["Date", "video", "groupe"], ("22/11/2019", "5", "Amaq Agency"), above=["bka, referred"])
    assert asked(of, Told(totals=False)) == set()
    assert any("“groupe” is left out" in notice for notice in recognised(of, Told(totals=False)).notices)


def test_a_bad_cell_among_counts_refuses_its_row_alone() -> None:
    of = table(["Date", "video"], *[("22/11/2019", cell) for cell in ("5", "x7", "9")], above=["bka, referred"])
    assert [type(one) for one in read(of, Told(totals=False))] == [Sent, Unread, Sent]


def test_the_only_count_of_a_file_that_is_no_number_is_refused_or_asked_about() -> None:
    for header in (["Date", "Art", "Anzahl"], ["Date", "Art", "Anzahl gemeldet"]):
        of = table(header, ("22/11/2019", "Video", "x7"), above=["bka, referred"])
        assert [type(one) for one in read(of, Told(totals=False))] == [Unread]
    assert asked(table(["Date", "video"], ("22/11/2019", "x7"), above=["bka, referred"]), Told(totals=False))


def test_a_number_of_one_stage_is_of_that_stage_though_most_of_its_cells_are_none() -> None:
    rows = [("22/11/2019", "Video", "folgt")] * 9 + [("23/11/2019", "Video", "7")]
    of = table(["Date", "Art", "Anzahl gelöscht"], *rows, above=["bka"])
    assert {one.stage for one in sent(of, Told(totals=False))} == {"removed"}
