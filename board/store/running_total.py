"""Running totals: a partner says what it has in all, and the ledger works out what that adds.

A total says how much and how firmly, never where. What stands on a provider stays there; only the difference is
recorded, at the total's own time and on its own provider. Entries of another firmness that stand at the very same home
(the same provider, or none) are restated as firmly as the total was said: reversed, and recorded again where and when
they stood. Where others keep the tally weaker, it stays as weak as its weakest part.

A total of an earlier time than one that stands is refused: that one was worked out without it, so its difference would
be counted twice. And totals with a provider do not go beside those without one, as nobody knows what these hold.
"""

from typing import NamedTuple

from board.locale import _, days, phrases
from board.model.entry import LARGEST_ENTRY, Entry, LedgerRow
from board.model.figure import Quantity, upside_down, weakest
from board.model.instants import milliseconds
from board.model.text import LONGEST_TEXT
from board.model.vocabulary import Qualifier
from board.store.appending import Appending, Recorded, When
from board.store.as_happened import Sums
from board.store.connection import Connection, speaking
from board.store.kinds import Kind, Said, StandingTotal, last_total_with, later_total, total_at_another_home
from board.store.ledger import check, recording
from board.store.ledger_rows import Place, opposite, restated
from board.store.opening import Store
from board.store.refused import Refused
from board.store.total_homes import firmness_of, homes_of, latest, rows_at_home
from board.store.without_provider import may_be_held

MOST_RESTATED = 200
"""Entries in one act; where more are of another firmness, only the difference is recorded."""

OF_NOW = 60_000
"""Milliseconds: a total that was said within the last minute is of now, and held against all that was recorded. The
time in a line has no seconds, and a clock that was set back would put behind the total what is part of it."""

MOST_NAMED = 5
"""Providers in a refusal."""


class BelowPresent(Refused):
    """A running total is below the present one, and nobody said that it is a correction."""


class LaterTotal(Refused):
    """A running total of a later time stands: what this one adds would be counted beside it."""

    def __init__(self, why: str, *, below: bool) -> None:
        """Say why, and whether the board has more by then than this one says."""
        super().__init__(why)
        self.below = below


class NothingNew(Refused):
    """The board has this very total already."""


class Plan(NamedTuple):
    """What a running total comes to."""

    steps: tuple[tuple[Entry, Place | None], ...]
    """What is to be appended, and what each takes back."""
    again: tuple[Place | None, ...]
    """Which row each of them says again."""
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
        LaterTotal: A running total of the same tally and a later time stands.
        Refused: It cannot be recorded without moving what stands on a provider, totals with a provider and without one
            do not go together, or an entry is refused.
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
    append_plan(appending, entry, made, batch)
    return made


def total_over(store: Store, entry: Entry) -> StandingTotal | None:
    """Return the running total of its time or later that may hold what an entry counts, None where none stands.

    Raises:
        Refused: The store cannot be read.
    """
    with speaking(store.path, store.wait):
        total = last_total_with(store.connection, entry, entry.action, "")
    return total if total is not None and total.at >= milliseconds(entry.occurred_at) else None


def without_provider_beside(store: Store, entry: Entry) -> str:
    """Return in words what a running total on a provider may hold that stands without one, "" for nothing.

    Raises:
        Refused: The store cannot be read.
    """
    with speaking(store.path, store.wait):
        return may_be_held(store.connection, entry)


def append_plan(appending: Appending, entry: Entry, made: Plan, batch: str | None) -> None:
    """Append what a running total comes to.

    Args:
        appending: As for `add_total`.
        entry: What was said.
        made: What `plan` returned for it.
        batch: What its rows belong to.

    Raises:
        Refused: A row is refused.
    """
    said = Said(Kind.TOTAL, milliseconds(entry.occurred_at), entry.quantity)
    for place, ((step, reverses), again) in enumerate(zip(made.steps, made.again, strict=True)):
        appending.add(step, reverses, batch, said=said if place == made.said else None, stands_for=again)


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
    homes = homes_of(connection, entry, until)
    present = sum(home.quantity for home in homes.values())
    firmness = firmness_of(homes.values())
    has = phrases.tally(Quantity(present, firmness), entry.content_type, entry.stage)
    if until is not None and until < latest(connection, entry):
        has = _("{tally} by {instant}").format(tally=has, instant=days.instant(entry.occurred_at))
    if entry.quantity < 1:
        raise Refused(_("a running total is at least 1: take back or correct what was counted too much"))
    if entry.quantity == present and entry.qualifier == firmness:
        raise NothingNew(_("the board has {tally} already: nothing to record").format(tally=has))
    apart = total_at_another_home(connection, entry)
    if apart is not None:
        raise Refused(_apart(entry, apart))
    below = entry.quantity < present and not correction
    later = None
    if until is not None and entry.quantity != present:
        later = later_total(connection, entry, until)
    if later is not None:
        raise LaterTotal(_later(entry, has, later), below=below)
    if below:
        raise BelowPresent(
            _("the board has {tally}, and {total} is fewer: say that it is a correction, with why").format(
                tally=has, total=phrases.number(entry.quantity)
            )
        )
    return _plan(connection, entry, until, homes, has)


def _later(entry: Entry, has: str, later: StandingTotal) -> str:
    """Return why a running total that comes late is not added: one of a later time was worked out without it."""
    return _(
        "the board has {tally}, and a later running total stands ({later}), so {total} would count beside it: leave it "
        "out, or take back what stands after it, the last one first, and say them again in the order of their time"
    ).format(tally=has, later=later.in_words(), total=phrases.number(entry.quantity))


def _apart(entry: Entry, other: StandingTotal) -> str:
    """Return why a running total with a provider, and one without, are not held beside each other."""
    if entry.provider:
        return _(
            "{agency} gave a running total without a provider ({other}), and nobody knows how much of it is on "
            "{provider}: say this one without a provider too, or take that one back first"
        ).format(agency=entry.agency, other=other.in_words(), provider=entry.provider)
    return _(
        "{agency} gave a running total on {provider} ({other}), and one without a provider does not go with it: say "
        "the total of each provider, or take that one back first"
    ).format(agency=entry.agency, provider=other.provider, other=other.in_words())


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
    against = rows_at_home(connection, entry, until, loose) if loose <= MOST_RESTATED else []
    if not (difference or loose or entry.qualifier in (Qualifier.EXACT, *own.kinds())):
        against = rows_at_home(connection, entry, until, 1, exact=True)  # somebody has to carry the word
    if not difference and not against:
        raise Refused(_too_many(loose, has) if loose else _elsewhere(entry, homes, has))
    kept = own.kinds() if loose > MOST_RESTATED else {}
    others = [home for provider, home in homes.items() if provider != (entry.provider or "")]
    stays = weakest(entry.qualifier, firmness_of(others), *kept)
    steps = _steps(connection, entry, difference, against)
    again: list[Place | None] = [None] * bool(difference) + [(row.site, row.seq) for row in against]
    again += [None] * (len(steps) - len(again))
    ordered = sorted(range(len(steps)), key=lambda place: steps[place][0].quantity < 0)  # no tally dips on the way
    return Plan(
        tuple(steps[place] for place in ordered),
        tuple(again[place] for place in ordered),
        ordered.index(0),
        None if stays == entry.qualifier else stays,
    )


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
    return phrases.quantity(Quantity(home.quantity, firmness_of([home])))
