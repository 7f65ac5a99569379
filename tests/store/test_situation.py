"""Does what is read from a store say what the store says: nothing added up that should not be, nothing that acts?"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from enum import Enum
from pathlib import Path

import pytest

from board.exchange import lists, show, table
from board.model.figure import Quantity
from board.model.situation import Situation
from board.model.text import clean
from board.model.vocabulary import FIRST_TYPES, ActionStatus, ContentType, Qualifier, Role, Stage
from board.model.wanted import AgencyOf, SituationOf, StatementsOf, TimelineOfAll, Wanted
from board.store.additions import add
from board.store.changes import Changes
from board.store.connection import connect
from board.store.opening import open_store
from board.store.reader import Reader
from board.store.refused import Refused
from tests.conftest import NOON
from tests.entries import ACTION, count
from tests.store.files import foreign, no_other_error

Open = Callable[..., Reader]

HOSTILE = "\x1b]52;c;cm0gLXJmIH4=\x07\x1b[2J\x9b2J\u202e\u200b[link=https://example.org]x[/bar]" + "\x00" + "M" * 10_000
"""Writes the clipboard, clears the screen, turns the text round, is markup, and is long."""


def test_opens_on_the_newest_ongoing_action(reader: Reader) -> None:
    """November 2019 is the one action of the record that its source calls ongoing."""
    situation = reader.read(SituationOf())
    assert (situation.action.slug, situation.action.status) == ("is-2019-11", ActionStatus.ONGOING)
    assert situation.as_of == NOON
    assert (situation.entries, situation.head) == (0, None)


def test_opens_on_the_newest_where_none_is_ongoing(store_path: Path, open_readers: Open) -> None:
    """When all is over the last action is shown, not the first of the alphabet."""
    foreign(store_path, "UPDATE actions SET status = 'concluded'")
    situation = open_readers(store_path).read(SituationOf())
    assert situation.action.started_on
    assert situation.after is None or not _started(open_readers(store_path), situation.after)


def _started(reader: Reader, action: str) -> str | None:
    said = reader.read(SituationOf(action)).action
    return said.started_on or said.ended_on


def test_partners_lead_first(reader: Reader) -> None:
    """Leads stand first, then the others by role, and each partner once with its roles in order."""
    panels = reader.read(SituationOf("is-2019-11")).partners
    order = [list(Role).index(panel.roles[0]) for panel in panels]
    assert order == sorted(order)
    assert {panel.agency.slug for panel in panels if Role.LEAD in panel.roles} == {
        panel.agency.slug for panel in panels[: order.count(0)]
    }
    assert order.count(0) == 2
    assert len({panel.agency.slug for panel in panels}) == len(panels)
    assert all(list(panel.roles) == sorted(panel.roles, key=list(Role).index) for panel in panels)


def _actions(reader: Reader) -> list[str]:
    return [row.slug for row in reader.read(TimelineOfAll()).rows if not row.aggregate]


def test_the_four_first_types_are_always_there(reader: Reader) -> None:
    """Videos, publications, groups and accounts have a panel in every action, first and in this order, never a 0."""
    for slug in _actions(reader):
        panels = reader.read(SituationOf(slug)).content_types
        assert tuple(panel.type for panel in panels[:4]) == FIRST_TYPES
        assert all(panel.stages == {} for panel in panels)


def test_a_type_without_a_figure_has_none(reader: Reader) -> None:
    """No source splits the 26 000: the panel for videos holds no number, and says where videos are counted with."""
    videos = reader.read(SituationOf("is-2019-11")).content_types[0]
    assert (videos.stages, videos.statements) == ({}, ())
    assert Quantity(26_000, Qualifier.AT_LEAST) in [said.quantity for said in videos.within]


def test_statements_never_become_totals(reader: Reader) -> None:
    """Evidence is not added to the ledger: with no entry there is no tally anywhere, however much was published."""
    for slug in _actions(reader):
        situation = reader.read(SituationOf(slug))
        assert situation.statements
        assert situation.stages == {}
        assert situation.providers == ()
        assert all(panel.stages == {} and panel.types == {} for panel in situation.partners)


@pytest.fixture
def counted(store_path: Path, open_readers: Open) -> Situation:
    """The situation of a ledger with six tallies of two agencies, two units, two stages and two providers."""
    store = open_readers(store_path).store
    count(store, "eu-iru", "video", "referred", 100, at=NOON, provider="telegram")
    count(store, "eu-iru", "video", "referred", 20, at=NOON, qualifier=Qualifier.AT_LEAST)
    count(store, "eu-iru", "account", "referred", 3, at=NOON, provider="telegram")
    count(store, "bka", "video", "referred", 4, at=NOON, provider="twitter", qualifier=Qualifier.AT_MOST)
    count(store, "bka", "video", "removed", 5, at=NOON, provider="twitter", qualifier=Qualifier.ABOUT)
    count(store, "bka", "account", "removed", 6, at=NOON, provider="telegram")
    count(store, "bka", "video", "removed", 1000, at=NOON, action="amaq-2018")
    return open_readers(store_path).read(SituationOf(ACTION))


EXACT, AT_LEAST, AT_MOST, ABOUT = Qualifier.EXACT, Qualifier.AT_LEAST, Qualifier.AT_MOST, Qualifier.ABOUT


def test_totals_of_the_action(counted: Situation) -> None:
    """Each stage for itself, over agencies, providers and units, as weak as its weakest; no other action's."""
    assert counted.stages == {Stage.REFERRED: Quantity(127, ABOUT), Stage.REMOVED: Quantity(11, ABOUT)}
    assert list(counted.stages) == [Stage.REFERRED, Stage.REMOVED]


