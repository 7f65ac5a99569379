"""Records a real terminal run of the board: `python3 -m tests.recording`, which writes screenshots/recording.cast.

Start; `+120 video removed @eu-iru on telegram`; the panels change; `u`; they change back. The file is an asciicast
(version 2, as asciinema plays it), taken from a pseudo-terminal on which the board really runs; keys are sent by a
hand of even speed. It checks on the way that the panels did change. The action is an EXERCISE and says so.

    asciinema play screenshots/recording.cast
"""

import json
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from board.store.edition import shipped_record
from board.store.opening import open_store
from tests.benchmarks.terminal import Terminal
from tests.entries import rehearse

FILE = Path(__file__).parent.parent / "screenshots" / "recording.cast"
COLUMNS, LINES = 120, 40
LINE = "120 video removed @eu-iru on telegram"


class Recorder(Terminal):
    """A terminal that keeps what it was sent, and when."""

    def __init__(self, command: list[str]) -> None:
        """Start the board.

        Args:
            command: The program and its arguments.
        """
        self.events: list[tuple[float, str]] = []
        super().__init__(command, COLUMNS, LINES)

    def received(self, data: bytes) -> None:
        """Keep what came."""
        self.events.append((time.perf_counter() - self.started, data.decode("utf-8", "replace")))


def _removed(text: str) -> str:
    """Return the line of the content types in which the videos stand."""
    return next((line for line in text.splitlines() if " videos " in line and "removed" in line), "")


def run(store: Path) -> list[tuple[float, str]]:
    """Work the board as an officer would, and return what the terminal was sent."""
    command = [sys.executable, "-m", "board.cli", "--store", str(store), "--as", "duty officer"]
    with Recorder(command) as terminal:
        terminal.until(lambda text: "the funnel" in text and "videos" in text)
        terminal.settle(2)
        before = _removed(terminal.text)
        for key in f"+{LINE}":
            terminal.press(key)
            terminal.settle(0.06)
        terminal.settle(1.5)
        terminal.press("\r")
        terminal.until(lambda text: _removed(text) not in ("", before))
        terminal.settle(3)
        terminal.press("u")
        terminal.until(lambda text: "take back my last entry?" in text)
        terminal.settle(2)
        terminal.press("\r")
        terminal.until(lambda text: _removed(text) == before)
        terminal.settle(3)
        return terminal.events


def main() -> None:
    """Record, and write the file."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "board.db"
        open_store(store, record=shipped_record()).close()
        now = datetime.now(UTC)
        rehearse(store, now)
        events = run(store)
        shutil.rmtree(folder, ignore_errors=True)
    head = {
        "version": 2,
        "width": COLUMNS,
        "height": LINES,
        "timestamp": int(now.timestamp()),
        "title": "EXERCISE: an entry is recorded and taken back",
        "env": {"TERM": "xterm-256color"},
    }
    lines = [json.dumps(head), *(json.dumps([round(at, 3), "o", data], ensure_ascii=False) for at, data in events)]
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{FILE.name}: {len(events)} events, {events[-1][0]:.1f} s")


if __name__ == "__main__":
    main()
