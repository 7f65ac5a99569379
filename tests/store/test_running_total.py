"""Does a running total say how much and how firmly, and never move, invent or destroy what was said before?"""

import itertools
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.model.entry import LARGEST_ENTRY, Entry, LedgerRow
from board.model.figure import upside_down, weakest
from board.model.instants import milliseconds
from board.model.moment import Clock, Moment
from board.model.text import LONGEST_TEXT
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.store.connection import writing
from board.store.ledger import COLUMNS, append, correct, last_of, reverse
from board.store.opening import Store
from board.store.reader import Reader
from board.store.refused import Refused
from board.store.running_total import MOST_RESTATED, BelowPresent, LaterTotal, NothingNew, declare, steps_to
from board.store.spans import sums_at
from board.store.verify import verify
from tests.foreign import Refusal, other_program

NOW = datetime(2019, 11, 22, 15, 0, tzinfo=UTC)
EXACT, AT_LEAST, AT_MOST, ABOUT = Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ABOUT
Homes = dict[str, tuple[int, Qualifier]]
"""What stands on each provider, "" for none, and how firm it is."""


def at(clock: str) -> datetime:
    """Return an instant of the day."""
    return datetime.fromisoformat(f"2019-11-22T{clock}:00+00:00")


def entry(quantity: int, **other: object) -> Entry:
    """Return an entry of videos that the EU IRU had removed from Telegram."""
    values = {
        "action": "is-2019-11",
        "agency": "eu-iru",
        "stage": Stage.REMOVED,
        "content_type": ContentType.VIDEO,
        "quantity": quantity,
        "provider": "telegram",
        "occurred_at": NOW,
    }
    return Entry.model_validate(values | other)


@pytest.fixture
def store(reader: Reader) -> Store:
    """The test's own store."""
    return reader.store


def count(store: Store, quantity: int, **other: object) -> LedgerRow:
    """Append one entry."""
    return append(store, [entry(quantity, **other)], "duty officer", NOW).rows[0]


def total(store: Store, quantity: int, *, correction: bool = False, **other: object) -> tuple[LedgerRow, ...]:
    """Record a running total."""
    return declare(store, entry(quantity, **other), "duty officer", NOW, correction=correction).rows


def held(store: Store, instant: datetime | None = None, action: str = "is-2019-11") -> Homes:
    """Return what stands on each provider now, or stood there at an instant as it happened."""
    if instant is None:
        rows = store.connection.execute(
            "SELECT provider, quantity, at_least, at_most, about FROM totals WHERE action = ?", (action,)
        ).fetchall()
    else:
        sums = sums_at(store.connection, action, Moment(instant, Clock.HAPPENED))
        rows = [(one.provider, one.quantity, one.at_least, one.at_most, one.about) for one in sums]
    found = {
        provider: (quantity, weakest(*itertools.compress((AT_LEAST, AT_MOST, ABOUT), counts)))
        for provider, quantity, *counts in rows
    }
    return {provider: home for provider, home in found.items() if home != (0, EXACT)}


def notes_of(store: Store, rows: tuple[LedgerRow, ...]) -> list[str | None]:
    """Return the notes of rows."""
    notes: dict[bytes, str] = dict(store.connection.execute("SELECT hash, text FROM notes").fetchall())
    return [notes[row.note_hash] if row.note_hash else None for row in rows]


def test_a_running_total_becomes_its_increment(store: Store) -> None:
    """A partner that phones in totals counts once; a lower total is refused unless it is said to be a correction."""
    declare(store, entry(100), "duty officer", NOW)
    assert declare(store, entry(130), "duty officer", NOW).rows[0].quantity == 30
    assert held(store) == {"telegram": (130, EXACT)}
    with pytest.raises(Refused, match="nothing to record"):
        declare(store, entry(130), "duty officer", NOW)
    with pytest.raises(Refused, match="correction"):
        declare(store, entry(90), "duty officer", NOW)
    assert declare(store, entry(90), "duty officer", NOW, correction=True).rows[0].quantity == -40
    assert held(store) == {"telegram": (90, EXACT)}
    assert verify(store).problems == ()


