"""The public record's way into the store: read from its folder, checked as a whole, taken in at one stroke."""

import difflib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ValidationError
from sqlite_utils import Database

from board.locale import _
from board.locale.causes import cause
from board.model.record import Record
from board.store.connection import Connection, writing
from board.store.edition import is_exercise
from board.store.refused import Refused

PARTS = (
    "agencies",
    "sources",
    "actions",
    "aggregates",
    "participations",
    "statements",
    "disagreements",
    "findings",
)
"""The lists of a record; each is a file of that name in its folder, and may be missing."""

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes; a record file above this is not a record."""


def read_record(folder: Path) -> Record:
    """Read and validate the record in `folder`. References are checked when it is taken in.

    Raises:
        Refused: A file is no JSON, or a value in it is not what the model says; names file, entry and field.
    """
    document: dict[str, object] = dict(_object(folder / "record.json"))
    for part in PARTS:
        file = folder / f"{part}.json"
        if file.exists():
            document[part] = _json(file)
    try:
        return Record.model_validate(document)
    except ValidationError as error:
        raise Refused(_first(error, document, folder)) from error


def _json(file: Path) -> object:
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise Refused(_("{file} is too large for a record file").format(file=file))
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refused(_("{file} cannot be read: {why}").format(file=file, why=cause(error))) from error
    except (ValueError, RecursionError) as error:
        raise Refused(_("{file} is not JSON in UTF-8: {why}").format(file=file, why=error)) from error


def _object(file: Path) -> dict[str, object]:
    content = _json(file)
    if not isinstance(content, dict):
        raise Refused(_("{file} must hold one JSON object").format(file=file))
    return content


def _first(error: ValidationError, document: dict[str, object], folder: Path) -> str:
    """Say the first thing that is wrong, where it stands, and how many more there are."""
    problem, *more = error.errors(include_url=False)
    part, *path = problem["loc"] or ("record",)
    entry = ""
    if path and isinstance(path[0], int):
        index = path.pop(0)
        items = document.get(str(part))
        item = items[int(index)] if isinstance(items, list) else None
        slug = item.get("slug") if isinstance(item, dict) else None
        entry = _("entry {number}").format(number=int(index) + 1) + (f" ({str(slug)[:80]})" if slug else "")
    file = folder / (f"{part}.json" if part in PARTS else "record.json")
    path = path if part in PARTS else [part]
    where = ", ".join(filter(None, [str(file), entry, ".".join(str(step) for step in path)]))
    rest = _("; {count} more like it").format(count=len(more)) if more else ""
    return f"{where}: {problem['msg'].removeprefix('Value error, ')}{rest}"


def take_in(connection: Connection, record: Record, digest: str | None = None) -> dict[str, int]:
    """Bring in what is new of a record, in one transaction. What the store has already stays as it is.

    Args:
        connection: A store that may be written.
        record: The record.
        digest: Remember that the record with this digest was taken in.

    Returns:
        How many of each part were new.

    Raises:
        Refused: Something refers to what neither record nor store has, or a slug stands twice. Nothing is changed.
    """
    with writing(connection):
        return bring_in(connection, record, digest)


def bring_in(connection: Connection, record: Record, digest: str | None = None) -> dict[str, int]:
    """Do what `take_in` does within a transaction that writes: whoever is not content with it rolls it back.

    Raises:
        Refused: As for `take_in`.
    """
    database = Database(connection, execute_plugins=False)
    new: dict[str, int] = {}
    _check(database, record)
    for part in ("agencies", "sources", "actions", "aggregates", "statements", "disagreements", "findings"):
        fresh = list(_fresh(database, part, getattr(record, part)))
        new[part] = len(fresh)
        _ROWS[part](database, fresh)
    new["participations"] = _add_participations(database, record)
    _add_details(database, record)
    _link(database, record)
    if digest is not None:
        connection.execute(
            "INSERT OR IGNORE INTO settings (key, value) VALUES (:key, :edition)",
            {"key": f"record {digest}", "edition": record.edition},
        )
    return new


def _slugs(database: Database, part: str) -> set[str]:
    return {row[0] for row in database.execute(f"SELECT slug FROM {part}").fetchall()}  # noqa: S608 a name from PARTS


def _check(database: Database, record: Record) -> None:
    """Refuse a slug that stands twice in a part, and a reference to nothing."""
    known: dict[str, set[str]] = {}
    for part in ("agencies", "sources", "actions", "aggregates", "statements", "disagreements", "findings"):
        slugs = [item.slug for item in getattr(record, part)]
        seen: set[str] = set()
        for slug in slugs:
            if slug in seen:
                raise Refused(_("{part}: the slug {slug} stands twice").format(part=part, slug=slug))
            seen.add(slug)
        known[part] = seen | _slugs(database, part)
    both = sorted(known["actions"] & known["aggregates"])
    if both:
        raise Refused(_("{slug} is the slug of an action and of an aggregate").format(slug=both[0]))
    for part, owner, where, slug in _references(record):
        if slug not in known[where]:
            near = difflib.get_close_matches(slug, known[where], 1, 0.4)
            hint = _("; did you mean {slug}?").format(slug=near[0]) if near else ""
            raise Refused(
                _("{part}, {owner}: there is no {slug} among the {where}{hint}").format(
                    part=part, owner=owner, slug=slug, where=where, hint=hint
                )
            )


def _references(record: Record) -> Iterator[tuple[str, str, str, str]]:
    """Yield every reference of a record: part, owner, the part it points into, the slug."""
    for action in record.actions:
        told = [hit.source for hit in action.hits]
        told += [point.source for point in (*action.effects, *action.context)]
        for source in (*action.sources, *told):
            yield "actions", action.slug, "sources", source
    for aggregate in record.aggregates:
        yield "aggregates", aggregate.slug, "agencies", aggregate.agency
    for part in record.participations:
        owner = f"{part.agency} in {part.action}"
        yield "participations", owner, "actions", part.action
        yield "participations", owner, "agencies", part.agency
        yield "participations", owner, "sources", part.source
    for said in record.statements:
        for where, slug in (
            ("actions", said.action),
            ("aggregates", said.aggregate),
            ("agencies", said.agency),
            ("agencies", said.share_of),
            ("sources", said.source),
        ):
            if slug is not None:
                yield "statements", said.slug, where, slug
    for dispute in record.disagreements:
        for slug in dispute.statements:
            yield "disagreements", dispute.slug, "statements", slug
    for finding in record.findings:
        yield "findings", finding.slug, "actions", finding.action
        yield "findings", finding.slug, "sources", finding.source


def _fresh(database: Database, part: str, items: Iterable[BaseModel]) -> Iterator[BaseModel]:
    have = _slugs(database, part)
    return (item for item in items if item.model_dump(include={"slug"})["slug"] not in have)


def _add_agencies(database: Database, agencies: list[BaseModel]) -> None:
    database.table("agencies").insert_all(agency.model_dump(mode="json", exclude={"names"}) for agency in agencies)


def _add_sources(database: Database, sources: list[BaseModel]) -> None:
    database.table("sources").insert_all(source.model_dump(mode="json") for source in sources)


def _add_actions(database: Database, actions: list[BaseModel]) -> None:
    told = {"hits", "effects", "context", "sources"}
    for action in actions:
        row = action.model_dump(mode="json", exclude=told)
        exercise = bool(row["exercise"]) or is_exercise(database.conn)
        database.table("actions").insert({**row, "exercise": int(exercise)})


def _add_aggregates(database: Database, aggregates: list[BaseModel]) -> None:
    database.table("aggregates").insert_all(aggregate.model_dump(mode="json") for aggregate in aggregates)


def _add_statements(database: Database, statements: list[BaseModel]) -> None:
    for statement in statements:
        row = statement.model_dump(mode="json")
        units = row.pop("of")
        database.table("statements").insert({**row, "quoted": int(row["quoted"])})
        database.table("statement_units").insert_all(
            {"statement": row["slug"], "position": position, "unit": unit} for position, unit in enumerate(units)
        )


def _add_disagreements(database: Database, disagreements: list[BaseModel]) -> None:
    for dispute in disagreements:
        row = dispute.model_dump(mode="json", exclude={"statements"})
        drifts = " ".join(row["drifts"])
        database.table("disagreements").insert({**row, "drifts": drifts, "caution": int(row["caution"])})


def _add_findings(database: Database, findings: list[BaseModel]) -> None:
    database.table("findings").insert_all(finding.model_dump(mode="json") for finding in findings)


_ROWS = {
    "agencies": _add_agencies,
    "sources": _add_sources,
    "actions": _add_actions,
    "aggregates": _add_aggregates,
    "statements": _add_statements,
    "disagreements": _add_disagreements,
    "findings": _add_findings,
}


def _add_participations(database: Database, record: Record) -> int:
    """Add the roles that are new; say how many partners gained one."""
    have = {tuple(row) for row in database.execute("SELECT action, agency, role FROM participations").fetchall()}
    gained = 0
    for part in record.participations:
        rows = [
            {
                "action": part.action,
                "agency": part.agency,
                "role": str(role),
                "words": part.words,
                "source": part.source,
            }
            for role in dict.fromkeys(part.roles)
            if (part.action, part.agency, str(role)) not in have
        ]
        have.update((row["action"], row["agency"], row["role"]) for row in rows)
        database.table("participations").insert_all(rows)
        gained += bool(rows)
    return gained


def _add_details(database: Database, record: Record) -> None:
    """Add what a record says more of an agency or action, new or known: names, sources, hits, effects, context."""
    names = [
        {"agency": agency.slug, "language": language, "name": name}
        for agency in record.agencies
        for language, name in agency.names.items()
    ]
    sources = [{"action": action.slug, "source": source} for action in record.actions for source in action.sources]
    hits = [{"action": action.slug, **hit.model_dump(mode="json")} for action in record.actions for hit in action.hits]
    points = [
        {"action": action.slug, "kind": kind, **point.model_dump(mode="json")}
        for action in record.actions
        for kind, told in (("effect", action.effects), ("context", action.context))
        for point in told
    ]
    for rows, statement in (
        (names, "INSERT OR IGNORE INTO agency_names (agency, language, name) VALUES (:agency, :language, :name)"),
        (sources, "INSERT OR IGNORE INTO action_sources (action, source) VALUES (:action, :source)"),
        (hits, "INSERT OR IGNORE INTO hits (action, target, words, source) VALUES (:action, :target, :words, :source)"),
        (points, "INSERT OR IGNORE INTO points (action, kind, words, source) VALUES (:action, :kind, :words, :source)"),
    ):
        database.conn.executemany(statement, rows)


def _link(database: Database, record: Record) -> None:
    """Add to each disagreement the statements it does not hold yet, behind those it has."""
    for dispute in record.disagreements:
        have = [
            row[0]
            for row in database.execute(
                "SELECT statement FROM disagreement_statements WHERE disagreement = :slug", {"slug": dispute.slug}
            ).fetchall()
        ]
        fresh = [slug for slug in dict.fromkeys(dispute.statements) if slug not in have]
        database.table("disagreement_statements").insert_all(
            {"disagreement": dispute.slug, "position": position, "statement": slug}
            for position, slug in enumerate(fresh, len(have))
        )
