"""Checking what lies outside the ledger: no hash covers it, so it is held against what it came from.

The record's rows are held against the record that ships, if the store has taken in that very one; those of an exercise
against its scenario. That a store is an exercise stands in its site, which every entry's hash covers; an action and the
marking are held against the last situation report, which is sealed by its digest. What came in otherwise is counted
and named as not covered.
"""

import hashlib
import json
import uuid
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from board.locale import _, punctuation, words
from board.model.frozen import NotFrozen, read
from board.model.record import Record
from board.model.scenario import Scenario
from board.model.text import clean
from board.model.vocabulary import Marking
from board.store.connection import Connection
from board.store.edition import digest_of, setting, shipped_record
from board.store.exercise import SCENARIO, exercise_of
from board.store.play import record_of, site_of
from board.store.record import read_record, take_in
from board.store.refused import Refused
from board.store.shapes_check import new_store

MOST_NAMED = 10
"""Rows that are named."""

_KEYS = {
    "agencies": ("slug",),
    "agency_names": ("agency", "language"),
    "sources": ("slug",),
    "actions": ("slug",),
    "action_sources": ("action", "source"),
    "hits": ("action", "target", "words"),
    "points": ("action", "kind", "words"),
    "aggregates": ("slug",),
    "participations": ("action", "agency", "role"),
    "statements": ("slug",),
    "statement_units": ("statement", "position"),
    "disagreements": ("slug",),
    "disagreement_statements": ("disagreement", "statement"),
    "findings": ("slug",),
}
"""The tables of a record, and what a row of each is known by."""

_PARTS = ("agencies", "sources", "actions", "aggregates", "participations", "statements", "disagreements", "findings")
"""Those that are counted where they were added here."""

_BY_NOTHING = ("profiles", "addresses")
"""Tables that come from no record."""

_FIRST_STAYS = ("statement_units",)
"""Tables into which a later record brings nothing for what the store has."""


class Coverage(NamedTuple):
    """What of a store can be checked at all."""

    record: str = ""
    """What the record was held against, "" where it came from nothing that is at hand."""
    beyond: tuple[str, ...] = ()
    """What nothing in the store can vouch for, each in a line."""


class Checked(NamedTuple):
    """What a check of the record found."""

    problems: tuple[str, ...]
    coverage: Coverage


def check(connection: Connection) -> Checked:
    """Hold what lies outside the ledger against what it came from. Reads; writes nothing."""
    problems: list[str] = []
    beyond: list[str] = []
    record, sole = _came_from(connection, problems, beyond)
    added = dict.fromkeys(_PARTS, 0)
    if record is not None:
        wrong = list(_differences(connection, record, sole, added, beyond))
        problems += wrong[:MOST_NAMED]
        if len(wrong) > MOST_NAMED:
            problems.append(_("{count} more rows of the record are not what they were").format(
                count=len(wrong) - MOST_NAMED))  # fmt: skip
    else:
        for part in added:
            added[part] = connection.execute(f"SELECT count(*) FROM {part}").fetchone()[0]  # noqa: S608 ours
    for table in _BY_NOTHING:
        added[table] = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 ours
    if any(added.values()):
        counted = ", ".join(f"{_called(part)} {count}" for part, count in added.items() if count)
        beyond.append(_("what was added here: {counted}").format(counted=counted))
    problems += _against_reports(connection, beyond)
    origin = ""
    if record is not None:
        origin = _("the record that ships") if exercise_of(connection) is None else _("the exercise's scenario")
    return Checked(tuple(problems), Coverage(origin, tuple(beyond)))


def _came_from(connection: Connection, problems: list[str], beyond: list[str]) -> tuple[Record | None, bool]:
    """Return the record that a store has taken in and that is still at hand, and whether it took in no other."""
    site = setting(connection, "site") or ""
    exercise = exercise_of(connection)
    if exercise is not None:
        document = setting(connection, SCENARIO) or ""
        if site != site_of(exercise) or hashlib.sha256(document.encode()).hexdigest() != exercise.digest:
            problems.append(_("the store says that it is an exercise, and its site is not that of this exercise"))
            return None, False
        return record_of(Scenario.model_validate(json.loads(document))), True
    if _is_of_exercise(site):
        problems.append(_("the store's site is one of an exercise, and the store no longer says that it is one"))
    digests = {row[0] for row in connection.execute("SELECT key FROM settings WHERE key LIKE 'record %'").fetchall()}
    try:
        digest, record = digest_of(shipped_record()), read_record(shipped_record())
    except Refused as refusal:
        beyond.append(_("the record: {why}").format(why=refusal))
        return None, False
    if f"record {digest}" not in digests:
        beyond.append(_("the record: the one that ships was not taken in, so there is nothing to compare"))
        return None, False
    return record, len(digests) == 1


