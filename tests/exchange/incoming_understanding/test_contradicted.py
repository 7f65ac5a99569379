"""Is a person asked where a title says another thing than an option does?"""

import pytest

from board.exchange.incoming.told import Told, answered, told_of
from tests.exchange.incoming_understanding.tables import asked, recognised, said_of, table

ROW = ("2019-11-22", "10")
HEADER = ("date", "count")
TOLD = Told(agency="bka", stage="referred", content_type="video", totals=False)


@pytest.mark.parametrize(
    ("title", "what"),
    [
        ("Removed content bka", "stage"),
        ("Stage: removed", "stage"),
        ("Referred accounts", "content_type"),
        ("Report of the Guardia Civil", "agency"),
    ],
)
def test_a_title_that_says_another_thing_than_an_option_is_asked_about(title: str, what: str) -> None:
    assert asked(table(HEADER, ROW, above=(title,)), TOLD) == {what} | (
        {"content_type"} if "content" in title else set()
    )


def test_what_is_answered_to_it_holds_and_is_not_asked_again() -> None:
    """Whichever it is; also where the partner's last file is remembered."""
    of = table(HEADER, ROW, above=("Removed",))
    for stage in ("referred", "removed"):
        told = answered(TOLD, "stage", stage)
        assert asked(of, told) == set()
        assert recognised(of, told).constant("stage") == stage
    profile = recognised(of, answered(TOLD, "stage", "referred")).profile()
    assert asked(of, told_of(profile, answered(TOLD, "stage", "referred"))) == set()


def test_a_title_that_says_the_same_or_names_a_provider_is_no_question() -> None:
    assert said_of(table(HEADER, ROW, above=("Videos referred to Telegram", "BKA")), TOLD) == ["Sent 10"]


def test_a_provider_or_a_day_that_a_title_says_otherwise_is_noticed() -> None:
    of = table(("count",), ("10",), above=("Telegram, 23.11.2019",))
    notices = recognised(of, TOLD._replace(provider="twitter", occurred_at=1574380800000)).notices
    assert any("says telegram, but twitter was told" in notice for notice in notices), notices
    assert any("says 2019-11-23, but 2019-11-22 00:00+00:00 was told" in notice for notice in notices)
