"""Is what somebody confirmed what the ledger keeps, whatever changed between the question and the answer?"""

from datetime import UTC, date, datetime

import pytest

from board.exchange.quick_entry import LONGEST_LINE, understand
from board.exchange.record_line import Extra, Meant, as_line, entry_of, names_of, odd_about, put_right, read, record
from board.model.vocabulary import AgencyKind, Role
from board.model.wanted import SituationOf
from board.store.additions import add, add_from_desk
from board.store.reader import Reader
from board.store.refused import Refused
from tests.entries import ACTION, count

YESTERDAY = datetime(2026, 11, 22, 10, 20, 31, tzinfo=UTC)


def correction(reader: Reader, typed: str, day: date) -> Meant:
    """Understand what an entry of a day should have been, as the screen does."""
    situation = reader.read(SituationOf(ACTION))
    return Meant(understand(typed, names_of(reader, situation), reader.clock(), day), ACTION)


def test_what_was_confirmed_is_recorded(reader: Reader) -> None:
    """A partner that came meanwhile changes what a prefix means; what was understood before it stays what it was."""
    meant = read(reader, "+5 video removed @bk", ACTION)
    assert meant.line.agency == "bka"
    values = {"slug": "bk-at", "name": "Federal Criminal Police Office", "kind": AgencyKind.POLICE, "country": "AT"}
    add(reader.store, "agencies", values)
    fields = {"action": ACTION, "agency": "bk-at", "roles": [Role.SUPPORT]}
    add_from_desk(reader.store, "participations", fields, "officer", reader.clock())
    with pytest.raises(Refused, match="may be"):
        read(reader, "+5 video removed @bk", ACTION)
    assert "+5 videos removed @bka" in record(reader, meant, "officer")


def test_the_newest_action_is_chosen_once(reader: Reader) -> None:
    """An action that is added between question and answer does not receive the entry."""
    meant = read(reader, "+5 video removed @bka")
    fields = {"slug": "newer", "name": "Newer", "status": "ongoing", "started_on": "2026-11-20"}
    add_from_desk(reader.store, "actions", fields, "officer", reader.clock())
    assert read(reader, "+5 video removed @bka").action == "newer"
    record(reader, meant, "officer")
    assert reader.store.connection.execute("SELECT action FROM ledger").fetchall() == [(meant.action,)]


def test_an_unknown_name_can_be_added(reader: Reader) -> None:
    """The refusal says with which command; a slip of another kind is no reason to add anything."""
    for typed, command in (
        ("+5 video removed @bkaa", "board agencies add SLUG NAME --kind KIND"),
        ("+5 video removed @bka on telegrm", "board agencies add SLUG NAME --kind provider"),
    ):
        with pytest.raises(Refused, match=command):
            read(reader, typed, ACTION)
    with pytest.raises(Refused) as refused:
        read(reader, "+5 vidoe removed @bka", ACTION)
    assert "agencies add" not in str(refused.value)


def test_a_bare_time_of_a_correction_is_of_the_wrong_entrys_day(reader: Reader) -> None:
    """What happened yesterday is not moved to today by mending its number."""
    row = count(reader.store, "bka", "video", "removed", 50, at=YESTERDAY)
    meant = correction(reader, "+40 video removed @bka at 10:25", YESTERDAY.date())
    put_right(reader, (row.site, row.seq), meant.line, "misheard", "officer")
    happened = reader.entry(row.site, row.seq + 1).occurred_at
    assert happened == YESTERDAY.replace(minute=25, second=0)


@pytest.mark.parametrize("time", ["", " at 10:20", " at 2026-11-22 10:20"])
def test_a_correction_keeps_the_second(time: str, reader: Reader) -> None:
    """A line says minutes; the entry knew better."""
    row = count(reader.store, "bka", "video", "removed", 50, at=YESTERDAY)
    meant = correction(reader, f"+40 video removed @bka{time}", YESTERDAY.date())
    put_right(reader, (row.site, row.seq), meant.line, "misheard", "officer")
    assert reader.entry(row.site, row.seq + 1).occurred_at == YESTERDAY


