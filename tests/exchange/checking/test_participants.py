"""Is the verb of a sentence left to what it was done to, and not given to those who did it?"""

import pytest

from tests.exchange.checking.conftest import Checks
from tests.exchange.checking.test_check import kinds


@pytest.mark.parametrize(
    "text",
    [
        "Au total, plus de 26 000 sujets ont été supprimés, avec les services de police de 12 pays.",
        "Plus de 26 000 sujets ont été supprimés par douze pays.",
        "In totaal werden meer dan 26.000 items verwijderd, samen met de politiediensten van 12 landen.",
        "Insgesamt wurden mehr als 26.000 Inhalte gelöscht, zusammen mit den Polizeibehörden von zwölf Ländern.",
        "In total, more than 26,000 items were removed by the police of twelve countries.",
        "12 pays ont signalé plus de 26 000 contenus.",
        "12 countries referred more than 26,000 items.",
    ],
)
def test_those_who_took_part_are_no_drift_of_the_verb(text: str, checked: Checks) -> None:
    """The record has 12 countries, and others that it disputes."""
    assert {kind for _text, kind in kinds(checked, "record", text)} == {"disputed"}


@pytest.mark.parametrize(
    "text",
    [
        "12 pays ont été identifiés.",
        "In 12 landen werden servers in beslag genomen.",
        "12 Länder wurden identifiziert.",
        "Servers were seized in 12 countries.",
        "12 countries where servers were seized.",
    ],
)
def test_a_verb_that_is_said_of_them_is_one(text: str, checked: Checks) -> None:
    assert kinds(checked, "record", text) == [("12", "other_verb")]


def test_nothing_but_people_is_arrested_and_no_video_takes_part(checked: Checks) -> None:
    text = "12 countries took part, 9,437 videos were referred and 2 men arrested."
    assert [one.claim.stages for one in checked("room", text).findings] == [{"took_part"}, {"referred"}, {"arrested"}]
