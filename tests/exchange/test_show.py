"""Does `board show` say what the situation says, in the shape that others rely on?"""

import csv
import io
import json
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from board.exchange.show import WIDTH, as_csv, as_json, as_text, rfc3339
from board.model.figure import Quantity
from board.model.moment import Clock, Moment
from board.model.situation import Situation
from board.model.vocabulary import Marking, Qualifier, Stage
from board.model.wanted import SituationOf, TimelineOfAll
from board.store.additions import add, mark
from board.store.reader import Reader
from tests.conftest import NOON
from tests.entries import count
from tests.store.files import foreign

KEYS = {
    "action": {"slug", "name", "status", "started_on", "ended_on", "exercise"},
    "content_types": {"slug", "stages"},
    "partners": {"slug", "name", "country", "roles", "stages", "content_types"},
    "providers": {"slug", "stages"},
    "statements": {"slug", "stage", "quantity", "qualifier", "unit", "agency", "as_of", "source", "wording"},
    "disagreements": {"about", "statements"},
}
"""What part 6 of the design promises of each part."""

TOP = {*KEYS, "as_of", "entries", "head", "stages", "moment", "clock"}


@pytest.fixture
def situation(reader: Reader) -> Situation:
    """November 2019, at noon of the tests' day."""
    return reader.read(SituationOf("is-2019-11"))


@pytest.fixture
def document(situation: Situation) -> Any:
    """The same as JSON."""
    return json.loads(as_json(situation))


def _assert_keys(document: Any) -> None:
    assert set(document) == TOP
    for part, keys in KEYS.items():
        entries = [document[part]] if part == "action" else document[part]
        assert [set(entry) for entry in entries] == [keys] * len(entries), part


def test_json_has_exactly_the_promised_keys(document: Any) -> None:
    """No key more and none less: programs are written against them."""
    _assert_keys(document)
    assert all(document[part] for part in KEYS if part != "providers")


def test_json_of_every_action_has_them(reader: Reader) -> None:
    """Also where there is no partner, no place or no date."""
    for row in reader.read(TimelineOfAll()).rows:
        if not row.aggregate:
            _assert_keys(json.loads(as_json(reader.read(SituationOf(row.slug)))))


def test_json_has_both_readings_side_by_side(document: Any) -> None:
    """At least 26 000 removed (police) and at least 26 000 referred (Europol), in one disagreement; neither won."""
    said = {
        (one["agency"], one["stage"], one["quantity"], one["qualifier"]): one["slug"]
        for one in reversed(document["statements"])
    }
    both = {
        said["federal-police-be", "removed", 26_000, "at_least"],
        said["europol", "referred", 26_000, "at_least"],
    }
    assert any(both <= set(dispute["statements"]) for dispute in document["disagreements"])
    assert document["stages"] == {}
    assert (document["entries"], document["head"]) == (0, None)


def test_json_says_when(document: Any) -> None:
    """The instant of reading in UTC; dates as precise as they are known."""
    assert document["as_of"] == "2026-11-23T12:00:00Z"
    assert document["action"]["started_on"] == "2019-11-21"
    assert document["action"]["ended_on"] is None
    assert document["action"]["exercise"] is False


