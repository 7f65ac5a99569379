"""Plays an exercise live, in a thread with a connection of its own: every open board shows what it appends."""

import threading
import time
from collections.abc import Callable

from board.locale import _
from board.model.instants import milliseconds
from board.store.exercise import ExerciseClock
from board.store.opening import Store, must_be
from board.store.play import Play, Script
from board.store.refused import Refused

LONGEST_WAIT = 0.25
"""Seconds until the clock is looked at again: another board may have set it."""

SPEED = 60.0
"""Minutes of an exercise in a minute, when nobody says otherwise."""


class Player:
    """Appends what is due by the exercise's clock, until the end or until it is stopped.

    Several may play one exercise: who leaves halts its clock, and who is still there lets it go on at once. So it
    stands still when the last one has left, even if others were killed.
    """

    def __init__(
        self, again: Callable[[], Store], script: Script, speed: float | None, tell: Callable[[str, bool], None]
    ) -> None:
        """Get ready.

        Args:
            again: Opens the exercise's store once more.
            script: What is played.
            speed: How many times as fast as the real clock; None for as fast as another board plays it already.
            tell: Is told, from the thread, how it ended, and whether that is trouble.
        """
        self._again = again
        self._script = script
        self._speed = speed
        self._tell = tell
        self.goes_on = False
        """Whether another board plays on after this one was stopped."""
        self._stopped = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="exercise", daemon=True)

    def start(self) -> None:
        """Begin, or go on where it stopped."""
        self._thread.start()

    def wait(self) -> None:
        """Wait for the end; an interrupt gets through."""
        while not self._ended.wait(LONGEST_WAIT):
            pass

    def stop(self) -> None:
        """Finish what is being written, and halt the exercise's clock unless another board plays on."""
        self._stopped.set()
        if self._thread.ident is not None:
            self._ended.wait()  # a join that was interrupted once takes a running thread for one that has ended

    def _run(self) -> None:
        try:
            self._play()
        except Refused as refusal:
            self._tell(_("the exercise has stopped: {why}").format(why=refusal), True)
        finally:
            self._ended.set()

    def _play(self) -> None:
        store = self._again()
        try:
            play, clock = Play(store, self._script), ExerciseClock(store.connection)
            shared = not clock.halted  # somebody else plays it, or was killed before it could be halted
            speed = self._speed or clock.hand.speed or SPEED
            hand = play.set_clock(speed)
            while play.next_at is not None and not self._stopped.is_set():
                must_be(store.path, store.opened)
                clock.renew(store.connection)
                shared = shared or clock.hand != hand
                if clock.halted:  # by another board that has left: this one plays on, as fast as before
                    hand = play.set_clock(speed)
                    clock.renew(store.connection)
                speed = clock.hand.speed or speed
                now = milliseconds(clock())
                if play.next_at <= now:
                    play.go_on(until=now)
                else:
                    self._stopped.wait(min(LONGEST_WAIT, (play.next_at - now) / 1000 / speed))
            if play.next_at is None:
                self._tell(_("the exercise is over: all of it was said"), False)
            else:
                play.set_clock(0)
                self.goes_on = shared and _is_taken_up(store, clock)
        finally:
            store.close()


def _is_taken_up(store: Store, clock: ExerciseClock) -> bool:
    """Say whether another board lets a clock go on that was just halted; it notices within `LONGEST_WAIT`."""
    until = time.monotonic() + 3 * LONGEST_WAIT
    while time.monotonic() < until:
        time.sleep(LONGEST_WAIT / 5)
        clock.renew(store.connection)
        if not clock.halted:
            return True
    return False
