"""Handing in a partner's file: looked at first, so that a person sees how it is read; then taken in, or not at all."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from board.exchange.incoming import own_export
from board.exchange.incoming.addresses import normalise
from board.exchange.incoming.findings import Question
from board.exchange.incoming.known import Known
from board.exchange.incoming.opening import open_tables
from board.exchange.incoming.reading import understand
from board.exchange.incoming.recognition import Recognition, key_of, recognise
from board.exchange.incoming.refused_rows import RefusedRows
from board.exchange.incoming.stood import as_sent, digest_of, named_as_sent, placed, told_apart
from board.exchange.incoming.told import Told, answered, told_of
from board.exchange.incoming.worked_out import refuse_worked_out
from board.locale import _
from board.model.incoming import Item, Sent, Skipped, Table, Understood
from board.model.instants import instant_of
from board.model.taken import Differing, File, Taken
from board.store.appending import When
from board.store.directory import directory_of, frame_of, profiles_of
from board.store.intake import take_in
from board.store.opening import Store
from board.store.refused import Refused

MARGIN = timedelta(days=2)
"""Around the days of an action: what was found on the eve, or counted on the day after."""

MOST_LOOKED_AT = 5_000
"""Rows that are looked at for their days."""

MOST_NAMED = 5
"""Agencies that are named in a question."""

EVERY = 1_000
"""Rows after which progress is told."""


class Looked(NamedTuple):
    """A table of a file, and how it will be read."""

    table: Table
    action: str
    recognition: Recognition | None
    """None where the table is a ledger that a board exported: nothing has to be guessed of it."""
    notices: tuple[str, ...]
    """What a person has to know before it is taken in."""


class How(NamedTuple):
    """How it is to be taken in."""

    differing: Differing = Differing.REFUSE
    keep_addresses: bool = False
    dry_run: bool = False
    watched: bool = False
    """They come from a folder that is watched: one that was taken in before is only old, and corrects nothing."""


Progress = Callable[[float, int], None]
"""Is told the share of the file that was gone through, from 0 to 1, and how many rows that were."""


def open_file(path: Path, sheet: str | None = None) -> tuple[Table, ...]:
    """Return the tables of a file that are to be looked at.

    Of a board's own workbook that is only its ledger: the sheets beside it are worked out from it.

    Raises:
        Refused: The file cannot be read, breaks a limit, or holds no table.
    """
    tables = tuple(as_sent(told_apart(table)) for table in open_tables(path, sheet))
    own = tuple(table for table in tables if own_export.is_own(table))
    return own or tables


def look(store: Store, table: Table, action: str, said: Told) -> Looked:
    """Return how a table will be read: by what is said, by what the file says, and by the last one of that partner.

    Whose it is, is never remembered: a header is no sender.

    Args:
        store: An open store.
        table: From a file.
        action: Slug.
        said: What a person says.

    Raises:
        Refused: The table cannot be read, or it is of another action, or an exercise is mixed up with something real.
    """
    if own_export.is_own(table):
        return Looked(table, action, None, (*table.notices, *_checked(store, table, action)))
    refuse_worked_out(table)
    known = Known(*directory_of(store, action))
    named_so = named_as_sent(table)
    profiles = profiles_of(store, key_of(table))
    recognition = recognise(named_so, known, said)
    if profiles:  # partners may write alike: whose it is, the file or a person says, and never the header alone
        named = said.agency or recognition.constant("agency")
        if named in profiles:
            recognition = recognise(named_so, known, told_of(profiles[named], said))
        elif named is None:
            recognition = _whose(recognition, tuple(profiles))
    recognition, why = _by_the_action(store, named_so, action, recognition)
    return Looked(table, action, recognition, (*table.notices, *recognition.notices, *why))


def hand_in(
    store: Store,
    looked: Looked,
    how: How,
    operator: str,
    now: When,
    *,
    refused: RefusedRows,
    progress: Progress = lambda _share, _rows: None,
) -> Taken:
    """Take in a table that was looked at, in one transaction: all of it or nothing.

    Args:
        store: A store that may be written.
        looked: What `look` returned.
        how: How.
        operator: Who takes it in.
        now: This instant, aware, or a clock that tells it.
        refused: Takes note of the rows that are refused.
        progress: Is told how far it is.

    Raises:
        Refused: A question stands, the file is not what it was, or the store cannot be written.
    """
    table, recognition = looked.table, looked.recognition
    rows: Iterator[Understood] | None
    if recognition is None:
        rows = own_export.sent_of(table)
        assert rows is not None  # noqa: S101 `look` saw that it is one
        profile = None
    else:
        rows = placed(table, understand(recognition, table, normalise, now() if callable(now) else now))
        profile = _profile(recognition)
    file = File(
        name=table.name,
        digest=digest_of(table),
        action=looked.action,
        differing=how.differing,
        keep_addresses=how.keep_addresses,
        dry_run=how.dry_run,
        watched=how.watched,
        profile=profile,
    )
    return take_in(store, file, _telling(refused.watching(rows), table, progress), operator, now, refused.add)


def _whose(recognition: Recognition, remembered: tuple[str, ...]) -> Recognition:
    """Ask first whose a table is, with who wrote alike before as the first answers.

    What else is asked may be remembered of the one who is named, so it waits.
    """
    for question in recognition.questions:
        if question.about == "agency":
            text = _("{question} Files with these columns came from {agencies} before").format(
                question=question.text, agencies=", ".join(remembered[:MOST_NAMED])
            )
            answers = tuple(dict.fromkeys((*remembered, *question.answers)))
            return recognition._replace(questions=(Question("agency", text, answers),))
    return recognition


def _by_the_action(
    store: Store, table: Table, action: str, recognition: Recognition
) -> tuple[Recognition, tuple[str, ...]]:
    """Settle whether the day or the month is written first, where only one way puts every day within the action."""
    first, last, _exercise = frame_of(store, action)
    if [question.about for question in recognition.questions] != ["day_order"] or first is None or last is None:
        return recognition, ()
    begins = datetime.fromisoformat(first).replace(tzinfo=UTC) - MARGIN
    ends = datetime.fromisoformat(last).replace(tzinfo=UTC) + MARGIN
    fitting = []
    for order in recognition.questions[0].answers:
        tried = recognise(table, recognition.known, answered(recognition.told, "day_order", order))
        if not tried.questions and _within(understand(tried, table, normalise, ends), begins, ends):
            fitting.append((order, tried))
    if len(fitting) != 1:
        return recognition, ()
    [(order, tried)] = fitting
    said = _("days are read {order}: only so do all of them lie within the action").format(
        order={"dmy": _("day first"), "mdy": _("month first")}.get(order, _("year first"))
    )
    return tried, (said,)


def _within(rows: Iterator[Understood], begins: datetime, ends: datetime) -> bool:
    """Say whether all rows have a day, and all the days lie between two instants."""
    some = False
    for row in islice(rows, MOST_LOOKED_AT):
        if isinstance(row, Sent | Item):
            some = True
            at = row.occurred_at
            if at is None or not begins <= instant_of(at) <= ends:
                return False
        elif not isinstance(row, Skipped):
            return False
    return some


def _checked(store: Store, table: Table, action: str) -> tuple[str, ...]:
    """Check that an export may come in here; return what is to be said of it."""
    made = own_export.made_of(table)
    if made is None:
        return ()
    exercise = frame_of(store, action).exercise
    if made.exercise != exercise:
        raise Refused(
            _("{file} was exported from an exercise: it is never taken into a real store").format(file=table.name)
            if made.exercise
            else _("{file} is real: it is never taken into an exercise").format(file=table.name)
        )
    if made.action != action:
        raise Refused(
            _("{file} is of the action {theirs}, not of {ours}: name it with --action").format(
                file=table.name, theirs=made.action, ours=action
            )
        )
    return (_("exported by a board, marked TLP:{marking}").format(marking=made.marking),)


def _profile(recognition: Recognition) -> tuple[str, str, str] | None:
    import json

    agency = recognition.constant("agency")
    if agency is None:
        return None
    return agency, recognition.key, json.dumps(recognition.profile(), sort_keys=True)


def _telling(rows: Iterator[Understood], table: Table, progress: Progress) -> Iterator[Understood]:
    count = 0
    for row in rows:
        count += 1
        if count % EVERY == 0:
            progress(table.position(), count)
        yield row
    progress(1.0, count)
