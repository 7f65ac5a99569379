"""Makes the pictures in screenshots/: `python3 -m tests.pictures`, of the shipped record and of an exercise.

The clock of the pictures stands at noon on the day of the record's edition, so that they change only with the board.
"""

import asyncio
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from board.model.wanted import (
    AgencyOf,
    LedgerOf,
    MatrixOf,
    PartnerOf,
    SituationOf,
    StatementsOf,
    TimelineOfAll,
    Wanted,
)
from board.store.edition import shipped_record
from board.store.opening import open_store
from board.store.reader import Reader
from board.ui.snapshot import picture, picture_now
from tests.entries import rehearse

FOLDER = Path(__file__).parent.parent / "screenshots"
NOON = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
NOVEMBER = SituationOf("is-2019-11")
EXERCISE = (
    ("exercise-160x50", NOVEMBER, (160, 50)),
    ("exercise-240x70", NOVEMBER, (240, 70)),
    ("exercise-80x24", NOVEMBER, (80, 24)),
    ("ledger", LedgerOf("is-2019-11"), (160, 50)),
    ("matrix", MatrixOf("is-2019-11"), (160, 50)),
    ("partner", PartnerOf("is-2019-11", "eu-iru"), (160, 50)),
)
"""Of an action in which invented numbers were counted; they say EXERCISE at top and bottom."""

PICTURES: tuple[tuple[str, Wanted, tuple[int, int], str], ...] = (
    ("board-160x50", NOVEMBER, (160, 50), "board-dark"),
    ("board-120x40", NOVEMBER, (120, 40), "board-dark"),
    ("board-80x24", NOVEMBER, (80, 24), "board-dark"),
    ("board-240x70", NOVEMBER, (240, 70), "board-dark"),
    ("board-light", NOVEMBER, (160, 50), "board-light"),
    ("board-contrast", NOVEMBER, (160, 50), "board-contrast"),
    ("april-2018", SituationOf("amaq-2018"), (160, 50), "board-dark"),
    ("actions", TimelineOfAll(), (160, 50), "board-dark"),
    ("statements", StatementsOf("is-2019-11"), (160, 50), "board-dark"),
    ("agency-europol", AgencyOf("europol"), (160, 50), "board-dark"),
)


def main() -> None:
    """Make every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "board.db", record=shipped_record())
        reader = Reader(store, clock=lambda: NOON)
        for name, wanted, size, theme in PICTURES:
            file = FOLDER / f"{name}.svg"
            file.write_text(picture_now(reader, wanted, size, theme=theme), encoding="utf-8")
            print(file.name)
        store.close()
        rehearse(Path(folder) / "board.db", NOON, entries=400)
        store = open_store(Path(folder) / "board.db", record=None)
        reader = Reader(store, clock=lambda: NOON)
        for name, wanted, size in EXERCISE:
            file = FOLDER / f"{name}.svg"
            file.write_text(picture_now(reader, wanted, size), encoding="utf-8")
            print(file.name)
        file = FOLDER / "recording-an-entry.svg"
        keys = ("plus", *"120 video removed @eu-iru on tel")
        file.write_text(asyncio.run(picture(reader, NOVEMBER, (120, 40), keys=keys)), encoding="utf-8")
        print(file.name)
        store.close()


if __name__ == "__main__":
    main()
