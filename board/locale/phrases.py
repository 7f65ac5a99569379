"""How figures, statements and entries are said. A number never leaves here without its qualifier."""

import re

from board.locale import _, days, language, ngettext, places, words
from board.locale.punctuation import labelled, quoted
from board.model.beside import Beside
from board.model.figure import Quantity
from board.model.moment import Moment
from board.model.removal_rate import RemovalRate
from board.model.situation import AgencyView, DisagreementView, EntryView, Lag, Listed, StatementView, Tempo
from board.model.vocabulary import ContentType, Drift, Qualifier, Stage


def about(dispute: DisagreementView) -> str:
    """Return what a disagreement is about; one that nobody named is named by what differs."""
    return dispute.about or _("not the same {drifts}").format(drifts=words.drifts(dispute.drifts))


GROUPED_BY = {"en": ",", "fr": "\N{NO-BREAK SPACE}", "nl": ".", "de": "."}
"""What stands between thousands, as CLDR has it, but that the space of French is a whole one: all cells of a terminal
are as wide, and not every terminal has the narrow one."""


def number(value: int) -> str:
    """Return a whole number grouped by thousands, as the language in use does: "26,000", "26 000", "26.000", "−3"."""
    return f"{value:,}".replace(",", GROUPED_BY[language()]).replace("-", "−")


MORE_THAN = (
    r"\b(?:more\s+than|over|upwards\s+of|in\s+excess\s+of|plus\s+de|au-delà\s+de|más\s+de|mas\s+de|meer\s+dan|ruim"
    r"|mehr\s+als|über|oltre|più\s+di|superiore\s+a)\s+"
)
"""How sources say "more than" right before a number; where they do not, no more is claimed than "at least"."""


def is_more_than(wording: str, value: int) -> bool:
    """Say whether a wording says "more than" of this very number, however its digits are grouped."""
    digits = r"[\s.,'’]?".join(f"{value:,}".split(","))
    return re.search(rf"{MORE_THAN}{digits}(?![\s.,'’]?\d)|(?<!\d){digits}\s?\+", wording, re.IGNORECASE) is not None


def quantity(of: Quantity) -> str:
    """Return a tally with its qualifier: "at least 26,000", "−3 (less than nothing)"."""
    said = f"{words.qualifier(of.qualifier)} {number(of.value)}".lstrip()
    return _("{quantity} (less than nothing)").format(quantity=said) if of.value < 0 else said


def short_quantity(of: Quantity) -> str:
    """Return a tally with its qualifier as a sign, where a word has no room: "≥26,000"."""
    sign = {Qualifier.EXACT: "", Qualifier.AT_LEAST: "≥", Qualifier.AT_MOST: "≤", Qualifier.ABOUT: "~"}
    return sign[of.qualifier] + number(of.value)


def less_than_nothing() -> str:
    """Return why a tally can be less than nothing, as it happened."""
    return _("less than nothing: an entry is dated before what it corrects")


def tally(of: Quantity, counts: ContentType, at: Stage) -> str:
    """Return a tally with its unit and its stage: "at least 120 videos removed"."""
    return f"{quantity(of)} {words.unit(counts, of.value)} {words.stage(at, counts, of.value)}"


def per_cent(share: Quantity, part: Quantity, *, shortly: bool = False) -> str:
    """Return a share in per cent: "at least 71 %", "≥71 %" shortly; a part that is there is never "0 %" but "<1 %"."""
    if part.value and not share.value:
        return _("{share} %").format(share="<1")
    return _("{share} %").format(share=short_quantity(share) if shortly else quantity(share))


def said_qualifier(of: StatementView) -> str:
    """Return the qualifier of a statement as firm as it was said: "more than" is not "at least"."""
    if of.quantity is None:
        return ""
    if of.quantity.qualifier == Qualifier.AT_LEAST and is_more_than(of.wording, of.quantity.value):
        return _("more than")
    return words.qualifier(of.quantity.qualifier)


def said_quantity(of: StatementView) -> str:
    """Return the number of a statement with its qualifier: "more than 26,000"; "" where it has none."""
    return f"{said_qualifier(of)} {number(of.quantity.value)}".lstrip() if of.quantity else ""


def said_shortly(of: StatementView) -> str:
    """Return the number of a statement with its qualifier as a sign: ">26,000"; "" where it has none."""
    if of.quantity is None:
        return ""
    short = short_quantity(of.quantity)
    return short if said_qualifier(of) == words.qualifier(of.quantity.qualifier) else short.replace("≥", ">")


