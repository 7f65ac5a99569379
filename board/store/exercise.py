"""What a store knows of itself when it is an exercise: which one, how far it was played, and what time it is in it."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from board.model.instants import instant_of, milliseconds
from board.model.text import clean
from board.store.connection import Connection, speaking
from board.store.edition import is_exercise, setting
from board.store.opening import Store
from board.store.reader import utc_now

KIND, SCENARIO, PLAYED, CLOCK = "exercise", "exercise scenario", "exercise played", "exercise clock"
"""Keys of the settings."""


class Exercise(NamedTuple):
    """Which exercise a store holds."""

    slug: str
    name: str
    digest: str
    """SHA-256 of its scenario, hexadecimal."""
    seed: int
    entries: int
    starts: int
    """Milliseconds since 1970, UTC."""
    ends: int


class Played(NamedTuple):
    """How far an exercise was played."""

    said: int
    """Sayings of its course."""
    over: bool


class Hand(NamedTuple):
    """Where the clock of an exercise was set, and how fast it goes from there."""

    shown: int
    """Instant of the exercise, milliseconds since 1970."""
    real: int
    """When it was set, milliseconds since 1970."""
    speed: float
    """Milliseconds of the exercise in one real one; 0 while it is halted."""


def exercise_of(connection: Connection) -> Exercise | None:
    """Return which exercise a store holds, None where it is a real one."""
    kept = setting(connection, KIND)
    if kept is None:
        return None
    values = json.loads(kept)
    return Exercise(
        clean(values["slug"]), clean(values["name"]), clean(values["digest"]), int(values["seed"]),
        int(values["entries"]), int(values["starts"]), int(values["ends"]),
    )  # fmt: skip


def played_of(connection: Connection) -> Played:
    """Return how far an exercise was played."""
    kept = setting(connection, PLAYED)
    return Played(*json.loads(kept)) if kept is not None else Played(0, over=False)


def put(connection: Connection, key: str, value: str) -> None:
    """Keep one setting of an exercise; within a transaction."""
    connection.execute("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", (key, value))


def set_clock(connection: Connection, shown: int, speed: float) -> Hand:
    """Set the clock of an exercise from here on, and return how; within a transaction.

    Args:
        connection: Of its store.
        shown: Instant of the exercise, milliseconds since 1970.
        speed: How many times as fast as the real one; 0 to halt it.
    """
    hand = Hand(shown, milliseconds(utc_now()), speed)
    put(connection, CLOCK, json.dumps(hand))
    return hand


class ExerciseClock:
    """The clock that all boards on the store of an exercise share. Behind the exercise's end it goes as the real one.

    It may be asked from any thread; it looks at the store only when it is told to.
    """

    def __init__(self, connection: Connection) -> None:
        """Read the clock.

        Args:
            connection: Of a store that is an exercise.
        """
        self._hand = Hand(0, 0, 0)
        self._ends = 0
        self.renew(connection)

    def renew(self, connection: Connection) -> None:
        """Read again how the clock was set."""
        exercise, kept = exercise_of(connection), setting(connection, CLOCK)
        if exercise is not None:
            self._ends = exercise.ends
            self._hand = Hand(*json.loads(kept)) if kept is not None else Hand(exercise.starts, 0, 0)

    @property
    def hand(self) -> Hand:
        """Where it was set, and how fast it goes from there."""
        return self._hand

    @property
    def halted(self) -> bool:
        """Whether it stands still for everybody: nobody has begun to play, or somebody has halted it."""
        return self._hand.speed == 0

    def __call__(self) -> datetime:
        """Return the instant of the exercise."""
        return instant_of(self.at(milliseconds(utc_now())))

    def at(self, real: int) -> int:
        """Return the instant of the exercise at a real one, both in milliseconds since 1970."""
        shown, since, speed = self._hand
        passed = max(0, real - since)
        if speed == 0:
            return shown
        left = max(0, self._ends - shown) / speed
        if passed <= left:
            return shown + int(passed * speed)
        return max(shown, self._ends) + int(passed - left)


def clock_of(store: Store) -> Callable[[], datetime]:
    """Return the clock of a store: the exercise's own, or the real one.

    Raises:
        Refused: The store cannot be read.
    """
    with speaking(store.path, store.wait):
        return ExerciseClock(store.connection) if is_exercise(store.connection) else utc_now
