"""What earlier files may have said of a row in another way: with or without a reference, by the day or by the hour.

A partner that sends a day's count by the hour, and the day as one at its end, says the same twice; so does one that
begins to number its rows, or that says on the telephone what its file says later. Nobody can tell that from the rows
alone: they are asked about.

A day is one of UTC here, for which its last second stands, as in `made_references`. In a file that says times of day
the last second is one like all others.
"""

from typing import NamedTuple

from board.model.incoming import Sent
from board.store.connection import Connection
from board.store.earlier_entries import EarlierEntries, EarlierEntry, Sender
from board.store.made_references import ROW, day_end, is_last_second, kin_of, made

MOST_BESIDE = 1_000
"""Entries of one day that are looked at."""

MOST_REMEMBERED = 50_000
"""Days and seconds of tallies of which it is remembered what was counted there."""

SECOND = 1000
"""Milliseconds."""

DAY = 86_400_000


class _Asked(NamedTuple):
    """Which entries are asked for."""

    agency: str
    stage: str
    content_type: str
    first: int
    """Milliseconds since 1970."""
    last: int
    provider: str | None
    kin: str | None
    """How the references of the day's own kin begin, which was looked at before."""
    which: str
    """"own": with the sender's own reference; "made": of files, without one; "hand": recorded on the board;
    "items": of a list of items; "any": all of them."""


