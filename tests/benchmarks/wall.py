"""Does the wall's memory stay flat while it is refreshed for weeks?

Run it from the checkout, in the environment the board is installed in:

    python3 -m tests.benchmarks.wall

A board on a terminal that nobody sees is given changed situations, each with other figures than the one before, and its
pages turn; every turn and every situation is drawn to the last line. It prints the resident memory after 1,000, 10,000
and 100,000 refreshes, and how the last stands to the first. `--refreshes 5000` looks shorter, `--size 240x70` larger.
"""

import argparse
import asyncio
import gc
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from board.exchange.picture_file import parse_size
from board.model.figure import Quantity
from board.model.situation import Situation, Stages, Tempo
from board.model.wanted import SituationOf, WallOf
from board.store.edition import shipped_record
from board.store.opening import open_store
from board.store.reader import Reader
from board.ui.app import BoardApp
from board.ui.screens.wall import WallScreen
from board.ui.widgets.edges import State
from tests.entries import ACTION, rehearse

NOON = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
TURN_EVERY = 3
"""Refreshes after which the page turns."""
SIGHTS = (1_000, 10_000, 100_000)
"""Refreshes after which the memory is looked at."""
FLAT = 1.05
"""How the last may stand to the first."""


def resident() -> float:
    """Return the resident memory of this process in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / (1 << 20)


def _more(stages: Stages, by: int) -> Stages:
    return {stage: Quantity(quantity.value + by, quantity.qualifier) for stage, quantity in stages.items()}


def changed(view: Situation, number: int) -> Situation:
    """Return a situation with other figures, grown by what a long action counts."""
    by = number * 7 % 900_001
    panels = tuple(panel._replace(stages=_more(panel.stages, by)) for panel in view.content_types)
    partners = tuple(panel._replace(stages=_more(panel.stages, by)) for panel in view.partners)
    tempos = {
        stage: Tempo((*tempo.steps[1:], tempo.steps[0] + number % 97), tempo.hour + number % 89)
        for stage, tempo in view.tempos.items()
    }
    return view._replace(
        stages=_more(view.stages, by),
        content_types=panels,
        partners=partners,
        tempos=tempos,
        entries=view.entries + number,
        as_of=view.as_of + timedelta(seconds=number),
    )


def sights(refreshes: int) -> Iterator[int]:
    """Yield after how many refreshes to look."""
    yield from (sight for sight in SIGHTS if sight < refreshes)
    yield refreshes


async def measure(reader: Reader, size: tuple[int, int], refreshes: int) -> list[tuple[int, float]]:
    """Return the memory in MiB after so many refreshes each."""
    view = reader.read(SituationOf(ACTION))
    board = BoardApp(reader, WallOf(ACTION), live=False)
    looks = list(sights(refreshes))
    seen: list[tuple[int, float]] = []
    async with board.run_test(size=size) as pilot:
        screen = board.screen
        if not isinstance(screen, WallScreen):
            raise TypeError(screen)
        begun = time.perf_counter()
        for number in range(1, refreshes + 1):
            screen.show(changed(view, number))
            screen.tell(State(NOON + timedelta(seconds=number), live=False))
            if number % TURN_EVERY == 0:
                screen.action_turn(1)
            await asyncio.sleep(0)
            screen._compositor.render_strips()  # what a terminal would be sent
            if number % 50 == 0:
                await pilot.pause()
            if number == looks[0]:
                looks.pop(0)
                gc.collect()
                seen.append((number, resident()))
                each = (time.perf_counter() - begun) / number
                print(f"{number:>9,} refreshes   {seen[-1][1]:7.1f} MiB   {each * 1000:.2f} ms each", flush=True)
    return seen


def main() -> None:
    """Measure and print; exit with 1 where the memory grows."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--refreshes", type=int, default=SIGHTS[-1])
    parser.add_argument("--size", default="160x50")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "board.db"
        open_store(path, record=shipped_record()).close()
        rehearse(path, NOON)
        store = open_store(path, record=None)
        reader = Reader(store, clock=lambda: NOON)
        seen = asyncio.run(measure(reader, parse_size(said.size, Path("wall.svg")), said.refreshes))
        store.close()
    ratio = seen[-1][1] / seen[0][1]
    print(f"{seen[-1][0]:,} against {seen[0][0]:,} refreshes: {ratio:.3f} ×, may be {FLAT}")
    sys.exit(ratio > FLAT)


if __name__ == "__main__":
    main()
