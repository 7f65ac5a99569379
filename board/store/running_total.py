"""Running totals: a partner says what it has in all, and the ledger works out what that adds.

A total says how much and how firmly, never where. What stands on a provider stays there; only the difference is
recorded, at the total's own time and on its own provider. Entries of another firmness that stand at the very same home
(the same provider, or none) are restated as firmly as the total was said: reversed, and recorded again where and when
they stood. Where others keep the tally weaker, it stays as weak as its weakest part.
"""

from collections.abc import Iterable
from typing import NamedTuple

from board.locale import _, days, phrases
from board.model.entry import LARGEST_ENTRY, Entry, LedgerRow
from board.model.figure import Quantity, upside_down, weakest
from board.model.instants import milliseconds
from board.model.text import LONGEST_TEXT
from board.model.vocabulary import Qualifier
from board.store.appending import Appending, Recorded, When
from board.store.as_happened import Sums, Tally, added_after
from board.store.connection import Connection
from board.store.ledger import check, recording
from board.store.ledger_rows import COLUMNS, STANDS, Place, opposite, restated
from board.store.opening import Store
from board.store.refused import Refused

MOST_RESTATED = 200
"""Entries in one act; where more are of another firmness, only the difference is recorded."""

OF_NOW = 60_000
"""Milliseconds: a total that was said within the last minute is of now, and held against all that was recorded. The
time in a line has no seconds, and a clock that was set back would put behind the total what is part of it."""

MOST_NAMED = 5
"""Providers in a refusal."""


class BelowPresent(Refused):
    """A running total is below the present one, and nobody said that it is a correction."""


class NothingNew(Refused):
    """The board has this very total already."""


class Plan(NamedTuple):
    """What a running total comes to."""

    steps: tuple[tuple[Entry, Place | None], ...]
    """What is to be appended, and what each takes back."""
    said: int
    """Place in it of the entry that carries the note, the source and the reference."""
    stays: Qualifier | None
    """How firm the tally is afterwards, where that is weaker than it was said."""


def declare(store: Store, entry: Entry, operator: str, now: When, *, correction: bool = False) -> Recorded:
    """Record a running total: `entry.quantity` is the total, the increment is worked out in the same transaction.

    Without a provider the total is of all of them, so what was recorded on any provider counts towards it. With a time
    that is past it is held against what had happened by then.

    Args:
        store: A store that may be written.
        entry: Its quantity is what the partner says it has in all, at least 1.
        operator: Who records it.
        now: The instant of recording, aware, or a clock that tells it.
        correction: Let the total be below the present one.

    Raises:
        BelowPresent: The total is lower than the present one, and not said to be a correction.
        NothingNew: The total is what the board has already.
        Refused: It cannot be recorded without moving what stands on a provider, or an entry is refused.
    """
    who = check(store, operator)
    with recording(store) as connection:
        appending = Appending(connection, who, now)
        made = add_total(connection, appending, entry, correction=correction)
        return appending.done()._replace(said=made.said, stays=made.stays)


def add_total(connection: Connection, appending: Appending, entry: Entry, *, correction: bool = False) -> Plan:
    """Add what a running total comes to, as one act, and return it.

    Args:
        connection: As for `steps_to`.
        appending: One to which nothing was added yet: what it holds is not in the ledger.
        entry: As for `declare`.
        correction: As for `declare`.

    Raises:
        Refused: As for `declare`.
    """
    of_now = milliseconds(entry.occurred_at) > appending.now - OF_NOW
    made = plan(connection, entry, correction=correction, of_now=of_now)
    batch = appending.act() if len(made.steps) > 1 else None
    for step, reverses in made.steps:
        appending.add(step, reverses, batch)
    return made


def steps_to(
    connection: Connection, entry: Entry, *, correction: bool = False
) -> tuple[tuple[Entry, Place | None], ...]:
    """Return what to append, and what each takes back, so that the total by its time is `entry.quantity`.

    Args:
        connection: Within a transaction that holds the write lock.
        entry: As for `declare`.
        correction: As for `declare`.

    Raises:
        Refused: As for `declare`.
    """
    return plan(connection, entry, correction=correction).steps


def plan(connection: Connection, entry: Entry, *, correction: bool = False, of_now: bool = False) -> Plan:
    """Work out what a running total comes to.

    Args:
        connection: As for `steps_to`.
        entry: As for `declare`.
        correction: As for `declare`.
        of_now: Hold it against all that was recorded, whenever that happened.

    Raises:
        Refused: As for `declare`.
    """
    until = None if of_now else milliseconds(entry.occurred_at)
    homes = _homes(connection, entry, until)
    present = sum(home.quantity for home in homes.values())
    firmness = _firmness(homes.values())
    has = phrases.tally(Quantity(present, firmness), entry.content_type, entry.stage)
    if until is not None and until < _latest(connection, entry):
        has = _("{tally} by {instant}").format(tally=has, instant=days.instant(entry.occurred_at))
    if entry.quantity < 1:
        raise Refused(_("a running total is at least 1: take back or correct what was counted too much"))
    if entry.quantity == present and entry.qualifier == firmness:
        raise NothingNew(_("the board has {tally} already: nothing to record").format(tally=has))
    if entry.quantity < present and not correction:
        raise BelowPresent(
            _("the board has {tally}, and {total} is fewer: say that it is a correction, with why").format(
                tally=has, total=phrases.number(entry.quantity)
            )
        )
    return _plan(connection, entry, until, homes, has)


