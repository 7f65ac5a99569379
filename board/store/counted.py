"""Reading what was counted, closer than a situation does: one partner's part, and partner by content type."""

from datetime import datetime

from board.locale import _
from board.model.moment import Moment
from board.model.situation import Cell, Matrix, PartnerFile
from board.model.text import clean
from board.model.vocabulary import LEDGER_TYPES, Stage
from board.model.wanted import Filter, LedgerOf
from board.store.connection import Connection
from board.store.edition import marking_of
from board.store.entries import read_page
from board.store.overview import all_agencies
from board.store.refused import Refused
from board.store.situation import read_situation
from board.store.statements import agency_view
from board.store.tallies import Tallies

ENTRIES = 20
"""The last entries of a partner that its file shows."""


def read_partner(
    connection: Connection, action: str, agency: str, now: datetime, moment: Moment | None = None
) -> PartnerFile:
    """Return one partner's part of an action, as it was at a moment.

    Raises:
        Refused: There is no such action, or the agency is no partner of it and has counted nothing.
    """
    situation = read_situation(connection, action, now, moment)
    panel = next((one for one in situation.partners if one.agency.slug == agency), None)
    if panel is None:
        raise Refused(_("{agency} is no partner of this action").format(agency=clean(agency)[:80]))
    known = {one.slug: one for one in all_agencies(connection)}
    tallies = Tallies(connection, action, now, moment)
    found = tallies.cells(agency)
    cells = tuple(
        Cell(
            content_type=unit,
            provider=(known.get(slug) or agency_view(slug, slug, "other", None, None)) if slug else None,
            stages=found[unit, slug],
        )
        for unit, slug in sorted(found, key=lambda key: (LEDGER_TYPES.index(key[0]), key[1]))
    )
    page = read_page(connection, LedgerOf(action, Filter(agency=agency), most=ENTRIES, moment=moment), now)
    return PartnerFile(
        marking=marking_of(connection),
        as_of=situation.as_of,
        action=situation.action.slug,
        action_name=situation.action.name,
        exercise=situation.action.exercise,
        panel=panel,
        cells=cells,
        entries=page.rows,
        entries_in_all=tallies.entries_of(agency),
    )


def read_matrix(connection: Connection, action: str, now: datetime, moment: Moment | None = None) -> Matrix:
    """Return partner by content type, as it was at a moment; every content type and partner that has a panel.

    Raises:
        Refused: There is no such action.
    """
    situation = read_situation(connection, action, now, moment)
    counted = {stage for panel in situation.partners for stage in panel.stages}
    return Matrix(
        marking=situation.marking,
        as_of=situation.as_of,
        action=situation.action.slug,
        action_name=situation.action.name,
        exercise=situation.action.exercise,
        content_types=tuple(panel.type for panel in situation.content_types),
        stages=tuple(stage for stage in Stage if stage in counted),
        partners=situation.partners,
    )
