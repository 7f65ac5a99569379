"""Does a figure agree only where the draft says no more of it than the board, and nothing against it?"""

import pytest

from tests.exchange.checking.conftest import Checks
from tests.exchange.checking.test_check import kinds


@pytest.mark.parametrize(
    "text",
    [
        "18,745 items were not removed.",
        "18,745 items weren't removed.",
        "18,745 items, none of them removed.",
        "18 745 contenus n’ont pas été retirés.",
        "Aucun des 18 745 contenus n’a été retiré.",
        "18.745 Inhalte wurden nie entfernt.",
        "18.745 items werden niet verwijderd.",
    ],
)
def test_what_is_denied_does_not_agree(text: str, checked: Checks) -> None:
    """The board has it removed."""
    assert kinds(checked, "room", text) == [
        ("18,745" if "," in text[:6] else text[text.index("18") :][:6], "other_verb")
    ]


def test_what_is_left_and_what_was_refused_is_truly_not_removed(checked: Checks) -> None:
    """5,895 of what was referred; 96 accounts that providers refused."""
    assert kinds(checked, "room", "5,895 items were not removed.") == [("5,895", "agrees")]
    assert kinds(checked, "room", "96 accounts were not removed.") == [("96", "agrees")]


@pytest.mark.parametrize(
    "text",
    [
        "24,640 items were destroyed.",
        "24 640 contenus ont été détruits.",
        "24.640 Inhalte wurden vernichtet.",
        "24.640 items werden vernietigd.",
    ],
)
def test_a_verb_that_is_none_of_the_boards_agrees_with_nothing(text: str, checked: Checks) -> None:
    """It is named, and a strict check stops there."""
    came = checked("room", text)
    assert came.findings == ()
    assert [one.why for one in came.passed_over] == ["no verb stands with it"]
    assert came.unread_numbers


@pytest.mark.parametrize(
    "text",
    [
        "24,640 items were referred, and all were deleted.",
        "24 640 contenus ont été signalés, puis tous supprimés.",
        "24.640 Inhalte wurden gemeldet und anschließend gelöscht.",
        "24.640 items werden gemeld en vervolgens verwijderd.",
    ],
)
def test_what_was_done_afterwards_is_said_of_the_number_too(text: str, checked: Checks) -> None:
    """All of it was referred; not all of it was removed."""
    assert [kind for _text, kind in kinds(checked, "room", text)] == ["other_verb"]


@pytest.mark.parametrize("text", ["The FBI removed 18,745 items.", "Le FBI a retiré 18 745 contenus."])
def test_the_number_of_the_whole_is_no_strangers(text: str, checked: Checks) -> None:
    """Who takes no part in the action has no part of its figures."""
    assert [kind for _text, kind in kinds(checked, "room", text)] == ["part_for_whole"]


@pytest.mark.parametrize("text", ["18,745 thousand items were removed.", "18.745 Tausend Inhalte wurden entfernt."])
def test_a_number_of_thousands_is_none_of_ones(text: str, checked: Checks) -> None:
    assert [kind for _text, kind in kinds(checked, "room", text)] == ["unknown"]


def test_comments_that_are_never_closed_cost_no_more_than_other_text(checked: Checks) -> None:
    """And one that is closed is not read."""
    text = "18,745 items were removed. " + "<!--" * 200_000
    assert [kind for _text, kind in kinds(checked, "room", text)] == ["agrees"]
    assert kinds(checked, "room", "18,745 items were removed. <!-- 24,640 items were removed -->") == [
        ("18,745", "agrees")
    ]
