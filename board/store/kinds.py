"""What an entry is where its row alone does not tell: what a running total added, or items that were named.

The note of a running total says that it is one, but in the language of whoever recorded it. Here it is kept for the
board: a total that comes late must not be added beside one of a later time, and what a total was worked out from must
not be taken from under it. Items that another board counted are known here by their number only, not one by one.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from board.locale import _, days, phrases
from board.model.entry import Entry, LedgerRow
from board.model.incoming import Sent
from board.model.instants import instant_of, milliseconds
from board.store.connection import Connection
from board.store.ledger_rows import STANDS, Place
from board.store.refused import Refused


class Kind(StrEnum):
    """What an entry is."""

    TOTAL = "total"
    """What a running total added, or took off where it was a correction."""
    ITEMS = "items"
    """Items of a list that this store took in: it knows each of them by its fingerprint."""
    ITEMS_ELSEWHERE = "items elsewhere"
    """Items of a list that another store took in: it came here in that one's export."""


class Said(NamedTuple):
    """What was said with an entry."""

    kind: Kind
    at: int
    """When it was so, in milliseconds since 1970."""
    quantity: int | None = None
    """The running total; None for items, and where it is not known any more."""


class StandingTotal(NamedTuple):
    """A running total of which the entry stands."""

    site: str
    seq: int
    provider: str
    """Slug, "" where none was named."""
    at: int
    quantity: int | None
    batch: str | None

    def in_words(self) -> str:
        """Return which one it is: "150, 22 Nov 2019 12:00 UTC, entry 7"."""
        named = _("{instant}, entry {seq}").format(instant=days.instant(instant_of(self.at)), seq=self.seq)
        return named if self.quantity is None else f"{phrases.number(self.quantity)}, {named}"


