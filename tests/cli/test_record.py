"""Does `board record` keep what was said, say back what it kept, and refuse the rest in one line?"""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.cli.run import board, done, process, refusal


def stages(store: Path) -> dict[str, int]:
    """Return the tallies that `board show` prints."""
    said = json.loads(done(board("--store", store, "show", "--format", "json")))
    tallies: dict[str, int] = said["stages"]
    return tallies


def test_an_entry_is_said_back_and_shown(store_path: Path) -> None:
    """What was recorded is said in words, stands in the tallies, and leaves a store that holds."""
    said = done(
        board("--store", store_path, "--as", "duty officer", "record", "+120 video removed @eu-iru on telegram")
    )
    assert "entry 1: +120 videos removed @eu-iru on telegram" in said
    assert stages(store_path) == {"removed": 120}
    assert "1 entry, all of it holds" in done(board("--store", store_path, "verify"))


def test_a_running_total_counts_its_increment(store_path: Path) -> None:
    """`=` twice counts once; lower is refused unless it is a correction."""
    done(board("--store", store_path, "record", "=1200 acc ref @guardia"))
    assert "100 more" in done(board("--store", store_path, "record", "=1300 acc ref @guardia"))
    assert "correction" in refusal(board("--store", store_path, "record", "=1250 acc ref @guardia"))
    done(board("--store", store_path, "record", "--correction", "=1250 acc ref @guardia"))
    assert stages(store_path) == {"referred": 1250}


def test_a_running_total_says_what_it_restated_and_what_it_left(store_path: Path) -> None:
    """What stands on a provider stays there, and keeps the tally as weak; said of that provider, it is restated."""
    record = ("--store", store_path, "record")
    done(board(*record, "~100 video removed @eu-iru on telegram"))
    said = done(board(*record, "=120 video removed @eu-iru"))
    assert "entry 2: =120 videos removed @eu-iru · 20 more · the tally stays “about”" in said
    on_telegram = (*record, "=110 video removed @eu-iru on telegram # counted again", "--ref", "mail 7")
    assert "gave a running total without a provider (120, " in refusal(board(*on_telegram))
    done(board("--store", store_path, "reverse", "2", "--why", "said by provider now"))
    said = done(board(*on_telegram))
    assert "110 videos removed @eu-iru on telegram # counted again · 10 more · 1 entry of another firmness" in said
    assert stages(store_path) == {"removed": 110}
    lower = refusal(board(*record, "--correction", "=100 video removed @eu-iru"))
    assert "gave a running total on telegram (110, " in lower
    assert "has sent mail 7 before" in refusal(board(*record, "+1 video removed @eu-iru", "--ref", "mail 7"))


@pytest.mark.parametrize("line", ["-5 video removed @eu-iru", "->5 channels removed @eu-iru", "- 5 the h -h @eu-iru"])
def test_a_line_that_counts_less_is_no_option(store_path: Path, line: str) -> None:
    """It needs no `--`; options may stand before and behind it."""
    for args in ((line,), (line, "--ref", "-7"), ("--ref", "-7", line), ("--", line)):
        assert "option" not in refusal(board("--store", store_path, "record", *args))
    assert stages(store_path) == {}


def test_what_counts_less_is_recorded(store_path: Path) -> None:
    """`-` takes off what was counted too much."""
    done(board("--store", store_path, "record", "+26 100 video removed @eu-iru"))
    assert "-5 videos removed" in done(board("--store", store_path, "record", "-5 video removed @eu-iru"))
    assert stages(store_path) == {"removed": 26_095}


def test_an_unknown_agency_can_be_added(store_path: Path) -> None:
    """The refusal says how, and it is one line."""
    said = refusal(board("--store", store_path, "record", "+5 video removed @nl-iru"))
    assert "board agencies add SLUG NAME --kind KIND" in said
    done(board("--store", store_path, "agencies", "add", "nl-iru", "Netherlands IRU", "--kind", "referral_unit"))
    done(board("--store", store_path, "record", "+5 video removed @nl-iru"))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("+26 1000 video removed @bka", "said twice: a number"),
        ("+5 video removed @bka yesterday", "a day needs a time"),
        ("+5 vidoe removed @bka", "did you mean video"),
        ("0 video removed @bka", "between 1"),
        ("-5 video removed @bka", "below zero"),
        ("+5 video removed @bka \x1b]52;c;eA==\x07", "unknown word"),
        ("+5", "still to say"),
    ],
)
def test_what_is_not_understood_is_not_recorded(store_path: Path, line: str, why: str) -> None:
    """One line, exit code 1, nothing in the ledger."""
    assert why in refusal(board("--store", store_path, "record", "--", line))
    assert stages(store_path) == {}


