"""Recording one typed line: understood, checked, appended, and said back in words."""

import getpass
import re
from datetime import datetime
from typing import NamedTuple

from pydantic import ValidationError

from board.exchange.line_words import LONGEST_SHOWN
from board.exchange.names import Names
from board.exchange.quick_entry import Line, in_words, understand
from board.exchange.undone import back_of
from board.locale import _, ngettext, phrases, punctuation, words
from board.model.entry import Entry
from board.model.situation import EntryView, Situation
from board.model.text import clean
from board.model.vocabulary import AgencyKind, Qualifier
from board.model.wanted import EntryOf, SituationOf
from board.store.connection import speaking
from board.store.edition import setting
from board.store.ledger import Recorded, append, correct, reverse
from board.store.overview import all_agencies
from board.store.reader import Reader
from board.store.refused import Refused
from board.store.running_total import declare, total_over, without_provider_beside


def login_name() -> str:
    """Return who is at the machine, "" where the system does not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""


def names_of(reader: Reader, situation: Situation) -> Names:
    """Return what a line can name while an action is shown.

    Raises:
        Refused: The store cannot be read.
    """
    with speaking(reader.store.path, reader.store.wait):
        agencies = all_agencies(reader.store.connection)
    return Names(
        partners=tuple(panel.agency.slug for panel in situation.partners),
        agencies=tuple(agency.slug for agency in agencies),
        providers=tuple(agency.slug for agency in agencies if agency.kind == AgencyKind.PROVIDER),
    )


class Extra(NamedTuple):
    """What a line has no words for."""

    source: str | None = None
    """Slug of a source."""
    ref: str | None = None
    """The sender's own reference."""


NOTHING_MORE = Extra()


class Meant(NamedTuple):
    """What somebody means to record. It is shown and asked about, and it is what is recorded: nothing is read anew."""

    line: Line
    action: str
    """Slug."""


def read(reader: Reader, typed: str, action: str | None = None) -> Meant:
    """Return what a line says, whole.

    Args:
        reader: On the store it is for.
        typed: The line, in the grammar of `quick_entry`.
        action: Slug; None for the newest ongoing action.

    Raises:
        Refused: It is not understood whole, there is no such action, or the store cannot be read.
    """
    situation = reader.read(SituationOf(action))
    line = understand(typed, names_of(reader, situation), reader.clock())
    if line.problems:
        problems = _by_name(reader, typed, line) if "agency" in line.unknown else line.problems
        raise Refused(" · ".join([punctuation.one_by_one(problems), *_how_to_add(line)]))
    return Meant(line, situation.action.slug)


_AGENCY = re.compile(r"@(\S+)")
MOST_NAMED = 3
"""Agencies that are offered for one that is not known."""


def _by_name(reader: Reader, typed: str, line: Line) -> list[str]:
    """Return the problems of a line, with the agencies whose name or country is what was taken for a slug."""
    with speaking(reader.store.path, reader.store.wait):
        agencies = all_agencies(reader.store.connection)
    match = _AGENCY.search(clean(typed.partition("#")[0]))
    wanted = match[1].casefold() if match else ""
    found = [
        one
        for one in agencies
        if wanted == (one.country or "").casefold()
        or (len(wanted) > 2 and (wanted in one.name.casefold() or wanted in one.slug))
    ]
    if not match or not found:
        return list(line.problems)
    names = _(" or ").join(f"{one.slug} ({one.name})" for one in found[:MOST_NAMED])
    unknown = _("unknown {what} “{word}”{hint}")
    bare = unknown.format(what=_("agency"), word=match[1][:LONGEST_SHOWN], hint="")
    better = bare + _(": did you mean {near}?").format(near=names)
    return [better if problem.startswith(bare) else problem for problem in line.problems]


def _how_to_add(line: Line) -> list[str]:
    kind = "provider" if line.unknown == ("provider",) else "KIND"
    said = _("board agencies list says which there are; one that is new is added with: "
             "board agencies add SLUG NAME --kind {kind}")  # fmt: skip
    return [said.format(kind=kind)] if line.unknown else []


