"""The lists of the command line: head and rows for each part of the record."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from board.exchange.table import FORMATS
from board.locale import _, days, ngettext, phrases, punctuation, words
from board.model.address import defang
from board.model.situation import EntryView, LedgerPage
from board.model.vocabulary import ActionStatus, AgencyKind, ContentType, Qualifier, SourceKind, Stage
from board.model.wanted import Filter, LedgerOf, SituationOf
from board.store.connection import Connection, speaking
from board.store.edition import is_exercise
from board.store.opening import Store
from board.store.overview import all_agencies, read_timeline
from board.store.reader import Reader
from board.store.refused import Refused
from board.store.statements import all_sources, all_statements

Table = tuple[Sequence[str], Sequence[Sequence[object]]]
"""Names of the columns, and rows of as many cells."""


def actions(connection: Connection) -> Table:
    """Return the actions by date, then the running counts."""
    rows = read_timeline(connection, datetime.now(UTC)).rows
    head = ("slug", "name", "status", "started_on", "ended_on", "statements", "disagreements")
    return head, [
        (
            row.slug,
            row.name,
            row.status or RUNNING,
            row.started_on,
            row.ended_on,
            row.statements,
            row.disagreements,
        )
        for row in rows
    ]


def agencies(connection: Connection) -> Table:
    """Return the agencies by slug."""
    head = ("slug", "name", "kind", "country")
    return head, [(one.slug, one.name, one.kind, one.country) for one in all_agencies(connection)]


def sources(connection: Connection) -> Table:
    """Return the sources by slug."""
    head = ("slug", "publisher", "title", "date", "kind", "language", "address")
    return head, [
        (one.slug, one.publisher, one.title, one.date, one.kind, one.language, one.address)
        for one in all_sources(connection)
    ]


def statements(connection: Connection) -> Table:
    """Return the statements in the order of the record."""
    head = ("slug", "of", "stage", "quantity", "qualifier", "unit", "agency", "as_of", "source", "wording")
    return head, [
        (one.slug, one.subject, one.stage)
        + ((one.quantity.value, one.quantity.qualifier) if one.quantity else (None, None))
        + (one.unit, one.agency.slug, one.as_of, one.source.slug, one.wording)
        for one in all_statements(connection)
    ]


LISTS: dict[str, Callable[[Connection], Table]] = {
    "actions": actions,
    "agencies": agencies,
    "sources": sources,
    "statements": statements,
}
"""By the name of the command group."""


def listed(store: Store, part: str) -> Table:
    """Return the list of one part of the record.

    Raises:
        Refused: The store cannot be read.
    """
    with speaking(store.path, store.wait):
        return LISTS[part](store.connection)


def printed(store: Store, part: str, form: str) -> str:
    """Return the list of one part of the record as "text", "json" or "csv".

    That of an exercise says so: in text above and below, else in a column of its own.

    Raises:
        Refused: The store cannot be read.
    """
    head, rows = listed(store, part)
    with speaking(store.path, store.wait):
        exercise = is_exercise(store.connection)
    if form == "text":
        text = FORMATS[form](_heads(head), [tuple(map(_said, row)) for row in rows])
        line = phrases.exercise_line()
        return f"{line}\n\n{text}\n{line}\n" if exercise else text
    if not exercise:
        return FORMATS[form](head, rows)
    return FORMATS[form]((*head, "exercise"), [(*row, "yes") for row in rows])


def _heads(head: Sequence[str]) -> list[str]:
    """Return the names of columns as people read them."""
    said = {
        "slug": _("slug"),
        "name": _("name"),
        "kind": _("kind"),
        "country": ngettext("country", "countries", 1),
        "status": _("status"),
        "started_on": _("started on"),
        "ended_on": _("ended on"),
        "statements": _("statements"),
        "disagreements": _("disagreements"),
        "publisher": _("publisher"),
        "title": _("title"),
        "date": _("date"),
        "language": ngettext("language", "languages", 1),
        "address": _("address"),
        "of": _("of"),
        "stage": _("stage"),
        "quantity": _("number"),
        "qualifier": _("qualifier"),
        "unit": _("unit"),
        "agency": _("agency"),
        "as_of": _("as of"),
        "source": _("source"),
        "wording": _("wording"),
    }
    return [said[name] for name in head]


def _said(cell: object) -> object:
    """Return a cell as people read it: a word of the vocabulary in the language in use, a number in its groups."""
    match cell:
        case AgencyKind():
            return words.kind(cell)
        case ActionStatus():
            return words.status(cell)
        case SourceKind():
            return words.source_kind(cell)
        case Stage():
            return words.stage(cell)
        case ContentType():
            return words.unit(cell)
        case Qualifier():
            return words.qualifier(cell) or _("exact")
        case int():
            return phrases.number(cell)
    return _("running count") if cell == RUNNING else cell


RUNNING = "running count"
"""The status of what is no action."""

AT_ONCE = 1_000
"""Entries that are read in one go."""


def ledger_printed(reader: Reader, action: str | None, line: str, most: int, form: str) -> str:
    """Return the last entries of an action that fit, the newest first, as "text", "json" or "csv".

    Args:
        reader: On the store; where it is wound back, so is the list.
        action: Slug; None for the newest ongoing action.
        line: The filter, in the grammar of `filter_line`; "" for every entry.
        most: Entries.
        form: Text says how many there are; times are UTC in every form, and the numbers of JSON and CSV are signed.

    Raises:
        Refused: The filter is not understood, there is no such action, or the store cannot be read.
    """
    from board.exchange.filter_line import understand_filter
    from board.exchange.record_line import names_of

    situation = reader.read(SituationOf(action))
    which, problems = understand_filter(line, names_of(reader, situation))
    if problems:
        raise Refused(punctuation.one_by_one(problems))
    page, rows = _last(reader, situation.action.slug, which, most)
    if form != "text":
        head = ("seq", "site", "recorded_at", "occurred_at", "quantity", "qualifier", "unit", "stage", "agency",
                "provider", "operator", "reverses", "reversed_by", "source", "ref", "batch", "note")  # fmt: skip
        cells = [_for_programs(row) for row in rows]
        if reader.exercise:
            return FORMATS[form]((*head, "exercise"), [(*row, "yes") for row in cells])
        return FORMATS[form](head, cells)
    return _in_lines(page, rows, reader.exercise, whole=which == Filter())


def _last(reader: Reader, action: str, which: Filter, most: int) -> tuple[LedgerPage, list[EntryView]]:
    rows: list[EntryView] = []
    wanted = LedgerOf(action, which, most=min(most, AT_ONCE))
    page = first = reader.read(wanted)
    while True:
        rows += page.rows
        full = len(page.rows) == wanted.most
        beyond = page.rows[-1].position if full else page.looked_to
        if beyond is None or len(rows) >= most:
            return first, rows
        wanted = wanted._replace(beyond=beyond, most=min(most - len(rows), AT_ONCE))
        page = reader.read(wanted)


def _for_programs(row: EntryView) -> tuple[object, ...]:
    return (
        row.position.seq,
        row.position.site,
        row.recorded_at.isoformat(timespec="milliseconds"),
        row.occurred_at.isoformat(timespec="milliseconds"),
        row.quantity.value,
        row.quantity.qualifier,
        row.content_type,
        row.stage,
        row.agency.slug,
        row.provider.slug if row.provider else None,
        row.operator,
        row.reverses,
        row.reversed_by,
        row.source,
        row.ref,
        row.batch,
        row.note,
    )


def _in_lines(page: LedgerPage, rows: Sequence[EntryView], exercise: bool, *, whole: bool) -> str:
    head = (_("entry"), _("count"), _("firmness"), _("unit"), _("stage"), _("agency"), _("provider"), _("happened"),
            _("recorded"), _("by"), _("state"), _("note"))  # fmt: skip
    cells = [
        (
            phrases.number(row.position.seq),
            ("+" if row.quantity.value >= 0 else "") + phrases.number(row.quantity.value),
            words.qualifier(row.quantity.qualifier) or _("exact"),
            words.unit(row.content_type, abs(row.quantity.value)),
            words.stage(row.stage, row.content_type, row.quantity.value),
            f"@{row.agency.slug}",
            row.provider.slug if row.provider else "",
            days.instant(row.occurred_at),
            days.instant(row.recorded_at),
            row.operator,
            _state(row),
            defang(row.note) if row.note else row.note,
        )
        for row in rows
    ]
    fitting = page.entries_in_all if whole else page.fitting
    shown = (
        _("{shown} of {entries} that fit").format(shown=phrases.number(len(rows)), entries=phrases.entries(fitting))
        if fitting is not None
        else phrases.entries(len(rows))
    )
    lines = [words.marking(page.marking), f"{page.action_name} · {shown}"]
    text = "\n".join(lines) + "\n" + (f"\n{FORMATS['text'](head, cells)}" if cells else "")
    line = phrases.exercise_line()
    return f"{line}\n{text}{line}\n" if exercise or page.exercise else text


def _state(row: EntryView) -> str:
    if row.reversed_by is not None:
        return _("taken back by {seq}").format(seq=phrases.number(row.reversed_by))
    return _("takes back {seq}").format(seq=phrases.number(row.reverses)) if row.reverses is not None else ""
