"""Playing an exercise into a store of its own, through the board's own ways into the ledger."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from datetime import UTC, timedelta
from typing import NamedTuple

from pydantic import ValidationError

from board.locale import _
from board.locale import speaking as in_language
from board.model.course import Course
from board.model.entry import Entry
from board.model.instants import instant_of, milliseconds
from board.model.record import Record
from board.model.said import Correction, Count, Said, Sheet, TakeBack, Total
from board.model.scenario import Scenario
from board.model.vocabulary import ContentType, Marking, Qualifier, SourceKind, Stage
from board.store.appending import ID_BYTES, Appending, uuid7
from board.store.connection import Connection, speaking, writing
from board.store.edition import is_exercise
from board.store.exercise import (
    KIND,
    PLAYED,
    SCENARIO,
    Exercise,
    ExerciseClock,
    Hand,
    Played,
    exercise_of,
    played_of,
    put,
    set_clock,
)
from board.store.ledger import recording
from board.store.opening import Store
from board.store.record import bring_in
from board.store.refused import Refused
from board.store.running_total import add_total

PORTION = 5_000
"""Sayings that are recorded in one transaction."""

_NAMESPACE = uuid.UUID("4b1c2f0e-6d0a-5a57-9a5e-0d6f6a1c7e19")
"""Of the sites of exercises (UUIDv5, RFC 9562): the same exercise has the same site everywhere."""


class Script(NamedTuple):
    """What is to be played."""

    scenario: Scenario
    document: str
    """The scenario as canonical JSON: in a store it stands for itself, wherever its file has gone."""
    seed: int
    entries: int

    @property
    def digest(self) -> str:
        """SHA-256 of the scenario, hexadecimal."""
        return hashlib.sha256(self.document.encode()).hexdigest()


def prepare(store: Store, script: Script) -> None:
    """Make a new store an exercise, with the scenario's agencies and action. One that is this very exercise stays so.

    Raises:
        Refused: The store holds something else, or cannot be written, or what the scenario says no record can hold.
            Nothing is changed then.
    """
    if store.read_only:
        raise Refused(_("the store is open for reading only: leave out --read-only to play an exercise"))
    scenario = script.scenario
    record = record_of(scenario)
    wanted = Exercise(
        scenario.slug, scenario.name, script.digest, script.seed, script.entries, scenario.starts, scenario.ends
    )
    with speaking(store.path, store.wait), writing(store.connection):
        held = exercise_of(store.connection)
        if held is None:
            _mark(store, wanted, script.document)
        elif held != wanted:
            raise Refused(
                _(
                    "{path} holds the exercise {name} with seed {seed} and {entries} entries: leave out "
                    "--scenario, --seed and --entries to go on with it; to start another one anew delete that "
                    "file, or name one that is not there yet: board --store FILE exercise …"
                ).format(path=store.path, name=held.name, seed=held.seed, entries=held.entries)
            )
        bring_in(store.connection, record)


def _mark(store: Store, exercise: Exercise, document: str) -> None:
    """Write into a new store that it is an exercise, before anything else."""
    if holds_anything(store.connection):
        raise never(store)
    put(store.connection, KIND, json.dumps(exercise._asdict()))
    put(store.connection, SCENARIO, document)
    store.connection.execute("UPDATE settings SET value = ? WHERE key = 'site'", (site_of(exercise),))
    set_clock(store.connection, exercise.starts, 0)


def site_of(exercise: Exercise) -> str:
    """Return the site of an exercise; a real store's is a UUID of chance (version 4)."""
    return str(uuid.uuid5(_NAMESPACE, f"{exercise.digest} {exercise.seed} {exercise.entries}"))


def never(store: Store) -> Refused:
    """Return why an exercise is not played in a store."""
    return Refused(
        _(
            "{path} is a real store, and an exercise is never played in one: leave out --store, or name a file that "
            "is not there yet"
        ).format(path=store.path)
    )


