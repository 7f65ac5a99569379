"""Makes the pictures in screenshots/ from the shipped record: `python3 -m tests.pictures`.

The clock of the pictures stands at noon on the day of the record's edition, so that they change only with the board.
"""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from board.model.wanted import AgencyOf, SituationOf, StatementsOf, TimelineOfAll, Wanted
from board.store.edition import shipped_record
from board.store.opening import open_store
from board.store.reader import Reader
from board.ui.snapshot import picture_now

FOLDER = Path(__file__).parent.parent / "screenshots"
NOON = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
NOVEMBER = SituationOf("is-2019-11")
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


if __name__ == "__main__":
    main()
