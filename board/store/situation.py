"""Reading the situation: everything the board shows of one action, in one look at the store."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from board.locale import _
from board.model.disagreement import contradictions
from board.model.instants import milliseconds
from board.model.moment import Clock, Moment
from board.model.situation import ActionView, EntryView, HitView, Situation
from board.model.text import clean
from board.model.vocabulary import ActionStatus, Target
from board.store.connection import Connection, reading
from board.store.edition import marking_of, setting
from board.store.panels import content_panels, partner_panels
from board.store.refused import Refused
from board.store.statements import day, disagreements_among, disputed_by, plain, published_by, statements_of
from board.store.tallies import Tallies

TAIL = 5
"""Entries at the end of the ledger that a situation holds."""


def read_situation(
    connection: Connection, action: str | None, now: datetime, moment: Moment | None = None
) -> Situation:
    """Return the situation of an action at one state of the store.

    Args:
        connection: The store.
        action: Slug; None for the newest ongoing action, or the newest of all where none is ongoing.
        now: The instant of reading, aware.
        moment: As it was then; None for as it is.

    Raises:
        Refused: There is no such action; the nearest is named.
    """
    with reading(connection):
        return situation_of(connection, action, now, moment)


def situation_of(connection: Connection, action: str | None, now: datetime, moment: Moment | None = None) -> Situation:
    """Return what `read_situation` returns; call it within a transaction, which may be one that writes."""
    now = now if moment is None else moment.at
    order = _actions_by_date(connection)
    slug = _newest(connection) if action is None else action
    if slug is None:
        raise Refused(_("the store holds no action yet: add one with “board actions add”"))
    if slug not in order:
        raise Refused(unknown(_("action"), slug, order, "board actions list"))
    statements = published_by(moment, statements_of(connection, slug))
    view = _action(connection, slug)
    tallies = Tallies(connection, slug, now, moment)
    place = order.index(slug)
    linked = disputed_by(moment, disagreements_among(connection, statements))
    disputes, cautions = contradictions(statements, linked)
    return Situation(
        action=view,
        marking=marking_of(connection),
        as_of=now,
        entries=tallies.entries,
        head=_head(connection, moment),
        stages=tallies.stages,
        content_types=content_panels(connection, view, statements, tallies, disputes),
        partners=partner_panels(connection, slug, statements, tallies, moment),
        providers=tallies.providers(),
        statements=statements,
        disagreements=disputes,
        cautions=cautions,
        tempos=tallies.tempos(),
        tail=_tail(connection, slug, moment) if tallies.entries else (),
        before=clean(order[place - 1]) if place else None,
        after=clean(order[place + 1]) if place + 1 < len(order) else None,
        moment=moment,
    )


def _tail(connection: Connection, action: str, moment: Moment | None) -> tuple[EntryView, ...]:
    from board.store.entries import last_entries  # not wanted while nothing was counted

    return last_entries(connection, action, TAIL, moment)


def unknown(what: str, slug: str, known: Iterable[str], command: str) -> str:
    """Say that there is no such thing, and which known name is nearest, or which command prints the names."""
    import difflib

    names, wanted = list(known), slug.casefold()
    near = [name for name in names if wanted and name.startswith(wanted)]
    near = near or difflib.get_close_matches(wanted, names, 1, 0.3)
    hint = (_("did you mean {near}?") if near else _("{command} says which there are")).format(
        near="".join(near[:1]), command=command
    )
    return _("there is no {what} {slug}: {hint}").format(what=what, slug=clean(slug)[:80], hint=hint)


def _actions_by_date(connection: Connection) -> list[str]:
    rows = connection.execute(
        "SELECT slug FROM actions ORDER BY coalesce(started_on, ended_on) IS NULL, coalesce(started_on, ended_on), slug"
    ).fetchall()
    return [row[0] for row in rows]


def _newest(connection: Connection) -> str | None:
    row: tuple[str] | None = connection.execute("""
        SELECT slug FROM actions
        ORDER BY status = 'ongoing' DESC, coalesce(started_on, ended_on) DESC NULLS LAST, slug LIMIT 1
    """).fetchone()
    return row and row[0]


def _action(connection: Connection, slug: str) -> ActionView:
    row = connection.execute(
        """
        SELECT name, status, status_as_of, started_on, ended_on, objective, command_post, place, exercise, ordinal, note
        FROM actions WHERE slug = :slug
        """,
        {"slug": slug},
    ).fetchone()
    name, status, status_as_of, started, ended, objective, post, place, exercise, ordinal, note = row
    hits = connection.execute(
        "SELECT target, words FROM hits WHERE action = :slug ORDER BY id", {"slug": slug}
    ).fetchall()
    points: defaultdict[str, list[str]] = defaultdict(list)
    for kind, words in connection.execute(
        "SELECT kind, words FROM points WHERE action = :slug ORDER BY id", {"slug": slug}
    ).fetchall():
        points[kind].append(clean(words))
    return ActionView(
        slug=clean(slug),
        name=clean(name),
        status=ActionStatus(status),
        status_as_of=day(status_as_of),
        started_on=day(started),
        ended_on=day(ended),
        objective=plain(objective),
        command_post=plain(post),
        place=plain(place),
        exercise=bool(exercise),
        ordinal=ordinal,
        hits=tuple(HitView(Target(target), clean(words)) for target, words in hits),
        effects=tuple(points["effect"]),
        context=tuple(points["context"]),
        note=plain(note),
    )


def _head(connection: Connection, moment: Moment | None) -> str | None:
    """Return the hash of the last entry of this store; as we knew it, of the last one that was recorded by then.

    What happened by a moment was recorded at any time and is no beginning of the ledger, so by that clock there is
    none.
    """
    if moment is not None and moment.clock == Clock.HAPPENED:
        return None
    site = setting(connection, "site")
    row: tuple[int, str] | None = connection.execute(
        "SELECT seq, lower(hex(hash)) FROM ledger WHERE site = ? ORDER BY seq DESC LIMIT 1", (site,)
    ).fetchone()
    if row is None:
        return None
    if moment is None:
        return row[1]
    before, after, at = 0, row[0] + 1, milliseconds(moment.at)  # recording order is the order of time
    while after - before > 1:
        middle = (before + after) // 2
        recorded: tuple[int] = connection.execute(
            "SELECT recorded_at FROM ledger WHERE site = ? AND seq = ?", (site, middle)
        ).fetchone()
        before, after = (middle, after) if recorded[0] <= at else (before, middle)
    row = connection.execute(
        "SELECT seq, lower(hex(hash)) FROM ledger WHERE site = ? AND seq = ?", (site, before)
    ).fetchone()
    return row and row[1]
