"""Can the ledger be listed, put right and taken back on the command line?"""

import csv
import io
import json
from pathlib import Path

import pytest

from board.model.text import clean
from tests.cli.run import board, done, refusal


@pytest.fixture
def ledger(store_path: Path) -> Path:
    """A store with three entries."""
    for line in (
        "+>120 video removed @eu-iru on telegram # call",
        "+30 account referred @bka",
        "+5 video removed @bka",
    ):
        done(board("--store", store_path, "record", line, "--as", "duty officer"))
    return store_path


def listed(store: Path, *args: str) -> list[dict[str, object]]:
    """Return the entries that `board ledger` lists."""
    rows: list[dict[str, object]] = json.loads(done(board("--store", store, "ledger", "--format", "json", *args)))
    return rows


def test_entries_are_listed_with_all_that_a_figure_needs(ledger: Path) -> None:
    """Verb, unit, qualifier, times and who, the newest first; JSON and CSV hold the same."""
    rows = listed(ledger)
    assert [row["seq"] for row in rows] == [3, 2, 1]
    said = {"agency": "eu-iru", "stage": "removed", "unit": "video", "quantity": 120, "note": "call"}
    said |= {"qualifier": "at_least", "provider": "telegram", "operator": "duty officer"}
    assert rows[2] | said == rows[2]
    assert rows[2]["occurred_at"]
    assert rows[2]["recorded_at"]
    table = list(csv.DictReader(io.StringIO(done(board("--store", ledger, "ledger", "--format", "csv")))))
    assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows] == table


def test_text_says_how_many_there_are(ledger: Path) -> None:
    """The marking, the action, and how many of how many that fit."""
    said = done(board("--store", ledger, "ledger", "--limit", "1", "--filter", "video"))
    assert said.startswith("TLP:CLEAR\n")
    assert "1 of 2 entries that fit" in said
    assert "at least" in done(board("--store", ledger, "ledger"))


def test_a_filter_and_a_limit_leave_out(ledger: Path) -> None:
    """The filter is that of the screen; one that is not understood is refused."""
    assert [row["seq"] for row in listed(ledger, "--filter", "@bka")] == [3, 2]
    assert [row["seq"] for row in listed(ledger, "--filter", "by duty officer", "--limit", "2")] == [3, 2]
    assert listed(ledger, "--filter", "by nobody") == []
    assert "unknown agency" in refusal(board("--store", ledger, "ledger", "--filter", "@nonsuch"))


