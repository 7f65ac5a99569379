"""Is each row counted once and whole, or said to be what it is?"""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.exchange.incoming.reading import understand
from board.exchange.incoming.recognition import Told
from board.model.incoming import Cell, Item, Sent, Skipped, Unread
from board.model.instants import milliseconds
from board.store.refused import Refused
from tests.exchange.incoming_understanding.tables import NOW, normalised, read, recognised, said_of, sent, table

LONG = ["Date", "Plateforme", "Type", "Action", "Nombre"]
NEW = Told(totals=False)
ROW = ("22/11/2019", "Telegram", "vidéo", "retiré", 3)


def one(cell: Cell, place: int = 4) -> str:
    """Return what becomes of a row with this cell in one place."""
    row = (*ROW[:place], cell, *ROW[place + 1 :])
    return said_of(table(LONG, ROW, row, ROW), NEW)[1]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (12.0, "Sent 12"),
        ("1 200", "Sent 1200"),
        (None, "Skipped: no number"),
        ("-", "Skipped: no number"),
        (0, "Skipped: a count of 0"),
        ("n/a", "Unread: “n/a” is no number"),
        ("NaN", "Unread: “NaN” is no number"),
        (-5, "Unread: a number below 0"),
        (2.5, "Unread: “2.5” is a fraction"),
        (10**10, "Unread: a count lies between"),
        ("=1+1", "Unread: “=1+1” is a formula"),
        ("many", "Unread: “many” is no number"),
    ],
)
def test_every_number_is_counted_or_says_why(cell: Cell, said: str) -> None:
    """In a long sheet, where a row is one count."""
    assert one(cell).startswith(said)


@pytest.mark.parametrize(
    ("place", "cell", "said"),
    [
        (0, "31/12/2019", "Unread: 2019-12-31 is still to come"),
        (0, "31/12/1969", "Unread: an entry lies after the start of 1970"),
        (0, "soon", "Unread: “soon” is no day"),
        (0, "", "Unread: no day stands in it"),
        (1, "Telegrem", "Unread: “Telegrem” is no known provider: did you mean telegram?"),
        (1, "", "Sent 3"),
        (1, "autres", "Sent 3"),
        (1, "=cmd()", "Unread: “=cmd()” is a formula"),
        (2, "posts", "Unread: “posts” is a unit of published statements only"),
        (2, "", "Unread: no content type is named"),
        (3, "reported", "Unread: “reported” is a verb of published statements only"),
        (3, "gesperrt", "Unread: “gesperrt” may be"),
        (3, "non retiré", "Unread: “non retiré” says what was not done"),
        (3, "\x1b[2J\u202e\x00", "Unread: “"),
    ],
)
def test_every_name_is_known_or_says_why(place: int, cell: str, said: str) -> None:
    """With the nearest that is known."""
    assert one(cell, place).startswith(said)
    assert "\x1b" not in one(cell, place)


def test_a_row_says_all_that_is_wrong_with_it() -> None:
    """So that it is put right in one go."""
    [unread] = [row for row in read(table(LONG, ROW, ("", "?!", "x", "y", 3), ROW), NEW) if isinstance(row, Unread)]
    assert unread.why.count(";") == 3
    assert unread.cells == ("", "?!", "x", "y", 3)


@pytest.mark.parametrize(
    "row",
    [
        ("Total", "", "", "", 6),
        ("", "Sous-total", "", "", 6),
        ("Total général", "", "", "", 6),
        ("TOTAL :", "", "vidéo", "", 6),
        ("22/11/2019", "Gesamt", "vidéo", "retiré", 6),
        ("22/11/2019", "Telegram", "Summe", "retiré", 6),
        ("22/11/2019", "toutes plateformes", "vidéo", "retiré", 6),
        ("", "", "", "", 6),
    ],
)
def test_rows_that_sum_up_others_are_passed_over(row: tuple[Cell, ...]) -> None:
    """By a word that is all of a day or a name, or as a last row without names that holds the sum of those above."""
    last = read(table(LONG, ROW, ROW, row), NEW)[-1]
    assert isinstance(last, Skipped)
    assert "twice" in last.why


@pytest.mark.parametrize(
    "other", [("Total", ""), ("total block in FR", ""), ("", "Sous-total"), ("", "Total takedown")]
)
def test_a_row_with_all_its_names_counts_whatever_stands_beside_them(other: tuple[str, str]) -> None:
    """A note, or a column that is left out, is no place for a sum."""
    of = table([*LONG, "Note", "Foo"], (*ROW, *other), (*ROW, "", ""))
    assert said_of(of, NEW) == ["Sent 3", "Sent 3"]


def test_what_only_begins_like_a_sum_makes_no_row_one() -> None:
    """A row without a provider counts, one with an unknown provider is refused; neither is passed over."""
    rows = [("22/11/2019", name, "vidéo", "retiré", 3, "Total takedown of a channel") for name in ("", "Telegrem")]
    first, second = said_of(table([*LONG, "Foo"], *rows, (*ROW, "")), NEW)[:2]
    assert first == "Sent 3"
    assert second.startswith("Unread: “Telegrem” is no known provider")


