"""Appending to the ledger: one entry or many, a running total, a reversal. Nothing is ever changed or taken out."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from board.locale import _
from board.model.entry import NO_HASH, Entry, LedgerRow, hash_of, instant_of, milliseconds, note_hash_of
from board.model.figure import upside_down, weakest
from board.model.text import clean
from board.model.vocabulary import Qualifier
from board.store.connection import Connection, speaking, writing
from board.store.edition import setting
from board.store.opening import Store
from board.store.refused import Refused

_COLUMNS = ", ".join(LedgerRow._fields)
_INSERT = f"INSERT INTO ledger ({_COLUMNS}) VALUES ({', '.join(':' + name for name in LedgerRow._fields)})"  # noqa: S608
LONGEST_OPERATOR = 80
"""Characters."""


class Recorded(NamedTuple):
    """What an append made."""

    rows: tuple[LedgerRow, ...]
    clock_back: int
    """Milliseconds by which this machine's clock is behind the last entry; 0 while it is not."""


def append(store: Store, entries: Sequence[Entry], operator: str, now: datetime) -> Recorded:
    """Append entries in one transaction: all of them are on disk when this returns, or none is.

    Args:
        store: A store that may be written.
        entries: At least one, in the order in which they are to stand.
        operator: Who records them.
        now: The instant of recording, aware.

    Raises:
        Refused: An entry names what the store does not know, repeats a sender's reference, or would take a tally below
            zero. Nothing is recorded then.
    """
    _check(store, operator)
    with speaking(store.path, store.wait), writing(store.connection):
        return _append(store.connection, [(entry, None) for entry in entries], operator, now)


def declare(store: Store, entry: Entry, operator: str, now: datetime, *, correction: bool = False) -> Recorded:
    """Record a running total: `entry.quantity` is the total, the increment is worked out in the same transaction.

    Without a provider the total is of all of them, so what was recorded on any provider counts towards it. The total is
    as firm as it was said: entries that are less firm, or firm in another way, are reversed, and stand again within it.

    Args:
        store: A store that may be written.
        entry: Its quantity is what the partner says it has in all, at least 1.
        operator: Who records it.
        now: The instant of recording, aware.
        correction: Let the total be below the present one.

    Raises:
        Refused: The total is what the board has already, or it is lower and not said to be a correction.
    """
    _check(store, operator)
    with speaking(store.path, store.wait), writing(store.connection):
        connection = store.connection
        present, qualifier = _present(connection, entry)
        if entry.quantity == present and entry.qualifier == qualifier:
            raise Refused(_("the board has {present} already: nothing to record").format(present=present))
        if entry.quantity < present and not correction:
            raise Refused(
                _("the board has {present}, more than {total}: say that it is a correction, with why").format(
                    present=present, total=entry.quantity
                )
            )
        return _append(connection, _steps(connection, entry, present), operator, now)


def _steps(connection: Connection, entry: Entry, present: int) -> list[tuple[Entry, tuple[str, int] | None]]:
    """Return what to append so that the total is `entry.quantity`, with its qualifier."""
    standing = _standing(connection, entry)
    against = [row for row in standing if _effect(row) not in (Qualifier.EXACT, entry.qualifier)]
    left = [row for row in standing if row not in against]
    increment = entry.quantity - present + sum(row.quantity for row in against)
    if increment == 0 and left and entry.qualifier not in {Qualifier.EXACT, *map(_effect, left)}:
        against.append(left[-1])  # somebody has to carry the word
        increment = left[-1].quantity
    why = _("stands again within a running total")
    steps: list[tuple[Entry, tuple[str, int] | None]] = [(_opposite(row, why), (row.site, row.seq)) for row in against]
    if increment:
        firmness = entry.qualifier if increment > 0 else upside_down(entry.qualifier)
        counted = entry.model_copy(update={"quantity": increment, "qualifier": firmness})
        steps.insert(0 if increment > 0 else len(steps), (counted, None))  # no tally dips below zero on the way
    return steps


def _effect(row: LedgerRow) -> Qualifier:
    """Return what an entry does to the firmness of its tally."""
    qualifier = Qualifier(row.qualifier)
    return upside_down(qualifier) if row.quantity < 0 else qualifier


