"""How figures, dates and the words of the field are said. A number never leaves here without its qualifier."""

import re
from datetime import UTC, datetime

from board.locale import _, ngettext
from board.model.beside import Beside
from board.model.figure import Quantity
from board.model.situation import ActionView, AgencyView, DisagreementView, EntryView, StatementView, Tempo
from board.model.vocabulary import (
    ActionStatus,
    AgencyKind,
    ContentType,
    Drift,
    Marking,
    Qualifier,
    Role,
    SourceKind,
    Stage,
    Target,
)


def stage(of: Stage) -> str:
    """Return the verb of a figure: "removed"."""
    return {
        Stage.DETECTED: _("detected"),
        Stage.ASSESSED: _("assessed"),
        Stage.HELD: _("held"),
        Stage.REFERRED: _("referred"),
        Stage.ORDERED: _("ordered removed"),
        Stage.REMOVED: _("removed"),
        Stage.DISABLED: _("disabled"),
        Stage.SUSPENDED: _("suspended"),
        Stage.REFUSED: _("refused"),
        Stage.REAPPEARED: _("reappeared"),
        Stage.REINSTATED: _("reinstated"),
        Stage.SEIZED: _("seized"),
        Stage.BLOCKED: _("blocked"),
        Stage.ARRESTED: _("arrested"),
        Stage.TOOK_PART: _("took part"),
        Stage.IDENTIFIED: _("identified"),
        Stage.RECEIVED: _("received"),
        Stage.REPORTED: _("reported"),
    }[of]


def unit(of: ContentType, number: int = 2) -> str:
    """Return the unit in the form that goes with `number`: "1 video", "2 videos"."""
    return {
        ContentType.VIDEO: ngettext("video", "videos", number),
        ContentType.PUBLICATION: ngettext("publication", "publications", number),
        ContentType.GROUP: ngettext("group", "groups", number),
        ContentType.ACCOUNT: ngettext("account", "accounts", number),
        ContentType.CHANNEL: ngettext("channel", "channels", number),
        ContentType.BOT: ngettext("bot", "bots", number),
        ContentType.LINK: ngettext("link", "links", number),
        ContentType.FILE: ngettext("file", "files", number),
        ContentType.WEBSITE: ngettext("website", "websites", number),
        ContentType.APP: ngettext("app", "apps", number),
        ContentType.SERVER: ngettext("server", "servers", number),
        ContentType.DOMAIN: ngettext("domain", "domains", number),
        ContentType.PERSON: ngettext("person", "persons", number),
        ContentType.ITEM: ngettext("item", "items", number),
        ContentType.MESSAGE: ngettext("message", "messages", number),
        ContentType.ORDER: ngettext("removal order", "removal orders", number),
        ContentType.REQUEST: ngettext("request", "requests", number),
        ContentType.NOTICE: ngettext("notice", "notices", number),
        ContentType.COUNTRY: ngettext("country", "countries", number),
        ContentType.PROVIDER: ngettext("provider", "providers", number),
        ContentType.LANGUAGE: ngettext("language", "languages", number),
        ContentType.ACTIVATION: ngettext("activation", "activations", number),
    }[of]


def role(of: Role) -> str:
    """Return what a partner does: "lead"."""
    return {
        Role.LEAD: _("lead"),
        Role.INVESTIGATION: _("investigation"),
        Role.COORDINATION: _("coordination"),
        Role.HOST: _("host"),
        Role.REFERRAL: _("referral"),
        Role.JUDICIAL_SUPPORT: _("judicial support"),
        Role.SUPPORT: _("support"),
        Role.REMOVAL: _("removal"),
    }[of]


def roles(of: tuple[Role, ...]) -> str:
    """Return several roles in one line."""
    return ", ".join(role(one) for one in of)


def kind(of: AgencyKind) -> str:
    """Return what an agency is: "police"."""
    return {
        AgencyKind.PROSECUTION: _("prosecution"),
        AgencyKind.JUDICIAL: _("judicial"),
        AgencyKind.POLICE: _("police"),
        AgencyKind.REFERRAL_UNIT: _("internet referral unit"),
        AgencyKind.EU_AGENCY: _("EU agency"),
        AgencyKind.MINISTRY: _("ministry"),
        AgencyKind.PROVIDER: _("service provider"),
        AgencyKind.OTHER: _("other"),
    }[of]


