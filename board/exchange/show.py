"""The situation as text, JSON or CSV: for pipes, screen readers and other programs."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from board.exchange.lines import wrapped
from board.exchange.table import csv_text
from board.locale import _, days, phrases, punctuation, words
from board.model.situation import Situation, Stages, StatementView
from board.model.vocabulary import ContentType

WIDTH = 100
"""Columns of a print-out."""


def rfc3339(instant: datetime) -> str:
    """Return an instant in UTC to the second: "2019-11-24T18:00:00Z"."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def as_json(situation: Situation) -> str:
    """Return the situation as one JSON object. Tallies carry their qualifiers in text and CSV only."""
    return json.dumps(document(situation), ensure_ascii=False, indent=2) + "\n"


def document(situation: Situation) -> dict[str, object]:
    """Return the situation as JSON values; the keys are part of the command line's contract.

    Wound back, "moment" says to when, and "clock" by which of the two times, "known" or "happened". "head" is then that
    of the ledger as it was known; there is none by when things happened.
    """
    action = situation.action
    return {
        "action": {
            "slug": action.slug,
            "name": action.name,
            "status": action.status,
            "started_on": action.started_on,
            "ended_on": action.ended_on,
            "exercise": action.exercise,
        },
        "as_of": rfc3339(situation.as_of),
        "entries": situation.entries,
        "head": situation.head,
        "stages": _values(situation.stages),
        "content_types": [{"slug": panel.type, "stages": _values(panel.stages)} for panel in situation.content_types],
        "partners": [
            {
                "slug": panel.agency.slug,
                "name": panel.agency.name,
                "country": panel.agency.country,
                "roles": list(panel.roles),
                "stages": _values(panel.stages),
                "content_types": {unit: _values(stages) for unit, stages in panel.types.items()},
            }
            for panel in situation.partners
        ],
        "providers": [{"slug": tally.slug, "stages": _values(tally.stages)} for tally in situation.providers],
        "statements": [statement(said) for said in situation.statements],
        "disagreements": [
            {"about": phrases.about(dispute), "statements": [said.slug for said in dispute.statements]}
            for dispute in situation.disagreements
        ],
        "moment": rfc3339(situation.moment.at) if situation.moment else None,
        "clock": situation.moment.clock.name.lower() if situation.moment else None,
    }


def statement(said: StatementView) -> dict[str, object]:
    """Return a statement as JSON values."""
    return {
        "slug": said.slug,
        "stage": said.stage,
        "quantity": said.quantity.value if said.quantity else None,
        "qualifier": said.quantity.qualifier if said.quantity else None,
        "unit": said.unit,
        "agency": said.agency.slug,
        "as_of": said.as_of,
        "source": said.source.slug,
        "wording": said.wording,
    }


def _values(stages: Stages) -> dict[str, int]:
    return {stage: quantity.value for stage, quantity in stages.items()}


def attribution(said: StatementView) -> str:
    """Return who says a figure, of when, and where it can be read."""
    parts = [
        phrases.agency(said.agency),
        days.as_of(said),
        _("{kind}: {publisher}, {day}").format(
            kind=words.source_kind(said.source.kind),
            publisher=said.source.publisher,
            day=days.day(said.source.date),
        ),
    ]
    part = phrases.part(said)
    if part:
        parts.insert(0, _("counts only: {part}").format(part=part))
    return " · ".join(parts)


def as_text(situation: Situation) -> str:
    """Return the situation as plain text, the marking at top and bottom."""
    return "\n".join(_lines(situation)) + "\n"


def banner(situation: Situation) -> str:
    """Return the line that stands at top and bottom of every print-out."""
    label = words.marking(situation.marking)
    return f"{_('EXERCISE')} · {label} · {_('EXERCISE')}" if situation.action.exercise else label