def test_a_total_without_a_provider_is_of_all_providers(store: Store) -> None:
    """What was recorded on providers counts towards a total that names none: nothing is counted twice."""
    append(store, [entry(100), entry(20, provider="twitter")], "duty officer", NOW)
    with pytest.raises(Refused, match="nothing to record"):
        declare(store, entry(120, provider=None), "duty officer", NOW)
    assert declare(store, entry(150, provider=None), "duty officer", NOW).rows[0].quantity == 30
    assert held(store) == {"telegram": (100, EXACT), "twitter": (20, EXACT), "": (30, EXACT)}
    with pytest.raises(Refused, match="correction"):
        declare(store, entry(90, provider=None), "duty officer", NOW)


def test_a_total_without_a_provider_takes_nothing_to_or_from_one(store: Store) -> None:
    """What was said of Telegram stays said of Telegram; the difference stands where the total stood: nowhere."""
    count(store, 100, qualifier=ABOUT)
    recorded = declare(store, entry(120, provider=None), "duty officer", NOW)
    assert [(row.quantity, row.provider, row.qualifier) for row in recorded.rows] == [(20, None, "exact")]
    assert held(store) == {"telegram": (100, ABOUT), "": (20, EXACT)}
    assert recorded.stays == ABOUT


def test_a_total_of_two_providers_leaves_each_its_own(store: Store) -> None:
    """Neither is emptied in favour of none."""
    count(store, 100, qualifier=ABOUT)
    count(store, 50, qualifier=ABOUT, provider="twitter")
    total(store, 160, provider=None)
    assert held(store) == {"telegram": (100, ABOUT), "twitter": (50, ABOUT), "": (10, EXACT)}


