"""Reading the situation: everything the board shows of one action, in one look at the store."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from board.locale import _
from board.model.disagreement import contradiction, contradictions
from board.model.figure import Quantity, Tally, all_units, weakest
from board.model.situation import (
    ActionView,
    ContentPanel,
    DisagreementView,
    HitView,
    PartnerPanel,
    ProviderTally,
    Situation,
    Stages,
    StatementView,
)
from board.model.text import clean
from board.model.vocabulary import (
    FIRST_TYPES,
    LEDGER_STAGES,
    LEDGER_TYPES,
    ActionStatus,
    ContentType,
    Marking,
    Qualifier,
    Role,
    Stage,
    Target,
)
from board.store.connection import Connection, reading
from board.store.edition import setting
from board.store.refused import Refused
from board.store.statements import agency_view, day, disagreements_among, plain, statements_of

_UNIT_OF_TARGET = {Target.APP: ContentType.APP, Target.WEB: ContentType.WEBSITE, Target.SERVERS: ContentType.SERVER}
_ROLE_ORDER = {role: place for place, role in enumerate(Role)}


def read_situation(connection: Connection, action: str | None, now: datetime) -> Situation:
    """Return the situation of an action at one state of the store.

    Args:
        connection: The store.
        action: Slug; None for the newest ongoing action, or the newest of all where none is ongoing.
        now: The instant of reading, aware.

    Raises:
        Refused: There is no such action; the nearest is named.
    """
    with reading(connection):
        order = _actions_by_date(connection)
        slug = _newest(connection) if action is None else action
        if slug is None:
            raise Refused(_("the store holds no action yet: add one with “board actions add”"))
        if slug not in order:
            raise Refused(unknown(_("action"), slug, order))
        statements = statements_of(connection, slug)
        view = _action(connection, slug)
        tallies = _tallies(connection, slug)
        place = order.index(slug)
        linked = disagreements_among(connection, statements)
        disputes, cautions = contradictions(statements, linked)
        return Situation(
            action=view,
            marking=marking_of(connection),
            as_of=now,
            entries=_entries(connection, slug),
            head=_head(connection),
            stages=_sum(tallies),
            content_types=_content_panels(view, statements, tallies, disputes),
            partners=_partner_panels(connection, slug, statements, tallies),
            providers=_providers(tallies),
            statements=statements,
            disagreements=disputes,
            cautions=cautions,
            before=clean(order[place - 1]) if place else None,
            after=clean(order[place + 1]) if place + 1 < len(order) else None,
        )


def unknown(what: str, slug: str, known: Iterable[str]) -> str:
    """Say that there is no such thing, and which known name is nearest."""
    import difflib

    names, wanted = list(known), slug.casefold()
    near = [name for name in names if wanted and name.startswith(wanted)]
    near = near or difflib.get_close_matches(wanted, names, 1, 0.3)
    hint = _("did you mean {near}?").format(near=near[0]) if near else _("see the list for the names there are")
    return _("there is no {what} {slug}: {hint}").format(what=what, slug=clean(slug)[:80], hint=hint)


def marking_of(connection: Connection) -> Marking:
    """Return with whom the content of the store may be shared."""
    return Marking(setting(connection, "marking") or Marking.RED)


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


def _entries(connection: Connection, action: str) -> int:
    row: tuple[int] = connection.execute(
        "SELECT coalesce(sum(entries), 0) FROM totals WHERE action = :action", {"action": action}
    ).fetchone()
    return row[0]


def _head(connection: Connection) -> str | None:
    row: tuple[str] | None = connection.execute(
        "SELECT lower(hex(hash)) FROM ledger WHERE site = :site ORDER BY seq DESC LIMIT 1",
        {"site": setting(connection, "site")},
    ).fetchone()
    return row and row[0]


class _Total:
    """One row of `totals`: a tally with what it is of."""

    __slots__ = ("agency", "provider", "tally")

    def __init__(self, agency: str, provider: str, tally: Tally) -> None:
        self.agency = agency
        self.provider = provider
        self.tally = tally


def _tallies(connection: Connection, action: str) -> list[_Total]:
    rows = connection.execute(
        """
        SELECT agency, provider, content_type, stage, quantity, at_least, at_most, about
        FROM totals WHERE action = :action
        """,
        {"action": action},
    ).fetchall()
    totals = []
    for agency, provider, unit, stage, quantity, at_least, at_most, about in rows:
        counts = ((Qualifier.AT_LEAST, at_least), (Qualifier.AT_MOST, at_most), (Qualifier.ABOUT, about))
        qualifier = weakest(*(one for one, count in counts if count))
        tally = Tally(Stage(stage), ContentType(unit), Quantity(quantity, qualifier))
        totals.append(_Total(agency, provider, tally))
    return totals


def _sum(totals: Iterable[_Total]) -> Stages:
    """Add up over agencies, providers and units, each stage for itself."""
    sums = all_units(total.tally for total in totals)
    return {stage: sums[stage].quantity for stage in Stage if stage in sums}


def _content_panels(
    action: ActionView,
    statements: tuple[StatementView, ...],
    totals: list[_Total],
    disputes: tuple[DisagreementView, ...],
) -> tuple[ContentPanel, ...]:
    """One panel for each of the four first types, and for every other that this action is known to touch."""
    shown = set(FIRST_TYPES) | {total.tally.unit for total in totals}
    shown |= {_UNIT_OF_TARGET[hit.target] for hit in action.hits if hit.target in _UNIT_OF_TARGET}
    counted = [said for said in statements if said.stage in LEDGER_STAGES]
    shown |= {unit for said in counted for unit in (said.unit, *said.of)}
    panels = []
    for unit in LEDGER_TYPES:
        if unit in shown:
            said = tuple(one for one in counted if one.unit == unit)
            numbered = [one for one in said if one.quantity is not None]
            panels.append(
                ContentPanel(
                    type=unit,
                    stages=_sum(total for total in totals if total.tally.unit == unit),
                    statements=said,
                    within=tuple(one for one in counted if unit in one.of and one.quantity is not None),
                    against=contradiction(numbered[0], disputes) if numbered else None,
                )
            )
    return tuple(panels)


def _partner_panels(
    connection: Connection, action: str, statements: tuple[StatementView, ...], totals: list[_Total]
) -> tuple[PartnerPanel, ...]:
    """One panel for each partner: leads first, then by role, then in the order of the record."""
    rows = connection.execute(
        """
        SELECT a.slug, a.name, a.kind, a.country, a.note, p.role, p.words
        FROM participations AS p JOIN agencies AS a ON a.slug = p.agency
        WHERE p.action = :action ORDER BY a.rowid
        """,
        {"action": action},
    ).fetchall()
    agencies = {row[0]: agency_view(*row[:5]) for row in rows}
    roles: defaultdict[str, list[Role]] = defaultdict(list)
    words: dict[str, str | None] = {}
    for slug, _name, _kind, _country, _note, role, said in rows:
        roles[slug].append(Role(role))
        words[slug] = words.get(slug) or plain(said)
    panels = []
    for slug, agency in agencies.items():
        mine = [total for total in totals if total.agency == slug]
        units = dict.fromkeys(total.tally.unit for total in mine if total.tally.unit is not None)
        panels.append(
            PartnerPanel(
                agency=agency,
                roles=tuple(sorted(roles[slug], key=_ROLE_ORDER.__getitem__)),
                words=words[slug],
                stages=_sum(mine),
                types={unit: _sum(total for total in mine if total.tally.unit == unit) for unit in units},
                own=tuple(said for said in statements if said.share_of and said.share_of.slug == slug),
                says=tuple(said for said in statements if said.agency.slug == slug and said.share_of is None),
            )
        )
    return tuple(sorted(panels, key=lambda panel: _ROLE_ORDER[panel.roles[0]]))


def _providers(totals: list[_Total]) -> tuple[ProviderTally, ...]:
    named = sorted({total.provider for total in totals if total.provider})
    return tuple(
        ProviderTally(clean(slug), _sum(total for total in totals if total.provider == slug)) for slug in named
    )
