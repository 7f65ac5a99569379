"""Does the model of the record let in what the public sources really say, and nothing that contradicts itself?"""

import pytest
from pydantic import ValidationError

from board.model.record import Action


def lasting(started: str, ended: str) -> Action:
    """Return an action with these dates."""
    return Action.model_validate(
        {
            "slug": "one",
            "name": "One",
            "status": "concluded",
            "started_on": started,
            "ended_on": ended,
            "sources": ["a-release"],
        }
    )


@pytest.mark.parametrize(
    ("started", "ended"),
    [("2019-11-25", "2019-11"), ("2019-11-25", "2019"), ("2019", "2019-01-01"), ("2019-11", "2019-11-01")],
)
def test_an_end_may_be_known_less_well_than_the_start(started: str, ended: str) -> None:
    """A source that says "in November" does not say that it was over before the 25th."""
    assert lasting(started, ended).ended_on == ended


@pytest.mark.parametrize(
    ("started", "ended"), [("2019-11-25", "2019-10"), ("2019-11", "2018"), ("2019-11-25", "2019-11-24")]
)
def test_an_end_never_lies_before_the_start(started: str, ended: str) -> None:
    """As far as both are known."""
    with pytest.raises(ValidationError, match="ended_on lies before started_on"):
        lasting(started, ended)