def test_history_stays_when_a_total_restates_it(store: Store) -> None:
    """At noon there were about 100, and it is said firmly now; what was added by then is added now, and no more."""
    count(store, 100, qualifier=ABOUT, occurred_at=at("10:00"))
    assert held(store, at("12:00")) == {"telegram": (100, ABOUT)}
    total(store, 120)
    assert held(store, at("12:00")) == {"telegram": (100, EXACT)}
    assert held(store) == {"telegram": (120, EXACT)}
    pulse = "SELECT quantity FROM pulse WHERE action = 'is-2019-11' AND minute = ?"
    assert store.connection.execute(pulse, (milliseconds(NOW) // 60_000,)).fetchone() == (20,)


def test_a_past_total_is_held_against_what_had_happened_by_then(store: Store) -> None:
    """1,000 by 14:00 and 50 at 14:20: who had 1,200 at 14:05 has 200 more than that, and 1,250 in all."""
    count(store, 1000, occurred_at=at("14:00"))
    count(store, 50, occurred_at=at("14:20"))
    assert [row.quantity for row in total(store, 1200, occurred_at=at("14:05"))] == [200]
    assert held(store, at("14:10")) == {"telegram": (1200, EXACT)}
    assert held(store) == {"telegram": (1250, EXACT)}
    with pytest.raises(NothingNew, match="1,200 videos removed by 22 Nov 2019 14:05 UTC already"):
        total(store, 1200, occurred_at=at("14:05"))
    with pytest.raises(BelowPresent, match="1,200 videos removed by 22 Nov 2019 14:06 UTC"):
        total(store, 1100, occurred_at=at("14:06"))


def test_a_past_total_restates_nothing_that_came_after_it(store: Store) -> None:
    """What was said vaguely of a later hour is not part of it."""
    count(store, 100, qualifier=ABOUT, occurred_at=at("10:00"))
    count(store, 10, qualifier=ABOUT, occurred_at=at("14:00"))
    recorded = declare(store, entry(110, occurred_at=at("12:00")), "duty officer", NOW)
    assert recorded.stays is None
    assert held(store, at("13:00")) == {"telegram": (110, EXACT)}
    assert held(store) == {"telegram": (120, ABOUT)}


def test_a_total_of_now_counts_whatever_was_recorded(store: Store) -> None:
    """Also where the clock was set back since: what lies an hour ahead of it by now is not counted twice."""
    count(store, 1000)
    back = NOW - timedelta(hours=1)
    recorded = declare(store, entry(1200, occurred_at=back), "duty officer", back)
    assert recorded.clock_back == 3_600_000
    assert [row.quantity for row in recorded.rows] == [200]


@pytest.mark.parametrize("said", list(Qualifier))
def test_what_was_said_is_kept(store: Store, said: Qualifier) -> None:
    """The ledger says which total it was, with the note, and carries its reference and source once."""
    count(store, 100, qualifier=AT_LEAST if said == ABOUT else ABOUT, note="early call")
    source = store.connection.execute("SELECT slug FROM sources LIMIT 1").fetchone()[0]
    rows = total(store, 1200, qualifier=said, note="by phone", ref="mail 7", source=source)
    words = {EXACT: "1,200", AT_LEAST: "at least 1,200", AT_MOST: "at most 1,200", ABOUT: "about 1,200"}[said]
    assert notes_of(store, rows) == [
        f"running total of {words} · by phone",
        "entry 1 within a running total · early call",
        "stands again within a running total",
    ]
    assert [(row.ref, row.source) for row in rows] == [("mail 7", source), (None, None), (None, None)]


def test_a_total_that_only_restates_keeps_what_was_said_too(store: Store) -> None:
    """Its reference counts once, as every other."""
    count(store, 120, qualifier=ABOUT)
    rows = total(store, 120, ref="mail 7", note="counted again")
    assert [(row.quantity, row.qualifier, row.ref) for row in rows] == [(120, "exact", "mail 7"), (-120, "about", None)]
    assert notes_of(store, rows)[0] == "running total of 120 · counted again"
    with pytest.raises(Refused, match="sent mail 7 before"):
        total(store, 130, ref="mail 7")


def test_a_correction_downwards_keeps_what_was_said_where_less_is_counted(store: Store) -> None:
    """The row that takes something off says which total it was."""
    count(store, 100, qualifier=ABOUT, occurred_at=at("10:00"))
    recorded = declare(store, entry(80, ref="mail 7"), "duty officer", NOW, correction=True)
    row = recorded.rows[recorded.said]
    assert (row.quantity, row.ref) == (-20, "mail 7")
    assert held(store) == {"telegram": (80, EXACT)}
    assert held(store, at("12:00")) == {"telegram": (100, EXACT)}


def test_the_same_total_again_is_nothing_new(store: Store) -> None:
    """As firm as before; said more firmly, it is something new."""
    total(store, 100, qualifier=ABOUT)
    with pytest.raises(NothingNew, match="the board has about 100 videos removed already"):
        total(store, 100, qualifier=ABOUT)
    total(store, 100)
    assert held(store) == {"telegram": (100, EXACT)}


def test_a_lower_total_without_a_provider_says_which_ones_hold_the_figure(store: Store) -> None:
    """It cannot say where less stands; the refusal says how to."""
    count(store, 100)
    with pytest.raises(Refused, match=r"has 100 videos removed, 0 of it .* the rest on telegram \(100\).* on telegram"):
        total(store, 50, provider=None, correction=True)
    count(store, -50)
    count(store, 30, provider=None)
    total(store, 60, provider=None, correction=True)
    assert held(store) == {"telegram": (50, EXACT), "": (10, EXACT)}


def test_a_loose_entry_of_which_something_was_taken_off_does_not_stop_a_total(store: Store) -> None:
    """Telegram has 70 of about 100, and keeps them, whatever the total of all."""
    count(store, 100, qualifier=ABOUT)
    count(store, -30)
    count(store, 10, qualifier=ABOUT, provider="twitter")
    row = total(store, 90, provider=None)[0]
    assert held(store) == {"telegram": (70, ABOUT), "twitter": (10, ABOUT), "": (10, EXACT)}
    reverse(store, row.site, row.seq, "another partner", "duty officer", NOW)
    total(store, 75)
    assert held(store) == {"telegram": (75, EXACT), "twitter": (10, ABOUT)}


def test_what_is_as_firm_elsewhere_only_is_said_to_stand_there(store: Store) -> None:
    """The number is right, and only the providers' entries could be said more firmly."""
    count(store, 100, qualifier=ABOUT)
    with pytest.raises(Refused, match=r"the rest on telegram \(about 100\).* with on telegram"):
        total(store, 100, provider=None)


def test_too_many_loose_entries_are_left_as_they_are(store: Store) -> None:
    """Only the difference is recorded, and the answer says how firm the tally stays."""
    append(store, [entry(1, qualifier=ABOUT)] * (MOST_RESTATED + 1), "duty officer", NOW)
    recorded = declare(store, entry(MOST_RESTATED + 11), "duty officer", NOW)
    assert [row.quantity for row in recorded.rows] == [10]
    assert recorded.stays == ABOUT
    with pytest.raises(Refused, match="201 entries of another firmness"):
        declare(store, entry(MOST_RESTATED + 11), "duty officer", NOW)
    assert len(total(store, MOST_RESTATED + 12, qualifier=ABOUT)) == 1


def test_all_rows_of_a_total_bear_one_batch_and_one_row_none(store: Store) -> None:
    """So that they are taken back together."""
    assert total(store, 100, qualifier=ABOUT)[0].batch is None
    rows = total(store, 120)
    assert len({row.batch for row in rows}) == 1
    assert str(rows[0].batch).startswith("act ")


def test_a_total_of_an_earlier_time_than_one_that_stands_is_refused(store: Store) -> None:
    """What stands was worked out without it: its difference would count beside it. The refusal names it."""
    later = total(store, 150, occurred_at=at("12:00"))[0]
    with pytest.raises(LaterTotal, match=r"has 0 videos removed .* \(150, 22 Nov 2019 12:00 UTC, entry 1\), so 100"):
        total(store, 100, occurred_at=at("10:00"))
    assert held(store) == {"telegram": (150, EXACT)}
    total(store, 30, provider="twitter", occurred_at=at("10:00"))
    reverse(store, later.site, later.seq, "too early", "duty officer", NOW)
    total(store, 100, occurred_at=at("10:00"))
    total(store, 150, occurred_at=at("12:00"))
    assert held(store, at("11:00")) == {"telegram": (100, EXACT), "twitter": (30, EXACT)}
    assert held(store) == {"telegram": (150, EXACT), "twitter": (30, EXACT)}
    assert verify(store).problems == ()


def test_a_late_correction_does_not_change_what_a_later_total_says(store: Store) -> None:
    """Nor does one that adds nothing, and is only firmer, have to be refused."""
    total(store, 100, qualifier=ABOUT, occurred_at=at("10:00"))
    total(store, 150, qualifier=ABOUT, occurred_at=at("12:00"))
    with pytest.raises(LaterTotal) as refused:
        total(store, 90, occurred_at=at("10:00"), correction=True)
    assert not refused.value.below
    with pytest.raises(LaterTotal) as refused:
        total(store, 90, occurred_at=at("10:00"))
    assert refused.value.below
    total(store, 100, occurred_at=at("10:00"))
    assert held(store, at("11:00")) == {"telegram": (100, EXACT)}
    assert held(store) == {"telegram": (150, ABOUT)}


def test_a_total_that_only_restated_is_of_its_own_time(store: Store) -> None:
    """It has no entry of that time, and is not forgotten for it."""
    count(store, 100, qualifier=ABOUT, occurred_at=at("09:00"))
    total(store, 100, occurred_at=at("12:00"))
    with pytest.raises(LaterTotal):
        total(store, 120, occurred_at=at("10:00"))


def test_counts_of_a_later_time_do_not_stop_a_total(store: Store) -> None:
    """Whatever file they came in: they add to it."""
    count(store, 50, occurred_at=at("14:20"))
    total(store, 100, occurred_at=at("14:05"))
    assert held(store) == {"telegram": (150, EXACT)}


def test_totals_with_and_without_a_provider_do_not_add_up(store: Store) -> None:
    """Nobody knows what a total of all holds of one provider; whichever stands is named."""
    row = total(store, 100, provider=None)[0]
    with pytest.raises(Refused, match=r"without a provider \(100, 22 Nov 2019 15:00 UTC, entry 1\)"):
        total(store, 80)
    assert held(store) == {"": (100, EXACT)}
    reverse(store, row.site, row.seq, "by provider now", "duty officer", NOW)
    total(store, 80)
    with pytest.raises(Refused, match=r"a running total on telegram \(80, .*, entry 3\)"):
        total(store, 100, provider=None)
    total(store, 20, provider="twitter")
    assert held(store) == {"telegram": (80, EXACT), "twitter": (20, EXACT)}
    assert total(store, 7, provider=None, agency="bka")[0].quantity == 7


def test_a_total_from_which_a_later_one_was_worked_out_is_not_taken_back_alone(store: Store) -> None:
    """100, then 150: without the first the board would say 50. Neither is it put right; the later one comes first."""
    first = total(store, 100, occurred_at=at("10:00"))[0]
    second = total(store, 150, occurred_at=at("12:00"))[0]
    with pytest.raises(Refused, match=r"worked out from it \(150, 22 Nov 2019 12:00 UTC, entry 2\): take that back"):
        reverse(store, first.site, first.seq, "another action", "duty officer", NOW)
    right = entry(90, occurred_at=at("10:00"))
    with pytest.raises(Refused, match="entry 2"):
        correct(store, first.site, first.seq, right, "misheard", "duty officer", NOW)
    assert held(store) == {"telegram": (150, EXACT)}
    reverse(store, second.site, second.seq, "another action", "duty officer", NOW)
    corrected = correct(store, first.site, first.seq, right, "misheard", "duty officer", NOW).rows
    with pytest.raises(LaterTotal):
        total(store, 70, occurred_at=at("09:00"))
    new = next(row for row in corrected if row.reverses_seq is None)
    reverse(store, new.site, new.seq, "heard well", "duty officer", NOW)
    with pytest.raises(LaterTotal):
        total(store, 70, occurred_at=at("09:00"))
    assert held(store) == {"telegram": (100, EXACT)}


def test_what_an_entry_is_never_changes(store: Store) -> None:
    """Whoever connects; and a check from the ground holds it against the ledger."""
    total(store, 100)
    for statement in (
        "UPDATE entry_kinds SET said = 5",
        "DELETE FROM entry_kinds",
        "INSERT OR REPLACE INTO entry_kinds SELECT * FROM entry_kinds",
    ):
        with other_program(store.path) as other, pytest.raises(Refusal, match="what an entry is"):
            other.execute(statement)
    with other_program(store.path) as other:
        other.execute("DROP TRIGGER kinds_never_change")
        other.execute("UPDATE entry_kinds SET agency = 'bka'")
    assert any("what 1 entries are" in problem for problem in verify(store).problems)


def test_slips_are_refused(store: Store) -> None:
    """A total below 1, a difference that no entry can hold, a note that leaves no room for what was said."""
    with pytest.raises(Refused, match="at least 1"):
        total(store, -5)
    append(store, [entry(LARGEST_ENTRY)] * 3, "duty officer", NOW)
    with pytest.raises(Refused, match="is a slip"):
        total(store, 1, correction=True)
    with pytest.raises(Refused, match="leave 6 characters out"):
        total(store, 5, provider="twitter", note="x" * (LONGEST_TEXT - len("running total of 5 · ") + 6))


def test_the_steps_alone_are_of_the_time_they_name(store: Store) -> None:
    """Who appends them knows no clock: by then means by then."""
    count(store, 1000, occurred_at=at("14:00"))
    count(store, 50, occurred_at=at("14:20"))
    with writing(store.connection):
        steps = steps_to(store.connection, entry(1200, occurred_at=at("14:05")))
    assert [(step.quantity, reverses) for step, reverses in steps] == [(200, None)]


class Said:
    """An entry that stands, as somebody would note it on paper."""

    def __init__(self, provider: str | None, quantity: int, effect: Qualifier, when: datetime, act: object) -> None:
        self.provider, self.quantity, self.effect, self.when, self.act = provider, quantity, effect, when, act
        self.total: datetime | None = None
        """Of which time the running total is that it is of."""

    def restated(self, effect: Qualifier, act: object) -> "Said":
        """Return the same, as firm as that."""
        return self.carried(Said(self.provider, self.quantity, effect, self.when, act))

    def carried(self, other: "Said") -> "Said":
        """Let another one be of the same running total, and return it."""
        other.total = self.total
        return other


class Paper:
    """The rules, applied by hand: every entry that stands, in the order in which it was recorded."""

    def __init__(self) -> None:
        self.entries: list[Said] = []
        self.acts: dict[object, tuple[int, list[Said]]] = {}
        """Of each act: its entries, and what they stand for."""

    def bears(self, entries: list[Said]) -> bool:
        """Say whether no provider ever has less than nothing from the first of new entries on that count less."""
        new = [one for one in entries if one not in self.entries]
        gone = [one for one in self.entries if one not in entries]
        less = [one for one in new if one.quantity < 0] + [one for one in gone if one.quantity > 0]
        return all(
            sum(one.quantity for one in entries if one.provider == taken.provider and one.when <= instant) >= 0
            for taken in less
            for instant in {one.when for one in [*entries, taken] if one.when >= taken.when}
        )

    def keep(self, entries: list[Said]) -> bool:
        """Change to these, if that is possible."""
        if not self.bears(entries):
            return False
        self.entries = entries
        return True

    def count(self, provider: str | None, quantity: int, said: Qualifier, when: datetime) -> bool:
        """Count one entry."""
        effect = upside_down(said) if quantity < 0 else said
        return self.keep([*self.entries, Said(provider, quantity, effect, when, None)])

    def total(self, provider: str | None, quantity: int, said: Qualifier, when: datetime, now: datetime) -> bool:
        """Say a running total, as a correction."""
        pool = [one for one in self.entries if provider in (None, one.provider)]
        past = when <= now - timedelta(minutes=1)
        if past:
            pool = [one for one in pool if one.when <= when]
        present = sum(one.quantity for one in pool)
        if (present, weakest(*(one.effect for one in pool))) == (quantity, said):
            return False
        home = [one for one in pool if one.provider == provider]
        more = quantity - present
        totals = [one for one in self.entries if one.total is not None]
        if any((one.provider is None) != (provider is None) for one in totals):
            return False
        if more and past and self._later(totals, provider, when):
            return False
        if sum(one.quantity for one in home) + more < 0:
            return False
        old = [one for one in reversed(home) if one.effect not in (EXACT, said)]
        if not more and not old and said != EXACT and all(one.effect == EXACT for one in home):
            old = home[-1:]
        if not more and not old:
            return False
        act = object() if old else None
        new = ([Said(provider, more, said, when, act)] if more else []) + [one.restated(said, act) for one in old]
        new[0].total = when
        new.sort(key=lambda one: one.quantity < 0)
        if not self.keep([one for one in self.entries if one not in old] + new):
            return False
        if act:
            self.acts[act] = (len(new), old)
        return True

    def _later(self, totals: list[Said], provider: str | None, when: datetime) -> bool:
        """Say whether a running total of the same home is of a later time."""
        return any(one.provider == provider and one.total is not None and one.total > when for one in totals)

    def put_right(self, quantity: int) -> bool:
        """Put the last entry right."""
        wrong = self.entries[-1]
        act = object()
        right = wrong.carried(Said(wrong.provider, quantity, wrong.effect, wrong.when, act))
        if wrong.quantity < 0 or not self.keep([*self.entries[:-1], right]):
            return False
        self.acts[act] = (1, [wrong])
        return True

    def take_back(self) -> bool:
        """Take back the last entry, and what was recorded with it."""
        last = self.entries[-1]
        back = [one for one in self.entries if one.act is last.act] if last.act else [last]
        size, old = self.acts.get(last.act, (1, []))
        again = sorted((one.restated(one.effect, one.act) for one in old), key=lambda one: one.quantity < 0)
        return len(back) == size and self.keep([one for one in self.entries if one not in back] + again)

    def held(self, instant: datetime | None = None) -> Homes:
        """Return what stands on each provider."""
        there = [one for one in self.entries if instant is None or one.when <= instant]
        found = {
            provider or "": (
                sum(one.quantity for one in there if one.provider == provider),
                weakest(*(one.effect for one in there if one.provider == provider)),
            )
            for provider in {one.provider for one in there}
        }
        return {provider: home for provider, home in found.items() if home != (0, EXACT)}


class Act(NamedTuple):
    """What somebody does."""

    kind: str
    quantity: int
    said: Qualifier
    provider: str | None
    ago: int
    """Hours."""

    def on_paper(self, paper: Paper, when: datetime, now: datetime) -> bool:
        """Do it by hand; say whether it can be done."""
        match self.kind:
            case "count":
                return paper.count(self.provider, self.quantity, self.said, when)
            case "total":
                return paper.total(self.provider, abs(self.quantity), self.said, when, now)
            case "put right":
                return bool(paper.entries) and paper.put_right(abs(self.quantity))
        return bool(paper.entries) and paper.take_back()

    def on_board(self, store: Store, name: str, when: datetime, now: datetime) -> None:
        """Do it by the board's own ways; a running total is said to be a correction."""
        said = entry(abs(self.quantity), action=name, provider=self.provider, qualifier=self.said, occurred_at=when)
        match self.kind:
            case "count":
                append(store, [said.model_copy(update={"quantity": self.quantity})], name, now)
            case "total":
                declare(store, said, name, now, correction=True)
            case "put right":
                _put_right(store, last_of(store, name), abs(self.quantity), now)
            case "take back":
                last = last_of(store, name)
                if last is None:
                    raise Refused("nothing is there")
                reverse(store, last.site, last.seq, "slip", name, now)


ACTS = st.lists(
    st.builds(
        Act,
        kind=st.sampled_from(["count", "total", "total", "put right", "take back"]),
        quantity=st.integers(-40, 60).filter(bool),
        said=st.sampled_from(list(Qualifier)),
        provider=st.sampled_from(["telegram", "twitter", None]),
        ago=st.integers(0, 3),
    ),
    min_size=1,
    max_size=12,
)
NUMBERS, VERIFIED = itertools.count(), itertools.count()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=ACTS)
def test_whatever_is_done_the_ledger_says_what_paper_would(acts: list[Act], store: Store) -> None:
    """Any sequence: the same is refused, and each provider has the same, as firm, now and at every hour before."""
    name = f"paper-{next(NUMBERS)}"
    store.connection.execute("PRAGMA synchronous = OFF")
    store.connection.execute("INSERT INTO actions (slug, name, status) VALUES (?, ?, 'ongoing')", (name, name))
    paper = Paper()
    for minute, act in enumerate(acts):
        now = NOW + timedelta(minutes=2 * minute)
        when = NOW - timedelta(hours=act.ago) if act.ago else now
        if act.on_paper(paper, when, now):
            act.on_board(store, name, when, now)
        else:
            with pytest.raises(Refused):
                act.on_board(store, name, when, now)
        assert held(store, action=name) == paper.held()
        for hour in (1, 2):
            then = NOW - timedelta(hours=hour)
            assert held(store, then, name) == paper.held(then)
    if next(VERIFIED) % 50 == 0:  # it goes through all of the store
        assert verify(store).problems == ()


def _put_right(store: Store, wrong: LedgerRow | None, quantity: int, now: datetime) -> None:
    """Put an entry right; one that counts less is not, on paper."""
    if wrong is None or wrong.quantity < 0:
        raise Refused("it counts less")
    row = LedgerRow(*store.connection.execute(f"SELECT {COLUMNS} FROM ledger WHERE id = ?", (wrong.id,)).fetchone())
    right = entry(
        quantity,
        action=row.action,
        provider=row.provider,
        qualifier=row.qualifier,
        occurred_at=datetime.fromtimestamp(row.occurred_at / 1000, UTC),
    )
    correct(store, row.site, row.seq, right, "misheard", row.operator, now)
