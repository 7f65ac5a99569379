"""Running totals: a partner says what it has in all, and the ledger works out what that adds."""

from datetime import datetime

from board.locale import _, phrases
from board.model.entry import Entry, LedgerRow
from board.model.figure import Quantity, upside_down, weakest
from board.model.vocabulary import Qualifier
from board.store.connection import Connection, speaking, writing
from board.store.ledger import COLUMNS, Appending, Recorded, check, opposite
from board.store.opening import Store
from board.store.refused import Refused


class BelowPresent(Refused):
    """A running total is below the present one, and nobody said that it is a correction."""


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
        BelowPresent: The total is lower than the present one, and not said to be a correction.
        Refused: The total is what the board has already, or an entry is refused.
    """
    check(store, operator)
    with speaking(store.path, store.wait), writing(store.connection):
        appending = Appending(store.connection, operator, now)
        for step, reverses in steps_to(store.connection, entry, correction=correction):
            appending.add(step, reverses)
        return appending.done()


def steps_to(
    connection: Connection, entry: Entry, *, correction: bool = False
) -> list[tuple[Entry, tuple[str, int] | None]]:
    """Return what to append, and what each takes back, so that the total is `entry.quantity`.

    Args:
        connection: Within a transaction that holds the write lock.
        entry: As for `declare`.
        correction: As for `declare`.

    Raises:
        BelowPresent: As for `declare`.
        Refused: The total is what the board has already.
    """
    present, qualifier = _present(connection, entry)
    has = phrases.tally(Quantity(present, qualifier), entry.content_type, entry.stage)
    if entry.quantity == present and entry.qualifier == qualifier:
        raise Refused(_("the board has {tally} already: nothing to record").format(tally=has))
    if entry.quantity < present and not correction:
        raise BelowPresent(
            _("the board has {tally}, and {total} is fewer: say that it is a correction, with why").format(
                tally=has, total=phrases.number(entry.quantity)
            )
        )
    return _steps(connection, entry, present)


def _steps(connection: Connection, entry: Entry, present: int) -> list[tuple[Entry, tuple[str, int] | None]]:
    """Return what to append so that the total is `entry.quantity`, with its qualifier."""
    loose = _standing(connection, entry, loose=True)
    against = [row for row in loose if _effect(row) != entry.qualifier]
    increment = entry.quantity - present + sum(row.quantity for row in against)
    if increment == 0 and entry.qualifier != Qualifier.EXACT and len(against) == len(loose):
        last = _standing(connection, entry, loose=False)[:1]  # somebody has to carry the word
        against += last
        increment = sum(row.quantity for row in last)
    why = _("stands again within a running total")
    steps: list[tuple[Entry, tuple[str, int] | None]] = [(opposite(row, why), (row.site, row.seq)) for row in against]
    if increment:
        firmness = entry.qualifier if increment > 0 else upside_down(entry.qualifier)
        homes = {row.provider for row in against}
        provider = homes.pop() if len(homes) == 1 else entry.provider  # what stands again stands where it stood
        counted = entry.model_copy(update={"quantity": increment, "qualifier": firmness, "provider": provider})
        steps.insert(0 if increment > 0 else len(steps), (counted, None))  # no tally dips below zero on the way
    return steps


def _effect(row: LedgerRow) -> Qualifier:
    """Return what an entry does to the firmness of its tally."""
    qualifier = Qualifier(row.qualifier)
    return upside_down(qualifier) if row.quantity < 0 else qualifier


def _standing(connection: Connection, entry: Entry, *, loose: bool) -> list[LedgerRow]:
    """Return entries behind a running total that were not taken back, the newest first.

    Args:
        connection: The store.
        entry: The running total.
        loose: Every entry that is not exact; False for the last exact one on each provider.
    """
    rows: list[LedgerRow] = []
    for provider, count in connection.execute(
        """
        SELECT nullif(provider, ''), at_least + at_most + about FROM totals
        WHERE action = :action AND agency = :agency AND content_type = :content_type AND stage = :stage
            AND (:provider IS NULL OR provider = :provider)
        """,
        _key(entry),
    ).fetchall():
        found = connection.execute(
            f"""
            SELECT {COLUMNS} FROM ledger
            WHERE action = :action AND agency = :agency AND provider IS :provider
                AND content_type = :content_type AND stage = :stage
                AND (qualifier <> 'exact') = :loose AND reverses_seq IS NULL
                AND NOT EXISTS (
                    SELECT 1 FROM ledger AS later
                    WHERE later.reverses_site = ledger.site AND later.reverses_seq = ledger.seq
                )
            ORDER BY recorded_at DESC, site DESC, seq DESC LIMIT :most
            """,  # noqa: S608 ours
            {**_key(entry), "provider": provider, "loose": loose, "most": count if loose else 1},
        ).fetchall()
        rows += [LedgerRow(*row) for row in found]
    return sorted(rows, key=lambda row: (row.recorded_at, row.site, row.seq), reverse=True)


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
