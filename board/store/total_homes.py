"""What a running total is held against: the home it is said of, provider by provider, as it was by its time."""

from collections.abc import Iterable

from board.model.entry import Entry, LedgerRow
from board.model.figure import upside_down, weakest
from board.model.vocabulary import Qualifier
from board.store.as_happened import Sums, Tally, added_after
from board.store.connection import Connection
from board.store.ledger_rows import COLUMNS, STANDS


def rows_at_home(
    connection: Connection, entry: Entry, until: int | None, most: int, *, exact: bool = False
) -> list[LedgerRow]:
    """Return entries at the home of a running total that stand, the newest first.

    Args:
        connection: The store.
        entry: The running total.
        until: The last instant at which they may have happened.
        most: How many there are at most.
        exact: Those that are exact; else those that make the tally weaker, or weak in another way, than it was said.
    """
    if not most:
        return []
    effects = (Qualifier.EXACT,) if exact else set(Qualifier) - {Qualifier.EXACT, entry.qualifier}
    fits = " OR ".join(
        f"(quantity > 0 AND qualifier = '{one}' OR quantity < 0 AND qualifier = '{upside_down(one)}')"
        for one in sorted(effects)
    )
    rows = connection.execute(
        f"""
        SELECT {COLUMNS} FROM ledger INDEXED BY ledger_by_tally
        WHERE action = :action AND agency = :agency AND provider IS :provider
            AND content_type = :content_type AND stage = :stage
            AND (:until IS NULL OR occurred_at <= :until) AND ({fits}) AND {STANDS}
        ORDER BY recorded_at DESC, site DESC, seq DESC LIMIT :most
        """,  # noqa: S608 ours
        {**_scope(entry), "until": until, "most": most},
    ).fetchall()
    return [LedgerRow(*row) for row in rows]


def homes_of(connection: Connection, entry: Entry, until: int | None) -> dict[str, Sums]:
    """Return what a running total is held against, by provider, "" where none was named.

    Args:
        connection: The store.
        entry: The running total.
        until: The last instant that counts; None for all that was recorded.
    """
    rows = connection.execute(
        """
        SELECT provider, quantity, at_least, at_most, about, entries FROM totals
        WHERE action = :action AND agency = :agency AND content_type = :content_type AND stage = :stage
            AND (:provider IS NULL OR provider = :provider)
        """,
        _scope(entry),
    ).fetchall()
    homes = {provider: Sums(*sums) for provider, *sums, _entries in rows}
    if until is None or until >= latest(connection, entry):
        return homes
    for provider, *_sums, entries in rows:
        tally = Tally(entry.action, entry.agency, provider, str(entry.content_type), str(entry.stage))
        homes[provider] = homes[provider].without(added_after(connection, tally, until, entries))
    return homes


def latest(connection: Connection, entry: Entry) -> int:
    """Return when the last entry of the action happened, in milliseconds since 1970."""
    row: tuple[int | None] = connection.execute(
        "SELECT max(occurred_at) FROM ledger INDEXED BY ledger_by_occurrence WHERE action = ?", (entry.action,)
    ).fetchone()
    return row[0] or 0


def firmness_of(homes: Iterable[Sums]) -> Qualifier:
    """Return how firm the sum of homes is."""
    return weakest(*(kind for home in homes for kind in home.kinds()))


def _scope(entry: Entry) -> dict[str, object]:
    return {
        "action": entry.action,
        "agency": entry.agency,
        "provider": entry.provider,
        "content_type": str(entry.content_type),
        "stage": str(entry.stage),
    }