def holds_anything(connection: Connection) -> bool:
    """Say whether anything was ever put into a store that is no exercise."""
    row = connection.execute("""
        SELECT 1 FROM actions UNION ALL SELECT 1 FROM agencies UNION ALL SELECT 1 FROM sources
        UNION ALL SELECT 1 FROM ledger UNION ALL SELECT 1 FROM settings WHERE key LIKE 'record %' LIMIT 1
    """).fetchone()
    return row is not None


def kept_document(store: Store) -> str:
    """Return the scenario that a store was made for, as canonical JSON.

    Raises:
        Refused: The store holds no exercise, or cannot be read.
    """
    with speaking(store.path, store.wait):
        row: tuple[str] | None = store.connection.execute(
            "SELECT value FROM settings WHERE key = ?", (SCENARIO,)
        ).fetchone()
        if not is_exercise(store.connection) or row is None:
            raise never(store)
        return row[0]


def record_of(scenario: Scenario) -> Record:
    """Return what the store has to know before the first entry.

    Raises:
        Refused: No record can hold it.
    """
    source = f"{scenario.slug}-scenario"
    first = scenario.starts_at.astimezone(UTC)
    last = first + timedelta(days=scenario.days)
    values = {
        "edition": f"{first:%Y-%m-%d}",
        "marking": Marking.CLEAR,
        "agencies": [agency.model_dump() for agency in scenario.agencies],
        "sources": [
            {
                "slug": source,
                "publisher": scenario.name,
                "title": scenario.note,
                "date": f"{first:%Y-%m-%d}",
                "address": None,
                "language": "en",
                "kind": SourceKind.PRIMARY,
            }
        ],
        "actions": [
            {
                "slug": scenario.slug,
                "name": scenario.name,
                "status": "ongoing",
                "status_as_of": f"{first:%Y-%m-%d}",
                "started_on": f"{first:%Y-%m-%d}",
                "ended_on": f"{last:%Y-%m-%d}",
                "objective": scenario.objective,
                "command_post": scenario.command_post,
                "place": scenario.place,
                "exercise": True,
                "sources": [source],
                "note": scenario.note,
            }
        ],
        "participations": [
            {"action": scenario.slug, "agency": one.agency, "roles": one.roles, "source": source}
            for one in scenario.partners
        ],
    }
    try:
        return Record.model_validate(values)
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in problem["loc"])
        raise Refused(
            _("the scenario {slug} cannot be played: {where}: {why}").format(
                slug=scenario.slug, where=where, why=problem["msg"].removeprefix("Value error, ")
            )
        ) from error