def test_json_keeps_stages_apart(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """Tallies stand by stage, for the action, each unit, each partner and each provider."""
    store = open_readers(store_path).store
    count(store, "bka", "video", "referred", 7, at=NOON, provider="telegram")
    count(store, "bka", "video", "removed", 5, at=NOON)
    found = json.loads(as_json(open_readers(store_path).read(SituationOf("is-2019-11"))))
    both = {"referred": 7, "removed": 5}
    assert found["stages"] == both
    assert next(one for one in found["content_types"] if one["slug"] == "video")["stages"] == both
    partner = next(one for one in found["partners"] if one["slug"] == "bka")
    assert (partner["stages"], partner["content_types"]) == (both, {"video": both})
    assert found["providers"] == [{"slug": "telegram", "stages": {"referred": 7}}]


@pytest.mark.parametrize("clock", Clock)
def test_what_is_wound_back_says_to_when_and_by_which_clock(reader: Reader, clock: Clock) -> None:
    """In JSON and in every row of CSV; the head is that of the ledger as it was known, or none."""
    first = count(reader.store, "bka", "video", "referred", 7, at=NOON - timedelta(hours=2))
    count(reader.store, "bka", "video", "referred", 8, at=NOON)
    then = NOON - timedelta(hours=1)
    reader.moment = Moment(then, clock)
    situation = reader.read(SituationOf("is-2019-11"))
    found = json.loads(as_json(situation))
    name = {Clock.KNOWN: "known", Clock.HAPPENED: "happened"}[clock]
    assert list(found)[-2:] == ["moment", "clock"]
    assert (found["moment"], found["clock"], found["as_of"]) == (rfc3339(then), name, rfc3339(then))
    assert found["head"] == (first.hash.hex() if clock == Clock.KNOWN else None)
    rows = list(csv.DictReader(io.StringIO(as_csv(situation))))
    assert {(row["moment"], row["clock"]) for row in rows} == {(rfc3339(then), name)}


def test_what_is_of_now_says_neither(reader: Reader) -> None:
    """The keys and columns are there, and empty."""
    count(reader.store, "bka", "video", "referred", 7, at=NOON)
    situation = reader.read(SituationOf("is-2019-11"))
    found = json.loads(as_json(situation))
    assert (found["moment"], found["clock"]) == (None, None)
    assert {(row["moment"], row["clock"]) for row in csv.DictReader(io.StringIO(as_csv(situation)))} == {("", "")}


def test_less_than_nothing_is_said_in_words(reader: Reader) -> None:
    """In a store of an older board an entry may be dated before what it corrects: no bare "-3" is published."""
    situation = reader.read(SituationOf("is-2019-11"))._replace(stages={Stage.REMOVED: Quantity(-3)})
    text = as_text(situation)
    assert "−3 (less than nothing)  removed" in text
    assert "less than nothing: an entry is dated before what it corrects" in text
    assert "less than nothing" not in as_text(reader.read(SituationOf("is-2019-11")))


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=2)), timezone(timedelta(hours=-11))])
def test_instants_are_utc(zone: timezone) -> None:
    """Wherever the clock stands, 18:00 UTC is written as such."""
    instant = datetime(2019, 11, 24, 18, 0, 59, 999_999, tzinfo=UTC).astimezone(zone)
    assert rfc3339(instant) == "2019-11-24T18:00:59Z"


def test_the_marking_stands_first_and_last(reader: Reader) -> None:
    """Whichever end of the print-out is torn off, it says with whom it may be shared."""
    for marking in Marking:
        mark(reader.store, marking)
        lines = as_text(reader.read(SituationOf())).splitlines()
        assert lines[0] == lines[-1] == f"TLP:{marking}"


def test_an_exercise_says_so_first_and_last(reader: Reader) -> None:
    """Nobody takes an exercise for the real thing."""
    values = {
        "slug": "drill",
        "name": "Drill",
        "status": "ongoing",
        "started_on": "2026-11-23",
        "exercise": True,
        "sources": [reader.read(SituationOf()).statements[0].source.slug],
    }
    add(reader.store, "actions", values)
    situation = reader.read(SituationOf("drill"))
    lines = as_text(situation).splitlines()
    for line in (lines[0], lines[-1]):
        assert "EXERCISE" in line
        assert "TLP:CLEAR" in line
    assert json.loads(as_json(situation))["action"]["exercise"] is True
    assert "EXERCISE" not in as_text(reader.read(SituationOf("is-2019-11")))


