"""Exercises for tests: the shipped scenario, as long as a test needs it, in a store of the test's own."""

from pathlib import Path

from board.exchange.scenario_file import read_file
from board.store.edition import shipped_exercise
from board.store.opening import Store, open_store
from board.store.play import Play, Script, prepare


def script(entries: int, seed: int = 7) -> Script:
    """Return what is played: the shipped scenario."""
    return Script(*read_file(shipped_exercise()), seed, entries)


def begun(path: Path, entries: int, seed: int = 7) -> Store:
    """Make a store an exercise of which nothing was played yet."""
    store = open_store(path, record=None)
    prepare(store, script(entries, seed))
    return store


def play(store: Store, entries: int, seed: int = 7, until: int | None = None) -> Play:
    """Play an exercise, to the end or until an instant."""
    played = Play(store, script(entries, seed))
    while played.next_at is not None and (until is None or played.next_at <= until):
        played.go_on(until)
    if played.next_at is None:
        played.end_clock(script(entries, seed).scenario.ends)
    return played
