"""Plays an exercise live, in a thread with a connection of its own: every open board shows what it appends."""

import threading
from collections.abc import Callable

from board.locale import _
from board.model.instants import milliseconds
from board.store.exercise import ExerciseClock
from board.store.opening import Store, must_be
from board.store.play import Play, Script
from board.store.refused import Refused

LONGEST_WAIT = 0.5
"""Seconds until the clock is looked at again: another board may have set it."""


class Player:
    """Appends what is due by the exercise's clock, until the end or until it is stopped."""

    def __init__(
        self, again: Callable[[], Store], script: Script, speed: float, tell: Callable[[str, bool], None]
    ) -> None:
        """Get ready.

        Args:
            again: Opens the exercise's store once more.
            script: What is played.
            speed: How many times as fast as the real clock.
            tell: Is told, from the thread, how it ended, and whether that is trouble.
        """
        self._again = again
        self._script = script
        self._speed = speed
        self._tell = tell
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
        """Finish what is being written, and halt the exercise's clock."""
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
            play = Play(store, self._script)
            play.set_clock(self._speed)
            clock = ExerciseClock(store.connection)
            while play.next_at is not None and not self._stopped.is_set():
                must_be(store.path, store.opened)
                clock.renew(store.connection)
                now = milliseconds(clock())
                if play.next_at <= now:
                    play.go_on(until=now)
                else:
                    self._stopped.wait(min(LONGEST_WAIT, (play.next_at - now) / 1000 / self._speed))
            if play.next_at is None:
                self._tell(_("the exercise is over: all of it was said"), False)
            else:
                play.set_clock(0)
        finally:
            store.close()
