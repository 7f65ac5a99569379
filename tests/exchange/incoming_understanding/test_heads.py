"""Is a wide sheet whose columns are days or providers read cell by cell, and asked about where that is not clear?"""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from board.exchange.incoming.recognition import Told, told_of
from board.model.incoming import Cell, Sent, Skipped, Unread
from tests.exchange.incoming_understanding.tables import asked, read, recognised, said_of, sent, table

NEW = Told(stage="removed", totals=False)


def days_of(counts: Sequence[Sent]) -> list[tuple[str | None, int, int]]:
    """Return the content type, day of the month and number of counts."""
    return [
        (one.content_type, datetime.fromtimestamp((one.occurred_at or 0) / 1000, UTC).day, one.quantity)
        for one in counts
    ]


@pytest.mark.parametrize("head", ["2019-11-{}", "{}/11/2019", "{}.11.2019", "{} novembre 2019"])
def test_columns_that_are_days(head: str) -> None:
    """A row for each content type; the column and the row of totals count nothing."""
    of = table(
        ["Type", head.format(18), head.format(19), "Total"],
        ("vidéo", 3, 4, 7),
        ("compte", "", 6, 6),
        ("Total", 3, 10, 13),
        above=["pharos"],
    )
    assert days_of(sent(of, NEW)) == [("video", 18, 3), ("video", 19, 4), ("account", 19, 6)]
    assert isinstance(read(of, NEW)[-1], Skipped)
    assert asked(of, NEW) == set()


def test_columns_that_are_providers() -> None:
    """A row for each day, or for each content type."""
    of = table(
        ["Jour", "Telegram", "Internet Archive", "Total"],
        ("21/11/2019", 3, 4, 7),
        ("22/11/2019", "-", 6, 6),
        ("Total", 3, 10, 13),
        above=["pharos: vidéos"],
    )
    assert [(one.provider, one.quantity) for one in sent(of, NEW)] == [
        ("telegram", 3),
        ("internet-archive", 4),
        ("internet-archive", 6),
    ]
    types = table(["Type", "Telegram", "Twitter"], ("vidéo", 3, 4), ("compte", 5, 6), above=["pharos 22/11/2019"])
    assert [(one.content_type, one.provider) for one in sent(types, NEW)] == [
        ("video", "telegram"),
        ("video", "twitter"),
        ("account", "telegram"),
        ("account", "twitter"),
    ]


def test_a_provider_in_each_row_and_days_as_columns() -> None:
    """What holds for all rows says the rest."""
    of = table(
        ["Plateforme", "18/11/2019", "19/11/2019"], ("Telegram", 3, 4), ("Twitter", 5, 6), above=["pharos: vidéos"]
    )
    assert [
        (one.provider, *rest) for one, (_type, *rest) in zip(sent(of, NEW), days_of(sent(of, NEW)), strict=True)
    ] == [
        ("telegram", 18, 3),
        ("telegram", 19, 4),
        ("twitter", 18, 5),
        ("twitter", 19, 6),
    ]


def test_days_that_can_be_read_in_two_ways_are_asked() -> None:
    """As in a column of days."""
    of = table(["Type", "03/04/2019", "05/06/2019"], ("vidéo", 3, 4), above=["pharos"])
    assert asked(of, NEW) == {"day_order"}
    assert days_of(sent(of, NEW._replace(day_order="mdy"))) == [("video", 4, 3), ("video", 6, 4)]


def test_a_day_to_come_refuses_its_row_only_where_it_has_a_number() -> None:
    """A sheet for the whole week is sent on every day of it; a row counts whole or not at all."""
    rows: list[tuple[Cell, ...]] = [("vidéo", 3, ""), ("compte", 5, 6)]
    of = table(["Type", "2019-11-24", "2019-12-24"], *rows, above=["pharos"])
    assert said_of(of, NEW) == ["Sent 3", "Unread: “2019-12-24”: 2019-12-24 is still to come"]


def test_whether_they_are_running_totals_is_told_along_the_days() -> None:
    """Numbers that grow from column to column are asked about, those that fall are new ones."""
    days = [f"2019-11-{day}" for day in range(18, 23)]
    assert asked(table(["Type", *days], ("vidéo", 1, 2, 3, 4, 5), above=["pharos: retraits"])) == {"totals"}
    falling = table(["Type", *days], ("vidéo", 5, 2, 4, 1, 3), above=["pharos: retraits"])
    assert recognised(falling).totals is False
    assert asked(falling) == set()


def test_an_unknown_column_of_numbers_beside_them_is_asked() -> None:
    """A provider that the board does not know is not left out silently; nor are others taken for one."""
    of = table(["Type", "Telegram", "Twitter", "Elsewhere"], ("vidéo", 3, 4, 5), above=["pharos 22/11/2019"])
    assert asked(of, NEW) == {"column:Elsewhere"}


@pytest.mark.parametrize("head", [["Telegram"], ["Telegram", "19/11/2019"], ["18/11/2019"]])
def test_one_column_or_a_mixture_is_asked(head: list[str]) -> None:
    """It may be anything."""
    of = table(["Type", *head], ("vidéo", *range(3, 3 + len(head))), above=["pharos 22/11/2019"])
    assert "quantity" in asked(of, NEW)


def test_each_count_has_its_own_reference_and_nothing_is_remembered_of_the_heads() -> None:
    """The next file has other days."""
    of = table(
        ["Réf", "Type", "18/11/2019", "19/11/2019"], ("A1", "vidéo", 3, 4), ("A2", "compte", 5, 6), above=["pharos"]
    )
    assert [one.ref for one in sent(of, NEW)][:2] == ["A1 2019-11-18", "A1 2019-11-19"]
    profile = recognised(of, NEW).profile()
    assert set(profile["columns"]) == {"Type"} if isinstance(profile["columns"], dict) else False
    later = table(["Type", "20/11/2019", "21/11/2019"], ("vidéo", 3, 4), above=["pharos"])
    assert days_of(sent(later, told_of(profile))) == [("video", 20, 3), ("video", 21, 4)]


def test_a_number_that_is_none_refuses_its_whole_row() -> None:
    """And names its column."""
    of = table(["Type", "2019-11-18", "2019-11-19"], ("vidéo", 3, "many"), ("compte", 5, 6), above=["pharos"])
    first, *others = read(of, NEW)
    assert isinstance(first, Unread)
    assert "2019-11-19" in first.why
    assert all(isinstance(one, Sent) for one in others)
