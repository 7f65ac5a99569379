"""Recording one typed line: understood, checked, appended, and said back in words."""

import getpass
from datetime import datetime
from typing import NamedTuple

from pydantic import ValidationError

from board.exchange.names import Names
from board.exchange.quick_entry import Line, in_words, understand
from board.locale import _, phrases
from board.model.entry import Entry
from board.model.situation import EntryView, Situation
from board.model.vocabulary import AgencyKind, Qualifier
from board.model.wanted import EntryOf, SituationOf
from board.store.connection import speaking
from board.store.ledger import Recorded, append, correct
from board.store.overview import all_agencies
from board.store.reader import Reader
from board.store.refused import Refused
from board.store.running_total import declare


def login_name() -> str:
    """Return who is at the machine, "" where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def names_of(reader: Reader, situation: Situation) -> Names:
    """Return what a line can name while an action is shown.

    Raises:
        Refused: The store cannot be read.
    """
    with speaking(reader.store.path, reader.store.wait):
        agencies = all_agencies(reader.store.connection)
    return Names(
        partners=tuple(panel.agency.slug for panel in situation.partners),
        agencies=tuple(agency.slug for agency in agencies),
        providers=tuple(agency.slug for agency in agencies if agency.kind == AgencyKind.PROVIDER),
    )


class Extra(NamedTuple):
    """What a line has no words for."""

    source: str | None = None
    """Slug of a source."""
    ref: str | None = None
    """The sender's own reference."""


NOTHING_MORE = Extra()


def read_line(reader: Reader, typed: str, situation: Situation, now: datetime) -> Line:
    """Return what a line says, whole.

    Raises:
        Refused: It is not understood whole.
    """
    line = understand(typed, names_of(reader, situation), now)
    if line.problems:
        raise Refused("; ".join(line.problems))
    return line


def record(
    reader: Reader,
    typed: str,
    operator: str,
    *,
    action: str | None = None,
    correction: bool = False,
    extra: Extra = NOTHING_MORE,
) -> str:
    """Record a line and return in words what the ledger holds now.

    Args:
        reader: On a store that may be written.
        typed: The line, in the grammar of `quick_entry`.
        operator: Who records it.
        action: Slug; None for the newest ongoing action.
        correction: Let a running total be below the present one.
        extra: Source and reference.

    Raises:
        BelowPresent: It is a running total below the present one, and not said to be a correction.
        Refused: The line is not understood whole, or the ledger refuses it. Nothing is recorded then.
    """
    situation = reader.read(SituationOf(action))
    now = reader.clock()
    line = read_line(reader, typed, situation, now)
    entry = entry_of(line, situation.action.slug, now, extra)
    if line.total:
        recorded = declare(reader.store, entry, operator, now, correction=correction)
    else:
        recorded = append(reader.store, [entry], operator, now)
    return " · ".join([*_said_back(line, recorded), *doubts(line, situation, now), *_clock(recorded)])


def put_right(reader: Reader, place: tuple[str, int], typed: str, why: str, operator: str) -> str:
    """Put an entry right and return in words what the ledger holds now.

    Args:
        reader: On a store that may be written.
        place: Site and number of the wrong entry.
        typed: What it should have been, as a line.
        why: The reason.
        operator: Who corrects.

    Raises:
        Refused: The line is not understood whole or is a running total, or the ledger refuses. Nothing is changed then.
    """
    wrong = reader.read(EntryOf(*place))
    situation = reader.read(SituationOf(wrong.action))
    now = reader.clock()
    line = read_line(reader, typed, situation, now)
    if line.total:
        raise Refused(_("say what the entry should have been: with + or -, not with ="))
    then = wrong.entry.occurred_at
    if line.occurred_at == then.replace(second=0, microsecond=0):
        line = line._replace(occurred_at=then)  # a line says minutes, the entry knew better
    entry = entry_of(line, wrong.action, then, Extra(wrong.entry.source))
    recorded = correct(reader.store, *place, entry, why, operator, now)
    new = next(row for row in recorded.rows if row.reverses_seq is None)
    return _("entry {wrong} taken back, entry {seq} in its place: {line}").format(
        wrong=phrases.number(place[1]), seq=phrases.number(new.seq), line=in_words(line)
    )