def said_briefly(of: StatementView) -> str:
    """Return the number of a statement as briefly as it can be said without another number: ">26k", "1,814"."""
    if of.quantity is None:
        return ""
    value = of.quantity.value
    return said_shortly(of).replace(number(value), f"{number(value // 1000)}k") if _round(value) else said_shortly(of)


def _round(value: int) -> bool:
    return value >= 1000 and value % 1000 == 0


def verb(of: StatementView, *, alone: bool = False) -> str:
    """Return the verb of a statement as it goes with its unit: a removal order is issued and executed.

    Args:
        of: The statement.
        alone: The unit does not stand beside it: it agrees with none.
    """
    count = of.quantity.value if of.quantity and not alone else 2
    special = {
        (ContentType.ORDER, Stage.ORDERED): ngettext("issued", "issued", count),
        (ContentType.REQUEST, Stage.ORDERED): ngettext("issued", "issued", count),
        (ContentType.ORDER, Stage.REMOVED): ngettext("executed", "executed", count),
        (ContentType.COUNTRY, Stage.SEIZED): _("with seizures"),
    }
    found = special.get((of.unit, of.stage))
    return found or (words.stage(of.stage) if alone else words.stage(of.stage, of.unit, count))


def counted(of: StatementView) -> str:
    """Return unit and verb of a statement: "items removed"."""
    return f"{words.unit(of.unit, of.quantity.value if of.quantity else 2)} {verb(of)}"


def figure(of: StatementView) -> str:
    """Return a statement's figure in words: "more than 26,000 items removed"; without a number, what was said.

    A part is named as such, and so is what only the press reported.
    """
    said = f"{said_quantity(of)} {counted(of)}" if of.quantity is not None else without_number(of)
    return said + reserve(of)


def without_number(of: StatementView) -> str:
    """Return what was said without a number: "items removed: “several hundreds”"."""
    return labelled(counted(of), quote(of))


def held_against(tally: Beside) -> str:
    """Return how the ledger's tally stands to a published figure: "the ledger has 25,400: 600 fewer".

    What it is of is named where that is not the published unit: "the ledger has 25,400 of 4 kinds: 600 fewer".
    """
    has = _("the ledger has {quantity}").format(quantity=quantity(tally.tally)) + _kinds(tally)
    if tally.difference is None:
        return has
    if tally.fits:
        return _("{has}: it fits").format(has=has)
    more = _("{count} more") if tally.difference.value > 0 else _("{count} fewer")
    away = Quantity(abs(tally.difference.value), tally.difference.qualifier)
    return labelled(has, more.format(count=quantity(away)))


def held_shortly(tally: Beside) -> str:
    """Return the same where there is little room: "ledger 25,400 (−600)"; several units together bear a "Σ"."""
    together = "Σ" if len(tally.units) > 1 else ""
    unit = "" if together else _kinds(tally)
    has = _("ledger {quantity}").format(quantity=together + short_quantity(tally.tally)) + unit
    return has if tally.difference is None or tally.fits else f"{has} ({signed(tally.difference)})"


def _kinds(tally: Beside) -> str:
    """Return what a tally is of, "" where it is of the published unit."""
    if len(tally.units) > 1:
        return " " + _("of {count} kinds").format(count=len(tally.units))
    return "".join(f" {words.unit(one, tally.tally.value)}" for one in tally.units)


def removed_of_referred(rate: RemovalRate) -> str:
    """Return how much of what was referred was removed: "76 % of referred"; without a percentage, why there is none."""
    if rate.removed.value > rate.referred.value:
        return _("more than was referred")
    if rate.per_cent is None:
        return _("not all of it referred")
    return _("{rate} of referred").format(rate=per_cent(rate.per_cent, rate.removed))


def figure_shortly(of: StatementView) -> str:
    """Return a statement's figure with its qualifier as a sign: ">26,000 items removed"."""
    return f"{said_shortly(of)} {counted(of)}{reserve(of)}" if of.quantity is not None else figure(of)


def reserve(of: StatementView, *, shortly: bool = False) -> str:
    """Return what a figure must not be shown without: which part it counts, that only the press reported it.

    Args:
        of: The statement.
        shortly: Say only that it is a part, where there is no room to say which.
    """
    marks = []
    if part(of):
        marks.append(_("part") if shortly else _("only {part}").format(part=part(of)))
    if of.from_press:
        marks.append(words.source_kind(of.source.kind))
    return f" ({', '.join(marks)})" if marks else ""


def disputed(of: StatementView, drifts: tuple[Drift, ...]) -> str:
    """Return that side of a statement which others dispute: its period, its units, else its figure."""
    if of.quantity is None:
        return quote(of)
    if drifts == (Drift.DATE,):
        return days.period(of.since, of.as_of)
    if Drift.UNIT in drifts and of.of:
        return f"{said_shortly(of)} {', '.join(words.unit(one) for one in of.of)}{reserve(of)}"
    return f"{said_shortly(of)} {counted(of)}{reserve(of)}"


