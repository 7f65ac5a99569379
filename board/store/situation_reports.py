"""Freezing the situation under a number, and reading what was frozen. Nothing here is ever changed or taken out."""

from datetime import datetime

from board.locale import _
from board.model.figure import Quantity
from board.model.frozen import FORMAT, Frozen, FrozenHead, NotFrozen, canonical, digest_of, read_stages, write
from board.model.frozen import read as thaw
from board.model.instants import instant_of, milliseconds
from board.model.situation import EntryView, Situation
from board.model.situation_report import (
    Comparison,
    Head,
    ReportLine,
    Side,
    SituationReport,
    SituationReports,
    compare,
    stricter,
)
from board.model.text import clean
from board.model.vocabulary import Stage
from board.model.wanted import ComparisonOf, SituationReportOf, SituationReportsOf
from board.store.connection import Connection, reading, speaking, writing
from board.store.edition import marking_of, setting
from board.store.entries import entries_at, name_of_action
from board.store.ledger import check
from board.store.opening import Store
from board.store.refused import Refused
from board.store.situation import situation_of

MOST_CORRECTIONS = 50
"""Corrections that a comparison lists; it says how many there are."""


def take(store: Store, action: str | None, operator: str, now: datetime) -> SituationReport:
    """Freeze the situation of an action: it is on disk under its number when this returns, or nothing is.

    The situation is read and written in one transaction that holds the write lock: no entry comes in between.

    Args:
        store: A store that may be written.
        action: Slug; None for the newest that is ongoing.
        operator: Who freezes it.
        now: This instant, aware; a report is never earlier than the one before it, or than the last entry.

    Raises:
        Refused: There is no such action, nobody says who freezes it, or the store cannot be written.
    """
    check(store, operator)
    connection = store.connection
    with speaking(store.path, store.wait), writing(connection):
        slug = situation_of(connection, action, now).action.slug if action is None else action
        head = _head(connection)
        at = max(milliseconds(now), _latest(connection, slug, head))
        situation = situation_of(connection, slug, instant_of(at))
        frozen = Frozen(
            format=FORMAT,
            action=slug,
            number=_reports_in_all(connection, slug) + 1,
            taken_at=instant_of(at),
            operator=clean(operator).strip(),
            head=FrozenHead(**head._asdict()) if head else None,
            situation=situation,
        )
        written = write(frozen)
        connection.execute(
            """
            INSERT INTO situation_reports (action, number, taken_at, operator, entries, head_site, head_seq, head_hash,
                format, stages, digest, content)
            VALUES (:action, :number, :taken_at, :operator, :entries, :site, :seq, :hash,
                :format, :stages, :digest, :content)
            """,
            {
                "action": slug,
                "number": frozen.number,
                "taken_at": at,
                "operator": frozen.operator,
                "entries": situation.entries,
                "site": head and head.site,
                "seq": head and head.seq,
                "hash": bytes.fromhex(head.hash) if head else None,
                "format": FORMAT,
                "stages": canonical(situation.stages),
                "digest": written.digest,
                "content": written.text,
            },
        )
    with speaking(store.path, store.wait), reading(connection):  # others may write again: reading it back takes longer
        return _report(connection, slug, frozen.number)


def read(
    connection: Connection, wanted: SituationReportsOf | SituationReportOf | ComparisonOf, now: datetime
) -> SituationReports | SituationReport | Comparison:
    """Return the reports of an action, one of them, or what changed between two, at one state of the store.

    Raises:
        Refused: There is no such action or report, or another program changed it.
    """
    with reading(connection):
        match wanted:
            case SituationReportsOf(action, most):
                return _list(connection, action, most, now)
            case SituationReportOf(action, number):
                return _report(connection, action, number)
            case ComparisonOf(action, earlier, later):
                return _comparison(connection, action, earlier, later, now)


def head_of(connection: Connection, action: str, number: int) -> Head | None:
    """Return the head that a report names, None where the ledger was empty.

    Raises:
        Refused: There is no such report, or another program changed it.
    """
    return _report(connection, action, number).head


def _head(connection: Connection) -> Head | None:
    """Return the last entry of this store's own site."""
    row = connection.execute(
        "SELECT site, seq, lower(hex(hash)) FROM ledger WHERE site = ? ORDER BY seq DESC LIMIT 1",
        (setting(connection, "site"),),
    ).fetchone()
    return Head(*row) if row else None


def _latest(connection: Connection, action: str, head: Head | None) -> int:
    """Return when the last report of an action was taken, or the last entry was recorded, in milliseconds."""
    row: tuple[int] = connection.execute(
        """
        SELECT max(
            coalesce((SELECT max(taken_at) FROM situation_reports WHERE action = :action), 0),
            coalesce((SELECT recorded_at FROM ledger WHERE site = :site AND seq = :seq), 0)
        )
        """,
        {"action": action, "site": head and head.site, "seq": head and head.seq},
    ).fetchone()
    return row[0]


def _reports_in_all(connection: Connection, action: str) -> int:
    row: tuple[int] = connection.execute(
        "SELECT coalesce(max(number), 0) FROM situation_reports WHERE action = ?", (action,)
    ).fetchone()
    return row[0]


