"""Is a scenario that cannot be played refused in words that name the field, and is the shipped one what it says?"""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from board.exchange.scenario_file import read_file, understand
from board.model.scenario import PREFIX, Scenario, joins
from board.model.vocabulary import FIRST_TYPES
from board.store.edition import shipped_exercise
from board.store.refused import Refused

Document = dict[str, Any]


@pytest.fixture(scope="module")
def document() -> Document:
    """The shipped scenario as it stands in its file."""
    read: Document = json.loads(shipped_exercise().read_text(encoding="utf-8"))
    return read


@pytest.fixture(scope="module")
def scenario(document: Document) -> Scenario:
    """The shipped scenario."""
    return Scenario.model_validate(document)


def test_the_shipped_scenario_has_the_published_shape(scenario: Scenario) -> None:
    """Four days, a dozen countries, nine providers, more than 26 000 items, the four units first."""
    agencies = {agency.slug: agency for agency in scenario.agencies}
    countries = {agencies[one.agency].country for one in scenario.partners} - {"EU"}
    shares = sorted(scenario.units, key=lambda unit: -scenario.units[unit])
    assert (scenario.days, len(countries), len(scenario.providers)) == (4, 12, 9)
    assert scenario.referred > 26_000
    assert set(shares[:4]) == set(FIRST_TYPES)
    assert len(set(joins(scenario).values())) > 5
    ways = [one.reporting for one in scenario.partners if one.share]
    assert any(way.running_totals for way in ways)
    assert any(way.spreadsheet and way.spreadsheet.again for way in ways)
    assert any(way.as_it_happens and way.as_it_happens.day_late for way in ways)
    assert any(way.as_it_happens and way.as_it_happens.lag >= 120 for way in ways)


def test_nothing_of_an_exercise_can_be_taken_for_real(scenario: Scenario) -> None:
    """The note says that the numbers are invented; every agency carries the word and the prefix."""
    assert "numbers are invented" in scenario.note
    for agency in scenario.agencies:
        assert agency.slug.startswith(PREFIX)
        assert agency.name.startswith("Exercise ")


def _set(*path: str | int, to: object) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        here: Any = document
        for step in path[:-1]:
            here = here[step]
        here[path[-1]] = to

    return change


def _circle(document: Document) -> None:
    document["providers"][1]["joins"] = {"after": "ex-clips", "minutes": 5}  # clips, groups, pictures, videos


def _nothing(document: Document) -> None:
    for one in document["partners"]:
        one["share"] = 0


def _too_late(document: Document) -> None:
    document["providers"][0]["joins"] = {"after": None, "minutes": 5760}
    for one in document["providers"]:
        one["share"] = 1 if one is document["providers"][0] else 0


def _sheets_only(document: Document) -> None:
    for one in document["partners"]:
        one["reporting"] = {"spreadsheet": {"at": [9]}}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_set("partners", 2, "agency", to="ex-nobody"), "partners.2.agency: there is no ex-nobody"),
        (_set("partners", 2, "agency", to="ex-videos"), "partners.2.agency: ex-videos is of the kind provider"),
        (_set("partners", 3, "agency", to="ex-eu-iru"), "partners.4.agency: ex-eu-iru stands twice"),
        (_set("providers", 1, "agency", to="ex-nobody"), "providers.1.agency: there is no ex-nobody"),
        (_set("providers", 1, "joins", to={"after": "ex-nobody"}), "providers.1.joins.after: there is no ex-nobody"),
        (_set("partners", 2, "share", to=-1), "partners.2.share: Input should be greater than or equal to 0"),
        (_set("partners", 2, "share", to=float("nan")), "partners.2.share: Input should be"),
        (_set("providers", 0, "removes", to=-0.1), "providers.0.removes: Input should be greater"),
        (_set("providers", 0, "removes", to=0.99), "providers.0: removes and refuses are together more"),
        (_set("units", to={"video": 0}), "units: the shares add up to nothing"),
        (_set("units", to={"message": 1}), "units.message"),
        (_nothing, "partners: the shares add up to nothing"),
        (_circle, "a circle"),
        (_too_late, "providers: none of them joins an hour before"),
        (_sheets_only, "partners: somebody has to report"),
        (_set("days", to=32), "days: Input should be less than or equal to 31"),
        (_set("days", to=0), "days: Input should be greater"),
        (_set("entries", to=10**12), "entries: Input should be less"),
        (_set("starts_at", to="2026-11-02T07:00:00"), "starts_at: Input should have timezone"),
        (_set("starts_at", to="9999-12-31T23:00:00Z"), "starts_at: write an instant"),
        (_set("starts_at", to="2100-12-29T07:00:00Z"), "starts_at: write an instant from 1990 on"),
        (_set("starts_at", to="1989-12-31T23:59:59Z"), "starts_at: write an instant from 1990 on"),
        (_set("slug", to=f"ex-{'a' * 68}"), "slug: write at most 70 characters"),
        (_set("note", to="all of it is true"), "note: the note must say that the numbers are invented"),
        (_set("agencies", 0, "name", to="Federal Prosecutor"), 'agencies.0.name: every name in an exercise holds'),
        (_set("agencies", 0, "slug", to="europol"), 'agencies.0.slug: every slug in an exercise begins with "ex-"'),
        (_set("agencies", 1, "slug", to="ex-prosecutor-be"), "agencies: ex-prosecutor-be stands twice"),
        (_set("name", to="\x1b[2JJoint action"), "name: every name"),
        (_set("officers", to=["one"]), "officers"),
        (_set("surprise", to=1), "surprise: Extra inputs are not permitted"),
        (_set("partners", 2, "reporting", to={}), "partners.2.reporting: name one way of reporting"),
    ],
)  # fmt: skip
def test_what_cannot_be_played_is_refused_by_its_field(
    document: Document, change: Callable[[Document], None], words: str
) -> None:
    """One line that names the field."""
    wrong = copy.deepcopy(document)
    change(wrong)
    with pytest.raises(Refused) as refused:
        understand(json.dumps(wrong), "own.json")
    assert str(refused.value).startswith("own.json: ")
    assert words in str(refused.value)


def test_very_many_partners_are_refused_without_looking_at_each(document: Document, tmp_path: Path) -> None:
    """By the number of them; and a file of that size is not even read."""
    partner = json.dumps(document["partners"][2])
    very_many = json.dumps({**document, "partners": []}).replace(
        '"partners": []', f'"partners": [{",".join([partner] * 200_000)}]'
    )
    with pytest.raises(Refused, match=r"partners: Tuple should have at most 200 items"):
        understand(very_many, "own.json")
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(5 * 1024 * 1024)
    with pytest.raises(Refused, match="too large for a scenario"):
        read_file(large)


@pytest.mark.parametrize("text", ["", "[]", "nothing", "[" * 100_000, '{"slug": 1}', "null", "3"])
def test_what_is_no_scenario_is_refused(text: str) -> None:
    """Whatever the file holds."""
    with pytest.raises(Refused, match=r"own\.json"):
        understand(text, "own.json")


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    """In the words of the system."""
    with pytest.raises(Refused, match="cannot be read"):
        read_file(tmp_path / "none.json")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe{}")
    with pytest.raises(Refused, match="not JSON in UTF-8"):
        read_file(tmp_path / "bytes.json")
