"""Reading what was published: statements, their sources, and where they disagree."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC

from board.model.figure import Quantity
from board.model.moment import Clock, Moment
from board.model.situation import AgencyView, DisagreementView, SourceView, StatementView
from board.model.text import clean
from board.model.vocabulary import AgencyKind, ContentType, Drift, Qualifier, SourceKind, Stage
from board.store.connection import Connection
from board.store.own_names import own_name

_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)

_STATEMENTS = f"""
    SELECT s.slug, coalesce(s.action, s.aggregate) AS subject, s.stage, s.quantity, s.qualifier, s.unit, s.part,
        s.since, s.as_of, s.wording, s.quoted, s.note,
        a.slug, {own_name("a")}, a.kind, a.country, a.note,
        o.slug, {own_name("o")}, o.kind, o.country, o.note,
        c.slug, c.publisher, c.title, c.date, c.address, c.language, c.kind, c.note,
        (SELECT group_concat(unit, ' ')
            FROM (SELECT unit FROM statement_units WHERE statement = s.slug ORDER BY position))
    FROM statements AS s
    JOIN agencies AS a ON a.slug = s.agency
    LEFT JOIN agencies AS o ON o.slug = s.share_of
    JOIN sources AS c ON c.slug = s.source
"""  # noqa: S608 ours


def plain(text: str | None) -> str | None:
    """Return stored text as harmless text: another program may have written it."""
    return None if text is None else clean(text)


def day(text: str | None) -> str | None:
    """Return a stored date as it is.

    Raises:
        ValueError: It is no date with ISO 8601's reduced precision.
    """
    if text is None or _DATE.fullmatch(text):
        return text
    raise ValueError(f"{text!r} is no date")


def agency_view(slug: str, name: str, kind: str, country: str | None, note: str | None) -> AgencyView:
    """Make an agency of its columns."""
    return AgencyView(clean(slug), clean(name), AgencyKind(kind), plain(country), plain(note))


def _statement(row: tuple[str, ...]) -> StatementView:
    (slug, subject, stage, quantity, qualifier, unit, part, since, as_of, wording, quoted, note) = row[:12]
    return StatementView(
        slug=clean(slug),
        subject=clean(subject),
        stage=Stage(stage),
        quantity=None if quantity is None else Quantity(int(quantity), Qualifier(qualifier)),
        unit=ContentType(unit),
        of=tuple(ContentType(one) for one in (row[30] or "").split()),
        agency=agency_view(*row[12:17]),
        share_of=agency_view(*row[17:22]) if row[17] is not None else None,
        part=plain(part),
        since=day(since),
        as_of=day(as_of),
        wording=clean(wording),
        quoted=bool(quoted),
        source=_source(row[22:30]),
        note=plain(note),
    )


def _source(row: tuple[str, ...]) -> SourceView:
    slug, publisher, title, date, address, language, kind, note = row
    return SourceView(
        clean(slug),
        clean(publisher),
        clean(title),
        day(date),
        plain(address),
        clean(language),
        SourceKind(kind),
        plain(note),
    )


def statements_of(connection: Connection, subject: str) -> tuple[StatementView, ...]:
    """Return what was published of an action or aggregate, in the order of the record."""
    rows = connection.execute(
        _STATEMENTS + " WHERE s.action = :subject OR s.aggregate = :subject ORDER BY s.id", {"subject": subject}
    ).fetchall()
    return tuple(_statement(row) for row in rows)


def statements_by(connection: Connection, agency: str) -> tuple[StatementView, ...]:
    """Return what an agency published, and what was published of its own part."""
    rows = connection.execute(
        _STATEMENTS + " WHERE s.agency = :agency OR s.share_of = :agency ORDER BY s.as_of IS NULL, s.as_of, s.id",
        {"agency": agency},
    ).fetchall()
    return tuple(_statement(row) for row in rows)


def all_statements(connection: Connection) -> tuple[StatementView, ...]:
    """Return every statement of the store, in the order of the record."""
    return tuple(_statement(row) for row in connection.execute(_STATEMENTS + " ORDER BY s.id").fetchall())


def all_sources(connection: Connection) -> tuple[SourceView, ...]:
    """Return every source of the store, by slug."""
    rows = connection.execute("""
        SELECT slug, publisher, title, date, address, language, kind, note FROM sources ORDER BY slug
    """).fetchall()
    return tuple(_source(row) for row in rows)


def disagreements_among(connection: Connection, statements: Iterable[StatementView]) -> tuple[DisagreementView, ...]:
    """Return the disagreements in which any of these statements stands, each with all its statements."""
    by_slug = {said.slug: said for said in statements}
    subjects = {said.subject for said in by_slug.values()}
    links: defaultdict[str, list[str]] = defaultdict(list)
    rows: list[tuple[int, str, str, str, int, str | None]] = []
    for subject in subjects:
        rows += connection.execute(
            """
            SELECT d.id, d.slug, d.about, d.drifts, d.caution, d.note FROM disagreements AS d
            WHERE EXISTS (
                SELECT 1 FROM disagreement_statements AS l JOIN statements AS s ON s.slug = l.statement
                WHERE l.disagreement = d.slug AND (s.action = :subject OR s.aggregate = :subject)
            )
            """,
            {"subject": subject},
        ).fetchall()
    found: list[DisagreementView] = []
    for _id, slug, about, drifts, caution, note in sorted(set(rows), key=lambda row: row[0]):
        links[slug] = [
            row[0]
            for row in connection.execute(
                "SELECT statement FROM disagreement_statements WHERE disagreement = :slug ORDER BY position",
                {"slug": slug},
            ).fetchall()
        ]
        if not any(link in by_slug for link in links[slug]):
            continue
        members = tuple(by_slug.get(link) or _one(connection, link) for link in links[slug])
        found.append(
            DisagreementView(
                clean(slug),
                clean(about),
                tuple(Drift(drift) for drift in drifts.split()),
                members,
                plain(note),
                bool(caution),
            )
        )
    return tuple(found)


def published_by(moment: Moment | None, statements: tuple[StatementView, ...]) -> tuple[StatementView, ...]:
    """Return the statements that belong to a moment; all of them for None.

    As we knew it, those whose source was out on that day; as it happened, those that say how things stood by then. What
    has no date of that kind goes by its other one, and is never left out for having none; what has only a month or a
    year is there when that is over.
    """
    if moment is None:
        return statements
    today = f"{moment.at.astimezone(UTC):%Y-%m-%d}"

    def there(said: StatementView) -> bool:
        dates = [said.source.date, said.as_of]
        date = next(filter(None, dates if moment.clock == Clock.KNOWN else dates[::-1]), "")
        return date < today[: len(date)] or date in ("", today)

    return tuple(said for said in statements if there(said))


def disputed_by(moment: Moment | None, disputes: tuple[DisagreementView, ...]) -> tuple[DisagreementView, ...]:
    """Return the disagreements that belong to a moment: those of which two sides were there."""
    if moment is None:
        return disputes
    then = [one._replace(statements=published_by(moment, one.statements)) for one in disputes]
    return tuple(one for one in then if len(one.statements) > 1)


def _one(connection: Connection, slug: str) -> StatementView:
    return _statement(connection.execute(_STATEMENTS + " WHERE s.slug = :slug", {"slug": slug}).fetchone())
