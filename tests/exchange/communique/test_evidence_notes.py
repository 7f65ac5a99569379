"""Does the command of a footnote list the entries that the footnote speaks of, and no others?"""

import json
import re
import shlex
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from board.cli_ledger import ledger
from board.exchange.as_of import moment_of
from board.exchange.communique.report import LANGUAGES, report, wording_of
from board.exchange.lists import ledger_printed
from board.model.instants import milliseconds
from board.model.moment import Clock, Moment
from board.model.vocabulary import LEDGER_STAGES
from board.store.opening import Store, open_store
from board.store.reader import Reader
from tests.conftest import NOON
from tests.entries import ACTION, count, rehearse

COMMAND = re.compile(r"board ledger (.*?)(?= and board ledger|\.$)", re.MULTILINE)
HOURS = timedelta(hours=1)


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """A store in which more was counted than a list shows by itself, some of it long after it happened."""
    rehearse(store_path, NOON, entries=200)
    store = open_store(store_path, record=None)
    count(store, "bka", "video", "removed", 3, at=NOON - 9 * HOURS)
    yield store
    store.close()


def notes_of(store: Store, moment: Moment | None) -> list[str]:
    """Return the footnotes of ledger entries, each in one line."""
    text = report(store, "en", "html", ACTION, moment).replace("&#x27;", "'")
    return re.findall(r"\[\d+\] (Ledger, .*?)</p>", text)


def listed(store: Store, command: str) -> set[int]:
    """Return the numbers of the entries that a command lists."""
    meant = ledger.make_context("ledger", shlex.split(command)).params
    reader = Reader(store, lambda: NOON + HOURS)
    if meant["as_of"] is not None:
        reader.moment = moment_of(meant["as_of"], meant["clock"], NOON + HOURS)
    rows = json.loads(ledger_printed(reader, meant["action"], meant["line"], meant["limit"], "json"))
    return {row["seq"] for row in rows}


def behind(store: Store, command: str, moment: Moment | None) -> set[int]:
    """Return the numbers of the entries of the tally that a command names, read from the ledger itself."""
    words = shlex.split(command)
    named = words[words.index("--filter") + 1].split()
    (stage,) = [word for word in named if word in LEDGER_STAGES]
    agency = next((word[1:] for word in named if word.startswith("@")), None)
    unit = next((word for word in named if word != stage and not word.startswith("@")), None)
    rows = store.connection.execute(
        f"""
        SELECT seq FROM ledger WHERE action = ? AND stage = ? AND coalesce(?, agency) = agency
            AND coalesce(?, content_type) = content_type AND {moment.clock if moment else "recorded_at"} <= ?
        """,
        (ACTION, stage, agency, unit, milliseconds(moment.at if moment else NOON)),
    )
    return {seq for (seq,) in rows}


@pytest.mark.parametrize(
    "moment",
    [None, Moment(NOON - 2 * HOURS, Clock.KNOWN), Moment(NOON - 8 * HOURS, Clock.HAPPENED)],
    ids=["now", "known", "happened"],
)
def test_its_command_lists_the_entries_behind_the_figure(store: Store, moment: Moment | None) -> None:
    """As many as it says, from the first to the last, also when others were recorded since."""
    notes = notes_of(store, moment)
    count(store, "bka", "video", "removed", 8, at=NOON + HOURS / 2)
    assert len(notes) > 20
    for note in notes:
        said = int(re.match(r"Ledger, (\d+) entr", note)[1])  # type: ignore[index]
        commands = COMMAND.findall(note)
        found = [listed(store, command) for command in commands]
        assert found == [behind(store, command, moment) for command in commands]
        assert sum(map(len, found)) == said
        numbers = sorted(set().union(*found))
        ends = re.search(r"no\. (\d+)(?: to no\. (\d+))?;", note)
        assert ends is not None
        assert numbers[0] == int(ends[1])
        assert numbers[-1] == int(ends[2] or ends[1])
        assert ends[1] != ends[2]


def test_one_entry_is_no_range(store_path: Path) -> None:
    """ "no. 1", not "no. 1 to no. 1"."""
    store = open_store(store_path, record=None)
    count(store, "bka", "video", "removed", 3, at=NOON)
    assert all("no. 1;" in note for note in notes_of(store, None))
    store.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_entry_is_named_as_a_range_is(language: str) -> None:
    """By the same site and the same word for a number."""
    says = wording_of(language).says
    assert says["run"].startswith(says["run one"])
