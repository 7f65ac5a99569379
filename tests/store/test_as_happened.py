"""Does no tally go below zero at any instant, as it happened, and does the board say when it would have?"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.model.entry import Entry, LedgerRow
from board.model.instants import instant_of
from board.model.vocabulary import ContentType, Stage
from board.store import as_happened
from board.store.as_happened import ALWAYS, AsHappened
from board.store.ledger import append, correct, reverse
from board.store.opening import Store
from board.store.reader import Reader
from board.store.refused import Refused

NOW = datetime(2019, 11, 22, 15, 0, tzinfo=UTC)
CHANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(-9, 9).filter(bool)), max_size=60)


def at(clock: str) -> datetime:
    """Return an instant of the day."""
    return datetime.fromisoformat(f"2019-11-22T{clock}:00+00:00")


def entry(quantity: int, clock: str = "15:00", **other: object) -> Entry:
    """Return an entry of videos that the EU IRU had removed from Telegram."""
    values = {
        "action": "is-2019-11",
        "agency": "eu-iru",
        "stage": Stage.REMOVED,
        "content_type": ContentType.VIDEO,
        "quantity": quantity,
        "provider": "telegram",
        "occurred_at": at(clock),
    }
    return Entry.model_validate(values | other)


@pytest.fixture
def store(reader: Reader) -> Store:
    """The test's own store."""
    return reader.store


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a test has many of them."""
    monkeypatch.setattr(as_happened, "SIZE", 3)


def count(store: Store, *entries: Entry) -> tuple[LedgerRow, ...]:
    """Append entries."""
    return append(store, entries, "duty officer", NOW).rows


def test_nothing_is_taken_off_before_it_was_there(store: Store) -> None:
    """The refusal names the instant and the tally there; another provider's figure does not help."""
    count(store, entry(100, "14:00"), entry(100, "09:00", provider="twitter"))
    with pytest.raises(Refused) as refusal:
        count(store, entry(-50, "10:00"))
    assert "had 0 videos removed at 22 Nov 2019 10:00:00 UTC, as it happened: −50" in str(refusal.value)
    count(store, entry(-50, "14:00"))


def test_what_was_taken_off_meanwhile_counts(store: Store) -> None:
    """Between noon and two there were only 30: what is taken off in the morning may not be more."""
    count(store, entry(100, "10:00"), entry(-70, "12:00"), entry(100, "14:00"))
    with pytest.raises(Refused, match=r"had 30 videos removed at 22 Nov 2019 12:00:00 UTC, as it happened: −31"):
        count(store, entry(-31, "11:00"))
    count(store, entry(-30, "11:00"))
    count(store, entry(-100, "14:30"))


def test_an_entry_others_rest_upon_is_not_taken_back(store: Store) -> None:
    """Nor moved behind them by a correction; with them it is."""
    first, less = count(store, entry(100, "10:00"), entry(-50, "11:00"))
    count(store, entry(100, "14:00"))
    with pytest.raises(Refused, match="at 22 Nov 2019 11:00:00 UTC"):
        reverse(store, first.site, first.seq, "slip", "duty officer", NOW)
    with pytest.raises(Refused, match="at 22 Nov 2019 11:00:00 UTC"):
        correct(store, first.site, first.seq, entry(100, "14:00"), "misheard", "duty officer", NOW)
    correct(store, first.site, first.seq, entry(60, "10:30"), "misheard", "duty officer", NOW)
    reverse(store, less.site, less.seq, "slip", "duty officer", NOW)


def test_what_is_appended_together_counts_together(store: Store) -> None:
    """In the order in which it is given, whatever the time it says; none of it is recorded if one is refused."""
    count(store, entry(10, "12:00"), entry(-5, "13:00"), entry(5, "11:00"), entry(-5, "11:30"), entry(-5, "12:30"))
    with pytest.raises(Refused, match="below zero"):
        count(store, entry(5, "09:00"), entry(-5, "08:00"))
    assert store.connection.execute("SELECT count(*) FROM ledger").fetchone() == (5,)


