"""Records real terminal runs of the board: `python3 -m tests.recording`, which writes two files in screenshots/.

recording.cast: start; `+120 video removed @eu-iru on telegram`; the panels change; `u`; they change back.
exercise.cast: the exercise is played live from its middle, its curves are opened, the board is wound back and played,
and the wall turns its pages. Both are asciicasts (version 2, as asciinema plays them), taken from a pseudo-terminal on
which the board really runs; keys are sent by a hand of even speed. It checks on the way that the panels did change.
Both say EXERCISE.

    asciinema play screenshots/exercise.cast
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
from tests.pictures import play_to_its_middle

FOLDER = Path(__file__).parent.parent / "screenshots"
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


def run_exercise(store: Path) -> list[tuple[float, str]]:
    """Play the exercise, look at its curves, wind the board back, and turn the wall."""
    command = [sys.executable, "-m", "board.cli", "--store", str(store), "--as", "duty officer", "exercise"]
    with Recorder([*command, "--speed", "600"]) as terminal:
        terminal.until(lambda text: "the funnel" in text and "EXERCISE" in text)
        terminal.settle(3)  # the panels change by themselves
        terminal.press("t")
        terminal.until(lambda text: "as we knew it" in text)
        terminal.settle(2)
        for _step in range(9):
            terminal.press("\x1b[D")
            terminal.settle(0.15)
        terminal.until(lambda text: "WOUND BACK" in text)
        terminal.press(" ")
        terminal.until(lambda text: "playing" in text)
        terminal.settle(2)
        terminal.press("\x1b")
        terminal.until(lambda text: "the funnel" in text and "WOUND BACK" in text)
        terminal.settle(2)
        terminal.press("\x1b")
        terminal.until(lambda text: "WOUND BACK" not in text)
        terminal.settle(2)
        terminal.press("w")
        terminal.until(lambda text: "page 1" in text)
        for _page in range(4):
            terminal.settle(2)
            terminal.press(" ")
        terminal.settle(2)
        return terminal.events


def main() -> None:
    """Record, and write the files."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "board.db"
        open_store(store, record=shipped_record()).close()
        rehearse(store, now)
        _write("recording", "EXERCISE: an entry is recorded and taken back", run(store), now)
        play_to_its_middle(Path(folder) / "exercise.db").close()
        _write("exercise", "EXERCISE: live, wound back, on the wall", run_exercise(Path(folder) / "exercise.db"), now)
        shutil.rmtree(folder, ignore_errors=True)


def _write(name: str, title: str, events: list[tuple[float, str]], now: datetime) -> None:
    head = {
        "version": 2,
        "width": COLUMNS,
        "height": LINES,
        "timestamp": int(now.timestamp()),
        "title": title,
        "env": {"TERM": "xterm-256color"},
    }
    lines = [json.dumps(head), *(json.dumps([round(at, 3), "o", data], ensure_ascii=False) for at, data in events)]
    (FOLDER / f"{name}.cast").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{name}.cast: {len(events)} events, {events[-1][0]:.1f} s")


if __name__ == "__main__":
    main()
