"""Whether this very file was taken in before, and what for: its bytes are the same, what is said of it may not be."""

from board.model.incoming import Sent
from board.store.earlier_entries import EarlierEntries, EarlierEntry
from board.store.made_references import kin_of, made, parts_of


class SameFile:
    """Knows the batches of an action in which a file was taken in and that stand."""

    def __init__(self, entries: EarlierEntries, digest: str) -> None:
        """Look for them.

        Args:
            entries: While a batch is being taken in.
            digest: Of the file, hexadecimal.
        """
        self._entries = entries
        rows = entries.connection.execute(
            "SELECT id FROM batches WHERE action = ? AND digest = ? AND reverses IS NULL ORDER BY id",
            (entries.action, digest),
        ).fetchall()
        self._batches = [row[0] for row in rows if row[0] not in entries.taken_back]
        self._times: set[int | None] = set()
        self._samples: dict[str, tuple[str, EarlierEntry] | None] = {}

    def holds(self, entry: EarlierEntry) -> bool:
        """Say whether an entry was counted from this very file."""
        return entry.batch in self._batches

    def see(self, row: Sent) -> None:
        """Take note of when a row was true: a file of which rows have times of their own has days."""
        if self._batches and len(self._times) < 2:
            self._times.add(row.occurred_at)

    def at_another_time(self, row: Sent) -> str | None:
        """Return the batch that counted a row of this file which has no days, as of another time; None for none.

        Who says another time for the whole file may mean that it is a further one, or that the first was a mistake.

        Only to be believed once the whole file was seen.

        Args:
            row: One without a reference of its own, that no entry counts.
        """
        if not self._batches or len(self._times) > 1 or row.ref is not None or row.mended is not None:
            return None
        if row.agency not in self._samples:
            self._samples[row.agency] = self._sample(row.agency)
        found = self._samples[row.agency]
        if found is None:
            return None
        batch, entry = found
        parts = parts_of(entry.ref)
        like = row._replace(stage=entry.stage, content_type=entry.content_type)
        if parts is None or kin_of(parts.said) == kin_of(made(like, self._entries.action)):
            return None
        return batch if self._counted(batch, row) else None

    def _sample(self, agency: str) -> tuple[str, EarlierEntry] | None:
        """Return an entry of an agency in the last of the batches, and its batch, where all are of one instant."""
        for batch in reversed(self._batches):
            rows = self._entries.connection.execute(
                """
                SELECT ledger.site, ledger.seq, batch, ref, stage, content_type, provider, quantity, qualifier, 1,
                    ledger.action, min(occurred_at), max(occurred_at)
                FROM batches JOIN ledger ON ledger.batch = batches.id AND ledger.seq BETWEEN first_seq AND last_seq
                    AND ledger.site = (SELECT value FROM settings WHERE key = 'site')
                WHERE batches.id = ? AND agency = ? AND ref IS NOT NULL
                """,
                (batch, agency),
            ).fetchone()
            if rows[0] is not None:
                return (batch, EarlierEntry(*rows[:-1])) if rows[-2] == rows[-1] else None
        return None

    def _counted(self, batch: str, row: Sent) -> bool:
        """Say whether a batch counted the stage and content type of a row."""
        found = self._entries.connection.execute(
            """
            SELECT 1 FROM batches JOIN ledger ON ledger.batch = batches.id
                AND ledger.seq BETWEEN first_seq AND last_seq
                AND ledger.site = (SELECT value FROM settings WHERE key = 'site')
            WHERE batches.id = ? AND agency = ? AND stage = ? AND content_type = ? LIMIT 1
            """,
            (batch, row.agency, row.stage, row.content_type),
        ).fetchone()
        return found is not None
