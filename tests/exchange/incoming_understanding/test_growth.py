"""Is it known whether numbers are running totals, and asked where it is not?"""

import pytest

from board.exchange.incoming.recognition import Told
from board.model.incoming import Cell, Table
from tests.exchange.incoming_understanding.tables import asked, recognised, table

HEADER = ["Date", "Plateforme", "Type", "Action", "Nombre"]


def days(*numbers: int, above: str = "pharos", time: str = "") -> Table:
    """Return a sheet of one series, a row a day."""
    rows: list[list[Cell]] = [
        [f"2019-11-{day:02d}{time}", "Telegram", "vidéo", "retiré", number] for day, number in enumerate(numbers, 10)
    ]
    return table(HEADER, *rows, above=[above])


@pytest.mark.parametrize(
    ("title", "totals"),
    [
        ("Retraits cumulés", True),
        ("Cumul au 24/11/2019", True),
        ("Bis heute gelöscht", True),
        ("Kumuliert", True),
        ("Stand: 24.11.2019", True),
        ("Tot nu toe", True),
        ("running total", True),
        ("to date", True),
        ("à ce jour", True),
        ("nouveaux retraits", False),
        ("new removals", False),
        ("neu", False),
        ("nieuw per dag", False),
        ("par jour", False),
        ("daily", False),
        ("am Tag", False),
        ("increments", False),
        ("Neue Meldungen pro Tag, Stand: 24.11.2019", False),
        ("totals: true", True),
        ("cumulative: false", False),
    ],
)
def test_words_decide(title: str, totals: bool) -> None:
    """In four languages; a date of issue is weaker than the others."""
    of = table(HEADER, ("2019-11-10", "Telegram", "vidéo", "retiré", 3), above=["agency: pharos", title])
    assert asked(of) == set()
    assert recognised(of).totals is totals


def test_words_against_each_other_are_asked() -> None:
    """New ones, cumulated?"""
    assert "totals" in asked(days(3, above="nouveaux retraits, cumul"))


def test_numbers_that_only_grow_are_asked() -> None:
    """They can be either, timed or not."""
    assert "totals" in asked(days(1, 5, 9, 14))
    assert "totals" in asked(days(1, 5, 9, 14, time=" 18:00"))
    assert "totals" in asked(days(4, 4, 4, 4))


def test_numbers_that_fall_from_day_to_day_are_new_ones() -> None:
    """Running totals do not."""
    assert recognised(days(9, 2, 7, 3)).totals is False
    assert asked(days(9, 2, 7, 3)) == set()


def test_one_row_a_series_is_asked() -> None:
    """With a date or without."""
    assert "totals" in asked(days(12))


def test_a_time_of_its_own_is_no_evidence() -> None:
    """10:00 100, 12:00 250, 14:00 300: somebody who looked at a counter, or at a log; so is one row alone."""
    assert asked(days(12, time=" 18:03")) == {"totals"}
    rows = [
        (f"2019-11-22 {hour}:00", "Telegram", "vidéo", "retiré", count)
        for hour, count in ((10, 100), (12, 250), (14, 300))
    ]
    assert asked(table(HEADER, *rows)) == {"totals"}
    falling = [(*row[:4], count) for row, count in zip(rows * 2, (9, 2, 7, 3, 8, 1), strict=True)]
    assert recognised(table(HEADER, *falling)).totals is False


def test_a_reference_of_its_own_makes_each_row_one_count() -> None:
    """As in a log of what was done."""
    rows = [(f"V-{n}", "2019-11-10", "Telegram", "vidéo", "retiré", n) for n in range(5, 9)]
    assert asked(table(["Réf", *HEADER], *rows)) == set()


def test_a_stand_whose_numbers_fall_is_asked() -> None:
    """One of the two is not what it seems."""
    assert "totals" in asked(days(9, 2, 7, 3, above="pharos, Stand: 24.11.2019"))


def test_what_a_person_says_settles_it() -> None:
    """Whatever the file says."""
    assert recognised(days(1, 2, 3, 4), Told(totals=True)).totals is True
    assert recognised(days(3, above="retraits cumulés"), Told(totals=False)).totals is False