def _list(connection: Connection, action: str, most: int, now: datetime) -> SituationReports:
    name, exercise = name_of_action(connection, action)
    rows = connection.execute(
        """
        SELECT number, taken_at, operator, entries, head_site, head_seq, lower(hex(head_hash)), stages
        FROM situation_reports WHERE action = ? ORDER BY number DESC LIMIT ?
        """,
        (action, most),
    ).fetchall()
    return SituationReports(
        marking=marking_of(connection),
        as_of=now,
        action=clean(action),
        action_name=name,
        exercise=exercise,
        reports=tuple(
            ReportLine(
                number=number,
                taken_at=instant_of(taken_at),
                operator=clean(operator),
                entries=entries,
                head=Head(clean(site), seq, hash_) if seq is not None else None,
                stages=_stages(stages),
            )
            for number, taken_at, operator, entries, site, seq, hash_, stages in rows
        ),
        reports_in_all=_reports_in_all(connection, action),
    )


def _stages(text: str) -> dict[Stage, Quantity] | None:
    try:
        return read_stages(text)
    except NotFrozen:
        return None


def _report(connection: Connection, action: str, number: int) -> SituationReport:
    """Return a report whose text is the one that was frozen."""
    _name, exercise = name_of_action(connection, action)
    in_all = _reports_in_all(connection, action)
    row = None
    if 1 <= number <= in_all:
        row = connection.execute(
            "SELECT content, digest FROM situation_reports WHERE action = ? AND number = ?", (action, number)
        ).fetchone()
    if row is None:
        raise Refused(_no_report(action, number, in_all))
    content, digest = row
    changed = _(
        "situation report {number} of {action} is not what was frozen ({why}): another program changed it; "
        "“board verify” says what else was changed"
    )
    said = {"number": number, "action": clean(action)}
    if digest_of(content) != digest:
        raise Refused(changed.format(**said, why=_("its content does not fit its digest")))
    try:
        frozen = thaw(content)
    except NotFrozen as error:
        raise Refused(changed.format(**said, why=error)) from error
    situation = frozen.situation
    return SituationReport(
        marking=stricter(situation.marking, marking_of(connection)),
        as_of=frozen.taken_at,
        exercise=exercise or situation.action.exercise,
        number=frozen.number,
        operator=frozen.operator,
        head=Head(frozen.head.site, frozen.head.seq, frozen.head.hash) if frozen.head else None,
        digest=digest.hex(),
        situation=situation,
    )


def _no_report(action: str, number: int, in_all: int) -> str:
    digits = str(number)
    said = {"number": digits if len(digits) <= 20 else f"{digits[:20]}…", "action": clean(action)}
    if not in_all:
        return _(
            "there is no situation report {number} of {action}: none was taken yet; “board sitrep take” takes one"
        ).format(**said)
    if in_all == 1:
        return _("there is no situation report {number} of {action}: there is only 1").format(**said)
    return _("there is no situation report {number} of {action}: there are 1 to {last}").format(**said, last=in_all)


def _comparison(connection: Connection, action: str, earlier: int, later: int | None, now: datetime) -> Comparison:
    one = _report(connection, action, earlier)
    if later is None:
        situation, head = situation_of(connection, action, now), _head(connection)
        side = Side(None, situation.as_of, None, situation.entries, situation.head)
    else:
        other = _report(connection, action, later)
        situation, head, side = other.situation, other.head, _side(other)
        if later <= earlier:
            raise Refused(
                _("name the earlier report first: {one} and then {other} is not in the order of time").format(
                    one=str(earlier)[:30], other=str(later)[:30]
                )
            )
    corrections, in_all = _corrections(connection, action, one.head, head)
    found = compare((_side(one), one.situation), (side, situation), corrections, in_all)
    return found._replace(
        marking=stricter(found.marking, marking_of(connection)),
        exercise=found.exercise or name_of_action(connection, action)[1],
    )


def _side(report: SituationReport) -> Side:
    situation: Situation = report.situation
    return Side(report.number, report.as_of, report.operator, situation.entries, situation.head)


def _corrections(
    connection: Connection, action: str, earlier: Head | None, later: Head | None
) -> tuple[tuple[EntryView, ...], int]:
    """Return the entries after the one head and up to the other that take back or count less, and how many."""
    if later is None:
        return (), 0
    behind = """
        FROM ledger INDEXED BY ledger_by_correction
        WHERE (quantity < 0 OR reverses_seq IS NOT NULL) AND action = ? AND site = ? AND seq > ? AND seq <= ?
    """
    values = (action, later.site, earlier.seq if earlier else 0, later.seq)
    count: tuple[int] = connection.execute(f"SELECT count(*) {behind}", values).fetchone()
    places = connection.execute(
        f"SELECT site, seq {behind} ORDER BY seq DESC LIMIT ?",
        (*values, MOST_CORRECTIONS),
    ).fetchall()
    entries = entries_at(connection, [(site, seq) for site, seq in places])
    return tuple(entries[site, seq] for site, seq in places if (site, seq) in entries), count[0]
