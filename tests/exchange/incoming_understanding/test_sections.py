"""Does no row count under the verb, the partner or the provider of the rows above a line that says another one?"""

from datetime import datetime

import pytest

from board.exchange.incoming.told import Told
from board.model.incoming import Cell
from tests.exchange.incoming_understanding.tables import said_of, table

HEADER = ("date", "type", "count")
TOLD = Told(agency="bka", stage="referred", totals=False)
DAY = "2019-11-22"


def understood(*rows: tuple[Cell, ...], header: tuple[str, ...] = HEADER, told: Told = TOLD) -> list[str]:
    """Return in short, in their order, what is said of rows below lines that say nothing."""
    return said_of(table(header, *rows, above=()), told)


@pytest.mark.parametrize(
    "text",
    [
        "Removed",
        "removed:",
        "Gelöscht",
        "Stage: removed",
        "Not referred",
        "gesperrt",
        "Removed and referred",
        "Guardia Civil",
        "Guardia",
        "Partner: Nobody known",
        "provider twitter",
        "Twitter",
        "Accounts",
        "25.11.2019",
        "cumulative",
    ],
)
@pytest.mark.parametrize("place", range(3))
def test_rows_below_a_line_that_says_something_else_are_refused(text: str, place: int) -> None:
    """In whatever column it stands; the line itself goes with them, so that it still stands above them."""
    lone: tuple[Cell, ...] = tuple(text if at == place else "" for at in range(3))
    header, told = ("note", "count", "extra"), TOLD._replace(content_type="video", occurred_at=1574380800000)
    above, first, line, *below = understood(
        ("a", "10", ""), lone, ("", "", ""), ("b", "4", ""), header=header, told=told
    )
    assert above == "Sent 10"
    assert first == "Skipped: the row is empty"
    assert line.startswith("Unread: the rows below it do not say “")
    assert below == [f"Unread: line 3 says “{text}” above this row: put that in a column of its own"]


def test_a_line_between_rows_of_a_table_with_columns_of_its_own() -> None:
    assert understood((DAY, "video", "10"), ("Removed", "", ""), (DAY, "video", "4"), (DAY, "account", "5")) == [
        "Sent 10",
        "Unread: the rows below it do not say “Removed” themselves: put it in a column of its own",
        "Unread: line 3 says “Removed” above this row: put that in a column of its own",
        "Unread: line 3 says “Removed” above this row: put that in a column of its own",
    ]


def test_rows_that_say_it_themselves_are_counted() -> None:
    """By what they say; the others below the same line are refused."""
    header = ("date", "type", "stage", "count")
    rows = ((DAY, "video", "referred", "10"), ("Removed", "", "", ""), (DAY, "video", "removed", "4"))
    assert understood(*rows, header=header) == [
        "Sent 10",
        "Skipped: a heading: the rows below it say the same, or say it themselves",
        "Sent 4",
    ]
    assert [one.split(":")[0] for one in understood(*rows, (DAY, "video", "", "5"), header=header)] == [
        "Sent 10",
        "Sent 4",
        "Unread",
        "Unread",
    ]


def test_a_line_that_says_what_holds_anyway_changes_nothing() -> None:
    """And ends what another line of the same matter said; a line of another matter does not."""
    said = understood(
        ("Referred", "", ""),
        (DAY, "video", "1"),
        ("Removed", "", ""),
        (DAY, "video", "2"),
        ("BKA", "", ""),
        (DAY, "video", "3"),
        ("Gemeldet", "", ""),
        (DAY, "video", "4"),
    )
    assert [one for one in said if one.startswith("Sent")] == ["Sent 1", "Sent 4"]
    assert sum(one.startswith("Unread: line 4 says “Removed”") for one in said) == 2


def test_every_line_that_stands_above_a_row_is_named() -> None:
    said = understood(("Guardia Civil", "", ""), ("Removed", "", ""), (DAY, "video", "3"))
    assert said[-1] == (
        "Unread: line 2 says “Guardia Civil” above this row: put that in a column of its own; "
        "line 3 says “Removed” above this row: put that in a column of its own"
    )
    assert [one.split(":")[0] for one in said] == ["Unread"] * 3


