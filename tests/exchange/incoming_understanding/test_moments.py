"""Are days and times understood as they are written, and is what can be read in two ways never guessed?"""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.exchange.incoming.counts import Why
from board.exchange.incoming.moments import Day, Evidence, Writing, day_of, days_in, instant_of, time_of
from board.exchange.incoming.orders import Order, possible_orders
from board.model.incoming import Cell
from board.model.instants import milliseconds
from tests.exchange.incoming_understanding.tables import NOW
from tests.exchange.incoming_understanding.test_counts import CELLS

DAY = Day(date(2019, 11, 24), UTC)
SIX = datetime(2019, 11, 24, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    "written",
    [
        "2019-11-24",
        "24/11/2019",
        "24.11.2019",
        "24-11-2019",
        "24-11-19",
        "24.11.19",
        "11/24/2019",
        "2019/11/24",
        "20191124",
        "24 novembre 2019",
        "24. November 2019",
        "24 nov. 2019",
        "24 november 2019",
        "24-Nov-2019",
        "November 24, 2019",
        "dimanche 24 novembre 2019",
        "So, 24.11.2019",
        "zondag 24 november 2019",
        "le 24/11/2019",
        43793,
        43793.0,
        "43793",
        date(2019, 11, 24),
    ],
)
def test_a_day_however_it_is_written(written: Cell) -> None:
    """Five orders, four languages, and the days of a spreadsheet."""
    assert day_of(written, Writing()) == DAY


@pytest.mark.parametrize(
    "written",
    [
        "2019-11-24T18:00Z",
        "2019-11-24 18:00",
        "2019-11-24T19:00:00+01:00",
        "2019-11-24 19:00 CET",
        "2019-11-24 19:00 Europe/Brussels",
        "24/11/2019 18:00",
        "24/11/2019 à 18h00",
        "24/11/2019 18h",
        "24.11.2019, 18.00 Uhr",
        "24 nov. 2019 18:00",
        "11/24/2019 6:00 PM",
        43793.75,
        1_574_618_400,
        1_574_618_400_000,
        datetime(2019, 11, 24, 18),
        datetime(2019, 11, 24, 19, tzinfo=timezone(timedelta(hours=1))),
    ],
)
def test_a_time_with_its_day(written: Cell) -> None:
    """In UTC where no zone is said."""
    assert day_of(written, Writing()) == SIX


@pytest.mark.parametrize(
    "written",
    [
        "",
        "soon",
        "24 nov",
        "31/02/2019",
        "24/11/2019 25:00",
        "24/11/2019 18:00 Mars/Olympus",
        "2019",
        "2019-W47-1",
        "=TODAY()",
        2019,
        float("nan"),
        pytest.param(10**5000, id="five thousand digits"),
        True,
        time(1),
        "\x1b[2J",
        "9" * 1000,
    ],
)
def test_what_is_no_day_says_so(written: Cell) -> None:
    """In words."""
    why = day_of(written, Writing())
    assert isinstance(why, Why)
    assert why.text.isprintable()


def concluded(*cells: Cell, told: Order | None = None) -> Writing:
    """Return how a column of these cells writes days."""
    shown = Evidence()
    for cell in cells:
        shown.see(cell)
    return shown.conclude(told)


def test_a_thirteen_anywhere_decides_for_the_whole_column() -> None:
    """The 5th of November beside the 24th, the other way round beside 11/24."""
    assert day_of("05/11/2019", concluded("05/11/2019", "24/11/2019")) == Day(date(2019, 11, 5), UTC)
    assert day_of("05/11/2019", concluded("05/11/2019", "11/24/2019")) == Day(date(2019, 5, 11), UTC)


def test_what_reads_in_two_ways_is_in_doubt() -> None:
    """Alone, or where two cells need one order each; the 11th of November is the same in both."""
    assert concluded("05/11/2019").doubt
    assert isinstance(day_of("05/11/2019", Writing()), Why)
    assert concluded("13/11/2019", "11/13/2019").doubt
    assert not concluded("11/11/2019", "2019-05-11", "5 nov. 2019").doubt
    assert not concluded("05/11/2019", told="dmy").doubt


def test_days_parted_by_points_are_day_first() -> None:
    """Nobody writes month.day.year."""
    assert not concluded("05.11.2019").doubt
    assert day_of("05.11.2019", Writing()) == Day(date(2019, 11, 5), UTC)


