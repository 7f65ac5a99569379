"""Situation reports as text, JSON or CSV, and whether the ledger only grew since one."""

import json
from collections.abc import Callable, Iterator, Sequence

from board.exchange import show
from board.exchange.lines import wrapped
from board.exchange.table import FORMATS as FORMATS_OF_TABLES
from board.exchange.table import csv_text, plain_text
from board.locale import _, days, phrases, punctuation, reports, words
from board.model.frozen import plain
from board.model.situation import EntryView, Situation, Stages
from board.model.situation_report import Change, Comparison, ReportLine, Side, SituationReport, SituationReports, Turn
from board.model.vocabulary import Marking, Stage
from board.store.opening import Store
from board.store.since import since

SHOWN = (Stage.REFERRED, Stage.REMOVED)
"""The tallies of a list."""


def listed(of: SituationReports, form: str) -> str:
    """Return the reports of an action as "text", "json" or "csv", the newest first."""
    if form == "text":
        head = (_("no."), _("frozen"), _("by"), _("entries"), *(words.stage(stage) for stage in SHOWN), _("head"))
        table = plain_text(head, [_row(line) for line in of.reports])
        edge = banner(of.marking, of.exercise)
        title = wrapped(_("situation reports: {action}").format(action=of.action_name), show.WIDTH)
        return "\n".join([edge, "", *title, "", table.rstrip("\n"), "", edge]) + "\n"
    tallies = [name for stage in SHOWN for name in (str(stage), f"{stage}_qualifier")]
    names = ("number", "taken_at", "operator", "entries", *tallies, "head", "exercise")
    exercise = yes_or_no(of.exercise)
    return FORMATS_OF_TABLES[form](names, [(*_values(line), exercise) for line in of.reports])


def yes_or_no(exercise: bool) -> str:
    """Return what tables have in their column "exercise"."""
    return "yes" if exercise else "no"


def _row(line: ReportLine) -> Sequence[object]:
    """Return a report as people read it."""
    tallies = [_tally(line.stages, stage) for stage in SHOWN]
    taken = days.exact_instant(line.taken_at)
    head = reports.short_head(line.head.hash if line.head else None)
    return (line.number, taken, line.operator, phrases.number(line.entries), *tallies, head)


def _values(line: ReportLine) -> Sequence[object]:
    """Return a report as programs read it."""
    tallies: list[object] = []
    for stage in SHOWN:
        found = line.stages.get(stage) if line.stages else None
        tallies += [found.value, found.qualifier] if found else [None, None]
    head = line.head.hash if line.head else None
    return (line.number, show.rfc3339(line.taken_at), line.operator, line.entries, *tallies, head)


def _tally(stages: Stages | None, stage: Stage) -> str | None:
    if stages is None:
        return _("changed")
    return phrases.quantity(stages[stage]) if stage in stages else None


def banner(marking: Marking, exercise: bool) -> str:
    """Return the line at top and bottom of a print-out."""
    label = words.marking(marking)
    return f"{_('EXERCISE')} · {label} · {_('EXERCISE')}" if exercise else label


def as_text(of: SituationReport) -> str:
    """Return a report as plain text, said to be frozen, the marking at top and bottom."""
    edge = banner(of.marking, of.exercise)
    head = [
        _("SITUATION REPORT {number} · FROZEN, NOT LIVE").format(number=phrases.number(of.number)),
        _("frozen on {instant} by {operator}").format(instant=days.exact_instant(of.as_of), operator=of.operator),
        _("entries of the action: {count}").format(count=phrases.number(of.situation.entries)),
        _("head of the ledger: {head}").format(head=reports.whole_head(of.head)),
        _("digest of this report: {digest}").format(digest=of.digest),
    ]
    lines = [line for said in head for line in wrapped(said, show.WIDTH)]
    body = show.as_text(_marked(of)).rstrip("\n").split("\n")[1:-1]
    return "\n".join([edge, "", *lines, *body, edge]) + "\n"


def _marked(of: SituationReport) -> Situation:
    """Return the situation with the marking of the report, which minds what is now as well."""
    action = of.situation.action._replace(exercise=of.exercise)
    return of.situation._replace(marking=of.marking, action=action)