def test_a_name_in_its_own_column_with_no_count_is_a_row_like_others() -> None:
    header, told = ("agency", "videos", "accounts"), TOLD._replace(agency=None, occurred_at=1574380800000)
    rows = (("bka", "5", "6"), ("guardia civil", "", ""), ("pharos", "3", "4"))
    assert understood(*rows, header=header, told=told) == [
        "Sent 5",
        "Sent 6",
        "Skipped: it reports nothing",
        "Sent 3",
        "Sent 4",
    ]


@pytest.mark.parametrize("text", ["Page 2", "continued", "–––", "Total", "Sum", "see the annex", "n/a", "5", "* *"])
def test_a_line_that_names_nothing_does_no_harm(text: str) -> None:
    said = understood((DAY, "video", "10"), (text, "", ""), (DAY, "video", "4"))
    assert [one for one in said if one.startswith("Sent")] == ["Sent 10", "Sent 4"]


def test_a_note_below_the_last_row_does_no_harm() -> None:
    assert understood((DAY, "video", "10"), ("Source: BKA, removed content not counted", "", "")) == [
        "Sent 10",
        "Skipped: a heading: the rows below it say the same, or say it themselves",
    ]


def test_a_day_of_a_spreadsheet_is_a_heading_too() -> None:
    header, told = ("type", "count"), TOLD._replace(occurred_at=1574380800000)
    same, other = datetime(2019, 11, 22), datetime(2019, 11, 23)
    rows: tuple[tuple[Cell, ...], ...] = ((same, None), ("video", 1), (other, None), ("video", 2), ("account", 3))
    said = understood(*rows, header=header, told=told)
    assert [one.split(":")[0] for one in said] == ["Skipped", "Sent 1", "Unread", "Unread", "Unread"]


def test_items_below_a_heading_are_refused_and_an_address_is_none() -> None:
    header, told = ("url",), TOLD._replace(content_type="channel", occurred_at=1574380800000, totals=None)
    rows = (
        ("https://t.me/a1",),
        ("https://twitter.com/a b",),
        ("https://t.me/a2",),
        ("Removed ones",),
        ("https://t.me/a3",),
    )
    said = understood(*rows, header=header, told=told)
    assert [one.split()[0] for one in said] == ["Item", "Unread:", "Item", "Unread:", "Unread:"]


def test_a_header_that_comes_once_more_is_passed_over() -> None:
    said = understood((DAY, "video", "10"), ("Date", "Type ", "COUNT"), (DAY, "video", "4"))
    assert said == ["Sent 10", "Skipped: it is the header once more", "Sent 4"]


@pytest.mark.parametrize(
    ("header", "other", "below"),
    [
        (("date", "video", "account"), ("date", "account", "video"), (DAY, "5", "6")),
        (("date", "type", "count"), ("date", "count", "type"), (DAY, "video", "5")),
        (("date", "type", "count"), ("Datum", "Konten", "Videos"), (DAY, "5", "6")),
        (("date", "video", "account", "group"), ("date", "group", "", ""), (DAY, "5", "", "")),
        (("date", "video", "account"), ("provider", "date", "number"), ("telegram", DAY, "6")),
        (("date", "video", "account"), ("date", "account", "video", "channel"), (DAY, "5", "6", "7")),
    ],
)
def test_rows_below_another_header_are_refused(
    header: tuple[str, ...], other: tuple[str, ...], below: tuple[str, ...]
) -> None:
    """They are never read by the columns of the first one; those below the first one, once it comes again, are."""
    told = TOLD._replace(content_type="video") if "type" not in header and "video" not in header else TOLD
    again = (DAY, *("video" if name == "type" else "1" for name in header[1:]))
    said = understood(again, other, below, ("",) * len(header), header, again, header=header, told=told)
    counted = [one for one in said if one.startswith("Sent")]
    assert len(counted) == 2 * sum(name in ("count", "video", "account", "group") for name in header)
    first, second = (one for one in said if one.startswith("Unread"))
    assert "is another header" in first
    assert "line 3 is another header" in second or "more cells than the header" in second


def test_a_row_of_known_words_is_no_header() -> None:
    """Where a day is missing, and the number too."""
    header = ("date", "type", "stage", "count", "note")
    said = understood(("", "video", "removed", "", "number unknown"), (DAY, "video", "removed", "4", ""), header=header)
    assert said[-1] == "Sent 4"