def source_kind(of: SourceKind) -> str:
    """Return how near a source stands to who speaks in it."""
    return {
        SourceKind.PRIMARY: _("primary source"),
        SourceKind.REPRINT: _("reprint"),
        SourceKind.PARLIAMENT: _("parliament"),
        SourceKind.PRESS: _("press"),
        SourceKind.RESEARCH: _("research"),
    }[of]


def drift(of: Drift) -> str:
    """Return in what sources disagree: "verb"."""
    return {
        Drift.STAGE: _("verb"),
        Drift.UNIT: _("unit"),
        Drift.QUALIFIER: _("qualifier"),
        Drift.QUANTITY: _("number"),
        Drift.DATE: _("date"),
        Drift.PLACE: _("place"),
        Drift.SCOPE: _("scope"),
    }[of]


def about(dispute: DisagreementView) -> str:
    """Return what a disagreement is about; one that nobody named is named by what differs."""
    return dispute.about or _("not the same {drifts}").format(drifts=drifts(dispute.drifts))


def drifts(of: tuple[Drift, ...]) -> str:
    """Return in what sources disagree: "verb, unit"."""
    return ", ".join(drift(one) for one in of)


def target(of: Target) -> str:
    """Return what was hit: "servers"."""
    return {
        Target.APP: _("app"),
        Target.WEB: _("web"),
        Target.SERVERS: _("servers"),
        Target.SOCIAL_MEDIA: _("social media"),
        Target.OTHER_PLATFORMS: _("other"),
    }[of]


def status(of: ActionStatus) -> str:
    """Return where an action stands: "ongoing"."""
    return {
        ActionStatus.PLANNED: _("planned"),
        ActionStatus.ONGOING: _("ongoing"),
        ActionStatus.CONCLUDED: _("concluded"),
    }[of]


def marking(of: Marking) -> str:
    """Return the label as TLP 2.0 writes it, in capitals and without a space."""
    return f"TLP:{of}"


def number(value: int) -> str:
    """Return a whole number grouped by thousands: "26,000"."""
    return f"{value:,}"


MORE_THAN = (
    r"\b(?:more\s+than|over|upwards\s+of|in\s+excess\s+of|plus\s+de|au-delà\s+de|más\s+de|mas\s+de|meer\s+dan|ruim"
    r"|mehr\s+als|über|oltre|più\s+di|superiore\s+a)\s+"
)
"""How sources say "more than" right before a number; where they do not, no more is claimed than "at least"."""


def is_more_than(wording: str, value: int) -> bool:
    """Say whether a wording says "more than" of this very number, however its digits are grouped."""
    digits = r"[\s.,'’]?".join(f"{value:,}".split(","))
    return re.search(rf"{MORE_THAN}{digits}(?![\s.,'’]?\d)|(?<!\d){digits}\s?\+", wording, re.IGNORECASE) is not None


def qualifier(of: Qualifier) -> str:
    """Return the words that go before a number, with nothing for an exact one."""
    return {
        Qualifier.EXACT: "",
        Qualifier.AT_LEAST: _("at least"),
        Qualifier.AT_MOST: _("at most"),
        Qualifier.ABOUT: _("about"),
    }[of]


def quantity(of: Quantity) -> str:
    """Return a tally with its qualifier: "at least 26,000"."""
    return f"{qualifier(of.qualifier)} {number(of.value)}".lstrip()


def short_quantity(of: Quantity) -> str:
    """Return a tally with its qualifier as a sign, where a word has no room: "≥26,000"."""
    sign = {Qualifier.EXACT: "", Qualifier.AT_LEAST: "≥", Qualifier.AT_MOST: "≤", Qualifier.ABOUT: "~"}
    return sign[of.qualifier] + number(of.value)