class Play:
    """Plays one exercise, from where it stopped."""

    def __init__(self, store: Store, script: Script) -> None:
        """Go to where the exercise stopped.

        Args:
            store: One that `prepare` has made ready.
            script: What is played.

        Raises:
            Refused: The store cannot be read.
        """
        self._store = store
        self._action = script.scenario.slug
        self._chance = f"{script.digest} {script.seed}"
        self._course: Iterator[Said] = iter(Course(script.scenario, script.seed, script.entries))
        self._next: Said | None = next(self._course, None)
        self._said = 0
        self.entries = 0
        """Recorded by this very play."""
        self.repeated = 0
        """Rows of sheets that came a second time and were not counted again."""
        with speaking(store.path, store.wait):
            self._skip(played_of(store.connection).said)

    @property
    def next_at(self) -> int | None:
        """When the next saying is due, in milliseconds since 1970; None once all is said."""
        return None if self._next is None else self._next.at

    def go_on(self, until: int | None = None) -> None:
        """Record what is due, in one transaction; at most `PORTION` sayings.

        Args:
            until: Milliseconds since 1970; None for the end.

        Raises:
            Refused: The store cannot be written. Nothing of it is recorded then.
        """
        with recording(self._store) as connection:
            with speaking(self._store.path, self._store.wait):
                played = played_of(connection)
            self._skip(played.said)  # another board may be playing it as well
            for _turn in range(PORTION):
                said = self._next
                if said is None or (until is not None and said.at > until):
                    break
                self._record(said)
                self._advance()
            put(connection, PLAYED, json.dumps(Played(self._said, self._next is None)))

    def set_clock(self, speed: float) -> Hand:
        """Let the exercise's clock go at a speed from where the exercise stands; 0 halts it where it is.

        Returns:
            How it was set, which tells whether another board has set it since.

        Raises:
            Refused: The store cannot be written.
        """
        connection = self._store.connection
        with speaking(self._store.path, self._store.wait), writing(connection):
            here = milliseconds(ExerciseClock(connection)())
            last = connection.execute(
                "SELECT max(recorded_at) FROM ledger WHERE action = ?", (self._action,)
            ).fetchone()
            if speed > 0 and self.next_at is not None:
                here = min(here, self.next_at)
            return set_clock(connection, max(here, last[0] or 0), speed)

    def end_clock(self, ends: int) -> None:
        """Set the clock to the end of an exercise that was written all at once.

        Raises:
            Refused: The store cannot be written.
        """
        with speaking(self._store.path, self._store.wait), writing(self._store.connection):
            set_clock(self._store.connection, ends, 1)

    def _skip(self, said: int) -> None:
        while self._said < said and self._next is not None:
            self._advance()

    def _advance(self) -> None:
        self._said += 1
        self._next = next(self._course, None)

    def _record(self, said: Said) -> None:
        """Append what is said. What the ledger refuses is passed over: people may have recorded in between."""
        ids = _Ids(self._chance)
        ids.number = said.number
        appending = Appending(self._store.connection, said.operator, instant_of(said.at), ids)
        try:
            with in_language("en"):  # what the board itself notes in the ledger: the same hashes in every language
                self._add(appending, said, ids)
        except Refused:
            return
        self.entries += len(appending.done().rows)

    def _add(self, appending: Appending, said: Said, ids: "_Ids") -> None:
        match said:
            case Count():
                appending.add(self._entry(said))
            case Total():
                add_total(self._store.connection, appending, self._total(said))
            case Sheet():
                for row in said.rows:
                    ids.number = row.number
                    if self._sent(row):
                        self.repeated += 1
                    else:
                        appending.add(self._entry(row), batch=said.name)
            case Correction():
                place = self._place(said.of)
                if place is not None:
                    right = self._entry(said.of._replace(quantity=said.quantity, ref=None))
                    appending.put_right(*place, right, said.why)
            case TakeBack():
                place = self._place(said.of)
                if place is not None:
                    appending.take_back(*place, said.why)

    def _sent(self, row: Count) -> bool:
        found = self._store.connection.execute(
            "SELECT 1 FROM ledger WHERE agency = ? AND ref = ?", (row.agency, row.ref)
        ).fetchone()
        return found is not None

    def _place(self, count: Count) -> tuple[str, int] | None:
        """Return where a count stands, None where it was passed over."""
        ids = _Ids(self._chance)
        ids.number = count.number
        row: tuple[str, int] | None = self._store.connection.execute(
            "SELECT site, seq FROM ledger WHERE id = ?", (uuid7(count.at, ids(ID_BYTES)),)
        ).fetchone()
        return row

    def _entry(self, said: Count) -> Entry:
        return Entry(
            action=self._action,
            agency=said.agency,
            stage=Stage(said.stage),
            content_type=ContentType(said.unit),
            quantity=said.quantity,
            qualifier=Qualifier(said.qualifier),
            provider=said.provider,
            occurred_at=instant_of(said.occurred_at),
            note=said.note,
            ref=said.ref,
        )

    def _total(self, said: Total) -> Entry:
        return Entry(
            action=self._action,
            agency=said.agency,
            stage=Stage(said.stage),
            content_type=ContentType(said.unit),
            quantity=said.quantity,
            occurred_at=instant_of(said.occurred_at),
        )


class _Ids:
    """Gives the bytes of ids: for each saying of an exercise the same ones, every time."""

    def __init__(self, chance: str) -> None:
        self._chance = chance
        self._turn = 0
        self.number = 0

    def __call__(self, size: int) -> bytes:
        self._turn += 1
        said = f"{self._chance} {self.number} {self._turn}"
        return hashlib.sha256(said.encode()).digest()[:size]
