"""The words of the field, each with one meaning. The order of the members is the order on the screen."""

from enum import StrEnum


class Stage(StrEnum):
    """The verb of a figure: what was done. Two stages are never merged or added to each other."""

    DETECTED = "detected"
    ASSESSED = "assessed"
    """Examined before referral; published counts are often of this, not of referrals."""
    HELD = "held"
    """De-confliction: kept back so that a running investigation is not disturbed."""
    REFERRED = "referred"
    """Flagged to a provider for its voluntary consideration (Reg. (EU) 2016/794, Art. 4(1)(m)); never an order."""
    ORDERED = "ordered"
    """Binding removal order (Regulation (EU) 2021/784, Art. 3)."""
    REMOVED = "removed"
    DISABLED = "disabled"
    """Access disabled, closed or deactivated, as by geo-block: the content may still exist."""
    SUSPENDED = "suspended"
    REFUSED = "refused"
    REAPPEARED = "reappeared"
    REINSTATED = "reinstated"
    SEIZED = "seized"
    BLOCKED = "blocked"
    ARRESTED = "arrested"
    TOOK_PART = "took_part"
    """Statements only: how many countries, providers or persons took part."""
    IDENTIFIED = "identified"
    """Statements only: found or located in an investigation (users, countries)."""
    RECEIVED = "received"
    """Statements only: reports or notices that came in."""
    REPORTED = "reported"
    """Statements only: counted by an observer, neither the work of a partner nor of a provider."""


LEDGER_STAGES = tuple(Stage)[: tuple(Stage).index(Stage.TOOK_PART)]
"""The stages an entry may have. The others are verbs that only published statements use."""

FUNNEL = (Stage.DETECTED, Stage.ASSESSED, Stage.HELD, Stage.REFERRED, Stage.ORDERED, Stage.REMOVED)
"""The stages an item passes on its way, in order."""


class ContentType(StrEnum):
    """The unit of a figure: what was counted. "item" is the mixed unit of communiqués, never a sum of the others."""

    VIDEO = "video"
    PUBLICATION = "publication"
    GROUP = "group"
    ACCOUNT = "account"
    CHANNEL = "channel"
    BOT = "bot"
    LINK = "link"
    FILE = "file"
    WEBSITE = "website"
    APP = "app"
    SERVER = "server"
    DOMAIN = "domain"
    PERSON = "person"
    ITEM = "item"
    MESSAGE = "message"
    """Statements only: posts, messages, profiles as national units count them."""
    ORDER = "order"
    """Statements only: removal orders, each of which may name several items."""
    REQUEST = "request"
    """Statements only: requests, decisions, interventions, cases."""
    NOTICE = "notice"
    """Statements only: notices and reports as they come in, before duplicates are taken out."""
    COUNTRY = "country"
    """Statements only."""
    PROVIDER = "provider"
    """Statements only: online service providers, platforms."""
    LANGUAGE = "language"
    """Statements only."""
    ACTIVATION = "activation"
    """Statements only: activations of a crisis protocol."""


LEDGER_TYPES = tuple(ContentType)[: tuple(ContentType).index(ContentType.MESSAGE)]
"""The content types an entry may have. The others are units that only published statements use."""

FIRST_TYPES = (ContentType.VIDEO, ContentType.PUBLICATION, ContentType.GROUP, ContentType.ACCOUNT)
"""The four units of the communiqué of November 2019. Every board shows a panel for each of them."""


class Qualifier(StrEnum):
    """How firmly a number was said."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    """"more than", "over", "plus de", "pas moins de"."""
    AT_MOST = "at_most"
    ABOUT = "about"
    """"about", "some", "around", "environ"."""


class AgencyKind(StrEnum):
    """What an agency is."""

    PROSECUTION = "prosecution"
    JUDICIAL = "judicial"
    POLICE = "police"
    REFERRAL_UNIT = "referral_unit"
    EU_AGENCY = "eu_agency"
    MINISTRY = "ministry"
    PROVIDER = "provider"
    OTHER = "other"


class Role(StrEnum):
    """What a partner does in one action."""

    LEAD = "lead"
    INVESTIGATION = "investigation"
    COORDINATION = "coordination"
    HOST = "host"
    REFERRAL = "referral"
    JUDICIAL_SUPPORT = "judicial_support"
    SUPPORT = "support"
    REMOVAL = "removal"


class ActionStatus(StrEnum):
    """Where an action stands."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    CONCLUDED = "concluded"


class Target(StrEnum):
    """What an action hit."""

    APP = "app"
    WEB = "web"
    SERVERS = "servers"
    SOCIAL_MEDIA = "social_media"
    OTHER_PLATFORMS = "other_platforms"
    """File hosts, audio, gaming, archives and the like."""


class SourceKind(StrEnum):
    """How near a source stands to the agency that speaks in it."""

    PRIMARY = "primary"
    REPRINT = "reprint"
    """The agency's own text, as another publisher printed it."""
    PARLIAMENT = "parliament"
    PRESS = "press"
    """The press's words: the board marks such a figure "press"."""
    RESEARCH = "research"


class Drift(StrEnum):
    """In what two sources disagree."""

    STAGE = "stage"
    UNIT = "unit"
    QUALIFIER = "qualifier"
    QUANTITY = "quantity"
    DATE = "date"
    PLACE = "place"
    SCOPE = "scope"
    """The one counts a part of what the other counts, or another period."""


class Marking(StrEnum):
    """The Traffic Light Protocol 2.0 (FIRST, August 2022): with whom the content of a store may be shared."""

    RED = "RED"
    AMBER_STRICT = "AMBER+STRICT"
    AMBER = "AMBER"
    GREEN = "GREEN"
    CLEAR = "CLEAR"
