"""Reading beyond one situation: the time line of all actions, one agency, what was published of a subject."""

from collections import defaultdict
from datetime import datetime

from board.locale import _, punctuation
from board.locale import words as said_as
from board.model.disagreement import contradictions
from board.model.moment import Moment
from board.model.situation import (
    AgencyFile,
    AgencyView,
    Appearance,
    StatementsFile,
    StatementView,
    Timeline,
    TimelineRow,
)
from board.model.text import clean
from board.model.vocabulary import LEDGER_STAGES, ActionStatus, Role, Target
from board.store.connection import Connection, reading
from board.store.edition import marking_of
from board.store.own_names import own_name
from board.store.refused import Refused
from board.store.situation import unknown
from board.store.statements import (
    agency_view,
    all_statements,
    day,
    disagreements_among,
    disputed_by,
    plain,
    published_by,
    statements_by,
    statements_of,
)


def read_timeline(connection: Connection, now: datetime) -> Timeline:
    """Return all actions by date, undated ones last, then the aggregates in the order of the record."""
    with reading(connection):
        said: defaultdict[str, list[StatementView]] = defaultdict(list)
        for statement in all_statements(connection):
            said[statement.subject].append(statement)
        disputes = _disputes(connection, said)
        targets: defaultdict[str, list[Target]] = defaultdict(list)
        for action, target in connection.execute("SELECT action, target FROM hits ORDER BY id").fetchall():
            targets[clean(action)].append(Target(target))
        actions = connection.execute("""
            SELECT slug, name, status, started_on, ended_on, exercise FROM actions
            ORDER BY coalesce(started_on, ended_on) IS NULL, coalesce(started_on, ended_on), slug
        """).fetchall()
        aggregates = connection.execute("SELECT slug, name FROM aggregates ORDER BY rowid").fetchall()
        rows = [
            TimelineRow(
                slug=clean(slug),
                name=clean(name),
                status=ActionStatus(status),
                started_on=day(started),
                ended_on=day(ended),
                exercise=bool(exercise),
                targets=tuple(dict.fromkeys(targets[clean(slug)])),
                headline=headline(said[clean(slug)]),
                statements=len(said[clean(slug)]),
                disagreements=disputes.get(clean(slug), 0),
                aggregate=False,
            )
            for slug, name, status, started, ended, exercise in actions
        ]
        rows += [
            TimelineRow(
                slug=clean(slug),
                name=clean(name),
                status=None,
                started_on=min(filter(None, (one.since or one.as_of for one in said[clean(slug)])), default=None),
                ended_on=max(filter(None, (one.as_of for one in said[clean(slug)])), default=None),
                exercise=False,
                targets=(),
                headline=headline(said[clean(slug)]),
                statements=len(said[clean(slug)]),
                disagreements=disputes.get(clean(slug), 0),
                aggregate=True,
            )
            for slug, name in aggregates
        ]
        return Timeline(marking_of(connection), now, tuple(rows))


def headline(statements: list[StatementView]) -> StatementView | None:
    """Return the figure that speaks for a subject: the first of the record that counts the whole of a takedown."""
    counted = [said for said in statements if said.quantity is not None]
    for wanted in (
        [said for said in counted if said.stage in LEDGER_STAGES and said.of_the_whole],
        [said for said in counted if said.stage in LEDGER_STAGES],
        counted,
    ):
        if wanted:
            return wanted[0]
    return None


def _disputes(connection: Connection, said: dict[str, list[StatementView]]) -> dict[str, int]:
    """Return how many disagreements each subject has, linked or found; cautions do not count."""
    everything = [statement for statements in said.values() for statement in statements]
    linked = disagreements_among(connection, everything)
    counts = {}
    for subject, statements in said.items():
        slugs = {statement.slug for statement in statements}
        mine = [one for one in linked if any(member.slug in slugs for member in one.statements)]
        counts[subject] = len(contradictions(statements, mine)[0])
    return counts