def test_a_list_longer_than_one_reading_is_whole(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in pieces of one entry it is the same."""
    monkeypatch.setattr("board.exchange.lists.AT_ONCE", 1)
    assert [row["seq"] for row in listed(ledger)] == [3, 2, 1]
    assert [row["seq"] for row in listed(ledger, "--limit", "2")] == [3, 2]


def test_hostile_notes_are_harmless_in_the_list(ledger: Path) -> None:
    """Escapes do not reach the terminal, a formula not the spreadsheet."""
    done(board("--store", ledger, "record", "+1 video removed @bka # =1+1\x1b]52;c;eA==\x07\u202e"))
    for form in ("text", "csv", "json"):
        said = done(board("--store", ledger, "ledger", "--format", form))
        assert [line for line in said.splitlines() if clean(line) != line] == []
    assert ",'=1+1" in done(board("--store", ledger, "ledger", "--format", "csv"))


def test_an_entry_is_put_right(ledger: Path) -> None:
    """The wrong one is taken back, the right one stands in its place and happened when the wrong one did."""
    said = done(board("--store", ledger, "correct", "1", "+100 video removed @eu-iru", "--why", "typo", "--as", "me"))
    assert "entry 1 taken back, entry 4 in its place: +100 videos removed" in said
    new, old = listed(ledger)[1], listed(ledger)[-1]
    assert (old["reversed_by"], new["quantity"], new["operator"]) == (5, 100, "me")
    assert new["occurred_at"] == old["occurred_at"]
    assert "all of it holds" in done(board("--store", ledger, "verify"))


def test_an_entry_is_taken_back_once(ledger: Path) -> None:
    """With the reason; a second time, or one that is not there, is refused."""
    said = done(board("--store", ledger, "reverse", "2", "--why", "counted twice"))
    assert "taken back: entry 2: +30 accounts referred, bka" in said
    assert listed(ledger)[0]["note"] == "counted twice"
    assert "taken back before" in refusal(board("--store", ledger, "reverse", "2", "--why", "again"))
    assert "no entry 99" in refusal(board("--store", ledger, "reverse", "99", "--why", "again"))
    assert refusal(board("--store", ledger, "reverse", "1", "--why", " "))
    assert "no entry 1" in refusal(board("--store", ledger, "reverse", "1", "--why", "x", "--site", "elsewhere"))


def test_taking_back_a_correction_says_what_stands_again(ledger: Path) -> None:
    """The entry that it had put right, by its number and with what it says."""
    done(board("--store", ledger, "correct", "1", "+100 video removed @eu-iru", "--why", "typo"))
    said = done(board("--store", ledger, "reverse", "4", "--why", "it was right"))
    assert "taken back: entry 4: +100 videos removed, eu-iru" in said
    assert "stands again: entry 1: +>120 videos removed, eu-iru on telegram" in said.replace("≥", ">")


@pytest.mark.parametrize(
    "line", ["=5 video removed @bka", "+5 vidoe removed @bka", "\x1b[2J", "-9 video removed @eu-iru"]
)
def test_a_correction_that_is_none_changes_nothing(ledger: Path, line: str) -> None:
    """A running total, what is not understood, what would fall below zero."""
    before = listed(ledger)
    assert refusal(board("--store", ledger, "correct", "1", line, "--why", "typo"))
    assert listed(ledger) == before


def test_a_reason_is_required(ledger: Path) -> None:
    """Neither command takes anything back without one."""
    for command in (("reverse", "1"), ("correct", "1", "+5 video removed @bka")):
        assert board("--store", ledger, *command).exit_code == 2
    assert len(listed(ledger)) == 3


def test_an_agency_becomes_a_partner_as_the_answer_says(ledger: Path) -> None:
    """The hint names the command; after it, nothing is odd any more."""
    line = "+1 video removed @tiktok"
    hint = "board agencies partner tiktok --role ROLE --action is-2019-11"
    assert hint in done(board("--store", ledger, "record", line))
    made = done(board("--store", ledger, *hint.replace("ROLE", "removal").split()[1:], "--as", "me"))
    assert made == "tiktok is a partner of is-2019-11 now: removal\n"
    assert "partner" not in done(board("--store", ledger, "record", line))
    assert "has this role" in refusal(board("--store", ledger, *hint.replace("ROLE", "removal").split()[1:]))


def test_an_unknown_agency_is_looked_for_by_name_and_country(ledger: Path) -> None:
    """What a person calls it leads to its slug, and the list is named."""
    said = refusal(board("--store", ledger, "record", "+1 video referred @spain"))
    assert "did you mean authorities-es (Spain" in said
    assert "espnews24" not in said
    assert "board agencies list" in said
    assert "(Spain" in refusal(board("--store", ledger, "record", "+1 video referred @SPAIN # @x"))
    assert "board agencies list" in refusal(board("--store", ledger, "record", "+1 video referred @qqqqqq"))


def test_an_unknown_name_without_a_near_one_names_the_list(ledger: Path) -> None:
    """Where nothing is near, the command that lists all of them."""
    assert "board actions list" in refusal(board("--store", ledger, "show", "--action", "zzzzqq"))
    assert "board agencies list" in refusal(
        board("--store", ledger, "snapshot", "x.svg", "--screen", "agency", "--agency", "zzzzqq")
    )


def test_who_records_is_said_before_or_behind_the_command(ledger: Path) -> None:
    """The nearer one holds."""
    done(board("--store", ledger, "--as", "before", "record", "+1 video removed @bka"))
    done(board("--store", ledger, "--as", "before", "record", "--as", "behind", "+1 video removed @bka"))
    assert [row["operator"] for row in listed(ledger)[:2]] == ["behind", "before"]


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("--screen", "main", "--agency", "bka"), "--agency goes with"),
        (("--page", "2"), "--page goes with"),
        (("--screen", "wall", "--page", "99"), "99 is not in the range"),
    ],
)
def test_a_picture_leaves_nothing_unsaid_that_it_does_not_heed(
    ledger: Path, tmp_path: Path, args: tuple[str, ...], why: str
) -> None:
    """An option that changes nothing is refused."""
    said = board("--store", ledger, "snapshot", tmp_path / "x.svg", *args)
    assert said.exit_code == 2
    assert why in said.stderr
    assert not (tmp_path / "x.svg").exists()


def test_a_picture_of_nobody_in_particular_says_whose_it_is(ledger: Path, tmp_path: Path) -> None:
    """Europol is shown if no agency is said, and that is said."""
    said = board("--store", ledger, "snapshot", tmp_path / "x.txt", "--screen", "agency")
    assert "this is the picture of europol" in said.stderr


def test_the_smallest_picture_is_the_smallest_screen() -> None:
    """Pictures and screens mean the same by too small."""
    from board.exchange import picture_file
    from board.ui.screens import base

    assert picture_file.SMALLEST == base.SMALLEST