@pytest.mark.parametrize("length", [LONGEST_LINE - 100, LONGEST_LINE, 20_000])
def test_an_entry_with_a_long_note_can_be_put_right_by_its_own_line(length: int, reader: Reader) -> None:
    """The line that the board offers for a correction is understood whole, and keeps the note."""
    note = "é" * length
    row = count(reader.store, "bka", "video", "removed", 50, at=YESTERDAY, note=note)
    meant = correction(reader, as_line(reader.entry(row.site, row.seq)).replace("+50", "+40"), YESTERDAY.date())
    assert meant.line.problems == ()
    put_right(reader, (row.site, row.seq), meant.line, "misheard", "officer")
    right = reader.entry(row.site, row.seq + 1)
    assert (right.quantity.value, right.note) == (40, note)


@pytest.mark.parametrize("typed", ["=40 video removed @bka", "+40 video removed"])
def test_half_a_line_or_a_total_puts_nothing_right(typed: str, reader: Reader) -> None:
    """A correction says what an entry should have been, whole."""
    row = count(reader.store, "bka", "video", "removed", 50, at=YESTERDAY)
    meant = correction(reader, typed, YESTERDAY.date())
    with pytest.raises(Refused):
        put_right(reader, (row.site, row.seq), meant.line, "misheard", "officer")
    assert reader.read(SituationOf(ACTION)).entries == 1


@pytest.mark.parametrize(
    "ref", ["Mail \x1b[2J12", "Mail\ue00012", "Mail\u202e12", "\u200b", "x" * 201, "a" + "\u0301" * 10**6]
)
def test_a_reference_that_cannot_be_kept_is_refused(ref: str, reader: Reader) -> None:
    """It is not changed until it fits: two references of a sender would become one."""
    meant = read(reader, "+5 video removed @bka", ACTION)
    with pytest.raises(Refused, match="ref: "):
        entry_of(meant.line, ACTION, reader.clock(), Extra(ref=ref))


@pytest.mark.parametrize("ref", ["Mail  12", "Mail\u00a012", " Mail\t12 ", "Mail\u2009\u202f12"])
def test_a_reference_counts_once_however_its_spaces_are_written(ref: str, reader: Reader) -> None:
    """What a mail program makes of a space is no other mail."""
    meant = read(reader, "+5 video removed @bka", ACTION)
    record(reader, meant, "officer", extra=Extra(ref="Mail 12"))
    with pytest.raises(Refused, match="has sent Mail 12 before"):
        record(reader, meant, "officer", extra=Extra(ref=ref))


def test_a_count_that_a_running_total_may_hold_is_asked_about(reader: Reader) -> None:
    """One of a time before it, or of its very time; not one behind it, and not a running total itself."""
    record(reader, read(reader, "=150 video removed @bka at 2026-11-22 15:00", ACTION), "officer")
    odd = {
        typed: odd_about(reader, read(reader, typed, ACTION))
        for typed in (
            "+5 video removed @bka at 2026-11-22 14:00",
            "+5 video removed @bka on telegram at 2026-11-22 15:00",
            "+5 video removed @bka at 2026-11-22 15:01",
            "+5 account removed @bka at 2026-11-22 14:00",
            "=160 video removed @bka at 2026-11-22 14:00",
        )
    }
    assert [len(found) for found in odd.values()] == [1, 1, 0, 0, 0]
    assert all("(150, 22 Nov 2026 15:00 UTC, entry 1)" in found[0] for found in odd.values() if found)


def test_a_total_on_a_provider_is_asked_about_beside_counts_without_one(reader: Reader) -> None:
    """Once: what stood then is settled with it; what comes without a provider afterwards is asked about again."""
    record(reader, read(reader, "+30 video removed @bka at 2026-11-22 10:00", ACTION), "officer")
    first = read(reader, "=100 video removed @bka on telegram at 2026-11-22 12:00", ACTION)
    assert odd_about(reader, first) == ["30 videos removed stand without a provider, and may be on telegram"]
    record(reader, first, "officer")
    second = read(reader, "=120 video removed @bka on telegram at 2026-11-22 14:00", ACTION)
    assert odd_about(reader, second) == []
    record(reader, read(reader, "+7 video removed @bka at 2026-11-22 13:00", ACTION), "officer")
    assert odd_about(reader, second) == ["7 videos removed stand without a provider, and may be on telegram"]