def _plan(connection: Connection, entry: Entry, until: int | None, homes: dict[str, Sums], has: str) -> Plan:
    own = homes.get(entry.provider or "", Sums())
    difference = entry.quantity - sum(home.quantity for home in homes.values())
    if own.quantity + difference < 0:
        raise Refused(_elsewhere(entry, homes, has))
    if abs(difference) > LARGEST_ENTRY:
        raise Refused(
            _("the board has {tally}: a difference above {most} is a slip").format(
                tally=has, most=phrases.number(LARGEST_ENTRY)
            )
        )
    loose = sum(count for kind, count in own.kinds().items() if kind != entry.qualifier)
    against = _rows(connection, entry, until, loose) if loose <= MOST_RESTATED else []
    if not (difference or loose or entry.qualifier in (Qualifier.EXACT, *own.kinds())):
        against = _rows(connection, entry, until, 1, exact=True)  # somebody has to carry the word
    if not difference and not against:
        raise Refused(_too_many(loose, has) if loose else _elsewhere(entry, homes, has))
    kept = own.kinds() if loose > MOST_RESTATED else {}
    others = [home for provider, home in homes.items() if provider != (entry.provider or "")]
    stays = weakest(entry.qualifier, _firmness(others), *kept)
    steps = _steps(connection, entry, difference, against)
    ordered = sorted(range(len(steps)), key=lambda place: steps[place][0].quantity < 0)  # no tally dips on the way
    return Plan(tuple(steps[place] for place in ordered), ordered.index(0), None if stays == entry.qualifier else stays)


def _steps(
    connection: Connection, entry: Entry, difference: int, against: list[LedgerRow]
) -> list[tuple[Entry, Place | None]]:
    """Return the difference and what is restated; the first one carries what was said."""
    steps: list[tuple[Entry, Place | None]] = []
    if difference:
        firmness = entry.qualifier if difference > 0 else upside_down(entry.qualifier)
        steps.append((entry.model_copy(update={"quantity": difference, "qualifier": firmness}), None))
    within = _("entry {seq} within a running total")
    steps += [(restated(connection, row, entry.qualifier, within.format(seq=row.seq)), None) for row in against]
    said = _("running total of {quantity}").format(quantity=phrases.quantity(Quantity(entry.quantity, entry.qualifier)))
    note = f"{said} · {entry.note}" if entry.note else said
    if len(note) > LONGEST_TEXT:
        raise Refused(_("the note is too long: leave {count} characters out").format(count=len(note) - LONGEST_TEXT))
    first = steps[0][0]
    bears = {"note": note, "ref": entry.ref, "source": entry.source or first.source}
    steps[0] = (first.model_copy(update=bears), None)
    why = _("stands again within a running total")
    return steps + [(opposite(row, why), (row.site, row.seq)) for row in against]


def _too_many(loose: int, has: str) -> str:
    return _(
        "the board has {tally}, with {count} entries of another firmness: more than {most} are not restated at once, "
        "so correct those that are wrong"
    ).format(tally=has, count=phrases.number(loose), most=MOST_RESTATED)


def _elsewhere(entry: Entry, homes: dict[str, Sums], has: str) -> str:
    """Return why a total without a provider cannot be recorded: what it is about stands on providers."""
    there = {provider: home for provider, home in homes.items() if provider and (home.quantity or home.kinds())}
    held = [f"{provider} ({_in_words(home)})" for provider, home in there.items()]
    if len(held) > MOST_NAMED:
        held[MOST_NAMED:] = ["…"]
    return _(
        "{agency} has {tally}, {here} of it without a provider and the rest on {homes}: a total does not move that, so "
        "say the total of one of them, with on {first}"
    ).format(
        agency=entry.agency,
        tally=has,
        here=_in_words(homes.get("", Sums())),
        homes=", ".join(held),
        first=next(iter(there)),
    )


def _in_words(home: Sums) -> str:
    return phrases.quantity(Quantity(home.quantity, _firmness([home])))


def _rows(
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


def _homes(connection: Connection, entry: Entry, until: int | None) -> dict[str, Sums]:
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
    if until is None or until >= _latest(connection, entry):
        return homes
    for provider, *_sums, entries in rows:
        tally = Tally(entry.action, entry.agency, provider, str(entry.content_type), str(entry.stage))
        homes[provider] = homes[provider].without(added_after(connection, tally, until, entries))
    return homes


def _latest(connection: Connection, entry: Entry) -> int:
    """Return when the last entry of the action happened, in milliseconds since 1970."""
    row: tuple[int | None] = connection.execute(
        "SELECT max(occurred_at) FROM ledger INDEXED BY ledger_by_occurrence WHERE action = ?", (entry.action,)
    ).fetchone()
    return row[0] or 0


def _firmness(homes: Iterable[Sums]) -> Qualifier:
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
