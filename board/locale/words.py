"""The words of the field: stages, units, roles and what else has a fixed vocabulary."""

from board.locale import _, language, ngettext, npgettext, speaking
from board.model.moment import Clock
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

AGREEING = {
    "fr": frozenset({
        ContentType.VIDEO, ContentType.PUBLICATION, ContentType.APP, ContentType.PERSON, ContentType.ORDER,
        ContentType.REQUEST, ContentType.NOTICE, ContentType.LANGUAGE, ContentType.ACTIVATION,
    }),
}  # fmt: skip
"""The languages in which a verb agrees with its unit, and the feminine units there; the others are masculine."""

GENDERS = ("feminine", "masculine")
"""The contexts under which the catalogs of these languages hold the stages, in the singular and the plural."""


def stage(of: Stage, unit: ContentType | None = None, number: int | None = None) -> str:
    """Return the verb of a figure: "removed".

    Args:
        of: The stage.
        unit: What it is said of, where that stands beside it: the verb agrees with it. None where it stands alone, or
            is said of several units together.
        number: Of how many it is said, where that stands beside it; None for several.
    """
    plain = _stage(of)
    if (unit is None and number is None) or language() not in AGREEING:
        return plain
    english = english_stage(of)
    gender = GENDERS[0] if unit in AGREEING[language()] else GENDERS[1]
    agreed = npgettext(gender, english, english, 2 if number is None else abs(number))
    return plain if agreed == english else agreed


def english_stage(of: Stage) -> str:
    """Return the message of a stage, as the catalogs know it."""
    with speaking("en"):
        return _stage(of)


def _stage(of: Stage) -> str:
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


ALSO: dict[str, dict[Stage, str]] = {
    "fr": {
        Stage.REMOVED: "supprimé, supprimés, supprimée, supprimées",
        Stage.HELD: "retenu, retenus, retenue, retenues, gardé en attente, gardés en attente, gardée en attente",
        Stage.ORDERED: "sous injonction de retrait, visé par une injonction, visés par une injonction",
        Stage.DISABLED: "fermé, fermés, fermée, fermées",
    },
    "nl": {
        Stage.REFERRED: "gesignaleerd",
        Stage.REMOVED: "gewist",
        Stage.ARRESTED: "aangehouden, opgepakt",
        Stage.REINSTATED: "hersteld",
        Stage.ORDERED: "bevolen",
    },
    "de": {
        Stage.REMOVED: "gelöscht",
        Stage.DISABLED: "gesperrt",
        Stage.REAPPEARED: "wieder aufgetaucht, aufgetaucht",
    },
}
"""What else is said for a stage where it is typed; the board itself says the one word of the catalog."""

ALSO_COUNTED: dict[str, dict[ContentType, str]] = {
    "fr": {ContentType.BOT: "robot, robots", ContentType.DOMAIN: "domaine, domaines"},
    "de": {ContentType.PUBLICATION: "Veröffentlichung, Veröffentlichungen"},
}
"""The same for a content type."""


def also_said() -> tuple[tuple[str, Stage | ContentType], ...]:
    """Return what else is said for a stage or a content type in the language in use."""
    stages, units = ALSO.get(language(), {}), ALSO_COUNTED.get(language(), {})
    return (
        *((word, stage) for stage, said in stages.items() for word in said.split(", ")),
        *((word, unit) for unit, said in units.items() for word in said.split(", ")),
    )


def unit(of: ContentType, number: int = 2) -> str:
    """Return the unit in the form that goes with `number`: "1 video", "2 videos"; less than nothing goes as more."""
    number = abs(number)
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


def clock(of: Clock) -> str:
    """Return by which clock the board is wound back."""
    return {Clock.KNOWN: _("as we knew it"), Clock.HAPPENED: _("as it happened")}[of]


def marking(of: Marking) -> str:
    """Return the label as TLP 2.0 writes it, in capitals and without a space."""
    return f"TLP:{of}"


def qualifier(of: Qualifier) -> str:
    """Return the words that go before a number, with nothing for an exact one."""
    return {
        Qualifier.EXACT: "",
        Qualifier.AT_LEAST: _("at least"),
        Qualifier.AT_MOST: _("at most"),
        Qualifier.ABOUT: _("about"),
    }[of]
