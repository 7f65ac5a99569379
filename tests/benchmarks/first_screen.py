"""How long until the first screen with figures, and from a key to the screen, as multiples of the bare app?

Run it from the checkout, in the environment the board is installed in:

    python3 -m pip install '.[benchmark]'
    python3 -m tests.benchmarks.first_screen --rounds 15

Bare app and board take turns, so that a machine whose speed drifts drifts for both. It prints medians, and the median
of the ratios taken pair by pair.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.terminal import Terminal

BARE = [sys.executable, "-m", "tests.benchmarks.bare_app"]
BOARD = [sys.executable, "-m", "board.cli"]
MOVES = ("j", "j", "\x1b[C", "\x1b[C", "h", "j", "k")
"""Keys that each move to another panel."""

Times = dict[str, list[float]]


def measure_bare(times: Times) -> None:
    """Start the bare app once; time its first screen and its key."""
    with Terminal(BARE) as terminal:
        times["bare first screen"].append(terminal.until(lambda text: "bare hello" in text) - terminal.started)
        terminal.settle()
        for _key in MOVES:
            times["bare key"].append(_key_time(terminal, "x"))
        times["bare memory"].append(terminal.memory)


def measure_board(times: Times, store: Path) -> None:
    """Start the board once; time first screen, moves between panels, a commit of another process, and memory."""
    with Terminal([*BOARD, "--store", str(store)]) as terminal:
        times["board first screen"].append(terminal.until(_shows_figures) - terminal.started)
        terminal.settle()
        for key in MOVES:
            times["board key"].append(_key_time(terminal, key))
        times["board memory"].append(terminal.memory)


def _shows_figures(text: str) -> bool:
    return "REMOVED" in text and "REFERRED" in text and "Europol" in text and "videos" in text


def _key_time(terminal: Terminal, key: str) -> float:
    before = terminal.text
    start = time.perf_counter()
    terminal.press(key)
    end = terminal.until(lambda text: text != before)
    terminal.settle(0.15)
    return end - start


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed board is compiled once, not at every start
    names = ("first screen", "key", "memory")
    times: Times = {f"{who} {name}": [] for name in names for who in ("bare", "board")}
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "board.db"
        subprocess.run([*BOARD, "--store", str(store), "init"], check=True, capture_output=True)
        for _warm_up in range(2):
            measure_bare({name: [] for name in times})
            measure_board({name: [] for name in times}, store)
        for _round in range(rounds):
            measure_bare(times)
            measure_board(times, store)
    print(f"{'':14}{'bare app':>12}{'board':>12}{'ratio':>9}")
    for name, unit, scale in (("first screen", "ms", 1000), ("key", "ms", 1000), ("memory", "MiB", 1)):
        pairs = list(zip(times[f"bare {name}"], times[f"board {name}"], strict=True))
        bare, board = (statistics.median(pair[who] for pair in pairs) * scale for who in (0, 1))
        ratio = statistics.median(pair[1] / pair[0] for pair in pairs)
        print(f"{name:14}{bare:>8.1f} {unit:3}{board:>8.1f} {unit:3}{ratio:>9.2f}")


if __name__ == "__main__":
    main()