def as_line(entry: EntryView) -> str:
    """Return an entry as it could be typed."""
    sign = "-" if entry.quantity.value < 0 else "+"
    qualifier = {Qualifier.AT_LEAST: ">", Qualifier.ABOUT: "~", Qualifier.AT_MOST: "<"}.get(
        entry.quantity.qualifier, ""
    )
    parts = [f"{sign}{qualifier}{abs(entry.quantity.value)}", entry.content_type, entry.stage, f"@{entry.agency.slug}"]
    if entry.provider is not None:
        parts.append(f"on {entry.provider.slug}")
    parts.append(f"at {entry.occurred_at:%Y-%m-%d %H:%M}")
    if entry.note:
        parts.append(f"# {entry.note}")
    return " ".join(parts)


def entry_of(line: Line, action: str, now: datetime, extra: Extra = NOTHING_MORE) -> Entry:
    """Make an entry of a line that was understood whole.

    Raises:
        Refused: A field is wrong in itself.
    """
    try:
        return Entry.model_validate(
            {
                "action": action,
                "agency": line.agency,
                "stage": line.stage,
                "content_type": line.content_type,
                "quantity": line.quantity,
                "qualifier": line.qualifier,
                "provider": line.provider,
                "occurred_at": line.occurred_at or now,
                "note": line.note,
                "source": extra.source,
                "ref": extra.ref,
            }
        )
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        field = ".".join(str(step) for step in problem["loc"])
        raise Refused(f"{field}: {problem['msg'].removeprefix('Value error, ')}") from error


def odd_about(reader: Reader, typed: str, action: str | None) -> list[str]:
    """Return what a person should look at twice in a line; nothing where it is not understood whole.

    Raises:
        Refused: There is no such action, or the store cannot be read.
    """
    situation, now = reader.read(SituationOf(action)), reader.clock()
    line = understand(typed, names_of(reader, situation), now)
    return [] if line.problems else doubts(line, situation, now)


def doubts(line: Line, situation: Situation, now: datetime) -> list[str]:
    """Return what a person should look at twice before such a line is recorded; it is never refused for it."""
    found = []
    at = line.occurred_at
    if at is not None and at > now:
        found.append(_("the time lies in the future"))
    started = situation.action.started_on
    if (at or now).date().isoformat() < (started or ""):
        found.append(_("the time lies before the action"))
    if is_stranger(line, situation):
        found.append(_("{agency} is no partner of this action").format(agency=line.agency))
    return found


def is_stranger(line: Line, situation: Situation) -> bool:
    """Say whether a line speaks of an agency that is no partner of the action."""
    return line.agency not in {panel.agency.slug for panel in situation.partners if panel.roles}


def _said_back(line: Line, recorded: Recorded) -> list[str]:
    """Return what was recorded in words."""
    row = next((row for row in recorded.rows if row.reverses_seq is None), recorded.rows[0])
    said = [_("entry {seq}: {line}").format(seq=row.seq, line=in_words(line))]
    if line.total:
        more = sum(row.quantity for row in recorded.rows)
        said.append((_("{count} more") if more >= 0 else _("{count} less")).format(count=phrases.number(abs(more))))
        taken = sum(row.reverses_seq is not None for row in recorded.rows)
        if taken:
            said.append(_("{count} entries of another firmness taken back into it").format(count=taken))
    return said


def _clock(recorded: Recorded) -> list[str]:
    if not recorded.clock_back:
        return []
    behind = phrases.number(recorded.clock_back // 1000)
    return [_("this machine's clock is {seconds} s behind the last entry").format(seconds=behind)]