def said_qualifier(of: StatementView) -> str:
    """Return the qualifier of a statement as firm as it was said: "more than" is not "at least"."""
    if of.quantity is None:
        return ""
    if of.quantity.qualifier == Qualifier.AT_LEAST and is_more_than(of.wording, of.quantity.value):
        return _("more than")
    return qualifier(of.quantity.qualifier)


def said_quantity(of: StatementView) -> str:
    """Return the number of a statement with its qualifier: "more than 26,000"; "" where it has none."""
    return f"{said_qualifier(of)} {number(of.quantity.value)}".lstrip() if of.quantity else ""


def said_shortly(of: StatementView) -> str:
    """Return the number of a statement with its qualifier as a sign: ">26,000"; "" where it has none."""
    if of.quantity is None:
        return ""
    short = short_quantity(of.quantity)
    return short if said_qualifier(of) == qualifier(of.quantity.qualifier) else short.replace("≥", ">")


def verb(of: StatementView) -> str:
    """Return the verb of a statement as it goes with its unit: a removal order is issued and executed."""
    special = {
        (ContentType.ORDER, Stage.ORDERED): _("issued"),
        (ContentType.REQUEST, Stage.ORDERED): _("issued"),
        (ContentType.ORDER, Stage.REMOVED): _("executed"),
        (ContentType.COUNTRY, Stage.SEIZED): _("with seizures"),
    }
    return special.get((of.unit, of.stage)) or stage(of.stage)


def counted(of: StatementView) -> str:
    """Return unit and verb of a statement: "items removed"."""
    return f"{unit(of.unit, of.quantity.value if of.quantity else 2)} {verb(of)}"


def figure(of: StatementView) -> str:
    """Return a statement's figure in words: "more than 26,000 items removed"; without a number, what was said.

    A part is named as such, and so is what only the press reported.
    """
    said = f"{said_quantity(of)} {counted(of)}" if of.quantity is not None else f"{counted(of)}: {quote(of)}"
    return said + reserve(of)


def held_against(tally: Beside) -> str:
    """Return how the ledger's tally stands to a published figure: "the ledger has 25,400: 600 fewer"."""
    has = _("the ledger has {quantity}").format(quantity=quantity(tally.tally))
    if tally.fits:
        return _("{has}: it fits").format(has=has)
    more = _("{count} more") if tally.difference > 0 else _("{count} fewer")
    return f"{has}: {more.format(count=number(abs(tally.difference)))}"


def held_shortly(tally: Beside) -> str:
    """Return the same where there is little room: "ledger 25,400 (−600)"."""
    difference = "" if tally.fits else f" ({tally.difference:+,})".replace("-", "−")
    return _("ledger {quantity}").format(quantity=short_quantity(tally.tally)) + difference


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
        marks.append(_("a part") if shortly else _("only {part}").format(part=part(of)))
    if of.from_press:
        marks.append(source_kind(of.source.kind))
    return f" ({', '.join(marks)})" if marks else ""


def disputed(of: StatementView, drifts: tuple[Drift, ...]) -> str:
    """Return that side of a statement which others dispute: its period, its units, else its figure."""
    if of.quantity is None:
        return quote(of)
    if drifts == (Drift.DATE,):
        return period(of.since, of.as_of)
    if Drift.UNIT in drifts and of.of:
        return f"{said_shortly(of)} {', '.join(unit(one) for one in of.of)}{reserve(of)}"
    return f"{said_shortly(of)} {counted(of)}{reserve(of)}"


def quote(of: StatementView) -> str:
    """Return the words of a statement: between quotation marks only where they are the source's own."""
    return f"“{of.wording}”" if of.quoted else of.wording


def part(of: StatementView) -> str:
    """Return which part of the whole a statement counts, "" for the whole."""
    named = [of.share_of.name] if of.share_of else []
    return ", ".join([*named, *([of.part] if of.part else [])])


def agency(of: AgencyView) -> str:
    """Return an agency with its country: "Eurojust (EU)"."""
    return f"{of.name} ({of.country})" if of.country else of.name


def day(of: str | None) -> str:
    """Return a date of the record as precisely as it is known: "25 Nov 2019", "Nov 2019", "2019", "no date"."""
    if of is None:
        return _("no date")
    year, *rest = of.split("-")
    if not rest:
        return year
    month = months()[int(rest[0]) - 1]
    return f"{month} {year}" if len(rest) == 1 else f"{int(rest[1])} {month} {year}"