@given(there=CHANGES, more=CHANGES, start=st.integers(ALWAYS, 41))
@pytest.mark.usefixtures("small_blocks")
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_least_is_the_least(there: list[tuple[int, int]], more: list[tuple[int, int]], start: int) -> None:
    """At every instant from the start on, whatever was there and is added: the same as by adding everything up."""
    sums: dict[int, int] = {}
    for instant, quantity in there:
        sums[instant] = sums.get(instant, 0) + quantity
    before = sum(quantity for instant, quantity in sums.items() if instant <= start)
    tally = AsHappened(start, before, sorted(one for one in sums.items() if one[0] > start))
    for instant, quantity in more:
        tally.add(instant, quantity)
    together = [*there, *more]

    def held(until: int) -> int:
        return sum(quantity for instant, quantity in together if instant <= until)

    for instant in range(max(start, 0), 42):
        least = min(held(later) for later in range(instant, 42))
        assert tally.least(instant) == least
        assert held(tally.when_least(instant)) == least


ENTRIES = st.lists(
    st.tuples(st.integers(-30, 40).filter(bool), st.integers(0, 6), st.booleans()), min_size=1, max_size=12
)
ACTIONS = iter(range(10_000))


@given(entries=ENTRIES, together=st.integers(1, 4))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_ledger_takes_what_never_was_below_zero(
    entries: list[tuple[int, int, bool]], together: int, store: Store
) -> None:
    """Entries that come by ones or fours: refused are those, and only those, that take an hour below zero."""
    store.connection.execute("PRAGMA synchronous = OFF")
    name = f"hours-{next(ACTIONS)}"
    store.connection.execute("INSERT INTO actions (slug, name, status) VALUES (?, ?, 'ongoing')", (name, name))
    kept: list[tuple[int, int, bool]] = []
    for portion in _portions(entries, together):
        rows = [
            entry(quantity, f"1{hour}:00", action=name, provider="twitter" if other else None)
            for quantity, hour, other in portion
        ]
        trial = list(kept)
        for one in portion:
            trial.append(one)
            if one[0] < 0 and not _stays_above(trial, one):
                with pytest.raises(Refused, match="below zero"):
                    append(store, rows, "duty officer", NOW)
                break
        else:
            append(store, rows, "duty officer", NOW)
            kept = trial
    found = store.connection.execute(
        "SELECT quantity, occurred_at, provider FROM ledger WHERE action = ? ORDER BY seq", (name,)
    ).fetchall()
    assert [(row[0], instant_of(row[1]).hour - 10, row[2] is not None) for row in found] == kept


def _portions(entries: list[tuple[int, int, bool]], size: int) -> Iterator[list[tuple[int, int, bool]]]:
    for place in range(0, len(entries), size):
        yield entries[place : place + size]


def _stays_above(entries: list[tuple[int, int, bool]], less: tuple[int, int, bool]) -> bool:
    """Say whether a tally is never below zero from an entry on."""
    return all(
        sum(quantity for quantity, at_, other in entries if other == less[2] and at_ <= hour) >= 0
        for hour in range(less[1], 7)
    )


def test_a_long_tally_is_read_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many corrections in one transaction cost one look at the ledger, and a second one where they go further back."""
    rows = append(store, [entry(5, occurred_at=at("10:00") + timedelta(seconds=one)) for one in range(900)], "x", NOW)
    looks = []
    real = AsHappened.read

    def read(*args: object) -> AsHappened:
        looks.append(args)
        return real(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(AsHappened, "read", read)
    less = [entry(-3, occurred_at=instant_of(row.occurred_at)) for row in rows.rows[100:700]]
    append(store, less, "x", NOW)
    assert len(looks) == 1
    looks.clear()
    with pytest.raises(Refused, match="below zero"):
        append(store, less[::-1] * 2, "x", NOW)
    assert len(looks) == 2
