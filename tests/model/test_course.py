"""Is the course of an exercise the same every time, as long as was asked for, and one that a ledger can take?"""

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import accumulate
from math import fsum

import pytest

from board.model.course import DAY, MOST_PENDING, SLOT, Course
from board.model.said import Correction, Count, Said, Sheet, TakeBack, Total, entries_of
from board.model.scenario import Scenario
from board.model.vocabulary import Stage
from board.store.edition import shipped_exercise
from tests.exercises import fractional

Step = tuple[str, str | None, str, str, int]
"""Agency, provider, unit, stage, and what is added."""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The shipped scenario."""
    return Scenario.model_validate(json.loads(shipped_exercise().read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def course(scenario: Scenario) -> list[Said]:
    """All of the shipped exercise."""
    return list(Course(scenario, 7, scenario.entries))


def _steps(said: Said) -> Iterator[Step]:
    match said:
        case Count():
            yield said.agency, said.provider, said.unit, said.stage, said.quantity
        case Total():
            yield said.agency, None, said.unit, said.stage, said.increment
        case Correction(of=of):
            yield of.agency, of.provider, of.unit, of.stage, said.quantity - of.quantity
        case TakeBack(of=of):
            yield of.agency, of.provider, of.unit, of.stage, -of.quantity
        case Sheet():
            for row in () if said.again else said.rows:
                yield from _steps(row)


@pytest.mark.parametrize(("seed", "entries"), [(7, 5_000), (0, 5_000), (2**63 - 1, 20_000), (1, 1), (2, 40), (3, 777)])
def test_a_course_has_as_many_entries_as_asked_for_and_no_tally_below_zero(
    scenario: Scenario, seed: int, entries: int
) -> None:
    """In the order of recording, within the action's days, at every step."""
    tallies: defaultdict[tuple[str | None, ...], int] = defaultdict(int)
    counted, last = 0, scenario.starts
    for said in Course(scenario, seed, entries):
        assert last <= said.at < scenario.ends
        last = said.at
        counted += entries_of(said)
        for *tally, quantity in _steps(said):
            tallies[tuple(str(part) for part in tally)] += quantity
            assert tallies[tuple(str(part) for part in tally)] >= 0, said
    assert counted == entries


@pytest.mark.parametrize("seed", range(20, 26))
def test_whatever_the_seed_the_published_constraints_hold(scenario: Scenario, seed: int) -> None:
    """More than 26 000 items referred in four days, and no more removed than referred."""
    sums: defaultdict[str, int] = defaultdict(int)
    for said in Course(scenario, seed, scenario.entries):
        for *_tally, stage, quantity in _steps(said):
            sums[stage] += quantity
    assert 26_000 < sums[Stage.REFERRED] < 28_500
    assert sums[Stage.ASSESSED] > sums[Stage.REFERRED]
    assert sums[Stage.REFERRED] > sums[Stage.REMOVED] + sums[Stage.REFUSED]
    assert min(sums[stage] for stage in (Stage.REMOVED, Stage.REFUSED, Stage.HELD, Stage.REAPPEARED)) > 0


def test_the_same_seed_gives_the_same_course_and_another_one_does_not(scenario: Scenario) -> None:
    """Whatever the order of an object in the scenario's file, which JSON leaves open."""
    turned = scenario.model_copy(update={"units": dict(reversed(scenario.units.items()))})
    first = list(Course(scenario, 7, 600))
    assert first == list(Course(scenario, 7, 600)) == list(Course(turned, 7, 600))
    assert first != list(Course(scenario, 8, 600))


