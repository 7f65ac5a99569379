"""Reading back a ledger that a board exported: every entry with the ids it had there, checked against its hash.

A row is believed only if its hash fits its content, if it stands behind the entry before it, and if it is of the same
action as the first one. So a file that was edited, re-sorted or put together from several ones says which rows of it
are not what was recorded.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from pydantic import ValidationError

from board.exchange.outgoing.ledger_file import unguarded
from board.exchange.outgoing.rows import LEDGER, utc_of
from board.locale import _
from board.model.entry import Entry, LedgerRow, hash_of, note_hash_of
from board.model.incoming import Cell, Row, Sent, Skipped, Table, Unread
from board.model.instants import instant_of, milliseconds
from board.model.text import clean
from board.model.vocabulary import Marking

SIGNATURE = frozenset(("site", "seq", "id", "stage", "quantity", "prev_hash", "hash"))
"""Columns by which the board knows its own: no partner's file has hashes that follow each other."""

LATER = ("kind",)
"""Columns that exports of an earlier board do not have."""

KINDS = ("total", "items")
"""What a column `kind` can say."""

_WHOLE = re.compile(r"-?[0-9]{1,18}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.ASCII)

_FURTHEST = 10**18
"""No number of a ledger is as far from 0: the largest are instants."""

Place = tuple[str, int]
"""Site and number of an entry."""


class Made(NamedTuple):
    """Of what an export was made, as its first row says."""

    action: str
    """Slug, where it was exported; clean."""
    exercise: bool
    """Whoever records it in a real store, or a real one in an exercise, mixes them up."""
    marking: Marking


class _Wrong(ValueError):
    """Why a row is not believed, in words."""


def is_own(table: Table) -> bool:
    """Say whether a table is a ledger that a board exported, by its header."""
    return set(table.header) >= SIGNATURE


def made_of(table: Table) -> Made | None:
    """Return of what an export was made; None where it is none, is empty, or its first row does not say it.

    Raises:
        Refused: The file breaks off or breaks a limit.
    """
    if not is_own(table) or _missing(table.header):
        return None
    read = _Cells(table)
    for row in table.rows():
        if read.is_edge(row):
            continue
        try:
            return read.made(row)
        except _Wrong:
            return None
    return None


def sent_of(table: Table) -> Iterator[Sent | Unread | Skipped] | None:
    """Return what the rows of an export say, None where the table is not a ledger that a board exported.

    Each `Sent` has the id that the entry had as its `origin`, and as `reverses` that of the entry it takes back, which
    always came before it in the file. The rows are gone through twice: first only for which entries are taken back, so
    that the second time no more than their ids need be kept.

    Raises:
        Refused: While it is gone through: the file breaks off or breaks a limit.
    """
    if not is_own(table):
        return None
    missing = _missing(table.header)
    if missing:
        return (Unread(row.line, missing, row.cells) for row in table.rows())
    return _sent(table)


def _missing(header: tuple[str, ...]) -> str:
    """Return in words what is wrong with the columns, "" where nothing is."""
    gone = [name for name in LEDGER if name not in header and name not in LATER]
    if gone:
        return _("the columns of the export are not complete, {name} is missing: export it anew").format(name=gone[0])
    twice = next((name for name in LEDGER if header.count(name) > 1), None)
    if twice:
        return _("the column {name} is there twice: export it anew").format(name=twice)
    return ""


def _sent(table: Table) -> Iterator[Sent | Unread | Skipped]:
    read = _Cells(table)
    chain = _Chain(read.taken_back())
    for row in table.rows():
        if read.is_edge(row):
            yield Skipped(row.line, _("it holds no entry"))
            continue
        try:
            made = read.made(row)
            entry, note = read.entry(row)
            reverses = read.text(row, "reverses_id")
            chain.follow(made, entry, reverses)
            yield _understood(row.line, entry, note, reverses)._replace(kind=read.kind(row))
        except _Wrong as wrong:
            yield Unread(row.line, str(wrong), row.cells)


class _Chain:
    """What the rows before say of the next one."""

    def __init__(self, taken_back: set[Place]) -> None:
        self._ids: dict[Place, str] = dict.fromkeys(taken_back, "")
        self._last: dict[str, tuple[int, bytes]] = {}
        self._made: Made | None = None

    def follow(self, made: Made, entry: LedgerRow, reverses: str | None) -> None:
        """Check that an entry can stand behind those before it.

        Raises:
            _Wrong: It cannot.
        """
        self._made = self._made or made
        if made != self._made:
            raise _Wrong(_("it is of another action or marking than the first row: two exports were put together"))
        seq, before = self._last.get(entry.site, (0, b""))
        if entry.seq <= seq:
            raise _Wrong(
                _("entry {seq} stands behind entry {last}: the rows were re-sorted or doubled").format(
                    seq=entry.seq, last=seq
                )
            )
        if entry.seq == seq + 1 and seq and entry.prev_hash != before:
            raise _Wrong(_("it does not follow the entry before it"))
        place = (entry.site, entry.seq)
        if entry.reverses_seq is not None and entry.reverses_site is not None:
            taken = (entry.reverses_site, entry.reverses_seq)
            if not self._ids.get(taken):
                raise _Wrong(_("the entry {seq} that it takes back does not stand before it").format(seq=taken[1]))
            if self._ids[taken] != reverses:
                raise _Wrong(_("its reverses_id is not the id of the entry that it takes back"))
        if place in self._ids:
            self._ids[place] = entry.id
        self._last[entry.site] = (entry.seq, entry.hash)


class _Cells:
    """Reads the cells of one table by the names of its columns."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._places = {name: table.header.index(name) for name in LEDGER if name in table.header}
        self._guarded = table.kind == "csv"

    def is_edge(self, row: Row) -> bool:
        """Say whether a row holds no entry: it is empty, or the last line of a workbook, with one text."""
        return not any(cell not in (None, "") for cell in row.cells[1:])

    def taken_back(self) -> set[Place]:
        """Return which entries are taken back by others."""
        found = set()
        for row in self._table.rows():
            try:
                site, seq = self.text(row, "reverses_site"), self.text(row, "reverses_seq")
                if site is not None and seq is not None:
                    found.add((site, self.whole(row, "reverses_seq")))
            except _Wrong:  # it is said when the row itself is read
                continue
        return found

    def made(self, row: Row) -> Made:
        """Return of what a row's export was made.

        Raises:
            _Wrong: It does not say it.
        """
        exercise = self._cell(row, "exercise")
        if exercise not in (True, False, "yes", "no"):
            raise _Wrong(_("it does not say whether it is of an exercise"))
        try:
            marking = Marking(self.text(row, "marking") or "")
        except ValueError:
            raise _Wrong(_("it has no marking of the Traffic Light Protocol")) from None
        return Made(clean(self._needed(row, "action")), exercise in (True, "yes"), marking)

    def entry(self, row: Row) -> tuple[LedgerRow, str | None]:
        """Return the entry of a row and its note.

        Raises:
            _Wrong: A cell is not what such a column holds, or the hash does not fit.
        """
        note_hash = self.text(row, "note_hash")
        found = LedgerRow(
            site=self._needed(row, "site"),
            seq=self.whole(row, "seq"),
            id=self._needed(row, "id"),
            action=self._needed(row, "action"),
            agency=self._needed(row, "agency"),
            provider=self.text(row, "provider"),
            content_type=self._needed(row, "content_type"),
            stage=self._needed(row, "stage"),
            quantity=self.whole(row, "quantity"),
            qualifier=self._needed(row, "qualifier"),
            occurred_at=self._instant(row, "occurred_at"),
            recorded_at=self._instant(row, "recorded_at"),
            operator=self._needed(row, "operator"),
            source=self.text(row, "source"),
            ref=self.text(row, "ref"),
            reverses_site=self.text(row, "reverses_site"),
            reverses_seq=self.whole(row, "reverses_seq") if self.text(row, "reverses_seq") else None,
            batch=self.text(row, "batch"),
            note_hash=None if note_hash is None else self._hash(row, "note_hash"),
            prev_hash=self._hash(row, "prev_hash"),
            hash=self._hash(row, "hash"),
        )
        if hash_of(found) != found.hash:
            raise _Wrong(_("its content is not what was recorded: its hash does not fit"))
        if not _ID.fullmatch(found.id):
            raise _Wrong(_("its id is none that a board gives"))
        note = self.text(row, "note")
        if note is not None and note_hash_of(note) != found.note_hash:
            raise _Wrong(_("its note is not what was recorded: its hash does not fit"))
        if (found.reverses_seq is None) != (self.text(row, "reverses_id") is None):
            raise _Wrong(_("its reverses_id does not go with its reverses_seq"))
        return found, note

    def kind(self, row: Row) -> str | None:
        """Return what the entry of a row is, None where it is neither of a running total nor of a list.

        Raises:
            _Wrong: It says something else.
        """
        kind = self.text(row, "kind")
        if kind is not None and kind not in KINDS:
            raise _Wrong(_("its kind is none that an entry has"))
        return kind

    def text(self, row: Row, name: str) -> str | None:
        """Return a text as it was in the ledger, None where there is none."""
        cell = self._cell(row, name)
        if cell is None or cell == "":
            return None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            if not -_FURTHEST < cell < _FURTHEST:  # nor is "nan" between them
                raise _Wrong(_("{name} is no number of a ledger").format(name=name))
            return str(int(cell)) if cell == int(cell) else str(cell)
        text = str(cell)
        if not _is_sayable(text):
            raise _Wrong(_("{name} holds signs that this board does not keep").format(name=name))
        return text

    def whole(self, row: Row, name: str) -> int:
        """Return a whole number.

        Raises:
            _Wrong: It is none.
        """
        text = self.text(row, name) or ""
        if not _WHOLE.fullmatch(text):
            raise _Wrong(_("{name} is no whole number").format(name=name))
        return int(text)

    def _cell(self, row: Row, name: str) -> Cell:
        place = self._places.get(name, len(row.cells))
        cell = row.cells[place] if place < len(row.cells) else None
        return unguarded(cell) if self._guarded and isinstance(cell, str) else cell

    def _needed(self, row: Row, name: str) -> str:
        text = self.text(row, name)
        if text is None:
            raise _Wrong(_("{name} is empty").format(name=name))
        return text

    def _hash(self, row: Row, name: str) -> bytes:
        text = self.text(row, name) or ""
        if not _HASH.fullmatch(text):
            raise _Wrong(_("{name} is no hash").format(name=name))
        return bytes.fromhex(text)

    def _instant(self, row: Row, name: str) -> int:
        """Return milliseconds since 1970; the text must be the very one that an export has."""
        text = self.text(row, name) or ""
        try:
            at = datetime.fromisoformat(text)
            found = milliseconds(at if at.tzinfo is not None else at.replace(tzinfo=UTC))
            if utc_of(found) == text:
                return found
        except (ValueError, OverflowError):
            pass
        raise _Wrong(_("{name} is no instant as an export writes it").format(name=name))


def _is_sayable(text: str) -> bool:
    """Say whether a text is whole Unicode: JSON can name one half of a pair of surrogates."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)


def _understood(line: int, row: LedgerRow, note: str | None, reverses: str | None) -> Sent:
    """Return an entry as it can be recorded.

    Raises:
        _Wrong: The model knows no such entry.
    """
    try:
        entry = Entry.model_validate(
            {
                **{name: getattr(row, name) for name in ("action", "agency", "stage", "content_type", "quantity")},
                **{name: getattr(row, name) for name in ("qualifier", "provider", "source", "ref")},
                "occurred_at": instant_of(row.occurred_at),
                "note": note,
            }
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise _Wrong(clean(f"{'.'.join(map(str, first['loc']))}: {first['msg']}")[:200]) from None
    if (entry.note, entry.ref) != (note, row.ref):
        raise _Wrong(_("it holds signs that this board does not keep"))
    return Sent(
        line=line,
        agency=entry.agency,
        stage=str(entry.stage),
        content_type=str(entry.content_type),
        quantity=entry.quantity,
        qualifier=str(entry.qualifier),
        provider=entry.provider,
        occurred_at=row.occurred_at,
        note=note,
        ref=row.ref,
        origin=row.id,
        reverses=reverses,
    )