def _lines(situation: Situation) -> Iterator[str]:
    action = situation.action
    yield banner(situation)
    yield ""
    yield from _wrapped(action.name, "")
    yield from _wrapped(" · ".join(filter(None, [days.action_dates(situation.action_as_counted()), action.place])), "")
    for label, text in ((_("objective"), action.objective), (_("command post"), action.command_post)):
        if text:
            yield from _wrapped(punctuation.labelled(label, text), "")
    for hit in action.hits:
        yield from _wrapped(punctuation.labelled(_("hit"), f"{words.target(hit.target)} ({hit.words})"), "")
    if situation.moment is not None:
        yield from _wrapped(phrases.wound_back(situation.moment), "")
    else:
        yield from _wrapped(_("read on {instant}").format(instant=days.instant(situation.as_of)), "")
    yield ""
    yield _("LEDGER")
    if situation.stages:
        for stage, quantity in situation.stages.items():
            yield f"  {phrases.quantity(quantity):>20}  {words.stage(stage, number=quantity.value)}"
    else:
        yield "  " + _("no entries")
    if _anything_below_zero(situation):
        yield from _wrapped(phrases.less_than_nothing(), "  ")
    yield ""
    yield _("PUBLISHED")
    if not situation.statements:
        yield "  " + _("no figure published")
    for said in situation.statements:
        yield from _wrapped(phrases.figure(said), "  ")
        yield from _wrapped(attribution(said), "      ")
        if said.quantity is not None:
            yield from _wrapped(phrases.quote(said), "      ")
    yield from _disagreements(situation)
    yield ""
    yield _("CONTENT TYPES")
    for panel in situation.content_types:
        yield from _wrapped(
            punctuation.labelled(words.unit(panel.type), _tallies(panel.stages, panel.statements, panel.type)), "  "
        )
    yield ""
    yield _("PARTNERS")
    for partner in situation.partners:
        name = ", ".join(filter(None, [phrases.agency(partner.agency), words.roles(partner.roles)]))
        yield from _wrapped(punctuation.labelled(name, _tallies(partner.stages, partner.own + partner.says)), "  ")
        if partner.lag is not None and (late := phrases.lag(partner.lag)):
            yield from _wrapped(late, "      ")
        if partner.lists:
            yield from _wrapped(phrases.listed(partner.lists), "      ")
    yield ""
    yield banner(situation)


def _anything_below_zero(situation: Situation) -> bool:
    """Say whether any tally is less than nothing: so old a ledger can be, read as it happened."""
    tallies = [situation.stages, *(panel.stages for panel in situation.content_types)]
    tallies += [stages for panel in situation.partners for stages in (panel.stages, *panel.types.values())]
    return any(quantity.value < 0 for stages in tallies for quantity in stages.values())


def _disagreements(situation: Situation) -> Iterator[str]:
    for title, mark, known in (
        (_("WHERE SOURCES DISAGREE"), "≠", situation.disagreements),
        (_("NOT TO BE COMPARED OR ADDED"), "!", situation.cautions),
    ):
        if known:
            yield ""
            yield title
        for dispute in known:
            yield from _wrapped(f"{mark} {phrases.about(dispute)} ({words.drifts(dispute.drifts)})", "  ")
            for said in dispute.statements:
                yield from _wrapped(f"{phrases.figure(said)} · {phrases.agency(said.agency)}", "      ")


def _tallies(stages: Stages, statements: tuple[StatementView, ...], unit: ContentType | None = None) -> str:
    if stages:
        return ", ".join(
            f"{phrases.quantity(count)} {words.stage(stage, unit, count.value)}" for stage, count in stages.items()
        )
    figures = [said for said in statements if said.quantity is not None]
    if figures:
        return _("published: ") + punctuation.one_by_one(phrases.figure(said) for said in figures)
    return _("no figure published")


def _wrapped(text: str, indent: str) -> list[str]:
    return wrapped(text, WIDTH, indent)


def as_csv(situation: Situation) -> str:
    """Return tallies and statements as one long table; a tally and a statement never share a row."""
    head = (
        *("row", "partner", "content_type", "stage", "quantity", "qualifier", "as_of", "source", "wording"),
        *("part", "source_kind", "exercise", "moment", "clock"),
    )
    now = rfc3339(situation.as_of)
    ledger = ("ledger", "", "", "")
    rows: list[tuple[object, ...]] = []
    for stage, count in situation.stages.items():
        rows.append(("total", "", "all", stage, count.value, count.qualifier, now, *ledger))
    for panel in situation.content_types:
        for stage, count in panel.stages.items():
            rows.append(
                ("content_type", "", panel.type, stage, count.value, count.qualifier, now, "ledger", "", "", "")
            )
    for partner in situation.partners:
        for unit, stages in partner.types.items():
            for stage, count in stages.items():
                rows.append(
                    (
                        "partner",
                        partner.agency.slug,
                        unit,
                        stage,
                        count.value,
                        count.qualifier,
                        now,
                        "ledger",
                        *[""] * 3,
                    )
                )
    for said in situation.statements:
        what = (said.agency.slug, said.unit, said.stage)
        number = (said.quantity.value, said.quantity.qualifier) if said.quantity else ("", "")
        reserve = (phrases.part(said), said.source.kind)
        rows.append(("statement", *what, *number, said.as_of, said.source.slug, said.wording, *reserve))
    exercise = "yes" if situation.action.exercise else "no"
    then = situation.moment
    wound = (rfc3339(then.at), then.clock.name.lower()) if then else ("", "")
    return csv_text(head, [(*row, exercise, *wound) for row in rows])


FORMATS: dict[str, Callable[[Situation], str]] = {"text": as_text, "json": as_json, "csv": as_csv}
"""The formats of `board show`, by name."""
