"""How long from a commit, or from Enter, until the number is on the screen?

Run it from the checkout, in the environment the board is installed in:

    python3 -m pip install '.[benchmark]'
    python3 -m tests.benchmarks.live --commits 60

A board runs on a terminal that is only memory. Another process commits entries at irregular moments and says when each
append returned; the time is from there to the moment the terminal has the new count. Then entries are typed on the
board itself, from Enter to the new count; the bare app's key is measured in turn, as what a Textual program needs at
least. `--store` measures on a copy of a store, for instance a long one.
"""

import argparse
import os
import random
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
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
PAUSE = 0.002
"""Seconds without a byte that part one drawing from the next."""


def as_shown(entries: int) -> str:
    """Return how the head of the ledger says how many entries there are, which every board shows."""
    return f"{entries:,} entries · head"


class Watched(Terminal):
    """A terminal that reads first and looks afterwards, so that its own work delays neither the program nor the time.

    Parsing a whole screen takes this terminal as long as it takes the board to draw it.
    """

    def shown(self, text: str, seconds: float) -> float:
        """Return the instant at which a text was on the screen: when the last byte of that drawing arrived.

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
            if instant is None and text in self.text:
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


def measure_commits(terminal: Watched, path: Path, before: int, commits: int) -> list[float]:
    """Return the seconds from a commit by another process to the screen; the clock is one for all processes."""
    chance = random.Random(1)
    command = [sys.executable, "-m", "tests.benchmarks.live", "--commit", str(path)]
    found = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        for number in range(before + 1, before + commits + 1):
            terminal.settle(chance.random() * 0.2)
            other.stdin.write("\n")
            shown = terminal.shown(as_shown(number), 0.8)
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
            board.until(lambda text: "Europol" in text and "videos" in text)
            bare.until(lambda text: "bare hello" in text)
            for terminal in (board, bare):
                terminal.settle(1.0)
            committed = measure_commits(board, path, present, options.commits)
            typed, least = measure_typing(board, bare, present + options.commits, options.typed)
    key = statistics.median(least)
    print(f"{'':34}{'times':>5}{'median':>12}{'95 %':>12}{'most':>12}{'÷ bare key':>10}{'95 %':>8}")
    show("key of the bare app", least, key)
    show("commit by another process", committed, key)
    show("Enter after a typed entry", typed, key)


if __name__ == "__main__":
    main()