def record(
    reader: Reader,
    meant: Meant,
    operator: str,
    *,
    correction: bool = False,
    extra: Extra = NOTHING_MORE,
) -> str:
    """Record what is meant and return in words what the ledger holds now.

    Args:
        reader: On a store that may be written.
        meant: What a line said. Where it says no time, it happened now.
        operator: Who records it.
        correction: Let a running total be below the present one.
        extra: Source and reference.

    Raises:
        BelowPresent: It is a running total below the present one, and not said to be a correction.
        Refused: The ledger refuses it. Nothing is recorded then.
    """
    line, now = meant.line, reader.clock()
    situation = reader.read(SituationOf(meant.action))
    entry = entry_of(line, meant.action, now, extra)
    odd = [*doubts(line, situation, now), *beside_totals(reader, meant)]
    if line.total:
        recorded = declare(reader.store, entry, operator, reader.clock, correction=correction)
    else:
        recorded = append(reader.store, [entry], operator, reader.clock)
    return " · ".join([*_said_back(line, recorded), *odd, *_clock(recorded)])


def put_right(reader: Reader, place: tuple[str, int], line: Line, why: str, operator: str) -> str:
    """Put an entry right and return in words what the ledger holds now.

    Args:
        reader: On a store that may be written.
        place: Site and number of the wrong entry.
        line: What it should have been; one without a time happened when the wrong one did.
        why: The reason.
        operator: Who corrects.

    Raises:
        Refused: The line is not whole or is a running total, or the ledger refuses. Nothing is changed then.
    """
    if line.problems:
        raise Refused(punctuation.one_by_one(line.problems))
    if line.total:
        raise Refused(_("say what the entry should have been: with + or -, not with ="))
    wrong = reader.read(EntryOf(*place))
    then = wrong.entry.occurred_at
    if line.occurred_at == then.replace(second=0, microsecond=0):
        line = line._replace(occurred_at=then)  # a line says minutes, the entry knew better
    entry = entry_of(line, wrong.action, then, Extra(wrong.entry.source))
    recorded = correct(reader.store, *place, entry, why, operator, reader.clock)
    new = next(row for row in recorded.rows if row.reverses_seq is None)
    return _("entry {wrong} taken back, entry {seq} in its place: {line}").format(
        wrong=phrases.number(place[1]), seq=phrases.number(new.seq), line=in_words(line)
    )


def correct_typed(reader: Reader, seq: int, site: str | None, typed: str, why: str, operator: str) -> str:
    """Put an entry right with a typed line and return in words what the ledger holds now.

    Args:
        reader: On a store that may be written.
        seq: Number of the wrong entry.
        site: Where it was recorded; None for the site of this store.
        typed: What it should have been, in the grammar of `quick_entry`.
        why: The reason.
        operator: Who corrects.

    Raises:
        Refused: As for `put_right`, or the line is not understood, or there is no such entry.
    """
    place = _place(reader, seq, site)
    wrong = reader.read(EntryOf(*place))
    meant = read(reader, typed, wrong.action)
    return put_right(reader, place, meant.line, why, operator)


def take_back(reader: Reader, seq: int, site: str | None, why: str, operator: str) -> str:
    """Take an entry back, and what was recorded together with it; return in words what was, and what stands again.

    Args:
        reader: On a store that may be written.
        seq: Number of the entry.
        site: Where it was recorded; None for the site of this store.
        why: The reason.
        operator: Who takes it back.

    Raises:
        Refused: There is no such entry, it cannot be taken back, or no reason is given. Nothing is changed then.
    """
    place = _place(reader, seq, site)
    back = back_of(reader, *place)
    recorded = reverse(reader.store, *place, why, operator, reader.clock)
    return " · ".join([back.done(), *_clock(recorded)])


def _place(reader: Reader, seq: int, site: str | None) -> tuple[str, int]:
    if site is not None:
        return site, seq
    with speaking(reader.store.path, reader.store.wait):
        return setting(reader.store.connection, "site") or "", seq


def as_line(entry: EntryView) -> str:
    """Return an entry as it could be typed."""
    sign = "-" if entry.quantity.value < 0 else "+"
    qualifier = {Qualifier.AT_LEAST: ">", Qualifier.ABOUT: "~", Qualifier.AT_MOST: "<"}.get(
        entry.quantity.qualifier, ""
    )
    parts = [f"{sign}{qualifier}{abs(entry.quantity.value)}", entry.content_type, entry.stage, f"@{entry.agency.slug}"]
    if entry.provider is not None:
        parts.append(f"on {entry.provider.slug}")
    parts.append(f"at {entry.occurred_at:%Y-%m-%d %H:%M}")
    if entry.note:
        parts.append(f"# {entry.note}")
    return " ".join(parts)