@pytest.mark.parametrize(
    "row",
    [
        ("22/11/2019", "", "vidéo", "retiré", 9, "Total"),
        ("", "Sous-total Telegram", "", "", 9, ""),
        ("22/11/2019", "Telegram", "Total vidéos", "retiré", 9, ""),
        ("22/11/2019", "Telegram", "vidéo", "Total", 9, ""),
        ("Total", "Telegram", "vidéo", "retiré", 9, ""),
        ("22/11/2019", "", "vidéo", "retiré", 6, ""),
    ],
    ids=["a word elsewhere", "a word and more", "of one type", "as a stage", "as a day", "the sum of those above"],
)
def test_a_count_that_may_be_a_sum_is_refused_and_never_passed_over(row: tuple[Cell, ...]) -> None:
    """So that somebody sees it: it is neither lost nor counted twice."""
    assert isinstance(read(table([*LONG, "Foo"], (*ROW, ""), (*ROW, ""), row), NEW)[-1], Unread)


def test_a_wide_sheet_without_names_passes_its_last_row_of_sums_over() -> None:
    """The word stands in a column of labels that mean nothing to the board; the numbers prove it."""
    of = table(["Label", "Vidéos", "Comptes"], ("a", 3, 4), ("b", 5, 1), ("Total", 8, 5), above=["pharos, 22/11/2019"])
    assert [type(row) for row in read(of, Told(stage="removed", totals=False))] == [Sent, Sent, Sent, Sent, Skipped]


def test_a_last_row_that_is_the_sum_by_chance_counts() -> None:
    """It has all its names."""
    assert said_of(table(LONG, ROW, ROW, (*ROW[:4], 6)), NEW)[-1] == "Sent 6"


def test_a_named_last_row_of_sums_in_several_columns_is_not_counted_silently() -> None:
    """That is hardly chance, so a person decides."""
    of = table(
        ["Date", "Plateforme", "Vidéos", "Comptes"],
        *(("22/11/2019", "Telegram", n, n + 1) for n in (3, 5, 7)),
        ("22/11/2019", "Twitter", 15, 18),
    )
    assert said_of(of, Told(stage="removed", totals=False))[-1].startswith("Unread: its numbers are the sums")


def test_a_wide_row_reports_what_it_reports() -> None:
    """Empty cells, dashes, noughts and "n/a" say nothing; a row of nothing else is passed over."""
    of = table(["Date", "Vidéos", "Comptes"], ("22/11/2019", "n/a", 3), ("22/11/2019", "-", 0), (None, None, None))
    assert [s.split(":")[0] for s in said_of(of, Told(stage="removed", totals=False))] == [
        "Sent 3",
        "Skipped",
        "Skipped",
    ]


def test_a_row_is_counted_whole_or_not_at_all() -> None:
    """Put right and sent again, it counts nothing twice."""
    of = table(["Date", "Vidéos", "Comptes"], ("22/11/2019", 5, "many"), ("22/11/2019", 4, 2))
    assert said_of(of, Told(stage="removed", totals=False)) == [
        "Unread: “Comptes”: “many” is no number",
        "Sent 4",
        "Sent 2",
    ]


def test_each_count_of_a_wide_row_has_its_own_reference() -> None:
    """The ledger counts a reference once."""
    of = table(["Réf", "Date", "Vidéos retirées", "Comptes retirés"], ("A1", "22/11/2019", 5, 3), ("A2", "", 1, ""))
    assert [row.ref for row in sent(of)] == ["A1 removed:video", "A1 removed:account"]


def test_a_running_total_needs_its_provider_where_others_have_one() -> None:
    """Without one it would be the total of all of them."""
    told = Told(totals=True)
    rows = said_of(table(LONG, ROW, ("22/11/2019", "autres", "vidéo", "retiré", 9)), told)
    assert rows[1].startswith("Unread: a running total without a provider")
    assert all(row.total for row in sent(table(LONG, ROW), told))


def test_qualifiers_in_a_column_and_in_the_cell() -> None:
    """The cell's own goes before."""
    of = table([*LONG, "Précision"], (*ROW, "environ"), (*ROW, ""), (*ROW[:4], ">3", "environ"), (*ROW, "perhaps"))
    assert [row.qualifier for row in sent(of, NEW)] == ["about", "exact", "at_least"]
    assert said_of(of, NEW)[3].startswith("Unread: “perhaps” is no known qualifier")


