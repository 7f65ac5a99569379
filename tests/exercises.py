"""Exercises for tests: the shipped scenario, as long as a test needs it, in a store of the test's own."""

from pathlib import Path
from typing import Any

from board.exchange.scenario_file import read_file
from board.store.edition import shipped_exercise
from board.store.opening import Store, open_store
from board.store.play import Play, Script, prepare


def script(entries: int, seed: int = 7) -> Script:
    """Return what is played: the shipped scenario."""
    return Script(*read_file(shipped_exercise()), seed, entries)


def fractional(document: dict[str, Any]) -> dict[str, Any]:
    """Return a scenario of one day, of one partner and one provider with a share that is no whole number, at one pace.

    With an entry for each ten minutes, what is said by then is decided by the last digit of a sum of floats.
    """
    working = next(one for one in document["partners"] if "as_it_happens" in one.get("reporting", {}))
    partners = [{**one, "share": 0.55 if one is working else 0, "shift": [0, 24]} for one in document["partners"]]
    providers = [
        {**one, "share": 0 if place else 1.11, "joins": {"after": None, "minutes": 0}, "burst": 1, "burst_minutes": 0}
        for place, one in enumerate(document["providers"])
    ]
    return {**document, "days": 1, "partners": partners, "providers": providers}


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