def read_agency(connection: Connection, slug: str, now: datetime) -> AgencyFile:
    """Return what is known of an agency.

    Raises:
        Refused: There is no such agency; the nearest is named.
    """
    with reading(connection):
        row = connection.execute(
            f"SELECT slug, {own_name('agencies')}, kind, country, note FROM agencies WHERE slug = :slug",  # noqa: S608 ours
            {"slug": slug},
        ).fetchone()
        if row is None:
            known = connection.execute("SELECT slug FROM agencies").fetchall()
            raise Refused(unknown(_("agency"), slug, [one[0] for one in known], "board agencies list"))
        names = connection.execute(
            "SELECT language, name FROM agency_names WHERE agency = :slug ORDER BY language", {"slug": slug}
        ).fetchall()
        roles: defaultdict[str, list[Role]] = defaultdict(list)
        actions: dict[str, tuple[str, str | None, str | None]] = {}
        for action, name, started, role, words in connection.execute(
            """
            SELECT x.slug, x.name, x.started_on, p.role, p.words
            FROM participations AS p JOIN actions AS x ON x.slug = p.action
            WHERE p.agency = :slug
            ORDER BY coalesce(x.started_on, x.ended_on) IS NULL, coalesce(x.started_on, x.ended_on), x.slug
            """,
            {"slug": slug},
        ).fetchall():
            roles[action].append(Role(role))
            actions[action] = (clean(name), day(started), plain(words))
        order = list(Role)
        return AgencyFile(
            marking=marking_of(connection),
            as_of=now,
            agency=agency_view(*row),
            names={clean(language): clean(name) for language, name in names},
            appearances=tuple(
                Appearance(clean(action), name, started, tuple(sorted(roles[action], key=order.index)), words)
                for action, (name, started, words) in actions.items()
            ),
            statements=(said := statements_by(connection, slug)),
            subjects=_subjects(connection, said),
        )


def _subjects(connection: Connection, statements: tuple[StatementView, ...]) -> dict[str, str]:
    """Return the names of the actions and aggregates that statements speak of."""
    rows = connection.execute("SELECT slug, name FROM actions UNION ALL SELECT slug, name FROM aggregates").fetchall()
    wanted = {said.subject for said in statements}
    return {clean(slug): clean(name) for slug, name in rows if clean(slug) in wanted}


def read_statements(connection: Connection, slug: str, now: datetime, moment: Moment | None = None) -> StatementsFile:
    """Return what was published of an action or an aggregate, as it was at a moment.

    Raises:
        Refused: There is neither an action nor an aggregate of that name; the nearest is named.
    """
    with reading(connection):
        row = connection.execute(
            """
            SELECT name, exercise, note FROM actions WHERE slug = :slug
            UNION ALL SELECT name, 0, note FROM aggregates WHERE slug = :slug
            """,
            {"slug": slug},
        ).fetchone()
        if row is None:
            known = connection.execute("SELECT slug FROM actions UNION SELECT slug FROM aggregates").fetchall()
            raise Refused(unknown(_("action"), slug, [one[0] for one in known], "board actions list"))
        name, exercise, note = row
        statements = published_by(moment, statements_of(connection, slug))
        linked = disputed_by(moment, disagreements_among(connection, statements))
        disputes, cautions = contradictions(statements, linked)
        return StatementsFile(
            marking=marking_of(connection),
            as_of=now if moment is None else moment.at,
            slug=clean(slug),
            name=clean(name),
            exercise=bool(exercise),
            statements=statements,
            disagreements=disputes,
            cautions=cautions,
            notes=_notes(connection, slug, note),
        )


def _notes(connection: Connection, slug: str, note: str | None) -> tuple[str, ...]:
    """Return what else the sources say of an action: what it hit, its effects, its context, why it is led."""
    found = [clean(note)] if note else []
    for kind, words, source in connection.execute(
        """
        SELECT said.what, said.words, sources.publisher FROM (
            SELECT 0 AS place, id, 'hit ' || target AS what, words, source FROM hits WHERE action = :slug
            UNION ALL SELECT 1, id, kind, words, source FROM points WHERE action = :slug
            UNION ALL SELECT 2, id, 'finding', words || coalesce(' (' || rendering || ')', ''), source
                FROM findings WHERE action = :slug
        ) AS said JOIN sources ON sources.slug = said.source ORDER BY place, said.id
        """,
        {"slug": slug},
    ).fetchall():
        label, _space, target = kind.partition(" ")
        named = {"hit": _("hit"), "effect": _("effect"), "context": _("context"), "finding": _("why it matters")}
        hit = said_as.target(Target(target)) if target in tuple(Target) else clean(target)
        what = f"{named[label]}, {hit}" if target else named[label]
        found.append(punctuation.labelled(what, f"{clean(words)} · {clean(source)}"))
    return tuple(found)


def all_agencies(connection: Connection) -> tuple[AgencyView, ...]:
    """Return every agency, by slug."""
    rows = connection.execute(
        f"SELECT slug, {own_name('agencies')}, kind, country, note FROM agencies ORDER BY slug"  # noqa: S608 ours
    ).fetchall()
    return tuple(agency_view(*row) for row in rows)
