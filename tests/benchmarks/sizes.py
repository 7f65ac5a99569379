"""Does the board cost the same however long the ledger is? Everything as a multiple of the shortest one.

Run it from the checkout, in the environment the board is installed in; each million entries takes about a minute and
700 MB, unless the store is in the folder already:

    python3 -m tests.benchmarks.sizes --entries 1000 100000 1000000 10000000 --folder /tmp/sizes

The stores have the same tallies and the same last hours (see big_store); they take turns within each round, and are
read with the clock at their last entry. Medians; what is above 1.2 is marked. Nothing is changed in the stores.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path

from board.model.entry import Entry
from board.model.instants import instant_of
from board.model.moment import Clock, Moment
from board.model.wanted import Filter, LedgerOf, MatrixOf, PartnerOf, SituationOf
from board.store.behind import evidence_of
from board.store.edition import setting
from board.store.ledger import Appending, last_of
from board.store.opening import Store, open_store
from board.store.reader import Reader
from tests.benchmarks.big_store import ACTION, AGENCIES, OPERATORS, STAGES, TYPES, make
from tests.benchmarks.first_screen import BOARD
from tests.benchmarks.terminal import Terminal

FLAT = 1.2
"""What the longest ledger may cost, as a multiple of the shortest."""

Times = dict[str, list[list[float]]]
"""By what is measured, for each store in turn, in seconds; memory in MiB."""


def questions(store: Store) -> dict[str, Callable[[], object]]:
    """Return what is asked of a store, by name."""
    first, last = store.connection.execute("SELECT min(recorded_at), max(recorded_at) FROM ledger").fetchone()
    now, half_way = instant_of(last), Moment(instant_of((first + last) // 2), Clock.HAPPENED)
    reader = Reader(store, clock=lambda: now)
    site = setting(store.connection, "site") or ""
    (seq,) = store.connection.execute("SELECT max(seq) FROM ledger WHERE site = ?", (site,)).fetchone()
    return {
        "open": lambda: open_store(store.path, record=None).close(),
        "look": reader.changed,
        "situation": lambda: reader.read(SituationOf(ACTION)),
        "matrix": lambda: reader.read(MatrixOf(ACTION)),
        "partner": lambda: reader.read(PartnerOf(ACTION, AGENCIES[0])),
        "end of the ledger": lambda: reader.read(LedgerOf(ACTION)),
        "ledger, one agency": lambda: reader.read(LedgerOf(ACTION, Filter(agency=AGENCIES[0]))),
        "ledger, one operator": lambda: reader.read(LedgerOf(ACTION, Filter(operator=OPERATORS[0]))),
        "ledger, text not there": lambda: reader.read(LedgerOf(ACTION, Filter(text="nowhere"))),
        "entry from the middle": lambda: reader.entry(site, seq // 2 + 1),
        "my last entry": lambda: last_of(store, OPERATORS[0]),
        "last entry of nobody": lambda: last_of(store, "nobody"),
        "entries behind figures": lambda: evidence_of(store, ACTION, None),
        "the same, half way": lambda: evidence_of(store, ACTION, half_way),
        "append, not kept": lambda: _append(store, now),
    }


def _append(store: Store, now: datetime) -> None:
    """Do all that an append does, except to keep it."""
    entry = Entry.model_validate(
        {
            "action": ACTION,
            "agency": AGENCIES[0],
            "stage": STAGES[0],
            "content_type": TYPES[0],
            "quantity": 1,
            "occurred_at": now,
            "ref": "measured",
        }
    )
    store.connection.execute("BEGIN IMMEDIATE")
    try:
        Appending(store.connection, OPERATORS[0], now).add(entry)
    finally:
        store.connection.execute("ROLLBACK")


def measure_reading(paths: Sequence[Path], rounds: int, each: int) -> Times:
    """Ask every store everything, in turn; a time is the mean of `each` answers in a row."""
    with ExitStack() as stack:
        asked = [questions(stack.enter_context(closing(open_store(path, record=None)))) for path in paths]
        times: Times = {name: [[] for _path in paths] for name in asked[0]}
        for name in times:
            for round_ in range(rounds + 1):
                for place, ask in enumerate(asked):
                    start = time.perf_counter()
                    for _time in range(each):
                        ask[name]()
                    if round_:  # the first fills the caches
                        times[name][place].append((time.perf_counter() - start) / each)
    return times


def measure_program(paths: Sequence[Path], rounds: int) -> Times:
    """Start the whole board on every store, in turn."""
    times: Times = {name: [[] for _path in paths] for name in ("first screen", "memory")}
    for round_ in range(rounds + 1):
        for place, path in enumerate(paths):
            with Terminal([*BOARD, "--store", str(path)]) as terminal:
                shown = terminal.until(lambda text: "removed" in text and "the funnel" in text and "ledger" in text)
                terminal.settle()
                if round_:
                    times["first screen"][place].append(shown - terminal.started)
                    times["memory"][place].append(terminal.memory)
    return times


def show(times: Times) -> None:
    """Print a line for each thing measured: the shortest ledger's figure, then multiples of it."""
    for name, found in times.items():
        middle = [statistics.median(one) for one in found]
        first = f"{middle[0]:.1f} MiB" if name == "memory" else f"{middle[0] * 1e3:.3f} ms"
        ratios = "".join(f"{one / middle[0]:>13.2f}{'!' if one > FLAT * middle[0] else ' '}" for one in middle[1:])
        print(f"{name:24}{first:>14}{ratios}")


def main() -> None:
    """Make the stores that are not there, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--each", type=int, default=10, help="answers in a row")
    parser.add_argument(
        "--folder", type=Path, help="where stores are kept and found again; a temporary one if left out"
    )
    options = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed board is compiled once, not at every start
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        paths = []
        for entries in sorted(options.entries):
            path = folder / f"{entries}.db"
            if not path.exists():
                print(f"making {path} …", flush=True)
                make(path, entries, 1)
            paths.append(path)
        print(f"{'':24}{f'{min(options.entries):,}':>14}" + "".join(f"{n:>13,} " for n in sorted(options.entries)[1:]))
        show(measure_reading(paths, options.rounds, options.each))
        show(measure_program(paths, options.rounds))


if __name__ == "__main__":
    main()