def _standing(connection: Connection, entry: Entry) -> list[LedgerRow]:
    """Return the entries behind a running total that were not taken back, the oldest first."""
    rows = connection.execute(
        f"""
        SELECT {_COLUMNS} FROM ledger
        WHERE action = :action AND agency = :agency AND content_type = :content_type AND stage = :stage
            AND (:provider IS NULL OR provider = :provider) AND reverses_seq IS NULL
            AND NOT EXISTS (
                SELECT 1 FROM ledger AS later
                WHERE later.reverses_site = ledger.site AND later.reverses_seq = ledger.seq
            )
        ORDER BY recorded_at, site, seq
        """,  # noqa: S608 ours
        _key(entry),
    ).fetchall()
    return [LedgerRow(*row) for row in rows]


def _present(connection: Connection, entry: Entry) -> tuple[int, Qualifier]:
    """Return the tally that a running total is held against, and how firm it is."""
    row = connection.execute(
        """
        SELECT coalesce(sum(quantity), 0), coalesce(sum(at_least), 0), coalesce(sum(at_most), 0),
            coalesce(sum(about), 0)
        FROM totals WHERE action = :action AND agency = :agency AND content_type = :content_type AND stage = :stage
            AND (:provider IS NULL OR provider = :provider)
        """,
        _key(entry),
    ).fetchone()
    kinds = (Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ABOUT)
    return row[0], weakest(*(kind for kind, count in zip(kinds, row[1:], strict=True) if count))


def _key(entry: Entry) -> dict[str, object]:
    return {
        "action": entry.action,
        "agency": entry.agency,
        "provider": entry.provider,
        "content_type": str(entry.content_type),
        "stage": str(entry.stage),
    }


def reverse(store: Store, site: str, seq: int, why: str, operator: str, now: datetime) -> Recorded:
    """Take back one entry by appending its opposite, with the reason.

    Raises:
        Refused: There is no such entry, it is a reversal, it was taken back before, or no reason is given.
    """
    _check(store, operator)
    if not why.strip():
        raise Refused(_("say why the entry is taken back"))
    with speaking(store.path, store.wait), writing(store.connection):
        row = _row(store.connection, "site = :site AND seq = :seq", {"site": site, "seq": seq})
        if row is None:
            raise Refused(_("there is no entry {seq}").format(seq=seq))
        if row.reverses_seq is not None:
            raise Refused(_("entry {seq} takes one back itself: record anew what is right").format(seq=seq))
        taken = {"site": site, "seq": seq}
        if _row(store.connection, "reverses_site = :site AND reverses_seq = :seq", taken) is not None:
            raise Refused(_("entry {seq} was taken back before").format(seq=seq))
        return _append(store.connection, [(_opposite(row, clean(why)), (site, seq))], operator, now)


def last_of(store: Store, operator: str) -> LedgerRow | None:
    """Return the last entry of an operator at this site that stands, None where there is none.

    Raises:
        Refused: The store cannot be read.
    """
    with speaking(store.path, store.wait):
        return _row(
            store.connection,
            """
            site = :site AND operator = :operator AND reverses_seq IS NULL AND NOT EXISTS (
                SELECT 1 FROM ledger AS later
                WHERE later.reverses_site = ledger.site AND later.reverses_seq = ledger.seq
            )
            """,
            {"site": setting(store.connection, "site"), "operator": clean(operator)},
        )


def _check(store: Store, operator: str) -> None:
    if store.read_only:
        raise Refused(_("the store is open for reading only: leave out --read-only to record"))
    if not operator.strip() or len(operator) > LONGEST_OPERATOR:
        raise Refused(_("say who records, in at most {most} characters, with --as").format(most=LONGEST_OPERATOR))