def test_notes_are_clean_and_cut() -> None:
    """At most 500 characters; what shows nothing is no note."""
    of = table([*LONG, "Note"], (*ROW, "a\x1b[2J\u202e[b]\n" + "z" * 10**6), (*ROW, "\u200b \u2800"), (*ROW, 7))
    first, second, third = (row.note for row in sent(of, NEW))
    assert first is not None
    assert first.startswith("a\ufffd[2J\ufffd[b] z")
    assert len(first) == 500
    assert first.endswith("…")
    assert (second, third) == (None, "7")


def test_references_are_clean_and_short() -> None:
    """A spreadsheet's 12.0 is 12; more than 200 characters are none, nor is a formula."""
    of = table(["Réf", *LONG], (12.0, *ROW), (" a\x00b ", *ROW), ("x" * 201, *ROW), ("=1+1", *ROW), ("-", *ROW))
    assert [row.ref for row in sent(of, NEW)] == ["12", None]
    assert [s for s in said_of(of, NEW) if s.startswith("Unread")] == [
        "Unread: the reference holds characters that cannot be kept: send it without them",
        "Unread: a reference has at most 200 characters",
        "Unread: “=1+1” is a formula, which is never worked out: send its value",
    ]


def test_a_reference_that_is_a_day_is_written_as_one() -> None:
    """A spreadsheet keeps it with a midnight, a text file without."""
    of = table(["Réf", *LONG], (datetime(2019, 11, 22), *ROW), ("2019-11-22", *ROW), (datetime(2019, 11, 22, 9), *ROW))
    assert [row.ref for row in sent(of, NEW)] == ["2019-11-22", "2019-11-22", "2019-11-22 09:00:00"]


def test_a_column_of_times_in_a_zone() -> None:
    """Together with its day; a row without a time has the day."""
    of = table(
        ["Date", "Heure (CET)", *LONG[1:]], *(("22/11/2019", clock, *ROW[1:]) for clock in ("14:30", "", "99:99"))
    )
    rows = sent(of, NEW)
    assert rows[0].occurred_at == milliseconds(datetime(2019, 11, 22, 13, 30, tzinfo=UTC))
    assert rows[1].occurred_at == milliseconds(datetime(2019, 11, 22, 23, 59, 59, tzinfo=UTC))
    assert said_of(of, NEW)[2] == "Unread: “99:99” is no time of day"


def test_an_address_that_is_none_says_why() -> None:
    """In the words of the normaliser; a formula never reaches it."""
    of = table(
        ["URL", "Date", "Type", "Action"], *((url, *ROW[:1], *ROW[2:4]) for url in ("http://a", "a b", "=H()", "", 5))
    )
    assert [s[:40] for s in said_of(of)] == [
        "Item http://a",
        "Unread: an address holds no space",
        "Unread: “=H()” is a formula, which is ne",
        "Unread: no address stands in it",
        "Unread: “5” is no address",
    ]


def test_a_list_passes_over_its_row_of_sums_and_no_item() -> None:
    """A word for a sum beside an address is a mistake that somebody has to see."""
    header = ["URL", "Date", "Type", "Action"]
    rows = [("http://a", "22/11/2019", "vidéo", "retiré"), ("http://b", "22/11/2019", "Total", "retiré")]
    ends = [("Total", "", "", ""), ("", "Total", "", ""), ("", "", "Total", "")]
    assert [type(row) for row in read(table(header, *rows, *ends))] == [Item, Unread, Skipped, Skipped, Skipped]


def test_nothing_is_read_while_a_question_stands() -> None:
    """The question is the reason."""
    of = table(LONG, ROW, ROW)
    with pytest.raises(Refused, match="running totals"):
        list(understand(recognised(of), of, normalised, NOW))


CELL = st.one_of(st.none(), st.integers(), st.floats(), st.text(max_size=12), st.booleans(), st.datetimes())
SUMS = st.sampled_from(
    ["Total", "TOTAL", "Totaal", "Somme", "Summe", "Gesamt", "Sous-total", "Zwischensumme", "Subtotaal"]
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CELL, min_size=5, max_size=5), st.integers(0, 3), SUMS)
def test_a_row_with_a_word_for_a_sum_is_never_counted(cells: list[Cell], place: int, word: str) -> None:
    """In whichever of its columns it stands, whatever the others hold."""
    cells[place] = word
    assert not isinstance(read(table(LONG, ROW, cells, ROW), NEW)[1], Sent)


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(CELL, max_size=9), max_size=5))
def test_every_row_becomes_something(rows: list[list[Cell]]) -> None:
    """Long, short, of any cells: none is lost, none raises, and what is counted passes the ledger's checks."""
    told = Told(totals=False, columns={"Réf": "ref"}, decimal=",", day_order="dmy")
    understood = read(table(["Réf", *LONG, "Note", "Heure"], ("a", *ROW, "", ""), *rows), told)
    assert {row.line for row in understood} == set(range(2, 3 + len(rows)))
    for row in understood:
        if isinstance(row, Sent):
            assert 1 <= row.quantity <= 10**9
            assert row.occurred_at is not None
            assert 0 <= row.occurred_at <= milliseconds(NOW)