def test_totals_of_the_content_types(counted: Situation) -> None:
    """Videos and accounts apart; at least and at most together are about."""
    stages = {panel.type: panel.stages for panel in counted.content_types if panel.stages}
    assert stages == {
        ContentType.VIDEO: {Stage.REFERRED: Quantity(124, ABOUT), Stage.REMOVED: Quantity(5, ABOUT)},
        ContentType.ACCOUNT: {Stage.REFERRED: Quantity(3, EXACT), Stage.REMOVED: Quantity(6, EXACT)},
    }


def test_totals_of_the_partners(counted: Situation) -> None:
    """Each partner's own, by unit as well; a partner without an entry has none."""
    stages = {panel.agency.slug: (panel.stages, panel.types) for panel in counted.partners if panel.stages}
    assert stages == {
        "eu-iru": (
            {Stage.REFERRED: Quantity(123, AT_LEAST)},
            {
                ContentType.VIDEO: {Stage.REFERRED: Quantity(120, AT_LEAST)},
                ContentType.ACCOUNT: {Stage.REFERRED: Quantity(3, EXACT)},
            },
        ),
        "bka": (
            {Stage.REFERRED: Quantity(4, AT_MOST), Stage.REMOVED: Quantity(11, ABOUT)},
            {
                ContentType.VIDEO: {Stage.REFERRED: Quantity(4, AT_MOST), Stage.REMOVED: Quantity(5, ABOUT)},
                ContentType.ACCOUNT: {Stage.REMOVED: Quantity(6, EXACT)},
            },
        ),
    }


def test_totals_of_the_providers(counted: Situation) -> None:
    """By name, and what stood on no named provider under none."""
    assert {tally.slug: tally.stages for tally in counted.providers} == {
        "telegram": {Stage.REFERRED: Quantity(103, EXACT), Stage.REMOVED: Quantity(6, EXACT)},
        "twitter": {Stage.REFERRED: Quantity(4, AT_MOST), Stage.REMOVED: Quantity(5, ABOUT)},
    }


def test_totals_and_statements_stay_apart(counted: Situation) -> None:
    """The published figures stand beside the ledger, unchanged by it."""
    assert Quantity(26_000, AT_LEAST) in [said.quantity for said in counted.statements]
    assert 26_000 not in [quantity.value for quantity in counted.stages.values()]


def test_a_tally_of_zero_is_shown(store_path: Path, open_readers: Open) -> None:
    """All taken back is a known nothing; nobody entered anything is another thing."""
    store = open_readers(store_path).store
    count(store, "eu-iru", "video", "referred", 7, at=NOON)
    count(store, "eu-iru", "video", "referred", -7, at=NOON)
    assert open_readers(store_path).read(SituationOf("is-2019-11")).stages == {Stage.REFERRED: Quantity(0)}


@pytest.mark.parametrize(
    ("wanted", "near"),
    [
        (SituationOf("is-2019-12"), "is-2019-11"),
        (SituationOf("AMAQ-2018"), "amaq-2018"),
        (SituationOf("amaq"), "amaq-20"),
        (AgencyOf("europoll"), "europol"),
        (AgencyOf("Federal-Police"), "federal-police"),
        (StatementsOf("is-2019-1"), "is-2019-11"),
    ],
)
def test_an_unknown_name_offers_the_nearest(reader: Reader, wanted: Wanted, near: str) -> None:
    """A slip of the finger is answered with the name that was meant."""
    with pytest.raises(Refused, match=f"did you mean {near}"):
        reader.read(wanted)