def test_midnight_of_a_spreadsheet_is_a_day_without_a_time() -> None:
    """Unless the column holds times: then midnight is one."""
    midnight = datetime(2019, 11, 24)
    assert day_of(midnight, concluded(midnight)) == DAY
    assert day_of(midnight, concluded(midnight, datetime(2019, 11, 24, 3))) == midnight.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "midnight", ["2019-11-24 00:00", "2019-11-24T00:00:00.000Z", "24/11/2019 0:00", "24.11.19 00h00"]
)
def test_midnight_of_a_text_is_a_day_without_a_time(midnight: str) -> None:
    """The same rows as CSV and as a workbook say the same; unless the column holds times."""
    assert day_of(midnight, concluded("2019-11-23", midnight)) == DAY
    timed = day_of(midnight, concluded(midnight, "2019-11-24 03:00"))
    assert timed == datetime(2019, 11, 24, tzinfo=UTC)


def test_an_hour_that_was_there_twice_is_refused() -> None:
    """As the clocks of Brussels went back; and one that never was."""
    assert isinstance(day_of("2019-10-27 02:30 Europe/Brussels", Writing()), Why)
    assert isinstance(day_of("2019-03-31 02:30 Europe/Brussels", Writing()), Why)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [("18:00", time(18)), ("18h30", time(18, 30)), ("6 pm", time(18)), (0.75, time(18)), (time(4), time(4))],
)
def test_a_time_of_day_alone(cell: Cell, meant: time) -> None:
    """In the zone of its column."""
    assert time_of(cell, UTC) == meant.replace(tzinfo=UTC)


def test_a_day_stands_for_its_last_second() -> None:
    """No figure is shown before it can have been true; today is the same day whenever it is read."""
    assert instant_of(DAY, NOW) == milliseconds(datetime(2019, 11, 24, 23, 59, 59, tzinfo=UTC))
    assert instant_of(Day(NOW.date(), UTC), NOW) == milliseconds(datetime(2019, 11, 25, 23, 59, 59, tzinfo=UTC))


def test_the_future_and_what_was_before_1970_are_refused() -> None:
    """A day ahead is another clock or zone; more is a mistake."""
    assert instant_of(NOW + timedelta(hours=23), NOW) == milliseconds(NOW + timedelta(hours=23))
    assert isinstance(instant_of(NOW + timedelta(hours=25), NOW), Why)
    assert isinstance(instant_of(Day(date(2019, 11, 27), UTC), NOW), Why)
    assert isinstance(instant_of(Day(date(1969, 12, 31), UTC), NOW), Why)
    assert isinstance(instant_of(Day(date(9999, 12, 31), UTC), NOW), Why)


@pytest.mark.parametrize(
    ("title", "days"),
    [
        ("Stand: 22.11.2019", [date(2019, 11, 22)]),
        ("Signalements du 24 novembre 2019", [date(2019, 11, 24)]),
        ("meldungen_2019-11-24_v2", [date(2019, 11, 24)]),
        ("21/11/2019 – 24/11/2019", [date(2019, 11, 21), date(2019, 11, 24)]),
        ("05/11/2019", []),
        ("Stand 22.11.2019", [date(2019, 11, 22)]),
        ("retraits 2019-11-22 par jour", [date(2019, 11, 22)]),
        ("November 24, 2019", [date(2019, 11, 24)]),
        ("Stand 22. November 2019, 18 Uhr", [date(2019, 11, 22)]),
        ("Version 1.2.3", []),
        ("26 000 items", []),
    ],
)
def test_days_in_a_title(title: str, days: list[date]) -> None:
    """Only those that read in one way."""
    assert list(days_in(title)) == days


@given(st.dates(date(1970, 1, 1), date(2068, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d-%m-%y", "%d.%m.%Y"]))
def test_a_day_reads_back_in_the_order_that_was_said(day: date, form: str) -> None:
    """Day first."""
    written = day.strftime(form)
    if "%y" in form and day.year < 2000 and day.year < 1970:
        return
    assert day_of(written, Writing("dmy")) == Day(day, UTC)


@given(CELLS, CELLS)
def test_no_cell_raises(cell: Cell, clock: Cell) -> None:
    """As a day, as a time, as a part of a title."""
    meant = day_of(cell, concluded(cell, clock))
    if not isinstance(meant, Why):
        assert isinstance(instant_of(meant, NOW), int | Why)
    time_of(clock, UTC)
    if isinstance(cell, str):
        possible_orders(cell)
        days_in(cell)
