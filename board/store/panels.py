"""The panels of a situation: for each content type and each partner what was counted, beside what was published."""

from collections import defaultdict

from board.model.disagreement import contradiction
from board.model.moment import Moment
from board.model.situation import (
    ActionView,
    ContentPanel,
    DisagreementView,
    Listed,
    PartnerPanel,
    StatementView,
)
from board.model.vocabulary import FIRST_TYPES, LEDGER_STAGES, LEDGER_TYPES, ContentType, Role, Stage, Target
from board.store.connection import Connection
from board.store.contributions import contributions
from board.store.own_names import own_name
from board.store.statements import agency_view, plain
from board.store.tallies import Tallies, sum_of

_UNIT_OF_TARGET = {Target.APP: ContentType.APP, Target.WEB: ContentType.WEBSITE, Target.SERVERS: ContentType.SERVER}
_ROLE_ORDER = {role: place for place, role in enumerate(Role)}


def content_panels(
    connection: Connection,
    action: ActionView,
    statements: tuple[StatementView, ...],
    tallies: Tallies,
    disputes: tuple[DisagreementView, ...],
) -> tuple[ContentPanel, ...]:
    """Return a panel for each of the four first types, and for every other that this action is known to touch."""
    shown = set(FIRST_TYPES) | tallies.units() | _added(connection, action.slug)
    shown |= {_UNIT_OF_TARGET[hit.target] for hit in action.hits if hit.target in _UNIT_OF_TARGET}
    counted = [said for said in statements if said.stage in LEDGER_STAGES]
    shown |= {unit for said in counted for unit in (said.unit, *said.of)}
    panels = []
    for unit in LEDGER_TYPES:
        if unit not in shown:
            continue
        said = tuple(one for one in counted if one.unit == unit)
        numbered = [one for one in said if one.quantity is not None]
        rows = tallies.of_unit(unit)
        stages = sum_of(rows)
        panels.append(
            ContentPanel(
                type=unit,
                stages=stages,
                statements=said,
                within=tuple(one for one in counted if unit in one.of and one.quantity is not None),
                against=contradiction(numbered[0], disputes) if numbered else None,
                shares=tallies.shares(stages),
                tempos=tallies.tempos("content_type", str(unit)) if rows else {},
                last=tallies.last(rows),
            )
        )
    return tuple(panels)


def _added(connection: Connection, action: str) -> set[ContentType]:
    """Return the content types for which somebody wants a panel before anything is counted."""
    rows = connection.execute(
        "SELECT content_type FROM action_content_types WHERE action = :action", {"action": action}
    ).fetchall()
    return {ContentType(row[0]) for row in rows}


def partner_panels(
    connection: Connection,
    action: str,
    statements: tuple[StatementView, ...],
    tallies: Tallies,
    moment: Moment | None = None,
) -> tuple[PartnerPanel, ...]:
    """Return a panel for each partner: leads first, then by role, then in the order of the record.

    Whoever counted something without being a partner has a panel too, at the end and without a role.
    """
    rows = connection.execute(
        f"""
        SELECT a.slug, {own_name("a")}, a.kind, a.country, a.note, p.role, p.words
        FROM participations AS p JOIN agencies AS a ON a.slug = p.agency
        WHERE p.action = :action ORDER BY a.rowid
        """,  # noqa: S608 ours
        {"action": action},
    ).fetchall()
    agencies = {row[0]: agency_view(*row[:5]) for row in rows}
    roles: defaultdict[str, list[Role]] = defaultdict(list)
    words: dict[str, str | None] = {}
    for slug, _name, _kind, _country, _note, role, said in rows:
        roles[slug].append(Role(role))
        words[slug] = words.get(slug) or plain(said)
    for slug in sorted(tallies.agencies() - agencies.keys()):
        row = connection.execute(_AGENCY, {"slug": slug}).fetchone()
        agencies[slug] = agency_view(*(row or (slug, slug, "other", None, None)))
    lists = _lists(connection, action) if moment is None else {}
    for slug in sorted(lists.keys() - agencies.keys()):  # all it sent was sent before: it has no tally
        row = connection.execute(_AGENCY, {"slug": slug}).fetchone()
        agencies[slug] = agency_view(*(row or (slug, slug, "other", None, None)))
    panels, lags = [], tallies.lags()
    for slug, agency in agencies.items():
        mine = tallies.of_agency(slug)
        units = dict.fromkeys(total.unit for total in mine)
        stages = sum_of(mine)
        panels.append(
            PartnerPanel(
                agency=agency,
                roles=tuple(sorted(roles[slug], key=_ROLE_ORDER.__getitem__)),
                words=words.get(slug),
                stages=stages,
                types={unit: sum_of(total for total in mine if total.unit == unit) for unit in units},
                own=tuple(said for said in statements if said.share_of and said.share_of.slug == slug),
                says=tuple(said for said in statements if said.agency.slug == slug and said.share_of is None),
                shares=tallies.shares(stages),
                tempos=tallies.tempos("agency", slug) if mine else {},
                last=tallies.last(mine),
                lag=lags.get(slug),
                lists=lists.get(slug, ()),
            )
        )
    return tuple(sorted(panels, key=lambda panel: _ROLE_ORDER[panel.roles[0]] if panel.roles else len(_ROLE_ORDER)))


_AGENCY = f"SELECT slug, {own_name('agencies')}, kind, country, note FROM agencies WHERE slug = :slug"  # noqa: S608 ours


def _lists(connection: Connection, action: str) -> dict[str, tuple[Listed, ...]]:
    """Return what each agency sent by name, by stage."""
    found: dict[str, tuple[Listed, ...]] = {}
    for one in contributions(connection, action):
        found[one.agency] = (*found.get(one.agency, ()), Listed(Stage(one.stage), one.contributed, one.shared))
    return found