def _is_of_exercise(site: str) -> bool:
    try:
        return uuid.UUID(site).version == 5  # by name, as the sites of exercises are
    except ValueError:
        return False


def _differences(
    connection: Connection, record: Record, sole: bool, added: dict[str, int], beyond: list[str]
) -> Iterator[str]:
    """Yield what is not as in a record that was taken in; count what is not of it.

    Where another record was taken in as well, a row may be that one's: then it is said that nobody can tell.
    """
    differ = 0
    with new_store() as fresh:
        take_in(fresh, record)
        for table, key in _KEYS.items():
            right, kept = _rows(fresh, table, key), _rows(connection, table, key)
            for one, values in right.items():
                named = {"table": _called(table), "key": clean(" ".join(map(str, one)))}
                if one in kept and kept[one] == values:
                    continue
                if not sole and (one in kept or table in _FIRST_STAYS):
                    differ += 1
                elif one in kept:
                    yield _("the record, {table}, {key}: it is not what was taken in").format(**named)
                else:
                    yield _("the record, {table}, {key}: it was taken out").format(**named)
            more = [one for one in kept if one not in right]
            if table in added:
                added[table] = len(more)
            elif table in _FIRST_STAYS and sole:
                for one in more:
                    if (one[0],) in _rows(fresh, "statements", ("slug",)):
                        yield _("the record, {table}, {key}: it was put in").format(
                            table=_called(table), key=clean(" ".join(map(str, one)))
                        )
    if differ:
        beyond.append(_(
            "the record: {count} rows differ from the one that ships; the store took in another one too, and whether "
            "they are of it or were changed nobody can tell").format(count=differ))  # fmt: skip


def _called(table: str) -> str:
    """Return what the rows of a table are called."""
    return {
        "agencies": _("agencies"),
        "agency_names": _("names of agencies"),
        "sources": _("sources"),
        "actions": _("actions"),
        "action_sources": _("sources of actions"),
        "hits": _("what was hit"),
        "points": _("effects and context"),
        "aggregates": _("running counts"),
        "participations": _("roles of partners"),
        "statements": _("published figures"),
        "statement_units": _("units of statements"),
        "disagreements": _("disagreements"),
        "disagreement_statements": _("statements of disagreements"),
        "findings": _("findings"),
        "profiles": _("what is remembered of partners' files"),
        "addresses": _("addresses that were kept"),
    }[table]


def _rows(connection: Connection, table: str, key: Sequence[str]) -> dict[tuple[object, ...], tuple[object, ...]]:
    """Return the rows of a table by what they are known by; numbers that the store itself gave are left out."""
    names = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()]
    rest = [name for name in names if name != "id" and name not in key]
    query = f"SELECT {', '.join([*key, *rest])} FROM {table}"  # noqa: S608 ours
    return {row[: len(key)]: row[len(key) :] for row in connection.execute(query).fetchall()}


def _against_reports(connection: Connection, beyond: list[str]) -> Iterator[str]:
    """Yield the actions that the last report on them calls an exercise and the store does not, or the other way."""
    marking = setting(connection, "marking")
    if marking not in list(Marking):
        yield _("the store's marking is none")
    told = set()
    for action, number, content in connection.execute(
        """
        SELECT action, number, content FROM situation_reports AS one
        WHERE number = (SELECT max(number) FROM situation_reports WHERE action = one.action) ORDER BY action
        """
    ):
        try:
            situation = read(content).situation
        except NotFrozen:  # which is said of the report itself
            continue
        named = {"action": clean(action), "number": number}
        now = connection.execute("SELECT exercise FROM actions WHERE slug = ?", (action,)).fetchone()
        if now is not None and bool(now[0]) != situation.action.exercise:
            yield _("{action}: situation report {number} says otherwise whether it is an exercise").format(**named)
        if situation.marking != marking:
            told.add(_("situation report {number} of {action} is marked {marking}").format(
                marking=words.marking(situation.marking), **named))  # fmt: skip
    label = words.marking(Marking(marking)) if marking in list(Marking) else clean(str(marking))
    said = _("the marking {marking}").format(marking=label)
    beyond.append(punctuation.one_by_one([said, *sorted(told)]))
