"""What a typed line can name in a store. Loaded by the first screen, so it knows nothing of how lines are read."""

from typing import NamedTuple


class Names(NamedTuple):
    """What a line can name in a store, by slug."""

    partners: tuple[str, ...]
    """The agencies of the action: they are looked through before all others."""
    agencies: tuple[str, ...]
    providers: tuple[str, ...]
