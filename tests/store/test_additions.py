"""Is an addition there as a whole, or not at all, whoever adds what at the same time?"""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from board.model.vocabulary import Role
from board.store.additions import add, add_from_desk
from board.store.opening import Store, open_store
from board.store.refused import Refused
from tests.conftest import NOON
from tests.store.files import contents

ACTION = {"name": "Other", "status": "ongoing"}
PARTNER = {"action": "amaq-2018", "agency": "bka", "roles": [Role.REFERRAL]}


@pytest.fixture
def store(store_path: Path) -> Iterator[Store]:
    """A store of the test's own."""
    with closing(open_store(store_path, record=None)) as opened:
        yield opened


REFUSED: dict[str, Callable[[Store], object]] = {
    "an action that is there, with another source": lambda store: add(
        store, "actions", {"slug": "amaq-2018", **ACTION, "sources": ["secmag-2017"]}
    ),
    "an action that is there, with what it hit": lambda store: add(
        store,
        "actions",
        {
            "slug": "amaq-2018",
            **ACTION,
            "sources": ["be-police-2019-reprint"],
            "hits": [{"target": "app", "words": "an app", "source": "be-police-2019-reprint"}],
        },
    ),
    "an agency that is there, with another name": lambda store: add(
        store, "agencies", {"slug": "bka", "name": "BKA", "kind": "police", "names": {"fr": "la BKA"}}
    ),
    "an action that is there, from the desk": lambda store: add_from_desk(
        store, "actions", {"slug": "amaq-2018", **ACTION}, "officer", NOON
    ),
    "an action without a name, from the desk": lambda store: add_from_desk(
        store, "actions", {"slug": "other", "status": "ongoing"}, "officer", NOON
    ),
    "a partner of no action, from the desk": lambda store: add_from_desk(
        store, "participations", {**PARTNER, "action": "nowhere"}, "officer", NOON
    ),
    "from nobody's desk": lambda store: add_from_desk(store, "participations", PARTNER, " \u200d ", NOON),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_leaves_nothing(store: Store, store_path: Path, what: str) -> None:
    """Not a source of an action, not a name, not the desk as a source: nothing is changed."""
    before = contents(store_path)
    with pytest.raises(Refused):
        REFUSED[what](store)
    assert contents(store_path) == before


def test_a_role_that_is_there_is_refused_in_words(store: Store) -> None:
    """Nobody has to choose another slug for it."""
    add_from_desk(store, "participations", PARTNER, "officer", NOON)
    with pytest.raises(Refused, match="bka has this role in amaq-2018 already"):
        add_from_desk(store, "participations", PARTNER, "officer", NOON)


@pytest.mark.parametrize("operator", ["\udcff", "de\x1b[2Jsk", "x\udcff y"], ids=ascii)
def test_a_name_that_is_no_text_crashes_nothing(store: Store, operator: str) -> None:
    """A login name can be any bytes: it is refused in words, or cleaned before it is kept."""
    if operator == "\udcff":
        with pytest.raises(Refused, match="say who records"):
            add_from_desk(store, "participations", PARTNER, operator, NOON)
        return
    add_from_desk(store, "participations", PARTNER, operator, NOON)
    (kept,) = store.connection.execute("SELECT publisher FROM sources WHERE slug LIKE 'desk-%'").fetchone()
    assert kept.isprintable()
    assert "\ufffd" in kept


def test_two_desks_of_one_operator_do_not_get_in_each_others_way(store_path: Path) -> None:
    """Both add their own partner at once; the day's source of the operator is there once."""
    agencies = ("europol", "eurojust", "bka", "guardia-civil", "eu-iru", "federal-police-be")
    with closing(open_store(store_path, record=None)) as opened:
        opened.connection.execute("DELETE FROM participations WHERE action = 'amaq-2018'")
    start = threading.Barrier(len(agencies))
    refused: list[str] = []

    def desk(agency: str) -> None:
        with closing(open_store(store_path, record=None)) as mine:
            start.wait()
            try:
                add_from_desk(mine, "participations", {**PARTNER, "agency": agency}, "officer", NOON)
            except Refused as refusal:
                refused.append(str(refusal))

    desks = [threading.Thread(target=desk, args=(agency,)) for agency in agencies]
    for one in desks:
        one.start()
    for one in desks:
        one.join()
    assert refused == []
    with closing(open_store(store_path, record=None)) as opened:
        rows = opened.connection.execute("SELECT agency FROM participations WHERE action = 'amaq-2018'").fetchall()
        assert sorted(row[0] for row in rows) == sorted(agencies)
        assert opened.connection.execute("SELECT count(*) FROM sources WHERE slug LIKE 'desk-%'").fetchone() == (1,)


def test_a_second_addition_of_the_day_is_of_the_same_desk(store: Store) -> None:
    """An operator is one source a day."""
    add_from_desk(store, "actions", {"slug": "one", **ACTION}, "officer", NOON)
    add_from_desk(store, "actions", {"slug": "two", **ACTION, "name": "Two"}, " officer ", NOON)
    sources = store.connection.execute("SELECT DISTINCT source FROM action_sources WHERE action IN ('one', 'two')")
    assert len(sources.fetchall()) == 1