def _append(
    connection: Connection,
    entries: Sequence[tuple[Entry, tuple[str, int] | None]],
    operator: str,
    now: datetime,
) -> Recorded:
    site = setting(connection, "site") or ""
    last = _row(connection, "site = :site", {"site": site})
    at = milliseconds(now)
    behind = max(0, last.recorded_at - at) if last else 0
    rows: list[LedgerRow] = []
    for entry, reversed_ in entries:
        row = LedgerRow(
            site=site,
            seq=last.seq + 1 if last else 1,
            id=_uuid7(at),
            action=entry.action,
            agency=entry.agency,
            provider=entry.provider,
            content_type=str(entry.content_type),
            stage=str(entry.stage),
            quantity=entry.quantity,
            qualifier=str(entry.qualifier),
            occurred_at=milliseconds(entry.occurred_at),
            recorded_at=at + behind,  # recording order and recording time never contradict each other
            operator=clean(operator).strip(),
            source=entry.source,
            ref=entry.ref,
            reverses_site=reversed_[0] if reversed_ else None,
            reverses_seq=reversed_[1] if reversed_ else None,
            batch=None,
            note_hash=note_hash_of(entry.note),
            prev_hash=last.hash if last else NO_HASH,
            hash=b"",
        )
        row = row._replace(hash=hash_of(row))
        _keep(connection, row, entry.note)
        rows.append(row)
        last = row
    return Recorded(tuple(rows), behind)


def _keep(connection: Connection, row: LedgerRow, note: str | None) -> None:
    """Insert a row and its note; say in words why the store refuses it, if it does."""
    _must_be_known(connection, row)
    if row.ref is not None and _row(connection, "agency = :agency AND ref = :ref", row._asdict()) is not None:
        raise Refused(_("{agency} has sent {ref} before: it is counted once").format(agency=row.agency, ref=row.ref))
    present = _tally_of(connection, row.action, row.agency, row.provider, row.content_type, row.stage)
    if present + row.quantity < 0:
        raise Refused(
            _("{agency} has {present} {unit} {stage}: {quantity} would take it below zero").format(
                agency=row.agency, present=present, unit=row.content_type, stage=row.stage, quantity=row.quantity
            )
        )
    if note is not None:
        connection.execute(
            "INSERT OR IGNORE INTO notes (hash, text) VALUES (:hash, :text)", {"hash": row.note_hash, "text": note}
        )
    connection.execute(_INSERT, row._asdict())


_KNOWN = (
    ("action", "SELECT 1 FROM actions WHERE slug = :slug"),
    ("agency", "SELECT 1 FROM agencies WHERE slug = :slug"),
    ("provider", "SELECT 1 FROM agencies WHERE slug = :slug"),
    ("source", "SELECT 1 FROM sources WHERE slug = :slug"),
)


def _must_be_known(connection: Connection, row: LedgerRow) -> None:
    for field, statement in _KNOWN:
        slug = getattr(row, field)
        if slug is not None and connection.execute(statement, {"slug": slug}).fetchone() is None:
            raise Refused(_("there is no {what} {slug}: add it first").format(what=field, slug=slug))


def _tally_of(
    connection: Connection, action: str, agency: str, provider: str | None, content_type: str, stage: str
) -> int:
    row: tuple[int] | None = connection.execute(
        """
        SELECT quantity FROM totals WHERE action = :action AND agency = :agency AND provider = :provider
            AND content_type = :content_type AND stage = :stage
        """,
        {
            "action": action,
            "agency": agency,
            "provider": provider or "",
            "content_type": content_type,
            "stage": stage,
        },
    ).fetchone()
    return row[0] if row else 0


def _row(connection: Connection, condition: str, values: dict[str, object]) -> LedgerRow | None:
    """Return the latest row that fits."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM ledger WHERE {condition} ORDER BY seq DESC LIMIT 1",  # noqa: S608 ours
        values,
    ).fetchone()
    return LedgerRow(*row) if row else None


def _opposite(row: LedgerRow, why: str) -> Entry:
    return Entry.model_validate(
        {
            "action": row.action,
            "agency": row.agency,
            "stage": row.stage,
            "content_type": row.content_type,
            "quantity": -row.quantity,
            "qualifier": row.qualifier,
            "provider": row.provider,
            "occurred_at": instant_of(row.occurred_at),
            "note": why,
        }
    )


def _uuid7(at: int) -> str:
    """Return a UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds, then random ones."""
    number = (at & (2**48 - 1)) << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