def entry_of(line: Line, action: str, now: datetime, extra: Extra = NOTHING_MORE) -> Entry:
    """Make an entry of a line that was understood whole.

    Raises:
        Refused: A field is wrong in itself.
    """
    try:
        return Entry.model_validate(
            {
                "action": action,
                "agency": line.agency,
                "stage": line.stage,
                "content_type": line.content_type,
                "quantity": line.quantity,
                "qualifier": line.qualifier,
                "provider": line.provider,
                "occurred_at": line.occurred_at or now,
                "note": line.note,
                "source": extra.source,
                "ref": extra.ref,
            }
        )
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        field = ".".join(str(step) for step in problem["loc"])
        raise Refused(f"{field}: {problem['msg'].removeprefix('Value error, ')}") from error


def odd_about(reader: Reader, meant: Meant) -> list[str]:
    """Return what a person should look at twice before it is recorded.

    Raises:
        Refused: There is no such action, or the store cannot be read.
    """
    found = doubts(meant.line, reader.read(SituationOf(meant.action)), reader.clock())
    return [*found, *beside_totals(reader, meant)]


def beside_totals(reader: Reader, meant: Meant) -> list[str]:
    """Return what a line may count that stands already: in a running total of its time or later, or the other way.

    Raises:
        Refused: The store cannot be read.
    """
    line = meant.line
    if (line.quantity or 0) <= 0:
        return []
    if line.total:
        held = without_provider_beside(reader.store, entry_of(line, meant.action, reader.clock()))
        return [held] if held else []
    if line.occurred_at is None:
        return []
    total = total_over(reader.store, entry_of(line, meant.action, reader.clock()))
    said = _("a running total that may hold it stands ({total})")
    return [] if total is None else [said.format(total=total.in_words())]


def doubts(line: Line, situation: Situation, now: datetime) -> list[str]:
    """Return what a person should look at twice before such a line is recorded; it is never refused for it."""
    found = []
    at = line.occurred_at
    if at is not None and at > now:
        found.append(_("the time lies in the future"))
    started = situation.action.started_on
    if (at or now).date().isoformat() < (started or ""):
        found.append(_("the time lies before the action"))
    if is_stranger(line, situation):
        found.append(_("{agency} is no partner of this action").format(agency=line.agency))
    return found


def how_to_be_partner(reader: Reader, meant: Meant) -> list[str]:
    """Return how the agency of a line becomes a partner of the action; nothing where it is one.

    Raises:
        Refused: There is no such action, or the store cannot be read.
    """
    if not is_stranger(meant.line, reader.read(SituationOf(meant.action))):
        return []
    said = _("to make it one: board agencies partner {agency} --role ROLE --action {action}")
    return [said.format(agency=meant.line.agency, action=meant.action)]


def is_stranger(line: Line, situation: Situation) -> bool:
    """Say whether a line speaks of an agency that is no partner of the action."""
    return line.agency not in {panel.agency.slug for panel in situation.partners if panel.roles}


def _said_back(line: Line, recorded: Recorded) -> list[str]:
    """Return what was recorded in words."""
    row = recorded.rows[recorded.said]
    said = [_("entry {seq}: {line}").format(seq=row.seq, line=in_words(line))]
    if line.total:
        more = sum(row.quantity for row in recorded.rows)
        said.append((_("{count} more") if more >= 0 else _("{count} less")).format(count=phrases.number(abs(more))))
        restated = sum(row.reverses_seq is not None for row in recorded.rows)
        if restated:
            said.append(
                ngettext(
                    "{count} entry of another firmness restated",
                    "{count} entries of another firmness restated",
                    restated,
                ).format(count=phrases.number(restated))
            )
        if recorded.stays is not None:
            said.append(_("the tally stays “{firmness}”").format(firmness=words.qualifier(recorded.stays)))
    return said


def _clock(recorded: Recorded) -> list[str]:
    if not recorded.clock_back:
        return []
    behind = phrases.number(recorded.clock_back // 1000)
    return [_("this machine's clock is {seconds} s behind the last entry").format(seconds=behind)]
