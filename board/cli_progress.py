"""How far a long command is, on a terminal: a bar with the rate and the time that is left."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from board.locale import _, phrases

STEPS = 1_000
"""Of the bar."""

Progress = Callable[[float, int], None]
"""Is told the share that is done, from 0 to 1, and how many rows that is."""


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """Show a bar on standard error while the block lasts, if that is a terminal; else say nothing."""
    if not sys.stderr.isatty():
        yield lambda _share, _rows: None
        return
    start = time.monotonic()
    with click.progressbar(
        length=STEPS, file=sys.stderr, show_pos=False, item_show_func=lambda said: said or ""
    ) as bar:

        def progress(share: float, rows: int) -> None:
            rate = rows / max(0.1, time.monotonic() - start)
            bar.update(
                max(0, int(share * STEPS) - bar.pos),
                _("{rows} rows, {rate}/s").format(rows=phrases.number(rows), rate=phrases.number(round(rate))),
            )

        yield progress
