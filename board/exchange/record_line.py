"""Recording one typed line: understood, checked, appended, and said back in words."""

import getpass
from datetime import datetime

from board.exchange.quick_entry import Line, Names, in_words, understand
from board.locale import _, words
from board.model.entry import Entry
from board.model.situation import Situation
from board.model.vocabulary import AgencyKind
from board.store.connection import speaking
from board.store.ledger import Recorded, append, declare
from board.store.opening import Store
from board.store.overview import all_agencies
from board.store.reader import Reader, SituationOf
from board.store.refused import Refused


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


def record(reader: Reader, typed: str, operator: str, *, action: str | None = None, correction: bool = False) -> str:
    """Record a line and return in words what the ledger holds now.

    Args:
        reader: On a store that may be written.
        typed: The line, in the grammar of `quick_entry`.
        operator: Who records it.
        action: Slug; None for the newest ongoing action.
        correction: Let a running total be below the present one.

    Raises:
        Refused: The line is not understood whole, or the ledger refuses it. Nothing is recorded then.
    """
    situation = reader.read(SituationOf(action))
    now = reader.clock()
    line = understand(typed, names_of(reader, situation), now)
    if line.problems:
        raise Refused("; ".join(line.problems))
    recorded = _keep(reader.store, line, situation.action.slug, operator, now, correction)
    return said_back(line, recorded, situation, now)


def _keep(store: Store, line: Line, action: str, operator: str, now: datetime, correction: bool) -> Recorded:
    entry = Entry.model_validate(
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
        }
    )
    if line.total:
        return declare(store, entry, operator, now, correction=correction)
    return append(store, [entry], operator, now)


def said_back(line: Line, recorded: Recorded, situation: Situation, now: datetime) -> str:
    """Return what was recorded in words, with what the person should look at twice."""
    row = next((row for row in recorded.rows if row.reverses_seq is None), recorded.rows[0])
    said = [_("entry {seq}: {line}").format(seq=row.seq, line=in_words(line))]
    if line.total:
        more = sum(row.quantity for row in recorded.rows)
        said.append((_("{count} more") if more >= 0 else _("{count} less")).format(count=words.number(abs(more))))
        taken = sum(row.reverses_seq is not None for row in recorded.rows)
        if taken:
            said.append(_("{count} entries of another firmness taken back into it").format(count=taken))
    at = line.occurred_at
    if at is not None and at > now:
        said.append(_("the time lies in the future"))
    started = situation.action.started_on
    if at is not None and started and at.date().isoformat() < started:
        said.append(_("the time lies before the action"))
    if line.agency not in {panel.agency.slug for panel in situation.partners}:
        said.append(_("{agency} is no partner of this action").format(agency=line.agency))
    if recorded.clock_back:
        said.append(_("this machine's clock is {seconds} s behind the last entry").format(
            seconds=words.number(recorded.clock_back // 1000)))  # fmt: skip
    return " · ".join(said)