@pytest.mark.parametrize("name", ["", "?", HOSTILE, "'; DROP TABLE actions; --", "ß" * 300, "\ud800"])
def test_a_name_that_is_none_is_refused_harmlessly(reader: Reader, name: str) -> None:
    """Whatever is asked for, the refusal is one short line that does nothing; and nothing is dropped."""
    for wanted in (SituationOf(name), AgencyOf(name), StatementsOf(name)):
        with pytest.raises(Refused) as refused:
            reader.read(wanted)
        line = str(refused.value)
        assert clean(line) == line
        assert len(line) < 300
    assert reader.read(SituationOf()).statements


def test_before_and_after_walk_through_every_action_once(reader: Reader) -> None:
    """From the first to the last and back: the time line, each action once."""
    order = _actions(reader)
    walked = [order[0]]
    assert reader.read(SituationOf(order[0])).before is None
    while (after := reader.read(SituationOf(walked[-1])).after) is not None:
        assert after not in walked
        assert reader.read(SituationOf(after)).before == walked[-1]
        walked.append(after)
    assert walked == order


def test_a_store_without_actions_says_how_to_add_one(tmp_path: Path, open_readers: Open) -> None:
    """An empty store is no error of anybody's."""
    reader = open_readers(tmp_path / "empty.db")
    with pytest.raises(Refused, match="board actions add"):
        reader.read(SituationOf())
    assert reader.read(TimelineOfAll()).rows == ()


def test_an_undated_action_and_a_planned_one_can_be_shown(reader: Reader) -> None:
    """What was just added, with no date, partner or figure, has a situation, with its four panels and no number."""
    values = {"slug": "new", "name": "New", "status": "planned", "sources": ["be-police-2019-reprint"]}
    add(reader.store, "actions", values)
    situation = reader.read(SituationOf("new"))
    assert tuple(panel.type for panel in situation.content_types) == FIRST_TYPES
    assert (situation.partners, situation.statements, situation.disagreements) == ((), (), ())
    assert "no figure published" in show.as_text(situation)


def _texts(value: object) -> list[str]:
    """Return every text in a view, however deep."""
    if isinstance(value, (Enum, datetime)):
        return []
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in _texts(part)]
    if isinstance(value, (tuple, list)):
        return [text for part in value for text in _texts(part)]
    return []


def _printed(reader: Reader) -> str:
    situation = reader.read(SituationOf("is-2019-11"))
    connection = reader.store.connection
    printed = [form(situation) for form in show.FORMATS.values()]
    printed += [form(*part(connection)) for part in lists.LISTS.values() for form in table.FORMATS.values()]
    return "".join(printed)


def _assert_harmless(reader: Reader) -> None:
    views = [
        reader.read(SituationOf("is-2019-11")),
        reader.read(TimelineOfAll()),
        reader.read(AgencyOf("europol")),
        reader.read(StatementsOf("is-2019-11")),
    ]
    dirty = [ascii(text[:60]) for text in {text for view in views for text in _texts(view)} if clean(text) != text]
    assert dirty == []
    dirty = [ascii(line[:200]) for line in set(_printed(reader).split("\n")) if clean(line) != line]
    assert dirty == []


def test_a_hostile_name_comes_out_clean(store_path: Path, open_readers: Open) -> None:
    """Another program wrote an attack into an agency's name: it is data, clean, and kept in its length."""
    with closing(sqlite3.connect(store_path)) as connection, connection:
        connection.execute("UPDATE agencies SET name = ? WHERE slug = 'europol'", (HOSTILE,))
    reader = open_readers(store_path)
    _assert_harmless(reader)
    name = reader.read(AgencyOf("europol")).agency.name
    assert name == clean(HOSTILE)
    assert len(name) > 10_000


def _columns() -> list[str]:
    """Return every text column of the record that no foreign key ties to another."""
    free = {
        "agencies": "name kind country note",
        "agency_names": "language name",
        "sources": "publisher title date address language kind note",
        "actions": "name status_as_of started_on ended_on objective command_post place note",
        "hits": "target words",
        "points": "words",
        "findings": "words language rendering",
        "aggregates": "name note",
        "participations": "role words",
        "statements": "slug part since as_of wording note",
        "disagreements": "slug about drifts note",
        "settings": "value",
    }
    return [f"{name}.{column}" for name, columns in free.items() for column in columns.split()]


