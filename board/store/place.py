"""Where a store lies when nobody says otherwise."""

from pathlib import Path


def default_store() -> Path:
    """Return the store in the user's data folder, as this system names it."""
    from platformdirs import user_data_path

    return user_data_path("board", appauthor=False) / "board.db"
