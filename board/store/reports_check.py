"""Checking the situation reports: each is what was frozen, and what it says is what the ledger said then."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from board.locale import _
from board.model.figure import Quantity
from board.model.frozen import Frozen, NotFrozen, canonical, digest_of, read
from board.model.instants import milliseconds
from board.model.text import clean
from board.store.connection import Connection
from board.store.spans import FIRMNESS
from board.store.tallies import quantity_of


class _Row(NamedTuple):
    """A report as the table has it."""

    action: str
    number: int
    taken_at: int
    operator: str
    entries: int
    head_site: str | None
    head_seq: int | None
    head_hash: bytes | None
    stages: str
    digest: bytes
    content: str


def problems(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the situation reports: each in a line, the first reason of each report."""
    actions = connection.execute("SELECT DISTINCT action FROM situation_reports ORDER BY action").fetchall()
    for (action,) in actions:
        rows = connection.execute(
            f"SELECT {', '.join(_Row._fields)} FROM situation_reports WHERE action = ? ORDER BY number",  # noqa: S608
            (action,),
        )
        counted = _Counted(connection, action)
        for expected, values in enumerate(iter(rows.fetchone, None), start=1):
            row = _Row(*values)
            if row.number != expected:
                yield _("situation report {number} of {action} was taken out").format(
                    number=expected, action=clean(action)
                )
                break
            why = _wrong(connection, row, counted)
            if why:
                yield _("situation report {number} of {action}: {why}").format(
                    number=row.number, action=clean(action), why=why
                )


def _wrong(connection: Connection, row: _Row, counted: "_Counted") -> str | None:
    """Return why a report is not to be believed, None where it is."""
    if digest_of(row.content) != row.digest:
        return _("its content is not what was frozen")
    try:
        frozen = read(row.content)
    except NotFrozen as error:
        return _("it cannot be read ({why})").format(why=error)
    if _kept_beside(frozen) != (clean(row.action), *row[1:9]):
        return _("what stands beside its content is not what its content says")
    if frozen.situation.head != (row.head_hash.hex() if row.head_hash else None):
        return _("it names two heads")
    if row.head_seq is not None:
        found = connection.execute(
            "SELECT hash FROM ledger WHERE site = ? AND seq = ?", (row.head_site, row.head_seq)
        ).fetchone()
        if found is None or found[0] != row.head_hash:
            return _("the ledger has no entry {seq} with the hash that was its head").format(seq=row.head_seq)
    return counted.wrong_up_to(row.head_site, row.head_seq or 0, frozen)


def _kept_beside(frozen: Frozen) -> tuple[object, ...]:
    """Return what the columns of a report must hold."""
    head = frozen.head
    return (
        frozen.action,
        frozen.number,
        milliseconds(frozen.taken_at),
        frozen.operator,
        frozen.situation.entries,
        head and head.site,
        head and head.seq,
        bytes.fromhex(head.hash) if head else None,
        canonical(frozen.situation.stages),
    )


class _Counted:
    """What the ledger says of one action, worked out anew from report to report."""

    def __init__(self, connection: Connection, action: str) -> None:
        self._connection = connection
        self._action = action
        self._start()

    def _start(self) -> None:
        self._site: str | None = None
        self._seq = 0
        self._entries = 0
        self._sums: defaultdict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0] * 4)
        self._providers: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 4)

    def wrong_up_to(self, site: str | None, seq: int, frozen: Frozen) -> str | None:
        """Return in what a report differs from the entries up to its head, None where it does not."""
        if site != self._site or seq < self._seq:
            self._start()
        for agency, provider, unit, stage, *sums, entries in self._connection.execute(
            f"""
            SELECT agency, provider, content_type, stage, sum(quantity), sum(at_least), sum(at_most), sum(about),
                count(*)
            FROM (SELECT *, {FIRMNESS} FROM ledger NOT INDEXED
                WHERE site = :site AND seq > :after AND seq <= :seq AND action = :action)
            GROUP BY agency, provider, content_type, stage
            """,  # noqa: S608 ours
            {"site": site, "after": self._seq, "seq": seq, "action": self._action},
        ):
            _add(self._sums[agency, unit, stage], sums)
            if provider is not None:
                _add(self._providers[provider, stage], sums)
            self._entries += entries
        self._site, self._seq = site, seq
        situation = frozen.situation
        if situation.entries != self._entries:
            return _("it counts {kept} entries, the ledger had {right}").format(
                kept=situation.entries, right=self._entries
            )
        if _tallies_of(frozen) != self._tallies():
            return _("its tallies are not what the ledger had then")
        return None

    def _tallies(self) -> dict[tuple[str, ...], Quantity]:
        """Return every tally that a report holds, by what it is of."""
        found: dict[tuple[str, ...], Quantity] = {}
        key: tuple[str, ...]
        by_stage: defaultdict[tuple[str, ...], list[Quantity]] = defaultdict(list)
        for (agency, unit, stage), sums in self._sums.items():
            quantity = quantity_of(sums)
            found["partner", clean(agency), unit, stage] = quantity
            for key in (("all", stage), ("unit", unit, stage), ("agency", clean(agency), stage)):
                by_stage[key].append(quantity)
        for key, quantities in by_stage.items():
            found[key] = sum(quantities[1:], quantities[0])
        for (provider, stage), sums in self._providers.items():
            found["provider", clean(provider), stage] = quantity_of(sums)
        return found


def _add(to: list[int], sums: Sequence[int]) -> None:
    for place, one in enumerate(sums):
        to[place] += one


def _tallies_of(frozen: Frozen) -> dict[tuple[str, ...], Quantity]:
    """Return every tally of a report, by what it is of."""
    situation = frozen.situation
    found: dict[tuple[str, ...], Quantity] = {("all", stage): one for stage, one in situation.stages.items()}
    for panel in situation.content_types:
        found |= {("unit", panel.type, stage): one for stage, one in panel.stages.items()}
    for partner in situation.partners:
        slug = partner.agency.slug
        found |= {("agency", slug, stage): one for stage, one in partner.stages.items()}
        for unit, stages in partner.types.items():
            found |= {("partner", slug, unit, stage): one for stage, one in stages.items()}
    for tally in situation.providers:
        found |= {("provider", tally.slug, stage): one for stage, one in tally.stages.items()}
    return found
