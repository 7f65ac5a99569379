"""Makes the pictures in screenshots/: `python3 -m tests.pictures`, of the shipped record and of the exercise.

The clock of the pictures stands at noon on the day of the record's edition, so that they change only with the board.
"""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from board.exchange.scenario_file import read_file
from board.locale import LANGUAGES, speaking
from board.model.instants import milliseconds
from board.model.moment import Clock, Moment
from board.model.wanted import (
    AgencyOf,
    LedgerOf,
    MatrixOf,
    PartnerOf,
    PulseOf,
    SituationOf,
    StatementsOf,
    TimelineOfAll,
    WallOf,
    Wanted,
)
from board.store.connection import writing
from board.store.edition import shipped_exercise, shipped_record
from board.store.exercise import set_clock
from board.store.opening import Store, open_store
from board.store.play import Play, Script, prepare
from board.store.reader import Reader
from board.ui.snapshot import picture, picture_now

FOLDER = Path(__file__).parent.parent / "screenshots"
NOON = datetime(2026, 11, 23, 12, 0, 0, tzinfo=UTC)
MIDDLE = datetime(2026, 11, 4, 14, 0, 0, tzinfo=UTC)
"""Of the exercise."""
NOVEMBER = SituationOf("is-2019-11")
EXERCISE: tuple[tuple[str, Wanted], ...] = (
    ("exercise", SituationOf()),
    ("matrix", MatrixOf("ex-four-days")),
    ("time", PulseOf("ex-four-days")),
    ("wall", WallOf()),
)
"""Screens of the exercise in its middle, each in dark and light, at 160×50 and 80×24."""

ONCE: tuple[tuple[str, Wanted, tuple[int, int]], ...] = (
    ("exercise-240x70", SituationOf(), (240, 70)),
    ("wall-240x70", WallOf(), (240, 70)),
    ("ledger", LedgerOf("ex-four-days"), (160, 50)),
    ("partner", PartnerOf("ex-four-days", "ex-eu-iru"), (160, 50)),
)
"""Others of the exercise; all say EXERCISE at top and bottom."""

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
            _write(name, picture_now(reader, wanted, size, theme=theme))
        for language in LANGUAGES:
            if language != "en":
                for size in ((160, 50), (80, 24)):
                    with speaking(language):
                        _write(f"board-{language}-{size[0]}x{size[1]}", picture_now(reader, NOVEMBER, size))
        store.close()
        exercise(Path(folder))


def play_to_its_middle(path: Path) -> Store:
    """Make a store with the first half of the shipped exercise, and return it open."""
    store = open_store(path, record=None)
    scenario, document = read_file(shipped_exercise())
    script = Script(scenario, document, 7, scenario.entries)
    prepare(store, script)
    Play(store, script).go_on(until=milliseconds(MIDDLE))
    with writing(store.connection):
        set_clock(store.connection, milliseconds(MIDDLE), 0)
    return store


def exercise(folder: Path) -> None:
    """Make the pictures of the exercise: it is played to its middle, where its clock stands."""
    store = play_to_its_middle(folder / "exercise.db")
    reader = Reader(store, clock=lambda: MIDDLE)
    for name, wanted in EXERCISE:
        for size in ((160, 50), (80, 24)):
            for theme in ("dark", "light"):
                suffix = f"{size[0]}x{size[1]}" + ("-light" if theme == "light" else "")
                _write(f"{name}-{suffix}", picture_now(reader, wanted, size, theme=f"board-{theme}"))
    for name, wanted, size in ONCE:
        _write(name, picture_now(reader, wanted, size))
    with speaking("de"):
        _write("exercise-de-80x24", picture_now(reader, SituationOf(), (80, 24)))
        _write("communique-de", asyncio.run(picture(reader, SituationOf(), (120, 40), keys=("r",))))
    keys = ("plus", *"120 video removed @ex-eu-iru on ex-mes")
    _write("recording-an-entry", asyncio.run(picture(reader, SituationOf(), (120, 40), keys=keys)))
    reader.moment = Moment(MIDDLE - timedelta(days=1), Clock.KNOWN)
    _write("wound-back", picture_now(reader, SituationOf(), (160, 50)))
    store.close()


def _write(name: str, drawn: str) -> None:
    file = FOLDER / f"{name}.svg"
    file.write_text(drawn, encoding="utf-8")
    print(file.name)


if __name__ == "__main__":
    main()