def test_what_should_be_looked_at_twice_is_said(store_path: Path) -> None:
    """A time in the future or before the action, or an agency that is no partner: recorded, and said."""
    said = done(board("--store", store_path, "record", "+5 video removed @bka 2099-01-01 10:00"))
    assert "future" in said
    said = done(board("--store", store_path, "record", "+5 video removed @tiktok 2019-11-01 10:00"))
    assert "before the action" in said
    assert "no partner" in said


def test_a_store_that_does_not_hold_is_named(store_path: Path) -> None:
    """`board verify` ends with 1 and says what is wrong."""
    import sqlite3
    from contextlib import closing

    done(board("--store", store_path, "record", "+5 video removed @bka"))
    with closing(sqlite3.connect(store_path)) as other, other:
        other.execute("UPDATE totals SET quantity = 6")
    assert "the ledger says 5" in refusal(board("--store", store_path, "verify"))


def test_many_officers_at_once(store_path: Path) -> None:
    """Entries of several processes at once are all there."""
    ends: list[int] = []

    def officer() -> None:
        for _entry in range(3):
            ends.append(process("--store", store_path, "record", "+1 video removed @bka").returncode)

    officers = [threading.Thread(target=officer) for _one in range(3)]
    for one in officers:
        one.start()
    for one in officers:
        one.join()
    assert ends == [0] * 9
    assert stages(store_path) == {"removed": 9}
    assert "9 entries, all of it holds" in done(board("--store", store_path, "verify"))


def test_a_reference_counts_once_and_a_source_must_be_known(store_path: Path) -> None:
    """The same sender's same reference is refused the second time; so is a source that is not there."""
    line = "+5 video removed @bka"
    done(board("--store", store_path, "record", "--ref", "BKA-1", line))
    assert "bka has sent BKA-1 before" in refusal(board("--store", store_path, "record", "--ref", "BKA-1", line))
    assert "there is no source nowhere" in refusal(board("--store", store_path, "record", "--source", "nowhere", line))
    assert stages(store_path) == {"removed": 5}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize(("answer", "code", "kept"), [("y", 0, {"removed": 5}), ("n", 1, {}), ("\x04", 1, {})])
def test_on_a_terminal_it_asks_before_what_looks_odd(
    store_path: Path, answer: str, code: int, kept: dict[str, int]
) -> None:
    """Yes records, no and end of file do not; what it asks says why."""
    import pty

    here, there = pty.openpty()
    command = [sys.executable, "-m", "board.cli", "--store", str(store_path), "record"]
    with subprocess.Popen(
        [*command, "+5 video removed @bka at 2019-11-01 10:00"], stdin=there, stdout=there, stderr=there
    ) as asked:
        os.close(there)
        said = b""
        while b"all the same?" not in said:
            said += os.read(here, 1024)
        assert b"the time lies before the action" in said
        os.write(here, f"{answer}\n".encode() if answer.isalpha() else answer.encode())
        assert asked.wait(timeout=30) == code
    os.close(here)
    assert stages(store_path) == kept


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_what_was_recorded_is_recorded_though_nobody_hears_of_it(store_path: Path) -> None:
    """A full standard output after the commit: exit code 0, said on standard error, once in the ledger."""
    with Path("/dev/full").open("wb") as full:
        ended = process("--store", store_path, "record", "+5 video removed @bka", stdout=full.fileno())
    assert ended.returncode == 0
    assert "done, but the answer could not be written" in ended.stderr
    assert "+5 videos removed @bka" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert stages(store_path) == {"removed": 5}


def test_verify_makes_no_store(tmp_path: Path) -> None:
    """A mistyped path is refused, and no empty store is called whole."""
    assert "there is no store" in refusal(board("--store", tmp_path / "typo.db", "verify"))
    assert list(tmp_path.glob("typo*")) == []
