"""Does a writer that is killed lose, double or halve anything?"""

import os
import random
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from board.store.opening import open_store
from board.store.verify import verify
from tests.faults import FULL, SEED
from tests.faults.conftest import See
from tests.faults.writers import Acknowledged, Doomed, nursery

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL is a signal of POSIX")

ROUNDS = 200 if FULL else 30


def test_a_killed_writer_loses_doubles_and_halves_nothing(store_path: Path, see: See) -> None:
    """200 rounds (30 in the normal suite), one or two writers each, killed at any moment from their start on.

    Every acknowledged append is there as it was acknowledged, all of its entries, once; of what was not acknowledged
    there is at most the one append that was under way, and that one whole; the store verifies clean each time.
    """
    chance, context = random.Random(SEED), nursery()
    kills = acknowledged = unacknowledged = before_any = 0
    for number in range(ROUNDS):
        batch = chance.choice((1, 1, 1, 25))
        doomed = [Doomed(context, store_path, f"r{number}w{writer}", batch) for writer in range(1 + (number % 4 == 3))]
        if chance.random() < 0.8:  # else it may still be opening the store
            doomed[0].until_it_writes()
        for writer in doomed:
            time.sleep(chance.uniform(0.0, 0.05))
            said = writer.kill()
            kills += 1
            more = whole_appends(store_path, writer, said)
            acknowledged += len(said)
            unacknowledged += more
            before_any += not said
    see(
        f"{kills} kills: {acknowledged} acknowledged appends all there once; "
        f"{unacknowledged} more were whole, {before_any} kills came before the first"
    )
    assert acknowledged > kills


def whole_appends(path: Path, writer: Doomed, said: list[Acknowledged]) -> int:
    """Check what a killed writer left, and the store; return how many appends it left without acknowledging them.

    Another writer may be at work meanwhile.
    """
    with closing(open_store(path, record=None)) as store:
        found = store.connection.execute(
            "SELECT ref, hash FROM ledger WHERE ref LIKE :name || ' %' ORDER BY seq", {"name": writer.name}
        ).fetchall()
        assert verify(store).problems == ()
    numbers = [int(ref.split()[1]) for ref, _hash in found]
    assert [one.number for one in said] == list(range(len(said)))
    assert len({ref for ref, _hash in found}) == len(found)
    assert set(Counter(numbers).values()) <= {writer.batch}
    last = {number: hash_ for number, (_ref, hash_) in zip(numbers, found, strict=True)}
    assert {one.number: one.hash for one in said}.items() <= last.items()
    assert set(last) <= set(range(len(said) + 1))
    return len(last) - len(said)