def _cells(line: str) -> int:
    """Return how many columns of a terminal a line takes."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in line)
    return len(line) + wide - sum(unicodedata.category(char) in ("Mn", "Me", "Cf") for char in line)


def test_no_line_is_too_long(reader: Reader) -> None:
    """Every action fits 100 columns."""
    for row in reader.read(TimelineOfAll()).rows:
        if not row.aggregate:
            long = [line for line in as_text(reader.read(SituationOf(row.slug))).splitlines() if _cells(line) > WIDTH]
            assert long == [], row.slug


@pytest.mark.parametrize(
    "name", ["N" * 10_000, "long name " * 999, "联邦警察" * 500], ids=["one word", "words", "wide"]
)
@pytest.mark.parametrize("column", ["name", "place", "objective", "note"])
def test_no_line_is_too_long_whatever_the_text(
    store_path: Path, open_readers: Callable[..., Reader], column: str, name: str
) -> None:
    """A name, place or objective of thousands of characters, or of wide ones, is wrapped too."""
    foreign(store_path, f"UPDATE actions SET {column} = :name", name=name)
    lines = as_text(open_readers(store_path).read(SituationOf("is-2019-11"))).splitlines()
    assert max(map(_cells, lines)) <= WIDTH


def test_no_line_ends_in_spaces_or_holds_a_tab(situation: Situation) -> None:
    """The print-out compares well in any tool."""
    assert [line for line in as_text(situation).splitlines() if line != line.rstrip() or "\t" in line] == []


def test_text_says_what_nobody_published(situation: Situation) -> None:
    """A type without a figure says so, and shows no 0."""
    text = as_text(situation)
    assert "videos: no figure published" in text
    assert "no entries" in text
    assert not [line for line in text.splitlines() if line.strip().startswith("0 ")]


def test_text_has_the_two_readings_and_who_says_them(situation: Situation) -> None:
    """Both figures with their verbs, agencies and dates, and once more side by side."""
    text = as_text(situation)
    assert "more than 26,000 items removed" in text
    assert "more than 26,000 items referred" in text
    disagreements = text[text.index("WHERE SOURCES DISAGREE") :]
    assert "more than 26,000 items removed · Federal Police (BE)" in disagreements
    assert "more than 26,000 items referred · Europol (EU)" in disagreements


def test_csv_never_counts_a_statement_as_a_total(store_path: Path, open_readers: Callable[..., Reader]) -> None:
    """Published figures stand in rows of their own kind; only the ledger makes totals."""
    count(open_readers(store_path).store, "bka", "video", "removed", 5, at=NOON, qualifier=Qualifier.AT_LEAST)
    situation = open_readers(store_path).read(SituationOf("is-2019-11"))
    rows = list(csv.DictReader(io.StringIO(as_csv(situation))))
    kinds = {row["row"] for row in rows}
    assert kinds == {"total", "content_type", "partner", "statement"}
    ledger = [row for row in rows if row["row"] != "statement"]
    assert {(row["quantity"], row["qualifier"], row["source"]) for row in ledger} == {("5", "at_least", "ledger")}
    published = [row for row in rows if row["row"] == "statement"]
    assert len(published) == len(situation.statements)
    assert "ledger" not in {row["source"] for row in published}
    assert all(bool(row["quantity"]) == bool(row["qualifier"]) for row in published)


def test_csv_without_entries_has_no_total(situation: Situation) -> None:
    """No row says 0, and none adds up what was published."""
    rows = list(csv.DictReader(io.StringIO(as_csv(situation))))
    assert {row["row"] for row in rows} == {"statement"}


@pytest.mark.parametrize("wording", ["=HYPERLINK(A1)", "+26 000", "-1", "@x", 'a,b"c;d'])
def test_csv_holds_no_formula(store_path: Path, open_readers: Callable[..., Reader], wording: str) -> None:
    """Words that a source, or an attacker, starts with an equals sign are text in a spreadsheet."""
    foreign(store_path, "UPDATE statements SET wording = :wording", wording=wording)
    text = as_csv(open_readers(store_path).read(SituationOf("is-2019-11")))
    said = {row["wording"] for row in csv.DictReader(io.StringIO(text))}
    assert said == {wording if wording.startswith("a") else f"'{wording}"}


def test_who_is_no_partner_has_no_empty_role(reader: Reader) -> None:
    """Whoever counted something without a role in the action is named, and nothing stands where the role would."""
    add(reader.store, "agencies", {"slug": "nl-iru", "name": "Netherlands IRU", "kind": "police", "country": "NL"})
    count(reader.store, "nl-iru", "video", "referred", 10, at=NOON)
    said = as_text(reader.read(SituationOf("is-2019-11")))
    assert "Netherlands IRU (NL): 10 referred" in said
    assert ", :" not in said