def as_json(of: SituationReport) -> str:
    """Return a report as one JSON object; every tally has its qualifier."""
    values = {
        "number": of.number,
        "taken_at": show.rfc3339(of.as_of),
        "operator": of.operator,
        "marking": of.marking,
        "exercise": of.exercise,
        "head": plain(of.head),
        "digest": of.digest,
        "situation": plain(of.situation),
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def as_csv(of: SituationReport) -> str:
    """Return tallies and statements of a report as one long table, as `board show` has it."""
    return show.as_csv(_marked(of))


FORMATS: dict[str, Callable[[SituationReport], str]] = {"text": as_text, "json": as_json, "csv": as_csv}
"""The formats of a report, by name."""


def compared_as_text(of: Comparison) -> str:
    """Return what changed between two reports as plain text, the marking at top and bottom."""
    return "\n".join(_compared(of)) + "\n"


def _compared(of: Comparison) -> Iterator[str]:
    edge = banner(of.marking, of.exercise)
    yield edge
    yield ""
    yield from wrapped(of.action_name, show.WIDTH)
    for label, side in ((_("from"), of.earlier), (_("to"), of.later)):
        yield from wrapped(f"{label} {reports.side(side)}", show.WIDTH)
        yield from wrapped(_("head {head}").format(head=side.head or reports.short_head(None)), show.WIDTH, "  ")
    for turn in Turn:
        found = [change for change in (*of.changes, *of.partners) if change.turn == turn]
        if found:
            yield ""
            yield reports.turn(turn).upper()
        for change in found:
            yield from wrapped(_changed(change), show.WIDTH, "  ")
    if not (of.changes or of.partners):
        yield ""
        yield _("no tally changed")
    yield ""
    yield reports.corrections_title(of).upper()
    for entry in of.corrections:
        yield from wrapped(reports.correction(entry), show.WIDTH, "  ")
    for title, lines in (
        (_("PARTNERS THAT JOINED"), [phrases.agency(agency) for agency in of.joined]),
        (_("NEW STATEMENTS"), [f"{phrases.figure(said)} · {show.attribution(said)}" for said in of.statements]),
    ):
        if lines:
            yield ""
            yield title
        for line in lines:
            yield from wrapped(line, show.WIDTH, "  ")
    yield ""
    yield edge


def _changed(of: Change) -> str:
    by = reports.by(of)
    said = reports.before_and_after(of) + (f" ({by})" if by else "")
    whose = f"{phrases.agency(of.partner)} · " if of.partner else ""
    return punctuation.labelled(f"{whose}{reports.counted(of)}", said)


def compared_as_json(of: Comparison) -> str:
    """Return what changed between two reports as one JSON object."""
    values = {
        "action": of.action,
        "marking": of.marking,
        "exercise": of.exercise,
        "earlier": _side(of.earlier),
        "later": _side(of.later),
        "changes": [_change(change) for change in (*of.changes, *of.partners)],
        "corrections": [_correction(entry) for entry in of.corrections],
        "corrections_in_all": of.corrections_in_all,
        "joined": [agency.slug for agency in of.joined],
        "statements": [show.statement(said) for said in of.statements],
    }
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _side(of: Side) -> dict[str, object]:
    return {**of._asdict(), "as_of": show.rfc3339(of.as_of)}


def _change(of: Change) -> dict[str, object]:
    return {
        "turn": of.turn,
        "partner": of.partner.slug if of.partner else None,
        "content_type": of.unit or "all",
        "stage": of.stage,
        "before": plain(of.before),
        "after": plain(of.after),
        "by": plain(of.by) if of.turn != Turn.FIRMNESS else None,
    }


def _correction(of: EntryView) -> dict[str, object]:
    return {
        "seq": of.position.seq,
        "reverses": of.reverses,
        "agency": of.agency.slug,
        "provider": of.provider.slug if of.provider else None,
        "content_type": of.content_type,
        "stage": of.stage,
        "quantity": of.quantity.value,
        "qualifier": of.quantity.qualifier,
        "note": of.note,
        "operator": of.operator,
        "recorded_at": show.rfc3339(of.recorded_at),
    }


def compared_as_csv(of: Comparison) -> str:
    """Return the tallies that changed between two reports as a table.

    Every row says between which: their numbers, none for what is now, and of when they are.
    """
    head = (
        *("turn", "partner", "content_type", "stage", "before", "before_qualifier", "after", "after_qualifier"),
        *("earlier", "earlier_as_of", "later", "later_as_of", "exercise"),
    )
    sides = [value for side in (of.earlier, of.later) for value in (side.number, show.rfc3339(side.as_of))]
    rows = [
        (
            change.turn,
            change.partner.slug if change.partner else "",
            change.unit or "all",
            change.stage,
            *((change.before.value, change.before.qualifier) if change.before is not None else ("", "")),
            change.after.value,
            change.after.qualifier,
            *sides,
            yes_or_no(of.exercise),
        )
        for change in (*of.changes, *of.partners)
    ]
    return csv_text(head, rows)


COMPARED: dict[str, Callable[[Comparison], str]] = {
    "text": compared_as_text,
    "json": compared_as_json,
    "csv": compared_as_csv,
}
"""The formats of a comparison, by name."""


def since_in_words(store: Store, said: str, action: str | None, *, exercise: bool = False) -> str:
    """Return that the ledger only grew since a report was taken, or a head hash was printed.

    Args:
        store: The store.
        said: The number of a report, or the beginning of a head's hash.
        action: Slug of the action whose report it is; None for the newest that is ongoing.
        exercise: The store is one, and what is said of it begins with that word.

    Raises:
        Refused: It did not only grow, or `said` names nothing.
    """
    found = since(store, said, action)
    if found.head is None:
        grew = _("the ledger was empty then: every ledger goes on from there; {came} since")
    else:
        grew = _(
            "the ledger of then is the beginning of the ledger of now: entry {seq} with the hash {hash} stands in its "
            "place, all before it unbroken; {came} since"
        )
    answer = grew.format(
        seq=phrases.number(found.head.seq) if found.head else None,
        hash=found.head.hash if found.head else None,
        came=phrases.entries(found.entries),
    )
    return phrases.exercise(answer) if exercise else answer
