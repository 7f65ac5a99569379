"""Reading what leaves the board: the ledger of an action as a stream, its tallies, and all that a document says of it.

What one export holds is of one state of the store. Nothing in it is of the instant of reading: a state that is not
wound back is as of its last entry, so that the same state gives the same file.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from board.locale import _
from board.model.entry import LedgerRow
from board.model.figure import Quantity
from board.model.instants import EPOCH, instant_of, milliseconds
from board.model.moment import Clock, Moment
from board.model.pulse import Pulse
from board.model.situation import EntryView, Situation
from board.model.text import clean
from board.model.vocabulary import ContentType, Stage
from board.model.wanted import PulseOf
from board.store.changes import Changes
from board.store.connection import Connection, reading, speaking
from board.store.edition import editions, is_exercise
from board.store.entries import entries_at
from board.store.opening import Store
from board.store.pulse import read_pulse
from board.store.refused import Refused
from board.store.situation import situation_of
from board.store.spans import Sum, sums_at
from board.store.tallies import quantity_of

BATCH = 5_000
"""Entries that are read in one go."""

MOST_CORRECTIONS = 50
"""Corrections that a document lists; it says how many there are."""

WIDTHS = (10, 20, 30, 60, 120, 360, 1440)
"""Minutes of an interval of the curves, as on the time screen."""

STEPS = 96
"""Intervals of the curves, at most."""

TRIES = 50
"""Times that a document is read anew because somebody recorded meanwhile; each takes some hundredths of a second."""

FIRST = -(2**63)
"""Milliseconds before everything that SQLite can keep."""

LAST_INSTANT = 253_402_300_799_999
"""Milliseconds: the end of the year 9999, after which Python knows no dates."""

_COLUMNS = ", ".join(f"l.{name}" for name in LedgerRow._fields)
_TEXTS = frozenset(
    ("site", "id", "action", "agency", "provider", "content_type", "stage", "qualifier", "operator", "source", "ref")
) | {"reverses_site", "batch"}
_TEXT_PLACES = tuple(place for place, name in enumerate(LedgerRow._fields) if name in _TEXTS)


class Line(NamedTuple):
    """An entry as it leaves the board; its texts are harmless."""

    row: LedgerRow
    note: str | None
    """None also where its text stayed at another site."""
    reverses_id: str | None
    """Id of the entry that it takes back."""
    kind: str | None = None
    """"total" or "items", where it is of a running total or of a list of items."""


class Total(NamedTuple):
    """What one agency counted of one content type at one stage on one provider. No other total holds any of it."""

    agency: str
    provider: str | None
    content_type: ContentType
    stage: Stage
    quantity: Quantity
    entries: int


class Outgoing:
    """One action at one state of the store, while the block of `outgoing` lasts."""

    def __init__(self, store: Store, action: str | None, moment: Moment | None) -> None:
        """Read what it is of.

        Args:
            store: Within a transaction.
            action: Slug; None for the newest that is ongoing.
            moment: As it was then; None for as it is.

        Raises:
            Refused: There is no such action, or the store cannot be read.
        """
        self._store = store
        self._connection = store.connection
        self.moment = moment
        with speaking(store.path, store.wait):
            last = _last(store.connection)
            self.as_of: datetime | None = moment.at if moment is not None else last
            """The moment, else when the last entry of the store was recorded; None while there is none."""
            self.situation: Situation = situation_of(store.connection, action, self.as_of or EPOCH, moment)
            self.exercise: bool = self.situation.action.exercise or is_exercise(store.connection)
            self.edition: str | None = next(iter(editions(store.connection)[::-1]), None)
            """Of the newest record that the store has taken in, as a date."""
        self._slug = self.situation.action.slug

    def entries(self) -> int:
        """Return how many entries the action has as it is; as it was then, it has no more."""
        with speaking(self._store.path, self._store.wait):
            found: tuple[int] = self._connection.execute(
                "SELECT coalesce(sum(entries), 0) FROM totals WHERE action = ?", (self._slug,)
            ).fetchone()
        return found[0]

    def lines(self) -> Iterator[Line]:
        """Yield the entries in the order in which they were recorded, in constant memory.

        Raises:
            Refused: The store cannot be read, or another program changed it.
        """
        beyond: tuple[int, str, int] = (FIRST, "", 0)
        condition, until = _until(self.moment)
        while True:
            with speaking(self._store.path, self._store.wait):
                rows = self._connection.execute(
                    f"""
                    SELECT {_COLUMNS}, n.text, r.id, k.kind FROM ledger AS l INDEXED BY ledger_by_action
                    LEFT JOIN notes AS n ON n.hash = l.note_hash
                    LEFT JOIN entry_kinds AS k ON k.site = l.site AND k.seq = l.seq
                    LEFT JOIN ledger AS r ON r.site = l.reverses_site AND r.seq = l.reverses_seq
                    WHERE l.action = ? AND (l.recorded_at, l.site, l.seq) > (?, ?, ?) {condition}
                    ORDER BY l.recorded_at, l.site, l.seq LIMIT ?
                    """,  # noqa: S608 ours
                    (self._slug, *beyond, *until, BATCH),
                ).fetchall()
                batch = [_line(row) for row in rows]
            yield from batch
            if len(batch) < BATCH:
                return
            site, seq, recorded_at = rows[-1][0], rows[-1][1], batch[-1].row.recorded_at
            beyond = (recorded_at, site, seq)

    def totals(self) -> tuple[Total, ...]:
        """Return what was counted, by agency, provider, content type and stage.

        Raises:
            Refused: The store cannot be read.
        """
        with speaking(self._store.path, self._store.wait):
            return _totals(self._connection, self._slug, self.moment)


@contextmanager
def outgoing(store: Store, action: str | None, moment: Moment | None) -> Iterator[Outgoing]:
    """See one state of the store throughout the block, whatever others record meanwhile.

    Args:
        store: The store. It may be open for reading only.
        action: Slug; None for the newest that is ongoing.
        moment: As it was then; None for as it is.

    Raises:
        Refused: There is no such action, or the store cannot be read.
    """
    with reading(store.connection):
        yield Outgoing(store, action, moment)


class Document(NamedTuple):
    """All that is said of an action in one document."""

    situation: Situation
    as_of: datetime | None
    """As for `Outgoing`."""
    exercise: bool
    edition: str | None
    totals: tuple[Total, ...]
    corrections: tuple[EntryView, ...]
    """The last entries that take back or count less, the newest first."""
    corrections_in_all: int
    pulse: Pulse | None
    """The curves by stage up to the last entry that belongs to the document; None while nothing was counted."""


def document_of(store: Store, action: str | None, moment: Moment | None) -> Document:
    """Return all that is said of an action, read at one state of the store.

    The curves are read in a transaction of their own; if anybody has recorded meanwhile, all of it is read anew.

    Raises:
        Refused: There is no such action, the store cannot be read, or others record without a pause.
    """
    with speaking(store.path, store.wait):
        changes = Changes(store.connection)
        for _attempt in range(TRIES):
            changes.since_last_look()
            found = _document(store, action, moment)
            if found.pulse is None or not changes.since_last_look():
                return found
    raise Refused(_("others record so quickly that no document can be made of one state: try again in a moment"))


def _document(store: Store, action: str | None, moment: Moment | None) -> Document:
    connection = store.connection
    with outgoing(store, action, moment) as of:
        slug = of.situation.action.slug
        corrections, in_all = _corrections(connection, slug, moment)
        wanted = _curves(connection, slug, moment)
        found = Document(
            situation=of.situation,
            as_of=of.as_of,
            exercise=of.exercise,
            edition=of.edition,
            totals=of.totals(),
            corrections=corrections,
            corrections_in_all=in_all,
            pulse=None,
        )
    if wanted is None or found.as_of is None:
        return found
    return found._replace(pulse=_cut(read_pulse(connection, wanted, found.as_of)))


def _last(connection: Connection) -> datetime | None:
    """Return when the last entry of all was recorded."""
    row: tuple[int | None] = connection.execute(
        "SELECT max((SELECT max(recorded_at) FROM ledger WHERE action = actions.slug)) FROM actions"
    ).fetchone()
    return None if row[0] is None else instant_of(_instant(row[0]))


def _until(moment: Moment | None) -> tuple[str, tuple[int, ...]]:
    """Return the condition that leaves out what does not belong to a moment, and its values."""
    if moment is None:
        return "", ()
    return f"AND l.{moment.clock} <= ?", (milliseconds(moment.at),)


def _line(values: tuple[object, ...]) -> Line:
    """Make a line of its columns.

    Raises:
        ValueError: An instant is none.
    """
    *columns, note, reverses_id, kind = values
    for place in _TEXT_PLACES:
        text = columns[place]
        if isinstance(text, str) and not (text.isascii() and text.isprintable()):  # `clean` leaves such a one as it is
            columns[place] = clean(text)
    row = LedgerRow._make(columns)
    _instant(row.occurred_at)
    _instant(row.recorded_at)
    return Line(
        row,
        None if note is None else clean(str(note)),
        None if reverses_id is None else clean(str(reverses_id)),
        None if kind is None else "total" if kind == "total" else "items",
    )


def _instant(at: int) -> int:
    """Return milliseconds that a date can be made of.

    Raises:
        ValueError: They lie before 1970 or after 9999.
    """
    if not 0 <= at <= LAST_INSTANT:
        raise ValueError(f"{at} is no instant")
    return at


def _totals(connection: Connection, action: str, moment: Moment | None) -> tuple[Total, ...]:
    if moment is not None:
        sums = sums_at(connection, action, moment)
    else:
        rows = connection.execute(
            """
            SELECT agency, provider, content_type, stage, quantity, at_least, at_most, about, entries
            FROM totals WHERE action = ?
            """,
            (action,),
        ).fetchall()
        sums = [Sum(*row) for row in rows]
    found = [
        Total(
            agency=clean(one.agency),
            provider=clean(one.provider) or None,
            content_type=ContentType(one.content_type),
            stage=Stage(one.stage),
            quantity=quantity_of((one.quantity, one.at_least, one.at_most, one.about)),
            entries=one.entries,
        )
        for one in sums
    ]
    units, stages = list(ContentType), list(Stage)
    return tuple(
        sorted(
            found,
            key=lambda one: (one.agency, one.provider or "", units.index(one.content_type), stages.index(one.stage)),
        )
    )


def _corrections(connection: Connection, action: str, moment: Moment | None) -> tuple[tuple[EntryView, ...], int]:
    """Return the last entries that take back or count less, and how many there are."""
    condition, until = _until(moment)
    behind = f"""
        FROM ledger AS l INDEXED BY ledger_by_correction
        WHERE (l.quantity < 0 OR l.reverses_seq IS NOT NULL) AND l.action = ? {condition}
    """
    count: tuple[int] = connection.execute(f"SELECT count(*) {behind}", (action, *until)).fetchone()
    places = connection.execute(
        f"SELECT l.site, l.seq {behind} ORDER BY l.recorded_at DESC, l.site DESC, l.seq DESC LIMIT ?",
        (action, *until, MOST_CORRECTIONS),
    ).fetchall()
    entries = entries_at(connection, [(site, seq) for site, seq in places], moment)
    return tuple(entries[site, seq] for site, seq in places if (site, seq) in entries), count[0]


def _curves(connection: Connection, action: str, moment: Moment | None) -> PulseOf | None:
    """Return the window that holds all entries of an action, None where there are none."""
    clock = Clock.KNOWN if moment is None else moment.clock
    condition, until = _until(moment)
    row: tuple[int | None, int | None] = connection.execute(
        f"""
        SELECT (SELECT min(l.{clock}) FROM ledger AS l WHERE l.action = ? {condition}),
            (SELECT max(l.{clock}) FROM ledger AS l WHERE l.action = ? {condition})
        """,  # noqa: S608 ours
        (action, *until, action, *until),
    ).fetchone()
    first, last = row
    if first is None or last is None:
        return None
    minutes = (_instant(last) - _instant(first)) // 60_000 // (STEPS - 1) + 1
    days = -(-minutes // WIDTHS[-1])
    width = next((one for one in WIDTHS if one >= minutes), days * WIDTHS[-1])
    step = width * 60_000
    return PulseOf(
        action,
        clock=clock,
        minutes=width,
        steps=last // step - first // step + 1,
        end=instant_of(last),
        cursor=None if moment is None else moment.at,
    )


def _cut(pulse: Pulse) -> Pulse:
    """Return curves that end at their tallies: the last interval may reach beyond the moment."""
    curves = []
    for curve in pulse.curves:
        *counts, _rest = curve.counts
        counts.append(curve.at.value - curve.before - sum(counts))
        curves.append(curve._replace(counts=tuple(counts)))
    return pulse._replace(curves=tuple(curves))