@pytest.mark.parametrize("column", _columns())
def test_no_column_lets_an_attack_through(store_path: Path, open_readers: Open, column: str) -> None:
    """Whatever another program writes into any text column comes out clean, or the store is refused in one line."""
    name, field = column.split(".")
    with closing(sqlite3.connect(store_path)) as connection, connection:
        connection.execute(f"UPDATE OR IGNORE {name} SET {field} = ?", (HOSTILE[:80],))
    assert no_other_error(lambda: _assert_harmless(open_readers(store_path)))


@pytest.mark.parametrize("value", ["", "2019-13", "2019-11-99", "soon", "-", "2019-", "²⁰¹⁹-¹¹"])
@pytest.mark.parametrize(
    "column", ["statements.as_of", "statements.since", "actions.started_on", "actions.status_as_of", "sources.date"]
)
def test_a_date_that_is_none_is_no_traceback(store_path: Path, open_readers: Open, column: str, value: str) -> None:
    """Another program wrote a date as it pleased: shown as it is, or refused; never another error."""
    name, field = column.split(".")
    with closing(sqlite3.connect(store_path)) as connection, connection:
        connection.execute(f"UPDATE {name} SET {field} = ?", (value,))
    assert no_other_error(lambda: _printed(open_readers(store_path)))


def test_text_that_is_no_utf8_is_no_traceback(store_path: Path, open_readers: Open) -> None:
    """Another program wrote Latin-1: refused in one line, or shown with a mark of replacement."""
    foreign(store_path, "UPDATE agencies SET name = CAST(X'436166E9' AS TEXT) WHERE slug = 'europol'")
    assert no_other_error(lambda: _printed(open_readers(store_path)))


def test_a_look_notices_what_another_connection_committed(store_path: Path, open_readers: Open) -> None:
    """False while nothing happens and for its own look; true once after another's commit; not before it commits."""
    reader = open_readers(store_path)
    changes = Changes(reader.store.connection)
    assert changes.since_last_look() is False
    with closing(connect(store_path, read_only=False, key=None, wait=1.0)) as other:
        reader.read(SituationOf())
        assert changes.since_last_look() is False
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE agencies SET note = 'seen' WHERE slug = 'europol'")
        assert changes.since_last_look() is False
        other.execute("COMMIT")
        assert changes.since_last_look() is True
        assert changes.since_last_look() is False
        assert reader.read(AgencyOf("europol")).agency.note == "seen"
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE agencies SET note = 'unseen'")
        other.execute("ROLLBACK")
        assert changes.since_last_look() is False


def test_a_look_does_not_notice_its_own_commit(store_path: Path) -> None:
    """What this board wrote it knows already."""
    with closing(open_store(store_path, record=None).connection) as connection:
        changes = Changes(connection)
        connection.execute("UPDATE agencies SET note = 'own' WHERE slug = 'europol'")
        assert changes.since_last_look() is False


def test_two_readers_are_told_of_one_addition(store_path: Path, open_readers: Open) -> None:
    """Every board on the file hears of it, and of it once; the one that added it does not."""
    writer, *others = (open_readers(store_path) for _one in range(3))
    values = {"slug": "new-one", "name": "New one", "kind": "police"}
    assert add(writer.store, "agencies", values) == "new-one"
    assert writer.changed() is False
    assert [other.changed() for other in others] == [True, True]
    assert [other.changed() for other in others] == [False, False]


def test_a_situation_is_of_one_state_of_the_store(store_path: Path, open_readers: Open) -> None:
    """An addition in the middle of reading is seen whole at the next look, and not by halves in this one."""
    reader = open_readers(store_path)
    before = reader.read(SituationOf())
    with closing(connect(store_path, read_only=False, key=None, wait=1.0)) as other:
        reader.store.connection.execute("BEGIN")
        reader.store.connection.execute("SELECT count(*) FROM agencies").fetchone()
        other.execute("UPDATE agencies SET name = 'renamed'")
        seen = reader.store.connection.execute("SELECT name FROM agencies WHERE slug = 'europol'").fetchone()[0]
        reader.store.connection.execute("ROLLBACK")
    assert seen == "Europol"
    assert {panel.agency.name for panel in reader.read(SituationOf()).partners} == {"renamed"}
    assert json.loads(show.as_json(before))["partners"][0]["name"] != "renamed"
