"""Where a partner's file is written before it is opened."""

from pathlib import Path

import pytest


@pytest.fixture
def given_file(tmp_path: Path) -> Path:
    """Return the place of a file whose name says nothing of what it is."""
    return tmp_path / "counts"
