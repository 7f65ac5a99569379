"""A terminal that is only memory: starts a program on a pseudo-terminal, reads its screen, times what happens."""

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

QUESTIONS = {
    b"\x1b[c": b"\x1b[?62;22c",
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",
}
"""What programs ask a terminal, and what it answers."""


class Terminal:
    """One program on one pseudo-terminal."""

    def __init__(self, command: Sequence[str], columns: int = 160, lines: int = 50) -> None:
        """Start a program.

        Args:
            command: The program and its arguments.
            columns: Width of the screen.
            lines: Height of the screen.
        """
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self._screen)
        self.started = time.perf_counter()
        self._pid, self._file = pty.fork()
        if self._pid == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor")
            os.execvp(command[0], list(command))
        fcntl.ioctl(self._file, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def __enter__(self) -> Self:
        """Use it in a block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """End the program."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(self._pid, number)
            except ProcessLookupError:
                break
            time.sleep(0.1)
        os.waitpid(self._pid, 0)
        os.close(self._file)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self._screen.display)

    @property
    def memory(self) -> float:
        """Most memory the program has held, in MiB (Linux)."""
        for line in Path(f"/proc/{self._pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0.0

    def press(self, key: str) -> None:
        """Send a key."""
        os.write(self._file, key.encode())

    def until(self, true: Callable[[str], bool], seconds: float = 10.0) -> float:
        """Read the screen until its text fits.

        Args:
            true: Says whether a text fits.
            seconds: How long at most.

        Returns:
            The instant, as `time.perf_counter` counts.

        Raises:
            TimeoutError: It never did; shows the screen.
        """
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            if self._read(0.02) and true(self.text):
                return time.perf_counter()
        raise TimeoutError(self.text)

    def settle(self, seconds: float = 0.5) -> None:
        """Let the program come to rest."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._read(0.02)

    def _read(self, seconds: float) -> bool:
        ready, _write, _error = select.select([self._file], [], [], seconds)
        if not ready:
            return False
        data = os.read(self._file, 1 << 16)
        for question, answer in QUESTIONS.items():
            if question in data:
                os.write(self._file, answer)
        self._stream.feed(data)
        self.received(data)
        return True

    def received(self, data: bytes) -> None:
        """Do nothing with what came; for those who want to keep it."""