def months() -> tuple[str, ...]:
    """Return the short names of the twelve months."""
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip


def as_of(of: StatementView) -> str:
    """Return when a statement was true: "as of 25 Nov 2019"."""
    return _("as of {day}").format(day=day(of.as_of)) if of.as_of else _("no date given")


def counted_period(of: StatementView) -> str:
    """Return the period a statement counts, or when it was true where it names no start."""
    return period(of.since, of.as_of) if of.since else as_of(of)


def period(since: str | None, until: str | None) -> str:
    """Return a period as shortly as it can be said: "21 to 24 Nov 2019"."""
    if since is None or since == until:
        return day(until)
    if until is None:
        return _("since {day}").format(day=day(since))
    one, other = since.split("-"), until.split("-")
    if len(one) == len(other) == 3 and one[:2] == other[:2]:
        return _("{first} to {last}").format(first=int(one[2]), last=day(until))
    return _("{first} to {last}").format(first=day(since), last=day(until))


def when(state: ActionStatus | None, started: str | None, ended: str | None) -> str:
    """Return when something was: "since" only of what was not over."""
    if started is None and ended is None:
        return _("no date published")
    if started is None:
        return _("until {day}").format(day=day(ended))
    return day(started) if ended is None and state == ActionStatus.CONCLUDED else period(started, ended)


def action_dates(of: ActionView) -> str:
    """Return when an action was, and where it stood at the date its record speaks of."""
    dates = when(of.status, of.started_on, of.ended_on)
    if of.status == ActionStatus.CONCLUDED:
        return dates
    state = _("{status} as of {day}").format(status=status(of.status), day=day(of.status_as_of))
    return f"{dates} · {state}"


def clock(of: datetime) -> str:
    """Return the time of day of an instant, always in UTC and saying so."""
    return f"{of.astimezone(UTC):%H:%M:%S} UTC"


def exact_instant(of: datetime) -> str:
    """Return date and time of an instant to the second, in UTC and saying so."""
    utc = of.astimezone(UTC)
    return f"{day(f'{utc:%Y-%m-%d}')} {utc:%H:%M:%S} UTC"


def minute(of: datetime) -> str:
    """Return the time of day of an instant to the minute, in UTC and saying so: "14:31 UTC"."""
    return f"{of.astimezone(UTC):%H:%M} UTC"


def instant(of: datetime) -> str:
    """Return date and time of an instant, always in UTC and saying so."""
    utc = of.astimezone(UTC)
    return f"{day(f'{utc:%Y-%m-%d}')} {utc:%H:%M} UTC"


def time(of: datetime) -> str:
    """Return the time of day of an instant to the second, in UTC, where the screen says so elsewhere: "14:31:58"."""
    return f"{of.astimezone(UTC):%H:%M:%S}"


def entries(count: int) -> str:
    """Return so many entries of the ledger: "1 entry", "226 entries"."""
    return ngettext("{count} entry", "{count} entries", count).format(count=number(count))


def signed(of: Quantity) -> str:
    """Return the count of an entry with its sign and qualifier: "+120", "+≥120", "−30"."""
    sign = "−" if of.value < 0 else "+"
    return sign + short_quantity(Quantity(abs(of.value), of.qualifier))


def per_hour(of: Tempo) -> str:
    """Return how fast a tally grew in the last hour: "120/h"."""
    return _("{count}/h").format(count=number(of.hour))


def entry(of: EntryView) -> str:
    """Return an entry of the ledger in a line: "entry 12: +120 videos removed, eu-iru on telegram"."""
    where = _(" on {provider}").format(provider=of.provider.slug) if of.provider else ""
    return _("entry {seq}: {quantity} {unit} {stage}, {agency}{where}").format(
        seq=of.position.seq,
        quantity=signed(of.quantity),
        unit=unit(of.content_type, abs(of.quantity.value)),
        stage=stage(of.stage),
        agency=of.agency.slug,
        where=where,
    )
