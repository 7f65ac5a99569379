"""How long from a commit, or from Enter, until the number is on the screen?

Run it from the checkout, in the environment the board is installed in:

    python3 -m pip install '.[benchmark]'
    python3 -m tests.benchmarks.live --commits 60

A board runs on a terminal that is only memory. Another process commits entries at irregular moments and says when each
append returned; the time is from there to the moment the terminal has the new count. Then entries are typed on the
board itself, from Enter to the new count; the bare app's key is measured in turn, as what a Textual program needs at
least. `--store` measures on a copy of a store, for instance a long one. Commits are measured on the main screen, with
the time screen open, where the new count stands under the cursor, and on the wall, where the new digits are the first
large drawing after the commit.
"""

import argparse
import os
import random
import re
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from board.model.entry import Entry
from board.store.ledger import append
from board.store.opening import open_store
from tests.benchmarks.big_store import ACTION, AGENCIES, make
from tests.benchmarks.first_screen import BARE, BOARD
from tests.benchmarks.terminal import Terminal

STAGE = "refused"
"""Of what is counted here: nothing that a board would ask about before it takes it."""
QUANTITY = 1_000
DIGITS = 300
"""Bytes above which a drawing of the wall is more than that of its clock."""
PAUSE = 0.002
"""Seconds without a byte that part one drawing from the next."""


def as_shown(entries: int) -> str:
    """Return how the head of the ledger says how many entries there are, which every board shows."""
    return f"{entries:,} entries · head"


class Watched(Terminal):
    """A terminal that reads first and looks afterwards, so that its own work delays neither the program nor the time.

    Parsing a whole screen takes this terminal as long as it takes the board to draw it.
    """

    def shown(self, text: str | None, seconds: float) -> float:
        """Return the instant at which a text was on the screen: when the last byte of that drawing arrived.

        Without a text it is the instant of the first drawing that is more than the clock's.

        Raises:
            TimeoutError: It never was; shows the screen.
        """
        drawings: list[tuple[float, bytes]] = []
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            if not select.select([self._file], [], [], left)[0]:
                break
            data, now = os.read(self._file, 1 << 16), time.perf_counter()
            if drawings and now - drawings[-1][0] < PAUSE:
                data = drawings.pop()[1] + data
            drawings.append((now, data))
        instant = None
        for arrived, data in drawings:
            self._stream.feed(data)
            if instant is None and (len(data) > DIGITS if text is None else text in self.text):
                instant = arrived
        if instant is None:
            raise TimeoutError(self.text)
        return instant


def commit_when_told(path: Path) -> None:
    """Append an entry for each line on standard input, and say when the append returned."""
    with closing(open_store(path, record=None)) as store:
        print("open", flush=True)
        for _line in sys.stdin:
            entry = Entry.model_validate(
                {
                    "action": ACTION,
                    "agency": AGENCIES[0],
                    "stage": STAGE,
                    "content_type": "video",
                    "quantity": QUANTITY,
                    "occurred_at": datetime.now(UTC),
                }
            )
            append(store, [entry], "another process", datetime.now(UTC))
            print(time.perf_counter(), flush=True)


def measure_commits(terminal: Watched, path: Path, sought: Sequence[str | None]) -> list[float]:
    """Return the seconds from each commit by another process to the screen; the clock is one for all processes.

    Args:
        terminal: The board's.
        path: Its store.
        sought: For each commit the text that it brings to the screen; None for any large drawing.
    """
    chance = random.Random(1)
    command = [sys.executable, "-m", "tests.benchmarks.live", "--commit", str(path)]
    found = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        for text in sought:
            terminal.settle(0.1 + chance.random() * 0.2)
            other.stdin.write("\n")
            shown = terminal.shown(text, 0.8)
            found.append(shown - float(other.stdout.readline()))
        other.stdin.close()
    return found


def measure_typing(terminal: Watched, bare: Watched, before: int, times: int) -> tuple[list[float], list[float]]:
    """Return the seconds from Enter after a typed entry to the screen, and from a key of the bare app to its screen."""
    found, least = [], []
    for number in range(before + 1, before + times + 1):
        terminal.press("+")
        terminal.settle(0.3)
        for key in f"{QUANTITY} video {STAGE} @{AGENCIES[0]}":
            terminal.press(key)
        terminal.settle(0.4)
        start = time.perf_counter()
        terminal.press("\r")
        found.append(terminal.shown(as_shown(number), 1.0) - start)
        start = time.perf_counter()
        bare.press("x")
        least.append(bare.shown(f"bare {number - before}", 0.2) - start)
    return found, least


def show(name: str, found: list[float], least: float) -> None:
    """Print a line."""
    middle, high = statistics.median(found), statistics.quantiles(found, n=20, method="inclusive")[18]
    line = f"{name:34}{len(found):>5}{middle * 1e3:>9.1f} ms{high * 1e3:>9.1f} ms{max(found) * 1e3:>9.1f} ms"
    print(f"{line}{middle / least:>10.1f}{high / least:>8.1f}")


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--commits", type=int, default=60)
    parser.add_argument("--typed", type=int, default=20)
    parser.add_argument("--store", type=Path, help="measure on a copy of this one; a new one if left out")
    parser.add_argument("--commit", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.commit:
        commit_when_told(options.commit)
        return
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed board is compiled once, not at every start
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "board.db"
        if options.store:
            shutil.copy(options.store, path)
        else:
            make(path, 1_000, 1)
        with closing(open_store(path, record=None, read_only=True)) as store:
            (present,) = store.connection.execute("SELECT count(*) FROM ledger").fetchone()
        with Watched([*BOARD, "--store", str(path), "--as", "duty officer"]) as board, Watched(BARE) as bare:
            board.until(lambda text: "the funnel" in text and "videos" in text)
            bare.until(lambda text: "bare hello" in text)
            for terminal in (board, bare):
                terminal.settle(1.0)
            numbers = range(present + 1, present + options.commits + 1)
            committed = measure_commits(board, path, [as_shown(number) for number in numbers])
            typed, least = measure_typing(board, bare, present + options.commits, options.typed)
            board.press("t")
            board.until(lambda text: "as we knew it" in text)
            board.settle(1.0)
            refused = int(re.findall(r"([\d,]+) refused", board.text)[0].replace(",", ""))
            times = range(1, options.commits + 1)
            on_time = measure_commits(board, path, [f"{refused + QUANTITY * time:,} refused" for time in times])
            board.press("\x1b")
            board.until(lambda text: "the funnel" in text)
            board.press("w")
            board.until(lambda text: "page 1" in text)
            board.press("p")  # held, so that no page turns in between
            board.settle(1.0)
            on_wall = measure_commits(board, path, [None] * options.commits)
    key = statistics.median(least)
    print(f"{'':34}{'times':>5}{'median':>12}{'95 %':>12}{'most':>12}{'÷ bare key':>10}{'95 %':>8}")
    show("key of the bare app", least, key)
    show("commit by another process", committed, key)
    show("Enter after a typed entry", typed, key)
    show("commit, the time screen open", on_time, key)
    show("commit, the wall open", on_wall, key)


if __name__ == "__main__":
    main()
