"""Does the same reference of a sender count once, however it is typed?"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from board.store.connection import in_memory
from board.store.opening import Store, open_store
from board.store.references import in_one_case, sent_before
from board.store.refused import Refused
from tests.conftest import NOON
from tests.entries import count

REFS = st.text(st.sampled_from("aAbBéÉσςΣ1 -/"), min_size=1, max_size=7)


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """A store of the test's own."""
    with closing(open_store(store_path, record=None)) as opened:
        yield opened


def send(store: Store, ref: str, agency: str = "bka", action: str = "is-2019-11") -> None:
    """Record an entry with a reference."""
    count(store, agency, "video", "removed", 1, at=NOON, ref=ref, action=action)


@pytest.mark.parametrize(
    "again", ["mail 12", "MAIL 12", "mAiL 12", "Mail  12", "Mail\u00a012", "  Mail\t12 ", "Mail 12"]
)
def test_case_and_spaces_make_no_other_reference(store: Store, again: str) -> None:
    """The same mail read twice, typed by two people."""
    send(store, "Mail 12")
    with pytest.raises(Refused, match="bka has sent Mail 12 before"):
        send(store, again)


def test_within_one_act_as_well(store: Store) -> None:
    """Two entries that are recorded together are held against each other."""
    from board.store.ledger import append
    from tests.faults.writers import counted

    with pytest.raises(Refused, match="has sent"):
        append(store, [counted("Mail 12"), counted("mail  12")], "officer", NOON)
    assert store.connection.execute("SELECT count(*) FROM ledger").fetchone() == (0,)


def test_letters_of_other_alphabets_as_well(store: Store) -> None:
    """SQLite knows the case of ASCII letters only."""
    send(store, "dépêche n° 7")
    with pytest.raises(Refused):
        send(store, "DÉPÊCHE N° 7")


def test_another_number_or_sender_is_another_reference(store: Store) -> None:
    """What begins alike is not the same; an agency's reference is its own, in whatever action it comes."""
    send(store, "Mail 12")
    for ref in ("Mail 1", "Mail 123", "Mail", "mail 2", "M ail 12"):
        send(store, ref)
    send(store, "mail 12", agency="eu-iru")
    with pytest.raises(Refused):
        send(store, "mail 12", action="amaq-2018")


@pytest.mark.parametrize(
    "ref", ["mail \ue000", "mail\u200b12", "\u202e12", "a\x1b[2J", "x" + "\u0301" * 30, "mail \ufffd"], ids=ascii
)
def test_a_reference_that_cannot_be_kept_whole_is_refused(store: Store, ref: str) -> None:
    """Two of them would become one."""
    with pytest.raises((ValidationError, Refused), match="characters that cannot be kept"):
        send(store, ref)


@settings(max_examples=200)
@given(st.lists(REFS, max_size=12), REFS)
def test_looking_a_reference_up_is_comparing_with_all(sent: list[str], ref: str) -> None:
    """The index is asked for a few spellings; the answer is that of looking at every one."""
    with closing(in_memory()) as connection:
        connection.execute("CREATE TABLE ledger (agency TEXT, ref TEXT)")
        connection.execute("CREATE INDEX ledger_by_ref ON ledger (agency, ref) WHERE ref IS NOT NULL")
        connection.executemany("INSERT INTO ledger VALUES ('bka', ?)", [(one,) for one in sent])
        same = {one for one in sent if in_one_case(one) == in_one_case(ref)}
        found = sent_before(connection, "bka", ref)
        assert (found in same) if same else found is None


def test_looking_up_takes_a_few_looks(store: Store) -> None:
    """However many references there are, and however long they are, where each is written in one way."""
    connection = store.connection
    looks: list[str] = []
    for number in range(30):
        send(store, f"reference number {number}")
    connection.set_trace_callback(looks.append)
    assert sent_before(connection, "bka", "REFERENCE NUMBER 7") == "reference number 7"
    assert sent_before(connection, "bka", "Reference Number 77") is None
    connection.set_trace_callback(None)
    assert len(looks) <= 12
