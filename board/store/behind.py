"""Which entries of the ledger stand behind the tallies of an action: how many, from which to which, by site."""

from typing import NamedTuple

from board.model.instants import milliseconds
from board.model.moment import Moment
from board.model.text import clean
from board.model.vocabulary import ContentType, Stage
from board.store.connection import speaking
from board.store.opening import Store
from board.store.outgoing import Outgoing, Total, outgoing


class Run(NamedTuple):
    """Entries of one site behind the tallies of one agency, content type and stage."""

    agency: str
    content_type: ContentType
    stage: Stage
    site: str
    first: int
    """Sequence number of the first of them; others of the site may lie between it and the last."""
    last: int
    entries: int


class Evidence(NamedTuple):
    """An action at one state of the store, and what stands behind its tallies."""

    of: Outgoing
    totals: tuple[Total, ...]
    runs: tuple[Run, ...]
    names: dict[str, dict[str, str]]
    """By agency, its names by language (ISO 639-1)."""


def evidence_of(store: Store, action: str | None, moment: Moment | None) -> Evidence:
    """Return an action with the entries behind each tally, all of one state of the store.

    Raises:
        Refused: There is no such action, or the store cannot be read.
    """
    with outgoing(store, action, moment) as of, speaking(store.path, store.wait):
        until, values = "", {"action": of.situation.action.slug, "until": 0}
        if moment is not None:
            until, values["until"] = f"AND {moment.clock} <= :until", milliseconds(moment.at)
        rows = store.connection.execute(
            f"""
            SELECT agency, content_type, stage, site, min(seq), max(seq), count(*)
            FROM ledger WHERE action = :action {until}
            GROUP BY agency, content_type, stage, site ORDER BY site, agency, content_type, stage
            """,  # noqa: S608 ours
            values,
        ).fetchall()
        named = store.connection.execute("SELECT agency, language, name FROM agency_names").fetchall()
        names: dict[str, dict[str, str]] = {}
        for agency, language, name in named:
            names.setdefault(clean(agency), {})[language] = clean(name)
        runs = tuple(
            Run(clean(agency), ContentType(unit), Stage(stage), clean(site), first, last, entries)
            for agency, unit, stage, site, first, last, entries in rows
        )
        return Evidence(of, of.totals(), runs, names)