def quote(of: StatementView) -> str:
    """Return the words of a statement: between quotation marks only where they are the source's own."""
    return quoted(of.wording) if of.quoted else of.wording


def part(of: StatementView) -> str:
    """Return which part of the whole a statement counts, "" for the whole."""
    named = [of.share_of.name] if of.share_of else []
    return ", ".join([*named, *([of.part] if of.part else [])])


def agency(of: AgencyView) -> str:
    """Return an agency with its country: "Eurojust (EU)"."""
    return f"{of.name} ({places.country(of.country)})" if of.country else of.name


def entries(count: int) -> str:
    """Return so many entries of the ledger: "1 entry", "226 entries"."""
    return ngettext("{count} entry", "{count} entries", count).format(count=number(count))


def unit_and_stage(of: EntryView) -> str:
    """Return unit and verb of an entry in the form that goes with its number: "videos removed"."""
    count = abs(of.quantity.value)
    return f"{words.unit(of.content_type, count)} {words.stage(of.stage, of.content_type, count)}"


def corrections(count: int) -> str:
    """Return how many entries were taken back."""
    return ngettext("{count} taken back", "{count} taken back", count).format(count=number(count))


def wound_back(moment: Moment) -> str:
    """Return in words that the board is wound back, to when and by which clock."""
    return _("WOUND BACK to {instant} · {clock}").format(
        instant=days.instant(moment.at), clock=words.clock(moment.clock)
    )


def lag(of: Lag) -> str:
    """Return how far a partner was behind: how long its entries took, and what was known only later."""
    parts = []
    if of.minutes is not None:
        parts.append(_("lag {minutes} min").format(minutes=number(of.minutes)))
    parts += [
        _("{quantity} {stage} known later").format(
            quantity=quantity(later), stage=words.stage(stage, number=later.value)
        )
        for stage, later in of.unknown.items()
    ]
    return ", ".join(parts)


def exercise_line() -> str:
    """Return the line that stands above and below what is printed of an exercise."""
    return _("EXERCISE · all numbers are invented · EXERCISE")


def exercise(said: str) -> str:
    """Return what is said of an exercise, with the word before it: "EXERCISE · 5,000 entries"."""
    return _("EXERCISE · {said}").format(said=said)


def coverage(record: str, beyond: tuple[str, ...]) -> list[str]:
    """Return what a check of the store covers, and what nothing in the store can vouch for, each in a line.

    Args:
        record: What the record was held against, "" for nothing.
        beyond: What is not covered.
    """
    parts = [_("the ledger and what is summed from it"), _("notes"), _("batches"), _("situation reports"), _("guards")]
    return [
        _("covered: {parts}").format(parts=", ".join([*parts, *filter(None, [record])])),
        *(_("not covered: {part}").format(part=part) for part in beyond),
    ]


def signed(of: Quantity) -> str:
    """Return the count of an entry with its sign and qualifier: "+120", "+≥120", "−30"."""
    return sign(of) + short_quantity(Quantity(abs(of.value), of.qualifier))


def sign(of: Quantity) -> str:
    """Return whether an entry counts more or less: "+" or "−"."""
    return "−" if of.value < 0 else "+"


def per_hour(of: Tempo) -> str:
    """Return how fast a tally grew in the last hour: "120/h"."""
    return _("{count}/h").format(count=number(of.hour))


def entry(of: EntryView) -> str:
    """Return an entry of the ledger in a line: "entry 12: +120 videos removed, eu-iru on telegram"."""
    where = _(" on {provider}").format(provider=of.provider.slug) if of.provider else ""
    return _("entry {seq}: {quantity} {unit} {stage}, {agency}{where}").format(
        seq=of.position.seq,
        quantity=signed(of.quantity),
        unit=words.unit(of.content_type, abs(of.quantity.value)),
        stage=words.stage(of.stage, of.content_type, abs(of.quantity.value)),
        agency=of.agency.slug,
        where=where,
    )


def listed(lists: tuple[Listed, ...], *, shortly: bool = False) -> str:
    """Return what a partner sent by name: "listed 30 referred: 27 only here, 3 shared"; "" where that is nothing."""
    said = (
        _("listed {count} {stage}, {shared} shared")
        if shortly
        else _("listed {count} {stage}: {unique} only here, {shared} shared")
    )
    return " · ".join(
        said.format(
            count=number(one.contributed),
            stage=words.stage(one.stage, number=one.contributed),
            unique=number(one.unique),
            shared=number(one.shared),
        )
        for one in lists
    )