def put(connection: Connection, rows: Iterable[tuple[LedgerRow, Said]]) -> None:
    """Keep what was said with rows that are in the ledger."""
    connection.executemany(
        """
        INSERT INTO entry_kinds (site, seq, kind, action, agency, content_type, stage, provider, said_at, said)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (row.site, row.seq, str(said.kind), row.action, row.agency, row.content_type, row.stage, row.provider or "",
             said.at, said.quantity)
            for row, said in rows
        ],
    )  # fmt: skip


def said_with(connection: Connection, place: Place, row: LedgerRow) -> Said | None:
    """Return what was said with the entry at a place, for a row that stands for it in the same tally; None for others.

    Args:
        connection: The store.
        place: Of the entry.
        row: What stands for it now.
    """
    found = connection.execute(
        """
        SELECT kind, said_at, said FROM entry_kinds
        WHERE site = ? AND seq = ? AND action = ? AND agency = ? AND content_type = ? AND stage = ? AND provider = ?
        """,
        (*place, row.action, row.agency, row.content_type, row.stage, row.provider or ""),
    ).fetchone()
    return Said(Kind(found[0]), *found[1:]) if found else None


def said_in(connection: Connection, place: Place) -> Said | None:
    """Return what was said with the entry at a place, None where its row tells all."""
    found = connection.execute(
        "SELECT kind, said_at, said FROM entry_kinds WHERE site = ? AND seq = ?", place
    ).fetchone()
    return Said(Kind(found[0]), *found[1:]) if found else None


def total_said(connection: Connection, entry: Entry) -> bool:
    """Say whether this very running total was said of this very time, and stands."""
    found = _first(
        connection,
        "k.provider = :provider AND k.said_at = :at AND k.said = :said ORDER BY k.seq",
        _tally(entry) | {"at": milliseconds(entry.occurred_at), "said": entry.quantity},
    )
    return found is not None


def later_total(connection: Connection, entry: Entry, until: int) -> StandingTotal | None:
    """Return the standing running total of an entry's tally that is the first one after an instant, None for none."""
    return _first(
        connection,
        "k.provider = :provider AND k.said_at > :until ORDER BY k.said_at, k.site, k.seq",
        _tally(entry) | {"until": until},
    )


def total_at_another_home(connection: Connection, entry: Entry) -> StandingTotal | None:
    """Return a standing running total that does not go with one of `entry`, None where there is none.

    Without a provider it is of all of them; so it does not go with those on a provider, and they do not go with it.
    """
    other = "k.provider = ''" if entry.provider else "k.provider > ''"
    return _first(connection, f"{other} ORDER BY k.provider, k.said_at DESC, k.site, k.seq DESC", _tally(entry))


def last_total_on(connection: Connection, entry: Entry) -> StandingTotal | None:
    """Return the last standing running total of an entry's tally and provider, up to its time; None for none."""
    return _first(
        connection,
        "k.provider = :provider AND k.said_at <= :at ORDER BY k.said_at DESC, k.site, k.seq DESC",
        _tally(entry) | {"at": milliseconds(entry.occurred_at)},
    )


def last_total_with(connection: Connection, row: Sent | Entry, action: str, but: str) -> StandingTotal | None:
    """Return the last standing running total that may hold what is counted, None where there is none.

    One without a provider holds those of all; and a row without one may be of any.

    Args:
        connection: The store.
        row: Of a file, or an entry.
        action: Slug.
        but: Id of a batch of which the totals do not matter.
    """
    return _first(
        connection,
        """
        (k.provider = '' OR :provider IN ('', k.provider)) AND ledger.batch IS NOT :but
        ORDER BY k.said_at DESC, k.site, k.seq
        """,
        {
            "action": action,
            "agency": row.agency,
            "provider": row.provider or "",
            "content_type": str(row.content_type),
            "stage": str(row.stage),
            "but": but,
        },
    )


def must_bear(connection: Connection, rows: Sequence[LedgerRow], right: Entry | None = None) -> None:
    """Check that nothing was built on entries that are to be taken back or put right.

    A running total was worked out with what stood before it: without that, the board would say less than its partner.
    Items of a list are known one by one, so their count is not changed apart from them.

    Args:
        connection: The store.
        rows: Those entries.
        right: What is recorded in the place of the one row, None for nothing.

    Raises:
        Refused: Something was; it says what, and what to take back first.
    """
    going = {(row.site, row.seq) for row in rows}
    for row in rows:
        said = said_in(connection, (row.site, row.seq))
        if said is not None and said.kind is Kind.ITEMS:
            raise Refused(_items_of_a_list(row))
        if right is not None and said is None and _tally(right) == _tally(row) and right.quantity == row.quantity:
            continue
        is_total = said is not None and said.kind is Kind.TOTAL
        for later in totals_since(connection, row, len(going) + 1, since=None if is_total else row.occurred_at):
            if (later.site, later.seq) in going:
                continue
            why = _("a running total was worked out with entry {seq} ({total}): take that back first")
            if is_total:
                why = _(
                    "entry {seq} is of a running total, and a later one was worked out from it ({later}): take that "
                    "back first"
                )
            raise Refused(why.format(seq=row.seq, later=later.in_words(), total=later.in_words()))


def _items_of_a_list(row: LedgerRow) -> str:
    return _(
        "entry {seq} counts items of a list, each known by its address: take back its file, batch {id}, and import the "
        "list as it should be"
    ).format(seq=row.seq, id=row.batch)


def totals_since(
    connection: Connection, row: LedgerRow, among: int = 1, since: int | None = None
) -> list[StandingTotal]:
    """Return the last standing running totals that were recorded after a row and counted it in, the newest first.

    Args:
        connection: The store.
        row: An entry.
        among: How many at most.
        since: Only those of this instant or later, in milliseconds since 1970; None for all.
    """
    return _standing(
        connection,
        """
        k.provider IN ('', :provider) AND (ledger.recorded_at, ledger.site, ledger.seq) > (:recorded_at, :site, :seq)
        AND (:since IS NULL OR k.said_at >= :since)
        ORDER BY ledger.recorded_at DESC, ledger.site DESC, ledger.seq DESC LIMIT :among
        """,
        {
            **_tally(row),
            "recorded_at": row.recorded_at,
            "site": row.site,
            "seq": row.seq,
            "among": among,
            "since": since,
        },
    )


def items_at(connection: Connection, action: str, stage: str, kind: Kind) -> tuple[int, str] | None:
    """Return number and agency of a standing entry that counts items at a stage of an action, None for none."""
    found: tuple[int, str] | None = connection.execute(
        f"""
        SELECT ledger.seq, ledger.agency FROM entry_kinds AS k
        CROSS JOIN ledger ON ledger.site = k.site AND ledger.seq = k.seq
        WHERE k.kind = ? AND k.action = ? AND k.stage = ? AND {STANDS} LIMIT 1
        """,  # noqa: S608 ours
        (str(kind), action, stage),
    ).fetchone()
    return found


def _first(connection: Connection, condition: str, values: dict[str, object]) -> StandingTotal | None:
    found = _standing(connection, f"{condition} LIMIT 1", values)
    return found[0] if found else None


def _standing(connection: Connection, condition: str, values: dict[str, object]) -> list[StandingTotal]:
    rows = connection.execute(
        f"""
        SELECT k.site, k.seq, k.provider, k.said_at, k.said, ledger.batch
        FROM entry_kinds AS k INDEXED BY entry_kinds_by_tally
        CROSS JOIN ledger ON ledger.site = k.site AND ledger.seq = k.seq
        WHERE k.kind = 'total' AND k.action = :action AND k.agency = :agency AND k.content_type = :content_type
            AND k.stage = :stage AND {STANDS} AND {condition}
        """,  # noqa: S608 ours
        values,
    ).fetchall()
    return [StandingTotal(*row) for row in rows]


def _tally(of: Entry | LedgerRow) -> dict[str, object]:
    return {
        "action": of.action,
        "agency": of.agency,
        "provider": of.provider or "",
        "content_type": str(of.content_type),
        "stage": str(of.stage),
    }