def test_the_arithmetic_is_plain(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    """However a Python adds up floats by its own `sum`, as 3.12 and 3.11 differ in: the course does without."""
    uneven = Scenario.model_validate(fractional(scenario.model_dump(mode="json")))
    before = [list(Course(one, 7, entries)) for one, entries in ((uneven, 144), (scenario, 576))]
    for module in ("course", "working"):
        monkeypatch.setattr(
            f"board.model.{module}.sum", lambda numbers, start=0: fsum([start, *numbers]), raising=False
        )
    assert [list(Course(one, 7, entries)) for one, entries in ((uneven, 144), (scenario, 576))] == before
    paces = [0.55 * 1.11 * SLOT] * 144
    assert list(accumulate(paces))[-1] != fsum(paces), "the scenario would not show it"


def test_the_oddest_scenario_comes_to_its_end(scenario: Scenario) -> None:
    """One that speaks next to never beside one that sends sheets, and a provider that joins at the last moment."""
    odd = scenario.model_dump()
    for partner, one in zip(odd["partners"], scenario.partners, strict=True):
        partner["share"] = 1e6 if one.reporting.spreadsheet else one.share * 1e-9
    odd["providers"] = [{**odd["providers"][0], "joins": {"after": None, "minutes": 4 * 1440 - 60}}]
    assert sum(entries_of(said) for said in Course(Scenario.model_validate(odd), 7, 300)) == 300


def test_everything_that_goes_wrong_happens(course: list[Said]) -> None:
    """Counts, running totals, sheets that come twice, corrections, what is taken back, a hold that is released."""
    kinds = {type(said) for said in course}
    assert kinds == {Count, Total, Sheet, Correction, TakeBack}
    sheets = [said for said in course if isinstance(said, Sheet)]
    first = {said.name: said.rows for said in sheets if not said.again}
    again = [said for said in sheets if said.again]
    assert len(again) >= 3
    assert all(said.rows == first[said.name] for said in again)
    counts = [said for said in course if isinstance(said, Count)]
    assert any(said.stage == Stage.HELD and said.quantity < 0 for said in counts)


def test_what_is_put_right_or_taken_back_was_said_before(course: list[Said]) -> None:
    """And only once."""
    said_before: dict[int, Count] = {}
    undone: set[int] = set()
    for said in course:
        if isinstance(said, Count):
            said_before[said.number] = said
        if isinstance(said, Correction | TakeBack):
            assert said_before[said.of.number] == said.of
            assert said.of.awaited
            assert said.of.number not in undone
            undone.add(said.of.number)


def test_nothing_reappears_before_a_day_has_passed(course: list[Said], scenario: Scenario) -> None:
    """And something does after it."""
    came_back = [said.at for said in course if isinstance(said, Count) and said.stage == Stage.REAPPEARED]
    assert came_back
    assert min(came_back) >= scenario.starts + DAY


def test_some_figures_come_hours_late_and_some_a_day(course: list[Said]) -> None:
    """As the scenario says of these partners; none lies in the future when it is recorded."""
    lags: defaultdict[str, list[int]] = defaultdict(list)
    for said in course:
        if isinstance(said, Count):
            lags[said.agency].append(said.at - said.occurred_at)
    assert min(min(of) for of in lags.values()) >= 0
    assert sorted(lags["ex-police-pl"])[len(lags["ex-police-pl"]) // 2] > 2 * 3_600_000
    assert max(lags["ex-police-ro"]) > DAY
    assert max(lags["ex-eu-iru"]) < 3_600_000


def test_a_provider_that_has_just_joined_brings_a_burst(scenario: Scenario) -> None:
    """It has a larger part of what is found in its first two hours than in the same hours of the days after."""
    joined = scenario.starts + 335 * 60_000  # ex-files: 240 minutes after ex-microblog, which came after 95
    found = {True: [0] * 4, False: [0] * 4}
    for said in Course(scenario, 7, 20_000):
        if isinstance(said, Count) and said.stage == Stage.ASSESSED:
            assert said.provider != "ex-files" or said.at >= joined
            day, since = divmod(said.at - joined, DAY)
            if 0 <= since < 7_200_000:
                found[said.provider == "ex-files"][day] += 1
    first, *later = (mine / others for mine, others in zip(found[True], found[False], strict=True))
    assert first > 2 * max(later) > 0


def test_a_partner_keeps_its_shift(course: list[Said]) -> None:
    """Little comes in outside of it."""
    hours = [said.at % DAY // 3_600_000 for said in course if isinstance(said, Count) and said.agency == "ex-police-hu"]
    assert sum(6 <= hour < 16 for hour in hours) > 0.8 * len(hours)


def test_what_a_course_keeps_does_not_grow_with_its_length(scenario: Scenario) -> None:
    """What is on its way is bounded: no list of what was said is kept anywhere."""
    longest = []
    for entries in (5_000, 40_000):
        course = Course(scenario, 7, entries)
        longest.append(max(len(course._due) for _said in course))
        held = [
            len(kept)
            for _one, working in course._partners
            for kept in vars(working).values()
            if hasattr(kept, "__len__")
        ]
        assert max(held) <= 9 * 6 * 7
    assert max(longest) <= MOST_PENDING + 10
