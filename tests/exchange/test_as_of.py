"""Is the moment that is asked for understood, or refused in words: nonsense, the future, another zone, the odd hour?"""

import re
from datetime import UTC, datetime

import pytest

from board.exchange.as_of import instant_of, moment_of, written
from board.model.moment import Clock, Moment
from board.store.refused import Refused

NOW = datetime(2026, 10, 27, 16, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("14:05", "2026-10-27T14:05"),
        (" 14:05:09 ", "2026-10-27T14:05:09"),
        ("14:05:09.037Z", "2026-10-27T14:05:09.037"),
        ("today 9:00", "2026-10-27T09:00"),
        ("yesterday 23:50", "2026-10-26T23:50"),
        ("2019-11-24T18:00Z", "2019-11-24T18:00"),
        ("2019-11-24 18:00", "2019-11-24T18:00"),
        ("2019-11-24 19:00 +01:00", "2019-11-24T18:00"),
        ("2019-11-24T13:30-0430", "2019-11-24T18:00"),
        ("2019-11-24 19:00 Europe/Brussels", "2019-11-24T18:00"),
        ("2019-07-24 19:00 Europe/Brussels", "2019-07-24T17:00"),
        ("01:30 Asia/Tokyo", "2026-10-27T16:30"),  # there it is the 28th already
    ],
)
def test_what_is_meant(written: str, meant: str) -> None:
    """UTC where no zone is said; a bare time is of this day in its own zone."""
    assert instant_of(written, NOW) == datetime.fromisoformat(meant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "no instant"),
        ("soon", "no instant"),
        ("2019-11-24", "no instant"),
        ("25:00", "no instant"),
        ("2019-13-01 10:00", "no instant"),
        ("2019-02-30 10:00", "no instant"),
        ("１４:０５", "no instant"),
        ("14:05\x1b[2J", "no instant"),
        ("9" * 1_000_000, "no instant"),
        ("0001-01-01 00:00 +14:00", "no instant"),
        ("14:05 +25:00", "no clock on earth"),
        ("14:05 Europe/Atlantis", "no time zone"),
        ("14:05 ../../etc/passwd", "no instant"),
        ("2019-10-27 02:30 Europe/Brussels", "twice.*2019-10-27T00:30Z or 2019-10-27T01:30Z"),
        ("2019-03-31 02:30 Europe/Brussels", "went forward"),
    ],
)
def test_what_is_refused(written: str, said: str) -> None:
    """In one line that says what is wrong; on the night the clocks go back both instants are named."""
    with pytest.raises(Refused) as refusal:
        instant_of(written, NOW)
    assert re.search(said, str(refusal.value))
    assert "\x1b" not in str(refusal.value)
    assert len(str(refusal.value)) < 300


def test_the_future_is_refused() -> None:
    """The board is wound back, never forward; this very instant is not the future."""
    with pytest.raises(Refused, match="still to come"):
        moment_of("16:31", "known", NOW)
    assert moment_of("16:30", "happened", NOW) == Moment(NOW, Clock.HAPPENED)


@pytest.mark.parametrize("micro", [0, 1_000, 999_000])
@pytest.mark.parametrize("second", [0, 9])
def test_what_the_board_writes_it_understands(second: int, micro: int) -> None:
    """To the millisecond, in which entries are recorded."""
    at = NOW.replace(minute=5, second=second, microsecond=micro)
    assert instant_of(written(at), NOW) == at
