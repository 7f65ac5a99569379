"""The course of an exercise: from a scenario and a seed everything that is said, in the order of recording.

The same scenario, seed and number of entries give the same course on every machine and every Python: chance comes from
`random.Random(seed).random()` alone, and all else is adding one by one, multiplying, dividing and rounding down. What
is kept at any time is bounded by the scenario, not by the number of entries.
"""

import heapq
import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from board.model.said import Correction, Count, Said, Sheet, TakeBack, Total, entries_of
from board.model.scenario import Scenario, ScenarioPartner, joins
from board.model.vocabulary import ContentType, Qualifier, Stage
from board.model.working import MINUTE, Answering, Batch, Working

HOUR = 60 * MINUTE
DAY = 24 * HOUR
SLOT = 10 * MINUTE
"""For which the pace is worked out."""

OUTSIDE = 0.06
"""Of a partner's pace goes on outside of its shift."""

MOST_PENDING = 64
"""Slips, releases and sheets that are on their way at the same time."""

LARGEST_SHEET = 40
"""Rows."""

TOTALS = 0.4
"""Of a partner's steps are followed by a running total."""

NOTES = 0.08
"""Of the counts carry a note."""

REFERENCES = 0.1
"""Of the counts carry the sender's own reference."""


class Course:
    """Everything that is said in one exercise; iterate over it once."""

    def __init__(
        self, scenario: Scenario, seed: int, entries: int, *, span: int | None = None, even: bool = False
    ) -> None:
        """Prepare a course.

        Args:
            scenario: Who takes part, and how.
            seed: Not negative; the same gives the same course.
            entries: How many entries the ledger has in the end, exactly, where nobody else writes to it.
            span: Milliseconds that it takes; the scenario's days, if it is left out.
            even: Keep one pace by day and night.
        """
        self._scenario = scenario
        self._entries = entries
        self._even = even
        self._chance = random.Random(seed).random  # noqa: S311 no secret: the same again is what is wanted
        self._start = scenario.starts
        self._end = self._start + (span or scenario.ends - scenario.starts)
        units = [unit for unit in ContentType if unit in scenario.units]  # an object in JSON has no order
        self._units = [str(unit) for unit in units]
        self._unit_shares = list(accumulate(scenario.units[unit] for unit in units))
        joined = joins(scenario)
        self._joins = [self._start + joined[one.agency] * MINUTE for one in scenario.providers]
        answering = [
            Answering(one.removes, one.refuses, one.reappears, one.delay * MINUTE) for one in scenario.providers
        ]
        working = [one for one in scenario.partners if one.share > 0]
        self._partners = [(one, Working(answering, scenario.holds.share, self._chance)) for one in working]
        self._partner_shares: list[float] = []
        self._speaker_shares: list[float] = []
        self._provider_shares: list[float] = []
        self._items = max(scenario.referred, entries)
        self._found = 0
        self._said = 0
        self._recorded = 0
        self._order = 0
        self._due: list[tuple[int, int, Said | tuple[int, Batch] | tuple[int, int]]] = []

    def __iter__(self) -> Iterator[Said]:
        """Yield what is said."""
        slots = [min(SLOT, self._end - at) for at in range(self._start, self._end, SLOT)]
        whole = passed = 0.0
        for number, size in enumerate(slots):  # never sum(): it adds floats in another way from Python 3.12 on
            whole += self._suit(self._start + number * SLOT) * size
        self._expect_sheets()
        for number, size in enumerate(slots):
            start = self._start + number * SLOT
            passed += self._suit(start) * size
            last = number == len(slots) - 1
            target = self._entries if last else min(self._entries, int(passed / whole * self._entries))
            yield from self._slot(start, size, target)

    def _slot(self, start: int, size: int, target: int) -> Iterator[Said]:
        """Yield what is said in one slot, until so many entries are recorded in all."""
        missing = target - self._recorded
        place = 0
        while self._recorded < target:
            at = min(start + size - 1, start + int((place + self._chance()) * size / max(missing, 1)))
            place += 1
            while self._due and self._due[0][0] <= at and self._recorded < self._entries:
                said = self._scheduled(*heapq.heappop(self._due))
                if said is not None and self._takes(said):
                    yield said
            if self._recorded < target:
                said = self._speak(at)
                if said is not None and self._takes(said):
                    yield said
        while self._due and self._due[0][0] < start + size and self._recorded < self._entries:
            said = self._scheduled(*heapq.heappop(self._due))
            if said is not None and self._takes(said):
                yield said

    def _takes(self, said: Said) -> bool:
        """Say whether there is still room for what is said, and count it."""
        size = entries_of(said)
        if self._recorded + size > self._entries:
            return False
        self._recorded += size
        return True

    def _suit(self, start: int) -> float:
        """Work out who speaks in a slot, and of which providers; return the pace."""
        hour = start % DAY // HOUR
        present = [one.share * (1.0 if _on_shift(one, hour) else OUTSIDE) for one, _working in self._partners]
        self._partner_shares = list(accumulate(present))
        self._speaker_shares = list(
            accumulate(
                0.0 if one.reporting.spreadsheet else share
                for (one, _working), share in zip(self._partners, present, strict=True)
            )
        )
        shares = []
        for one, joined in zip(self._scenario.providers, self._joins, strict=True):
            age = start - joined
            ebb = 1 - age / (one.burst_minutes * MINUTE) if 0 <= age < one.burst_minutes * MINUTE else 0.0
            shares.append(one.share * (1 + (one.burst - 1) * ebb) if age >= 0 else 0.0)
        self._provider_shares = list(accumulate(shares))
        if self._even:
            return 1.0 if self._provider_shares[-1] > 0 else 0.0
        return self._partner_shares[-1] * self._provider_shares[-1]

    def _one_of(self, shares: Sequence[float]) -> int:
        """Return a place, chosen by the shares that are added up in `shares`."""
        place = bisect_right(shares, self._chance() * shares[-1])
        return place if place < len(shares) else len(shares) - 1

    def _speak(self, at: int) -> Said | None:
        """Let somebody say something; None where it is kept for later."""
        partner, working = self._partners[self._one_of(self._partner_shares)]
        if partner.reporting.spreadsheet is not None:  # it works, and somebody else speaks
            working.keep(self._work(working, at))
            partner, working = self._partners[self._one_of(self._speaker_shares)]
        way = partner.reporting
        if way.running_totals is not None:
            working.keep(self._work(working, at)._replace(provider=-1))
            return self._total(partner, working, at) if self._chance() < TOTALS else None
        return self._count(partner, self._work(working, at), at)

    def _work(self, working: Working, at: int) -> Batch:
        """Let a partner take one step: what it finds keeps pace with what the action is to refer in all."""
        batch = working.go_on(at)
        if batch is None:
            behind = self._items * (self._recorded + 1) / self._entries - self._found
            quantity = 1 + int(max(0.0, behind) * (0.3 + 1.4 * self._chance()))
            unit, provider = self._one_of(self._unit_shares), self._one_of(self._provider_shares)
            batch, held = working.find(unit, provider, quantity)
            self._found += quantity - held
        elif batch.stage == Stage.HELD and len(self._due) < MOST_PENDING:
            wait = self._scenario.holds.minutes * MINUTE
            place = next(place for place, (_one, theirs) in enumerate(self._partners) if theirs is working)
            self._at(at + int(wait * (0.4 + 1.2 * self._chance())), (place, batch))
        return batch

    def _count(self, partner: ScenarioPartner, batch: Batch, at: int, note: str | None = None) -> Count:
        """Return a batch as its partner says it, at times typed wrong or twice."""
        slips, chance = self._scenario.slips, self._chance
        way = partner.reporting.as_it_happens
        lag = way.lag * MINUTE * (0.3 + 1.4 * chance()) if way is not None else 0.0
        if way is not None and way.day_late and chance() < way.day_late and at - DAY > self._start:
            lag, note = DAY + lag, note or "figures of the day before"
        if batch.quantity < 0:
            lag = 0.0  # nothing is released before it was held
        vague = batch.stage == Stage.ASSESSED and chance() < slips.vague
        if note is None and chance() < NOTES:
            note = f"from the {at % DAY // HOUR:02}:{at % HOUR // (HOUR // 2) * 30:02} call"
        self._said += 1
        count = Count(
            self._said,
            at,
            self._officer(at),
            partner.agency,
            self._scenario.providers[batch.provider].agency if batch.provider >= 0 else None,
            self._units[batch.unit],
            batch.stage,
            batch.quantity,
            Qualifier.ABOUT if vague else Qualifier.EXACT,
            max(self._start, int(at - lag) // MINUTE * MINUTE),
            note,
            f"mail {self._said}" if chance() < REFERENCES else None,
        )
        return count if vague or batch.stage == Stage.HELD else self._slip(count)

    def _slip(self, count: Count) -> Count:
        """Return a count as it is typed; what is wrong with it is seen later."""
        slips, chance = self._scenario.slips, self._chance
        luck = chance()
        if luck >= slips.wrong + slips.twice or len(self._due) >= MOST_PENDING:
            return count
        seen = count.at + int(slips.minutes * MINUTE * (0.4 + 1.2 * chance()))
        if luck < slips.wrong:
            factor = 10 if chance() < 0.3 else 1
            typed = count._replace(quantity=count.quantity * factor + (0 if factor > 1 else 1 + int(9 * chance())))
            typed = typed._replace(awaited=True)
            why = "a zero too many" if factor > 1 else "misheard on the telephone"
            self._at(seen, Correction(0, seen, "", typed, count.quantity, why))
            return typed
        heard = count.at + (seen - count.at) // 4
        self._at(heard, count._replace(at=heard, operator="", ref=None, awaited=True))
        return count

    def _scheduled(self, at: int, _order: int, what: Said | tuple[int, Batch] | tuple[int, int]) -> Said | None:
        """Return what was due, as it is said then."""
        if isinstance(what, Count):
            self._said += 1
            second = what._replace(number=self._said, operator=self._officer(at, second=True))
            seen = at + int(self._scenario.slips.minutes * MINUTE * (0.4 + 1.2 * self._chance()))
            if self._recorded < self._entries:
                self._at(seen, TakeBack(0, seen, "", second, "recorded twice"))
            return second
        if isinstance(what, Correction | TakeBack | Sheet):
            self._said += 1
            return what._replace(number=self._said, operator=self._officer(at))
        if isinstance(what, Total):
            return None
        place, subject = what
        partner, working = self._partners[place]
        if isinstance(subject, Batch):
            return self._release(partner, working, subject, at)
        return self._sheet(place, subject, at)

    def _release(self, partner: ScenarioPartner, working: Working, held: Batch, at: int) -> Said | None:
        """Let a partner refer what was kept back."""
        working.release(held)
        self._found += held.quantity
        back = held._replace(quantity=-held.quantity)
        if partner.reporting.as_it_happens is None:
            working.keep(back if partner.reporting.spreadsheet else back._replace(provider=-1))
            return None
        return self._count(partner, back, at, "released by the investigation, to be referred now")

    def _total(self, partner: ScenarioPartner, working: Working, at: int) -> Said | None:
        kept = working.most_unsaid()
        if kept is None:
            return None
        (stage, unit, _provider), increment = kept
        lag = partner.reporting.running_totals.lag if partner.reporting.running_totals else 0
        occurred = max(self._start, (at - lag * MINUTE) // MINUTE * MINUTE)
        self._said += 1
        in_all = working.say(stage, unit, -1)
        return Total(
            self._said, at, self._officer(at), partner.agency, self._units[unit], stage, in_all, increment, occurred
        )

    def _expect_sheets(self) -> None:
        """Schedule the first day's spreadsheets."""
        for place, (partner, _working) in enumerate(self._partners):
            way = partner.reporting.spreadsheet
            if way is not None:
                for hour in way.at:
                    first = self._start // DAY * DAY + hour * HOUR
                    self._at(first if first >= self._start else first + DAY, (place, 1))

    def _sheet(self, place: int, day: int, at: int) -> Said | None:
        """Return a partner's sheet, and schedule its second coming and that of the next day."""
        partner, working = self._partners[place]
        way = partner.reporting.spreadsheet
        if way is None:
            return None
        self._at(at + DAY, (place, day + 1))
        name = f"{partner.agency} day {day}, {at % DAY // HOUR:02}:00"
        occurred = max(self._start, (at - way.lag * MINUTE) // MINUTE * MINUTE)
        operator = self._officer(at)
        rows = []
        for row, ((stage, unit, provider), quantity) in enumerate(working.largest_unsaid(LARGEST_SHEET), 1):
            if self._recorded + row > self._entries:
                break
            working.say(stage, unit, provider)
            self._said += 1
            slug = self._scenario.providers[provider].agency
            count = Count(
                self._said, at, operator, partner.agency, slug, self._units[unit], stage, quantity,
                Qualifier.EXACT, occurred, None, f"{name}, row {row}",
            )  # fmt: skip
            rows.append(count)
        if not rows:
            return None
        self._said += 1
        sheet = Sheet(self._said, at, operator, partner.agency, name, tuple(rows), again=False)
        if way.again is not None:
            later = at + way.again * MINUTE
            self._at(later, sheet._replace(at=later, again=True))
        return sheet

    def _at(self, at: int, what: Said | tuple[int, Batch] | tuple[int, int]) -> None:
        self._order += 1
        heapq.heappush(self._due, (at, self._order, what))

    def _officer(self, at: int, *, second: bool = False) -> str:
        """Return who records at an hour."""
        officers = self._scenario.officers
        watch = at % DAY * len(officers) // DAY
        return officers[(watch + second) % len(officers)]


def _on_shift(partner: ScenarioPartner, hour: int) -> bool:
    start, end = partner.shift
    return start <= hour < end if start <= end else hour >= start or hour < end