class ToldOtherwise:
    """Finds what may count a row already, told otherwise."""

    def __init__(self, entries: EarlierEntries, now: int) -> None:
        """Look among the entries from before this file.

        Args:
            entries: While a batch is being taken in.
            now: This instant, in milliseconds since 1970: of rows that say no time.
        """
        self._entries, self._now = entries, now
        self._found: dict[_Asked, list[EarlierEntry]] = {}
        self._timed = False
        self._days: dict[tuple[str, str, str, str | None, int], bool] = {}
        """Whether anything else was counted of a tally and its day."""
        self._timed_batches: dict[tuple[str, str], bool] = {}
        self._kin: dict[tuple[str, str, str, int | None], list[EarlierEntry]] = {}

    def see(self, row: Sent) -> None:
        """Take note of whether the file says times of day."""
        if not self._timed and row.occurred_at is not None:
            self._timed = not is_last_second(row.occurred_at)

    def beside(self, row: Sent) -> list[EarlierEntry]:
        """Return the entries that stand and may count a row, told otherwise.

        Only to be believed of a day once the whole file was seen.

        Args:
            row: One of which no entry bears the reference, nor says the same of the same second without one.
        """
        at = row.occurred_at
        if at is not None:
            key = (row.agency, row.stage, row.content_type, row.provider, at // DAY)
            if key not in self._days:
                self._days[key] = bool(self._between(row, *self._day_of(row), "any"))
            if not self._days[key]:
                return []
        sender = self._entries.sender(row.agency)
        found: list[EarlierEntry] = []
        if row.ref is not None and sender.made:  # without one, it was looked for before
            found += self._of_kin(row)
        if at is not None and row.ref is None and sender.own:
            found += self._between(row, at - at % SECOND, at - at % SECOND + SECOND - 1, "own")
        if at is not None and (sender.own or sender.made):
            by_day = is_last_second(at) and not self._timed
            found += self._of_its_day(row, at, sender) if by_day else self._of_the_day(row, at, sender)
        found += self._between(row, *self._day_of(row), "items")
        return [one for one in found if one.provider == row.provider or None in (one.provider, row.provider)]

    def by_hand(self, row: Sent) -> list[EarlierEntry]:
        """Return what was recorded on the board of the same day with the same number, as after a call; as `beside`.

        Apart from `beside`, as it differs by the count alone.
        """
        return [one for one in self._between(row, *self._day_of(row), "hand") if one.quantity == row.quantity]

    def counts_of_the_day(self, row: Sent) -> list[EarlierEntry]:
        """Return what files counted of the day of an item, which a list may name one by one; as `beside`."""
        first, last = self._day_of(row)
        return [*self._between(row, first, last, "made"), *self._between(row, first, last, "own")]

    def _day_of(self, row: Sent) -> tuple[int, int]:
        end = day_end(self._now if row.occurred_at is None else row.occurred_at)
        return end - DAY + SECOND, end + SECOND - 1

    def _of_its_day(self, row: Sent, at: int, sender: Sender) -> list[EarlierEntry]:
        """Return what was counted within the day that a row counts."""
        end = day_end(at)
        kin = kin_of(made(row, self._entries.action))
        found = self._between(row, end - DAY + SECOND, end - 1, "made", kin) if sender.made else []
        return found + (self._between(row, end - DAY + SECOND, end - 1, "own") if sender.own else [])

    def _of_the_day(self, row: Sent, at: int, sender: Sender) -> list[EarlierEntry]:
        """Return what counts the day that the time of a row lies in."""
        end = day_end(at)
        found = self._of_kin(row._replace(occurred_at=end)) if sender.made else []
        found += self._between(row, end, end + SECOND - 1, "own") if sender.own else []
        return [one for one in found if self._counts_a_day(one)]

    def _counts_a_day(self, entry: EarlierEntry) -> bool:
        """Say whether an entry counts a day: of a file that says no times of day, counted while it lasted or later."""
        if not is_last_second(entry.occurred_at) and not self._was_cut_short(entry):
            return False
        key = (entry.site, entry.batch or "")
        if key not in self._timed_batches:
            self._timed_batches[key] = self._is_timed(entry)
        return not self._timed_batches[key]

    def _was_cut_short(self, entry: EarlierEntry) -> bool:
        """Say whether an entry stands at the instant at which it was counted."""
        (recorded,) = self._entries.connection.execute(
            "SELECT recorded_at FROM ledger WHERE site = ? AND seq = ?", (entry.site, entry.seq)
        ).fetchone()
        return bool(recorded == entry.occurred_at)

    def _is_timed(self, entry: EarlierEntry) -> bool:
        """Say whether the batch of an entry holds others that stand at a time of day."""
        found = self._entries.connection.execute(
            """
            SELECT 1 FROM batches JOIN ledger ON ledger.site = :site AND ledger.batch = batches.id
                AND ledger.seq BETWEEN batches.first_seq AND batches.last_seq
            WHERE batches.id = :batch AND ledger.reverses_seq IS NULL AND ledger.occurred_at <> ledger.recorded_at
                AND ledger.occurred_at % :day < :last LIMIT 1
            """,
            {"site": entry.site, "batch": entry.batch, "day": DAY, "last": DAY - SECOND},
        ).fetchone()
        return found is not None

    def _of_kin(self, row: Sent) -> list[EarlierEntry]:
        """Return what files said without a reference of the same second as a row, whatever the provider."""
        key = (row.agency, row.stage, row.content_type, row.occurred_at)
        if key not in self._kin:
            if len(self._kin) >= MOST_REMEMBERED:
                self._kin.clear()
            kin = self._entries.kin([(row, f"{made(row, self._entries.action)}:{row.quantity}:1")])
            anywhere = self._entries.may_be(row._replace(provider=None), kin)
            self._kin[key] = [one for one in anywhere if one.stands]
        return self._kin[key]

    def _between(self, row: Sent, first: int, last: int, which: str, kin: str | None = None) -> list[EarlierEntry]:
        """Return what was counted of the same as a row between two instants; of a kin, if there is one, nothing."""
        asked = _Asked(row.agency, row.stage, row.content_type, first, last, row.provider, kin, which)
        if asked not in self._found:
            if len(self._found) >= MOST_REMEMBERED:
                self._found.clear()
            self._found[asked] = [
                one
                for one in _entries_between(self._entries.connection, self._entries.action, self._entries.batch, asked)
                if not self._entries.leaves_out(one)
            ]
        return self._found[asked]


def _entries_between(connection: Connection, action: str, batch: str, asked: _Asked) -> list[EarlierEntry]:
    """Return entries of a tally that bear a reference and stand, from the shorter of what there is to look through."""
    values = {**asked._asdict(), "action": action, "batch": batch, "row": ROW, "most": MOST_BESIDE}
    (in_all,) = connection.execute(
        """
        SELECT coalesce(sum(entries), 0) FROM totals
        WHERE action = :action AND agency = :agency AND content_type = :content_type AND stage = :stage
        """,
        values,
    ).fetchone()
    if not in_all:
        return []
    (then,) = connection.execute(
        """
        SELECT count(*) FROM (
            SELECT 1 FROM ledger INDEXED BY ledger_by_occurrence
            WHERE action = :action AND occurred_at BETWEEN :first AND :last LIMIT :in_all
        )
        """,
        {**values, "in_all": in_all},
    ).fetchone()
    index = "ledger_by_occurrence" if then < in_all else "ledger_by_tally"
    condition = {
        "any": "true",
        "made": "l.ref >= :row AND l.ref < :row || '~'",
        "own": "l.ref IS NOT NULL AND NOT (l.ref >= :row AND l.ref < :row || '~')",
        "hand": "l.quantity > 0 AND NOT EXISTS (SELECT 1 FROM batches WHERE batches.id = l.batch)",
        "items": "EXISTS (SELECT 1 FROM entry_kinds AS k WHERE k.site = l.site AND k.seq = l.seq AND k.kind = 'items')",
    }[asked.which]
    rows = connection.execute(
        f"""
        SELECT l.site, l.seq, l.batch, coalesce(l.ref, ''), l.stage, l.content_type, l.provider, l.quantity,
            l.qualifier, 1, l.action, l.occurred_at
        FROM ledger AS l INDEXED BY {index}
        WHERE l.action = :action AND l.agency = :agency AND l.content_type = :content_type AND l.stage = :stage
            AND l.occurred_at BETWEEN :first AND :last AND l.reverses_seq IS NULL AND ({condition})
            AND (:provider IS NULL OR l.provider IS NULL OR l.provider = :provider) AND l.batch IS NOT :batch
            AND (:kin IS NULL OR l.ref IS NULL OR l.ref < :kin OR l.ref >= :kin || '~')
            AND NOT EXISTS (
                SELECT 1 FROM ledger AS later WHERE later.reverses_site = l.site AND later.reverses_seq = l.seq
            )
        LIMIT :most
        """,  # noqa: S608 ours
        values,
    ).fetchall()
    return [EarlierEntry(*row) for row in rows]
